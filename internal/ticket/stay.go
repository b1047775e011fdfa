package ticket

import "time"

// where is where a ticket or handoff stands now; HandoffID is empty for the ticket itself.
type where struct {
	handoffID, stage, unitID, staffID string
}

// standing gives where the ticket and its open handoffs stand now.
func (w *work) standing() []where {
	var list []where
	desk := where{unitID: w.t.OwnerUnitID, staffID: w.t.OwnerID}
	switch w.t.Status {
	case Open:
		desk.stage = StageDesk
		if p := w.promise(Resolve, nil); p != nil && p.State == Paused {
			desk.stage = StageWait
		}
		list = append(list, desk)
	case Resolved, Confirmed:
		desk.stage = StageCallback
		list = append(list, desk)
	}
	for _, h := range w.openHandoffs() {
		at := where{h.ID, StageQueue, h.UnitID, h.AssigneeID}
		if h.Status == Accepted {
			at.stage = StageWork
			if p := w.promise(Finish, h); p != nil && p.State == Paused {
				at.stage = StageWait
			}
		}
		list = append(list, at)
	}
	return list
}

// settleStays ends the stays that no longer hold and begins those that now do.
func (w *work) settleStays() {
	standing := w.standing()
	known := make(map[where]bool, len(w.stays))
	for _, stay := range w.stays {
		if !stay.LeftAt.IsZero() {
			continue
		}
		place := where{stay.HandoffID, stay.Stage, stay.UnitID, stay.StaffID}
		if contains(standing, place) {
			known[place] = true
			continue
		}
		stay.LeftAt = w.at
		stay.Seconds = int64(w.at.Sub(stay.EnteredAt) / time.Second)
		if stay.mark == clean {
			stay.mark = changed
		}
	}
	for _, place := range standing {
		if known[place] {
			continue
		}
		w.stays = append(w.stays, &Stay{ID: w.newID(), TicketID: w.t.ID, HandoffID: place.handoffID, Stage: place.stage,
			UnitID: place.unitID, StaffID: place.staffID, EnteredAt: w.at, mark: added})
	}
}

func contains(list []where, one where) bool {
	for _, place := range list {
		if place == one {
			return true
		}
	}
	return false
}
