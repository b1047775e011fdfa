package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/schema"
)

// Prepared makes the engine plan a query once a connection, not each time: PostgreSQL's plan of several tables costs
// ten times what its rows do. It is for queries that are asked often and whose plan is the same whatever their values
// are; one that looks for words, or counts, wants a plan of its own.
func (db *DB) Prepared(ctx context.Context, q *bun.SelectQuery) *bun.SelectQuery {
	p := prepared{db.reader.DB, q, db.Engine, db.reader.Dialect()}
	if u, ok := ctx.Value(txKey{}).(*unit); ok {
		p.IConn = u.tx.Tx
	}
	return q.Conn(p)
}

// prepared sends a query with its values beside it.
type prepared struct {
	bun.IConn
	query   *bun.SelectQuery
	engine  Engine
	dialect schema.Dialect
}

// QueryContext does not send the text as it is written, with the values in it.
func (p prepared) QueryContext(ctx context.Context, written string, _ ...any) (*sql.Rows, error) {
	beside := &values{Dialect: p.dialect}
	text, err := p.query.AppendQuery(schema.NewQueryGen(beside), nil)
	if err != nil {
		return nil, err
	}
	if p.engine == Postgres {
		beside.list = slices.Insert(beside.list, 0, any(pgx.QueryExecModeCacheStatement))
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
	return fmt.Appendf(text, "$%d", len(v.list))
}

// AppendString keeps a string. One with a NUL is refused as it is in any query.
func (v *values) AppendString(text []byte, s string) []byte {
	if strings.IndexByte(s, 0) >= 0 {
		return v.Dialect.AppendString(text, s)
	}
	return v.keep(text, s)
}

// AppendTime keeps a moment, as it is written.
func (v *values) AppendTime(text []byte, t time.Time) []byte {
	return v.keep(text, strings.Trim(string(v.Dialect.AppendTime(nil, t)), "'"))
}
