package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/xingfu/xingfu/internal/demo/story"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/ticket"
)

// addWays lets provinces have ways of their own, and people skills and leave. It comes after the tickets, whose story
// it does not touch.
func (p *player) addWays(ctx context.Context) error {
	for _, add := range []func(context.Context) error{p.addCalendars, p.addUnitRules, p.addSkills, p.addAbsences} {
		if err := add(ctx); err != nil {
			return err
		}
	}
	return nil
}

// staffOf gives the people of a unit in a role, in their order.
func (p *player) staffOf(unit, role string) (list []story.Staff) {
	for _, s := range p.plan.Staff {
		if s.Unit == unit && s.Role == role {
			list = append(list, s)
		}
	}
	return list
}

// admin gives the context in which the administrator acts.
func (p *player) admin(ctx context.Context) context.Context {
	return p.as(ctx, p.staffOf("hq", "admin")[0].Login)
}

// addCalendars gives the far west its later hours, with a local holiday, and a policy before the common ones.
func (p *player) addCalendars(ctx context.Context) error {
	ctx = p.admin(ctx)
	week := []string{"", "10:00-14:00 16:00-20:00", "10:00-14:00 16:00-20:00", "10:00-14:00 16:00-20:00", "10:00-14:00 16:00-20:00", "10:00-14:00 16:00-20:00", ""}
	_, err := p.Tickets.SaveCalendar(ctx, ticket.Calendar{Code: "xinjiang", Zh: "新疆工作时间", En: "Xinjiang hours", Zone: "Asia/Shanghai", Week: week, Holidays: true,
		Days: "2026-03-20,off,肉孜节\n2026-05-27,off,古尔邦节"})
	if err != nil {
		return fmt.Errorf("calendar: %w", err)
	}
	_, err = p.Tickets.SavePolicy(ctx, ticket.Policy{Code: "xj-request", Zh: "新疆业务办理", En: "Requests in Xinjiang", UnitID: p.units["xj"], When: map[string][]string{"kind": {"request"}},
		Calendar: "local", Respond: 120, Resolve: 1440, Accept: 120, Finish: 960, Warn: 80, Active: true})
	return err
}

func (p *player) addUnitRules(ctx context.Context) error {
	for _, one := range []struct{ unit, name, value string }{{"xj", "calendar", "xinjiang"}, {"xj", "callback-tries", "4"}, {"hi", "hotline", "0898-6500-1740"},
		{"hi", "duplicate-days", "7"}, {"ncc", "seats", "40"}} {
		u, err := p.Org.Unit(ctx, p.units[one.unit])
		if err != nil {
			return err
		}
		change := org.SettingsChange{Settings: map[string]*string{one.name: &one.value}, Version: u.Version}
		if _, err := p.Org.ChangeSettings(p.admin(ctx), u.ID, change); err != nil {
			return fmt.Errorf("rule %s of %s: %w", one.name, one.unit, err)
		}
	}
	return nil
}

func (p *player) addSkills(ctx context.Context) error {
	skills := []org.Skill{{Code: "vsat", Zh: "VSAT 排障", En: "VSAT fault finding", Categories: []string{"no-receive", "no-transmit", "slow", "intermittent"}, Active: true},
		{Code: "phone", Zh: "卫星电话", En: "Satellite phones", Categories: []string{"no-service", "voice", "sms"}, Active: true},
		{Code: "complaint", Zh: "投诉处理", En: "Handling complaints", Categories: []string{"service", "charging", "quality"}, Active: true},
		{Code: "uyghur", Zh: "维吾尔语", En: "Uyghur", Active: true}}
	for _, one := range skills {
		if _, err := p.Org.SaveSkill(p.admin(ctx), one); err != nil {
			return fmt.Errorf("skill %s: %w", one.Code, err)
		}
	}
	for i, s := range p.plan.Staff {
		if s.Role != "frontdesk" && s.Role != "engineer" {
			continue
		}
		has := []org.StaffSkill{{Skill: skills[i%3].Code, Level: i%3 + 1}}
		if s.Unit == "xj" {
			has = append(has, org.StaffSkill{Skill: "uyghur", Level: 3})
		}
		person, err := p.Org.StaffByLogin(ctx, s.Login)
		if err != nil {
			return err
		}
		if _, err := p.Org.ChangeStaff(ctx, person.ID, org.StaffChange{Skills: &has, Version: person.Version}); err != nil {
			return fmt.Errorf("skills of %s: %w", s.Login, err)
		}
	}
	return nil
}

// addAbsences lets somebody be away now with a substitute, and somebody next week.
func (p *player) addAbsences(ctx context.Context) error {
	at := now.From(ctx)
	away := func(unit, role, kind string, from, until time.Duration) error {
		people := p.staffOf(unit, role)
		in := org.NewAbsence{StaffID: p.actors[people[0].Login].StaffID, Kind: kind, FromAt: at.Add(from), UntilAt: at.Add(until), SubstituteID: p.actors[people[1].Login].StaffID, GiveBack: true}
		if _, err := p.Org.AddAbsence(p.as(ctx, people[0].Login), in); err != nil {
			return fmt.Errorf("absence of %s: %w", people[0].Login, err)
		}
		return nil
	}
	const day = 24 * time.Hour
	if err := away("sc", "frontdesk", "leave", -day, 4*day); err != nil {
		return err
	}
	return away("hl-field", "engineer", "training", 5*day, 8*day)
}
