package ticket

import (
	"context"
	"slices"
	"strings"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store"
)

func (w *work) disputed(link string) bool {
	return slices.ContainsFunc(w.disputes, func(d *Dispute) bool { return d.Link == link && d.State == "open" })
}

// openDispute puts a link that units keep returning before the supervisor of their common parent unit.
func (w *work) openDispute(link string) error {
	var units []string
	for _, h := range w.handoffs {
		if h.Status == Returned && slices.Contains(h.Links, link) && !slices.Contains(units, h.UnitID) {
			units = append(units, h.UnitID)
		}
	}
	over, err := w.supervising(w.tree.Common(units...))
	if err != nil {
		return err
	}
	d := &Dispute{ID: w.newID(), TicketID: w.t.ID, Link: link, Units: units, SupervisorUnitID: over, State: "open", OpenedAt: w.at, mark: added}
	w.disputes = append(w.disputes, d)
	var names []string
	for _, id := range units {
		names = append(names, w.tree.Name(id))
	}
	w.event("dispute.opened", Internal, nil, Data{"link": link, "units": names, "supervisorUnit": w.tree.Name(over)})
	return w.tellSupervisors(over, "dispute.opened", d.ID, Data{"link": link})
}

// supervising gives the nearest unit from unitID up that has a supervisor; unitID itself when none has.
func (w *work) supervising(unitID string) (string, error) {
	for _, id := range w.tree.Above(unitID) {
		people, err := w.s.org.Working(w.ctx, org.TicketSupervise, id)
		if err != nil {
			return "", err
		}
		if len(people) > 0 {
			return id, nil
		}
	}
	return unitID, nil
}

// Decide settles a dispute: the unit answers for the link and gets a handoff that it cannot return. It
// is for supervisors over the unit that the dispute was put before.
func (s *Service) Decide(ctx context.Context, disputeID, unitID, text string) (*work, *Dispute, error) {
	row := &Dispute{ID: disputeID}
	if !store.IsID(disputeID) {
		return nil, nil, fault.Missing("这项争议", "dispute")
	}
	if err := s.db.Read(ctx).NewSelect().Model(row).WherePK().Scan(ctx); store.None(err) {
		return nil, nil, fault.Missing("这项争议", "dispute")
	} else if err != nil {
		return nil, nil, err
	}
	var d *Dispute
	w, err := s.change(ctx, row.TicketID, func(w *work) error {
		i := slices.IndexFunc(w.disputes, func(d *Dispute) bool { return d.ID == disputeID })
		d = w.disputes[i]
		return w.decide(d, unitID, strings.TrimSpace(text))
	})
	return w, d, err
}

func (w *work) canDecide(d *Dispute) error {
	if w.actor != nil && !w.actor.MayIn(org.TicketSupervise, d.SupervisorUnitID) {
		return may("这项争议由%s的主管裁定。", "The supervisor of %s decides this.", w.tree.Name(d.SupervisorUnitID))
	}
	if d.State != "open" {
		return not("这项争议已经裁定。", "This dispute has been decided already.")
	}
	return w.notEnded()
}

func (w *work) decide(d *Dispute, unitID, text string) error {
	if err := w.canDecide(d); err != nil {
		return err
	}
	if text == "" {
		return fault.Bad("text", "请写明裁定理由。", "Please give the reasons of the decision.")
	}
	if w.tree.Unit(unitID) == nil {
		return fault.Bad("unitId", "请选择由哪个单位负责。", "Choose the unit that is to answer.")
	}
	d.State, d.Decision, d.DecidedUnitID, d.DecidedBy, d.DecidedAt = "decided", text, unitID, w.actorID(), w.at
	if d.mark == clean {
		d.mark = changed
	}
	link := w.link(d.Link)
	link.UnitID = unitID
	if link.mark == clean {
		link.mark = changed
	}
	w.event("dispute.decided", Internal, nil, Data{"link": d.Link, "unit": w.tree.Name(unitID), "text": text})
	w.tellOwner("dispute.decided", nil)
	_, err := w.handOff(Request{UnitIDs: []string{unitID}, Links: []string{d.Link}, Request: text}, handoffKind{binding: true})
	return err
}

// Disputes lists the disputes of a state on tickets that the acting person may see, oldest first. One on a ticket that
// has ended is not open: nobody can decide it any more.
func (s *Service) Disputes(ctx context.Context, state string) ([]DisputeRow, error) {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return nil, err
	}
	var rows []DisputeRow
	q := s.db.Read(ctx).NewSelect().Model(&rows).ColumnExpr("dispute.*, ticket.number, ticket.subject, ticket.status, ticket.owner_unit_id").
		Join("JOIN ticket ON ticket.id = dispute.ticket_id").OrderExpr("dispute.opened_at, dispute.id").Limit(200)
	if state != "" {
		q = q.Where("dispute.state = ?", state)
	}
	if state == "open" {
		q = q.Where(isActive)
	}
	return rows, visible(q, actor).Scan(ctx)
}

// DisputeRow is a dispute with the ticket it is about.
type DisputeRow struct {
	Dispute `bun:",extend"`

	Number      string `bun:",scanonly"`
	Subject     string `bun:",scanonly"`
	Status      Status `bun:",scanonly"`
	OwnerUnitID string `bun:",scanonly"`
}
