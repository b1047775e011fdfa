package ticket

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
)

// Urge reminds the unit of a handoff. It is for whoever handles the ticket. It is a Conflict when the
// unit was urged less than the rule's interval ago, or has answered already.
func (s *Service) Urge(ctx context.Context, id, text string) (*work, *Handoff, error) {
	return s.onHandoff(ctx, id, 0, func(w *work, h *Handoff) error {
		return w.urge(h, text)
	})
}

func (w *work) urge(h *Handoff, text string) error {
	if err := w.canUrge(h); err != nil {
		return err
	}
	h.Urges++
	h.LastUrgedAt, h.Urged = w.at, true
	w.event("handoff.urged", Internal, h, Data{"count": h.Urges, "text": strings.TrimSpace(text)})
	return w.tellUnit(h, "handoff.urged", w.lastEvent())
}

func (w *work) canUrge(h *Handoff) error {
	if err := w.mayHandle(); err != nil {
		return err
	}
	if err := w.stillOpen(h); err != nil {
		return err
	}
	gap := w.urgeGap()
	if wait := gap - w.at.Sub(h.LastUrgedAt); !h.LastUrgedAt.IsZero() && wait > 0 {
		return not("%[1]d 分钟内只能催办一次，请在 %[2]d 分钟后再催。", "A unit can be urged once in %d minutes; try again in %d.",
			int(gap.Minutes()), int(wait.Minutes())+1)
	}
	return nil
}

// Invite lets the unit of a handoff ask another unit beside it. It needs handoff.work for the inviting
// unit. Both report to the ticket's owner.
func (s *Service) Invite(ctx context.Context, id string, in Request) (*work, *Handoff, error) {
	var invited *Handoff
	w, _, err := s.onHandoff(ctx, id, 0, func(w *work, h *Handoff) error {
		if err := w.canInvite(h); err != nil {
			return err
		}
		if slices.Contains(in.UnitIDs, h.UnitID) {
			return fault.Bad("unitId", "请选择另一个单位。", "Choose another unit.")
		}
		if len(in.Links) == 0 {
			in.Links = h.Links
		}
		made, err := w.handOff(in, handoffKind{invitedBy: h})
		if err != nil {
			return err
		}
		invited = made[0]
		return nil
	})
	return w, invited, err
}

func (w *work) canInvite(h *Handoff) error {
	if err := w.mayWork(h); err != nil {
		return err
	}
	if h.Status == Sent {
		return not("请先接收流转单，再邀请其他单位。", "Accept the handoff first, then invite another unit.")
	}
	return w.stillOpen(h)
}

// Withdraw takes a handoff back. It is for whoever handles the ticket.
func (s *Service) Withdraw(ctx context.Context, id, reason string) (*work, *Handoff, error) {
	return s.onHandoff(ctx, id, 0, func(w *work, h *Handoff) error {
		if err := w.canWithdraw(h); err != nil {
			return err
		}
		if reason = strings.TrimSpace(reason); reason == "" {
			return fault.Bad("reason", "请写明撤回原因。", "Please say why it is withdrawn.")
		}
		h.Status, h.EndedAt = Withdrawn, w.at
		w.event("handoff.withdrawn", Internal, h, Data{"reason": reason})
		if err := w.tellUnit(h, "handoff.withdrawn", h.ID); err != nil {
			return err
		}
		return w.stopBoth(h, true)
	})
}

func (w *work) canWithdraw(h *Handoff) error {
	if err := w.mayHandle(); err != nil {
		return err
	}
	return w.stillOpen(h)
}

// Assign gives a handoff to a person of its unit; while he is away, to who stands in for him. It needs handoff.work for
// the unit.
func (s *Service) Assign(ctx context.Context, id, staffID string) (*work, *Handoff, error) {
	return s.onHandoff(ctx, id, 0, func(w *work, h *Handoff) error {
		if err := w.canAssign(h); err != nil {
			return err
		}
		p, err := s.org.Staff(ctx, staffID)
		if err != nil || p.UnitID != h.UnitID || p.Disabled {
			return fault.Bad("staffId", "请选择%s的在岗员工。", "Choose someone who works at %s.", w.tree.Name(h.UnitID))
		}
		return w.assignTo(h, p)
	})
}

// assignTo gives a handoff to a person or, while he is away, to his substitute, who must be of the unit as well.
func (w *work) assignTo(h *Handoff, p *org.Staff) error {
	if w.takes(p.ID, h.UnitID) == p.ID {
		if err := w.roomForOne(p.ID, p.UnitID); err != nil && p.ID != h.AssigneeID && p.ID != w.actorID() {
			return err
		}
		w.assign(h, p)
		return nil
	}
	other, err := w.substitute(p.ID, h.UnitID)
	if err != nil {
		return err
	}
	if other == nil || other.UnitID != h.UnitID || !other.MayIn(org.HandoffWork, h.UnitID) {
		return w.errAway(p.Name, p.ID)
	}
	w.assign(h, &org.Staff{ID: other.StaffID, Name: other.Name})
	w.events[len(w.events)-1].Data["for"] = p.Name
	return nil
}

func (w *work) assign(h *Handoff, p *org.Staff) {
	h.AssigneeID = p.ID
	w.event("handoff.assigned", Internal, h, Data{"to": p.ID, "toName": p.Name})
	w.tell(p.ID, "handoff.assigned", w.lastEvent(), Data{"unit": w.tree.Name(h.UnitID)})
}

func (w *work) canAssign(h *Handoff) error {
	if err := w.mayWork(h); err != nil {
		return err
	}
	if h.Status == Sent {
		return not("请先接收流转单，再指定处理人。", "Accept the handoff first, then assign it.")
	}
	return w.stillOpen(h)
}

// Tick marks an item of a handoff's checklist as done or not. It needs handoff.work for the unit.
func (s *Service) Tick(ctx context.Context, id string, pos int, done bool) (*work, *Handoff, error) {
	return s.onHandoff(ctx, id, 0, func(w *work, h *Handoff) error {
		if err := w.canFinish(h); err != nil {
			return err
		}
		i := slices.IndexFunc(h.Checklist, func(c Check) bool { return c.Pos == pos })
		if i < 0 {
			return fault.Bad("pos", "检查单没有第 %d 项。", "The checklist has no item %d.", pos)
		}
		h.Checklist[i].Done, h.Checklist[i].By, h.Checklist[i].At = done, w.actorName(), w.at
		w.event("handoff.checked", Internal, h, Data{"text": h.Checklist[i].Text, "done": done})
		return nil
	})
}

func (w *work) actorName() string {
	if w.actor != nil {
		return w.actor.Name
	}
	return w.who
}

// Break is a pause of a clock: a reason of the catalogue, and when it is to go on by itself.
type Break struct {
	Reason   string    `json:"reason"`
	Text     string    `json:"text,omitempty"`
	ResumeAt time.Time `json:"resumeAt,omitzero"`
	Version  Version   `json:"version,omitempty"`
}

func (w *work) checkBreak(in Break) error {
	reason, err := w.pauseReason(in.Reason)
	if err != nil {
		return err
	}
	if in.ResumeAt.IsZero() && !reason.Undated {
		return fault.Bad("resumeAt", "请选择时限什么时候自动恢复。", "Choose when the clock goes on by itself.")
	}
	if !in.ResumeAt.IsZero() && !in.ResumeAt.After(w.at) {
		return fault.Bad("resumeAt", "恢复时间应在现在之后。", "The time to resume lies in the past.")
	}
	return nil
}

// PauseHandoff stops the clock of a unit's answer for a reason. It needs handoff.work for the unit.
func (s *Service) PauseHandoff(ctx context.Context, id string, in Break) (*work, *Handoff, error) {
	return s.onHandoff(ctx, id, in.Version, func(w *work, h *Handoff) error {
		if err := w.canPauseHandoff(h); err != nil {
			return err
		}
		if err := w.checkBreak(in); err != nil {
			return err
		}
		return w.pause(w.promise(Finish, h), h, in.Reason, in.Text, in.ResumeAt)
	})
}

func (w *work) canPauseHandoff(h *Handoff) error {
	if err := w.mayWork(h); err != nil {
		return err
	}
	if h.Status == Sent {
		return not("请先接收流转单，再暂停时限。", "Accept the handoff first, then pause its clock.")
	}
	if err := w.stillOpen(h); err != nil {
		return err
	}
	if p := w.promise(Finish, h); p == nil || p.State != Running {
		return not("时限没有在走，无需暂停。", "The clock is not running.")
	}
	return nil
}

// ResumeHandoff lets the clock of a unit's answer go on. It needs handoff.work for the unit.
func (s *Service) ResumeHandoff(ctx context.Context, id string) (*work, *Handoff, error) {
	return s.onHandoff(ctx, id, 0, func(w *work, h *Handoff) error {
		if err := w.canResumeHandoff(h); err != nil {
			return err
		}
		return w.resume(w.promise(Finish, h), h, bySomebody)
	})
}

func (w *work) canResumeHandoff(h *Handoff) error {
	if err := w.mayWork(h); err != nil {
		return err
	}
	if p := w.promise(Finish, h); p == nil || p.State != Paused || !h.IsOpen() {
		return not("时限没有暂停。", "The clock is not paused.")
	}
	return nil
}

// Pause stops the clock of the resolution for a reason. It is for whoever handles the ticket.
func (s *Service) Pause(ctx context.Context, id string, in Break) (*Ticket, error) {
	return s.handle(ctx, id, in.Version, func(w *work) error {
		return w.takeBreak(in)
	})
}

func (w *work) takeBreak(in Break) error {
	if err := w.canPause(); err != nil {
		return err
	}
	if err := w.checkBreak(in); err != nil {
		return err
	}
	return w.pause(w.promise(Resolve, nil), nil, in.Reason, in.Text, in.ResumeAt)
}

func (w *work) canPause() error {
	if err := w.canEdit(); err != nil {
		return err
	}
	if p := w.promise(Resolve, nil); p == nil || p.State != Running {
		return not("时限没有在走，无需暂停。", "The clock is not running.")
	}
	return nil
}

// Resume lets the clock of the resolution go on. It is for whoever handles the ticket.
func (s *Service) Resume(ctx context.Context, id string) (*Ticket, error) {
	return s.handle(ctx, id, 0, func(w *work) error {
		return w.endBreak()
	})
}

func (w *work) endBreak() error {
	if err := w.canResume(); err != nil {
		return err
	}
	return w.resume(w.promise(Resolve, nil), nil, bySomebody)
}

func (w *work) canResume() error {
	if err := w.canEdit(); err != nil {
		return err
	}
	if p := w.promise(Resolve, nil); p == nil || p.State != Paused || p.Reason == "confirmation" {
		return not("时限没有暂停。", "The clock is not paused.")
	}
	return nil
}

// handle runs f on a ticket; version is the ticket's that the person saw.
func (s *Service) handle(ctx context.Context, id string, version Version, f func(w *work) error) (*Ticket, error) {
	w, err := s.change(ctx, id, func(w *work) error {
		if err := version.check(w.t.Version); err != nil {
			return err
		}
		w.touched = true
		return f(w)
	})
	if err != nil {
		return nil, err
	}
	return w.t, nil
}
