package app_test

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"mime"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xingfu/xingfu/internal/org"
)

// operations goes through all operations of the API in a fixed order; path is without /api/v1.
func operations(t *testing.T, f func(method, path string, op operation)) {
	t.Helper()
	s, err := description()
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range slices.Sorted(maps.Keys(s.Paths)) {
		for _, method := range slices.Sorted(maps.Keys(s.Paths[path])) {
			f(strings.ToUpper(method), strings.TrimPrefix(path, "/api/v1"), s.Paths[path][method])
		}
	}
}

// shared are the operations that name a thing which belongs to no unit, so that whoever has the permission reaches it.
var shared = map[string]string{
	"change-calendar":         "calendars are the operator's",
	"change-plan":             "plans are the operator's",
	"change-policy":           "policies are the operator's",
	"change-template":         "templates are the operator's",
	"change-phrase":           "whoever manages rules changes the phrases of all",
	"remove-phrase":           "whoever manages rules removes the phrases of all",
	"get-role":                "roles are the operator's",
	"change-role":             "roles are the operator's",
	"remove-role":             "roles are the operator's",
	"get-unit":                "everybody sees the organisation",
	"list-unit-staff":         "everybody sees the organisation",
	"get-staff":               "everybody sees the organisation",
	"get-draft":               "a draft is kept by the person and what it is about, which he may still have before him",
	"save-draft":              "a draft is kept by the person and what it is about",
	"drop-draft":              "a draft is kept by the person and what it is about",
	"acknowledge-break-glass": "an alarm is for all who keep the log-in",
	"customer-viewers":        "who reviews rights reviews those of all",
	"staff-rights":            "who reviews rights reviews those of all",
	"cancel-outgoing":         "the queue of messages is the operator's",
	"retry-outgoing":          "the queue of messages is the operator's",
	"save-care-kind":          "kinds of care are the operator's",
	"save-skill":              "skills are the operator's",
	"change-service-plan":     "service plans are the operator's",
	"get-service-plan-effect": "service plans are the operator's",
	"get-outage":              "outages are the network's",
	"change-outage":           "outages are the network's",
	"list-outage-terminals":   "outages are the network's; of its terminals everybody sees those that he sees elsewhere",
	"get-unit-settings":       "everybody sees the organisation",
	"unit-loads":              "everybody sees the organisation",
	"remove-provider":         "whoever rules how people log in rules it for all",
	"link-staff":              "whoever rules how people log in rules it for all",
	"unlink-staff":            "whoever rules how people log in rules it for all",
	"link-me":                 "one's own, by the session",
	"unlink-me":               "one's own, by the session",
	"remove-factor":           "one's own, by the session",
	"end-my-session":          "one's own, by the session",
	"confirm-totp":            "one's own, by the session",
}

// Whoever has every permission in his own unit, and none elsewhere, reaches nothing that another unit made, by any
// operation that names a thing: no reading, no change.
func TestNobodyReachesWhatIsAnothers(t *testing.T) {
	c := gather(t)
	ctx := org.AsProgram(context.Background())
	province := c.unit(ctx, "邻省", c.units["总部"], org.Province)
	var neighbours []*seat
	for _, d := range org.BuiltIn() {
		login := "next-" + string(d.Code)
		_, err := c.app.Org.AddStaff(ctx, org.NewStaff{Login: login, Name: login, UnitID: province, Password: password,
			Posts: []org.NewPost{{Role: d.Code, UnitID: province, Scope: org.ScopeSubtree}}})
		if err != nil {
			t.Fatal(err)
		}
		neighbours = append(neighbours, c.seat(login))
	}
	left, tried := maps.Clone(shared), 0
	operations(t, func(method, path string, op operation) {
		if !strings.Contains(path, "{") {
			return
		}
		if left[op.OperationID] != "" {
			delete(left, op.OperationID)
			return
		}
		path, body := c.filled(method, path, op.OperationID)
		for _, neighbour := range neighbours {
			status, out := neighbour.do(method, path, body, c.headers(op.OperationID)...)
			tried++
			if status != 403 && status != 404 {
				t.Errorf("%s %s answers a neighbour %d, %v", method, path, status, out["detail"])
			}
		}
	})
	for id := range left {
		t.Errorf("shared names %s, and there is no such operation with a thing in its path", id)
	}
	if tried < 300 {
		t.Errorf("only %d calls were tried", tried)
	}
}

// right are bodies that are right, where an example's would be refused before it is asked whose it is.
var right = map[string]string{
	"record-identity":   `/customers/$customer/identity {"role":"holder","kind":"passport","number":"E12345678","holder":"x","purpose":"x","how":"face"}`,
	"withdraw-identity": `/identity/evidence/$document/withdraw {"reason":"x"}`,
}

// filled gives the path and body of a call as the front desk would make it, about what is the front desk's.
func (c *cast) filled(method, path, id string) (string, string) {
	path, body := c.example(path, cmp.Or(right[id], examples[id]))
	body = strings.ReplaceAll(body, `"version":99`, `"version":1`)
	kind := strings.Split(path, "/")[1]
	return c.fill(path, kind, string(org.FrontDesk), c.desk), c.fill(body, kind, string(org.FrontDesk), c.desk)
}

// What another site has a browser send is refused, and so is what comes without the session's own token, whatever
// the operation.
func TestAnotherSiteCannotActForWhoIsLoggedIn(t *testing.T) {
	c := gather(t)
	everyone := c.callers
	operations(t, func(method, path string, op operation) {
		if method == http.MethodGet {
			return
		}
		path, body := c.example(path, examples[op.OperationID])
		path = parameter.ReplaceAllString(thing.ReplaceAllString(path, "01a2089d-0000-7000-8000-000000000000"), "01a2089d-0000-7000-8000-000000000000")
		for _, who := range []org.Role{org.FrontDesk, org.Admin, org.Security} {
			seat := everyone[string(who)]
			if status, _ := seat.do(method, path, body, "Sec-Fetch-Site", "cross-site"); status != 403 {
				t.Errorf("%s %s from another site answers %d", method, path, status)
			}
			if status, _ := seat.do(method, path, body, "Origin", "https://evil.example"); status != 403 {
				t.Errorf("%s %s with another origin answers %d", method, path, status)
			}
			if strings.HasPrefix(path, "/session") && method == http.MethodPost {
				continue // the steps of logging in
			}
			bare := *seat
			bare.csrf = ""
			if status, _ := bare.do(method, path, body); status != 403 {
				t.Errorf("%s %s without the token of the session answers %d", method, path, status)
			}
		}
	})
}

// Nothing is taken that an operation does not describe: nobody sets a field that is the program's.
func TestFieldsThatAreNotDescribedAreRefused(t *testing.T) {
	c, tried := gather(t), 0
	operations(t, func(method, path string, op operation) {
		_, example := c.example(path, examples[op.OperationID])
		if !strings.HasPrefix(example, "{") || op.OperationID == "log-in" {
			return
		}
		for who, seat := range c.callers {
			if who == nobody || !c.lets(who, op.Needs) {
				continue
			}
			path, body := c.example(path, examples[op.OperationID])
			kind := strings.Split(path, "/")[1]
			path, body = c.fill(path, kind, who, seat), c.fill(body, kind, who, seat)
			body = strings.TrimSuffix(body, "}") + map[bool]string{true: ",", false: ""}[body != "{}"] + `"createdAt":"2020-01-01T00:00:00Z"}`
			status, out := seat.do(method, path, body, c.headers(op.OperationID)...)
			tried++
			if status != 422 || !strings.Contains(fmt.Sprint(out["errors"]), "createdAt") {
				t.Errorf("%s %s took a field that is not described: %d, %v", method, path, status, out["errors"])
			}
			return
		}
	})
	if tried < 80 {
		t.Errorf("only %d operations were tried", tried)
	}
}

// A cookie that was put into a browser before a log-in is worth nothing after it.
func TestASessionIsNotFixedBeforehand(t *testing.T) {
	c := gather(t)
	jar, _ := cookiejar.New(nil)
	at, _ := url.Parse(c.url)
	const planted = "01a2089d000070008000000000000000planted"
	jar.SetCookies(at, []*http.Cookie{{Name: org.SessionCookie, Value: planted, Path: "/"}})
	victim := &seat{t: t, url: c.url, http: &http.Client{Jar: jar}}
	victim.want(200, "POST", "/session", fmt.Sprintf(`{"login":"desk","password":%q}`, password))
	first := jar.Cookies(at)[0].Value
	if first == planted {
		t.Error("the log-in kept the cookie that was there")
	}
	attacker := &seat{t: t, url: c.url, http: &http.Client{}}
	attacker.want(401, "GET", "/session", "", "Cookie", org.SessionCookie+"="+planted)
	// Who logs in again has another session, and the one before is over when he has logged out.
	victim.want(200, "POST", "/session", fmt.Sprintf(`{"login":"desk","password":%q}`, password))
	if second := jar.Cookies(at)[0].Value; second == first {
		t.Error("two log-ins have one secret")
	}
}

// Paths that climb out of where they belong find nothing, however they are written.
func TestPathsDoNotClimb(t *testing.T) {
	c := gather(t)
	secret := filepath.Join(t.TempDir(), "secret.txt")
	if err := os.WriteFile(secret, []byte("the-secret-of-the-house"), 0o600); err != nil {
		t.Fatal(err)
	}
	at, _ := url.Parse(c.url)
	climb := []string{"..", "%2e%2e", "..%2f..", "%2e%2e%2f", "..%5c..", "....//", "%252e%252e", "..;", "%c0%ae%c0%ae"}
	for _, from := range []string{"/", "/assets/", "/portal/", "/portal/m/", "/api/v1/attachments/", "/api/"} {
		for _, up := range climb {
			path := from + strings.Repeat(up+"/", 12) + strings.TrimPrefix(secret, "/")
			answer := raw(t, at.Host, path)
			if strings.Contains(answer, "the-secret-of-the-house") || strings.HasPrefix(answer, "HTTP/1.1 5") {
				t.Errorf("GET %s answers %.200s", path, answer)
			}
			for _, known := range []string{"/etc/passwd", "/proc/self/environ"} {
				if answer := raw(t, at.Host, from+strings.Repeat(up+"/", 12)+known[1:]); strings.Contains(answer, "root:") || strings.Contains(answer, "PATH=") {
					t.Errorf("GET %s… shows %s", from+up, known)
				}
			}
		}
	}
}

// raw sends a path as it is written, which no client of Go would.
func raw(t *testing.T, host, path string) string {
	t.Helper()
	conn, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", path, host)
	answer, err := io.ReadAll(bufio.NewReader(conn))
	if err != nil {
		t.Fatal(err)
	}
	return string(answer)
}

// A file is what its content says, whatever it calls itself, and a browser runs nothing of it.
func TestUploadsThatPretendAreHarmless(t *testing.T) {
	c := gather(t)
	ticket := c.id(c.desk, "/tickets", fault)
	const script = `<html><script>alert(document.domain)</script></html>`
	for _, upload := range []struct{ name, content string }{
		{"photo.png", script},
		{"picture.svg", `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>`},
		{"page.html", script},
		{"report.pdf.html", script},
		{"polyglot.gif", "GIF89a/*" + script + "*/=1;"},
		{"script.js", "alert(1)"},
		{"../../../etc/cron.d/x", "x"},
		{`..\..\windows\x.exe`, "MZ"},
		{"a\r\nSet-Cookie: xingfu_session=x\r\n.txt", "x"},
		{`a"; filename="b.html`, script},
		{".htaccess", "AddType text/html .png"},
	} {
		status, out := c.desk.do("POST", "/tickets/"+ticket+"/attachments", fmt.Sprintf(`{"name":%q,"size":%d,"audience":"internal"}`, upload.name, len(upload.content)))
		if status == 422 {
			continue // a name that no file can have
		}
		id, _ := out["id"].(string)
		c.desk.want(200, "PUT", "/attachments/"+id+"/parts/0", upload.content, "Content-Type", "application/octet-stream")
		for _, query := range []string{"", "?inline=true"} {
			r, err := http.NewRequest(http.MethodGet, c.url+"/api/v1/attachments/"+id+"/content"+query, nil)
			if err != nil {
				t.Fatal(err)
			}
			answer, err := c.desk.http.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			answer.Body.Close()
			harmless(t, upload.name+query, answer)
		}
	}
}

func harmless(t *testing.T, name string, answer *http.Response) {
	t.Helper()
	kind, disposition := answer.Header.Get("Content-Type"), answer.Header.Get("Content-Disposition")
	if answer.StatusCode != 200 || answer.Header.Get("X-Content-Type-Options") != "nosniff" || answer.Header.Get("Set-Cookie") != "" {
		t.Errorf("%q: %d, %v", name, answer.StatusCode, answer.Header)
	}
	if !strings.HasPrefix(disposition, "attachment") && !strings.HasPrefix(kind, "image/gif") && !strings.HasPrefix(kind, "image/png") {
		t.Errorf("%q is shown by the browser as %s: %s", name, kind, disposition)
	}
	if _, named, err := mime.ParseMediaType(disposition); err != nil || strings.ContainsAny(named["filename"], "/\\\r\n") {
		t.Errorf("%q is kept as %s: %v", name, disposition, err)
	}
	if !strings.Contains(answer.Header.Get("Content-Security-Policy"), "sandbox") && !strings.HasPrefix(disposition, "attachment") {
		t.Errorf("%q is shown without a sandbox: %s", name, answer.Header.Get("Content-Security-Policy"))
	}
}
