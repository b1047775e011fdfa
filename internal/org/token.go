package org

import (
	"context"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// APIToken lets a program act as its owner.
type APIToken struct {
	bun.BaseModel `bun:"table:api_token"`

	ID         string    `bun:",pk" json:"id"`
	StaffID    string    `json:"-"`
	Name       string    `json:"name"`
	Token      string    `json:"-"` // SHA-256
	CreatedAt  time.Time `json:"createdAt"`
	LastUsedAt time.Time `bun:",nullzero" json:"lastUsedAt,omitzero"`
	ExpiresAt  time.Time `bun:",nullzero" json:"expiresAt,omitzero"`
}

// ByToken gives the person of an API token; nil when it is not valid.
func (s *Service) ByToken(ctx context.Context, secret string) (*Actor, error) {
	actor, _, err := s.bySecret(ctx, tokenKind, secret)
	return actor, err
}

// tokenPrefix lets a leaked token be recognised.
const tokenPrefix = "xfu_"

// AddToken makes an API token for staffID and returns its secret, which is shown only this once.
// A person makes tokens for himself with token.own and a fresh proof of who he is; the program may for anyone.
func (s *Service) AddToken(ctx context.Context, staffID, name string, expires time.Time) (*APIToken, string, error) {
	if a := From(ctx); a != nil && a.StaffID != staffID {
		return nil, "", fault.New(fault.Forbidden, "只能为自己创建令牌。", "One makes tokens only for oneself.")
	}
	if _, err := NeedOrProgram(ctx, TokenOwn); err != nil {
		return nil, "", err
	}
	if err := s.mayHaveTokens(ctx, staffID); err != nil {
		return nil, "", err
	}
	if name = strings.TrimSpace(name); name == "" {
		return nil, "", fault.Bad("name", "请为令牌起个名字，说明用途。", "Please name the token by what it is for.")
	}
	if !expires.IsZero() && !expires.After(now.From(ctx)) {
		return nil, "", fault.Bad("expiresAt", "到期时间应在现在之后。", "The time at which it ends lies in the past.")
	}
	secret := tokenPrefix + store.Secret(24)
	row := &APIToken{ID: store.NewID(ctx), StaffID: staffID, Name: name, Token: fingerprint(secret), CreatedAt: now.From(ctx), ExpiresAt: expires}
	err := s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if _, err := tx.NewInsert().Model(row).Exec(ctx); err != nil {
			return err
		}
		return s.audit.Write(ctx, Who(ctx), "token.added", "staff", staffID, map[string]string{"name": name})
	})
	return row, secret, err
}

// mayHaveTokens wants a fresh proof of who one is, and refuses tokens of the account for emergencies: a use of it must
// be a person's.
func (s *Service) mayHaveTokens(ctx context.Context, staffID string) error {
	rules, err := s.rules(ctx)
	if err != nil {
		return err
	}
	if rules.isBreakGlass(staffID) {
		return fault.New(fault.Conflict, "应急账号不能有接口令牌。", "The account for emergencies cannot have API tokens.")
	}
	return NeedFresh(ctx)
}

// Tokens lists the acting person's API tokens; the program's list is of everybody's.
func (s *Service) Tokens(ctx context.Context) ([]APIToken, error) {
	a, err := NeedOrProgram(ctx, TokenOwn)
	if err != nil {
		return nil, err
	}
	var rows []APIToken
	q := s.db.Read(ctx).NewSelect().Model(&rows).OrderExpr("created_at")
	if a != nil {
		q = q.Where("staff_id = ?", a.StaffID)
	}
	err = q.Scan(ctx)
	return rows, err
}

// RemoveToken ends one of the acting person's API tokens, and for the program anybody's; NotFound when it is
// not his.
func (s *Service) RemoveToken(ctx context.Context, id string) error {
	a, err := NeedOrProgram(ctx, TokenOwn)
	if err != nil {
		return err
	}
	if !store.IsID(id) {
		return fault.Missing("这个令牌", "token")
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		var row APIToken
		err := tx.NewSelect().Model(&row).Where("id = ?", id).Scan(ctx)
		if store.None(err) || err == nil && a != nil && row.StaffID != a.StaffID {
			return fault.Missing("这个令牌", "token")
		}
		if err != nil {
			return err
		}
		if _, err := tx.NewDelete().Model(&row).WherePK().Exec(ctx); err != nil {
			return err
		}
		return s.audit.Write(ctx, Who(ctx), "token.removed", "staff", row.StaffID, map[string]string{"id": id, "name": row.Name})
	})
}
