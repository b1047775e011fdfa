package store

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"io"
	"time"

	"github.com/google/uuid"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
)

type randomKey struct{}

// Random returns a context whose identifiers and codes are drawn from r instead of the system's
// source, so that the demo is the same each time. r must not be used by two goroutines at once.
func Random(ctx context.Context, r io.Reader) context.Context {
	return context.WithValue(ctx, randomKey{}, r)
}

// RandomOf gives the source of randomness of ctx.
func RandomOf(ctx context.Context) io.Reader {
	if r, ok := ctx.Value(randomKey{}).(io.Reader); ok {
		return r
	}
	return rand.Reader
}

// NewID makes a UUIDv7 of the time of ctx (RFC 9562, section 5.7): 48 bits of milliseconds, then random.
func NewID(ctx context.Context) string {
	var id uuid.UUID
	if _, err := io.ReadFull(RandomOf(ctx), id[:]); err != nil {
		panic("no random bytes: " + err.Error())
	}
	stamp(&id, now.From(ctx))
	id[6] = id[6]&0x0f | 0x70
	id[8] = id[8]&0x3f | 0x80
	return id.String()
}

func stamp(id *uuid.UUID, t time.Time) {
	ms := uint64(t.UnixMilli())
	for i := range 6 {
		id[i] = byte(ms >> (8 * (5 - i)))
	}
}

// IsID tells whether s is an identifier in its usual form.
func IsID(s string) bool {
	if len(s) != 36 {
		return false
	}
	_, err := uuid.Parse(s)
	return err == nil
}

// CheckIDs refuses what is not an identifier, in the name of a field.
func CheckIDs(field string, ids ...string) error {
	for _, id := range ids {
		if !IsID(id) {
			return fault.Bad(field, "%q 不是有效的标识。", "%q is not an identifier.", id)
		}
	}
	return nil
}

// Secret makes a random secret of n bytes, as hexadecimal digits.
func Secret(n int) string {
	b := make([]byte, n)
	rand.Read(b)
	return hex.EncodeToString(b)
}
