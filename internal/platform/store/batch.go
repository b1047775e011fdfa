package store

import (
	"context"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/schema"
)

// Batch is statements that go to the database together: over a network their one round trip costs more than
// what most of them do. They run in the order in which they were added; the first that fails ends the batch
// with its error, and the transaction with it.
type Batch struct {
	text []byte
	gen  schema.QueryGen
	err  error
}

// Batch begins an empty batch for this database.
func (db *DB) Batch() *Batch { return &Batch{gen: db.writer.QueryGen()} }

// Add puts a statement that gives no rows at the end of the batch. It is written out now: what its model
// holds later does not count.
func (b *Batch) Add(statement schema.QueryAppender) {
	if b.err != nil {
		return
	}
	if len(b.text) > 0 {
		b.text = append(b.text, ";\n"...)
	}
	b.text, b.err = statement.AppendQuery(b.gen, b.text)
}

// Run sends the batch. An empty one does nothing.
func (b *Batch) Run(ctx context.Context, tx bun.Tx) error {
	if b.err != nil || len(b.text) == 0 {
		return b.err
	}
	_, err := tx.ExecContext(ctx, string(b.text)) // no arguments: a question mark in it is only that
	return err
}
