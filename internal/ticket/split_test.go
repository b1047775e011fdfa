package ticket_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

func TestASecondMatterBecomesATicketOfItsOwn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		fleet := d.client("船队", "13900000001", "gold")
		a := d.matter("lin", fleet, "断网")
		_, err := d.Say(d.program(), a.Number, a.Code, "here", "另外上月账单也不对")
		ok(t, err)
		_, err = d.Reply(d.as("lin"), a.ID, "收到,账单另外查。")
		ok(t, err)
		_, err = d.Note(d.as("lin"), a.ID, "内部")
		ok(t, err)
		file := d.put("lin", a.ID, "账单.txt", ticket.Public, []byte("流量费 300 元")).ID
		ids := map[string]string{}
		for _, e := range d.story(a.ID) {
			ids[e.Kind] = e.ID
		}
		second := ticket.Splitting{Kind: "complaint", Subject: "账单不对", Description: "上月多收了流量费", Events: []string{ids["reply"], ids["message"]}, Attachments: []string{file}}
		d.later(time.Hour)
		c, err := d.Split(d.as("zhou"), a.ID, second, "key")
		ok(t, err)
		again, err := d.Split(d.as("zhou"), a.ID, second, "key")
		ok(t, err)
		if again.ID != c.ID {
			t.Error("a repeated call split it twice")
		}
		from, v := d.view(a.ID), d.view(c.ID)
		want := [4]string{from.Customer.ID, from.Owner.Name, from.Contact.Phone, from.Channel}
		if diff := cmp.Diff(want, [4]string{v.Customer.ID, v.Owner.Name, v.Contact.Phone, v.Channel}); diff != "" {
			t.Error("customer, owner, phone, channel:", diff)
		}
		if len(v.Promises) != 2 || !v.Promises[0].StartedAt.Equal(d.at) {
			t.Errorf("its promises are %+v", v.Promises)
		}
		if len(v.Attachments) != 1 || v.Attachments[0].Name != "账单.txt" || len(from.Attachments) != 1 {
			t.Errorf("it has %d files, the other %d", len(v.Attachments), len(from.Attachments))
		}
		if _, r, err := d.Content(d.as("zhou"), v.Attachments[0].ID); err != nil || r == nil {
			t.Errorf("the file cannot be read: %v", err)
		}
		relations := [2]string{from.Related[0].Relation + " " + from.Related[0].Number, v.Related[0].Relation + " " + v.Related[0].Number}
		if relations != [2]string{"splitOff " + c.Number, "splitFrom " + a.Number} {
			t.Errorf("they name each other %v", relations)
		}
		for _, e := range d.story(c.ID) {
			if e.Kind != "ticket.separated" {
				continue
			}
			var words []any
			for _, said := range e.Data["said"].([]any) {
				words = append(words, said.(map[string]any)["text"])
			}
			if diff := cmp.Diff([]any{"另外上月账单也不对", "收到,账单另外查。"}, words); diff != "" {
				t.Error("what was said, in its order:", diff)
			}
		}
		if got := kinds(d.story(a.ID), "ticket.split"); len(got) != 1 {
			t.Errorf("the first ticket tells of %d splits", len(got))
		}
		for name, in := range map[string]ticket.Splitting{
			"events":      {Kind: "fault", Subject: "x", Description: "x", Events: []string{ids["note"]}},
			"attachments": {Kind: "fault", Subject: "x", Description: "x", Attachments: []string{ids["note"]}},
			"subject":     {Kind: "fault", Description: "x"},
			"category":    {Kind: "fault", Category: "nonsense", Subject: "x", Description: "x"},
		} {
			_, err := d.Split(d.as("lin"), a.ID, in, "")
			refused(t, err, fault.Invalid)
			if f := err.(*fault.Error).Field; f != name {
				t.Errorf("field %s, want %s", f, name)
			}
		}
		_, err = d.Split(d.as("lin"), a.ID, ticket.Splitting{Kind: "fault", Subject: "x", Description: "x", Version: 1}, "")
		refused(t, err, fault.Conflict)
		_, err = d.Cancel(d.as("lin"), a.ID, "误报", 0)
		ok(t, err)
		_, err = d.Split(d.as("lin"), a.ID, ticket.Splitting{Kind: "fault", Subject: "x", Description: "x"}, "")
		says(t, err, fault.Conflict, "已撤销", "cancelled")
	})
}
