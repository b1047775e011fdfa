package ticket

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// BulkOrder is one action to be done on many tickets.
type BulkOrder struct {
	Action   string    `json:"action" doc:"priority, category, tag, untag, offer, accept, give, note, urge, cancel, pause, resume"`
	IDs      []string  `json:"ids,omitempty" doc:"The tickets, 500 at the most."`
	All      bool      `json:"all,omitempty" doc:"Instead of ids: all that the filter in the address finds, up to 500."`
	Priority string    `json:"priority,omitempty"`
	Category string    `json:"category,omitempty"`
	Tags     []string  `json:"tags,omitempty" doc:"tag: those that are put on; untag: those that are taken off."`
	StaffIDs []string  `json:"staffIds,omitempty" doc:"offer: the colleague; give: the new owners, who share the tickets evenly."`
	Text     string    `json:"text,omitempty" doc:"note: the note; urge, pause: a word with it; offer, cancel: the reason."`
	Reason   string    `json:"reason,omitempty" doc:"pause: a code of the catalogue's pauses."`
	ResumeAt time.Time `json:"resumeAt,omitzero" doc:"pause: when the clock goes on by itself."`
}

// BulkItem is a ticket, or one of its handoffs, in a bulk: what would become of it or has.
type BulkItem struct {
	bun.BaseModel `bun:"table:bulk_item"`

	BulkID    string `bun:",pk"`
	Pos       int    `bun:",pk"`
	TicketID  string
	HandoffID string `bun:",nullzero"`
	FromID    string `bun:",nullzero"` // who had it
	ToID      string `bun:",nullzero"` // who gets it
	State     string // waiting: it can be done; done; refused
	Why       lang.Text
	At        time.Time `bun:",nullzero"`

	Number  string       `bun:"-"`
	Subject string       `bun:"-"`
	Changes []BulkChange `bun:"-"` // of a preview
}

// The states of an item of a bulk.
const (
	BulkWaiting = "waiting"
	BulkDone    = "done"
	BulkRefused = "refused"
)

// Bulk is an action on many tickets that was begun.
type Bulk struct {
	bun.BaseModel `bun:"table:bulk"`

	ID        string `bun:",pk"`
	StaffID   string
	Key       string
	Request   string
	Action    string
	Input     BulkOrder
	CreatedAt time.Time
	DoneAt    time.Time  `bun:",nullzero"`
	Items     []BulkItem `bun:"-"`
}

const (
	// bulkMost is how many tickets are chosen at once.
	bulkMost = 500
	// shareMost is how many matters of one person are shared out at once.
	shareMost = 2000
)

// bulking is an order while it is looked at or done.
type bulking struct {
	s      *Service
	ctx    context.Context
	actor  *org.Actor
	order  BulkOrder
	people map[string]*org.Actor // who receives; nil: disabled or not there
	turn   int                   // whose turn it is to receive
	loads  map[string]int        // what receivers have, once it was asked
}

func (s *Service) newBulking(ctx context.Context, actor *org.Actor, order BulkOrder) *bulking {
	return &bulking{s: s, ctx: ctx, actor: actor, order: order, people: map[string]*org.Actor{}}
}

// person gives who receives something; he is read once.
func (b *bulking) person(id string) (*org.Actor, error) {
	if p, known := b.people[id]; known || id == "" {
		return p, nil
	}
	p, err := b.s.org.Actor(b.ctx, id)
	b.people[id] = p
	return p, err
}

// PreviewBulk says for each ticket whether the order can be done now, and if not why, by the rules of the
// action itself. Nothing is changed. more tells that the filter finds more tickets than one bulk takes. It
// needs ticket.read; the rules ask for what else the action needs.
func (s *Service) PreviewBulk(ctx context.Context, f Filter, order BulkOrder) (items []BulkItem, more bool, err error) {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return nil, false, err
	}
	b := s.newBulking(ctx, actor, order)
	if err := b.check(); err != nil {
		return nil, false, err
	}
	if items, more, err = b.chosen(f); err != nil {
		return nil, false, err
	}
	return items, more, b.try(items)
}

// check refuses an order that could be done on no ticket.
func (b *bulking) check() error {
	action, known := bulkActions[b.order.Action]
	if !known || action.reserved {
		return fault.Bad("action", "没有 %s 这个操作。", "There is no action %s.", b.order.Action)
	}
	if err := store.CheckIDs("ids", b.order.IDs...); err != nil {
		return err
	}
	if err := store.CheckIDs("staffIds", b.order.StaffIDs...); err != nil {
		return err
	}
	b.order.Text = strings.TrimSpace(b.order.Text)
	if err := checkLength("text", b.order.Text); err != nil || action.check == nil {
		return err
	}
	return action.check(b)
}

// chosen gives the tickets of the order: those named, or all that the filter finds.
func (b *bulking) chosen(f Filter) (items []BulkItem, more bool, err error) {
	ids := b.order.IDs
	switch {
	case b.order.All:
		rows, next, err := b.s.List(b.ctx, f, Paging{Sort: "due", Limit: bulkMost})
		if err != nil {
			return nil, false, err
		}
		for i := range rows {
			ids = append(ids, rows[i].ID)
		}
		more = next != ""
	case len(ids) == 0:
		return nil, false, fault.Bad("ids", "请选择工单。", "Choose the tickets.")
	case len(ids) > bulkMost:
		return nil, false, fault.Bad("ids", "一次最多 %d 张工单。", "At most %d tickets at once.", bulkMost)
	}
	for i, id := range ids {
		if !slices.Contains(ids[:i], id) {
			items = append(items, BulkItem{Pos: len(items), TicketID: id})
		}
	}
	return items, more, nil
}

// try does the order on what was read of the tickets and saves nothing.
func (b *bulking) try(items []BulkItem) error {
	for from := 0; from < len(items); from += bulkMost {
		page := items[from:min(from+bulkMost, len(items))]
		ids := make([]string, len(page))
		for i := range page {
			ids[i] = page[i].TicketID
		}
		works, err := b.s.loadAll(b.ctx, ids)
		if err != nil {
			return err
		}
		for i := range page {
			if err := b.tryOne(works[page[i].TicketID], &page[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *bulking) tryOne(w *work, item *BulkItem) error {
	if w == nil {
		item.refuse(errNone())
		return nil
	}
	item.Number, item.Subject = w.t.Number, w.t.Subject
	err := w.fire()
	before := w.aspects()
	if err == nil {
		err = b.deal(w, item)
	}
	if err == nil {
		err = bulkActions[b.order.Action].do(b, w, item)
	}
	if err == nil {
		item.State, item.Changes = BulkWaiting, w.changesSince(before)
		b.turn++
		return nil
	}
	if asFault(err) == nil {
		return err
	}
	item.refuse(err)
	item.ToID = ""
	return nil
}

// deal says who had the matter and, where several share, whose turn it is.
func (b *bulking) deal(w *work, item *BulkItem) error {
	n := len(b.order.StaffIDs)
	if !bulkActions[b.order.Action].shared || n == 0 || item.ToID != "" || item.HandoffID != "" {
		return nil
	}
	item.FromID, item.ToID = w.t.OwnerID, b.order.StaffIDs[b.turn%n]
	_, err := b.person(item.ToID)
	return err
}

func (i *BulkItem) refuse(err error) {
	i.State, i.Why = BulkRefused, asFault(err).Text
}

// StartBulk begins an order: what can be done now is done in the background, each ticket by itself, and goes
// on when one of them is refused meanwhile. A repeated call with the same key gives the bulk of the first one;
// the same key with another order is a Conflict. It needs ticket.read and is noted in the audit log.
func (s *Service) StartBulk(ctx context.Context, f Filter, order BulkOrder, key string) (*Bulk, error) {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return nil, err
	}
	b := s.newBulking(ctx, actor, order)
	return b.start(key, sumOf(f, order), func() ([]BulkItem, error) {
		if err := b.check(); err != nil {
			return nil, err
		}
		items, _, err := b.chosen(f)
		if err != nil {
			return nil, err
		}
		return items, b.try(items)
	})
}

func sumOf(asked ...any) string {
	sum := sha256.Sum256(must(json.Marshal(asked)))
	return hex.EncodeToString(sum[:])
}

// start notes a bulk with its items and lets them be done, unless the key says that it was begun before.
func (b *bulking) start(key, request string, plan func() ([]BulkItem, error)) (*Bulk, error) {
	if key = strings.TrimSpace(key); key == "" {
		return nil, fault.Bad("Idempotency-Key", "请带上幂等键，重复提交时不会做两遍。", "Send an idempotency key, so that a repeated call does nothing twice.")
	}
	if before, err := b.s.bulkBefore(b.ctx, b.actor.StaffID, key, request); before != nil || err != nil {
		return before, err
	}
	items, err := plan()
	if err != nil {
		return nil, err
	}
	bulk := &Bulk{ID: store.NewID(b.ctx), StaffID: b.actor.StaffID, Key: key, Request: request, Action: b.order.Action, Input: b.order, CreatedAt: now.From(b.ctx), Items: items}
	bulk.Input.IDs = nil // its items say them
	err = b.s.db.Write(b.ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := sweepBulks(ctx, tx, bulk.StaffID, bulk.CreatedAt.Add(-bulkKeep)); err != nil {
			return err
		}
		if _, err := tx.NewInsert().Model(bulk).Exec(ctx); err != nil {
			return err
		}
		for i := range items {
			items[i].BulkID = bulk.ID
		}
		if _, err := tx.NewInsert().Model(&items).Exec(ctx); err != nil {
			return err
		}
		detail := map[string]any{"action": bulk.Action, "tickets": len(items)}
		if err := b.s.audit.Write(ctx, audit.Who{ID: b.actor.StaffID, Name: b.actor.Name}, "tickets.bulk", "bulk", bulk.ID, detail); err != nil {
			return err
		}
		return b.s.queue.Add(ctx, "bulk", bulk.ID, 0)
	})
	if store.IsDuplicate(err) { // the same call went through beside this one
		return b.s.bulkBefore(b.ctx, b.actor.StaffID, key, request)
	}
	return bulk, err
}

// bulkKeep is how long it can be seen what became of a bulk; the tickets' events and the audit log keep it for good.
const bulkKeep = 90 * 24 * time.Hour

// sweepBulks removes a person's bulks that were done before a moment.
func sweepBulks(ctx context.Context, tx bun.Tx, staffID string, before time.Time) error {
	old := tx.NewSelect().Model((*Bulk)(nil)).Column("id").Where("staff_id = ? AND done_at < ?", staffID, before)
	if _, err := tx.NewDelete().Model((*BulkItem)(nil)).Where("bulk_id IN (?)", old).Exec(ctx); err != nil {
		return err
	}
	_, err := tx.NewDelete().Model((*Bulk)(nil)).Where("staff_id = ? AND done_at < ?", staffID, before).Exec(ctx)
	return err
}

func (s *Service) bulkBefore(ctx context.Context, staffID, key, request string) (*Bulk, error) {
	bulk := &Bulk{}
	err := s.db.Read(ctx).NewSelect().Model(bulk).Where("staff_id = ? AND key = ?", staffID, key).Scan(ctx)
	switch {
	case store.None(err):
		return nil, nil
	case err != nil:
		return nil, err
	case bulk.Request != request:
		return nil, not("这个幂等键已用于另一份内容，请换一个键。", "This idempotency key was used for other content. Use a new key.")
	}
	return bulk, s.readItems(ctx, bulk)
}

// GetBulk gives a bulk of the acting person's own, with what has become of each ticket so far. Those of others
// are NotFound.
func (s *Service) GetBulk(ctx context.Context, id string) (*Bulk, error) {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return nil, err
	}
	bulk := &Bulk{}
	err = s.db.Read(ctx).NewSelect().Model(bulk).Where("id = ? AND staff_id = ?", id, actor.StaffID).Scan(ctx)
	if store.None(err) {
		return nil, fault.Missing("这次批量操作", "bulk action")
	}
	if err != nil {
		return nil, err
	}
	return bulk, s.readItems(ctx, bulk)
}

// readItems reads a bulk's items, with the numbers and subjects of tickets that the acting person may see.
func (s *Service) readItems(ctx context.Context, bulk *Bulk) error {
	err := s.db.Read(ctx).NewSelect().Model(&bulk.Items).Where("bulk_id = ?", bulk.ID).OrderExpr("pos").Scan(ctx)
	if err != nil {
		return err
	}
	in := s.db.Read(ctx).NewSelect().TableExpr("bulk_item").Column("ticket_id").Where("bulk_id = ?", bulk.ID)
	var tickets []Ticket
	q := s.db.Read(ctx).NewSelect().Model(&tickets).Column("id", "number", "subject").Where("ticket.id IN (?)", in)
	if err := visible(q, org.From(ctx)).Scan(ctx); err != nil {
		return err
	}
	byID := make(map[string]*Ticket, len(tickets))
	for i := range tickets {
		byID[tickets[i].ID] = &tickets[i]
	}
	for i := range bulk.Items {
		if t := byID[bulk.Items[i].TicketID]; t != nil {
			bulk.Items[i].Number, bulk.Items[i].Subject = t.Number, t.Subject
		}
	}
	return nil
}
