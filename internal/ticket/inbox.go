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
	Unit   string `query:"unit" doc:"One unit; otherwise all whose handoffs I may work on."`
	Status string `query:"status" default:"sent,accepted" doc:"Statuses, separated by commas."`
	Mine   bool   `query:"mine" doc:"Only those assigned to me."`
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"50"`
	Cursor string `query:"cursor"`
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
	q := s.db.Read(ctx).NewSelect().Model(&list).Where("handoff.status IN (?)", bun.List(strings.Split(f.Status, ","))).
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
	if f.Mine {
		q = q.Where("handoff.assignee_id = ?", actor.StaffID)
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
			InboxTicket{t.ID, t.Number, t.Subject, t.Kind, t.Priority, t.Tier, customers[t.CustomerID], t.Strip}}
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
