package duty_test

import (
	"context"
	"testing"
	"time"

	"github.com/xingfu/xingfu/internal/duty"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/live"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/reason/roster"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// start is Tuesday, 1 December 2026, 10:00 in China.
var start = time.Date(2026, 12, 1, 2, 0, 0, 0, time.UTC)

// house is a gateway team with four engineers and a leader, and a desk of two beside it.
type house struct {
	*duty.Service
	t       *testing.T
	db      *store.DB
	org     *org.Service
	units   map[string]string
	people  map[string]*org.Actor
	kinds   map[string]string
	notices []duty.Notice
}

func newHouse(t *testing.T, address string) *house {
	t.Helper()
	db, err := store.Open(t.Context(), address)
	ok(t, err)
	t.Cleanup(func() { _ = db.Close() })
	_, err = db.Migrate(t.Context())
	ok(t, err)
	bus, err := live.Open("")
	ok(t, err)
	t.Cleanup(bus.Close)
	log := audit.New(db)
	o := org.New(db, log, bus)
	h := &house{Service: duty.New(db, o, log, bus), t: t, db: db, org: o, units: map[string]string{}, people: map[string]*org.Actor{}, kinds: map[string]string{}}
	h.OnNotice = func(_ context.Context, list []duty.Notice) error {
		h.notices = append(h.notices, list...)
		return nil
	}
	ctx := org.AsProgram(now.At(t.Context(), start.AddDate(0, -1, 0)))
	for _, u := range [][2]string{{"hq", ""}, {"gateway", "hq"}, {"desk", "hq"}} {
		made, err := o.AddUnit(ctx, org.NewUnit{Name: u[0], ParentID: h.units[u[1]], Kind: org.Team})
		ok(t, err)
		h.units[u[0]] = made.ID
	}
	for login, post := range map[string]org.NewPost{"ann": {Role: org.Engineer}, "ben": {Role: org.Engineer}, "cai": {Role: org.Engineer}, "dan": {Role: org.Engineer}, "lead": {Role: org.Supervisor}} {
		post.UnitID, post.Scope = h.units["gateway"], org.ScopeUnit
		h.person(ctx, login, post)
	}
	for _, login := range []string{"eve", "fay"} {
		h.person(ctx, login, org.NewPost{Role: org.FrontDesk, UnitID: h.units["desk"], Scope: org.ScopeOwn})
	}
	h.rules(duty.RulesInput{Roster: duty.Roster{RestHours: 8, NightsMost: 2, Approve: true, Version: 1}, Kinds: []duty.Kind{
		{Name: "白班", Hours: "08:00-20:00", Colour: "blue", Counted: 660, Minimum: 1, Phone: "010-1"},
		{Name: "夜班", Hours: "20:00-08:00", Colour: "violet", Counted: 600, Minimum: 1, Night: true},
	}})
	return h
}

func (h *house) person(ctx context.Context, login string, post org.NewPost) {
	h.t.Helper()
	p, err := h.org.AddStaff(ctx, org.NewStaff{Login: login, Name: login, UnitID: post.UnitID, Posts: []org.NewPost{post}})
	ok(h.t, err)
	h.people[login], err = h.org.Actor(ctx, p.ID)
	ok(h.t, err)
}

func (h *house) rules(in duty.RulesInput) {
	h.t.Helper()
	ok(h.t, h.SaveRules(h.as("lead"), h.units["gateway"], in))
	v := h.roster("lead", "2026-12-01", "2026-12-07")
	for _, k := range v.Kinds {
		h.kinds[map[string]string{"白班": "day", "夜班": "night"}[k.Name]] = k.ID
	}
}

func (h *house) as(login string) context.Context { return h.at(login, start) }
func (h *house) at(login string, when time.Time) context.Context {
	return org.With(now.At(h.t.Context(), when), h.people[login])
}
func (h *house) id(login string) string { return h.people[login].StaffID }

func (h *house) roster(login, from, to string) *duty.RosterView {
	h.t.Helper()
	v, err := h.Roster(h.as(login), h.units["gateway"], from, to)
	ok(h.t, err)
	return v
}

// set gives a person's day other shifts, by their short names.
func (h *house) set(login, day string, kinds ...string) error {
	in := duty.DayInput{UnitID: h.units["gateway"], StaffID: h.id(login), Day: day, Kinds: []string{}, Was: []string{}}
	for _, k := range kinds {
		in.Kinds = append(in.Kinds, h.kinds[k])
	}
	for _, x := range h.roster("lead", day, day).Shifts {
		if x.StaffID == in.StaffID && x.State != duty.Leaving {
			in.Was = append(in.Was, x.KindID)
		}
	}
	return h.SetDay(h.as("lead"), in)
}

func (h *house) publish(from, to string) *duty.PublishedResult {
	h.t.Helper()
	out, err := h.Publish(h.as("lead"), duty.Publication{UnitID: h.units["gateway"], From: from, To: to})
	ok(h.t, err)
	return out
}

// told says who was told what since it was asked last.
func (h *house) told() map[string]string {
	told := map[string]string{}
	for _, n := range h.notices {
		for login, p := range h.people {
			if p.StaffID == n.StaffID {
				told[login] = n.Kind
			}
		}
	}
	h.notices = nil
	return told
}

func (h *house) shift(login, day string) string {
	h.t.Helper()
	for _, x := range h.roster("lead", day, day).Shifts {
		if x.StaffID == h.id(login) && x.State == duty.Published {
			return x.ID
		}
	}
	h.t.Fatalf("%s has no shift on %s", login, day)
	return ""
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refused(t *testing.T, err error, code fault.Code) {
	t.Helper()
	if !fault.Is(err, code) {
		t.Fatalf("the error is %v, want %s", err, code)
	}
}

func each(t *testing.T, f func(t *testing.T, h *house)) {
	storetest.Each(t, func(t *testing.T, address string) { f(t, newHouse(t, address)) })
}

func (h *house) fourTeams() duty.PatternInput {
	in := duty.PatternInput{UnitID: h.units["gateway"], From: "2026-12-07", To: "2026-12-14", Cycle: []string{h.kinds["day"], h.kinds["night"], "", ""}}
	for i, login := range []string{"ann", "ben", "cai", "dan"} {
		in.Teams = append(in.Teams, duty.TeamInput{People: []string{h.id(login)}, Offset: i})
	}
	return in
}

func TestARotationIsLaidPreviewedAndPublished(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		in := h.fourTeams()
		in.DryRun = true
		laid, err := h.Lay(h.as("lead"), in)
		ok(t, err)
		if laid.Added != 16 || len(laid.Shifts) != 16 || len(laid.Gaps) != 0 || len(laid.Problems) != 0 {
			t.Fatalf("the preview is %+v", laid)
		}
		if v := h.roster("lead", in.From, in.To); len(v.Shifts) != 0 || len(v.Gaps) != 16 {
			t.Fatalf("a dry run left %d shifts, %d gaps", len(v.Shifts), len(v.Gaps))
		}
		in.DryRun = false
		_, err = h.Lay(h.as("lead"), in)
		ok(t, err)
		again, err := h.Lay(h.as("lead"), in)
		ok(t, err)
		if again.Added != 0 || again.Removed != 0 {
			t.Errorf("laid again it adds %d and removes %d", again.Added, again.Removed)
		}
		if v := h.roster("ann", in.From, in.To); len(v.Shifts) != 0 || v.MayPlan || v.Changes != 0 {
			t.Errorf("ann sees %d drafts", len(v.Shifts))
		}
		if v := h.roster("lead", in.From, in.To); v.Changes != 16 || len(v.Gaps) != 0 || !v.MayPlan {
			t.Errorf("the leader sees %d changes and %d gaps", v.Changes, len(v.Gaps))
		}
		out := h.publish(in.From, in.To)
		if out.Added != 16 || out.People != 4 {
			t.Errorf("published %+v", out)
		}
		if told := h.told(); len(told) != 4 || told["dan"] != "duty.published" {
			t.Errorf("told: %v", told)
		}
		v := h.roster("ann", in.From, in.To)
		if len(v.Shifts) != 16 || v.People[0].Counted != 2*(660+600) {
			t.Errorf("ann sees %d shifts, counted %d", len(v.Shifts), v.People[0].Counted)
		}
		if out := h.publish(in.From, in.To); out.People != 0 || len(h.told()) != 0 {
			t.Errorf("published again: %+v", out)
		}
	})
}

func TestADayIsChangedAndPeopleHearOnlyOfWhatChanges(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		ok(t, h.set("ann", "2026-12-07", "day"))
		ok(t, h.set("ben", "2026-12-08", "day"))
		h.publish("2026-12-01", "2026-12-31")
		h.told()
		ok(t, h.set("ann", "2026-12-07"))
		ok(t, h.set("cai", "2026-12-07", "day"))
		if v := h.roster("ben", "2026-12-07", "2026-12-07"); len(v.Shifts) != 1 || v.Shifts[0].StaffID != h.id("ann") {
			t.Errorf("before it is published ben sees %+v", v.Shifts)
		}
		ok(t, h.set("ann", "2026-12-07", "day")) // as it was
		if v := h.roster("lead", "2026-12-07", "2026-12-07"); v.Changes != 1 {
			t.Errorf("%d changes, want that of cai", v.Changes)
		}
		ok(t, h.set("ann", "2026-12-07"))
		if out := h.publish("2026-12-01", "2026-12-31"); out.Added != 1 || out.Removed != 1 {
			t.Errorf("published %+v", out)
		}
		if told := h.told(); len(told) != 2 || told["ann"] == "" || told["cai"] == "" {
			t.Errorf("told: %v", told)
		}
		stale := duty.DayInput{UnitID: h.units["gateway"], StaffID: h.id("ben"), Day: "2026-12-08", Kinds: []string{}, Was: []string{}}
		refused(t, h.SetDay(h.as("lead"), stale), fault.Conflict)
	})
}

func TestRulesAreChecked(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		ok(t, h.set("ann", "2026-12-07", "night"))
		ok(t, h.set("ann", "2026-12-08", "day")) // straight after the night
		for _, day := range []string{"2026-12-09", "2026-12-10", "2026-12-11"} {
			ok(t, h.set("ben", day, "night"))
		}
		_, err := h.org.AddAbsence(h.as("cai"), org.NewAbsence{Kind: "leave", FromAt: start.AddDate(0, 0, 5), UntilAt: start.AddDate(0, 0, 9)})
		ok(t, err)
		ok(t, h.set("cai", "2026-12-07", "day"))
		sorts := map[roster.Sort]string{}
		for _, p := range h.roster("lead", "2026-12-07", "2026-12-13").Problems {
			sorts[p.Sort] = p.Day
		}
		if len(sorts) != 3 || sorts[roster.Rest] != "2026-12-08" || sorts[roster.Nights] != "2026-12-11" || sorts[roster.Absent] != "2026-12-07" {
			t.Errorf("problems: %v", sorts)
		}
		_, err = h.Publish(h.as("lead"), duty.Publication{UnitID: h.units["gateway"], From: "2026-12-07", To: "2026-12-13"})
		refused(t, err, fault.Conflict)
		_, err = h.Publish(h.as("lead"), duty.Publication{UnitID: h.units["gateway"], From: "2026-12-07", To: "2026-12-13", Despite: true})
		ok(t, err)
		v := h.roster("lead", "2026-12-07", "2026-12-13")
		k := v.Kinds[0]
		k.ID, k.Name, k.Hours = "", "晚班", "18:00-22:00"
		h.kinds["late"] = h.saveKind(v, k)
		refused(t, h.set("ann", "2026-12-08", "day", "late"), fault.Conflict)
	})
}

// saveKind adds a shift to the unit's and gives its identifier.
func (h *house) saveKind(v *duty.RosterView, k duty.Kind) string {
	h.t.Helper()
	ok(h.t, h.SaveRules(h.as("lead"), h.units["gateway"], duty.RulesInput{Roster: v.Rules, Kinds: append(v.Kinds, k)}))
	kinds := h.roster("lead", v.From, v.To).Kinds
	return kinds[len(kinds)-1].ID
}

func TestWhoPlansAndWhoSees(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		refused(t, h.SetDay(h.as("ann"), duty.DayInput{UnitID: h.units["gateway"], StaffID: h.id("ann"), Day: "2026-12-07"}), fault.Forbidden)
		refused(t, h.SetDay(h.as("lead"), duty.DayInput{UnitID: h.units["desk"], StaffID: h.id("eve"), Day: "2026-12-07"}), fault.Forbidden)
		_, err := h.Roster(h.as("eve"), h.units["gateway"], "2026-12-01", "2026-12-07")
		refused(t, err, fault.NotFound)
		v, err := h.Roster(h.as("eve"), "", "2026-12-01", "2026-12-07")
		ok(t, err)
		if v.Unit.Name != "desk" || len(v.People) != 2 {
			t.Errorf("eve's own roster: %+v", v)
		}
		refused(t, h.SaveRules(h.as("lead"), h.units["gateway"], duty.RulesInput{Roster: duty.Roster{Version: 99}}), fault.Conflict)
		for _, hours := range []string{"", "8", "08:00-12:00 13:00-17:00", "25:00-26:00"} {
			in := duty.RulesInput{Roster: h.roster("lead", "2026-12-01", "2026-12-01").Rules, Kinds: []duty.Kind{{Name: "x", Hours: hours, Colour: "blue"}}}
			refused(t, h.SaveRules(h.as("lead"), h.units["gateway"], in), fault.Invalid)
		}
		for _, days := range [][2]string{{"2026-12-08", "2026-12-07"}, {"2026-12-01", "2027-12-01"}, {"", "2026-12-01"}, {"2026-13-01", "2026-12-01"}} {
			_, err := h.Roster(h.as("lead"), "", days[0], days[1])
			refused(t, err, fault.Invalid)
		}
	})
}

func TestWhoIsOnDutyNow(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		ok(t, h.set("ann", "2026-12-07", "day"))
		ok(t, h.set("ben", "2026-12-07", "night"))
		on := func(login, clock string) string {
			t.Helper()
			at, err := time.ParseInLocation("2006-01-02 15:04", clock, time.FixedZone("", 8*3600))
			ok(t, err)
			list, err := h.Now(h.at(login, at), nil)
			ok(t, err)
			names := ""
			for _, x := range list {
				names += x.Name + x.Phone
			}
			return names
		}
		if got := on("eve", "2026-12-07 09:00"); got != "" {
			t.Errorf("a draft is on duty: %s", got)
		}
		h.publish("2026-12-07", "2026-12-07")
		ok(t, h.set("ann", "2026-12-07"))
		for clock, want := range map[string]string{"2026-12-07 07:59": "", "2026-12-07 08:00": "ann010-1", "2026-12-07 20:00": "ben", "2026-12-08 07:59": "ben", "2026-12-08 08:00": ""} {
			if got := on("eve", clock); got != want {
				t.Errorf("at %s %q is on duty, want %q", clock, got, want)
			}
		}
		h.person(org.AsProgram(h.t.Context()), "guest", org.NewPost{Role: org.Account, UnitID: h.units["desk"], Scope: org.ScopeUnit})
		if got := on("guest", "2026-12-07 08:00"); got != "ann" {
			t.Errorf("who does not call units sees %q", got)
		}
		list, err := h.Now(h.at("eve", start), []string{h.units["desk"]})
		ok(t, err)
		if len(list) != 0 {
			t.Errorf("the desk has %v", list)
		}
	})
}
