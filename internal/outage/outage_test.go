package outage_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/outage"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/live"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

var noon = time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)

// network is an operator with two provinces, a supervisor, an engineer and front desks, and customers with terminals.
type network struct {
	*outage.Service
	t         *testing.T
	customers *customer.Service
	actors    map[string]*org.Actor
	ids       map[string]string // of customers, and of terminals by their numbers
}

func ok[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func open(t *testing.T, address string) *network {
	t.Helper()
	db := ok(store.Open(t.Context(), address))(t)
	t.Cleanup(func() { _ = db.Close() })
	ok(db.Migrate(t.Context()))(t)
	bus := ok(live.Open(""))(t)
	t.Cleanup(bus.Close)
	log := audit.New(db, outage.Audited...)
	o := org.New(db, log, bus)
	n := &network{t: t, customers: customer.New(db, o, log), actors: map[string]*org.Actor{}, ids: map[string]string{}}
	n.Service = outage.New(db, n.customers, log, bus)
	ctx := org.AsProgram(now.At(t.Context(), noon))
	hq := ok(o.AddUnit(ctx, org.NewUnit{Name: "hq", Kind: org.Headquarters}))(t)
	units := map[string]string{"hq": hq.ID}
	for _, name := range []string{"zj", "gd"} {
		units[name] = ok(o.AddUnit(ctx, org.NewUnit{Name: name, ParentID: hq.ID, Kind: org.Province}))(t).ID
	}
	for login, post := range map[string]org.NewPost{
		"chief": {Role: org.Supervisor, UnitID: hq.ID, Scope: org.ScopeAll}, "desk": {Role: org.FrontDesk, UnitID: units["zj"], Scope: org.ScopeSubtree},
	} {
		p := ok(o.AddStaff(ctx, org.NewStaff{Login: login + "1", Name: login, UnitID: post.UnitID, Posts: []org.NewPost{post}}))(t)
		n.actors[login] = ok(o.Actor(ctx, p.ID))(t)
	}
	for i, x := range []struct{ customer, unit, number, beam, gateway, satellite, state string }{
		{"舟山远汐渔业", "zj", "VS-1", "KU-03", "怀柔", "亚太6D", "active"}, {"舟山远汐渔业", "zj", "VS-2", "KU-04", "三亚", "亚太6D", "active"},
		{"湛江渔港", "gd", "VS-3", "KU-03", "三亚", "亚太6D", "faulty"}, {"湛江渔港", "gd", "VS-4", "KU-03", "三亚", "亚太6D", "retired"},
	} {
		ctx := now.At(ctx, noon.Add(time.Duration(i-10)*time.Minute)) // so that they are in order
		if n.ids[x.customer] == "" {
			n.ids[x.customer] = ok(n.customers.Add(ctx, customer.NewCustomer{Name: x.customer, UnitID: units[x.unit]}))(t).ID
		}
		n.ids[x.number] = ok(n.customers.AddTerminal(ctx, n.ids[x.customer], customer.Terminal{Product: "vsat", Number: x.number, Beam: x.beam, Gateway: x.gateway,
			Satellite: x.satellite, State: x.state}))(t).ID
	}
	return n
}

func (n *network) as(login string, at time.Time) context.Context {
	return org.With(now.At(n.t.Context(), at), n.actors[login])
}

func beam(names ...string) outage.Input {
	return outage.Input{Kind: outage.Failure, Ways: customer.Ways{Beams: names}, Area: lang.Text{Zh: "浙江沿海"}, Words: lang.Text{Zh: "正在抢修。"}, StartsAt: noon}
}

func wants(t *testing.T, err error, code fault.Code, field string) {
	t.Helper()
	if !fault.Is(err, code) {
		t.Fatalf("the error is %v, not %s", err, code)
	}
	if f := err.(*fault.Error).Field; f != field {
		t.Errorf("the field is %q, not %q", f, field)
	}
}

func TestAnOutageTouchesTheTerminalsInUseOnItsWays(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		n := open(t, address)
		for _, c := range []struct {
			ways                 customer.Ways
			terminals, customers int64
			chief, desk          []string
		}{
			{customer.Ways{Beams: []string{"KU-03"}}, 2, 2, []string{"VS-3", "VS-1"}, []string{"VS-1"}},
			{customer.Ways{Gateways: []string{"怀柔"}, Beams: []string{"KU-04"}}, 2, 1, []string{"VS-2", "VS-1"}, []string{"VS-2", "VS-1"}},
			{customer.Ways{Satellites: []string{"亚太6D"}}, 3, 2, []string{"VS-3", "VS-2", "VS-1"}, []string{"VS-2", "VS-1"}},
			{customer.Ways{Beams: []string{"KA-99"}}, 0, 0, nil, nil},
		} {
			in := beam()
			in.Ways = c.ways
			o := ok(n.Declare(n.as("chief", noon), in))(t)
			if o.Terminals != c.terminals || o.Customers != c.customers {
				t.Errorf("%v touches %d terminals of %d customers", c.ways, o.Terminals, o.Customers)
			}
			for who, want := range map[string][]string{"chief": c.chief, "desk": c.desk} {
				var got []string
				cursor := ""
				for { // a page each
					rows, next, err := n.ListTerminals(n.as(who, noon), o.ID, customer.Paging{Limit: 1, Cursor: cursor})
					ok(0, err)(t)
					for _, r := range rows {
						got = append(got, r.Number)
					}
					if cursor = next; next == "" {
						break
					}
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%v, %s: %s", c.ways, who, diff)
				}
			}
		}
		known := ok(n.customers.KnownWays(t.Context()))(t)
		want := customer.Ways{Beams: []string{"KU-03", "KU-04"}, Gateways: []string{"三亚", "怀柔"}, Satellites: []string{"亚太6D"}}
		if diff := cmp.Diff(want, known); diff != "" {
			t.Error(diff)
		}
	})
}

func TestWhatIsToldOfAnOutageFollowsItsTimes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		n := open(t, address)
		told := func(at time.Time) (customers, public string) {
			t.Helper()
			of := ok(n.OfCustomer(now.At(t.Context(), at), n.ids["舟山远汐渔业"]))(t)
			all := ok(n.Public(now.At(t.Context(), at)))(t)
			for _, v := range of {
				customers += v.State + " "
			}
			for _, v := range all {
				public += v.State + " "
			}
			return customers, public
		}
		is := func(at time.Time, customers, public string) {
			t.Helper()
			if c, p := told(at); c != customers || p != public {
				t.Errorf("at %s: %q and %q, not %q and %q", at, c, p, customers, public)
			}
		}
		is(noon, "", "")
		o := ok(n.Declare(n.as("chief", noon), beam("KU-03", " KU-03 ")))(t)
		if again := ok(n.Declare(n.as("chief", noon), beam("KU-03")))(t); again.ID != o.ID {
			t.Error("what is said twice is there twice")
		}
		work := beam("KU-04")
		work.Kind, work.StartsAt = outage.Planned, noon.Add(72*time.Hour)
		ok(n.Declare(n.as("chief", noon), work))(t)
		is(noon, "coming running ", "running coming ")
		is(noon.Add(80*time.Hour), "running running ", "running running ")

		in, hour := beam("KU-03"), noon.Add(time.Hour)
		in.ExpectedEnd, in.Internal = &hour, "功放"
		ok(n.Change(n.as("chief", noon.Add(time.Minute)), o.ID, in, 1))(t)
		_, err := n.Change(n.as("chief", noon), o.ID, beam("KU-04"), 1)
		wants(t, err, fault.Conflict, "")
		if v := ok(n.OfTerminal(now.At(t.Context(), noon.Add(2*time.Hour)), n.ids["VS-1"]))(t); len(v) != 1 || !v[0].Over {
			t.Errorf("it is not said that it lasts longer: %+v", v)
		}
		in.EndedAt = &hour
		ok(n.Change(n.as("chief", hour), o.ID, in, 2))(t)
		is(hour, "coming ended ", "coming ")
		is(hour.AddDate(0, 0, 31), "running ", "running ")
		in.EndedAt = nil
		ok(n.Change(n.as("chief", hour.Add(time.Minute)), o.ID, in, 3))(t)
		ok(n.Change(n.as("chief", hour.Add(time.Minute)), o.ID, in, 4))(t) // says nothing new
		in.EndedAt = &noon
		ok(n.Change(n.as("chief", hour.Add(2*time.Minute)), o.ID, in, 4))(t)
		is(hour, "coming ", "coming ")
		var steps []string
		for _, e := range ok(n.Get(t.Context(), o.ID))(t).History {
			steps = append(steps, fmt.Sprint(e.Kind, " ", e.ByName, " ", len(e.Changes)))
		}
		if diff := cmp.Diff([]string{"withdrawn chief 1", "reopened chief 1", "ended chief 1", "updated chief 1", "declared chief 0"}, steps); diff != "" {
			t.Error(diff)
		}
		past, _, err := n.List(n.as("desk", hour), outage.Filter{State: "past"}, customer.Paging{Limit: 5})
		if ok(0, err)(t); len(past) != 1 || past[0].ID != o.ID || past[0].Ways.Beams[0] != "KU-03" {
			t.Errorf("%+v", past)
		}
	})
}

func TestOnlyWhoMayDeclaresAndNobodyHearsOfOthersTerminals(t *testing.T) {
	n := open(t, "sqlite://"+storetest.SQLitePath(t))
	_, err := n.Declare(n.as("desk", noon), beam("KU-03"))
	wants(t, err, fault.Forbidden, "")
	o := ok(n.Declare(n.as("chief", noon), beam("KU-03")))(t)
	_, err = n.Change(n.as("desk", noon), o.ID, beam("KU-04"), 1)
	wants(t, err, fault.Forbidden, "")
	_, _, err = n.List(n.as("desk", noon), outage.Filter{Customer: n.ids["湛江渔港"]}, customer.Paging{Limit: 5})
	wants(t, err, fault.Invalid, "customerId")
	_, _, err = n.List(n.as("desk", noon), outage.Filter{Terminal: n.ids["VS-3"]}, customer.Paging{Limit: 5})
	wants(t, err, fault.Invalid, "terminalId")
	own, _, err := n.List(n.as("desk", noon), outage.Filter{Terminal: n.ids["VS-1"]}, customer.Paging{Limit: 5})
	if ok(0, err)(t); len(own) != 1 {
		t.Errorf("%+v", own)
	}
}

func TestWhatCannotBeIsNotDeclared(t *testing.T) {
	n := open(t, "sqlite://"+storetest.SQLitePath(t))
	later, before := noon.Add(time.Hour), noon.Add(-time.Hour)
	for field, spoil := range map[string]func(*outage.Input){
		"kind":        func(in *outage.Input) { in.Kind = "x" },
		"ways.beams":  func(in *outage.Input) { in.Ways.Beams = []string{" "} },
		"area.zh":     func(in *outage.Input) { in.Area = lang.Text{En: "Zhejiang"} },
		"words.zh":    func(in *outage.Input) { in.Words.Zh = " " },
		"startsAt":    func(in *outage.Input) { in.StartsAt = later },
		"expectedEnd": func(in *outage.Input) { in.ExpectedEnd = &before },
		"endedAt":     func(in *outage.Input) { in.EndedAt = &later },
	} {
		in := beam("KU-03")
		spoil(&in)
		_, err := n.Declare(n.as("chief", noon), in)
		wants(t, err, fault.Invalid, field)
	}
}

// Whatever the times, an outage is in one state at each moment, and goes through them in order.
func TestStatesFollowEachOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		hour := rapid.IntRange(-50, 50)
		at := func(name string) time.Time { return noon.Add(time.Duration(hour.Draw(t, name)) * time.Hour) }
		o := outage.Outage{StartsAt: at("starts")}
		early, late := at("early"), at("late")
		if late.Before(early) {
			early, late = late, early
		}
		if o.State(early) == outage.Running && o.State(late) != outage.Running {
			t.Fatal("it has stopped by itself")
		}
		if end := at("end"); true {
			o.EndedAt = &end
			want := outage.Ended
			if !end.After(o.StartsAt) {
				want = outage.Withdrawn
			}
			if o.State(early) != want || o.State(late) != want {
				t.Fatalf("%s and %s, not %s", o.State(early), o.State(late), want)
			}
		}
	})
}
