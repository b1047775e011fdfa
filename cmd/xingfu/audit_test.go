package main_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/app"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// ended runs a command of the program and gives its exit code and what it has printed.
func (o *operator) ended(args ...string) (code int, out string) {
	o.t.Helper()
	cmd := exec.Command(check(program())(o.t), args...)
	cmd.Env = append(os.Environ(), "XINGFU_DATA_DIR="+o.config.Data, "XINGFU_DATABASE_URL="+o.config.DatabaseURL)
	var printed bytes.Buffer
	cmd.Stdout = &printed
	if err := cmd.Run(); cmd.ProcessState == nil {
		o.t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), printed.String()
}

func TestTheAuditLogIsCheckedFromTheCommandLine(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		o := newOperator(t, url)
		_, printed := o.ended("audit", "head")
		noted := strings.TrimSpace(printed)
		if _, err := audit.ParseHead(noted); err != nil {
			t.Fatalf("the head is printed as %q", noted)
		}
		verify := func(want int, args ...string) (report audit.Report) {
			t.Helper()
			code, out := o.ended(append([]string{"audit", "verify", "--json"}, args...)...)
			if code != want || want < 2 && json.Unmarshal([]byte(out), &report) != nil {
				t.Fatalf("verify %v ended with %d, want %d: %s", args, code, want, out)
			}
			return report
		}
		if r := verify(0, "--head", noted); !r.OK || r.Entries == 0 || r.Head.String() != noted || len(r.Problems) != 0 {
			t.Errorf("a whole log: %+v", r)
		}
		verify(2, "--head", "12")
		verify(2, "--data", filepath.Join(t.TempDir(), "none"), "--database-url", "")
		code, lines := o.ended("audit", "export", "--format", "jsonl")
		all := strings.Split(strings.TrimSpace(lines), "\n")
		var last audit.Entry
		if err := json.Unmarshal([]byte(all[len(all)-1]), &last); err != nil || code != 0 || last.Seq != int64(len(all)) || !strings.HasSuffix(noted, last.Hash) {
			t.Errorf("%d lines are taken out, %d, the last %+v: %v", len(all), code, last, err)
		}
		code, table := o.ended("audit", "export", "--format", "csv", "--to", "2020-01-01")
		if rows, err := csv.NewReader(strings.NewReader(table)).ReadAll(); err != nil || code != 0 || len(rows) != 1 {
			t.Errorf("of a time before all: %q, %v", table, err)
		}
		if code, _ := o.ended("audit", "export", "--from", "yesterday"); code != 1 {
			t.Errorf("from yesterday: %d", code)
		}
		o.inside(func(ctx context.Context, a *app.App) {
			entries, _, err := a.Audit.Find(ctx, audit.Filter{Actions: []string{"audit.exported"}}, nil, 10)
			if err != nil || len(entries) != 2 || entries[0].Via != audit.Command || entries[0].Means == "" || !strings.Contains(entries[1].Detail, fmt.Sprintf(`"entries":%d,`, last.Seq)) {
				t.Errorf("what was taken out is noted as %+v: %v", entries, err)
			}
			forge(t, a.DB, "UPDATE audit SET actor = 'x' WHERE seq = 2")
		})
		if r := verify(1); r.OK || len(r.Problems) != 1 || r.Problems[0].Seq != 2 || r.Problems[0].Kind != audit.Changed || r.Problems[0].Detail == "" {
			t.Errorf("a changed entry: %+v", r)
		}
		if code, out := o.ended("audit", "verify"); code != 1 || !strings.Contains(out, "entry 2") {
			t.Errorf("to a person, %d: %s", code, out)
		}
	})
}

// forge changes the audit log as one with all rights on the database could.
func forge(t *testing.T, db *store.DB, change string) {
	t.Helper()
	statements := []string{"DROP TRIGGER audit_not_changed", change}
	if db.Engine == store.Postgres {
		statements[0] = "DROP TRIGGER audit_append_only ON audit"
	}
	for _, s := range statements {
		err := db.Write(t.Context(), func(ctx context.Context, tx bun.Tx) error {
			_, err := tx.NewRaw(s).Exec(ctx)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
