package app

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// ErrNotNoted says that a backup was made, or read, and could not be noted in the audit log.
var ErrNotNoted = errors.New("this is not noted in the audit log")

// Backup writes all data of the configured database, as it stands at one moment, and tells how many rows
// they are. A server may run on it meanwhile. Where there is no database it is an error. The audit log has the name of
// the file, from before the backup, so that the backup has it too. Where that cannot be written, as on a full disk or
// before an upgrade, the backup is made nevertheless, and the error is ErrNotNoted.
func Backup(ctx context.Context, config Config, name string, w io.Writer, progress store.Progress) (int64, error) {
	if err := config.CheckExists(); err != nil {
		return 0, err
	}
	db, err := store.Open(ctx, config.database())
	if err != nil {
		return 0, err
	}
	defer db.Close()
	noted := note(ctx, db, func(log *audit.Log) error {
		return log.Write(ctx, byProgram, "backup.made", "backup", "", map[string]string{"file": name})
	})
	rows, err := db.Dump(ctx, w, progress)
	if err == nil && noted != nil {
		err = fmt.Errorf("%w: %w", ErrNotNoted, noted)
	}
	return rows, err
}

// Restore reads a backup into the configured database, which must be empty. The backup may be of either
// engine and of an older schema. The audit log, which is the backup's, goes on with the name of the file.
func Restore(ctx context.Context, config Config, name string, r io.Reader, progress store.Progress) (int64, error) {
	db, err := store.Open(ctx, config.database())
	if err != nil {
		return 0, err
	}
	defer db.Close()
	rows, err := db.Load(ctx, r, progress)
	if err != nil {
		return rows, err
	}
	noted := note(ctx, db, func(log *audit.Log) error {
		return log.Write(ctx, byProgram, "backup.restored", "backup", "", map[string]any{"file": name, "rows": rows})
	})
	if noted != nil {
		err = fmt.Errorf("%w: %w", ErrNotNoted, noted)
	}
	return rows, err
}

var byProgram = audit.Who{Name: "xingfu"}

func note(ctx context.Context, db *store.DB, write func(*audit.Log) error) error {
	behind, err := db.Behind(ctx)
	if err != nil {
		return err
	}
	if behind {
		return errors.New("the database has an older schema")
	}
	return write(audit.New(db))
}
