package customer

import (
	"context"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/now"
)

// dueMost is up to how many new customers the search is told of one by one; beyond, it goes through all that it lacks.
const dueMost = 20_000

// write counts what a batch has done in memory and, unless the run is dry, writes it.
func (b *batch) write(ctx context.Context, tx bun.Tx) error {
	var customers []*held[Customer]
	var contacts []*held[Contact]
	var sites []*held[Site]
	var terminals []*held[Terminal]
	var subscriptions []*held[Subscription]
	var contracts []*held[Contract]
	for _, c := range b.list {
		if !c.said {
			continue
		}
		c.retier()
		customers = append(customers, &c.held)
		contacts, sites, terminals = append(contacts, c.contacts...), append(sites, c.sites...), append(terminals, c.terminals...)
		subscriptions, contracts = append(subscriptions, c.subscriptions...), append(contracts, c.contracts...)
	}
	settle(customers...)
	settle(contacts...)
	settle(sites...)
	settle(terminals...)
	settle(subscriptions...)
	settle(contracts...)
	w := writing{b, tx, b.order.DryRun}
	if err := w.customers(ctx, customers); err != nil {
		return err
	}
	for _, write := range []func() error{
		func() error { return writeParts(ctx, w, contacts) }, func() error { return writeParts(ctx, w, sites) },
		func() error { return writeParts(ctx, w, terminals) }, func() error { return writeParts(ctx, w, subscriptions) },
		func() error { return writeParts(ctx, w, contracts) },
	} {
		if err := write(); err != nil {
			return err
		}
	}
	if w.dry {
		return nil
	}
	if err := w.identifiers(ctx, contacts, terminals); err != nil {
		return err
	}
	if err := w.histories(ctx, terminals, subscriptions); err != nil {
		return err
	}
	return w.due(ctx)
}

// retier gives a customer the best of his own tier and those of his contracts that run.
func (c *client) retier() {
	c.now.Tier = c.now.BaseTier
	for _, k := range c.contracts {
		if k.now.Runs {
			c.now.Tier = bestTier(c.now.Tier, k.now.Tier)
		}
	}
}

// writing is a batch being written.
type writing struct {
	*batch
	tx  bun.Tx
	dry bool
}

// customers writes customers and counts them.
func (w writing) customers(ctx context.Context, list []*held[Customer]) error {
	var added []*Customer
	for _, h := range list {
		switch {
		case h.isNew && w.dry && w.seen[h.now.Number]: // would be there by now
			w.report.Customers.Same++
		case h.isNew:
			added = append(added, &h.now)
			if w.dry {
				w.seen[h.now.Number] = true
			}
		case !h.isChanged():
			w.report.Customers.Same++
		default:
			w.report.Customers.Changed++
			h.now.Version, h.now.UpdatedAt = h.now.Version+1, now.From(ctx)
			if w.dry {
				continue
			}
			if _, err := w.tx.NewUpdate().Model(&h.now).WherePK().Exec(ctx); err != nil {
				return err
			}
			if err := w.renamed(ctx, h); err != nil {
				return err
			}
		}
	}
	w.report.Customers.Added += len(added)
	if w.dry || len(added) == 0 {
		return nil
	}
	_, err := w.tx.NewInsert().Model(&added).Exec(ctx)
	return err
}

func (w writing) renamed(ctx context.Context, h *held[Customer]) error {
	if h.now.Name == h.before.Name {
		return nil
	}
	return w.s.index.Renamed(ctx, w.tx, "customer", h.now.ID)
}

// writeParts writes parts of a kind and counts them.
func writeParts[T any, P record[T]](ctx context.Context, w writing, list []*held[T]) error {
	var added []*T
	for _, h := range list {
		switch {
		case h.isNew:
			added = append(added, &h.now)
		case h.isChanged():
			w.report.Parts.Changed++
			p := P(&h.now).part()
			p.Version, p.UpdatedAt = p.Version+1, now.From(ctx)
			if w.dry {
				continue
			}
			if _, err := w.tx.NewUpdate().Model(&h.now).WherePK().Exec(ctx); err != nil {
				return err
			}
		case h.said:
			w.report.Parts.Same++
		}
	}
	w.report.Parts.Added += len(added)
	if w.dry || len(added) == 0 {
		return nil
	}
	_, err := w.tx.NewInsert().Model(&added).Exec(ctx)
	return err
}

// identifiers lets contacts and terminals be found by their numbers.
func (w writing) identifiers(ctx context.Context, contacts []*held[Contact], terminals []*held[Terminal]) error {
	var added []identifier
	for _, h := range contacts {
		switch {
		case h.isNew:
			added = append(added, h.now.numbers()...)
		case h.isChanged():
			if err := setIdentifiers(ctx, w.tx, "contact_id", h.now.ID, h.now.numbers()...); err != nil {
				return err
			}
		}
	}
	for _, h := range terminals {
		switch {
		case h.isNew:
			added = append(added, h.now.numbers()...)
		case h.isChanged():
			if err := setIdentifiers(ctx, w.tx, "terminal_id", h.now.ID, h.now.numbers()...); err != nil {
				return err
			}
		}
	}
	return addIdentifiers(ctx, w.tx, added)
}

// histories note what has changed on terminals and subscriptions that were there.
func (w writing) histories(ctx context.Context, terminals []*held[Terminal], subscriptions []*held[Subscription]) error {
	for _, h := range terminals {
		if !h.isChanged() {
			continue
		}
		if err := w.s.note(ctx, w.tx, &TerminalChange{TerminalID: h.now.ID, Kind: "changed", Changes: h.changes}); err != nil {
			return err
		}
	}
	for _, h := range subscriptions {
		if h.isNew || h.now.State == h.before.State {
			continue
		}
		if err := noteStep(ctx, w.tx, &h.now); err != nil {
			return err
		}
	}
	return nil
}

// due has the search look at what has changed, and at what is new while that is not too much.
func (w writing) due(ctx context.Context) error {
	type due struct {
		bun.BaseModel `bun:"table:search_due"`

		Kind     string
		ObjectID string
	}
	var list []due
	few := w.report.Customers.Added <= dueMost
	for _, c := range w.list {
		if !c.said || c.isNew && !few {
			continue
		}
		list = append(list, due{Kind: "customer", ObjectID: c.now.ID})
		for _, t := range c.terminals {
			if t.isNew || t.isChanged() {
				list = append(list, due{Kind: "terminal", ObjectID: t.now.ID})
			}
		}
	}
	if len(list) == 0 {
		return nil
	}
	w.s.index.Wake(ctx)
	_, err := w.tx.NewInsert().Model(&list).Exec(ctx)
	return err
}
