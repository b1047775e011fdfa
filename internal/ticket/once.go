package ticket

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// requestSum tells apart what was asked under the same idempotency key.
func requestSum(parts ...any) string {
	sum := sha256.Sum256(must(json.Marshal(parts)))
	return hex.EncodeToString(sum[:])
}

func errKeyUsed() *fault.Error {
	return fault.New(fault.Conflict, "这个幂等键已用于另一份内容，请换一个键。", "This idempotency key was used for other content. Use a new key.")
}

// doOnce runs f on the locked ticket and gives the first event that it wrote. With a key that the same person
// has used for the same request it gives that event again and runs nothing; with one that was used for
// another it is a Conflict.
func (w *work) doOnce(key string, request any, f func() error) (*Event, error) {
	sum := requestSum(w.t.ID, request)
	if before, err := w.doneBefore(key, sum); before != nil || err != nil {
		return before, err
	}
	n := len(w.events)
	if err := f(); err != nil {
		return nil, err
	}
	if len(w.events) == n {
		return nil, nil
	}
	e := w.events[n]
	if key == "" {
		return e, nil
	}
	row := &idempotency{Actor: w.actorID(), Key: key, Request: sum, TicketID: w.t.ID, EventSeq: e.Seq, At: w.at}
	_, err := w.s.db.Read(w.ctx).NewInsert().Model(row).Exec(w.ctx)
	if store.IsDuplicate(err) { // on another ticket, at this moment
		return nil, errKeyUsed()
	}
	return e, err
}

func (w *work) doneBefore(key, sum string) (*Event, error) {
	if key == "" {
		return nil, nil
	}
	row := idempotency{Actor: w.actorID(), Key: key}
	err := w.s.db.Read(w.ctx).NewSelect().Model(&row).WherePK().Scan(w.ctx)
	if store.None(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if row.Request != sum || row.EventSeq == 0 {
		return nil, errKeyUsed()
	}
	e := &Event{}
	return e, w.s.db.Read(w.ctx).NewSelect().Model(e).Where("ticket_id = ? AND seq = ?", w.t.ID, row.EventSeq).Scan(w.ctx)
}
