package story

import "time"

// owed is something that is to be done within a time.
type owed struct {
	since   time.Time
	minutes int
	still   [][2]time.Time // when its clock stood still
}

// overdue tells whether anything on the matter is owed now and late.
func (w *telling) overdue() bool {
	open := w.openClocks()
	for _, o := range open {
		spent := w.spent(o.since, w.t.now)
		for _, s := range o.still {
			until := s[1]
			if until.After(w.t.now) {
				until = w.t.now
			}
			spent -= w.spent(s[0], until)
		}
		if spent > time.Duration(o.minutes)*time.Minute {
			return true
		}
	}
	return false
}

// atWork counts the units that owe an answer.
func (w *telling) atWork() int {
	n := 0
	for unit := range w.openClocks() {
		if unit != "respond" && unit != "resolve" {
			n++
		}
	}
	return n
}

// openClocks are what the front desk owes ("respond", "resolve") and what each unit owes, by its key.
func (w *telling) openClocks() map[string]*owed {
	resolve := &owed{since: w.k.At, minutes: w.pace.resolve}
	open := map[string]*owed{"resolve": resolve}
	if w.k.Channel != "phone" && w.k.Channel != "visit" {
		open["respond"] = &owed{since: w.k.At, minutes: w.pace.respond}
	}
	clockOf := func(unit string) *owed {
		if unit == "" {
			return resolve
		}
		return open[unit]
	}
	var resolved time.Time
	for _, s := range w.k.Steps {
		switch s.Do {
		case "reply":
			delete(open, "respond")
		case "handoff":
			for _, unit := range s.Units {
				open[unit] = &owed{since: s.At, minutes: w.pace.accept}
			}
		case "invite":
			open[s.To] = &owed{since: s.At, minutes: w.pace.accept}
		case "decide":
			open[s.Unit] = &owed{since: s.At, minutes: w.pace.accept}
		case "accept":
			open[s.Unit] = &owed{since: s.At, minutes: w.pace.finish}
		case "return", "finish":
			delete(open, s.Unit)
		case "pause":
			c := clockOf(s.Unit)
			c.still = append(c.still, [2]time.Time{s.At, s.Until})
		case "resume":
			c := clockOf(s.Unit)
			c.still[len(c.still)-1][1] = s.At
		case "resolve":
			delete(open, "respond")
			delete(open, "resolve")
			resolved = s.At
		case "callback":
			if s.Code == "refused" {
				resolve.still = append(resolve.still, [2]time.Time{resolved, s.At})
				open["resolve"] = resolve
			}
		}
	}
	return open
}

// spent is how much time of the matter's hours lies between.
func (w *telling) spent(from, to time.Time) time.Duration {
	if w.pace.hours == nil {
		return to.Sub(from)
	}
	return w.pace.hours.Between(from, to)
}
