package duty

import (
	"context"
	"slices"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/reason/roster"
)

// RosterView is a unit's roster of some days, as the person who asks may see it.
type RosterView struct {
	Unit     org.Ref       `json:"unit"`
	Rules    Roster        `json:"rules"`
	From     string        `json:"from"`
	To       string        `json:"to"`
	Kinds    []Kind        `json:"kinds"`
	People   []Person      `json:"people"`
	Shifts   []ShiftView   `json:"shifts"`
	Problems []ProblemView `json:"problems"`
	Gaps     []GapView     `json:"gaps"`
	Swaps    []SwapView    `json:"swaps" doc:"Of the shifts of these days, the latest first."`
	MayPlan  bool          `json:"mayPlan"`
	Changes  int           `json:"changes" doc:"How many shifts of these days are changed and not published."`
}

// Person is a row of a roster.
type Person struct {
	org.Ref
	Guest   bool `json:"guest" doc:"Belongs to another unit."`
	Counted int  `json:"counted" doc:"Minutes that the shifts of these days count for."`
}

// ShiftView is a shift as the API shows it. Its person and kind stand with the roster.
type ShiftView struct {
	ID      string `json:"id"`
	KindID  string `json:"kindId"`
	StaffID string `json:"staffId"`
	Day     string `json:"day"`
	State   State  `json:"state" enum:"draft,published,leaving,cancelled"`
}

// ProblemView is what is wrong with a shift.
type ProblemView struct {
	Sort    roster.Sort `json:"sort" enum:"overlap,away,rest,nights"`
	ShiftID string      `json:"shiftId"`
	StaffID string      `json:"staffId"`
	Day     string      `json:"day"`
	Count   int         `json:"count" doc:"How many nights in a row it is, or how many minutes lie between."`
}

// GapView is a shift with too few people.
type GapView struct {
	Day    string `json:"day"`
	KindID string `json:"kindId"`
	Have   int    `json:"have"`
	Need   int    `json:"need"`
}

func shiftViews(list []Shift) []ShiftView {
	views := make([]ShiftView, len(list))
	for i, x := range list {
		views[i] = ShiftView{x.ID, x.KindID, x.StaffID, x.Day, x.State}
	}
	return views
}

func problemViews(list []roster.Problem) []ProblemView {
	views := make([]ProblemView, len(list))
	for i, p := range list {
		views[i] = ProblemView{p.Sort, p.Slot.ID, p.Slot.Person, p.Slot.Day, p.Count}
	}
	return views
}

func gapsOf(shifts []Shift, kinds []Kind, from, to string) []GapView {
	slots := make([]roster.Slot, len(shifts))
	for i, x := range shifts {
		slots[i] = roster.Slot{Kind: x.KindID, Day: x.Day}
	}
	var needs []roster.Need
	for _, k := range kinds {
		if !k.Retired {
			needs = append(needs, roster.Need{Kind: k.ID, Minimum: k.Minimum})
		}
	}
	days, err := checkDays(from, to)
	if err != nil {
		return []GapView{}
	}
	gaps := []GapView{}
	for _, g := range roster.Gaps(slots, needs, from, days) {
		gaps = append(gaps, GapView{g.Day, g.Kind, g.Have, g.Need})
	}
	return gaps
}

// Roster gives a unit's roster of some days; without a unit, one's own. Whoever belongs to the unit or works for it sees
// what is published, who plans it also what is not yet; NotFound hides those of others.
func (s *Service) Roster(ctx context.Context, unitID, from, to string) (*RosterView, error) {
	if _, err := checkDays(from, to); err != nil {
		return nil, err
	}
	a, u, err := s.seeUnit(ctx, unitID)
	if err != nil {
		return nil, err
	}
	rules, err := s.readRoster(ctx, u.ID)
	if err != nil {
		return nil, err
	}
	kinds, byID, err := s.readKinds(ctx, u.ID)
	if err != nil {
		return nil, err
	}
	v := &RosterView{Unit: org.Ref{ID: u.ID, Name: u.Name}, Rules: *rules, From: from, To: to, Kinds: kinds, MayPlan: a.MayIn(org.DutyPlan, u.ID)}
	for i := range v.Kinds {
		if !seesPhones(a) {
			v.Kinds[i].Phone = ""
		}
	}
	all, err := s.ofUnit(ctx, u.ID, from, to)
	if err != nil {
		return nil, err
	}
	states := plannedStates
	for _, x := range all {
		if x.State != Published && v.MayPlan {
			v.Changes++
		}
	}
	if !v.MayPlan {
		states = seenStates
		all = slices.DeleteFunc(all, func(x Shift) bool { return x.State == Draft })
		for i := range all {
			all[i].State = Published
		}
	}
	if err := s.fill(ctx, v, rules, all, states, byID); err != nil {
		return nil, err
	}
	v.Swaps, err = s.swapsOf(ctx, a, u.ID, from, to)
	return v, err
}

// fill says who stands in the roster, and what is wrong with it.
func (s *Service) fill(ctx context.Context, v *RosterView, rules *Roster, all []Shift, states []State, kinds map[string]*Kind) error {
	people, err := s.peopleOf(ctx, v.Unit.ID, all)
	if err != nil {
		return err
	}
	counted := map[string]int{}
	planned := slices.DeleteFunc(slices.Clone(all), func(x Shift) bool { return x.State == Leaving })
	for _, x := range planned {
		if k := kinds[x.KindID]; k != nil {
			counted[x.StaffID] += k.Counted
		}
	}
	v.People = make([]Person, len(people))
	for i, p := range people {
		v.People[i] = Person{org.Ref{ID: p.ID, Name: p.Name}, p.UnitID != v.Unit.ID, counted[p.ID]}
	}
	problems, err := s.problems(ctx, rules, all, v.From, v.To, states)
	if err != nil {
		return err
	}
	v.Shifts, v.Problems, v.Gaps = shiftViews(all), problemViews(problems), gapsOf(planned, v.Kinds, v.From, v.To)
	return nil
}

// seesPhones tells whether a person calls units at work.
func seesPhones(a *org.Actor) bool {
	return a.May(org.TicketHandle) || a.May(org.HandoffWork) || a.May(org.TicketSupervise) || a.May(org.DutyPlan)
}
