package org

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// FactorKind is a way to prove who one is beside a password.
type FactorKind string

// The kinds: codes of an authenticator, passkeys, and the codes that are kept for when neither is at hand.
const (
	TOTP     FactorKind = "totp"
	Passkey  FactorKind = "passkey"
	Recovery FactorKind = "recovery"
)

// Factor is a second factor of a person (第二重验证).
type Factor struct {
	bun.BaseModel `bun:"table:factor"`

	ID          string     `bun:",pk" json:"id"`
	StaffID     string     `json:"-"`
	Kind        FactorKind `json:"kind"`
	Name        string     `json:"name"`
	Secret      string     `json:"-"` // totp: sealed; passkey: its public part
	Credential  string     `bun:",nullzero" json:"-"`
	Step        int64      `json:"-"` // totp: of the last code that was taken
	CreatedAt   time.Time  `json:"createdAt"`
	ConfirmedAt time.Time  `bun:",nullzero" json:"-"`
	UsedAt      time.Time  `bun:",nullzero" json:"usedAt,omitzero"`
}

// strength is how good the best factor of a person is.
type strength int

const (
	noFactor strength = iota
	hasTOTP
	hasPasskey
)

// strengthSQL is the strength of the factors of the person of a query.
const strengthSQL = `(SELECT COALESCE(max(CASE factor.kind WHEN 'passkey' THEN 2 ELSE 1 END), 0) FROM factor
	WHERE factor.staff_id = staff.id AND factor.confirmed_at IS NOT NULL)`

func strengthOf(factors []Factor) strength {
	best := noFactor
	for _, f := range factors {
		if f.Kind == Passkey {
			return hasPasskey
		}
		best = hasTOTP
	}
	return best
}

// Owed is what a person must do before he may do anything else.
type Owed string

// What can be owed.
const (
	OwesNothing  Owed = ""
	OwesPassword Owed = "password" // another password
	OwesFactor   Owed = "factor"   // a second factor
	OwesPasskey  Owed = "passkey"  // a passkey
)

func owed(p *Staff, need Requirement, has strength) Owed {
	if p.MustChange {
		return OwesPassword
	}
	return owedFactor(need, has)
}

func owedFactor(need Requirement, has strength) Owed {
	switch {
	case need == OnlyPasskey && has < hasPasskey:
		return OwesPasskey
	case need == AnyFactor && has == noFactor:
		return OwesFactor
	}
	return OwesNothing
}

// factorsOf gives the confirmed factors of a person, the oldest first.
func (s *Service) factorsOf(ctx context.Context, staffID string) ([]Factor, error) {
	var rows []Factor
	err := s.db.Read(ctx).NewSelect().Model(&rows).Where("staff_id = ? AND confirmed_at IS NOT NULL", staffID).OrderExpr("created_at, id").Scan(ctx)
	return rows, err
}

// Protection is what a person sees of how he proves who he is, and who keeps the organisation of others.
type Protection struct {
	Factors       []Factor    `json:"factors"`
	RecoveryLeft  int         `json:"recoveryLeft" doc:"How many recovery codes have not been used."`
	Required      Requirement `json:"required,omitempty" doc:"Which second factor the person's roles need."`
	BreakGlass    bool        `json:"breakGlass" doc:"The account for emergencies."`
	HasPassword   bool        `json:"hasPassword"`
	PasswordAt    time.Time   `json:"passwordAt,omitzero"`
	PasswordLeast int         `json:"passwordLeast" doc:"The fewest characters of a password."`
	MustChange    bool        `json:"mustChange"`
	LockedUntil   time.Time   `json:"lockedUntil,omitzero"`
	CanPasskey    bool        `json:"canPasskey" doc:"Whether passkeys can be used at the public address of this installation."`
	Linked        []Linked    `json:"linked" doc:"By which providers the person logs in."`
	CanTOTP       bool        `json:"canTotp" doc:"Whether there is a key with which secrets are kept."`
}

// ProtectionOf tells of one's own factors, or, with org.manage for their unit, of others'.
func (s *Service) ProtectionOf(ctx context.Context, staffID string) (*Protection, error) {
	if _, err := s.needOwnOrKeeper(ctx, staffID); err != nil {
		return nil, err
	}
	rules, err := s.rules(ctx)
	if err != nil {
		return nil, err
	}
	p, err := s.Staff(ctx, staffID)
	if err != nil {
		return nil, err
	}
	factors, err := s.factorsOf(ctx, staffID)
	if err != nil {
		return nil, err
	}
	roles, err := s.rolesOf(ctx, staffID)
	if err != nil {
		return nil, err
	}
	left, err := s.recoveryLeft(ctx, staffID)
	if err != nil {
		return nil, err
	}
	linked, err := s.linksOf(ctx, staffID)
	if err != nil {
		return nil, err
	}
	until, err := s.lockedUntil(ctx, p.Login)
	if factors == nil {
		factors = []Factor{}
	}
	return &Protection{Factors: factors, RecoveryLeft: left, Required: rules.requires(staffID, roles), BreakGlass: rules.isBreakGlass(staffID),
		HasPassword: p.Password != "", PasswordAt: p.PasswordAt, PasswordLeast: rules.leastOf(staffID), MustChange: p.MustChange, LockedUntil: until,
		CanPasskey: s.passkeys != nil, Linked: linked, CanTOTP: s.secrets.Has()}, err
}

// Guard says how an account of a list is guarded.
type Guard struct {
	Factor FactorKind `json:"factor,omitempty" doc:"The best second factor; none: only a password."`
	Locked bool       `json:"locked"`
}

// guards tells how the accounts of a list are guarded, to those with org.manage; others are told nothing.
func (s *Service) guards(ctx context.Context, rows []StaffRow) (map[string]*Guard, error) {
	if a := From(ctx); a == nil || !a.May(OrgManage) || len(rows) == 0 {
		return nil, nil
	}
	all, ids := map[string]*Guard{}, make([]string, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	var found []struct {
		ID       string
		Strength strength
		Locked   bool
	}
	err := s.db.Read(ctx).NewSelect().Model((*Staff)(nil)).ColumnExpr("staff.id, ? AS strength", bun.Safe(strengthSQL)).
		ColumnExpr("EXISTS (SELECT 1 FROM log_in_lock WHERE log_in_lock.login = staff.login AND log_in_lock.until > ?) AS locked", now.From(ctx)).
		Where("staff.id IN (?)", bun.List(ids)).Scan(ctx, &found)
	for _, row := range found {
		all[row.ID] = &Guard{map[strength]FactorKind{hasTOTP: TOTP, hasPasskey: Passkey}[row.Strength], row.Locked}
	}
	return all, err
}

// RemoveFactor takes away one of the acting person's factors, and the recovery codes with the last one. It needs a fresh
// proof of who one is; a factor that a role of his requires is a Conflict.
func (s *Service) RemoveFactor(ctx context.Context, id string) error {
	a, err := needSelf(ctx)
	if err != nil {
		return err
	}
	if err := NeedFresh(ctx); err != nil {
		return err
	}
	rules, err := s.rules(ctx)
	if err != nil {
		return err
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := s.lockPerson(ctx, tx, a.StaffID); err != nil {
			return err
		}
		factors, err := s.factorsOf(ctx, a.StaffID)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(factors, func(f Factor) bool { return f.ID == id })
		if at < 0 {
			return fault.Missing("这项验证", "factor")
		}
		gone := factors[at]
		left := slices.Delete(factors, at, at+1)
		if owedFactor(rules.requires(a.StaffID, a.Roles), strengthOf(left)) != OwesNothing {
			return fault.New(fault.Conflict, "您的角色必须有第二重验证。请先添加另一项，再去掉这一项。",
				"Your role needs a second factor. Add another one first, then remove this one.")
		}
		if _, err := tx.NewDelete().Model(&gone).WherePK().Exec(ctx); err != nil {
			return err
		}
		if len(left) == 0 {
			if err := dropRecovery(ctx, tx, a.StaffID); err != nil {
				return err
			}
		}
		return s.audit.Write(ctx, Who(ctx), "factor.removed", "staff", a.StaffID, map[string]string{"factor": string(gone.Kind), "name": gone.Name})
	})
}

// ResetFactors takes away all second factors of a person who has lost them, and logs him out. It needs org.manage for
// his unit and a fresh proof of who one is; with it nobody comes by a duty of another.
func (s *Service) ResetFactors(ctx context.Context, staffID string) error {
	if _, err := s.keeps(ctx, staffID, true); err != nil {
		return err
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := s.lockPerson(ctx, tx, staffID); err != nil {
			return err
		}
		done, err := tx.NewDelete().Model((*Factor)(nil)).Where("staff_id = ?", staffID).Exec(ctx)
		if err != nil {
			return err
		}
		n, err := done.RowsAffected()
		if err != nil {
			return err
		}
		if err := dropRecovery(ctx, tx, staffID); err != nil {
			return err
		}
		if err := endSessions(ctx, tx, staffID); err != nil {
			return err
		}
		return s.audit.Write(ctx, Who(ctx), "factors.reset", "staff", staffID, map[string]int64{"factors": n})
	})
}

// lockPerson keeps others from changing how a person proves who he is until the transaction ends; NotFound when there is
// no such person.
func (s *Service) lockPerson(ctx context.Context, tx bun.Tx, staffID string) error {
	if !store.IsID(staffID) {
		return fault.Missing("这名员工", "person")
	}
	var id string
	err := s.db.Lock(tx.NewSelect().Model((*Staff)(nil)).Column("id").Where("id = ?", staffID)).Scan(ctx, &id)
	if store.None(err) {
		return fault.Missing("这名员工", "person")
	}
	return err
}

// needSelf gives the person who acts himself, by a session: a token does not change how its person proves who he is.
func needSelf(ctx context.Context) (*Actor, error) {
	a := From(ctx)
	if a == nil {
		return nil, errNobody()
	}
	if a.proof != nil && a.proof.token {
		return nil, errNotByToken()
	}
	return a, nil
}

// factorName reads the name that a person gives a factor.
func factorName(name string) (string, error) {
	if name = strings.TrimSpace(name); name == "" || len([]rune(name)) > 40 {
		return "", fault.Bad("name", "请起一个 40 字以内的名字，例如“办公电脑”。", "Please give it a name of at most 40 characters, such as “office computer”.")
	}
	return name, nil
}
