package main_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/xingfu/xingfu/internal/app"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// smallDisk mounts a file system of its own with little room, for as long as the test lasts.
func smallDisk(t *testing.T, megabytes int) string {
	t.Helper()
	folder := check(os.MkdirTemp("", "xingfu-disk-"))(t) // not below t.TempDir, into which PostgreSQL's user may not go
	t.Cleanup(func() { _ = os.Remove(folder) })
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", fmt.Sprintf("size=%dm", megabytes), "tmpfs", folder).CombinedOutput(); err != nil {
		t.Skipf("left out: a full disk takes a file system of its own, and only root may mount one: %v %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", folder).CombinedOutput(); err != nil {
			t.Errorf("umount: %v %s", err, out)
		}
	})
	return folder
}

// fill writes into a file until the disk is full, but for some bytes, and gives how to make room again.
func fill(t *testing.T, folder string, spare int64) (free func()) {
	t.Helper()
	path := filepath.Join(folder, "ballast")
	file := check(os.Create(path))(t)
	block := make([]byte, 64<<10)
	for {
		if _, err := file.Write(block); errors.Is(err, syscall.ENOSPC) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if spare > 0 {
		size := check(file.Seek(0, 2))(t)
		if err := file.Truncate(max(0, size-spare)); err != nil {
			t.Fatal(err)
		}
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	return func() { _ = os.Remove(path) }
}

// readiness is what /readyz says.
type readiness struct {
	code   int
	Status string
	Why    string
	Checks map[string]string
}

func (p *process) ready(t *testing.T) (r readiness) {
	t.Helper()
	began := time.Now()
	answer := check(http.Get(p.url + "/readyz"))(t)
	defer answer.Body.Close()
	if err := json.NewDecoder(answer.Body).Decode(&r); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("/readyz took %s", took)
	}
	r.code = answer.StatusCode
	return r
}

// becomes waits until /readyz says a status, and gives what it says.
func (p *process) becomes(t *testing.T, status string) (r readiness) {
	t.Helper()
	for range 60 {
		if r = p.ready(t); r.Status == status {
			return r
		}
		time.Sleep(500 * time.Millisecond)
	}
	t.Fatalf("/readyz says %+v, not %s\n%s", r, status, p.errs.String())
	return r
}

// refuses writes until the answer is a 503, and gives its sentence. What is acknowledged meanwhile is kept.
func (l *ledger) refuses(t *testing.T, p *process, s *seat, name string) string {
	t.Helper()
	for n := range 5000 {
		key := fmt.Sprintf("%s-%d", name, n)
		status, out, err := p.ask(s, http.MethodPost, "/tickets", key, intake(key))
		if err != nil {
			t.Fatal(err)
		}
		switch status {
		case http.StatusCreated:
			l.tickets[key] = out["id"].(string)
		case http.StatusServiceUnavailable:
			l.unsure = append(l.unsure, key)
			return out["detail"].(string)
		default:
			t.Fatalf("%d %v", status, out)
		}
	}
	t.Fatal("everything can be written")
	return ""
}

// goesOn sends again what was refused, checks that all is there, and writes something new.
func (l *ledger) goesOn(t *testing.T, p *process, s *seat, unit string) {
	t.Helper()
	l.sendAgain(t, p, s)
	l.unsure = nil
	if !l.write(p, s, unit, fmt.Sprintf("after-%d", len(l.tickets))) {
		t.Error("nothing can be written afterwards")
	}
	l.checkAll(t, p, s)
}

func newLedger() *ledger {
	return &ledger{tickets: map[string]string{}, notes: map[string][]string{}, handoffs: map[string]string{}}
}

// unseen makes all sessions look unused for a while, so that the next request would note its use.
func (o *operator) unseen() {
	o.inside(func(ctx context.Context, a *app.App) {
		if _, err := a.DB.Writer().ExecContext(ctx, "UPDATE session SET seen_at = "+map[bool]string{true: "'", false: "TIMESTAMPTZ '"}[o.config.DatabaseURL == ""]+
			time.Now().UTC().Add(-10*time.Minute).Format("2006-01-02 15:04:05+00:00")+"'"); err != nil {
			o.t.Fatal(err)
		}
	})
}

// The disk is full: changes are refused with a sentence that says so, reading goes on, nothing acknowledged
// is lost, and with room again everything goes on by itself.
func TestTheDiskIsFull(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		disk := smallDisk(t, 24)
		o := newOperator(t, "sqlite://")
		o.config.Data = filepath.Join(disk, "data")
		o.settle()
		o.runOut(t, disk, 128<<10)
	})
	t.Run("postgres", func(t *testing.T) {
		disk := smallDisk(t, 400)
		t.Setenv("TMPDIR", disk)
		server := check(storetest.Start())(t)
		t.Cleanup(func() { _ = server.Stop() })
		newOperator(t, durable(t, server)).runOut(t, disk, 256<<10)
	})
}

func (o *operator) runOut(t *testing.T, disk string, spare int64) {
	p := o.start(freePort(t))
	s := p.logIn(t, "lin")
	l := newLedger()
	for n := range 10 {
		l.write(p, s, o.unit, fmt.Sprintf("before-%d", n))
	}
	p.kill()
	o.unseen()
	p = o.start(freePort(t))
	free := fill(t, disk, spare)
	if said := l.refuses(t, p, s, "full"); !strings.Contains(said, "已满") {
		t.Errorf("on a full disk it says %q", said)
	}
	if r := p.becomes(t, "unavailable"); r.code != http.StatusServiceUnavailable || r.Checks["writing"] != "full" || r.Checks["reading"] != "ok" || !strings.Contains(r.Why, "full") {
		t.Errorf("/readyz on a full disk: %+v", r)
	}
	time.Sleep(6 * time.Second) // nobody writes: it is tried
	if r := p.ready(t); r.Checks["writing"] != "full" {
		t.Errorf("/readyz a while later: %+v", r)
	}
	for key, id := range l.tickets {
		if status, _, err := p.ask(s, http.MethodGet, "/tickets/"+id, "", nil); err != nil || status != http.StatusOK {
			t.Fatalf("reading %s on a full disk: %d %v", key, status, err)
		}
	}
	free()
	if r := p.becomes(t, "ready"); r.code != http.StatusOK || r.Why != "" {
		t.Errorf("/readyz with room again: %+v", r)
	}
	l.goesOn(t, p, s, o.unit)
	p.kill()
	l.checkAll(t, o.start(freePort(t)), s)
}

// durable makes a database on the server in which what is committed is on the disk.
func durable(t *testing.T, server *storetest.Server) string {
	t.Helper()
	db := check(sql.Open("pgx", server.URL()))(t)
	defer db.Close()
	for _, statement := range []string{"ALTER SYSTEM SET synchronous_commit = on", "SELECT pg_reload_conf()", "CREATE DATABASE operator"} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	u := check(url.Parse(server.URL()))(t)
	u.Path = "/operator"
	return u.String()
}

// PostgreSQL crashes under load and comes back.
func TestTheDatabaseIsLost(t *testing.T) {
	server := check(storetest.Start())(t)
	t.Cleanup(func() { _ = server.Stop() })
	o := newOperator(t, durable(t, server))
	p := o.start(freePort(t))
	s := p.logIn(t, "lin")
	l := newLedger()
	for round := range 3 {
		var all sync.WaitGroup
		for writer := range writers {
			all.Go(func() {
				for n := 0; l.write(p, s, o.unit, fmt.Sprintf("%d-%d-%d", round, writer, n)); n++ {
				}
			})
		}
		time.Sleep(300 * time.Millisecond)
		if err := server.Crash(); err != nil {
			t.Fatal(err)
		}
		all.Wait()
		if said := l.refuses(t, p, s, fmt.Sprint("lost-", round)); !strings.Contains(said, "连不上") {
			t.Errorf("without a database it says %q", said)
		}
		if r := p.ready(t); r.code != http.StatusServiceUnavailable || r.Checks["reading"] != "away" {
			t.Errorf("/readyz without a database: %+v", r)
		}
		if err := server.Again(); err != nil {
			t.Fatal(err)
		}
		p.becomes(t, "ready")
		l.goesOn(t, p, s, o.unit)
	}
}

// operatorByWire makes an operator that reaches PostgreSQL over a wire.
func operatorByWire(t *testing.T) (*operator, *wire) {
	t.Helper()
	u := check(url.Parse(storetest.PostgresURL(t)))(t)
	wire := newWire(t, u.Host)
	u.Host = wire.address
	return newOperator(t, u.String()), wire
}

// PostgreSQL keeps silent, or is slow: requests end with a sentence within a bounded time, many at once too,
// and go on when it speaks again.
func TestTheDatabaseIsSlow(t *testing.T) {
	o, wire := operatorByWire(t)
	o.config.DatabaseWait = 2 * time.Second
	p := o.start(freePort(t))
	s := p.logIn(t, "lin")
	l := newLedger()
	wire.delay(20 * time.Millisecond)
	if !l.write(p, s, o.unit, "slowly") {
		t.Error("a slow database is given up too early")
	}
	wire.delay(0)
	for round := range 2 {
		wire.stall()
		var all sync.WaitGroup
		for n := range 40 {
			all.Go(func() {
				began := time.Now()
				method, path, body := http.MethodGet, "/tickets", any(nil)
				key := fmt.Sprintf("silent-%d-%d", round, n)
				if n%2 == 0 {
					method, body = http.MethodPost, intake(key)
				}
				status, out, err := p.ask(s, method, path, key, body)
				if err != nil || status != http.StatusServiceUnavailable || out["code"] != "unavailable" {
					t.Errorf("while the database keeps silent: %d %v %v", status, out, err)
				}
				if took := time.Since(began); took > 12*time.Second {
					t.Errorf("an answer took %s", took)
				}
				if method == http.MethodPost {
					l.mu.Lock()
					defer l.mu.Unlock()
					l.unsure = append(l.unsure, key)
				}
			})
		}
		all.Wait()
		if r := p.ready(t); r.code != http.StatusServiceUnavailable || r.Checks["reading"] == "ok" {
			t.Errorf("/readyz while the database keeps silent: %+v", r)
		}
		wire.goOn()
		p.becomes(t, "ready")
		l.goesOn(t, p, s, o.unit)
	}
}

// The connection breaks after a commit and before its answer: nobody knows that it has happened. What is sent
// again is not filed twice, and what was taken for it is not given to another.
func TestTheAnswerToACommitIsLost(t *testing.T) {
	o, wire := operatorByWire(t)
	p := o.start(freePort(t))
	s := p.logIn(t, "lin")
	l := newLedger()
	l.write(p, s, o.unit, "before")
	for round := range 3 {
		key := fmt.Sprint("lost-", round)
		wire.loseCommits(true)
		status, out, err := p.ask(s, http.MethodPost, "/tickets", key, intake(key))
		wire.loseCommits(false)
		if err != nil || status != http.StatusServiceUnavailable {
			t.Fatalf("without the answer to its commit: %d %v %v %s", status, out["number"], err, p.errs.String())
		}
		l.unsure = append(l.unsure, key)
		p.becomes(t, "ready")
		if !l.write(p, s, o.unit, fmt.Sprint("next-", round)) {
			t.Errorf("the next ticket cannot be written\n%s", p.errs.String())
		}
		l.goesOn(t, p, s, o.unit)
	}
}

// Another program keeps the SQLite file to itself, or takes it away.
func TestTheFileIsHeldOrGone(t *testing.T) {
	o := newOperator(t, "sqlite://")
	p := o.start(freePort(t))
	s := p.logIn(t, "lin")
	l := newLedger()
	l.write(p, s, o.unit, "before")

	other := check(sql.Open("sqlite", "file:"+o.config.SQLitePath()+"?_pragma=busy_timeout(10000)"))(t)
	defer other.Close()
	held := check(other.Conn(t.Context()))(t)
	if _, err := held.ExecContext(t.Context(), "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if said := l.refuses(t, p, s, "held"); !strings.Contains(said, "占用") || time.Since(began) > 15*time.Second {
		t.Errorf("after %s it says %q", time.Since(began), said)
	}
	if r := p.ready(t); r.code != http.StatusServiceUnavailable || r.Checks["writing"] != "locked" {
		t.Errorf("/readyz while the file is held: %+v", r)
	}
	if _, err := held.ExecContext(t.Context(), "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	_ = held.Close()
	p.becomes(t, "ready")
	l.goesOn(t, p, s, o.unit)

	moved := o.config.SQLitePath() + ".moved"
	if err := os.Rename(o.config.SQLitePath(), moved); err != nil {
		t.Fatal(err)
	}
	if said := l.refuses(t, p, s, "gone"); !strings.Contains(said, "连不上") {
		t.Errorf("without its file it says %q", said)
	}
	if r := p.ready(t); r.code != http.StatusServiceUnavailable || r.Checks["writing"] != "away" {
		t.Errorf("/readyz without the file: %+v", r)
	}
	if err := os.Rename(moved, o.config.SQLitePath()); err != nil {
		t.Fatal(err)
	}
	p.becomes(t, "ready")
	l.goesOn(t, p, s, o.unit)
}
