package duty

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/reason/roster"
)

// Publication says which days of a roster are to hold from now on.
type Publication struct {
	UnitID  string `json:"unitId"`
	From    string `json:"from"`
	To      string `json:"to"`
	Despite bool   `json:"despite" doc:"Publish although rest, nights or absences are not as they should be."`
}

// PublishedResult says what was published.
type PublishedResult struct {
	Added   int `json:"added"`
	Removed int `json:"removed"`
	People  int `json:"people" doc:"For how many people something has changed."`
}

// auditedPublication is what the log keeps of a publication.
type auditedPublication struct {
	Name    string `json:"name"`
	From    string `json:"from"`
	To      string `json:"to"`
	Added   int    `json:"added"`
	Removed int    `json:"removed"`
	Despite int    `json:"despite"`
}

// Publish makes the drafts of some days hold, takes away what was to leave, and tells each person what changes for him.
// It needs duty.plan for the unit. While rest, nights or absences are not as they should be, it is a Conflict about
// "problems" unless it is wanted despite them.
func (s *Service) Publish(ctx context.Context, in Publication) (*PublishedResult, error) {
	if _, err := checkDays(in.From, in.To); err != nil {
		return nil, err
	}
	if _, err := s.planUnit(ctx, in.UnitID); err != nil {
		return nil, err
	}
	out := &PublishedResult{}
	err := s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		rules, err := s.lock(ctx, tx, in.UnitID)
		if err != nil {
			return err
		}
		there, err := s.ofUnit(ctx, in.UnitID, in.From, in.To)
		if err != nil {
			return err
		}
		problems, err := s.problems(ctx, rules, there, in.From, in.To, plannedStates)
		if err != nil {
			return err
		}
		if n := len(problems); n > 0 && !in.Despite {
			return fault.New(fault.Conflict, "这段时间还有 %[1]d 处问题（休息不足、连续夜班过多或有人请假）。请先调整，或确认后照样发布。",
				"There are %[1]d problems in these days: too little rest, too many nights or people away. Put them right, or publish all the same.", n).Because("problems")
		}
		if err := s.publish(ctx, tx, there, out); err != nil {
			return err
		}
		name, err := s.nameOf(ctx, in.UnitID)
		if err != nil {
			return err
		}
		return s.audit.Write(ctx, org.Who(ctx), "duty.published", "unit", in.UnitID, auditedPublication{name, in.From, in.To, out.Added, out.Removed, len(problems)})
	})
	return out, err
}

// problems says what is wrong in some days with the shifts of the people of a roster, wherever they have them.
func (s *Service) problems(ctx context.Context, rules *Roster, there []Shift, from, to string, states []State) ([]roster.Problem, error) {
	all, err := s.near(ctx, idsOf(there, func(x Shift) string { return x.StaffID }), from, to, states)
	if err != nil {
		return nil, err
	}
	found, err := s.check(ctx, rules, all, from, to)
	return slices.DeleteFunc(found, func(p roster.Problem) bool {
		return !slices.ContainsFunc(there, func(x Shift) bool { return x.ID == p.Slot.ID || x.ID == p.Other })
	}), err
}

// change is what a publication means for one person.
type change struct {
	added, removed int
	first          string
}

func (s *Service) publish(ctx context.Context, tx bun.Tx, there []Shift, out *PublishedResult) error {
	at, by := now.From(ctx), map[string]*change{}
	var unitID string
	ids := map[State][]string{}
	for _, x := range there {
		if x.State == Published {
			continue
		}
		unitID = x.UnitID
		ids[x.State] = append(ids[x.State], x.ID)
		c := by[x.StaffID]
		if c == nil {
			c = &change{first: x.Day}
			by[x.StaffID] = c
		}
		if x.State == Draft {
			c.added, out.Added = c.added+1, out.Added+1
		} else {
			c.removed, out.Removed = c.removed+1, out.Removed+1
		}
	}
	for was, is := range map[State]State{Draft: Published, Leaving: Cancelled} {
		if err := turn(ctx, tx, ids[was], is); err != nil {
			return err
		}
	}
	if len(ids[Leaving]) > 0 {
		_, err := tx.NewUpdate().Model((*Swap)(nil)).Set("state = ?", Void).Set("changed_at = ?", at).
			Where("shift_id IN (?)", bun.List(ids[Leaving])).Where("state IN (?)", bun.List([]SwapState{Offered, Taken})).Exec(ctx)
		if err != nil {
			return err
		}
	}
	out.People = len(by)
	if len(by) == 0 {
		return nil
	}
	name, err := s.nameOf(ctx, unitID)
	if err != nil {
		return err
	}
	var notices []Notice
	for _, x := range there {
		if c := by[x.StaffID]; c != nil {
			notices = append(notices, Notice{x.StaffID, "duty.published", fmt.Sprintf("%s:%d", unitID, at.UnixMilli()),
				map[string]any{"unit": name, "count": c.added, "removed": c.removed, "day": c.first}})
			delete(by, x.StaffID)
		}
	}
	s.changed(ctx, unitID, idsOf(notices, func(n Notice) string { return n.StaffID })...)
	return s.tell(ctx, notices)
}

// turn gives shifts another state that calendars have to hear of.
func turn(ctx context.Context, tx bun.Tx, ids []string, state State) error {
	if len(ids) == 0 {
		return nil
	}
	_, err := tx.NewUpdate().Model((*Shift)(nil)).Set("state = ?", state).Set("sequence = sequence + 1").Set("changed_at = ?", now.From(ctx)).
		Where("id IN (?)", bun.List(ids)).Exec(ctx)
	return err
}

// moved gives a published shift to another person: the one is cancelled, the other is new.
func moved(ctx context.Context, tx bun.Tx, x *Shift, to string) (*Shift, error) {
	if err := turn(ctx, tx, []string{x.ID}, Cancelled); err != nil {
		return nil, err
	}
	y := *x
	y.ID, y.StaffID, y.State, y.Sequence, y.ChangedAt = store.NewID(ctx), to, Published, 1, now.From(ctx)
	_, err := tx.NewInsert().Model(&y).Exec(ctx)
	return &y, err
}
