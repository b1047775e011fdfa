package main_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xingfu/xingfu/internal/app"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

func TestMain(m *testing.M) { storetest.Main(m, func() { _ = os.RemoveAll(programFolder) }) }

var programFolder string

// program builds the program once for all tests.
var program = sync.OnceValues(func() (string, error) {
	folder, err := os.MkdirTemp("", "xingfu")
	if err != nil {
		return "", err
	}
	programFolder = folder
	path := filepath.Join(folder, "xingfu")
	out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build the program: %w\n%s", err, out)
	}
	return path, nil
})

const password = "a-long-password"

// operator is an installation with a front desk and a technical unit, served by real processes.
type operator struct {
	t      *testing.T
	config app.Config
	unit   string
}

func newOperator(t *testing.T, url string) *operator {
	t.Helper()
	o := &operator{t: t, config: app.Config{DatabaseURL: url}}
	if _, ok := strings.CutPrefix(url, "sqlite://"); ok {
		o.config = app.Config{Data: t.TempDir()}
	}
	o.settle()
	return o
}

// settle fills an empty database with the operator's units and people.
func (o *operator) settle() {
	t := o.t
	t.Helper()
	o.inside(func(ctx context.Context, a *app.App) {
		root := check(a.Org.AddUnit(ctx, org.NewUnit{Name: "总部", Kind: org.Headquarters}))(t)
		desk := check(a.Org.AddUnit(ctx, org.NewUnit{Name: "客服中心", ParentID: root.ID, Kind: org.Centre}))(t)
		gateway := check(a.Org.AddUnit(ctx, org.NewUnit{Name: "信关站组", ParentID: root.ID, Kind: org.Team, Links: []string{"gateway"}}))(t)
		check(a.Org.AddStaff(ctx, org.NewStaff{Login: "lin", Name: "林", UnitID: desk.ID, Password: password,
			Posts: []org.NewPost{{Role: org.FrontDesk, UnitID: desk.ID, Scope: org.ScopeUnit}}}))(t)
		check(a.Org.AddStaff(ctx, org.NewStaff{Login: "gao", Name: "高", UnitID: gateway.ID, Password: password,
			Posts: []org.NewPost{{Role: org.Engineer, UnitID: gateway.ID, Scope: org.ScopeUnit}}}))(t)
		o.unit = gateway.ID
	})
}

func check[T any](v T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// inside does something with the database while no process serves it.
func (o *operator) inside(f func(ctx context.Context, a *app.App)) {
	o.t.Helper()
	a := check(app.Open(o.t.Context(), o.config, "test"))(o.t)
	defer a.Close()
	f(org.AsProgram(o.t.Context()), a)
}

// overdue files emergencies whose first answer falls due within the next seconds, one after the other.
func (o *operator) overdue(n int, within time.Duration) {
	o.t.Helper()
	o.inside(func(ctx context.Context, a *app.App) {
		login := check(a.Org.LogIn(ctx, "lin", password))(o.t)
		for i := range n {
			at := time.Now().Add(-5*time.Minute + within*time.Duration(i)/time.Duration(n))
			ctx := org.With(now.At(o.t.Context(), at), login.Actor)
			check(a.Tickets.File(ctx, ticket.Intake{Kind: "emergency", Subject: fmt.Sprintf("山洪断路 %d", i), Description: "请求应急通信", Channel: "mail"}, ""))(o.t)
		}
	})
}

// process is one server.
type process struct {
	url  string
	cmd  *exec.Cmd
	errs bytes.Buffer
}

// start starts a server at address and waits until it is ready.
func (o *operator) start(address string) *process {
	o.t.Helper()
	args := []string{"serve", "--listen", address, "--json"}
	p := &process{cmd: exec.Command(check(program())(o.t), args...)}
	p.cmd.Env = append(os.Environ(), "XINGFU_DATA_DIR="+o.config.Data, "XINGFU_DATABASE_URL="+o.config.DatabaseURL, "XINGFU_NATS_URL="+o.config.NATS,
		"XINGFU_MAIL_SERVER="+o.config.MailServer, "XINGFU_SYSLOG="+o.config.Syslog, "XINGFU_SYSLOG_CA="+o.config.SyslogCA, "XINGFU_DATABASE_WAIT="+cmp.Or(o.config.DatabaseWait, 20*time.Second).String())
	p.cmd.Stderr = &p.errs
	out := check(p.cmd.StdoutPipe())(o.t)
	if err := p.cmd.Start(); err != nil {
		o.t.Fatal(err)
	}
	o.t.Cleanup(p.kill)
	late := time.AfterFunc(30*time.Second, func() { _ = p.cmd.Process.Kill() })
	defer late.Stop()
	var ready struct{ URL string }
	if err := json.NewDecoder(out).Decode(&ready); err != nil {
		o.t.Fatalf("the server did not become ready: %v\n%s", err, p.errs.String())
	}
	p.url = ready.URL
	return p
}

// kill ends the process as a power cut would: nothing is finished or flushed.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
}

// stop ends the process as its operator does: it finishes what is under way.
func (p *process) stop() {
	_ = p.cmd.Process.Signal(os.Interrupt)
	_ = p.cmd.Wait()
}

// freePort finds a port that nobody listens on.
func freePort(t *testing.T) string {
	t.Helper()
	l := check(net.Listen("tcp", "127.0.0.1:0"))(t)
	defer l.Close()
	return l.Addr().String()
}

// seat is somebody's session, which outlives the servers.
type seat struct{ cookie, csrf string }

func (p *process) logIn(t *testing.T, login string) *seat {
	t.Helper()
	s := &seat{}
	answer := check(http.Post(p.url+"/api/v1/session", "application/json", strings.NewReader(fmt.Sprintf(`{"login":%q,"password":%q}`, login, password))))(t)
	defer answer.Body.Close()
	var body struct{ CSRFToken string }
	if err := json.NewDecoder(answer.Body).Decode(&body); err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("log in: %d %v", answer.StatusCode, err)
	}
	s.csrf = body.CSRFToken
	for _, c := range answer.Cookies() {
		s.cookie = c.Name + "=" + c.Value
	}
	return s
}

// ask sends a request. An error is one of the connection: whether it was done is not known.
func (p *process) ask(s *seat, method, path, key string, body any) (status int, out map[string]any, err error) {
	text, err := json.Marshal(body)
	if err != nil {
		return 0, nil, err
	}
	r, err := http.NewRequest(method, p.url+"/api/v1"+path, bytes.NewReader(text))
	if err != nil {
		return 0, nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Cookie", s.cookie)
	r.Header.Set("X-CSRF-Token", s.csrf)
	if key != "" {
		r.Header.Set("Idempotency-Key", key)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, nil, err
	}
	defer answer.Body.Close()
	content, err := io.ReadAll(answer.Body)
	if err != nil {
		return 0, nil, err
	}
	out = map[string]any{}
	if len(content) > 0 {
		err = json.Unmarshal(content, &out)
	}
	return answer.StatusCode, out, err
}

// finds waits until a search by a subject gives the ticket: documents follow the data a moment later.
func (p *process) finds(t *testing.T, s *seat, words, id string) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		status, out, err := p.ask(s, http.MethodGet, "/search?limit=50&group=tickets&q="+url.QueryEscape(words), "", nil)
		if err != nil || status != http.StatusOK {
			t.Fatalf("search for %s: %d %v %v", words, status, out, err)
		}
		if strings.Contains(string(check(json.Marshal(out))(t)), id) {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("ticket %s is not found by %q", id, words)
		}
	}
}
