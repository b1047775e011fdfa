package store

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/now"
)

const (
	// lookWithin is how long the database may take to show that it reads, or that it writes.
	lookWithin = 3 * time.Second
	// lookAgain is how long what was seen of its writing is believed.
	lookAgain = 5 * time.Second
	// ballast is how many bytes are written to see whether a disk that was full has room again.
	ballast = 1 << 20
)

// health remembers how the last writes went, so that writing is tried only where nobody writes.
type health struct {
	mu      sync.Mutex
	stood   time.Time // when the last write stood
	failed  time.Time // when the last one failed, through no fault of who wrote
	trouble Trouble   // why it failed
	trying  chan struct{}
}

func (h *health) note(err error) {
	trouble := TroubleOf(err)
	if err != nil && trouble == "" {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if trouble == "" {
		h.stood = time.Now()
		return
	}
	h.failed, h.trouble = time.Now(), trouble
}

// known tells how writing went just now; not known when that was a while ago.
func (h *health) known() (t Trouble, known bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.failed.After(h.stood) {
		return h.trouble, time.Since(h.failed) < lookAgain
	}
	return "", time.Since(h.stood) < lookAgain
}

func (h *health) wasFull() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.failed.After(h.stood) && h.trouble == Full
}

// Reads tells what keeps the database from being read; nothing when it is.
func (db *DB) Reads(ctx context.Context) Trouble {
	return within(ctx, func(ctx context.Context) error {
		var n int
		return db.reader.NewRaw("SELECT COUNT(*) FROM pulse").Scan(ctx, &n)
	})
}

// Writes tells what keeps the database from being written; nothing when it is. Where nobody has written just
// now it tries, no more often than every few seconds.
func (db *DB) Writes(ctx context.Context) Trouble {
	if t, known := db.health.known(); known {
		return t
	}
	ended := db.try(context.WithoutCancel(ctx))
	late := time.NewTimer(lookWithin)
	defer late.Stop()
	select {
	case <-ended:
	case <-late.C:
		return Slow
	}
	t, _ := db.health.known()
	return t
}

// try begins to write a little unless that is under way, and gives what is closed when it has ended.
func (db *DB) try(ctx context.Context) <-chan struct{} {
	db.health.mu.Lock()
	defer db.health.mu.Unlock()
	if db.health.trying != nil {
		return db.health.trying
	}
	ended := make(chan struct{})
	db.health.trying = ended
	go func() {
		_ = db.beat(ctx) // its outcome is noted
		db.health.mu.Lock()
		defer db.health.mu.Unlock()
		db.health.trying = nil
		close(ended)
	}()
	return ended
}

// beat writes the one row that stands for nothing but having been written. After the disk has been full it
// also takes some room and gives it back: a row that has its place would be written on a full disk too.
func (db *DB) beat(ctx context.Context) error {
	full := db.health.wasFull()
	return db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		const row = "INSERT INTO pulse (id, at, ballast) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET at = EXCLUDED.at"
		if _, err := tx.NewRaw(row, 1, now.From(ctx), nil).Exec(ctx); err != nil || !full {
			return err
		}
		if _, err := tx.NewRaw(row, 2, now.From(ctx), Secret(ballast/2)).Exec(ctx); err != nil {
			return err
		}
		_, err := tx.NewRaw("DELETE FROM pulse WHERE id = 2").Exec(ctx)
		return err
	})
}

// within runs look, which may not heed its context, and gives its trouble; Slow when it takes too long.
func within(ctx context.Context, look func(context.Context) error) Trouble {
	ctx, cancel := context.WithTimeout(ctx, lookWithin)
	defer cancel()
	seen := make(chan error, 1)
	go func() { seen <- look(ctx) }()
	select {
	case err := <-seen:
		if err != nil {
			slog.WarnContext(ctx, "the database does not do what it is asked to", "error", err)
		}
		if t := TroubleOf(err); t != "" || err == nil {
			return t
		}
		return Failing
	case <-ctx.Done():
		return Slow
	}
}
