package store

import (
	"context"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

// One file serves both engines; where they truly differ, each has its own, named *.sqlite.sql and
// *.postgres.sql.
//
//go:embed migrations/*.sql
var migrations embed.FS

// Migrate brings the schema up to date and returns the version it now has.
func (db *DB) Migrate(ctx context.Context) (int64, error) {
	provider, err := db.provider()
	if err != nil {
		return 0, err
	}
	if _, err := provider.Up(ctx); err != nil {
		return 0, fmt.Errorf("migrate the database: %w", err)
	}
	return provider.GetDBVersion(ctx)
}

// Pending tells whether migrations wait.
func (db *DB) Pending(ctx context.Context) (bool, error) {
	provider, err := db.provider()
	if err != nil {
		return false, err
	}
	return provider.HasPending(ctx)
}

func (db *DB) provider() (*goose.Provider, error) {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	dialect, others := goose.DialectSQLite3, "*.postgres.sql"
	if db.Engine == Postgres {
		dialect, others = goose.DialectPostgres, "*.sqlite.sql"
	}
	excluded, err := fs.Glob(files, others)
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(dialect, db.writer.DB, files, goose.WithExcludeNames(excluded))
}

// Behind tells whether the database has an older schema than the program knows.
func (db *DB) Behind(ctx context.Context) (bool, error) {
	provider, err := db.provider()
	if err != nil {
		return false, err
	}
	return provider.HasPending(ctx)
}
