package ticket

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/live"
)

// Presence is who else has a ticket open, and who of them is writing.
type Presence struct {
	TicketID string         `json:"ticketId"`
	Others   []live.Present `json:"others"`
}

// PresenceOf gives who has a ticket open beside somebody.
func PresenceOf(bus *live.Bus, ticketID string, actor *org.Actor) Presence {
	others := slices.DeleteFunc(bus.Seated(ticketID), func(p live.Present) bool { return p.ID == actor.StaffID })
	return Presence{ticketID, others}
}

// Present says that the acting person has a ticket open in a window and what he does there: view, note,
// reply, or leave. It gives who else has. It is to be repeated every few seconds; who is not heard of is
// gone. Nothing of it is kept. Whoever does not see the ticket gets NotFound, who asks too often TooMany.
func (s *Service) Present(ctx context.Context, ticketID, window, doing string) (Presence, error) {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return Presence{}, err
	}
	if !s.pace.allows(actor.StaffID, time.Now()) {
		f := fault.New(fault.TooMany, "请求太频繁，请稍后再试。", "Too many requests. Please wait a moment.")
		f.Retry = paceOver
		return Presence{}, f
	}
	if err := s.mustSee(ctx, actor, ticketID); err != nil {
		return Presence{}, err
	}
	if doing == "leave" {
		doing = ""
	}
	s.bus.Sit(live.Seat{Thing: ticketID, Window: actor.StaffID + "/" + window, StaffID: actor.StaffID, Name: actor.Name, Doing: doing})
	return PresenceOf(s.bus, ticketID, actor), nil
}

const (
	paceMost = 40 // words of one person within paceOver, over all his windows
	paceOver = 10 * time.Second
)

// pace counts how often somebody speaks. Each replica counts for itself.
type pace struct {
	mu    sync.Mutex
	since time.Time
	count map[string]int
}

func (p *pace) allows(who string, at time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if at.Sub(p.since) >= paceOver {
		p.since, p.count = at, map[string]int{}
	}
	p.count[who]++
	return p.count[who] <= paceMost
}
