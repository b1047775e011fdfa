package duty

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/reason/roster"
)

// readRoster gives a unit's rules, the usual ones where it has set none.
func (s *Service) readRoster(ctx context.Context, unitID string) (*Roster, error) {
	r := &Roster{UnitID: unitID}
	err := s.db.Read(ctx).NewSelect().Model(r).WherePK().Scan(ctx)
	if store.None(err) {
		return usual(unitID), nil
	}
	return r, err
}

// readKinds gives a unit's shifts in their order, and by their identifiers.
func (s *Service) readKinds(ctx context.Context, unitID string) ([]Kind, map[string]*Kind, error) {
	list := []Kind{}
	err := s.db.Read(ctx).NewSelect().Model(&list).Where("unit_id = ?", unitID).OrderExpr("place, id").Scan(ctx)
	return list, byID(list), err
}

func byID(list []Kind) map[string]*Kind {
	by := map[string]*Kind{}
	for i := range list {
		by[list[i].ID] = &list[i]
	}
	return by
}

// kindsOf gives the kinds of some shifts, of whichever units.
func (s *Service) kindsOf(ctx context.Context, shifts []Shift) (map[string]*Kind, error) {
	ids := idsOf(shifts, func(x Shift) string { return x.KindID })
	if len(ids) == 0 {
		return map[string]*Kind{}, nil
	}
	var list []Kind
	err := s.db.Read(ctx).NewSelect().Model(&list).Where("id IN (?)", bun.List(ids)).Scan(ctx)
	return byID(list), err
}

// ofUnit gives a unit's shifts of some days, but for cancelled ones.
func (s *Service) ofUnit(ctx context.Context, unitID, from, to string) ([]Shift, error) {
	var list []Shift
	err := s.db.Read(ctx).NewSelect().Model(&list).Where("unit_id = ? AND day BETWEEN ? AND ?", unitID, from, to).
		Where("state <> ?", Cancelled).OrderExpr("day, starts_at, staff_id, id").Scan(ctx)
	return list, err
}

// around is how many days before and after a stretch are looked at when it is checked: rows of nights reach into it.
const around = 32

// near gives the shifts of people, in whichever unit, in and around some days, in some states.
func (s *Service) near(ctx context.Context, staff []string, from, to string, states []State) ([]Shift, error) {
	if len(staff) == 0 {
		return nil, nil
	}
	var list []Shift
	err := s.db.Read(ctx).NewSelect().Model(&list).Where("staff_id IN (?)", bun.List(staff)).Where("state IN (?)", bun.List(states)).
		Where("day BETWEEN ? AND ?", roster.After(from, -around), roster.After(to, around)).OrderExpr("starts_at, id").Scan(ctx)
	return list, err
}

// check says what is wrong with shifts in some days.
func (s *Service) check(ctx context.Context, rules *Roster, shifts []Shift, from, to string) ([]roster.Problem, error) {
	kinds, err := s.kindsOf(ctx, shifts)
	if err != nil {
		return nil, err
	}
	begin, _ := time.ParseInLocation(time.DateOnly, from, now.China)
	end, _ := time.ParseInLocation(time.DateOnly, roster.After(to, 2), now.China)
	away, err := s.away(ctx, idsOf(shifts, func(x Shift) string { return x.StaffID }), begin, end)
	if err != nil {
		return nil, err
	}
	slots := make([]roster.Slot, len(shifts))
	for i := range shifts {
		slots[i] = shifts[i].slot(kinds)
	}
	var found []roster.Problem
	for _, p := range roster.Check(slots, away, rules.rules()) {
		if p.Slot.Day >= from && p.Slot.Day <= to {
			found = append(found, p)
		}
	}
	return found, nil
}

// peopleOf gives the people of a unit's roster: its own who have an account, and others who have shifts there.
func (s *Service) peopleOf(ctx context.Context, unitID string, shifts []Shift) ([]org.Staff, error) {
	var list []org.Staff
	q := s.db.Read(ctx).NewSelect().Model(&list).Where("unit_id = ? AND NOT disabled", unitID).OrderExpr("name, id")
	if ids := idsOf(shifts, func(x Shift) string { return x.StaffID }); len(ids) > 0 {
		q = q.WhereOr("id IN (?)", bun.List(ids))
	}
	err := q.Scan(ctx)
	return list, err
}
