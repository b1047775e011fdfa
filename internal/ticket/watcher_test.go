package ticket_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

// toldAll gives all kinds of which somebody was told, the oldest first.
func (d *desk) toldAll(login string) string {
	d.t.Helper()
	rows, _, err := d.Notifications(d.as(login), false, 100)
	ok(d.t, err)
	var list []string
	for i := len(rows) - 1; i >= 0; i-- {
		word := rows[i].Kind
		if status, found := rows[i].Data["status"]; found {
			word += fmt.Sprint("=", status)
		}
		list = append(list, word)
	}
	return strings.Join(list, " ")
}

func TestWatchersAreToldWhatMattersOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		fleet := d.client("船队", "13900000001", "standard")
		m := d.matter("lin", fleet, "断网")
		ok(t, d.WatchTicket(d.as("zhou"), m.ID))
		ok(t, d.WatchTicket(d.as("zhou"), m.Number)) // again makes no difference
		ok(t, d.WatchTicket(d.as("lin"), m.ID))
		step := func(do func() error) {
			t.Helper()
			d.later(time.Minute)
			ok(t, do())
		}
		step(func() error { _, err := d.Note(d.as("lin"), m.ID, "小事"); return err })
		step(func() error { _, err := d.Tag(d.as("lin"), m.ID, []string{"小事"}, nil); return err })
		step(func() error { _, err := d.Reply(d.as("lin"), m.ID, "在查"); return err })
		step(func() error { _, err := d.Say(d.program(), m.Number, m.Code, "here", "好的"); return err })
		step(func() error { d.hand("lin", m.ID, "gateway", "gateway"); return nil })
		h := d.view(m.ID).Handoffs[0].ID
		step(func() error { _, _, err := d.AcceptHandoff(d.as("gao"), h, 0); return err })
		step(func() error {
			_, _, err := d.Finish(d.as("gao"), h, ticket.Findings{Result: "正常"})
			return err
		})
		step(func() error { _, err := d.Resolve(d.as("lin"), m.ID, mended); return err })
		step(func() error { _, err := d.CallBack(d.as("lin"), m.ID, "confirmed", "", 0); return err })
		step(func() error { _, err := d.Close(d.as("lin"), m.ID, 0); return err })
		want := "watched.reply watched.message watched.status=handed watched.status=open watched.status=resolved watched.status=confirmed watched.status=closed"
		if got := d.toldAll("zhou"); got != want {
			t.Errorf("the watcher was told %s", got)
		}
		if got := d.told("lin", "watched.message") + d.told("lin", "watched.reply"); got != 0 {
			t.Errorf("the owner, who is told anyway or did it himself, was told %d times more", got)
		}
		if got := d.toldAll("gao"); strings.Contains(got, "watched") {
			t.Errorf("who does not watch was told %s", got)
		}
	})
}

func TestWhoLosesSightOfATicketIsToldNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		m := d.matter("lin", "", "断网")
		_, err := d.AddWatcher(d.as("lin"), m.ID, d.actors["gao"].StaffID)
		says(t, err, fault.Invalid, "看不到", "cannot see")
		refused(t, d.WatchTicket(d.as("gao"), m.ID), fault.NotFound)
		refused(t, d.UnwatchTicket(d.as("gao"), m.ID), fault.NotFound)
		_, err = d.Offer(d.as("lin"), m.ID, d.actors["wu"].StaffID, "请接手", 0)
		ok(t, err)
		ok(t, d.WatchTicket(d.as("wu"), m.ID))
		before := d.toldAll("wu")
		_, err = d.DeclineOffer(d.as("wu"), m.ID, "忙")
		ok(t, err)
		d.later(time.Minute)
		_, err = d.Reply(d.as("lin"), m.ID, "在查")
		ok(t, err)
		if got := d.toldAll("wu"); got != before {
			t.Errorf("he was told %s", got)
		}
		if got := d.view(m.ID).Watchers; len(got) != 0 {
			t.Errorf("the ticket shows %v", got)
		}
		rows, _, err := d.List(d.as("wu"), ticket.Filter{Mine: "watching"}, ticket.Paging{Limit: 10})
		ok(t, err)
		if len(rows) != 0 {
			t.Errorf("his list still has it")
		}
		ok(t, d.UnwatchTicket(d.as("wu"), m.ID))
	})
}

func TestAColleagueIsAskedToWatch(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		m := d.matter("lin", "", "断网")
		for range 2 {
			_, err := d.AddWatcher(d.as("lin"), m.ID, d.actors["chief"].StaffID)
			ok(t, err)
		}
		d.later(time.Minute)
		ok(t, d.WatchTicket(d.as("zhou"), m.ID))
		if got := d.toldAll("chief"); got != "watcher.added" {
			t.Errorf("the colleague was told %s", got)
		}
		v, err := d.Get(d.as("zhou"), m.ID)
		ok(t, err)
		var names []string
		for _, w := range v.Watchers {
			names = append(names, w.Name)
		}
		if diff := cmp.Diff([]string{"chief", "zhou"}, names); diff != "" || !v.Watching {
			t.Errorf("%s, watching %v", diff, v.Watching)
		}
		rows, _, err := d.List(d.as("chief"), ticket.Filter{Mine: "watching", Status: "active"}, ticket.Paging{Limit: 10})
		ok(t, err)
		if len(rows) != 1 {
			t.Errorf("the list of what he watches has %d", len(rows))
		}
		ok(t, d.UnwatchTicket(d.as("chief"), m.Number))
		if n, _, _ := d.Count(d.as("chief"), ticket.Filter{Mine: "watching"}); n != 0 {
			t.Errorf("he still watches %d", n)
		}
		if got := kinds(d.story(m.ID), "watcher.added"); len(got) != 1 {
			t.Errorf("%d events", len(got))
		}
	})
}

func TestWhoWasAddedWronglyIsTakenOff(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		m := d.matter("lin", "", "断网")
		_, err := d.AddWatcher(d.as("lin"), m.ID, d.actors["chief"].StaffID)
		ok(t, err)
		for range 2 {
			_, err = d.RemoveWatcher(d.as("lin"), m.ID, d.actors["chief"].StaffID)
			ok(t, err)
		}
		if left := d.view(m.ID).Watchers; len(left) != 0 {
			t.Errorf("still watching: %v", left)
		}
		if got := kinds(d.story(m.ID), "watcher.added", "watcher.removed"); len(got) != 2 {
			t.Errorf("the story has %v", got)
		}
		d.later(time.Minute)
		before := d.toldAll("chief")
		_, err = d.Reply(d.as("lin"), m.ID, "在查")
		ok(t, err)
		if got := d.toldAll("chief"); got != before {
			t.Errorf("he was told %s", got)
		}
	})
}

func TestWatchersFollowIntoTheTicketThatGoesOn(t *testing.T) {
	d := newDesk(t, "sqlite://"+storetest.SQLitePath(t))
	a, b := d.matter("lin", "", "甲"), d.matter("zhou", "", "乙")
	ok(t, d.WatchTicket(d.as("chief"), b.ID))
	ok(t, d.merge("lin", b.ID, a.ID))
	var names []string
	for _, w := range d.view(a.ID).Watchers {
		names = append(names, w.Name)
	}
	if len(names) != 2 {
		t.Errorf("the ticket that goes on is watched by %v, want the other's owner and watcher", names)
	}
	if got := d.toldAll("chief"); got != "watched.status=merged" {
		t.Errorf("the watcher was told %s", got)
	}
}
