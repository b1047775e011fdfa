// Package roster reasons about duty rosters (值班表): it lays a pattern of shifts over days, and says what is wrong with
// who works when. It does no I/O. Days are texts such as 2026-12-01, identifiers are the caller's.
package roster

import (
	"slices"
	"time"
)

// Pattern is a cycle of shifts that teams go through, each from a place of its own: day, night, off, off.
type Pattern struct {
	Cycle []string // a kind of shift for each day; empty: off
	Teams []Team
}

// Team goes through a cycle together.
type Team struct {
	People []string
	Offset int // the place in the cycle with which the first day begins; any number
}

// Placed is one shift that a pattern gives to a person.
type Placed struct {
	Person, Kind, Day string
}

// Lay gives the shifts of the days from first on, by day, then by team.
func (p Pattern) Lay(first string, days int) []Placed {
	var all []Placed
	if len(p.Cycle) == 0 {
		return nil
	}
	for n := range days {
		day := After(first, n)
		for _, team := range p.Teams {
			place := (team.Offset + n) % len(p.Cycle)
			kind := p.Cycle[(place+len(p.Cycle))%len(p.Cycle)]
			if kind == "" {
				continue
			}
			for _, person := range team.People {
				all = append(all, Placed{person, kind, day})
			}
		}
	}
	return all
}

// After gives the day n days after a day; a text that is no day is given back as it is.
func After(day string, n int) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return at.AddDate(0, 0, n).Format(time.DateOnly)
}

// Need says how many people a kind of shift wants at least.
type Need struct {
	Kind    string
	Minimum int
}

// Gap is a shift of a day with too few people.
type Gap struct {
	Day, Kind  string
	Have, Need int
}

// Gaps gives the shifts of the days from first on that have too few people, by day, then in the order of needs.
func Gaps(slots []Slot, needs []Need, first string, days int) []Gap {
	have := map[[2]string]int{}
	for _, s := range slots {
		have[[2]string{s.Day, s.Kind}]++
	}
	var gaps []Gap
	for n := range days {
		day := After(first, n)
		for _, need := range needs {
			if is := have[[2]string{day, need.Kind}]; is < need.Minimum {
				gaps = append(gaps, Gap{day, need.Kind, is, need.Minimum})
			}
		}
	}
	return gaps
}

// byPerson puts slots into the order of people and time.
func byPerson(slots []Slot) map[string][]Slot {
	by := map[string][]Slot{}
	for _, s := range slots {
		by[s.Person] = append(by[s.Person], s)
	}
	for _, list := range by {
		slices.SortFunc(list, func(a, b Slot) int { return a.compare(b) })
	}
	return by
}
