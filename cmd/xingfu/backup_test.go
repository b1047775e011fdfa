package main_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/app"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// A backup is taken while people write, and restored on the other engine: it holds all that was
// acknowledged before, is a state that there was, and says the same when it is taken again.
func TestABackupIsRestoredOnEitherEngine(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		o := newOperator(t, url)
		p := o.start(freePort(t))
		s := p.logIn(t, "lin")
		l := newLedger()
		for n := range 20 {
			l.write(p, s, o.unit, fmt.Sprintf("before-%d", n))
		}
		file := filepath.Join(t.TempDir(), "a.backup")
		writing := make(chan struct{})
		go func() {
			defer close(writing)
			during := newLedger()
			for n := range 60 {
				during.write(p, s, o.unit, fmt.Sprintf("during-%d", n))
			}
		}()
		o.run(nil, "backup", file)
		<-writing
		p.kill()
		if out := o.run(exec.ErrNotFound, "backup", file); !strings.Contains(out, "exists already") {
			t.Errorf("a second backup into the same file says %q", out)
		}
		other := &operator{t: t, config: app.Config{DatabaseURL: storetest.PostgresURL(t)}, unit: o.unit}
		if o.config.DatabaseURL != "" {
			other.config = app.Config{Data: t.TempDir()}
		}
		other.run(nil, "restore", file)
		if out := other.run(exec.ErrNotFound, "restore", file); !strings.Contains(out, "not empty") {
			t.Errorf("restoring over data says %q", out)
		}
		again := filepath.Join(t.TempDir(), "b.backup")
		other.run(nil, "backup", again)
		data, log := content(t, file)
		dataAgain, logAgain := content(t, again)
		if diff := cmp.Diff(data, dataAgain); diff != "" {
			t.Errorf("the restored data is not the same:\n%.2000s", diff)
		}
		goneOn := len(logAgain) == len(log)+2 && cmp.Equal(log, logAgain[:len(log)]) && strings.Contains(log[len(log)-1], `"backup.made"`) &&
			strings.Contains(logAgain[len(log)], `"backup.restored"`) && strings.Contains(logAgain[len(log)+1], `"backup.made"`)
		if !goneOn {
			t.Errorf("the audit log has not gone on from the backup with what was done:\n%.2000s", cmp.Diff(log, logAgain))
		}
		other.inside(func(ctx context.Context, a *app.App) {
			if report := check(a.Audit.Verify(ctx, audit.Checking{}))(t); !report.OK {
				t.Errorf("the audit log is broken: %v", report.Problems)
			}
		})
		q := other.start(freePort(t))
		for key, id := range l.tickets {
			if status, _, err := q.ask(s, http.MethodGet, "/tickets/"+id, "", nil); err != nil || status != http.StatusOK {
				t.Errorf("ticket %s after the restore: %d %v", key, status, err)
			}
		}
		for key, id := range l.tickets { // what is searched is no part of a backup, and made anew
			q.finds(t, s, `"记录 `+key+`" 没有信号`, id)
		}
		if !l.write(q, s, o.unit, "after") {
			t.Error("nothing can be written after the restore")
		}
	})
}

// run runs a command of the program on the operator's database. With a wanted error it must fail.
func (o *operator) run(wanted error, args ...string) string {
	o.t.Helper()
	cmd := exec.Command(check(program())(o.t), args...)
	cmd.Env = append(os.Environ(), "XINGFU_DATA_DIR="+o.config.Data, "XINGFU_DATABASE_URL="+o.config.DatabaseURL)
	out, err := cmd.CombinedOutput()
	if (err != nil) != (wanted != nil) {
		o.t.Fatalf("xingfu %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// content gives the lines of a backup, those of the audit log for themselves; but for the first and the last, which say
// when it was made and how long it is.
func content(t *testing.T, file string) (data, log []string) {
	t.Helper()
	packed := check(os.ReadFile(file))(t)
	unpacked := check(gzip.NewReader(bytes.NewReader(packed)))(t)
	lines := strings.Split(string(check(io.ReadAll(unpacked))(t)), "\n")
	if len(lines) < 100 {
		t.Fatalf("the backup has only %d lines", len(lines))
	}
	table := ""
	for _, line := range lines[1 : len(lines)-2] {
		var head struct{ Table string }
		if json.Unmarshal([]byte(line), &head) == nil && head.Table != "" {
			table = head.Table
		}
		switch table {
		case "audit":
			log = append(log, line)
		case "audit_head":
		default:
			data = append(data, line)
		}
	}
	return data, log
}
