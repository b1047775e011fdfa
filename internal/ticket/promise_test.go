package ticket_test

import (
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

// told counts a person's notifications of a kind.
func (d *desk) told(login, kind string) int {
	d.t.Helper()
	rows, _, err := d.Notifications(d.as(login), false, 100)
	ok(d.t, err)
	n := 0
	for _, r := range rows {
		if r.Kind == kind {
			n++
		}
	}
	return n
}

func TestWarningAndBreachTellTheRightPeopleOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		id := d.fault("lin") // 48 hours around the clock, warned at 80 %
		d.hand("lin", id, "gateway", "gateway")
		for range 3 { // looked at again and again, and by another replica at the same time
			d.later(30 * time.Minute)
			var both sync.WaitGroup
			for range 2 {
				both.Go(func() {
					if _, err := d.FireDue(d.program()); err != nil {
						t.Error(err)
					}
				})
			}
			both.Wait()
		}
		var fired []string
		for _, e := range d.story(id) {
			if e.Kind == "promise.warned" || e.Kind == "promise.breached" {
				fired = append(fired, e.Kind+" "+e.At.Sub(monday).String()+" "+e.Data["kind"].(string))
			}
		}
		want := []string{"promise.warned 48m0s accept", "promise.breached 1h0m1s accept"}
		if diff := cmp.Diff(want, fired); diff != "" {
			t.Error(diff)
		}
		for who, want := range map[string][2]int{"gao": {1, 1}, "lin": {0, 1}, "netchief": {0, 1}, "su": {0, 0}, "chief": {0, 0}} {
			if got := [2]int{d.told(who, "promise.warned"), d.told(who, "promise.breached")}; got != want {
				t.Errorf("%s was told of %v warnings and breaches, want %v", who, got, want)
			}
		}
		if v := d.view(id); !v.Late {
			t.Error("a ticket with a broken promise is not late")
		}
	})
}

func TestClocksFireAtTheirTimesThoughNobodyLooked(t *testing.T) {
	d := newDesk(t, "sqlite://"+storetest.SQLitePath(t))
	id := d.fault("lin")
	d.later(72 * time.Hour) // the program was down all the while
	_, err := d.FireDue(d.program())
	ok(t, err)
	var at []string
	for _, e := range d.story(id) {
		if e.Kind == "promise.warned" || e.Kind == "promise.breached" {
			at = append(at, e.At.Sub(monday).String())
		}
	}
	if diff := cmp.Diff([]string{"38h24m0s", "48h0m1s"}, at); diff != "" {
		t.Error(diff)
	}
	n, err := d.FireDue(d.program())
	if ok(t, err); n != 0 {
		t.Errorf("%d clocks fired again", n)
	}
}

func TestAPauseStopsTheClockAndEndsByItself(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		id := d.fault("lin")
		due := *d.view(id).Promise.DueAt
		d.later(time.Hour)
		_, err := d.Pause(d.as("lin"), id, ticket.Break{Reason: "customer", Text: "等船靠港", ResumeAt: d.at.Add(5 * time.Hour)})
		ok(t, err)
		if p := d.view(id).Promise; p != nil {
			t.Errorf("a paused ticket still has a due promise: %+v", p)
		}
		d.later(20 * time.Hour)
		_, err = d.FireDue(d.program())
		ok(t, err)
		if got := *d.view(id).Promise.DueAt; !got.Equal(due.Add(5 * time.Hour)) {
			t.Errorf("due at %v, want five hours after %v", got, due)
		}
		for _, e := range d.story(id) {
			if e.Kind == "promise.resumed" && (!e.At.Equal(monday.Add(6*time.Hour)) || e.Data["automatic"] != true) {
				t.Errorf("resumed at %v, %v", e.At, e.Data)
			}
		}
	})
}

func TestACustomerWhoWasWaitedForLetsTheClocksGoOn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		id := d.fault("lin")
		h := d.hand("lin", id, "gateway", "gateway")
		_, _, err := d.AcceptHandoff(d.as("gao"), h, 0)
		ok(t, err)
		_, err = d.Pause(d.as("lin"), id, ticket.Break{Reason: "customer", Text: "请客户报一下型号"})
		ok(t, err)
		_, _, err = d.PauseHandoff(d.as("gao"), h, ticket.Break{Reason: "weather", ResumeAt: d.at.Add(9 * time.Hour)})
		ok(t, err)
		d.later(2 * time.Hour)
		v := d.view(id)
		_, err = d.Say(d.program(), v.Number, v.Code, "", "型号是 HN-820")
		ok(t, err)
		stands := func(kind ticket.PromiseKind) string {
			for _, p := range d.view(id).Promises {
				if p.Kind == kind {
					return string(p.State) + " " + p.PauseReason
				}
			}
			return ""
		}
		if matter, unit := stands(ticket.Resolve), stands(ticket.Finish); matter != "running " || unit != "paused weather" {
			t.Errorf("after the customer wrote the ticket is %s and the unit %s", matter, unit)
		}
		_, _, err = d.ResumeHandoff(d.as("gao"), h)
		ok(t, err)
		_, _, err = d.PauseHandoff(d.as("gao"), h, ticket.Break{Reason: "customer"})
		ok(t, err)
		d.later(time.Hour)
		_, err = d.Say(d.program(), v.Number, v.Code, "", "照片马上发")
		ok(t, err)
		if unit := stands(ticket.Finish); unit != "running " || d.told("gao", "message") != 1 {
			t.Errorf("after the customer answered the unit it is %s, and its engineer was told %d times", unit, d.told("gao", "message"))
		}
	})
}

func TestTheReplayAddsUp(t *testing.T) {
	d := newDesk(t, "sqlite://"+storetest.SQLitePath(t))
	made, err := d.File(d.as("lin"), ticket.Intake{Kind: "complaint", Subject: "爽约", Description: "没来", Channel: "phone",
		Details: map[string]string{"about": "维修", "demand": "说明原因"}}, "")
	ok(t, err)
	d.later(26 * time.Hour)
	_, err = d.Pause(d.as("lin"), made.ID, ticket.Break{Reason: "customer"})
	ok(t, err)
	d.later(90 * time.Hour)
	_, err = d.Resume(d.as("lin"), made.ID)
	ok(t, err)
	d.later(5 * time.Hour)
	for _, p := range d.view(made.ID).Promises {
		view, pieces, err := d.Replay(d.as("lin"), p.ID)
		ok(t, err)
		total, last := 0.0, p.StartedAt.Truncate(time.Second)
		for _, piece := range pieces {
			if !piece.From.Equal(last) {
				t.Errorf("%s: a piece begins at %v, the one before ended at %v", p.Kind, piece.From, last)
			}
			total, last = total+piece.CountedMinutes, piece.To
		}
		if int(total) != view.ElapsedMinutes {
			t.Errorf("%s: the pieces count %v minutes, the clock %d", p.Kind, total, view.ElapsedMinutes)
		}
	}
}

func TestTheFirstPolicyThatMatchesPromises(t *testing.T) {
	d := newDesk(t, "sqlite://"+storetest.SQLitePath(t))
	made, err := d.customers.Add(d.as("lin"), customerOf("platinum", d.units["ncc"]))
	ok(t, err)
	file := func(in ticket.Intake) *ticket.View {
		in.Subject, in.Description, in.Channel = "x", "x", "phone"
		k, err := d.File(d.as("lin"), in, "")
		ok(t, err)
		return d.view(k.ID)
	}
	got := map[string][]ticket.Condition{}
	for _, v := range []*ticket.View{
		file(ticket.Intake{Kind: "fault"}),
		file(ticket.Intake{Kind: "fault", Priority: "urgent"}),
		file(ticket.Intake{Kind: "fault", Priority: "urgent", CustomerID: made.ID}),
		file(ticket.Intake{Kind: "suggestion"}),
	} {
		got[v.Policy.Code] = v.Policy.Why
	}
	want := map[string][]ticket.Condition{
		"fault":          {{Field: "kind", Value: "fault"}},
		"urgent-fault":   {{Field: "kind", Value: "fault"}, {Field: "priority", Value: "urgent"}},
		"platinum-fault": {{Field: "kind", Value: "fault"}, {Field: "tier", Value: "platinum"}},
		"other":          {},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestANewHolidayListMovesOpenPromises(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		d.at = time.Date(2026, 12, 30, 2, 0, 0, 0, time.UTC) // Wednesday, ten o'clock
		made, err := d.File(d.as("lin"), ticket.Intake{Kind: "request", Subject: "x", Description: "x", Channel: "mail"}, "")
		ok(t, err)
		due := func() time.Time {
			for _, p := range d.view(made.ID).Promises {
				if p.Kind == ticket.Resolve {
					return *p.DueAt
				}
			}
			return time.Time{}
		}
		before := due() // three working days of seven and a half hours, New Year's Day not known to be off
		list := "date,kind,name\n# 样例\n2027-01-01,off,元旦\n"
		dry, err := d.ImportHolidays(d.as("admin"), list, true)
		ok(t, err)
		if len(dry.Affected) != 1 || !due().Equal(before) {
			t.Errorf("a dry run shows %v and leaves the promise due at %v, before %v", dry.Affected, due(), before)
		}
		_, err = d.ImportHolidays(d.as("admin"), list, false)
		ok(t, err)
		if want := dry.Affected[0].After; !due().Equal(want) || !want.After(before) {
			t.Errorf("due at %v, foretold %v, before %v", due(), want, before)
		}
		_, err = d.ImportHolidays(d.as("admin"), "2027-13-01,off,x", false)
		refused(t, err, fault.Invalid)
		_, err = d.ImportHolidays(d.as("lin"), list, false)
		refused(t, err, fault.Forbidden)
	})
}
