package ticket_test

import (
	"testing"
	"time"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

func TestAStuckTicketIsEscalatedAndASupervisorAnswers(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		id := d.fault("lin")
		d.hand("lin", id, "gateway", "gateway")
		escalate := func(by, why string) error {
			_, err := d.Escalate(d.as(by), id, why)
			return err
		}
		answer := func(by, text string) error {
			_, err := d.AnswerEscalation(d.as(by), id, text)
			return err
		}
		refused(t, escalate("lin", " "), fault.Invalid)
		refused(t, escalate("wu", "x"), fault.NotFound)
		refused(t, answer("chief", "x"), fault.Conflict)
		d.later(time.Minute)
		ok(t, escalate("gao", "要协调地面传输，我们催不动"))
		says(t, escalate("lin", "再报"), fault.Conflict, "已经上报", "already")
		if v := d.view(id); v.Escalation != "要协调地面传输，我们催不动" || v.May["escalate"].OK || !v.May["note"].OK {
			t.Errorf("%q, may %+v", v.Escalation, v.May["escalate"])
		}
		notices, _, err := d.Notifications(d.as("chief"), true, 10)
		ok(t, err)
		if len(notices) != 1 || notices[0].Kind != "ticket.escalated" {
			t.Errorf("the supervisor is told %v", notices)
		}
		look, err := d.WatchUnits(d.as("chief"), "")
		ok(t, err)
		if len(look.Urges) != 1 || look.Urges[0].By != "escalated" || look.Urges[0].Why == "" || look.Urges[0].TicketID != id {
			t.Errorf("the watch shows %+v", look.Urges)
		}
		refused(t, answer("lin", "好"), fault.Forbidden)
		refused(t, answer("chief", ""), fault.Invalid)
		ok(t, answer("chief", "已请地面传输组长今晚到场"))
		for who, told := range map[string]bool{"lin": true, "gao": true, "zhou": false} {
			notices, _, err := d.Notifications(d.as(who), true, 10)
			ok(t, err)
			if got := len(notices) > 0 && notices[0].Kind == "escalation.answered"; got != told {
				t.Errorf("%s is told %v", who, notices)
			}
		}
		look, err = d.WatchUnits(d.as("chief"), "")
		ok(t, err)
		if len(look.Urges) != 0 || d.view(id).Escalation != "" {
			t.Errorf("it is still escalated: %+v", look.Urges)
		}
		ok(t, escalate("lin", "又卡住了"))
		_, err = d.Cancel(d.as("lin"), d.fault("lin"), "误报", 0)
		ok(t, err)
		if got := kinds(d.story(id), "ticket.escalated", "escalation.answered"); len(got) != 3 {
			t.Errorf("the story tells %v", got)
		}
	})
}

func TestAnEscalationEndsWithItsMatter(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		id := d.fault("lin")
		_, err := d.Escalate(d.as("lin"), id, "没人接")
		ok(t, err)
		_, err = d.Cancel(d.as("lin"), id, "客户撤回", 0)
		ok(t, err)
		if v := d.view(id); v.Escalation != "" || v.Status != ticket.Cancelled {
			t.Errorf("%s, escalated %q", v.Status, v.Escalation)
		}
		_, err = d.Escalate(d.as("lin"), id, "x")
		says(t, err, fault.Conflict, "处理完毕", "done")
	})
}
