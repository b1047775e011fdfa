package audit_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/uptrace/bun"
	"pgregory.net/rapid"

	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// forged is a log that somebody with all rights on the database can change.
type forged struct {
	t   testing.TB
	db  *store.DB
	log *audit.Log
}

func newForged(t *testing.T, url string) *forged {
	t.Helper()
	db, log := opened(t, url)
	f := &forged{t, db, log}
	f.write(1)
	for _, change := range []string{"UPDATE audit SET actor = 'x'", "DELETE FROM audit"} {
		if _, err := db.Writer().ExecContext(t.Context(), change); err == nil {
			t.Fatal("the database lets the log be changed:", change)
		}
	}
	if db.Engine == store.Postgres {
		if _, err := db.Writer().ExecContext(t.Context(), "TRUNCATE audit"); err == nil {
			t.Fatal("the database lets the log be emptied")
		}
		f.run("DROP TRIGGER audit_append_only ON audit")
	} else {
		f.run("DROP TRIGGER audit_not_changed", "DROP TRIGGER audit_not_removed")
	}
	return f
}

func (f *forged) run(statements ...string) {
	f.t.Helper()
	for _, s := range statements {
		if _, err := f.db.Writer().ExecContext(f.t.Context(), s); err != nil {
			f.t.Fatalf("%s: %v", s, err)
		}
	}
}

// write appends n entries.
func (f *forged) write(n int) {
	f.t.Helper()
	err := f.db.Write(f.t.Context(), func(ctx context.Context, _ bun.Tx) error {
		ctx = audit.By(ctx, audit.Caller{Via: audit.Session, Address: "10.1.2.3"})
		for i := range n {
			if err := f.log.Write(ctx, audit.Who{ID: store.NewID(ctx), Name: "管"}, "unit.added", "unit", "u", map[string]int{"n": i}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		f.t.Fatal(err)
	}
}

// begin makes the log anew, with so many entries as the program before this one wrote them and so many as this one does.
func (f *forged) begin(old, fresh int) {
	f.t.Helper()
	f.run("DELETE FROM audit", "DELETE FROM audit_head", "INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, '')")
	hash := ""
	for n := range old {
		hash = f.writeOld(int64(n+1), hash)
	}
	f.write(fresh)
}

// writeOld appends an entry of version 1, by what is documented of it.
func (f *forged) writeOld(seq int64, before string) string {
	f.t.Helper()
	at := time.Date(2026, 11, 23, 1, 2, 3, int(seq)*1e6, time.UTC)
	id := fmt.Sprintf("019ab000-0000-7000-8000-%012d", seq)
	sum := sha256.New()
	for _, field := range []string{before, fmt.Sprint(seq), at.Format(time.RFC3339Nano), id, "管", "login", "staff", id, `{"from":"127.0.0.1"}`} {
		fmt.Fprintf(sum, "%d:%s", len(field), field)
	}
	hash := hex.EncodeToString(sum.Sum(nil))
	f.run(fmt.Sprintf("INSERT INTO audit (seq, at, actor_id, actor, action, object, object_id, detail, hash) VALUES (%d, '%s', '%s', '管', 'login', 'staff', '%[3]s', '{\"from\":\"127.0.0.1\"}', '%s')",
		seq, at.Format("2006-01-02 15:04:05.999999999-07:00"), id, hash),
		fmt.Sprintf("UPDATE audit_head SET seq = %d, hash = '%s'", seq, hash))
	return hash
}

func (f *forged) swap(a, b int) {
	f.run(fmt.Sprintf("UPDATE audit SET seq = -1000 WHERE seq = %d", a), fmt.Sprintf("UPDATE audit SET seq = %d WHERE seq = %d", a, b), fmt.Sprintf("UPDATE audit SET seq = %d WHERE seq = -1000", b))
}

// changes gives for each column a statement that changes it in one row.
func (f *forged) changes(seq int) map[string]string {
	later := "at + interval '1 microsecond'"
	if f.db.Engine == store.SQLite {
		later = "replace(at, '+00:00', '1+00:00')" // a digit more of the second, or one more where it had none
	}
	set := map[string]string{"at": later, "actor_id": "NULL", "hash": "'" + strings.Repeat("0", 64) + "'", "hash_version": "3 - hash_version"}
	for _, c := range []string{"actor", "via", "means", "address", "action", "object", "object_id", "detail"} {
		set[c] = c + " || 'x'"
	}
	for column, value := range set {
		set[column] = fmt.Sprintf("UPDATE audit SET %s = %s WHERE seq = %d", column, value, seq)
	}
	return set
}

func (f *forged) mustFind(what string) {
	f.t.Helper()
	report, err := f.log.Verify(context.Background(), audit.Checking{})
	if err != nil {
		f.t.Fatal(err)
	}
	if report.OK || len(report.Problems) == 0 {
		f.t.Errorf("not found: %s", what)
	}
}

// Whatever is done to one entry, or two, is found, wherever in the log, of whichever version the entries are.
func TestEveryChangeOfOneEntryIsFound(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		f := newForged(t, url)
		const old, fresh = 3, 3
		again := func() { f.begin(old, fresh) }
		again()
		verify(t, f.log)
		for seq := 1; seq <= old+fresh; seq++ {
			for column, change := range f.changes(seq) {
				f.run(change)
				f.mustFind(fmt.Sprintf("%s of entry %d changed", column, seq))
				again()
			}
			f.run(fmt.Sprintf("DELETE FROM audit WHERE seq = %d", seq))
			f.mustFind(fmt.Sprintf("entry %d removed", seq))
			again()
			for other := seq + 1; other <= old+fresh; other++ {
				f.swap(seq, other)
				f.mustFind(fmt.Sprintf("entries %d and %d exchanged", seq, other))
				again()
			}
		}
	})
}

// Several changes at once do not hide each other. Only a log cut off at its end, together with its head, looks whole: a
// noted head tells that too.
func TestChangesDoNotHideEachOther(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		f := newForged(t, url)
		rapid.Check(t, func(r *rapid.T) {
			old, fresh := rapid.IntRange(0, 4).Draw(r, "old"), rapid.IntRange(1, 6).Draw(r, "fresh")
			f.begin(old, fresh)
			before := f.rows()
			noted, err := f.log.Head(context.Background())
			if err != nil {
				r.Fatal(err)
			}
			for range rapid.IntRange(1, 4).Draw(r, "changes") {
				seq := rapid.IntRange(1, old+fresh).Draw(r, "seq")
				switch rapid.IntRange(0, 4).Draw(r, "how") {
				case 0:
					f.run(fmt.Sprintf("DELETE FROM audit WHERE seq = %d", seq))
				case 1:
					if other := rapid.IntRange(1, old+fresh).Draw(r, "other"); other != seq {
						f.swap(seq, other)
					}
				case 2:
					f.run(fmt.Sprintf("UPDATE audit_head SET seq = %d", seq))
				case 3:
					f.run(fmt.Sprintf("UPDATE audit_head SET hash = COALESCE((SELECT hash FROM audit WHERE seq = %d), 'x')", seq))
				default:
					changes := f.changes(seq)
					f.run(changes[rapid.SampledFrom(slices.Sorted(maps.Keys(changes))).Draw(r, "column")])
				}
			}
			after := f.rows()
			for _, against := range []*audit.Head{nil, &noted} {
				report, err := f.log.Verify(context.Background(), audit.Checking{Noted: against})
				if err != nil {
					r.Fatal(err)
				}
				n := len(after) - 1 // the last row is the head's
				cut := against == nil && n > 0 && n < len(before) && cmp.Equal(before[:n], after[:n]) && after[n] == headOf(before[n-1])
				if report.OK != cmp.Equal(before, after) && !(report.OK && cut) {
					r.Fatalf("ok %v after the changes: %v", report.OK, report.Problems)
				}
			}
		})
	})
}

// headOf gives the row of a head that ends with a row of the log.
func headOf(row string) string {
	fields := strings.Fields(row)
	return fields[0] + " " + fields[len(fields)-1]
}

// rows gives all that the log is made of.
func (f *forged) rows() []string {
	f.t.Helper()
	var all []string
	for _, q := range []string{"SELECT seq, at, actor_id, actor, via, means, address, action, object, object_id, detail, hash_version, hash FROM audit ORDER BY seq", "SELECT seq, hash FROM audit_head"} {
		rows, err := f.db.Writer().QueryContext(context.Background(), q)
		if err != nil {
			f.t.Fatal(err)
		}
		columns, _ := rows.Columns()
		for rows.Next() {
			values, into := make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				into[i] = &values[i]
			}
			if err := rows.Scan(into...); err != nil {
				f.t.Fatal(err)
			}
			all = append(all, fmt.Sprint(values))
		}
		if err := rows.Close(); err != nil {
			f.t.Fatal(err)
		}
	}
	return all
}

// What is found is told as it is: each place, with its kind.
func TestTheReportNamesEveryPlace(t *testing.T) {
	one := func(kind audit.Kind, seq int64) audit.Problem { return audit.Problem{Seq: seq, To: seq, Kind: kind} }
	many := func(kind audit.Kind, seq, to int64) audit.Problem { return audit.Problem{Seq: seq, To: to, Kind: kind} }
	moved := func(seq, was int64) audit.Problem {
		return audit.Problem{Seq: seq, To: seq, Kind: audit.Moved, Was: was}
	}
	storetest.Each(t, func(t *testing.T, url string) {
		f := newForged(t, url)
		for name, c := range map[string]struct {
			sql  string
			want []audit.Problem
		}{
			"nothing":                  {"", nil},
			"a word changed":           {"UPDATE audit SET detail = replace(detail, '\"n\":1', '\"n\":7') WHERE seq = 6", []audit.Problem{one(audit.Changed, 6)}},
			"two words, far apart":     {"UPDATE audit SET actor = 'x' WHERE seq IN (2, 8)", []audit.Problem{one(audit.Changed, 2), one(audit.Changed, 8)}},
			"neighbours":               {"UPDATE audit SET actor = 'x' WHERE seq BETWEEN 3 AND 6", []audit.Problem{many(audit.Changed, 3, 6)}},
			"a word moved over":        {"UPDATE audit SET action = action || 'u', object = 'nit' WHERE seq = 7", []audit.Problem{one(audit.Changed, 7)}},
			"a hash":                   {"UPDATE audit SET hash = '" + strings.Repeat("0", 64) + "' WHERE seq = 5", []audit.Problem{many(audit.Changed, 5, 6)}},
			"the first removed":        {"DELETE FROM audit WHERE seq = 1", []audit.Problem{one(audit.Missing, 1)}},
			"some removed":             {"DELETE FROM audit WHERE seq IN (4, 5, 8)", []audit.Problem{many(audit.Missing, 4, 5), one(audit.Missing, 8)}},
			"the last two removed":     {"DELETE FROM audit WHERE seq > 7", []audit.Problem{many(audit.Missing, 8, 9)}},
			"all removed":              {"DELETE FROM audit", []audit.Problem{many(audit.Missing, 1, 9)}},
			"removed, and changed":     {"DELETE FROM audit WHERE seq = 3; UPDATE audit SET actor = 'x' WHERE seq = 8", []audit.Problem{one(audit.Missing, 3), one(audit.Changed, 8)}},
			"put in at the end":        {"INSERT INTO audit SELECT 10, at, actor_id, actor, action, object, object_id, detail, hash, via, means, address, hash_version FROM audit WHERE seq = 9", []audit.Problem{one(audit.Inserted, 10)}},
			"put in before the first":  {"INSERT INTO audit SELECT -1, at, actor_id, actor, action, object, object_id, detail, hash, via, means, address, hash_version FROM audit WHERE seq = 9", []audit.Problem{one(audit.Inserted, -1)}},
			"neighbours exchanged":     {"UPDATE audit SET seq = -seq WHERE seq IN (6, 7); UPDATE audit SET seq = 13 + seq WHERE seq < 0", []audit.Problem{moved(6, 7), moved(7, 6)}},
			"exchanged, far apart":     {"UPDATE audit SET seq = -seq WHERE seq IN (2, 7); UPDATE audit SET seq = 9 + seq WHERE seq < 0", []audit.Problem{moved(2, 7), moved(7, 2)}},
			"the head's hash":          {"UPDATE audit_head SET hash = 'x'", []audit.Problem{one(audit.HeadDiffers, 9)}},
			"the head set back":        {"UPDATE audit_head SET seq = 7, hash = (SELECT hash FROM audit WHERE seq = 7)", []audit.Problem{many(audit.Inserted, 8, 9)}},
			"the head set forth":       {"UPDATE audit_head SET seq = 11", []audit.Problem{many(audit.Missing, 10, 11)}},
			"the head removed":         {"DELETE FROM audit_head", []audit.Problem{{Kind: audit.HeadDiffers}}},
			"an unknown version":       {"UPDATE audit SET hash_version = 9 WHERE seq = 4", []audit.Problem{one(audit.Changed, 4)}},
			"an address put into old":  {"UPDATE audit SET address = '10.0.0.1' WHERE seq = 2", []audit.Problem{one(audit.Changed, 2)}},
			"what a new one came from": {"UPDATE audit SET via = 'token' WHERE seq = 8", []audit.Problem{one(audit.Changed, 8)}},
		} {
			t.Run(name, func(t *testing.T) {
				f.begin(4, 5)
				if c.sql != "" {
					f.run(strings.Split(c.sql, "; ")...)
				}
				verify(t, f.log, c.want...)
				for _, p := range c.want {
					if words := p.Text(); words.Zh == "" || words.En == "" || strings.Contains(words.Zh+words.En, "%!") {
						t.Errorf("%+v in words: %q", p, words)
					}
				}
			})
		}
	})
}

// Who can write the database can make a whole chain anew. A head noted elsewhere tells.
func TestANotedHeadTellsAChainMadeAnew(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		f := newForged(t, url)
		f.begin(0, 5)
		noted, err := f.log.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if again, err := audit.ParseHead(noted.String()); err != nil || again != noted {
			t.Errorf("%s is read as %v: %v", noted, again, err)
		}
		against := func(head audit.Head) []audit.Problem {
			t.Helper()
			report, err := f.log.Verify(t.Context(), audit.Checking{Noted: &head})
			if err != nil {
				t.Fatal(err)
			}
			return report.Problems
		}
		f.write(3)
		if got := against(noted); len(got) != 0 {
			t.Errorf("a log that went on: %v", got)
		}
		f.begin(0, 8) // the same acts, written by the program itself: nothing in the database tells
		verify(t, f.log)
		want := []audit.Problem{{Seq: 5, To: 5, Kind: audit.NotAsNoted}}
		if diff := cmp.Diff(want, against(noted)); diff != "" {
			t.Error(diff)
		}
		f.begin(0, 3)
		if diff := cmp.Diff(want, against(noted)); diff != "" {
			t.Error("a shorter log:", diff)
		}
	})
	for _, text := range []string{"", "5", "5:", "0:" + strings.Repeat("a", 64), "x:" + strings.Repeat("a", 64), "5:" + strings.Repeat("g", 64), "5:abc"} {
		if _, err := audit.ParseHead(text); err == nil {
			t.Errorf("%q was taken for a head", text)
		}
	}
}

// The chain is longer than what is read at once, and what is broken in more places than are listed is told so.
func TestALongChainIsReadToItsEnd(t *testing.T) {
	f := newForged(t, "sqlite://"+storetest.SQLitePath(t))
	const many = 4001
	f.begin(0, many)
	verify(t, f.log)
	f.run(fmt.Sprintf("UPDATE audit SET detail = '0' WHERE seq IN (2000, 2001, %d)", many))
	verify(t, f.log, audit.Problem{Seq: 2000, To: 2001, Kind: audit.Changed}, audit.Problem{Seq: many, To: many, Kind: audit.Changed})
	f.run("UPDATE audit SET detail = '0' WHERE seq % 2 = 0")
	told := int64(0)
	report, err := f.log.Verify(t.Context(), audit.Checking{Progress: func(done, all int64) {
		if done < told || all != many {
			t.Errorf("told %d of %d after %d", done, all, told)
		}
		told = done
	}})
	if err != nil || report.OK || !report.More || len(report.Problems) != 100 || report.Entries != many || told != many {
		t.Errorf("%d entries, %d problems, more %v; told %d: %v", report.Entries, len(report.Problems), report.More, told, err)
	}
}

// What is written while the log is checked is no problem.
func TestTheLogIsCheckedWhileOthersWrite(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		f := newForged(t, url)
		f.begin(0, 50)
		stop, ended := make(chan struct{}), make(chan struct{})
		go func() {
			defer close(ended)
			for {
				select {
				case <-stop:
					return
				default:
					f.write(1)
				}
			}
		}()
		for range 30 {
			verify(t, f.log)
		}
		close(stop)
		<-ended
	})
}
