package story_test

import (
	"os"
	"slices"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/xingfu/xingfu/internal/demo/story"
	"github.com/xingfu/xingfu/internal/reason/clock"
)

// promises are the calendars and policies that a new installation starts with.
type promises struct {
	Calendars []struct {
		Code     string
		Week     []string
		Holidays bool
	}
	Policies []policy
	week     map[string]*clock.Calendar
}

type policy struct {
	When                             map[string][]string
	Calendar                         string
	Respond, Accept, Finish, Resolve int
}

func readPromises(t *testing.T) *promises {
	t.Helper()
	text, err := os.ReadFile("../../ticket/catalogue.yaml")
	if err != nil {
		t.Fatal(err)
	}
	p := &promises{week: map[string]*clock.Calendar{}}
	if err := yaml.Unmarshal(text, p); err != nil {
		t.Fatal(err)
	}
	for _, c := range p.Calendars {
		made := &clock.Calendar{Zone: time.FixedZone("Asia/Shanghai", 8*3600)}
		for day, hours := range c.Week {
			if made.Week[day], err = clock.ParseRanges(hours); err != nil {
				t.Fatal(err)
			}
		}
		if c.Holidays {
			made.Days = clock.China()
		}
		p.week[c.Code] = made
	}
	return p
}

func (p *promises) of(plan *story.Plan, k *story.Ticket) policy {
	matter := map[string]string{"kind": k.Kind, "category": k.Category, "priority": k.Priority, "tier": "standard"}
	if k.Customer >= 0 {
		c := plan.Customers[k.Customer]
		matter["tier"] = c.Tier
		if k.Terminal >= 0 {
			matter["product"], matter["area"] = c.Terminals[k.Terminal].Product, c.Sites[c.Terminals[k.Terminal].Site].Area
		}
	}
	i := slices.IndexFunc(p.Policies, func(x policy) bool {
		for field, wanted := range x.When {
			if !slices.Contains(wanted, matter[field]) {
				return false
			}
		}
		return true
	})
	return p.Policies[i]
}

// late tells whether any promise on a ticket was broken. Time in which a clock stood still does not count.
func (p *promises) late(plan *story.Plan, k *story.Ticket) bool {
	x := p.of(plan, k)
	week := p.week[x.Calendar]
	over := func(from, to time.Time, minutes int, still ...[2]time.Time) bool {
		took := week.Between(from, to)
		for _, s := range still {
			took -= week.Between(s[0], minTime(s[1], to))
		}
		return took > time.Duration(minutes)*time.Minute
	}
	answered := k.Channel == "phone" || k.Channel == "visit"
	sent, accepted := map[string]time.Time{}, map[string]time.Time{}
	still := map[string][][2]time.Time{} // by unit, and under no name the ticket's
	var resolved, done time.Time
	for i := range k.Steps {
		s := &k.Steps[i]
		switch s.Do {
		case "reply", "resolve":
			if !answered && over(k.At, s.At, x.Respond) {
				return true
			}
			answered = true
			if s.Do == "resolve" {
				resolved = s.At
			}
		case "handoff":
			for _, unit := range s.Units {
				sent[unit], still[unit] = s.At, nil
			}
		case "invite":
			sent[s.To], still[s.To] = s.At, nil
		case "decide":
			sent[s.Unit], still[s.Unit] = s.At, nil
		case "accept":
			if over(sent[s.Unit], s.At, x.Accept) {
				return true
			}
			accepted[s.Unit] = s.At
		case "finish":
			if over(accepted[s.Unit], s.At, x.Finish, still[s.Unit]...) {
				return true
			}
		case "pause":
			still[s.Unit] = append(still[s.Unit], [2]time.Time{s.At, s.Until})
		case "resume":
			still[s.Unit][len(still[s.Unit])-1][1] = s.At
		case "callback":
			if s.Code == "refused" {
				still[""] = append(still[""], [2]time.Time{resolved, s.At})
			} else {
				done = resolved
			}
		}
	}
	return over(k.At, done, x.Resolve, still[""]...)
}

// lateNow tells whether anything is owed on a ticket that should have been done by now.
func (p *promises) lateNow(plan *story.Plan, k *story.Ticket, now time.Time) bool {
	x := p.of(plan, k)
	week := p.week[x.Calendar]
	type clock struct {
		from    time.Time
		minutes int
	}
	running := map[string]clock{"": {k.At, x.Resolve}}
	still := map[string][][2]time.Time{}
	var resolved time.Time
	for i := range k.Steps {
		s := &k.Steps[i]
		switch s.Do {
		case "handoff":
			for _, unit := range s.Units {
				running[unit], still[unit] = clock{s.At, x.Accept}, nil
			}
		case "invite":
			running[s.To], still[s.To] = clock{s.At, x.Accept}, nil
		case "decide":
			running[s.Unit], still[s.Unit] = clock{s.At, x.Accept}, nil
		case "accept":
			running[s.Unit] = clock{s.At, x.Finish}
		case "return", "finish":
			delete(running, s.Unit)
		case "pause":
			still[s.Unit] = append(still[s.Unit], [2]time.Time{s.At, s.Until})
		case "resume":
			still[s.Unit][len(still[s.Unit])-1][1] = s.At
		case "resolve":
			delete(running, "")
			resolved = s.At
		case "callback":
			if s.Code == "refused" {
				running[""] = clock{k.At, x.Resolve}
				still[""] = append(still[""], [2]time.Time{resolved, s.At})
			}
		}
	}
	for unit, c := range running {
		took := week.Between(c.from, now)
		for _, s := range still[unit] {
			took -= week.Between(s[0], minTime(s[1], now))
		}
		if took > time.Duration(c.minutes)*time.Minute {
			return true
		}
	}
	return false
}

func TestFewMattersAreLateNow(t *testing.T) {
	p := readPromises(t)
	each(t, func(t *testing.T, plan *story.Plan, now time.Time) {
		var active, late, parallel int
		for i := range plan.Tickets {
			k := &plan.Tickets[i]
			if at := standing(k); at == "closed" || at == "cancel" || at == "merge" {
				continue
			}
			active++
			if p.lateNow(plan, k, now) {
				late++
			}
			if openUnits(k) > 1 {
				parallel++
			}
		}
		t.Logf("%d active, %d late, %d with several units at work", active, late, parallel)
		if late*100 < active*9 || late*100 > active*15 {
			t.Errorf("%d of %d active matters are late: not 9 to 15 percent", late, active)
		}
		if parallel < 25 {
			t.Errorf("only %d matters are with several units", parallel)
		}
	})
}

// openUnits counts the units that owe an answer.
func openUnits(k *story.Ticket) int {
	open := map[string]bool{}
	for _, s := range k.Steps {
		switch s.Do {
		case "handoff":
			for _, u := range s.Units {
				open[u] = true
			}
		case "invite":
			open[s.To] = true
		case "decide":
			open[s.Unit] = true
		case "return", "finish":
			delete(open, s.Unit)
		}
	}
	return len(open)
}

func minTime(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func TestSharesAreBelievable(t *testing.T) {
	p := readPromises(t)
	each(t, func(t *testing.T, plan *story.Plan, now time.Time) {
		kinds, last := map[string]int{}, map[string]int{}
		var closed, late, reopened, returned, disputed int
		for i := range plan.Tickets {
			k := &plan.Tickets[i]
			kinds[k.Kind]++
			at := standing(k)
			last[at]++
			if at == "closed" {
				closed++
				if p.late(plan, k) {
					late++
				}
			}
			reopened += min(1, count(k, "callback", "refused"))
			n := count(k, "return", "")
			returned += min(1, n)
			disputed += n / 2
		}
		within := func(what string, n, of, lo, hi int) {
			if n*100 < of*lo || n*100 > of*hi {
				t.Errorf("%s: %d of %d are not %d to %d percent", what, n, of, lo, hi)
			}
		}
		within("faults", kinds["fault"], 1200, 42, 54)
		within("consultations", kinds["consult"], 1200, 14, 22)
		within("requests", kinds["request"], 1200, 9, 15)
		within("complaints", kinds["complaint"], 1200, 7, 13)
		within("suggestions", kinds["suggestion"], 1200, 2, 6)
		within("emergencies", kinds["emergency"], 1200, 2, 7)
		within("reports of abuse", kinds["abuse"], 1200, 2, 7)
		within("closed", closed, 1200, 70, 80)
		within("late", late, closed, 7, 13)
		within("reopened", reopened, 1200, 4, 8)
		within("returned", returned, 1200, 7, 12)
		if disputed < 8 {
			t.Errorf("only %d disputes", disputed)
		}
		for _, at := range []string{"filed", "handoff", "accept", "return", "pause", "decide", "offer", "finish", "invite", "urge", "customer-urge",
			"resolve", "callback confirmed", "callback refused", "callback unreached", "cancel", "merge", "check"} {
			if last[at] < 3 {
				t.Errorf("only %d stand at %s", last[at], at)
			}
		}
	})
}

// standing is what happened to a ticket last.
func standing(k *story.Ticket) string {
	if len(k.Steps) == 0 {
		return "filed"
	}
	s := k.Steps[len(k.Steps)-1]
	switch s.Do {
	case "close", "rate":
		return "closed"
	case "callback":
		return "callback " + s.Code
	}
	return s.Do
}

func count(k *story.Ticket, do, code string) int {
	n := 0
	for _, s := range k.Steps {
		if s.Do == do && (code == "" || s.Code == code) {
			n++
		}
	}
	return n
}
