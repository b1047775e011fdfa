package duty

import (
	"context"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// OnDuty is somebody who is on duty now.
type OnDuty struct {
	UnitID  string    `json:"unitId"`
	Unit    string    `json:"unit"`
	StaffID string    `json:"staffId"`
	Name    string    `json:"name"`
	Shift   string    `json:"shift"`
	Post    string    `json:"post"`
	Phone   string    `json:"phone" doc:"Of the duty; empty where there is none, and for who does not call units at work."`
	EndsAt  time.Time `json:"endsAt"`
}

const (
	unitsMost   = 200
	longest     = 24 * time.Hour // a shift lasts no longer
	onDutyShown = 1000
)

// Now gives who is on duty at this moment in some units; in all when none is named. Whoever is logged in may ask: one
// hands over to other units and calls them.
func (s *Service) Now(ctx context.Context, units []string) ([]OnDuty, error) {
	a, err := who(ctx)
	if err != nil {
		return nil, err
	}
	if err := store.CheckIDs("units", units...); err != nil {
		return nil, err
	}
	if len(units) > unitsMost {
		return nil, fault.Bad("units", "一次最多查 %d 个单位。", "At most %d units are asked for at once.", unitsMost)
	}
	at, list := now.From(ctx), []OnDuty{}
	q := s.db.Read(ctx).NewSelect().TableExpr("duty_shift AS x").Join("JOIN duty_kind AS k ON k.id = x.kind_id").Join("JOIN staff ON staff.id = x.staff_id").
		ColumnExpr("x.unit_id, x.staff_id, staff.name, k.name AS shift, k.post, k.phone, x.ends_at").
		Where("x.starts_at <= ? AND x.starts_at > ? AND x.ends_at > ?", at, at.Add(-longest-time.Minute), at).
		Where("x.state IN (?)", bun.List(seenStates)).OrderExpr("x.unit_id, k.place, staff.name, x.id").Limit(onDutyShown)
	if len(units) > 0 {
		q = q.Where("x.unit_id IN (?)", bun.List(units))
	}
	if err := q.Scan(ctx, &list); err != nil {
		return nil, err
	}
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return nil, err
	}
	for i := range list {
		list[i].Unit = tree.Name(list[i].UnitID)
		if !seesPhones(a) {
			list[i].Phone = ""
		}
	}
	return list, nil
}

// Mine is what concerns a person's own duty.
type Mine struct {
	Shifts []MyShift  `json:"shifts" doc:"From yesterday on, for three months."`
	Swaps  []SwapView `json:"swaps" doc:"Those that wait for the person or that he has offered, and offers to whoever can; open ones and what became of others lately."`
	Feed   time.Time  `json:"feed,omitzero" doc:"Since when the person's calendar has an address; missing: it has none."`
}

// MyShift is a shift of one's own.
type MyShift struct {
	ID       string    `json:"id"`
	Unit     org.Ref   `json:"unit"`
	Shift    string    `json:"shift"`
	Post     string    `json:"post"`
	Colour   string    `json:"colour"`
	Day      string    `json:"day"`
	StartsAt time.Time `json:"startsAt"`
	EndsAt   time.Time `json:"endsAt"`
	Offered  bool      `json:"offered" doc:"It is offered to a colleague already."`
}

// mineFor is how far ahead one's own shifts are shown.
const mineFor = 92

// Mine gives the acting person's shifts and swaps.
func (s *Service) Mine(ctx context.Context) (*Mine, error) {
	a, err := who(ctx)
	if err != nil {
		return nil, err
	}
	m := &Mine{Shifts: []MyShift{}}
	shifts, err := s.shiftsOf(ctx, a.StaffID, now.From(ctx).Add(-longest), seenStates)
	if err != nil {
		return nil, err
	}
	kinds, err := s.kindsOf(ctx, shifts)
	if err != nil {
		return nil, err
	}
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return nil, err
	}
	if m.Swaps, err = s.swapsFor(ctx, a); err != nil {
		return nil, err
	}
	for _, x := range shifts {
		k := kinds[x.KindID]
		offered := slices.ContainsFunc(m.Swaps, func(w SwapView) bool { return w.ShiftID == x.ID && (w.State == Offered || w.State == Taken) })
		m.Shifts = append(m.Shifts, MyShift{x.ID, org.Ref{ID: x.UnitID, Name: tree.Name(x.UnitID)}, k.Name, k.Post, k.Colour, x.Day, x.StartsAt, x.EndsAt, offered})
	}
	feed := &Feed{StaffID: a.StaffID}
	err = s.db.Read(ctx).NewSelect().Model(feed).WherePK().Scan(ctx)
	if store.None(err) {
		return m, nil
	}
	m.Feed = feed.CreatedAt
	return m, err
}

// shiftsOf gives a person's shifts that end after a moment, in some states.
func (s *Service) shiftsOf(ctx context.Context, staffID string, after time.Time, states []State) ([]Shift, error) {
	var list []Shift
	err := s.db.Read(ctx).NewSelect().Model(&list).Where("staff_id = ?", staffID).Where("starts_at > ?", after.Add(-longest)).
		Where("starts_at < ?", now.From(ctx).AddDate(0, 0, mineFor)).
		Where("ends_at > ?", after).Where("state IN (?)", bun.List(states)).OrderExpr("starts_at, id").Scan(ctx)
	return list, err
}
