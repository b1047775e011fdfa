package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"

	"github.com/jackc/puddle/v2"
)

// turns hands out connections in the order in which they are asked for. database/sql gives a free one to any of those
// who wait, so that some wait many times as long as others.
type turns struct {
	driver driver.Driver
	pool   *puddle.Pool[*held]
}

// openInTurn opens a database with so many connections at the most.
func openInTurn(d driver.Driver, name string, most int) (*sql.DB, error) {
	pool, err := puddle.NewPool(&puddle.Config[*held]{
		MaxSize:     int32(most), //nolint:gosec // a few times the number of cores
		Constructor: func(context.Context) (*held, error) { return hold(d, name) },
		Destructor:  func(h *held) { _ = h.Close() },
	})
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(&turns{d, pool})
	db.SetMaxIdleConns(0) // the pool keeps them
	return db, nil
}

// Connect waits for its turn.
func (t *turns) Connect(ctx context.Context) (driver.Conn, error) {
	r, err := t.pool.Acquire(ctx)
	if err != nil {
		return nil, err
	}
	return &lent{r.Value(), r}, nil
}

// Driver is what the connections are made by.
func (t *turns) Driver() driver.Driver { return t.driver }

// Close closes the connections.
func (t *turns) Close() error {
	t.pool.Close()
	return nil
}

// conn is what database/sql uses of a connection.
type conn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// statementsMost is how many statements a connection remembers; with one more it begins anew.
const statementsMost = 128

// held is a connection with the statements that it has prepared.
type held struct {
	conn
	statements map[string]driver.Stmt
}

func hold(d driver.Driver, name string) (*held, error) {
	opened, err := d.Open(name)
	if err != nil {
		return nil, err
	}
	c, ok := opened.(conn)
	if !ok {
		return nil, fmt.Errorf("the driver's connections are %T, which cannot do what is needed", opened)
	}
	return &held{c, map[string]driver.Stmt{}}, nil
}

func (h *held) forget() {
	for _, s := range h.statements {
		_ = s.Close()
	}
	clear(h.statements)
}

// Close closes the connection.
func (h *held) Close() error {
	h.forget()
	return h.conn.Close()
}

// QueryContext keeps a statement whose values stand beside it: it will come again with others. The rows of the last
// time have been read by then.
func (h *held) QueryContext(ctx context.Context, query string, values []driver.NamedValue) (driver.Rows, error) {
	if len(values) == 0 {
		return h.conn.QueryContext(ctx, query, values)
	}
	s, err := h.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.(driver.StmtQueryContext).QueryContext(ctx, values)
}

func (h *held) statement(ctx context.Context, query string) (driver.Stmt, error) {
	if s, ok := h.statements[query]; ok {
		return s, nil
	}
	if len(h.statements) == statementsMost {
		h.forget()
	}
	s, err := h.PrepareContext(ctx, query)
	if err == nil {
		h.statements[query] = s
	}
	return s, err
}

// lent is a connection until it is given back.
type lent struct {
	*held
	from *puddle.Resource[*held]
}

// Close gives the connection back.
func (l *lent) Close() error {
	if l.IsValid() {
		l.from.Release()
	} else {
		l.from.Destroy()
	}
	return nil
}
