// Package audit keeps the append-only, hash-chained log of who did what to the system itself:
// log-ins, rights, rules. What is done on tickets stands in their own events.
package audit

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Entry is one line of the log.
type Entry struct {
	bun.BaseModel `bun:"table:audit"`

	Seq      int64     `bun:",pk" json:"id"`
	At       time.Time `json:"at"`
	ActorID  string    `bun:",nullzero" json:"actorId"`
	Actor    string    `json:"actor"`
	Action   string    `json:"action"`
	Object   string    `json:"object"`
	ObjectID string    `json:"objectId"`
	Detail   string    `json:"detail"`
	Hash     string    `json:"hash"`
}

// Log is the audit log in the database.
type Log struct{ db *store.DB }

// New gives the log in db.
func New(db *store.DB) *Log { return &Log{db} }

// Who is the person that acts; both are empty for the program itself.
type Who struct{ ID, Name string }

// Write appends an entry in the transaction of ctx, so that it stands exactly when the act stands.
func (l *Log) Write(ctx context.Context, who Who, action, object, objectID string, detail any) error {
	text, err := json.Marshal(detail)
	if err != nil {
		return err
	}
	return l.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		var head struct {
			Seq  int64
			Hash string
		}
		q := tx.NewSelect().Table("audit_head").Column("seq", "hash").Where("id = 1")
		if err := l.db.Lock(q).Scan(ctx, &head); err != nil {
			return err
		}
		e := Entry{Seq: head.Seq + 1, At: now.From(ctx), ActorID: who.ID, Actor: who.Name,
			Action: action, Object: object, ObjectID: objectID, Detail: string(text)}
		e.Hash = e.sum(head.Hash)
		if _, err := tx.NewInsert().Model(&e).Exec(ctx); err != nil {
			return err
		}
		_, err := tx.NewUpdate().Table("audit_head").Set("seq = ?", e.Seq).Set("hash = ?", e.Hash).Where("id = 1").Exec(ctx)
		return err
	})
}

// sum is SHA-256 over the hash before and every field, each preceded by its length.
func (e *Entry) sum(before string) string {
	h := sha256.New()
	for _, field := range []string{before, strconv.FormatInt(e.Seq, 10), e.At.UTC().Format(time.RFC3339Nano), e.ActorID, e.Actor, e.Action, e.Object, e.ObjectID, e.Detail} {
		h.Write([]byte(strconv.Itoa(len(field)) + ":" + field))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// List gives entries, newest first, before the sequence number given (0: from the newest).
func (l *Log) List(ctx context.Context, before int64, limit int) ([]Entry, error) {
	var entries []Entry
	q := l.db.Read(ctx).NewSelect().Model(&entries).OrderExpr("seq DESC").Limit(int64(limit))
	if before > 0 {
		q = q.Where("seq < ?", before)
	}
	return entries, q.Scan(ctx)
}

// Verify walks the whole chain and returns the sequence number of the first entry that was changed,
// removed or reordered, or 0 when all is as it was written.
func (l *Log) Verify(ctx context.Context) (int64, error) {
	hash, seq := "", int64(0)
	for {
		var page []Entry
		err := l.db.Read(ctx).NewSelect().Model(&page).Where("seq > ?", seq).OrderExpr("seq").Limit(1000).Scan(ctx)
		if err != nil {
			return 0, err
		}
		for _, e := range page {
			if e.Seq != seq+1 || e.Hash != e.sum(hash) {
				return seq + 1, nil
			}
			seq, hash = e.Seq, e.Hash
		}
		if len(page) < 1000 {
			break
		}
	}
	var head struct{ Seq int64 }
	err := l.db.Read(ctx).NewSelect().Table("audit_head").Column("seq").Where("id = 1").Scan(ctx, &head)
	if err == nil && head.Seq != seq {
		return seq + 1, nil
	}
	return 0, err
}
