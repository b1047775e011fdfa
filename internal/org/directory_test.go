package org_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/provider"
	"github.com/xingfu/xingfu/internal/platform/provider/providertest"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// directory lets people of the house log in by a directory.
func (h *house) directory(d *providertest.Slapd, change func(*org.Provider)) {
	h.t.Helper()
	p := org.Provider{ID: "staff", Zh: "公司目录", Enabled: true, Secret: providertest.Secret, LinksByName: true,
		Directory: &provider.Directory{Address: d.Secure, CA: d.CA, BindDN: providertest.Searcher, Base: providertest.Base, GroupBase: "ou=groups," + providertest.Base}}
	if change != nil {
		change(&p)
	}
	_, err := h.SetProvider(h.program(), p)
	ok(h.t, err)
}

// theirs is who is in the directories of the tests. The passwords are other ones than those of accounts here.
const theirs = "their long password"

func peopleOf(t *testing.T) *providertest.Slapd {
	return providertest.StartSlapd(t, providertest.Entry("wang.fang", theirs, "王芳")+providertest.Entry("li.si", theirs, "李四")+
		providertest.Group("desk", "wang.fang")+providertest.Group("engineers", "wang.fang", "li.si"))
}

func TestAPasswordOfADirectoryLogsIn(t *testing.T) {
	d := peopleOf(t)
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url).withKeys(home)
		for what, change := range map[string]func(*provider.Directory){
			"ldaps":    func(*provider.Directory) {},
			"startTLS": func(p *provider.Directory) { p.Address, p.StartTLS = d.Plain, true },
			"loopback": func(p *provider.Directory) { p.Address, p.CA = d.Plain, "" },
		} {
			h.directory(d, func(p *org.Provider) {
				list, err := h.Providers(h.program())
				ok(t, err)
				if len(list) > 0 {
					p.Version = list[0].Version
				}
				change(p.Directory)
				p.MakesStaff = true
				p.Grants = []org.Grant{h.grant("desk", org.FrontDesk, "east", org.ScopeUnit), h.grant("CN=Engineers,OU=Groups,dc=example,dc=com", org.Engineer, "team", org.ScopeUnit)}
			})
			l, err := h.LogInByDirectory(h.today(), "staff", " Wang.Fang ", theirs)
			if err != nil {
				t.Fatal(what, err)
			}
			if diff := cmp.Diff([]org.Role{org.Engineer, org.FrontDesk}, l.Actor.Roles); diff != "" || l.Actor.Name != "王芳" {
				t.Error(what, diff, l.Actor.Name)
			}
		}
		l, err := h.LogInByDirectory(h.today(), "staff", "li.si", theirs)
		ok(t, err)
		if diff := cmp.Diff([]org.Role{org.Engineer}, l.Actor.Roles); diff != "" {
			t.Error(diff)
		}
		ctx := h.todayAs(l)
		ok(t, h.Prove(ctx, org.Proof{Password: theirs}))
		refused(t, h.Prove(ctx, org.Proof{Password: "wrong"}), fault.Invalid)
	})
}

func TestADirectoryLetsNobodyInWithoutHisPassword(t *testing.T) {
	d := peopleOf(t)
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url).withKeys(home)
		h.directory(d, nil)
		h.person("wang.fang", "east", org.FrontDesk, org.ScopeUnit)
		for _, try := range [][2]string{{"wang.fang", ""}, {"wang.fang", password}, {"wang*", theirs}, {"*", theirs}, {"wang.fang)(uid=*", theirs}, {"", theirs}, {"nobody", theirs},
			{`wang.fang\00`, theirs}} {
			_, err := h.LogInByDirectory(h.today(), "staff", try[0], try[1])
			if !fault.Is(err, fault.Unauthenticated) {
				t.Errorf("%q with %q: %v", try[0], try[1], err)
			}
		}
		for what, change := range map[string]func(*provider.Directory){
			"no authority":            func(p *provider.Directory) { p.CA = "" },
			"another password":        func(p *provider.Directory) { p.BindDN = "uid=wang.fang,ou=people," + providertest.Base },
			"more than one":           func(p *provider.Directory) { p.Filter = "(|(uid={login})(uid=li.si))" },
			"nothing there":           func(p *provider.Directory) { p.Base = "ou=nowhere," + providertest.Base },
			"another server":          func(p *provider.Directory) { p.Base = "ou=elsewhere," + providertest.Base },
			"no identifier":           func(p *provider.Directory) { p.Subject = "employeeNumber" },
			"nobody to search as":     func(p *provider.Directory) { p.BindDN = "cn=gone," + providertest.Base },
			"nobody at that address":  func(p *provider.Directory) { p.Address = "ldaps://127.0.0.1:1" },
			"groups are nowhere":      func(p *provider.Directory) { p.GroupBase = "ou=gone," + providertest.Base },
			"TLS is not spoken there": func(p *provider.Directory) { p.Address = "ldaps" + d.Plain[len("ldap"):] },
		} {
			p := provider.Directory{Address: d.Secure, CA: d.CA, BindDN: providertest.Searcher, Base: providertest.Base, GroupBase: "ou=groups," + providertest.Base}
			change(&p)
			_, err := p.Identify(t.Context(), providertest.Secret, "wang.fang", theirs)
			if !fault.Is(err, fault.Unavailable) {
				t.Errorf("%s: the error is %v", what, err)
			}
		}
		for what, change := range map[string]func(*provider.Directory){
			"in the clear":      func(p *provider.Directory) { p.Address = "ldap://directory.example.com" },
			"TLS twice":         func(p *provider.Directory) { p.StartTLS = true },
			"a filter for all":  func(p *provider.Directory) { p.Filter = "(uid=*)" },
			"no filter":         func(p *provider.Directory) { p.Filter = "uid={login" },
			"no authority":      func(p *provider.Directory) { p.CA = "trust me" },
			"no base":           func(p *provider.Directory) { p.Base = " " },
			"another scheme":    func(p *provider.Directory) { p.Address = "https://directory.example.com" },
			"a password in it":  func(p *provider.Directory) { p.Address = "ldaps://x:y@directory.example.com" },
			"a group of nobody": func(p *provider.Directory) { p.GroupFilter = "(member={dn}" },
		} {
			p := provider.Directory{Address: d.Secure, CA: d.CA, BindDN: providertest.Searcher, Base: providertest.Base}
			change(&p)
			if err := p.Check(); !fault.Is(err, fault.Invalid) {
				t.Errorf("%s: the error is %v", what, err)
			}
		}
	})
}

func TestGuessingAtADirectoryLocksAsGuessingHereDoes(t *testing.T) {
	d := peopleOf(t)
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url).withKeys(home)
		h.directory(d, nil)
		h.person("wang.fang", "east", org.FrontDesk, org.ScopeUnit)
		h.rules(func(r *org.Rules) { r.Lock = org.LockRules{Failures: 3, Within: 15, For: 15} })
		for range 3 {
			_, err := h.LogInByDirectory(h.today(), "staff", "wang.fang", "guess")
			refused(t, err, fault.Unauthenticated)
		}
		_, err := h.LogInByDirectory(h.today(), "staff", "wang.fang", theirs)
		reason(t, err, fault.TooMany, "locked")
		_, err = h.LogIn(h.today(), "wang.fang", password)
		reason(t, err, fault.TooMany, "locked")
		p, err := h.StaffByLogin(h.program(), "wang.fang")
		ok(t, err)
		ok(t, h.Unlock(h.program(), p.ID))
		l, err := h.LogInByDirectory(h.today(), "staff", "wang.fang", theirs)
		ok(t, err)
		secret, _ := h.authenticator(l, time.Since(start))
		l, err = h.LogInByDirectory(h.today(), "staff", "wang.fang", theirs)
		ok(t, err)
		if l.Actor != nil {
			t.Fatal("her second factor is not asked for")
		}
		_, err = h.FinishWithCode(h.today(), l.Half, h.code(secret, time.Since(start)+30*time.Second))
		ok(t, err)
	})
}

func TestADirectoryThatIsAwayLeavesLocalAccountsAlone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := peopleOf(t)
		h := newHouse(t, url).withKeys(home)
		h.directory(d, nil)
		glass := h.person("glass", "hq", org.Admin, org.ScopeAll)
		_, err := h.ChangeStaff(h.program(), glass.ID, org.StaffChange{Password: new("a password as long as an emergency"), Version: glass.Version})
		ok(t, err)
		h.rules(func(r *org.Rules) { r.BreakGlass = glass.ID })
		_, err = h.LogInByDirectory(h.today(), "staff", "wang.fang", theirs)
		refused(t, err, fault.Forbidden) // no account, and none is made
		list, err := h.Providers(h.program())
		ok(t, err)
		list[0].Grants = []org.Grant{h.grant("desk", org.FrontDesk, "east", org.ScopeUnit)}
		test, err := h.TestProvider(h.program(), list[0], "wang.fang")
		ok(t, err)
		if !slices.Contains(test.Groups, "desk") || len(test.Posts) != 1 || slices.ContainsFunc(test.Findings, func(f provider.Finding) bool { return !f.OK }) {
			t.Error("the test finds ", test)
		}
		d.Stop()
		_, err = h.LogInByDirectory(h.today(), "staff", "wang.fang", theirs)
		reason(t, err, fault.Unavailable, "away")
		_, err = h.LogIn(h.today(), "glass", "a password as long as an emergency")
		ok(t, err)
	})
}
