package duty

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/now"
)

// SwapView is a swap as the API shows it.
type SwapView struct {
	ID        string    `json:"id"`
	ShiftID   string    `json:"shiftId"`
	Unit      org.Ref   `json:"unit"`
	Shift     string    `json:"shift"`
	Day       string    `json:"day"`
	StartsAt  time.Time `json:"startsAt"`
	EndsAt    time.Time `json:"endsAt"`
	From      org.Ref   `json:"from"`
	To        *org.Ref  `json:"to" doc:"Missing: whoever can."`
	Taken     *org.Ref  `json:"taken"`
	Decided   *org.Ref  `json:"decided"`
	Reason    string    `json:"reason"`
	Answer    string    `json:"answer"`
	State     SwapState `json:"state" enum:"offered,taken,done,declined,refused,withdrawn,void"`
	CreatedAt time.Time `json:"createdAt"`
	ChangedAt time.Time `json:"changedAt"`
	May       []string  `json:"may" doc:"The steps that the person who asks can take."`
}

// swapRow is a swap with its shift.
type swapRow struct {
	Swap `bun:",extend"`

	Day              string `bun:",scanonly"`
	Kind             string `bun:",scanonly"`
	StartsAt, EndsAt time.Time
}

const (
	swapsMost  = 100
	swapsKnown = 14 * 24 * time.Hour // for how long people see what became of their swaps
)

func (s *Service) selectSwaps(ctx context.Context) *bun.SelectQuery {
	return s.db.Read(ctx).NewSelect().TableExpr("duty_swap AS w").Join("JOIN duty_shift AS x ON x.id = w.shift_id").Join("JOIN duty_kind AS k ON k.id = x.kind_id").
		ColumnExpr("w.*, x.day, x.starts_at, x.ends_at, k.name AS kind").OrderExpr("w.changed_at DESC, w.id DESC").Limit(swapsMost)
}

// swapsOf gives the swaps of a unit's shifts of some days.
func (s *Service) swapsOf(ctx context.Context, a *org.Actor, unitID, from, to string) ([]SwapView, error) {
	return s.viewSwaps(ctx, a, s.selectSwaps(ctx).Where("w.unit_id = ? AND x.day BETWEEN ? AND ?", unitID, from, to))
}

// swapsFor gives the swaps that wait for a person or that he has to do with.
func (s *Service) swapsFor(ctx context.Context, a *org.Actor) ([]SwapView, error) {
	at, plans := now.From(ctx), a.Reach(org.DutyPlan)
	q := s.selectSwaps(ctx).Where("(w.state IN ('offered', 'taken') AND x.starts_at > ? OR w.changed_at > ?)", at, at.Add(-swapsKnown)).
		WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
			q = q.Where("w.from_id = ?", a.StaffID).WhereOr("w.to_id = ?", a.StaffID).WhereOr("w.taken_id = ?", a.StaffID).
				WhereOr("w.to_id IS NULL AND w.state = 'offered' AND w.unit_id = ?", a.UnitID)
			if plans.All {
				return q.WhereOr("w.state = 'taken'")
			}
			if len(plans.Units) > 0 {
				q = q.WhereOr("w.state = 'taken' AND w.unit_id IN (?)", bun.List(plans.Units))
			}
			return q
		})
	return s.viewSwaps(ctx, a, q)
}

func (s *Service) viewSwaps(ctx context.Context, a *org.Actor, q *bun.SelectQuery) ([]SwapView, error) {
	var rows []swapRow
	if err := q.Scan(ctx, &rows); err != nil {
		return nil, err
	}
	var ids []string
	for _, r := range rows {
		ids = append(ids, r.FromID, r.ToID, r.TakenID, r.DecidedID)
	}
	names, err := s.org.Names(ctx, idsOf(ids, func(id string) string { return id }))
	if err != nil {
		return nil, err
	}
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return nil, err
	}
	ref := func(id string) *org.Ref {
		if id == "" {
			return nil
		}
		return &org.Ref{ID: id, Name: names[id]}
	}
	views := make([]SwapView, len(rows))
	for i, r := range rows {
		views[i] = SwapView{ID: r.ID, ShiftID: r.ShiftID, Unit: org.Ref{ID: r.UnitID, Name: tree.Name(r.UnitID)}, Shift: r.Kind, Day: r.Day, StartsAt: r.StartsAt, EndsAt: r.EndsAt,
			From: *ref(r.FromID), To: ref(r.ToID), Taken: ref(r.TakenID), Decided: ref(r.DecidedID), Reason: r.Reason, Answer: r.Answer, State: r.State,
			CreatedAt: r.CreatedAt, ChangedAt: r.ChangedAt, May: r.may(a)}
	}
	return views, nil
}
