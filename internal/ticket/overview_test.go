package ticket_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

// What tickets tell of a customer is what is open, what was said and how he was served, as far as one may see it.
func TestHowACustomerIsServed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		c, err := d.customers.Add(d.program(), customer.NewCustomer{Name: "远汐渔业", Kind: "organisation", Tier: "gold", UnitID: d.units["ncc"], ContactName: "陈", Phone: "13900000001"})
		ok(t, err)
		file := func(kind string) string {
			in := ticket.Intake{Kind: kind, Subject: kind, Description: "没有信号", Channel: "phone", CustomerID: c.ID}
			if kind == "complaint" {
				in.Details = map[string]string{"about": "客服", "demand": "道歉"}
			}
			made, err := d.File(d.as("lin"), in, "")
			ok(t, err)
			return made.ID
		}
		done, open := file("fault"), file("complaint")
		d.later(time.Hour)
		_, err = d.Reply(d.as("lin"), open, "正在查。")
		ok(t, err)
		_, err = d.Resolve(d.as("lin"), done, mended)
		ok(t, err)
		_, err = d.CallBack(d.as("lin"), done, "confirmed", "好了", 0)
		ok(t, err)
		_, err = d.Close(d.as("lin"), done, 0)
		ok(t, err)
		got, err := d.Served(d.as("lin"), c.ID)
		ok(t, err)
		if len(got.Open) != 1 || got.Open[0].ID != open {
			t.Errorf("open: %+v", got.Open)
		}
		f := got.Figures
		want := ticket.CustomerFigures{Open: 1, Filed: 2, Complaints: 1, OpenComplaints: 1, PromisesKept: f.PromisesKept}
		if diff := cmp.Diff(want, f); diff != "" {
			t.Error(diff)
		}
		if f.PromisesKept == 0 {
			t.Error("no promise was kept")
		}
		var said []string
		for _, touch := range got.Contacts {
			said = append(said, touch.Event.Kind)
		}
		for _, kind := range []string{"reply", "ticket.created", "ticket.confirmed"} {
			if !slices.Contains(said, kind) {
				t.Errorf("%s is not among what was said: %v", kind, said)
			}
		}
		// Whoever may not see his tickets is told of none.
		none, err := d.Served(d.as("wu"), c.ID)
		if ok(t, err); none.Figures.Filed != 0 || len(none.Open)+len(none.Contacts) != 0 {
			t.Errorf("wu: %+v", none)
		}
		all, err := d.Served(d.as("admin"), c.ID)
		if ok(t, err); all.Figures.Filed != 2 {
			t.Errorf("the administrator sees %d", all.Figures.Filed)
		}
	})
}

// The tickets of a customer who goes on as another go with him, and come back when that is undone.
func TestTicketsGoWithAMergedCustomer(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		from, into := d.client("远汐渔业", "13900000001", "gold"), d.client("远汐渔业公司", "13900000002", "gold")
		made := d.matter("lin", from, "接收中断")
		_, err := d.customers.MergeCustomer(d.program(), from, customer.Merging{Into: into, Reason: "同一家", Version: 1})
		ok(t, err)
		if v := d.view(made.ID); v.CustomerDetail.ID != into {
			t.Errorf("the ticket stayed with %s", v.CustomerDetail.Name)
		}
		d.indexed()
		if found := d.finds("lin", "远汐渔业公司"); !slices.Contains(found, made.ID) {
			t.Errorf("the search finds %v", found)
		}
		_, err = d.customers.UnmergeCustomer(d.program(), from, "不是一家")
		ok(t, err)
		if v := d.view(made.ID); v.CustomerDetail.ID != from {
			t.Errorf("the ticket stayed with %s", v.CustomerDetail.Name)
		}
	})
}
