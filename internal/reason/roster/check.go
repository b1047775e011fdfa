package roster

import (
	"cmp"
	"maps"
	"slices"
	"time"
)

// Slot is one shift of one person.
type Slot struct {
	ID           string
	Person, Kind string
	Day          string
	From, To     time.Time // up to, not including To
	Night        bool
}

func (s Slot) compare(o Slot) int {
	return cmp.Or(s.From.Compare(o.From), s.To.Compare(o.To), cmp.Compare(s.ID, o.ID))
}

func (s Slot) meets(from, to time.Time) bool { return s.From.Before(to) && from.Before(s.To) }

// Away is a time in which a person is not there.
type Away struct {
	Person   string
	From, To time.Time
}

// Rules are what a person's shifts must keep to.
type Rules struct {
	Rest   time.Duration // the least between the end of a shift and the beginning of the next; 0: no rule
	Nights int           // the most nights on consecutive days; 0: no rule
}

// Sort is what may be wrong with a shift.
type Sort string

// The sorts of problems, the gravest first.
const (
	Overlap Sort = "overlap" // with another shift of the person
	Absent  Sort = "away"    // the person is away
	Rest    Sort = "rest"    // too soon after another shift
	Nights  Sort = "nights"  // too many nights in a row
)

// Problem is a shift of which something is wrong.
type Problem struct {
	Sort  Sort
	Slot  Slot
	Other string // of Overlap and Rest: the identifier of the earlier shift
	Count int    // of Nights: how many nights in a row it is; of Rest: the minutes between
}

// Check gives what is wrong with shifts, by person and time. Each shift is named once for each earlier one that it
// overlaps, once if the person is away during it, once if it follows too soon after the one that ended last before it,
// and once if it is a night beyond those allowed.
func Check(slots []Slot, away []Away, rules Rules) []Problem {
	by := byPerson(slots)
	var found []Problem
	for _, person := range slices.Sorted(maps.Keys(by)) {
		list := by[person]
		nights := inARow(list)
		for i, s := range list {
			found = append(found, overlaps(list[:i], s)...)
			if slices.ContainsFunc(away, func(a Away) bool { return a.Person == person && s.meets(a.From, a.To) }) {
				found = append(found, Problem{Sort: Absent, Slot: s})
			}
			if last, is := lastBefore(list[:i], s); is && s.From.Sub(last.To) < rules.Rest {
				found = append(found, Problem{Sort: Rest, Slot: s, Other: last.ID, Count: int(s.From.Sub(last.To).Minutes())})
			}
			if n := nights[s.Day]; s.Night && rules.Nights > 0 && n > rules.Nights {
				found = append(found, Problem{Sort: Nights, Slot: s, Count: n})
			}
		}
	}
	return found
}

func overlaps(earlier []Slot, s Slot) []Problem {
	var found []Problem
	for _, o := range earlier {
		if s.meets(o.From, o.To) {
			found = append(found, Problem{Sort: Overlap, Slot: s, Other: o.ID})
		}
	}
	return found
}

// lastBefore gives the shift that ended last of those over when s begins.
func lastBefore(earlier []Slot, s Slot) (last Slot, found bool) {
	for _, o := range earlier {
		if later := o.To.Compare(last.To); !o.To.After(s.From) && (!found || later > 0 || later == 0 && o.ID < last.ID) {
			last, found = o, true
		}
	}
	return last, found
}

// inARow says for each day with a night of a person how many nights in a row it ends.
func inARow(list []Slot) map[string]int {
	nights := map[string]int{}
	for _, s := range list {
		if s.Night {
			nights[s.Day] = 0
		}
	}
	for _, day := range slices.Sorted(maps.Keys(nights)) {
		nights[day] = nights[After(day, -1)] + 1
	}
	return nights
}
