package store_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

func migrated(t *testing.T, url string) *store.DB {
	t.Helper()
	db := opened(t, url)
	if _, err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return db
}

// filled is a database with one row of every kind of column, and with empty ones.
func filled(t *testing.T, url string) *store.DB {
	t.Helper()
	db := migrated(t, url)
	at := time.Date(2026, 11, 23, 10, 0, 0, 123_000_000, time.FixedZone("", 8*3600))
	root, child, customer, terminal := store.NewID(t.Context()), store.NewID(t.Context()), store.NewID(t.Context()), store.NewID(t.Context())
	err := db.Write(t.Context(), func(ctx context.Context, tx bun.Tx) error {
		for _, row := range []struct {
			query  string
			values []any
		}{
			{"INSERT INTO unit VALUES (?, NULL, ?, 'headquarters', ?, 9007199254740993, ?)", []any{root, `总部 "<&>" \ '`, root + "/", at}},
			{"INSERT INTO unit VALUES (?, ?, ?, 'team', ?, 1, ?)", []any{child, root, "line\nbreak", root + "/" + child + "/", at.Truncate(time.Second)}},
			{"INSERT INTO customer (id, number, name, kind, tier, industry, unit_id, note, note_must, version, created_at) VALUES (?, 'KH1', '甲', 'person', 'gold', '', ?, '', ?, 1, ?)", []any{customer, child, true, at}},
			{"INSERT INTO site (id, customer_id, name, area, address, lat, lon, height_m) VALUES (?, ?, '站', 'sea', '', ?, ?, ?)", []any{store.NewID(t.Context()), customer, 30.123456789012345, -179.99, 1e21}},
			{"INSERT INTO terminal (id, customer_id, number, imei, sim, serial, product, maker, model, satellite, satellite_lon, beam, gateway, antenna, firmware, state) " +
				"VALUES (?, ?, '1', '', '', '', 'mobile', '', '', '', NULL, '', '', '', '', 'active')", []any{terminal, customer}},
			{"INSERT INTO throttle VALUES ('x', 3, ?)", []any{at}},
		} {
			if _, err := tx.NewRaw(row.query, row.values...).Exec(ctx); err != nil {
				return fmt.Errorf("%s: %w", row.query, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func dumped(t *testing.T, db *store.DB) (packed []byte, rows int64) {
	t.Helper()
	var out bytes.Buffer
	rows, err := db.Dump(t.Context(), &out, nil)
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), rows
}

// lines unpacks a dump; its head, which holds the time, is left out.
func lines(t *testing.T, packed []byte) []string {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(text)), "\n")[1:]
}

func repacked(t *testing.T, text string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, err := io.WriteString(w, text)
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestADumpIsTheSameWhicheverEngineItPassedThrough(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		want, rows := dumped(t, filled(t, url))
		storetest.Each(t, func(t *testing.T, url string) {
			db := opened(t, url)
			told := int64(0)
			n, err := db.Load(t.Context(), bytes.NewReader(want), func(n int64) { told = n })
			if err != nil || n != rows || told != rows || rows < 8 {
				t.Fatalf("%d rows loaded, %d told, of %d: %v", n, told, rows, err)
			}
			got, again := dumped(t, db)
			if diff := cmp.Diff(lines(t, want), lines(t, got)); diff != "" || again != rows {
				t.Errorf("%d rows, then %d:\n%s", rows, again, diff)
			}
			if pending, err := db.Pending(t.Context()); err != nil || pending {
				t.Errorf("migrations wait after loading: %v, %v", pending, err)
			}
		})
	})
}

func TestADumpThatIsNotWholeLoadsNothing(t *testing.T) {
	source := filled(t, "sqlite://"+storetest.SQLitePath(t))
	whole, _ := dumped(t, source)
	head, body, end := `{"xingfu":"dump","version":1}`, `{"table":"throttle","columns":["name","failures","until"]}`, `{"end":true,"rows":1}`
	row := `["x",3,"2026-11-23T02:00:00Z"]`
	text := func(lines ...string) []byte { return repacked(t, strings.Join(lines, "\n")+"\n") }
	for _, c := range []struct {
		name string
		dump []byte
		says string
	}{
		{"no gzip", []byte("no backup"), "not a backup of Xingfu"},
		{"something else", text(`{"a":1}`), "not a backup of Xingfu"},
		{"cut off", whole[:len(whole)/2], "breaks off"},
		{"without its end", text(head, body, row), "breaks off"},
		{"a row lost", text(head, body, row, `{"end":true,"rows":2}`), "says that it has 2 rows, but there are 1"},
		{"of a newer program", text(`{"xingfu":"dump","version":99999}`, end), "use a newer program"},
		{"a table that is not known", text(head, `{"table":"moon","columns":["name"]}`, `["x"]`, end), "moon"},
		{"a column that is not known", text(head, `{"table":"throttle","columns":["name","phase"]}`, `["x",1]`, end), "throttle"},
		{"a value too few", text(head, body, `["x",3]`, end), "2 values for 3 columns"},
		{"no time", text(head, body, `["x",3,"Monday"]`, end), "until of throttle"},
		{"a row that refers to nothing", text(head, `{"table":"api_token","columns":["id","staff_id","name","token","created_at"]}`,
			`["019ab000-0000-7000-8000-000000000001","019ab000-0000-7000-8000-000000000002","n","t","2026-11-23T02:00:00Z"]`, end), "api_token"},
	} {
		t.Run(c.name, func(t *testing.T) {
			storetest.Each(t, func(t *testing.T, url string) {
				db := migrated(t, url)
				if _, err := db.Load(t.Context(), bytes.NewReader(c.dump), nil); err == nil || !strings.Contains(err.Error(), c.says) {
					t.Errorf("the error is %v, not %q", err, c.says)
				}
				if n, err := db.Read(t.Context()).NewSelect().Table("throttle").Count(t.Context()); err != nil || n != 0 {
					t.Errorf("%d rows are there: %v", n, err)
				}
				if _, err := db.Load(t.Context(), bytes.NewReader(whole), nil); err != nil {
					t.Errorf("a whole one afterwards: %v", err)
				}
			})
		})
	}
}

func TestADumpIsNotLoadedOverWhatIsThere(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		db := filled(t, url)
		before, _ := dumped(t, db)
		if _, err := db.Load(t.Context(), bytes.NewReader(before), nil); !errors.Is(err, store.ErrNotEmpty) {
			t.Errorf("the error is %v, not ErrNotEmpty", err)
		}
		after, _ := dumped(t, db)
		if diff := cmp.Diff(lines(t, before), lines(t, after)); diff != "" {
			t.Error(diff)
		}
	})
}

// What is written while a dump is under way is not in it, though its table comes later.
func TestADumpIsOfOneMoment(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		db := migrated(t, url)
		for i := range 1500 { // enough that the dump tells how far it is
			write(t, db, fmt.Sprintf("INSERT INTO throttle VALUES ('a%d', 1, '2026-11-23 02:00:00+00:00')", i))
		}
		wrote := false
		var out bytes.Buffer
		rows, err := db.Dump(t.Context(), &out, func(int64) {
			wrote = true
			write(t, db, "INSERT INTO unit VALUES ('"+store.NewID(t.Context())+"', NULL, '后来的单位', 'team', '/', 1, '2026-11-23 02:00:00+00:00')")
		})
		text := strings.Join(lines(t, out.Bytes()), "\n")
		if strings.Index(text, `{"table":"throttle"`) > strings.Index(text, `{"table":"unit"`) {
			t.Fatal("the table that is written to must come after the one that is read")
		}
		if err != nil || !wrote || strings.Contains(text, "后来的单位") {
			t.Errorf("%d rows, written meanwhile %v: %v", rows, wrote, err)
		}
	})
}
