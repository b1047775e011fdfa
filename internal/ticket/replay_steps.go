package ticket

import (
	"time"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/reason/clock"
	"github.com/xingfu/xingfu/internal/reason/eventlog"
)

// step plays one step of a case after its intake.
func (d *desk) step(w *work, step *eventlog.Step) error {
	if err := w.fire(); err != nil {
		return err
	}
	if step.Reopens && (w.t.Status == Resolved || w.t.Status == Confirmed || w.t.Status.Ended()) {
		if err := w.reopen(step.Activity); err != nil {
			return err
		}
	}
	switch step.Action {
	case eventlog.Queue:
		return d.queue(w, step)
	case eventlog.Accept:
		return d.accept(w, step)
	case eventlog.Work:
		return d.work(w, step)
	case eventlog.Wait:
		return d.wait(w, step)
	case eventlog.Resolve:
		return d.resolve(w, step)
	case eventlog.Close:
		return d.close(w, step)
	case eventlog.Cancel:
		return d.cancel(w, step)
	}
	w.event("imported", Internal, nil, Data{"action": step.Action})
	return nil
}

// queue hands the case to a group. Where it was with a group before, that one has done its part; going
// back to the group that it came from is a return.
func (d *desk) queue(w *work, step *eventlog.Step) error {
	unit := d.unit(step.Group)
	if err := d.goOn(w); err != nil {
		return err
	}
	if h := d.openHandoff(w); h != nil {
		var err error
		if h.UnitID != unit && h.AskedUnitID == unit {
			err = w.giveBack(h, "other", step.Activity)
		} else {
			err = w.finish(h, Findings{Result: step.Activity})
		}
		if err != nil {
			return err
		}
	}
	sender := w.actor
	if last := w.lastUnit(); last != "" {
		at := *sender
		at.UnitID, at.UnitName = last, w.tree.Name(last)
		w.actor = &at
	}
	defer func() { w.actor = sender }()
	_, err := w.handOff(Request{UnitIDs: []string{unit}, Links: w.linkCodes()[:1], Request: step.Activity}, handoffKind{})
	return err
}

func (d *desk) accept(w *work, step *eventlog.Step) error {
	h := d.openHandoff(w)
	if h == nil || h.Status != Sent {
		return d.work(w, step)
	}
	return w.accept(h)
}

// work passes the case on where the log names another person or group; otherwise it goes on.
func (d *desk) work(w *work, step *eventlog.Step) error {
	if err := d.goOn(w); err != nil {
		return err
	}
	h := d.openHandoff(w)
	switch {
	case h == nil && w.t.OwnerUnitID != d.unit(step.Group) && step.Group != "":
		if err := d.queue(w, step); err != nil {
			return err
		}
		return w.accept(d.openHandoff(w))
	case h != nil && step.Group != "" && h.UnitID != d.unit(step.Group):
		if err := d.queue(w, step); err != nil {
			return err
		}
		return w.accept(d.openHandoff(w))
	case h != nil && h.Status == Sent:
		return w.accept(h)
	case h != nil && h.AssigneeID != w.actor.StaffID:
		w.assign(h, &org.Staff{ID: w.actor.StaffID, Name: w.actor.Name})
	case h == nil && w.t.OwnerID != w.actor.StaffID:
		unit := w.t.OwnerUnitID
		w.own()
		w.t.OwnerUnitID = unit
	default:
		w.event("imported", Internal, nil, Data{"action": step.Action})
	}
	return nil
}

// clocks are the promises that a wait stops: the ticket's, and that of the unit at work.
func (d *desk) clocks(w *work) []*Promise {
	list := []*Promise{w.promise(Resolve, nil)}
	if h := d.openHandoff(w); h != nil && h.Status == Accepted {
		list = append(list, w.promise(Finish, h))
	}
	return list
}

func (d *desk) wait(w *work, step *eventlog.Step) error {
	reason, paused := waitReason(step.Reason), false
	for _, p := range d.clocks(w) {
		if p == nil || !p.IsOpen() || p.State == Paused && p.Reason == reason {
			continue
		}
		if p.State == Paused {
			if err := w.tick(p, clock.Resume, ""); err != nil {
				return err
			}
		}
		if err := w.pause(p, w.handoff(p.HandoffID), reason, "", time.Time{}); err != nil {
			return err
		}
		paused = true
	}
	if !paused {
		w.event("imported", Internal, nil, Data{"action": step.Action})
	}
	return nil
}

// goOn ends a wait.
func (d *desk) goOn(w *work) error {
	for _, p := range d.clocks(w) {
		if p == nil || p.State != Paused || p.Reason == "confirmation" {
			continue
		}
		if err := w.resume(p, w.handoff(p.HandoffID), bySomebody); err != nil {
			return err
		}
	}
	return nil
}

func (d *desk) resolve(w *work, step *eventlog.Step) error {
	if err := d.goOn(w); err != nil {
		return err
	}
	for _, h := range w.openHandoffs() {
		if err := w.finish(h, Findings{Result: step.Activity}); err != nil {
			return err
		}
	}
	w.settleStatus()
	return w.resolve(Resolution{Cause: "untold", Link: w.linkCodes()[0], Summary: step.Activity})
}

// close ends the case as the other desk did: it asked its customers in its own way.
func (d *desk) close(w *work, step *eventlog.Step) error {
	if w.t.Status == Open || w.t.Status == Handed {
		if err := d.resolve(w, step); err != nil {
			return err
		}
	}
	if w.t.Status == Resolved {
		if err := w.confirm("import"); err != nil {
			return err
		}
	}
	return w.close()
}

func (d *desk) cancel(w *work, step *eventlog.Step) error {
	if w.t.Status == Resolved || w.t.Status == Confirmed {
		return d.close(w, step)
	}
	if err := d.goOn(w); err != nil {
		return err
	}
	for _, h := range w.openHandoffs() {
		if err := w.finish(h, Findings{Result: step.Activity}); err != nil {
			return err
		}
	}
	w.settleStatus()
	return w.cancel(step.Activity)
}
