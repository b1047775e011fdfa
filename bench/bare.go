package bench

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite" // the embedded engine

	"github.com/xingfu/xingfu/internal/app"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// bare is the database without the program: plain connections and plain SQL.
type bare struct {
	engine    store.Engine
	db        *sql.DB // as many connections as clients
	one       *sql.DB // SQLite: the one that writes; PostgreSQL: the same as db
	superuser bool    // of PostgreSQL

	mu         sync.Mutex
	statements map[string]*sql.Stmt // SQLite's
}

func openBare(ctx context.Context, config app.Config, clients int) (*bare, error) {
	if config.DatabaseURL != "" {
		c, err := pgx.ParseConfig(config.DatabaseURL)
		if err != nil {
			return nil, err
		}
		c.RuntimeParams["timezone"] = "UTC"
		c.RuntimeParams["plan_cache_mode"] = "force_generic_plan" // as the program has it: it is the better for these queries
		db := stdlib.OpenDB(*c)
		db.SetMaxOpenConns(clients)
		db.SetMaxIdleConns(clients)
		b := &bare{engine: store.Postgres, db: db, one: db}
		return b, db.QueryRowContext(ctx, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user").Scan(&b.superuser)
	}
	address := "file:" + config.SQLitePath() + "?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=cache_size(-32000)"
	db, err := sql.Open("sqlite", address)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(clients)
	db.SetMaxIdleConns(clients)
	one, err := sql.Open("sqlite", address+"&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	one.SetMaxOpenConns(1)
	return &bare{engine: store.SQLite, db: db, one: one, statements: map[string]*sql.Stmt{}}, db.PingContext(ctx)
}

func (b *bare) close() {
	_ = b.db.Close()
	_ = b.one.Close()
}

// role says how a value of a column changes when its row is multiplied.
type role int

const (
	kept role = iota
	identifier
	moment
)

// table is a table with its rows.
type table struct {
	name    string
	columns []string
	roles   []role
	rows    [][]any
}

func (t *table) column(name string) int {
	for i, c := range t.columns {
		if c == name {
			return i
		}
	}
	return -1
}

// read reads a table. Moments come as time.Time, all else as the driver gives it.
func (b *bare) read(ctx context.Context, name, query string, args ...any) (*table, error) {
	rows, err := b.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	defer rows.Close()
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, err
	}
	t := &table{name: name}
	for _, c := range types {
		t.columns = append(t.columns, c.Name())
		t.roles = append(t.roles, map[string]role{"UUID": identifier, "TIMESTAMPTZ": moment}[c.DatabaseTypeName()])
	}
	for rows.Next() {
		values, into := make([]any, len(types)), make([]any, len(types))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		for i, v := range values {
			if text, ok := v.(string); ok && t.roles[i] == moment {
				if values[i], err = time.Parse(sqliteTime, text); err != nil {
					return nil, fmt.Errorf("%s.%s: %w", name, t.columns[i], err)
				}
			}
		}
		t.rows = append(t.rows, values)
	}
	return t, rows.Err()
}

// sqliteTime is how the program writes moments into SQLite.
const sqliteTime = "2006-01-02 15:04:05.999999-07:00"

// load writes many rows in the fastest way of the engine, in a transaction of its own.
func (b *bare) load(ctx context.Context, tables []*table) error {
	if b.engine == store.Postgres {
		return b.copyIn(ctx, tables)
	}
	tx, err := b.one.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	for _, t := range tables {
		if err := b.insert(ctx, tx, t, t.rows); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// copyIn uses COPY. Rows that the program itself has written, and their copies, refer to each other rightly: a
// superuser spares the database from looking.
func (b *bare) copyIn(ctx context.Context, tables []*table) error {
	connection, err := b.one.Conn(ctx)
	if err != nil {
		return err
	}
	defer connection.Close()
	return connection.Raw(func(raw any) error {
		c := raw.(*stdlib.Conn).Conn()
		return pgx.BeginFunc(ctx, c, func(tx pgx.Tx) error {
			if b.superuser {
				if _, err := tx.Exec(ctx, "SET LOCAL session_replication_role = replica"); err != nil {
					return err
				}
			}
			for _, t := range tables {
				t.binary()
				if _, err := tx.CopyFrom(ctx, pgx.Identifier{t.name}, t.columns, pgx.CopyFromRows(t.rows)); err != nil {
					return fmt.Errorf("copy into %s: %w", t.name, err)
				}
			}
			return nil
		})
	})
}

// binary turns identifiers into what COPY sends without looking at them twice.
func (t *table) binary() {
	for _, row := range t.rows {
		for i, v := range row {
			if id, ok := v.(string); ok && t.roles[i] == identifier {
				row[i] = uuid.MustParse(id)
			}
		}
	}
}

// insert writes rows with as few statements as the engine takes.
func (b *bare) insert(ctx context.Context, tx *sql.Tx, t *table, rows [][]any) error {
	most := 30000 / len(t.columns)
	for len(rows) > 0 {
		n := min(most, len(rows))
		if n < most && n > 64 { // few different statements, so that they stay prepared
			n = 64
		}
		args := make([]any, 0, n*len(t.columns))
		for _, row := range rows[:n] {
			for i, v := range row {
				if at, ok := v.(time.Time); ok && b.engine == store.SQLite && t.roles[i] == moment {
					v = at.UTC().Format(sqliteTime)
				}
				args = append(args, v)
			}
		}
		if _, err := tx.ExecContext(ctx, b.insertion(t, n), args...); err != nil {
			return fmt.Errorf("insert into %s: %w", t.name, err)
		}
		rows = rows[n:]
	}
	return nil
}

func (b *bare) insertion(t *table, rows int) string {
	var s strings.Builder
	s.WriteString("INSERT INTO " + t.name + " (" + strings.Join(t.columns, ", ") + ") VALUES ")
	n := 0
	for row := range rows {
		if row > 0 {
			s.WriteString(", ")
		}
		s.WriteByte('(')
		for i := range t.columns {
			if i > 0 {
				s.WriteString(", ")
			}
			n++
			if b.engine == store.Postgres {
				fmt.Fprintf(&s, "$%d", n)
			} else {
				s.WriteByte('?')
			}
		}
		s.WriteByte(')')
	}
	return s.String()
}

// ask runs queries and reads all that they give.
func (b *bare) ask(ctx context.Context, queries []store.Query) error {
	for _, query := range queries {
		if err := b.askOne(ctx, query); err != nil {
			return fmt.Errorf("%w in %.200s", err, query.Text)
		}
	}
	return nil
}

// rows asks a query as the program does: planned once a connection where its values stand beside it.
func (b *bare) rows(ctx context.Context, query store.Query) (*sql.Rows, error) {
	if b.engine == store.Postgres || len(query.Values) == 0 {
		return b.db.QueryContext(ctx, query.Text, query.Values...)
	}
	s, err := b.statement(ctx, query.Text)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, query.Values...)
}

func (b *bare) statement(ctx context.Context, text string) (s *sql.Stmt, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if s = b.statements[text]; s == nil {
		s, err = b.db.PrepareContext(ctx, text)
		b.statements[text] = s
	}
	return s, err
}

func (b *bare) askOne(ctx context.Context, query store.Query) error {
	rows, err := b.rows(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	into := make([]any, len(columns))
	for i := range into {
		into[i] = new(sql.RawBytes)
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
	}
	return rows.Err()
}
