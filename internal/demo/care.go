package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/xingfu/xingfu/internal/care"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/now"
)

// planned is how long before now the service plans began: half of the tickets are older, so that there is a before.
const planned = 30 * 24 * time.Hour

// accountManagers are those of the units that have one.
var accountManagers = map[string]string{"zj": "gu.zhixing", "gd": "lu.xiangwan"}

// managerOf gives the account manager of a unit's organisations, if it has one.
func (p *player) managerOf(unit, kind string) string {
	if a := p.actors[accountManagers[unit]]; a != nil && kind == "organisation" {
		return a.StaffID
	}
	return ""
}

// startPlans makes the service plans and gives them their first members.
func (p *player) startPlans(ctx context.Context) error {
	ctx = org.With(ctx, nil)
	welcome := care.Rule{Kind: "onboarding", Words: "电话说明服务方案，核对联系人和站点资料。", When: "joined", Days: 7}
	renew := care.Rule{Kind: "anniversary", Words: "回顾一年服务，商量续约。", When: "anniversary", Days: 15, Ahead: 45}
	if _, err := p.Care.SaveKind(ctx, care.Kind{Code: "follow-up", Zh: "投诉回访", En: "Follow-up of a complaint", Active: true}); err != nil {
		return err
	}
	for _, plan := range []care.ServicePlan{
		{Code: "sea", Zh: "海上客户服务方案", En: "Customers at sea", About: "船上和海岛站点：台风季、开渔前各检查一次，由客户经理主动联系。", Position: 1,
			Segment: &care.Segment{Kinds: []string{"organisation"}, Areas: []string{"sea"}}, Channels: []string{"phone", "portal"},
			Tasks: []care.Rule{welcome, renew,
				{Kind: "typhoon", Words: "台风季前检查天线锚泊、防水和备用电源。", When: "yearly", On: "06-01", Ahead: 30},
				{Kind: "fishing", Words: "开渔前检查船载终端和套餐余量。", When: "yearly", On: "08-16", Ahead: 21}}},
		{Code: "key", Zh: "重点客户服务方案", En: "Key customers", About: "白金、金牌单位客户：专人负责，合同周年前回顾。", Position: 2,
			Segment: &care.Segment{Kinds: []string{"organisation"}, Tiers: []string{"platinum", "gold"}, Contract: "running"}, Channels: []string{"phone", "visit"},
			Tasks: []care.Rule{welcome, renew}},
		{Code: "mend", Zh: "关系修复方案", En: "Making good", About: "近三个月投诉过的客户：一周内回访，确认问题不再出现。", Position: 3,
			Segment: &care.Segment{Complaints: &care.AtLeast{Least: 1, Days: 90}}, Channels: []string{"phone"},
			Tasks: []care.Rule{{Kind: "follow-up", Words: "回访投诉是否已经解决。", When: "joined", Days: 3}}},
	} {
		plan.Active = true
		if _, err := p.Care.SavePlan(ctx, plan); err != nil {
			return fmt.Errorf("service plan %s: %w", plan.Code, err)
		}
	}
	return p.Care.Round(ctx)
}

// playCare lets the account managers do what the plans ask for, most of it in time, and records what customers want.
func (p *player) playCare(ctx context.Context) error {
	for _, look := range []func(context.Context) error{p.playPlanned, p.playNeeds, p.playVisits} {
		if err := look(ctx); err != nil {
			return err
		}
	}
	return p.Care.Round(org.With(ctx, nil))
}

// playPlanned lets what the plans ask for be done: by the account managers what is theirs, by the supervisors of the
// units what nobody owes by name.
func (p *player) playPlanned(ctx context.Context) error {
	does := map[string]string{"account": "mine", "supervisor": "unit"}
	for _, s := range p.plan.Staff {
		login := s.Login
		if does[s.Role] == "" {
			continue
		}
		list, _, err := p.Care.Tasks(p.as(ctx, login), care.TaskFilter{Who: does[s.Role], Kind: "onboarding,follow-up", State: "open"}, care.Paging{Limit: 100})
		if err != nil {
			return err
		}
		for i, task := range list {
			due, err := time.Parse(time.DateOnly, task.DueOn)
			if err != nil {
				return err
			}
			at := due.Add(-20 * time.Hour)
			switch {
			case i%7 == 5:
				continue // still owed
			case i%7 == 3:
				at = due.Add(52 * time.Hour)
			}
			if at.After(now.From(ctx)) {
				continue
			}
			done, result := care.Done, "已电话联系，资料核对无误。"
			_, err = p.Care.ChangeTask(p.as(now.At(ctx, at), login), task.ID, care.TaskChange{State: &done, Result: &result, Version: task.Version})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// wants are what customers say they want, by how many days ago.
var wants = []struct {
	kind, words, result string
	state               care.State
	days                int
}{
	{care.Need, "想知道年底前能不能给两条新船开通宽带。", "可以，已发报价和安装排期。", care.Done, 20},
	{care.Opportunity, "打算把三个岛上的话音换成宽带，要方案和报价。", "", care.Open, 12},
	{care.Need, "希望每月有一份站点质量报告。", "", care.Open, 11},
	{care.Need, "想在台风天多留一个应急号码。", "", care.Open, 3},
	{care.Opportunity, "新建物流码头，需要一条备用链路。", "已签两年合同。", care.Won, 25},
	{care.Opportunity, "想比较两家的船载资费。", "对方价格低，客户选了别家。", care.Lost, 22},
}

// playNeeds records what customers want in the course of their tickets.
func (p *player) playNeeds(ctx context.Context) error {
	next := 0
	for i, t := range p.plan.Tickets {
		if next == len(wants) || t.Customer < 0 || p.managerOf(p.plan.Customers[t.Customer].Unit, p.plan.Customers[t.Customer].Kind) == "" {
			continue
		}
		want, owner := wants[next], p.tickets[i].owner
		if t.At.After(now.From(ctx).AddDate(0, 0, -want.days)) || p.actors[owner] == nil || !p.actors[owner].May(org.CustomerWrite) {
			continue
		}
		next++
		at := now.At(ctx, now.From(ctx).AddDate(0, 0, -want.days))
		made, err := p.Care.AddTask(p.as(at, owner), care.NewTask{Ticket: p.tickets[i].number, Kind: want.kind, Words: want.words})
		if err != nil {
			return fmt.Errorf("need %q: %w", want.words, err)
		}
		if want.state == care.Open {
			continue
		}
		by := accountManagers[p.plan.Customers[t.Customer].Unit]
		later := now.At(ctx, now.From(at).AddDate(0, 0, 4))
		if _, err := p.Care.ChangeTask(p.as(later, by), made.ID, care.TaskChange{State: &want.state, Result: &want.result, Version: made.Version}); err != nil {
			return fmt.Errorf("need %q: %w", want.words, err)
		}
	}
	return nil
}

// playVisits lets the account managers visit their first customers.
func (p *player) playVisits(ctx context.Context) error {
	visits := []struct {
		state, purpose, result string
		days                   int
	}{{"made", "看新站点的安装条件。", "楼顶可装，朝向无遮挡。", -18}, {"planned", "续约前走访。", "", 5}, {"cancelled", "例行走访。", "客户出海，改期。", -9}, {"made", "投诉后走访。", "客户认可处理，希望以后先打电话。", -4}}
	for i, c := range p.plan.Customers {
		by := accountManagers[c.Unit]
		if len(visits) == 0 || p.managerOf(c.Unit, c.Kind) == "" {
			continue
		}
		v := visits[0]
		visits = visits[1:]
		day := now.From(ctx).AddDate(0, 0, v.days)
		on, site := day.In(now.China).Format(time.DateOnly), pick(p.customers[i].sites, 0)
		said := now.At(ctx, day)
		if v.days > 0 {
			said = ctx
		}
		in := care.VisitFields{SiteID: &site, Day: &on, State: &v.state, Purpose: &v.purpose, Result: &v.result}
		if _, err := p.Care.AddVisit(p.as(said, by), p.customers[i].id, in); err != nil {
			return fmt.Errorf("visit %q: %w", v.purpose, err)
		}
	}
	return nil
}
