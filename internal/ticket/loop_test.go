package ticket_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

func customerOf(tier, unit string) customer.NewCustomer {
	return customer.NewCustomer{Name: "舟山远汐渔业合作社", Kind: "organisation", Tier: tier, UnitID: unit, ContactName: "陈", Phone: "13900000001"}
}

func TestTwoReturnsOnALinkAreDecidedAbove(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		id := d.fault("lin")
		for _, unit := range []string{"gateway", "space"} {
			h := d.hand("lin", id, unit, "gateway")
			who := map[string]string{"gateway": "gao", "space": "su"}[unit]
			_, _, err := d.Return(d.as(who), h, "not-ours", "不是我们", 0)
			ok(t, err)
			d.later(time.Minute)
		}
		v := d.view(id)
		if v.Returns != 2 || len(v.Disputes) != 1 || v.Disputes[0].SupervisorUnit.Name != "noc" {
			t.Fatalf("returns %d, disputes %+v", v.Returns, v.Disputes)
		}
		var said []string
		for _, back := range v.Disputes[0].Returns {
			said = append(said, back.Unit+" "+back.Reason+" "+back.Text)
		}
		if diff := cmp.Diff([]string{"gateway not-ours 不是我们", "space not-ours 不是我们"}, said); diff != "" {
			t.Error("who gave the link back:", diff)
		}
		dispute := v.Disputes[0].ID
		_, err := d.Resolve(d.as("lin"), id, mended)
		refused(t, err, fault.Conflict)
		_, _, err = d.Decide(d.as("provchief"), dispute, d.units["gateway"], "归信关站")
		refused(t, err, fault.NotFound)
		_, _, err = d.Decide(d.as("lin"), dispute, d.units["gateway"], "归信关站")
		refused(t, err, fault.Forbidden)
		_, _, err = d.Decide(d.as("netchief"), dispute, d.units["gateway"], "归信关站")
		ok(t, err)
		_, _, err = d.Decide(d.as("netchief"), dispute, d.units["gateway"], "归信关站")
		refused(t, err, fault.Conflict)
		v = d.view(id)
		binding := v.Handoffs[len(v.Handoffs)-1]
		if !binding.Binding || binding.Unit != "gateway" || v.Bounces != 1 {
			t.Errorf("after the decision: %+v, bounces %d", binding, v.Bounces)
		}
		_, _, err = d.Return(d.as("gao"), binding.ID, "not-ours", "", 0)
		refused(t, err, fault.Conflict)
		_, _, err = d.Finish(d.as("gao"), binding.ID, ticket.Findings{Result: "已修复", Links: []ticket.LinkState{{Link: "gateway", State: ticket.Faulty}}})
		ok(t, err)
		_, err = d.Resolve(d.as("lin"), id, ticket.Resolution{Cause: "gateway", Link: "gateway", Summary: "修好了。"})
		ok(t, err)
	})
}

func TestEveryShortcutSaysWhatIsMissing(t *testing.T) {
	d := newDesk(t, "sqlite://"+storetest.SQLitePath(t))
	id := d.fault("lin")
	says := func(err error, zh, en string) {
		t.Helper()
		refused(t, err, fault.Conflict)
		f := err.(*fault.Error)
		if !strings.Contains(f.Text.Zh, zh) || !strings.Contains(f.Text.En, en) {
			t.Errorf("it says %q and %q", f.Text.Zh, f.Text.En)
		}
	}
	_, err := d.Close(d.as("lin"), id, 0)
	says(err, "责任环节", "responsible link")
	_, err = d.CallBack(d.as("lin"), id, "confirmed", "", 0)
	says(err, "还没有处理完毕", "not resolved")
	h := d.hand("lin", id, "gateway", "gateway")
	_, err = d.HandOff(d.as("lin"), id, ticket.Request{UnitIDs: []string{d.units["gateway"]}, Links: []string{"gateway"}, Request: "再查"})
	says(err, "未完成的流转单", "open handoff")
	_, err = d.Resolve(d.as("lin"), id, mended)
	says(err, "剩 1 小时", "1 h left")
	_, err = d.Cancel(d.as("lin"), id, "重复", 0)
	says(err, "先撤回", "withdraw")
	_, _, err = d.Urge(d.as("lin"), h, "")
	ok(t, err)
	d.later(29 * time.Minute)
	_, _, err = d.Urge(d.as("lin"), h, "")
	says(err, "30 分钟内", "30 minutes")
	d.later(2 * time.Minute)
	_, _, err = d.Urge(d.as("lin"), h, "")
	ok(t, err)
	_, _, err = d.Withdraw(d.as("lin"), h, "不用了")
	ok(t, err)
	_, _, err = d.AcceptHandoff(d.as("gao"), h, 0)
	says(err, "撤回", "withdrawn")
	_, err = d.Resolve(d.as("lin"), id, mended)
	ok(t, err)
	_, err = d.HandOff(d.as("lin"), id, ticket.Request{UnitIDs: []string{d.units["gateway"]}, Links: []string{"gateway"}, Request: "再查"})
	says(err, "等客户确认", "waits for the customer")
	for n := range 3 {
		if _, err = d.Close(d.as("lin"), id, 0); n < 3 {
			says(err, "联系不上", "documented tries")
		}
		_, err = d.CallBack(d.as("lin"), id, "unreached", "无人接听", 0)
		ok(t, err)
	}
	_, err = d.Close(d.as("lin"), id, 0)
	ok(t, err)
	_, err = d.Edit(d.as("lin"), id, ticket.Edit{Priority: new("high")})
	says(err, "已办结", "closed")
}

func TestWhatNobodyCouldUseIsNotFiled(t *testing.T) {
	d := newDesk(t, "sqlite://"+storetest.SQLitePath(t))
	file := func(phone string, details map[string]string) string {
		_, err := d.File(d.as("lin"), ticket.Intake{Kind: "fault", Subject: "断线", Description: "断线", Channel: "phone", ContactPhone: phone, Details: details}, "")
		if err == nil {
			return ""
		}
		f := &fault.Error{}
		if !errors.As(err, &f) {
			t.Fatal(err)
		}
		return f.Field
	}
	for _, c := range []struct{ phone, since, field string }{
		{"", "", ""}, {"8012", "", ""}, {"zzz", "", "contactPhone"}, {"12", "", "contactPhone"},
		{"", "2026-11-23T08:00:00+08:00", ""}, {"", "2026-11-23T00:00:00Z", ""}, {"", "yesterday", "details.since"}, {"", "2026-11-23", "details.since"},
	} {
		if got := file(c.phone, map[string]string{"since": c.since}); got != c.field {
			t.Errorf("phone %q, since %q: the field at fault is %q", c.phone, c.since, got)
		}
	}
	_, err := d.File(d.as("lin"), ticket.Intake{Kind: "fault", Subject: "断线", Description: "断线", Channel: "phone", Priority: "mega"}, "")
	if f := (&fault.Error{}); !errors.As(err, &f) || f.Text.Zh != "优先级只能是 urgent、high、normal、low 之一。" || f.Text.En != "The priority is one of urgent, high, normal, low." {
		t.Error(err)
	}
}

func TestOwnershipMovesOnlyWhenTheOtherAccepts(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		id := d.fault("lin")
		offer := func(to string) error {
			_, err := d.Offer(d.as("lin"), id, d.actors[to].StaffID, "下班", 0)
			return err
		}
		refused(t, offer("gao"), fault.Invalid)
		ok(t, offer("wu"))
		if v := d.view(id); v.Owner.Name != "lin" || v.OfferedTo == nil {
			t.Errorf("offered: owner %v, to %v", v.Owner, v.OfferedTo)
		}
		_, err := d.AcceptOffer(d.as("zhou"), id)
		refused(t, err, fault.Conflict)
		_, err = d.DeclineOffer(d.as("wu"), id, "忙")
		ok(t, err)
		ok(t, offer("wu"))
		_, err = d.AcceptOffer(d.as("wu"), id)
		ok(t, err)
		if v := d.view(id); v.Owner.Name != "wu" || v.OwnerUnit.Name != "zj" || v.OfferedTo != nil {
			t.Errorf("accepted: owner %v of %v, offered to %v", v.Owner, v.OwnerUnit, v.OfferedTo)
		}
		want := []string{"owner.offered", "owner.declined", "owner.offered", "owner.accepted"}
		if diff := cmp.Diff(want, kinds(d.story(id), "owner.offered", "owner.accepted", "owner.declined")); diff != "" {
			t.Error(diff)
		}
	})
}

func TestARetryFilesOneTicket(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		in := ticket.Intake{Kind: "fault", Subject: "x", Description: "x", Channel: "phone"}
		var mu sync.Mutex
		var all sync.WaitGroup
		seen := map[string]bool{}
		for range 8 {
			all.Go(func() {
				k, err := d.File(d.as("lin"), in, "call-7")
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				defer mu.Unlock()
				seen[k.Number] = true
			})
		}
		all.Wait()
		if len(seen) != 1 {
			t.Errorf("eight tries made %d tickets", len(seen))
		}
		in.Subject = "y"
		_, err := d.File(d.as("lin"), in, "call-7")
		refused(t, err, fault.Conflict)
	})
}

func TestACustomersReportGoesToTheDeskThatServesHim(t *testing.T) {
	d := newDesk(t, "sqlite://"+storetest.SQLitePath(t))
	_, err := d.customers.Add(d.program(), customerOf("gold", d.units["field"]))
	ok(t, err)
	report := func(phone string) *ticket.View {
		k, err := d.FileReport(d.as(""), ticket.Report{Intake: ticket.Intake{Kind: "fault", Subject: "x", Description: "x", Channel: "portal", ContactPhone: phone}}, "")
		ok(t, err)
		return d.view(k.ID)
	}
	if v := report("+86 139 0000 0001"); v.Owner.Name != "wu" || v.Customer == nil || v.Tier != "gold" {
		t.Errorf("a known caller: owner %v, customer %v, tier %s", v.Owner, v.Customer, v.Tier)
	}
	owners := map[string]int{}
	for range 4 {
		owners[report("13911112222").Owner.Name]++
	}
	if diff := cmp.Diff(map[string]int{"lin": 2, "zhou": 2}, owners); diff != "" {
		t.Errorf("unknown callers go in turn to the first desk: %s", diff)
	}
}

func TestWhereATicketStoodIsKept(t *testing.T) {
	d := newDesk(t, "sqlite://"+storetest.SQLitePath(t))
	id := d.fault("lin")
	d.later(10 * time.Minute)
	h := d.hand("lin", id, "gateway", "gateway")
	d.later(20 * time.Minute)
	_, _, err := d.AcceptHandoff(d.as("gao"), h, 0)
	ok(t, err)
	d.later(30 * time.Minute)
	_, _, err = d.PauseHandoff(d.as("gao"), h, ticket.Break{Reason: "supplier", ResumeAt: d.at.Add(24 * time.Hour)})
	ok(t, err)
	d.later(40 * time.Minute)
	_, _, err = d.ResumeHandoff(d.as("gao"), h)
	ok(t, err)
	d.later(50 * time.Minute)
	_, _, err = d.Finish(d.as("gao"), h, ticket.Findings{Result: "好了"})
	ok(t, err)
	d.later(5 * time.Minute)
	_, err = d.Resolve(d.as("lin"), id, mended)
	ok(t, err)
	d.later(time.Minute)
	var stays []ticket.Stay
	ok(t, d.db.Read(t.Context()).NewSelect().Model(&stays).OrderExpr("entered_at, stage").Scan(t.Context()))
	var got []string
	for _, s := range stays {
		got = append(got, s.Stage+" "+(time.Duration(s.Seconds)*time.Second).String())
	}
	want := []string{"desk 10m0s", "queue 20m0s", "work 30m0s", "wait 40m0s", "work 50m0s", "desk 5m0s", "callback 0s"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTheDatabaseItselfChangesNoEvent(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		id := d.fault("lin")
		before := d.view(id).Version
		for _, query := range []string{"UPDATE event SET at = at", "DELETE FROM event WHERE ticket_id = '" + id + "'"} {
			err := d.db.Write(t.Context(), func(ctx context.Context, tx bun.Tx) error {
				_, err := tx.NewRaw(query).Exec(ctx)
				return err
			})
			if err == nil || !strings.Contains(err.Error(), "event is append-only") {
				t.Errorf("%s: %v", query, err)
			}
		}
		events, err := d.Story(d.as("lin"), id, 0)
		ok(t, err)
		if len(events) == 0 || d.view(id).Version != before {
			t.Errorf("%d events are left", len(events))
		}
	})
}
