package ticket

import (
	"cmp"
	"context"
	"slices"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
)

// Loads gives how much each person has who works in the units over which the acting person is supervisor, as the watch
// counts it. It needs ticket.supervise.
func (s *Service) Loads(ctx context.Context) ([]PersonWatch, error) {
	m, err := s.watchOver(ctx, "")
	if err != nil {
		return nil, err
	}
	err = m.people()
	return m.out.People, err
}

// people counts what each person has who works in the units, or has left and still has something.
func (m *watching) people() error {
	var staff []org.Staff
	err := m.read().NewSelect().Model(&staff).Column("id", "name", "unit_id", "disabled", "seats").Where("unit_id IN (?)", m.shown()).OrderExpr("name, id").Scan(m.ctx)
	if err != nil {
		return err
	}
	byID := make(map[string]*PersonWatch, len(staff))
	list := make([]PersonWatch, len(staff))
	for i, p := range staff {
		figure := func(f Filter) Figure {
			f.Status = "active"
			return Figure{Query: f.query()}
		}
		list[i] = PersonWatch{Person: org.Ref{ID: p.ID, Name: p.Name}, Unit: *m.tree.Ref(p.UnitID), Disabled: p.Disabled, Most: seatsOf(m.tree, &p),
			Owned: figure(Filter{Owner: p.ID}), Working: figure(Filter{Assignee: p.ID}),
			Warned: figure(Filter{Holder: p.ID, Owes: p.UnitID, Late: "warned"}), Overdue: figure(Filter{Holder: p.ID, Owes: p.UnitID, Late: "overdue"})}
		byID[p.ID] = &list[i]
	}
	if err := m.countPeople(byID); err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(p PersonWatch) bool { return p.Disabled && p.Owned.Count+p.Working.Count == 0 })
	slices.SortStableFunc(list, func(a, b PersonWatch) int {
		return cmp.Or(cmp.Compare(b.Owned.Count+b.Working.Count, a.Owned.Count+a.Working.Count), cmp.Compare(b.Overdue.Count, a.Overdue.Count))
	})
	m.out.People = list
	return nil
}

// countPeople counts only tickets that the acting person may see, as the lists behind the numbers do.
func (m *watching) countPeople(byID map[string]*PersonWatch) error {
	here := m.read().NewSelect().TableExpr("staff").Column("id").Where("unit_id IN (?)", m.shown())
	tickets := func() *bun.SelectQuery {
		return visible(m.read().NewSelect().Model((*Ticket)(nil)).Where(isActive), m.actor)
	}
	owned := tickets().ColumnExpr("ticket.owner_id AS person_id").Where("ticket.owner_id IN (?)", here)
	working := tickets().ColumnExpr("handoff.assignee_id AS person_id").Join("JOIN handoff ON handoff.ticket_id = ticket.id AND "+isOpenHandoff).
		Where("handoff.assignee_id IN (?)", here)
	// What a person's unit owes on the tickets that he has: another unit's promise is not his to keep.
	owes := func(q *bun.SelectQuery, holder string) *bun.SelectQuery {
		return q.Clone().ColumnExpr("ticket.id, promise.due_at <= ? AS late", m.at).Join("JOIN staff AS holder ON holder.id = " + holder).
			Join("JOIN promise ON promise.ticket_id = ticket.id AND promise.unit_id = holder.unit_id AND " + isPressing)
	}
	held := owes(owned, "ticket.owner_id").Union(owes(working, "handoff.assignee_id"))
	for _, count := range []struct {
		q      *bun.SelectQuery
		figure func(p *PersonWatch, late bool) *Figure
	}{
		{owned.ColumnExpr("COUNT(*) AS n").GroupExpr("person_id"), func(p *PersonWatch, _ bool) *Figure { return &p.Owned }},
		{working.ColumnExpr("COUNT(DISTINCT ticket.id) AS n").GroupExpr("person_id"), func(p *PersonWatch, _ bool) *Figure { return &p.Working }},
		{m.read().NewSelect().TableExpr("(?) AS held", held).ColumnExpr("person_id, late, COUNT(*) AS n").GroupExpr("person_id, late"),
			func(p *PersonWatch, late bool) *Figure {
				if late {
					return &p.Overdue
				}
				return &p.Warned
			}},
	} {
		var rows []struct {
			PersonID string
			Late     bool
			N        int
		}
		if err := count.q.Scan(m.ctx, &rows); err != nil {
			return err
		}
		for _, r := range rows {
			if p := byID[r.PersonID]; p != nil {
				count.figure(p, r.Late).Count = r.N
			}
		}
	}
	return nil
}
