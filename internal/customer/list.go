package customer

import (
	"context"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/index"
	"github.com/xingfu/xingfu/internal/platform/index/token"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Filter chooses customers for a list.
type Filter struct {
	Q           string `query:"q" doc:"Words of the name, of contacts, sites and terminals, or a number."`
	Tier        string `query:"tier"`
	Kind        string `query:"kind" enum:"person,organisation"`
	Unit        string `query:"unit" format:"uuid" doc:"Served by this unit or one below it."`
	Manager     string `query:"manager" format:"uuid"`
	ServicePlan string `query:"servicePlan" doc:"The code of the service plan that holds for them."`
}

// Paging says which part of a list.
type Paging struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"50"`
	Cursor string `query:"cursor"`
}

// where is the condition on customers that a filter makes, without its words; empty when it makes none.
func (f *Filter) where(ctx context.Context, o *org.Service) (where string, args []any, err error) {
	add := func(condition string, arg any) { where, args = and(where, condition), append(args, arg) }
	if f.Tier != "" {
		add("customer.tier = ?", f.Tier)
	}
	if f.Kind != "" {
		add("customer.kind = ?", f.Kind)
	}
	if f.ServicePlan != "" {
		add("customer.service_plan = ?", f.ServicePlan)
	}
	if f.Manager != "" {
		add("customer.manager_id = ?", f.Manager)
	}
	if f.Unit != "" {
		tree, err := o.Tree(ctx)
		if err != nil {
			return "", nil, err
		}
		add("customer.unit_id IN (?)", bun.List(append(tree.Below(f.Unit), f.Unit)))
	}
	return where, args, nil
}

// and joins two conditions, of which the first may be empty.
func and(a, b string) string {
	if a == "" {
		return b
	}
	return a + " AND " + b
}

// List lists customers that the acting person may see: all by name, those that are looked for with the newest first.
// It needs customer.read.
func (s *Service) List(ctx context.Context, f Filter, p Paging) (rows []Customer, next string, err error) {
	actor, err := org.Need(ctx, org.CustomerRead)
	if err != nil {
		return nil, "", err
	}
	where, args, err := f.where(ctx, s.org)
	if err != nil {
		return nil, "", err
	}
	if f.Q != "" {
		return s.listFound(ctx, f, p, where, args)
	}
	after, err := store.ReadCursor(p.Cursor, 2)
	if err != nil {
		return nil, "", err
	}
	q := Visible(s.db.Read(ctx).NewSelect().Model(&rows), actor).Where("customer.merged_into IS NULL").OrderExpr("name, id").Limit(int64(p.Limit) + 1)
	if where != "" {
		q = q.Where(where, args...)
	}
	if after != nil {
		if err := store.CheckIDs("cursor", after[1]); err != nil {
			return nil, "", err
		}
		q = q.Where("(name, id) > (?, ?)", after[0], after[1])
	}
	if err := q.Scan(ctx); err != nil {
		return nil, "", err
	}
	if len(rows) > p.Limit {
		rows = rows[:p.Limit]
		last := rows[p.Limit-1]
		next = store.Cursor(last.Name, last.ID)
	}
	return rows, next, nil
}

// listFound lists what the search finds. Whose number it is comes first, unless there are further conditions.
func (s *Service) listFound(ctx context.Context, f Filter, p Paging, where string, args []any) ([]Customer, string, error) {
	words := index.Page{Words: f.Q, Query: token.Parse(f.Q), Cursor: p.Cursor, Limit: p.Limit}
	exact := customersOf
	if where != "" {
		exact = func([]identifier) []string { return nil }
	}
	ids, next, err := s.page(ctx, "customer", withinCustomer, words, exact, where, args...)
	if err != nil {
		return nil, "", err
	}
	found, err := byID[Customer](ctx, s.db, ids)
	if err != nil {
		return nil, "", err
	}
	rows := make([]Customer, 0, len(ids))
	for _, id := range ids {
		if c := found[id]; c != nil {
			rows = append(rows, *c)
		}
	}
	return rows, next, nil
}

// PartFilter chooses contacts, sites, terminals, subscriptions or contracts for a list.
type PartFilter struct {
	Customer string `query:"customer" format:"uuid" doc:"Only those of this customer."`
	State    string `query:"state" doc:"Only those in this state: of terminals and subscriptions."`
	Number   string `query:"number" doc:"Of terminals: only those with this number, SIM, IMEI or serial."`
}

// of narrows a list to a customer's.
func (f PartFilter) of(q *bun.SelectQuery) *bun.SelectQuery {
	if f.Customer != "" {
		q = q.Where("?TableAlias.customer_id = ?", f.Customer)
	}
	return q
}

func (f PartFilter) inState(q *bun.SelectQuery) *bun.SelectQuery {
	if f.State != "" {
		q = q.Where("?TableAlias.state = ?", f.State)
	}
	return f.of(q)
}

// ListContacts lists contacts of customers that the acting person may see. It needs customer.read.
func (s *Service) ListContacts(ctx context.Context, f PartFilter, p Paging) ([]Contact, string, error) {
	return page[Contact](ctx, s, p, f.of)
}

// ListSites lists sites of customers that the acting person may see. It needs customer.read.
func (s *Service) ListSites(ctx context.Context, f PartFilter, p Paging) ([]Site, string, error) {
	return page[Site](ctx, s, p, f.of)
}

// ListTerminals lists terminals of customers that the acting person may see. It needs customer.read.
func (s *Service) ListTerminals(ctx context.Context, f PartFilter, p Paging) ([]Terminal, string, error) {
	return page[Terminal](ctx, s, p, func(q *bun.SelectQuery) *bun.SelectQuery {
		if f.Number != "" {
			q = q.Where("terminal.id IN (SELECT terminal_id FROM identifier WHERE value = ? AND terminal_id IS NOT NULL)", normal(f.Number))
		}
		return f.inState(q)
	})
}

// ListSubscriptions lists subscriptions of customers that the acting person may see. It needs customer.read.
func (s *Service) ListSubscriptions(ctx context.Context, f PartFilter, p Paging) ([]Subscription, string, error) {
	return page[Subscription](ctx, s, p, f.inState)
}

// ListContracts lists contracts of customers that the acting person may see. It needs customer.read.
func (s *Service) ListContracts(ctx context.Context, f PartFilter, p Paging) ([]Contract, string, error) {
	return page[Contract](ctx, s, p, f.of)
}

// Contact gives a contact. It needs customer.read; NotFound hides those of others, as for all parts.
func (s *Service) Contact(ctx context.Context, id string) (*Contact, error) {
	return get[Contact](ctx, s, id)
}

// Site gives a site. It needs customer.read.
func (s *Service) Site(ctx context.Context, id string) (*Site, error) { return get[Site](ctx, s, id) }

// Terminal gives a terminal. It needs customer.read.
func (s *Service) Terminal(ctx context.Context, id string) (*Terminal, error) {
	t, err := get[Terminal](ctx, s, id)
	if err != nil || t.SiteID == "" {
		return t, err
	}
	site, err := one[Site](ctx, s.db, "siteId", t.SiteID)
	if err == nil {
		t.SiteName = site.Name
	}
	return t, err
}

// Subscription gives a subscription. It needs customer.read.
func (s *Service) Subscription(ctx context.Context, id string) (*Subscription, error) {
	return get[Subscription](ctx, s, id)
}

// Contract gives a contract. It needs customer.read.
func (s *Service) Contract(ctx context.Context, id string) (*Contract, error) {
	return get[Contract](ctx, s, id)
}
