package story_test

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/xingfu/xingfu/internal/demo/story"
)

// handoff is one on a ticket, as far as the rules go.
type handoff struct {
	unit           string
	links          []string
	open, accepted bool
	binding        bool
	checks         int
	urged, until   time.Time // until: its clock stands still
}

type dispute struct {
	link  string
	units []string
}

// checker performs the steps of one ticket in mind, by the rules of the loop.
type checker struct {
	*house
	k                    *story.Ticket
	status               string
	owner, desk, offered string // owner is empty for whoever the portal finds
	chain                []string
	handoffs             []*handoff
	returned             map[string][]string // by link, the units that returned it
	disputes             []dispute
	tries                int
	tried, hurried       time.Time
	until                time.Time // the ticket's clock stands still
	served               string    // the province of the customer
}

func (h *house) check(k *story.Ticket) error {
	c := &checker{house: h, k: k, status: "open", owner: k.By, returned: map[string][]string{}}
	product := "general"
	if k.Customer >= 0 {
		customer := h.plan.Customers[k.Customer]
		c.served = customer.Unit
		if k.Terminal >= 0 {
			product = customer.Terminals[k.Terminal].Product
		}
		if k.Contact < 0 || k.Contact >= len(customer.Contacts) {
			return fmt.Errorf("contact %d", k.Contact)
		}
	}
	c.chain, c.desk = h.catalogue.chain(product), c.served
	if k.By != "" {
		c.desk = h.staff[k.By].Unit
		if h.staff[k.By].Role != "frontdesk" {
			return fmt.Errorf("filed by %q", k.By)
		}
	}
	if err := c.intake(); err != nil {
		return err
	}
	last := k.At
	for i := range k.Steps {
		s := &k.Steps[i]
		if s.At.Before(last) {
			return fmt.Errorf("step %d %s lies before the one before", i, s.Do)
		}
		last = s.At
		if err := c.step(s); err != nil {
			return fmt.Errorf("step %d %s by %s: %w", i, s.Do, s.By, err)
		}
	}
	return nil
}

func (c *checker) intake() error {
	k := c.k
	if !slices.Contains([]string{"phone", "portal", "mail", "chat", "visit", "api"}, k.Channel) || (k.By == "") != (k.Channel == "portal") {
		return fmt.Errorf("channel %q, filed by %q", k.Channel, k.By)
	}
	if k.Priority != "" && !slices.Contains([]string{"urgent", "high", "normal", "low"}, k.Priority) {
		return fmt.Errorf("priority %q", k.Priority)
	}
	if !slices.Contains(c.Categories, struct{ Code, Kind string }{k.Category, k.Kind}) {
		return fmt.Errorf("category %s of %s", k.Category, k.Kind)
	}
	for _, kind := range c.Kinds {
		if kind.Code != k.Kind {
			continue
		}
		known := map[string]bool{}
		for _, f := range kind.Fields {
			known[f.Code] = true
			value := k.Details[f.Code]
			if f.Required && value == "" {
				return fmt.Errorf("the field %s is owed", f.Code)
			}
			if len(f.Options) > 0 && value != "" && !hasCode(f.Options, value) {
				return fmt.Errorf("%s = %q", f.Code, value)
			}
		}
		for name := range k.Details {
			if !known[name] {
				return fmt.Errorf("%s has no field %s", k.Kind, name)
			}
		}
		return nil
	}
	return fmt.Errorf("kind %q", k.Kind)
}

// handles tells whether somebody may do what the owner does.
func (c *checker) handles(by string) bool {
	s, known := c.staff[by]
	return by == "owner" || known && s.Role == "frontdesk" && (by == c.owner || s.Unit == c.desk && c.desk != "")
}

func (c *checker) of(unit string) *handoff { // the last of a unit, as the player keeps them
	for _, h := range slices.Backward(c.handoffs) {
		if h.unit == unit {
			return h
		}
	}
	return nil
}

func (c *checker) anyOpen() bool {
	return slices.ContainsFunc(c.handoffs, func(h *handoff) bool { return h.open })
}

func need(ok bool, format string, args ...any) error {
	if ok {
		return nil
	}
	return fmt.Errorf(format, args...)
}

func (c *checker) step(s *story.Step) error {
	if c.status == "closed" && s.Do != "rate" || c.status == "cancelled" || c.status == "merged" {
		return fmt.Errorf("the ticket is %s", c.status)
	}
	if s.By == "customer" {
		return c.customer(s)
	}
	switch s.Do {
	case "accept", "check", "return", "invite", "finish":
		return c.unitStep(s)
	case "pause", "resume":
		return c.clockStep(s)
	case "decide":
		return c.decide(s)
	case "accept-offer", "decline-offer":
		return c.answerOffer(s)
	case "note":
		role := c.staff[s.By].Role
		return need(s.Text != "" && (c.handles(s.By) || role == "frontdesk" || role == "engineer" && c.of(c.staff[s.By].Unit) != nil), "he takes no part")
	}
	if !c.handles(s.By) {
		return fmt.Errorf("he does not handle this ticket")
	}
	return c.ownerStep(s)
}

func (c *checker) ownerStep(s *story.Step) error {
	switch s.Do {
	case "reply":
		return need(s.Text != "", "nothing is said")
	case "offer":
		c.offered = s.To
		return need(c.staff[s.To].Role == "frontdesk" && s.To != c.owner && c.staff[s.To].Unit != c.desk || c.k.By != "" && s.To != c.owner, "offered to %q", s.To)
	case "handoff":
		return c.handOff(s)
	case "urge":
		h := c.of(s.Unit)
		gap := time.Duration(c.Rules.UrgeMinutes) * time.Minute
		if h == nil || !h.open || !h.urged.IsZero() && s.At.Sub(h.urged) < gap {
			return fmt.Errorf("%s cannot be urged now", s.Unit)
		}
		h.urged = s.At
		return nil
	case "link":
		return c.states(s.States)
	case "resolve":
		ok := c.status == "open" && !c.anyOpen() && len(c.disputes) == 0
		c.status, c.tries, c.tried, c.until = "resolved", 0, time.Time{}, time.Time{}
		return need(ok && hasCode(c.Causes, s.Code) && len(s.Links) == 1 && slices.Contains(c.chain, s.Links[0]) && s.Text != "", "cannot be resolved with %s at %v", s.Code, s.Links)
	case "callback":
		return c.callBack(s)
	case "close":
		ok := c.status == "confirmed"
		c.status = "closed"
		return need(ok, "not confirmed")
	case "merge":
		ok, into := c.status == "open" && !c.anyOpen(), &c.plan.Tickets[s.Into]
		c.status = "merged"
		same := into != c.k && into.Customer == c.k.Customer && into.By == c.owner && into.At.Before(s.At)
		for _, other := range into.Steps {
			if other.At.Before(s.At) && slices.Contains([]string{"resolve", "cancel", "merge", "pause"}, other.Do) {
				same = false
			}
		}
		return need(ok && same && s.Text != "", "cannot be merged into ticket %d", s.Into)
	case "cancel":
		ok := c.status == "open" && !c.anyOpen() && s.Text != ""
		c.status = "cancelled"
		return need(ok, "cannot be cancelled")
	}
	return fmt.Errorf("nothing is known of it")
}

func (c *checker) handOff(s *story.Step) error {
	if c.status != "open" && c.status != "handed" {
		return fmt.Errorf("the ticket is %s", c.status)
	}
	for _, unit := range s.Units {
		if err := c.send(unit, s.Links, s.Text, &handoff{checks: len(s.Checklist)}); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) send(unit string, links []string, text string, h *handoff) error {
	if _, known := c.parent[unit]; !known || text == "" || len(links) == 0 {
		return fmt.Errorf("unit %q, links %v, request %q", unit, links, text)
	}
	for _, link := range links {
		if !slices.Contains(c.chain, link) {
			return fmt.Errorf("the chain %v has no link %s", c.chain, link)
		}
	}
	first := links[0]
	if unit != c.answers(first, c.served) && unit != "lab" {
		return fmt.Errorf("%s does not answer for %s", unit, first)
	}
	if old := c.of(unit); old != nil && old.open {
		return fmt.Errorf("%s has an open handoff", unit)
	}
	h.unit, h.links, h.open = unit, links, true
	c.handoffs = append(c.handoffs, h)
	c.status = "handed"
	return nil
}

func (c *checker) states(states map[string]string) error {
	for link, state := range states {
		if !slices.Contains(c.chain, link) || !slices.Contains([]string{"unknown", "suspect", "cleared", "faulty"}, state) {
			return fmt.Errorf("link %s is %s", link, state)
		}
	}
	return need(len(states) > 0, "no state")
}

func (c *checker) unitStep(s *story.Step) error {
	h := c.of(s.Unit)
	if h == nil || !h.open {
		return fmt.Errorf("%s has no open handoff", s.Unit)
	}
	if who := c.staff[s.By]; who.Role != "engineer" || who.Unit != s.Unit {
		return fmt.Errorf("he does not work at %s", s.Unit)
	}
	switch s.Do {
	case "accept":
		ok := !h.accepted
		h.accepted = true
		return need(ok, "accepted already")
	case "check":
		n, err := strconv.Atoi(s.Code)
		return need(err == nil && n >= 1 && n <= h.checks, "the checklist has no item %s", s.Code)
	case "invite":
		if !h.accepted || s.To == s.Unit {
			return fmt.Errorf("cannot invite %s", s.To)
		}
		return c.send(s.To, s.Links, s.Text, &handoff{})
	case "return":
		return c.giveBack(h, s)
	}
	h.open = false
	c.settle()
	if !h.accepted || s.Text == "" {
		return fmt.Errorf("not accepted, or without a result")
	}
	return c.states(s.States)
}

func (c *checker) settle() {
	if c.status == "handed" && !c.anyOpen() {
		c.status = "open"
	}
}

func (c *checker) giveBack(h *handoff, s *story.Step) error {
	if h.binding || !hasCode(c.Returns, s.Code) || s.Text == "" {
		return fmt.Errorf("cannot be returned as %s", s.Code)
	}
	h.open = false
	c.settle()
	for _, link := range h.links {
		c.returned[link] = append(c.returned[link], h.unit)
		if len(c.returned[link]) >= c.Rules.DisputeReturns {
			c.disputes = append(c.disputes, dispute{link, c.returned[link]})
		}
	}
	return nil
}

func (c *checker) decide(s *story.Step) error {
	i := slices.IndexFunc(c.disputes, func(d dispute) bool { return d.link == s.Code })
	if i < 0 || s.Text == "" {
		return fmt.Errorf("there is no dispute about %s", s.Code)
	}
	over := c.supervising(c.disputes[i].units)
	if who := c.staff[s.By]; who.Role != "supervisor" || who.Unit != over {
		return fmt.Errorf("the supervisor of %s decides", over)
	}
	c.disputes = slices.Delete(c.disputes, i, i+1)
	return c.send(s.Unit, []string{s.Code}, s.Text, &handoff{binding: true})
}

// clockStep pauses and resumes; a clock goes on by itself when its pause is over.
func (c *checker) clockStep(s *story.Step) error {
	until := &c.until
	if s.Unit != "" {
		h := c.of(s.Unit)
		if h == nil || !h.open || !h.accepted || c.staff[s.By].Unit != s.Unit {
			return fmt.Errorf("%s has no work under way", s.Unit)
		}
		until = &h.until
	} else if !c.handles(s.By) || c.status != "open" && c.status != "handed" {
		return fmt.Errorf("he does not handle the ticket, which is %s", c.status)
	}
	stands := s.At.Before(*until)
	if s.Do == "resume" {
		*until = time.Time{}
		return need(stands, "the clock does not stand still")
	}
	*until = s.Until
	return need(!stands && hasCode(c.Pauses, s.Code) && s.Code != "confirmation" && s.Until.After(s.At), "cannot pause for %s until %v", s.Code, s.Until)
}

func (c *checker) answerOffer(s *story.Step) error {
	if c.offered != s.By {
		return fmt.Errorf("it is offered to %q", c.offered)
	}
	c.offered = ""
	if s.Do == "accept-offer" {
		c.owner, c.desk = s.By, c.staff[s.By].Unit
	}
	return nil
}

func (c *checker) callBack(s *story.Step) error {
	if c.status != "resolved" {
		return fmt.Errorf("the ticket is %s", c.status)
	}
	switch s.Code {
	case "confirmed":
		c.status = "confirmed"
	case "refused":
		c.status = "open"
	case "unreached":
		again := time.Duration(c.Rules.CallbackAgainMinutes) * time.Minute
		if s.Text == "" || !c.tried.IsZero() && s.At.Sub(c.tried) < again {
			return fmt.Errorf("tried again too soon, or without a note")
		}
		c.tries, c.tried = c.tries+1, s.At
		if c.tries == c.Rules.CallbackTries {
			c.status = "confirmed"
		}
	default:
		return fmt.Errorf("outcome %s", s.Code)
	}
	return nil
}

func (c *checker) customer(s *story.Step) error {
	switch s.Do {
	case "message":
		return need(s.Text != "", "nothing is said")
	case "customer-urge":
		gap := time.Duration(c.Rules.UrgeMinutes) * time.Minute
		ok := (c.status == "open" || c.status == "handed") && (c.hurried.IsZero() || s.At.Sub(c.hurried) >= gap)
		c.hurried = s.At
		return need(ok, "he cannot urge now")
	case "callback":
		return c.callBack(s)
	case "rate":
		return need((c.status == "closed" || c.status == "confirmed") && s.Score >= 1 && s.Score <= 5, "he cannot rate with %d now", s.Score)
	}
	return fmt.Errorf("customers do not do this")
}
