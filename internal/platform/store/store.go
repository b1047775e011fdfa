// Package store opens the database, SQLite or PostgreSQL, and gives transactions over it.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// Engine is the database underneath.
type Engine string

// The engines.
const (
	SQLite   Engine = "sqlite"
	Postgres Engine = "postgres"
)

// DB is an open database. SQLite has one writer and several readers; PostgreSQL one pool.
type DB struct {
	Engine Engine
	writer *bun.DB
	reader *bun.DB
	group  *group // SQLite: writers wait here instead of meeting SQLITE_BUSY

	health   health
	patience *patience // PostgreSQL
}

// Open connects to address: sqlite:///path/file.db, or postgres://…. A SQLite file and its folder
// are made when they are missing. The schema is brought up to date by Migrate.
func Open(ctx context.Context, address string) (*DB, error) {
	if path, ok := strings.CutPrefix(address, "sqlite://"); ok {
		return openSQLite(ctx, path)
	}
	if strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://") {
		return openPostgres(ctx, address)
	}
	return nil, fmt.Errorf("database address %q: say sqlite:///path/file.db or postgres://user@host/database", redact(address))
}

func redact(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "(unreadable)"
	}
	return u.Redacted()
}

func openSQLite(ctx context.Context, path string) (*DB, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return nil, fmt.Errorf("make the data folder: %w", err)
	}
	pragmas := url.Values{}
	for _, p := range []string{"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(ON)", "cache_size(-32000)", "temp_store(MEMORY)"} {
		pragmas.Add("_pragma", p)
	}
	dsn := "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + pragmas.Encode()
	writer, err := sql.Open("sqlite", dsn+"&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	writer.SetMaxOpenConns(1)
	if err := writer.PingContext(ctx); err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	reader, err := openInTurn(writer.Driver(), dsn+"&_pragma=query_only(1)", 2*runtime.NumCPU())
	if err != nil {
		return nil, err
	}
	file, err := keep(path)
	if err != nil {
		return nil, err
	}
	one := bun.NewDB(writer, sqlitedialect.New(), bun.WithDiscardUnknownColumns()).WithQueryHook(tracer{})
	return &DB{
		Engine: SQLite,
		writer: one,
		group:  &group{db: one, file: file},
		reader: bun.NewDB(reader, sqlitedialect.New(), bun.WithDiscardUnknownColumns()).WithQueryHook(tracer{}),
	}, nil
}

func openPostgres(ctx context.Context, address string) (*DB, error) {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, fmt.Errorf("database address: %w", err)
	}
	config.RuntimeParams["timezone"] = "UTC"
	config.RuntimeParams["plan_cache_mode"] = "force_generic_plan" // what is Prepared has one plan; all else has its own
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = connectWithin
	}
	waits := &patience{}
	config.DialFunc = waits.dial(config.DialFunc)
	config.DefaultQueryExecMode = pgx.QueryExecModeSimpleProtocol
	pool := stdlib.OpenDB(*config)
	pool.SetMaxOpenConns(8 * runtime.NumCPU())
	pool.SetMaxIdleConns(8 * runtime.NumCPU())
	pool.SetConnMaxIdleTime(5 * time.Minute)
	if err := pool.PingContext(ctx); err != nil {
		return nil, fmt.Errorf("open PostgreSQL: %w", err)
	}
	db := bun.NewDB(pool, pgdialect.New(), bun.WithDiscardUnknownColumns()).WithQueryHook(tracer{})
	return &DB{Engine: Postgres, writer: db, reader: db, patience: waits}, nil
}

// Close closes all connections.
func (db *DB) Close() error {
	if db.reader == db.writer {
		return db.writer.Close()
	}
	return errors.Join(db.reader.Close(), db.writer.Close())
}

// Writer gives the connections that may write, for what brings its own transactions.
func (db *DB) Writer() *sql.DB { return db.writer.DB }

type txKey struct{}

// unit is one transaction under way, with what is to happen once it is committed.
type unit struct {
	tx     bun.Tx
	after  []func()
	always []func()
}

// Write runs f in a transaction and commits it when f returns nil. Inside another Write it joins
// that one: then the outer one decides. What f does besides the database belongs into After.
func (db *DB) Write(ctx context.Context, f func(ctx context.Context, tx bun.Tx) error) error {
	if u, ok := ctx.Value(txKey{}).(*unit); ok {
		return f(ctx, u.tx)
	}
	u := &unit{}
	run := func(ctx context.Context, tx bun.Tx) error {
		u.tx = tx
		return f(context.WithValue(ctx, txKey{}, u), tx)
	}
	err := db.begin(ctx, run)
	db.health.note(err)
	for _, always := range u.always {
		always()
	}
	if err != nil {
		return err
	}
	for _, after := range u.after {
		after()
	}
	return nil
}

func (db *DB) begin(ctx context.Context, run func(ctx context.Context, tx bun.Tx) error) error {
	if db.group != nil {
		return db.group.do(ctx, run)
	}
	return db.writer.RunInTx(ctx, nil, run)
}

// After runs f once the transaction of ctx has been committed; at once when there is none.
func After(ctx context.Context, f func()) {
	if u, ok := ctx.Value(txKey{}).(*unit); ok {
		u.after = append(u.after, f)
		return
	}
	f()
}

// Always runs f once the transaction of ctx has ended, committed or not; at once when there is none.
// What was remembered of its data is forgotten so.
func Always(ctx context.Context, f func()) {
	if u, ok := ctx.Value(txKey{}).(*unit); ok {
		u.always = append(u.always, f)
		return
	}
	f()
}

// Writing tells whether ctx is within a transaction.
func Writing(ctx context.Context) bool {
	_, ok := ctx.Value(txKey{}).(*unit)
	return ok
}

// Read gives what queries run on: the transaction of ctx, or the readers.
func (db *DB) Read(ctx context.Context) bun.IDB {
	if u, ok := ctx.Value(txKey{}).(*unit); ok {
		return u.tx
	}
	return db.reader
}

// Lock makes a SELECT hold its rows until the transaction ends. SQLite's single writer needs no lock.
func (db *DB) Lock(q *bun.SelectQuery) *bun.SelectQuery {
	if db.Engine == Postgres {
		return q.For("UPDATE")
	}
	return q
}

// SkipLocked makes a SELECT hold its rows and leave out those that another replica holds.
func (db *DB) SkipLocked(q *bun.SelectQuery) *bun.SelectQuery {
	if db.Engine == Postgres {
		return q.For("UPDATE SKIP LOCKED")
	}
	return q
}

// Columns lists all columns of a model under the alias of its table, each named alias__column, so that a query
// over several tables fills structs that embed their models with the prefix alias__.
func (db *DB) Columns(model any, alias string) string {
	var list []string
	for _, f := range db.writer.Table(reflect.TypeOf(model).Elem()).Fields {
		list = append(list, fmt.Sprintf("%[1]s.%[2]s AS %[1]s__%[2]s", alias, f.Name))
	}
	return strings.Join(list, ", ")
}

// IsDuplicate tells whether err says that a unique value exists already.
func IsDuplicate(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code == "23505"
	}
	return err != nil && strings.Contains(err.Error(), "UNIQUE constraint failed")
}

// None tells whether err says that no row was found.
func None(err error) bool { return errors.Is(err, sql.ErrNoRows) }
