// Package jobs runs work in the background. What is added in a transaction is done once that stands, also
// after a restart, by whichever replica is free.
package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"time"

	"github.com/uptrace/bun"
	"maragu.dev/goqite"
	"maragu.dev/goqite/jobs"

	"github.com/xingfu/xingfu/internal/platform/store"
)

// A job that fails, or whose process ends, is done again after this time.
const again = 30 * time.Second

// Queue holds the jobs. Jobs may run twice, after a crash or on two replicas at once: what they do must
// bear that.
type Queue struct {
	db     *store.DB
	queue  *goqite.Queue
	runner *jobs.Runner
}

// Most is how often a job is begun before it is given up.
const Most = 1000

// New makes the queue on db.
func New(db *store.DB) *Queue {
	opts := goqite.NewOpts{DB: db.Writer(), Name: "xingfu", MaxReceive: Most, Timeout: again}
	if db.Engine == store.Postgres {
		opts.SQLFlavor = goqite.SQLFlavorPostgreSQL
	}
	queue := goqite.New(opts)
	runner := jobs.NewRunner(jobs.NewRunnerOpts{Queue: queue, Limit: 4, PollInterval: time.Second, Extend: again, Log: quiet{}})
	return &Queue{db: db, queue: queue, runner: runner}
}

// quiet passes on what goes wrong and leaves out that a job runs.
type quiet struct{}

func (quiet) Info(message string, args ...any) {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == "error" {
			slog.Error(message, args...)
			return
		}
	}
	slog.Debug(message, args...)
}

// Handle says what a kind of job does. The body is what was given to Add. All kinds are named before Run.
func Handle[T any](q *Queue, kind string, do func(ctx context.Context, body T) error) {
	q.runner.Register(kind, func(ctx context.Context, raw []byte) error {
		var body T
		if err := json.Unmarshal(raw, &body); err != nil {
			return fmt.Errorf("job %s: %w", kind, err)
		}
		return do(ctx, body)
	})
}

// Add puts a job into the queue, to be done after a while. It belongs to the transaction of ctx if there is one.
func (q *Queue) Add(ctx context.Context, kind string, body any, after time.Duration) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	return q.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		_, err := jobs.CreateTx(ctx, tx.Tx, q.queue, kind, goqite.Message{Body: raw, Delay: max(0, after)})
		return err
	})
}

// Run does jobs until ctx ends, and then lets those under way finish.
func (q *Queue) Run(ctx context.Context) { q.runner.Start(ctx) }
