package org

import (
	"context"
	"encoding/json"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// setting is what the operator has decided about one matter of his organisation.
type setting struct {
	bun.BaseModel `bun:"table:org_setting"`

	Key     string `bun:",pk"`
	Value   string // JSON
	Version int64
}

// keySeparation is where it stands which duties are kept apart.
const keySeparation = "separation"

// Separation says which of the three duties are kept apart (三员分立). The auditor's always is.
type Separation struct {
	Apart   bool  `json:"apart" doc:"Administrators and security officers are different people."`
	Version int64 `json:"version"`
}

func (s *setting) apart() (bool, error) {
	var v Separation
	err := json.Unmarshal([]byte(s.Value), &v)
	return v.Apart, err
}

// lockSetting reads a setting and holds it until the transaction ends. One that was never made is made, empty.
func (s *Service) lockSetting(ctx context.Context, tx bun.Tx, key string, into *setting) error {
	*into = setting{Key: key, Value: "{}", Version: 1}
	_, err := tx.NewInsert().Model(into).On("CONFLICT (key) DO UPDATE").Set("key = EXCLUDED.key").Returning("*").Exec(ctx)
	return err
}

// Separation gives the setting. It needs rights.manage or audit.read.
func (s *Service) Separation(ctx context.Context) (*Separation, error) {
	if _, err := NeedAny(ctx, RightsManage, AuditRead); err != nil {
		return nil, err
	}
	row := &setting{Key: keySeparation}
	err := s.db.Read(ctx).NewSelect().Model(row).WherePK().Scan(ctx)
	if store.None(err) {
		return &Separation{Version: 1}, nil
	}
	if err != nil {
		return nil, err
	}
	apart, err := row.apart()
	return &Separation{apart, row.Version}, err
}

// SetSeparation says whether administrators and security officers must be different people. It needs rights.manage
// everywhere. It is a Conflict, with their names, while somebody is both, and with a stale version.
func (s *Service) SetSeparation(ctx context.Context, in Separation) (*Separation, error) {
	if err := s.needEverywhere(ctx); err != nil {
		return nil, err
	}
	err := s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		g, err := s.guarded(ctx, tx)
		if err != nil {
			return err
		}
		if err := httpx.CheckVersion(ctx, g.setting.Version, in.Version, stale()); err != nil {
			return err
		}
		value, err := json.Marshal(map[string]bool{"apart": in.Apart})
		if err != nil {
			return err
		}
		g.setting.Value, g.setting.Version = string(value), g.setting.Version+1
		if _, err := tx.NewUpdate().Model(&g.setting).WherePK().Exec(ctx); err != nil {
			return err
		}
		concerned := everybody
		if !in.Apart {
			concerned = nobody // nothing is asked of anybody that was not asked before
		}
		before := g.apart
		g.apart, in.Version = in.Apart, g.setting.Version
		if err := g.end(ctx, concerned, nil); err != nil {
			return err
		}
		return s.audit.Write(ctx, Who(ctx), "separation.set", "setting", keySeparation, audit.Change{Before: map[string]bool{"apart": before}, After: map[string]bool{"apart": in.Apart}})
	})
	return &in, err
}
