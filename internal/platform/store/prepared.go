package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/schema"
)

// Prepared makes PostgreSQL plan a query once a connection, not each time: for a query of several tables the plan
// costs ten times what its rows do. It is for queries that are asked often and whose plan is the same whatever
// their values are; one that looks for words, or counts, wants a plan of its own. SQLite plans in microseconds.
func (db *DB) Prepared(ctx context.Context, q *bun.SelectQuery) *bun.SelectQuery {
	if db.Engine != Postgres {
		return q
	}
	if u, ok := ctx.Value(txKey{}).(*unit); ok {
		return q.Conn(prepared{u.tx.Tx, q, db.reader.Dialect()})
	}
	return q.Conn(prepared{db.reader.DB, q, db.reader.Dialect()})
}

// prepared sends a query with its values beside it.
type prepared struct {
	bun.IConn
	query   *bun.SelectQuery
	dialect schema.Dialect
}

// QueryContext does not send the text as it is written, with the values in it.
func (p prepared) QueryContext(ctx context.Context, written string, _ ...any) (*sql.Rows, error) {
	beside := &values{Dialect: p.dialect, list: []any{pgx.QueryExecModeCacheStatement}}
	text, err := p.query.AppendQuery(schema.NewQueryGen(beside), nil)
	if err != nil {
		return nil, err
	}
	if t, ok := ctx.Value(traceKey{}).(*Trace); ok {
		t.prepare(written, Query{string(text), beside.list})
	}
	return p.IConn.QueryContext(ctx, string(text), beside.list...)
}

// values is a dialect that puts a number where a value would stand and keeps the value. Numbers and booleans stay:
// they are limits and states, and few.
type values struct {
	schema.Dialect
	list []any
}

func (v *values) keep(text []byte, value any) []byte {
	v.list = append(v.list, value)
	return fmt.Appendf(text, "$%d", len(v.list)-1) // the first says how to send them
}

// AppendString keeps a string. One with a NUL is refused as it is in any query.
func (v *values) AppendString(text []byte, s string) []byte {
	if strings.IndexByte(s, 0) >= 0 {
		return v.Dialect.AppendString(text, s)
	}
	return v.keep(text, s)
}

// AppendTime keeps a moment.
func (v *values) AppendTime(text []byte, t time.Time) []byte { return v.keep(text, t) }
