package store

import (
	"context"
	"slices"
	"sync"

	"github.com/uptrace/bun"
)

// Trace collects the queries that are run under one context: to see their plans, to count them, or to run
// them without the program.
type Trace struct {
	mu       sync.Mutex
	queries  []Query
	prepared map[string]Query // by the text with the values in it
}

// Query is a query as the database gets it.
type Query struct {
	Text   string
	Values []any // beside the text, of a Prepared one; those of all others stand in it
}

type traceKey struct{}

// With returns a context whose queries are collected.
func (t *Trace) With(ctx context.Context) context.Context {
	return context.WithValue(ctx, traceKey{}, t)
}

// Queries gives the queries so far.
func (t *Trace) Queries() []Query {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.queries)
}

func (t *Trace) prepare(text string, as Query) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.prepared == nil {
		t.prepared = map[string]Query{}
	}
	t.prepared[text] = as
}

func (t *Trace) add(text string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	q, ok := t.prepared[text]
	if !ok {
		q = Query{Text: text}
	}
	t.queries = append(t.queries, q)
}

// tracer is the hook that every query passes.
type tracer struct{}

// BeforeQuery does nothing.
func (tracer) BeforeQuery(ctx context.Context, _ *bun.QueryEvent) context.Context { return ctx }

// AfterQuery keeps the query when its context is traced.
func (tracer) AfterQuery(ctx context.Context, e *bun.QueryEvent) {
	if t, ok := ctx.Value(traceKey{}).(*Trace); ok {
		t.add(e.Query)
	}
}
