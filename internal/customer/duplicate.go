package customer

import (
	"cmp"
	"context"
	"slices"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Likely is a customer who may be the same as another.
type Likely struct {
	View
	Same []string `json:"same" doc:"What both have: name, contact (a phone), number, sim, imei, serial; merged: it was merged into this one."`
}

// likelyMost is how many customers one may be the same as: of a number that more have it says nothing.
const likelyMost = 20

// LikelySame gives customers who may be the same as one: those with one of his numbers, or with his name, and those who
// were found to be. It needs
// customer.read.
func (s *Service) LikelySame(ctx context.Context, id string) ([]Likely, error) {
	actor, err := org.Need(ctx, org.CustomerRead)
	if err != nil {
		return nil, err
	}
	db, c := s.db.Read(ctx), Customer{}
	if err := Visible(db.NewSelect().Model(&c), actor).Where("customer.id = ?", id).Scan(ctx); store.None(err) {
		return nil, errNone()
	} else if err != nil {
		return nil, err
	}
	same := map[string][]string{}
	note := func(id, what string) {
		if !slices.Contains(same[id], what) {
			same[id] = append(same[id], what)
		}
	}
	var named []string
	q := db.NewSelect().Model((*Customer)(nil)).Column("customer.id").Where("customer.name = ? AND customer.id <> ? AND customer.merged_into IS NULL", c.Name, id)
	if err := Visible(q, actor).OrderExpr("customer.id").Limit(likelyMost).Scan(ctx, &named); err != nil {
		return nil, err
	}
	for _, other := range named {
		note(other, "name")
	}
	var merged []string
	was := db.NewSelect().Model((*Customer)(nil)).Column("customer.id").Where("customer.id IN (SELECT m.customer_id FROM customer_merge m WHERE m.into_id = ?) AND customer.merged_into = ?", id, id)
	if err := Visible(was, actor).OrderExpr("customer.id").Limit(likelyMost).Scan(ctx, &merged); err != nil {
		return nil, err
	}
	for _, other := range merged {
		note(other, "merged")
	}
	var numbers []identifier
	own := db.NewSelect().Model((*identifier)(nil)).Column("value").Where("customer_id = ?", id)
	q = db.NewSelect().Model(&numbers).Join("JOIN customer ON customer.id = identifier.customer_id").
		Where("identifier.value IN (?) AND identifier.customer_id <> ?", own, id).OrderExpr("identifier.customer_id").Limit(likelyMost * 5)
	if err := Visible(q, actor).Scan(ctx); err != nil {
		return nil, err
	}
	for _, n := range numbers {
		note(n.CustomerID, n.Kind)
	}
	return s.likely(ctx, same)
}

// likely reads customers with what they have in common, those with the most first.
func (s *Service) likely(ctx context.Context, same map[string][]string) ([]Likely, error) {
	ids := make([]string, 0, len(same))
	for id := range same {
		ids = append(ids, id)
	}
	found, err := byID[Customer](ctx, s.db, ids)
	if err != nil {
		return nil, err
	}
	var customers []Customer
	for _, c := range found {
		customers = append(customers, *c)
	}
	slices.SortFunc(customers, func(a, b Customer) int {
		return cmp.Or(len(same[b.ID])-len(same[a.ID]), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	views, err := s.Views(ctx, customers[:min(len(customers), likelyMost)]...)
	list := make([]Likely, len(views))
	for i, v := range views {
		list[i] = Likely{v, same[v.ID]}
	}
	return list, err
}

// Twins are customers that have a phone in common.
type Twins struct {
	Phone     string `json:"phone" personal:"phone"`
	Customers []View `json:"customers"`
}

// ListTwins lists customers who are likely the same, by the phones that several have. What very many have, as the phone
// of an agent, is passed over. It needs customer.read.
func (s *Service) ListTwins(ctx context.Context, p Paging) ([]Twins, string, error) {
	actor, err := org.Need(ctx, org.CustomerRead)
	if err != nil {
		return nil, "", err
	}
	after, err := store.ReadCursor(p.Cursor, 1)
	if err != nil {
		return nil, "", err
	}
	var values []string
	q := s.db.Read(ctx).NewSelect().Model((*identifier)(nil)).Column("value").Join("JOIN customer ON customer.id = identifier.customer_id").
		Where("identifier.kind = 'contact'").GroupExpr("value").Having("COUNT(DISTINCT customer_id) BETWEEN 2 AND ?", likelyMost).OrderExpr("value").Limit(int64(p.Limit) + 1)
	if after != nil {
		q = q.Where("value > ?", after[0])
	}
	if err := Visible(q, actor).Scan(ctx, &values); err != nil {
		return nil, "", err
	}
	next := ""
	if len(values) > p.Limit {
		values = values[:p.Limit]
		next = store.Cursor(values[p.Limit-1])
	}
	list, err := s.twins(ctx, actor, values)
	return list, next, err
}

func (s *Service) twins(ctx context.Context, actor *org.Actor, values []string) ([]Twins, error) {
	if len(values) == 0 {
		return nil, nil
	}
	var numbers []identifier
	q := s.db.Read(ctx).NewSelect().Model(&numbers).Join("JOIN customer ON customer.id = identifier.customer_id").
		Where("identifier.kind = 'contact' AND identifier.value IN (?)", bun.List(values)).OrderExpr("identifier.value, identifier.customer_id")
	if err := Visible(q, actor).Scan(ctx); err != nil {
		return nil, err
	}
	var ids []string
	for _, n := range numbers {
		ids = append(ids, n.CustomerID)
	}
	found, err := byID[Customer](ctx, s.db, ids)
	if err != nil {
		return nil, err
	}
	var list []Twins
	var customers []Customer
	var of []int
	for _, n := range numbers {
		if len(list) == 0 || list[len(list)-1].Phone != n.Value {
			list = append(list, Twins{Phone: n.Value, Customers: []View{}})
		}
		if c := found[n.CustomerID]; c != nil {
			customers, of = append(customers, *c), append(of, len(list)-1)
		}
	}
	views, err := s.Views(ctx, customers...)
	for i, v := range views {
		t := &list[of[i]]
		if !slices.ContainsFunc(t.Customers, func(c View) bool { return c.ID == v.ID }) {
			t.Customers = append(t.Customers, v)
		}
	}
	return list, err
}
