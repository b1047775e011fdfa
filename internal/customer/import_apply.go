package customer

import (
	"context"
	"errors"
	"slices"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// saying is a row that is being done: all of it, or nothing.
type saying struct {
	*batch
	row  *importRow
	of   *client
	undo []func()
}

// apply does in memory what a row says, or nothing of it.
func (b *batch) apply(ctx context.Context, row *importRow) error {
	s := &saying{batch: b, row: row}
	err := s.all(ctx)
	if err != nil {
		for _, back := range slices.Backward(s.undo) {
			back()
		}
	}
	return err
}

func (s *saying) all(ctx context.Context) error {
	s.find(ctx)
	for _, do := range []func(context.Context) error{s.customer, s.contact, s.equipment, s.contract} {
		if err := do(ctx); err != nil {
			return err
		}
	}
	return nil
}

// keep remembers a value for the case that the row turns out wrong.
func keep[T any](s *saying, at *T) {
	before := *at
	s.undo = append(s.undo, func() { *at = before })
}

// find finds the customer of the row, or begins a new one.
func (s *saying) find(ctx context.Context) {
	number := *s.row.number
	if s.of = s.clients[number]; s.of == nil {
		at := now.From(ctx)
		s.of = &client{held: held[Customer]{isNew: true, now: Customer{ID: store.NewID(ctx), Number: number, Kind: "person", BaseTier: "standard",
			Locale: "zh", Version: 1, CreatedAt: at, UpdatedAt: at}}}
		if s.actor != nil {
			s.of.now.UnitID = s.actor.UnitID
		}
		keep(s, &s.list)
		s.list, s.clients[number] = append(s.list, s.of), s.of
		s.undo = append(s.undo, func() { delete(s.clients, number) })
	}
	keep(s, &s.of.held)
	s.of.said = true
}

func (s *saying) customer(ctx context.Context) error {
	c := &s.of.now
	if !s.of.isNew && s.actor != nil && !mayWrite(s.actor, c) {
		return fault.Bad("number", "您不能修改这位客户。", "You may not change this customer.")
	}
	if s.row.unit != nil {
		if c.UnitID = s.units[*s.row.unit]; c.UnitID == "" {
			return fault.Bad("unitId", "没有单位“%s”。", "There is no unit “%s”.", *s.row.unit)
		}
	}
	if c.UnitID == "" {
		return fault.Bad("unitId", "请填写服务单位。", "Please name the unit that serves the customer.")
	}
	if s.row.manager != nil {
		id, err := s.manager(ctx, *s.row.manager)
		if err != nil {
			return err
		}
		c.ManagerID = id
	}
	s.row.customer.apply(c)
	if err := c.valid(); err != nil {
		return err
	}
	return maySet(s.actor, c)
}

func (i *importer) manager(ctx context.Context, login string) (string, error) {
	if id, known := i.managers[login]; known {
		return id, nil
	}
	p, err := i.s.org.StaffByLogin(ctx, login)
	if fault.Is(err, fault.NotFound) {
		return "", fault.Bad("managerId", "没有登录名为 %s 的员工。", "Nobody has the log-in name %s.", login)
	}
	if err != nil {
		return "", err
	}
	i.managers[login] = p.ID
	return p.ID, nil
}

// lay puts what a row says of a part on the one that is meant, or on a new one.
func lay[T any, P record[T]](ctx context.Context, s *saying, list *[]*held[T], meant func(P) bool, apply func(p P, isNew bool) error) (P, error) {
	at := slices.IndexFunc(*list, func(h *held[T]) bool { return meant(&h.now) })
	if at < 0 {
		h := &held[T]{isNew: true}
		moment := now.From(ctx)
		*P(&h.now).part() = Part{ID: store.NewID(ctx), CustomerID: s.of.now.ID, Version: 1, CreatedAt: moment, UpdatedAt: moment}
		keep(s, list)
		at, *list = len(*list), append(slices.Clip(*list), h)
	}
	h := (*list)[at]
	keep(s, h)
	h.said = true
	p := P(&h.now)
	err := apply(p, h.isNew)
	if err == nil {
		err = p.valid(ctx)
	}
	var f *fault.Error
	if errors.As(err, &f) {
		return nil, named(err, p.kind().name+"."+f.Field)
	}
	return p, err
}

// says tells whether a row gives a field this value, which is something.
func says(given *string, value string) bool { return given != nil && value != "" && *given == value }

// sameNumber tells whether a row gives a number that is the same as one that is there.
func sameNumber(given *string, number string) bool {
	return given != nil && normal(number) != "" && normal(*given) == normal(number)
}

func (s *saying) contact(ctx context.Context) error {
	given := s.row.contact
	if given == nil {
		return nil
	}
	meant := func(c *Contact) bool { return sameNumber(given.Phone, c.Phone) || says(given.Name, c.Name) }
	c, err := lay(ctx, s, &s.of.contacts, meant, func(c *Contact, isNew bool) error {
		if given.apply(c); isNew && c.Name == "" {
			c.Name = s.of.now.Name
		}
		c.Main = c.Main || len(s.of.contacts) == 1
		return nil
	})
	if err != nil || !c.Main {
		return err
	}
	for _, other := range s.of.contacts { // there is one main contact
		if other.now.Main && other.now.ID != c.ID {
			keep(s, other)
			other.now.Main = false
		}
	}
	return nil
}

// equipment does the site, the terminal that is there and the subscription that is on it.
func (s *saying) equipment(ctx context.Context) error {
	var site *Site
	var terminal *Terminal
	var err error
	if given := s.row.site; given != nil {
		site, err = lay(ctx, s, &s.of.sites, func(p *Site) bool { return says(given.Name, p.Name) }, func(p *Site, _ bool) error { given.apply(p); return nil })
		if err != nil {
			return err
		}
	}
	if given := s.row.terminal; given != nil {
		terminal, err = lay(ctx, s, &s.of.terminals, func(t *Terminal) bool {
			return sameNumber(given.Number, t.Number) || sameNumber(given.Serial, t.Serial) || sameNumber(given.SIM, t.SIM) || sameNumber(given.IMEI, t.IMEI)
		}, func(t *Terminal, _ bool) error {
			if given.apply(t); site != nil {
				t.SiteID = site.ID
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return s.subscription(ctx, terminal)
}

func (s *saying) subscription(ctx context.Context, terminal *Terminal) error {
	given := s.row.subscription
	if given == nil {
		return nil
	}
	on := ""
	if terminal != nil {
		on = terminal.ID
	}
	meant := func(b *Subscription) bool {
		return b.TerminalID == on && says(given.Plan, b.Plan) && (given.StartsOn == nil || *given.StartsOn == b.StartsOn)
	}
	_, err := lay(ctx, s, &s.of.subscriptions, meant, func(b *Subscription, _ bool) error {
		given.apply(b)
		b.TerminalID = on
		product, known := s.plans[b.Plan]
		if b.Product = product; !known && b.Plan != "" {
			return errNoPlan(b.Plan)
		}
		if s.row.state != nil && *s.row.state != b.State {
			b.State, b.StateAt = *s.row.state, now.From(ctx)
		}
		return nil
	})
	return err
}

func (s *saying) contract(ctx context.Context) error {
	given := s.row.contract
	if given == nil {
		return nil
	}
	if given.Number != nil {
		if owner := s.contracts[*given.Number]; owner != "" && owner != s.of.now.ID {
			return named(errTaken(*given.Number), "contract.number")
		}
	}
	k, err := lay(ctx, s, &s.of.contracts, func(k *Contract) bool { return says(given.Number, k.Number) }, func(k *Contract, _ bool) error { given.apply(k); return nil })
	if err == nil {
		s.contracts[k.Number] = s.of.now.ID
	}
	return err
}
