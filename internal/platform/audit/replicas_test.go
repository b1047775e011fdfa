package audit_test

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

func TestReplicasWriteOneChain(t *testing.T) {
	url := storetest.PostgresURL(t)
	_, first := opened(t, url)
	_, second := opened(t, url)
	var all sync.WaitGroup
	for n := range 60 {
		all.Go(func() {
			log := []*audit.Log{first, second}[n%2]
			if err := log.Write(t.Context(), audit.Who{Name: "管"}, "unit.added", "unit", fmt.Sprint(n), n); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	verify(t, first, 0)
	entries, err := second.List(t.Context(), 0, 100)
	if err != nil || len(entries) != 60 || entries[0].Seq != 60 {
		t.Errorf("%d entries: %v", len(entries), err)
	}
}

// An entry comes back as it was written, and its hash is over what comes back: also after a zone and parts of
// a second that one engine does not keep.
func TestAnEntryComesBackAsItWasWritten(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		_, log := opened(t, url)
		at := time.Date(2026, 11, 23, 23, 30, 0, 123_456_789, time.FixedZone("", 8*3600))
		who := audit.Who{ID: store.NewID(t.Context()), Name: `管 "理" 员`}
		ctx := now.At(t.Context(), at)
		for range 2 {
			if err := log.Write(ctx, who, "staff.changed", "staff", "x", map[string]any{"<&>": []any{1.5, nil, "新\n行"}}); err != nil {
				t.Fatal(err)
			}
		}
		if err := log.Write(ctx, audit.Who{}, "started", "", "", nil); err != nil {
			t.Fatal(err)
		}
		got, err := log.List(t.Context(), 0, 10)
		if err != nil {
			t.Fatal(err)
		}
		when, detail := at.UTC().Truncate(time.Millisecond), `{"\u003c\u0026\u003e":[1.5,null,"新\n行"]}`
		want := []audit.Entry{
			{Seq: 3, At: when, Action: "started", Detail: "null"},
			{Seq: 2, At: when, ActorID: who.ID, Actor: who.Name, Action: "staff.changed", Object: "staff", ObjectID: "x", Detail: detail},
			{Seq: 1, At: when, ActorID: who.ID, Actor: who.Name, Action: "staff.changed", Object: "staff", ObjectID: "x", Detail: detail},
		}
		if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(audit.Entry{}, "Hash", "BaseModel")); diff != "" {
			t.Error(diff)
		}
		if len(got) == 3 && (got[0].Hash == got[1].Hash || got[1].Hash == got[2].Hash || len(got[0].Hash) != 64) {
			t.Error("equal entries have equal hashes:", got)
		}
		verify(t, log, 0)
		if err := log.Write(ctx, audit.Who{}, "x", "", "", make(chan int)); err == nil {
			t.Error("a detail that cannot be written was taken")
		}
	})
}

// The chain is longer than what is read at once.
func TestALongChainIsReadToItsEnd(t *testing.T) {
	db, log := opened(t, "sqlite://"+storetest.SQLitePath(t))
	const many = 2001
	err := db.Write(t.Context(), func(ctx context.Context, _ bun.Tx) error {
		for n := range many {
			if err := log.Write(ctx, audit.Who{Name: "管"}, "unit.added", "unit", "u", n); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	verify(t, log, 0)
	execute(t, db.Writer(), "DROP TRIGGER audit_not_changed", fmt.Sprintf("UPDATE audit SET detail = '0' WHERE seq = %d", many))
	verify(t, log, many)
	execute(t, db.Writer(), "UPDATE audit SET actor = 'x' WHERE seq = 1001")
	verify(t, log, 1001)
}

func TestPostgresKeepsAndChecksTheLogToo(t *testing.T) {
	for name, forge := range map[string]struct {
		sql   string
		found int64
	}{
		"a time changed":        {"UPDATE audit SET at = at + interval '1 microsecond' WHERE seq = 3", 3},
		"a person taken away":   {"UPDATE audit SET actor_id = NULL WHERE seq = 2", 2},
		"a word moved over":     {"UPDATE audit SET action = action || 'u', object = 'nit' WHERE seq = 4", 4},
		"a hash changed":        {"UPDATE audit SET hash = repeat('0', 64) WHERE seq = 5", 5},
		"the last two removed":  {"DELETE FROM audit WHERE seq > 4", 5},
		"everything removed":    {"TRUNCATE audit", 1},
		"one put in at the end": {"INSERT INTO audit SELECT 7, at, actor_id, actor, action, object, object_id, detail, hash FROM audit WHERE seq = 6", 7},
	} {
		t.Run(name, func(t *testing.T) {
			db, log := opened(t, storetest.PostgresURL(t))
			for n := range 6 {
				if err := log.Write(t.Context(), audit.Who{ID: store.NewID(t.Context()), Name: "管"}, "unit.added", "unit", "u", n); err != nil {
					t.Fatal(err)
				}
			}
			if !strings.HasPrefix(forge.sql, "INSERT") { // an append-only table takes more rows
				if _, err := db.Writer().ExecContext(t.Context(), forge.sql); err == nil {
					t.Fatal("the database lets the log be changed")
				}
				execute(t, db.Writer(), "DROP TRIGGER audit_append_only ON audit")
			}
			execute(t, db.Writer(), forge.sql)
			verify(t, log, forge.found)
		})
	}
}

func execute(t *testing.T, db *sql.DB, statements ...string) {
	t.Helper()
	for _, s := range statements {
		if _, err := db.ExecContext(t.Context(), s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}
