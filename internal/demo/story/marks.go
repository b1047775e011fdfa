package story

import (
	"slices"
	"time"
)

// repeats is how many matters are reported twice, and merged.
const repeats = 8

// repeat tells of matters that somebody else of the same customer reports again while they are worked on, to the
// person who took in the first report: that is one matter, and merged.
func (t *teller) repeat(list []Ticket) []Ticket {
	var again []Ticket
	for len(again) < repeats {
		k := &list[t.random.IntN(len(list))]
		at := k.At.Add(t.minutes(25, 90))
		merged := at.Add(t.minutes(3, 14))
		if !k.stands(merged.Add(time.Minute)) || merged.After(t.now) {
			continue
		}
		c := &t.plan.Customers[k.Customer]
		twin := Ticket{At: at, By: k.By, Kind: k.Kind, Category: k.Category, Channel: "phone", Subject: "又报：" + k.Subject, Description: pick(t, t.said.Repeat),
			Priority: k.Priority, Details: k.Details, Customer: k.Customer, Contact: (k.Contact + 1) % len(c.Contacts), Terminal: k.Terminal, key: len(list) + len(again) + 1}
		twin.Steps = []Step{{At: merged, By: "owner", Do: "merge", Text: pick(t, t.said.Repeat), into: k.key}}
		again = append(again, twin)
	}
	return again
}

// stands tells whether a fault that the front desk took in is still with its first owner then, with its clock running, and
// is not cancelled afterwards: a ticket into which another was merged cannot be.
func (k *Ticket) stands(at time.Time) bool {
	if k.By == "" || k.Customer < 0 || k.Kind != "fault" || slices.ContainsFunc(k.Steps, func(s Step) bool { return s.Do == "cancel" }) {
		return false
	}
	return !slices.ContainsFunc(k.Steps, func(s Step) bool {
		return s.At.Before(at) && slices.Contains([]string{"resolve", "cancel", "pause", "offer", "merge"}, s.Do)
	}) && slices.ContainsFunc(k.Steps, func(s Step) bool { return s.At.After(at) })
}

// settleMerges finds the tickets that others are merged into by where they have come to stand.
func (t *teller) settleMerges() {
	at := map[int]int{}
	for i := range t.plan.Tickets {
		at[t.plan.Tickets[i].key] = i
	}
	for i := range t.plan.Tickets {
		for j := range t.plan.Tickets[i].Steps {
			if s := &t.plan.Tickets[i].Steps[j]; s.into > 0 {
				s.Into = at[s.into]
			}
		}
	}
}

// mark puts tags on tickets, lets people watch them, and splits second matters off.
func (t *teller) mark() {
	list := t.plan.Tickets
	for i := range list {
		k := &list[i]
		if words := t.tagsOf(k); len(words) > 0 {
			t.put(Mark{At: k.At.Add(t.minutes(4, 30)), Ticket: i, By: "owner", Do: "tag", Words: words})
		}
		if chief := t.chief(); chief != "" && (k.Priority == "urgent" || k.Kind == "emergency") && t.chance(60) {
			t.put(Mark{At: k.At.Add(t.minutes(5, 60)), Ticket: i, By: chief, Do: "watch"})
		}
		if k.By != "" && t.chance(4) {
			t.put(Mark{At: k.At.Add(t.minutes(1, 20)), Ticket: i, By: k.By, Do: "watch"})
		}
	}
	for n := 0; n < len(t.said.Second); {
		i := len(list) - 1 - t.random.IntN(len(list)/6)
		at := list[i].At.Add(t.minutes(20, 90))
		if at.After(t.now) || !list[i].stands(at.Add(time.Minute)) {
			continue
		}
		x := t.said.Second[n]
		t.put(Mark{At: at, Ticket: i, By: "owner", Do: "split", Kind: x.Kind, Category: x.Category, Subject: x.Subject, Text: x.Text})
		n++
	}
}

func (t *teller) put(m Mark) {
	if !m.At.After(t.now) {
		t.plan.Marks = append(t.plan.Marks, m)
	}
}

func (t *teller) tagsOf(k *Ticket) []string {
	var words []string
	if word := t.said.Tags.Incidents[k.incident]; word != "" {
		words = append(words, word)
	}
	if k.Customer >= 0 && t.chance(25) {
		c := &t.plan.Customers[k.Customer]
		if word := t.said.Tags.Tiers[c.Tier]; word != "" {
			words = append(words, word)
		}
		if k.Terminal >= 0 {
			if word := t.said.Tags.Areas[c.Sites[c.Terminals[k.Terminal].Site].Area]; word != "" {
				words = append(words, word)
			}
		}
	}
	if t.chance(8) {
		words = append(words, pick(t, t.said.Tags.Any))
	}
	return words
}

// chief is the supervisor who sees everything.
func (t *teller) chief() string {
	i := slices.IndexFunc(t.plan.Staff, func(s Staff) bool { return s.Role == "supervisor" && s.Scope == "all" })
	if i < 0 {
		return ""
	}
	return t.plan.Staff[i].Login
}
