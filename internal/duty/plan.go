package duty

import (
	"context"
	"maps"
	"slices"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/reason/roster"
)

// cell is a person's day in a unit's roster.
type cell struct{ staff, day string }

// DayInput says which shifts a person has on a day; none: he is off.
type DayInput struct {
	UnitID  string   `json:"unitId"`
	StaffID string   `json:"staffId"`
	Day     string   `json:"day"`
	Kinds   []string `json:"kinds" nullable:"false"`
	Was     []string `json:"was" nullable:"false" doc:"The shifts that were seen there: when they are others by now, it is a conflict."`
}

// SetDay says which shifts a person has on a day. People hear of it when it is published. It needs duty.plan for the
// unit. A person on two shifts at once is refused, and so is a change of what somebody else has changed meanwhile.
func (s *Service) SetDay(ctx context.Context, in DayInput) error {
	if err := checkDay("day", in.Day); err != nil {
		return err
	}
	at := cell{in.StaffID, in.Day}
	_, err := s.put(ctx, in.UnitID, in.Day, in.Day, map[cell][]string{at: in.Kinds}, func(there []Shift) error {
		var have []string
		for _, x := range there {
			if x.State != Leaving && x.StaffID == in.StaffID {
				have = append(have, x.KindID)
			}
		}
		if !same(have, in.Was) {
			return fault.New(fault.Conflict, "这一天刚被别人改过，已显示最新的安排。", "Somebody has just changed this day. You now see its latest state.")
		}
		return nil
	}, false)
	return err
}

func same(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// PatternInput lays a rotation over days: each team goes through the cycle from a place of its own.
type PatternInput struct {
	UnitID string      `json:"unitId"`
	From   string      `json:"from"`
	To     string      `json:"to"`
	Cycle  []string    `json:"cycle" maxItems:"60" doc:"The shift of each day of the cycle; empty: off."`
	Teams  []TeamInput `json:"teams" maxItems:"60"`
	DryRun bool        `json:"dryRun" doc:"Only shows what would come of it."`
}

// TeamInput is who goes through the cycle together.
type TeamInput struct {
	People []string `json:"people"`
	Offset int      `json:"offset" minimum:"0" maximum:"59" doc:"The place in the cycle with which the first day begins."`
}

// Laid says what comes, or came, of laying a pattern.
type Laid struct {
	Shifts   []ShiftView   `json:"shifts" doc:"All shifts of the people concerned in these days."`
	Added    int           `json:"added"`
	Removed  int           `json:"removed"`
	Problems []ProblemView `json:"problems"`
	Gaps     []GapView     `json:"gaps"`
}

// Lay lays a pattern over days, in place of what its people had there. It needs duty.plan for the unit. A pattern that puts
// somebody on two shifts at once is refused; other problems are told.
func (s *Service) Lay(ctx context.Context, in PatternInput) (*Laid, error) {
	days, err := checkDays(in.From, in.To)
	if err != nil {
		return nil, err
	}
	if len(in.Cycle) == 0 || len(in.Teams) == 0 {
		return nil, fault.Bad("cycle", "请给出轮班的循环和至少一个班组。", "Give the cycle and at least one team.")
	}
	p, wanted := roster.Pattern{Cycle: in.Cycle}, map[cell][]string{}
	for i, t := range in.Teams {
		p.Teams = append(p.Teams, roster.Team{People: t.People, Offset: t.Offset})
		for _, person := range t.People {
			if _, twice := wanted[cell{person, in.From}]; twice {
				return nil, fault.Bad("teams", "第 %d 组里有人同时在另一组。", "Somebody of team %d is in another team too.", i+1)
			}
			for n := range days {
				wanted[cell{person, roster.After(in.From, n)}] = []string{}
			}
		}
	}
	for _, x := range p.Lay(in.From, days) {
		at := cell{x.Person, x.Day}
		wanted[at] = append(wanted[at], x.Kind)
	}
	return s.put(ctx, in.UnitID, in.From, in.To, wanted, func([]Shift) error { return nil }, in.DryRun)
}

// put makes the days of people as they are wanted; a dry run only says what would come of it. agreed looks at what is
// there first.
func (s *Service) put(ctx context.Context, unitID, from, to string, wanted map[cell][]string, agreed func(there []Shift) error, dry bool) (*Laid, error) {
	if _, err := s.planUnit(ctx, unitID); err != nil {
		return nil, err
	}
	var laid *Laid
	err := s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		rules, err := s.lock(ctx, tx, unitID)
		if err != nil {
			return err
		}
		staff := slices.Sorted(maps.Keys(peopleIn(wanted)))
		if err := s.checkPeople(ctx, unitID, staff); err != nil {
			return err
		}
		if err := s.lockPeople(ctx, tx, staff); err != nil {
			return err
		}
		kinds, byID, err := s.readKinds(ctx, unitID)
		if err != nil {
			return err
		}
		there, err := s.ofUnit(ctx, unitID, from, to)
		if err != nil {
			return err
		}
		if err := agreed(there); err != nil {
			return err
		}
		c, err := differ(ctx, unitID, there, wanted, byID)
		if err != nil {
			return err
		}
		if laid, err = s.laid(ctx, rules, kinds, staff, from, to, c); err != nil || dry {
			return err
		}
		s.changed(ctx, unitID)
		return c.save(ctx, tx)
	})
	return laid, err
}

func peopleIn(wanted map[cell][]string) map[string]bool {
	people := map[string]bool{}
	for at := range wanted {
		people[at.staff] = true
	}
	return people
}

func (s *Service) checkPeople(ctx context.Context, unitID string, staff []string) error {
	if err := store.CheckIDs("staffId", staff...); err != nil {
		return err
	}
	people, err := s.org.Actors(ctx, staff)
	if err != nil {
		return err
	}
	if len(people) != len(staff) {
		return fault.Bad("staffId", "有人已不在职，请重新选择。", "Somebody no longer has an account. Choose again.")
	}
	return nil
}

// changes are what becomes of a unit's shifts: all as they will be, and which of them are new, other or gone.
type changes struct {
	planned              []Shift // drafts and published ones, of the unit in these days
	added, turned, gone  []Shift
	takenAway, addedThen int
}

// differ compares what is there with what is wanted. What is published stays until its going is published too.
func differ(ctx context.Context, unitID string, there []Shift, wanted map[cell][]string, kinds map[string]*Kind) (*changes, error) {
	c, left := &changes{}, map[cell][]string{}
	for at, list := range wanted {
		for _, kind := range list {
			if k := kinds[kind]; k == nil || k.Retired {
				return nil, fault.Bad("kinds", "有班次不存在或已停用，请重新选择。", "A shift does not exist or is retired. Choose again.")
			}
		}
		left[at] = slices.Clone(list)
	}
	at := now.From(ctx)
	for _, x := range there {
		place := cell{x.StaffID, x.Day}
		_, concerned := wanted[place]
		i := slices.Index(left[place], x.KindID)
		switch {
		case !concerned:
			if x.State != Leaving {
				c.planned = append(c.planned, x)
			}
			continue
		case i >= 0:
			left[place] = slices.Delete(left[place], i, i+1)
			if x.State == Leaving {
				x.State, x.ChangedAt = Published, at
				c.turned, c.addedThen = append(c.turned, x), c.addedThen+1
			}
			c.planned = append(c.planned, x)
		case x.State == Published:
			x.State, x.ChangedAt = Leaving, at
			c.turned, c.takenAway = append(c.turned, x), c.takenAway+1
		case x.State == Draft:
			c.gone, c.takenAway = append(c.gone, x), c.takenAway+1
		}
	}
	for _, place := range slices.SortedFunc(maps.Keys(left), func(a, b cell) int { return compare(a, b) }) {
		for _, kind := range left[place] {
			from, to := kinds[kind].on(place.day)
			x := Shift{ID: store.NewID(ctx), UnitID: unitID, KindID: kind, StaffID: place.staff, Day: place.day, StartsAt: from, EndsAt: to, State: Draft, ChangedAt: at}
			c.added, c.planned, c.addedThen = append(c.added, x), append(c.planned, x), c.addedThen+1
		}
	}
	return c, nil
}

func compare(a, b cell) int {
	if a.day != b.day {
		if a.day < b.day {
			return -1
		}
		return 1
	}
	if a.staff < b.staff {
		return -1
	}
	return 1
}

func (c *changes) save(ctx context.Context, tx bun.Tx) error {
	if len(c.gone) > 0 {
		if _, err := tx.NewDelete().Model((*Shift)(nil)).Where("id IN (?)", bun.List(idsOf(c.gone, func(x Shift) string { return x.ID }))).Exec(ctx); err != nil {
			return err
		}
	}
	for _, state := range seenStates {
		ids := idsOf(c.turned, func(x Shift) string {
			if x.State == state {
				return x.ID
			}
			return ""
		})
		if len(ids) == 0 {
			continue
		}
		_, err := tx.NewUpdate().Model((*Shift)(nil)).Set("state = ?", state).Set("changed_at = ?", c.turned[0].ChangedAt).Where("id IN (?)", bun.List(ids)).Exec(ctx)
		if err != nil {
			return err
		}
	}
	if len(c.added) == 0 {
		return nil
	}
	_, err := tx.NewInsert().Model(&c.added).Exec(ctx)
	return err
}

// laid says what is wrong with what will be: overlaps are refused, all else is told.
func (s *Service) laid(ctx context.Context, rules *Roster, kinds []Kind, staff []string, from, to string, c *changes) (*Laid, error) {
	elsewhere, err := s.near(ctx, staff, from, to, plannedStates)
	if err != nil {
		return nil, err
	}
	all := slices.DeleteFunc(slices.Clone(c.planned), func(x Shift) bool { return !slices.Contains(staff, x.StaffID) })
	for _, x := range elsewhere {
		if x.UnitID != rules.UnitID || x.Day < from || x.Day > to {
			all = append(all, x)
		}
	}
	problems, err := s.check(ctx, rules, all, from, to)
	if err != nil {
		return nil, err
	}
	names, err := s.org.Names(ctx, staff)
	if err != nil {
		return nil, err
	}
	for _, p := range problems {
		if p.Sort == roster.Overlap {
			return nil, fault.New(fault.Conflict, "%[1]s在 %[2]s 已有一个时间重叠的班，不能同时上两个班。",
				"%[1]s already has a shift at that time on %[2]s: nobody works two shifts at once.", names[p.Slot.Person], p.Slot.Day).Because("overlap")
		}
	}
	mine := slices.DeleteFunc(slices.Clone(c.planned), func(x Shift) bool { return !slices.Contains(staff, x.StaffID) })
	return &Laid{Shifts: shiftViews(mine), Added: c.addedThen, Removed: c.takenAway, Problems: problemViews(problems), Gaps: gapsOf(c.planned, kinds, from, to)}, nil
}
