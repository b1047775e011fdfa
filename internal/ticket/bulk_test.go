package ticket_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/org"
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
		entries, err := d.org.Audit(d.as("auditor"), "", 20)
		ok(t, err)
		if !slices.ContainsFunc(entries.Items, auditedBulk) {
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
