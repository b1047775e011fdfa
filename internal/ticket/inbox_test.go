package ticket_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

func TestAnInboxIsSortedByTheUnitsOwnClock(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		name := map[string]string{}
		for _, h := range []string{"first", "accepted", "paused", "second", "beam"} {
			link := "gateway"
			if h == "beam" {
				link = "space"
			}
			name[d.hand("lin", d.fault("lin"), "gateway", link)] = h
			d.later(time.Minute)
		}
		id := func(wanted string) string {
			for id, h := range name {
				if h == wanted {
					return id
				}
			}
			return ""
		}
		for _, h := range []string{"accepted", "paused"} {
			_, _, err := d.AcceptHandoff(d.as("gao"), id(h), 0)
			ok(t, err)
		}
		_, _, err := d.PauseHandoff(d.as("gao"), id("paused"), ticket.Break{Reason: "weather", ResumeAt: d.at.Add(time.Hour)})
		ok(t, err)
		_, _, err = d.Urge(d.as("lin"), id("second"), "")
		ok(t, err)
		list := func(f ticket.InboxFilter) []string {
			t.Helper()
			var got []string
			for f.Limit = 2; ; {
				rows, next, err := d.Inbox(d.as("gao"), f)
				ok(t, err)
				for _, r := range rows {
					got = append(got, name[r.ID])
				}
				if f.Cursor = next; next == "" {
					return got
				}
			}
		}
		for what, c := range map[string]struct {
			f    ticket.InboxFilter
			want []string
		}{
			"open":      {ticket.InboxFilter{Status: "sent,accepted"}, []string{"first", "second", "beam", "accepted", "paused"}},
			"to accept": {ticket.InboxFilter{Status: "sent", Unit: d.units["gateway"]}, []string{"first", "second", "beam"}},
			"ended":     {ticket.InboxFilter{Status: "returned,finished"}, nil},
			"link":      {ticket.InboxFilter{Status: "sent,accepted", Link: "space,core"}, []string{"beam"}},
			"urged":     {ticket.InboxFilter{Status: "sent,accepted", Urged: true}, []string{"second"}},
			"mine":      {ticket.InboxFilter{Status: "sent,accepted", Mine: true}, []string{"accepted", "paused"}},
			"gao's":     {ticket.InboxFilter{Status: "sent,accepted", Assignee: d.actors["gao"].StaffID}, []string{"accepted", "paused"}},
			"nobody's":  {ticket.InboxFilter{Status: "sent,accepted", Assignee: "none"}, []string{"first", "second", "beam"}},
		} {
			if diff := cmp.Diff(c.want, list(c.f)); diff != "" {
				t.Errorf("%s: %s", what, diff)
			}
		}
		_, _, err = d.Inbox(d.as("gao"), ticket.InboxFilter{Status: "sent", Assignee: "me", Limit: 1})
		refused(t, err, fault.Invalid)
	})
}
