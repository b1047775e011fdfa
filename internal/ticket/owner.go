package ticket

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Offer asks a colleague to take a ticket over. The owner stays the owner until he accepts. It is for
// whoever handles the ticket.
func (s *Service) Offer(ctx context.Context, id, staffID, reason string, version Version) (*Ticket, error) {
	return s.handle(ctx, id, version, func(w *work) error {
		if err := w.canOffer(); err != nil {
			return err
		}
		if err := store.CheckIDs("staffId", staffID); err != nil {
			return err
		}
		colleague, err := s.org.Actor(ctx, staffID)
		if err != nil {
			return err
		}
		if colleague != nil && w.tree.Away(staffID, w.at) != nil {
			return w.offerAround(colleague, reason)
		}
		return w.offer(colleague, reason)
	})
}

// offerAround offers the ticket to who stands in for a colleague who is away.
func (w *work) offerAround(away *org.Actor, reason string) error {
	other, err := w.substitute(away.StaffID, away.UnitID)
	if err != nil {
		return err
	}
	if other == nil || w.mayOwn(other) != nil {
		return w.errAway(away.Name, away.StaffID)
	}
	if err := w.offer(other, reason); err != nil {
		return err
	}
	w.events[len(w.events)-1].Data["for"] = away.Name
	return nil
}

func (w *work) offer(colleague *org.Actor, reason string) error {
	if err := w.canOffer(); err != nil {
		return err
	}
	if err := w.mayOwn(colleague); err != nil {
		return err
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return fault.Bad("reason", "请写明转交原因。", "Please say why it is offered.")
	}
	w.t.OfferedTo = colleague.StaffID
	w.event("owner.offered", Internal, nil, Data{"to": colleague.StaffID, "toName": colleague.Name, "reason": reason})
	w.tell(colleague.StaffID, "owner.offered", w.lastEvent(), Data{"reason": reason})
	return nil
}

// mayOwn tells whether a colleague can become the owner; nil is one who is disabled or does not exist.
func (w *work) mayOwn(colleague *org.Actor) error {
	switch {
	case colleague == nil || !colleague.May(org.TicketHandle):
		return fault.Bad("staffId", "请选择一位能受理工单的同事。", "Choose a colleague who can own tickets.")
	case colleague.StaffID == w.t.OwnerID:
		return fault.Bad("staffId", "%s已经是负责人。", "%s owns this ticket already.", colleague.Name)
	}
	return nil
}

func (w *work) canOffer() error { return w.canEdit() }

// AcceptOffer makes the acting person the owner of a ticket that was offered to him.
func (s *Service) AcceptOffer(ctx context.Context, id string) (*Ticket, error) {
	return s.handle(ctx, id, 0, func(w *work) error {
		return w.own()
	})
}

// own makes the acting person, to whom it is offered, the owner.
func (w *work) own() error {
	if err := w.canAnswerOffer(); err != nil {
		return err
	}
	old := w.t.OwnerID
	w.event("owner.accepted", Internal, nil, Data{"from": old, "fromName": w.ownerName()})
	w.setOwner(w.actor)
	w.tell(old, "owner.accepted", w.lastEvent(), Data{})
	return nil
}

// setOwner hands a ticket over with the promises that its owner's unit owes.
func (w *work) setOwner(to *org.Actor) {
	w.t.OwnerID, w.t.OwnerUnitID, w.t.OfferedTo, w.owner = to.StaffID, to.UnitID, "", to.Name
	for _, p := range w.promises {
		if p.HandoffID == "" && p.IsOpen() && p.UnitID != w.t.OwnerUnitID {
			p.UnitID, p.mark = w.t.OwnerUnitID, max(p.mark, changed)
		}
	}
}

func (w *work) canAnswerOffer() error {
	if w.actor == nil || w.t.OfferedTo != w.actor.StaffID {
		return not("这张工单没有转交给您。", "This ticket is not offered to you.")
	}
	return w.notEnded()
}

// DeclineOffer leaves a ticket that was offered to the acting person with its owner.
func (s *Service) DeclineOffer(ctx context.Context, id, reason string) (*Ticket, error) {
	return s.handle(ctx, id, 0, func(w *work) error {
		if err := w.canAnswerOffer(); err != nil {
			return err
		}
		w.t.OfferedTo = ""
		w.event("owner.declined", Internal, nil, Data{"reason": strings.TrimSpace(reason)})
		w.tell(w.t.OwnerID, "owner.declined", w.lastEvent(), Data{"reason": strings.TrimSpace(reason)})
		return nil
	})
}

// deskFor finds who is to own what a customer files himself: in the nearest unit, from the one that
// serves him up the tree, that has somebody at a front desk who is not away, the person with the fewest open tickets.
func (s *Service) deskFor(ctx context.Context, unitID string) (*org.Staff, error) {
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return nil, err
	}
	order := tree.Above(unitID)
	for _, unit := range fromTheTop(tree) { // then any front desk at all
		if !slices.Contains(order, unit.ID) {
			order = append(order, unit.ID)
		}
	}
	var away []org.Staff
	for _, id := range order {
		people, err := s.org.Working(ctx, org.TicketHandle, id)
		if err != nil {
			return nil, err
		}
		if there := tree.Present(people, now.From(ctx)); len(there) > 0 {
			return s.leastLoaded(ctx, there)
		}
		away = append(away, people...)
	}
	if len(away) > 0 { // better with somebody who comes back than with nobody
		return s.leastLoaded(ctx, away)
	}
	return nil, fault.New(fault.Unavailable, "现在没有前台可以受理，请拨打服务热线。", "No front desk can take this now. Please call the hotline.")
}

// fromTheTop gives all units from the root down; the centres of a level, which serve everybody, before
// its provinces.
func fromTheTop(tree *org.Tree) []org.Unit {
	units := slices.Clone(tree.Units())
	local := func(u org.Unit) int {
		if u.Kind == org.Centre {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(units, func(a, b org.Unit) int {
		return cmp.Or(len(tree.Above(a.ID))-len(tree.Above(b.ID)), local(a)-local(b))
	})
	return units
}

func (s *Service) leastLoaded(ctx context.Context, people []org.Staff) (*org.Staff, error) {
	ids := make([]string, len(people))
	for i := range people {
		ids[i] = people[i].ID
	}
	var loads []struct {
		OwnerID string
		N       int
	}
	err := s.db.Read(ctx).NewSelect().Model((*Ticket)(nil)).Column("owner_id").ColumnExpr("COUNT(*) AS n").
		Where("owner_id IN (?)", bun.List(ids)).Where(isActive).GroupExpr("owner_id").Scan(ctx, &loads)
	if err != nil {
		return nil, err
	}
	load := map[string]int{}
	for _, l := range loads {
		load[l.OwnerID] = l.N
	}
	best := slices.MinFunc(people, func(a, b org.Staff) int { return load[a.ID] - load[b.ID] })
	return &best, nil
}
