package files

import (
	"context"
	"errors"
	"io"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Open reads a whole file, part after part as it is asked for; Conflict while it is not whole. The reader
// is of use as long as ctx.
func (s *Store) Open(ctx context.Context, f *File) (io.ReadSeeker, error) {
	if !f.Whole() {
		return nil, fault.New(fault.Conflict, "文件还没有传完。", "The file has not come in whole yet.")
	}
	return &reader{ctx: ctx, db: s.db, file: f}, nil
}

// reader reads a file from its parts and remembers the last part read.
type reader struct {
	ctx  context.Context
	db   *store.DB
	file *File
	at   int64
	part part
}

// Read reads on.
func (r *reader) Read(p []byte) (int, error) {
	if r.at >= r.file.Size {
		return 0, io.EOF
	}
	if r.at < r.part.Start || r.at >= r.part.Start+int64(len(r.part.Data)) {
		var next part
		err := r.db.Read(r.ctx).NewSelect().Model(&next).Where("file_id = ? AND start <= ?", r.file.ID, r.at).
			OrderExpr("start DESC").Limit(1).Scan(r.ctx)
		if err != nil {
			return 0, err
		}
		if r.at >= next.Start+int64(len(next.Data)) {
			return 0, io.ErrUnexpectedEOF
		}
		r.part = next
	}
	n := copy(p, r.part.Data[r.at-r.part.Start:])
	r.at += int64(n)
	return n, nil
}

// Seek moves to another place.
func (r *reader) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += r.at
	case io.SeekEnd:
		offset += r.file.Size
	}
	if offset < 0 {
		return 0, errors.New("files: seek before the beginning")
	}
	r.at = offset
	return offset, nil
}
