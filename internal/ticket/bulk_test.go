package ticket_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

// carryOn does a bulk's work as its job does, at the desk's time.
func (d *desk) carryOn(b *ticket.Bulk) *ticket.Bulk {
	d.t.Helper()
	ok(d.t, d.ContinueBulk(now.At(d.t.Context(), d.at), b.ID))
	staff, err := d.org.Actor(d.t.Context(), b.StaffID)
	ok(d.t, err)
	b, err = d.GetBulk(org.With(d.t.Context(), staff), b.ID)
	ok(d.t, err)
	return b
}

func states(items []ticket.BulkItem) []string {
	var list []string
	for _, i := range items {
		list = append(list, i.State)
	}
	return list
}

func TestABulkDoesWhatItsPreviewSays(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		mine, handed, closed, foreign := d.fault("lin"), d.fault("lin"), d.fault("lin"), d.fault("wu")
		h := d.hand("lin", handed, "gateway", "gateway")
		_, err := d.Cancel(d.as("lin"), closed, "重复", 0)
		ok(t, err)
		ids := []string{mine, handed, closed, foreign}
		until := d.at.Add(48 * time.Hour)
		for name, c := range map[string]struct {
			order ticket.BulkOrder
			want  []string
		}{
			"priority": {ticket.BulkOrder{Priority: "urgent"}, []string{"waiting", "waiting", "refused", "refused"}},
			"category": {ticket.BulkOrder{Category: "nonsense"}, []string{"refused", "refused", "refused", "refused"}},
			"tag":      {ticket.BulkOrder{Tags: []string{"演练"}}, []string{"waiting", "waiting", "waiting", "refused"}},
			"untag":    {ticket.BulkOrder{Tags: []string{"演练"}}, []string{"refused", "refused", "refused", "refused"}},
			"offer":    {ticket.BulkOrder{StaffIDs: []string{d.actors["zhou"].StaffID}, Text: "休假"}, []string{"waiting", "waiting", "refused", "refused"}},
			"accept":   {ticket.BulkOrder{}, []string{"refused", "refused", "refused", "refused"}},
			"give":     {ticket.BulkOrder{StaffIDs: []string{d.actors["zhou"].StaffID}}, []string{"refused", "refused", "refused", "refused"}},
			"note":     {ticket.BulkOrder{Text: "已通知客户"}, []string{"waiting", "waiting", "waiting", "refused"}},
			"urge":     {ticket.BulkOrder{}, []string{"refused", "waiting", "refused", "refused"}},
			"cancel":   {ticket.BulkOrder{Text: "演练"}, []string{"waiting", "refused", "refused", "refused"}},
			"pause":    {ticket.BulkOrder{Reason: "weather", ResumeAt: until}, []string{"waiting", "waiting", "refused", "refused"}},
			"resume":   {ticket.BulkOrder{}, []string{"refused", "refused", "refused", "refused"}},
		} {
			c.order.Action, c.order.IDs = name, ids
			events := len(d.story(mine)) + len(d.story(handed))
			preview, more, err := d.PreviewBulk(d.as("lin"), ticket.Filter{}, c.order)
			ok(t, err)
			if diff := cmp.Diff(c.want, states(preview)); diff != "" || more {
				t.Errorf("%s: %s", name, diff)
			}
			for _, item := range preview {
				if refused := item.State == ticket.BulkRefused; refused != (item.Why.Zh != "" && item.Why.En != "") {
					t.Errorf("%s: %s says %+v", name, item.State, item.Why)
				}
			}
			if now := len(d.story(mine)) + len(d.story(handed)); now != events {
				t.Errorf("looking ahead at %s has left %d events", name, now-events)
			}
		}
		order := ticket.BulkOrder{Action: "priority", IDs: ids, Priority: "urgent"}
		b, err := d.StartBulk(d.as("lin"), ticket.Filter{}, order, "once")
		ok(t, err)
		if _, err := d.Cancel(d.as("lin"), mine, "先一步", 0); err != nil { // meanwhile
			t.Fatal(err)
		}
		done := d.carryOn(b)
		if diff := cmp.Diff([]string{"refused", "done", "refused", "refused"}, states(done.Items)); diff != "" || done.DoneAt.IsZero() {
			t.Errorf("done at %v: %s", done.DoneAt, diff)
		}
		if p := d.view(handed).Priority; p != "urgent" || done.Items[0].Why.Zh == "" || done.Items[3].Number != "" {
			t.Errorf("priority %s; %+v", p, done.Items)
		}
		_ = h
		entries, _, err := audit.New(d.db).Find(t.Context(), audit.Filter{}, nil, 20)
		ok(t, err)
		if !slices.ContainsFunc(entries, auditedBulk) {
			t.Error("the audit log does not know of it")
		}
		_, err = d.GetBulk(d.as("zhou"), b.ID)
		refused(t, err, fault.NotFound)
	})
}

// A preview knows all that the rules ask for, also what was merged into a ticket.
func TestABulkPreviewKnowsOfMerges(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		into, merged := d.fault("lin"), d.fault("lin")
		_, err := d.Merge(d.as("lin"), merged, ticket.Merging{Into: into, OtherCustomer: true, Reason: "同一艘船"})
		ok(t, err)
		_, err = d.Cancel(d.as("lin"), into, "重复", 0)
		refused(t, err, fault.Conflict)
		items, _, err := d.PreviewBulk(d.as("lin"), ticket.Filter{}, ticket.BulkOrder{Action: "cancel", IDs: []string{into}, Text: "重复"})
		ok(t, err)
		if diff := cmp.Diff([]string{"refused"}, states(items)); diff != "" {
			t.Error(diff)
		}
	})
}

func TestABulkIsDoneOnceHoweverOftenItIsAsked(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		var ids []string
		for range 12 {
			ids = append(ids, d.fault("lin"))
		}
		order := ticket.BulkOrder{Action: "note", All: true, Text: "大风,客户已知"}
		found := ticket.Filter{Status: "active", Mine: "owner"}
		var wg sync.WaitGroup
		begun := make([]*ticket.Bulk, 4)
		for i := range begun {
			wg.Go(func() { begun[i], _ = d.StartBulk(d.as("lin"), found, order, "k1") })
		}
		wg.Wait()
		for _, b := range begun {
			if b == nil || b.ID != begun[0].ID || len(b.Items) != len(ids) {
				t.Fatalf("the same call makes %+v", b)
			}
		}
		for range 3 {
			wg.Go(func() { _ = d.ContinueBulk(now.At(context.Background(), d.at), begun[0].ID) })
		}
		wg.Wait()
		d.carryOn(begun[0])
		for _, id := range ids {
			if n := len(kinds(d.story(id), "note")); n != 1 {
				t.Errorf("a ticket has %d notes", n)
			}
		}
		order.Text = "别的"
		_, err := d.StartBulk(d.as("lin"), found, order, "k1")
		refused(t, err, fault.Conflict)
		for field, in := range map[string]ticket.BulkOrder{
			"action": {Action: "burn", IDs: ids}, "ids": {Action: "resume"}, "text": {Action: "note", IDs: ids, Text: " "}, "staffIds": {Action: "offer", IDs: ids, Text: "x"},
		} {
			_, err := d.StartBulk(d.as("lin"), ticket.Filter{}, in, "k2")
			refused(t, err, fault.Invalid)
			if f := err.(*fault.Error).Field; f != field {
				t.Errorf("%+v: field %s", in, f)
			}
		}
		_, err = d.StartBulk(d.as("lin"), ticket.Filter{}, ticket.BulkOrder{Action: "resume", IDs: ids}, "")
		refused(t, err, fault.Invalid)

		d.at = d.at.Add(89 * 24 * time.Hour)
		order.Text = "回访前再看"
		later, err := d.StartBulk(d.as("lin"), found, order, "k3")
		ok(t, err)
		_, err = d.GetBulk(d.as("lin"), begun[0].ID)
		ok(t, err)
		d.at = d.at.Add(2 * 24 * time.Hour)
		_, err = d.StartBulk(d.as("lin"), found, order, "k4")
		ok(t, err)
		_, err = d.GetBulk(d.as("lin"), begun[0].ID)
		refused(t, err, fault.NotFound)
		_, err = d.GetBulk(d.as("lin"), later.ID) // not old, and not done
		ok(t, err)
	})
}

// What a preview says of each ticket: from what to what.
func TestABulkPreviewSaysWhatChanges(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		id := d.fault("lin")
		d.hand("lin", id, "gateway", "gateway")
		d.tag("lin", id, []string{"老客户"})
		free := d.fault("lin")
		lin, zhou := d.actors["lin"].StaffID, d.actors["zhou"].StaffID
		for name, c := range map[string]struct {
			id    string
			order ticket.BulkOrder
			want  []ticket.BulkChange
		}{
			"priority": {id, ticket.BulkOrder{Priority: "urgent"}, []ticket.BulkChange{{Field: "priority", From: []string{"normal"}, To: []string{"urgent"}}}},
			"tag":      {id, ticket.BulkOrder{Tags: []string{"演练"}}, []ticket.BulkChange{{Field: "tags", From: []string{"老客户"}, To: []string{"演练", "老客户"}}}},
			"untag":    {id, ticket.BulkOrder{Tags: []string{"老客户", "演练"}}, []ticket.BulkChange{{Field: "tags", From: []string{"老客户"}, To: []string{}}}},
			"give":     {id, ticket.BulkOrder{StaffIDs: []string{zhou}}, []ticket.BulkChange{{Field: "owner", From: []string{lin}, To: []string{zhou}}}},
			"offer":    {id, ticket.BulkOrder{StaffIDs: []string{zhou}, Text: "休假"}, []ticket.BulkChange{{Field: "offered", From: []string{}, To: []string{zhou}}}},
			"urge":     {id, ticket.BulkOrder{}, []ticket.BulkChange{{Field: "urged", From: []string{}, To: []string{"gateway"}}}},
			"pause":    {id, ticket.BulkOrder{Reason: "weather", ResumeAt: d.at.Add(time.Hour)}, []ticket.BulkChange{{Field: "clock", From: []string{"running"}, To: []string{"paused"}}}},
			"note":     {id, ticket.BulkOrder{Text: "已通知客户"}, []ticket.BulkChange{}},
		} {
			c.order.Action, c.order.IDs = name, []string{c.id}
			preview, _, err := d.PreviewBulk(d.as("chief"), ticket.Filter{}, c.order)
			ok(t, err)
			if diff := cmp.Diff(c.want, preview[0].Changes); diff != "" || preview[0].State != ticket.BulkWaiting {
				t.Errorf("%s is %s, %s: %s", name, preview[0].State, preview[0].Why.En, diff)
			}
		}
		order := ticket.BulkOrder{Action: "cancel", Text: "演练", IDs: []string{free}}
		preview, _, err := d.PreviewBulk(d.as("lin"), ticket.Filter{}, order)
		ok(t, err)
		if len(preview[0].Changes) == 0 || preview[0].Changes[0].Field != "status" || preview[0].Changes[0].To[0] != "cancelled" {
			t.Errorf("cancelling would change %+v", preview[0].Changes)
		}
	})
}

func TestTagsArePutOnManyTicketsAndTakenOffAgain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		ids := []string{d.fault("lin"), d.fault("lin")}
		d.tag("lin", ids[1], []string{"演练"})
		for _, step := range []struct {
			action string
			tags   []string
			states []string
			left   map[string][]string
		}{
			{"tag", []string{" 演练", "#台风"}, []string{"done", "done"}, map[string][]string{ids[0]: {"台风", "演练"}, ids[1]: {"台风", "演练"}}},
			{"tag", []string{"台风"}, []string{"refused", "refused"}, map[string][]string{ids[0]: {"台风", "演练"}, ids[1]: {"台风", "演练"}}},
			{"untag", []string{"台风"}, []string{"done", "done"}, map[string][]string{ids[0]: {"演练"}, ids[1]: {"演练"}}},
		} {
			b, err := d.StartBulk(d.as("lin"), ticket.Filter{}, ticket.BulkOrder{Action: step.action, Tags: step.tags, IDs: ids}, step.action+step.tags[0])
			ok(t, err)
			if diff := cmp.Diff(step.states, states(d.carryOn(b).Items)); diff != "" {
				t.Errorf("%s %v: %s", step.action, step.tags, diff)
			}
			for id, want := range step.left {
				if diff := cmp.Diff(want, sorted(d.view(id).Tags)); diff != "" {
					t.Errorf("%s %v leaves %s", step.action, step.tags, diff)
				}
			}
			d.later(time.Minute)
		}
		for _, tags := range [][]string{nil, {""}, {"甲,乙"}} {
			_, _, err := d.PreviewBulk(d.as("lin"), ticket.Filter{}, ticket.BulkOrder{Action: "tag", Tags: tags, IDs: ids})
			refused(t, err, fault.Invalid)
		}
	})
}
