package ticket

import (
	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/fault"
)

// complaint is the kind of a ticket that complains.
const complaint = "complaint"

// tieTo relates a new ticket to one that it is about, which says so too. Of a complaint its owner is told, and the
// supervisors over him. The ticket may have ended: people complain of what is over.
func (s *Service) tieTo(w *work, tx bun.Tx, aboutID string) error {
	old, err := s.load(w.ctx, aboutID, true)
	if fault.Is(err, fault.NotFound) {
		return fault.Bad("aboutId", "没有这张工单，或您看不到它。", "There is no such ticket, or you cannot see it.")
	}
	if err != nil {
		return err
	}
	if err := old.fire(); err != nil {
		return err
	}
	w.relate(relAbout, old)
	data := Data{"ticket": w.t.ID, "number": w.t.Number, "subject": w.t.Subject}
	if w.t.Kind != complaint {
		old.event("ticket.continued", Internal, nil, data)
		return old.save(tx)
	}
	old.event("ticket.complained", Internal, nil, data)
	old.tellOwner("ticket.complained", nil)
	if err := old.tellSupervisors(old.t.OwnerUnitID, "ticket.complained", old.lastEvent(), Data{}); err != nil {
		return err
	}
	return old.save(tx)
}
