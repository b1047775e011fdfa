package portal_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/net/html"

	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// forms are the places to which the public pages post; {number} is a matter's.
var forms = []string{
	"/portal/new/{kind}", "/portal/follow", "/portal/forget", "/portal/m/{number}/urge", "/portal/m/{number}/priority", "/portal/m/{number}/say",
	"/portal/m/{number}/answer", "/portal/m/{number}/rate", "/portal/m/{number}/photo", "/portal/m/{number}/files", "/portal/",
}

func TestEveryFormIsFuzzed(t *testing.T) {
	source, err := os.ReadFile("portal.go")
	if err != nil {
		t.Fatal(err)
	}
	var there []string
	for _, match := range regexp.MustCompile(`"POST (/portal[^"]*)"`).FindAllSubmatch(source, -1) {
		there = append(there, string(match[1]))
	}
	if slices.Sort(there); len(there) == 0 || !slices.Equal(there, slices.Sorted(slices.Values(forms))) {
		t.Errorf("the portal takes posts at %q; forms has %q", there, forms)
	}
}

// Whatever is posted to a form, the answer is a page of ours in which nothing runs, or leads to one.
func FuzzForms(f *testing.F) {
	d := open(f, "sqlite://"+storetest.SQLitePath(f))
	number, cookies := d.reported()
	const script = `"><script>alert(1)</script><img src=x onerror=alert(1)>`
	typed := url.Values{"key": {"01a2089d-0000-7000-8000-000000000000"}, "to": {"//evil.example"}}
	for _, field := range []string{"subject", "description", "contactName", "contactPhone", "number", "code", "text", "reason", "score", "comment", "answer", "since", "terminal"} {
		typed.Set(field, script)
	}
	for at := range forms {
		f.Add(uint8(at), "fault", "application/x-www-form-urlencoded", typed.Encode())
		f.Add(uint8(at), "emergency", "application/x-www-form-urlencoded", "key=%00%ff&subject=%zz&subject="+strings.Repeat("中", 5000))
		f.Add(uint8(at), "complaint", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"../../a\"\r\nContent-Type: text/html\r\n\r\n<script>\r\n--x--\r\n")
		f.Add(uint8(at), "%2e%2e", "multipart/form-data", "--x")
		f.Add(uint8(at), "abuse", "application/json", `{"name":"a","size":-1}`)
	}
	var from atomic.Uint32 // each from another address: the limits of one are not what is tried
	f.Fuzz(func(t *testing.T, at uint8, kind, contentType, body string) {
		path := strings.NewReplacer("{number}", number, "{kind}", url.PathEscape(kind)).Replace(forms[int(at)%len(forms)])
		r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
		n := from.Add(1)
		r.RemoteAddr = fmt.Sprintf("10.%d.%d.%d:1", n>>16&255, n>>8&255, n&255)
		r.Header.Set("Content-Type", contentType)
		for _, c := range cookies {
			r.AddCookie(c)
		}
		w := httptest.NewRecorder()
		d.handler.ServeHTTP(w, r)
		if w.Code >= 500 {
			t.Fatalf("POST %s answers %d: %s", path, w.Code, w.Body)
		}
		if to := w.Header().Get("Location"); to != "" && (!strings.HasPrefix(to, "/portal/") || strings.HasPrefix(to, "//")) {
			t.Fatalf("POST %s leads to %s", path, to)
		}
		if strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			nothingRuns(t, w.Body.String())
		}
	})
}

// reported files a matter and gives its number and the cookies of who follows it.
func (d *desk) reported() (number string, cookies []*http.Cookie) {
	b := d.browser()
	receipt := b.post("/portal/new/fault", b.get("/portal/new/fault").fill("/portal/new/fault", map[string]string{"subject": "没有信号", "contactPhone": phone})).is(200)
	at, _ := url.Parse(d.server.URL + "/portal/")
	return strings.Split(receipt.path, "/")[3], b.client.Jar.Cookies(at)
}

// nothingRuns looks for what a browser would run in a page: only our own script may be there.
func nothingRuns(t *testing.T, page string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "script" && (!strings.HasPrefix(attr(n, "src"), "/portal/photo.js?") || n.FirstChild != nil) || n.Data == "iframe" || n.Data == "object" || n.Data == "base" {
			t.Fatalf("the page has a <%s> that is not ours:\n%s", n.Data, page)
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || strings.HasPrefix(strings.TrimSpace(strings.ToLower(a.Val)), "javascript:") && a.Key != "value" {
				t.Fatalf("the page has %s=%q:\n%s", a.Key, a.Val, page)
			}
		}
	}
}
