package story

import (
	"slices"
	"time"
)

// lane is one handoff under way, or several that follow each other.
type lane struct {
	ask
	unit string
	bare bool // without the checklist: a supervisor has asked
}

// askUnits hands each ask to the unit that answers for its links, all at once, and hears their answers.
func (w *telling) askUnits(round int) bool {
	t := w.t
	start := w.working(t.minutes(2, 15), "handoff")
	w.lanes = nil
	for _, a := range w.asks(round) {
		l := lane{ask: a, unit: t.answering(a.Links[0], w.who.province)}
		if w.busy(l.unit) {
			continue
		}
		request := a.Request
		if round > 0 {
			request = pick(t, t.said.Redo) + a.Request
		}
		at := start.Add(time.Duration(len(w.lanes)) * 25 * time.Second)
		if !w.when(at, Step{By: w.owner(), Do: "handoff", Units: []string{l.unit}, Links: a.Links, Text: request, Checklist: a.Check}) {
			return false
		}
		w.lanes = append(w.lanes, l)
	}
	w.round, w.sent = round, w.at
	last, done := w.at, true
	for i := range w.lanes {
		w.at = w.sent
		if !w.ended {
			w.lane = i
		}
		done = w.run(i, round) && done
		if w.at.After(last) {
			last = w.at
		}
	}
	w.sort()
	w.at = last
	return done
}

// goOn lets the units beside the one where the matter stands work on until now.
func (w *telling) goOn() {
	w.until = nil
	for i := w.lane + 1; i < len(w.lanes); i++ {
		w.ended, w.at = false, w.sent
		w.run(i, w.round)
	}
	w.sort()
}

// busy tells whether a unit has a handoff of this round.
func (w *telling) busy(unit string) bool {
	return slices.ContainsFunc(w.lanes, func(l lane) bool { return l.unit == unit })
}

// asks are those of a round: all at first, later the one where the fault was.
func (w *telling) asks(round int) []ask {
	if round == 0 {
		return w.s.Ask
	}
	i := max(0, slices.IndexFunc(w.s.Ask, func(a ask) bool { return a.State == "faulty" }))
	return w.s.Ask[i : i+1]
}

// run lets one handoff come to its answer.
func (w *telling) run(i, round int) bool {
	if l := &w.lanes[i]; round == 0 && i == 0 && w.restored.IsZero() && w.t.chance(11) && !w.sendBack(l) {
		return false
	}
	return w.answer(&w.lanes[i], i, round)
}

// sendBack returns a handoff. The owner asks again: the same unit, or the support at headquarters. When
// it is returned once more, it is disputed and a supervisor decides.
func (w *telling) sendBack(l *lane) bool {
	t := w.t
	first := l.unit
	back := t.fitting(t.said.Return, l.Links[0], w.who.area)
	if !w.then(t.within(w.pace.accept, 0.1, 0.8), Step{By: t.engineer(first), Do: "return", Unit: first, Code: back.Code, Text: back.Text}) {
		return false
	}
	field := l.Links[0] == "antenna" || l.Links[0] == "terminal"
	if back.Code != "missing-info" && field && t.chance(40) && !w.busy("lab") {
		l.unit = "lab"
	}
	again := Step{By: w.owner(), Do: "handoff", Units: []string{l.unit}, Links: l.Links, Text: pick(t, t.said.Resend) + l.Request, Checklist: l.Check}
	if !w.then(t.minutes(4, 35), again) {
		return false
	}
	if len(l.Links) > 1 || !t.chance(22) { // a second return would make a dispute of each link
		return true
	}
	if !w.then(t.within(w.pace.accept, 0.2, 0.9), Step{By: t.engineer(l.unit), Do: "return", Unit: l.unit, Code: "not-ours", Text: pick(t, t.said.Insist)}) {
		return false
	}
	judge := w.judge(first, l.unit)
	l.unit, l.bare = first, true
	return w.then(t.minutes(25, 150), Step{By: judge, Do: "decide", Code: l.Links[0], Unit: l.unit, Text: pick(t, t.said.Decide)})
}

// judge is the supervisor of the nearest unit above both units that has one.
func (w *telling) judge(a, b string) string {
	parent := map[string]string{}
	for _, u := range w.t.plan.Units {
		parent[u.Key] = u.Parent
	}
	over := []string{}
	for at := parent[b]; at != ""; at = parent[at] {
		over = append(over, at)
	}
	for at := parent[a]; at != ""; at = parent[at] {
		if list := w.t.byUnit[at+"/supervisor"]; contains(over, at) && len(list) > 0 {
			return list[0].Login
		}
	}
	return w.t.byUnit["hq/supervisor"][0].Login
}

// answer lets a unit accept, work and finish.
func (w *telling) answer(l *lane, i, round int) bool {
	engineer := w.t.engineer(l.unit)
	if !w.accept(l, i, engineer) {
		return false
	}
	if l.Note != "" && round == 0 && !w.then(w.t.minutes(5, 40), Step{By: engineer, Do: "note", Text: l.Note}) {
		return false
	}
	if w.mayRest(l, round) && !w.rest(l, engineer) {
		return false
	}
	if l.Invite != nil && round == 0 && !w.invite(l, engineer) {
		return false
	}
	if !l.bare {
		for n := range l.Check {
			if !w.then(w.t.minutes(3, 18), Step{By: engineer, Do: "check", Unit: l.unit, Code: string(rune('1' + n))}) {
				return false
			}
		}
	}
	return w.finish(l, i, round, engineer)
}

func (w *telling) accept(l *lane, i int, engineer string) bool {
	wait := w.t.within(w.pace.accept, 0.06, 0.75)
	if w.slow == "accept" && i == 0 {
		wait = w.t.within(w.pace.accept, 1.2, 3.5)
		if wait > 35*time.Minute && w.t.chance(60) {
			if !w.then(33*time.Minute, Step{By: w.owner(), Do: "urge", Unit: l.unit, Text: pick(w.t, w.t.said.Urge)}) {
				return false
			}
			wait = max(wait-33*time.Minute, 4*time.Minute)
		}
	}
	return w.then(wait, Step{By: engineer, Do: "accept", Unit: l.unit})
}

// mayRest tells whether work in the field must wait for something; once in a matter.
func (w *telling) mayRest(l *lane, round int) bool {
	field := l.Links[0] == "antenna" || l.Links[0] == "terminal"
	return field && !w.rested && round == 0 && len(l.Check) > 0 && w.restored.IsZero() && w.s.Kind != "emergency" && w.t.chance(22)
}

// invite lets another unit help, unless it has a handoff of its own.
func (w *telling) invite(l *lane, engineer string) bool {
	t, a := w.t, l.Invite
	guest := t.answering(a.Links[0], w.who.province)
	if guest == l.unit || w.busy(guest) {
		return true
	}
	if !w.then(t.minutes(10, 50), Step{By: engineer, Do: "invite", Unit: l.unit, To: guest, Links: a.Links, Text: a.Request}) {
		return false
	}
	helper := t.engineer(guest)
	return w.then(t.within(w.pace.accept, 0.1, 0.7), Step{By: helper, Do: "accept", Unit: guest}) &&
		w.then(t.within(w.pace.finish, 0.03, 0.25), Step{By: helper, Do: "finish", Unit: guest, Text: pick(t, a.Result), States: a.states()})
}

func (a *ask) states() map[string]string {
	states := map[string]string{}
	for i, link := range a.Links {
		states[link] = "cleared"
		if i == 0 {
			states[link] = a.State
		}
	}
	return states
}

func (w *telling) finish(l *lane, i, round int, engineer string) bool {
	t := w.t
	work := t.within(min(w.pace.finish, 720), 0.05, 0.5)
	if w.slow == "finish" && i == 0 {
		work = t.within(w.pace.finish, 1.05, 1.9)
		if !w.impatient(l) {
			return false
		}
	}
	if w.at.Before(w.restored) { // nothing is well before all is
		work = w.restored.Sub(w.at) + t.minutes(4, 25)
	}
	result := l.Result
	if round > 0 {
		result = t.said.Again[l.Links[0]]
		if len(l.Again) > 0 {
			result = l.Again
		}
	}
	return w.then(work, Step{By: engineer, Do: "finish", Unit: l.unit, Text: pick(t, result), States: l.states()})
}

// impatient lets the customer and then the owner urge, before a late answer.
func (w *telling) impatient(l *lane) bool {
	if w.urged {
		return true
	}
	w.urged = true
	return w.then(w.t.within(w.pace.finish, 0.3, 0.6), Step{By: "customer", Do: "customer-urge"}) &&
		w.then(w.t.minutes(2, 20), Step{By: w.owner(), Do: "urge", Unit: l.unit, Text: pick(w.t, w.t.said.Urge)})
}
