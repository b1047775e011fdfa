package org

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/provider"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Linked is a provider by which a person logs in.
type Linked struct {
	WayIn
	Login    string    `json:"login" doc:"His log-in name there."`
	LinkedAt time.Time `json:"linkedAt"`
	SeenAt   time.Time `json:"seenAt,omitzero" doc:"When he came from there last."`
}

// linksOf lists the providers by which a person logs in.
func (s *Service) linksOf(ctx context.Context, staffID string) ([]Linked, error) {
	var rows []struct {
		link
		Rule string
	}
	err := s.db.Read(ctx).NewSelect().Model((*link)(nil)).ColumnExpr("link.*, provider.rule").Join("JOIN provider ON provider.id = link.provider_id").
		Where("link.staff_id = ?", staffID).OrderExpr("provider.id").Scan(ctx, &rows)
	list := make([]Linked, len(rows))
	for i, row := range rows {
		p, err := (&providerRow{ID: row.ProviderID, Rule: row.Rule}).read()
		if err != nil {
			return nil, err
		}
		list[i] = Linked{p.way(), row.Name, row.LinkedAt, row.SeenAt}
	}
	return list, err
}

// linkSelf links the acting person's account with who he has proved to be at a provider.
func (s *Service) linkSelf(ctx context.Context, p *Provider, who *provider.Identity) error {
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
	if rules.isBreakGlass(a.StaffID) {
		return fault.New(fault.Forbidden, "应急账号只能用它的本地密码登录。", "The account for emergencies logs in with its local password alone.")
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		person, err := s.Staff(ctx, a.StaffID)
		if err == nil {
			_, err = s.keepLink(ctx, tx, Who(ctx), p, person, who)
		}
		return err
	})
}

// LinkToDirectory links the acting person's account with who he is in a directory, given his password there. It needs a
// fresh proof of who one is here. Wrong passwords count as at log-in.
func (s *Service) LinkToDirectory(ctx context.Context, providerID, login, password string) error {
	a, err := needSelf(ctx)
	if err != nil {
		return err
	}
	if err := NeedFresh(ctx); err != nil {
		return err
	}
	login = strings.ToLower(strings.TrimSpace(login))
	if err := s.throttle.Allow(ctx, tries(ctx, login)...); err != nil {
		return err
	}
	p, secret, err := s.provider(ctx, providerID)
	if err != nil {
		return err
	}
	if p.Directory == nil {
		return fault.Bad("provider", "这种登录方式不在这里输入密码。", "No password is given here for this way to log in.")
	}
	who, err := p.Directory.Identify(ctx, secret, login, password)
	if errors.Is(err, provider.ErrWrong) {
		person, err := s.Staff(ctx, a.StaffID)
		if err != nil {
			return err
		}
		if err := s.failed(ctx, person, login); err != nil {
			return err
		}
		return fault.Bad("password", "目录里的登录名或密码不对。", "The log-in name or the password of the directory is wrong.")
	}
	if err != nil {
		return err
	}
	return s.linkSelf(ctx, p, who)
}

// LinkStaff links somebody's account with an identifier at a provider, which the officer vouches for. It needs
// security.manage and a fresh proof of who one is; nobody comes so by the account of one with a duty that he has not.
func (s *Service) LinkStaff(ctx context.Context, staffID, providerID, subject string) error {
	person, err := s.linkable(ctx, staffID)
	if err != nil {
		return err
	}
	if subject = strings.TrimSpace(subject); subject == "" || len(subject) > 255 {
		return fault.Bad("subject", "请填写身份提供方给这个人的标识（sub）。", "Give the provider's identifier of the person (sub).")
	}
	p, _, err := s.provider(ctx, providerID)
	if err != nil {
		return err
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		_, err := s.keepLink(ctx, tx, Who(ctx), p, person, &provider.Identity{Subject: subject, Login: subject})
		return err
	})
}

// linkable gives a person whose account the acting officer may link: not his own, which he proves at the provider.
func (s *Service) linkable(ctx context.Context, staffID string) (*Staff, error) {
	actor, err := NeedOrProgram(ctx, SecurityManage)
	if err != nil {
		return nil, err
	}
	if err := NeedFresh(ctx); err != nil {
		return nil, err
	}
	person, err := s.Staff(ctx, staffID)
	if err != nil || actor == nil {
		return person, err
	}
	tree, err := s.Tree(ctx)
	if err != nil {
		return nil, err
	}
	whole, err := s.actorsIn(ctx, tree, "staff.id = ?", staffID)
	if err != nil {
		return nil, err
	}
	for _, d := range []duty{administration, safety, auditing} {
		if d.in(whole[0].Permissions()) && !d.in(actor.Permissions()) {
			return nil, fault.New(fault.Forbidden, "%[1]s是%[2]s，账号由本人在“我的安全”里关联。", "%[1]s is %[3]s, who links the account himself under “My security”.", person.Name, d.name.Zh, d.name.En)
		}
	}
	return person, nil
}

// Unlink undoes the link of an account: one's own, or with security.manage another's. The posts held by the provider's word
// are taken back, and sessions opened by it end; what is not linked stays so. It needs a fresh proof of who one is. Who has no password then logs in by
// another provider, a passkey, or not at all.
func (s *Service) Unlink(ctx context.Context, staffID, providerID string) error {
	if a := From(ctx); a == nil || a.StaffID != staffID {
		if _, err := NeedOrProgram(ctx, SecurityManage); err != nil {
			return err
		}
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		g, err := s.guarded(ctx, tx)
		if err != nil {
			return err
		}
		l := &link{}
		err = tx.NewSelect().Model(l).Where("provider_id = ? AND staff_id = ?", providerID, staffID).Scan(ctx)
		if store.None(err) {
			return nil
		}
		if err != nil {
			return err
		}
		person, err := s.Staff(ctx, staffID)
		if err != nil {
			return err
		}
		mine := ""
		if a := From(ctx); a != nil {
			mine = a.session()
		}
		deletes := []*bun.DeleteQuery{
			tx.NewDelete().Model(l).WherePK(),
			tx.NewDelete().Model((*Post)(nil)).Where("provider_id = ? AND staff_id = ?", providerID, staffID),
			tx.NewDelete().Model((*session)(nil)).Where("provider_id = ? AND staff_id = ? AND token <> ?", providerID, staffID, mine),
		}
		for _, one := range deletes {
			if _, err := one.Exec(ctx); err != nil {
				return err
			}
		}
		if err := g.end(ctx, nobody, nil); err != nil {
			return err
		}
		return s.audit.Write(ctx, Who(ctx), "provider.unlinked", "staff", staffID, map[string]string{"name": person.Name, "provider": providerID, "login": l.Name})
	})
}

// provesByDirectory tells whether a password is that of a person in a directory to which his account is linked.
func (s *Service) provesByDirectory(ctx context.Context, staffID, password string) (bool, error) {
	if password == "" {
		return false, nil
	}
	var links []link
	if err := s.db.Read(ctx).NewSelect().Model(&links).Where("staff_id = ?", staffID).OrderExpr("provider_id").Scan(ctx); err != nil {
		return false, err
	}
	for _, l := range links {
		p, secret, err := s.provider(ctx, l.ProviderID)
		if fault.Is(err, fault.Invalid) || err == nil && p.Directory == nil {
			continue
		}
		if err != nil {
			return false, err
		}
		who, err := p.Directory.Identify(ctx, secret, l.Name, password)
		if errors.Is(err, provider.ErrWrong) {
			continue
		}
		if err != nil {
			return false, err
		}
		if who.Subject == l.Subject {
			return true, nil
		}
	}
	return false, nil
}

// proved notes that the acting person has proved who he is.
func proved(ctx context.Context, tx bun.Tx, a *Actor) error {
	_, err := tx.NewUpdate().Model((*session)(nil)).Set("proved_at = ?", now.From(ctx)).Where("token = ?", a.session()).Exec(ctx)
	return err
}
