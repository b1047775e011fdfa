package story

// end resolves, calls back and closes; again says that the customer was not content.
func (w *telling) end(round int) (again, ok bool) {
	t := w.t
	wait := t.minutes(3, 45)
	if len(w.s.Ask) == 0 {
		wait = t.minutes(4, 25)
	}
	if w.slow == "resolve" && round == 0 {
		wait = t.within(w.pace.resolve, 1.02, 1.5)
	}
	if len(w.s.Ask) > 0 && w.slow != "resolve" && t.chance(30) {
		if !w.then(t.minutes(2, 15), Step{By: w.owner(), Do: "reply", Text: t.fitting(t.said.Progress, w.s.Ask[0].Links[0], w.who.area).Text}) {
			return false, false
		}
	}
	summary := pick(t, w.s.Summary)
	if round > 0 {
		summary = pick(t, t.said.Mended)
	}
	if !w.then(wait, Step{By: w.owner(), Do: "resolve", Code: w.s.Cause, Links: []string{w.s.Link}, Text: summary}) {
		return false, false
	}
	if round == 0 && t.chance(w.reopens()) {
		return true, w.callBack("refused", w.s.Refuse, t.said.Refuse[w.s.Kind])
	}
	lost, ok := w.reach()
	if !ok {
		return false, false
	}
	if !lost && !w.callBack("confirmed", w.s.Confirm, t.said.Confirm[w.s.Kind]) {
		return false, false
	}
	return false, w.close()
}

// reopens is how many of a hundred such matters come back.
func (w *telling) reopens() int {
	switch {
	case w.s.Incident != "":
		return 0
	case w.s.Reopen > 0:
		return w.s.Reopen
	case w.s.Kind == "fault" && len(w.s.Ask) > 0:
		return 12
	case w.s.Kind == "complaint":
		return 10
	}
	return 2
}

// callBack hears what the customer says, in the scenario's own words or the usual ones.
func (w *telling) callBack(outcome string, own, usual []string) bool {
	words := usual
	if len(own) > 0 && w.t.chance(70) {
		words = own
	}
	wait, by := w.t.minutes(15, 420), w.caller()
	if w.s.Kind == "consult" && w.k.Channel == "phone" { // he is still on the line
		wait, by = w.t.minutes(1, 5), "owner"
	}
	return w.then(wait, Step{By: by, Do: "callback", Code: outcome, Text: pick(w.t, words)})
}

// caller is who gives the customer's word: himself in the portal, or the desk on the phone.
func (w *telling) caller() string {
	share := 10
	if w.k.By == "" {
		share = 45
	}
	if w.t.chance(share) {
		return "customer"
	}
	return w.owner()
}

// reach tries to call back; sometimes nobody answers. lost says that it was tried often enough.
func (w *telling) reach() (lost, ok bool) {
	tries := 0
	if w.t.chance(13) {
		tries = pick(w.t, []int{1, 1, 1, 2, 2, 3})
	}
	for range tries {
		if !w.then(w.t.minutes(75, 700), Step{By: w.owner(), Do: "callback", Code: "unreached", Text: w.t.fitting(w.t.said.Unreach, w.s.Link, w.who.area).Text}) {
			return false, false
		}
	}
	return tries == 3, true
}

func (w *telling) close() bool {
	if !w.then(w.t.minutes(1, 60), Step{By: w.owner(), Do: "close"}) {
		return false
	}
	if !w.t.chance(36) {
		return true
	}
	score := pick(w.t, []int{5, 5, 5, 5, 4, 4, 4, 3, 3, 2, 1})
	if w.slow == "" && w.s.Kind != "fault" {
		score = max(score, 4)
	} else if w.slow == "" {
		score = max(score, 3)
	}
	return w.then(w.t.minutes(10, 2000), Step{By: "customer", Do: "rate", Score: score, Text: pick(w.t, w.t.said.Rate[score])})
}
