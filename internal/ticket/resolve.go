package ticket

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/reason/clock"
)

// Resolution is what a ticket's end needs: the cause, the responsible link, and what was done in the
// customer's words.
type Resolution struct {
	Cause   string  `json:"cause"`
	Link    string  `json:"link"`
	Summary string  `json:"summary"`
	Version Version `json:"version,omitempty"`
}

// Resolve says that the matter is done. It is for whoever handles the ticket. It is a Conflict while a
// handoff or dispute is open or a required field is owed. A call-back to the customer is then due.
func (s *Service) Resolve(ctx context.Context, id string, in Resolution) (*Ticket, error) {
	return s.handle(ctx, id, in.Version, func(w *work) error {
		return w.resolve(in)
	})
}

func (w *work) resolve(in Resolution) error {
	if err := w.canResolve(); err != nil {
		return err
	}
	if err := w.checkResolution(&in); err != nil {
		return err
	}
	w.t.Cause, w.t.CauseLink, w.t.Summary = in.Cause, in.Link, in.Summary
	w.t.ResolvedAt, w.t.ResolvedBy, w.t.Status = w.at, w.actorID(), Resolved
	w.t.CallbackOutcome, w.t.CallbackTries, w.t.CallbackNextAt = "", 0, w.at
	w.event("ticket.resolved", Public, nil, Data{"cause": in.Cause, "link": in.Link, "summary": in.Summary})
	if err := w.stop(Respond, nil, false); err != nil {
		return err
	}
	p := w.promise(Resolve, nil)
	if p == nil || !p.IsOpen() {
		return nil
	}
	if p.State == Paused {
		if err := w.tick(p, clock.Resume, ""); err != nil {
			return err
		}
	}
	return w.pause(p, nil, "confirmation", "", time.Time{})
}

func (w *work) canResolve() error {
	if err := w.mayHandle(); err != nil {
		return err
	}
	switch w.t.Status {
	case Resolved, Confirmed:
		return not("工单已处理完毕，下一步是回访客户。", "The ticket is resolved already; the next step is to call the customer back.")
	}
	if err := w.notEnded(); err != nil {
		return err
	}
	if open := w.openHandoffs(); len(open) > 0 {
		h := open[0]
		links, left := w.linkNames(h.Links), w.left(h)
		return not("现在还不能办结：%[1]s的流转单尚未完成（%[2]s%[3]s）。", "It cannot be resolved yet: the handoff for %[4]s is not finished (%[2]s%[5]s).",
			links.Zh, w.tree.Name(h.UnitID), left.Zh, links.En, left.En)
	}
	for _, d := range w.disputes {
		if d.State == "open" {
			return not("现在还不能办结：%[1]s的责任争议等待%[2]s裁定。", "It cannot be resolved yet: the dispute about %[3]s waits for %[2]s.",
				w.book.LinkName(d.Link, lang.Chinese), w.tree.Name(d.SupervisorUnitID), w.book.LinkName(d.Link, lang.English))
		}
	}
	kind, _ := find(w.book.Kinds, w.t.Kind)
	if owed := missing(kind, w.t.Details); len(owed) > 0 {
		field, _ := find(kind.Fields, owed[0])
		return not("现在还不能办结：还缺「%[1]s」，请先补上。", "It cannot be resolved yet: “%[2]s” is missing. Fill it in first.", field.Zh, field.En)
	}
	return nil
}

// left says in words how much time a handoff's unit has.
func (w *work) left(h *Handoff) lang.Text {
	for _, kind := range []PromiseKind{Accept, Finish} {
		p := w.promise(kind, h)
		if p == nil || p.State != Running {
			continue
		}
		left := p.clock(w.book.calendars[p.Calendar]).Read(w.at).Left
		zh, en := spell(left.Abs())
		if left < 0 {
			return lang.T("，已超时 %[1]s", ", %[2]s late", zh, en)
		}
		return lang.T("，剩 %[1]s", ", %[2]s left", zh, en)
	}
	return lang.Text{}
}

func spell(d time.Duration) (zh, en string) {
	hours, minutes := int(d.Hours()), int(d.Minutes())%60
	switch {
	case hours == 0:
		return fmt.Sprintf("%d 分钟", minutes), fmt.Sprintf("%d min", minutes)
	case minutes == 0:
		return fmt.Sprintf("%d 小时", hours), fmt.Sprintf("%d h", hours)
	}
	return fmt.Sprintf("%d 小时 %d 分", hours, minutes), fmt.Sprintf("%d h %d min", hours, minutes)
}

func (w *work) checkResolution(in *Resolution) error {
	if _, ok := find(w.book.Causes, in.Cause); !ok {
		return oneOf("cause", "原因代码", "The cause code", codes(w.book.Causes))
	}
	if err := w.checkLinks("link", []string{in.Link}); err != nil || in.Link == "" {
		return fault.Bad("link", "请选择责任环节：%s。", "Choose the responsible link: %s.", strings.Join(w.linkCodes(), ", "))
	}
	if in.Summary = strings.TrimSpace(in.Summary); in.Summary == "" {
		return fault.Bad("summary", "请用客户听得懂的话写明处理结果。", "Please sum up what was done in the customer's words.")
	}
	return checkLength("summary", in.Summary)
}

func (w *work) linkCodes() []string {
	list := make([]string, len(w.links))
	for i, l := range w.links {
		list[i] = l.Link
	}
	return list
}

// The outcomes of a call-back.
const (
	OutcomeConfirmed = "confirmed"
	OutcomeRefused   = "refused"
	OutcomeUnreached = "unreached"
)

// CallBack notes what the customer says to the repair: yes, no (the loop runs again), or not reached.
// After enough documented tries the ticket may be closed. It is for whoever handles the ticket.
func (s *Service) CallBack(ctx context.Context, id, outcome, note string, version Version) (*Ticket, error) {
	return s.handle(ctx, id, version, func(w *work) error {
		if err := w.canCallBack(); err != nil {
			return err
		}
		if !slices.Contains([]string{OutcomeConfirmed, OutcomeRefused, OutcomeUnreached}, outcome) {
			return fault.Bad("outcome", "回访结果只能是 confirmed、refused 或 unreached。", "The outcome is confirmed, refused or unreached.")
		}
		if outcome == OutcomeUnreached && w.t.Status == Confirmed {
			return not("已经按规定次数联系过客户，可以办结了。", "The customer has been tried often enough; the ticket may be closed.")
		}
		return w.callBack(outcome, strings.TrimSpace(note), "phone")
	})
}

func (w *work) canCallBack() error {
	if err := w.mayHandle(); err != nil {
		return err
	}
	return w.awaitsCustomer()
}

func (w *work) awaitsCustomer() error {
	switch w.t.Status {
	case Resolved:
		return nil
	case Confirmed:
		if w.t.CallbackOutcome == OutcomeUnreached {
			return nil // the customer calls at last
		}
		return not("客户已确认，下一步是办结。", "The customer has confirmed; the next step is to close.")
	case Open, Handed:
		return not("工单还没有处理完毕，不能回访；请先填写处理结果。", "The ticket is not resolved yet, so there is nothing to call back about; resolve it first.")
	}
	return w.notEnded()
}

func (w *work) callBack(outcome, note, via string) error {
	if outcome == OutcomeUnreached {
		if note == "" {
			return fault.Bad("note", "请写明这次怎样联系客户（号码、时间、结果）。", "Please note how you tried to reach the customer.")
		}
		w.t.CallbackTries++
		w.t.CallbackNextAt = w.at.Add(time.Duration(w.rules().CallbackAgainMinutes) * time.Minute)
	}
	w.t.CallbackOutcome = outcome
	w.event("callback.tried", Internal, nil, Data{"outcome": outcome, "note": note, "tries": w.t.CallbackTries})
	switch outcome {
	case OutcomeRefused:
		return w.reopen(note)
	case OutcomeConfirmed:
		return w.confirm(via)
	}
	if w.t.CallbackTries >= w.rules().CallbackTries {
		return w.confirm("unreached")
	}
	return nil
}

// confirm ends the clock of the resolution: the customer is content, or could not be reached.
func (w *work) confirm(via string) error {
	w.t.Status, w.t.ConfirmedVia, w.t.ConfirmedAt = Confirmed, via, w.at
	w.event("ticket.confirmed", Public, nil, Data{"via": via})
	return w.stop(Resolve, nil, false)
}

// reopen runs the loop again.
func (w *work) reopen(note string) error {
	w.t.Status, w.t.ConfirmedVia, w.t.ConfirmedAt, w.t.ClosedAt = Open, "", time.Time{}, time.Time{}
	w.t.Reopened++
	w.event("ticket.reopened", Public, nil, Data{"note": note, "count": w.t.Reopened})
	w.tellOwner("ticket.reopened", nil)
	p := w.promise(Resolve, nil)
	if p == nil || p.State == Running {
		return nil
	}
	return w.resume(p, nil, bySomebody)
}

// Close ends a ticket. It is for whoever handles it, and a Conflict until the customer has confirmed or
// could not be reached often enough.
func (s *Service) Close(ctx context.Context, id string, version Version) (*Ticket, error) {
	return s.handle(ctx, id, version, func(w *work) error {
		return w.close()
	})
}

func (w *work) close() error {
	if err := w.canClose(); err != nil {
		return err
	}
	w.t.Status, w.t.ClosedAt = Closed, w.at
	w.event("ticket.closed", Public, nil, Data{"outcome": w.t.CallbackOutcome})
	return w.stop(Resolve, nil, false)
}

func (w *work) canClose() error {
	if err := w.mayHandle(); err != nil {
		return err
	}
	switch w.t.Status {
	case Confirmed:
		return nil
	case Resolved:
		left := w.rules().CallbackTries - w.t.CallbackTries
		return not("现在还不能办结：客户还没有确认修好。请先回访；联系不上的，还需记录 %d 次。", "It cannot be closed yet: the customer has not confirmed. Call back first; if he cannot be reached, %d more documented tries are needed.", left)
	case Open, Handed:
		if err := w.canResolve(); err != nil {
			return err
		}
		return not("现在还不能办结：还没有填写原因、责任环节和处理结果。", "It cannot be closed yet: cause, responsible link and result are missing.")
	}
	return w.notEnded()
}

// Cancel ends a ticket that was filed by mistake or twice, with the reason. It is for whoever handles
// the ticket, as long as no unit works on it.
func (s *Service) Cancel(ctx context.Context, id, reason string, version Version) (*Ticket, error) {
	return s.handle(ctx, id, version, func(w *work) error {
		return w.cancel(reason)
	})
}

func (w *work) cancel(reason string) error {
	if err := w.canCancel(); err != nil {
		return err
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return fault.Bad("reason", "请写明撤销原因。", "Please say why it is cancelled.")
	}
	w.t.Status, w.t.ClosedAt = Cancelled, w.at
	w.event("ticket.cancelled", Public, nil, Data{"reason": reason})
	for _, kind := range []PromiseKind{Respond, Resolve} {
		if err := w.stop(kind, nil, true); err != nil {
			return err
		}
	}
	return nil
}

func (w *work) canCancel() error {
	if err := w.mayHandle(); err != nil {
		return err
	}
	if err := w.notEnded(); err != nil {
		return err
	}
	if len(w.openHandoffs()) > 0 {
		return not("还有未完成的流转单，请先撤回再撤销工单。", "Handoffs are open; withdraw them before you cancel the ticket.")
	}
	if merged := w.absorbed(); len(merged) > 0 {
		return not("%[1]s 已并入这张工单，请先撤销那次合并。", "%[1]s was merged into this ticket; undo that merge first.", merged[0].Data.Number)
	}
	if w.t.Status != Open {
		return not("工单已处理完毕，不能撤销。", "The ticket is resolved and cannot be cancelled.")
	}
	return nil
}
