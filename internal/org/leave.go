package org

import (
	"context"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// Belongings are what a person's account holds.
type Belongings struct {
	Posts    []PostView `json:"posts"`
	Tokens   int        `json:"tokens"`
	Sessions int        `json:"sessions"`
	Factors  int        `json:"factors"`
	StandsIn int        `json:"standsIn" doc:"Present and future absences of others in which the person would stand in."`
}

// Leaver gives a person who is to leave, with what his account holds. It needs org.manage for his unit, and is Forbidden
// of oneself.
func (s *Service) Leaver(ctx context.Context, id string) (*Staff, *Belongings, error) {
	actor, err := NeedOrProgram(ctx, OrgManage)
	if err != nil {
		return nil, nil, err
	}
	p, err := s.Staff(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	if err := s.mayManage(ctx, actor, "unitId", p.UnitID); err != nil {
		return nil, nil, err
	}
	if actor != nil && actor.StaffID == id {
		return nil, nil, fault.New(fault.Forbidden, "不能为自己办理离职交接，请由另一位管理员办理。", "You cannot let yourself leave. Ask another administrator.")
	}
	has, err := s.belongings(ctx, p)
	return p, has, err
}

func (s *Service) belongings(ctx context.Context, p *Staff) (*Belongings, error) {
	tree, err := s.Tree(ctx)
	if err != nil {
		return nil, err
	}
	posts, err := s.postsOf(ctx, []Staff{*p})
	if err != nil {
		return nil, err
	}
	has := &Belongings{Posts: tree.viewPosts(posts[p.ID])}
	for _, one := range []struct {
		model any
		where string
		n     *int
	}{{(*APIToken)(nil), "staff_id = ?", &has.Tokens}, {(*session)(nil), "staff_id = ?", &has.Sessions}, {(*Factor)(nil), "staff_id = ?", &has.Factors},
		{(*Absence)(nil), "substitute_id = ? AND ended_at IS NULL", &has.StandsIn}} {
		n, err := s.db.Read(ctx).NewSelect().Model(one.model).Where(one.where, p.ID).Count(ctx)
		if err != nil {
			return nil, err
		}
		*one.n = int(n)
	}
	return has, nil
}

// Leave ends all by which a person acts: posts, sessions, API tokens, second factors; and disables the account. What he
// did stays in his name. It needs org.manage for his unit and a fresh proof of who one is; the last security officer
// stays. A stale version is a Conflict. The audit log keeps it as one act, with what else the caller says of it.
func (s *Service) Leave(ctx context.Context, id string, version int64, also map[string]any) error {
	if _, _, err := s.Leaver(ctx, id); err != nil {
		return err
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		g, err := s.guarded(ctx, tx)
		if err != nil {
			return err
		}
		p, err := s.lockStaff(ctx, tx, id, version)
		if err != nil {
			return err
		}
		has, err := s.belongings(ctx, p)
		if err != nil {
			return err
		}
		before, err := s.auditedStaff(ctx, p, false)
		if err != nil {
			return err
		}
		for _, model := range []any{(*Post)(nil), (*APIToken)(nil), (*Factor)(nil), (*recoveryCode)(nil)} {
			if _, err := tx.NewDelete().Model(model).Where("staff_id = ?", id).Exec(ctx); err != nil {
				return err
			}
		}
		if err := endSessions(ctx, tx, id); err != nil {
			return err
		}
		if err := s.standsInNoMore(ctx, tx, id); err != nil {
			return err
		}
		p.Disabled, p.Version = true, p.Version+1
		if _, err := tx.NewUpdate().Model(p).Column("disabled", "version").WherePK().Exec(ctx); err != nil {
			return err
		}
		if err := g.end(ctx, nobody, nil); err != nil {
			return err
		}
		after := map[string]any{"disabled": true, "roles": []NewPost{}, "tokens": has.Tokens, "sessions": has.Sessions, "factors": has.Factors}
		for name, value := range also {
			after[name] = value
		}
		return s.audit.Write(ctx, Who(ctx), "staff.left", "staff", id, audit.Change{Name: lang.T(p.Name, ""), Before: before, After: after})
	})
}
