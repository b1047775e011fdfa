package ticket

import (
	"slices"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// visible narrows a query over tickets to those that the acting person may see: what he owns, filed or is
// offered, what his units own, and what was handed to his units.
func visible(q *bun.SelectQuery, actor *org.Actor) *bun.SelectQuery {
	scopes := scopesOf(actor)
	if scopes == nil {
		return q
	}
	return q.Where("EXISTS (SELECT 1 FROM ticket_reach r WHERE r.ticket_id = ticket.id AND r.scope_id IN (?))", bun.List(scopes))
}

// fewScopes is up to how many scopes a list begins with their tickets; with more it begins with the order.
const fewScopes = 4

// listed narrows a list as visible does. Who sees few tickets has them looked up; who sees many has each
// ticket of the list looked at.
func listed(q *bun.SelectQuery, actor *org.Actor, active bool) *bun.SelectQuery {
	scopes := scopesOf(actor)
	if scopes == nil || len(scopes) > fewScopes {
		return visible(q, actor)
	}
	few := "SELECT r.ticket_id FROM ticket_reach r WHERE r.scope_id IN (?)"
	if active {
		few += " AND r.active = TRUE"
	}
	return q.Where("ticket.id IN ("+few+")", bun.List(scopes))
}

// mayHandle tells whether the acting person may do what the owner does: the owner himself, a colleague
// of the owner's unit, a supervisor over it; of a merged ticket also the desk that goes on with it. The program may.
func (w *work) mayHandle() error {
	a := w.actor
	if a == nil || a.StaffID == w.t.OwnerID && a.May(org.TicketHandle) {
		return nil
	}
	if a.UnitID == w.t.OwnerUnitID && a.May(org.TicketHandle) || a.MayIn(org.TicketSupervise, w.t.OwnerUnitID) {
		return nil
	}
	if r := w.mergedInto(); r != nil && a.UnitID == r.Data.UnitID && a.May(org.TicketHandle) {
		return nil
	}
	name := w.ownerName()
	return may("这张工单由%s负责，请联系他或他的主管。", "%s owns this ticket; ask the owner or the supervisor.", name)
}

// ownerName is read once: many rules name the owner when they refuse.
func (w *work) ownerName() string {
	if w.owner == "" {
		if names, err := w.s.org.Names(w.ctx, []string{w.t.OwnerID}); err == nil {
			w.owner = names[w.t.OwnerID]
		}
	}
	return w.owner
}

// mayWork tells whether the acting person may answer for the handoff's unit.
func (w *work) mayWork(h *Handoff) error {
	if w.actor == nil || w.actor.MayIn(org.HandoffWork, h.UnitID) {
		return nil
	}
	return may("这张流转单由%s处理，您不在该单位。", "This handoff is for %s, and you do not work there.", w.tree.Name(h.UnitID))
}

// mayTake tells whether the acting person takes part in this ticket: whoever handles it or works on one
// of its handoffs.
func (w *work) mayTakePart() error {
	if w.mayHandle() == nil {
		return nil
	}
	if slices.ContainsFunc(w.handoffs, func(h *Handoff) bool { return w.mayWork(h) == nil }) {
		return nil
	}
	if w.actor.May(org.TicketHandle) {
		return nil // any front desk may add what a customer has said to it
	}
	return may("您只能查看这张工单。", "You may only read this ticket.")
}

func (w *work) lang() lang.Code { return lang.Of(w.ctx) }

// linkNames gives the names of links in both languages, for sentences.
func (w *work) linkNames(codes []string) lang.Text {
	var t lang.Text
	for i, code := range codes {
		if i > 0 {
			t.Zh, t.En = t.Zh+"、", t.En+", "
		}
		t.Zh += w.book.LinkName(code, lang.Chinese)
		t.En += w.book.LinkName(code, lang.English)
	}
	return t
}
