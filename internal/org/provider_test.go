package org_test

import (
	"context"
	"net/url"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/provider"
	"github.com/xingfu/xingfu/internal/platform/provider/providertest"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

const home = "http://localhost:8080"

// today is a request at the time that it is: a provider has its own clock.
func (h *house) today() context.Context {
	return org.WithVisit(h.t.Context(), org.Visit{Address: desk, Agent: chrome})
}

// todayAs is a request of somebody whose session has just begun.
func (h *house) todayAs(l *org.Login) context.Context {
	h.t.Helper()
	a, _, err := h.BySession(h.today(), l.Cookie)
	ok(h.t, err)
	if a == nil {
		h.t.Fatal("the session does not hold")
	}
	return org.With(h.today(), a)
}

// openID lets people of the house log in by a provider that runs.
func (h *house) openID(name string, change func(*org.Provider)) *providertest.OpenID {
	h.t.Helper()
	op := providertest.StartOpenID(h.t, home, name)
	p := org.Provider{ID: name, Zh: "统一认证", Enabled: true, Secret: providertest.Secret, OIDC: &provider.OIDC{Issuer: op.Issuer, ClientID: providertest.Client}}
	if change != nil {
		change(&p)
	}
	_, err := h.SetProvider(h.program(), p)
	ok(h.t, err)
	return op
}

// resets changes a provider.
func (h *house) resets(name string, change func(*org.Provider)) {
	h.t.Helper()
	list, err := h.Providers(h.program())
	ok(h.t, err)
	at := slices.IndexFunc(list, func(p org.Provider) bool { return p.ID == name })
	change(&list[at])
	_, err = h.SetProvider(h.program(), list[at])
	ok(h.t, err)
}

func brought(name string, at *url.URL) org.Back {
	q := at.Query()
	return org.Back{Provider: name, State: q.Get("state"), Code: q.Get("code"), Iss: q.Get("iss"), Error: q.Get("error")}
}

// by logs somebody in by a provider, as a browser does.
func (h *house) by(op *providertest.OpenID, name, login string) (*org.Login, error) {
	h.t.Helper()
	address, half, err := h.SetOut(h.today(), name, org.ToLogIn)
	if err != nil {
		return nil, err
	}
	return h.ComeBack(h.today(), half, brought(name, op.LogIn(address, login, password)))
}

func (h *house) grant(value string, role org.Role, unit string, scope org.Scope) org.Grant {
	return org.Grant{Value: value, Role: role, UnitID: h.units[unit], Scope: scope}
}

func wang(groups ...string) providertest.Person {
	return providertest.Person{Login: "wang.fang", Password: password, Name: "王芳", Mail: "wang@example.com", Verified: true, Groups: groups}
}

func TestAPersonOfAProviderGetsAnAccountAndPostsByGroups(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url).withKeys(home)
		op := h.openID("corp", func(p *org.Provider) {
			p.MakesStaff = true
			p.Grants = []org.Grant{h.grant("desk", org.FrontDesk, "east", org.ScopeUnit), h.grant("chiefs", org.Supervisor, "east", org.ScopeSubtree)}
		})
		op.Has("1", wang("others"))
		_, err := h.by(op, "corp", "wang.fang")
		refused(t, err, fault.Forbidden) // no group of hers has a post
		op.Has("1", wang("desk", "chiefs"))
		l, err := h.by(op, "corp", "wang.fang")
		ok(t, err)
		if diff := cmp.Diff([]org.Role{org.FrontDesk, org.Supervisor}, l.Actor.Roles); diff != "" || l.Actor.Name != "王芳" || l.Actor.UnitID != h.units["east"] {
			t.Fatal(diff, l.Actor)
		}
		op.Has("1", wang("desk"))
		l, err = h.by(op, "corp", "wang.fang")
		ok(t, err)
		if diff := cmp.Diff([]org.Role{org.FrontDesk}, l.Actor.Roles); diff != "" {
			t.Error("the supervisor's post stays: ", diff)
		}
		if _, err := h.LogIn(h.today(), "wang.fang", ""); !fault.Is(err, fault.Unauthenticated) {
			t.Error("an account without a password lets somebody in: ", err)
		}
		if n, _ := h.audited("posts.mapped"); n != 2 {
			t.Errorf("%d changes of posts are in the log, want 2", n)
		}
	})
}

func TestWhatTheHouseHasGivenStaysWhenAGroupGoes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url).withKeys(home)
		op := h.openID("corp", func(p *org.Provider) {
			p.LinksByName = true
			p.Grants = []org.Grant{h.grant("desk", org.FrontDesk, "east", org.ScopeAll), h.grant("desk", org.Engineer, "team", org.ScopeUnit)}
		})
		h.person("wang.fang", "east", org.FrontDesk, org.ScopeUnit)
		op.Has("1", wang("desk"))
		l, err := h.by(op, "corp", "wang.fang")
		ok(t, err)
		if diff := cmp.Diff([]org.Role{org.Engineer, org.FrontDesk}, l.Actor.Roles); diff != "" || l.Actor.Reach(org.TicketRead).All {
			t.Error("the post that the house has given is another: ", diff)
		}
		op.Has("1", wang())
		l, err = h.by(op, "corp", "wang.fang")
		ok(t, err)
		if diff := cmp.Diff([]org.Role{org.FrontDesk}, l.Actor.Roles); diff != "" {
			t.Error(diff)
		}
	})
}

func TestANameAloneTakesNoAccountOver(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url).withKeys(home)
		op := h.openID("corp", func(p *org.Provider) {
			p.MakesStaff = true
			p.Grants = []org.Grant{h.grant("desk", org.FrontDesk, "east", org.ScopeUnit)}
		})
		h.person("wang.fang", "east", org.FrontDesk, org.ScopeUnit)
		h.person("officer", "hq", org.Security, org.ScopeAll)
		op.Has("1", wang("desk"))
		_, err := h.by(op, "corp", "wang.fang")
		refused(t, err, fault.Forbidden)
		local, err := h.LogIn(h.today(), "wang.fang", password)
		ok(t, err)
		address, half, err := h.SetOut(h.todayAs(local), "corp", org.ToLink)
		ok(t, err)
		ok(t, h.ComeBackAsSelf(h.todayAs(local), half, brought("corp", op.LogIn(address, "wang.fang", password))))
		l, err := h.by(op, "corp", "wang.fang")
		ok(t, err)
		if l.Actor.StaffID != local.Actor.StaffID {
			t.Error("the linked account is not the one that she logs into")
		}
		h.resets("corp", func(p *org.Provider) { p.LinksByName = true })
		op.Has("2", providertest.Person{Login: "officer", Password: password, Groups: []string{"desk"}})
		_, err = h.by(op, "corp", "officer")
		refused(t, err, fault.Forbidden) // a security officer's account is not to be had by a name
		op.Has("3", wang("desk"))        // who bears the name now is somebody else
		op.Has("1", providertest.Person{Login: "wang.old", Password: password})
		_, err = h.by(op, "corp", "wang.fang")
		refused(t, err, fault.Conflict)
		ok(t, h.Unlink(h.todayAs(local), local.Actor.StaffID, "corp"))
		if a, _, err := h.BySession(h.today(), l.Cookie); err != nil || a != nil {
			t.Error("the session by the provider goes on: ", a, err)
		}
	})
}

func TestWhatAProviderAnswersMustFit(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url).withKeys(home)
		op := h.openID("corp", func(p *org.Provider) { p.LinksByName = true })
		h.person("wang.fang", "east", org.FrontDesk, org.ScopeUnit)
		op.Has("1", wang())
		past, future := time.Now().Add(-time.Hour).Unix(), time.Now().Add(time.Hour).Unix()
		for what, claims := range map[string]map[string]any{
			"another nonce":     {"nonce": "another"},
			"no nonce":          {"nonce": nil},
			"another audience":  {"aud": []string{"another"}},
			"two audiences":     {"aud": []string{"another", providertest.Client}, "azp": ""},
			"made for another":  {"azp": "another"},
			"expired":           {"exp": past},
			"of the future":     {"iat": future},
			"another issuer":    {"iss": "https://evil.example.com"},
			"nobody in it":      {"sub": ""},
			"of somebody else":  {"sub": "2"}, // the user information says 1
			"not valid so long": {"nbf": future},
		} {
			op.Says(claims)
			_, err := h.by(op, "corp", "wang.fang")
			if !fault.Is(err, fault.Unauthenticated) {
				t.Errorf("%s: the error is %v", what, err)
			}
		}
		op.Says(map[string]any{"exp": time.Now().Add(-30 * time.Second).Unix()}) // clocks differ
		_, err := h.by(op, "corp", "wang.fang")
		ok(t, err)
		op.Says(map[string]any{})
		op.Rotate()
		_, err = h.by(op, "corp", "wang.fang")
		ok(t, err)
		if n, _ := h.audited("provider.refused"); n != 11 {
			t.Errorf("%d refusals are in the log, want 11", n)
		}
	})
}

func TestAWayToAProviderIsGoneOnceByOneBrowser(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url).withKeys(home)
		op := h.openID("corp", func(p *org.Provider) { p.LinksByName = true })
		other := h.openID("other", func(p *org.Provider) { p.LinksByName = true })
		h.person("wang.fang", "east", org.FrontDesk, org.ScopeUnit)
		op.Has("1", wang())
		other.Has("1", wang())
		setOut := func(name string, op *providertest.OpenID) (string, org.Back) {
			address, half, err := h.SetOut(h.today(), name, org.ToLogIn)
			ok(t, err)
			return half, brought(name, op.LogIn(address, "wang.fang", password))
		}
		half, back := setOut("corp", op)
		_, err := h.ComeBack(h.today(), "", back)
		refused(t, err, fault.Conflict) // a browser that never set out
		theirs, _ := setOut("corp", op)
		_, err = h.ComeBack(h.today(), theirs, back)
		refused(t, err, fault.Conflict) // somebody else's code, in this browser
		_, err = h.ComeBack(h.today(), half, back)
		ok(t, err)
		_, err = h.ComeBack(h.today(), half, back)
		refused(t, err, fault.Conflict) // once
		half, _ = setOut("corp", op)
		_, again := setOut("corp", op)
		again.Code = back.Code
		_, err = h.ComeBack(h.today(), half, again)
		refused(t, err, fault.Conflict)
		half, back = setOut("corp", op)
		old := back.Code
		_, err = h.ComeBack(h.today(), half, back)
		ok(t, err)
		half, back = setOut("corp", op)
		back.Code = old // a code that was used already, in a way of its own
		_, err = h.ComeBack(h.today(), half, back)
		refused(t, err, fault.Unauthenticated)
		half, back = setOut("corp", op)
		back.Provider = "other" // what one provider gave is taken to another
		_, err = h.ComeBack(h.today(), half, back)
		refused(t, err, fault.Conflict)
		half, back = setOut("corp", op)
		back.Iss = other.Issuer
		_, err = h.ComeBack(h.today(), half, back)
		refused(t, err, fault.Unauthenticated)
		half, back = setOut("corp", op)
		_, swapped := setOut("other", other)
		back.Code = swapped.Code
		_, err = h.ComeBack(h.today(), half, back)
		refused(t, err, fault.Unauthenticated)
		half, back = setOut("corp", op)
		late := org.WithVisit(h.at(400*24*time.Hour), org.Visit{Address: desk})
		_, err = h.ComeBack(late, half, back)
		refused(t, err, fault.Conflict)
		_, err = h.FinishWithCode(h.today(), half, "123456")
		refused(t, err, fault.Conflict)
	})
}

func TestAProviderThatIsAwayLeavesLocalAccountsAlone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url).withKeys(home)
		op := h.openID("corp", nil)
		h.person("wang.fang", "east", org.FrontDesk, org.ScopeUnit)
		address, half, err := h.SetOut(h.today(), "corp", org.ToLogIn)
		ok(t, err)
		op.Has("1", wang())
		back := op.LogIn(address, "wang.fang", password)
		op.Stop()
		_, err = h.ComeBack(h.today(), half, brought("corp", back))
		refused(t, err, fault.Unavailable)
		h2 := org.New(h.db, h.log, h.bus) // a replica that has not asked it yet
		_, _, err = h2.SetOut(h.today(), "corp", org.ToLogIn)
		refused(t, err, fault.Unavailable)
		_, err = h.LogIn(h.today(), "wang.fang", password)
		ok(t, err)
	})
}

func TestNobodyGetsMoreByAMappingThanTheOfficerMayGive(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url).withKeys(home)
		op := h.openID("corp", func(p *org.Provider) { p.LinksByName = true })
		officer := h.person("officer", "hq", org.Security, org.ScopeAll)
		east := h.person("east.officer", "east", org.Security, org.ScopeSubtree)
		set := func(by *org.Staff, grants ...org.Grant) error {
			list, err := h.Providers(h.program())
			ok(t, err)
			list[0].Grants = grants
			_, err = h.SetProvider(h.as(by), list[0])
			return err
		}
		refused(t, set(east, h.grant("all", org.Supervisor, "hq", org.ScopeAll)), fault.Forbidden)
		refused(t, set(h.person("desk", "hq", org.FrontDesk, org.ScopeAll), h.grant("x", org.FrontDesk, "hq", org.ScopeUnit)), fault.Forbidden)
		ok(t, set(east, h.grant("team", org.Engineer, "team", org.ScopeUnit)))
		ok(t, set(officer, h.grant("team", org.Engineer, "team", org.ScopeUnit), h.grant("all", org.Supervisor, "hq", org.ScopeAll), h.grant("audit", org.Auditor, "hq", org.ScopeAll)))

		ok(t, h.LinkStaff(h.program(), officer.ID, "corp", "9"))
		op.Has("9", providertest.Person{Login: "officer", Password: password, Groups: []string{"all", "team"}})
		l, err := h.by(op, "corp", "officer")
		ok(t, err)
		if diff := cmp.Diff([]org.Role{org.Engineer, org.Security}, l.Actor.Roles); diff != "" {
			t.Error("what an officer maps himself gives him something: ", diff)
		}
		ok(t, h.LinkStaff(h.program(), east.ID, "corp", "8"))
		op.Has("8", providertest.Person{Login: "east.officer", Password: password, Groups: []string{"audit"}})
		_, err = h.by(op, "corp", "east.officer")
		refused(t, err, fault.Conflict) // nobody is auditor and security officer
	})
}

func TestASecondFactorOfTheProviderCountsIfTheRuleSaysSo(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url).withKeys(home)
		op := h.openID("corp", func(p *org.Provider) { p.LinksByName, p.OIDC.StrongAMR = true, []string{"otp"} })
		h.person("wang.fang", "east", org.FrontDesk, org.ScopeUnit)
		op.Has("1", wang())
		h.rules(func(r *org.Rules) { r.Require[org.FrontDesk] = org.AnyFactor })
		l, err := h.by(op, "corp", "wang.fang")
		ok(t, err)
		if l.Actor.Owes != org.OwesFactor {
			t.Error("a password at the provider is enough: she owes ", l.Actor.Owes)
		}
		op.Says(map[string]any{"amr": []string{"pwd", "otp"}})
		l, err = h.by(op, "corp", "wang.fang")
		ok(t, err)
		if l.Actor.Owes != org.OwesNothing {
			t.Error("the provider's second factor does not count: she owes ", l.Actor.Owes)
		}
		secret, _ := h.authenticator(l, time.Since(start))
		op.Says(map[string]any{})
		l, err = h.by(op, "corp", "wang.fang")
		ok(t, err)
		if l.Actor != nil {
			t.Fatal("her own second factor is not asked for")
		}
		l, err = h.FinishWithCode(h.today(), l.Half, h.code(secret, time.Since(start)+30*time.Second))
		ok(t, err)
		out, err := h.LogOutAt(h.today(), l.Cookie)
		ok(t, err)
		at, err := parse(out)
		ok(t, err)
		if at.Query().Get("id_token_hint") == "" || at.Query().Get("post_logout_redirect_uri") != home+"/" {
			t.Error("she is logged out at ", out)
		}
		h.rules(func(r *org.Rules) { r.Require[org.FrontDesk] = org.OnlyPasskey })
		op.Says(map[string]any{"amr": []string{"otp"}})
		l, err = h.by(op, "corp", "wang.fang")
		ok(t, err)
		if l.Actor != nil && l.Actor.Owes != org.OwesPasskey {
			t.Error("a code at the provider stands for a passkey of ours")
		}
	})
}

func parse(text string) (*url.URL, error) { return url.Parse(text) }

func TestOneProvesAtTheProviderThatItIsStillOneself(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url).withKeys(home)
		op := h.openID("corp", func(p *org.Provider) { p.LinksByName = true })
		h.person("wang.fang", "east", org.FrontDesk, org.ScopeUnit)
		h.person("li.si", "east", org.FrontDesk, org.ScopeUnit)
		op.Has("1", wang())
		op.Has("2", providertest.Person{Login: "li.si", Password: password})
		_, err := h.by(op, "corp", "li.si")
		ok(t, err)
		l, err := h.by(op, "corp", "wang.fang")
		ok(t, err)
		prove := func(login string) error {
			address, half, err := h.SetOut(h.todayAs(l), "corp", org.ToProve)
			ok(t, err)
			return h.ComeBackAsSelf(h.todayAs(l), half, brought("corp", op.LogIn(address, login, password)))
		}
		refused(t, prove("li.si"), fault.Forbidden)
		ok(t, h.db.Write(t.Context(), func(ctx context.Context, tx bun.Tx) error {
			_, err := tx.NewUpdate().Table("session").Set("proved_at = ?", start).Where("TRUE").Exec(ctx)
			return err
		}))
		refused(t, org.NeedFresh(h.todayAs(l)), fault.Forbidden)
		ok(t, prove("wang.fang"))
		ok(t, org.NeedFresh(h.todayAs(l)))
		op.Says(map[string]any{"auth_time": time.Now().Add(-time.Hour).Unix()})
		refused(t, prove("wang.fang"), fault.Unauthenticated) // it did not ask her anew
	})
}

func TestASecretGoesOnlyWhereItBelongs(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url).withKeys(home)
		op := h.openID("corp", func(p *org.Provider) { p.LinksByName = true })
		elsewhere := providertest.StartOpenID(t, home, "corp")
		list, err := h.Providers(h.program())
		ok(t, err)
		p := list[0]
		if p.Secret != "" || !p.HasSecret || p.Redirect != home+"/log-in/corp" {
			t.Error("it tells of itself ", p)
		}
		all := func(test *org.ProviderTest) (good bool) {
			return !slices.ContainsFunc(test.Findings, func(f provider.Finding) bool { return !f.OK })
		}
		test, err := h.TestProvider(h.program(), p, "")
		if ok(t, err); !all(test) {
			t.Error("the test fails: ", test.Findings)
		}
		nowhere := p
		nowhere.OIDC = &provider.OIDC{Issuer: op.Issuer + "/elsewhere", ClientID: providertest.Client}
		test, err = h.TestProvider(h.program(), nowhere, "")
		if ok(t, err); all(test) {
			t.Error("where no provider is the test passes: ", test.Findings)
		}
		moved := p
		moved.OIDC = &provider.OIDC{Issuer: elsewhere.Issuer, ClientID: providertest.Client}
		_, err = h.SetProvider(h.program(), moved)
		refused(t, err, fault.Invalid)
		h.person("wang.fang", "east", org.FrontDesk, org.ScopeUnit)
		op.Has("1", wang())
		l, err := h.by(op, "corp", "wang.fang")
		ok(t, err)
		moved.Secret = "another"
		_, err = h.SetProvider(h.program(), moved)
		refused(t, err, fault.Conflict) // accounts are linked
		h.resets("corp", func(p *org.Provider) { p.Enabled = false })
		if a, _, err := h.BySession(h.today(), l.Cookie); err != nil || a != nil {
			t.Error("a session goes on by a provider that is off: ", a, err)
		}
		ok(t, h.RemoveProvider(h.program(), "corp"))
		_, err = h.SetProvider(h.program(), p)
		refused(t, err, fault.Invalid)
	})
}

func FuzzComingBack(f *testing.F) {
	f.Add("corp", "state", "code", "", "")
	f.Add("corp", "", "", "https://evil.example.com", "access_denied")
	f.Fuzz(func(t *testing.T, name, state, code, iss, failed string) {
		clients := &provider.Clients{}
		o := &provider.OIDC{Issuer: "http://127.0.0.1:1", ClientID: "x"}
		who, err := clients.Identify(t.Context(), o, "", provider.Asking{Redirect: home, State: state}, provider.Answer{Code: code, Iss: iss, Error: failed}, start)
		if err == nil || who != nil {
			t.Fatal("somebody is known whom no provider has named")
		}
	})
}
