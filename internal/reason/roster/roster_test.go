package roster

import (
	"cmp"
	"fmt"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

const first = "2026-12-28"

func TestFourTeamsDayNightOffOff(t *testing.T) {
	p := Pattern{Cycle: []string{"day", "night", "", ""}, Teams: []Team{{[]string{"a"}, 0}, {[]string{"b"}, 3}, {[]string{"c"}, 2}, {[]string{"d"}, 1}}}
	var want []Placed
	for _, row := range []string{"a day 2026-12-30", "d night 2026-12-30", "a night 2026-12-31", "b day 2026-12-31", "b night 2027-01-01", "c day 2027-01-01"} {
		var p Placed
		if _, err := fmt.Sscan(row, &p.Person, &p.Kind, &p.Day); err != nil {
			t.Fatal(err)
		}
		want = append(want, p)
	}
	if diff := gocmp.Diff(want, p.Lay("2026-12-30", 3)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := (Pattern{Teams: p.Teams}).Lay(first, 7); got != nil {
		t.Errorf("no cycle gives %v", got)
	}
}

// In as many days as the cycle has, each team has each slot of the pattern once; teams that begin at different places of
// a cycle as long as they are many man each slot every day.
func TestEverySlotOfThePatternIsPlacedOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.IntRange(1, 9).Draw(t, "size")
		p := Pattern{}
		for i := range size {
			p.Cycle = append(p.Cycle, rapid.SampledFrom([]string{"", fmt.Sprint("kind ", i)}).Draw(t, "kind"))
		}
		shift := rapid.IntRange(-20, 20).Draw(t, "shift")
		for i := range size {
			p.Teams = append(p.Teams, Team{[]string{fmt.Sprint("team ", i)}, shift - i})
		}
		start := After(first, rapid.IntRange(-400, 400).Draw(t, "start"))
		var working []string
		for _, kind := range p.Cycle {
			if kind != "" {
				working = append(working, kind)
			}
		}
		slices.Sort(working)
		byTeam, byDay := map[string][]string{}, map[string][]string{}
		for _, placed := range p.Lay(start, size) {
			byTeam[placed.Person] = append(byTeam[placed.Person], placed.Kind)
			byDay[placed.Day] = append(byDay[placed.Day], placed.Kind)
		}
		for n := range size {
			for _, got := range [][]string{byTeam[fmt.Sprint("team ", n)], byDay[After(start, n)]} {
				slices.Sort(got)
				if !slices.Equal(got, working) {
					t.Fatalf("%v of cycle %q in %d days", got, p.Cycle, size)
				}
			}
		}
	})
}

func at(hours int) time.Time { return time.Date(2026, 12, 1, hours, 0, 0, 0, time.UTC) }

func drawSlots(t *rapid.T) []Slot {
	count := rapid.IntRange(0, 14).Draw(t, "count")
	slots := make([]Slot, count)
	for i := range slots {
		begin := rapid.IntRange(0, 200).Draw(t, "begin")
		length := rapid.SampledFrom([]int{1, 4, 8, 12, 24}).Draw(t, "length")
		slots[i] = Slot{ID: fmt.Sprintf("%02d", i), Person: rapid.SampledFrom([]string{"a", "b"}).Draw(t, "person"), Kind: rapid.SampledFrom([]string{"x", "y"}).Draw(t, "kind"),
			Day: at(begin).Format(time.DateOnly), From: at(begin), To: at(begin + length), Night: rapid.Bool().Draw(t, "night")}
	}
	return slots
}

// What Check finds is what one finds who looks at every pair, every absence and every row of days.
func TestCheckAgreesWithBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		slots := drawSlots(t)
		rules := Rules{Rest: time.Duration(rapid.IntRange(0, 20).Draw(t, "rest")) * time.Hour, Nights: rapid.IntRange(0, 4).Draw(t, "nights")}
		begin := rapid.IntRange(0, 200).Draw(t, "away")
		away := []Away{{"a", at(begin), at(begin + rapid.IntRange(1, 60).Draw(t, "long"))}}
		var want []string
		for _, s := range slots {
			want = append(want, brute(slots, s, away, rules)...)
		}
		var got []string
		for _, p := range Check(slots, away, rules) {
			got = append(got, fmt.Sprintf("%s %s %s %d", p.Sort, p.Slot.ID, p.Other, p.Count))
		}
		slices.Sort(want)
		slices.Sort(got)
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Fatalf("%+v\n(-want +got):\n%s", slots, diff)
		}
	})
}

func brute(slots []Slot, s Slot, away []Away, rules Rules) (found []string) {
	before := func(o Slot) bool {
		return cmp.Or(o.From.Compare(s.From), o.To.Compare(s.To), cmp.Compare(o.ID, s.ID)) < 0
	}
	soonest, other := rules.Rest, ""
	for _, o := range slots {
		if o.Person != s.Person || o.ID == s.ID || !before(o) {
			continue
		}
		shared := false
		for hour := s.From; hour.Before(s.To); hour = hour.Add(time.Hour) {
			shared = shared || !hour.Before(o.From) && hour.Before(o.To)
		}
		if shared {
			found = append(found, fmt.Sprintf("overlap %s %s 0", s.ID, o.ID))
		}
		if pause := s.From.Sub(o.To); pause >= 0 && pause < soonest {
			soonest, other = pause, o.ID
		}
	}
	if other != "" {
		found = append(found, fmt.Sprintf("rest %s %s %d", s.ID, other, int(soonest.Minutes())))
	}
	for _, a := range away {
		if a.Person == s.Person && s.From.Before(a.To) && a.From.Before(s.To) {
			found = append(found, fmt.Sprintf("away %s  0", s.ID))
		}
	}
	row := 0
	for day := s.Day; slices.ContainsFunc(slots, func(o Slot) bool { return o.Person == s.Person && o.Night && o.Day == day }); day = After(day, -1) {
		row++
	}
	if s.Night && rules.Nights > 0 && row > rules.Nights {
		found = append(found, fmt.Sprintf("nights %s  %d", s.ID, row))
	}
	return found
}

func TestGaps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		slots := drawSlots(t)
		needs := []Need{{"x", rapid.IntRange(0, 3).Draw(t, "x")}, {"y", rapid.IntRange(0, 3).Draw(t, "y")}}
		var want []Gap
		for n := range 5 {
			for _, need := range needs {
				have := 0
				for _, s := range slots {
					if s.Day == After("2026-12-02", n) && s.Kind == need.Kind {
						have++
					}
				}
				if have < need.Minimum {
					want = append(want, Gap{After("2026-12-02", n), need.Kind, have, need.Minimum})
				}
			}
		}
		if diff := gocmp.Diff(want, Gaps(slots, needs, "2026-12-02", 5)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestAfterLeavesWhatIsNoDay(t *testing.T) {
	if After("2027-02-28", 1) != "2027-03-01" || After("soon", 1) != "soon" {
		t.Error("After")
	}
}
