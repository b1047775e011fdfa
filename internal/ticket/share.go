package ticket

import (
	"context"
	"slices"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Share is how everything that a person owns or works on goes to others: the tickets to colleagues, the
// handoffs to colleagues of their unit or back into its queue.
type Share struct {
	FromID  string        `json:"fromId"`
	ToIDs   []string      `json:"toIds,omitempty" doc:"Who share it evenly."`
	Queue   bool          `json:"queue,omitempty" doc:"Handoffs go back into their unit's queue. A ticket always has an owner."`
	Choices []ShareChoice `json:"choices,omitempty" doc:"Who is to get single matters, instead of by turns."`

	AbsenceID string `json:"absenceId,omitempty" doc:"The absence for which it is given over: if that says so, it comes back on return."`
}

// ShareChoice gives one matter to one person.
type ShareChoice struct {
	ID   string `json:"id" doc:"A ticket's identifier, or a handoff's."`
	ToID string `json:"toId" doc:"Empty: a handoff goes back into its unit's queue."`
}

// PreviewShare says who would get what, and what cannot be passed on and why. Nothing is changed. more tells
// that there is more than one share takes. It needs ticket.supervise, and for each matter over its unit.
func (s *Service) PreviewShare(ctx context.Context, in Share) (items []BulkItem, more bool, err error) {
	b, err := s.sharing(ctx, in)
	if err != nil {
		return nil, false, err
	}
	if items, more, err = b.held(in); err != nil {
		return nil, false, err
	}
	return items, more, b.try(items)
}

// StartShare begins a share as StartBulk does a bulk. Each receiver is told once. It needs ticket.supervise.
func (s *Service) StartShare(ctx context.Context, in Share, key string) (*Bulk, error) {
	b, err := s.sharing(ctx, in)
	if err != nil {
		return nil, err
	}
	bulk, err := b.start(key, sumOf(in), func() ([]BulkItem, error) {
		if in.AbsenceID != "" {
			if _, err := s.absenceOf(ctx, in); err != nil {
				return nil, err
			}
		}
		items, _, err := b.held(in)
		if err != nil {
			return nil, err
		}
		if len(items) == 0 {
			return nil, not("他没有要转出的工单和流转单。", "This person has nothing to pass on.")
		}
		return items, b.try(items)
	})
	if err != nil {
		return nil, err
	}
	return bulk, s.givenFor(ctx, in, bulk)
}

func (s *Service) sharing(ctx context.Context, in Share) (*bulking, error) {
	actor, err := org.Need(ctx, org.TicketSupervise)
	if err != nil {
		return nil, err
	}
	return s.sharingBy(ctx, actor, "give", in)
}

func (s *Service) sharingBy(ctx context.Context, actor *org.Actor, action string, in Share) (*bulking, error) {
	if err := store.CheckIDs("fromId", in.FromID); err != nil {
		return nil, err
	}
	if err := store.CheckIDs("toIds", in.ToIDs...); err != nil {
		return nil, err
	}
	if slices.Contains(in.ToIDs, in.FromID) {
		return nil, fault.Bad("toIds", "请选择别的同事接手。", "Choose somebody else to take over.")
	}
	b := s.newBulking(ctx, actor, BulkOrder{Action: action, StaffIDs: in.ToIDs})
	if len(in.ToIDs) > 0 {
		if err := b.toColleagues(); err != nil {
			return nil, err
		}
	}
	for _, c := range in.Choices {
		if c.ToID == "" {
			continue
		}
		if err := store.CheckIDs("choices", c.ID, c.ToID); err != nil {
			return nil, err
		}
		if p, err := b.person(c.ToID); err != nil {
			return nil, err
		} else if p != nil {
			if err := s.present(ctx, "choices", p); err != nil {
				return nil, err
			}
		}
	}
	return b, nil
}

// held gives what the person has, the most urgent first, each with who is to get it.
func (b *bulking) held(in Share) (items []BulkItem, more bool, err error) {
	var tickets []Ticket
	q := b.s.db.Read(b.ctx).NewSelect().Model(&tickets).Column("ticket.id").Where("ticket.owner_id = ?", in.FromID).Where(isActive).
		OrderExpr("ticket.due_at, ticket.id").Limit(shareMost + 1)
	if err := visible(q, b.actor).Scan(b.ctx); err != nil {
		return nil, false, err
	}
	var handoffs []Handoff
	q = b.s.db.Read(b.ctx).NewSelect().Model(&handoffs).Column("handoff.id", "handoff.ticket_id", "handoff.unit_id").
		Join("JOIN ticket ON ticket.id = handoff.ticket_id").Where("handoff.assignee_id = ?", in.FromID).Where(isOpenHandoff).
		OrderExpr("handoff.due_at, handoff.id").Limit(shareMost + 1)
	if err := visible(q, b.actor).Scan(b.ctx); err != nil {
		return nil, false, err
	}
	given := map[string]int{}
	for _, t := range tickets {
		items = append(items, BulkItem{TicketID: t.ID, FromID: in.FromID, ToID: b.next(in, t.ID, given, func(p *org.Actor) bool { return p.May(org.TicketHandle) })})
	}
	for _, h := range handoffs {
		item := BulkItem{TicketID: h.TicketID, HandoffID: h.ID, FromID: in.FromID}
		if !in.Queue || in.chosen(h.ID) != nil {
			item.ToID = b.next(in, h.ID, given, func(p *org.Actor) bool { return p.UnitID == h.UnitID && p.May(org.HandoffWork) })
		}
		items = append(items, item)
	}
	more = len(items) > shareMost
	items = items[:min(len(items), shareMost)]
	for i := range items {
		items[i].Pos = i
	}
	return items, more, nil
}

func (in *Share) chosen(id string) *ShareChoice {
	if i := slices.IndexFunc(in.Choices, func(c ShareChoice) bool { return c.ID == id }); i >= 0 {
		return &in.Choices[i]
	}
	return nil
}

// next says who is to get a matter: who was chosen, or of those who can the one who was given the fewest so far.
// Where none of the receivers can, the first is named, so that the rule says why he cannot.
func (b *bulking) next(in Share, id string, given map[string]int, can func(*org.Actor) bool) string {
	if c := in.chosen(id); c != nil {
		return c.ToID
	}
	best := ""
	for _, to := range in.ToIDs {
		if can(b.people[to]) && (best == "" || given[to] < given[best]) {
			best = to
		}
	}
	if best == "" && len(in.ToIDs) > 0 {
		return in.ToIDs[0]
	}
	given[best]++
	return best
}

// namesOf are the names of those who have and get the items.
func (s *Service) namesOf(ctx context.Context, items []BulkItem) (map[string]string, error) {
	var ids []string
	for _, i := range items {
		named := []string{i.FromID, i.ToID}
		for _, c := range i.Changes {
			if c.namesPeople() {
				named = append(append(named, c.From...), c.To...)
			}
		}
		for _, id := range named {
			if id != "" && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return s.org.Names(ctx, ids)
}
