package ticket

import (
	"slices"
	"strings"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
)

// bulkAction is what can be done with many tickets. do alters one ticket in memory by the rules of the action
// and may read but not write: a preview does the same and saves nothing.
type bulkAction struct {
	check  func(b *bulking) error // what is wrong for all of them
	do     func(b *bulking, w *work, item *BulkItem) error
	shared bool // several people share the tickets

	reserved bool // begun by an act of its own, not by an order
}

// bulkActions are all actions by their names. Another one needs an entry here and its fields in the console.
var bulkActions = map[string]bulkAction{
	"priority": {do: func(b *bulking, w *work, _ *BulkItem) error {
		return w.setOne(Edit{Priority: &b.order.Priority})
	}},
	"category": {do: func(b *bulking, w *work, _ *BulkItem) error {
		return w.setOne(Edit{Category: &b.order.Category})
	}},
	"tag":   {check: needTags, do: func(b *bulking, w *work, _ *BulkItem) error { return w.retagOne(b.order.Tags, nil) }},
	"untag": {check: needTags, do: func(b *bulking, w *work, _ *BulkItem) error { return w.retagOne(nil, b.order.Tags) }},
	"offer": {check: (*bulking).toColleagues, shared: true, do: func(b *bulking, w *work, item *BulkItem) error {
		return w.offer(b.people[item.ToID], b.order.Text)
	}},
	"accept": {do: func(_ *bulking, w *work, _ *BulkItem) error { return w.own() }},
	"give":   {check: (*bulking).toColleagues, shared: true, do: (*bulking).pass},
	leaving:  {reserved: true, do: (*bulking).pass},
	"note": {check: needText, do: func(b *bulking, w *work, _ *BulkItem) error {
		return w.note(b.order.Text, nil)
	}},
	"urge":   {do: func(b *bulking, w *work, _ *BulkItem) error { return w.urgeAll(b.order.Text) }},
	"cancel": {check: needText, do: func(b *bulking, w *work, _ *BulkItem) error { return w.cancel(b.order.Text) }},
	"pause": {do: func(b *bulking, w *work, _ *BulkItem) error {
		return w.takeBreak(Break{Reason: b.order.Reason, Text: b.order.Text, ResumeAt: b.order.ResumeAt})
	}},
	"resume": {do: func(_ *bulking, w *work, _ *BulkItem) error { return w.endBreak() }},
}

func needText(b *bulking) error {
	if b.order.Text == "" {
		return fault.Bad("text", "请写点内容。", "Please write something.")
	}
	return nil
}

func needTags(b *bulking) error {
	if len(b.order.Tags) == 0 {
		return fault.Bad("tags", "请填写标签。", "Please write a tag.")
	}
	_, err := spellTags("tags", b.order.Tags)
	return err
}

// toColleagues reads those who are to receive the tickets.
func (b *bulking) toColleagues() error {
	if len(b.order.StaffIDs) == 0 {
		return fault.Bad("staffIds", "请选择接手的同事。", "Choose who is to take them over.")
	}
	for i, id := range b.order.StaffIDs {
		p, err := b.person(id)
		if err != nil {
			return err
		}
		if p == nil || slices.Contains(b.order.StaffIDs[:i], id) {
			return fault.Bad("staffIds", "接手的同事不存在、已停用或选了两次。", "Somebody who is to take over does not exist, is disabled or is named twice.")
		}
		if err := b.s.present(b.ctx, "staffIds", p); err != nil {
			return err
		}
	}
	return nil
}

// setOne puts one thing right, and refuses where it is so already.
func (w *work) setOne(in Edit) error {
	if err := w.canEdit(); err != nil {
		return err
	}
	n := len(w.events)
	if err := w.edit(in); err != nil {
		return err
	}
	return w.changedSince(n)
}

// retagOne puts tags on and takes others off, and refuses where it is so already.
func (w *work) retagOne(add, remove []string) error {
	n := len(w.events)
	if err := w.retag(add, remove); err != nil {
		return err
	}
	return w.changedSince(n)
}

// changedSince refuses where no event has been added to the first n.
func (w *work) changedSince(n int) error {
	if len(w.events) == n {
		return not("已经是这样，不用改。", "It is so already.")
	}
	return nil
}

// urgeAll urges every unit that works on the ticket and can be urged now.
func (w *work) urgeAll(text string) error {
	open := w.openHandoffs()
	if len(open) == 0 {
		return not("没有单位在处理，不用催办。", "No unit is working on it, so there is nobody to urge.")
	}
	var refused error
	urged := false
	for _, h := range open {
		if err := w.urge(h, text); err != nil {
			if asFault(err) == nil {
				return err
			}
			refused = err
			continue
		}
		h.touch()
		urged = true
	}
	if urged {
		return nil
	}
	return refused
}

// pass gives a ticket another owner, or one of its handoffs to somebody else of its unit or back into the
// unit's queue.
func (b *bulking) pass(w *work, item *BulkItem) error {
	to := b.people[item.ToID]
	w.leaving = b.order.Action == leaving
	if err := b.roomFor(to); err != nil {
		return err
	}
	if item.HandoffID == "" {
		return w.give(to)
	}
	h := w.handoff(item.HandoffID)
	if h == nil {
		return errNoHandoff()
	}
	defer h.touch()
	if item.ToID == "" {
		return w.putBack(h)
	}
	return w.passHandoff(h, to)
}

// give makes a colleague the owner without asking him. It is for supervisors over both units; he is told of
// all that he was given together.
func (w *work) give(to *org.Actor) error {
	if err := w.canGive(); err != nil {
		return err
	}
	if err := w.mayOwn(to); err != nil {
		return err
	}
	if !w.mayPass(to.UnitID) {
		return may("%s不在您主管的单位。", "%s does not work in a unit that you supervise.", to.Name)
	}
	w.event("owner.given", Internal, nil, Data{"from": w.t.OwnerID, "fromName": w.ownerName(), "to": to.StaffID, "toName": to.Name})
	w.setOwner(to)
	return nil
}

// mayPass tells whether the acting person may pass on what a unit has: its supervisors may and, of what somebody leaves
// behind, those who keep the unit's accounts.
func (w *work) mayPass(unitID string) bool {
	return w.actor == nil || w.actor.MayIn(org.TicketSupervise, unitID) || w.leaving && w.actor.MayIn(org.OrgManage, unitID)
}

func (w *work) canGive() error {
	if !w.mayPass(w.t.OwnerUnitID) {
		return may("只有%s的主管能改派负责人。", "Only a supervisor over %s can give it another owner.", w.tree.Name(w.t.OwnerUnitID))
	}
	return w.notEnded()
}

// passHandoff gives an accepted handoff to somebody else of its unit.
func (w *work) passHandoff(h *Handoff, to *org.Actor) error {
	if err := w.canPass(h); err != nil {
		return err
	}
	switch {
	case to == nil || to.UnitID != h.UnitID || !to.May(org.HandoffWork):
		return fault.Bad("staffId", "请选择%s的在岗员工。", "Choose someone who works at %s.", w.tree.Name(h.UnitID))
	case to.StaffID == h.AssigneeID:
		return fault.Bad("staffId", "已经由%s处理。", "%s works on it already.", to.Name)
	}
	w.event("handoff.passed", Internal, h, w.passed(h, Data{"to": to.StaffID, "toName": to.Name}))
	h.AssigneeID = to.StaffID
	return nil
}

// putBack takes an accepted handoff from who works on it: anybody of the unit may take it. Its clock runs on.
func (w *work) putBack(h *Handoff) error {
	if err := w.canPass(h); err != nil {
		return err
	}
	if h.AssigneeID == "" {
		return not("这张流转单没有人在处理。", "Nobody works on this handoff.")
	}
	w.event("handoff.queued", Internal, h, w.passed(h, Data{}))
	h.AssigneeID = ""
	return w.tellUnit(h, "handoff.sent", w.lastEvent())
}

func (w *work) passed(h *Handoff, data Data) Data {
	names, err := w.s.org.Names(w.ctx, slices.DeleteFunc([]string{h.AssigneeID}, func(id string) bool { return id == "" }))
	if err == nil {
		data["from"], data["fromName"] = h.AssigneeID, strings.TrimSpace(names[h.AssigneeID])
	}
	return data
}

func (w *work) canPass(h *Handoff) error {
	if !w.mayPass(h.UnitID) {
		return may("只有%s的主管能重新分配。", "Only a supervisor over %s can give it to somebody else.", w.tree.Name(h.UnitID))
	}
	if h.Status == Sent {
		return not("还没有人接收这张流转单。", "Nobody has accepted this handoff yet.")
	}
	return w.stillOpen(h)
}
