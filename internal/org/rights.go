package org

import (
	"context"
	"slices"

	"github.com/xingfu/xingfu/internal/platform/fault"
)

// Role is what a person is in a unit.
type Role string

// The roles.
const (
	FrontDesk  Role = "frontdesk"
	Engineer   Role = "engineer"
	Supervisor Role = "supervisor"
	Admin      Role = "admin"
	Auditor    Role = "auditor"
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

// Permission is one thing that a role may do.
type Permission string

// The permissions.
const (
	TicketCreate    Permission = "ticket.create"
	TicketRead      Permission = "ticket.read"
	TicketHandle    Permission = "ticket.handle"    // what the owner does
	HandoffWork     Permission = "handoff.work"     // what a unit does with a handoff
	TicketSupervise Permission = "ticket.supervise" // disputes, acting on tickets of others
	CustomerRead    Permission = "customer.read"
	CustomerWrite   Permission = "customer.write"
	OrgManage       Permission = "org.manage"
	RulesManage     Permission = "rules.manage"
	FlowRead        Permission = "flow.read"
	AuditRead       Permission = "audit.read"
	OutgoingManage  Permission = "outgoing.manage"
	TokenOwn        Permission = "token.own"
)

// Grants says what each role may do.
func Grants(r Role) []Permission {
	switch r {
	case FrontDesk:
		return []Permission{TicketCreate, TicketRead, TicketHandle, CustomerRead, CustomerWrite, TokenOwn}
	case Engineer:
		return []Permission{TicketRead, HandoffWork, CustomerRead, TokenOwn}
	case Supervisor:
		return []Permission{TicketCreate, TicketRead, TicketHandle, HandoffWork, TicketSupervise, CustomerRead, CustomerWrite, FlowRead, TokenOwn}
	case Admin:
		return []Permission{TicketRead, CustomerRead, CustomerWrite, OrgManage, RulesManage, FlowRead, OutgoingManage, TokenOwn}
	case Auditor:
		return []Permission{TicketRead, CustomerRead, FlowRead, AuditRead}
	}
	return nil
}

// Reach is where a permission holds: everywhere, in some units, and always for what is one's own.
type Reach struct {
	All   bool
	Units []string
}

// Covers tells whether the reach includes the unit.
func (r Reach) Covers(unitID string) bool { return r.All || slices.Contains(r.Units, unitID) }

// Actor is the person who acts in a request.
type Actor struct {
	StaffID  string
	Login    string
	Name     string
	UnitID   string
	UnitName string
	Locale   string
	Roles    []Role
	reach    map[Permission]Reach
}

// May tells whether the actor has the permission anywhere.
func (a *Actor) May(p Permission) bool {
	_, ok := a.reach[p]
	return ok
}

// Reach says where the actor has the permission; nowhere if he lacks it.
func (a *Actor) Reach(p Permission) Reach { return a.reach[p] }

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

type actorKey struct{}

// With returns a context in which a acts.
func With(ctx context.Context, a *Actor) context.Context {
	return context.WithValue(ctx, actorKey{}, a)
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
		return nil, fault.New(fault.Forbidden, "您没有做这件事的权限（%s）。需要时请向管理员申请。",
			"You do not have the permission for this (%s). Ask the administrator if you need it.", string(p))
	}
	return a, nil
}

func errNobody() error {
	return fault.New(fault.Unauthenticated, "请先登录。", "Please log in first.")
}
