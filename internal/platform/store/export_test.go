package store

import (
	"context"

	"github.com/pressly/goose/v3"
)

// Provider gives what migrates the database.
func (db *DB) Provider() (*goose.Provider, error) { return db.provider() }

// BackTo brings the schema back to an earlier version.
func (db *DB) BackTo(ctx context.Context, version int64) error {
	provider, err := db.provider()
	if err != nil {
		return err
	}
	_, err = provider.DownTo(ctx, version)
	return err
}

// OpenInTurn is openInTurn.
var OpenInTurn = openInTurn
