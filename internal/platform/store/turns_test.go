package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/xingfu/xingfu/internal/platform/store"
)

func openTurns(t *testing.T, most int) *sql.DB {
	t.Helper()
	plain, err := sql.Open("sqlite", "")
	ok(t, err)
	db, err := store.OpenInTurn(plain.Driver(), "file:"+filepath.Join(t.TempDir(), "x.db"), most)
	ok(t, errors.Join(err, plain.Close()))
	return db
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestConnectionsComeInTheOrderInWhichTheyAreAskedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := openTurns(t, 1)
		first, err := db.Conn(t.Context())
		ok(t, err)
		var mu sync.Mutex
		var served, want []int
		for i := range 20 {
			want = append(want, i)
			go func() {
				c, err := db.Conn(context.Background())
				if err != nil {
					return
				}
				mu.Lock()
				served = append(served, i)
				mu.Unlock()
				_ = c.Close()
			}()
			synctest.Wait() // it waits now, behind the others
		}
		ok(t, first.Close())
		synctest.Wait()
		if !slices.Equal(served, want) {
			t.Errorf("served %v", served)
		}
		ok(t, db.Close())
	})
}

func TestWhoGivesUpWaitingTakesNoConnection(t *testing.T) {
	db := openTurns(t, 1)
	first, err := db.Conn(t.Context())
	ok(t, err)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := db.Conn(gone); err == nil {
		t.Error("a connection for nobody")
	}
	ok(t, first.Close())
	ok(t, db.PingContext(t.Context()))
	ok(t, db.Close())
}

// More statements than a connection remembers, each asked twice.
func TestStatementsAreRememberedAndForgotten(t *testing.T) {
	db := openTurns(t, 1)
	for range 2 {
		for i := range 300 {
			var sum int
			ok(t, db.QueryRowContext(t.Context(), fmt.Sprintf("SELECT $1 + %d", i), 1000).Scan(&sum))
			if sum != 1000+i {
				t.Fatalf("%d + 1000 is %d", i, sum)
			}
		}
	}
	if _, err := db.QueryContext(t.Context(), "SELECT $1 FROM nowhere", 1); err == nil {
		t.Error("a table that is not there is read")
	}
	ok(t, db.Close())
}
