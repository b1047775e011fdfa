package store

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/uptrace/bun"
)

// A dump is a gzip file of JSON values, one a line: first a dumpHead, then for each table a dumpTable
// followed by its rows as arrays, and at the end a dumpEnd. It is the same for both engines, so that what
// one wrote the other can read.
type dumpHead struct {
	Xingfu  string    `json:"xingfu"` // "dump"
	Version int64     `json:"version"`
	At      time.Time `json:"at"`
}

type dumpTable struct {
	Table   string   `json:"table"`
	Columns []string `json:"columns"`
}

type dumpEnd struct {
	End  bool  `json:"end"`
	Rows int64 `json:"rows"`
}

// Progress is told how many rows are done. It may be nil.
type Progress func(rows int64)

// ErrNotEmpty says that there is data where a dump would be loaded.
var ErrNotEmpty = errors.New("the database is not empty: a backup is restored only into an empty one")

// Dump writes all data as it stands at one moment, while others go on reading and writing. It returns the
// number of rows.
func (db *DB) Dump(ctx context.Context, w io.Writer, progress Progress) (int64, error) {
	provider, err := db.provider()
	if err != nil {
		return 0, err
	}
	version, err := provider.GetDBVersion(ctx)
	if err != nil {
		return 0, err
	}
	tx, err := db.reader.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: db.Engine == Postgres})
	if err != nil {
		return 0, err
	}
	defer func() { _ = tx.Rollback() }()
	packer := gzip.NewWriter(w)
	d := &dumper{db: db, tx: tx, out: json.NewEncoder(packer), progress: progress}
	if err := d.all(ctx, version); err != nil {
		return 0, err
	}
	return d.rows, packer.Close()
}

type dumper struct {
	db       *DB
	tx       bun.Tx
	out      *json.Encoder
	rows     int64
	progress Progress
}

func (d *dumper) all(ctx context.Context, version int64) error {
	d.out.SetEscapeHTML(false)
	if err := d.out.Encode(dumpHead{"dump", version, time.Now().UTC()}); err != nil {
		return err
	}
	tables, err := d.db.tables(ctx, d.tx)
	if err != nil {
		return err
	}
	for _, t := range tables {
		if err := d.table(ctx, t); err != nil {
			return fmt.Errorf("dump %s: %w", t.name, err)
		}
	}
	return d.out.Encode(dumpEnd{true, d.rows})
}

func (d *dumper) table(ctx context.Context, t table) error {
	if err := d.out.Encode(dumpTable{t.name, t.names()}); err != nil {
		return err
	}
	rows, err := d.tx.QueryContext(ctx, "SELECT "+strings.Join(t.names(), ", ")+" FROM "+t.name+" ORDER BY "+strings.Join(t.order(), ", "))
	if err != nil {
		return err
	}
	defer rows.Close()
	values, into := make([]any, len(t.columns)), make([]any, len(t.columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		for i, c := range t.columns {
			if values[i], err = c.plain(values[i]); err != nil {
				return err
			}
		}
		if err := d.out.Encode(values); err != nil {
			return err
		}
		if d.rows++; d.progress != nil && d.rows%1000 == 0 {
			d.progress(d.rows)
		}
	}
	return rows.Err()
}

// Load reads a dump into an empty database in one transaction: it is there whole or not at all. The schema
// is brought to that of the dump first, and then up to date.
func (db *DB) Load(ctx context.Context, r io.Reader, progress Progress) (int64, error) {
	unpacked, err := gzip.NewReader(bufio.NewReaderSize(r, 1<<16))
	if err != nil {
		return 0, fmt.Errorf("this is not a backup of Xingfu: %w", err)
	}
	in := json.NewDecoder(unpacked)
	in.UseNumber()
	var head dumpHead
	if err := in.Decode(&head); err != nil || head.Xingfu != "dump" {
		return 0, errors.New("this is not a backup of Xingfu")
	}
	provider, err := db.provider()
	if err != nil {
		return 0, err
	}
	if last := provider.ListSources(); head.Version > last[len(last)-1].Version {
		return 0, fmt.Errorf("the backup is of schema %d, this program knows %d: use a newer program", head.Version, last[len(last)-1].Version)
	}
	if _, err := provider.UpTo(ctx, head.Version); err != nil {
		return 0, fmt.Errorf("make the schema of the backup: %w", err)
	}
	l := &loader{db: db, in: in, progress: progress}
	err = db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		l.tx = tx
		return l.all(ctx)
	})
	if err != nil {
		return 0, err
	}
	_, err = db.Migrate(ctx)
	return l.rows, err
}

type loader struct {
	db       *DB
	tx       bun.Tx
	in       *json.Decoder
	rows     int64
	progress Progress
}

// all reads table after table. What a fresh schema holds of its own is replaced.
func (l *loader) all(ctx context.Context) error {
	known, err := l.db.tables(ctx, l.tx)
	if err != nil {
		return err
	}
	if err := l.empty(ctx, known); err != nil {
		return err
	}
	var into *table
	batch := [][]any{}
	for {
		var raw json.RawMessage
		if err := l.in.Decode(&raw); err != nil {
			return fmt.Errorf("the backup breaks off after %d rows: %w", l.rows, err)
		}
		if raw[0] == '[' && into != nil {
			row, err := into.read(raw)
			if err != nil {
				return fmt.Errorf("row %d of the backup: %w", l.rows+1, err)
			}
			l.rows++
			if batch = append(batch, row); len(batch) < into.batch() {
				continue
			}
		}
		if err := l.write(ctx, into, batch); err != nil {
			return err
		}
		batch = batch[:0]
		if raw[0] == '[' {
			continue
		}
		var next struct {
			dumpTable
			dumpEnd
		}
		if err := json.Unmarshal(raw, &next); err != nil {
			return fmt.Errorf("after row %d of the backup: %w", l.rows, err)
		}
		if next.End {
			if next.Rows != l.rows {
				return fmt.Errorf("the backup says that it has %d rows, but there are %d", next.Rows, l.rows)
			}
			return nil
		}
		if into = pick(known, next.Table, next.Columns); into == nil {
			return fmt.Errorf("the backup has a table %s with columns that this schema does not have", next.Table)
		}
	}
}

// seeded are the tables in which a fresh schema holds something.
func (l *loader) empty(ctx context.Context, tables []table) error {
	for _, t := range slices.Backward(tables) {
		n, err := l.tx.NewSelect().Table(t.name).Count(ctx)
		if err != nil {
			return err
		}
		if n > 0 && t.name != "audit_head" && t.name != "customer_number" {
			return ErrNotEmpty
		}
		if n > 0 {
			if _, err := l.tx.ExecContext(ctx, "DELETE FROM "+t.name); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l *loader) write(ctx context.Context, t *table, rows [][]any) error {
	if t == nil || len(rows) == 0 {
		return nil
	}
	marks := "(" + strings.TrimSuffix(strings.Repeat("?, ", len(t.columns)), ", ") + ")"
	query := "INSERT INTO " + t.name + " (" + strings.Join(t.names(), ", ") + ") VALUES " +
		strings.TrimSuffix(strings.Repeat(marks+", ", len(rows)), ", ")
	if _, err := l.tx.NewRaw(query, slices.Concat(rows...)...).Exec(ctx); err != nil {
		return fmt.Errorf("load %s: %w", t.name, err)
	}
	if l.progress != nil {
		l.progress(l.rows)
	}
	return nil
}
