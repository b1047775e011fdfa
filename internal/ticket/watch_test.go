package ticket_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

// busy fills the desk: with units, with people, late, at risk, disputed, urged.
func (d *desk) busy() {
	d.t.Helper()
	all := d.somewhere()
	first := d.view(all[0])
	_, _, err := d.AcceptHandoff(d.as("gao"), first.Handoffs[0].ID, 0)
	ok(d.t, err)
	_, _, err = d.Urge(d.as("lin"), first.Handoffs[0].ID, "客户在等")
	ok(d.t, err)
	_, err = d.Hurry(d.program(), first.Number, first.Code, "10.0.0.1")
	ok(d.t, err)
	for range 2 {
		_, _, err = d.Return(d.as("gao"), d.hand("lin", all[6], "gateway", "antenna"), "other", "不归我们", 0)
		ok(d.t, err)
	}
	d.later(50 * time.Minute)
	_, err = d.FireDue(d.program())
	ok(d.t, err)
	d.hand("wu", all[1], "field", "terminal")
	d.fault("zhou")
}

func TestEveryNumberOfTheWatchOpensItsList(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		d.busy()
		some := map[string]bool{}
		for _, who := range []string{"chief", "netchief", "provchief"} {
			for _, unit := range []string{"", "noc", "zj"} {
				w, err := d.WatchUnits(d.as(who), d.units[unit])
				if fault.Is(err, fault.Forbidden) && who != "chief" && unit != "" {
					continue
				}
				ok(t, err)
				for _, f := range figures(reflect.ValueOf(*w)) {
					n, _, err := d.Count(d.as(who), filterOf(t, f.Query))
					ok(t, err)
					rows, _, err := d.List(d.as(who), filterOf(t, f.Query), ticket.Paging{Sort: "due", Limit: 100})
					ok(t, err)
					if n != f.Count || len(rows) != f.Count {
						t.Errorf("%s at %q is shown %d; %s counts %d and lists %d", who, unit, f.Count, f.Query, n, len(rows))
					}
				}
				total := reflect.ValueOf(w.Total)
				for i := range total.NumField() {
					if total.Field(i).Interface().(ticket.Figure).Count > 0 {
						some[total.Type().Field(i).Name] = true
					}
				}
			}
		}
		want := map[string]bool{"Open": true, "Queue": true, "Working": true, "Warned": true, "Overdue": true, "Disputed": true, "Urged": true}
		if diff := cmp.Diff(want, some); diff != "" {
			t.Errorf("numbers that are never more than none: %s", diff)
		}
	})
}

func TestTheWatchIsForSupervisorsOverTheirUnits(t *testing.T) {
	d := newDesk(t, "sqlite://"+storetest.SQLitePath(t))
	d.busy()
	want := map[string][]string{"chief": {"hq", "ncc", "noc", "gateway", "space", "zj", "field"}, "netchief": {"noc", "gateway", "space"}, "provchief": {"zj", "field"}}
	for who, units := range want {
		w, err := d.WatchUnits(d.as(who), "")
		ok(t, err)
		var names []string
		for _, u := range w.Units {
			names = append(names, u.Unit.Name)
		}
		if diff := cmp.Diff(units, names); diff != "" {
			t.Errorf("%s: %s", who, diff)
		}
	}
	for _, who := range []string{"lin", "gao", "admin", "auditor"} {
		_, err := d.WatchUnits(d.as(who), "")
		refused(t, err, fault.Forbidden)
	}
	_, err := d.WatchUnits(d.as("netchief"), d.units["zj"])
	refused(t, err, fault.Forbidden)
}

func TestAnUrgeLastsUntilWhoWasUrgedReacts(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		id := d.fault("lin")
		h := d.hand("lin", id, "gateway", "gateway")
		_, _, err := d.Urge(d.as("lin"), h, "")
		ok(t, err)
		v := d.view(id)
		_, err = d.Hurry(d.program(), v.Number, v.Code, "10.0.0.1")
		ok(t, err)
		urges := func() []string {
			t.Helper()
			w, err := d.WatchUnits(d.as("chief"), "")
			ok(t, err)
			var by []string
			for _, u := range w.Urges {
				by = append(by, u.By+" "+u.Unit.Name)
			}
			return by
		}
		d.later(time.Minute)
		if diff := cmp.Diff([]string{"customer ncc", "desk gateway"}, sorted(urges())); diff != "" {
			t.Error(diff)
		}
		rows, _, err := d.Inbox(d.as("gao"), ticket.InboxFilter{Status: "sent,accepted", Urged: true, Limit: 10})
		ok(t, err)
		if len(rows) != 1 || !rows[0].Urged || !rows[0].Ticket.Urged {
			t.Errorf("the urged handoffs are %+v", rows)
		}
		_, err = d.Note(d.as("chief"), id, "我来看看") // the chief may handle it: the desk reacts, not the unit
		ok(t, err)
		if diff := cmp.Diff([]string{"desk gateway"}, urges()); diff != "" {
			t.Error(diff)
		}
		_, err = d.Note(d.as("gao"), id, "在查")
		ok(t, err)
		if left := urges(); left != nil {
			t.Errorf("after the unit has reacted there are still %v", left)
		}
	})
}

func sorted(list []string) []string {
	slices.Sort(list)
	return list
}

func TestWhoWaitsForWhomStandsOnTheTicket(t *testing.T) {
	d := newDesk(t, "sqlite://"+storetest.SQLitePath(t))
	id := d.fault("lin")
	h := d.hand("lin", id, "gateway", "gateway")
	_, _, err := d.AcceptHandoff(d.as("gao"), h, 0)
	ok(t, err)
	d.later(time.Minute)
	_, invited, err := d.Invite(d.as("gao"), h, ticket.Request{UnitIDs: []string{d.units["space"]}, Request: "请看波束"})
	ok(t, err)
	d.later(20 * time.Minute)
	rows, _, err := d.Inbox(d.as("gao"), ticket.InboxFilter{Status: "sent,accepted", Limit: 10})
	ok(t, err)
	places := rows[0].Ticket.Where
	if len(places) != 2 || places[1].HandoffID != invited.ID || places[1].InvitedBy != "gateway" || places[0].InvitedBy != "" {
		t.Fatalf("the gateway's inbox shows %+v", places)
	}
	if left := rows[0].Finish.LeftMinutes; places[0].LeftMinutes != left || left <= 0 {
		t.Errorf("the gateway has %d minutes left, its clock %d", places[0].LeftMinutes, left)
	}
	resume := d.at.Add(24 * time.Hour)
	_, _, err = d.PauseHandoff(d.as("gao"), h, ticket.Break{Reason: "weather", ResumeAt: resume})
	ok(t, err)
	list, _, err := d.List(d.as("lin"), ticket.Filter{}, ticket.Paging{Sort: "due", Limit: 10})
	ok(t, err)
	if p := list[0].Places[0]; p.DueAt != nil || p.PauseReason != "weather" || p.ResumeAt == nil || !p.ResumeAt.Equal(resume) {
		t.Errorf("while the gateway waits the list shows %+v", p)
	}
}

func TestWorkingTimeIsToldFromTimeAroundTheClock(t *testing.T) {
	d := newDesk(t, "sqlite://"+storetest.SQLitePath(t))
	for kind, working := range map[string]bool{"fault": false, "complaint": true} {
		filed, err := d.File(d.as("lin"), ticket.Intake{Kind: kind, Subject: kind, Description: kind, Channel: "phone"}, "")
		ok(t, err)
		d.hand("lin", filed.ID, "gateway", "gateway")
		row := d.view(filed.ID)
		if got := row.Where[0].Working; got != working || row.Handoffs[0].Accept.Working != working {
			t.Errorf("of a %s the gateway's time is told as working time: %v, its clock's: %v", kind, got, row.Handoffs[0].Accept.Working)
		}
	}
}

func TestWhatAUnitOwesIsNotChargedToWhoWaitsForIt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		d.hand("lin", d.fault("lin"), "gateway", "gateway") // by phone, so that the customer has been answered
		d.later(2 * time.Hour)
		_, err := d.FireDue(d.program())
		ok(t, err)
		w, err := d.WatchUnits(d.as("chief"), "")
		ok(t, err)
		if n := w.Total.Overdue.Count; n != 1 {
			t.Errorf("the units owe %d late answers", n)
		}
		for _, u := range w.Units {
			if got, want := u.Overdue.Count, map[string]int{"gateway": 1}[u.Unit.Name]; got != want {
				t.Errorf("%s owes %d late answers, not %d", u.Unit.Name, got, want)
			}
		}
		for _, p := range w.People {
			if p.Overdue.Count != 0 {
				t.Errorf("%s is charged with %d", p.Person.Name, p.Overdue.Count)
			}
		}
		loads, err := d.Loads(d.as("chief"))
		ok(t, err)
		if diff := cmp.Diff(w.People, loads); diff != "" {
			t.Errorf("who is chosen from has another load than on the watch: %s", diff)
		}
		_, err = d.Loads(d.as("lin"))
		refused(t, err, fault.Forbidden)
		home, err := d.Home(d.as("lin"))
		ok(t, err)
		if len(home.Wrong) != 1 || home.Wrong[0].Kind != "overdue" || home.Wrong[0].Count != 1 {
			t.Errorf("the owner is told of %+v", home.Wrong)
		}
	})
}

func TestDisputesAreAsManyOnTheWatchAsOnTheirPage(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		d.busy()
		counts := func(who string) (watched, listed, mine int) {
			t.Helper()
			w, err := d.WatchUnits(d.as(who), "")
			ok(t, err)
			disputes, err := d.Disputes(d.as(who), "open")
			ok(t, err)
			home, err := d.Home(d.as(who))
			ok(t, err)
			for _, wrong := range home.Wrong {
				if wrong.Kind == "dispute" {
					mine = wrong.Count
				}
			}
			return w.Total.Disputed.Count, len(disputes), mine
		}
		for who, want := range map[string][3]int{"chief": {1, 1, 1}, "netchief": {1, 1, 1}, "provchief": {0, 0, 0}} {
			watched, listed, mine := counts(who)
			if diff := cmp.Diff(want, [3]int{watched, listed, mine}); diff != "" {
				t.Errorf("%s watches, is listed and is to decide: %s", who, diff)
			}
		}
		w, err := d.WatchUnits(d.as("chief"), d.units["ncc"])
		ok(t, err)
		if w.Total.Disputed.Count != 1 {
			t.Errorf("the unit that owns the disputed ticket is shown %d", w.Total.Disputed.Count)
		}
		disputes, err := d.Disputes(d.as("chief"), "open")
		ok(t, err)
		for _, h := range d.view(disputes[0].TicketID).Handoffs {
			if h.Status == ticket.Sent {
				_, _, err := d.Withdraw(d.as("lin"), h.ID, "不用查了")
				ok(t, err)
			}
		}
		_, err = d.Cancel(d.as("lin"), disputes[0].TicketID, "客户撤回", 0)
		ok(t, err)
		if watched, listed, mine := counts("netchief"); watched+listed+mine != 0 {
			t.Errorf("of a cancelled ticket %d are watched, %d listed, %d to decide", watched, listed, mine)
		}
	})
}
