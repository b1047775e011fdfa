package org

import (
	"cmp"
	"context"
	"slices"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/store"
)

func (s *Service) readTree(ctx context.Context) (*Tree, error) {
	var units []Unit
	err := s.db.Read(ctx).NewSelect().Model(&units).OrderExpr("length(path), created_at, id").Scan(ctx)
	if err != nil {
		return nil, err
	}
	var answers []Answer
	err = s.db.Read(ctx).NewSelect().Model(&answers).OrderExpr("unit_id, link").Scan(ctx)
	if err != nil {
		return nil, err
	}
	var roles []Definition
	if err := s.db.Read(ctx).NewSelect().Model(&roles).OrderExpr("zh, code").Scan(ctx); err != nil {
		return nil, err
	}
	var values []unitValue
	if err := s.db.Read(ctx).NewSelect().Model(&values).Scan(ctx); err != nil {
		return nil, err
	}
	absences, err := s.readAbsences(ctx)
	if err != nil {
		return nil, err
	}
	return newTree(units, answers, roles, values, absences), nil
}

func stale() error {
	return fault.New(fault.Conflict, "内容已被别人修改，请刷新后再改。", "Someone has changed this meanwhile. Reload and try again.")
}

func (s *Service) lockUnit(ctx context.Context, tx bun.Tx, id string, version int64) (*Unit, error) {
	u := &Unit{ID: id}
	err := s.db.Lock(tx.NewSelect().Model(u).WherePK()).Scan(ctx)
	if store.None(err) {
		return nil, fault.Missing("这个单位", "unit")
	}
	if err == nil {
		err = httpx.CheckVersion(ctx, u.Version, version, stale())
	}
	return u, err
}

func (s *Service) lockStaff(ctx context.Context, tx bun.Tx, id string, version int64) (*Staff, error) {
	p := &Staff{ID: id}
	err := s.db.Lock(tx.NewSelect().Model(p).WherePK()).Scan(ctx)
	if store.None(err) {
		return nil, fault.Missing("这名员工", "person")
	}
	if err == nil {
		err = httpx.CheckVersion(ctx, p.Version, version, stale())
	}
	return p, err
}

// Unit gives a unit; NotFound when there is none. Anyone may read it.
func (s *Service) Unit(ctx context.Context, id string) (*Unit, error) {
	tree, err := s.Tree(ctx)
	if err != nil {
		return nil, err
	}
	if u := tree.Unit(id); u != nil {
		return u, nil
	}
	return nil, fault.Missing("这个单位", "unit")
}

// Role gives a role as it is now; NotFound when there is none. Anyone may read it.
func (s *Service) Role(ctx context.Context, code Role) (*Definition, error) {
	tree, err := s.Tree(ctx)
	if err != nil {
		return nil, err
	}
	if d := tree.Role(code); d != nil {
		return d, nil
	}
	return nil, fault.Missing("这个角色", "role")
}

// staffByLogin gives an account, or an empty one without a password when there is none.
func (s *Service) staffByLogin(ctx context.Context, login string) (*Staff, error) {
	p := &Staff{}
	err := s.db.Read(ctx).NewSelect().Model(p).Where("login = ?", login).Scan(ctx)
	if store.None(err) {
		return &Staff{}, nil
	}
	return p, err
}

// Staff gives a person; NotFound when there is none.
func (s *Service) Staff(ctx context.Context, id string) (*Staff, error) {
	p := &Staff{ID: id}
	err := s.db.Read(ctx).NewSelect().Model(p).WherePK().Scan(ctx)
	if store.None(err) {
		return nil, fault.Missing("这名员工", "person")
	}
	return p, err
}

// StaffByLogin gives a person by log-in name; NotFound when there is none.
func (s *Service) StaffByLogin(ctx context.Context, login string) (*Staff, error) {
	p, err := s.staffByLogin(ctx, login)
	if err == nil && p.ID == "" {
		return nil, fault.Missing("这名员工", "person")
	}
	return p, err
}

// Actor gives the person with all rights that his posts add up to; nil when the account is disabled.
func (s *Service) Actor(ctx context.Context, staffID string) (*Actor, error) {
	p := &Staff{ID: staffID}
	err := s.db.Read(ctx).NewSelect().Model(p).WherePK().Scan(ctx)
	if store.None(err) || (err == nil && p.Disabled) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var posts []Post
	if err := s.db.Read(ctx).NewSelect().Model(&posts).Where("staff_id = ?", staffID).OrderExpr("role, unit_id").Scan(ctx); err != nil {
		return nil, err
	}
	tree, err := s.Tree(ctx)
	if err != nil {
		return nil, err
	}
	return ActorOf(p, posts, tree), nil
}

// Actors gives several people with all their rights, in the order of ids; disabled ones are left out.
func (s *Service) Actors(ctx context.Context, ids []string) ([]*Actor, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	tree, err := s.Tree(ctx)
	if err != nil {
		return nil, err
	}
	var people []Staff
	if err := s.db.Read(ctx).NewSelect().Model(&people).Where("NOT disabled").Where("id IN (?)", bun.List(ids)).Scan(ctx); err != nil {
		return nil, err
	}
	var posts []Post
	if err := s.db.Read(ctx).NewSelect().Model(&posts).Where("staff_id IN (?)", bun.List(ids)).OrderExpr("role, unit_id").Scan(ctx); err != nil {
		return nil, err
	}
	slices.SortFunc(people, func(a, b Staff) int { return slices.Index(ids, a.ID) - slices.Index(ids, b.ID) })
	actors := make([]*Actor, len(people))
	for i := range people {
		own := slices.DeleteFunc(slices.Clone(posts), func(p Post) bool { return p.StaffID != people[i].ID })
		actors[i] = ActorOf(&people[i], own, tree)
	}
	return actors, nil
}

// ActorOf gives a person with the rights of some posts.
func ActorOf(p *Staff, posts []Post, tree *Tree) *Actor {
	a := &Actor{StaffID: p.ID, Login: p.Login, Name: p.Name, UnitID: p.UnitID, UnitName: tree.Name(p.UnitID),
		Locale: p.Locale, Roles: []Role{}, reach: map[Permission]Reach{}}
	for _, post := range posts {
		if !slices.Contains(a.Roles, post.Role) {
			a.Roles = append(a.Roles, post.Role)
		}
		reach := tree.Reach(post)
		for _, permission := range tree.Grants(post.Role) {
			a.reach[permission] = a.reach[permission].with(reach)
		}
	}
	return a
}

// StaffFilter chooses staff for a list.
type StaffFilter struct {
	UnitID string
	Role   Role
	Query  string // part of the name or log-in name
	Limit  int    // 0: 500
}

// StaffRow is a person in a list, with his posts.
type StaffRow struct {
	Staff
	Posts []Post
}

// ListStaff lists people by unit and name. Anyone who is logged in may read the house's directory.
func (s *Service) ListStaff(ctx context.Context, f StaffFilter) ([]StaffRow, error) {
	var people []Staff
	q := s.db.Read(ctx).NewSelect().Model(&people).OrderExpr("unit_id, name, id").Limit(int64(cmp.Or(f.Limit, 500)))
	if f.UnitID != "" {
		if !store.IsID(f.UnitID) {
			return nil, fault.Bad("unit", "单位标识不对。", "This is not a unit's identifier.")
		}
		q = q.Where("unit_id = ?", f.UnitID)
	}
	if f.Role != "" {
		q = q.Where("EXISTS (SELECT 1 FROM post WHERE post.staff_id = staff.id AND post.role = ?)", f.Role)
	}
	if f.Query != "" {
		like := "%" + f.Query + "%"
		q = q.Where("(name LIKE ? OR login LIKE ?)", like, like)
	}
	if err := q.Scan(ctx); err != nil || len(people) == 0 {
		return nil, err
	}
	rows := make([]StaffRow, len(people))
	at := make(map[string]int, len(people))
	ids := make([]string, len(people))
	for i, p := range people {
		rows[i].Staff, at[p.ID], ids[i] = p, i, p.ID
	}
	var posts []Post
	err := s.db.Read(ctx).NewSelect().Model(&posts).Where("staff_id IN (?)", bun.List(ids)).OrderExpr("role").Scan(ctx)
	for _, post := range posts {
		row := &rows[at[post.StaffID]]
		row.Posts = append(row.Posts, post)
	}
	return rows, err
}

// Names gives the names of people by their identifiers.
func (s *Service) Names(ctx context.Context, ids []string) (map[string]string, error) {
	names := map[string]string{}
	if len(ids) == 0 {
		return names, nil
	}
	var people []Staff
	err := s.db.Read(ctx).NewSelect().Model(&people).Column("id", "name").Where("id IN (?)", bun.List(ids)).Scan(ctx)
	for _, p := range people {
		names[p.ID] = p.Name
	}
	return names, err
}

// Logins gives the log-in names of people by their identifiers.
func (s *Service) Logins(ctx context.Context, ids []string) (map[string]string, error) {
	logins := map[string]string{}
	if len(ids) == 0 {
		return logins, nil
	}
	var people []Staff
	err := s.db.Read(ctx).NewSelect().Model(&people).Column("id", "login").Where("id IN (?)", bun.List(ids)).Scan(ctx)
	for _, p := range people {
		logins[p.ID] = p.Login
	}
	return logins, err
}

// Named gives the first by name of those who bear one of the names; nothing when nobody does.
func (s *Service) Named(ctx context.Context, names []string) (string, error) {
	p := &Staff{}
	err := s.db.Read(ctx).NewSelect().Model(p).Column("name").Where("name IN (?)", bun.List(names)).OrderExpr("name DESC").Limit(1).Scan(ctx)
	if store.None(err) {
		return "", nil
	}
	return p.Name, err
}

// Working gives those who can log in and have a permission by a post in exactly the unit, by name. Supervisors,
// who may do most things, count only where the permission is a supervisor's.
func (s *Service) Working(ctx context.Context, p Permission, unitID string) ([]Staff, error) {
	tree, err := s.Tree(ctx)
	if err != nil {
		return nil, err
	}
	if p == TicketSupervise {
		return s.holding(ctx, tree.Granting(p), "post.unit_id = ?", unitID)
	}
	return s.holding(ctx, tree.Granting(p, TicketSupervise), "post.unit_id = ?", unitID)
}

// WithPermission gives everyone who can log in and has a permission somewhere, by name.
func (s *Service) WithPermission(ctx context.Context, p Permission) ([]Staff, error) {
	tree, err := s.Tree(ctx)
	if err != nil {
		return nil, err
	}
	return s.holding(ctx, tree.Granting(p), "TRUE")
}

// holding gives those who can log in and have a post of one of the roles that meets the condition.
func (s *Service) holding(ctx context.Context, roles []Role, where string, args ...any) ([]Staff, error) {
	if len(roles) == 0 {
		return nil, nil
	}
	var people []Staff
	post := s.db.Read(ctx).NewSelect().Table("post").ColumnExpr("1").Where("post.staff_id = staff.id").
		Where("post.role IN (?)", bun.List(roles)).Where(where, args...)
	err := s.db.Read(ctx).NewSelect().Model(&people).Where("NOT disabled").Where("EXISTS (?)", post).OrderExpr("name, id").Scan(ctx)
	return people, err
}

// SupervisorsOf gives the supervisors of the nearest unit, from unitID up the tree, that has any.
func (s *Service) SupervisorsOf(ctx context.Context, unitID string) ([]Staff, error) {
	tree, err := s.Tree(ctx)
	if err != nil {
		return nil, err
	}
	for _, id := range tree.Above(unitID) {
		people, err := s.Working(ctx, TicketSupervise, id)
		if err != nil || len(people) > 0 {
			return people, err
		}
	}
	return nil, nil
}
