package clock

import (
	"slices"
	"time"
)

// Clock is one promise: Target of working time in Calendar, and the log of
// what happened to it. The log is only ever appended to, by With, and is the
// truth about the clock: State is only its summary.
//
// Read, Reaches and Replay pass over changes that With would have refused, in
// a log that was put together otherwise.
type Clock struct {
	Target   time.Duration
	Calendar *Calendar // nil works around the clock
	Changes  []Change
}

// With gives the clock with one more change, cut to the second and in UTC. The
// clock itself stays as it is. A stopped clock may be resumed, when a refused
// repair reopens it; the time in between does not count. The error is a
// *TransitionError, ErrBackwards, ErrNoReason or ErrNoTarget.
func (c Clock) With(ch Change) (Clock, error) {
	if c.Target < time.Second {
		return c, ErrNoTarget
	}
	_, status, since := c.legal()
	if _, err := follow(status, since, ch); err != nil {
		return c, err
	}
	ch.At = instant(ch.At.Unix())
	c.Changes = append(slices.Clone(c.Changes), ch)
	return c, nil
}

// legal gives the changes that With accepts one after the other, and where
// they lead.
func (c Clock) legal() (changes []Change, status Status, since time.Time) {
	status = Idle
	if c.Target < time.Second {
		return nil, status, since
	}
	changes = make([]Change, 0, len(c.Changes))
	for _, ch := range c.Changes {
		next, err := follow(status, since, ch)
		if err != nil {
			continue
		}
		ch.At = instant(ch.At.Unix())
		status, since = next, ch.At
		changes = append(changes, ch)
	}
	return changes, status, since
}

// State gives the summary of the log up to now.
func (c Clock) State(now time.Time) State {
	changes, _, _ := c.legal()
	s := c.idle()
	for _, ch := range changes {
		if ch.At.Unix() > now.Unix() {
			break
		}
		s, _ = s.Advance(ch, c.Calendar)
	}
	return s
}

func (c Clock) idle() State {
	return State{Target: c.Target.Truncate(time.Second), Status: Idle}
}

// Read gives the clock as it was or will be at now: later changes do not
// count.
func (c Clock) Read(now time.Time) Reading {
	return c.State(now).Read(now, c.Calendar)
}

// Reaches gives when the clock had used percent of its target, rounded up to a
// second, or will have if it runs on. It is false when it was paused or
// stopped before that, or when that lies more than ten years ahead.
func (c Clock) Reaches(percent float64) (time.Time, bool) {
	changes, _, _ := c.legal()
	s := c.idle()
	for _, ch := range changes {
		if at, found := s.Reaches(percent, c.Calendar); found && !at.After(ch.At) {
			return at, true
		}
		s, _ = s.Advance(ch, c.Calendar)
	}
	return s.Reaches(percent, c.Calendar)
}
