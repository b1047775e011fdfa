package org

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/live"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// breakGlassUse is one session of the account for emergencies, until somebody has said why it was.
type breakGlassUse struct {
	bun.BaseModel `bun:"table:break_glass"`

	ID             string `bun:",pk"`
	StaffID        string
	Session        string
	Address        string
	Agent          string
	At             time.Time
	SeenAt         time.Time
	AcknowledgedAt time.Time `bun:",nullzero"`
	AcknowledgedBy string    `bun:",nullzero"`
	Reason         string
}

// BreakGlassAlarm tells that somebody has logged in with the account for emergencies (应急账号).
type BreakGlassAlarm struct {
	ID      string
	Account *Staff
	At      time.Time
	Address string
	Device  string
	Keepers []Staff // whom to tell
}

// BreakGlassUse is a use of the account for emergencies for which nobody has answered yet.
type BreakGlassUse struct {
	ID      string    `json:"id"`
	Account string    `json:"account"`
	At      time.Time `json:"at"`
	SeenAt  time.Time `json:"seenAt"`
	Address string    `json:"address"`
	Device  string    `json:"device"`
}

// keepers are who watches over the account for emergencies: all who keep the organisation or the log-in rules.
func (s *Service) keepers(ctx context.Context, but string) ([]Staff, error) {
	var all []Staff
	for _, permission := range []Permission{OrgManage, SecurityManage} {
		people, err := s.WithPermission(ctx, permission)
		if err != nil {
			return nil, err
		}
		for _, p := range people {
			known := slices.ContainsFunc(all, func(other Staff) bool { return other.ID == p.ID })
			if p.ID != but && !known {
				all = append(all, p)
			}
		}
	}
	return all, nil
}

// needKeeper gives who acts if he watches over the account for emergencies.
func needKeeper(ctx context.Context) (*Actor, error) {
	if a := From(ctx); a != nil && a.May(SecurityManage) {
		return a, nil
	}
	return Need(ctx, OrgManage)
}

// raiseBreakGlass notes a log-in of the account for emergencies and tells its keepers.
func (s *Service) raiseBreakGlass(ctx context.Context, tx bun.Tx, p *Staff, session *session) error {
	row := &breakGlassUse{ID: store.NewID(ctx), StaffID: p.ID, Session: session.Token, Address: session.Address, Agent: session.Agent,
		At: session.CreatedAt, SeenAt: session.CreatedAt}
	if _, err := tx.NewInsert().Model(row).Exec(ctx); err != nil {
		return err
	}
	if err := s.audit.Write(ctx, whoLogsIn(p), "breakglass.used", "staff", p.ID, map[string]string{"from": row.Address, "device": Device(row.Agent)}); err != nil {
		return err
	}
	people, err := s.keepers(ctx, p.ID)
	if err != nil {
		return err
	}
	s.tellKeepers(ctx, people)
	if s.OnBreakGlass == nil {
		return nil
	}
	return s.OnBreakGlass(ctx, BreakGlassAlarm{row.ID, p, row.At, row.Address, Device(row.Agent), people})
}

// tellKeepers lets the consoles of the keepers look again.
func (s *Service) tellKeepers(ctx context.Context, people []Staff) {
	change := live.Change{Kind: "security"}
	for _, k := range people {
		change.Staff = append(change.Staff, k.ID)
	}
	store.After(ctx, func() { s.bus.Publish(change) })
}

// BreakGlassUses lists the uses of the account for emergencies that nobody has acknowledged, the first first. It needs
// org.manage or security.manage.
func (s *Service) BreakGlassUses(ctx context.Context) ([]BreakGlassUse, error) {
	if _, err := needKeeper(ctx); err != nil {
		return nil, err
	}
	var rows []struct {
		breakGlassUse `bun:",extend"`
		Name          string
	}
	err := s.db.Read(ctx).NewSelect().Model(&rows).ColumnExpr("break_glass_use.*, staff.name").
		Join("JOIN staff ON staff.id = break_glass_use.staff_id").
		Where("break_glass_use.acknowledged_at IS NULL").OrderExpr("break_glass_use.at, break_glass_use.id").Limit(50).Scan(ctx)
	uses := make([]BreakGlassUse, len(rows))
	for i, r := range rows {
		uses[i] = BreakGlassUse{r.ID, r.Name, r.At, r.SeenAt, r.Address, Device(r.Agent)}
	}
	return uses, err
}

// AcknowledgeBreakGlass says why the account for emergencies was used, which ends its alarm. It needs org.manage or
// security.manage, of somebody else than who has used it.
func (s *Service) AcknowledgeBreakGlass(ctx context.Context, id, reason string) error {
	a, err := needKeeper(ctx)
	if err != nil {
		return err
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return fault.Bad("reason", "请写明为什么用了应急账号。", "Please say why the account for emergencies was used.")
	}
	if !store.IsID(id) {
		return fault.Missing("这次使用", "use")
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		row := &breakGlassUse{ID: id}
		err := s.db.Lock(tx.NewSelect().Model(row).WherePK()).Scan(ctx)
		if store.None(err) || err == nil && !row.AcknowledgedAt.IsZero() {
			return fault.Missing("这次使用", "use")
		}
		if err != nil {
			return err
		}
		if row.StaffID == a.StaffID {
			return fault.New(fault.Forbidden, "应急账号的使用要由别人确认。", "Somebody else has to acknowledge this.")
		}
		row.AcknowledgedAt, row.AcknowledgedBy, row.Reason = now.From(ctx), a.StaffID, reason
		if _, err := tx.NewUpdate().Model(row).Column("acknowledged_at", "acknowledged_by", "reason").WherePK().Exec(ctx); err != nil {
			return err
		}
		people, err := s.keepers(ctx, "")
		if err != nil {
			return err
		}
		s.tellKeepers(ctx, people)
		return s.audit.Write(ctx, Who(ctx), "breakglass.acknowledged", "staff", row.StaffID, map[string]string{"reason": reason})
	})
}

// checkBreakGlass wants of the account for emergencies a strong password and no API tokens.
func (s *Service) checkBreakGlass(ctx context.Context, staffID string) error {
	if staffID == "" {
		return nil
	}
	const field = "breakGlass"
	if err := store.CheckIDs(field, staffID); err != nil {
		return err
	}
	p, err := s.Staff(ctx, staffID)
	if err != nil {
		return err
	}
	tokens, err := s.db.Read(ctx).NewSelect().Model((*APIToken)(nil)).Where("staff_id = ?", staffID).Exists(ctx)
	switch {
	case err != nil:
		return err
	case p.Disabled:
		return fault.Bad(field, "这个账号已停用。", "This account is disabled.")
	case !p.PasswordStrong || p.MustChange:
		return fault.Bad(field, "应急账号要有至少 %d 个字符的密码，并且由本人设好。请先给它设好密码。",
			"The account for emergencies needs a password of at least %d characters of its own. Set one first.", strongLeast)
	case tokens:
		return fault.Bad(field, "这个账号有接口令牌，请先作废。", "This account has API tokens. End them first.")
	}
	return nil
}
