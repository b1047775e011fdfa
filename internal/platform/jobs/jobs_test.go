package jobs_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/jobs"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

func open(t *testing.T, address string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if _, err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return db
}

// done collects what jobs have been given.
type done struct {
	mu   sync.Mutex
	seen map[string]int
	told chan string
}

func newDone() *done { return &done{seen: map[string]int{}, told: make(chan string, 100)} }

func (d *done) do(_ context.Context, body string) error {
	d.mu.Lock()
	d.seen[body]++
	d.mu.Unlock()
	d.told <- body
	return nil
}

func (d *done) wait(t *testing.T, n int) {
	t.Helper()
	for range n {
		select {
		case <-d.told:
		case <-time.After(20 * time.Second):
			t.Fatal("the jobs were not done")
		}
	}
}

// run lets a queue work until the test, or stop, ends it.
func run(t *testing.T, q *jobs.Queue) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		q.Run(ctx)
	}()
	stop = func() { cancel(); <-ended }
	t.Cleanup(stop)
	return stop
}

func TestAJobIsDoneOnceItsTransactionStands(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		db := open(t, address)
		q, d := jobs.New(db), newDone()
		jobs.Handle(q, "say", d.do)
		broken := errors.New("broken off")
		err := db.Write(t.Context(), func(ctx context.Context, _ bun.Tx) error {
			if err := q.Add(ctx, "say", "never", 0); err != nil {
				return err
			}
			return broken
		})
		if !errors.Is(err, broken) {
			t.Fatal(err)
		}
		if err := q.Add(t.Context(), "say", "alone", 0); err != nil {
			t.Fatal(err)
		}
		err = db.Write(t.Context(), func(ctx context.Context, _ bun.Tx) error { return q.Add(ctx, "say", "stands", 0) })
		if err != nil {
			t.Fatal(err)
		}
		run(t, q)
		d.wait(t, 2)
		if diff := cmp.Diff(map[string]int{"alone": 1, "stands": 1}, d.seen); diff != "" {
			t.Error(diff)
		}
	})
}

func TestAJobWaitsForItsTimeAndSurvivesARestart(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		before := jobs.New(open(t, address))
		if err := before.Add(t.Context(), "say", "later", 1500*time.Millisecond); err != nil {
			t.Fatal(err)
		}
		added := time.Now()
		after, d := jobs.New(open(t, address)), newDone()
		jobs.Handle(after, "say", d.do)
		stop := run(t, after)
		d.wait(t, 1)
		if waited := time.Since(added); waited < 1400*time.Millisecond {
			t.Errorf("done after %s", waited)
		}
		stop()
	})
}
