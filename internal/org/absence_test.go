package org_test

import (
	"testing"
	"time"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

func away(who, by *org.Staff, days int) org.NewAbsence {
	in := org.NewAbsence{StaffID: who.ID, Kind: "sick", Note: "发烧", FromAt: start, UntilAt: start.Add(time.Duration(days) * 24 * time.Hour)}
	if by != nil {
		in.SubstituteID = by.ID
	}
	return in
}

func TestWhoIsAwayHasASubstitute(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		lin, zhou, hu := h.person("lin", "east", org.FrontDesk, org.ScopeUnit), h.person("zhou", "east", org.FrontDesk, org.ScopeUnit), h.person("hu", "east", org.FrontDesk, org.ScopeUnit)
		gao, chief := h.person("gao", "east", org.Engineer, org.ScopeUnit), h.person("chief", "hq", org.Supervisor, org.ScopeSubtree)
		_, err := h.AddAbsence(h.as(zhou), away(lin, zhou, 2))
		refused(t, err, fault.Forbidden)
		_, err = h.AddAbsence(h.as(lin), away(lin, gao, 2)) // cannot own tickets
		refused(t, err, fault.Invalid)
		_, err = h.AddAbsence(h.as(lin), away(lin, lin, 2))
		refused(t, err, fault.Invalid)
		_, err = h.AddAbsence(h.as(lin), away(lin, zhou, -1))
		refused(t, err, fault.Invalid)
		first, err := h.AddAbsence(h.as(lin), away(lin, zhou, 2))
		ok(t, err)
		_, err = h.AddAbsence(h.as(chief), away(lin, nil, 1))
		refused(t, err, fault.Invalid) // twice at once

		standsIn := func(at time.Time) string {
			tree, err := h.Tree(h.program())
			ok(t, err)
			return tree.StandIn(lin.ID, at)
		}
		if standsIn(start.Add(-time.Hour)) != lin.ID || standsIn(start) != zhou.ID || standsIn(first.UntilAt) != lin.ID {
			t.Error("the substitute does not stand in just while lin is away")
		}
		_, err = h.AddAbsence(h.as(hu), away(hu, lin, 1)) // who is away himself
		refused(t, err, fault.Invalid)
		_, err = h.AddAbsence(h.as(chief), away(zhou, hu, 1))
		ok(t, err)
		if standsIn(start) != hu.ID {
			t.Error("while the substitute is away nobody stands in for him")
		}
		list, err := h.Absences(h.as(hu), "")
		ok(t, err)
		if len(list) != 2 || list[0].Kind != "" || list[0].Note != "" {
			t.Errorf("a colleague is told %+v", list)
		}
		if list, err = h.Absences(h.as(chief), ""); err != nil || list[0].Kind == "" {
			t.Errorf("the supervisor is told %+v (%v)", list, err)
		}
		off := true
		_, err = h.ChangeStaff(h.program(), hu.ID, org.StaffChange{Disabled: &off, Version: 1})
		ok(t, err)
		if standsIn(start) != "" {
			t.Error("one who has left stands in")
		}
		_, err = h.ChangeAbsence(h.as(lin), first.ID, org.AbsenceChange{Ended: true, Version: 9})
		refused(t, err, fault.Conflict)
		_, err = h.ChangeAbsence(h.as(lin), first.ID, org.AbsenceChange{Ended: true, Version: 1})
		ok(t, err)
		if standsIn(start) != lin.ID {
			t.Error("who is back has a substitute still")
		}
		_, err = h.ChangeAbsence(h.as(lin), first.ID, org.AbsenceChange{Ended: true, Version: 2})
		refused(t, err, fault.Conflict)
	})
}

func TestALeaverLosesAllByWhichHeActs(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		lin, admin := h.person("lin", "east", org.FrontDesk, org.ScopeUnit), h.person("admin", "hq", org.Admin, org.ScopeAll)
		officer := h.person("officer", "hq", org.Security, org.ScopeAll)
		_, _, err := h.AddToken(h.program(), lin.ID, "script", time.Time{})
		ok(t, err)
		refused(t, h.Leave(h.as(officer), lin.ID, 1, nil), fault.Forbidden)
		refused(t, h.Leave(h.as(admin), admin.ID, 1, nil), fault.Forbidden)
		refused(t, h.Leave(h.as(admin), officer.ID, 1, nil), fault.Conflict) // the last one
		refused(t, h.Leave(h.as(admin), lin.ID, 7, nil), fault.Conflict)
		ok(t, h.Leave(h.as(admin), lin.ID, 1, map[string]any{"matters": 3}))
		p, has, err := h.Leaver(h.as(admin), lin.ID)
		ok(t, err)
		if !p.Disabled || len(has.Posts)+has.Tokens+has.Sessions+has.Factors != 0 {
			t.Errorf("the leaver still has %+v", has)
		}
	})
}

func TestSkillsAreKeptPerPerson(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		lin, admin := h.person("lin", "east", org.FrontDesk, org.ScopeUnit), h.as(h.person("admin", "hq", org.Admin, org.ScopeAll))
		_, err := h.SaveSkill(h.as(lin), org.Skill{Code: "vsat", Zh: "VSAT"})
		refused(t, err, fault.Forbidden)
		made, err := h.SaveSkill(admin, org.Skill{Code: "vsat", Zh: "VSAT 排障", Categories: []string{"no-receive", "no-receive"}, Active: true})
		ok(t, err)
		if len(made.Categories) != 1 || made.Version != 1 {
			t.Errorf("made: %+v", made)
		}
		_, err = h.SaveSkill(admin, org.Skill{Code: "vsat", Zh: "again"})
		refused(t, err, fault.Invalid)
		for _, wrong := range [][]org.StaffSkill{{{Skill: "none", Level: 1}}, {{Skill: "vsat", Level: 4}}, {{Skill: "vsat", Level: 1}, {Skill: "vsat", Level: 2}}} {
			_, err = h.ChangeStaff(admin, lin.ID, org.StaffChange{Skills: &wrong, Version: 1})
			refused(t, err, fault.Invalid)
		}
		seats := 12
		p, err := h.ChangeStaff(admin, lin.ID, org.StaffChange{Skills: &[]org.StaffSkill{{Skill: "vsat", Level: 3}}, Seats: &seats, Version: 1})
		ok(t, err)
		if p.Seats != 12 {
			t.Errorf("seats: %d", p.Seats)
		}
	})
}
