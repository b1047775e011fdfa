package eventlog

import "time"

// Measures are figures of one case.
//
// The persons of a case are those who opened, accepted, worked on, paused,
// escalated or resolved it, in this order of steps; its groups are those that
// had it or had it in their queue. Who sent it on, noted something or closed
// it does not count. Steps that name nobody are passed over.
type Measures struct {
	PersonChanges int           // the next person is another one
	GroupChanges  int           // the next group is another one
	Handovers     int           // changes of the group, and of the person within a group
	PingPong      int           // handovers back to where it had just come from: A, B, A
	Reopened      int           // steps that reopen the case
	Waits         time.Duration // paused: from each wait to the next step that is neither wait nor note
	Duration      time.Duration // from the first step to the last
}

// Measure gives the figures of c. A case without steps has none.
func Measure(c Case) Measures {
	var m Measures
	if len(c.Steps) == 0 {
		return m
	}
	var way route
	var pausedAt time.Time
	for _, s := range c.Steps {
		way.follow(s, &m)
		if s.Reopens {
			m.Reopened++
		}
		switch {
		case s.Action == Note:
		case s.Action == Wait && pausedAt.IsZero():
			pausedAt = s.At
		case s.Action != Wait && !pausedAt.IsZero():
			m.Waits += s.At.Sub(pausedAt)
			pausedAt = time.Time{}
		}
	}
	m.Duration = c.Steps[len(c.Steps)-1].At.Sub(c.Steps[0].At)
	return m
}

// route is the way of a case from hand to hand.
type route struct {
	groups, persons trail
	moved           bool // to another group, where nobody has taken it yet
}

// follow adds the handovers of s to m.
func (r *route) follow(s Step, m *Measures) {
	if s.Action == Note || s.Action == Close || s.Action == Cancel {
		return
	}
	if changed, back := r.groups.to(s.Group); changed {
		r.moved = true
		m.GroupChanges++
		m.Handovers++
		if back {
			m.PingPong++
		}
	}
	if s.Action == Queue || s.Person == "" {
		return
	}
	if changed, back := r.persons.to(s.Person); changed {
		m.PersonChanges++
		if !r.moved {
			m.Handovers++
			if back {
				m.PingPong++
			}
		}
	}
	r.moved = false
}

// trail remembers the last two who had a case.
type trail struct{ last, before string }

// to goes on to name. It tells whether that is another one, and whether it is
// the one before the last.
func (t *trail) to(name string) (changed, back bool) {
	if name == "" || name == t.last {
		return false, false
	}
	changed, back = t.last != "", name == t.before
	t.before, t.last = t.last, name
	return changed, back
}
