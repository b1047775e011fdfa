package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

func TestAPreparedQueryFindsWhatItFindsOtherwise(t *testing.T) {
	at := time.Date(2026, 2, 17, 8, 30, 0, 123000, time.UTC)
	names := []string{"$1 ?", `it's \ "so"`, "张伟"}
	storetest.Each(t, func(t *testing.T, url string) {
		db := opened(t, url)
		if _, err := db.Migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
		ask := func(ctx context.Context) (found []string) {
			t.Helper()
			q := db.Read(ctx).NewSelect().TableExpr("throttle AS t").Column("name").
				Where("t.name IN (?) AND t.until = ? AND t.failures > ? AND t.name <> 'literal'", bun.List(append(names, "'nobody")), at, 1).
				OrderExpr("failures").Limit(10)
			if err := db.Prepared(ctx, q).Scan(ctx, &found); err != nil {
				t.Fatal(err)
			}
			return found
		}
		err := db.Write(t.Context(), func(ctx context.Context, tx bun.Tx) error {
			for i, name := range names {
				if _, err := tx.NewRaw("INSERT INTO throttle (name, failures, until) VALUES (?, ?, ?)", name, i+2, at).Exec(ctx); err != nil {
					return err
				}
			}
			if diff := cmp.Diff(names, ask(ctx)); diff != "" {
				t.Error("in its own transaction:", diff)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		var trace store.Trace
		for range 7 { // a plan is kept from some time on
			if diff := cmp.Diff(names, ask(trace.With(t.Context()))); diff != "" {
				t.Error(diff)
			}
		}
		beside := map[store.Engine]int{store.SQLite: 5, store.Postgres: 6}[db.Engine] // what is sent: 4 names, a moment; to PostgreSQL also how
		if asked := trace.Queries(); len(asked) != 7 || len(asked[0].Values) != beside {
			t.Errorf("the trace holds %d queries, the first %+v", len(asked), asked[0])
		}
		var none []string
		nul := db.Read(t.Context()).NewSelect().TableExpr("throttle").Column("name").Where("name = ?", "a\x00b")
		if err := db.Prepared(t.Context(), nul).Scan(t.Context(), &none); err == nil {
			t.Error("a NUL is sent")
		}
	})
}
