package app_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/secret"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// stranger is somebody at a browser who has not logged in.
func (h *house) stranger() *seat {
	jar, _ := cookiejar.New(nil)
	return &seat{t: h.t, url: h.url, http: &http.Client{Jar: jar}}
}

func (h *house) openWithKeys() *house {
	h.t.Helper()
	keys, err := secret.New([]byte(strings.Repeat("k", 32)))
	if err != nil {
		h.t.Fatal(err)
	}
	if err := h.app.Org.UseFactors(keys, "https://desk.example"); err != nil {
		h.t.Fatal(err)
	}
	h.person(org.AsProgram(context.Background()), "keeper", "总部", org.Admin, org.ScopeAll)
	h.person(org.AsProgram(context.Background()), "officer", "总部", org.Security, org.ScopeAll)
	return h
}

// rules changes the log-in rules as somebody who may.
func (s *seat) rules(status int, change func(rules map[string]any)) map[string]any {
	s.t.Helper()
	rules := s.want(200, "GET", "/security/rules", "")
	change(rules)
	body, err := json.Marshal(rules)
	if err != nil {
		s.t.Fatal(err)
	}
	return s.want(status, "PUT", "/security/rules", string(body))
}

func because(t *testing.T, problem map[string]any, reason string) {
	t.Helper()
	if problem["reason"] != reason {
		t.Errorf("the reason is %v, not %s", problem["reason"], reason)
	}
}

func code(t *testing.T, secret any, after time.Duration) string {
	t.Helper()
	code, err := totp.GenerateCode(secret.(string), time.Now().Add(after))
	if err != nil {
		t.Fatal(err)
	}
	return code
}

func TestLoggingInWithASecondFactor(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		h := open(t, database).openWithKeys()
		desk := h.seat("desk")
		made := desk.want(201, "POST", "/security/totp", `{"name":"手机"}`)
		desk.want(422, "POST", "/security/totp/"+made["id"].(string)+"/confirm", `{"code":"000000"}`)
		added := desk.want(200, "POST", "/security/totp/"+made["id"].(string)+"/confirm", fmt.Sprintf(`{"code":%q}`, code(t, made["secret"], -30*time.Second)))
		codes := added["recoveryCodes"].([]any)

		again := h.stranger()
		more := again.want(202, "POST", "/session", fmt.Sprintf(`{"login":"desk","password":%q}`, password))
		if fmt.Sprint(more["factors"]) != "[totp recovery]" {
			t.Errorf("needed is %v", more)
		}
		again.want(401, "GET", "/session", "") // half a log-in may do nothing
		again.want(401, "GET", "/tickets", "")
		again.want(401, "POST", "/security/recovery-codes", "")
		again.want(422, "POST", "/session/code", `{"code":"000000"}`)
		me := again.want(200, "POST", "/session/code", fmt.Sprintf(`{"code":%q}`, code(t, made["secret"], 0)))
		again.csrf = me["csrfToken"].(string)
		again.want(200, "GET", "/tickets", "")
		because(t, again.want(409, "POST", "/session/code", fmt.Sprintf(`{"code":%q}`, codes[0])), "expired")

		third := h.stranger()
		third.want(202, "POST", "/session", fmt.Sprintf(`{"login":"desk","password":%q}`, password))
		third.csrf = third.want(200, "POST", "/session/code", fmt.Sprintf(`{"code":%q}`, codes[0]))["csrfToken"].(string)
		mine := third.want(200, "GET", "/security", "")
		if mine["recoveryLeft"] != 9.0 {
			t.Errorf("left are %v", mine["recoveryLeft"])
		}
		sessions := items(third.want(200, "GET", "/security/sessions", ""))
		if len(sessions) != 3 || sessions[0]["current"] != true {
			t.Errorf("sessions: %v", sessions)
		}
		for _, one := range items(h.seat("keeper").want(200, "GET", "/staff", "")) {
			if guard := one["guard"].(map[string]any); (guard["factor"] == "totp") != (one["login"] == "desk") || guard["locked"] != false {
				t.Errorf("%v is guarded by %v", one["login"], guard)
			}
		}
		if one := items(third.want(200, "GET", "/staff?q=desk", ""))[0]; one["guard"] != nil {
			t.Errorf("a colleague sees how the account is guarded: %v", one)
		}
		third.want(204, "DELETE", "/security/sessions", "")
		again.want(401, "GET", "/tickets", "")
		h.checkCookies(fmt.Sprintf(`{"login":"radio","password":%q}`, password), org.SessionCookie)
		h.checkCookies(fmt.Sprintf(`{"login":"desk","password":%q}`, password), org.HalfCookie)
		challenge := h.stranger().want(200, "POST", "/session/passkey/challenge", "")
		if options := challenge["publicKey"].(map[string]any); options["rpId"] != "desk.example" || options["userVerification"] != "required" {
			t.Errorf("asked is %v", options)
		}
		h.stranger().want(422, "POST", "/session/passkey", `{}`)
		h.stranger().want(409, "POST", "/session/passkey", `{"credential":{}}`)
	})
}

// checkCookies looks whether a log-in over TLS keeps its secret where no script and no plain connection gets at it.
func (h *house) checkCookies(body, name string) {
	h.t.Helper()
	r, err := http.NewRequestWithContext(h.t.Context(), "POST", h.url+"/api/v1/session", strings.NewReader(body))
	if err != nil {
		h.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Forwarded-Proto", "https")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		h.t.Fatal(err)
	}
	answer.Body.Close()
	for _, c := range answer.Cookies() {
		if c.Name == name && c.Value != "" {
			if !c.HttpOnly || !c.Secure || c.SameSite != http.SameSiteStrictMode {
				h.t.Errorf("the cookie is %v", c)
			}
			return
		}
	}
	h.t.Errorf("no %s among %v", name, answer.Cookies())
}

func TestWhatIsOwedComesBeforeAllElse(t *testing.T) {
	h := open(t, "sqlite://"+storetest.SQLitePath(t)).openWithKeys()
	keeper, officer, desk := h.seat("keeper"), h.seat("officer"), h.seat("desk")
	refusal := officer.rules(422, func(r map[string]any) { r["require"] = map[string]any{"security": "any"} })
	if field(t, refusal) != "body.require.security" {
		t.Error(refusal)
	}
	officer.rules(200, func(r map[string]any) { r["require"] = map[string]any{"frontdesk": "any"} })
	because(t, desk.want(403, "GET", "/tickets", ""), "factor")
	because(t, desk.want(403, "POST", "/tokens", `{"name":"x"}`), "factor")
	if me := desk.want(200, "GET", "/session", ""); me["owes"] != "factor" {
		t.Errorf("owed is %v", me["owes"])
	}
	made := desk.want(201, "POST", "/security/totp", `{"name":"手机"}`)
	desk.want(200, "POST", "/security/totp/"+made["id"].(string)+"/confirm", fmt.Sprintf(`{"code":%q}`, code(t, made["secret"], 0)))
	desk.want(200, "GET", "/tickets", "")
	if me := desk.want(200, "GET", "/session", ""); me["owes"] != nil {
		t.Errorf("owed is %v", me["owes"])
	}

	gateway := items(keeper.want(200, "GET", "/staff?q=gateway", ""))[0]
	once := keeper.want(200, "POST", "/staff/"+gateway["id"].(string)+"/password", "")["password"].(string)
	person := h.stranger()
	me := person.want(200, "POST", "/session", fmt.Sprintf(`{"login":"gateway","password":%q}`, once))
	person.csrf = me["csrfToken"].(string)
	because(t, person.want(403, "GET", "/handoffs", ""), "password")
	person.want(422, "PUT", "/security/password", fmt.Sprintf(`{"old":%q,"password":"short"}`, once))
	person.want(204, "PUT", "/security/password", fmt.Sprintf(`{"old":%q,"password":"seven-green-herons"}`, once))
	person.want(200, "GET", "/handoffs", "")
}

func TestEveryRequestIsMadeFromANetworkThatIsAllowed(t *testing.T) {
	h := open(t, "sqlite://"+storetest.SQLitePath(t)).openWithKeys()
	keeper, officer, desk := h.seat("keeper"), h.seat("officer"), h.seat("desk")
	refusal := officer.rules(422, func(r map[string]any) { r["networks"] = []string{"10.0.0.0/8"} })
	says(t, refusal, "127.0.0.1")
	officer.rules(200, func(r map[string]any) { r["roleNetworks"] = map[string]any{"frontdesk": []string{"10.0.0.0/8"}} })
	because(t, desk.want(403, "GET", "/tickets", ""), "network")
	because(t, h.stranger().want(403, "POST", "/session", fmt.Sprintf(`{"login":"desk","password":%q}`, password)), "network")
	keeper.want(200, "GET", "/tickets", "")
	answer, err := http.Get(h.url + "/portal/")
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Errorf("customers are kept out too: %v, %v", answer, err)
	}
	answer.Body.Close()
}

func TestTheAccountForEmergenciesIsSeenByItsKeepers(t *testing.T) {
	h := open(t, "sqlite://"+storetest.SQLitePath(t)).openWithKeys()
	ctx := org.AsProgram(context.Background())
	const strong = "seventeen-green-herons"
	glass, err := h.app.Org.AddStaff(ctx, org.NewStaff{Login: "glass", Name: "应急", UnitID: h.units["总部"], Password: strong,
		Posts: []org.NewPost{{Role: org.Admin, UnitID: h.units["总部"], Scope: org.ScopeAll}}})
	if err != nil {
		t.Fatal(err)
	}
	keeper, officer, desk := h.seat("keeper"), h.seat("officer"), h.seat("desk")
	officer.rules(200, func(r map[string]any) { r["breakGlass"] = glass.ID })
	h.stranger().want(200, "POST", "/session", fmt.Sprintf(`{"login":"glass","password":%q}`, strong))
	uses := items(keeper.want(200, "GET", "/security/break-glass", ""))
	notices := items(keeper.want(200, "GET", "/notifications", ""))
	if len(uses) != 1 || len(notices) != 1 || notices[0]["kind"] != "breakglass.used" {
		t.Fatalf("uses %v, notices %v", uses, notices)
	}
	desk.want(403, "GET", "/security/break-glass", "")
	path := "/security/break-glass/" + uses[0]["id"].(string) + "/acknowledge"
	keeper.want(422, "POST", path, `{"reason":""}`)
	keeper.want(204, "POST", path, `{"reason":"演练"}`)
	if uses := items(keeper.want(200, "GET", "/security/break-glass", "")); len(uses) != 0 {
		t.Errorf("uses %v", uses)
	}
}
