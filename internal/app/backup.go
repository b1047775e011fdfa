package app

import (
	"context"
	"io"

	"github.com/xingfu/xingfu/internal/platform/store"
)

// Backup writes all data of the configured database, as it stands at one moment, and tells how many rows
// they are. A server may run on it meanwhile. Where there is no database it is an error.
func Backup(ctx context.Context, config Config, w io.Writer, progress store.Progress) (int64, error) {
	if err := config.CheckExists(); err != nil {
		return 0, err
	}
	db, err := store.Open(ctx, config.database())
	if err != nil {
		return 0, err
	}
	defer db.Close()
	return db.Dump(ctx, w, progress)
}

// Restore reads a backup into the configured database, which must be empty. The backup may be of either
// engine and of an older schema.
func Restore(ctx context.Context, config Config, r io.Reader, progress store.Progress) (int64, error) {
	db, err := store.Open(ctx, config.database())
	if err != nil {
		return 0, err
	}
	defer db.Close()
	return db.Load(ctx, r, progress)
}
