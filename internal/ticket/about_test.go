package ticket_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

func TestAComplaintNamesTheTicketThatItIsAbout(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		fleet := d.client("船队", "13900000001", "gold")
		a := d.matter("lin", fleet, "断网")
		_, err := d.Cancel(d.as("lin"), a.ID, "客户撤回", 0)
		ok(t, err)
		d.later(time.Hour)
		in := ticket.Intake{Kind: "complaint", Subject: "三天没人管", Description: "一直没有回话", Channel: "phone", CustomerID: fleet, ContactPhone: "13900000009", AboutID: a.ID}
		c, err := d.File(d.as("zhou"), in, "key")
		ok(t, err)
		again, err := d.File(d.as("zhou"), in, "key")
		ok(t, err)
		if again.ID != c.ID {
			t.Error("a repeated call complained twice")
		}
		from, v := d.view(a.ID), d.view(c.ID)
		relations := []string{from.Related[0].Relation + " " + from.Related[0].Number, v.Related[0].Relation + " " + v.Related[0].Number}
		if diff := cmp.Diff([]string{"follower " + c.Number, "about " + a.Number}, relations); diff != "" {
			t.Error(diff)
		}
		if got := kinds(d.story(a.ID), "ticket.complained"); len(got) != 1 {
			t.Errorf("the ticket tells of %d complaints", len(got))
		}
		for who, told := range map[string]bool{"lin": true, "chief": true, "zhou": false, "gao": false} {
			notices, _, err := d.Notifications(d.as(who), true, 10)
			ok(t, err)
			if got := len(notices) == 1 && notices[0].Kind == "ticket.complained" && notices[0].TicketID == a.ID; got != told {
				t.Errorf("%s is told %v", who, notices)
			}
		}
		in.Kind = "suggestion"
		_, err = d.File(d.as("zhou"), in, "")
		ok(t, err)
		if got := kinds(d.story(a.ID), "ticket.complained", "ticket.continued"); !cmp.Equal(got, []string{"ticket.complained", "ticket.continued"}) {
			t.Errorf("the ticket tells of %v", got)
		}
		in.AboutID = fleet
		_, err = d.File(d.as("zhou"), in, "")
		says(t, err, fault.Invalid, "没有这张工单", "no such ticket")
	})
}
