package org

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Throttle slows down guessing: of passwords, and of the codes with which customers follow tickets.
// It counts in the database, so that replicas share it and a restart forgets nothing.
type Throttle struct{ db *store.DB }

// NewThrottle gives the throttle in db.
func NewThrottle(db *store.DB) *Throttle { return &Throttle{db} }

type throttleRow struct {
	bun.BaseModel `bun:"table:throttle"`

	Name     string `bun:",pk"`
	Failures int
	Until    time.Time
}

// Limit is a name under which failures are counted, and how many of them cost nothing. Each further
// one doubles the wait.
type Limit struct {
	Name string
	Free int
}

const (
	throttleMost = 15 * time.Minute
	throttleKeep = time.Hour // failures are forgotten this long after the last wait
)

// Allow tells whether a try under all the limits is allowed now; the error is TooMany with the waiting time.
func (t *Throttle) Allow(ctx context.Context, limits ...Limit) error {
	for _, limit := range limits {
		row := throttleRow{Name: limit.Name}
		err := t.db.Read(ctx).NewSelect().Model(&row).WherePK().Scan(ctx)
		if store.None(err) {
			continue
		}
		if err != nil {
			return err
		}
		wait := row.Until.Sub(now.From(ctx))
		if row.Failures >= limit.Free && wait > 0 {
			seconds := int(wait.Seconds()) + 1
			err := fault.New(fault.TooMany, "试错次数太多，请 %d 秒后再试。", "Too many wrong tries. Please wait %d seconds.", seconds)
			err.Retry = wait
			return err
		}
	}
	return nil
}

// Failed counts a failure under each limit, and drops what is forgotten by now.
func (t *Throttle) Failed(ctx context.Context, limits ...Limit) error {
	return t.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		long := now.From(ctx).Add(-throttleKeep)
		if _, err := tx.NewDelete().Model((*throttleRow)(nil)).Where("until < ?", long).Exec(ctx); err != nil {
			return err
		}
		for _, limit := range limits {
			row := throttleRow{Name: limit.Name}
			err := t.db.Lock(tx.NewSelect().Model(&row).WherePK()).Scan(ctx)
			if err != nil && !store.None(err) {
				return err
			}
			at := now.From(ctx)
			row.Failures++
			row.Until = at
			if over := row.Failures - limit.Free; over >= 0 {
				row.Until = at.Add(min(throttleMost, 5*time.Second<<min(over, 10)))
			}
			_, err = tx.NewInsert().Model(&row).On("CONFLICT (name) DO UPDATE").
				Set("failures = EXCLUDED.failures").Set("until = EXCLUDED.until").Exec(ctx)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// Succeeded forgets the failures under a limit.
func (t *Throttle) Succeeded(ctx context.Context, limit Limit) error {
	return t.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.NewDelete().Model((*throttleRow)(nil)).Where("name = ?", limit.Name).Exec(ctx)
		return err
	})
}
