package ticket

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Request is what the owner asks of units.
type Request struct {
	UnitIDs   []string `json:"unitIds"`
	Links     []string `json:"links" doc:"The links of the ticket's chain that this is about."`
	Request   string   `json:"request"`
	Checklist []string `json:"checklist,omitempty"`
	Version   Version  `json:"version,omitempty" doc:"The ticket's version that was seen."`
}

// HandOff asks one or more units at once. It is for whoever handles the ticket. It is a Conflict when
// the ticket is not being worked on, or when a unit has an open handoff for the same links already.
func (s *Service) HandOff(ctx context.Context, ticketID string, in Request) (made []*Handoff, err error) {
	_, err = s.change(ctx, ticketID, func(w *work) error {
		if err := w.canHandOff(); err != nil {
			return err
		}
		if err := in.Version.check(w.t.Version); err != nil {
			return err
		}
		made, err = w.handOff(in, handoffKind{})
		return err
	})
	return made, err
}

func (w *work) canHandOff() error {
	if err := w.mayHandle(); err != nil {
		return err
	}
	switch w.t.Status {
	case Resolved, Confirmed:
		return not("工单已处理完毕，正在等客户确认；客户说还没好时才能再转派。", "The ticket is resolved and waits for the customer; it can be handed off again when the customer says it is not repaired.")
	}
	return w.notEnded()
}

// handoffKind says how a handoff comes about, besides the owner's asking.
type handoffKind struct {
	invitedBy *Handoff // another unit asks
	binding   bool     // a supervisor has decided
}

func (w *work) handOff(in Request, kind handoffKind) ([]*Handoff, error) {
	if err := w.checkRequest(&in); err != nil {
		return nil, err
	}
	var made []*Handoff
	for _, unitID := range in.UnitIDs {
		h, err := w.send(unitID, in, kind)
		if err != nil {
			return nil, err
		}
		made = append(made, h)
	}
	w.touched = true
	return made, nil
}

func (w *work) checkRequest(in *Request) error {
	if in.Request = strings.TrimSpace(in.Request); in.Request == "" {
		return fault.Bad("request", "请写明要单位做什么。", "Please say what the unit is asked to do.")
	}
	if err := checkLength("request", in.Request); err != nil {
		return err
	}
	if len(in.UnitIDs) == 0 {
		return fault.Bad("unitIds", "请选择至少一个单位。", "Choose at least one unit.")
	}
	if err := w.checkLinks("links", in.Links); err != nil {
		return err
	}
	for i, unitID := range in.UnitIDs {
		if w.tree.Unit(unitID) == nil {
			return fault.Bad("unitIds", "没有这个单位：%s。", "There is no such unit: %s.", unitID)
		}
		if slices.Contains(in.UnitIDs[:i], unitID) {
			return fault.Bad("unitIds", "同一个单位只需选一次。", "Name each unit once.")
		}
	}
	return nil
}

func (w *work) checkLinks(field string, links []string) error {
	if len(links) == 0 {
		return fault.Bad(field, "请选择涉及的链路环节。", "Choose the links of the chain that this is about.")
	}
	for i, code := range links {
		if slices.Contains(links[:i], code) {
			return fault.Bad(field, "环节 %s 只需选一次。", "Name the link %s once.", code)
		}
		if w.link(code) == nil {
			all := make([]string, len(w.links))
			for i, l := range w.links {
				all[i] = l.Link
			}
			return fault.Bad(field, "这张工单的链路没有环节 %s，只有 %s。", "This ticket's chain has no link %s; it has %s.", code, fmt.Sprint(all))
		}
	}
	return nil
}

func (w *work) send(unitID string, in Request, kind handoffKind) (*Handoff, error) {
	for _, h := range w.openHandoffs() {
		if h.UnitID == unitID && overlaps(h.Links, in.Links) {
			return nil, not("%s已有一张未完成的流转单，可以催办或等它答复。", "%s has an open handoff for this already; urge it or wait for its answer.", w.tree.Name(unitID))
		}
	}
	h := &Handoff{ID: w.newID(), TicketID: w.t.ID, UnitID: unitID, Status: Sent, Links: in.Links, Request: in.Request, Checklist: []Check{},
		AskedBy: w.actorID(), AskedUnitID: w.actorUnit(), Invited: kind.invitedBy != nil, Binding: kind.binding,
		DueAt: never, CreatedAt: w.at, Version: 1, mark: added}
	for i, text := range in.Checklist {
		if text = strings.TrimSpace(text); text != "" {
			h.Checklist = append(h.Checklist, Check{Pos: i + 1, Text: text})
		}
	}
	w.countMove(h, kind)
	w.handoffs = append(w.handoffs, h)
	data := Data{"links": h.Links, "request": h.Request}
	name := "handoff.sent"
	if kind.binding {
		data["binding"] = true
	}
	if kind.invitedBy != nil {
		name, data["by"] = "handoff.invited", w.tree.Name(kind.invitedBy.UnitID)
	}
	w.event(name, Internal, h, data)
	if err := w.tellUnit(h, "handoff.sent", h.ID); err != nil {
		return nil, err
	}
	return h, w.start(Accept, h)
}

// countMove notes that the matter passes on, and whether it goes back to a unit that had it before.
func (w *work) countMove(h *Handoff, kind handoffKind) {
	from, name := w.t.OwnerUnitID, "sent"
	if kind.invitedBy != nil {
		from, name = kind.invitedBy.UnitID, "invited"
	}
	before := slices.ContainsFunc(w.handoffs, func(old *Handoff) bool { return old.UnitID == h.UnitID }) ||
		len(w.handoffs) > 0 && h.UnitID == w.t.OwnerUnitID
	if last := w.lastUnit(); before && last != "" && last != h.UnitID {
		from = last
	}
	back := before && from != h.UnitID
	if back {
		w.t.Bounces++
	}
	w.move(from, h.UnitID, name, back)
}

// lastUnit is the unit that ended its handoff last.
func (w *work) lastUnit() string {
	unit, at := "", time.Time{}
	for _, h := range w.handoffs {
		if h.EndedAt.After(at) {
			unit, at = h.UnitID, h.EndedAt
		}
	}
	return unit
}

func (w *work) move(from, to, kind string, back bool) {
	w.moves = append(w.moves, &Move{ID: w.newID(), TicketID: w.t.ID, FromUnitID: from, ToUnitID: to, Kind: kind, Back: back, At: w.at})
}

func overlaps(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}

func (w *work) actorID() string {
	if w.actor != nil {
		return w.actor.StaffID
	}
	return w.t.OwnerID
}

func (w *work) actorUnit() string {
	if w.actor != nil {
		return w.actor.UnitID
	}
	return w.t.OwnerUnitID
}

// onHandoff runs f on one handoff of a ticket that the acting person may see. version is the handoff's
// that he saw.
func (s *Service) onHandoff(ctx context.Context, id string, version Version, f func(w *work, h *Handoff) error) (*work, *Handoff, error) {
	ticketID, err := s.ticketOf(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	var h *Handoff
	w, err := s.changePart(ctx, ticketID, func(w *work) error {
		h = w.handoff(id)
		if err := httpx.CheckIfMatch(ctx, h.Version); err != nil {
			return err
		}
		if err := version.check(h.Version); err != nil {
			return err
		}
		w.touched = true
		if err := f(w, h); err != nil {
			return err
		}
		h.touch()
		return nil
	})
	return w, h, err
}

func errNoHandoff() error { return fault.Missing("这张流转单", "handoff") }

func (s *Service) ticketOf(ctx context.Context, handoffID string) (string, error) {
	if !store.IsID(handoffID) {
		return "", errNoHandoff()
	}
	var ticketID string
	err := s.db.Read(ctx).NewSelect().Model((*Handoff)(nil)).Column("ticket_id").Where("id = ?", handoffID).Scan(ctx, &ticketID)
	if store.None(err) {
		return "", errNoHandoff()
	}
	return ticketID, err
}

// AcceptHandoff takes a handoff for its unit: the acting person becomes its assignee and the clock to
// finish starts. It needs handoff.work for the unit.
func (s *Service) AcceptHandoff(ctx context.Context, id string, version Version) (*work, *Handoff, error) {
	return s.onHandoff(ctx, id, version, (*work).accept)
}

func (w *work) accept(h *Handoff) error {
	if err := w.canAccept(h); err != nil {
		return err
	}
	if h.Status == Accepted { // somebody had it before, and his supervisor has put it back into the unit's queue
		h.AssigneeID = w.actorID()
		w.event("handoff.assigned", Internal, h, Data{"to": h.AssigneeID, "toName": w.actorName()})
		return nil
	}
	h.Status, h.AcceptedAt, h.AssigneeID = Accepted, w.at, w.actorID()
	w.event("handoff.accepted", Internal, h, Data{})
	w.tellOwner("handoff.accepted", h)
	if err := w.stop(Accept, h, false); err != nil {
		return err
	}
	return w.start(Finish, h)
}

func (w *work) canAccept(h *Handoff) error {
	if err := w.mayWork(h); err != nil {
		return err
	}
	if h.Status == Accepted && h.AssigneeID != "" {
		return not("这张流转单已经接收。", "This handoff has been accepted already.")
	}
	return w.stillOpen(h)
}

func (w *work) stillOpen(h *Handoff) error {
	if h.IsOpen() {
		return nil
	}
	words := map[HandoffStatus][2]string{Returned: {"退回", "returned"}, Finished: {"完成", "finished"}, Withdrawn: {"撤回", "withdrawn"}}[h.Status]
	return not("这张流转单已%[1]s，不能再处理。", "This handoff was %[2]s; nothing more can be done with it.", words[0], words[1])
}

// Return gives a handoff back to the ticket's owner with a reason, a code of the catalogue or plain
// words. It needs handoff.work for the unit. What a supervisor has decided cannot be returned. The
// second return on one link opens a dispute.
func (s *Service) Return(ctx context.Context, id, reason, text string, version Version) (*work, *Handoff, error) {
	return s.onHandoff(ctx, id, version, func(w *work, h *Handoff) error {
		if err := w.giveBack(h, reason, text); err != nil {
			return err
		}
		return w.countReturns(h)
	})
}

func (w *work) giveBack(h *Handoff, reason, text string) error {
	if err := w.canReturn(h); err != nil {
		return err
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return fault.Bad("reason", "请写明退回原因。", "Please say why it is returned.")
	}
	if _, known := find(w.book.Returns, reason); !known {
		reason, text = "other", strings.TrimSpace(reason+" "+text)
	}
	h.Status, h.EndedAt, h.ReturnReason, h.ReturnText = Returned, w.at, reason, text
	w.t.Returns++
	w.move(h.UnitID, w.t.OwnerUnitID, "returned", false)
	w.event("handoff.returned", Internal, h, Data{"reason": reason, "text": text, "links": h.Links})
	w.tellOwner("handoff.returned", h)
	return w.stopBoth(h, true)
}

func (w *work) canReturn(h *Handoff) error {
	if err := w.mayWork(h); err != nil {
		return err
	}
	if h.Binding {
		return not("这张流转单由主管裁定，不能退回；如有新情况请联系主管。", "A supervisor has decided this handoff; it cannot be returned. Tell the supervisor if there is something new.")
	}
	return w.stillOpen(h)
}

func (w *work) stopBoth(h *Handoff, drop bool) error {
	if err := w.stop(Accept, h, drop); err != nil {
		return err
	}
	return w.stop(Finish, h, drop)
}

// countReturns counts a return on each link of h, and makes a dispute of a link returned too often.
func (w *work) countReturns(h *Handoff) error {
	for _, code := range h.Links {
		l := w.link(code)
		l.Returns++
		if l.mark == clean {
			l.mark = changed
		}
		if l.Returns >= w.rules().DisputeReturns && !w.disputed(code) {
			if err := w.openDispute(code); err != nil {
				return err
			}
		}
	}
	return nil
}

// Finish answers a handoff: the result, and how the links stand now. It needs handoff.work for the unit;
// a handoff not yet accepted is accepted with it.
func (s *Service) Finish(ctx context.Context, id string, in Findings) (*work, *Handoff, error) {
	return s.onHandoff(ctx, id, in.Version, func(w *work, h *Handoff) error { return w.finish(h, in) })
}

// Findings are what a unit has found and done.
type Findings struct {
	Result  string      `json:"result"`
	Links   []LinkState `json:"links,omitempty"`
	Skipped string      `json:"skipped,omitempty" doc:"Why items of the checklist were left undone; needed when some are."`
	Version Version     `json:"version,omitempty"`
}

func (w *work) finish(h *Handoff, in Findings) error {
	if err := w.canFinish(h); err != nil {
		return err
	}
	result, links := strings.TrimSpace(in.Result), in.Links
	if result == "" {
		return fault.Bad("result", "请写明处理结果。", "Please say what the result is.")
	}
	if err := checkLength("result", result); err != nil {
		return err
	}
	if err := h.checkFound(links); err != nil {
		return err
	}
	undone := h.undone()
	if len(undone) > 0 && strings.TrimSpace(in.Skipped) == "" {
		return not("检查单还有 %[1]d 项没有完成：%[2]s。请逐项勾选，或写明为何不做。",
			"Not done on the checklist (%[1]d): %[3]s. Tick what is done, or say why it was left out.",
			len(undone), strings.Join(undone, "、"), strings.Join(undone, "; "))
	}
	if len(undone) > 0 {
		h.Skipped = strings.TrimSpace(in.Skipped)
	}
	for _, l := range links {
		if err := w.setLink(l, result); err != nil {
			return err
		}
	}
	if h.Status == Sent {
		h.AcceptedAt, h.AssigneeID = w.at, w.actorID()
	}
	h.Status, h.EndedAt, h.Result = Finished, w.at, result
	if links == nil {
		links = []LinkState{}
	}
	data := Data{"result": result, "links": links}
	if h.Skipped != "" {
		data["skipped"] = h.Skipped
	}
	w.event("handoff.finished", Internal, h, data)
	w.tellOwner("handoff.finished", h)
	return w.stopBoth(h, false)
}

// checkFound allows one state for each link that the unit was asked about.
func (h *Handoff) checkFound(links []LinkState) error {
	for i, l := range links {
		if len(h.Links) > 0 && !slices.Contains(h.Links, l.Link) {
			return fault.Bad("links", "这张流转单不涉及环节 %s，请只填写 %s。", "This handoff is not about the link %s; give only %s.", l.Link, strings.Join(h.Links, ", "))
		}
		if slices.ContainsFunc(links[:i], func(before LinkState) bool { return before.Link == l.Link }) {
			return fault.Bad("links", "环节 %s 填写了两次。", "The link %s is given twice.", l.Link)
		}
	}
	return nil
}

// undone gives the items of the checklist that nobody has ticked.
func (h *Handoff) undone() []string {
	var list []string
	for _, c := range h.Checklist {
		if !c.Done {
			list = append(list, c.Text)
		}
	}
	return list
}

func (w *work) canFinish(h *Handoff) error {
	if err := w.mayWork(h); err != nil {
		return err
	}
	return w.stillOpen(h)
}
