package clock

import (
	"errors"
	"fmt"
	"math"
	"time"
)

// Kind is what a change does to a clock.
type Kind string

// The kinds of change. Start begins an idle clock; Pause, with a reason,
// interrupts a running one; Stop ends a running or paused one; Resume
// continues a paused one, or reopens a stopped one.
const (
	Start  Kind = "start"
	Pause  Kind = "pause"
	Resume Kind = "resume"
	Stop   Kind = "stop"
)

// Change is one entry of a clock's log. Reason is a code; a Pause needs one.
type Change struct {
	At     time.Time
	Kind   Kind
	Reason string
}

// Status is what a clock is doing.
type Status string

// The statuses of a clock.
const (
	Idle    Status = "idle"
	Running Status = "running"
	Paused  Status = "paused"
	Stopped Status = "stopped"
)

// What can be wrong with a change, besides a *TransitionError.
var (
	ErrBackwards = errors.New("the change lies before the one before it")
	ErrNoReason  = errors.New("a pause needs a reason")
	ErrNoTarget  = errors.New("the target must be at least a second")
)

// TransitionError says that a clock of this status does not take this change.
type TransitionError struct {
	Status Status
	Kind   Kind
}

func (e *TransitionError) Error() string {
	return fmt.Sprintf("a clock that is %s takes no %s", e.Status, e.Kind)
}

// follow gives the status after a change to a clock that has had its status
// since a time.
func follow(status Status, since time.Time, ch Change) (Status, error) {
	var next Status
	switch {
	case status == Idle && ch.Kind == Start,
		status == Paused && ch.Kind == Resume,
		status == Stopped && ch.Kind == Resume:
		next = Running
	case status == Running && ch.Kind == Pause:
		next = Paused
	case status == Running && ch.Kind == Stop, status == Paused && ch.Kind == Stop:
		next = Stopped
	default:
		return status, &TransitionError{Status: status, Kind: ch.Kind}
	}
	if status != Idle && ch.At.Unix() < since.Unix() {
		return status, ErrBackwards
	}
	if ch.Kind == Pause && ch.Reason == "" {
		return status, ErrNoReason
	}
	return next, nil
}

// State is a clock after its last change, small enough for a database row: it
// tells the same as the log without reading it again. It depends on the
// calendar it was advanced with; when the calendar changes, make it anew from
// the log.
type State struct {
	Target time.Duration
	Status Status // "" counts as idle
	Reason string // of the last change
	Since  time.Time
	// Elapsed is the working time used up to Since.
	Elapsed time.Duration
	// Due is when Target is used up if the clock runs on. It is zero while idle
	// or paused, and when that lies more than ten years ahead. A stopped clock
	// keeps the due time it was stopped with.
	Due time.Time
	// BreachedAt is when Target was used up, if the clock ran on after that
	// and this was seen by Since.
	BreachedAt time.Time
}

// Advance gives the state after a change. It returns a *TransitionError,
// ErrBackwards, ErrNoReason or ErrNoTarget, and then the state as it was.
func (s State) Advance(ch Change, calendar *Calendar) (State, error) {
	if s.Target < time.Second {
		return s, ErrNoTarget
	}
	status := s.Status
	if status == "" {
		status = Idle
	}
	next, err := follow(status, s.Since, ch)
	if err != nil {
		return s, err
	}
	s.Target = s.Target.Truncate(time.Second)
	at := instant(ch.At.Unix())
	r := s.Read(at, calendar)
	s.Elapsed, s.BreachedAt = r.Elapsed, r.BreachedAt
	s.Status, s.Reason, s.Since = next, ch.Reason, at
	switch next {
	case Running:
		s.Due = s.due(calendar)
	case Paused:
		s.Due = time.Time{}
	}
	return s, nil
}

// due gives when a clock that runs from Since uses up its target.
func (s State) due(calendar *Calendar) time.Time {
	if !s.BreachedAt.IsZero() {
		return s.BreachedAt
	}
	due, err := calendar.Add(s.Since, s.Target-s.Elapsed)
	if err != nil {
		return time.Time{}
	}
	return due
}

// Reading is a clock at one moment.
type Reading struct {
	State   Status
	Reason  string        // of the last change: why it is paused, for a paused clock
	Elapsed time.Duration // working time used
	Left    time.Duration // Target less Elapsed, negative when overdrawn
	Percent float64       // Elapsed in percent of Target, may exceed 100
	// Due is when Target is or was used up, for a running clock. It is zero for
	// an idle or paused one, and when it lies more than ten years ahead. A
	// stopped clock keeps the due time it was stopped with, none if paused.
	Due time.Time
	// Breached says that the clock ran on after Target was used up. To stop at
	// that very second is in time.
	Breached bool
	// BreachedAt is when Target was used up, for a breached clock, also when
	// it has been stopped since.
	BreachedAt time.Time
}

// Read gives the clock at a time, not before its last change: for an earlier
// time it gives the clock at its last change.
func (s State) Read(now time.Time, calendar *Calendar) Reading {
	at := instant(max(now.Unix(), s.Since.Unix()))
	r := Reading{State: s.Status, Reason: s.Reason, Elapsed: s.Elapsed, Due: s.Due, BreachedAt: s.BreachedAt}
	switch s.Status {
	case Running:
		r.Elapsed += calendar.Between(s.Since, at)
		if r.BreachedAt.IsZero() && !s.Due.IsZero() && at.After(s.Due) {
			r.BreachedAt = s.Due
		}
	case "":
		r.State = Idle
	}
	r.Left = s.Target - r.Elapsed
	if s.Target > 0 {
		r.Percent = 100 * float64(r.Elapsed) / float64(s.Target)
	}
	r.Breached = !r.BreachedAt.IsZero()
	return r
}

// Reaches gives when a running clock has used percent of its target, rounded
// up to a second, if it runs on: Since when it had used as much before. It is
// false for a clock that does not run, and when that lies more than ten years
// ahead.
func (s State) Reaches(percent float64, calendar *Calendar) (time.Time, bool) {
	if s.Status != Running {
		return time.Time{}, false
	}
	used := share(s.Target, percent)
	at, err := calendar.Add(s.Since, max(0, used-s.Elapsed))
	return at, err == nil
}

// share gives percent of target, rounded up to a second and not negative. It
// forgives the last digits of floating-point numbers: 70 % of an hour is 42
// minutes.
func share(target time.Duration, percent float64) time.Duration {
	const longest = float64(math.MaxInt64 / time.Second)
	s := math.Ceil(target.Seconds()*percent/100 - 1e-6)
	switch {
	case s <= 0:
		return 0
	case s < longest:
		return time.Duration(s) * time.Second
	}
	return math.MaxInt64
}
