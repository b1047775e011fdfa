// Package files keeps files in the database. They come in parts, in order, and an upload that broke off goes
// on where it stopped; a part may be sent twice. What a file is follows from its content.
package files

import (
	"context"
	"crypto/sha256"
	"encoding"
	"encoding/hex"
	"hash"
	"path"
	"strings"
	"time"
	"unicode"

	"github.com/gabriel-vasile/mimetype"
	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

const (
	// MaxSize is how many bytes a file may have.
	MaxSize = 200 << 20
	// MaxPart is how many bytes a part may have.
	MaxPart = 1 << 20
	// unfinished is how long an upload that does not go on is kept.
	unfinished = 7 * 24 * time.Hour
	nameMost   = 200
)

// File is a file, or as much of it as has come in.
type File struct {
	bun.BaseModel `bun:"table:file"`

	ID        string `bun:",pk"`
	Name      string
	Size      int64
	Received  int64  // bytes that have come in so far, from the beginning
	Type      string // by content; empty until the first part is there
	SHA256    string `bun:"sha256"` // in hex, once the file is whole
	Hashing   []byte
	CreatedAt time.Time
	DoneAt    time.Time `bun:",nullzero"`
}

// Whole tells whether all of the file is there.
func (f *File) Whole() bool { return !f.DoneAt.IsZero() }

type part struct {
	bun.BaseModel `bun:"table:file_part"`

	FileID string `bun:",pk"`
	Start  int64  `bun:",pk"`
	Data   []byte
}

// Store keeps files. Who may read or send them is for those who use it to say.
type Store struct{ db *store.DB }

// New makes the store.
func New(db *store.DB) *Store { return &Store{db} }

// Begin makes a file that is to come in, within the transaction of ctx. Name and size that cannot be are Invalid.
func (s *Store) Begin(ctx context.Context, name string, size int64) (*File, error) {
	name, err := cleanName(name)
	if err != nil {
		return nil, err
	}
	if size < 1 {
		return nil, fault.Bad("size", "文件是空的。", "The file is empty.")
	}
	if size > MaxSize {
		return nil, fault.Bad("size", "文件不能超过 %d MB。", "A file may have %d MB at the most.", MaxSize>>20)
	}
	state, err := sha256.New().(encoding.BinaryMarshaler).MarshalBinary()
	if err != nil {
		return nil, err
	}
	f := &File{ID: store.NewID(ctx), Name: name, Size: size, Hashing: state, CreatedAt: now.From(ctx)}
	return f, s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.NewInsert().Model(f).Exec(ctx)
		return err
	})
}

// cleanName takes the last element of a path and leaves out what cannot be shown.
func cleanName(name string) (string, error) {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, name))
	if name == "" || name == "." || name == "/" || name == ".." {
		return "", fault.Bad("name", "请给文件一个名称。", "Give the file a name.")
	}
	if runes := []rune(name); len(runes) > nameMost {
		extension := path.Ext(name)
		if len([]rune(extension)) > 20 {
			extension = ""
		}
		name = string(runes[:nameMost-len([]rune(extension))]) + extension
	}
	return name, nil
}

// Append adds a part that begins at start. A part that is there already is taken without a change; one that
// leaves a gap is a Conflict that says where to go on.
func (s *Store) Append(ctx context.Context, id string, start int64, data []byte) (*File, error) {
	if len(data) == 0 || len(data) > MaxPart {
		return nil, fault.Bad("body", "每一段要有 1 字节至 %d KB。", "A part has between 1 byte and %d kB.", MaxPart>>10)
	}
	f := &File{ID: id}
	err := s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		err := s.db.Lock(tx.NewSelect().Model(f).WherePK()).Scan(ctx)
		if store.None(err) {
			return fault.Missing("这个文件", "file")
		}
		if err != nil || start+int64(len(data)) <= f.Received {
			return err
		}
		if start != f.Received {
			return fault.New(fault.Conflict, "请从第 %d 字节继续上传。", "Go on at byte %d.", f.Received)
		}
		if start+int64(len(data)) > f.Size {
			return fault.Bad("body", "内容比声明的 %d 字节长。", "This is more than the %d bytes that were announced.", f.Size)
		}
		if _, err := tx.NewInsert().Model(&part{FileID: id, Start: start, Data: data}).Exec(ctx); err != nil {
			return err
		}
		if err := f.take(ctx, data); err != nil {
			return err
		}
		_, err = tx.NewUpdate().Model(f).WherePK().Exec(ctx)
		return err
	})
	return f, err
}

// take counts a part in.
func (f *File) take(ctx context.Context, data []byte) error {
	sum := sha256.New()
	if err := sum.(encoding.BinaryUnmarshaler).UnmarshalBinary(f.Hashing); err != nil {
		return err
	}
	_, _ = sum.Write(data) // a hash never fails
	if f.Received == 0 {
		f.Type = mimetype.Detect(data).String()
	}
	if f.Received += int64(len(data)); f.Received < f.Size {
		return f.keep(sum)
	}
	f.SHA256, f.Hashing, f.DoneAt = hex.EncodeToString(sum.Sum(nil)), nil, now.From(ctx)
	return nil
}

func (f *File) keep(sum hash.Hash) (err error) {
	f.Hashing, err = sum.(encoding.BinaryMarshaler).MarshalBinary()
	return err
}

// Get gives what is known of a file; NotFound when there is none.
func (s *Store) Get(ctx context.Context, id string) (*File, error) {
	f := &File{ID: id}
	err := s.db.Read(ctx).NewSelect().Model(f).ExcludeColumn("hashing").WherePK().Scan(ctx)
	if store.None(err) {
		return nil, fault.Missing("这个文件", "file")
	}
	return f, err
}

// Sweep removes a few uploads that were begun long ago and never ended, and gives how many.
func (s *Store) Sweep(ctx context.Context) (n int64, err error) {
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		old := tx.NewSelect().Model((*File)(nil)).Column("id").
			Where("done_at IS NULL AND created_at < ?", now.From(ctx).Add(-unfinished)).OrderExpr("created_at").Limit(20)
		done, err := tx.NewDelete().Model((*File)(nil)).Where("id IN (?)", s.db.SkipLocked(old)).Exec(ctx)
		if err != nil {
			return err
		}
		n, err = done.RowsAffected()
		return err
	})
	return n, err
}
