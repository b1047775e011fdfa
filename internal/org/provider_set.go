package org

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/provider"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// SetProvider makes a provider, or changes one. It needs security.manage and a fresh proof of who one is, and for the posts
// that it gives anew the right to give them. Whoever names another address gives the secret anew, so that none is sent
// where it does not belong; while accounts are linked the issuer stays, since its subjects are its own. A stale version
// is a Conflict.
func (s *Service) SetProvider(ctx context.Context, in Provider) (*Provider, error) {
	if _, err := NeedOrProgram(ctx, SecurityManage); err != nil {
		return nil, err
	}
	if err := NeedFresh(ctx); err != nil {
		return nil, err
	}
	if err := in.check(); err != nil {
		return nil, err
	}
	err := s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		row, err := s.lockProvider(ctx, tx, in.ID, in.Version)
		if err != nil {
			return err
		}
		before, err := s.checkProvider(ctx, tx, row, &in)
		if err != nil {
			return err
		}
		if err := s.keepProvider(ctx, tx, row, &in); err != nil {
			return err
		}
		if !in.Enabled {
			if err := endProvided(ctx, tx, in.ID); err != nil {
				return err
			}
		}
		change := audit.Change{Name: in.Name(), After: in}
		if before != nil {
			change.Before = before
		}
		return s.audit.Write(ctx, Who(ctx), "provider.set", "provider", in.ID, change)
	})
	return &in, err
}

// checkProvider compares a provider with how it was, which is nil for a new one.
func (s *Service) checkProvider(ctx context.Context, tx bun.Tx, row *providerRow, in *Provider) (before *Provider, err error) {
	old := Provider{}
	switch {
	case row.Version == 0 && in.Version != 0:
		return nil, errNoWay()
	case row.Version != 0:
		if before, err = row.read(); err != nil {
			return nil, err
		}
		old = *before
		if before.names() != in.names() {
			linked, err := tx.NewSelect().Model((*link)(nil)).Where("provider_id = ?", in.ID).Exists(ctx)
			if err != nil {
				return nil, err
			}
			if linked {
				return nil, fault.New(fault.Conflict, "已有账号关联到这里，不能再换成另一个身份提供方。请另建一个。", "Accounts are linked here, so that it cannot become another provider. Make a new one.")
			}
		}
		if row.Secret != "" && in.Secret == "" && before.asks() != in.asks() {
			return nil, fault.Bad("secret", "地址或账号改了，请重新填写密钥或密码。", "The address or account is another: give the secret anew.")
		}
	}
	return before, s.checkGrants(ctx, tx, &old, in)
}

// checkGrants lets nobody hand out by a provider what he could not give himself.
func (s *Service) checkGrants(ctx context.Context, tx bun.Tx, old, in *Provider) error {
	tree, err := s.Tree(ctx)
	if err != nil {
		return err
	}
	if in.Home != "" && tree.Unit(in.Home) == nil {
		return fault.Bad("home", "没有这个单位。", "There is no such unit.")
	}
	var changed bool
	for i := range in.Grants {
		grant := &in.Grants[i]
		grant.By = Who(ctx).ID
		if at := slices.IndexFunc(old.Grants, grant.same); at >= 0 {
			grant.By = old.Grants[at].By
		} else {
			changed = true
		}
	}
	if !changed {
		return nil
	}
	if _, err := NeedOrProgram(ctx, RightsManage); err != nil {
		return err
	}
	g, err := s.guarded(ctx, tx)
	if err != nil {
		return err
	}
	for _, grant := range in.Grants {
		if err := g.checkPost(grant.post()); err != nil {
			return err
		}
		if !slices.ContainsFunc(old.Grants, grant.same) && !g.mayGive(grant.post()) {
			return fault.New(fault.Forbidden, "%[1]s的这个岗位超出了您管理权限的范围。", "This post in %[1]s reaches further than your right to manage rights.", g.tree.Name(grant.UnitID))
		}
	}
	return nil
}

func (s *Service) keepProvider(ctx context.Context, tx bun.Tx, row *providerRow, in *Provider) (err error) {
	if in.Secret != "" {
		if row.Secret, err = s.secrets.Seal(in.Secret, "provider/"+in.ID); err != nil {
			return err
		}
	}
	fresh := row.Version == 0
	in.Version, in.Secret, in.HasSecret, in.People, in.Outside, in.Redirect = row.Version+1, "", row.Secret != "", 0, false, ""
	if in.Grants == nil {
		in.Grants = []Grant{}
	}
	rule, err := json.Marshal(in)
	if err != nil {
		return err
	}
	row.Rule, row.Enabled, row.Version, row.ChangedAt = string(rule), in.Enabled, in.Version, now.From(ctx)
	if !fresh {
		_, err = tx.NewUpdate().Model(row).WherePK().Exec(ctx)
	} else if _, err = tx.NewInsert().Model(row).Exec(ctx); store.IsDuplicate(err) {
		err = stale()
	}
	s.describe(row, in)
	return err
}

// endProvided ends the sessions that were opened by a provider's word.
func endProvided(ctx context.Context, tx bun.Tx, id string) error {
	for _, model := range []any{(*session)(nil), (*halfLogIn)(nil)} {
		if _, err := tx.NewDelete().Model(model).Where("provider_id = ?", id).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// RemoveProvider removes a provider. The posts that were held by its word are taken back, and who has logged in by it is
// logged out; the accounts stay. One that is gone already stays so. It needs security.manage and a fresh proof of who one is.
func (s *Service) RemoveProvider(ctx context.Context, id string) error {
	if _, err := NeedOrProgram(ctx, SecurityManage); err != nil {
		return err
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		g, err := s.guarded(ctx, tx)
		if err != nil {
			return err
		}
		row := &providerRow{ID: id}
		err = s.db.Lock(tx.NewSelect().Model(row).WherePK()).Scan(ctx)
		if store.None(err) {
			return nil
		}
		if err != nil {
			return err
		}
		before, err := row.read()
		if err != nil {
			return err
		}
		if err := endProvided(ctx, tx, id); err != nil {
			return err
		}
		for _, model := range []any{(*Post)(nil), (*link)(nil)} {
			if _, err := tx.NewDelete().Model(model).Where("provider_id = ?", id).Exec(ctx); err != nil {
				return err
			}
		}
		if _, err := tx.NewDelete().Model(row).WherePK().Exec(ctx); err != nil {
			return err
		}
		if err := g.end(ctx, nobody, nil); err != nil {
			return err
		}
		return s.audit.Write(ctx, Who(ctx), "provider.removed", "provider", id, audit.Change{Name: before.Name(), Before: before})
	})
}

// ProviderTest is what a test of a provider has found.
type ProviderTest struct {
	Findings []provider.Finding `json:"findings"`
	Groups   []string           `json:"groups" doc:"Which groups a directory tells of the person asked for."`
	Posts    []NewPost          `json:"posts" doc:"Which posts those groups give."`
}

// TestProvider tries a provider as it is given, saved or not; with a log-in name also what a directory tells of somebody.
// It needs security.manage and a fresh proof of who one is. The secret that is kept goes only where it was given for.
func (s *Service) TestProvider(ctx context.Context, in Provider, login string) (*ProviderTest, error) {
	if _, err := NeedOrProgram(ctx, SecurityManage); err != nil {
		return nil, err
	}
	if err := NeedFresh(ctx); err != nil {
		return nil, err
	}
	if err := in.check(); err != nil {
		return nil, err
	}
	secret, err := s.testSecret(ctx, &in)
	if err != nil {
		return nil, err
	}
	test := &ProviderTest{Groups: []string{}, Posts: []NewPost{}}
	if in.OIDC != nil {
		test.Findings = s.clients.Test(ctx, in.OIDC, secret, s.redirect(in.ID))
		return test, nil
	}
	findings, who := in.Directory.Test(ctx, secret, login)
	test.Findings = findings
	if who == nil {
		return test, nil
	}
	tree, err := s.Tree(ctx)
	if err != nil {
		return nil, err
	}
	test.Groups = append(test.Groups, who.Groups...)
	for _, post := range in.granted(tree, "", who.Groups, nil) {
		test.Posts = append(test.Posts, NewPost{post.Role, post.UnitID, post.Scope})
	}
	return test, nil
}

func (s *Service) testSecret(ctx context.Context, in *Provider) (string, error) {
	if in.Secret != "" {
		return in.Secret, nil
	}
	row := &providerRow{ID: in.ID}
	err := s.db.Read(ctx).NewSelect().Model(row).WherePK().Scan(ctx)
	if store.None(err) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	kept, err := row.read()
	if err != nil || kept.asks() != in.asks() {
		return "", err
	}
	secret, _, err := s.secretOf(row)
	return secret, err
}
