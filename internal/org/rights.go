package org

import (
	"context"
	"slices"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/personal"
)

// Scope is how far a post reaches.
type Scope string

// The scopes: only what is one's own, the unit, the unit and all below it, everything.
const (
	ScopeOwn     Scope = "own"
	ScopeUnit    Scope = "unit"
	ScopeSubtree Scope = "subtree"
	ScopeAll     Scope = "all"
)

// Reach is where a permission holds: everywhere, in some units, and always for what is one's own.
type Reach struct {
	All   bool
	Units []string
}

// Covers tells whether the reach includes the unit.
func (r Reach) Covers(unitID string) bool { return r.All || slices.Contains(r.Units, unitID) }

// Within tells whether o includes all of the reach.
func (r Reach) Within(o Reach) bool {
	return o.All || !r.All && !slices.ContainsFunc(r.Units, func(id string) bool { return !slices.Contains(o.Units, id) })
}

// with gives what two reaches cover together.
func (r Reach) with(o Reach) Reach {
	units := slices.Concat(r.Units, o.Units)
	slices.Sort(units)
	return Reach{All: r.All || o.All, Units: slices.Compact(units)}
}

// Actor is the person who acts in a request.
type Actor struct {
	StaffID  string
	Login    string
	Name     string
	UnitID   string
	UnitName string
	Locale   string
	Roles    []Role
	Owes     Owed // what he must do before anything else
	reach    map[Permission]Reach
	proof    *proof // how he is known; nil: the program itself lets him act
}

// May tells whether the actor has the permission anywhere.
func (a *Actor) May(p Permission) bool {
	_, ok := a.reach[p]
	return ok
}

// Reach says where the actor has the permission; nowhere if he lacks it.
func (a *Actor) Reach(p Permission) Reach { return a.reach[p] }

// Covers says where the actor has the permission, with his own unit where he always has it there.
func (a *Actor) Covers(p Permission) Reach {
	r := a.Reach(p)
	if a.May(p) && textOf(p).Extent == AtHome {
		r = r.with(Reach{Units: []string{a.UnitID}})
	}
	return r
}

// MayIn tells whether the actor has the permission for the unit.
func (a *Actor) MayIn(p Permission, unitID string) bool {
	r, ok := a.reach[p]
	return ok && r.Covers(unitID)
}

// Permissions lists what the actor may do, in a fixed order.
func (a *Actor) Permissions() []Permission {
	list := make([]Permission, 0, len(a.reach))
	for p := range a.reach {
		list = append(list, p)
	}
	slices.Sort(list)
	return list
}

// gained gives the permissions that the actor has further than before.
func (a *Actor) gained(before *Actor) []Permission {
	return slices.DeleteFunc(a.Permissions(), func(p Permission) bool {
		return before.May(p) && a.Reach(p).Within(before.Reach(p))
	})
}

type actorKey struct{}

// With returns a context in which a acts. He sees personal data in the clear or masked, as his roles have it.
func With(ctx context.Context, a *Actor) context.Context {
	return context.WithValue(personal.With(ctx, a != nil && a.May(PersonalRead)), actorKey{}, a)
}

// From gives the person who acts in ctx, or nil: the program itself or a customer.
func From(ctx context.Context) *Actor {
	a, _ := ctx.Value(actorKey{}).(*Actor)
	return a
}

// Need gives the acting person if he has the permission somewhere. The error is Unauthenticated when
// nobody is logged in and Forbidden when the permission is lacking.
func Need(ctx context.Context, p Permission) (*Actor, error) {
	a := From(ctx)
	if a == nil {
		return nil, errNobody()
	}
	if !a.May(p) {
		return nil, lacks(p)
	}
	return a, nil
}

func lacks(p Permission) error {
	name := textOf(p)
	return fault.New(fault.Forbidden, "您没有做这件事的权限（%[1]s）。需要时请向安全管理员申请。",
		"You do not have the permission for this (%[2]s). Ask the security officer if you need it.", name.Zh, name.En)
}

// NeedAny is Need for one of several permissions.
func NeedAny(ctx context.Context, first Permission, others ...Permission) (*Actor, error) {
	if a := From(ctx); a != nil && slices.ContainsFunc(others, a.May) {
		return a, nil
	}
	return Need(ctx, first)
}

// NeedIn is Need for what belongs to a unit: the permission must reach it. The program itself may always, and is nobody.
func NeedIn(ctx context.Context, p Permission, unitID string) (*Actor, error) {
	a, err := NeedOrProgram(ctx, p)
	if err == nil && a != nil && !a.MayIn(p, unitID) {
		name := textOf(p)
		return nil, fault.New(fault.Forbidden, "您的这项权限（%[1]s）不包括这个单位。", "Your permission (%[2]s) does not reach this unit.", name.Zh, name.En)
	}
	return a, err
}

func errNobody() error {
	return fault.New(fault.Unauthenticated, "请先登录。", "Please log in first.")
}
