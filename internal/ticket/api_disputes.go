package ticket

import (
	"context"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/httpx"
)

func (s *Service) registerDisputes(api huma.API) {
	httpx.Handle(api, httpx.Get("list-disputes", "/disputes", "Links that units keep returning", "disputes", org.TicketRead),
		func(ctx context.Context, in *struct {
			State string `query:"state" enum:"open,decided"`
		}) (httpx.Items[DisputeView], error) {
			return s.viewDisputes(ctx, in.State)
		})
	httpx.Handle(api, httpx.Post("decide-dispute", "/disputes/{id}/decide", "Say which unit answers for the link", "disputes", org.TicketSupervise),
		func(ctx context.Context, in *struct {
			ID   string `path:"id"`
			Body struct {
				UnitID string `json:"unitId"`
				Text   string `json:"text"`
			}
		}) (DisputeView, error) {
			w, d, err := s.Decide(ctx, in.ID, in.Body.UnitID, in.Body.Text)
			if err != nil {
				return DisputeView{}, err
			}
			names, err := s.org.Names(ctx, w.people())
			return w.disputeView(d, names), err
		})
}

// DisputeView is a dispute as the API shows it.
type DisputeView struct {
	ID             string     `json:"id"`
	TicketID       string     `json:"ticketId"`
	TicketNumber   string     `json:"ticketNumber"`
	Subject        string     `json:"subject"`
	Link           string     `json:"link"`
	Units          []org.Ref  `json:"units"`
	Returns        []GaveBack `json:"returns" doc:"Who gave the link back and why, oldest first."`
	SupervisorUnit org.Ref    `json:"supervisorUnit"`
	OpenedAt       time.Time  `json:"openedAt"`
	DueAt          time.Time  `json:"dueAt" doc:"By when it is to be decided, as the rules of the owner's unit say."`
	State          string     `json:"state" enum:"open,decided"`
	Decision       string     `json:"decision"`
	DecidedUnit    *org.Ref   `json:"decidedUnit"`
	DecidedBy      string     `json:"decidedBy"`
	DecidedAt      *time.Time `json:"decidedAt"`
	May            Lawful     `json:"may"`
}

// GaveBack is a unit's return of a handoff.
type GaveBack struct {
	Unit   string    `json:"unit"`
	Reason string    `json:"reason"`
	Text   string    `json:"text"`
	At     time.Time `json:"at"`
}

func (s *Service) viewDisputes(ctx context.Context, state string) (httpx.Items[DisputeView], error) {
	none := httpx.Items[DisputeView]{}
	rows, err := s.Disputes(ctx, state)
	if err != nil {
		return none, err
	}
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return none, err
	}
	returned, err := s.returnedOn(ctx, rows)
	if err != nil {
		return none, err
	}
	var people []string
	for _, r := range rows {
		if r.DecidedBy != "" {
			people = append(people, r.DecidedBy)
		}
	}
	names, err := s.org.Names(ctx, people)
	if err != nil {
		return none, err
	}
	book, err := s.rulebook(ctx)
	var views []DisputeView
	for i := range rows {
		r := &rows[i]
		w := &work{ctx: ctx, s: s, tree: tree, book: book, actor: org.From(ctx), handoffs: returned[r.TicketID],
			t: &Ticket{Number: r.Number, Subject: r.Subject, Status: r.Status, OwnerUnitID: r.OwnerUnitID}}
		views = append(views, w.disputeView(&r.Dispute, names))
	}
	return httpx.List(views), err
}

// returnedOn reads the returned handoffs of the disputed tickets, by ticket.
func (s *Service) returnedOn(ctx context.Context, rows []DisputeRow) (map[string][]*Handoff, error) {
	byTicket := map[string][]*Handoff{}
	if len(rows) == 0 {
		return byTicket, nil
	}
	var ids []string
	for i := range rows {
		ids = append(ids, rows[i].TicketID)
	}
	var handoffs []*Handoff
	err := s.db.Read(ctx).NewSelect().Model(&handoffs).Where("status = ?", Returned).Where("ticket_id IN (?)", bun.List(ids)).
		OrderExpr("ended_at, id").Scan(ctx)
	for _, h := range handoffs {
		byTicket[h.TicketID] = append(byTicket[h.TicketID], h)
	}
	return byTicket, err
}

func (w *work) disputeView(d *Dispute, names map[string]string) DisputeView {
	v := DisputeView{ID: d.ID, TicketID: d.TicketID, TicketNumber: w.t.Number, Subject: w.t.Subject, Link: d.Link,
		Units: []org.Ref{}, Returns: w.returnsOf(d.Link), SupervisorUnit: org.Ref{ID: d.SupervisorUnitID, Name: w.tree.Name(d.SupervisorUnitID)},
		OpenedAt: d.OpenedAt, DueAt: d.OpenedAt.Add(time.Duration(w.rules().DisputeHours) * time.Hour), State: d.State, Decision: d.Decision, DecidedUnit: w.tree.Ref(d.DecidedUnitID),
		DecidedBy: names[d.DecidedBy], DecidedAt: optional(d.DecidedAt), May: w.answer(w.canDecide(d))}
	for _, id := range d.Units {
		v.Units = append(v.Units, org.Ref{ID: id, Name: w.tree.Name(id)})
	}
	return v
}

// returnsOf are the returns of handoffs that were about a link, oldest first.
func (w *work) returnsOf(link string) []GaveBack {
	back := []GaveBack{}
	for _, h := range w.handoffs {
		if h.Status == Returned && slices.Contains(h.Links, link) {
			back = append(back, GaveBack{w.tree.Name(h.UnitID), h.ReturnReason, h.ReturnText, h.EndedAt})
		}
	}
	slices.SortStableFunc(back, func(a, b GaveBack) int { return a.At.Compare(b.At) })
	return back
}
