package ticket

import (
	"context"
	"log/slog"
	"time"

	"github.com/xingfu/xingfu/internal/platform/jobs"
	"github.com/xingfu/xingfu/internal/platform/now"
)

// tickEvery is how often the clocks are looked at.
const tickEvery = 5 * time.Second

// Watch lets the clocks fire as their time comes, and looks whether messages get out, until ctx ends. Replicas may all watch: what fires
// does so in one transaction that marks it, so that it happens once, also across a restart.
func (s *Service) Watch(ctx context.Context) {
	jobs.Every(ctx, tickEvery, "the clocks could not be looked at", func(ctx context.Context) error {
		if err := s.lookAtHouse(ctx); err != nil && ctx.Err() == nil {
			slog.Error("whether messages get out could not be looked at", "error", err)
		}
		_, err := s.FireDue(ctx)
		return err
	})
}

// FireDue fires every clock that is due at the time of ctx and tells on how many tickets.
func (s *Service) FireDue(ctx context.Context) (int, error) {
	ctx = program(ctx)
	fired := 0
	for {
		ids, err := s.due(ctx)
		if err != nil || len(ids) == 0 {
			return fired, err
		}
		for _, id := range ids {
			if _, err := s.change(ctx, id, func(*work) error { return nil }); err != nil {
				return fired, err
			}
			fired++
		}
	}
}

func (s *Service) due(ctx context.Context) ([]string, error) {
	var ids []string
	err := s.db.Read(ctx).NewSelect().Model((*Promise)(nil)).ColumnExpr("DISTINCT ticket_id").
		Where("next_at <= ?", now.From(ctx)).Limit(100).Scan(ctx, &ids)
	return ids, err
}
