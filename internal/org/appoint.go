package org

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/fault"
)

// needEverywhere refuses whoever has not rights.manage everywhere; the program may.
func (s *Service) needEverywhere(ctx context.Context) error {
	actor, err := NeedOrProgram(ctx, RightsManage)
	if err != nil || actor == nil {
		return err
	}
	tree, err := s.Tree(ctx)
	if err != nil {
		return err
	}
	if !tree.Everywhere(actor.Reach(RightsManage)) {
		return fault.New(fault.Forbidden, "这涉及整个公司，需要在全部范围管理角色和权限。", "This concerns the whole company: it needs the right to manage roles and rights everywhere.")
	}
	return nil
}

// mayManage tells whether the acting person keeps the accounts of a unit; the program does.
func (s *Service) mayManage(ctx context.Context, actor *Actor, field, unitID string) error {
	if err := s.checkUnit(ctx, field, unitID); err != nil || actor == nil || actor.MayIn(OrgManage, unitID) {
		return err
	}
	tree, err := s.Tree(ctx)
	if err != nil {
		return err
	}
	return fault.New(fault.Forbidden, "%[1]s不在您管理的范围内。", "%[1]s is not among the units that you manage.", tree.Name(unitID))
}

func (s *Service) checkUnit(ctx context.Context, field, id string) error {
	tree, err := s.Tree(ctx)
	if err != nil {
		return err
	}
	if tree.Unit(id) == nil {
		return fault.Bad(field, "没有这个单位。", "There is no such unit.")
	}
	return nil
}

// mayChange tells whether the acting person may change the account p: it is of a unit that he manages and stays in
// one, it is not his own that moves, and with its password he comes by no duty of another.
func (s *Service) mayChange(ctx context.Context, actor *Actor, p *Staff, in StaffChange) error {
	if actor == nil {
		return nil
	}
	if err := s.mayManage(ctx, actor, "unitId", p.UnitID); err != nil {
		return err
	}
	if in.UnitID != nil && *in.UnitID != p.UnitID {
		if err := s.mayManage(ctx, actor, "unitId", *in.UnitID); err != nil {
			return err
		}
		if p.ID == actor.StaffID {
			return fault.New(fault.Forbidden, "不能把自己调到另一个单位，请由另一位管理员办理。", "You cannot move yourself to another unit. Ask another administrator.")
		}
	}
	if in.Password == nil || p.ID == actor.StaffID {
		return nil
	}
	tree, err := s.Tree(ctx)
	if err != nil {
		return err
	}
	other, err := s.actorsIn(ctx, tree, "staff.id = ?", p.ID)
	if err != nil {
		return err
	}
	for _, d := range []duty{safety, auditing} {
		if d.in(other[0].Permissions()) && !d.in(actor.Permissions()) {
			return fault.New(fault.Forbidden, "%[1]s是%[2]s，您不能替他设密码。请在服务器上用 xingfu user password 设置。",
				"%[1]s is %[3]s, whose password you cannot set. Set it on the server with xingfu user password.", p.Name, d.name.Zh, d.name.En)
		}
	}
	return nil
}

// changeRights lets save change an account, and with posts replaces what the person holds, under guard.
func (s *Service) changeRights(ctx context.Context, tx bun.Tx, staffID string, posts *[]NewPost, save func() error) error {
	g, err := s.guarded(ctx, tx)
	if err != nil {
		return err
	}
	if err := save(); err != nil {
		return err
	}
	if posts != nil {
		if err := g.setPosts(ctx, tx, staffID, *posts); err != nil {
			return err
		}
	}
	return g.end(ctx, []string{staffID}, nil)
}

// appoint gives a new person his posts.
func (s *Service) appoint(ctx context.Context, tx bun.Tx, staffID string, posts []NewPost) error {
	return s.changeRights(ctx, tx, staffID, &posts, func() error { return nil })
}

// setPosts replaces a person's posts. What the acting person adds or takes away lies within his own reach.
func (g *guard) setPosts(ctx context.Context, tx bun.Tx, staffID string, posts []NewPost) error {
	var old []Post
	if err := tx.NewSelect().Model(&old).Where("staff_id = ?", staffID).Scan(ctx); err != nil {
		return err
	}
	var list []Post
	for _, in := range posts {
		post := Post{StaffID: staffID, Role: in.Role, UnitID: in.UnitID, Scope: in.Scope}
		if at := slices.IndexFunc(old, post.is); at >= 0 {
			post.ProviderID = old[at].ProviderID
		}
		if err := g.checkPost(post); err != nil {
			return err
		}
		if slices.ContainsFunc(list, func(p Post) bool { return p.Role == post.Role && p.UnitID == post.UnitID }) {
			return fault.Bad("roles", "同一个角色在同一个单位只能列一次。", "A role stands only once for the same unit.")
		}
		list = append(list, post)
	}
	for _, p := range differing(old, list) {
		if !g.mayGive(p) {
			return fault.New(fault.Forbidden, "%[1]s的这个岗位超出了您管理权限的范围。", "This post in %[1]s reaches further than your right to manage rights.", g.tree.Name(p.UnitID))
		}
	}
	if _, err := tx.NewDelete().Model((*Post)(nil)).Where("staff_id = ?", staffID).Exec(ctx); err != nil || len(list) == 0 {
		return err
	}
	_, err := tx.NewInsert().Model(&list).Exec(ctx)
	return err
}

// mayGive tells whether a post lies within the reach of the acting person's own rights.manage.
func (g *guard) mayGive(p Post) bool {
	if g.self == nil {
		return true
	}
	mine := g.self.Reach(RightsManage)
	return g.tree.Everywhere(mine) || mine.Covers(p.UnitID) && g.tree.Reach(p).Within(mine)
}

func (g *guard) checkPost(p Post) error {
	if g.tree.Role(p.Role) == nil {
		return fault.Bad("roles", "没有 %s 这个角色。", "There is no role %s.", p.Role)
	}
	if !slices.Contains([]Scope{ScopeOwn, ScopeUnit, ScopeSubtree, ScopeAll}, p.Scope) {
		return fault.Bad("roles", "没有 %s 这个范围。", "There is no scope %s.", p.Scope)
	}
	if g.tree.Unit(p.UnitID) == nil {
		return fault.Bad("roles", "没有这个单位。", "There is no such unit.")
	}
	return nil
}

// differing gives the posts that are in only one of the lists.
func differing(a, b []Post) []Post {
	missing := func(from, in []Post) []Post {
		return slices.DeleteFunc(slices.Clone(from), func(p Post) bool {
			return slices.ContainsFunc(in, func(q Post) bool { return p.is(q) })
		})
	}
	return append(missing(a, b), missing(b, a)...)
}
