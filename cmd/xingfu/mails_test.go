package main_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/app"
	"github.com/xingfu/xingfu/internal/channel"
	"github.com/xingfu/xingfu/internal/channel/mailtest"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/ticket"
)

// letters puts mails into the queue, and lets the engineer be told of handoffs by mail.
func (o *operator) letters(n int) {
	o.t.Helper()
	o.inside(func(ctx context.Context, a *app.App) {
		login := check(a.Org.LogIn(ctx, "gao", password))(o.t)
		check(a.Tickets.SetNotices(org.With(ctx, login.Actor), ticket.NoticeView{Email: "gao@xingfu.example", Mail: ticket.Soon}))(o.t)
		for i := range n {
			// One after the other, so that some are under way whenever a server is killed.
			when := now.At(ctx, time.Now().Add(time.Duration(i)*50*time.Millisecond))
			m := channel.Message{To: "zhou@xingfu.example", Subject: fmt.Sprintf("第 %d 封", i), Body: "正文\n", Once: fmt.Sprintf("letter-%d", i)}
			if err := a.Messages.Send(when, m); err != nil {
				o.t.Fatal(err)
			}
		}
	})
}

// pass lets the time pass for which mails wait: until somebody else's try counts as broken off, and until what
// comes together has gathered.
func (o *operator) pass() {
	o.t.Helper()
	o.inside(func(ctx context.Context, a *app.App) {
		err := a.DB.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
			long := time.Now().UTC().Add(-10 * time.Minute)
			for _, q := range []struct {
				query string
				at    any
			}{
				{"UPDATE outgoing SET begun_at = ? WHERE state = 'sending'", long},
				{"UPDATE notice_setting SET next_at = ? WHERE next_at IS NOT NULL", time.Now().UTC()},
				// A mail tells of fifty at the most; he has read the others meanwhile.
				{"UPDATE notification SET read_at = ? WHERE read_at IS NULL AND mailed_at IS NULL AND id NOT IN (SELECT id FROM notification ORDER BY id DESC LIMIT 40)", time.Now().UTC()},
				{"UPDATE goqite SET timeout = ?", long.Format("2006-01-02T15:04:05.000Z")},
			} {
				if _, err := tx.NewRaw(q.query, q.at).Exec(ctx); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			o.t.Fatal(err)
		}
	})
}

// unsent counts the mails that are not marked as sent, and the notifications that no mail has told.
func (o *operator) unsent() (n int) {
	o.t.Helper()
	o.inside(func(ctx context.Context, a *app.App) {
		err := a.DB.Read(ctx).NewRaw("SELECT (SELECT COUNT(*) FROM outgoing WHERE state <> 'sent' OR sent_at IS NULL) + "+
			"(SELECT COUNT(*) FROM notification JOIN staff ON staff.id = staff_id WHERE staff.login = 'gao' AND mailed_at IS NULL AND read_at IS NULL)").Scan(ctx, &n)
		if err != nil {
			o.t.Fatal(err)
		}
	})
	return n
}

// checkMails lets servers run until every mail is marked as sent, and checks that each has come, with what
// was told twice told under the same Message-ID.
func (o *operator) checkMails(t *testing.T, server *mailtest.Server, letters int) {
	t.Helper()
	for try := 0; ; try++ {
		left := o.unsent()
		if left == 0 {
			break
		}
		if try == 20 {
			t.Fatalf("%d mails or notifications are not marked as sent", left)
		}
		o.pass()
		p := o.start(freePort(t))
		time.Sleep(3 * time.Second)
		p.kill()
	}
	came, ids := map[string]int{}, map[string]string{}
	for _, m := range server.Mails() {
		came[m.Subject]++
		if known := ids[m.Subject]; m.To == "zhou@xingfu.example" && known != "" && known != m.MessageID {
			t.Errorf("%s has come under two identifiers", m.Subject)
		}
		ids[m.Subject] = m.MessageID
	}
	for i := range letters {
		if subject := fmt.Sprintf("第 %d 封", i); came[subject] == 0 {
			t.Errorf("%s has not come", subject)
		}
	}
}
