package ticket

import (
	"context"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
)

// Carried is how much a person carries, and how much he should at the most.
type Carried struct {
	Person org.Ref `json:"person"`
	Open   int     `json:"open" doc:"Open tickets that the person owns, and open handoffs that the person works on."`
	Most   int     `json:"most" doc:"The person's own number of seats, or what the rules of the unit say."`
}

// UnitLoad is how much a unit's people carry together and each.
type UnitLoad struct {
	Open   int       `json:"open"`
	Most   int       `json:"most"`
	Refuse bool      `json:"refuse" doc:"Who is full is given nothing more; otherwise there is only a warning."`
	People []Carried `json:"people"`
}

// UnitLoads says how much the people of a unit carry: numbers, not the matters. It is for everybody who works on tickets.
func (s *Service) UnitLoads(ctx context.Context, unitID string) (*UnitLoad, error) {
	if _, err := org.NeedAny(ctx, org.TicketHandle, org.HandoffWork, org.TicketSupervise); err != nil {
		return nil, err
	}
	if _, err := s.org.Unit(ctx, unitID); err != nil {
		return nil, err
	}
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return nil, err
	}
	var staff []org.Staff
	err = s.db.Read(ctx).NewSelect().Model(&staff).Column("id", "name", "unit_id", "seats").Where("unit_id = ? AND NOT disabled", unitID).OrderExpr("name, id").Scan(ctx)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(staff))
	for i := range staff {
		ids[i] = staff[i].ID
	}
	open, err := s.openOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := &UnitLoad{Most: tree.Number(unitID, ruleUnitMost, usualUnitMost), Refuse: refusesFull(tree, unitID), People: []Carried{}}
	for _, p := range staff {
		out.Open += open[p.ID]
		out.People = append(out.People, Carried{org.Ref{ID: p.ID, Name: p.Name}, open[p.ID], seatsOf(tree, &p)})
	}
	return out, nil
}

const (
	usualSeats    = 30
	usualUnitMost = 300
)

func seatsOf(tree *org.Tree, p *org.Staff) int {
	if p.Seats > 0 {
		return p.Seats
	}
	return tree.Number(p.UnitID, ruleSeats, usualSeats)
}

func refusesFull(tree *org.Tree, unitID string) bool {
	how, _ := tree.Setting(unitID, ruleFull)
	return how == fullRefuse
}

// openOf counts what people have open, in two queries however many they are.
func (s *Service) openOf(ctx context.Context, ids []string) (map[string]int, error) {
	open := make(map[string]int, len(ids))
	if len(ids) == 0 {
		return open, nil
	}
	owned := s.db.Read(ctx).NewSelect().Model((*Ticket)(nil)).ColumnExpr("owner_id AS person_id, COUNT(*) AS n").
		Where("owner_id IN (?)", bun.List(ids)).Where(isActive).GroupExpr("owner_id")
	working := s.db.Read(ctx).NewSelect().Model((*Handoff)(nil)).ColumnExpr("assignee_id AS person_id, COUNT(*) AS n").
		Where("assignee_id IN (?)", bun.List(ids)).Where(isOpenHandoff).GroupExpr("assignee_id")
	for _, q := range []*bun.SelectQuery{owned, working} {
		var rows []struct {
			PersonID string
			N        int
		}
		if err := q.Scan(ctx, &rows); err != nil {
			return nil, err
		}
		for _, r := range rows {
			open[r.PersonID] += r.N
		}
	}
	return open, nil
}

// full refuses more for a person who has as much as he should already, where the rules of his unit say so.
func (s *Service) full(ctx context.Context, tree *org.Tree, staffID, unitID string, open int) error {
	if !refusesFull(tree, unitID) {
		return nil
	}
	p, err := s.org.Staff(ctx, staffID)
	if err != nil {
		return err
	}
	if most := seatsOf(tree, p); open >= most {
		return not("%[1]s手上已有 %[2]d 件，上限是 %[3]d 件。请指派别人。", "%[1]s has %[2]d open matters; the limit is %[3]d. Choose somebody else.", p.Name, open, most)
	}
	return nil
}

// roomFor refuses more for a receiver who is full; what he is given counts at once.
func (b *bulking) roomFor(to *org.Actor) error {
	if to == nil {
		return nil
	}
	tree, err := b.s.org.Tree(b.ctx)
	if err != nil || !refusesFull(tree, to.UnitID) {
		return err
	}
	if b.loads == nil {
		b.loads = map[string]int{}
	}
	if _, known := b.loads[to.StaffID]; !known {
		open, err := b.s.openOf(b.ctx, []string{to.StaffID})
		if err != nil {
			return err
		}
		b.loads[to.StaffID] = open[to.StaffID]
	}
	if err := b.s.full(b.ctx, tree, to.StaffID, to.UnitID, b.loads[to.StaffID]); err != nil {
		return err
	}
	b.loads[to.StaffID]++
	return nil
}

// roomForOne is roomFor outside of a bulk.
func (w *work) roomForOne(staffID, unitID string) error {
	if !refusesFull(w.tree, unitID) {
		return nil
	}
	open, err := w.s.openOf(w.ctx, []string{staffID})
	if err != nil {
		return err
	}
	return w.s.full(w.ctx, w.tree, staffID, unitID, open[staffID])
}
