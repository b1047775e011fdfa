package org_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

func TestARoleCanRequireASecondFactor(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url).withKeys(site)
		p := h.person("lin", "hq", org.FrontDesk, org.ScopeUnit)
		_, secret, err := h.AddToken(h.program(), p.ID, "对接", time.Time{})
		ok(t, err)
		l := h.in("lin", 0)
		owes := func(l *org.Login, after time.Duration) org.Owed {
			return org.From(h.session(l, after)).Owes
		}
		if owes(l, 0) != org.OwesNothing {
			t.Error("something is owed without a rule")
		}
		h.rules(func(r *org.Rules) { r.Require[org.FrontDesk] = org.AnyFactor })
		if owes(l, 0) != org.OwesFactor || h.in("lin", 0).Actor.Owes != org.OwesFactor {
			t.Error("no second factor is owed")
		}
		if a, err := h.ByToken(h.at(0), secret); err != nil || a.Owes != org.OwesNothing {
			t.Errorf("a token owes %v, %v", a.Owes, err)
		}
		key, _ := h.authenticator(l, 0)
		if owes(l, 0) != org.OwesNothing {
			t.Error("it is still owed")
		}
		mine, err := h.ProtectionOf(h.session(l, 0), p.ID)
		ok(t, err)
		refused(t, h.RemoveFactor(h.session(l, 0), mine.Factors[0].ID), fault.Conflict)
		h.rules(func(r *org.Rules) { r.Require[org.FrontDesk] = org.OnlyPasskey })
		if owes(l, 0) != org.OwesPasskey {
			t.Error("no passkey is owed")
		}
		half, err := h.LogIn(h.from(desk, time.Minute), "lin", password)
		ok(t, err)
		in, err := h.FinishWithCode(h.from(desk, time.Minute), half.Half, h.code(key, time.Minute))
		ok(t, err)
		if in.Actor.Owes != org.OwesPasskey {
			t.Error("who has no passkey yet cannot log in to add one")
		}
		h.rules(func(r *org.Rules) { r.Require = nil })
		ok(t, h.RemoveFactor(h.session(l, 0), mine.Factors[0].ID))
		if mine, err = h.ProtectionOf(h.session(l, 0), p.ID); err != nil || len(mine.Factors) > 0 || mine.RecoveryLeft > 0 {
			t.Errorf("after the last factor is gone: %+v, %v", mine, err)
		}
		_, codes := h.authenticator(l, 0)
		if len(codes) == 0 {
			t.Error("no recovery codes come with the first factor")
		}
		ok(t, h.ResetFactors(h.program(), p.ID))
		if a, _, err := h.BySession(h.at(0), l.Cookie); err != nil || a != nil {
			t.Errorf("who has lost his factors is still logged in: %v", err)
		}
		h.in("lin", time.Minute)
	})
}

func TestAnAccountIsLockedAfterTooManyFailures(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		p := h.person("lin", "hq", org.FrontDesk, org.ScopeUnit)
		chief := h.person("chief", "hq", org.Admin, org.ScopeAll)
		h.rules(func(r *org.Rules) { r.Lock = org.LockRules{Failures: 6, Within: 10, For: 20}; r.BreakGlass = "" })
		guess := func(address string, n int, after time.Duration) {
			t.Helper()
			for range n {
				_, err := h.LogIn(h.from(address, after), "lin", "wrong-password")
				refused(t, err, fault.Unauthenticated)
			}
		}
		guess("192.0.2.1", 3, 0)
		guess("192.0.2.2", 3, time.Minute)
		_, err := h.LogIn(h.from(desk, 2*time.Minute), "lin", password)
		reason(t, err, fault.TooMany, "locked")
		if n, detail := h.audited("account.locked"); n != 1 || !strings.Contains(detail, `"count":6`) {
			t.Errorf("the audit log says %d times %s", n, detail)
		}
		ok(t, h.Unlock(h.program(), p.ID))
		h.in("lin", 2*time.Minute)
		refused(t, h.Unlock(h.session(h.in("lin", 2*time.Minute), 2*time.Minute), chief.ID), fault.Forbidden)
		// Those who have locked it once cannot do so again for a day.
		guess("192.0.2.1", 2, 3*time.Minute)
		guess("192.0.2.2", 2, 4*time.Minute)
		guess("192.0.2.1", 1, 30*time.Minute)
		guess("192.0.2.2", 1, 31*time.Minute)
		h.in("lin", 31*time.Minute)
		guess("192.0.2.3", 4, 32*time.Minute)
		h.in("lin", 32*time.Minute)
		guess("192.0.2.4", 2, 33*time.Minute)
		_, err = h.LogIn(h.from(desk, 34*time.Minute), "lin", password)
		reason(t, err, fault.TooMany, "locked")
		h.in("lin", 54*time.Minute) // the lock is over
		// A name that no account has is answered in the same way.
		for i := range 6 {
			_, err := h.LogIn(h.from("192.0.2."+string(rune('5'+i%2)), 0), "nobody", "wrong-password")
			refused(t, err, fault.Unauthenticated)
		}
		_, err = h.LogIn(h.from(desk, 0), "nobody", "wrong-password")
		reason(t, err, fault.TooMany, "locked")
	})
}

func TestFailedLogInsAreAuditedOnceAMinute(t *testing.T) {
	h := newHouse(t, "sqlite://"+storetest.SQLitePath(t))
	h.person("lin", "hq", org.FrontDesk, org.ScopeUnit)
	wrong := func(after time.Duration) {
		t.Helper()
		_, err := h.LogIn(h.from(desk, after), "lin", "wrong-password")
		refused(t, err, fault.Unauthenticated)
	}
	for i := range 4 {
		wrong(time.Duration(i) * time.Second)
	}
	if n, detail := h.audited("login.failed"); n != 1 || !strings.Contains(detail, `"count":1`) {
		t.Errorf("%d entries, the last %s", n, detail)
	}
	wrong(2 * time.Minute)
	if n, detail := h.audited("login.failed"); n != 2 || !strings.Contains(detail, `"count":4`) {
		t.Errorf("%d entries, the last %s", n, detail)
	}
	h.in("lin", 4*time.Minute)
	h.in("lin", 5*time.Minute)
	if n, _ := h.audited("login.failed"); n != 2 {
		t.Errorf("%d entries", n)
	}
	l := h.in("lin", 5*time.Minute)
	ok(t, h.LogOut(h.session(l, 5*time.Minute), l.Cookie))
	if n, _ := h.audited("logout"); n != 1 {
		t.Error("the audit log does not tell that somebody logs out")
	}
}

func TestSessionsEndByTheRules(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		h.person("lin", "hq", org.FrontDesk, org.ScopeUnit)
		h.rules(func(r *org.Rules) { r.Sessions = org.SessionRules{Idle: 30, Hours: 2, Most: 2} })
		holds := func(l *org.Login, after time.Duration) bool {
			a, _, err := h.BySession(h.at(after), l.Cookie)
			ok(t, err)
			return a != nil
		}
		idle := h.in("lin", 0)
		if !holds(idle, 30*time.Minute) || holds(idle, 61*time.Minute) {
			t.Error("half an hour without use does not end a session")
		}
		used := h.in("lin", 0)
		for m := 20; m <= 120; m += 20 {
			if !holds(used, time.Duration(m)*time.Minute) {
				t.Errorf("a used session ended after %d minutes", m)
			}
		}
		if holds(used, 121*time.Minute) {
			t.Error("a session holds longer than two hours")
		}
		a, b, c := h.in("lin", 3*time.Hour), h.in("lin", 3*time.Hour+time.Second), h.in("lin", 3*time.Hour+2*time.Second)
		if at := 3*time.Hour + 3*time.Second; holds(a, at) || !holds(b, at) || !holds(c, at) {
			t.Error("of three sessions the two newest were to stay")
		}
		h.rules(func(r *org.Rules) { r.Sessions.Most = 1 })
		d := h.in("lin", 3*time.Hour+2*time.Second) // in the same moment as another
		if at := 3*time.Hour + 3*time.Second; holds(b, at) || holds(c, at) || !holds(d, at) {
			t.Error("the newest was to stay")
		}
	})
}

func TestNetworksAreChecked(t *testing.T) {
	h := newHouse(t, "sqlite://"+storetest.SQLitePath(t))
	h.person("chief", "hq", org.Security, org.ScopeAll)
	h.person("lin", "hq", org.FrontDesk, org.ScopeUnit)
	l := h.in("chief", 0)
	save := func(change func(*org.Rules)) error {
		rules, err := h.LogInRules(h.session(l, 0))
		ok(t, err)
		changed := *rules
		change(&changed)
		_, err = h.SetLogInRules(h.session(l, 0), changed)
		return err
	}
	refused(t, save(func(r *org.Rules) { r.Networks = []string{"10.0.0.0/8"} }), fault.Invalid)
	refused(t, save(func(r *org.Rules) { r.RoleNetworks = map[org.Role][]string{org.Security: {"10.0.0.1"}} }), fault.Invalid)
	refused(t, save(func(r *org.Rules) { r.Networks = []string{"10.0.0.0/33"} }), fault.Invalid)
	refused(t, save(func(r *org.Rules) { r.Require = map[org.Role]org.Requirement{org.Security: org.AnyFactor} }), fault.Invalid)
	refused(t, save(func(r *org.Rules) { r.Version = 7 }), fault.Conflict)
	ok(t, save(func(r *org.Rules) {
		r.Networks = []string{"198.51.100.0/24", "2001:db8::/32", "10.0.0.0/8"}
		r.RoleNetworks = map[org.Role][]string{org.FrontDesk: {"10.1.0.0/16"}}
	}))
	if n, detail := h.audited("rules.changed"); n != 1 || !strings.Contains(detail, `"before"`) || !strings.Contains(detail, "10.1.0.0/16") {
		t.Errorf("%d entries, %s", n, detail)
	}
	for from, want := range map[string][2]bool{desk: {true, false}, "10.1.2.3": {true, true}, "::ffff:10.1.2.3": {true, true}, "2001:db8::1": {true, false}, "192.0.2.1": {false, false}} {
		for i, login := range []string{"chief", "lin"} {
			_, err := h.LogIn(h.from(from, 0), login, password)
			if want[i] {
				ok(t, err)
			} else {
				reason(t, err, fault.Forbidden, "network")
			}
		}
	}
}

func TestTheAccountForEmergenciesRaisesAnAlarm(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		weak := h.person("weak", "hq", org.Admin, org.ScopeAll)
		h.person("chief", "hq", org.Admin, org.ScopeAll)
		const strong = "seventeen-green-herons"
		glass, err := h.AddStaff(h.program(), org.NewStaff{Login: "glass", Name: "应急", UnitID: h.units["hq"], Password: strong,
			Posts: []org.NewPost{{Role: org.Admin, UnitID: h.units["hq"], Scope: org.ScopeAll}}})
		ok(t, err)
		rules, err := h.LogInRules(h.program())
		ok(t, err)
		bad := *rules
		bad.BreakGlass = weak.ID
		_, err = h.SetLogInRules(h.program(), bad)
		refused(t, err, fault.Invalid)
		h.rules(func(r *org.Rules) {
			r.BreakGlass, r.Networks, r.Lock = glass.ID, []string{"10.0.0.0/8"}, org.LockRules{Failures: 2, Within: 10, For: 10}
			r.Require[org.Admin], r.Password.Days = org.OnlyPasskey, 1
		})
		_, _, err = h.AddToken(h.program(), glass.ID, "x", time.Time{})
		refused(t, err, fault.Conflict)
		var told []org.BreakGlassAlarm
		h.OnBreakGlass = func(_ context.Context, a org.BreakGlassAlarm) error { told = append(told, a); return nil }
		for range 4 {
			_, err := h.LogIn(h.from(desk, 0), "glass", "wrong-password")
			refused(t, err, fault.Unauthenticated)
		}
		l, err := h.LogIn(h.from(desk, 0), "glass", strong)
		ok(t, err) // from everywhere, never locked, without a second factor
		if l.Actor == nil || l.Actor.Owes != org.OwesNothing {
			t.Fatalf("%+v", l)
		}
		if len(told) != 1 || len(told[0].Keepers) != 2 || told[0].Address != desk {
			t.Fatalf("told are %+v", told)
		}
		if n, _ := h.audited("breakglass.used"); n != 1 {
			t.Errorf("%d entries", n)
		}
		h.rules(func(r *org.Rules) { r.Networks, r.Require = nil, nil })
		h.session(l, 5*time.Minute)
		keeper := h.session(h.in("chief", 0), 5*time.Minute)
		uses, err := h.BreakGlassUses(keeper)
		ok(t, err)
		if len(uses) != 1 || uses[0].Account != "应急" || !uses[0].SeenAt.Equal(start.Add(5*time.Minute)) {
			t.Fatalf("%+v", uses)
		}
		refused(t, h.AcknowledgeBreakGlass(h.session(l, 5*time.Minute), uses[0].ID, "x"), fault.Forbidden)
		refused(t, h.AcknowledgeBreakGlass(keeper, uses[0].ID, " "), fault.Invalid)
		ok(t, h.AcknowledgeBreakGlass(keeper, uses[0].ID, "身份系统停了"))
		refused(t, h.AcknowledgeBreakGlass(keeper, uses[0].ID, "身份系统停了"), fault.NotFound)
		if uses, err := h.BreakGlassUses(keeper); err != nil || len(uses) > 0 {
			t.Errorf("%v, %v", uses, err)
		}
		if l, err = h.LogIn(h.from(desk, 48*time.Hour), "glass", strong); err != nil || l.Actor.Owes != org.OwesNothing {
			t.Errorf("the password on paper has aged: %v", err)
		}
	})
}
