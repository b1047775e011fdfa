package bench

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/xingfu/xingfu/internal/app"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// indexed lets the program make the documents of what was filled past it, so that it is found.
func indexed(ctx context.Context, a *app.App, raw *bare, filled *Filling, progress Progress) error {
	tickets, customers, err := counts(ctx, raw)
	if err != nil {
		return err
	}
	var there int
	if err := raw.db.QueryRowContext(ctx, "SELECT COUNT(*) FROM search_ticket").Scan(&there); err != nil {
		return err
	}
	start, done, index := time.Now(), 0, a.Customers.Index()
	if filled.Rows > 0 || there < tickets {
		if err := index.GoThrough(ctx); err != nil {
			return err
		}
	}
	if tickets-there >= manyDocuments {
		err = raw.dropWords(ctx)
	}
	if err == nil {
		err = index.Finish(ctx, func(_ string, n int) {
			done += n
			progress("documents", min(done, tickets+2*customers), tickets+2*customers)
		})
	}
	if err = errors.Join(err, raw.makeWords(context.WithoutCancel(ctx))); err != nil || done == 0 {
		return err
	}
	filled.Indexed = time.Since(start)
	return raw.analyze(ctx)
}

// manyDocuments is from how many on PostgreSQL is faster when it makes its indexes of words after them, in one go.
const manyDocuments = 50_000

var documentTables = []string{"search_ticket", "search_customer", "search_terminal"}

func (b *bare) dropWords(ctx context.Context) error {
	if b.engine != store.Postgres {
		return nil
	}
	for _, table := range documentTables {
		if _, err := b.one.ExecContext(ctx, "DROP INDEX IF EXISTS "+table+"_words"); err != nil {
			return err
		}
	}
	return nil
}

// makeWords makes the indexes as the migrations do, also those that a run that was killed has left out.
func (b *bare) makeWords(ctx context.Context) error {
	if b.engine != store.Postgres {
		return nil
	}
	connection, err := b.one.Conn(ctx)
	if err != nil {
		return err
	}
	defer connection.Close()
	if _, err := connection.ExecContext(ctx, "SET maintenance_work_mem = '1GB'"); err != nil {
		return err
	}
	for _, table := range documentTables {
		statement := fmt.Sprintf("CREATE INDEX IF NOT EXISTS %[1]s_words ON %[1]s USING gin (words) WITH (gin_pending_list_limit = 1024)", table)
		if _, err := connection.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	_, err = connection.ExecContext(ctx, "RESET maintenance_work_mem")
	return err
}
