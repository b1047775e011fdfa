package ticket_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

// The machine's clock is set back in the middle of a matter, over midnight: everything goes on, the story
// keeps its order, nothing has lasted less than no time, and each clock fires once.
func TestTheClockIsSetBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		d.at = time.Date(2026, 11, 22, 17, 0, 0, 0, time.UTC) // one in the morning in China
		id := d.fault("lin")
		h := d.hand("lin", id, "gateway", "gateway")
		d.later(2 * time.Hour)
		_, err := d.FireDue(d.program())
		ok(t, err)
		_, _, err = d.AcceptHandoff(d.as("gao"), h, 0)
		ok(t, err)

		d.later(-5 * time.Hour) // the day before
		other := d.fault("lin")
		if a, b := d.view(id).Number, d.view(other).Number; a[:8] != "20261123" || b[:8] != "20261122" {
			t.Errorf("the numbers are %s and %s", a, b)
		}
		_, err = d.FireDue(d.program())
		ok(t, err)
		_, err = d.Note(d.as("lin"), id, "时钟拨回之后")
		ok(t, err)
		_, _, err = d.PauseHandoff(d.as("gao"), h, ticket.Break{Reason: "supplier", ResumeAt: d.at.Add(6 * time.Hour)})
		ok(t, err)
		_, _, err = d.ResumeHandoff(d.as("gao"), h)
		ok(t, err)
		_, _, err = d.Finish(d.as("gao"), h, ticket.Findings{Result: "已修复", Links: []ticket.LinkState{{Link: "gateway", State: ticket.Faulty}}})
		ok(t, err)
		_, err = d.Resolve(d.as("lin"), id, ticket.Resolution{Cause: "gateway", Link: "gateway", Summary: "修好了。"})
		ok(t, err)
		d.later(8 * time.Hour)
		_, err = d.FireDue(d.program())
		ok(t, err)
		_, err = d.CallBack(d.as("lin"), id, "confirmed", "好了", 0)
		ok(t, err)
		_, err = d.Close(d.as("lin"), id, 0)
		ok(t, err)

		story := d.story(id)
		for i, e := range story {
			if e.Seq != i+1 || i > 0 && e.At.Before(story[i-1].At) && e.Kind != "promise.warned" && e.Kind != "promise.breached" {
				t.Errorf("event %d is number %d at %s, %s", i+1, e.Seq, e.At, e.Kind)
			}
		}
		if diff := cmp.Diff([]string{"promise.warned", "promise.breached"}, kinds(story, "promise.warned", "promise.breached")); diff != "" {
			t.Error("what has fired:", diff)
		}
		var short int
		ok(t, d.db.Read(t.Context()).NewRaw("SELECT (SELECT COUNT(*) FROM stay WHERE left_at < entered_at OR seconds < 0) + (SELECT COUNT(*) FROM promise WHERE elapsed_s < 0 OR stopped_at < started_at)").
			Scan(t.Context(), &short))
		if short != 0 {
			t.Errorf("%d stays or promises lasted less than no time", short)
		}
	})
}
