package ticket

import (
	"context"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// These conditions are written as the indexes of what is open, running and pressing have them.
const (
	isOpenHandoff = "handoff.status IN ('sent', 'accepted')"
	isPressing    = "promise.state = 'running' AND (promise.warned_at IS NOT NULL OR promise.breached_at IS NOT NULL)"
)

// anyUnit stands for whichever unit in a filter.
const anyUnit = "any"

// units are the filter's fields that name units.
func (f *Filter) units() map[string]*string {
	return map[string]*string{"ownerUnit": &f.OwnerUnit, "handoffUnit": &f.HandoffUnit, "owes": &f.Owes, "urged": &f.Urged, "disputed": &f.Disputed}
}

// spread checks the units that a filter names, and puts all below them in their place where it asks so.
func (s *Service) spread(ctx context.Context, f *Filter) error {
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return err
	}
	for name, units := range f.units() {
		if *units == "" || *units == anyUnit && (name == "urged" || name == "disputed") {
			continue
		}
		var all []string
		for id := range strings.SplitSeq(*units, ",") {
			if !store.IsID(id) {
				return fault.Bad(name, "单位标识不对。", "This is not a unit's identifier.")
			}
			if f.Below && tree.Unit(id) != nil {
				all = append(all, tree.Below(id)...)
			} else {
				all = append(all, id)
			}
		}
		*units = strings.Join(all, ",")
	}
	f.Below = false
	return nil
}

// applyNow adds the conditions about where a ticket is now, with whom, and what presses.
func (f *Filter) applyNow(ctx context.Context, q *bun.SelectQuery) (*bun.SelectQuery, error) {
	if f.OwnerUnit != "" {
		q = q.Where("ticket.owner_unit_id IN (?)", bun.List(strings.Split(f.OwnerUnit, ",")))
	}
	if f.HandoffUnit != "" {
		in := "ticket.id IN (SELECT handoff.ticket_id FROM handoff WHERE " + isOpenHandoff + " AND handoff.unit_id IN (?)"
		args := []any{bun.List(strings.Split(f.HandoffUnit, ","))}
		if f.Handoff != "" {
			in, args = in+" AND handoff.status = ?", append(args, f.Handoff)
		}
		q = q.Where(in+")", args...)
	}
	const held = "SELECT handoff.ticket_id FROM handoff WHERE " + isOpenHandoff + " AND handoff.assignee_id = ?"
	for name, id := range map[string]string{"assignee": f.Assignee, "holder": f.Holder} {
		if err := store.CheckIDs(name, id); id != "" && err != nil {
			return nil, err
		}
	}
	if f.Assignee != "" {
		q = q.Where("ticket.id IN ("+held+")", f.Assignee)
	}
	if f.Holder != "" {
		q = q.Where("ticket.id IN (SELECT own.id FROM ticket AS own WHERE own.owner_id = ? UNION ALL "+held+")", f.Holder, f.Holder)
	}
	return f.applyPressing(q, now.From(ctx)), nil
}

func (f *Filter) applyPressing(q *bun.SelectQuery, at time.Time) *bun.SelectQuery {
	if f.Owes != "" {
		where, args := isPressing+" AND promise.unit_id IN (?)", []any{bun.List(strings.Split(f.Owes, ","))}
		switch f.Late {
		case "overdue":
			where, args = where+" AND promise.due_at <= ?", append(args, at)
		case "warned":
			where, args = where+" AND promise.due_at > ?", append(args, at)
		}
		q = q.Where("ticket.id IN (SELECT promise.ticket_id FROM promise WHERE "+where+")", args...)
	}
	const byCustomers = "SELECT urged.id FROM ticket AS urged WHERE urged.urged"
	const byDesks = "SELECT handoff.ticket_id FROM handoff WHERE handoff.urged"
	switch f.Urged {
	case "":
	case anyUnit:
		q = q.Where("ticket.id IN (" + byCustomers + " UNION ALL " + byDesks + ")")
	default:
		units := bun.List(strings.Split(f.Urged, ","))
		q = q.Where("ticket.id IN ("+byCustomers+" AND urged.owner_unit_id IN (?) UNION ALL "+byDesks+" AND handoff.unit_id IN (?))", units, units)
	}
	if f.Disputed == "" {
		return q
	}
	where, args := "dispute.state = 'open'", []any{}
	if f.Disputed != anyUnit {
		units := strings.Split(f.Disputed, ",")
		parties := "own.owner_unit_id IN (?)"
		args = append(args, bun.List(units))
		for _, id := range units {
			parties, args = parties+" OR dispute.units LIKE ?", append(args, `%"`+id+`"%`)
		}
		where += " AND (" + parties + ")"
	}
	return q.Where("ticket.id IN (SELECT dispute.ticket_id FROM dispute JOIN ticket AS own ON own.id = dispute.ticket_id WHERE "+where+")", args...)
}
