package demo

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/xingfu/xingfu/internal/demo/story"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/ticket"
)

// playing is a ticket of the plan while it is played.
type playing struct {
	id, number, code string
	owner            string            // log-in name
	handoffs         map[string]string // the last handoff of each unit, by its key
}

func (p *player) playMoment(ctx context.Context, m moment) error {
	plan := &p.plan.Tickets[m.ticket]
	if m.mark != nil {
		if err := p.playMark(ctx, &p.tickets[m.ticket], m.mark); err != nil {
			return fmt.Errorf("ticket %d %q, %s by %s: %w", m.ticket, plan.Subject, m.mark.Do, m.mark.By, err)
		}
		return nil
	}
	if m.step < 0 {
		if err := p.file(ctx, plan, &p.tickets[m.ticket]); err != nil {
			return fmt.Errorf("ticket %d %q: %w", m.ticket, plan.Subject, err)
		}
		return nil
	}
	step := &plan.Steps[m.step]
	if err := p.play(ctx, &p.tickets[m.ticket], step); err != nil {
		return fmt.Errorf("ticket %d %q, step %d %s by %s: %w", m.ticket, plan.Subject, m.step, step.Do, step.By, err)
	}
	return nil
}

func (p *player) file(ctx context.Context, plan *story.Ticket, t *playing) error {
	in := ticket.Intake{Kind: plan.Kind, Category: plan.Category, Channel: plan.Channel, Subject: plan.Subject, Description: plan.Description,
		Priority: plan.Priority, Details: plan.Details}
	t.handoffs = map[string]string{}
	var made *ticket.Ticket
	var err error
	if plan.By == "" {
		made, err = p.report(ctx, plan, in)
	} else {
		if plan.Customer >= 0 {
			k := p.customers[plan.Customer]
			in.CustomerID, in.ContactID, in.TerminalID = k.id, pick(k.contacts, plan.Contact), pick(k.terminals, plan.Terminal)
		}
		made, err = p.Tickets.File(p.as(ctx, plan.By), in, "")
	}
	if err != nil {
		return err
	}
	t.id, t.number, t.code, t.owner = made.ID, made.Number, made.Code, p.loginOf(made.OwnerID)
	return nil
}

// report files what a customer reports himself, known by his phone and terminal.
func (p *player) report(ctx context.Context, plan *story.Ticket, in ticket.Intake) (*ticket.Ticket, error) {
	r := ticket.Report{Intake: in}
	if plan.Customer >= 0 {
		c := p.plan.Customers[plan.Customer]
		if plan.Contact >= 0 && plan.Contact < len(c.Contacts) {
			r.ContactName, r.ContactPhone = c.Contacts[plan.Contact].Name, c.Contacts[plan.Contact].Phone
		}
		if plan.Terminal >= 0 && plan.Terminal < len(c.Terminals) {
			r.TerminalNumber = c.Terminals[plan.Terminal].Number
		}
	}
	return p.Tickets.FileReport(ctx, r, "")
}

func (p *player) loginOf(staffID string) string {
	for login, a := range p.actors {
		if a.StaffID == staffID {
			return login
		}
	}
	return ""
}

func (p *player) as(ctx context.Context, login string) context.Context {
	return org.With(ctx, p.actors[login])
}

// place is where the demo's customers come from, for the throttle.
const place = "demo"

func (p *player) play(ctx context.Context, t *playing, s *story.Step) error {
	if s.By == "customer" {
		return p.playCustomer(ctx, t, s)
	}
	by := s.By
	if by == "owner" || by == "" {
		by = t.owner
	}
	if p.actors[by] == nil {
		return fmt.Errorf("nobody has the log-in %q", by)
	}
	ctx = p.as(ctx, by)
	if act, ok := handoffActs[s.Do]; ok {
		return act(p, ctx, t, s)
	}
	act, ok := ticketActs[s.Do]
	if !ok {
		return fmt.Errorf("nothing is known of %q", s.Do)
	}
	if err := act(p, ctx, t, s); err != nil {
		return err
	}
	if s.Do == "accept-offer" {
		t.owner = by
	}
	return nil
}

func (p *player) playCustomer(ctx context.Context, t *playing, s *story.Step) error {
	var err error
	switch s.Do {
	case "message":
		_, err = p.Tickets.Say(ctx, t.number, t.code, place, s.Text)
	case "customer-urge":
		_, err = p.Tickets.Hurry(ctx, t.number, t.code, place)
	case "callback":
		_, err = p.Tickets.Answer(ctx, t.number, t.code, place, s.Code == ticket.OutcomeConfirmed, s.Text)
	case "rate":
		_, err = p.Tickets.Rate(ctx, t.number, t.code, place, s.Score, s.Text)
	default:
		err = fmt.Errorf("a customer does not %q", s.Do)
	}
	return err
}

type act func(p *player, ctx context.Context, t *playing, s *story.Step) error

var ticketActs = map[string]act{
	"reply": func(p *player, ctx context.Context, t *playing, s *story.Step) error {
		_, err := p.Tickets.ReplyOnce(ctx, t.id, ticket.NewReply{Text: s.Text, Confirmed: true}, "")
		return err
	},
	"note": func(p *player, ctx context.Context, t *playing, s *story.Step) error {
		_, err := p.Tickets.Note(ctx, t.id, s.Text)
		return err
	},
	"offer": func(p *player, ctx context.Context, t *playing, s *story.Step) error {
		_, err := p.Tickets.Offer(ctx, t.id, p.actors[s.To].StaffID, s.Text, 0)
		return err
	},
	"accept-offer": func(p *player, ctx context.Context, t *playing, _ *story.Step) error {
		_, err := p.Tickets.AcceptOffer(ctx, t.id)
		return err
	},
	"decline-offer": func(p *player, ctx context.Context, t *playing, s *story.Step) error {
		_, err := p.Tickets.DeclineOffer(ctx, t.id, s.Text)
		return err
	},
	"handoff": (*player).handOff,
	"link": func(p *player, ctx context.Context, t *playing, s *story.Step) error {
		_, err := p.Tickets.SetLink(ctx, t.id, ticket.LinkState{Link: s.Code, State: s.States[s.Code]}, s.Text, 0)
		return err
	},
	"decide": (*player).decide,
	"resolve": func(p *player, ctx context.Context, t *playing, s *story.Step) error {
		_, err := p.Tickets.Resolve(ctx, t.id, ticket.Resolution{Cause: s.Code, Link: s.Links[0], Summary: s.Text})
		return err
	},
	"callback": func(p *player, ctx context.Context, t *playing, s *story.Step) error {
		_, err := p.Tickets.CallBack(ctx, t.id, s.Code, s.Text, 0)
		return err
	},
	"close": func(p *player, ctx context.Context, t *playing, _ *story.Step) error {
		_, err := p.Tickets.Close(ctx, t.id, 0)
		return err
	},
	"merge": func(p *player, ctx context.Context, t *playing, s *story.Step) error {
		_, err := p.Tickets.Merge(ctx, t.id, ticket.Merging{Into: p.tickets[s.Into].id, Reason: s.Text})
		return err
	},
	"cancel": func(p *player, ctx context.Context, t *playing, s *story.Step) error {
		_, err := p.Tickets.Cancel(ctx, t.id, s.Text, 0)
		return err
	},
	"pause": func(p *player, ctx context.Context, t *playing, s *story.Step) error {
		if s.Unit != "" {
			_, _, err := p.Tickets.PauseHandoff(ctx, t.handoffs[s.Unit], pauseOf(ctx, s))
			return err
		}
		_, err := p.Tickets.Pause(ctx, t.id, pauseOf(ctx, s))
		return err
	},
	"resume": func(p *player, ctx context.Context, t *playing, s *story.Step) error {
		if s.Unit != "" {
			_, _, err := p.Tickets.ResumeHandoff(ctx, t.handoffs[s.Unit])
			return err
		}
		_, err := p.Tickets.Resume(ctx, t.id)
		return err
	},
}

// playMark puts on a ticket what somebody puts there beside its course.
func (p *player) playMark(ctx context.Context, t *playing, m *story.Mark) error {
	by := m.By
	if by == "owner" {
		by = t.owner
	}
	ctx = p.as(ctx, by)
	switch m.Do {
	case "tag":
		_, err := p.Tickets.Tag(ctx, t.id, m.Words, nil)
		return err
	case "watch":
		return p.Tickets.WatchTicket(ctx, t.id)
	case "split":
		_, err := p.Tickets.Split(ctx, t.id, ticket.Splitting{Kind: m.Kind, Category: m.Category, Subject: m.Subject, Description: m.Text}, "")
		return err
	}
	return fmt.Errorf("nothing is known of %q", m.Do)
}

// pauseOf is a step's pause; a time to resume that is not after it counts as none.
func pauseOf(ctx context.Context, s *story.Step) ticket.Break {
	until := s.Until
	if !until.After(now.From(ctx)) {
		until = time.Time{}
	}
	return ticket.Break{Reason: s.Code, Text: s.Text, ResumeAt: until}
}

var handoffActs = map[string]act{
	"accept": func(p *player, ctx context.Context, t *playing, s *story.Step) error {
		_, _, err := p.Tickets.AcceptHandoff(ctx, t.handoffs[s.Unit], 0)
		return err
	},
	"check": func(p *player, ctx context.Context, t *playing, s *story.Step) error {
		pos, err := strconv.Atoi(s.Code)
		if err != nil {
			return err
		}
		_, _, err = p.Tickets.Tick(ctx, t.handoffs[s.Unit], pos, true)
		return err
	},
	"return": func(p *player, ctx context.Context, t *playing, s *story.Step) error {
		_, _, err := p.Tickets.Return(ctx, t.handoffs[s.Unit], s.Code, s.Text, 0)
		return err
	},
	"urge": func(p *player, ctx context.Context, t *playing, s *story.Step) error {
		_, _, err := p.Tickets.Urge(ctx, t.handoffs[s.Unit], s.Text)
		return err
	},
	"invite": func(p *player, ctx context.Context, t *playing, s *story.Step) error {
		_, invited, err := p.Tickets.Invite(ctx, t.handoffs[s.Unit], ticket.Request{UnitIDs: []string{p.units[s.To]}, Links: s.Links, Request: s.Text})
		if err == nil {
			t.handoffs[s.To] = invited.ID
		}
		return err
	},
	"finish": func(p *player, ctx context.Context, t *playing, s *story.Step) error {
		var links []ticket.LinkState
		for _, link := range slices.Sorted(maps.Keys(s.States)) {
			links = append(links, ticket.LinkState{Link: link, State: s.States[link]})
		}
		_, _, err := p.Tickets.Finish(ctx, t.handoffs[s.Unit], ticket.Findings{Result: s.Text, Links: links, Skipped: "其余项目与这次的情况无关"})
		return err
	},
}

func (p *player) handOff(ctx context.Context, t *playing, s *story.Step) error {
	in := ticket.Request{Links: s.Links, Request: s.Text, Checklist: s.Checklist}
	for _, key := range s.Units {
		in.UnitIDs = append(in.UnitIDs, p.units[key])
	}
	made, err := p.Tickets.HandOff(ctx, t.id, in)
	if err != nil {
		return err
	}
	for i, key := range s.Units {
		t.handoffs[key] = made[i].ID
	}
	return nil
}

// decide settles the open dispute about a link; the unit's binding handoff goes on from there.
func (p *player) decide(ctx context.Context, t *playing, s *story.Step) error {
	view, err := p.Tickets.Get(ctx, t.id)
	if err != nil {
		return err
	}
	for _, d := range view.Disputes {
		if d.Link != s.Code || d.State != "open" {
			continue
		}
		if _, _, err := p.Tickets.Decide(ctx, d.ID, p.units[s.Unit], s.Text); err != nil {
			return err
		}
		if view, err = p.Tickets.Get(ctx, t.id); err != nil {
			return err
		}
		for _, h := range view.Handoffs {
			if h.Binding && h.UnitID == p.units[s.Unit] {
				t.handoffs[s.Unit] = h.ID
			}
		}
		return nil
	}
	return fmt.Errorf("there is no open dispute about %s", s.Code)
}
