package ticket_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/channel"
	"github.com/xingfu/xingfu/internal/channel/mailtest"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/jobs"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

// mailDesk is a desk of today whose queue runs.
func mailDesk(t *testing.T, url string) (*desk, *mailtest.Server) {
	t.Helper()
	server := mailtest.Start(t)
	mailer, err := channel.NewMailer(server.Address, "", "service@xingfu.example")
	ok(t, err)
	d := newDeskWithMail(t, url, mailer)
	d.at = time.Now()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		d.queue.Run(ctx)
	}()
	t.Cleanup(func() { cancel(); <-ended })
	return d, server
}

func TestOneMailTellsWhatIsUnread(t *testing.T) {
	t.Cleanup(ticket.GatherFor(1500 * time.Millisecond))
	storetest.Each(t, func(t *testing.T, url string) {
		d, server := mailDesk(t, url)
		_, _, err := d.AcceptHandoff(d.as("gao"), d.hand("lin", d.fault("lin"), "gateway", "gateway"), 0) // before lin wants mails
		ok(t, err)
		d.later(time.Second)
		_, err = d.SetNotices(d.as("lin"), ticket.NoticeView{Email: "lin@xingfu.example", Mail: ticket.Soon})
		ok(t, err)
		first, second := d.fault("lin"), d.fault("lin")
		for _, id := range []string{first, second} {
			h := d.hand("lin", id, "gateway", "gateway") // tells gao, who wants no mails
			_, _, err := d.AcceptHandoff(d.as("gao"), h, 0)
			ok(t, err)
		}
		mails := server.Wait(t, 1)
		number := d.view(first).Number
		if mails[0].To != "lin@xingfu.example" || mails[0].Subject != "星服：2 条提醒，2 张工单" {
			t.Errorf("to %s: %s", mails[0].To, mails[0].Subject)
		}
		for _, wanted := range []string{"lin，您好", number + " 接收中断", "gateway已接收", "https://xingfu.example/tickets/" + number} {
			if !strings.Contains(mails[0].Body, wanted) {
				t.Errorf("%q is not in the mail:\n%s", wanted, mails[0].Body)
			}
		}
		h := d.view(first).Handoffs[0].ID
		_, _, err = d.Return(d.as("gao"), h, "not-ours", "不是我们", 0)
		ok(t, err)
		mails = server.Wait(t, 2)
		if len(mails) != 2 || mails[1].Subject != "["+number+"] gateway退回了流转单" || strings.Contains(mails[1].Body, "已接收") {
			t.Errorf("the second mail: %+v", mails[1:])
		}
	})
}

func TestWhatWasReadIsNotMailed(t *testing.T) {
	t.Cleanup(ticket.GatherFor(1500 * time.Millisecond))
	d, server := mailDesk(t, "sqlite://"+storetest.SQLitePath(t))
	for _, who := range []string{"lin", "gao"} {
		_, err := d.SetNotices(d.as(who), ticket.NoticeView{Email: who + "@xingfu.example", Mail: ticket.Soon})
		ok(t, err)
	}
	h := d.hand("lin", d.fault("lin"), "gateway", "gateway")
	_, _, err := d.AcceptHandoff(d.as("gao"), h, 0)
	ok(t, err)
	ok(t, d.ReadNotifications(d.as("lin"), nil))
	server.Wait(t, 1)
	time.Sleep(2 * time.Second)
	if mails := server.Mails(); len(mails) != 1 || mails[0].To != "gao@xingfu.example" {
		t.Errorf("mails: %+v", mails)
	}
}

func TestMailsComeAtTheirPaceAndNotInQuietHours(t *testing.T) {
	at := func(s string) time.Time {
		when, err := time.Parse(time.RFC3339, "2026-11-"+s+":00+08:00")
		ok(t, err)
		return when
	}
	night := ticket.NoticeSetting{Mail: ticket.Soon, QuietFrom: "22:00", QuietTo: "07:30"}
	noon := ticket.NoticeSetting{Mail: ticket.Soon, QuietFrom: "12:00", QuietTo: "13:00"}
	hourly := ticket.NoticeSetting{Mail: ticket.Hourly}
	daily := ticket.NoticeSetting{Mail: ticket.Daily}
	evening := ticket.NoticeSetting{Mail: ticket.Daily, DigestAt: "18:30"}
	abroad := ticket.NoticeSetting{Mail: ticket.Daily, DigestAt: "08:00", Zone: "Europe/Moscow"} // five hours behind
	india := ticket.NoticeSetting{Mail: ticket.Hourly, Zone: "Asia/Kolkata"}                     // two and a half
	asleep := ticket.NoticeSetting{Mail: ticket.Soon, QuietFrom: "22:00", QuietTo: "07:30", Zone: "Asia/Urumqi"}
	late := ticket.NoticeSetting{Mail: ticket.Daily, QuietFrom: "07:00", QuietTo: "09:00"}
	for _, c := range []struct {
		setting  ticket.NoticeSetting
		at, want string
	}{
		{ticket.NoticeSetting{Mail: ticket.Soon}, "23T10:00", "23T10:02"},
		{night, "23T10:00", "23T10:02"}, {night, "23T21:57", "23T21:59"}, {night, "23T21:58", "24T07:30"},
		{night, "24T03:00", "24T07:30"}, {night, "24T07:28", "24T07:30"},
		{noon, "23T11:59", "23T13:00"}, {noon, "23T12:59", "23T13:01"},
		{hourly, "23T10:00", "23T11:00"}, {hourly, "23T23:59", "24T00:00"},
		{daily, "23T07:59", "23T08:00"}, {daily, "23T08:00", "24T08:00"}, {late, "23T07:59", "23T09:00"},
		{evening, "23T18:29", "23T18:30"}, {evening, "23T18:30", "24T18:30"}, {abroad, "23T12:59", "23T13:00"},
		{india, "23T10:20", "23T10:30"}, {india, "23T10:31", "23T11:30"}, {asleep, "23T23:00", "23T23:02"}, {asleep, "24T00:30", "24T09:30"},
	} {
		if got := c.setting.Next(at(c.at)); !got.Equal(at(c.want)) {
			t.Errorf("%s %s-%s at %s: %s, not %s", c.setting.Mail, c.setting.QuietFrom, c.setting.QuietTo, c.at, got, c.want)
		}
	}
}

func TestSettingsThatCannotBe(t *testing.T) {
	d := newDesk(t, "sqlite://"+storetest.SQLitePath(t))
	for field, in := range map[string]ticket.NoticeView{
		"email":     {Mail: ticket.Soon},
		"mail":      {Mail: "often"},
		"quietFrom": {Mail: ticket.Off, QuietFrom: "25:00", QuietTo: "07:00"},
		"quietTo":   {Mail: ticket.Off, QuietFrom: "22:00"},
		"zone":      {Mail: ticket.Off, Zone: "Mars/Olympus"},
		"digestAt":  {Mail: ticket.Off, DigestAt: "8 Uhr"},
	} {
		_, err := d.SetNotices(d.as("lin"), in)
		refused(t, err, fault.Invalid)
		if f := err.(*fault.Error).Field; f != field {
			t.Errorf("%+v: field %s, not %s", in, f, field)
		}
	}
	if v, err := d.NoticeSettings(d.as("lin")); err != nil || v.Mail != ticket.Off || v.CanMail {
		t.Errorf("%+v, %v", v, err)
	}
}

// In the quiet hours nothing is sent, and at their end one mail tells of all; but what is urgent is sent at
// once to who wants it so.
func TestQuietHoursAreKept(t *testing.T) {
	t.Cleanup(ticket.GatherFor(1500 * time.Millisecond))
	storetest.Each(t, func(t *testing.T, url string) {
		d, server := mailDesk(t, url)
		zone, err := time.LoadLocation("Europe/Berlin")
		ok(t, err)
		hour := func(h int) string { return d.at.In(zone).Add(time.Duration(h) * time.Hour).Format("15:04") }
		for who, urgent := range map[string]bool{"lin": false, "zhou": true} {
			_, err := d.SetNotices(d.as(who), ticket.NoticeView{Email: who + "@xingfu.example", Mail: ticket.Soon, QuietFrom: hour(-2), QuietTo: hour(2),
				Zone: "Europe/Berlin", Urgent: urgent})
			ok(t, err)
		}
		for _, who := range []string{"lin", "zhou"} {
			_, _, err := d.AcceptHandoff(d.as("gao"), d.hand(who, d.fault(who), "gateway", "gateway"), 0)
			ok(t, err)
			pressing, err := d.File(d.as(who), ticket.Intake{Kind: "emergency", Subject: "山洪断路", Description: "请求应急通信", Channel: "phone"}, "")
			ok(t, err)
			_, _, err = d.AcceptHandoff(d.as("gao"), d.hand(who, pressing.ID, "gateway", "gateway"), 0)
			ok(t, err)
		}
		mails := server.Wait(t, 1)
		if !strings.Contains(mails[0].Body, "山洪断路") || strings.Contains(mails[0].Body, "接收中断") {
			t.Errorf("the urgent mail: %s", mails[0].Body)
		}
		time.Sleep(2 * time.Second)
		if mails = server.Mails(); len(mails) != 1 || mails[0].To != "zhou@xingfu.example" {
			t.Fatalf("in the quiet hours came %+v", mails)
		}
		d.later(2*time.Hour + time.Second)
		for _, who := range []string{"lin", "zhou"} {
			for range 2 { // a job may run twice
				ok(t, d.MailNotices(d.program(), d.actors[who].StaffID))
			}
		}
		server.Wait(t, 3)
		time.Sleep(2 * time.Second)
		digests := map[string]string{}
		for _, m := range server.Mails()[1:] {
			digests[m.To] += m.Subject
		}
		if diff := cmp.Diff(map[string]string{"lin@xingfu.example": "星服：2 条提醒，2 张工单", "zhou@xingfu.example": digests["zhou@xingfu.example"]}, digests); diff != "" ||
			!strings.HasSuffix(digests["zhou@xingfu.example"], "gateway已接收") {
			t.Error(digests, diff)
		}
	})
}

// Who keeps the outgoing messages is told when they stand still: once, however often and wherever one looks,
// and again only after they have moved.
func TestAQueueThatStandsStillIsToldOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		mailer, err := channel.NewMailer("smtp://127.0.0.1:1", "", "service@xingfu.example")
		ok(t, err)
		d := newDeskWithMail(t, url, mailer)
		messages := channel.New(d.db, jobs.New(d.db), audit.New(d.db), mailer, "")
		look := func(told int) {
			t.Helper()
			for range 2 {
				ok(t, d.LookAtOutgoing(d.program()))
			}
			rows, _, err := d.Notifications(d.as("admin"), false, 10)
			ok(t, err)
			if len(rows) != told {
				t.Fatalf("the administrator was told %d times, not %d", len(rows), told)
			}
			for _, r := range rows {
				if r.Kind != "outgoing.stuck" || r.TicketID != "" || r.Number != "" {
					t.Errorf("told of %+v", r)
				}
			}
		}
		ok(t, messages.Send(d.program(), channel.Message{To: "a@xingfu.example", Subject: "s", Once: "a"}))
		look(0)
		d.later(16 * time.Minute)
		look(1)
		d.later(time.Hour)
		look(1)
		if n := d.told("lin", "outgoing.stuck"); n != 0 {
			t.Errorf("who cannot mend it was told %d times", n)
		}
		list, err := messages.List(d.as("admin"), channel.Filter{Limit: 10})
		ok(t, err)
		_, err = messages.Cancel(d.as("admin"), list.Items[0].ID)
		ok(t, err)
		look(1)
		ok(t, messages.Send(d.program(), channel.Message{To: "a@xingfu.example", Subject: "s", Once: "b"}))
		d.later(time.Hour)
		look(2)
	})
}

// Every kind of notification that the package makes has words for mails, and none has words for nothing.
func TestEveryNotificationHasWords(t *testing.T) {
	told := regexp.MustCompile(`\.tell(?:Owner|Unit|Supervisors|All)?\((?:[^,"]*, )*"([a-z.]+)"`)
	var kinds []string
	files, err := filepath.Glob("*.go")
	ok(t, err)
	for _, file := range files {
		source, err := os.ReadFile(file)
		ok(t, err)
		for _, m := range told.FindAllStringSubmatch(string(source), -1) {
			kinds = append(kinds, m[1])
		}
	}
	kinds = append(kinds, "callback.confirmed", "callback.refused", "watched.reply", "watched.message", "watched.status") // made of what has happened
	slices.Sort(kinds)
	kinds = slices.Compact(kinds)
	kinds = slices.DeleteFunc(kinds, func(k string) bool { return k == "callback." })
	words := ticket.NoticeKinds()
	slices.Sort(words)
	if diff := cmp.Diff(kinds, words); diff != "" {
		t.Error(diff)
	}
}

func TestWhoIsMentionedIsToldIfHeSeesTheTicket(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		id := d.fault("lin")
		d.hand("lin", id, "gateway", "gateway")
		before, _, err := d.Notifications(d.as("gao"), true, 10)
		ok(t, err)
		colleagues, err := d.Colleagues(d.as("lin"), id)
		ok(t, err)
		var names []string
		for _, c := range colleagues {
			names = append(names, c.Name)
			if _, err := d.Get(d.as(c.Name), id); err != nil {
				t.Errorf("%s is offered, but sees nothing: %v", c.Name, err)
			}
		}
		slices.Sort(names)
		if diff := cmp.Diff([]string{"admin", "auditor", "chief", "gao", "netchief", "zhou"}, names); diff != "" {
			t.Error(diff)
		}
		d.later(time.Second)
		_, err = d.Note(d.as("lin"), id, "@gao @chief 请看", d.actors["gao"].StaffID, d.actors["chief"].StaffID)
		ok(t, err)
		for who, told := range map[string]int{"gao": len(before) + 1, "chief": 1, "zhou": 0} {
			if notices, _, err := d.Notifications(d.as(who), true, 10); err != nil || len(notices) != told || told > 0 && notices[0].Kind != "note.mentioned" {
				t.Errorf("%s is told %v, %v", who, notices, err)
			}
		}
		for name, mention := range map[string]string{"a stranger to the ticket": d.actors["fang"].StaffID, "nobody": d.units["hq"], "no identifier": "gao"} {
			events := len(d.story(id))
			_, err := d.Note(d.as("lin"), id, "@", mention)
			refused(t, err, fault.Invalid)
			if f := err.(*fault.Error).Field; f != "mentions" || len(d.story(id)) != events {
				t.Errorf("%s: field %s, %d new events", name, f, len(d.story(id))-events)
			}
		}
	})
}
