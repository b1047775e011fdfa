package story

import (
	"slices"
	"time"
)

// standing is where a number of matters stand now: the last thing that happened to them.
type standing struct {
	count int
	do    string // empty: nothing has happened since they were filed
	code  string // of that step, when it matters
	times int    // how often it has happened by then
	hours int    // filed at most so long ago
	slow  string // where they are slower than promised
	// gone says instead of hours how much of the time to accept or to finish is gone since that step; of
	// matters around the clock.
	gone  [2]float64
	units int // how many units owe an answer, at least
}

// standings make sure that every state of the loop can be seen, with what is late and what soon will be.
var standings = []standing{
	{count: 6, hours: 3},
	{count: 6, do: "handoff", times: 1, gone: [2]float64{0.1, 0.7}},
	{count: 5, do: "handoff", times: 1, gone: [2]float64{0.84, 0.97}},
	{count: 7, do: "handoff", times: 1, gone: [2]float64{1.2, 4}},
	{count: 4, do: "handoff", times: 1, hours: 40},
	{count: 5, do: "urge", times: 1, hours: 30, slow: "accept"},
	{count: 9, do: "accept", times: 1, gone: [2]float64{0.05, 0.7}},
	{count: 7, do: "accept", times: 1, gone: [2]float64{0.84, 0.97}},
	{count: 15, do: "accept", times: 1, gone: [2]float64{1.1, 2.2}},
	{count: 8, do: "accept", times: 1, hours: 80},
	{count: 18, do: "accept", times: 1, hours: 12, units: 2},
	{count: 5, do: "check", times: 1, hours: 80},
	{count: 12, do: "check", times: 1, hours: 16, units: 2},
	{count: 34, do: "pause", times: 2, hours: 380},
	{count: 8, do: "pause", times: 2, hours: 40, units: 2},
	{count: 6, do: "invite", times: 1, hours: 70},
	{count: 12, do: "return", times: 1, hours: 70},
	{count: 8, do: "return", times: 2, hours: 110},
	{count: 5, do: "decide", times: 1, hours: 80},
	{count: 6, do: "offer", times: 1, hours: 30},
	{count: 10, do: "finish", times: 1, hours: 60},
	{count: 28, do: "resolve", times: 1, hours: 90},
	{count: 18, do: "callback", code: "unreached", times: 1, hours: 130},
	{count: 13, do: "callback", code: "unreached", times: 2, hours: 170},
	{count: 4, do: "callback", code: "unreached", times: 3, hours: 170},
	{count: 11, do: "callback", code: "confirmed", times: 1, hours: 100},
	{count: 12, do: "callback", code: "refused", times: 1, hours: 110},
	{count: 5, do: "message", times: 1, hours: 40},
	{count: 9, do: "customer-urge", times: 1, hours: 90, slow: "finish"},
}

// cancelled is how many matters were filed by mistake.
const cancelled = 13

// present tells matters that stand somewhere in the loop now.
func (t *teller) present(f shelf) []Ticket {
	var list []Ticket
	for _, s := range standings {
		for n := 0; n < s.count; {
			if k := t.stand(f, &s); k != nil {
				list = append(list, *t.keep(k))
				n++
			}
		}
	}
	return append(list, t.mistakes(f)...)
}

// beforeAny is more than what passes from the filing to the first answer of a unit, around the clock.
const beforeAny = 2 * time.Hour

// stand tells a matter that has come just there by now; nil when this one did not.
func (t *teller) stand(f shelf, s *standing) *Ticket {
	kind := t.kind()
	if s.gone[1] > 0 {
		kind = pick(t, []string{"fault", "fault", "fault", "fault", "fault", "fault", "fault", "emergency"})
	}
	at := t.now.Add(-time.Duration(t.between(6, max(s.hours, 1)*60)) * time.Minute)
	fitting := s.fitting(f.byKind[kind])
	if len(fitting) == 0 {
		return nil
	}
	scenario, who := t.draw(fitting, at)
	since := t.since(s, scenario, who)
	if s.gone[1] > 0 {
		at = since.Add(-beforeAny)
		t.retime(&who, at)
	}
	reached := false
	w := t.file(scenario, who, at, func(k *Ticket) bool {
		reached = s.reached(k)
		return reached
	})
	if s.do == "" {
		return w.k
	}
	w.slow = s.slow
	w.tell()
	if !reached || !s.reached(w.k) {
		return nil
	}
	if last := w.k.Steps[len(w.k.Steps)-1]; last.Do == "pause" && !last.Until.After(t.now) {
		return nil // the clock goes on already
	}
	if s.gone[1] > 0 {
		by := since.Sub(w.k.Steps[len(w.k.Steps)-1].At)
		w.k.move(by)
		w.sent = w.sent.Add(by)
	}
	w.goOn()
	if !s.late() && w.overdue() || w.atWork() < s.units {
		return nil
	}
	return w.k
}

// fitting are the scenarios that can come to stand there.
func (s *standing) fitting(all []*scenario) []*scenario {
	field := func(a ask) bool { return len(a.Check) > 0 && (a.Links[0] == "antenna" || a.Links[0] == "terminal") }
	var list []*scenario
	for _, x := range all {
		fits := len(x.Ask) >= s.units
		switch s.do {
		case "handoff", "urge", "accept", "return", "decide", "finish", "customer-urge":
			fits = fits && len(x.Ask) > 0
		case "check":
			fits = fits && slices.ContainsFunc(x.Ask, func(a ask) bool { return len(a.Check) > 0 })
		case "pause":
			fits = fits && slices.ContainsFunc(x.Ask, field)
		case "invite":
			fits = fits && slices.ContainsFunc(x.Ask, func(a ask) bool { return a.Invite != nil })
		}
		if fits {
			list = append(list, x)
		}
	}
	return list
}

// late tells whether matters stand there past what is owed.
func (s *standing) late() bool { return s.slow != "" || s.gone[1] > 1 }

// since is when the step of a standing was done, that so much of what is owed is gone.
func (t *teller) since(s *standing, of *scenario, who concerned) time.Time {
	pace := t.pace(of, who.tier, who.area, who.product)
	owed := pace.finish
	if s.do == "handoff" {
		owed = pace.accept
	}
	return t.now.Add(-time.Duration(float64(owed)*t.fraction(s.gone[0], s.gone[1])*60) * time.Second)
}

// move puts a matter to another time.
func (k *Ticket) move(by time.Duration) {
	k.At = k.At.Add(by)
	for i := range k.Steps {
		k.Steps[i].At = k.Steps[i].At.Add(by)
		if until := &k.Steps[i].Until; !until.IsZero() {
			*until = until.Add(by)
		}
	}
}

// reached tells whether a matter stands there after its last step.
func (s *standing) reached(k *Ticket) bool {
	last := k.Steps[len(k.Steps)-1]
	if last.Do != s.do || s.code != "" && last.Code != s.code {
		return false
	}
	times := 0
	for _, step := range k.Steps {
		if step.Do == s.do && (s.code == "" || step.Code == s.code) {
			times++
		}
	}
	return times == s.times
}

func (t *teller) mistakes(f shelf) []Ticket {
	var list []Ticket
	for range cancelled {
		at := t.now.Add(-time.Duration(t.between(3, days*23)) * time.Hour)
		scenario, who := t.draw(f.byKind[pick(t, []string{"fault", "consult", "request"})], at)
		w := t.file(scenario, who, at, nil)
		w.then(t.minutes(3, 40), Step{By: "owner", Do: "cancel", Text: pick(t, t.said.Cancel)})
		list = append(list, *t.keep(w.k))
	}
	return list
}
