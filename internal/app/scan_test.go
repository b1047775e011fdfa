package app_test

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// The web scanner wapiti, as Debian has it, goes over the portal with the eyes of a customer and over the console and every
// reading operation of the API with those of a supervisor, all by TLS as operators serve it, and finds nothing. Its module
// csrf is left out: it looks for tokens in forms alone, and what keeps other sites out here is in
// TestAnotherSiteCannotActForWhoIsLoggedIn.
func TestAWebScannerFindsNothing(t *testing.T) {
	wapiti, err := exec.LookPath("wapiti")
	if err != nil {
		t.Fatal("wapiti is missing (Debian: apt install wapiti; scripts/need.sh wapiti does it)")
	}
	c := gather(t)
	front := httptest.NewTLSServer(fromEverywhere(c.handler))
	t.Cleanup(front.Close)

	customer, number := c.follower(front)
	portal := []string{front.URL + "/portal/", front.URL + "/portal/m/" + number, front.URL + "/portal/m/" + number + "/photo"}
	scan(t, wapiti, portal, customer)

	chief := c.callers[string(org.Supervisor)]
	at, _ := url.Parse(c.url)
	session := chief.http.Jar.Cookies(at)[0]
	scan(t, wapiti, append(c.readings(front.URL), front.URL+"/tickets?status=open", front.URL+"/login?to=/tickets"), session.Name+"="+session.Value)
}

// fromEverywhere lets each request come from another address: the scanner is not to be held up by the limits of one.
func fromEverywhere(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		address := net.IPv4(10, byte(rand.N(256)), byte(rand.N(256)), byte(1+rand.N(254)))
		r.RemoteAddr = net.JoinHostPort(address.String(), "1024")
		next.ServeHTTP(w, r)
	})
}

// follower gives the cookies of a customer who has reported something and follows it, and its number.
func (c *cast) follower(front *httptest.Server) (cookies, number string) {
	c.t.Helper()
	jar, _ := cookiejar.New(nil)
	client := *front.Client()
	client.Jar = jar
	answer, err := client.PostForm(front.URL+"/portal/new/fault", url.Values{
		"key": {store.NewID(c.t.Context())}, "subject": {"没有信号"}, "description": {"雨后没有信号"}, "contactName": {"周晓"}, "contactPhone": {"13900000001"}})
	if err != nil {
		c.t.Fatal(err)
	}
	answer.Body.Close()
	path := strings.Split(answer.Request.URL.Path, "/") // /portal/m/NUMBER/receipt
	if answer.StatusCode != http.StatusOK || len(path) < 4 {
		c.t.Fatalf("the report led to %s: %s", answer.Request.URL, answer.Status)
	}
	at, _ := url.Parse(front.URL + "/portal/")
	for _, cookie := range jar.Cookies(at) {
		cookies += cookie.Name + "=" + cookie.Value + "; "
	}
	return strings.TrimSuffix(cookies, "; "), path[3]
}

// readings are the addresses of all reading operations, with a value for each parameter.
func (c *cast) readings(base string) []string {
	s, err := description()
	if err != nil {
		c.t.Fatal(err)
	}
	var all []string
	for _, path := range slices.Sorted(maps.Keys(s.Paths)) {
		op, ok := s.Paths[path]["get"]
		if !ok {
			continue
		}
		short := strings.TrimPrefix(path, "/api/v1")
		filled, _ := c.filled(http.MethodGet, short, op.OperationID)
		address, _, _ := strings.Cut(base+"/api/v1"+filled, "?")
		query := url.Values{}
		for _, p := range op.Parameters {
			if p.In == "query" {
				query.Set(p.Name, p.sample())
			}
		}
		if len(query) > 0 {
			address += "?" + query.Encode()
		}
		all = append(all, address)
	}
	return all
}

// scan lets the scanner loose on some addresses and what they lead to.
func scan(t *testing.T, wapiti string, addresses []string, cookies string) {
	t.Helper()
	folder := t.TempDir()
	report := filepath.Join(folder, "report.json")
	arguments := []string{"--url", addresses[0], "--scope", "folder", "--header", "Cookie: " + cookies, "--scan-force", "polite",
		"--module", "blindsql,cookieflags,crlf,csp,exec,file,http_headers,methods,permanentxss,redirect,shellshock,sql,ssrf,xss,xxe",
		"--max-scan-time", "60", "--max-attack-time", "10", "--store-session", folder, "--format", "json", "--output", report, "--no-bugreport", "--verbose", "1"}
	for _, address := range addresses[1:] {
		arguments = append(arguments, "--start", address)
	}
	command := exec.CommandContext(t.Context(), wapiti, arguments...)
	command.Env = append(os.Environ(), "HOME="+folder)
	said, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("wapiti: %v\n%s", err, said)
	}
	if pages := strings.Count(string(said), "[+]"); pages < 2*len(addresses) {
		t.Errorf("wapiti looked at %d pages only:\n%s", pages, said)
	}
	raw, err := os.ReadFile(report)
	if err != nil {
		t.Fatal(err)
	}
	type finding struct {
		Method, Path, Info, Parameter string
		HTTPRequest                   string `json:"http_request"`
	}
	var found struct{ Vulnerabilities, Anomalies map[string][]finding }
	if err := json.Unmarshal(raw, &found); err != nil {
		t.Fatal(err)
	}
	for _, group := range []map[string][]finding{found.Vulnerabilities, found.Anomalies} {
		for kind, all := range group {
			for _, one := range all {
				t.Errorf("%s: %s %s: %s %s\n%.500s", kind, one.Method, one.Path, one.Info, one.Parameter, one.HTTPRequest)
			}
		}
	}
}
