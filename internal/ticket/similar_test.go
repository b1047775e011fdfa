package ticket_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

func TestALikeMatterIsFoundBeforeItIsFiledAgain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		c, err := d.customers.Add(d.program(), customerOf("gold", d.units["hq"]))
		ok(t, err)
		var terminals []string
		for _, number := range []string{"17400010001", "17400010002"} {
			made, err := d.customers.AddTerminal(d.program(), c.ID, customer.Terminal{Product: "mobile", Number: number})
			ok(t, err)
			terminals = append(terminals, made.ID)
		}
		file := func(terminal, category string) string {
			d.later(time.Minute)
			made, err := d.File(d.as("chief"), ticket.Intake{Kind: "fault", Subject: "断", Description: "断", Channel: "phone", CustomerID: c.ID, TerminalID: terminal, Category: category}, "")
			ok(t, err)
			return made.ID
		}
		categories, err := d.Catalogue(d.program())
		ok(t, err)
		var faults []string
		for _, c := range categories.Categories {
			if c.Kind == "fault" {
				faults = append(faults, c.Code)
			}
		}
		same := file(terminals[0], faults[0])
		other := file(terminals[1], faults[0])
		file(terminals[1], faults[1])
		gone := file(terminals[0], faults[1])
		_, err = d.Cancel(d.as("chief"), gone, "误报", 0)
		ok(t, err)
		look := func(who string, like ticket.Likeness) map[string][]string {
			t.Helper()
			rows, err := d.Similar(d.as(who), like)
			ok(t, err)
			found := map[string][]string{}
			for _, r := range rows {
				found[r.ID] = r.Why
			}
			return found
		}
		like := ticket.Likeness{Customer: c.ID, Terminal: terminals[0], Category: faults[0]}
		want := map[string][]string{same: {"terminal", "category"}, other: {"category"}}
		if diff := cmp.Diff(want, look("chief", like)); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(map[string][]string{same: {"terminal"}}, look("chief", ticket.Likeness{Terminal: terminals[0]})); diff != "" {
			t.Error(diff)
		}
		for who, like := range map[string]ticket.Likeness{"gao": like, "chief": {Customer: c.ID}} {
			if found := look(who, like); len(found) != 0 {
				t.Errorf("%s finds %v", who, found)
			}
		}
		d.later(20 * 24 * time.Hour)
		if found := look("chief", like); len(found) != 2 {
			t.Errorf("what is open stays like, however old: %v", found)
		}
		_, err = d.Cancel(d.as("chief"), other, "合并", 0)
		ok(t, err)
		if found := look("chief", like); len(found) != 1 {
			t.Error(found)
		}
		rows, err := d.Similar(d.as("chief"), like)
		if ok(t, err); len(rows) != 1 || !rows[0].Takes {
			t.Errorf("what is open takes more: %+v", rows)
		}
		_, err = d.Resolve(d.as("chief"), same, ticket.Resolution{Cause: "hardware", Link: "terminal", Summary: "换了终端。"})
		ok(t, err)
		_, err = d.CallBack(d.as("chief"), same, "confirmed", "", 0)
		ok(t, err)
		_, err = d.Close(d.as("chief"), same, 0)
		ok(t, err)
		rows, err = d.Similar(d.as("chief"), like)
		if ok(t, err); len(rows) != 1 || rows[0].Takes {
			t.Errorf("what is closed takes nothing: %+v", rows)
		}
		_, err = d.Similar(d.as("chief"), ticket.Likeness{Category: faults[0]})
		refused(t, err, fault.Invalid)
	})
}
