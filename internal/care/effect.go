package care

import (
	"context"
	"net/url"
	"time"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/ticket"
)

// Effect is what has come of a service plan, as far as the acting person may see its customers and their tickets. Every
// figure carries the filter that lists what it counts: of customers, tasks or tickets.
type Effect struct {
	Since   time.Time     `json:"since" doc:"From when on tickets count."`
	Members ticket.Figure `json:"members"`
	Via     Ways          `json:"via"`
	Given   ticket.Figure `json:"given" doc:"Tasks that the plan has asked for, ever."`
	OnTime  ticket.Figure `json:"onTime"`
	Late    ticket.Figure `json:"late"`
	Missed  ticket.Figure `json:"missed" doc:"Still owed, past their day."`
	Ahead   ticket.Figure `json:"ahead" doc:"Owed by a day to come."`
	Dropped ticket.Figure `json:"dropped"`
	Under   Promised      `json:"under" doc:"Tickets filed under the plan."`
	Before  Promised      `json:"before" doc:"Tickets of those who have the plan now, filed before they had it."`
	Others  Promised      `json:"others" doc:"Tickets of customers who have not the plan."`
}

// Ways count members by how they came to the plan.
type Ways struct {
	Segment  int `json:"segment"`
	Contract int `json:"contract"`
	Hand     int `json:"hand"`
}

// Promised counts tickets, and those on which a promise was broken.
type Promised struct {
	Tickets ticket.Figure `json:"tickets"`
	Broken  ticket.Figure `json:"broken"`
}

const effectDays = 180

// Effect tells what has come of a plan in the last half year. It needs customer.read, and ticket.read for the promises.
func (s *Service) Effect(ctx context.Context, id string) (*Effect, error) {
	actor, err := org.Need(ctx, org.CustomerRead)
	if err != nil {
		return nil, err
	}
	p := &ServicePlan{ID: id}
	if err := s.db.Read(ctx).NewSelect().Model(p).WherePK().Scan(ctx); store.None(err) {
		return nil, fault.Missing("这个服务方案", "service plan")
	} else if err != nil {
		return nil, err
	}
	e := &Effect{Since: now.From(ctx).AddDate(0, 0, -effectDays).Truncate(24 * time.Hour)}
	for _, look := range []func() error{
		func() error { return s.effectMembers(ctx, actor, p, e) },
		func() error { return s.effectTasks(ctx, actor, p, e) },
		func() error { return s.effectPromises(ctx, p, e) },
	} {
		if err := look(); err != nil {
			return nil, err
		}
	}
	return e, nil
}

func (s *Service) effectMembers(ctx context.Context, actor *org.Actor, p *ServicePlan, e *Effect) error {
	var rows []struct {
		Via string
		N   int
	}
	q := s.db.Read(ctx).NewSelect().TableExpr("plan_member AS m").Join("JOIN customer ON customer.id = m.customer_id").
		ColumnExpr("m.via, COUNT(*) AS n").Where("m.plan_id = ? AND m.left_at IS NULL AND customer.merged_into IS NULL", p.ID).GroupExpr("m.via")
	if err := customer.Visible(q, actor).Scan(ctx, &rows); err != nil {
		return err
	}
	for _, r := range rows {
		e.Members.Count += r.N
		switch r.Via {
		case "segment":
			e.Via.Segment = r.N
		case "contract":
			e.Via.Contract = r.N
		default:
			e.Via.Hand = r.N
		}
	}
	e.Members.Query = url.Values{"servicePlan": {p.Code}}.Encode()
	return nil
}

func (s *Service) effectTasks(ctx context.Context, actor *org.Actor, p *ServicePlan, e *Effect) error {
	figures := map[string]*ticket.Figure{"onTime": &e.OnTime, "late": &e.Late, "missed": &e.Missed, "ahead": &e.Ahead, "dropped": &e.Dropped}
	q := s.db.Read(ctx).NewSelect().Model((*Task)(nil)).Join("JOIN customer ON customer.id = care_task.customer_id").Where("care_task.plan_id = ?", p.ID)
	counts := struct{ OnTime, Late, Missed, Ahead, Dropped int }{}
	for name, as := range map[string]string{"onTime": "on_time", "late": "late", "missed": "missed", "ahead": "ahead", "dropped": "dropped"} {
		where, args := outcome(name, now.Today(ctx))
		q = q.ColumnExpr("COALESCE(SUM(CASE WHEN "+where+" THEN 1 ELSE 0 END), 0) AS "+as, args...)
	}
	if err := customer.Visible(q, actor).Scan(ctx, &counts); err != nil {
		return err
	}
	e.OnTime.Count, e.Late.Count, e.Missed.Count, e.Ahead.Count, e.Dropped.Count = counts.OnTime, counts.Late, counts.Missed, counts.Ahead, counts.Dropped
	for name, f := range figures {
		f.Query = url.Values{"plan": {p.ID}, "outcome": {name}}.Encode()
		e.Given.Count += f.Count
	}
	e.Given.Query = url.Values{"plan": {p.ID}}.Encode()
	return nil
}

func (s *Service) effectPromises(ctx context.Context, p *ServicePlan, e *Effect) error {
	for _, x := range []struct {
		to     *Promised
		filter ticket.Filter
	}{
		{&e.Under, ticket.Filter{ServicePlan: p.Code}},
		{&e.Before, ticket.Filter{ServicePlan: "-" + p.Code, Member: p.Code}},
		{&e.Others, ticket.Filter{ServicePlan: "-" + p.Code, Member: "-" + p.Code}},
	} {
		x.filter.CreatedFrom = e.Since
		var err error
		if x.to.Tickets, x.to.Broken, err = s.tickets.KeptOrNot(ctx, x.filter); err != nil {
			return err
		}
	}
	return nil
}
