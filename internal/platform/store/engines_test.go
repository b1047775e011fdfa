package store_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// Each reads a number and writes it back with one added. Without the lock PostgreSQL loses some.
func TestALockedRowIsChangedByOneAfterTheOther(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		db := opened(t, url)
		write(t, db, "CREATE TABLE tally (id INTEGER PRIMARY KEY, n INTEGER NOT NULL)")
		write(t, db, "INSERT INTO tally VALUES (1, 0)")
		var all sync.WaitGroup
		for range 50 {
			all.Go(func() {
				err := db.Write(t.Context(), func(ctx context.Context, tx bun.Tx) error {
					n := 0
					if err := db.Lock(tx.NewSelect().Table("tally").Column("n").Where("id = 1")).Scan(ctx, &n); err != nil {
						return err
					}
					_, err := tx.NewRaw("UPDATE tally SET n = ?", n+1).Exec(ctx)
					return err
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		n := 0
		err := db.Read(t.Context()).NewSelect().Table("tally").Column("n").Scan(t.Context(), &n)
		if err != nil || n != 50 {
			t.Errorf("%d of 50 were counted: %v", n, err)
		}
	})
}

// While one holds a row, another takes the next one instead of waiting.
func TestSkippedRowsAreThoseThatAnotherHolds(t *testing.T) {
	db := opened(t, storetest.PostgresURL(t))
	write(t, db, "CREATE TABLE work (n INTEGER PRIMARY KEY)")
	write(t, db, "INSERT INTO work VALUES (1), (2)")
	take := func(ctx context.Context, tx bun.Tx) (int, error) {
		n := 0
		err := db.SkipLocked(tx.NewSelect().Table("work").Column("n").OrderExpr("n").Limit(1)).Scan(ctx, &n)
		return n, err
	}
	var taken []int
	var hold func(ctx context.Context, tx bun.Tx) error
	hold = func(ctx context.Context, tx bun.Tx) error {
		n, err := take(ctx, tx)
		if store.None(err) {
			return nil
		}
		if taken = append(taken, n); err != nil || len(taken) > 2 {
			return errors.Join(err, errors.New("too many"))
		}
		return db.Write(t.Context(), hold) // another transaction, while this one holds its row
	}
	if err := db.Write(t.Context(), hold); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff([]int{1, 2}, taken); diff != "" {
		t.Error(diff)
	}
}

// Another program writes into the file: readers go on, and a writer waits until it has ended.
func TestAWriterWaitsForAnotherProgram(t *testing.T) {
	path := storetest.SQLitePath(t)
	db := opened(t, "sqlite://"+path)
	write(t, db, "CREATE TABLE done (who TEXT NOT NULL)")
	other, err := sql.Open("sqlite", path+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	tx, err := other.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec("INSERT INTO done VALUES ('other')"); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() {
		ended <- db.Write(t.Context(), func(ctx context.Context, tx bun.Tx) error {
			_, err := tx.NewRaw("INSERT INTO done VALUES ('ours')").Exec(ctx)
			return err
		})
	}()
	if n, err := db.Read(t.Context()).NewSelect().Table("done").Count(t.Context()); err != nil || n != 0 {
		t.Errorf("a reader meanwhile sees %d: %v", n, err)
	}
	select {
	case err := <-ended:
		t.Fatal("it did not wait:", err)
	case <-time.After(300 * time.Millisecond):
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	var who []string
	err = db.Read(t.Context()).NewSelect().Table("done").Column("who").OrderExpr("rowid").Scan(t.Context(), &who)
	if diff := cmp.Diff([]string{"other", "ours"}, who); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

func TestReadersOfSQLiteCannotWrite(t *testing.T) {
	db := opened(t, "sqlite://"+storetest.SQLitePath(t))
	write(t, db, "CREATE TABLE done (n INTEGER)")
	if _, err := db.Read(t.Context()).NewRaw("INSERT INTO done VALUES (1)").Exec(t.Context()); err == nil {
		t.Error("a reader has written past the one writer")
	}
}

// What was acknowledged is in the file itself, for whoever opens it next; the folder is made on the way.
func TestASQLiteFileIsMadeAndKeepsWhatWasWritten(t *testing.T) {
	path := filepath.Join(filepath.Dir(storetest.SQLitePath(t)), "数据 50%?", "a#b.db")
	db, err := store.Open(t.Context(), "sqlite://"+path)
	if err != nil {
		t.Fatal(err)
	}
	write(t, db, "CREATE TABLE done (n INTEGER)")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Fatal(err)
	}
	if n, err := opened(t, "sqlite://"+path).Read(t.Context()).NewSelect().Table("done").Count(t.Context()); err != nil || n != 0 {
		t.Error(n, err)
	}
}

func TestADatabaseThatIsGoneIsToldFromAWrongStatement(t *testing.T) {
	_, err := store.Open(t.Context(), "postgres://u@127.0.0.1:1/x")
	if !store.Unreachable(err) {
		t.Error("nobody listens:", err)
	}
	storetest.Each(t, func(t *testing.T, url string) {
		db := opened(t, url)
		_, err := db.Read(t.Context()).NewRaw("SELECT nothing FROM nowhere").Exec(t.Context())
		if err == nil || store.Unreachable(err) {
			t.Error("a wrong statement:", err)
		}
		if _, err := db.Migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
		if trouble := db.Reads(t.Context()) + db.Writes(t.Context()); trouble != "" {
			t.Error(trouble)
		}
	})
	db := opened(t, storetest.PostgresURL(t))
	if _, err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	err = db.Write(t.Context(), func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.NewRaw("SELECT pg_terminate_backend(pg_backend_pid())").Exec(ctx)
		return err
	})
	if !store.Unreachable(err) {
		t.Error("the server has ended the connection:", err)
	}
	if trouble := db.Reads(t.Context()); trouble != "" {
		t.Error("the next connection:", trouble)
	}
	if store.Unreachable(nil) || store.Unreachable(sql.ErrNoRows) || store.IsDuplicate(nil) || store.None(nil) {
		t.Error("no error counts as one")
	}
}

func TestBothEnginesHaveTheSameSchema(t *testing.T) {
	tables := map[string][]string{}
	storetest.Each(t, func(t *testing.T, url string) {
		db := opened(t, url)
		if pending, err := db.Pending(t.Context()); err != nil || !pending {
			t.Errorf("an empty database waits for no migration: %v, %v", pending, err)
		}
		packed, _ := dumped(t, migrated(t, url))
		for _, line := range lines(t, packed) {
			if strings.HasPrefix(line, `{"table":`) {
				tables[url] = append(tables[url], line)
			}
		}
		if pending, err := db.Pending(t.Context()); err != nil || pending {
			t.Errorf("a migrated database waits: %v, %v", pending, err)
		}
	})
	var both [][]string
	for _, list := range tables {
		slices.Sort(list)
		both = append(both, list)
	}
	if len(both) != 2 || len(both[0]) < 30 {
		t.Fatal("the tables were not found:", both)
	}
	if diff := cmp.Diff(both[0], both[1]); diff != "" {
		t.Error(diff)
	}
}

func TestATraceHoldsTheQueriesOfItsContextOnly(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		db := opened(t, url)
		var trace store.Trace
		ctx := trace.With(t.Context())
		for _, c := range []context.Context{ctx, t.Context()} {
			if _, err := db.Read(c).NewRaw("SELECT ?", "值").Exec(c); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff([]store.Query{{Text: "SELECT '值'"}}, trace.Queries()); diff != "" {
			t.Error(diff)
		}
	})
}
