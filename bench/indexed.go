package bench

import (
	"context"
	"time"

	"github.com/xingfu/xingfu/internal/app"
)

// indexed lets the program make the documents of what was filled past it, so that it is found.
func indexed(ctx context.Context, a *app.App, raw *bare, filled *Filling, progress Progress) error {
	start, done, index := time.Now(), 0, a.Customers.Index()
	if filled.Rows > 0 {
		if err := index.GoThrough(ctx); err != nil {
			return err
		}
	}
	tickets, customers, err := counts(ctx, raw)
	if err != nil {
		return err
	}
	err = index.Finish(ctx, func(_ string, n int) {
		done += n
		progress("documents", min(done, tickets+2*customers), tickets+2*customers)
	})
	if err != nil || done == 0 {
		return err
	}
	filled.Indexed = time.Since(start)
	_, err = raw.one.ExecContext(ctx, "ANALYZE")
	return err
}
