package ticket_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

// client adds a customer with a phone of his own.
func (d *desk) client(name, phone, tier string) string {
	d.t.Helper()
	c, err := d.customers.Add(d.program(), customer.NewCustomer{Name: name, Kind: "organisation", Tier: tier, UnitID: d.units["ncc"], ContactName: name, Phone: phone})
	ok(d.t, err)
	return c.ID
}

// matter files a matter of a customer, by phone, so that he has been answered.
func (d *desk) matter(by, customerID, subject string) *ticket.Ticket {
	d.t.Helper()
	t, err := d.File(d.as(by), ticket.Intake{Kind: "fault", Subject: subject, Description: subject, Channel: "phone", CustomerID: customerID, ContactPhone: "13900000009"}, "")
	ok(d.t, err)
	return t
}

// says checks a refusal's code, and what it says in both languages.
func says(t *testing.T, err error, code fault.Code, zh, en string) {
	t.Helper()
	refused(t, err, code)
	if f := err.(*fault.Error); !strings.Contains(f.Text.Zh, zh) || !strings.Contains(f.Text.En, en) {
		t.Errorf("it says %q and %q", f.Text.Zh, f.Text.En)
	}
}

func (d *desk) merge(by, id, into string) error {
	_, err := d.Merge(d.as(by), id, ticket.Merging{Into: into})
	return err
}

func TestAMergedTicketIsNotLost(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		fleet := d.client("船队", "13900000001", "standard")
		a, b := d.matter("lin", fleet, "三号船断网"), d.matter("zhou", fleet, "又报三号船断网")
		d.later(time.Hour)
		preview, err := d.PreviewMerge(d.as("lin"), b.ID, a.Number)
		ok(t, err)
		if !preview.May.OK || !preview.SameCustomer || preview.ReplyNeeded || preview.Sooner || preview.Into.Number != a.Number {
			t.Errorf("the preview says %+v", preview)
		}
		ok(t, d.merge("lin", b.ID, a.Number))
		v := d.view(b.ID)
		if v.Status != ticket.Merged || v.MergedInto == nil || v.MergedInto.Number != a.Number || v.ClosedAt == nil || v.Late {
			t.Errorf("after the merge: %s into %+v, ended %v, late %v", v.Status, v.MergedInto, v.ClosedAt, v.Late)
		}
		for _, p := range v.Promises {
			if p.Kind == ticket.Resolve && p.State != ticket.Dropped {
				t.Errorf("the resolution is %s, want dropped: it was neither kept nor broken", p.State)
			}
		}
		if got := d.view(a.ID).Related; len(got) != 1 || got[0].Relation != "absorbed" || got[0].Number != b.Number || got[0].Contact.Phone != "13900000009" {
			t.Errorf("the ticket that goes on knows of %+v", got)
		}
		if got := kinds(d.story(a.ID), "ticket.absorbed"); len(got) != 1 {
			t.Error("the ticket that goes on does not tell of the merge")
		}
		rows, _, err := d.List(d.as("chief"), ticket.Filter{Status: "merged"}, ticket.Paging{Limit: 10})
		ok(t, err)
		if len(rows) != 1 || rows[0].ID != b.ID {
			t.Errorf("the list of merged tickets has %d", len(rows))
		}
		if n, _, _ := d.Count(d.as("chief"), ticket.Filter{Status: "active"}); n != 1 {
			t.Errorf("%d tickets are active, want the one that goes on", n)
		}
		f, err := d.Flow(d.as("chief"), ticket.FlowFilter{Source: "xingfu", To: d.at.Add(time.Second)})
		ok(t, err)
		if got := [4]int{f.Totals.Created.Count, f.Totals.Open.Count, f.Totals.Merged.Count, f.Totals.Late.Count}; got != [4]int{2, 1, 1, 0} {
			t.Errorf("filed, open, merged and late are %v", got)
		}
		_, err = d.Cancel(d.as("lin"), a.ID, "误报", 0)
		says(t, err, fault.Conflict, b.Number, "undo that merge")
		says(t, d.merge("lin", b.ID, a.ID), fault.Conflict, "已合并", "was merged")
	})
}

func TestWhatCannotBeMergedSaysWhy(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		fleet, ferry := d.client("船队", "13900000001", "standard"), d.client("轮渡", "13900000002", "standard")
		a, b := d.matter("lin", fleet, "甲"), d.matter("lin", fleet, "乙")
		says(t, d.merge("lin", b.ID, b.Number), fault.Invalid, "另一张", "another")
		says(t, d.merge("lin", b.ID, "20200101-000001"), fault.Invalid, "没有这张工单", "no such ticket")
		far := d.matter("wu", "", "别处的")
		says(t, d.merge("lin", b.ID, far.ID), fault.Invalid, "看不到", "cannot see")
		refused(t, d.merge("lin", far.ID, a.ID), fault.NotFound)
		refused(t, d.merge("netchief", b.ID, a.ID), fault.NotFound)
		refused(t, d.merge("auditor", b.ID, a.ID), fault.Forbidden)

		h := d.hand("lin", b.ID, "gateway", "gateway")
		says(t, d.merge("lin", b.ID, a.ID), fault.Conflict, "gateway还在处理", "gateway still works")
		_, _, err := d.Withdraw(d.as("lin"), h, "不用了")
		ok(t, err)

		other := d.matter("lin", ferry, "轮渡也断了")
		says(t, d.merge("lin", other.ID, a.ID), fault.Invalid, "客户不同", "different customers")
		_, err = d.Merge(d.as("lin"), other.ID, ticket.Merging{Into: a.ID, OtherCustomer: true})
		says(t, err, fault.Invalid, "为什么是同一件事", "why it is one matter")

		mail, err := d.File(d.as("lin"), ticket.Intake{Kind: "fault", Subject: "信", Description: "信", Channel: "portal", CustomerID: fleet}, "")
		ok(t, err)
		says(t, d.merge("lin", mail.ID, a.ID), fault.Invalid, "首次答复", "first answer")
		_, err = d.Plead(d.program(), mail.Number, mail.Code, "here", "船上有病人")
		ok(t, err)
		says(t, d.merge("lin", mail.ID, a.ID), fault.Conflict, "还没有人答复", "no answer yet")

		_, err = d.Pause(d.as("lin"), a.ID, ticket.Break{Reason: "customer"})
		ok(t, err)
		says(t, d.merge("lin", b.ID, a.ID), fault.Conflict, "正在暂停", "is paused")
		_, err = d.Resume(d.as("lin"), a.ID)
		ok(t, err)
		_, err = d.Resolve(d.as("lin"), a.ID, mended)
		ok(t, err)
		says(t, d.merge("lin", b.ID, a.ID), fault.Conflict, "等客户确认", "waits for its customer")
		says(t, d.merge("lin", a.ID, b.ID), fault.Conflict, "已处理完毕", "is resolved")
		_, err = d.CallBack(d.as("lin"), a.ID, "confirmed", "好了", 0)
		ok(t, err)
		_, err = d.Close(d.as("lin"), a.ID, 0)
		ok(t, err)
		says(t, d.merge("lin", b.ID, a.ID), fault.Conflict, "已经结束", "has ended")
		_, err = d.Unmerge(d.as("lin"), b.ID, "不是", 0)
		says(t, err, fault.Conflict, "没有被合并", "was not merged")
	})
}

// due gives by when a ticket's resolution is owed.
func (d *desk) due(id string) time.Time {
	d.t.Helper()
	for _, p := range d.view(id).Promises {
		if p.Kind == ticket.Resolve && p.State == ticket.Running {
			return *p.DueAt
		}
	}
	return time.Time{}
}

func TestNoClockIsCheatedByMerging(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		fleet := d.client("船队", "13900000001", "standard")
		early := d.matter("lin", fleet, "先报的")
		d.later(3 * time.Hour)
		late := d.matter("lin", fleet, "后报的")
		first, second := d.due(early.ID), d.due(late.ID)
		d.later(time.Hour)
		ok(t, d.merge("lin", early.ID, late.ID)) // into the one with the later promise
		if got := d.due(late.ID); !got.Equal(first) {
			t.Fatalf("the ticket that goes on is due %s, want %s as was promised first", got, first)
		}
		d.later(5 * time.Hour)
		_, err := d.Pause(d.as("lin"), late.ID, ticket.Break{Reason: "customer"})
		ok(t, err)
		d.later(2 * time.Hour)
		_, err = d.Resume(d.as("lin"), late.ID)
		ok(t, err)
		_, err = d.Unmerge(d.as("lin"), early.ID, "是两条船", 0)
		ok(t, err)
		if got := d.due(early.ID); !got.Equal(first) {
			t.Errorf("the one that lives again is due %s, want %s: the customer has waited all the while", got, first)
		}
		if got, want := d.due(late.ID), second.Add(2*time.Hour); !got.Equal(want) {
			t.Errorf("the other is due %s, want its own promise and the pause: %s", got, want)
		}
		var resolve string
		for _, p := range d.view(early.ID).Promises {
			if p.Kind == ticket.Resolve {
				resolve = p.ID
			}
		}
		p, pieces, err := d.Replay(d.as("lin"), resolve)
		ok(t, err)
		counted, reasons := 0.0, []string{}
		for _, piece := range pieces {
			counted += piece.CountedMinutes
			reasons = append(reasons, piece.Kind+" "+piece.Reason)
		}
		if diff := cmp.Diff([]string{"working ", "working merged"}, reasons); diff != "" {
			t.Error(diff)
		}
		if int(counted) != p.ElapsedMinutes || p.ElapsedMinutes != 11*60 {
			t.Errorf("the pieces count %v minutes, the clock has used %d, want 11 hours", counted, p.ElapsedMinutes)
		}
		if v := d.view(early.ID); v.Status != ticket.Open || v.MergedInto != nil || v.ClosedAt != nil || len(v.Related) != 0 {
			t.Errorf("it lives again as %s, merged into %v, with %v", v.Status, v.MergedInto, v.Related)
		}
		if got := kinds(d.story(late.ID), "ticket.absorbed", "ticket.released"); len(got) != 2 {
			t.Errorf("the other tells %v", got)
		}
		ok(t, d.merge("lin", early.ID, late.ID)) // and it can be merged again
	})
}

func TestAClockThatWasPausedIsPausedAgain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		fleet := d.client("船队", "13900000001", "standard")
		a, b := d.matter("lin", fleet, "甲"), d.matter("lin", fleet, "乙")
		until := d.at.Add(6 * time.Hour)
		_, err := d.Pause(d.as("lin"), b.ID, ticket.Break{Reason: "weather", Text: "台风", ResumeAt: until})
		ok(t, err)
		again := func(after time.Duration) (state ticket.PromiseState, resumeAt *time.Time) {
			t.Helper()
			ok(t, d.merge("lin", b.ID, a.ID))
			d.later(after)
			_, err := d.Unmerge(d.as("lin"), b.ID, "不是", 0)
			ok(t, err)
			for _, p := range d.view(b.ID).Promises {
				if p.Kind == ticket.Resolve {
					state, resumeAt = p.State, p.ResumeAt
				}
			}
			return state, resumeAt
		}
		if state, at := again(time.Hour); state != ticket.Paused || at == nil || !at.Equal(until) {
			t.Errorf("it is %s until %v, want paused until %s", state, at, until)
		}
		if state, _ := again(10 * time.Hour); state != ticket.Running {
			t.Errorf("it is %s, want running: the pause has ended meanwhile", state)
		}
		for _, e := range d.story(b.ID) {
			if e.Kind == "promise.resumed" && e.Data["automatic"] == true && !e.At.Equal(until) {
				t.Errorf("the pause ended at %s, want %s", e.At, until)
			}
		}
	})
}

func TestWhatFallsDueWhileMergedIsLateOnceItLivesAgain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		fleet := d.client("船队", "13900000001", "standard")
		a := d.matter("lin", fleet, "甲")
		d.later(time.Minute)
		b := d.matter("lin", fleet, "乙")
		due := d.due(b.ID)
		ok(t, d.merge("lin", b.ID, a.ID))
		d.later(72 * time.Hour)
		_, err := d.FireDue(d.program())
		ok(t, err)
		if d.view(b.ID).Late {
			t.Error("a merged ticket is late")
		}
		_, err = d.Unmerge(d.as("lin"), b.ID, "不是", 0)
		ok(t, err)
		v := d.view(b.ID)
		for _, p := range v.Promises {
			if p.Kind == ticket.Resolve && (p.BreachedAt == nil || !p.BreachedAt.Equal(due)) {
				t.Errorf("broken at %v, want %s", p.BreachedAt, due)
			}
		}
		if !v.Late {
			t.Error("the ticket that lives again is not late")
		}
	})
}

func TestThreeIntoOneAndBack(t *testing.T) {
	d := newDesk(t, "sqlite://"+storetest.SQLitePath(t))
	fleet := d.client("船队", "13900000001", "standard")
	var filed []*ticket.Ticket
	for range 3 {
		filed = append(filed, d.matter("lin", fleet, "断网"))
		d.later(time.Hour)
	}
	dues := []time.Time{d.due(filed[0].ID), d.due(filed[1].ID), d.due(filed[2].ID)}
	ok(t, d.merge("lin", filed[1].ID, filed[2].ID))
	d.later(time.Hour)
	ok(t, d.merge("lin", filed[0].ID, filed[2].ID))
	d.later(time.Hour)
	if got := d.due(filed[2].ID); !got.Equal(dues[0]) {
		t.Fatalf("due %s, want %s", got, dues[0])
	}
	_, err := d.Unmerge(d.as("lin"), filed[1].ID, "不是", 0)
	ok(t, err)
	if got := d.due(filed[2].ID); !got.Equal(dues[0]) {
		t.Errorf("with one given back it is due %s, want %s still", got, dues[0])
	}
	_, err = d.Unmerge(d.as("lin"), filed[0].ID, "不是", 0)
	ok(t, err)
	for i, f := range filed {
		if got := d.due(f.ID); !got.Equal(dues[i]) {
			t.Errorf("ticket %d is due %s, want its own %s", i, got, dues[i])
		}
	}
}

// threeInOne files two matters of one customer and one of another, and merges the others into the first.
func (d *desk) threeInOne() (a, same, other *ticket.Ticket) {
	d.t.Helper()
	fleet, ferry := d.client("船队", "13900000001", "standard"), d.client("轮渡", "13900000002", "standard")
	a, same, other = d.matter("lin", fleet, "甲"), d.matter("lin", fleet, "乙"), d.matter("lin", ferry, "丙")
	ok(d.t, d.merge("lin", same.ID, a.ID))
	_, err := d.Merge(d.as("lin"), other.ID, ticket.Merging{Into: a.ID, OtherCustomer: true, Reason: "同一个信关站"})
	ok(d.t, err)
	return a, same, other
}

func TestTheCustomerOfAMergedTicketIsStillAnswered(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		a, same, other := d.threeInOne()
		d.later(time.Minute)
		_, err := d.Reply(d.as("lin"), a.ID, "信关站已恢复,请重启终端。")
		ok(t, err)
		track := func(m *ticket.Ticket) *ticket.Followed {
			t.Helper()
			f, err := d.Track(d.program(), m.Number, m.Code, "here")
			ok(t, err)
			return f
		}
		said := func(f *ticket.Followed) (texts []any) {
			for _, e := range f.Said {
				if e.Kind == "reply" {
					texts = append(texts, e.Data["text"])
				}
			}
			return texts
		}
		if f := track(same); f.OtherOne || f.Under.Ticket.Number != a.Number || len(said(f)) != 1 {
			t.Errorf("the same customer sees %+v and %v", f.Under, said(f))
		}
		f := track(other)
		if !f.OtherOne || f.Stands() != ticket.Open || len(said(f)) != 0 {
			t.Errorf("the other customer sees %v", said(f))
		}
		if diff := cmp.Diff(&ticket.Ticket{Status: ticket.Open, Kind: "fault"}, f.Under.Ticket); diff != "" {
			t.Errorf("of another customer's ticket he sees more than its status: %s", diff)
		}
		_, err = d.Say(d.program(), other.Number, other.Code, "here", "我们这里还不行")
		ok(t, err)
		_, err = d.Hurry(d.program(), other.Number, other.Code, "here")
		ok(t, err)
		_, err = d.Reply(d.as("zhou"), other.ID, "请重启终端。")
		ok(t, err)
		if f := track(other); len(said(f)) != 1 {
			t.Errorf("what the desk answers him does not reach him: %v", said(f))
		}
		if got := len(said(track(a))); got != 1 {
			t.Errorf("%d replies stand on the ticket that goes on, want only its own", got)
		}
		if n := d.told("lin", "message"); n != 1 {
			t.Errorf("the owner was told of %d messages", n)
		}
		_, err = d.Resolve(d.as("lin"), a.ID, mended)
		ok(t, err)
		_, err = d.CallBack(d.as("lin"), a.ID, "confirmed", "", 0)
		ok(t, err)
		_, err = d.Close(d.as("lin"), a.ID, 0)
		ok(t, err)
		if f := track(other); f.Stands() != ticket.Closed {
			t.Errorf("it stands at %s, want closed", f.Stands())
		}
		_, err = d.Say(d.program(), same.Number, same.Code, "here", "还有")
		says(t, err, fault.Conflict, "一起结束", "has ended")
		_, err = d.Unmerge(d.as("lin"), same.ID, "不是", 0)
		says(t, err, fault.Conflict, "已经结束", "has ended")
	})
}

func TestACustomerIsHeardThroughAMergedTicketToo(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		a, same, other := d.threeInOne()
		_, err := d.Pause(d.as("lin"), a.ID, ticket.Break{Reason: "customer"})
		ok(t, err)
		paused := func(by *ticket.Ticket) bool {
			t.Helper()
			d.later(time.Minute)
			_, err := d.Say(d.program(), by.Number, by.Code, "", "型号是 HN-820")
			ok(t, err)
			return d.view(a.ID).Promise == nil
		}
		if !paused(other) {
			t.Error("another customer's words ended the wait")
		}
		if paused(same) {
			t.Error("the customer's words did not end the wait")
		}
	})
}

func TestTheDeskThatGoesOnSeesWhatWasMerged(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		there, here := d.matter("wu", "", "省里报的"), d.matter("lin", "", "总部报的")
		_, err := d.Get(d.as("lin"), there.ID)
		refused(t, err, fault.NotFound)
		ok(t, d.merge("chief", there.ID, here.ID))
		for who, want := range map[string]string{"lin": "ok", "zhou": "ok", "wu": "ok", "gao": "not_found"} {
			if _, err := d.Get(d.as(who), there.ID); outcome(err) != want {
				t.Errorf("%s sees the merged ticket: %v, want %s", who, err, want)
			}
		}
		v, err := d.Get(d.as("wu"), there.ID)
		ok(t, err)
		if r := v.Related[0]; r.Seen || r.Subject != "" || r.Number != here.Number || r.Contact != nil {
			t.Errorf("who does not see the ticket that goes on is told %+v", r)
		}
		if n := d.told("wu", "ticket.merged"); n != 1 {
			t.Errorf("its owner was told %d times", n)
		}
		_, err = d.Reply(d.as("lin"), there.ID, "正在处理")
		ok(t, err)
		_, err = d.Unmerge(d.as("wu"), there.ID, "不是一件事", 0)
		ok(t, err)
		_, err = d.Get(d.as("lin"), there.ID)
		refused(t, err, fault.NotFound)
	})
}

func TestAMergeByAnOldViewIsRefused(t *testing.T) {
	d := newDesk(t, "sqlite://"+storetest.SQLitePath(t))
	fleet := d.client("船队", "13900000001", "standard")
	a, b := d.matter("lin", fleet, "甲"), d.matter("lin", fleet, "乙")
	_, err := d.Edit(d.as("zhou"), b.ID, ticket.Edit{Subject: new("改过")})
	ok(t, err)
	_, err = d.Merge(d.as("lin"), b.ID, ticket.Merging{Into: a.ID, Version: 1})
	refused(t, err, fault.Conflict)
	if v := d.view(b.ID); v.Status != ticket.Open {
		t.Errorf("it is %s", v.Status)
	}
}

func TestTwoMergesIntoEachOtherEndWithOne(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		fleet := d.client("船队", "13900000001", "standard")
		a, b := d.matter("lin", fleet, "甲"), d.matter("lin", fleet, "乙")
		done := make(chan error, 2)
		for _, pair := range [][2]string{{a.ID, b.ID}, {b.ID, a.ID}} {
			go func(ctx context.Context) {
				_, err := d.Merge(ctx, pair[0], ticket.Merging{Into: pair[1]})
				done <- err
			}(d.as("lin"))
		}
		one, two := <-done, <-done
		if (one == nil) == (two == nil) {
			t.Errorf("one must win: %v, %v", one, two)
		}
		if n, _, _ := d.Count(d.as("lin"), ticket.Filter{Status: "active"}); n != 1 {
			t.Errorf("%d tickets are left", n)
		}
	})
}
