package org_test

import (
	"context"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// as acts for a person with his rights as they stand now.
func (h *house) as(p *org.Staff) context.Context {
	h.t.Helper()
	a, err := h.Actor(h.at(0), p.ID)
	ok(h.t, err)
	return org.With(h.at(0), a)
}

func post(role org.Role, unit string, scope org.Scope) org.NewPost {
	return org.NewPost{Role: role, UnitID: unit, Scope: scope}
}

// gives lets a person replace another's posts.
func (h *house) gives(by, to *org.Staff, posts ...org.NewPost) error {
	h.t.Helper()
	p, err := h.Staff(h.at(0), to.ID)
	ok(h.t, err)
	_, err = h.ChangeStaff(h.as(by), to.ID, org.StaffChange{Posts: &posts, Version: p.Version})
	return err
}

// may says what a person may do now.
func (h *house) may(p *org.Staff) []org.Permission {
	h.t.Helper()
	a, err := h.Actor(h.at(0), p.ID)
	ok(h.t, err)
	return a.Permissions()
}

// redefine lets a person change what a role may do.
func (h *house) redefine(by *org.Staff, code org.Role, permissions ...org.Permission) error {
	h.t.Helper()
	d, err := h.Role(h.at(0), code)
	ok(h.t, err)
	_, err = h.ChangeRole(h.as(by), code, org.RoleChange{Permissions: &permissions, Version: d.Version})
	return err
}

// says checks that a refusal is of a code and its Chinese sentence holds every word.
func says(t *testing.T, err error, code fault.Code, words ...string) {
	t.Helper()
	refused(t, err, code)
	for _, word := range words {
		if f := err.(*fault.Error); !strings.Contains(f.Text.Zh, word) {
			t.Errorf("the refusal says %q, not %q", f.Text.Zh, word)
		}
	}
}

func TestTheOperatorMakesARole(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		officer := h.person("officer", "hq", org.Security, org.ScopeAll)
		lin := h.person("lin", "east", org.FrontDesk, org.ScopeUnit)
		made, err := h.AddRole(h.as(officer), org.NewRole{Code: "night", Zh: "夜班", En: "Night shift", Permissions: []org.Permission{org.HandoffWork, org.TicketRead, org.TicketRead}})
		ok(t, err)
		if diff := cmp.Diff([]org.Permission{org.TicketRead, org.HandoffWork}, made.Permissions); diff != "" {
			t.Error(diff)
		}
		ok(t, h.gives(officer, lin, post("night", h.units["east"], org.ScopeSubtree)))
		if diff := cmp.Diff([]org.Permission{org.HandoffWork, org.TicketRead}, h.may(lin)); diff != "" {
			t.Error(diff)
		}
		people, err := h.Working(h.at(0), org.HandoffWork, h.units["east"])
		if ok(t, err); len(people) != 1 || people[0].ID != lin.ID {
			t.Errorf("in the east work %v", people)
		}
		ok(t, h.redefine(officer, "night", org.TicketRead))
		if diff := cmp.Diff([]org.Permission{org.TicketRead}, h.may(lin)); diff != "" {
			t.Error(diff)
		}
		says(t, h.RemoveRole(h.as(officer), "night"), fault.Conflict, "夜班", "lin")
		ok(t, h.gives(officer, lin))
		ok(t, h.RemoveRole(h.as(officer), "night"))
		_, err = h.Role(h.at(0), "night")
		refused(t, err, fault.NotFound)
		refused(t, h.gives(officer, lin, post("night", h.units["east"], org.ScopeUnit)), fault.Invalid)
	})
}

// Every request begins with this: what roles are costs it nothing.
func TestWhoComesIsKnownByOneQuery(t *testing.T) {
	h := newHouse(t, "sqlite://"+storetest.SQLitePath(t))
	officer := h.person("officer", "hq", org.Security, org.ScopeAll)
	h.person("lin", "hq", org.FrontDesk, org.ScopeUnit)
	ok(t, h.redefine(officer, org.FrontDesk, org.TicketRead))
	login, err := h.LogIn(org.WithVisit(h.at(0), org.Visit{Address: "127.0.0.9"}), "lin", password)
	ok(t, err)
	trace := &store.Trace{}
	a, _, err := h.BySession(trace.With(h.at(0)), login.Cookie)
	if ok(t, err); len(trace.Queries()) != 1 || !slices.Equal(a.Permissions(), []org.Permission{org.TicketRead}) {
		t.Errorf("%d queries say that he may %v", len(trace.Queries()), a.Permissions())
	}
}

func TestAWrongRoleIsRefused(t *testing.T) {
	h := newHouse(t, "sqlite://"+storetest.SQLitePath(t))
	officer := h.as(h.person("officer", "hq", org.Security, org.ScopeAll))
	right := org.NewRole{Code: "night", Zh: "夜班", Permissions: []org.Permission{org.TicketRead}}
	for name, spoil := range map[string]func(*org.NewRole){
		"code":                      func(r *org.NewRole) { r.Code = "N 1" },
		"code ":                     func(r *org.NewRole) { r.Code = org.FrontDesk },
		"zh":                        func(r *org.NewRole) { r.Zh = " " },
		"zh ":                       func(r *org.NewRole) { r.Zh = "前台" },
		"permissions":               func(r *org.NewRole) { r.Permissions = nil },
		"permissions ":              func(r *org.NewRole) { r.Permissions = []org.Permission{"all"} },
		"permissions of an auditor": func(r *org.NewRole) { r.Permissions = []org.Permission{org.AuditRead, org.RulesManage} },
	} {
		wrong := right
		spoil(&wrong)
		_, err := h.AddRole(officer, wrong)
		refused(t, err, fault.Invalid)
		if field, _, _ := strings.Cut(name, " "); err.(*fault.Error).Field != field {
			t.Errorf("%s: the field is %q", name, err.(*fault.Error).Field)
		}
	}
	d, err := h.AddRole(officer, right)
	if ok(t, err); d.En != "夜班" {
		t.Errorf("without an English name it is %q", d.En)
	}
}

func TestABuiltInRoleIsChangedAndRestored(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		officer := h.person("officer", "hq", org.Security, org.ScopeAll)
		su := h.person("su", "hq", org.Engineer, org.ScopeUnit)
		before := h.may(su)
		seen, err := h.Role(h.at(0), org.Engineer)
		ok(t, err)
		ok(t, h.redefine(officer, org.Engineer, append(slices.Clone(seen.Permissions), org.CustomerWrite)...))
		if !slices.Contains(h.may(su), org.CustomerWrite) {
			t.Error("the change did not reach who holds the role")
		}
		stale := seen.Permissions
		_, err = h.ChangeRole(h.as(officer), org.Engineer, org.RoleChange{Permissions: &stale, Version: seen.Version})
		refused(t, err, fault.Conflict)
		edited, err := h.Role(h.at(0), org.Engineer)
		ok(t, err)
		ok(t, h.RemoveRole(h.as(officer), org.Engineer))
		if diff := cmp.Diff(before, h.may(su)); diff != "" {
			t.Errorf("restored (-before +after):\n%s", diff)
		}
		less := []org.Permission{org.TicketRead}
		_, err = h.ChangeRole(now.At(h.as(officer), start.Add(time.Second)), org.Engineer, org.RoleChange{Permissions: &less, Version: seen.Version})
		ok(t, err)
		_, err = h.ChangeRole(h.as(officer), org.Engineer, org.RoleChange{Permissions: &stale, Version: edited.Version})
		refused(t, err, fault.Conflict) // the version of before restoring is not used again
		ok(t, h.redefine(officer, org.Engineer, stale...))
		if d, err := h.Role(h.at(0), org.Engineer); err != nil || d.Version != seen.Version {
			t.Errorf("a role that is as the program has it still counts as changed: %+v %v", d, err)
		}
	})
}

func TestNobodyGivesHimselfARight(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		officer := h.person("officer", "hq", org.Security, org.ScopeAll)
		h.person("second", "hq", org.Security, org.ScopeAll)
		admin := h.person("admin", "hq", org.Admin, org.ScopeAll)
		hq, east, west := h.units["hq"], h.units["east"], h.units["west"]

		says(t, h.gives(officer, officer, post(org.Security, hq, org.ScopeAll), post(org.FrontDesk, hq, org.ScopeUnit)), fault.Forbidden, "自己")
		refused(t, h.gives(admin, admin, post(org.Security, hq, org.ScopeAll)), fault.Forbidden)
		says(t, h.redefine(officer, org.Security, org.RightsManage, org.SecurityManage, org.TicketRead), fault.Forbidden, "自己担任")
		says(t, h.redefine(officer, org.Security, org.RightsManage), fault.Forbidden, "自己担任")
		called := "权限管理员"
		_, err := h.ChangeRole(h.as(officer), org.Security, org.RoleChange{Zh: &called, Version: 1})
		ok(t, err) // what it is called opens nothing
		_, err = h.AddStaff(h.as(admin), org.NewStaff{Login: "puppet", Name: "x", UnitID: hq, Password: password, Posts: []org.NewPost{post(org.Security, hq, org.ScopeAll)}})
		refused(t, err, fault.Forbidden)
		refused(t, h.redefine(admin, org.FrontDesk, org.TicketRead), fault.Forbidden)

		// Who may move units does not move one under what his other posts reach.
		ok(t, h.gives(officer, admin, post(org.Admin, hq, org.ScopeAll), post(org.Supervisor, east, org.ScopeSubtree)))
		_, err = h.ChangeUnit(h.as(admin), west, org.UnitChange{ParentID: &east, Version: 1})
		says(t, err, fault.Forbidden, "自己")
		_, err = h.ChangeUnit(h.program(), west, org.UnitChange{ParentID: &east, Version: 1})
		ok(t, err)
		_, err = h.ChangeStaff(h.as(admin), admin.ID, org.StaffChange{UnitID: &east, Version: admin.Version + 1})
		says(t, err, fault.Forbidden, "自己")

		ok(t, h.gives(officer, officer, post(org.Security, hq, org.ScopeUnit))) // less is no gift
	})
}

func TestNobodyReachesFurtherThanHisOwnRight(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		h.person("officer", "hq", org.Security, org.ScopeAll)
		local := h.person("local", "east", org.Security, org.ScopeSubtree)
		lin := h.person("lin", "east", org.FrontDesk, org.ScopeUnit)
		chief := h.person("chief", "east", org.Supervisor, org.ScopeAll)
		hq, east, west, team := h.units["hq"], h.units["east"], h.units["west"], h.units["team"]

		ok(t, h.gives(local, lin, post(org.FrontDesk, east, org.ScopeSubtree), post(org.Engineer, team, org.ScopeOwn)))
		for _, p := range []org.NewPost{post(org.FrontDesk, west, org.ScopeUnit), post(org.FrontDesk, west, org.ScopeOwn), post(org.FrontDesk, hq, org.ScopeSubtree), post(org.FrontDesk, east, org.ScopeAll)} {
			says(t, h.gives(local, lin, p), fault.Forbidden, "超出")
		}
		says(t, h.gives(local, chief), fault.Forbidden, "超出") // nor takes away what reaches further
		ok(t, h.gives(local, chief, post(org.Supervisor, east, org.ScopeAll), post(org.Engineer, team, org.ScopeUnit)))
		says(t, h.redefine(local, org.FrontDesk, org.TicketRead), fault.Forbidden, "全部范围")
		_, err := h.AddRole(h.as(local), org.NewRole{Code: "own", Zh: "自设", Permissions: []org.Permission{org.TicketRead}})
		says(t, err, fault.Forbidden, "全部范围")
		_, err = h.SetSeparation(h.as(local), org.Separation{Apart: true, Version: 1})
		refused(t, err, fault.Forbidden)

		// The same holds for accounts and units.
		keeper := h.person("keeper", "east", org.Admin, org.ScopeSubtree)
		secret, away := "another-password", true
		stranger := h.person("stranger", "west", org.FrontDesk, org.ScopeAll)
		for _, c := range []org.StaffChange{{Password: &secret}, {Disabled: &away}, {UnitID: &team}} {
			c.Version = stranger.Version
			_, err := h.ChangeStaff(h.as(keeper), stranger.ID, c)
			says(t, err, fault.Forbidden, "west")
		}
		_, err = h.ChangeStaff(h.as(keeper), lin.ID, org.StaffChange{UnitID: &west, Version: lin.Version + 1})
		says(t, err, fault.Forbidden, "west")
		_, err = h.AddStaff(h.as(keeper), org.NewStaff{Login: "new", Name: "x", UnitID: west})
		says(t, err, fault.Forbidden, "west")
		_, err = h.AddUnit(h.as(keeper), org.NewUnit{Name: "x", ParentID: west, Kind: org.Team})
		says(t, err, fault.Forbidden, "west")
		_, err = h.AddUnit(h.as(keeper), org.NewUnit{Name: "x", ParentID: team, Kind: org.Team})
		ok(t, err)
	})
}

func TestTheLastSecurityOfficerStays(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		officer := h.person("officer", "hq", org.Security, org.ScopeAll)
		h.person("local", "east", org.Security, org.ScopeSubtree)
		admin := h.person("admin", "hq", org.Admin, org.ScopeAll)
		mute, err := h.AddStaff(h.program(), org.NewStaff{Login: "mute", Name: "mute", UnitID: h.units["hq"], Posts: []org.NewPost{post(org.Security, h.units["hq"], org.ScopeAll)}})
		ok(t, err) // without a password he cannot log in
		away := true
		disable := func(p *org.Staff) error {
			row, err := h.Staff(h.at(0), p.ID)
			ok(t, err)
			_, err = h.ChangeStaff(h.as(admin), p.ID, org.StaffChange{Disabled: &away, Version: row.Version})
			return err
		}
		says(t, disable(officer), fault.Conflict, "安全管理员")
		says(t, h.gives(officer, officer), fault.Conflict, "安全管理员")
		says(t, h.gives(officer, officer, post(org.Security, h.units["hq"], org.ScopeUnit)), fault.Conflict, "安全管理员")
		ok(t, disable(mute))
		second := h.person("second", "hq", org.Security, org.ScopeAll)
		ok(t, disable(officer))
		says(t, disable(second), fault.Conflict, "安全管理员")
		back := false
		row, err := h.Staff(h.at(0), officer.ID)
		ok(t, err)
		_, err = h.ChangeStaff(h.as(admin), officer.ID, org.StaffChange{Disabled: &back, Version: row.Version})
		ok(t, err)
		ok(t, disable(second))
	})
}

func TestDutiesAreKeptApart(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		officer := h.person("officer", "hq", org.Security, org.ScopeAll)
		both := h.person("both", "hq", org.Admin, org.ScopeAll)
		hq := h.units["hq"]
		admin, security, auditor := post(org.Admin, hq, org.ScopeAll), post(org.Security, hq, org.ScopeAll), post(org.Auditor, hq, org.ScopeUnit)

		// The auditor is always somebody else.
		says(t, h.gives(officer, both, admin, auditor), fault.Conflict, "审计员", "both")
		says(t, h.gives(officer, both, security, auditor), fault.Conflict, "审计员", "both")
		refused(t, h.redefine(officer, org.Auditor, org.AuditRead, org.OrgManage), fault.Invalid)

		// Administrator and security officer are different people where it is set, and not before.
		ok(t, h.gives(officer, both, admin, security))
		_, err := h.SetSeparation(h.as(officer), org.Separation{Apart: true})
		refused(t, err, fault.Invalid)
		_, err = h.SetSeparation(h.as(officer), org.Separation{Apart: true, Version: 1})
		says(t, err, fault.Conflict, "both")
		ok(t, h.gives(officer, both, admin))
		set, err := h.SetSeparation(h.as(officer), org.Separation{Apart: true, Version: 1})
		ok(t, err)
		_, err = h.SetSeparation(h.as(officer), org.Separation{Version: 1})
		refused(t, err, fault.Conflict)
		says(t, h.gives(officer, both, admin, security), fault.Conflict, "both")
		refused(t, h.redefine(officer, org.Admin, org.OrgManage, org.SecurityManage), fault.Invalid)

		// A role that all hold does not bring the duties together behind their backs.
		ok(t, h.gives(officer, both, admin, post(org.FrontDesk, hq, org.ScopeUnit)))
		says(t, h.redefine(officer, org.FrontDesk, org.TicketRead, org.SecurityManage), fault.Conflict, "both")
		if may := h.may(both); slices.Contains(may, org.SecurityManage) || !slices.Contains(may, org.TicketCreate) {
			t.Errorf("after a refused change he may %v", may)
		}
		_, err = h.SetSeparation(h.as(officer), org.Separation{Version: set.Version})
		ok(t, err)
		ok(t, h.gives(officer, both, admin, security))
	})
}

// An account whose password one sets is one's own for a while.
func TestAnAdministratorDoesNotTakeOverAnotherDuty(t *testing.T) {
	h := newHouse(t, "sqlite://"+storetest.SQLitePath(t))
	officer := h.person("officer", "hq", org.Security, org.ScopeAll)
	admin := h.person("admin", "hq", org.Admin, org.ScopeAll)
	secret := "another-password"
	set := func(p *org.Staff) error {
		_, err := h.ChangeStaff(h.as(admin), p.ID, org.StaffChange{Password: &secret, Version: p.Version})
		return err
	}
	says(t, set(officer), fault.Forbidden, "officer", "安全管理员")
	says(t, set(h.person("auditor", "hq", org.Auditor, org.ScopeAll)), fault.Forbidden, "auditor", "审计员")
	ok(t, set(h.person("lin", "hq", org.FrontDesk, org.ScopeUnit)))
	ok(t, set(h.person("colleague", "hq", org.Admin, org.ScopeAll)))
	ok(t, set(admin))
}

// Two replicas on one database: what one changes the other knows at once, and of two changes that each leave one
// security officer only one is made.
func TestReplicasAgreeOnRights(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		other := org.New(h.db, h.log, h.bus)
		stop, err := other.Follow()
		ok(t, err)
		defer stop()
		one := h.person("one", "hq", org.Security, org.ScopeAll)
		two := h.person("two", "hq", org.Security, org.ScopeAll)
		lin := h.person("lin", "hq", org.FrontDesk, org.ScopeUnit)
		there := func() []org.Permission {
			a, err := other.Actor(h.at(0), lin.ID)
			ok(t, err)
			return a.Permissions()
		}
		there() // the other replica remembers the roles
		ok(t, h.redefine(one, org.FrontDesk, org.TicketRead))
		for !slices.Equal(there(), []org.Permission{org.TicketRead}) {
			runtime.Gosched() // the word is on its way
		}

		as1, as2 := h.as(one), h.as(two)
		gone := []org.NewPost{}
		results := make(chan error, 2)
		go func() {
			_, err := h.ChangeStaff(as1, one.ID, org.StaffChange{Posts: &gone, Version: one.Version})
			results <- err
		}()
		go func() {
			_, err := other.ChangeStaff(as2, two.ID, org.StaffChange{Posts: &gone, Version: two.Version})
			results <- err
		}()
		first, second := <-results, <-results
		if first != nil {
			first, second = second, first
		}
		ok(t, first)
		refused(t, second, fault.Conflict)
	})
}
