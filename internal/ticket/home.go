package ticket

import (
	"context"
	"slices"
	"time"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
)

// Todo is one thing that the acting person should do next.
type Todo struct {
	Kind     string        `json:"kind" enum:"offer,respond,returned,resolve,callback,close,urge,handoff.accept,handoff.finish,dispute,late"`
	TicketID string        `json:"ticketId"`
	Number   string        `json:"number"`
	Subject  string        `json:"subject"`
	Customer string        `json:"customer"`
	Tier     string        `json:"tier"`
	Priority string        `json:"priority"`
	Unit     string        `json:"unit"`
	DueAt    *time.Time    `json:"dueAt"`
	Promise  *PromiseBrief `json:"promise"`
	At       time.Time     `json:"at"`

	due time.Time
}

// Wrong is something that is not as it should be, with the list behind it.
type Wrong struct {
	Kind  string `json:"kind" enum:"overdue,warned,dispute,calendar,stuck,unsent"`
	Count int    `json:"count"`
	Query string `json:"query" doc:"The console's address of what is counted."`
}

// Home answers what the acting person must do next and what is wrong around him.
type Home struct {
	Next  []Todo  `json:"next"`
	Wrong []Wrong `json:"wrong"`

	disputes int // for the acting person to decide
}

const homeNext = 50

// Home gives the acting person's first page.
func (s *Service) Home(ctx context.Context) (*Home, error) {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return nil, err
	}
	h := &Home{Next: []Todo{}, Wrong: []Wrong{}}
	if actor.May(org.TicketHandle) {
		if err := s.ownTodos(ctx, h); err != nil {
			return nil, err
		}
	}
	watch := s.unitTodos
	if actor.May(org.TicketSupervise) {
		watch = s.supervisorTodos
	}
	if err := watch(ctx, actor, h); err != nil {
		return nil, err
	}
	slices.SortStableFunc(h.Next, func(a, b Todo) int { return a.due.Compare(b.due) })
	h.Next = h.Next[:min(len(h.Next), homeNext)]
	return h, s.wrongAround(ctx, actor, h)
}

// ownTodos are what is offered, what is owned and not with a unit, and what is overdue there: the owner
// stays responsible.
func (s *Service) ownTodos(ctx context.Context, h *Home) error {
	const desk = "open,resolved,confirmed"
	for _, f := range []Filter{{Mine: "offered", Status: desk}, {Mine: "owner", Status: desk}, {Mine: "owner", Status: string(Handed), Late: "overdue"}} {
		if err := s.todos(ctx, h, f, func(r *Row) string { return nextKind(r, f.Mine == "offered") }); err != nil {
			return err
		}
	}
	return nil
}

// todos adds the tickets of a list to what is to be done.
func (s *Service) todos(ctx context.Context, h *Home, f Filter, kind func(r *Row) string) error {
	rows, _, err := s.List(ctx, f, Paging{Sort: "due", Limit: homeNext})
	if err != nil {
		return err
	}
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return err
	}
	views, err := s.viewRows(ctx, rows)
	if err != nil {
		return err
	}
	for i := range rows {
		t := todo(&rows[i], &views[i], kind(&rows[i]))
		if due := &rows[i].Due; due.HandoffID != "" {
			t.Unit = tree.Name(due.UnitID)
		}
		h.Next = append(h.Next, t)
	}
	return nil
}

// supervisorTodos are the disputes to decide and what is overdue in the supervisor's units.
func (s *Service) supervisorTodos(ctx context.Context, actor *org.Actor, h *Home) error {
	disputes, err := s.Disputes(ctx, "open")
	if err != nil {
		return err
	}
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return err
	}
	for _, d := range disputes {
		if actor.MayIn(org.TicketSupervise, d.SupervisorUnitID) {
			h.disputes++
			h.Next = append(h.Next, Todo{Kind: "dispute", TicketID: d.TicketID, Number: d.Number, Subject: d.Subject, Unit: tree.Name(d.SupervisorUnitID),
				At: d.OpenedAt, due: d.OpenedAt})
		}
	}
	return s.todos(ctx, h, Filter{Status: "active", Late: "overdue"}, func(*Row) string { return "late" })
}

func nextKind(r *Row, offered bool) string {
	switch {
	case offered:
		return "offer"
	case r.Status == Handed:
		return "urge"
	case r.Status == Resolved:
		return "callback"
	case r.Status == Confirmed:
		return "close"
	case r.Returns > 0:
		return "returned"
	case r.Due.Kind == Respond:
		return "respond"
	}
	return "resolve"
}

func todo(r *Row, v *RowView, kind string) Todo {
	t := Todo{Kind: kind, TicketID: r.ID, Number: r.Number, Subject: r.Subject, Customer: r.CustomerName, Tier: r.Tier, Priority: r.Priority,
		Unit: v.OwnerUnit.Name, Promise: v.Promise, At: r.UpdatedAt, due: r.DueAt, DueAt: optional(r.DueAt)}
	if kind == "callback" {
		t.due = r.CallbackNextAt
		t.DueAt = optional(r.CallbackNextAt)
	}
	return t
}

func (s *Service) unitTodos(ctx context.Context, actor *org.Actor, h *Home) error {
	if !actor.May(org.HandoffWork) {
		return nil
	}
	rows, _, err := s.Inbox(ctx, InboxFilter{Status: "sent,accepted", Limit: homeNext})
	if err != nil {
		return err
	}
	for _, row := range rows {
		promise, kind := row.Accept, "handoff.accept"
		if row.Status == Accepted {
			promise, kind = row.Finish, "handoff.finish"
		}
		t := Todo{Kind: kind, TicketID: row.TicketID, Number: row.TicketNumber, Subject: row.Ticket.Subject, Customer: row.Ticket.CustomerName,
			Tier: row.Ticket.Tier, Priority: row.Ticket.Priority, Unit: row.Unit, Promise: promise, At: row.CreatedAt, due: never}
		if promise != nil && promise.DueAt != nil {
			t.due, t.DueAt = *promise.DueAt, promise.DueAt
		}
		h.Next = append(h.Next, t)
	}
	return nil
}

func (s *Service) wrongAround(ctx context.Context, actor *org.Actor, h *Home) error {
	for _, late := range []string{"overdue", "warned"} {
		n, _, err := s.Count(ctx, Filter{Status: "active", Late: late})
		if err != nil {
			return err
		}
		if n > 0 {
			h.Wrong = append(h.Wrong, Wrong{late, n, "/tickets?status=active&late=" + late})
		}
	}
	if h.disputes > 0 {
		h.Wrong = append(h.Wrong, Wrong{"dispute", h.disputes, "/disputes?state=mine"})
	}
	if err := s.unsent(ctx, actor, h); err != nil {
		return err
	}
	return s.uncovered(ctx, actor, h)
}

// unsent warns who keeps the outgoing messages that they wait too long, or that some were given up.
func (s *Service) unsent(ctx context.Context, actor *org.Actor, h *Home) error {
	if !actor.May(org.OutgoingManage) {
		return nil
	}
	health, err := s.messages.Health(ctx)
	if health.Stuck() {
		h.Wrong = append(h.Wrong, Wrong{"stuck", health.Waiting, "/settings/outgoing?state=waiting"})
	}
	if health.Failed > 0 {
		h.Wrong = append(h.Wrong, Wrong{"unsent", health.Failed, "/settings/outgoing?state=failed"})
	}
	return err
}

// uncovered warns who keeps the rules that the year, or the one that comes in two months, has no
// published holiday list.
func (s *Service) uncovered(ctx context.Context, actor *org.Actor, h *Home) error {
	if !actor.May(org.RulesManage) {
		return nil
	}
	book, err := s.rulebook(ctx)
	if err != nil {
		return err
	}
	at := now.From(ctx).In(now.China)
	for _, year := range slices.Compact([]int{at.Year(), at.AddDate(0, 2, 0).Year()}) {
		if !book.holidays.Covers(year) {
			h.Wrong = append(h.Wrong, Wrong{"calendar", year, "/settings/calendars"})
		}
	}
	return nil
}

// Replay tells a promise's life in pieces: why it was late.
func (s *Service) Replay(ctx context.Context, promiseID string) (*PromiseView, []Piece, error) {
	var p Promise
	if err := s.db.Read(ctx).NewSelect().Model(&p).Where("id = ?", promiseID).Scan(ctx); err != nil {
		return nil, nil, fault.Missing("这项时限", "promise")
	}
	w, err := s.load(ctx, p.TicketID, false)
	if err != nil {
		return nil, nil, err
	}
	pieces := []Piece{}
	for _, piece := range p.clock(w.book.calendars[p.Calendar]).Replay(w.at) {
		pieces = append(pieces, Piece{piece.From, piece.To, string(piece.Kind), piece.Reason, piece.Counted.Minutes(), piece.Total.Minutes()})
	}
	view := w.promiseView(&p)
	return &view, pieces, nil
}

// Piece is a stretch of a promise's life.
type Piece struct {
	From           time.Time `json:"from"`
	To             time.Time `json:"to"`
	Kind           string    `json:"kind" enum:"working,off_hours,holiday,paused,stopped"`
	Reason         string    `json:"reason"`
	CountedMinutes float64   `json:"countedMinutes"`
	TotalMinutes   float64   `json:"totalMinutes"`
}
