package care

import (
	"context"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Segment is a group of customers by rules (客户群): who meets all of them belongs to it. What is left out is no rule.
type Segment struct {
	Kinds      []string `json:"kinds,omitempty" doc:"person, organisation"`
	Tiers      []string `json:"tiers,omitempty"`
	Units      []string `json:"units,omitempty" doc:"Served by one of these units or one below."`
	Areas      []string `json:"areas,omitempty" doc:"Has a site in such a place: urban, rural, sea, air."`
	Products   []string `json:"products,omitempty" doc:"Has a terminal of such a product in use."`
	Plans      []string `json:"plans,omitempty" doc:"Has an active subscription on one of these plans."`
	Contract   string   `json:"contract,omitempty" enum:"running,none" doc:"Has a contract that runs, or has none."`
	Tickets    *AtLeast `json:"tickets,omitempty" doc:"Has filed so many tickets lately."`
	Complaints *AtLeast `json:"complaints,omitempty" doc:"Has complained so often lately."`
	Broken     *AtLeast `json:"broken,omitempty" doc:"So many promises to him were broken lately."`
	QuietDays  int      `json:"quietDays,omitempty" minimum:"0" maximum:"3650" doc:"Nobody has had a word with him for so many days."`
}

// AtLeast is so often within the last days.
type AtLeast struct {
	Least int `json:"least" minimum:"1" maximum:"1000"`
	Days  int `json:"days" minimum:"1" maximum:"3650"`
}

// condition is SQL over customers with its arguments.
type condition struct {
	where []string
	args  []any
}

func (c *condition) add(where string, args ...any) {
	c.where, c.args = append(c.where, where), append(c.args, args...)
}

func (c *condition) among(values []string, where string) {
	if len(values) > 0 {
		c.add(where, bun.List(values))
	}
}

func (c *condition) sql() string { return "(" + strings.Join(c.where, " AND ") + ")" }

// check names what no customer can have.
func (g *Segment) check(tree *org.Tree) error {
	for _, x := range []struct {
		field         string
		values, known []string
	}{{"kinds", g.Kinds, []string{"person", "organisation"}}, {"tiers", g.Tiers, customer.Tiers}, {"areas", g.Areas, customer.Areas}, {"products", g.Products, customer.Products}} {
		for _, value := range x.values {
			if !slices.Contains(x.known, value) {
				return fault.Bad("segment."+x.field, "只能是 %[1]s 之一。", "It is one of %[2]s.", strings.Join(x.known, "、"), strings.Join(x.known, ", "))
			}
		}
	}
	for _, id := range g.Units {
		if !store.IsID(id) || tree.Unit(id) == nil {
			return fault.Bad("segment.units", "没有这个单位。", "There is no such unit.")
		}
	}
	if g.Contract != "" && g.Contract != "running" && g.Contract != "none" {
		return fault.Bad("segment.contract", "只能是 running 或 none。", "It is running or none.")
	}
	for field, n := range map[string]*AtLeast{"tickets": g.Tickets, "complaints": g.Complaints, "broken": g.Broken} {
		if n != nil && (n.Least < 1 || n.Days < 1) {
			return fault.Bad("segment."+field, "次数和天数至少为 1。", "How often and how many days are 1 at least.")
		}
	}
	return nil
}

// on gives the rules as a condition on customers at the time of ctx.
func (g *Segment) on(ctx context.Context, tree *org.Tree) condition {
	c := condition{}
	c.among(g.Kinds, "customer.kind IN (?)")
	c.among(g.Tiers, "customer.tier IN (?)")
	var units []string
	for _, id := range g.Units {
		units = append(units, append(tree.Below(id), id)...)
	}
	c.among(units, "customer.unit_id IN (?)")
	c.among(g.Areas, "EXISTS (SELECT 1 FROM site x WHERE x.customer_id = customer.id AND x.area IN (?))")
	c.among(g.Products, "EXISTS (SELECT 1 FROM terminal x WHERE x.customer_id = customer.id AND x.state = 'active' AND x.product IN (?))")
	c.among(g.Plans, "EXISTS (SELECT 1 FROM subscription x WHERE x.customer_id = customer.id AND x.state = 'active' AND x.plan IN (?))")
	const running = "EXISTS (SELECT 1 FROM contract x WHERE x.customer_id = customer.id AND x.runs)"
	switch g.Contract {
	case "running":
		c.add(running)
	case "none":
		c.add("NOT " + running)
	}
	g.behaves(ctx, &c)
	return c
}

// behaves adds the rules about what has happened lately.
func (g *Segment) behaves(ctx context.Context, c *condition) {
	at := now.From(ctx)
	often := func(n *AtLeast, from string) {
		if n != nil {
			c.add("(SELECT COUNT(*) FROM "+from+" >= ?) >= ?", at.AddDate(0, 0, -n.Days), n.Least)
		}
	}
	often(g.Tickets, "ticket x WHERE x.customer_id = customer.id AND x.created_at")
	often(g.Complaints, "ticket x WHERE x.customer_id = customer.id AND x.kind = 'complaint' AND x.created_at")
	often(g.Broken, "ticket x JOIN promise p ON p.ticket_id = x.id WHERE x.customer_id = customer.id AND p.handoff_id IS NULL AND p.breached_at")
	if g.QuietDays > 0 {
		since := at.AddDate(0, 0, -g.QuietDays)
		day := since.In(now.China).Format("2006-01-02")
		c.add("customer.created_at < ?", since)
		c.add("NOT EXISTS (SELECT 1 FROM ticket x JOIN event e ON e.ticket_id = x.id WHERE x.customer_id = customer.id AND e.audience = 'public' AND e.at >= ?)", since)
		c.add("NOT EXISTS (SELECT 1 FROM visit x WHERE x.customer_id = customer.id AND x.state = 'made' AND x.day >= ?)", day)
		c.add("NOT EXISTS (SELECT 1 FROM care_task x WHERE x.customer_id = customer.id AND x.state IN ('done', 'won', 'lost') AND x.done_on >= ?)", day)
	}
}

// Preview is whom a segment has now.
type Preview struct {
	Count  int             `json:"count"`
	Capped bool            `json:"capped" doc:"There are more than this."`
	Few    []customer.View `json:"few" doc:"The first by name."`
}

const (
	previewMost = 10_000
	previewFew  = 8
)

// Preview tells whom a segment would have, of those whom the acting person may see. It needs rules.manage and customer.read.
func (s *Service) Preview(ctx context.Context, g Segment) (*Preview, error) {
	if _, err := org.Need(ctx, org.RulesManage); err != nil {
		return nil, err
	}
	actor, err := org.Need(ctx, org.CustomerRead)
	if err != nil {
		return nil, err
	}
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return nil, err
	}
	if err := g.check(tree); err != nil {
		return nil, err
	}
	members := func(q *bun.SelectQuery) *bun.SelectQuery {
		if c := g.on(ctx, tree); len(c.where) > 0 {
			q = q.Where(c.sql(), c.args...)
		}
		return customer.Visible(q, actor).Where("customer.merged_into IS NULL")
	}
	db := s.db.Read(ctx)
	some := members(db.NewSelect().Model((*customer.Customer)(nil)).Column("customer.id")).Limit(previewMost + 1)
	n, err := db.NewSelect().TableExpr("(?) AS few", some).Count(ctx)
	if err != nil {
		return nil, err
	}
	var few []customer.Customer
	if err := members(db.NewSelect().Model(&few)).OrderExpr("customer.name, customer.id").Limit(previewFew).Scan(ctx); err != nil {
		return nil, err
	}
	p := &Preview{Count: min(int(n), previewMost), Capped: n > previewMost}
	p.Few, err = s.customers.Views(ctx, few...)
	return p, err
}
