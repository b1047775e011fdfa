// Package providertest starts what people log in by for tests: OpenID providers and directories, as processes of their own.
package providertest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// OpenID is an OpenID provider that runs.
type OpenID struct {
	Issuer string
	t      testing.TB
	stop   func()
}

// Client is the client that every provider knows.
const (
	Client = "xingfu"
	Secret = "a secret of the client"
)

// Person is somebody with an account at a provider.
type Person struct {
	Login, Password, Name, Mail string
	Verified                    bool
	Groups                      []string
}

var program = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "openid")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "openid")
	out, err := exec.Command("go", "build", "-o", path, "github.com/xingfu/xingfu/internal/platform/provider/providertest/openid").CombinedOutput()
	if err != nil {
		return string(out), err
	}
	return path, nil
})

// StartOpenID runs a provider until the test ends. People come back from it to home/log-in/name.
func StartOpenID(t testing.TB, home, name string) *OpenID {
	t.Helper()
	path, err := program()
	if err != nil {
		t.Fatal(err, path)
	}
	run := exec.Command(path, "--client", Client, "--secret", Secret, "--home", home, "--name", name)
	run.Stderr = os.Stderr
	out, err := run.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	p := &OpenID{t: t, stop: sync.OnceFunc(func() {
		_ = run.Process.Kill()
		_ = run.Wait()
	})}
	t.Cleanup(p.stop)
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal("the provider does not begin: ", err)
	}
	p.Issuer = strings.TrimSpace(line)
	return p
}

// Stop ends the provider, as one that is away.
func (p *OpenID) Stop() { p.stop() }

// Has gives the provider a person, in place of whoever had the identifier.
func (p *OpenID) Has(id string, one Person) {
	p.t.Helper()
	p.tell(map[string]any{"people": map[string]Person{id: one}})
}

// Says lets the provider say something in every ID token, whatever is true. What it said before it says no more.
func (p *OpenID) Says(claims map[string]any) {
	p.t.Helper()
	p.tell(map[string]any{"claims": claims})
}

// Rotate lets the provider sign with another key.
func (p *OpenID) Rotate() {
	p.t.Helper()
	p.tell(map[string]any{"rotate": true})
}

func (p *OpenID) tell(what any) {
	p.t.Helper()
	body, err := json.Marshal(what)
	if err != nil {
		p.t.Fatal(err)
	}
	answer, err := http.Post(p.Issuer+"/control", "application/json", bytes.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		p.t.Fatal("the provider was told something and answers ", answer.Status)
	}
}

var requestID = regexp.MustCompile(`name="id" value="([^"]+)"`)

// LogIn goes to the address of a log-in as a browser does, gives log-in name and password there, and gives the address to
// which the provider then sends the browser.
func (p *OpenID) LogIn(address, login, password string) *url.URL {
	p.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		p.t.Fatal(err)
	}
	host := hostOf(p.t, p.Issuer)
	browser := &http.Client{Jar: jar, CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		if r.URL.Host != host { // it is sent back
			return http.ErrUseLastResponse
		}
		return nil
	}}
	page, err := browser.Get(address)
	if err != nil {
		p.t.Fatal(err)
	}
	defer page.Body.Close()
	if back, err := page.Location(); err == nil { // refused at once
		return back
	}
	var text bytes.Buffer
	if _, err := text.ReadFrom(page.Body); err != nil {
		p.t.Fatal(err)
	}
	id := requestID.FindStringSubmatch(text.String())
	if id == nil {
		p.t.Fatalf("the provider shows no log-in page but %s: %s", page.Status, text.String())
	}
	answer, err := browser.PostForm(p.Issuer+"/login/username", url.Values{"id": {id[1]}, "username": {login}, "password": {password}})
	if err != nil {
		p.t.Fatal(err)
	}
	defer answer.Body.Close()
	back, err := answer.Location()
	if err != nil {
		p.t.Fatalf("the provider sends nobody back: %s", answer.Status)
	}
	return back
}

func hostOf(t testing.TB, address string) string {
	t.Helper()
	at, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return at.Host
}
