package ticket

import (
	"cmp"
	"context"
	"slices"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// load reads a ticket by identifier or number, for the acting person or the program. Locked it may be changed.
func (s *Service) load(ctx context.Context, id string, lock bool) (*work, error) {
	column := "number"
	if store.IsID(id) {
		column = "id"
	}
	t := &Ticket{}
	q := seen(ctx, s.db.Read(ctx).NewSelect().Model(t).Where("ticket."+column+" = ?", id))
	if lock {
		q = s.db.Lock(q)
	}
	if err := s.db.Prepared(ctx, q).Scan(ctx); store.None(err) {
		return nil, errNone()
	} else if err != nil {
		return nil, err
	}
	works, err := s.withParts(ctx, []*Ticket{t})
	if err != nil {
		return nil, err
	}
	w := works[t.ID]
	if lock { // only a change moves the ticket on
		err = s.db.Prepared(ctx, s.db.Read(ctx).NewSelect().Model(&w.stays).Where("ticket_id = ? AND left_at IS NULL", t.ID)).Scan(ctx)
	}
	w.notBefore()
	return w, err
}

// loadAll reads tickets with everything on them that the rules ask for, those that the acting person may see.
func (s *Service) loadAll(ctx context.Context, ids []string) (map[string]*work, error) {
	var tickets []*Ticket
	if err := seen(ctx, s.db.Read(ctx).NewSelect().Model(&tickets).Where("ticket.id IN (?)", bun.List(ids))).Scan(ctx); err != nil {
		return nil, err
	}
	works, err := s.withParts(ctx, tickets)
	for _, w := range works {
		w.notBefore()
	}
	return works, err
}

// seen narrows a query over tickets to what the acting person may see; the program sees all.
func seen(ctx context.Context, q *bun.SelectQuery) *bun.SelectQuery {
	if actor := org.From(ctx); actor != nil {
		return visible(q, actor)
	}
	return q
}

// withParts reads what stands on tickets, a query for each sort of part however many they are.
func (s *Service) withParts(ctx context.Context, tickets []*Ticket) (map[string]*work, error) {
	works := make(map[string]*work, len(tickets))
	ids := make([]string, len(tickets))
	for i, t := range tickets {
		w, err := s.newWork(ctx)
		if err != nil {
			return nil, err
		}
		w.t, works[t.ID], ids[i] = t, w, t.ID
	}
	if len(ids) == 0 {
		return works, nil
	}
	if err := s.readParts(ctx, works, ids); err != nil {
		return nil, err
	}
	for _, w := range works {
		w.reached, w.was, w.tags = w.reachOf(), w.t.Status, w.t.Tags
		slices.SortStableFunc(w.promises, func(a, b *Promise) int {
			return cmp.Or(a.StartedAt.Compare(b.StartedAt), slices.Index(promiseKinds, a.Kind)-slices.Index(promiseKinds, b.Kind))
		})
	}
	return works, nil
}

func (s *Service) readParts(ctx context.Context, works map[string]*work, ids []string) error {
	var links []*Link
	var handoffs []*Handoff
	var promises []*Promise
	var disputes []*Dispute
	var relations []*relation
	for _, part := range []struct {
		rows  any
		order string
	}{{&links, "position"}, {&handoffs, "created_at, id"}, {&promises, "started_at, id"}, {&disputes, "opened_at, id"}} {
		q := s.db.Read(ctx).NewSelect().Model(part.rows).Where("ticket_id IN (?)", bun.List(ids)).OrderExpr(part.order)
		if err := s.db.Prepared(ctx, q).Scan(ctx); err != nil {
			return err
		}
	}
	q := s.db.Read(ctx).NewSelect().Model(&relations).Where("ticket_id IN (?) OR other_id IN (?)", bun.List(ids), bun.List(ids)).
		OrderExpr("at, ticket_id, kind")
	if err := s.db.Prepared(ctx, q).Scan(ctx); err != nil {
		return err
	}
	for _, l := range links {
		works[l.TicketID].links = append(works[l.TicketID].links, l)
	}
	for _, h := range handoffs {
		works[h.TicketID].handoffs = append(works[h.TicketID].handoffs, h)
	}
	for _, p := range promises {
		works[p.TicketID].promises = append(works[p.TicketID].promises, p)
	}
	for _, d := range disputes {
		works[d.TicketID].disputes = append(works[d.TicketID].disputes, d)
	}
	for _, r := range relations {
		for _, id := range []string{r.TicketID, r.OtherID} {
			if w := works[id]; w != nil {
				one := *r // each ticket alters its own
				w.related = append(w.related, &one)
			}
		}
	}
	return nil
}

// notBefore lets nothing happen on a ticket before what has happened on it already: a machine's clock may be
// set back, and those of two replicas may differ.
func (w *work) notBefore() {
	w.at = latest(w.at, w.t.UpdatedAt)
	for _, stay := range w.stays {
		w.at = latest(w.at, stay.EnteredAt)
	}
	for _, p := range w.promises {
		for _, change := range p.Log {
			w.at = latest(w.at, change.At)
		}
	}
}
