package audit_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
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

// verify checks the log: it is whole, or has these problems and no others.
func verify(t *testing.T, log *audit.Log, want ...audit.Problem) {
	t.Helper()
	report, err := log.Verify(t.Context(), audit.Checking{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, report.Problems, cmpopts.EquateEmpty()); diff != "" || report.OK != (len(want) == 0) {
		t.Errorf("ok %v, problems (-want +got):\n%s", report.OK, diff)
	}
}

// newest gives entries, newest first.
func newest(t *testing.T, log *audit.Log, after *audit.Place, limit int) ([]audit.Entry, *audit.Place) {
	t.Helper()
	entries, next, err := log.Find(t.Context(), audit.Filter{}, after, limit)
	if err != nil {
		t.Fatal(err)
	}
	return entries, next
}

func TestManyWritersMakeOneChain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		db, log := opened(t, url)
		verify(t, log)
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
		verify(t, log)
		page, err := log.Page(t.Context(), 35, 50)
		if err != nil || len(page) != 5 || page[0].Seq != 36 || page[4].Seq != 40 {
			t.Fatalf("%v, %v", page, err)
		}
	})
}
