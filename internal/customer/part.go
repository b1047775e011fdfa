package customer

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Part is what contacts, sites, terminals, subscriptions and contracts have in common: each is kept for a customer,
// whoever may see or change him may see or change it, and it has a version of its own.
type Part struct {
	ID         string    `bun:",pk" json:"id"`
	CustomerID string    `json:"customerId"`
	Version    int64     `json:"version"`
	CreatedAt  time.Time `json:"createdAt"`
	UpdatedAt  time.Time `json:"updatedAt"`
}

func (p Part) id() string   { return p.ID }
func (p *Part) part() *Part { return p }

// record is a pointer to a kind of part.
type record[T any] interface {
	*T
	part() *Part
	// kind names it in the audit log and in the words for what is missing.
	kind() kind
	// valid puts right what can be, and names what is wrong with the rest.
	valid(ctx context.Context) error
	// refers tells whether what the part refers to is there and the customer's.
	refers(ctx context.Context, tx bun.Tx) error
}

// kind is a sort of part in the words for people.
type kind struct{ name, zh, en string }

func (k kind) missing() error { return fault.Missing("这"+k.zh, k.en) }

// page lists parts of the customers that the acting person may see, the newest first. It needs customer.read.
func page[T any, P record[T]](ctx context.Context, s *Service, p Paging, narrow func(*bun.SelectQuery) *bun.SelectQuery) (rows []T, next string, err error) {
	actor, err := org.Need(ctx, org.CustomerRead)
	if err != nil {
		return nil, "", err
	}
	after, err := store.ReadCursor(p.Cursor, 1)
	if err != nil {
		return nil, "", err
	}
	q := s.db.Read(ctx).NewSelect().Model(&rows).Join("JOIN customer ON customer.id = ?TableAlias.customer_id").
		OrderExpr("?TableAlias.id DESC").Limit(int64(p.Limit) + 1)
	if after != nil {
		if err := store.CheckIDs("cursor", after[0]); err != nil {
			return nil, "", err
		}
		q = q.Where("?TableAlias.id < ?", after[0])
	}
	if err := narrow(Visible(q, actor)).Scan(ctx); err != nil {
		return nil, "", err
	}
	if len(rows) > p.Limit {
		rows = rows[:p.Limit]
		next = store.Cursor(P(&rows[p.Limit-1]).part().ID)
	}
	return rows, next, nil
}

// get gives a part of a customer whom the acting person may see. It needs customer.read.
func get[T any, P record[T]](ctx context.Context, s *Service, id string) (P, error) {
	actor, err := org.Need(ctx, org.CustomerRead)
	if err != nil {
		return nil, err
	}
	p := P(new(T))
	q := s.db.Read(ctx).NewSelect().Model(p).Join("JOIN customer ON customer.id = ?TableAlias.customer_id").Where("?TableAlias.id = ?", id)
	if err := Visible(q, actor).Scan(ctx); store.None(err) {
		return nil, p.kind().missing()
	} else if err != nil {
		return nil, err
	}
	return p, nil
}

// add keeps a new part; kept may do more in the same transaction. It needs customer.write for the customer's unit.
func add[T any, P record[T]](ctx context.Context, s *Service, action, customerID string, p P, kept func(ctx context.Context, tx bun.Tx, c *Customer) error) (P, error) {
	err := s.edit(ctx, customerID, func(ctx context.Context, tx bun.Tx, actor *org.Actor, c *Customer) error {
		at := now.From(ctx)
		*p.part() = Part{ID: store.NewID(ctx), CustomerID: customerID, Version: 1, CreatedAt: at, UpdatedAt: at}
		if err := check(ctx, tx, p); err != nil {
			return err
		}
		if _, err := tx.NewInsert().Model(p).Exec(ctx); err != nil {
			return err
		}
		if err := kept(ctx, tx, c); err != nil {
			return err
		}
		return s.wrote(ctx, actor, action, p.part().ID, c.Name, differences(new(T), (*T)(p)))
	})
	if err != nil {
		return nil, err
	}
	return p, nil
}

// change alters a part by f; kept may do more in the same transaction and is given what it was. It needs
// customer.write for the customer's unit. A stale version is a Conflict.
func change[T any, P record[T]](ctx context.Context, s *Service, action, id string, version int64, f func(P) error,
	kept func(ctx context.Context, tx bun.Tx, c *Customer, before, after P) error) (P, error) {
	p := P(new(T))
	if _, err := org.NeedOrProgram(ctx, org.CustomerWrite); err != nil {
		return nil, err
	}
	err := s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		err := s.db.Lock(tx.NewSelect().Model(p).Where("id = ?", id)).Scan(ctx)
		if store.None(err) {
			return p.kind().missing()
		}
		if err != nil {
			return err
		}
		err = s.edit(ctx, p.part().CustomerID, func(ctx context.Context, tx bun.Tx, actor *org.Actor, c *Customer) error {
			if err := httpx.CheckVersion(ctx, p.part().Version, version, stale(p.kind())); err != nil {
				return err
			}
			before := *(*T)(p)
			if err := f(p); err != nil {
				return err
			}
			if err := check(ctx, tx, p); err != nil {
				return err
			}
			changes := changesOf(P(&before), p)
			p.part().Version, p.part().UpdatedAt = p.part().Version+1, now.From(ctx)
			if _, err := tx.NewUpdate().Model(p).WherePK().Exec(ctx); err != nil {
				return err
			}
			if err := kept(ctx, tx, c, P(&before), p); err != nil {
				return err
			}
			return s.wrote(ctx, actor, action, id, c.Name, changes)
		})
		if fault.Is(err, fault.NotFound) {
			return p.kind().missing()
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return p, nil
}

func check[T any, P record[T]](ctx context.Context, tx bun.Tx, p P) error {
	if err := p.valid(ctx); err != nil {
		return err
	}
	return p.refers(ctx, tx)
}

// changesOf are the differences between two states of a part. Whose it is counts too: a terminal may go to another.
func changesOf[T any, P record[T]](before, after P) []Changed {
	list := differences((*T)(before), (*T)(after))
	if from, to := before.part().CustomerID, after.part().CustomerID; from != to {
		list = append([]Changed{{Field: "customerId", From: from, To: to}}, list...)
	}
	return list
}

func stale(k kind) error {
	return fault.New(fault.Conflict, "这%[1]s的资料已被别人修改，请刷新后再改。", "Someone has changed this %[2]s meanwhile. Reload and try again.", k.zh, k.en)
}
