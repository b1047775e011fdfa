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

// typed gives what stands in a draft of somebody.
func (d *desk) typed(who, kind, thing string) string {
	d.t.Helper()
	draft, err := d.Draft(d.as(who), kind, thing)
	ok(d.t, err)
	return draft.Data
}

func TestADraftIsKeptUntilItIsSent(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		id := d.fault("lin")
		none, err := d.Draft(d.as("lin"), "reply", id)
		if ok(t, err); none.Version != 0 || none.Data != "" {
			t.Fatalf("before anything is typed there is %+v", none)
		}
		first, err := d.SaveDraft(d.as("lin"), "reply", id, "您好", 0)
		ok(t, err)
		_, err = d.SaveDraft(d.as("lin"), "note", id, "内部的话", 0)
		ok(t, err)
		second, err := d.SaveDraft(d.as("lin"), "reply", id, "您好,已在查。", first.Version)
		ok(t, err)
		if second.Version <= first.Version {
			t.Errorf("version %d follows %d", second.Version, first.Version)
		}
		if got := d.typed("zhou", "reply", id); got != "" {
			t.Errorf("a colleague reads %q", got)
		}
		_, err = d.Reply(d.as("lin"), id, "您好,已在查。")
		ok(t, err)
		if got := d.typed("lin", "reply", id); got != "" {
			t.Errorf("what was sent is still a draft: %q", got)
		}
		if got := d.typed("lin", "note", id); got != "内部的话" {
			t.Errorf("the draft of the note is %q", got)
		}
		noted, err := d.Draft(d.as("lin"), "note", id)
		ok(t, err)
		emptied, err := d.SaveDraft(d.as("lin"), "note", id, "", noted.Version)
		if ok(t, err); emptied.Version != 0 || d.typed("lin", "note", id) != "" {
			t.Errorf("emptied, the draft is %+v", emptied)
		}
		_, err = d.Draft(d.as("wu"), "reply", id)
		refused(t, err, fault.NotFound)
		_, err = d.SaveDraft(d.as("wu"), "note", id, "x", 0)
		refused(t, err, fault.NotFound)
	})
}

func TestTwoWindowsDoNotOverwriteEachOther(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		id := d.fault("lin")
		seen, err := d.SaveDraft(d.as("lin"), "reply", id, "一", 0)
		ok(t, err)
		_, err = d.SaveDraft(d.as("lin"), "reply", id, "没见过第一稿", 0)
		refused(t, err, fault.Conflict)
		_, err = d.SaveDraft(d.as("lin"), "reply", id, "一二", seen.Version)
		ok(t, err)
		_, err = d.SaveDraft(d.as("lin"), "reply", id, "一三", seen.Version)
		refused(t, err, fault.Conflict)
		if got := d.typed("lin", "reply", id); got != "一二" {
			t.Errorf("the draft is %q", got)
		}
		// A draft that was dropped and begun anew is another one, also for who saw the first.
		ok(t, d.DropDraft(d.as("lin"), "reply", id))
		d.later(time.Second)
		_, err = d.SaveDraft(d.as("lin"), "reply", id, "新的", 0)
		ok(t, err)
		_, err = d.SaveDraft(d.as("lin"), "reply", id, "旧窗口", seen.Version)
		refused(t, err, fault.Conflict)
	})
}

func TestDraftsAreBoundedAndSwept(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		_, err := d.SaveDraft(d.as("lin"), "intake", "key-of-the-first", strings.Repeat("x", 64<<10+1), 0)
		refused(t, err, fault.Invalid)
		for n := range 200 {
			_, err := d.SaveDraft(d.as("lin"), "intake", fmt.Sprintf("intake-key-%03d", n), "x", 0)
			ok(t, err)
		}
		_, err = d.SaveDraft(d.as("lin"), "intake", "intake-key-200", "x", 0)
		refused(t, err, fault.Conflict)
		_, err = d.SaveDraft(d.as("gao"), "intake", "intake-key-of-gao", "x", 0)
		refused(t, err, fault.Forbidden)
		_, err = d.SaveDraft(d.as("lin"), "poem", "intake-key-200", "x", 0)
		refused(t, err, fault.Invalid)
		d.later(31 * 24 * time.Hour)
		_, err = d.SaveDraft(d.as("zhou"), "intake", "intake-key-of-zhou", "x", 0)
		ok(t, err)
		left, err := d.Drafts(d.as("lin"), "intake")
		if ok(t, err); len(left) != 0 {
			t.Errorf("%d drafts outlive their month", len(left))
		}
	})
}

func TestADraftOfATicketGoesWhenItIsFiled(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		for _, key := range []string{"first-matter", "second-matter"} {
			_, err := d.SaveDraft(d.as("lin"), "intake", key, key, 0)
			ok(t, err)
			d.later(time.Minute)
		}
		_, err := d.File(d.as("lin"), ticket.Intake{Kind: "consult", Subject: "资费", Description: "问资费", Channel: "phone"}, "first-matter")
		ok(t, err)
		left, err := d.Drafts(d.as("lin"), "intake")
		ok(t, err)
		var things []string
		for _, one := range left {
			things = append(things, one.Thing)
		}
		if diff := cmp.Diff([]string{"second-matter"}, things); diff != "" {
			t.Error(diff)
		}
	})
}
