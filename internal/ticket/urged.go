package ticket

import (
	"slices"
	"time"

	"github.com/xingfu/xingfu/internal/org"
)

// settleUrges ends the urges to which those who were urged have now reacted: a unit by anything that it does
// on the ticket, the desk by anything that whoever handles the ticket does.
func (w *work) settleUrges() {
	for _, h := range w.handoffs {
		if h.Urged && (!h.IsOpen() || w.reacts(h)) {
			h.Urged = false
			h.mark = max(h.mark, changed)
		}
	}
	if w.t.Urged && (w.t.Status != Open && w.t.Status != Handed || w.acted() && w.mayHandle() == nil) {
		w.t.Urged = false
	}
}

// acted tells whether a person has done something in this change.
func (w *work) acted() bool {
	return w.actor != nil && slices.ContainsFunc(w.events, func(e *Event) bool { return e.ActorID != "" })
}

// reacts tells whether the unit of h does something in this change. To urge it, or to give it to somebody
// else, is not its answer.
func (w *work) reacts(h *Handoff) bool {
	if w.actor == nil {
		return false
	}
	own := w.actor.UnitID == h.UnitID
	return slices.ContainsFunc(w.events, func(e *Event) bool {
		if e.ActorID == "" || slices.Contains([]string{"handoff.urged", "handoff.passed", "handoff.queued", "owner.given", "ticket.escalated"}, e.Kind) {
			return false
		}
		return own || e.HandoffID == h.ID && w.actor.MayIn(org.HandoffWork, h.UnitID)
	})
}

// waiting is how the clock of a handoff's unit stands.
func (w *work) waiting(h *Handoff) Waiting {
	for _, kind := range []PromiseKind{Accept, Finish} {
		p := w.promise(kind, h)
		if p == nil || !p.IsOpen() {
			continue
		}
		if p.State == Paused {
			return Waiting{Calendar: p.Calendar, PauseReason: p.Reason, ResumeAt: optional(p.ResumeAt)}
		}
		return Waiting{Calendar: p.Calendar, DueAt: optional(p.DueAt)}
	}
	return Waiting{}
}

// places are a ticket's open handoffs with how much working time their units have left.
func (b *rulebook) places(t *Ticket, at time.Time) []Place {
	if t.Places == nil {
		return []Place{}
	}
	for i := range t.Places {
		p := &t.Places[i]
		if p.Links == nil {
			p.Links = []string{}
		}
		calendar := b.calendars[p.Calendar]
		if p.DueAt == nil || calendar == nil {
			continue
		}
		left := calendar.Between(at, *p.DueAt)
		if p.DueAt.Before(at) {
			left = -calendar.Between(*p.DueAt, at)
		}
		p.LeftMinutes, p.Working = int(left.Minutes()), !calendar.AroundTheClock()
	}
	return t.Places
}
