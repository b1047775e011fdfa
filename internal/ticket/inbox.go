package ticket

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// InboxFilter chooses handoffs.
type InboxFilter struct {
	Unit     string `query:"unit" doc:"One unit; otherwise all whose handoffs I may work on."`
	Status   string `query:"status" default:"sent,accepted" doc:"Statuses, separated by commas."`
	Mine     bool   `query:"mine" doc:"Only those assigned to me."`
	Assignee string `query:"assignee" doc:"Only those assigned to this person; none for those that nobody has taken."`
	Link     string `query:"link" doc:"Only those about one of these links, separated by commas."`
	Urged    bool   `query:"urged" doc:"Only those that were urged without a reaction yet."`
	Limit    int    `query:"limit" minimum:"1" maximum:"100" default:"50"`
	Cursor   string `query:"cursor"`
}

// InboxRow is a handoff with what its unit must know of the ticket.
type InboxRow struct {
	HandoffView
	Ticket InboxTicket `json:"ticket"`
}

// InboxTicket is the ticket of a handoff in an inbox.
type InboxTicket struct {
	ID           string      `json:"id"`
	Number       string      `json:"number"`
	Subject      string      `json:"subject"`
	Kind         string      `json:"kind"`
	Priority     string      `json:"priority"`
	Tier         string      `json:"tier"`
	CustomerName string      `json:"customerName"`
	Chain        []LinkState `json:"chain"`
	Where        []Place     `json:"where" doc:"All open handoffs of the ticket: who works on it beside this unit, and who waits for whom."`
	Urged        bool        `json:"urged" doc:"The customer has urged, and the desk has not reacted yet."`
}

// Inbox lists handoffs by what is left of their unit's clock, least first. It needs handoff.work for the
// unit, or ticket.read over it.
func (s *Service) Inbox(ctx context.Context, f InboxFilter) (rows []InboxRow, next string, err error) {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return nil, "", err
	}
	for status := range strings.SplitSeq(f.Status, ",") {
		if !slices.Contains([]HandoffStatus{Sent, Accepted, Returned, Finished, Withdrawn}, HandoffStatus(status)) {
			return nil, "", fault.Bad("status", "没有状态 %s。", "There is no status %s.", status)
		}
	}
	var list []Handoff
	q := s.db.Read(ctx).NewSelect().Model(&list).
		OrderExpr("handoff.due_at, handoff.id").Limit(int64(f.Limit) + 1)
	if q, err = f.narrow(q, actor); err != nil {
		return nil, "", err
	}
	after, err := store.ReadCursor(f.Cursor, 2)
	if err != nil {
		return nil, "", err
	}
	if after != nil {
		at, err := time.Parse(time.RFC3339Nano, after[0])
		if err != nil {
			return nil, "", fault.Bad("cursor", "分页位置无效。", "This cursor is not valid.")
		}
		q = q.Where("(handoff.due_at, handoff.id) > (?, ?)", at, after[1])
	}
	if err := q.Scan(ctx); err != nil {
		return nil, "", err
	}
	if len(list) > f.Limit {
		list = list[:f.Limit]
		last := list[f.Limit-1]
		next = store.Cursor(last.DueAt.UTC().Format(time.RFC3339Nano), last.ID)
	}
	rows, err = s.inboxRows(ctx, list)
	return rows, next, err
}

func (f *InboxFilter) narrow(q *bun.SelectQuery, actor *org.Actor) (*bun.SelectQuery, error) {
	work, read := actor.Reach(org.HandoffWork), actor.Reach(org.TicketRead)
	if !work.All && !read.All {
		units := append(append([]string{""}, work.Units...), read.Units...)
		q = q.Where("handoff.unit_id IN (?)", bun.List(units[1:]))
		if len(units) == 1 {
			q = q.Where("1 = 0")
		}
	}
	if f.Unit != "" {
		if !store.IsID(f.Unit) {
			return nil, fault.Bad("unit", "单位标识不对。", "This is not a unit's identifier.")
		}
		q = q.Where("handoff.unit_id = ?", f.Unit)
	}
	// What is open has indexes of its own, small beside those of all that has ended.
	statuses := strings.Split(f.Status, ",")
	open := func(status string) bool { return status == string(Sent) || status == string(Accepted) }
	if !slices.ContainsFunc(statuses, func(status string) bool { return !open(status) }) {
		q = q.Where(isOpenHandoff)
	}
	if !slices.Contains(statuses, string(Sent)) || !slices.Contains(statuses, string(Accepted)) || len(statuses) != 2 {
		q = q.Where("handoff.status IN (?)", bun.List(statuses))
	}
	return f.narrowFurther(q, actor)
}

// narrowFurther keeps some people's handoffs, some links', or those that were urged.
func (f *InboxFilter) narrowFurther(q *bun.SelectQuery, actor *org.Actor) (*bun.SelectQuery, error) {
	if f.Mine {
		q = q.Where("handoff.assignee_id = ?", actor.StaffID)
	}
	switch f.Assignee {
	case "":
	case "none":
		q = q.Where("handoff.assignee_id IS NULL")
	default:
		if err := store.CheckIDs("assignee", f.Assignee); err != nil {
			return nil, err
		}
		q = q.Where("handoff.assignee_id = ?", f.Assignee)
	}
	if f.Link != "" {
		q = q.WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
			for link := range strings.SplitSeq(f.Link, ",") {
				q = q.WhereOr(`handoff.links LIKE ? ESCAPE '\'`, `%"`+escapeLike(link)+`"%`)
			}
			return q
		})
	}
	if f.Urged {
		q = q.Where("handoff.urged")
	}
	return q, nil
}

// inboxRows reads what the page needs of all its tickets, promises and people together.
func (s *Service) inboxRows(ctx context.Context, list []Handoff) ([]InboxRow, error) {
	if len(list) == 0 {
		return []InboxRow{}, nil
	}
	works, err := s.worksOf(ctx, list)
	if err != nil {
		return nil, err
	}
	var people []string
	for _, w := range works {
		people = append(people, w.people()...)
	}
	names, err := s.org.Names(ctx, people)
	if err != nil {
		return nil, err
	}
	customers, err := s.customerNames(ctx, works)
	if err != nil {
		return nil, err
	}
	rows := make([]InboxRow, len(list))
	for i := range list {
		w := works[list[i].TicketID]
		t := w.t
		w.owner = names[t.OwnerID]
		rows[i] = InboxRow{w.handoffView(w.handoff(list[i].ID), names),
			InboxTicket{t.ID, t.Number, t.Subject, t.Kind, t.Priority, t.Tier, customers[t.CustomerID], t.Strip, w.book.places(t, w.at), t.Urged}}
	}
	return rows, nil
}

// worksOf makes a work of each ticket, holding only the listed handoffs and their promises.
func (s *Service) worksOf(ctx context.Context, list []Handoff) (map[string]*work, error) {
	works := map[string]*work{}
	var tickets, handoffs []string
	for i := range list {
		h := &list[i]
		if works[h.TicketID] == nil {
			w, err := s.newWork(ctx)
			if err != nil {
				return nil, err
			}
			works[h.TicketID] = w
			tickets = append(tickets, h.TicketID)
		}
		handoffs = append(handoffs, h.ID)
		works[h.TicketID].handoffs = append(works[h.TicketID].handoffs, h)
	}
	var found []*Ticket
	if err := s.db.Read(ctx).NewSelect().Model(&found).Where("id IN (?)", bun.List(tickets)).Scan(ctx); err != nil {
		return nil, err
	}
	for _, t := range found {
		works[t.ID].t = t
	}
	var promises []*Promise
	if err := s.db.Read(ctx).NewSelect().Model(&promises).Where("handoff_id IN (?)", bun.List(handoffs)).Scan(ctx); err != nil {
		return nil, err
	}
	for _, p := range promises {
		works[p.TicketID].promises = append(works[p.TicketID].promises, p)
	}
	return works, nil
}

func (s *Service) customerNames(ctx context.Context, works map[string]*work) (map[string]string, error) {
	var ids []string
	for _, w := range works {
		if w.t.CustomerID != "" {
			ids = append(ids, w.t.CustomerID)
		}
	}
	return s.customers.Names(ctx, ids)
}
