package ticket_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

func TestInternalTextIsAskedAboutBeforeItGoesOut(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		id := d.fault("lin")
		_, err := d.Note(d.as("gao"), id, "x")
		refused(t, err, fault.NotFound)
		d.hand("lin", id, "gateway", "gateway")
		_, err = d.Note(d.as("gao"), id, "信关站二号机柜电源老化,上周就该换,先别告诉客户。\n客户说:没有信号已经三天了,很着急。电话 13800138000138001。")
		ok(t, err)
		_, err = d.Note(d.as("lin"), id, "Gateway rack two lost power again")
		ok(t, err)
		_, err = d.Reply(d.as("lin"), id, "您说没有信号已经三天了,很着急。我们在查。")
		refused(t, err, fault.Conflict) // not said by the customer where he can read it
		_, err = d.ReplyOnce(d.as("lin"), id, ticket.NewReply{Text: "您说没有信号已经三天了,很着急。我们在查。", Confirmed: true}, "")
		ok(t, err)
		for _, test := range []struct{ text, passage string }{
			{"您好,信关站二号机柜 电源老化,\n上周就该换,请您等待。", "信关站二号机柜 电源老化,\n上周就该换,"},
			{"Dear customer, the GATEWAY rack two lost power.", "GATEWAY rack two lost power"},
			{"请 @gao 看一下", "@gao"},
			{"您好,信关站二号机柜电源有问题。", ""},
			{"我们知道没有信号已经三天了,很着急。", ""}, // the customer has read this before
			{"请拨打 13800138000138001。", ""},
			{"请写信到 desk@gao.example。", ""},
			{"内部:不要告诉客户,流转单已退回", "内部:"},
			{"先别跟客户说,等信关站查完", "别跟客户"},
			{"单位还没回,客户很烦", "客户很"},
			{"This is internal, do not tell the customer", "is internal"},
			{"The customer insists, we wait for the gateway", "The customer insists"},
			{"尊敬的客户,您好。设备内部进水,已为您更换。", ""},
			{"请打客户服务电话。", ""},
			{"Dear customer, your terminal is back on the internal antenna.", ""},
		} {
			_, err := d.Reply(d.as("lin"), id, test.text)
			if test.passage == "" {
				ok(t, err)
				continue
			}
			refused(t, err, fault.Conflict)
			f := err.(*fault.Error)
			if f.Field != "confirmed" || !strings.Contains(f.Text.In(lang.Chinese), test.passage) || !strings.Contains(f.Text.In(lang.English), test.passage) {
				t.Errorf("%q: field %q, %v", test.text, f.Field, f.Text)
			}
		}
	})
}

func TestARepeatedTextIsWrittenOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		id, other := d.fault("lin"), d.fault("lin")
		first, err := d.ReplyOnce(d.as("lin"), id, ticket.NewReply{Text: "在查了。"}, "k1")
		ok(t, err)
		again, err := d.ReplyOnce(d.as("lin"), id, ticket.NewReply{Text: "在查了。"}, "k1")
		if ok(t, err); again.ID != first.ID {
			t.Errorf("the repeated reply is %s, the first %s", again.ID, first.ID)
		}
		for _, err := range []error{
			failed(d.ReplyOnce(d.as("lin"), id, ticket.NewReply{Text: "别的。"}, "k1")),
			failed(d.ReplyOnce(d.as("lin"), other, ticket.NewReply{Text: "在查了。"}, "k1")),
			failed(d.NoteOnce(d.as("lin"), id, "在查了。", nil, "k1")),
		} {
			refused(t, err, fault.Conflict)
		}
		_, err = d.ReplyOnce(d.as("zhou"), id, ticket.NewReply{Text: "我也在查。"}, "k1")
		ok(t, err)
		for range 2 {
			_, err = d.NoteOnce(d.as("lin"), id, "记一笔", nil, "k2")
			ok(t, err)
		}
		if diff := cmp.Diff([]string{"reply", "reply", "note"}, kinds(d.story(id), "reply", "note")); diff != "" {
			t.Error(diff)
		}
	})
}

func failed[T any](_ T, err error) error { return err }
