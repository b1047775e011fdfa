package audit_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// benchRows is how long the log is that is measured; XINGFU_AUDIT_ROWS names another length.
func benchRows(b *testing.B) int {
	n, err := strconv.Atoi(os.Getenv("XINGFU_AUDIT_ROWS"))
	if err != nil {
		return 1_000_000
	}
	return n
}

// BenchmarkAudit measures, on a long log, how many entries a second are checked, and how long the first page of each
// filter takes:
//
//	go run ./internal/platform/store/storetest/withpostgres go test ./internal/platform/audit -run '^$' -bench Audit -benchtime 3x -timeout 30m
func BenchmarkAudit(b *testing.B) {
	for _, engine := range []store.Engine{store.SQLite, store.Postgres} {
		b.Run(string(engine), func(b *testing.B) {
			url := "sqlite://" + storetest.SQLitePath(b)
			if engine == store.Postgres {
				url = storetest.PostgresURL(b)
			}
			db, err := store.Open(b.Context(), url)
			if err != nil {
				b.Fatal(err)
			}
			defer db.Close()
			if _, err := db.Migrate(b.Context()); err != nil {
				b.Fatal(err)
			}
			n := benchRows(b)
			people, from := fillLog(b, db, n)
			log := audit.New(db)
			b.Run("verify", func(b *testing.B) {
				for b.Loop() {
					if r, err := log.Verify(b.Context(), audit.Checking{}); err != nil || !r.OK || r.Entries != int64(n) {
						b.Fatal(r, err)
					}
				}
				b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "entries/s")
			})
			middle := from.Add(365 * 24 * time.Hour)
			month := middle.Add(30 * 24 * time.Hour)
			for _, c := range []struct {
				name string
				f    audit.Filter
			}{
				{"all", audit.Filter{}},
				{"month", audit.Filter{From: middle, To: month}},
				{"person", audit.Filter{ActorID: people[7]}},
				{"person,month", audit.Filter{ActorID: people[7], From: middle, To: month}},
				{"person,rare", audit.Filter{ActorID: people[7], Actions: []string{"unit.changed"}}},
				{"common", audit.Filter{Actions: []string{"login"}}},
				{"rare", audit.Filter{Actions: []string{"unit.changed"}}},
				{"several", audit.Filter{Actions: []string{"unit.changed", "tickets.exported", "audit.exported"}}},
				{"several,month", audit.Filter{Actions: []string{"unit.changed", "login", "audit.exported"}, From: middle, To: month}},
				{"object", audit.Filter{Object: "staff", ObjectID: people[9]}},
				{"sort,rare", audit.Filter{Object: "unit"}},
				{"address", audit.Filter{Address: "10.0.0.77"}},
				{"token", audit.Filter{Via: audit.Token}},
				{"command", audit.Filter{Via: audit.Command}},
				{"command,login", audit.Filter{Via: audit.Command, Actions: []string{"login"}}},
				{"text", audit.Filter{Text: "nowhere"}},
				{"text,month", audit.Filter{Text: "nowhere", From: middle, To: month}},
				{"text,person", audit.Filter{Text: "nowhere", ActorID: people[7]}},
			} {
				b.Run("find "+c.name, func(b *testing.B) {
					for b.Loop() {
						if _, _, err := log.Find(b.Context(), c.f, nil, 50); err != nil {
							b.Fatal(err)
						}
					}
				})
			}
		})
	}
}

// fillLog writes a log of two years: most of it log-ins, some acts rare.
func fillLog(b *testing.B, db *store.DB, n int) (people []string, from time.Time) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		people = append(people, store.NewID(b.Context()))
	}
	from = time.Date(2024, 11, 23, 0, 0, 0, 0, time.UTC)
	step, hash, seq := 2*365*24*time.Hour/time.Duration(n), "", int64(0)
	for seq < int64(n) {
		err := db.Write(b.Context(), func(ctx context.Context, tx bun.Tx) error {
			page := make([]audit.Entry, 0, 2000)
			for len(page) < cap(page) && seq < int64(n) {
				seq++
				e := audit.Entry{At: from.Add(step * time.Duration(seq)).Truncate(time.Millisecond), ActorID: people[r.IntN(len(people))], Actor: "王敏", Via: audit.Session,
					Address: fmt.Sprintf("10.0.%d.%d", r.IntN(2), r.IntN(250)), Action: "login", Object: "staff", Detail: `{"from":"10.0.0.1"}`}
				e.ObjectID = e.ActorID
				switch dice := r.IntN(10_000); {
				case dice < 3:
					e.Action, e.Object, e.ObjectID, e.Via = "unit.changed", "unit", "u", audit.Command
				case dice < 500:
					e.Action, e.Object, e.ObjectID, e.Via, e.Detail = "tickets.exported", "tickets", "", audit.Token, `{"list":"status=active","tickets":128}`
				case dice < 4000:
					e.Action = "logout"
				}
				e.Chain(seq, hash)
				hash = e.Hash
				page = append(page, e)
			}
			if _, err := tx.NewInsert().Model(&page).Exec(ctx); err != nil {
				return err
			}
			_, err := tx.NewUpdate().Table("audit_head").Set("seq = ?", seq).Set("hash = ?", hash).Where("id = 1").Exec(ctx)
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	if db.Engine == store.Postgres { // as its own daemon does in time
		if _, err := db.Writer().ExecContext(b.Context(), "ANALYZE audit"); err != nil {
			b.Fatal(err)
		}
	}
	return people, from
}
