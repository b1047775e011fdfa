package jobs

import (
	"context"
	"log/slog"
	"time"
)

// Every does something at once and then again and again until ctx ends, for what must be looked at from time to time and
// is no job of its own. Every replica does: do must bear that. An error is logged with what failed, and do goes on.
func Every(ctx context.Context, period time.Duration, failed string, do func(context.Context) error) {
	ticker := time.NewTicker(period)
	defer ticker.Stop()
	for {
		if err := do(ctx); err != nil && ctx.Err() == nil {
			slog.Error(failed, "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}
