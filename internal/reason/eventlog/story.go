package eventlog

import "time"

// How far a case has come.
const (
	open = iota
	resolved
	ended
)

// story puts the steps of one case together so that they keep what the package
// comment promises.
type story struct {
	steps  []Step
	group  string // who has the case, or in whose queue it lies
	queued bool
	end    int
}

// tell appends s, with what must come before it. S is the action as the log
// has it.
func (t *story) tell(s Step) {
	switch {
	case s.Action == Intake && len(t.steps) > 0,
		s.Action == Queue && t.queued && t.group == s.Group,
		s.Action == Resolve && t.end >= resolved,
		(s.Action == Close || s.Action == Cancel) && t.end == ended:
		s.Action, s.Reason, s.Reopens = Note, "", false
	case s.Action == Accept && !t.queued:
		s.Action = Work
	case s.Action == Work && t.queued:
		s.Action = Accept
	}
	if t.takes(s) {
		taken := s
		taken.Action, taken.Reason = Accept, ""
		t.tell(taken)
		s.Reopens = false
	}
	if s.Action == Accept && s.Group != t.group {
		sent := s
		sent.Action, sent.Person = Queue, ""
		t.tell(sent)
		s.Reopens = false
	}
	t.append(s)
}

// takes tells whether s can only come from somebody who has taken the case out
// of the queue.
func (t *story) takes(s Step) bool {
	return t.queued && (s.Action == Resolve || s.Action == Wait && s.Person != "")
}

func (t *story) append(s Step) {
	switch s.Action {
	case Note:
	case Resolve:
		t.end, t.queued = resolved, false
	case Close, Cancel:
		t.end, t.queued = ended, false
	default:
		s.Reopens = s.Reopens || t.end > open
		t.end = open
		if s.Action == Queue || s.Action == Accept {
			t.queued = s.Action == Queue
			t.group = s.Group
		} else if !t.queued {
			t.group = s.Group
		}
	}
	t.steps = append(t.steps, s)
}

// begin opens the case at the time of its first row, or at opened where that
// was earlier.
func (t *story) begin(s Step, opened time.Time) {
	if !opened.IsZero() && opened.Before(s.At) {
		s.At = opened
	}
	s.Action, s.Reason = Intake, ""
	t.append(s)
}
