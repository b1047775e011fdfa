package customer

import (
	"context"
	"errors"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/fault"
)

// held is a customer or part in the hands of an import: as it was, and as it will be.
type held[T any] struct {
	now, before T
	isNew, said bool // said: a row spoke of it
	changes     []Changed
}

// settle finds out, once all rows are done, what has changed on customers or parts that were there.
func settle[T any](list ...*held[T]) {
	for _, h := range list {
		if !h.isNew {
			h.changes = differences(&h.before, &h.now)
		}
	}
}

func (h *held[T]) isChanged() bool { return len(h.changes) > 0 }

// client is a customer of a batch with all that is his.
type client struct {
	held[Customer]
	contacts      []*held[Contact]
	sites         []*held[Site]
	terminals     []*held[Terminal]
	subscriptions []*held[Subscription]
	contracts     []*held[Contract]
}

// batch is some rows under way in one transaction.
type batch struct {
	*importer
	clients   map[string]*client // by number
	list      []*client
	contracts map[string]string // whose customer's a contract number is
}

// batch imports some rows, in one transaction.
func (i *importer) batch(ctx context.Context, rows []importRow) error {
	if len(rows) == 0 {
		return nil
	}
	before := *i.report
	err := i.s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		*i.report = before // one that is tried again counts anew
		i.report.Problems = before.Problems[:len(before.Problems):len(before.Problems)]
		b := &batch{importer: i, clients: map[string]*client{}, contracts: map[string]string{}}
		if err := b.read(ctx, tx, rows); err != nil {
			return err
		}
		for at := range rows {
			err := b.apply(ctx, &rows[at])
			var f *fault.Error
			switch {
			case errors.As(err, &f):
				i.refuse(rows[at].line, err)
			case err != nil:
				return err
			}
		}
		return b.write(ctx, tx)
	})
	if err == nil && i.order.Progress != nil {
		i.order.Progress(i.report.Rows)
	}
	return err
}

// read finds those customers of the rows that are there already, with their parts.
func (b *batch) read(ctx context.Context, tx bun.Tx, rows []importRow) error {
	var numbers, agreed []string
	for _, r := range rows {
		numbers = append(numbers, *r.number)
		if r.contract != nil && r.contract.Number != nil {
			agreed = append(agreed, *r.contract.Number)
		}
	}
	var customers []Customer
	q := tx.NewSelect().Model(&customers).Where("number IN (?)", bun.List(numbers)).OrderExpr("id")
	if err := b.s.db.Lock(q).Scan(ctx); err != nil {
		return err
	}
	byID := map[string]*client{}
	var ids []string
	for _, c := range customers {
		k := &client{held: held[Customer]{now: c, before: c}}
		b.clients[c.Number], byID[c.ID] = k, k
		b.list, ids = append(b.list, k), append(ids, c.ID)
	}
	if len(agreed) > 0 {
		var known []Contract
		if err := tx.NewSelect().Model(&known).Column("number", "customer_id").Where("number IN (?)", bun.List(agreed)).Scan(ctx); err != nil {
			return err
		}
		for _, k := range known {
			b.contracts[k.Number] = k.CustomerID
		}
	}
	if len(ids) == 0 {
		return nil
	}
	return errors.Join(
		readHeld(ctx, tx, ids, func(h *held[Contact]) { c := byID[h.now.CustomerID]; c.contacts = append(c.contacts, h) }),
		readHeld(ctx, tx, ids, func(h *held[Site]) { c := byID[h.now.CustomerID]; c.sites = append(c.sites, h) }),
		readHeld(ctx, tx, ids, func(h *held[Terminal]) { c := byID[h.now.CustomerID]; c.terminals = append(c.terminals, h) }),
		readHeld(ctx, tx, ids, func(h *held[Subscription]) { c := byID[h.now.CustomerID]; c.subscriptions = append(c.subscriptions, h) }),
		readHeld(ctx, tx, ids, func(h *held[Contract]) { c := byID[h.now.CustomerID]; c.contracts = append(c.contracts, h) }))
}

func readHeld[T any](ctx context.Context, tx bun.Tx, customerIDs []string, take func(*held[T])) error {
	var rows []T
	if err := tx.NewSelect().Model(&rows).Where("customer_id IN (?)", bun.List(customerIDs)).OrderExpr("id").Scan(ctx); err != nil {
		return err
	}
	for _, row := range rows {
		take(&held[T]{now: row, before: row})
	}
	return nil
}
