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
	start, index := time.Now(), a.Customers.Index()
	if filled.Rows > 0 {
		if err := index.GoThrough(ctx); err != nil {
			return err
		}
	}
	words, err := raw.wordIndexes(ctx, filled.Tickets >= manyDocuments)
	if err != nil {
		return err
	}
	tickets, customers, err := counts(ctx, raw)
	if err != nil {
		return err
	}
	done := 0
	err = index.Finish(ctx, func(_ string, n int) {
		done += n
		progress("documents", min(done, tickets+2*customers), tickets+2*customers)
	})
	if err = errors.Join(err, raw.again(context.WithoutCancel(ctx), words)); err != nil || done == 0 {
		return err
	}
	filled.Indexed = time.Since(start)
	_, err = raw.one.ExecContext(ctx, "ANALYZE")
	return err
}

// manyDocuments is from how many on PostgreSQL is faster when it makes the index of words after them, in one go.
const manyDocuments = 50_000

// wordIndexes checks that PostgreSQL has its indexes of words. For many new documents it drops them and gives the
// statements that make them again.
func (b *bare) wordIndexes(ctx context.Context, drop bool) (again []string, err error) {
	if b.engine != store.Postgres {
		return nil, nil
	}
	found, err := b.read(ctx, "pg_indexes", "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND indexname IN ('search_ticket_words', 'search_customer_words', 'search_terminal_words')")
	if err != nil {
		return nil, err
	}
	if len(found.rows) != 3 {
		return nil, errors.New("this database lacks an index of words, because an earlier run was killed: begin with an empty one")
	}
	if !drop {
		return nil, nil
	}
	for _, row := range found.rows {
		again = append(again, row[1].(string))
		if _, err := b.one.ExecContext(ctx, "DROP INDEX "+row[0].(string)); err != nil {
			return again, errors.Join(err, b.again(ctx, again[:len(again)-1]))
		}
	}
	return again, nil
}

func (b *bare) again(ctx context.Context, words []string) error {
	if len(words) == 0 {
		return nil
	}
	connection, err := b.one.Conn(ctx)
	if err != nil {
		return err
	}
	defer connection.Close()
	for _, statement := range append([]string{"SET maintenance_work_mem = '1GB'"}, words...) {
		if _, err := connection.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	_, err = connection.ExecContext(ctx, "RESET maintenance_work_mem")
	return err
}
