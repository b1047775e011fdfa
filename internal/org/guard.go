package org

import (
	"context"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// guard watches over one change of rights: it looks before and after, and refuses what must not come of it. Changes
// of rights happen one at a time, so that two of them cannot each take one of the last two security officers away.
type guard struct {
	s        *Service
	tree     *Tree // as it was
	self     *Actor
	setting  setting
	apart    bool
	officers []string // who can log in and has rights.manage everywhere
}

// guarded begins a change of rights in the transaction of ctx. It needs a fresh proof of who one is.
func (s *Service) guarded(ctx context.Context, tx bun.Tx) (*guard, error) {
	if err := NeedFresh(ctx); err != nil {
		return nil, err
	}
	g := &guard{s: s}
	err := s.lockSetting(ctx, tx, keySeparation, &g.setting)
	if err != nil {
		return nil, err
	}
	if g.apart, err = g.setting.apart(); err != nil {
		return nil, err
	}
	if g.tree, err = s.readTree(ctx); err != nil { // the remembered one may be older than another replica's change
		return nil, err
	}
	if g.self, err = s.self(ctx, g.tree); err != nil {
		return nil, err
	}
	g.officers, err = s.officers(ctx, g.tree)
	return g, err
}

// end looks at what has come of the change for those whom it concerns. Nobody may have given himself a right, the
// last security officer must not have lost his, and nobody may hold duties that are kept apart, unless tolerated
// names him because he did so before.
func (g *guard) end(ctx context.Context, concerned, tolerated []string) error {
	tree, err := g.s.readTree(ctx)
	if err != nil {
		return err
	}
	if err := g.s.notForOneself(ctx, g.self, tree); err != nil {
		return err
	}
	officers, err := g.s.officers(ctx, tree)
	if err != nil {
		return err
	}
	if len(g.officers) > 0 && len(officers) == 0 {
		return fault.New(fault.Conflict, "这样就再没有人能管理全公司的角色和权限了。请先让另一位能登录的人在全部范围担任安全管理员。",
			"Then nobody could manage the roles and rights of the whole company any more. First let somebody else who can log in be security officer everywhere.")
	}
	mixed, err := g.s.mixed(ctx, tree, g.apart, concerned)
	if err != nil {
		return err
	}
	mixed = slices.DeleteFunc(mixed, func(p *Actor) bool { return slices.Contains(tolerated, p.StaffID) })
	if len(mixed) > 0 {
		return errMixed(mixed, g.apart)
	}
	g.s.changed(ctx)
	return nil
}

// self gives the acting person with his rights as they stand in the transaction of ctx; nil for the program.
func (s *Service) self(ctx context.Context, tree *Tree) (*Actor, error) {
	a := From(ctx)
	if a == nil {
		return nil, nil
	}
	people, err := s.actorsIn(ctx, tree, "staff.id = ?", a.StaffID)
	if err != nil || len(people) == 0 {
		return a, err
	}
	return people[0], nil
}

// notForOneself refuses when the acting person has more than before, with the tree as it is now.
func (s *Service) notForOneself(ctx context.Context, before *Actor, tree *Tree) error {
	if before == nil {
		return nil
	}
	after, err := s.self(ctx, tree)
	if err != nil {
		return err
	}
	gained := after.gained(before)
	if len(gained) == 0 {
		return nil
	}
	name := textOf(gained[0])
	return fault.New(fault.Forbidden, "不能给自己增加权限（%[1]s），请由另一位安全管理员办理。",
		"You cannot give yourself a right (%[2]s). Ask another security officer.", name.Zh, name.En)
}

// officers gives those who can log in and have rights.manage everywhere.
func (s *Service) officers(ctx context.Context, tree *Tree) ([]string, error) {
	people, err := s.actorsIn(ctx, tree, "NOT staff.disabled AND staff.password <> '' AND EXISTS (SELECT 1 FROM post p WHERE p.staff_id = staff.id AND p.role IN (?))",
		bun.List(tree.Granting(RightsManage)))
	var ids []string
	for _, p := range people {
		if p.May(RightsManage) && tree.Everywhere(p.Reach(RightsManage)) {
			ids = append(ids, p.StaffID)
		}
	}
	return ids, err
}

// actorsIn gives those whom a condition finds with all their rights, by name. Unlike Actors it asks the
// transaction of ctx, and gives disabled people too: a disabled account can be enabled again.
func (s *Service) actorsIn(ctx context.Context, tree *Tree, where string, args ...any) ([]*Actor, error) {
	var people []Staff
	db := s.db.Read(ctx)
	if err := db.NewSelect().Model(&people).Where(where, args...).OrderExpr("staff.name, staff.id").Scan(ctx); err != nil {
		return nil, err
	}
	posts, err := s.postsOf(ctx, people)
	actors := make([]*Actor, len(people))
	for i := range people {
		actors[i] = ActorOf(&people[i], posts[people[i].ID], tree)
	}
	return actors, err
}

// postsOf gives people's posts by the person.
func (s *Service) postsOf(ctx context.Context, people []Staff) (map[string][]Post, error) {
	ids := make([]string, len(people))
	for i, p := range people {
		ids[i] = p.ID
	}
	by := map[string][]Post{}
	for chunk := range slices.Chunk(ids, 1000) {
		var posts []Post
		if err := s.db.Read(ctx).NewSelect().Model(&posts).Where("staff_id IN (?)", bun.List(chunk)).OrderExpr("role, unit_id").Scan(ctx); err != nil {
			return nil, err
		}
		for _, p := range posts {
			by[p.StaffID] = append(by[p.StaffID], p)
		}
	}
	return by, nil
}

// The three duties (三员): who administers, who gives rights, and who looks at both.
type duty struct {
	name lang.Text
	of   []Permission
}

var (
	administration = duty{lang.Text{Zh: "管理员", En: "administrator"}, []Permission{OrgManage, RulesManage}}
	safety         = duty{lang.Text{Zh: "安全管理员", En: "security officer"}, []Permission{RightsManage, SecurityManage}}
	auditing       = duty{lang.Text{Zh: "审计员", En: "auditor"}, []Permission{AuditRead}}
)

// in tells whether one who has the permissions has the duty.
func (d duty) in(permissions []Permission) bool {
	return slices.ContainsFunc(d.of, func(p Permission) bool { return slices.Contains(permissions, p) })
}

// mixes tells whether permissions unite duties that are kept apart: the auditor's always, the other two where
// the operator wants it.
func mixes(permissions []Permission, apart bool) bool {
	a, s := administration.in(permissions), safety.in(permissions)
	return auditing.in(permissions) && (a || s) || apart && a && s
}

// Whom a change of rights concerns, besides those it names.
var (
	everybody []string
	nobody    = []string{}
)

// mixed gives those of the concerned who hold duties that are kept apart.
func (s *Service) mixed(ctx context.Context, tree *Tree, apart bool, concerned []string) ([]*Actor, error) {
	if concerned != nil && len(concerned) == 0 {
		return nil, nil
	}
	where, args := "EXISTS (SELECT 1 FROM post p WHERE p.staff_id = staff.id)", []any(nil)
	if concerned != nil {
		where, args = "staff.id IN (?)", []any{bun.List(concerned)}
	}
	people, err := s.actorsIn(ctx, tree, where, args...)
	return slices.DeleteFunc(people, func(p *Actor) bool { return !mixes(p.Permissions(), apart) }), err
}

const namesMost = 10

func errMixed(people []*Actor, apart bool) error {
	var names []string
	audits := false
	for _, p := range people {
		names = append(names, p.Name)
		audits = audits || auditing.in(p.Permissions())
	}
	zh, en := strings.Join(names[:min(len(names), namesMost)], "、"), strings.Join(names[:min(len(names), namesMost)], ", ")
	if len(names) > namesMost {
		zh, en = zh+" 等", en+" and others"
	}
	if audits {
		return fault.New(fault.Conflict, "审计员不能同时是管理员或安全管理员：%[1]s。", "An auditor cannot be administrator or security officer as well: %[2]s.", zh, en)
	}
	return fault.New(fault.Conflict, "已设定管理员和安全管理员由不同的人担任，但这些人会两者都是：%[1]s。",
		"Administrators and security officers are to be different people, but these would be both: %[2]s.", zh, en)
}
