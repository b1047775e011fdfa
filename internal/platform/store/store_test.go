package store_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

func opened(t *testing.T, url string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func TestAnInnerWriteSharesTheFateOfTheOuterOne(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		db := opened(t, url)
		write(t, db, "CREATE TABLE done (n INTEGER PRIMARY KEY)")
		no := errors.New("no")
		for n, fate := range []error{nil, no} {
			var told []string
			err := db.Write(t.Context(), func(ctx context.Context, tx bun.Tx) error {
				if !store.Writing(ctx) || store.Writing(t.Context()) {
					t.Error("Writing does not tell where one is")
				}
				err := db.Write(ctx, func(ctx context.Context, inner bun.Tx) error {
					store.After(ctx, func() { told = append(told, "after") })
					store.Always(ctx, func() { told = append(told, "always") })
					_, err := inner.NewRaw("INSERT INTO done VALUES (?)", n).Exec(ctx)
					return err
				})
				if err != nil {
					t.Error(err)
				}
				seen, err := db.Read(ctx).NewSelect().Table("done").Where("n = ?", n).Exists(ctx)
				if err != nil || !seen {
					t.Errorf("its own row is not seen inside: %v", err)
				}
				if told != nil {
					t.Error("told before the end:", told)
				}
				return fate
			})
			if !errors.Is(err, fate) {
				t.Error(err)
			}
			want := []string{"always", "after"}
			if fate != nil {
				want = want[:1]
			}
			if diff := cmp.Diff(want, told); diff != "" {
				t.Error(diff)
			}
			there, err := db.Read(t.Context()).NewSelect().Table("done").Where("n = ?", n).Exists(t.Context())
			if err != nil || there != (fate == nil) {
				t.Errorf("there %v after %v: %v", there, fate, err)
			}
		}
		var outside []string
		store.After(t.Context(), func() { outside = append(outside, "after") })
		store.Always(t.Context(), func() { outside = append(outside, "always") })
		if len(outside) != 2 {
			t.Error("without a transaction they run at once:", outside)
		}
	})
}

func TestDuplicatesAndNothingAreToldApart(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		db := opened(t, url)
		write(t, db, "CREATE TABLE done (n INTEGER PRIMARY KEY)")
		write(t, db, "INSERT INTO done VALUES (1)")
		err := db.Write(t.Context(), func(ctx context.Context, tx bun.Tx) error {
			_, err := tx.NewRaw("INSERT INTO done VALUES (1)").Exec(ctx)
			return err
		})
		if !store.IsDuplicate(err) || store.None(err) || store.Unreachable(err) {
			t.Errorf("a duplicate: %v", err)
		}
		var n int
		err = db.Read(t.Context()).NewSelect().Table("done").Column("n").Where("n = 2").Scan(t.Context(), &n)
		if !store.None(err) || store.IsDuplicate(err) || store.Unreachable(err) {
			t.Errorf("nothing: %v", err)
		}
	})
}

func TestAddressesThatCannotBeOpenedSayWhy(t *testing.T) {
	for address, says := range map[string]string{
		"":                                  "postgres://",
		"mysql://u:secret@host/db":          "sqlite:///path/file.db",
		"sqlite:///proc/nowhere/x.db":       "data folder",
		"postgres://u:secret@127.0.0.1:1/x": "PostgreSQL",
	} {
		_, err := store.Open(t.Context(), address)
		if err == nil || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v", address, err)
		}
	}
}

func TestMigratingAgainChangesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		db := opened(t, url)
		first, err := db.Migrate(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		again, err := db.Migrate(t.Context())
		if err != nil || first != again || first < 9 {
			t.Errorf("version %d, then %d: %v", first, again, err)
		}
	})
}

func TestIdentifiersCarryTheirTimeAndSortByIt(t *testing.T) {
	at := time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)
	seen, last := map[string]bool{}, ""
	for i := range 1000 {
		id := store.NewID(now.At(t.Context(), at.Add(time.Duration(i)*time.Millisecond)))
		if seen[id] || id <= last || !store.IsID(id) || id[14] != '7' || !strings.ContainsRune("89ab", rune(id[19])) {
			t.Fatalf("%s after %s", id, last)
		}
		seen[id], last = true, id
	}
	same := func() string {
		return store.NewID(store.Random(now.At(t.Context(), at), strings.NewReader(strings.Repeat("x", 16))))
	}
	if a, b := same(), same(); a != b || a[:13] != store.NewID(now.At(t.Context(), at))[:13] {
		t.Errorf("%s and %s", a, b)
	}
	for _, s := range []string{"", "x", last[1:], last + "0", strings.ReplaceAll(last, "-", "")} {
		if store.IsID(s) || !fault.Is(store.CheckIDs("unit", s), fault.Invalid) {
			t.Errorf("%q counts as an identifier", s)
		}
	}
}

func FuzzCursor(f *testing.F) {
	f.Add("a", "b")
	f.Add("", "名称")
	f.Fuzz(func(t *testing.T, a, b string) {
		values, err := store.ReadCursor(store.Cursor(a, b), 2)
		if err != nil || len(values) != 2 || utf8.ValidString(a) && values[0] != a || utf8.ValidString(b) && values[1] != b {
			t.Errorf("%q, %q: %q, %v", a, b, values, err)
		}
		if values, err := store.ReadCursor(a, 2); a == "" && (values != nil || err != nil) || err != nil && !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: %q, %v", a, values, err)
		}
		if _, err := store.ReadCursor(store.Cursor(a, b), 3); !fault.Is(err, fault.Invalid) {
			t.Errorf("a cursor of two values read as three: %v", err)
		}
	})
}
