package index_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/index"
	"github.com/xingfu/xingfu/internal/platform/index/token"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// shelf is a database with customers, whose documents are their names.
type shelf struct {
	*index.Index
	t    *testing.T
	db   *store.DB
	unit string
}

func newShelf(t *testing.T, address string) *shelf {
	t.Helper()
	db, err := store.Open(t.Context(), address)
	ok(t, err)
	t.Cleanup(func() { _ = db.Close() })
	_, err = db.Migrate(t.Context())
	ok(t, err)
	s := &shelf{newIndex(db), t, db, store.NewID(t.Context())}
	_, err = db.Writer().Exec("INSERT INTO unit VALUES ('" + s.unit + "', NULL, 'hq', 'headquarters', '" + s.unit + "/', 1, '2026-01-01 00:00:00+00:00')")
	ok(t, err)
	return s
}

func newIndex(db *store.DB) *index.Index {
	x := index.New(db)
	x.Add(index.Source{Kind: "customer", Read: func(ctx context.Context, ids []string) ([]index.Document, error) {
		var rows []struct{ ID, Name string }
		err := db.Read(ctx).NewSelect().Table("customer").Column("id", "name").Where("id IN (?)", bun.List(ids)).Scan(ctx, &rows)
		var list []index.Document
		for _, r := range rows {
			list = append(list, index.Document{ID: r.ID, Fields: []index.Field{{Where: "name", Field: token.Field{Text: r.Name}}}})
		}
		return list, err
	}})
	return x
}

var begin = time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)

// add makes a customer some time after the beginning, past the program unless it is told to the index.
func (s *shelf) add(after time.Duration, name string, told bool) string {
	s.t.Helper()
	ctx := now.At(s.t.Context(), begin.Add(after))
	id := store.NewID(ctx)
	ok(s.t, s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.NewRaw("INSERT INTO customer (id, number, name, kind, tier, industry, unit_id, note, note_must, version, created_at) VALUES (?, ?, ?, 'person', 'gold', '', ?, '', ?, 1, ?)", id, id, name, s.unit, false, begin).Exec(ctx)
		if err == nil && told {
			err = s.Changed(ctx, tx, "customer", id)
		}
		return err
	}))
	return id
}

func (s *shelf) rename(id, name string) {
	s.t.Helper()
	ok(s.t, s.db.Write(s.t.Context(), func(ctx context.Context, tx bun.Tx) error {
		if _, err := tx.NewRaw("UPDATE customer SET name = ? WHERE id = ?", name, id).Exec(ctx); err != nil {
			return err
		}
		return s.Changed(ctx, tx, "customer", id)
	}))
}

func (s *shelf) find(q string, limit int) []string {
	s.t.Helper()
	hits, err := s.Find(s.t.Context(), "customer", token.Parse(q), index.Rights{}, 0, limit)
	ok(s.t, err)
	var ids []string
	for _, h := range hits {
		ids = append(ids, h.ObjectID)
	}
	return ids
}

// Periods from minutes to years, with few and with many in them: the newest come first, and none is left out.
func TestTheNewestComeFirstOverAllPeriods(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := newShelf(t, address)
		var times []time.Duration
		for i := range 40 {
			times = append(times, time.Duration(i)*time.Minute, -time.Duration(i)*31*time.Hour, -time.Duration(i)*41*24*time.Hour)
		}
		slices.Sort(times)
		times = slices.Compact(times)
		var want, rare []string
		for i, at := range times {
			name := "常见的名称"
			if i%17 == 3 {
				name = "常见的名称 少有"
			}
			id := s.add(at, name, i%2 == 0)
			want = append(want, id)
			if i%17 == 3 {
				rare = append(rare, id)
			}
		}
		slices.Reverse(want)
		slices.Reverse(rare)
		ok(t, s.Finish(t.Context(), nil))
		if diff := cmp.Diff(want, s.find("常见", 1000)); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(want[:7], s.find("名", 7)); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(rare, s.find("少有 常见", 1000)); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(rare[:2], s.find("少有", 2)); diff != "" {
			t.Error(diff)
		}
	})
}

// Where a period has more than is sorted at once, it is gone through by shorter ones.
func TestManyInOneMomentAreAllFound(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := newShelf(t, address)
		const many = 2500
		ok(t, s.db.Write(t.Context(), func(ctx context.Context, tx bun.Tx) error {
			for i := range many {
				at := begin.Add(-time.Duration(i/1000) * 300 * 24 * time.Hour)
				id := store.NewID(now.At(ctx, at))
				if _, err := tx.NewRaw("INSERT INTO customer (id, number, name, kind, tier, industry, unit_id, note, note_must, version, created_at) VALUES (?, ?, '同名', 'person', 'gold', '', ?, '', ?, 1, ?)", id, id, s.unit, false, at).Exec(ctx); err != nil {
					return err
				}
			}
			return nil
		}))
		ok(t, s.Finish(t.Context(), nil))
		found := s.find("同名", many+1)
		slices.Sort(found)
		if n := len(slices.Compact(found)); n != many {
			t.Errorf("%d of %d are found", n, many)
		}
		if few := s.find("同名", 20); len(few) != 20 {
			t.Errorf("%d of 20 are found", len(few))
		}
	})
}

// What another process has left half done is finished by the next one.
func TestTheIndexGoesOnAfterARestart(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := newShelf(t, address)
		for i := range 450 {
			s.add(time.Duration(i)*time.Second, fmt.Sprintf("客户 %04d", i), false)
		}
		ctx, stop := context.WithCancel(t.Context())
		err := s.Finish(ctx, func(string, int) { stop() })
		if n := len(s.find("客户", 1000)); n == 0 || n == 450 {
			t.Fatalf("%d documents after the first part, and %v", n, err)
		}
		late := s.add(time.Hour, "新来的", true)
		again := newIndex(s.db)
		ok(t, again.Finish(t.Context(), nil))
		if n := len(s.find("客户", 1000)); n != 450 {
			t.Errorf("%d documents of 450", n)
		}
		if diff := cmp.Diff([]string{late}, s.find("新来", 5)); diff != "" {
			t.Error(diff)
		}
		// What was written past the program is found once all is gone through again.
		past := s.add(2*time.Hour, "旁边来的", false)
		ok(t, again.Finish(t.Context(), nil))
		if s.find("旁边", 5) != nil {
			t.Error("found without being told of")
		}
		ok(t, again.GoThrough(t.Context()))
		ok(t, again.Finish(t.Context(), nil))
		if diff := cmp.Diff([]string{past}, s.find("旁边", 5)); diff != "" {
			t.Error(diff)
		}
	})
}

// Several that follow the same changes leave each document as its object is.
func TestSeveralFollowChangesTogether(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := newShelf(t, address)
		ctx, stop := context.WithCancel(t.Context())
		var running sync.WaitGroup
		for range 3 {
			x := newIndex(s.db)
			running.Go(func() { x.Run(ctx) })
		}
		var ids []string
		for i := range 20 {
			ids = append(ids, s.add(time.Duration(i)*time.Second, "第0名", true))
		}
		for i := range 200 {
			s.rename(ids[i%20], fmt.Sprintf("第%d名", i))
		}
		deadline := time.Now().Add(30 * time.Second)
		for left := 1; left > 0 && time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
			ok(t, s.db.Read(ctx).NewRaw("SELECT COUNT(*) FROM search_due").Scan(ctx, &left))
		}
		stop()
		running.Wait()
		for i := range 20 {
			if diff := cmp.Diff([]string{ids[i]}, s.find(fmt.Sprintf("第%d名", 180+i), 5)); diff != "" {
				t.Error(diff)
			}
		}
		if old := s.find("第5名", 5); old != nil {
			t.Errorf("found by an old name: %v", old)
		}
	})
}

func TestWhatIsGoneIsNotFound(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := newShelf(t, address)
		id := s.add(0, "要走的", true)
		ok(t, s.Finish(t.Context(), nil))
		ok(t, s.db.Write(t.Context(), func(ctx context.Context, tx bun.Tx) error {
			if _, err := tx.NewRaw("DELETE FROM customer WHERE id = ?", id).Exec(ctx); err != nil {
				return err
			}
			return s.Changed(ctx, tx, "customer", id)
		}))
		ok(t, s.Finish(t.Context(), nil))
		if found := s.find("要走", 5); found != nil {
			t.Error(found)
		}
	})
}

func TestPassagesShowTheSurroundingsOfWhatIsFound(t *testing.T) {
	long := strings.Repeat("前", 60) + "馈源极化" + strings.Repeat("后", 200)
	fields := []index.Field{{Where: "a", Field: token.Field{Text: "极化"}}, {Where: "b", Field: token.Field{Text: long}}}
	of, text := index.Passage(token.Parse("馈源 极化"), token.Field{Text: "接收"}, fields)
	want := []index.Segment{{Text: "…"}, {Text: strings.Repeat("前", 24)}, {Text: "馈源极化", Hit: true}, {Text: strings.Repeat("后", 92)}, {Text: "…"}}
	if diff := cmp.Diff(want, text); diff != "" || of.Where != "b" {
		t.Errorf("%s: %s", of.Where, diff)
	}
	if of, _ := index.Passage(token.Parse("接收"), token.Field{Text: "接收"}, fields); of != nil {
		t.Error("a passage though the title says it all")
	}
}
