package ticket_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/index"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

// indexed lets the index follow what has been done.
func (d *desk) indexed() {
	d.t.Helper()
	ok(d.t, d.customers.Index().Finish(d.t.Context(), nil))
}

// finds pages through the tickets that a person finds and gives their identifiers as they come.
func (d *desk) finds(who, q string) []string {
	d.t.Helper()
	var list []string
	for cursor := ""; ; {
		found, err := d.Search(d.as(who), ticket.Search{Q: q, Group: "tickets", Limit: 3, Cursor: cursor})
		ok(d.t, err)
		for _, t := range found.Tickets.Items {
			list = append(list, t.ID)
		}
		if cursor = found.Tickets.NextCursor; cursor == "" {
			return list
		}
	}
}

// Everybody finds exactly what he may open, and all of it, in the search and in lists with words.
func TestSearchShowsExactlyWhatOneMayOpen(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		all := d.somewhere()
		d.indexed()
		for who := range d.actors {
			var may []string
			for _, id := range all {
				if _, err := d.Get(d.as(who), id); err == nil {
					may = append(may, id)
				}
			}
			slices.Sort(may)
			for _, q := range []string{"接收", "信", "js", "202611", `"没有信号"`} {
				found := d.finds(who, q)
				slices.Sort(found)
				if diff := cmp.Diff(may, found); diff != "" {
					t.Errorf("%s finds by %s: %s", who, q, diff)
				}
				rows, _, err := d.List(d.as(who), ticket.Filter{Q: q}, ticket.Paging{Limit: 50})
				ok(t, err)
				active, _, err := d.List(d.as(who), ticket.Filter{Q: q, Status: "active"}, ticket.Paging{Limit: 50})
				if ok(t, err); len(active) != len(may) {
					t.Errorf("%s lists %d active ones by %s", who, len(active), q)
				}
				if n, _, err := d.Count(d.as(who), ticket.Filter{Q: q}); err != nil || n != len(may) || len(rows) != len(may) {
					t.Errorf("%s lists %d and counts %d by %s, and may open %d: %v", who, len(rows), n, q, len(may), err)
				}
			}
		}
	})
}

func TestWhatIsWrittenIsFound(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		id := d.fault("lin")
		d.later(time.Minute)
		other := d.fault("lin")
		d.indexed()
		_, err := d.Note(d.as("lin"), id, "已请船东核对馈源极化方向")
		ok(t, err)
		if found := d.finds("lin", "馈源"); found != nil {
			t.Errorf("found before it is indexed: %v", found)
		}
		d.indexed()
		found, err := d.Search(d.as("lin"), ticket.Search{Q: "极化 接收", Limit: 10})
		ok(t, err)
		if len(found.Tickets.Items) != 1 || found.Tickets.Items[0].ID != id {
			t.Fatalf("%+v", found)
		}
		hit := found.Tickets.Items[0]
		if diff := cmp.Diff([]index.Segment{{Text: "接收", Hit: true}, {Text: "中断"}}, hit.Title); diff != "" {
			t.Error(diff)
		}
		if p := hit.Passage; p == nil || p.Where != "event" || p.Event.Kind != "note" || p.Event.Actor != "lin" || p.Event.Audience != "internal" {
			t.Errorf("%+v", p)
		} else if diff := cmp.Diff([]index.Segment{{Text: "已请船东核对馈源"}, {Text: "极化", Hit: true}, {Text: "方向"}}, p.Text); diff != "" {
			t.Error(diff)
		}
		// The newest comes first, but for the one whose number it is.
		if diff := cmp.Diff([]string{other, id}, d.finds("lin", "没有信号")); diff != "" {
			t.Error(diff)
		}
		number := d.view(id).Number
		if diff := cmp.Diff([]string{id}, d.finds("lin", number)); diff != "" {
			t.Error(diff)
		}
		// Handed to another unit, it is found there.
		if d.finds("gao", "馈源") != nil {
			t.Error("a unit finds what it does not see")
		}
		d.hand("lin", id, "gateway", "gateway")
		d.indexed()
		if diff := cmp.Diff([]string{id}, d.finds("gao", "馈源")); diff != "" {
			t.Error(diff)
		}
	})
}

func TestARenamedCustomerIsFoundByTheNewNameEverywhere(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		c, err := d.customers.Add(d.as("lin"), customer.NewCustomer{Name: "舟山远汐渔业", Phone: "139 0000 0421"})
		ok(t, err)
		terminal, err := d.customers.AddTerminal(d.program(), c.ID, customer.Terminal{Product: "vsat", Number: "17400010001", Serial: "SN-77881"})
		ok(t, err)
		var ids []string
		for range 3 {
			made, err := d.File(d.as("lin"), ticket.Intake{Kind: "fault", Subject: "x", Description: "x", Channel: "phone", TerminalID: terminal.ID}, "")
			ok(t, err)
			ids = append(ids, made.ID)
			d.later(time.Minute)
		}
		d.indexed()
		for _, q := range []string{"远汐", "zsyx", "10001", "0421", "sn-778", "13900000421"} {
			found, err := d.Search(d.as("lin"), ticket.Search{Q: q, Limit: 10})
			ok(t, err)
			if len(found.Customers.Items) != 1 || (len(found.Terminals.Items) == 1) == (q == "0421" || q == "13900000421") {
				t.Errorf("%s: %+v", q, found)
			}
		}
		name := "台州海通"
		_, err = d.customers.Change(d.as("lin"), c.ID, customer.Change{Name: &name, Version: 1})
		ok(t, err)
		d.indexed()
		slices.Reverse(ids)
		if diff := cmp.Diff(ids, d.finds("lin", "海通")); diff != "" {
			t.Error(diff)
		}
		found, err := d.Search(d.as("lin"), ticket.Search{Q: "tzht", Limit: 10})
		ok(t, err)
		if len(found.Customers.Items) != 1 || len(found.Terminals.Items) != 1 || d.finds("lin", "远汐") != nil {
			t.Errorf("%+v", found)
		}
	})
}

// Customers and terminals are found by those who may open the customer.
func TestSearchShowsTheCustomersThatOneMayOpen(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		var ids []string
		for i, unit := range []string{"zj", "hq", "gateway", "zj"} {
			c, err := d.customers.Add(d.program(), customer.NewCustomer{Name: "渔业" + unit, UnitID: d.units[unit]})
			ok(t, err)
			terminal, err := d.customers.AddTerminal(d.program(), c.ID, customer.Terminal{Product: "vsat", Number: "1740001000" + string(rune('1'+i))})
			ok(t, err)
			ids = append(ids, c.ID)
			if i == 3 {
				made, err := d.File(d.as("chief"), ticket.Intake{Kind: "fault", Subject: "x", Description: "x", Channel: "phone", TerminalID: terminal.ID}, "")
				ok(t, err)
				d.hand("chief", made.ID, "space", "space")
			}
		}
		d.indexed()
		for who := range d.actors {
			var may []string
			for _, id := range ids {
				if _, err := d.customers.Get(d.as(who), id); err == nil {
					may = append(may, id)
				}
			}
			for _, q := range []string{"渔业", "1740001", "17400010004", "yy"} {
				found, err := d.Search(d.as(who), ticket.Search{Q: q, Limit: 10})
				ok(t, err)
				var customers, whose []string
				for _, c := range found.Customers.Items {
					customers = append(customers, c.ID)
				}
				for _, c := range found.Terminals.Items {
					whose = append(whose, c.CustomerID)
				}
				want := may
				if q == "17400010004" {
					want = slices.DeleteFunc(slices.Clone(may), func(id string) bool { return id != ids[3] })
				}
				for what, got := range map[string][]string{"customers": customers, "terminals": whose} {
					slices.Sort(got)
					slices.Sort(want)
					if diff := cmp.Diff(want, got); diff != "" && len(want)+len(got) > 0 {
						t.Errorf("%s finds %s by %s: %s", who, what, q, diff)
					}
				}
			}
		}
	})
}

func TestASearchForNothingSaysSo(t *testing.T) {
	d := newDesk(t, "sqlite://"+storetest.SQLitePath(t))
	long := make([]rune, 201)
	for i := range long {
		long[i] = '长'
	}
	for _, in := range []ticket.Search{{Q: " "}, {Q: "—,。"}, {Q: string(long)}, {Q: "a1 b1 c1 d1 e1 f1 g1 h1 i1 j1 k1 l1 m1"}, {Q: "x", Cursor: "y"}, {Q: "xy", Group: "tickets", Cursor: "y"}} {
		in.Limit = 10
		_, err := d.Search(d.as("lin"), in)
		refused(t, err, fault.Invalid)
	}
	_, err := d.Search(org.With(context.Background(), nil), ticket.Search{Q: "x", Limit: 10})
	refused(t, err, fault.Unauthenticated)
}
