package ticket

import (
	"context"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// relation says that a ticket has to do with another: it was merged into it, split off from it, or is about it.
type relation struct {
	bun.BaseModel `bun:"table:ticket_relation"`

	TicketID string `bun:",pk"`
	Kind     string `bun:",pk"`
	OtherID  string `bun:",pk"`
	ByID     string `bun:",nullzero"`
	At       time.Time
	Data     mergeData

	mark mark
	gone bool
}

// The kinds of relations.
const (
	relMerged = "merged"
	relSplit  = "split"
	relAbout  = "about"
)

// mergeData is what undoing a merge needs to know, and what is said of it meanwhile.
type mergeData struct {
	Number   string    `json:"number,omitempty"`  // of the merged ticket
	UnitID   string    `json:"unitId,omitempty"`  // of the owner of the ticket that goes on
	Own      string    `json:"own,omitempty"`     // the promise of the ticket that goes on which gave way …
	Taken    string    `json:"taken,omitempty"`   // … to this one, taken over from the merged ticket
	Copied   int       `json:"copied,omitempty"`  // how much of the taken promise's log is the merged ticket's
	ResumeAt time.Time `json:"resumeAt,omitzero"` // when the merged ticket's pause was to end
	Note     string    `json:"note,omitempty"`    // why it was paused
}

// relate notes that a new ticket comes from another.
func (w *work) relate(kind string, to *work) {
	w.related = append(w.related, &relation{TicketID: w.t.ID, Kind: kind, OtherID: to.t.ID, ByID: w.actorID(), At: w.at, mark: added})
}

func (w *work) saveRelations(tx bun.Tx, batch *store.Batch) {
	for _, r := range w.related {
		if r.gone {
			batch.Add(tx.NewDelete().Model(r).WherePK())
		}
	}
	w.related = slices.DeleteFunc(w.related, func(r *relation) bool { return r.gone })
	saveRows(tx, batch, w.related, func(r *relation) *mark { return &r.mark })
}

// mergedInto is how the ticket was merged into another; nil while it stands for itself.
func (w *work) mergedInto() *relation {
	return w.relation(func(r *relation) bool { return r.Kind == relMerged && r.TicketID == w.t.ID })
}

// absorbed are the merges of other tickets into this one, oldest first.
func (w *work) absorbed() []*relation {
	var list []*relation
	for _, r := range w.related {
		if !r.gone && r.Kind == relMerged && r.OtherID == w.t.ID {
			list = append(list, r)
		}
	}
	return list
}

func (w *work) relation(wanted func(*relation) bool) *relation {
	i := slices.IndexFunc(w.related, func(r *relation) bool { return !r.gone && wanted(r) })
	if i < 0 {
		return nil
	}
	return w.related[i]
}

// root is the ticket under which this one goes on: itself, unless it was merged.
func (w *work) root() (*Ticket, error) {
	t := w.t
	for t.Status == Merged {
		next := &Ticket{}
		err := w.s.db.Read(w.ctx).NewSelect().Model(next).
			Where("ticket.id = (SELECT r.other_id FROM ticket_relation r WHERE r.ticket_id = ? AND r.kind = ?)", t.ID, relMerged).Scan(w.ctx)
		if err != nil {
			return nil, err
		}
		t = next
	}
	return t, nil
}

// hears tells whether the customer is still heard and answered here: until the ticket has ended, or the one
// that it was merged into.
func (w *work) hears() error {
	if w.t.Status != Merged {
		return w.notEnded()
	}
	root, err := w.root()
	if err != nil {
		return err
	}
	if root.Status.Ended() {
		return not("这件事已随并入的工单一起结束。", "This matter has ended with the ticket that it was merged into.")
	}
	return nil
}

// RelatedView is a ticket that has to do with this one.
type RelatedView struct {
	ID       string       `json:"id"`
	Number   string       `json:"number"`
	Subject  string       `json:"subject" doc:"Empty when I may not see it."`
	Status   Status       `json:"status"`
	Relation string       `json:"relation" enum:"mergedInto,absorbed,splitFrom,splitOff,about,follower" doc:"This ticket was merged into that one, or that one into this; this one was split off from that one, or that one from this; this one is about that one, as a complaint is, or that one about this."`
	At       time.Time    `json:"at"`
	Seen     bool         `json:"seen" doc:"Whether I may open it."`
	Contact  *ContactView `json:"contact" doc:"Who speaks for a ticket that was merged into this one: he too is to be told."`
}

// viewRelated names the tickets that have to do with this one. Of those that the acting person may not see
// it tells nothing but the number and the status.
func (w *work) viewRelated() ([]RelatedView, error) {
	views := []RelatedView{}
	if len(w.related) == 0 {
		return views, nil
	}
	ids := make([]string, len(w.related))
	for i, r := range w.related {
		ids[i] = r.other(w.t.ID)
	}
	db := w.s.db.Read(w.ctx)
	var found []*Ticket
	if err := db.NewSelect().Model(&found).Where("ticket.id IN (?)", bun.List(ids)).Scan(w.ctx); err != nil {
		return nil, err
	}
	var seen []string
	q := db.NewSelect().Model((*Ticket)(nil)).Column("ticket.id").Where("ticket.id IN (?)", bun.List(ids))
	if w.actor != nil {
		q = visible(q, w.actor)
	}
	if err := q.Scan(w.ctx, &seen); err != nil {
		return nil, err
	}
	for _, r := range w.related {
		i := slices.IndexFunc(found, func(t *Ticket) bool { return t.ID == r.other(w.t.ID) })
		views = append(views, r.view(w.t.ID, found[i], slices.Contains(seen, found[i].ID)))
	}
	return views, nil
}

// other is the ticket at the other end.
func (r *relation) other(id string) string {
	if r.TicketID == id {
		return r.OtherID
	}
	return r.TicketID
}

func (r *relation) view(of string, t *Ticket, seen bool) RelatedView {
	names := map[string][2]string{relMerged: {"mergedInto", "absorbed"}, relSplit: {"splitFrom", "splitOff"}, relAbout: {"about", "follower"}}[r.Kind]
	v := RelatedView{ID: t.ID, Number: t.Number, Status: t.Status, Relation: names[0], At: r.At, Seen: seen}
	if r.OtherID == of {
		v.Relation = names[1]
	}
	if !seen {
		return v
	}
	v.Subject = t.Subject
	if v.Relation == "absorbed" {
		v.Contact = &ContactView{t.ContactID, t.ContactName, t.ContactPhone}
	}
	return v
}

// mergedRefs finds into which tickets the merged ones of a list went, by their identifiers; the name is the number.
func (s *Service) mergedRefs(ctx context.Context, rows []Row) (map[string]Into, error) {
	var ids []string
	for i := range rows {
		if rows[i].Status == Merged {
			ids = append(ids, rows[i].ID)
		}
	}
	refs := map[string]Into{}
	if len(ids) == 0 {
		return refs, nil
	}
	var found []struct{ TicketID, ID, Number string }
	err := s.db.Read(ctx).NewSelect().TableExpr("ticket_relation AS r").ColumnExpr("r.ticket_id, t.id, t.number").
		Join("JOIN ticket AS t ON t.id = r.other_id").Where("r.kind = ? AND r.ticket_id IN (?)", relMerged, bun.List(ids)).Scan(ctx, &found)
	for _, f := range found {
		refs[f.TicketID] = Into{f.ID, f.Number}
	}
	return refs, err
}

// Into is the ticket that another was merged into.
type Into struct {
	ID     string `json:"id"`
	Number string `json:"number"`
}

// changeBoth runs f on two locked tickets and saves what f has altered on both. The acting person must see the
// first; as says who looks for the other. The error is NotFound when he may not see the first, Invalid for into
// when there is no such other or both are the same, and Precondition when the request's If-Match names another
// version of the first.
func (s *Service) changeBoth(ctx context.Context, id, otherID string, as func(context.Context) context.Context, f func(w, other *work) error) (*work, error) {
	one, two, err := s.loadBoth(ctx, id, otherID, as)
	if err != nil {
		return nil, err
	}
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) (err error) {
		lock := map[**work]context.Context{&one: ctx, &two: as(ctx)}
		for _, w := range inOrder(&one, &two) { // always the same way round: two merges never wait for each other
			if *w, err = s.load(lock[w], (*w).t.ID, true); err != nil {
				return err
			}
			if err := (*w).fire(); err != nil {
				return err
			}
		}
		two.actor = one.actor
		if err := httpx.CheckIfMatch(ctx, one.t.Version); err != nil {
			return err
		}
		if err := f(one, two); err != nil {
			return err
		}
		if err := one.save(tx); err != nil {
			return err
		}
		return two.save(tx)
	})
	if err != nil {
		return nil, err
	}
	one.ctx = ctx // the transaction is over
	return one, nil
}

func (s *Service) loadBoth(ctx context.Context, id, otherID string, as func(context.Context) context.Context) (one, two *work, err error) {
	if one, err = s.load(ctx, id, false); err != nil {
		return nil, nil, err
	}
	two, err = s.load(as(ctx), otherID, false)
	switch {
	case fault.Is(err, fault.NotFound):
		return nil, nil, fault.Bad("into", "没有这张工单，或您看不到它。", "There is no such ticket, or you cannot see it.")
	case err != nil:
		return nil, nil, err
	case one.t.ID == two.t.ID:
		return nil, nil, fault.Bad("into", "请选择另一张工单。", "Choose another ticket.")
	}
	two.actor = one.actor
	return one, two, nil
}

// himself is the acting person himself.
func himself(ctx context.Context) context.Context { return ctx }

func inOrder(one, two **work) []**work {
	if (*one).t.ID < (*two).t.ID {
		return []**work{one, two}
	}
	return []**work{two, one}
}
