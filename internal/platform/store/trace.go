package store

import (
	"context"
	"sync"

	"github.com/uptrace/bun"
)

// Trace collects the queries that are run under one context: to see their plans, to count them, or to run
// them without the program.
type Trace struct {
	mu      sync.Mutex
	queries []string
}

type traceKey struct{}

// With returns a context whose queries are collected.
func (t *Trace) With(ctx context.Context) context.Context {
	return context.WithValue(ctx, traceKey{}, t)
}

// Queries gives the queries so far, with their values in them.
func (t *Trace) Queries() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return append([]string(nil), t.queries...)
}

// tracer is the hook that every query passes.
type tracer struct{}

// BeforeQuery does nothing.
func (tracer) BeforeQuery(ctx context.Context, _ *bun.QueryEvent) context.Context { return ctx }

// AfterQuery keeps the query when its context is traced.
func (tracer) AfterQuery(ctx context.Context, e *bun.QueryEvent) {
	if t, ok := ctx.Value(traceKey{}).(*Trace); ok {
		t.mu.Lock()
		t.queries = append(t.queries, e.Query)
		t.mu.Unlock()
	}
}
