package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/xingfu/xingfu/internal/duty"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/reason/roster"
)

// rotation is how a unit of the demo is on duty.
type rotation struct {
	unit, leader string // of the plan
	kinds        []duty.Kind
	cycle        []int // of kinds; free: a day off
}

const free = -1

var rotations = []rotation{
	{"ncc", "ncc", []duty.Kind{
		{Name: "早班", Post: "热线席", Hours: "08:00-16:00", Colour: "green", Counted: 450, Minimum: 1, Phone: "010-88001740"},
		{Name: "中班", Post: "热线席", Hours: "16:00-23:00", Colour: "amber", Counted: 420, Minimum: 1, Phone: "010-88001740"},
		{Name: "夜班", Post: "热线席", Hours: "23:00-08:00", Colour: "violet", Counted: 480, Night: true, Minimum: 1, Phone: "010-88001740"},
	}, []int{0, 0, 1, 2, free, free}},
	{"gwn", "noc", []duty.Kind{
		{Name: "白班", Post: "主控席", Hours: "08:00-20:00", Colour: "blue", Counted: 660, Minimum: 1, Phone: "010-88002601"},
		{Name: "夜班", Post: "主控席", Hours: "20:00-08:00", Colour: "violet", Counted: 660, Night: true, Minimum: 1, Phone: "010-88002601"},
	}, []int{0, 1}},
}

// dutyDays is how many days before and after today the demo's rosters have.
const dutyDays = 21

// addDuty lays and publishes the rosters, leaves a draft for who plans, offers a shift, and hands over.
func (p *player) addDuty(ctx context.Context) error {
	for _, r := range rotations {
		if err := p.addRotation(ctx, r); err != nil {
			return fmt.Errorf("duty of %s: %w", r.unit, err)
		}
	}
	return p.handOver(ctx)
}

func (p *player) addRotation(ctx context.Context, r rotation) error {
	unit, lead := p.units[r.unit], p.as(ctx, p.someone(r.leader, string(org.Supervisor)))
	rules := duty.RulesInput{Roster: duty.Roster{RestHours: 8, NightsMost: 3, Approve: true, Version: 1}, Kinds: r.kinds}
	if err := p.Duty.SaveRules(lead, unit, rules); err != nil {
		return err
	}
	today := now.Today(ctx)
	in := duty.PatternInput{UnitID: unit, From: roster.After(today, -dutyDays), To: roster.After(today, dutyDays)}
	v, err := p.Duty.Roster(lead, unit, in.From, in.To)
	if err != nil {
		return err
	}
	for _, kind := range r.cycle {
		if kind == free {
			in.Cycle = append(in.Cycle, "")
			continue
		}
		in.Cycle = append(in.Cycle, v.Kinds[kind].ID)
	}
	offset := 0
	for _, s := range p.plan.Staff {
		if s.Unit == r.unit && s.Role != string(org.Supervisor) && offset < len(r.cycle) {
			in.Teams = append(in.Teams, duty.TeamInput{People: []string{p.actors[s.Login].StaffID}, Offset: offset})
			offset++
		}
	}
	if _, err := p.Duty.Lay(lead, in); err != nil {
		return err
	}
	_, err = p.Duty.Publish(now.At(lead, now.From(ctx).Add(-5*24*time.Hour)), duty.Publication{UnitID: unit, From: in.From, To: roster.After(today, dutyDays-7), Despite: true})
	if err != nil {
		return err
	}
	return p.offer(ctx, in)
}

// offer lets somebody who is free in some days offer what he has then to whoever can take it.
func (p *player) offer(ctx context.Context, in duty.PatternInput) error {
	for _, s := range p.plan.Staff {
		if p.actors[s.Login].StaffID != in.Teams[0].People[0] {
			continue
		}
		mine, err := p.Duty.Mine(p.as(ctx, s.Login))
		if err != nil {
			return err
		}
		for _, x := range mine.Shifts {
			if x.StartsAt.After(now.From(ctx).Add(3 * 24 * time.Hour)) {
				_, err := p.Duty.Offer(p.as(ctx, s.Login), duty.NewSwap{ShiftID: x.ID, Reason: "家里有事"})
				return err
			}
		}
	}
	return nil
}

// someone is the first of a unit with a role.
func (p *player) someone(unit, role string) string {
	for _, s := range p.plan.Staff {
		if s.Unit == unit && s.Role == role {
			return s.Login
		}
	}
	return ""
}

func (p *player) handOver(ctx context.Context) error {
	first := p.someone("gwn", string(org.Engineer))
	second := ""
	for _, s := range p.plan.Staff {
		if s.Unit == "gwn" && s.Login != first {
			second = s.Login
		}
	}
	unit := p.units["gwn"]
	ago := func(hours int) context.Context {
		return now.At(ctx, now.From(ctx).Add(-time.Duration(hours)*time.Hour))
	}
	note, err := p.Duty.HandOver(p.as(ago(14), first), duty.NewHandover{UnitID: unit, Shift: "白班", Text: "上午 Ku 频段上行功率波动一次，已恢复，未影响业务。", Watch: "3 号功放温度偏高，每两小时记录一次。",
		Items: []duty.NewItem{{Text: "等厂家寄来功放备件，预计明天到"}, {Text: "北京—乌鲁木齐专线误码观察到明早"}}}, "")
	if err != nil {
		return err
	}
	if err := p.Duty.Accept(p.as(ago(13), second), note.ID); err != nil {
		return err
	}
	_, err = p.Duty.HandOver(p.as(ago(2), second), duty.NewHandover{UnitID: unit, Shift: "夜班", Text: "夜间平稳，功放温度 48 到 52 度。", Items: []duty.NewItem{{Text: "上午十点配合地面网组做主备切换"}}}, "")
	return err
}
