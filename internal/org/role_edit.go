package org

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/now"
)

// NewRole is a role that the operator makes.
type NewRole struct {
	Code        Role         `json:"code" doc:"2 to 32 lower-case letters, digits and dashes; it stays."`
	Zh          string       `json:"zh"`
	En          string       `json:"en,omitempty" doc:"The Chinese name serves where there is none."`
	About       lang.Text    `json:"about,omitzero"`
	Permissions []Permission `json:"permissions"`
}

// RoleChange is what may change on a role; nil leaves it.
type RoleChange struct {
	Zh          *string       `json:"zh,omitempty"`
	En          *string       `json:"en,omitempty"`
	About       *lang.Text    `json:"about,omitempty"`
	Permissions *[]Permission `json:"permissions,omitempty"`
	Version     int64         `json:"version,omitempty" doc:"The version that was seen; needed unless If-Match names it."`
}

var codePattern = regexp.MustCompile(`^[a-z][a-z0-9-]{1,31}$`)

// AddRole makes a role. It needs rights.manage everywhere; the program itself may always.
func (s *Service) AddRole(ctx context.Context, in NewRole) (*Definition, error) {
	if err := s.needEverywhere(ctx); err != nil {
		return nil, err
	}
	if !codePattern.MatchString(string(in.Code)) {
		return nil, fault.Bad("code", "代码用 2 至 32 个小写字母、数字或横线，以字母开头。", "A code has 2 to 32 lower-case letters, digits or dashes and begins with a letter.")
	}
	at := now.From(ctx)
	d := &Definition{Code: in.Code, Zh: in.Zh, En: in.En, About: in.About, Permissions: in.Permissions, Version: 1, CreatedAt: at, ChangedAt: at}
	err := s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		g, err := s.guarded(ctx, tx)
		if err != nil {
			return err
		}
		if g.tree.Role(d.Code) != nil {
			return fault.Bad("code", "已有代码为 %s 的角色。", "There is a role with the code %s.", d.Code)
		}
		if err := g.checkRole(d, nil); err != nil {
			return err
		}
		if _, err := tx.NewInsert().Model(d).Exec(ctx); err != nil {
			return err
		}
		s.changed(ctx)
		return s.audit.Write(ctx, Who(ctx), "role.added", "role", string(d.Code), audit.Change{Name: d.Name(), After: auditedRoleOf(d)})
	})
	return d, err
}

// ChangeRole changes what a role is called and may do, for all who hold it. It needs rights.manage everywhere.
// Nobody changes what a role may do that he holds himself; duties that are kept apart do not come together; the
// last security officer stays one. A stale version is a Conflict.
func (s *Service) ChangeRole(ctx context.Context, code Role, in RoleChange) (*Definition, error) {
	if err := s.needEverywhere(ctx); err != nil {
		return nil, err
	}
	var d *Definition
	err := s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		return s.redefine(ctx, tx, code, in.Version, func(g *guard, old *Definition) (err error) {
			if d, err = g.changedRole(ctx, old, in); err != nil {
				return err
			}
			if _, err := tx.NewDelete().Model(d).WherePK().Exec(ctx); err != nil {
				return err
			}
			if same := shipped[code]; same == nil || !same.same(d) { // one that is as the program has it needs no row
				_, err = tx.NewInsert().Model(d).Exec(ctx)
			} else {
				d = same
			}
			if err != nil {
				return err
			}
			return s.audit.Write(ctx, Who(ctx), "role.changed", "role", string(code), audit.Change{Name: d.Name(), Before: auditedRoleOf(old), After: auditedRoleOf(d)})
		})
	})
	return d, err
}

// RemoveRole removes a role of the operator's that nobody holds, or restores a built-in one to what the program
// has. It needs rights.manage everywhere, and restoring is a change like any other.
func (s *Service) RemoveRole(ctx context.Context, code Role) error {
	if err := s.needEverywhere(ctx); err != nil {
		return err
	}
	const anyVersion = -1
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		return s.redefine(ctx, tx, code, anyVersion, func(g *guard, old *Definition) error {
			if shipped[code] == nil {
				if err := s.heldByNobody(ctx, g.tree, old); err != nil {
					return err
				}
				if err := s.audit.Write(ctx, Who(ctx), "role.removed", "role", string(code), audit.Change{Name: old.Name(), Before: auditedRoleOf(old)}); err != nil {
					return err
				}
			} else {
				if err := g.notOwn(old, shipped[code].Permissions); err != nil {
					return err
				}
				if err := s.audit.Write(ctx, Who(ctx), "role.restored", "role", string(code), audit.Change{Name: old.Name(), Before: auditedRoleOf(old), After: auditedRoleOf(shipped[code])}); err != nil {
					return err
				}
			}
			_, err := tx.NewDelete().Model(old).WherePK().Exec(ctx)
			return err
		})
	})
}

// redefine lets change give a role another definition, under guard over all who hold it.
func (s *Service) redefine(ctx context.Context, tx bun.Tx, code Role, version int64, change func(*guard, *Definition) error) error {
	g, err := s.guarded(ctx, tx)
	if err != nil {
		return err
	}
	old := g.tree.Role(code)
	if old == nil {
		return fault.Missing("这个角色", "role")
	}
	if version < 0 {
		err = httpx.CheckIfMatch(ctx, old.Version)
	} else {
		err = httpx.CheckVersion(ctx, old.Version, version, stale())
	}
	if err != nil {
		return err
	}
	holders := []string{}
	if err := tx.NewSelect().Table("post").ColumnExpr("DISTINCT staff_id").Where("role = ?", code).Scan(ctx, &holders); err != nil {
		return err
	}
	before, err := s.mixed(ctx, g.tree, g.apart, holders)
	if err != nil {
		return err
	}
	if err := change(g, old); err != nil {
		return err
	}
	tolerated := make([]string, len(before))
	for i, p := range before {
		tolerated[i] = p.StaffID
	}
	return g.end(ctx, holders, tolerated)
}

// changedRole gives what becomes of a role. Its version grows with time and is never used twice: not even when the
// role was restored in between.
func (g *guard) changedRole(ctx context.Context, old *Definition, in RoleChange) (*Definition, error) {
	d := *old
	d.ChangedAt = now.From(ctx)
	d.Version = max(old.Version+1, d.ChangedAt.UnixMilli())
	if d.CreatedAt.IsZero() {
		d.CreatedAt = d.ChangedAt
	}
	if in.Zh != nil {
		d.Zh = *in.Zh
	}
	if in.En != nil {
		d.En = *in.En
	}
	if in.About != nil {
		d.About = *in.About
	}
	if in.Permissions != nil {
		d.Permissions = *in.Permissions
	}
	if err := g.checkRole(&d, old); err != nil {
		return nil, err
	}
	return &d, g.notOwn(old, d.Permissions)
}

// notOwn refuses to change what a role may do that the acting person holds.
func (g *guard) notOwn(old *Definition, permissions []Permission) error {
	if g.self == nil || !slices.Contains(g.self.Roles, old.Code) || slices.Equal(old.Permissions, permissions) {
		return nil
	}
	return fault.New(fault.Forbidden, "您自己担任这个角色，不能改它的权限，请由另一位安全管理员办理。",
		"You hold this role yourself, so you cannot change what it may do. Ask another security officer.")
}

// checkRole puts a definition into order and tells what is wrong with it. Permissions that only a newer release
// knows may stay.
func (g *guard) checkRole(d, old *Definition) error {
	d.Zh, d.En = strings.TrimSpace(d.Zh), strings.TrimSpace(d.En)
	d.About = lang.Text{Zh: strings.TrimSpace(d.About.Zh), En: strings.TrimSpace(d.About.En)}
	if d.Zh == "" {
		return fault.Bad("zh", "请填写角色的中文名称。", "Please give the role's Chinese name.")
	}
	d.En = cmp.Or(d.En, d.Zh)
	for _, other := range g.tree.Roles() {
		if other.Code != d.Code && other.Zh == d.Zh {
			return fault.Bad("zh", "已有名为“%s”的角色。", "There is a role of the name %q.", d.Zh)
		}
	}
	known := Permissions()
	if old != nil {
		known = append(known, old.Permissions...)
	}
	for _, p := range d.Permissions {
		if !slices.Contains(known, p) {
			return fault.Bad("permissions", "没有 %s 这项权限。", "There is no permission %s.", p)
		}
	}
	if d.Permissions = ordered(d.Permissions); len(d.Permissions) == 0 {
		return fault.Bad("permissions", "请至少选择一项权限。", "Choose at least one permission.")
	}
	if !mixes(d.Permissions, g.apart) {
		return nil
	}
	if auditing.in(d.Permissions) {
		return fault.Bad("permissions", "查看审计日志不能与管理组织、规则、权限或登录安全放在同一个角色里。",
			"Reading the audit log does not go into one role with managing organisation, rules, rights or log-in security.")
	}
	return fault.Bad("permissions", "已设定管理员和安全管理员由不同的人担任，两者的权限不能放在同一个角色里。",
		"Administrators and security officers are to be different people: the permissions of both do not go into one role.")
}

func (s *Service) heldByNobody(ctx context.Context, tree *Tree, d *Definition) error {
	people, err := s.actorsIn(ctx, tree, "EXISTS (SELECT 1 FROM post p WHERE p.staff_id = staff.id AND p.role = ?)", d.Code)
	if err != nil || len(people) == 0 {
		return err
	}
	return fault.New(fault.Conflict, "还有人担任“%[1]s”（%[3]s 等共 %[4]d 人），请先给他们换角色。",
		"%[4]d people still hold the role %[2]s, among them %[3]s. Give them another one first.", d.Zh, d.En, people[0].Name, len(people))
}

// RoleHolders counts who holds which role, disabled accounts too.
func (s *Service) roleHolders(ctx context.Context) (map[Role]int, error) {
	var rows []struct {
		Role    Role
		Holders int
	}
	err := s.db.Read(ctx).NewSelect().Table("post").ColumnExpr("role, COUNT(DISTINCT staff_id) AS holders").GroupExpr("role").Scan(ctx, &rows)
	count := make(map[Role]int, len(rows))
	for _, r := range rows {
		count[r.Role] = r.Holders
	}
	return count, err
}
