package org

import (
	"context"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// PostView is a post with its names.
type PostView struct {
	Role  Named `json:"role"`
	Unit  Ref   `json:"unit"`
	Scope Scope `json:"scope"`
}

// Right is one permission of a person: how far it reaches, and by which posts he has it.
type Right struct {
	Permission Permission `json:"permission"`
	Everywhere bool       `json:"everywhere"`
	Where      lang.Text  `json:"where" doc:"How far it reaches, in words."`
	Units      []Ref      `json:"units" doc:"The units that it reaches; empty when it reaches all, or when units do not matter."`
	Posts      []PostView `json:"posts"`
}

// Rights is all that a person may do.
type Rights struct {
	Person   Ref     `json:"person"`
	Login    string  `json:"login"`
	Unit     Ref     `json:"unit"`
	Disabled bool    `json:"disabled" doc:"The account is closed: none of this holds until it is opened again."`
	Rights   []Right `json:"rights"`
}

// RightsOf says what a person may do, where, and by which posts. It needs rights.manage or audit.read.
func (s *Service) RightsOf(ctx context.Context, staffID string) (*Rights, error) {
	if _, err := NeedAny(ctx, RightsManage, AuditRead); err != nil {
		return nil, err
	}
	p, err := s.Staff(ctx, staffID)
	if err != nil {
		return nil, err
	}
	tree, err := s.Tree(ctx)
	if err != nil {
		return nil, err
	}
	posts, err := s.postsOf(ctx, []Staff{*p})
	if err != nil {
		return nil, err
	}
	out := &Rights{Person: Ref{p.ID, p.Name}, Login: p.Login, Unit: Ref{p.UnitID, tree.Name(p.UnitID)}, Disabled: p.Disabled, Rights: []Right{}}
	a := ActorOf(p, posts[p.ID], tree)
	for _, permission := range ordered(a.Permissions()) {
		out.Rights = append(out.Rights, tree.right(a, permission, posts[p.ID]))
	}
	return out, nil
}

func (t *Tree) right(a *Actor, p Permission, posts []Post) Right {
	var by []Post
	for _, post := range posts {
		if slices.Contains(t.Grants(post.Role), p) {
			by = append(by, post)
		}
	}
	extent := textOf(p).Extent
	r := Right{Permission: p, Where: t.where(a, extent, by), Units: []Ref{}, Posts: t.viewPosts(by)}
	if extent == OwnUnit {
		r.Units = append(r.Units, Ref{a.UnitID, a.UnitName})
	}
	if extent != WithinReach && extent != AtHome {
		return r
	}
	if r.Everywhere = a.Reach(p).All; r.Everywhere {
		return r
	}
	covers := a.Covers(p)
	for _, u := range t.units {
		if covers.Covers(u.ID) {
			r.Units = append(r.Units, Ref{u.ID, u.Name})
		}
	}
	return r
}

// where says in words how far posts reach.
func (t *Tree) where(a *Actor, extent Extent, by []Post) lang.Text {
	switch extent {
	case Regardless:
		return lang.Text{Zh: "不分单位", En: "Whatever the unit"}
	case OwnUnit:
		return lang.T("本人的，以及本单位（%[1]s）的", "The person's own, and those of the own unit (%[1]s)", a.UnitName)
	}
	var zh, en []string
	if extent == AtHome && !slices.ContainsFunc(by, func(p Post) bool { return t.Reach(p).Covers(a.UnitID) }) {
		zh, en = []string{"本单位（" + a.UnitName + "）"}, []string{"The own unit (" + a.UnitName + ")"}
	}
	for _, post := range by {
		name := t.Name(post.UnitID)
		switch post.Scope {
		case ScopeAll:
			return lang.Text{Zh: "全部单位", En: "All units"}
		case ScopeSubtree:
			zh, en = append(zh, name+"及下级单位"), append(en, name+" and below")
		case ScopeUnit:
			zh, en = append(zh, name), append(en, name)
		}
	}
	if len(zh) == 0 {
		return lang.Text{Zh: "仅与本人有关的", En: "Only what concerns the person"}
	}
	return lang.Text{Zh: strings.Join(zh, "、"), En: strings.Join(en, ", ")}
}

func (t *Tree) viewPosts(posts []Post) []PostView {
	views := make([]PostView, len(posts))
	for i, p := range posts {
		views[i] = PostView{Named{string(p.Role), string(p.Role), string(p.Role)}, Ref{p.UnitID, t.Name(p.UnitID)}, p.Scope}
		if d := t.Role(p.Role); d != nil {
			views[i].Role = Named{string(p.Role), d.Zh, d.En}
		}
	}
	return views
}

// Holder is a person who has a permission that reaches a unit, with all his rights and the posts that give him
// this one.
type Holder struct {
	*Actor
	Posts []Post
}

// Reaching gives a page of those who can log in and whose permission reaches one of the units, by name: whoever has
// it everywhere, in a unit or above it, and where the own unit always counts whoever is at home there. cursor
// is where the page before ended. The caller answers for the permission.
func (s *Service) Reaching(ctx context.Context, p Permission, units []string, cursor string, limit int) (page []Holder, next string, err error) {
	after, err := store.ReadCursor(cursor, 2)
	if err != nil {
		return nil, "", err
	}
	if after != nil {
		if err := store.CheckIDs("cursor", after[1]); err != nil {
			return nil, "", err
		}
	}
	tree, err := s.Tree(ctx)
	if err != nil {
		return nil, "", err
	}
	var people []Staff
	q := s.db.Read(ctx).NewSelect().Model(&people).Where("NOT staff.disabled").OrderExpr("staff.name, staff.id").Limit(int64(limit) + 1)
	q = q.Where("EXISTS (?)", s.reaching(ctx, tree, p, units))
	if after != nil {
		q = q.Where("(staff.name, staff.id) > (?, ?)", after[0], after[1])
	}
	if err := q.Scan(ctx); err != nil {
		return nil, "", err
	}
	if len(people) > limit {
		people = people[:limit]
		next = store.Cursor(people[limit-1].Name, people[limit-1].ID)
	}
	posts, err := s.postsOf(ctx, people)
	for i := range people {
		own := slices.DeleteFunc(posts[people[i].ID], func(post Post) bool { return !slices.Contains(tree.Grants(post.Role), p) })
		page = append(page, Holder{ActorOf(&people[i], own, tree), own})
	}
	return page, next, err
}

// reaching asks for a person's posts that reach one of the units.
func (s *Service) reaching(ctx context.Context, tree *Tree, p Permission, units []string) *bun.SelectQuery {
	var above []string
	for _, id := range units {
		above = append(above, tree.Above(id)...)
	}
	slices.Sort(above)
	above = slices.Compact(above)
	at := "post.scope = ? OR post.scope = ? AND post.unit_id IN (?) OR post.scope = ? AND post.unit_id IN (?)"
	args := []any{ScopeAll, ScopeSubtree, bun.List(above), ScopeUnit, bun.List(units)}
	if textOf(p).Extent == AtHome {
		at, args = at+" OR staff.unit_id IN (?)", append(args, bun.List(units))
	}
	return s.db.Read(ctx).NewSelect().Table("post").ColumnExpr("1").Where("post.staff_id = staff.id").
		Where("post.role IN (?)", bun.List(tree.Granting(p))).Where("("+at+")", args...)
}

// By gives the posts by which the holder reaches a unit; none when he reaches it because it is his own.
func (h *Holder) By(t *Tree, unitID string) []PostView {
	return t.viewPosts(slices.DeleteFunc(slices.Clone(h.Posts), func(p Post) bool { return !t.Reach(p).Covers(unitID) }))
}

// ByAll gives the posts by which the holder reaches everything.
func (h *Holder) ByAll(t *Tree) []PostView {
	return t.viewPosts(slices.DeleteFunc(slices.Clone(h.Posts), func(p Post) bool { return p.Scope != ScopeAll }))
}
