package app_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xingfu/xingfu/internal/app"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

const password = "a-long-password"

// house is a running program with a small operator in it: a front desk, two technical units, and
// somebody of each role.
type house struct {
	t       *testing.T
	app     *app.App
	handler http.Handler
	url     string
	units   map[string]string
}

func open(t *testing.T, database string) *house {
	t.Helper()
	config := app.Config{DatabaseURL: database}
	if path, ok := strings.CutPrefix(database, "sqlite://"); ok {
		config = app.Config{Data: strings.TrimSuffix(path, ".db")}
	}
	a, err := app.Open(t.Context(), config, "test")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.Close)
	handler := a.Handler(t.Context())
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	h := &house{t: t, app: a, handler: handler, url: server.URL, units: map[string]string{}}
	h.settle()
	return h
}

func (h *house) settle() {
	ctx := org.AsProgram(context.Background())
	root := h.unit(ctx, "总部", "", org.Headquarters)
	h.unit(ctx, "客服中心", root, org.Centre)
	h.unit(ctx, "信关站组", root, org.Team, "gateway", "space")
	h.unit(ctx, "射频组", root, org.Team, "antenna", "terminal")
	h.person(ctx, "desk", "客服中心", org.FrontDesk, org.ScopeUnit)
	h.person(ctx, "gateway", "信关站组", org.Engineer, org.ScopeUnit)
	h.person(ctx, "radio", "射频组", org.Engineer, org.ScopeUnit)
	h.person(ctx, "chief", "总部", org.Supervisor, org.ScopeAll)
	h.person(ctx, "auditor", "总部", org.Auditor, org.ScopeAll)
}

func (h *house) unit(ctx context.Context, name, parent string, kind org.UnitKind, links ...string) string {
	u, err := h.app.Org.AddUnit(ctx, org.NewUnit{Name: name, ParentID: parent, Kind: kind, Links: links})
	if err != nil {
		h.t.Fatal(err)
	}
	h.units[name] = u.ID
	return u.ID
}

func (h *house) person(ctx context.Context, login, unit string, role org.Role, scope org.Scope) {
	_, err := h.app.Org.AddStaff(ctx, org.NewStaff{Login: login, Name: login, UnitID: h.units[unit], Password: password,
		Posts: []org.NewPost{{Role: role, UnitID: h.units[unit], Scope: scope}}})
	if err != nil {
		h.t.Fatal(err)
	}
}

// seat is somebody at his browser.
type seat struct {
	t    *testing.T
	url  string
	http *http.Client
	csrf string
}

func (h *house) seat(login string) *seat {
	h.t.Helper()
	jar, _ := cookiejar.New(nil)
	s := &seat{t: h.t, url: h.url, http: &http.Client{Jar: jar}}
	me := s.want(200, "POST", "/session", fmt.Sprintf(`{"login":%q,"password":%q}`, login, password))
	s.csrf = me["csrfToken"].(string)
	return s
}

func (s *seat) do(method, path, body string, headers ...string) (int, map[string]any) {
	s.t.Helper()
	var reader io.Reader
	if body != "" {
		reader = bytes.NewReader([]byte(body))
	}
	r, err := http.NewRequestWithContext(s.t.Context(), method, s.url+"/api/v1"+path, reader)
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-CSRF-Token", s.csrf)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := s.http.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close()
	out := map[string]any{}
	if !strings.Contains(answer.Header.Get("Content-Type"), "json") { // a file, or nothing
		return answer.StatusCode, out
	}
	if err := json.NewDecoder(answer.Body).Decode(&out); err != nil && err != io.EOF {
		s.t.Fatalf("%s %s: %v", method, path, err)
	}
	if len(out) > 0 {
		checkDescribed(s.t, method, path, strconv.Itoa(answer.StatusCode), out)
	}
	return answer.StatusCode, out
}

func (s *seat) want(status int, method, path, body string, headers ...string) map[string]any {
	s.t.Helper()
	got, out := s.do(method, path, body, headers...)
	if got != status {
		s.t.Fatalf("%s %s %s: status %d, want %d: %v", method, path, body, got, status, out)
	}
	return out
}

// says checks that a problem's sentence holds every word.
func says(t *testing.T, problem map[string]any, words ...string) {
	t.Helper()
	for _, word := range words {
		if detail, _ := problem["detail"].(string); !strings.Contains(detail, word) {
			t.Errorf("the problem says %q, not %q", detail, word)
		}
	}
}

func field(t *testing.T, problem map[string]any) string {
	t.Helper()
	errors, _ := problem["errors"].([]any)
	if len(errors) == 0 {
		t.Fatalf("no field is named: %v", problem)
	}
	return errors[0].(map[string]any)["location"].(string)
}

func items(out map[string]any) []map[string]any {
	var list []map[string]any
	for _, item := range out["items"].([]any) {
		list = append(list, item.(map[string]any))
	}
	return list
}

const fault = `{"kind":"fault","subject":"船载站接收中断","description":"出海后没有信号","channel":"phone"}`

func TestTheLoopOverTheAPI(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		h := open(t, database)
		desk, gateway, radio := h.seat("desk"), h.seat("gateway"), h.seat("radio")
		ticket := desk.want(201, "POST", "/tickets", fault, "Idempotency-Key", "call-1")
		again := desk.want(201, "POST", "/tickets", fault, "Idempotency-Key", "call-1")
		if ticket["id"] != again["id"] {
			t.Error("a repeated call made a second ticket")
		}
		path := "/tickets/" + ticket["id"].(string)
		says(t, desk.want(409, "POST", path+"/close", ""), "原因", "责任环节")
		says(t, desk.want(409, "POST", path+"/callback", `{"outcome":"confirmed"}`), "处理")
		gateway.want(404, "GET", path, "")

		body := fmt.Sprintf(`{"unitIds":[%q,%q],"links":["gateway","antenna"],"request":"请查"}`, h.units["信关站组"], h.units["射频组"])
		handoffs := items(desk.want(201, "POST", path+"/handoffs", body))
		byUnit := map[any]string{}
		for _, one := range handoffs {
			byUnit[one["unitId"]] = "/handoffs/" + one["id"].(string)
		}
		gatewayPath, radioPath := byUnit[h.units["信关站组"]], byUnit[h.units["射频组"]]
		resolution := `{"cause":"pointing","link":"antenna","summary":"重新对星后恢复。"}`
		says(t, desk.want(409, "POST", path+"/resolve", resolution), "流转单", "剩")
		gateway.want(403, "POST", radioPath+"/accept", "")
		gateway.want(200, "POST", gatewayPath+"/accept", "")
		gateway.want(409, "POST", gatewayPath+"/accept", "")
		gateway.want(200, "POST", gatewayPath+"/finish", `{"result":"信关站正常","links":[{"link":"gateway","state":"cleared"}]}`)
		desk.want(200, "POST", radioPath+"/urge", "")
		says(t, desk.want(409, "POST", radioPath+"/urge", ""), "分钟")
		radio.want(200, "POST", radioPath+"/finish", `{"result":"天线偏了 0.7 度","links":[{"link":"antenna","state":"faulty"}]}`)

		if got := field(t, desk.want(422, "POST", path+"/resolve", `{"cause":"nonsense","link":"antenna","summary":"好了"}`)); got != "body.cause" {
			t.Errorf("the wrong field is %s, want body.cause", got)
		}
		desk.want(200, "POST", path+"/resolve", resolution)
		says(t, desk.want(409, "POST", path+"/close", ""), "客户")
		refused := desk.want(200, "POST", path+"/callback", `{"outcome":"refused","note":"还是没有信号"}`)
		if refused["status"] != "open" || refused["reopened"] != 1.0 {
			t.Errorf("a refused repair leaves status %v, reopened %v", refused["status"], refused["reopened"])
		}
		desk.want(200, "POST", path+"/resolve", resolution)
		desk.want(200, "POST", path+"/callback", `{"outcome":"confirmed","note":"好了"}`)
		if closed := desk.want(200, "POST", path+"/close", ""); closed["status"] != "closed" {
			t.Errorf("the ticket is %v, want closed", closed["status"])
		}
		story := items(desk.want(200, "GET", path+"/events", ""))
		for i, event := range story {
			if event["seq"] != float64(i+1) {
				t.Fatalf("event %d has the number %v", i+1, event["seq"])
			}
		}
		if last := story[len(story)-1]["kind"]; last != "ticket.closed" {
			t.Errorf("the story ends with %v", last)
		}
	})
}

func TestRefusalsOverTheAPI(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		h := open(t, database)
		desk, auditor := h.seat("desk"), h.seat("auditor")
		ticket := desk.want(201, "POST", "/tickets", fault)
		path := "/tickets/" + ticket["id"].(string)

		nobody := &seat{t: t, url: h.url, http: &http.Client{}}
		nobody.want(401, "GET", path, "")
		nobody.want(401, "POST", "/session", `{"login":"desk","password":"wrong-password"}`)
		forged := *desk
		forged.csrf = "forged"
		forged.want(403, "POST", path+"/notes", `{"text":"x"}`)
		auditor.want(200, "GET", path, "")
		auditor.want(403, "POST", path+"/notes", `{"text":"x"}`)
		auditor.want(403, "POST", "/tickets", fault)
		desk.want(404, "GET", "/tickets/01a2089d-0000-7000-8000-000000000000", "")
		desk.want(404, "GET", "/tickets/20200101-000001", "")

		if got := field(t, desk.want(422, "POST", "/tickets", `{"kind":"fault","description":"x","channel":"phone"}`)); got != "body.subject" {
			t.Errorf("the missing field is %s, want body.subject", got)
		}
		if got := field(t, desk.want(422, "POST", "/tickets", `{"kind":"riddle","subject":"x","description":"x","channel":"phone"}`)); got != "body.kind" {
			t.Errorf("the wrong field is %s, want body.kind", got)
		}
		desk.want(409, "PATCH", path, `{"subject":"另一个主题","version":7}`)
		desk.want(412, "PATCH", path, `{"subject":"另一个主题"}`, "If-Match", `"7"`)
		if got := desk.want(200, "PATCH", path, `{"subject":"另一个主题","version":1}`); got["version"] != 2.0 {
			t.Errorf("the version is %v, want 2", got["version"])
		}
		desk.want(409, "POST", "/tickets", strings.Replace(fault, "中断", "很差", 1), "Idempotency-Key", func() string {
			desk.want(201, "POST", "/tickets", fault, "Idempotency-Key", "used")
			return "used"
		}())
	})
}

func TestATokenActsAsItsOwner(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		h := open(t, database)
		desk := h.seat("desk")
		token := desk.want(201, "POST", "/tokens", `{"name":"对接"}`)
		program := &seat{t: t, url: h.url, http: &http.Client{}}
		bearer := []string{"Authorization", "Bearer " + token["token"].(string)}
		if filed := program.want(201, "POST", "/tickets", fault, bearer...); filed["owner"].(map[string]any)["name"] != "desk" {
			t.Errorf("the owner is %v", filed["owner"])
		}
		desk.want(204, "DELETE", "/tokens/"+token["id"].(string), "")
		program.want(401, "GET", "/tickets", "", bearer...)
	})
}

func TestSeatsAreToldAtOnce(t *testing.T) {
	h := open(t, "sqlite://"+storetest.SQLitePath(t))
	desk, gateway := h.seat("desk"), h.seat("gateway")
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	r, _ := http.NewRequestWithContext(ctx, "GET", h.url+"/api/v1/live", nil)
	answer, err := gateway.http.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	told := make(chan string)
	go func() {
		lines := bufio.NewScanner(answer.Body)
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				told <- data
			}
		}
		close(told)
	}()
	unseen := desk.want(201, "POST", "/tickets", fault)["id"].(string)
	ticket := desk.want(201, "POST", "/tickets", fault)["id"].(string)
	desk.want(201, "POST", "/tickets/"+ticket+"/handoffs", fmt.Sprintf(`{"unitIds":[%q],"links":["gateway"],"request":"请查"}`, h.units["信关站组"]))
	data := <-told
	if !strings.Contains(data, ticket) || strings.Contains(data, unseen) {
		t.Errorf("the gateway unit was told %q, want the ticket handed to it", data)
	}
}

func TestHealthAndDescription(t *testing.T) {
	h := open(t, "sqlite://"+storetest.SQLitePath(t))
	for _, look := range [][2]string{{"/healthz", `"ok"`}, {"/readyz", `"ready"`}, {"/api/openapi.json", `"openapi":"3.1`}, {"/metrics", "xingfu_http_request_seconds"}} {
		path, want := look[0], look[1]
		answer, err := http.Get(h.url + path)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(answer.Body)
		answer.Body.Close()
		if answer.StatusCode != 200 || !strings.Contains(string(body), want) {
			t.Errorf("%s: %d without %s", path, answer.StatusCode, want)
		}
	}
}

func TestMergingOverTheAPI(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		h := open(t, database)
		desk, gateway, auditor := h.seat("desk"), h.seat("gateway"), h.seat("auditor")
		file := func() (path, number string) {
			made := desk.want(201, "POST", "/tickets", `{"kind":"fault","subject":"断网","description":"没有信号","channel":"phone","contactPhone":"13900000001"}`)
			return "/tickets/" + made["id"].(string), made["number"].(string)
		}
		a, number := file()
		b, _ := file()
		into := fmt.Sprintf(`{"into":%q}`, number)
		preview := desk.want(200, "GET", b+"/merge?into="+number, "")
		if preview["may"].(map[string]any)["ok"] != true || preview["sameCustomer"] != true {
			t.Errorf("the preview says %v", preview)
		}
		if got := field(t, desk.want(422, "POST", b+"/merge", `{"into":"20200101-000001"}`)); got != "body.into" {
			t.Errorf("the wrong field is %s", got)
		}
		desk.want(412, "POST", b+"/merge", into, "If-Match", `"99"`)
		gateway.want(404, "POST", b+"/merge", into)
		auditor.want(403, "POST", b+"/merge", into)
		merged := desk.want(200, "POST", b+"/merge", into)
		if merged["status"] != "merged" || merged["mergedInto"].(map[string]any)["number"] != number {
			t.Errorf("after the merge: %v into %v", merged["status"], merged["mergedInto"])
		}
		says(t, desk.want(409, "POST", b+"/merge", into), "已合并")
		says(t, desk.want(409, "POST", b+"/resolve", `{"cause":"pointing","link":"antenna","summary":"x"}`), "已合并")
		rows := items(desk.want(200, "GET", "/tickets?status=merged", ""))
		if len(rows) != 1 || rows[0]["mergedInto"].(map[string]any)["number"] != number {
			t.Errorf("the list of merged tickets is %v", rows)
		}
		if live := desk.want(200, "POST", b+"/unmerge", `{"reason":"是两件事"}`); live["status"] != "open" || live["mergedInto"] != nil {
			t.Errorf("it lives again as %v", live["status"])
		}
		second := `{"kind":"complaint","subject":"账单","description":"多收了"}`
		c := desk.want(201, "POST", a+"/split", second, "Idempotency-Key", "split-1")
		again := desk.want(201, "POST", a+"/split", second, "Idempotency-Key", "split-1")
		if c["id"] != again["id"] || len(c["related"].([]any)) != 1 {
			t.Errorf("split twice, or related to %v", c["related"])
		}
		tagged := desk.want(200, "POST", a+"/tags", `{"add":["渔船","VIP"]}`)
		if got := fmt.Sprint(tagged["tags"]); got != "[vip 渔船]" {
			t.Errorf("the tags are %s", got)
		}
		if got := field(t, desk.want(422, "POST", a+"/tags", `{"add":["甲,乙"]}`)); got != "body.add" {
			t.Errorf("the wrong field is %s", got)
		}
		if got := items(desk.want(200, "GET", "/tags?q=v", "")); len(got) != 1 || got[0]["tag"] != "vip" {
			t.Errorf("offered are %v", got)
		}
		if got := items(desk.want(200, "GET", "/tickets?tag=vip", "")); len(got) != 1 {
			t.Errorf("%d tickets are tagged", len(got))
		}
		auditor.want(403, "POST", a+"/tags", `{"add":["x"]}`)
		if v := auditor.want(200, "PUT", a+"/watch", ""); v["watching"] != true {
			t.Error("he does not watch")
		}
		auditor.want(204, "DELETE", a+"/watch", "")
		gateway.want(404, "PUT", a+"/watch", "")
		auditor.want(403, "POST", a+"/watchers", `{"staffId":"01a2089d-0000-7000-8000-000000000000"}`)
		auditor.want(403, "DELETE", a+"/watchers/01a2089d-0000-7000-8000-000000000000", "")
		if v := desk.want(200, "DELETE", a+"/watchers/01a2089d-0000-7000-8000-000000000000", ""); len(v["watchers"].([]any)) != 0 {
			t.Errorf("watched by %v", v["watchers"])
		}
	})
}
