package story

import (
	"slices"
	"time"
)

// telling is one matter while it is told.
type telling struct {
	t    *teller
	s    *scenario
	who  concerned
	k    *Ticket
	at   time.Time
	pace pace
	slow string // the stage at which it is slower than promised
	desk string // the unit of the owner
	// until ends the telling early: the matter stands there now.
	until    func(k *Ticket) bool
	ended    bool
	urged    bool      // the customer has urged
	rested   bool      // it has waited for something
	restored time.Time // when the incident that it belongs to was over; zero: none
	lanes    []lane    // of this round
	round    int
	sent     time.Time // when the last of this round's handoffs was sent
	lane     int       // the lane that is told
}

// then adds a step after a while; what lies after now has not happened yet. People call back in the
// day, and work on what is not urgent in office hours; customers act when they like.
func (w *telling) then(after time.Duration, step Step) bool {
	at := w.at.Add(after)
	if step.By != "customer" {
		at = w.working(after, step.Do)
	}
	return w.when(at, step)
}

func (w *telling) working(after time.Duration, do string) time.Time {
	hours := w.pace.hours
	if do == "callback" || do == "close" {
		hours = w.t.extended
	}
	if hours == nil {
		return w.at.Add(after)
	}
	at, err := hours.Add(w.at, max(after, time.Second))
	if err != nil {
		panic("story: " + err.Error())
	}
	return at.UTC()
}

// when adds a step at a time.
func (w *telling) when(at time.Time, step Step) bool {
	w.at = at
	if w.ended || w.at.After(w.t.now) {
		return false
	}
	step.At = w.at
	step.Text = w.who.words.Replace(step.Text)
	step.Checklist = slices.Clone(step.Checklist)
	for i, item := range step.Checklist {
		step.Checklist[i] = w.who.words.Replace(item)
	}
	w.k.Steps = append(w.k.Steps, step)
	w.ended = w.until != nil && w.until(w.k)
	return true
}

// owner is who handles the ticket: its owner or, now and then, a colleague at the same desk.
func (w *telling) owner() string {
	if w.desk != "" && w.at.Sub(w.k.At) > 9*time.Hour && w.t.chance(20) {
		return pick(w.t, w.t.byUnit[w.desk+"/frontdesk"]).Login
	}
	return "owner"
}

// tell goes through the loop until it ends or now is reached.
func (w *telling) tell() {
	if !w.greet() || !w.look() {
		return
	}
	if !w.s.Stranger && w.t.chance(4) && !w.passOn() {
		return
	}
	for round := 0; ; round++ {
		if len(w.s.Ask) > 0 && !w.askUnits(round) {
			return
		}
		again, ok := w.end(round)
		if !ok || !again {
			return
		}
	}
}

// greet answers the customer for the first time, where he is not on the phone already.
func (w *telling) greet() bool {
	t := w.t
	first := w.t.within(w.pace.respond, 0.08, 0.7)
	if w.slow == "respond" {
		first = w.t.within(w.pace.respond, 1.1, 3)
	}
	waiting := w.k.Channel != "phone" && w.k.Channel != "visit"
	if !waiting && (w.s.Kind == "consult" || !t.chance(45)) {
		return true
	}
	words := t.said.Greet
	if len(w.s.Reply) > 0 {
		words = w.s.Reply
	}
	if !waiting {
		first = t.minutes(4, 30)
	}
	return w.then(first, Step{By: "owner", Do: "reply", Text: pick(t, words)})
}

// look is what the front desk finds itself.
func (w *telling) look() bool {
	t := w.t
	for _, text := range w.s.Talk {
		if !w.then(t.minutes(2, 9), Step{By: "owner", Do: "note", Text: text}) {
			return false
		}
	}
	if own := w.s.Own; own != nil {
		set := Step{By: "owner", Do: "link", Code: own.Link, States: map[string]string{own.Link: own.State}, Text: own.Evidence}
		if !w.then(t.minutes(1, 5), set) {
			return false
		}
	}
	if t.chance(7) && w.s.Kind != "emergency" {
		return w.then(t.minutes(5, 60), Step{By: "customer", Do: "message", Text: pick(t, t.said.Message)})
	}
	return true
}

// passOn offers the ticket to a colleague, who takes it or, seldom, does not.
func (w *telling) passOn() bool {
	t := w.t
	to := pick(t, t.byUnit["ncc/frontdesk"]).Login
	if to == w.k.By {
		return true
	}
	if !w.then(t.minutes(5, 60), Step{By: "owner", Do: "offer", To: to, Text: pick(t, t.said.Offer)}) {
		return false
	}
	if t.chance(20) {
		return w.then(t.minutes(3, 40), Step{By: to, Do: "decline-offer", Text: pick(t, t.said.Decline)})
	}
	w.desk = "ncc"
	return w.then(t.minutes(3, 40), Step{By: to, Do: "accept-offer"})
}

// rest pauses a unit's clock and the ticket's for a reason, until it is over.
func (w *telling) rest(l *lane, engineer string) bool {
	t := w.t
	w.rested = true
	reason := t.fitting(t.said.Pause, l.Links[0], w.who.area)
	begins := w.working(t.minutes(15, 90), "pause")
	hours := t.between(17, 93)
	if t.chance(30) {
		hours = t.between(96, 380)
	}
	until := begins.Add(time.Duration(hours) * time.Hour)
	pause := Step{By: engineer, Do: "pause", Unit: l.unit, Code: reason.Code, Text: reason.Text, Until: until}
	if !w.when(begins, pause) {
		return false
	}
	pause.By, pause.Unit = w.owner(), ""
	if !w.when(begins.Add(t.minutes(3, 20)), pause) {
		return false
	}
	if t.chance(50) { // the clocks go on by themselves
		w.at = until
		return !w.at.After(t.now) && !w.ended
	}
	early := until.Add(-time.Duration(t.between(40, 150)) * time.Minute)
	return w.when(early, Step{By: engineer, Do: "resume", Unit: l.unit}) &&
		w.when(w.at.Add(t.minutes(2, 15)), Step{By: w.owner(), Do: "resume"})
}

// sort puts steps of parallel lanes into the order of time.
func (w *telling) sort() {
	slices.SortStableFunc(w.k.Steps, func(a, b Step) int { return a.At.Compare(b.At) })
}
