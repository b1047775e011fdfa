package ticket

import (
	"context"
	"slices"
	"strings"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
)

// Escalate brings a ticket that is stuck before the supervisors over its owner and over the units that work on it,
// with the reason. It is for everyone who takes part in the ticket, until it is resolved; while nobody has answered
// it cannot be done again.
func (s *Service) Escalate(ctx context.Context, id, reason string) (*Ticket, error) {
	if reason = strings.TrimSpace(reason); reason == "" {
		return nil, fault.Bad("reason", "请写明为什么上报。", "Please say why it is escalated.")
	}
	if err := checkLength("reason", reason); err != nil {
		return nil, err
	}
	return s.handle(ctx, id, 0, func(w *work) error {
		if err := w.canEscalate(); err != nil {
			return err
		}
		w.t.Escalation, w.t.EscalatedBy, w.t.EscalatedAt = reason, w.actorID(), w.at
		w.event("ticket.escalated", Internal, nil, Data{"text": reason})
		for _, unit := range w.unitsNow() {
			if err := w.tellSupervisors(unit, "ticket.escalated", w.lastEvent(), Data{}); err != nil {
				return err
			}
		}
		return nil
	})
}

// unitsNow are the units at which the ticket is: its owner's, and those that work on it.
func (w *work) unitsNow() []string {
	units := []string{w.t.OwnerUnitID}
	for _, h := range w.openHandoffs() {
		if !slices.Contains(units, h.UnitID) {
			units = append(units, h.UnitID)
		}
	}
	return units
}

func (w *work) canEscalate() error {
	if err := w.mayTakePart(); err != nil {
		return err
	}
	switch {
	case w.t.Status != Open && w.t.Status != Handed:
		return not("这件事已处理完毕，不用再上报。", "This matter is done; there is nothing to escalate.")
	case w.t.Escalation != "":
		return not("已经上报，主管还没有答复。", "It is escalated already, and no supervisor has answered yet.")
	}
	return nil
}

// AnswerEscalation says what a supervisor has decided on a ticket that was escalated. Its owner and who escalated it
// are told. It is for the supervisors over the owner or over a unit that works on it.
func (s *Service) AnswerEscalation(ctx context.Context, id, text string) (*Ticket, error) {
	if text = strings.TrimSpace(text); text == "" {
		return nil, fault.Bad("text", "请写明怎样处理。", "Please say what is to be done.")
	}
	if err := checkLength("text", text); err != nil {
		return nil, err
	}
	return s.handle(ctx, id, 0, func(w *work) error {
		if err := w.canAnswerEscalation(); err != nil {
			return err
		}
		by := w.t.EscalatedBy
		w.t.endEscalation()
		w.event("escalation.answered", Internal, nil, Data{"text": text})
		w.tellOwner("escalation.answered", nil)
		if by != w.t.OwnerID {
			w.tell(by, "escalation.answered", w.lastEvent(), Data{})
		}
		return nil
	})
}

func (w *work) canAnswerEscalation() error {
	if w.t.Escalation == "" {
		return not("这张工单没有上报。", "This ticket is not escalated.")
	}
	over := func(unit string) bool { return w.actor.MayIn(org.TicketSupervise, unit) }
	if w.actor != nil && !slices.ContainsFunc(w.unitsNow(), over) {
		return may("由主管答复。", "A supervisor answers it.")
	}
	return nil
}

func (t *Ticket) endEscalation() { t.Escalation, t.EscalatedBy = "", "" }

// settleEscalation ends an escalation with the matter that it was about.
func (w *work) settleEscalation() {
	if w.t.Escalation != "" && w.t.Status != Open && w.t.Status != Handed {
		w.t.endEscalation()
	}
}
