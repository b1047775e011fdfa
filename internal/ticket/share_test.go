package ticket_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

func auditedBulk(e audit.Entry) bool { return e.Action == "tickets.bulk" && e.Actor == "lin" }

func TestALeaversTicketsGoToColleaguesEvenly(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		d.person("hu", "ncc", org.FrontDesk, org.ScopeUnit)
		var ids []string
		for range 5 {
			ids = append(ids, d.fault("lin"))
		}
		before := d.view(ids[0]).Promises
		off := true
		_, err := d.org.ChangeStaff(d.program(), d.actors["lin"].StaffID, org.StaffChange{Disabled: &off, Version: 1})
		ok(t, err)
		share := ticket.Share{FromID: d.actors["lin"].StaffID, ToIDs: []string{d.actors["zhou"].StaffID, d.actors["hu"].StaffID},
			Choices: []ticket.ShareChoice{{ID: ids[4], ToID: d.actors["hu"].StaffID}}}
		items, _, err := d.PreviewShare(d.as("chief"), share)
		ok(t, err)
		gets := map[string]int{}
		for _, i := range items {
			gets[i.ToID]++
		}
		if gets[d.actors["zhou"].StaffID] != 2 || gets[d.actors["hu"].StaffID] != 3 {
			t.Errorf("who gets how many: %v", gets)
		}
		b, err := d.StartShare(d.as("chief"), share, "leaver")
		ok(t, err)
		d.carryOn(b)
		again, err := d.StartShare(d.as("chief"), share, "leaver")
		ok(t, err)
		d.carryOn(again)
		for _, id := range ids {
			v := d.view(id)
			if v.Owner.Name == "lin" || len(kinds(d.story(id), "owner.given")) != 1 {
				t.Errorf("%s is owned by %s", v.Number, v.Owner.Name)
			}
		}
		if v := d.view(ids[4]); v.Owner.Name != "hu" {
			t.Errorf("what was chosen for hu went to %s", v.Owner.Name)
		}
		if diff := cmp.Diff(before, d.view(ids[0]).Promises); diff != "" {
			t.Errorf("the clocks: %s", diff)
		}
		for who, count := range map[string]float64{"zhou": 2, "hu": 3} {
			notices, _, err := d.Notifications(d.as(who), true, 10)
			ok(t, err)
			if len(notices) != 1 || notices[0].Kind != "work.given" || notices[0].Data["count"] != count || notices[0].Data["by"] != "chief" {
				t.Errorf("%s is told %+v", who, notices)
			}
		}
		_, err = d.StartShare(d.as("chief"), share, "nothing left")
		refused(t, err, fault.Conflict)
	})
}

func TestAnAbsentEngineersHandoffsGoToHisUnit(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		d.person("he", "gateway", org.Engineer, org.ScopeUnit)
		var hs []string
		for range 3 {
			h := d.hand("lin", d.fault("lin"), "gateway", "gateway")
			_, _, err := d.AcceptHandoff(d.as("gao"), h, 0)
			ok(t, err)
			hs = append(hs, h)
		}
		d.later(10 * time.Minute)
		due := d.inboxRow("gao", hs[0]).Finish.DueAt
		share := ticket.Share{FromID: d.actors["gao"].StaffID, ToIDs: []string{d.actors["he"].StaffID}, Queue: true,
			Choices: []ticket.ShareChoice{{ID: hs[1], ToID: d.actors["he"].StaffID}, {ID: hs[2], ToID: d.actors["su"].StaffID}}}
		b, err := d.StartShare(d.as("netchief"), share, "absent")
		ok(t, err)
		b = d.carryOn(b)
		got := map[string]string{}
		for _, i := range b.Items {
			got[i.HandoffID] = i.State
		}
		if diff := cmp.Diff(map[string]string{hs[0]: "done", hs[1]: "done", hs[2]: "refused"}, got); diff != "" {
			t.Error(diff)
		}
		back := d.inboxRow("he", hs[0])
		if back.Assignee != nil || !back.May["accept"].OK || back.Status != ticket.Accepted || !back.Finish.DueAt.Equal(*due) {
			t.Errorf("back in the queue: %+v, may %v", back.Assignee, back.May["accept"])
		}
		if row := d.inboxRow("he", hs[1]); row.Assignee.Name != "he" || row.May["accept"].OK {
			t.Errorf("given to he: %+v", row.Assignee)
		}
		_, _, err = d.AcceptHandoff(d.as("he"), hs[0], 0)
		ok(t, err)
		if row := d.inboxRow("he", hs[0]); row.Assignee.Name != "he" || row.Accept.State != ticket.Met {
			t.Errorf("taken again: %+v, %s", row.Assignee, row.Accept.State)
		}
	})
}

func (d *desk) inboxRow(who, handoffID string) ticket.InboxRow {
	d.t.Helper()
	rows, _, err := d.Inbox(d.as(who), ticket.InboxFilter{Status: "sent,accepted", Limit: 100})
	ok(d.t, err)
	for _, r := range rows {
		if r.ID == handoffID {
			return r
		}
	}
	d.t.Fatalf("%s does not see the handoff", who)
	return ticket.InboxRow{}
}

func TestWhoMayShareOut(t *testing.T) {
	d := newDesk(t, "sqlite://"+storetest.SQLitePath(t))
	d.fault("lin")
	share := ticket.Share{FromID: d.actors["lin"].StaffID, ToIDs: []string{d.actors["zhou"].StaffID}}
	for _, who := range []string{"lin", "zhou", "gao", "admin", "auditor"} {
		_, err := d.StartShare(d.as(who), share, "k")
		refused(t, err, fault.Forbidden)
	}
	for who, want := range map[string][]string{"chief": {"waiting"}, "netchief": nil, "provchief": nil} {
		items, _, err := d.PreviewShare(d.as(who), share)
		ok(t, err)
		if diff := cmp.Diff(want, states(items)); diff != "" {
			t.Errorf("%s: %s", who, diff)
		}
	}
	items, _, err := d.PreviewShare(d.as("chief"), ticket.Share{FromID: share.FromID, Queue: true}) // a ticket has no queue
	ok(t, err)
	if diff := cmp.Diff([]string{"refused"}, states(items)); diff != "" {
		t.Error(diff)
	}
	_, _, err = d.PreviewShare(d.as("chief"), ticket.Share{FromID: share.FromID, ToIDs: []string{share.FromID}})
	refused(t, err, fault.Invalid)
}
