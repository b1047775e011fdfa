package ticket

import (
	"context"
	"slices"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/schema"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/live"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// work is one ticket with everything on it, while something is done to it or it is looked at. A change
// reads it locked, alters it in memory by the rules, and saves it as a whole with its new events.
type work struct {
	ctx     context.Context
	s       *Service
	tree    *org.Tree
	book    *rulebook
	at      time.Time
	actor   *org.Actor      // nil: the customer, or the program itself
	who     string          // the name that stands on events when actor is nil
	owner   string          // the owner's name, once known
	serving string          // the unit that serves the customer, once known
	place   *customer.Place // the customer's part, once chosen

	t        *Ticket
	links    []*Link
	handoffs []*Handoff
	promises []*Promise
	disputes []*Dispute
	related  []*relation
	stays    []*Stay // that still last
	events   []*Event
	moves    []*Move
	notices  []*Notification
	activity string // the word of an imported log for what happens now
	reached  reachState
	was      Status        // when it was read
	tags     []string      // when it was read
	carried  []*Attachment // that come from another ticket
	touched  bool          // something other than the clocks has changed
	isNew    bool
	leaving  bool // who had it has left the house
}

func (s *Service) newWork(ctx context.Context) (*work, error) {
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return nil, err
	}
	book, err := s.rulebook(ctx)
	if err != nil {
		return nil, err
	}
	return &work{ctx: ctx, s: s, tree: tree, book: book, at: now.From(ctx), actor: org.From(ctx)}, nil
}

// change runs f on a locked ticket that the acting person may see, and saves what f has altered.
// The error is NotFound when he may not, and Precondition when the request's If-Match names another
// version of the ticket.
func (s *Service) change(ctx context.Context, id string, f func(w *work) error) (*work, error) {
	return s.changePart(ctx, id, func(w *work) error {
		if err := httpx.CheckIfMatch(ctx, w.t.Version); err != nil {
			return err
		}
		return f(w)
	})
}

// changePart is change for what has a version of its own on the ticket.
func (s *Service) changePart(ctx context.Context, id string, f func(w *work) error) (*work, error) {
	var w *work
	err := s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) (err error) {
		if w, err = s.load(ctx, id, true); err != nil {
			return err
		}
		if err := w.fire(); err != nil {
			return err
		}
		if err := f(w); err != nil {
			return err
		}
		return w.save(tx)
	})
	if w != nil {
		w.ctx = ctx // the transaction is over
	}
	return w, err
}

func (w *work) newID() string { return store.NewID(now.At(w.ctx, w.at)) }

// event appends to the ticket's story, in the name of whoever acts.
func (w *work) event(kind, audience string, h *Handoff, data Data) {
	w.t.Events++
	e := &Event{ID: w.newID(), TicketID: w.t.ID, Seq: w.t.Events, At: w.at, Kind: kind, Audience: audience, Actor: w.who, Data: data}
	if w.actor != nil {
		e.ActorID, e.Actor, e.UnitID, e.Unit = w.actor.StaffID, w.actor.Name, w.actor.UnitID, w.actor.UnitName
	}
	if h != nil {
		e.HandoffID = h.ID
		data["unit"] = w.tree.Name(h.UnitID)
	}
	if w.activity != "" {
		data["activity"] = w.activity
	}
	w.events = append(w.events, e)
}

func (w *work) handoff(id string) *Handoff {
	i := slices.IndexFunc(w.handoffs, func(h *Handoff) bool { return h.ID == id })
	if i < 0 {
		return nil
	}
	return w.handoffs[i]
}

func (w *work) openHandoffs() []*Handoff {
	var open []*Handoff
	for _, h := range w.handoffs {
		if h.IsOpen() {
			open = append(open, h)
		}
	}
	return open
}

func (w *work) link(code string) *Link {
	i := slices.IndexFunc(w.links, func(l *Link) bool { return l.Link == code })
	if i < 0 {
		return nil
	}
	return w.links[i]
}

func (h *Handoff) touch() {
	if h.mark == clean {
		h.mark = changed
	}
	h.Version++
}

// save writes everything that has changed, in the transaction of the context. The ticket's version
// grows only when a person has changed something: a clock that fires makes no one's view stale.
func (w *work) save(tx bun.Tx, more ...schema.QueryAppender) error {
	if len(w.events) == 0 && !w.touched && !w.isNew {
		return nil
	}
	if err := w.settle(); err != nil {
		return err
	}
	if err := w.tellWatchers(); err != nil {
		return err
	}
	if err := w.tellSubstitutes(); err != nil {
		return err
	}
	batch := w.s.db.Batch()
	w.saveTicket(tx, batch)
	w.saveParts(tx, batch)
	w.saveReach(tx, batch)
	w.saveNotices(tx, batch)
	w.saveSearched(tx, batch)
	for _, statement := range more {
		batch.Add(statement)
	}
	if err := batch.Run(w.ctx, tx); err != nil {
		return err
	}
	if err := w.s.planMails(w.ctx, tx, w.notices, w.at); err != nil {
		return err
	}
	w.publish()
	return nil
}

func (w *work) saveTicket(tx bun.Tx, batch *store.Batch) {
	if w.isNew {
		w.t.Version = 1
		batch.Add(tx.NewInsert().Model(w.t))
		return
	}
	if w.touched {
		w.t.Version++
		w.t.UpdatedAt = w.at
	}
	batch.Add(tx.NewUpdate().Model(w.t).WherePK())
}

// saveParts writes the rows that belong to the ticket; handoffs first, for others refer to them.
func (w *work) saveParts(tx bun.Tx, batch *store.Batch) {
	saveRows(tx, batch, w.handoffs, func(h *Handoff) *mark { return &h.mark })
	saveRows(tx, batch, w.links, func(l *Link) *mark { return &l.mark })
	saveRows(tx, batch, w.promises, func(p *Promise) *mark { return &p.mark })
	saveRows(tx, batch, w.disputes, func(d *Dispute) *mark { return &d.mark })
	saveRows(tx, batch, w.stays, func(s *Stay) *mark { return &s.mark })
	w.saveRelations(tx, batch)
	w.saveTags(tx, batch)
	insert(tx, batch, w.carried)
	insert(tx, batch, w.moves)
	insert(tx, batch, w.events)
}

// saveRows inserts what was added, together, and updates what was changed.
func saveRows[T any](tx bun.Tx, batch *store.Batch, rows []*T, markOf func(*T) *mark) {
	var fresh []*T
	for _, row := range rows {
		m := markOf(row)
		if *m == added {
			fresh = append(fresh, row)
		}
		if *m == changed {
			batch.Add(tx.NewUpdate().Model(row).WherePK())
		}
		*m = clean
	}
	insert(tx, batch, fresh)
}

func insert[T any](tx bun.Tx, batch *store.Batch, rows []*T) {
	if len(rows) > 0 {
		batch.Add(tx.NewInsert().Model(&rows))
	}
}

// settle brings after what lists and measures read from: the status between open and handed, the strip,
// the places, the next due promise, and the stays.
func (w *work) settle() error {
	w.settleStatus()
	w.settleUrges()
	w.settleEscalation()
	open := w.openHandoffs()
	if err := w.settlePlaces(open); err != nil {
		return err
	}
	w.t.Strip = make([]LinkState, len(w.links))
	for i, l := range w.links {
		w.t.Strip[i] = LinkState{l.Link, l.State}
	}
	w.settleDue()
	w.settleStays()
	return nil
}

func (w *work) settleStatus() {
	switch open := len(w.openHandoffs()); {
	case w.t.Status == Open && open > 0:
		w.t.Status = Handed
	case w.t.Status == Handed && open == 0:
		w.t.Status = Open
	}
}

func (w *work) settlePlaces(open []*Handoff) error {
	var ids []string
	for _, h := range open {
		if h.AssigneeID != "" {
			ids = append(ids, h.AssigneeID)
		}
	}
	names, err := w.s.org.Names(w.ctx, ids)
	if err != nil {
		return err
	}
	w.t.Places = make([]Place, len(open))
	for i, h := range open {
		w.t.Places[i] = Place{HandoffID: h.ID, UnitID: h.UnitID, Unit: w.tree.Name(h.UnitID), Staff: names[h.AssigneeID], Links: h.Links,
			Status: h.Status, Urged: h.Urged, Waiting: w.waiting(h)}
		if h.Invited {
			w.t.Places[i].InvitedBy = w.tree.Name(h.AskedUnitID)
		}
	}
	return nil
}

func (w *work) settleDue() {
	w.t.DueAt, w.t.DuePromiseID, w.t.Warned, w.t.Late = never, "", false, false
	for _, h := range w.handoffs {
		if h.IsOpen() {
			w.settleHandoffDue(h)
		}
	}
	for _, p := range w.promises {
		if !p.BreachedAt.IsZero() {
			w.t.Late = true
		}
		if p.State != Running {
			continue
		}
		if !p.WarnedAt.IsZero() {
			w.t.Warned = true
		}
		if !p.DueAt.IsZero() && p.DueAt.Before(w.t.DueAt) {
			w.t.DueAt, w.t.DuePromiseID = p.DueAt, p.ID
		}
	}
}

func (w *work) settleHandoffDue(h *Handoff) {
	due := never
	for _, p := range w.promises {
		if p.HandoffID == h.ID && p.State == Running && !p.DueAt.IsZero() && p.DueAt.Before(due) {
			due = p.DueAt
		}
	}
	if !h.DueAt.Equal(due) {
		h.DueAt = due
		if h.mark == clean {
			h.mark = changed
		}
	}
}

// publish tells browsers that have this ticket open, once the change stands.
func (w *work) publish() {
	c := live.Change{Kind: "ticket", TicketID: w.t.ID, ID: w.t.ID, Units: []string{w.t.OwnerUnitID}, Staff: []string{w.t.OwnerID}}
	if w.actor != nil {
		c.ActorID = w.actor.StaffID
	}
	if w.t.OfferedTo != "" {
		c.Staff = append(c.Staff, w.t.OfferedTo)
	}
	for _, h := range w.handoffs {
		c.Units = append(c.Units, h.UnitID)
	}
	for _, n := range w.notices {
		c.Staff = append(c.Staff, n.StaffID)
	}
	slices.Sort(c.Units)
	c.Units = slices.Compact(c.Units)
	slices.Sort(c.Staff)
	c.Staff = slices.Compact(c.Staff)
	store.After(w.ctx, func() { w.s.bus.Publish(c) })
}
