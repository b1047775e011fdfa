package ticket

import (
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/reason/clock"
)

// promiseKinds are the kinds in the order in which they run.
var promiseKinds = []PromiseKind{Respond, Accept, Finish, Resolve}

// PromiseKind is what is owed.
type PromiseKind string

// The kinds of promises: on a ticket a first response and the resolution, on a handoff its acceptance
// and its answer.
const (
	Respond PromiseKind = "respond"
	Resolve PromiseKind = "resolve"
	Accept  PromiseKind = "accept"
	Finish  PromiseKind = "finish"
)

// PromiseState is how a promise stands.
type PromiseState string

// The states of a promise.
const (
	Running PromiseState = "running"
	Paused  PromiseState = "paused"
	Met     PromiseState = "met"
	Missed  PromiseState = "missed"
	Dropped PromiseState = "dropped" // no longer owed: the handoff was returned or withdrawn, the ticket cancelled
)

// Promise is one clock on a ticket or handoff (时限). Log is the truth; the other fields follow from it
// and are kept so that lists and the ticking need not compute them.
type Promise struct {
	bun.BaseModel `bun:"table:promise"`

	ID         string `bun:",pk"`
	TicketID   string
	HandoffID  string `bun:",nullzero"`
	UnitID     string // who owes it
	Kind       PromiseKind
	Policy     string
	Calendar   string
	TargetS    int64 `bun:"target_s"`
	Warn       int   // percent
	State      PromiseState
	Reason     string // why it is paused
	Note       string
	StartedAt  time.Time
	ResumeAt   time.Time `bun:",nullzero"`
	DueAt      time.Time `bun:",nullzero"`
	WarnAt     time.Time `bun:",nullzero"`
	NextAt     time.Time `bun:",nullzero"`
	WarnedAt   time.Time `bun:",nullzero"`
	BreachedAt time.Time `bun:",nullzero"`
	StoppedAt  time.Time `bun:",nullzero"`
	ElapsedS   int64     `bun:"elapsed_s"`
	Log        []clock.Change

	mark mark
}

// IsOpen tells whether the promise is still owed.
func (p *Promise) IsOpen() bool { return p.State == Running || p.State == Paused }

func (p *Promise) clock(c *clock.Calendar) clock.Clock {
	return clock.Clock{Target: time.Duration(p.TargetS) * time.Second, Calendar: c, Changes: p.Log}
}

// change adds to the log and brings the derived fields after it.
func (p *Promise) change(calendar *clock.Calendar, at time.Time, kind clock.Kind, reason string) error {
	next, err := p.clock(calendar).With(clock.Change{At: at, Kind: kind, Reason: reason})
	if err != nil {
		return fmt.Errorf("promise %s %s: %w", p.ID, p.Kind, err)
	}
	p.Log = next.Changes
	if p.mark == clean {
		p.mark = changed
	}
	p.derive(next, at)
	return nil
}

func (p *Promise) derive(c clock.Clock, at time.Time) {
	reading := c.Read(at)
	p.ElapsedS = int64(reading.Elapsed / time.Second)
	p.DueAt, p.WarnAt, p.Reason, p.StoppedAt = reading.Due, time.Time{}, "", time.Time{}
	switch reading.State {
	case clock.Running:
		p.State, p.ResumeAt, p.Note = Running, time.Time{}, ""
		p.WarnAt, _ = c.Reaches(float64(p.Warn))
	case clock.Paused:
		p.State, p.Reason = Paused, reading.Reason
	case clock.Stopped:
		p.State, p.StoppedAt, p.ResumeAt = Met, at, time.Time{}
		if reading.Breached {
			p.State = Missed
		}
	}
	p.plan()
}

// plan sets when the clock must next be looked at.
func (p *Promise) plan() {
	p.NextAt = time.Time{}
	switch {
	case p.State == Paused:
		p.NextAt = p.ResumeAt
	case p.State != Running:
	case p.WarnedAt.IsZero() && !p.WarnAt.IsZero() && p.WarnAt.Before(p.DueAt):
		p.NextAt = p.WarnAt
	case p.BreachedAt.IsZero():
		p.NextAt = p.DueAt.Add(time.Second) // to end at that very second is in time
	}
}

// start makes a promise and sets its clock going. Without a policy nothing is promised.
func (w *work) start(kind PromiseKind, h *Handoff) error {
	policy := w.book.policy(w.t.Policy)
	if policy == nil {
		return nil
	}
	minutes := map[PromiseKind]int{Respond: policy.Respond, Resolve: policy.Resolve, Accept: policy.Accept, Finish: policy.Finish}[kind]
	p := &Promise{ID: w.newID(), TicketID: w.t.ID, UnitID: w.t.OwnerUnitID, Kind: kind, Policy: policy.Code, Calendar: w.calendarFor(policy, h),
		TargetS: int64(minutes) * 60, Warn: policy.Warn, StartedAt: w.at, mark: added}
	if h != nil {
		p.HandoffID, p.UnitID = h.ID, h.UnitID
	}
	if err := w.tick(p, clock.Start, ""); err != nil {
		return err
	}
	w.promises = append(w.promises, p)
	w.event("promise.started", Internal, h, Data{"kind": kind, "policy": policy.Code, "dueAt": p.DueAt})
	return nil
}

func (w *work) tick(p *Promise, kind clock.Kind, reason string) error {
	return p.change(w.book.calendars[p.Calendar], w.at, kind, reason)
}

// promise gives the promise of a kind on the ticket (h nil) or handoff; nil when there is none. One that was
// dropped gives way to one that took its place.
func (w *work) promise(kind PromiseKind, h *Handoff) *Promise {
	var found *Promise
	for _, p := range w.promises {
		if p.Kind == kind && (h == nil && p.HandoffID == "" || h != nil && p.HandoffID == h.ID) && (found == nil || found.State == Dropped) {
			found = p
		}
	}
	return found
}

// stop ends a promise that is still owed. A dropped one was not broken, unless it was before.
func (w *work) stop(kind PromiseKind, h *Handoff, drop bool) error {
	p := w.promise(kind, h)
	if p == nil || !p.IsOpen() {
		return nil
	}
	return w.end(p, h, drop, "")
}

func (w *work) end(p *Promise, h *Handoff, drop bool, reason string) error {
	if err := w.tick(p, clock.Stop, reason); err != nil {
		return err
	}
	if drop && p.State == Met {
		p.State = Dropped
	}
	w.event("promise.stopped", Internal, h, Data{"kind": p.Kind, "state": p.State})
	return nil
}

// pause stops a promise's time for a reason, until resumeAt if it is given.
func (w *work) pause(p *Promise, h *Handoff, reason, note string, resumeAt time.Time) error {
	if err := w.tick(p, clock.Pause, reason); err != nil {
		return err
	}
	p.Note, p.ResumeAt = note, resumeAt
	p.plan()
	data := Data{"kind": p.Kind, "reason": reason, "text": note}
	if !resumeAt.IsZero() {
		data["resumeAt"] = resumeAt
	}
	w.event("promise.paused", Internal, h, data)
	return nil
}

// Why a paused promise goes on: a person says so, its time has come, or the customer whom it waited for was heard.
const (
	bySomebody = ""
	byItself   = "automatic"
	byCustomer = "heard"
)

func (w *work) resume(p *Promise, h *Handoff, why string) error {
	if err := w.tick(p, clock.Resume, ""); err != nil {
		return err
	}
	data := Data{"kind": p.Kind, "automatic": why == byItself}
	if why == byCustomer {
		data[byCustomer] = true
	}
	w.event("promise.resumed", Internal, h, data)
	return nil
}

// awaitsAnswer is the reason of a pause that ends when the customer writes or sends a file.
const awaitsAnswer = "customer"

// heard lets go on what waits for the customer, who has just been heard in the last event: here, and where a merged
// matter of his goes on.
func (w *work) heard() error {
	event := w.lastEvent()
	if err := w.endWait(event); err != nil || w.t.Status != Merged {
		return err
	}
	root, err := w.root()
	if err != nil || !w.t.sameCustomer(root) {
		return err
	}
	_, err = w.s.changePart(w.ctx, root.ID, func(r *work) error {
		r.who = w.who
		return r.endWait(event)
	})
	return err
}

// endWait resumes the clocks that wait for the customer and tells the units that waited of the event; the owner is told
// by whoever notes it.
func (w *work) endWait(event string) error {
	for _, p := range w.promises {
		if p.State != Paused || p.Reason != awaitsAnswer {
			continue
		}
		h := w.handoff(p.HandoffID)
		if err := w.resume(p, h, byCustomer); err != nil {
			return err
		}
		if h == nil {
			continue
		}
		if err := w.tellUnit(h, "message", event); err != nil {
			return err
		}
	}
	return nil
}

// fire lets every clock do what was due up to now: warn, break, resume. Each happens once, in the order
// of time, with the time at which it was due; whether the program was running then makes no difference.
func (w *work) fire() error {
	for {
		var next *Promise
		for _, p := range w.promises {
			if !p.NextAt.IsZero() && !p.NextAt.After(w.at) && (next == nil || p.NextAt.Before(next.NextAt)) {
				next = p
			}
		}
		if next == nil {
			return nil
		}
		if err := w.fireOne(next); err != nil {
			return err
		}
	}
}

func (w *work) fireOne(p *Promise) error {
	really, actor := w.at, w.actor
	w.at, w.actor = p.NextAt, nil
	defer func() { w.at, w.actor = really, actor }()
	h := w.handoff(p.HandoffID)
	if p.mark == clean {
		p.mark = changed
	}
	if p.State == Paused {
		if err := w.resume(p, h, byItself); err != nil {
			return err
		}
		w.settleStays()
		return nil
	}
	if p.WarnedAt.IsZero() && !p.WarnAt.After(w.at) && p.WarnAt.Before(p.DueAt) {
		p.WarnedAt = w.at
		p.plan()
		w.event("promise.warned", Internal, h, Data{"kind": p.Kind, "percent": p.Warn, "dueAt": p.DueAt})
		return w.tellWarned(p, h)
	}
	p.BreachedAt = p.DueAt
	p.plan()
	w.event("promise.breached", Internal, h, Data{"kind": p.Kind})
	return w.tellBreached(p, h)
}

// pauseReason finds a reason that a person gives for pausing.
func (w *work) pauseReason(code string) (PauseReason, error) {
	reason, ok := find(w.book.Pauses, code)
	if !ok || reason.Automatic {
		return reason, oneOf("reason", "暂停原因", "The reason of a pause", w.pauseCodes())
	}
	return reason, nil
}

func (w *work) pauseCodes() []string {
	var list []string
	for _, r := range w.book.Pauses {
		if !r.Automatic {
			list = append(list, r.Code)
		}
	}
	return list
}
