package org

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/provider"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// arrive gives the account of somebody whom a provider knows, with the posts that he holds by its word as they are now.
// An account is known by the provider's own identifier of the person; at the first log-in it is found or made as the
// provider's rule says.
func (s *Service) arrive(ctx context.Context, tx bun.Tx, rules *Rules, p *Provider, who *provider.Identity) (*Staff, error) {
	l, err := linkOf(ctx, tx, p.ID, who.Subject)
	if err != nil {
		return nil, err
	}
	var person *Staff
	if l == nil {
		person, l, err = s.first(ctx, tx, p, who)
	} else {
		person, err = s.Staff(ctx, l.StaffID)
	}
	if err != nil {
		return nil, err
	}
	if person.Disabled {
		return nil, errDisabled()
	}
	if rules.isBreakGlass(person.ID) {
		return nil, fault.New(fault.Forbidden, "应急账号只能用它的本地密码登录。", "The account for emergencies logs in with its local password alone.")
	}
	l.Name, l.SeenAt = short(who.Login, 200), now.From(ctx)
	if _, err := tx.NewUpdate().Model(l).Column("name", "seen_at").WherePK().Exec(ctx); err != nil {
		return nil, err
	}
	return person, s.mapPosts(ctx, tx, p, person, who.Groups)
}

// linkOf finds who somebody at a provider is; nil when nobody is linked.
func linkOf(ctx context.Context, tx bun.Tx, providerID, subject string) (*link, error) {
	l := &link{ProviderID: providerID, Subject: subject}
	err := tx.NewSelect().Model(l).WherePK().Scan(ctx)
	if store.None(err) {
		return nil, nil
	}
	return l, err
}

// first links somebody who comes from a provider for the first time with the account of his name, or makes one.
func (s *Service) first(ctx context.Context, tx bun.Tx, p *Provider, who *provider.Identity) (*Staff, *link, error) {
	login := loginOf(who.Login)
	person, err := s.staffByLogin(ctx, login)
	if err != nil {
		return nil, nil, err
	}
	if person.ID != "" {
		if err := s.mayLinkByName(ctx, p, person); err != nil {
			return nil, nil, err
		}
	} else if person, err = s.makeStaff(ctx, tx, p, who, login); err != nil {
		return nil, nil, err
	}
	l, err := s.keepLink(ctx, tx, whoLogsIn(person), p, person, who)
	return person, l, err
}

// mayLinkByName refuses to take an account for that of somebody at a provider because of its name alone, where the rule does
// not say so or too much hangs on it.
func (s *Service) mayLinkByName(ctx context.Context, p *Provider, person *Staff) error {
	tree, err := s.readTree(ctx)
	if err != nil {
		return err
	}
	whole, err := s.actorsIn(ctx, tree, "staff.id = ?", person.ID)
	if err != nil {
		return err
	}
	may := whole[0].Permissions()
	if p.LinksByName && !safety.in(may) && !auditing.in(may) {
		return nil
	}
	return fault.New(fault.Forbidden, "已有登录名为 %[1]s 的账号，还没有与统一登录关联。是您的账号时，请先用它的本地密码登录，再在“我的安全”里关联。",
		"There is an account %[1]s that is not linked yet. If it is yours, log in with its local password and link it under “My security”.", person.Login).Because("link")
}

// makeStaff makes an account of somebody who has none, where the rule says so and a post comes of it.
func (s *Service) makeStaff(ctx context.Context, tx bun.Tx, p *Provider, who *provider.Identity, login string) (*Staff, error) {
	if !p.MakesStaff {
		return nil, fault.New(fault.Forbidden, "您在这里还没有账号，请联系管理员开设。", "You have no account here yet. Ask the administrator for one.").Because("no_account")
	}
	tree, err := s.readTree(ctx)
	if err != nil {
		return nil, err
	}
	posts := p.granted(tree, "", who.Groups, nil)
	if len(posts) == 0 {
		return nil, fault.New(fault.Forbidden, "您所在的组在这里没有对应的岗位，不能登录。请联系安全管理员。", "None of your groups has a post here, so that you cannot log in. Ask the security officer.").Because("no_post")
	}
	if !loginPattern.MatchString(login) {
		return nil, fault.New(fault.Forbidden, "您在身份提供方的登录名 %[1]q 在这里不能用，请联系管理员开设账号。", "Your log-in name %[1]q at the provider cannot be used here. Ask the administrator for an account.", short(who.Login, 60)).Because("no_account")
	}
	person := &Staff{ID: store.NewID(ctx), Login: login, Name: cmp.Or(strings.TrimSpace(short(who.Name, 100)), login), Email: short(who.Mail, 200),
		UnitID: cmp.Or(p.Home, posts[0].UnitID), Locale: "zh", Version: 1, CreatedAt: now.From(ctx)}
	if _, err := tx.NewInsert().Model(person).Exec(ctx); err != nil {
		return nil, err
	}
	after := NewStaff{Login: person.Login, Name: person.Name, UnitID: person.UnitID, Locale: person.Locale}
	return person, s.audit.Write(ctx, audit.Who{Name: p.Zh}, "staff.added", "staff", person.ID, audit.Change{Name: lang.T(person.Name, ""), After: after})
}

// loginOf gives the log-in name here of one at a provider: small letters, and of an address what stands before the @.
func loginOf(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	if !loginPattern.MatchString(name) {
		name, _, _ = strings.Cut(name, "@")
	}
	return name
}

// keepLink links an account. It is a Conflict when it, or who it is there, is linked already.
func (s *Service) keepLink(ctx context.Context, tx bun.Tx, by audit.Who, p *Provider, person *Staff, who *provider.Identity) (*link, error) {
	l := &link{ProviderID: p.ID, Subject: who.Subject, StaffID: person.ID, Name: short(who.Login, 200), LinkedAt: now.From(ctx)}
	taken, err := tx.NewSelect().Model((*link)(nil)).Where("provider_id = ? AND (subject = ? OR staff_id = ?)", p.ID, l.Subject, l.StaffID).Exists(ctx)
	if err != nil {
		return nil, err
	}
	if taken {
		return nil, fault.New(fault.Conflict, "这个账号，或身份提供方的这个人，已经关联过了。请先解除原来的关联。", "This account, or this person at the provider, is linked already. Undo that link first.").Because("link")
	}
	if _, err := tx.NewInsert().Model(l).Exec(ctx); err != nil {
		return nil, err
	}
	return l, s.audit.Write(ctx, by, "provider.linked", "staff", person.ID, map[string]string{"name": person.Name, "provider": p.ID, "login": l.Name})
}

// mapPosts gives a person the posts that his groups at a provider give him, and takes those back that they do not give any
// more. What somebody of the house has given stays. It happens under guard, as any change of rights.
func (s *Service) mapPosts(ctx context.Context, tx bun.Tx, p *Provider, person *Staff, groups []string) error {
	var held []Post
	if err := tx.NewSelect().Model(&held).Where("staff_id = ?", person.ID).OrderExpr("role, unit_id").Scan(ctx); err != nil {
		return err
	}
	tree, err := s.readTree(ctx)
	if err != nil {
		return err
	}
	ours := slices.DeleteFunc(slices.Clone(held), func(o Post) bool { return o.ProviderID == p.ID })
	theirs := slices.DeleteFunc(slices.Clone(held), func(o Post) bool { return o.ProviderID != p.ID })
	wanted := slices.DeleteFunc(p.granted(tree, person.ID, groups, held), func(w Post) bool {
		return slices.ContainsFunc(ours, func(o Post) bool { return o.Role == w.Role && o.UnitID == w.UnitID })
	})
	if len(differing(theirs, wanted)) == 0 {
		return nil
	}
	g, err := s.guarded(AsProgram(ctx), tx)
	if err != nil {
		return err
	}
	before, err := s.auditedStaff(ctx, person, false)
	if err != nil {
		return err
	}
	if _, err := tx.NewDelete().Model((*Post)(nil)).Where("staff_id = ? AND provider_id = ?", person.ID, p.ID).Exec(ctx); err != nil {
		return err
	}
	if len(wanted) > 0 {
		if _, err := tx.NewInsert().Model(&wanted).Exec(ctx); err != nil {
			return err
		}
	}
	if err := g.end(ctx, []string{person.ID}, nil); err != nil {
		return err
	}
	after, err := s.auditedStaff(ctx, person, false)
	if err != nil {
		return err
	}
	return s.audit.Write(ctx, audit.Who{Name: p.Zh}, "posts.mapped", "staff", person.ID, audit.Change{Name: lang.T(person.Name, ""), Before: before, After: after})
}
