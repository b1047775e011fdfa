package store_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// Many write at once; some fail, some panic, some are given up before they begin. What was said to have
// happened is there, and nothing else.
func TestWritersThatShareACommitDoNotShareTheirFate(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		db, err := store.Open(t.Context(), url)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { db.Close() })
		write(t, db, "CREATE TABLE done (n INTEGER PRIMARY KEY)")
		failed := errors.New("no")
		var all sync.WaitGroup
		var mu sync.Mutex
		told, after := map[int]bool{}, map[int]bool{}
		for n := range 400 {
			all.Go(func() {
				defer func() {
					if p := recover(); p != nil && p != fmt.Sprint("panic ", n) {
						t.Errorf("%d ended with another's panic: %v", n, p)
					}
				}()
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				if n%7 == 3 {
					cancel()
				}
				err := db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
					if _, err := tx.NewRaw("INSERT INTO done VALUES (?)", n).Exec(ctx); err != nil {
						return err
					}
					store.After(ctx, func() { mu.Lock(); after[n] = true; mu.Unlock() })
					switch n % 5 {
					case 1:
						return failed
					case 2:
						panic(fmt.Sprint("panic ", n))
					}
					return nil
				})
				mu.Lock()
				defer mu.Unlock()
				told[n] = err == nil
				if n%5 == 1 && n%7 != 3 && !errors.Is(err, failed) {
					t.Errorf("%d ended with another's error: %v", n, err)
				}
			})
		}
		all.Wait()
		var there []int
		if err := db.Read(t.Context()).NewSelect().Table("done").Column("n").Scan(t.Context(), &there); err != nil {
			t.Fatal(err)
		}
		found := map[int]bool{}
		for _, n := range there {
			found[n] = true
		}
		for n := range 400 {
			want := n%5 != 1 && n%5 != 2 && n%7 != 3
			if told[n] != want || found[n] != want || after[n] != want {
				t.Errorf("%d: told %v, found %v, after %v; want %v", n, told[n], found[n], after[n], want)
			}
		}
	})
}

// A duplicate in one transaction leaves the others of its group as they are.
func TestAnErrorOfTheDatabaseUndoesOneTransaction(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		db, err := store.Open(t.Context(), url)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { db.Close() })
		write(t, db, "CREATE TABLE done (n INTEGER PRIMARY KEY)")
		var all sync.WaitGroup
		for n := range 100 {
			all.Go(func() {
				err := db.Write(t.Context(), func(ctx context.Context, tx bun.Tx) error {
					if _, err := tx.NewRaw("INSERT INTO done VALUES (?)", 1000+n).Exec(ctx); err != nil {
						return err
					}
					_, err := tx.NewRaw("INSERT INTO done VALUES (?)", n/2).Exec(ctx)
					return err
				})
				if err != nil && !store.IsDuplicate(err) {
					t.Error(err)
				}
			})
		}
		all.Wait()
		n, err := db.Read(t.Context()).NewSelect().Table("done").Count(t.Context())
		if err != nil || n != 100 { // 50 pairs, of which one each went through with both of its rows
			t.Errorf("%d rows, want 100: %v", n, err)
		}
	})
}

func write(t *testing.T, db *store.DB, query string) {
	t.Helper()
	err := db.Write(t.Context(), func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.NewRaw(query).Exec(ctx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
