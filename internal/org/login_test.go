package org_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/pquerna/otp/totp"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/secret"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

const desk = "198.51.100.7"

// withKeys lets the house keep secrets, and know passkeys at an address.
func (h *house) withKeys(publicURL string) *house {
	h.t.Helper()
	keys, err := secret.New([]byte(strings.Repeat("k", 32)))
	ok(h.t, err)
	ok(h.t, h.UseFactors(keys, publicURL))
	return h
}

// in logs somebody in by his password alone.
func (h *house) in(login string, after time.Duration) *org.Login {
	h.t.Helper()
	l, err := h.LogIn(h.from(desk, after), login, password)
	ok(h.t, err)
	if l.Actor == nil {
		h.t.Fatalf("%s needs more: %v", login, l.Factors)
	}
	return l
}

// as is a request of a session, as the server sees it.
func (h *house) session(l *org.Login, after time.Duration) context.Context {
	h.t.Helper()
	a, _, err := h.BySession(h.at(after), l.Cookie)
	ok(h.t, err)
	if a == nil {
		h.t.Fatal("the session does not hold")
	}
	return org.With(h.from(desk, after), a)
}

func (h *house) code(secret string, after time.Duration) string {
	h.t.Helper()
	code, err := totp.GenerateCode(secret, start.Add(after))
	ok(h.t, err)
	return code
}

// authenticator gives a person an authenticator: its secret, and his recovery codes.
func (h *house) authenticator(l *org.Login, after time.Duration) (string, []string) {
	h.t.Helper()
	made, err := h.AddTOTP(h.session(l, after), "手机")
	ok(h.t, err)
	added, err := h.ConfirmTOTP(h.session(l, after), made.ID, h.code(made.Secret, after))
	ok(h.t, err)
	return made.Secret, added.RecoveryCodes
}

// rules changes the log-in rules as the program.
func (h *house) rules(change func(*org.Rules)) {
	h.t.Helper()
	rules, err := h.LogInRules(h.program())
	ok(h.t, err)
	changed := *rules
	change(&changed)
	_, err = h.SetLogInRules(h.program(), changed)
	ok(h.t, err)
}

// audited counts the entries of an action, and gives the newest.
func (h *house) audited(action string) (int, string) {
	h.t.Helper()
	entries, _, err := h.log.Find(h.t.Context(), audit.Filter{Actions: []string{action}}, nil, 1000)
	ok(h.t, err)
	if len(entries) == 0 {
		return 0, ""
	}
	newest := slices.MaxFunc(entries, func(a, b audit.Entry) int { return int(a.Seq - b.Seq) })
	return len(entries), newest.Detail
}

func reason(t *testing.T, err error, code fault.Code, want string) {
	t.Helper()
	refused(t, err, code)
	var f *fault.Error
	if f, _ = err.(*fault.Error); f == nil || f.Reason != want {
		t.Fatalf("the reason of %v is not %q", err, want)
	}
}

func TestASecondFactorIsAskedForOnceItIsConfirmed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url).withKeys(site)
		h.person("lin", "hq", org.FrontDesk, org.ScopeUnit)
		l := h.in("lin", 0)
		made, err := h.AddTOTP(h.session(l, 0), "手机")
		ok(t, err)
		if !strings.HasPrefix(made.Picture, "data:image/png;base64,") || !strings.HasPrefix(made.Address, "otpauth://totp/") {
			t.Errorf("the picture is %.40s, the address %s", made.Picture, made.Address)
		}
		h.in("lin", time.Second) // does not count yet
		_, err = h.ConfirmTOTP(h.session(l, 0), made.ID, "000000")
		refused(t, err, fault.Invalid)
		added, err := h.ConfirmTOTP(h.session(l, 0), made.ID, h.code(made.Secret, -30*time.Second)) // a clock that is behind
		ok(t, err)
		if len(added.RecoveryCodes) != 10 {
			t.Errorf("recovery codes: %v", added.RecoveryCodes)
		}
		half := func(after time.Duration) string {
			t.Helper()
			l, err := h.LogIn(h.from(desk, after), "lin", password)
			ok(t, err)
			if diff := cmp.Diff([]org.FactorKind{org.TOTP, org.Recovery}, l.Factors); diff != "" || l.Actor != nil || l.Cookie != "" {
				t.Fatalf("the password alone gives %+v: %s", l, diff)
			}
			return l.Half
		}
		at := time.Minute
		first := half(at)
		if a, _, err := h.BySession(h.at(at), first); err != nil || a != nil {
			t.Errorf("half a log-in is a session: %v, %v", a, err)
		}
		for _, wrong := range []string{"", "123", h.code(made.Secret, at-time.Minute), h.code(made.Secret, at+time.Minute)} {
			_, err := h.FinishWithCode(h.from(desk, at), first, wrong)
			refused(t, err, fault.Invalid)
		}
		in, err := h.FinishWithCode(h.from(desk, at), first, " "+h.code(made.Secret, at)[:3]+" "+h.code(made.Secret, at)[3:])
		ok(t, err)
		if in.Cookie == first || in.Cookie == l.Cookie {
			t.Error("the session has no secret of its own")
		}
		h.session(in, at)
		_, err = h.FinishWithCode(h.from(desk, at), first, h.code(made.Secret, at+30*time.Second))
		reason(t, err, fault.Conflict, "expired") // used up
		_, err = h.FinishWithCode(h.from(desk, at), half(at), h.code(made.Secret, at))
		refused(t, err, fault.Invalid) // the same code again
		_, err = h.FinishWithCode(h.from(desk, at+6*time.Minute), half(at), h.code(made.Secret, at+6*time.Minute))
		reason(t, err, fault.Conflict, "expired")
		if n, _ := h.audited("factor.added"); n != 1 {
			t.Errorf("the audit log tells %d times that a factor was added", n)
		}
	})
}

func TestARecoveryCodeIsGoodOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url).withKeys(site)
		p := h.person("lin", "hq", org.FrontDesk, org.ScopeUnit)
		_, codes := h.authenticator(h.in("lin", 0), 0)
		finish := func(code string, after time.Duration) (*org.Login, error) {
			l, err := h.LogIn(h.from(desk, after), "lin", password)
			ok(t, err)
			return h.FinishWithCode(h.from(desk, after), l.Half, code)
		}
		in, err := finish(strings.ToLower(strings.ReplaceAll(codes[3], "-", " ")), time.Minute)
		ok(t, err)
		_, err = finish(codes[3], time.Minute)
		refused(t, err, fault.Invalid)
		_, err = finish(codes[4], time.Minute)
		ok(t, err)
		mine, err := h.ProtectionOf(h.session(in, time.Minute), p.ID)
		ok(t, err)
		if mine.RecoveryLeft != 8 {
			t.Errorf("%d recovery codes are left", mine.RecoveryLeft)
		}
		if n, detail := h.audited("recovery.used"); n != 2 || detail != `{"left":8}` {
			t.Errorf("the audit log says %d times %s", n, detail)
		}
		_, err = h.NewRecoveryCodes(h.session(in, 12*time.Minute))
		reason(t, err, fault.Forbidden, "reauthenticate")
		fresh, err := h.NewRecoveryCodes(h.session(in, 2*time.Minute))
		ok(t, err)
		_, err = finish(codes[5], 3*time.Minute)
		refused(t, err, fault.Invalid)
		_, err = finish(fresh[0], 4*time.Minute)
		ok(t, err)
		var kept []string
		ok(t, h.db.Read(t.Context()).NewSelect().Table("recovery_code").Column("code").Scan(t.Context(), &kept))
		for _, code := range kept {
			if strings.Contains(code, strings.ReplaceAll(fresh[0], "-", "")) {
				t.Error("recovery codes are kept as they are")
			}
		}
		var sealed string
		ok(t, h.db.Read(t.Context()).NewSelect().Table("factor").Column("secret").Scan(t.Context(), &sealed))
		if !strings.HasPrefix(sealed, "1.") {
			t.Errorf("the authenticator's secret is kept as %s", sealed)
		}
	})
}

func TestWithoutAKeyNoAuthenticatorIsKept(t *testing.T) {
	h := newHouse(t, "sqlite://"+storetest.SQLitePath(t))
	h.person("lin", "hq", org.FrontDesk, org.ScopeUnit)
	_, err := h.AddTOTP(h.session(h.in("lin", 0), 0), "手机")
	refused(t, err, fault.Unavailable)
}

func TestSessionsAreSeenAndEnded(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		lin, chief := h.person("lin", "hq", org.FrontDesk, org.ScopeUnit), h.person("chief", "hq", org.Admin, org.ScopeAll)
		first, second, third := h.in("lin", 0), h.in("lin", time.Minute), h.in("lin", 2*time.Minute)
		views, err := h.Sessions(h.session(second, 3*time.Minute), lin.ID)
		ok(t, err)
		if len(views) != 3 || !views[0].Current || views[1].Current || views[0].Device != "Chrome · Windows" || views[0].Address != desk {
			t.Fatalf("%+v", views)
		}
		ok(t, h.EndSession(h.session(second, 3*time.Minute), lin.ID, views[1].ID))
		ok(t, h.EndSession(h.session(second, 3*time.Minute), lin.ID, views[1].ID)) // it has ended already
		if a, _, err := h.BySession(h.at(3*time.Minute), third.Cookie); err != nil || a != nil {
			t.Error("an ended session holds", err)
		}
		ok(t, h.EndSession(h.session(second, 3*time.Minute), lin.ID, ""))
		h.session(second, 3*time.Minute)
		if a, _, err := h.BySession(h.at(3*time.Minute), first.Cookie); err != nil || a != nil {
			t.Error("all others were to end", err)
		}
		refused(t, h.EndSession(h.session(second, 3*time.Minute), chief.ID, ""), fault.Forbidden)
		_, err = h.Sessions(h.session(second, 3*time.Minute), chief.ID)
		refused(t, err, fault.Forbidden)
		keeper := h.in("chief", 0)
		reason(t, h.EndSession(h.session(keeper, 11*time.Minute), lin.ID, ""), fault.Forbidden, "reauthenticate")
		ok(t, h.EndSession(h.session(keeper, time.Minute), lin.ID, ""))
		if a, _, err := h.BySession(h.at(3*time.Minute), second.Cookie); err != nil || a != nil {
			t.Error("the keeper has not ended it", err)
		}
	})
}

func TestSensitiveActsNeedAFreshProof(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url).withKeys(site)
		chief := h.person("chief", "hq", org.Admin, org.ScopeAll)
		lin := h.person("lin", "hq", org.FrontDesk, org.ScopeUnit)
		h.person("officer", "hq", org.Security, org.ScopeAll)
		l, officer := h.in("chief", 0), h.in("officer", 0)
		key, _ := h.authenticator(l, 0)
		posts := []org.NewPost{{Role: org.Supervisor, UnitID: h.units["hq"], Scope: org.ScopeUnit}}
		name := "林"
		acts := map[string]func(ctx context.Context) error{
			"an account": func(ctx context.Context) error {
				_, err := h.AddStaff(ctx, org.NewStaff{Login: "new", Name: "新", UnitID: h.units["hq"]})
				return err
			},
			"a token":   func(ctx context.Context) error { _, _, err := h.AddToken(ctx, chief.ID, "x", time.Time{}); return err },
			"a factor":  func(ctx context.Context) error { _, err := h.AddTOTP(ctx, "x"); return err },
			"a reset":   func(ctx context.Context) error { return h.ResetFactors(ctx, lin.ID) },
			"a word":    func(ctx context.Context) error { _, err := h.ResetPassword(ctx, lin.ID); return err },
			"an unlock": func(ctx context.Context) error { return h.Unlock(ctx, lin.ID) },
		}
		_, secret, err := h.AddToken(h.program(), chief.ID, "对接", time.Time{})
		ok(t, err)
		program, err := h.ByToken(h.at(0), secret)
		ok(t, err)
		for what, act := range acts {
			if err := act(h.session(l, 11*time.Minute)); !fault.Is(err, fault.Forbidden) || err.(*fault.Error).Reason != "reauthenticate" {
				t.Errorf("%s: %v", what, err)
			}
			if err := act(org.With(h.at(0), program)); !fault.Is(err, fault.Forbidden) || err.(*fault.Error).Reason != "" {
				t.Errorf("%s by a token: %v", what, err)
			}
		}
		at := 11 * time.Minute
		renamed, err := h.ChangeStaff(h.session(l, at), lin.ID, org.StaffChange{Name: &name, Version: lin.Version})
		ok(t, err) // not sensitive
		lin = renamed
		refused(t, h.Prove(h.session(l, at), org.Proof{Password: "wrong"}), fault.Invalid)
		refused(t, h.Prove(h.session(l, at), org.Proof{}), fault.Invalid)
		refused(t, h.Prove(h.session(l, at), org.Proof{Code: h.code(key, 0)}), fault.Invalid)
		ok(t, h.Prove(h.session(l, at), org.Proof{Code: h.code(key, at)}))
		ok(t, acts["an unlock"](h.session(l, at)))
		rights := func(after time.Duration) error {
			_, err := h.ChangeStaff(h.session(officer, after), lin.ID, org.StaffChange{Posts: &posts, Version: lin.Version})
			return err
		}
		reason(t, rights(at), fault.Forbidden, "reauthenticate")
		_, err = h.SetLogInRules(h.session(officer, at), org.Rules{})
		reason(t, err, fault.Forbidden, "reauthenticate")
		ok(t, h.Prove(h.session(officer, at), org.Proof{Password: password}))
		ok(t, rights(at))
		ok(t, h.Prove(h.session(l, 30*time.Minute), org.Proof{Password: password}))
		ok(t, acts["a reset"](h.session(l, 40*time.Minute)))
		reason(t, acts["a reset"](h.session(l, 41*time.Minute)), fault.Forbidden, "reauthenticate")
	})
}

func TestAPasswordIsChangedByOneselfAndReset(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		p := h.person("lin", "hq", org.FrontDesk, org.ScopeUnit)
		l, other := h.in("lin", 0), h.in("lin", 0)
		refused(t, h.ChangePassword(h.session(l, 0), "wrong-password", "another-tall-tree"), fault.Invalid)
		refused(t, h.ChangePassword(h.session(l, 0), password, password), fault.Invalid)
		for _, weak := range []string{"short", "password1234", "Lin-LIN-9x", "qwertyuiop", strings.Repeat("x", 300)} {
			refused(t, h.ChangePassword(h.session(l, 0), password, weak), fault.Invalid)
		}
		ok(t, h.ChangePassword(h.session(l, 0), password, "another-tall-tree"))
		h.session(l, 0)
		if a, _, err := h.BySession(h.at(0), other.Cookie); err != nil || a != nil {
			t.Error("other sessions go on with the old password", err)
		}
		refused(t, h.ChangePassword(h.session(l, time.Second), "another-tall-tree", password), fault.Invalid)
		once, err := h.ResetPassword(h.program(), p.ID)
		ok(t, err)
		in, err := h.LogIn(h.from(desk, 0), "lin", once)
		ok(t, err)
		if in.Actor.Owes != org.OwesPassword {
			t.Error("a password for one log-in need not be changed")
		}
		ok(t, h.ChangePassword(h.session(in, 0), once, "a-third-green-word"))
		if org.From(h.session(in, 0)).Owes != org.OwesNothing {
			t.Error("something is still owed")
		}
		chief := h.person("chief", "hq", org.Admin, org.ScopeAll)
		actor, err := h.Actor(h.at(0), chief.ID)
		ok(t, err)
		_, err = h.AddStaff(org.With(h.at(0), actor), org.NewStaff{Login: "wu", Name: "吴", UnitID: h.units["hq"], Password: password})
		ok(t, err)
		if h.in("wu", 0).Actor.Owes != org.OwesPassword {
			t.Error("what an administrator has chosen may be kept")
		}
		h.rules(func(r *org.Rules) { r.Password.Days = 30; r.Password.FirstChange = false })
		if in, err = h.LogIn(h.from(desk, 29*24*time.Hour), "lin", "a-third-green-word"); err != nil || in.Actor.Owes != org.OwesNothing {
			t.Errorf("a password of 29 days: %v, %v", in, err)
		}
		if in, err = h.LogIn(h.from(desk, 31*24*time.Hour), "lin", "a-third-green-word"); err != nil || in.Actor.Owes != org.OwesPassword {
			t.Errorf("a password of 31 days: %v, %v", in, err)
		}
	})
}

func TestADeviceIsSaidPlainly(t *testing.T) {
	for agent, want := range map[string]string{
		chrome: "Chrome · Windows",
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15":               "Safari · macOS",
		"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0":                                                              "Firefox · Linux",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0":       "Edge · Windows",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49": "微信 WeChat · iPhone",
		"Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36 HuaweiBrowser/15.0":     "Huawei · Android",
		"": "", "x": "",
	} {
		if got := org.Device(agent); got != want {
			t.Errorf("%q is %q, want %q", agent, got, want)
		}
	}
}
