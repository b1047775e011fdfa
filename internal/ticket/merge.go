package ticket

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/reason/clock"
)

// Merging is how a ticket is merged into another.
type Merging struct {
	Into          string  `json:"into" doc:"The identifier or number of the ticket that goes on."`
	Reply         string  `json:"reply,omitempty" doc:"What the customer of the merged ticket is told; needed while he still waits for a first answer."`
	OtherCustomer bool    `json:"otherCustomer,omitempty" doc:"Yes, the two are of different customers: needed then, with the reason."`
	Reason        string  `json:"reason,omitempty" doc:"Why it is one matter."`
	Version       Version `json:"version,omitempty"`
}

// Merge lets a ticket go on under another that is about the same matter. It is for whoever handles the first
// and takes part in the other. It ends without being resolved: its clocks are dropped, and where its customer
// was promised an earlier end, the other ticket takes that promise over. A Conflict while a unit works on it,
// a dispute or the customer's plea is open, or either has gone further than being worked on.
func (s *Service) Merge(ctx context.Context, id string, in Merging) (*Ticket, error) {
	w, err := s.changeBoth(ctx, id, in.Into, himself, func(w, into *work) error {
		if err := in.Version.check(w.t.Version); err != nil {
			return err
		}
		if err := w.canMergeInto(into); err != nil {
			return err
		}
		if err := w.checkMerging(into, &in); err != nil {
			return err
		}
		w.touched, into.touched = true, true
		return w.mergeInto(into, in)
	})
	if err != nil {
		return nil, err
	}
	return w.t, nil
}

func (w *work) canMerge() error {
	if err := w.canEdit(); err != nil {
		return err
	}
	if open := w.openHandoffs(); len(open) > 0 {
		return not("现在还不能合并：%[1]s还在处理这张工单，请等流转单完成，或先撤回。", "It cannot be merged yet: %[1]s still works on it. Wait for the handoff, or withdraw it first.", w.tree.Name(open[0].UnitID))
	}
	if w.t.Status != Open {
		return not("工单已处理完毕，不能合并；请回访客户后办结。", "The ticket is resolved and cannot be merged; call the customer back and close it.")
	}
	for _, d := range w.disputes {
		if d.State == "open" {
			return not("现在还不能合并：%[1]s的责任争议等待%[2]s裁定。", "It cannot be merged yet: the dispute about %[3]s waits for %[2]s.",
				w.book.LinkName(d.Link, lang.Chinese), w.tree.Name(d.SupervisorUnitID), w.book.LinkName(d.Link, lang.English))
		}
	}
	if w.t.Plea != "" {
		return not("客户认为应更优先，还没有人答复；请先答复，再合并。", "The customer disputes the priority and has no answer yet; answer him before you merge.")
	}
	return nil
}

// canMergeInto checks the ticket, the one that is to go on, and their clocks together.
func (w *work) canMergeInto(into *work) error {
	if err := w.canMerge(); err != nil {
		return err
	}
	if err := into.mayTakePart(); err != nil {
		return err
	}
	number := into.t.Number
	switch into.t.Status {
	case Merged:
		return not("%[1]s 已并入别的工单，请直接选择那一张。", "%[1]s was merged itself; choose the ticket that it was merged into.", number)
	case Closed, Cancelled:
		return not("%[1]s 已经结束，不能再并入。", "%[1]s has ended; nothing can be merged into it.", number)
	case Resolved, Confirmed:
		return not("%[1]s 已处理完毕，正在等客户确认，不能再并入：这位客户的问题是否也解决了，还没有人问过。",
			"%[1]s is resolved and waits for its customer. Nobody has asked whether this customer's matter is solved too, so it cannot be merged.", number)
	}
	owed, own := w.promise(Resolve, nil), into.promise(Resolve, nil)
	if owed == nil || owed.State != Running {
		return nil
	}
	if own == nil {
		return not("%[1]s 没有解决时限，不能把有时限的工单并入。", "%[1]s promises no resolution, so a ticket that does cannot be merged into it.", number)
	}
	if own.State != Running {
		return not("%[1]s 的时限正在暂停，合并会让这位客户也跟着等；请先恢复它的时限。", "The clock of %[1]s is paused, and this customer would have to wait with it; resume it first.", number)
	}
	return nil
}

func (w *work) checkMerging(into *work, in *Merging) error {
	in.Reply, in.Reason = strings.TrimSpace(in.Reply), strings.TrimSpace(in.Reason)
	for field, text := range map[string]string{"reply": in.Reply, "reason": in.Reason} {
		if err := checkLength(field, text); err != nil {
			return err
		}
	}
	if p := w.promise(Respond, nil); p != nil && p.IsOpen() && in.Reply == "" {
		return fault.Bad("reply", "客户还在等首次答复，请写明怎样答复他。", "The customer still waits for a first answer. Write what he is told.")
	}
	if w.t.sameCustomer(into.t) {
		return nil
	}
	if !in.OtherCustomer {
		return fault.Bad("otherCustomer", "两张工单的客户不同，请确认确实是同一件事。", "The tickets are of different customers. Confirm that it is one matter all the same.")
	}
	if in.Reason == "" {
		return fault.Bad("reason", "两张工单的客户不同，请写明为什么是同一件事。", "The tickets are of different customers. Say why it is one matter.")
	}
	return nil
}

// sameCustomer tells whether both tickets are of one customer; of strangers, whether they have one phone.
func (t *Ticket) sameCustomer(other *Ticket) bool {
	if t.CustomerID != "" || other.CustomerID != "" {
		return t.CustomerID == other.CustomerID
	}
	return t.ContactPhone != "" && t.ContactPhone == other.ContactPhone
}

func (w *work) mergeInto(into *work, in Merging) error {
	if in.Reply != "" {
		w.event("reply", Public, nil, Data{"text": in.Reply})
		if err := w.stop(Respond, nil, false); err != nil {
			return err
		}
	}
	r := &relation{TicketID: w.t.ID, Kind: relMerged, OtherID: into.t.ID, ByID: w.actorID(), At: w.at, mark: added,
		Data: mergeData{Number: w.t.Number, UnitID: into.t.OwnerUnitID}}
	if err := into.takeOver(w.promise(Resolve, nil), r, w.t.Number); err != nil {
		return err
	}
	if p := w.promise(Resolve, nil); p != nil && p.IsOpen() {
		r.Data.ResumeAt, r.Data.Note = p.ResumeAt, p.Note
		if err := w.end(p, nil, true, relMerged); err != nil {
			return err
		}
	}
	w.related, into.related = append(w.related, r), append(into.related, &relation{TicketID: r.TicketID, Kind: r.Kind, OtherID: r.OtherID, At: r.At, Data: r.Data})
	w.t.Status, w.t.ClosedAt = Merged, w.at
	w.event("ticket.merged", Public, nil, Data{"ticket": into.t.ID, "number": into.t.Number, "reason": in.Reason})
	into.event("ticket.absorbed", Internal, nil, Data{"ticket": w.t.ID, "number": w.t.Number, "subject": w.t.Subject, "text": w.t.Description, "reason": in.Reason})
	w.tell(w.t.OwnerID, "ticket.merged", w.lastEvent(), Data{"number": into.t.Number})
	if into.t.OwnerID != w.t.OwnerID {
		into.tell(into.t.OwnerID, "ticket.absorbed", into.lastEvent(), Data{"number": w.t.Number})
	}
	return into.followedBy(w)
}

// takeOver keeps what the other ticket's customer was promised, where that falls due first: the ticket's own
// resolution gives way to it.
func (w *work) takeOver(owed *Promise, r *relation, number string) error {
	own := w.promise(Resolve, nil)
	if !takesOver(owed, own) {
		return nil
	}
	if err := w.end(own, nil, true, relMerged); err != nil {
		return err
	}
	p := &Promise{ID: w.newID(), TicketID: w.t.ID, UnitID: w.t.OwnerUnitID, Kind: Resolve, Policy: owed.Policy, Calendar: owed.Calendar,
		TargetS: owed.TargetS, Warn: owed.Warn, StartedAt: owed.StartedAt, WarnedAt: owed.WarnedAt, Log: slices.Clone(owed.Log), mark: added}
	p.derive(p.clock(w.book.calendars[p.Calendar]), w.at)
	w.promises = append(w.promises, p)
	r.Data.Own, r.Data.Taken, r.Data.Copied = own.ID, p.ID, len(p.Log)
	w.event("promise.started", Internal, nil, Data{"kind": p.Kind, "policy": p.Policy, "dueAt": p.DueAt, "number": number})
	return nil
}

// takesOver tells whether a promise falls due before the one that it meets. One that is broken already has been
// counted where it was broken.
func takesOver(owed, own *Promise) bool {
	return owed != nil && owed.State == Running && owed.BreachedAt.IsZero() && owed.DueAt.Before(own.DueAt)
}

// Unmerge lets a merged ticket live again. It is for whoever handles it or goes on with it, as long as the
// ticket that it was merged into has not ended. Its clock goes on as if it had never stopped: the customer
// has waited all the while.
func (s *Service) Unmerge(ctx context.Context, id, reason string, version Version) (*Ticket, error) {
	seen, err := s.load(ctx, id, false)
	if err != nil {
		return nil, err
	}
	if err := seen.canUnmerge(); err != nil {
		return nil, err
	}
	// Who may let it live again need not see the ticket that it went to.
	w, err := s.changeBoth(ctx, id, seen.mergedInto().OtherID, program, func(w, from *work) error {
		if err := w.canUnmerge(); err != nil {
			return err
		}
		if err := version.check(w.t.Version); err != nil {
			return err
		}
		if reason = strings.TrimSpace(reason); reason == "" {
			return fault.Bad("reason", "请写明为什么撤销合并。", "Please say why the merge is undone.")
		}
		w.touched, from.touched = true, true
		return w.unmerge(from, reason)
	})
	if err != nil {
		return nil, err
	}
	return w.t, nil
}

func (w *work) canUnmerge() error {
	if err := w.mayHandle(); err != nil {
		return err
	}
	if w.t.Status != Merged {
		return not("这张工单没有被合并。", "This ticket was not merged.")
	}
	root, err := w.root()
	if err != nil {
		return err
	}
	if root.Status.Ended() {
		return not("%[1]s 已经结束，不能再撤销合并；客户还有问题时，请新建工单。", "%[1]s has ended, so the merge cannot be undone; file a new ticket if the customer still has a problem.", root.Number)
	}
	return nil
}

func (w *work) unmerge(from *work, reason string) error {
	r := w.mergedInto()
	w.t.Status, w.t.ClosedAt = Open, time.Time{}
	if err := w.goOn(r); err != nil {
		return err
	}
	theirs := from.relation(func(x *relation) bool { return x.Kind == relMerged && x.TicketID == w.t.ID })
	if err := from.giveUp(theirs); err != nil {
		return err
	}
	r.gone = true
	from.related = slices.DeleteFunc(from.related, func(x *relation) bool { return x == theirs })
	if err := w.fire(); err != nil {
		return err
	}
	if err := from.fire(); err != nil {
		return err
	}
	w.event("ticket.unmerged", Public, nil, Data{"ticket": from.t.ID, "number": from.t.Number, "reason": reason})
	from.event("ticket.released", Internal, nil, Data{"ticket": w.t.ID, "number": w.t.Number, "reason": reason})
	w.tell(w.t.OwnerID, "ticket.unmerged", w.lastEvent(), Data{"number": from.t.Number})
	if from.t.OwnerID != w.t.OwnerID {
		from.tell(from.t.OwnerID, "ticket.released", from.lastEvent(), Data{"number": w.t.Number})
	}
	return nil
}

// goOn lets the clock of the ticket's resolution go on from where the merge has stopped it. If it was paused
// then, it still is.
func (w *work) goOn(r *relation) error {
	p := w.promise(Resolve, nil)
	if p == nil || len(p.Log) < 2 || p.Log[len(p.Log)-1].Reason != relMerged {
		return nil
	}
	stop, before := p.Log[len(p.Log)-1], p.Log[len(p.Log)-2]
	if before.Kind != clock.Pause {
		return w.revive(p, nil)
	}
	if err := w.revive(p, []clock.Change{{At: stop.At, Kind: clock.Pause, Reason: before.Reason}}); err != nil {
		return err
	}
	p.ResumeAt, p.Note = r.Data.ResumeAt, r.Data.Note
	p.plan()
	return nil
}

// giveUp gives a promise that was taken over with a merged ticket back, and lets the ticket's own go on.
func (w *work) giveUp(r *relation) error {
	if r.Data.Taken == "" {
		return nil
	}
	own, taken := w.promiseOf(r.Data.Own), w.promiseOf(r.Data.Taken)
	if taken.IsOpen() {
		if err := w.end(taken, nil, true, "unmerged"); err != nil {
			return err
		}
		if err := w.revive(own, taken.Log[r.Data.Copied:len(taken.Log)-1]); err != nil {
			return err
		}
	} else if err := w.revive(own, taken.Log[r.Data.Copied:]); err != nil {
		return err
	}
	taken.State, taken.mark = Dropped, max(taken.mark, changed) // whether it was kept is no longer the question; that it was broken stays on the ticket
	if next := w.relation(func(x *relation) bool { return x.Data.Own == taken.ID }); next != nil {
		next.Data.Own, next.mark = own.ID, changed
		own.State = Dropped
	}
	return nil
}

// revive lets a promise that a merge has stopped go on as if it had not been, with what has happened meanwhile.
// The log keeps the stop and says why the time after it counts.
func (w *work) revive(p *Promise, meanwhile []clock.Change) error {
	calendar := w.book.calendars[p.Calendar]
	stop := p.Log[len(p.Log)-1]
	changes := append([]clock.Change{{At: stop.At, Kind: clock.Resume, Reason: relMerged}}, meanwhile...)
	if last := changes[len(changes)-1].Kind; last == clock.Resume { // runs: from now on it counts for itself
		changes = append(changes, clock.Change{At: w.at, Kind: clock.Pause, Reason: relMerged}, clock.Change{At: w.at, Kind: clock.Resume})
	}
	for _, c := range changes {
		if err := p.change(calendar, c.At, c.Kind, c.Reason); err != nil {
			return err
		}
	}
	if p.IsOpen() {
		w.event("promise.resumed", Internal, nil, Data{"kind": p.Kind, "automatic": false})
	}
	return nil
}

func (w *work) promiseOf(id string) *Promise {
	return w.promises[slices.IndexFunc(w.promises, func(p *Promise) bool { return p.ID == id })]
}

// MergePreview says what a merge would do.
type MergePreview struct {
	Into         RowView    `json:"into"`
	May          Lawful     `json:"may"`
	SameCustomer bool       `json:"sameCustomer" doc:"Otherwise it must be confirmed, with the reason."`
	ReplyNeeded  bool       `json:"replyNeeded" doc:"The customer still waits for a first answer."`
	DueAt        *time.Time `json:"dueAt" doc:"By when the ticket that goes on is then to be resolved."`
	Sooner       bool       `json:"sooner" doc:"That is sooner than now: it takes the merged ticket's promise over."`
	Attachments  int        `json:"attachments" doc:"Files that stay with the merged ticket and can be opened there."`
}

// PreviewMerge tells what merging a ticket into another would do, and whether it may be done. Whoever sees both
// may ask.
func (s *Service) PreviewMerge(ctx context.Context, id, into string) (*MergePreview, error) {
	w, other, err := s.loadBoth(ctx, id, into, himself)
	if err != nil {
		return nil, err
	}
	rows, err := s.rowsOf(ctx, []string{other.t.ID})
	if err != nil {
		return nil, err
	}
	views, err := s.viewRows(ctx, rows)
	if err != nil {
		return nil, err
	}
	files, err := w.attachments()
	if err != nil {
		return nil, err
	}
	v := &MergePreview{Into: views[0], May: w.answer(w.canMergeInto(other)), SameCustomer: w.t.sameCustomer(other.t), Attachments: len(files)}
	if p := w.promise(Respond, nil); p != nil && p.IsOpen() {
		v.ReplyNeeded = true
	}
	owed, own := w.promise(Resolve, nil), other.promise(Resolve, nil)
	if own != nil {
		v.DueAt = optional(own.DueAt)
		if takesOver(owed, own) {
			v.DueAt, v.Sooner = &owed.DueAt, true
		}
	}
	return v, nil
}
