package channel_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/channel"
	"github.com/xingfu/xingfu/internal/channel/mailtest"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/jobs"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// house is a queue with a mail server before it.
type house struct {
	*channel.Service
	t     *testing.T
	db    *store.DB
	queue *jobs.Queue
	mails *mailtest.Server
}

func newHouse(t *testing.T, address string) *house {
	t.Helper()
	db, err := store.Open(t.Context(), address)
	ok(t, err)
	t.Cleanup(func() { _ = db.Close() })
	_, err = db.Migrate(t.Context())
	ok(t, err)
	h := &house{t: t, db: db, mails: mailtest.Start(t)}
	h.restart()
	return h
}

// restart builds the service anew, as after the program has ended.
func (h *house) restart() {
	mailer, err := channel.NewMailer(h.mails.Address, "", "星服 <service@xingfu.example>")
	ok(h.t, err)
	h.queue = jobs.New(h.db)
	h.Service = channel.New(h.db, h.queue, audit.New(h.db), mailer, "https://xingfu.example/")
}

// run lets the queue work until the test, or stop, ends it.
func (h *house) run() (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		h.queue.Run(ctx)
	}()
	stop = func() { cancel(); <-ended }
	h.t.Cleanup(stop)
	return stop
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func admin() context.Context {
	p := &org.Staff{ID: "019ab000-0000-7000-8000-000000000001", Name: "管"}
	return org.With(context.Background(), org.ActorOf(p, []org.Post{{StaffID: p.ID, Role: org.Admin, Scope: org.ScopeAll}}, &org.Tree{}))
}

// states waits until no message waits any more, and gives each one's state and tries by its subject.
func (h *house) states() map[string]string {
	h.t.Helper()
	for range 200 {
		list, err := h.List(admin(), channel.Filter{Limit: 100})
		ok(h.t, err)
		out, open := map[string]string{}, false
		for _, m := range list.Items {
			out[m.Subject] = string(m.State) + strings.Repeat(".", m.Tries)
			open = open || m.State == channel.Waiting || m.State == channel.Sending
		}
		if !open {
			return out
		}
		time.Sleep(100 * time.Millisecond)
	}
	h.t.Fatal("messages still wait")
	return nil
}

func TestMessagesGoOutOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		for range 3 {
			ok(t, h.Send(t.Context(), channel.Message{To: "zhou@xingfu.example", Subject: "信关站组退回了流转单", Body: "周,您好:\n正文\n", Once: "a"}))
		}
		broken := errors.New("broken off")
		err := h.db.Write(t.Context(), func(ctx context.Context, _ bun.Tx) error {
			ok(t, h.Send(ctx, channel.Message{To: "zhou@xingfu.example", Subject: "never", Once: "b"}))
			return broken
		})
		if !errors.Is(err, broken) {
			t.Fatal(err)
		}
		h.run()
		if diff := cmp.Diff(map[string]string{"信关站组退回了流转单": "sent."}, h.states()); diff != "" {
			t.Error(diff)
		}
		mails := h.mails.Mails()
		if len(mails) != 1 {
			t.Fatalf("%d mails", len(mails))
		}
		got := mails[0]
		if got.To != "zhou@xingfu.example" || got.Subject != "信关站组退回了流转单" || strings.ReplaceAll(got.Body, "\r", "") != "周,您好:\n正文\n" {
			t.Errorf("%+v", got)
		}
		if got.Header.Get("Auto-Submitted") != "auto-generated" || !strings.HasSuffix(got.MessageID, "@xingfu.example>") {
			t.Errorf("header %v", got.Header)
		}
	})
}

func TestAMessageIsTriedAgainUnlessTheServerRefusesIt(t *testing.T) {
	t.Cleanup(channel.Hasten())
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		busy := 2
		h.mails.Refuse(func(to string) error {
			switch {
			case strings.HasPrefix(to, "gone"):
				return mailtest.Code(550, "no such user")
			case strings.HasPrefix(to, "busy") && busy > 0:
				busy--
				return mailtest.Code(451, "try again later")
			case strings.HasPrefix(to, "never"):
				return mailtest.Code(421, "not today")
			}
			return nil
		})
		for _, to := range []string{"gone", "busy", "never", "not an address", "here"} {
			ok(t, h.Send(t.Context(), channel.Message{To: to + "@xingfu.example", Subject: to, Once: to}))
		}
		h.run()
		want := map[string]string{"gone": "failed.", "busy": "sent...", "never": "failed....", "not an address": "failed.", "here": "sent."}
		if diff := cmp.Diff(want, h.states()); diff != "" {
			t.Error(diff)
		}
		list, err := h.List(admin(), channel.Filter{State: "failed", Limit: 10})
		ok(t, err)
		for _, m := range list.Items {
			if m.Subject == "gone" && !strings.HasSuffix(m.Reason, `no such user"`) {
				t.Errorf("the reason: %s", m.Reason)
			}
		}
		health, err := h.Health(t.Context())
		ok(t, err)
		if health.Failed != 3 || health.Stuck() {
			t.Errorf("health %+v", health)
		}
	})
}

func TestAPersonTriesAgainOrTakesBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		h.mails.Refuse(func(string) error { return mailtest.Code(550, "no such user") })
		ok(t, h.Send(t.Context(), channel.Message{To: "a@xingfu.example", Subject: "again", Once: "a"}))
		ok(t, h.Send(t.Context(), channel.Message{To: "b@xingfu.example", Subject: "back", Once: "b"}))
		list, err := h.List(admin(), channel.Filter{Limit: 10})
		ok(t, err)
		ids := map[string]string{}
		for _, m := range list.Items {
			ids[m.Subject] = m.ID
		}
		back, again := ids["back"], ids["again"]
		if _, err := h.Cancel(t.Context(), back); !fault.Is(err, fault.Unauthenticated) {
			t.Errorf("without a person: %v", err)
		}
		_, err = h.Cancel(admin(), back)
		ok(t, err)
		stop := h.run()
		if diff := cmp.Diff(map[string]string{"again": "failed.", "back": "cancelled"}, h.states()); diff != "" {
			t.Error(diff)
		}
		stop()
		h.mails.Refuse(func(string) error { return nil })
		h.restart()
		_, err = h.Retry(admin(), again)
		ok(t, err)
		if _, err := h.Retry(admin(), again); !fault.Is(err, fault.Conflict) {
			t.Errorf("a message that waits, tried again: %v", err)
		}
		h.run()
		if diff := cmp.Diff(map[string]string{"again": "sent.", "back": "cancelled"}, h.states()); diff != "" {
			t.Error(diff)
		}
		if _, err := h.Cancel(admin(), again); !fault.Is(err, fault.Conflict) {
			t.Errorf("a message that has gone, taken back: %v", err)
		}
	})
}

func TestAQueueThatStandsStillIsStuck(t *testing.T) {
	h := newHouse(t, "sqlite://"+storetest.SQLitePath(t))
	ok(t, h.Send(t.Context(), channel.Message{To: "a@xingfu.example", Subject: "s", Once: "a"}))
	for after, want := range map[time.Duration]bool{time.Minute: false, 14 * time.Minute: false, 16 * time.Minute: true} {
		health, err := h.Health(now.At(t.Context(), time.Now().Add(after)))
		ok(t, err)
		if health.Stuck() != want || health.Waiting != 1 {
			t.Errorf("after %s: %+v", after, health)
		}
	}
}

// A message of the time before waits on, and who can mend it is told why.
func TestWithoutAMailServerTheQueueSaysSo(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		ok(t, h.Send(t.Context(), channel.Message{To: "a@xingfu.example", Subject: "before", Once: "a"}))
		if v, err := h.HealthOf(admin()); err != nil || !v.CanMail {
			t.Errorf("with a mail server: %+v, %v", v, err)
		}
		h.Service = channel.New(h.db, jobs.New(h.db), audit.New(h.db), nil, "")
		ok(t, h.Send(t.Context(), channel.Message{To: "a@xingfu.example", Subject: "after", Once: "b"}))
		if v, err := h.HealthOf(admin()); err != nil || v.CanMail || v.Waiting != 1 {
			t.Errorf("without one: %+v, %v", v, err)
		}
	})
}

// A mail server that is down keeps the messages waiting for one try after the other: that is stuck too. One
// message that waits while others go out is not.
func TestAQueueWhoseTriesFailIsStuck(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		h.mails.Refuse(func(to string) error {
			if strings.HasPrefix(to, "busy") {
				return mailtest.Code(451, "try again later")
			}
			return nil
		})
		early := now.At(t.Context(), time.Now().Add(-20*time.Minute))
		ok(t, h.Send(early, channel.Message{To: "busy@xingfu.example", Subject: "busy", Once: "a"}))
		h.run()
		var health channel.Health
		for range 100 {
			var err error
			health, err = h.Health(t.Context())
			ok(t, err)
			if health.Reason != "" {
				break
			}
			time.Sleep(100 * time.Millisecond)
		}
		if !health.Stuck() || health.Waiting != 1 || !strings.Contains(health.Reason, "try again later") {
			t.Errorf("while nothing goes out: %+v", health)
		}
		ok(t, h.Send(t.Context(), channel.Message{To: "here@xingfu.example", Subject: "here", Once: "b"}))
		h.mails.Wait(t, 1)
		time.Sleep(500 * time.Millisecond)
		if health, err := h.Health(t.Context()); err != nil || health.Stuck() || health.Waiting != 1 {
			t.Errorf("while others go out: %+v, %v", health, err)
		}
		if v, err := h.HealthOf(admin()); err != nil || v.Stuck || v.LateMinutes < 20 {
			t.Errorf("%+v, %v", v, err)
		}
		if _, err := h.HealthOf(t.Context()); !fault.Is(err, fault.Unauthenticated) {
			t.Errorf("without a person: %v", err)
		}
	})
}

func TestMailServersThatCannotBeRead(t *testing.T) {
	for address, says := range map[string]string{
		"mail.example":                 "smtp://",
		"http://mail.example":          "smtp://",
		"smtp://u:secret@mail.example": "XINGFU_MAIL_PASSWORD",
		"smtp://":                      "smtp://",
	} {
		if _, err := channel.NewMailer(address, "", "a@b.example"); err == nil || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", address, err)
		}
	}
	if _, err := channel.NewMailer("smtp://mail.example", "", "nobody"); err == nil || !strings.Contains(err.Error(), "XINGFU_MAIL_FROM") {
		t.Error(err)
	}
}
