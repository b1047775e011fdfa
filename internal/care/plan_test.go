package care_test

import (
	"net/url"
	"testing"
	"time"

	"github.com/xingfu/xingfu/internal/care"
	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

func (h *house) plan(code string, position int, g *care.Segment, rules ...care.Rule) *care.ServicePlan {
	h.t.Helper()
	p, err := h.SavePlan(h.as("admin"), care.ServicePlan{Code: code, Zh: code, Position: position, Segment: g, Tasks: rules, Active: true})
	ok(h.t, err)
	return p
}

func (h *house) round() {
	h.t.Helper()
	ok(h.t, h.Round(h.program()))
}

// planOf gives the code of the plan that a customer has, and how he came to it.
func (h *house) planOf(c *customer.Customer) string {
	h.t.Helper()
	o, err := h.Overview(h.as("lin"), c.ID)
	ok(h.t, err)
	if o.Plan == nil {
		return o.Customer.ServicePlan
	}
	if o.Plan.Code != o.Customer.ServicePlan {
		h.t.Errorf("%s is a member of %s and has %q", c.Name, o.Plan.Code, o.Customer.ServicePlan)
	}
	return o.Plan.Code + " by " + o.Plan.Via
}

// Each rule of a segment chooses those whom it should; the preview and the members agree.
func TestASegmentHasWhoMeetsAllItsRules(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		sea := h.client("甲渔业")
		land := h.client("乙电力", func(in *customer.NewCustomer) {
			in.Phone, in.Tier, in.UnitID = "13900000002", "standard", h.units["gd"]
		})
		person := h.client("丙", func(in *customer.NewCustomer) { in.Phone, in.Kind, in.Tier = "13900000003", "person", "silver" })
		_, err := h.customers.AddSite(h.program(), sea.ID, customer.Site{Name: "沈家门", Area: "sea"})
		ok(t, err)
		_, err = h.customers.AddTerminal(h.program(), sea.ID, customer.Terminal{Product: "vsat", Serial: "A1", State: "active"})
		ok(t, err)
		_, err = h.customers.SavePlan(h.program(), customer.Plan{Code: "sea-50", Zh: "海洋 50", Product: "vsat", Active: true}, true)
		ok(t, err)
		_, err = h.customers.AddSubscription(h.program(), sea.ID, customer.Subscription{Product: "vsat", Plan: "sea-50", State: "active", StartsOn: "2026-01-01"})
		ok(t, err)
		_, err = h.customers.AddContract(h.program(), land.ID, customer.Contract{Number: "K1", StartsOn: "2026-01-01"})
		ok(t, err)
		h.fault("lin", person.ID)
		h.later(20)
		h.fault("lin", sea.ID)
		h.later(10)
		_, err = h.tickets.FireDue(h.program()) // its promises break
		ok(t, err)
		complaint := ticket.Intake{Kind: "complaint", Subject: "x", Description: "x", Channel: "phone", CustomerID: sea.ID, Details: map[string]string{"about": "客服", "demand": "道歉"}}
		_, err = h.tickets.File(h.as("lin"), complaint, "")
		ok(t, err)
		for name, x := range map[string]struct {
			care.Segment
			want []string
		}{
			"kind":       {care.Segment{Kinds: []string{"person"}}, []string{"丙"}},
			"tier":       {care.Segment{Tiers: []string{"gold", "standard"}}, []string{"乙电力", "甲渔业"}},
			"unit":       {care.Segment{Units: []string{h.units["gd"]}}, []string{"乙电力"}},
			"all units":  {care.Segment{Units: []string{h.units["hq"]}}, []string{"丙", "乙电力", "甲渔业"}},
			"area":       {care.Segment{Areas: []string{"sea"}}, []string{"甲渔业"}},
			"product":    {care.Segment{Products: []string{"vsat"}}, []string{"甲渔业"}},
			"plan":       {care.Segment{Plans: []string{"sea-50"}}, []string{"甲渔业"}},
			"contract":   {care.Segment{Contract: "running"}, []string{"乙电力"}},
			"none":       {care.Segment{Contract: "none"}, []string{"丙", "甲渔业"}},
			"tickets":    {care.Segment{Tickets: &care.AtLeast{Least: 2, Days: 15}}, []string{"甲渔业"}},
			"long ago":   {care.Segment{Tickets: &care.AtLeast{Least: 1, Days: 40}}, []string{"丙", "甲渔业"}},
			"complaints": {care.Segment{Complaints: &care.AtLeast{Least: 1, Days: 5}}, []string{"甲渔业"}},
			"broken":     {care.Segment{Broken: &care.AtLeast{Least: 1, Days: 15}}, []string{"甲渔业"}},
			"quiet":      {care.Segment{QuietDays: 25}, []string{"丙", "乙电力"}},
			"several":    {care.Segment{Kinds: []string{"organisation"}, QuietDays: 25}, []string{"乙电力"}},
		} {
			p, err := h.Preview(h.as("admin"), x.Segment)
			ok(t, err)
			names := map[string]bool{}
			for _, v := range p.Few {
				names[v.Name] = true
			}
			if p.Count != len(x.want) || len(names) != len(x.want) {
				t.Errorf("%s: %d, %v, want %v", name, p.Count, names, x.want)
			}
			for _, want := range x.want {
				if !names[want] {
					t.Errorf("%s: %v, want %v", name, names, x.want)
				}
			}
		}
		h.plan("sea", 1, &care.Segment{Areas: []string{"sea"}})
		h.round()
		if got := h.planOf(sea); got != "sea by segment" {
			t.Error(got)
		}
		_, err = h.Preview(h.as("admin"), care.Segment{Tiers: []string{"iron"}})
		refused(t, err, fault.Invalid, "segment.tiers")
		_, err = h.Preview(h.as("lin"), care.Segment{})
		refused(t, err, fault.Forbidden, "")
		_, err = h.SavePlan(h.as("admin"), care.ServicePlan{Code: "all", Zh: "全部", Segment: &care.Segment{}, Active: true})
		refused(t, err, fault.Invalid, "segment")
	})
}

// What is set by hand wins over a contract, a contract over the first segment; all goes back when it ends.
func TestWhichPlanACustomerHas(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		c := h.client("远汐渔业")
		h.plan("second", 2, &care.Segment{Kinds: []string{"organisation"}})
		h.plan("first", 1, &care.Segment{Tiers: []string{"gold"}})
		h.plan("agreed", 3, nil)
		h.plan("given", 4, nil)
		expect := func(want string) {
			t.Helper()
			if got := h.planOf(c); got != want {
				t.Errorf("%q, want %q", got, want)
			}
		}
		expect("")
		h.round()
		expect("first by segment")
		k, err := h.customers.AddContract(h.as("mei"), c.ID, customer.Contract{Number: "K1", StartsOn: "2026-01-01", ServicePlan: "agreed"})
		ok(t, err)
		expect("agreed by contract")
		_, err = h.customers.AddContract(h.as("mei"), c.ID, customer.Contract{Number: "K2", StartsOn: "2026-01-01", ServicePlan: "none such"})
		refused(t, err, fault.Invalid, "servicePlan")
		version := func() int64 {
			o, err := h.Overview(h.as("lin"), c.ID)
			ok(t, err)
			return o.Customer.Version
		}
		ok(t, h.SetPlan(h.as("mei"), c.ID, "given", version()))
		expect("given by hand")
		refused(t, h.SetPlan(h.as("mei"), c.ID, "first", version()-1), fault.Conflict, "")
		refused(t, h.SetPlan(h.as("wu"), c.ID, "first", version()), fault.NotFound, "")
		refused(t, h.SetPlan(h.as("mei"), c.ID, "none such", version()), fault.Invalid, "servicePlan")
		h.round()
		expect("given by hand")
		ok(t, h.SetPlan(h.as("mei"), c.ID, "", version()))
		expect("agreed by contract")
		_, err = h.customers.ChangeContract(h.as("mei"), k.ID, customer.ContractFields{EndsOn: is("2026-02-01")}, k.Version)
		ok(t, err)
		expect("first by segment")
		plans, err := h.ServicePlans(h.as("mei"))
		ok(t, err)
		first := plans[0]
		first.Active = false
		_, err = h.SavePlan(h.as("admin"), first)
		ok(t, err)
		h.round()
		expect("second by segment")
		list, _, err := h.customers.List(h.as("lin"), customer.Filter{ServicePlan: "second"}, customer.Paging{Limit: 10})
		if ok(t, err); len(list) != 1 || list[0].ID != c.ID {
			t.Errorf("%+v", list)
		}
	})
}

// A plan asks for its tasks when their time has come, each once, whoever goes through the customers how often.
func TestAPlanAsksForItsTasksOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		c := h.client("远汐渔业")
		_, err := h.customers.AddContract(h.program(), c.ID, customer.Contract{Number: "K1", StartsOn: "2024-05-20"})
		ok(t, err)
		p := h.plan("sea", 1, &care.Segment{Kinds: []string{"organisation"}},
			care.Rule{Kind: "onboarding", Words: "回访", When: "joined", Days: 3},
			care.Rule{Kind: "typhoon", Words: "查锚泊", When: "yearly", On: "06-01", Ahead: 30},
			care.Rule{Kind: "anniversary", Words: "续约", When: "anniversary", Days: 10, Ahead: 20})
		for range 60 {
			h.round()
			h.round()
			h.later(1)
		}
		same(t, "asked for", h.owed("mei", care.TaskFilter{Plan: p.ID}), "回访", "续约", "查锚泊")
		rows, _, err := h.Tasks(h.as("mei"), care.TaskFilter{Plan: p.ID}, care.Paging{Limit: 10})
		ok(t, err)
		for i, due := range []string{"2026-04-16", "2026-05-10", "2026-06-01"} {
			if r := rows[i]; r.DueOn != due || r.Owner.Name != "mei" || r.Plan.Zh != "sea" {
				t.Errorf("%+v", r)
			}
		}
		// A year later the yearly ones come again; a customer who has lost the plan is asked for nothing more.
		h.at = time.Date(2027, 5, 25, 2, 0, 0, 0, time.UTC)
		h.round()
		same(t, "the next year", h.owed("mei", care.TaskFilter{Plan: p.ID, Outcome: "ahead"}), "查锚泊")
		p.Active = false
		_, err = h.SavePlan(h.as("admin"), *p)
		ok(t, err)
		h.round()
		same(t, "no longer owed", h.owed("mei", care.TaskFilter{Plan: p.ID, Outcome: "dropped"}), "查锚泊")
		same(t, "what is late stays", h.owed("mei", care.TaskFilter{Plan: p.ID, Outcome: "missed"}), "回访", "续约", "查锚泊")
	})
}

// A policy may name a service plan; the ticket says that it did. Every figure of the plan's effect is the length of the
// list that it opens, as far as one may see it.
func TestWhatComesOfAPlan(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		c, other := h.client("远汐渔业"), h.client("别家", func(in *customer.NewCustomer) { in.Phone, in.Tier = "13900000002", "standard" })
		h.fault("lin", c.ID)
		p := h.plan("sea", 1, &care.Segment{Tiers: []string{"gold"}}, care.Rule{Kind: "onboarding", Words: "回访", When: "joined", Days: 3}, care.Rule{Kind: "need", Words: "问需求", When: "joined", Days: 5})
		h.round()
		_, err := h.tickets.SavePolicy(h.as("admin"), ticket.Policy{Code: "sea", Zh: "海洋", When: map[string][]string{"servicePlan": {"sea"}}, Calendar: "always", Respond: 5, Resolve: 60, Accept: 5, Finish: 30, Warn: 80, Active: true})
		ok(t, err)
		policies, err := h.tickets.Policies(h.as("admin"))
		ok(t, err)
		ids := []string{policies[len(policies)-1].ID}
		for _, x := range policies[:len(policies)-1] {
			ids = append(ids, x.ID)
		}
		ok(t, h.tickets.OrderPolicies(h.as("admin"), ids))
		filed := h.fault("lin", c.ID)
		view, err := h.tickets.Get(h.as("lin"), filed.ID)
		ok(t, err)
		if view.Policy.Code != "sea" || len(view.Policy.Why) != 1 || view.Policy.Why[0] != (ticket.Condition{Field: "servicePlan", Value: "sea"}) {
			t.Errorf("%+v", view.Policy)
		}
		if plain := h.fault("lin", other.ID); plain.Policy == "sea" {
			t.Error("the policy of a plan holds for who has not the plan")
		}
		h.later(4)
		_, err = h.tickets.FireDue(h.program())
		ok(t, err)
		rows, _, err := h.Tasks(h.as("mei"), care.TaskFilter{Plan: p.ID}, care.Paging{Limit: 10})
		ok(t, err)
		_, err = h.ChangeTask(h.as("mei"), rows[1].ID, care.TaskChange{State: is(care.Done), Result: is("没有"), Version: 1})
		ok(t, err)
		e, err := h.Effect(h.as("lin"), p.ID)
		ok(t, err)
		for name, x := range map[string]struct{ got, want int }{"members": {e.Members.Count, 1}, "by segment": {e.Via.Segment, 1}, "given": {e.Given.Count, 2}, "on time": {e.OnTime.Count, 1},
			"missed": {e.Missed.Count, 1}, "under": {e.Under.Tickets.Count, 1}, "broken under": {e.Under.Broken.Count, 1}, "before": {e.Before.Tickets.Count, 1}, "others": {e.Others.Tickets.Count, 1}} {
			if x.got != x.want {
				t.Errorf("%s: %d, want %d", name, x.got, x.want)
			}
		}
		for _, f := range []ticket.Figure{e.Under.Tickets, e.Under.Broken, e.Before.Tickets, e.Before.Broken, e.Others.Tickets, e.Others.Broken} {
			q, err := url.ParseQuery(f.Query)
			ok(t, err)
			from, err := time.Parse(time.RFC3339, q.Get("createdFrom"))
			ok(t, err)
			n, _, err := h.tickets.Count(h.as("lin"), ticket.Filter{ServicePlan: q.Get("servicePlan"), Member: q.Get("member"), Late: q.Get("late"), CreatedFrom: from})
			if ok(t, err); n != f.Count {
				t.Errorf("%s lists %d, not %d", f.Query, n, f.Count)
			}
		}
		none, err := h.Effect(h.as("wu"), p.ID)
		if ok(t, err); none.Members.Count+none.Given.Count+none.Under.Tickets.Count+none.Others.Tickets.Count != 0 {
			t.Errorf("wu sees %+v", none)
		}
	})
}
