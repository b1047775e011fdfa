package audit_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

func opened(t *testing.T, url string) (*store.DB, *audit.Log) {
	t.Helper()
	db, err := store.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if _, err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return db, audit.New(db)
}

func verify(t *testing.T, log *audit.Log, want int64) {
	t.Helper()
	if got, err := log.Verify(t.Context()); err != nil || got != want {
		t.Errorf("the first entry that is not as written: %d, want %d (%v)", got, want, err)
	}
}

func TestManyWritersMakeOneChain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		db, log := opened(t, url)
		verify(t, log, 0)
		var all sync.WaitGroup
		for n := range 60 {
			all.Go(func() {
				err := db.Write(t.Context(), func(ctx context.Context, _ bun.Tx) error {
					if err := log.Write(ctx, audit.Who{Name: "管"}, "unit.added", "unit", fmt.Sprint(n), map[string]int{"n": n}); err != nil {
						return err
					}
					if n%3 == 0 {
						return errors.New("taken back")
					}
					return nil
				})
				if (err == nil) == (n%3 == 0) {
					t.Error(n, err)
				}
			})
		}
		all.Wait()
		verify(t, log, 0)
		newest, err := log.List(t.Context(), 0, 5)
		if err != nil || len(newest) != 5 || newest[0].Seq != 40 || newest[4].Seq != 36 {
			t.Fatalf("%v, %v", newest, err)
		}
		older, err := log.List(t.Context(), newest[4].Seq, 50)
		if err != nil || len(older) != 35 || older[34].Seq != 1 {
			t.Errorf("%d older, %v", len(older), err)
		}
	})
}

// Whoever gets past the triggers that refuse it is found out.
func TestWhatWasChangedRemovedOrReorderedIsFound(t *testing.T) {
	for name, forge := range map[string]struct {
		sql   string
		found int64
	}{
		"a word changed":        {"UPDATE audit SET detail = replace(detail, '\"n\":3', '\"n\":4') WHERE seq = 4", 4},
		"the person changed":    {"UPDATE audit SET actor = 'x' WHERE seq = 2", 2},
		"the first one removed": {"DELETE FROM audit WHERE seq = 1", 1},
		"one removed":           {"DELETE FROM audit WHERE seq = 5", 5},
		"the last one removed":  {"DELETE FROM audit WHERE seq = 9", 9},
		"two exchanged":         {"UPDATE audit SET seq = CASE seq WHEN 6 THEN -7 ELSE -6 END WHERE seq IN (6, 7); UPDATE audit SET seq = -seq WHERE seq < 0", 6},
	} {
		t.Run(name, func(t *testing.T) {
			db, log := opened(t, "sqlite://"+storetest.SQLitePath(t))
			for n := range 9 {
				if err := log.Write(t.Context(), audit.Who{Name: "管"}, "unit.added", "unit", "u", map[string]int{"n": n}); err != nil {
					t.Fatal(err)
				}
			}
			first, _, _ := strings.Cut(forge.sql, ";")
			if _, err := db.Writer().ExecContext(t.Context(), first); err == nil {
				t.Fatal("the database lets the log be changed")
			}
			var triggers []string
			err := db.Read(t.Context()).NewSelect().Table("sqlite_master").Column("name").Where("type = 'trigger' AND tbl_name = 'audit'").Scan(t.Context(), &triggers)
			if err != nil || len(triggers) == 0 {
				t.Fatal(triggers, err)
			}
			for _, trigger := range triggers {
				if _, err := db.Writer().ExecContext(t.Context(), "DROP TRIGGER "+trigger); err != nil {
					t.Fatal(err)
				}
			}
			for statement := range strings.SplitSeq(forge.sql, ";") {
				if _, err := db.Writer().ExecContext(t.Context(), statement); err != nil {
					t.Fatal(err)
				}
			}
			verify(t, log, forge.found)
		})
	}
}
