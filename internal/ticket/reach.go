package ticket

import (
	"slices"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// reach says that the people of a unit, or a member of staff, may see a ticket. It repeats what lists are
// sorted by, so that a unit's list is read from one index.
type reach struct {
	bun.BaseModel `bun:"table:ticket_reach"`

	TicketID string `bun:",pk"`
	ScopeID  string `bun:",pk"`
	Active   bool
	DueAt    time.Time
}

// reachState is all that the rows of a ticket's reach say.
type reachState struct {
	scopes []string
	active bool
	dueAt  time.Time
}

// reachOf finds who has to do with the ticket: its owner, whom it is offered to, who filed it, the owner's
// unit, every unit that has had a handoff of it and, once merged, the unit that goes on with it.
func (w *work) reachOf() reachState {
	scopes := []string{w.t.OwnerID, w.t.OwnerUnitID}
	for _, id := range []string{w.t.OfferedTo, w.t.CreatedBy} {
		if id != "" {
			scopes = append(scopes, id)
		}
	}
	for _, h := range w.handoffs {
		scopes = append(scopes, h.UnitID)
	}
	if r := w.mergedInto(); r != nil {
		scopes = append(scopes, r.Data.UnitID)
	}
	slices.Sort(scopes)
	return reachState{slices.Compact(scopes), !w.t.Status.Ended(), w.t.DueAt}
}

// saveReach writes what differs from when the ticket was read.
func (w *work) saveReach(tx bun.Tx, batch *store.Batch) {
	before, after := w.reached, w.reachOf()
	var gone []string
	for _, id := range before.scopes {
		if !slices.Contains(after.scopes, id) {
			gone = append(gone, id)
		}
	}
	if len(gone) > 0 {
		batch.Add(tx.NewDelete().Model((*reach)(nil)).Where("ticket_id = ? AND scope_id IN (?)", w.t.ID, bun.List(gone)))
	}
	if len(before.scopes) > len(gone) && (before.active != after.active || !before.dueAt.Equal(after.dueAt)) {
		batch.Add(tx.NewUpdate().Model((*reach)(nil)).Set("active = ?", after.active).Set("due_at = ?", after.dueAt).
			Where("ticket_id = ?", w.t.ID))
	}
	var more []*reach
	for _, id := range after.scopes {
		if !slices.Contains(before.scopes, id) {
			more = append(more, &reach{TicketID: w.t.ID, ScopeID: id, Active: after.active, DueAt: after.dueAt})
		}
	}
	w.reached = after
	insert(tx, batch, more)
}

// scopesOf are the scopes under which the acting person sees tickets; nil when he sees all.
func scopesOf(actor *org.Actor) []string {
	reach := actor.Reach(org.TicketRead)
	if reach.All {
		return nil
	}
	return append(slices.Clone(reach.Units), actor.StaffID)
}
