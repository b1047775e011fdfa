package ticket_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

func TestTheCustomerDisputesThePriorityAndIsAnswered(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		id := d.fault("lin")
		v := d.view(id)
		plead := func(why string) error {
			_, err := d.Plead(d.program(), v.Number, v.Code, "10.0.0.1", why)
			return err
		}
		refused(t, plead(" "), fault.Invalid)
		_, err := d.AnswerPlea(d.as("lin"), id, "high", "好")
		refused(t, err, fault.Conflict)
		ok(t, plead("台风要来,全船靠它"))
		refused(t, plead("再说一次"), fault.Conflict)
		for who, told := range map[string]bool{"lin": true, "chief": true, "gao": false} {
			notices, _, err := d.Notifications(d.as(who), true, 10)
			ok(t, err)
			if got := len(notices) == 1 && notices[0].Kind == "priority.disputed"; got != told {
				t.Errorf("%s is told %v", who, notices)
			}
		}
		if got := d.view(id); got.Plea != "台风要来,全船靠它" || !got.May["answerPlea"].OK {
			t.Errorf("plea %q, may %v", got.Plea, got.May["answerPlea"])
		}
		_, err = d.AnswerPlea(d.as("wu"), id, "high", "好")
		refused(t, err, fault.NotFound)
		_, err = d.AnswerPlea(d.as("lin"), id, "highest", "好")
		refused(t, err, fault.Invalid)
		_, err = d.AnswerPlea(d.as("lin"), id, "high", "")
		refused(t, err, fault.Invalid)
		_, err = d.AnswerPlea(d.as("lin"), id, "normal", "台风后天才到,明早先到您那里。")
		ok(t, err)
		ok(t, plead("提前到了"))
		priority := "urgent"
		_, err = d.Edit(d.as("lin"), id, ticket.Edit{Priority: &priority}) // an edit answers too
		ok(t, err)
		refused(t, plead("还要快"), fault.Conflict) // it cannot be more urgent
		f, err := d.Track(d.program(), v.Number, v.Code, "10.0.0.1")
		ok(t, err)
		var said []string
		for _, e := range f.Said {
			switch e.Kind {
			case "priority.disputed":
				said = append(said, "customer: "+e.Data["text"].(string))
			case "priority.answered":
				said = append(said, "answer: "+e.Data["from"].(string)+" "+e.Data["to"].(string)+" "+e.Data["text"].(string))
			}
		}
		want := []string{"customer: 台风要来,全船靠它", "answer: normal normal 台风后天才到,明早先到您那里。", "customer: 提前到了", "answer: normal urgent "}
		if diff := cmp.Diff(want, said); diff != "" {
			t.Error(diff)
		}
	})
}
