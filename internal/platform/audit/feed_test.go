package audit_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/leodido/go-syslog/v4/rfc5424"

	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/platform/syslog"
	"github.com/xingfu/xingfu/internal/platform/syslog/syslogtest"
)

func feedTo(t *testing.T, log *audit.Log, c *syslogtest.Collector) *audit.Feed {
	t.Helper()
	target, err := syslog.Parse(c.URL(), c.CA)
	if err != nil {
		t.Fatal(err)
	}
	return audit.NewFeed(log, target, 0, "test")
}

// run lets a feed send until it is stopped.
func run(t *testing.T, f *audit.Feed) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); f.Run(ctx) }()
	stop = func() { cancel(); <-ended }
	t.Cleanup(stop)
	return stop
}

func write(t *testing.T, log *audit.Log, n int) {
	t.Helper()
	for i := range n {
		if err := log.Write(t.Context(), audit.Who{Name: "管"}, "unit.added", "unit", "u", map[string]int{"n": i}); err != nil {
			t.Fatal(err)
		}
	}
}

func read(t *testing.T, message string) (*rfc5424.SyslogMessage, audit.Entry) {
	t.Helper()
	parsed, err := rfc5424.NewMachine(rfc5424.WithCompliantMsg()).Parse([]byte(message))
	if err != nil {
		t.Fatalf("%q: %v", message, err)
	}
	m := parsed.(*rfc5424.SyslogMessage)
	var e audit.Entry
	text, marked := strings.CutPrefix(*m.Message, "\ufeff")
	if err := json.Unmarshal([]byte(text), &e); err != nil || !marked {
		t.Fatalf("the text %q: %v", *m.Message, err)
	}
	return m, e
}

// onceInOrder checks that the collector has the whole log: each entry once, in order.
func onceInOrder(t *testing.T, log *audit.Log, messages []string) {
	t.Helper()
	want, err := log.Page(t.Context(), 0, len(messages)+10)
	if err != nil {
		t.Fatal(err)
	}
	got := make([]audit.Entry, len(messages))
	for i, m := range messages {
		_, got[i] = read(t, m)
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(audit.Entry{}, "BaseModel")); diff != "" {
		t.Errorf("the collector has (-log +collector):\n%.3000s", diff)
	}
}

func TestACollectorGetsEachEntryOnce(t *testing.T) {
	for _, network := range []string{"udp", "tcp", "tls"} {
		storetest.Each(t, func(t *testing.T, url string) {
			_, log := opened(t, url)
			c := syslogtest.Start(t, network)
			write(t, log, 230) // what there was before
			stop := run(t, feedTo(t, log, c))
			c.Wait(230)
			write(t, log, 5)
			messages := c.Wait(235)
			stop()
			onceInOrder(t, log, messages)
			if again := feedTo(t, log, c); again != nil { // after a restart
				stop := run(t, again)
				write(t, log, 3)
				messages = c.Wait(238)
				stop()
				onceInOrder(t, log, messages)
			}
		})
	}
}

func TestWhatAMessageSays(t *testing.T) {
	_, log := opened(t, "sqlite://"+storetest.SQLitePath(t))
	c := syslogtest.Start(t, "udp")
	ctx := audit.By(now.At(t.Context(), time.Date(2026, 11, 23, 9, 0, 0, 5e6, time.FixedZone("", 8*3600))), audit.Caller{Via: audit.Session, Address: "10.1.2.3"})
	for _, action := range []string{"login.failed", "tickets exported " + strings.Repeat("长", 40)} {
		if err := log.Write(ctx, audit.Who{Name: `王"敏]`}, action, "staff", "", strings.Repeat("很长", 15_000)); err != nil {
			t.Fatal(err)
		}
	}
	target, err := syslog.Parse(c.URL(), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, pen := range []int{0, 32473} {
		f := audit.NewFeed(log, target, pen, "1.2")
		if pen != 0 {
			if err := log.Write(ctx, audit.Who{Name: `王"敏]`}, "logout", "staff", "s", struct{}{}); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := f.Send(t.Context()); err != nil {
			t.Fatal(err)
		}
		run(t, f)() // gives it back
	}
	messages := c.Wait(3)
	first, e := read(t, messages[0])
	if *first.Priority != 13*8+4 || *first.Appname != "xingfu" || *first.MsgID != "login.failed" || first.Timestamp.Format(time.RFC3339Nano) != "2026-11-23T01:00:00.005Z" {
		t.Errorf("the header: %q", messages[0][:200])
	}
	if e.Actor != `王"敏]` || e.Detail != "" || e.Hash == "" || e.Address != "10.1.2.3" {
		t.Errorf("what is too long for a datagram is told without its detail: %.300v", e)
	}
	if diff := cmp.Diff(map[string]map[string]string{"origin": {"software": "xingfu", "swVersion": "1.2"}, "meta": {"sequenceId": "1"}}, *first.StructuredData); diff != "" {
		t.Errorf("without a number of one's own:\n%s", diff)
	}
	second, _ := read(t, messages[1])
	if *second.Priority != 13*8+5 || len(*second.MsgID) != 32 || (*second.StructuredData)["meta"]["sequenceId"] != "2" {
		t.Errorf("the second: %.300q", messages[1])
	}
	third, e := read(t, messages[2])
	want := map[string]string{"seq": "3", "actor": `王"敏]`, "via": "session", "address": "10.1.2.3", "object": "staff", "objectId": "s", "hash": e.Hash}
	if diff := cmp.Diff(want, (*third.StructuredData)["audit@32473"]); diff != "" || (*third.StructuredData)["meta"]["sequenceId"] != "1" {
		t.Errorf("with one, after a start: %s", diff)
	}
}

// What waits while the collector is away is the log itself.
func TestACollectorThatWasAwayGetsWhatItMissed(t *testing.T) {
	for _, network := range []string{"tcp", "tls"} {
		storetest.Each(t, func(t *testing.T, url string) {
			_, log := opened(t, url)
			c := syslogtest.Start(t, network)
			f := feedTo(t, log, c)
			send := func() error {
				t.Helper()
				_, err := f.Send(t.Context())
				return err
			}
			write(t, log, 3)
			if err := send(); err != nil {
				t.Fatal(err)
			}
			c.Wait(3)
			c.Down()
			for f.Connected() {
				time.Sleep(10 * time.Millisecond)
			}
			write(t, log, 150)
			for range 3 {
				if send() == nil {
					t.Error("nothing is said of a collector that is away")
				}
			}
			state, err := f.State(t.Context())
			if err != nil || state.Waiting != 150 || state.Error == "" || state.Stuck() {
				t.Errorf("while it is away: %+v, %v", state, err)
			}
			if late, err := f.State(now.At(t.Context(), time.Now().Add(16*time.Minute))); err != nil || !late.Stuck() {
				t.Errorf("after a quarter of an hour: %+v, %v", late, err)
			}
			c.Up()
			for range 2 {
				if err := send(); err != nil {
					t.Fatal(err)
				}
			}
			onceInOrder(t, log, c.Wait(153))
			if state, err := f.State(now.At(t.Context(), time.Now().Add(time.Hour))); err != nil || state != (audit.FeedState{}) {
				t.Errorf("when it has all: %+v, %v", state, err)
			}
		})
	}
}

// Of several replicas one sends, and another goes on when that one stops, or is gone for a while.
func TestReplicasDoNotSendTwice(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		_, first := opened(t, url)
		_, second := opened(t, url)
		c := syslogtest.Start(t, "tcp")
		stop := []func(){run(t, feedTo(t, first, c)), run(t, feedTo(t, second, c))}
		var all sync.WaitGroup
		for _, log := range []*audit.Log{first, second} {
			all.Go(func() {
				for n := range 150 {
					if err := log.Write(context.Background(), audit.Who{Name: "管"}, "unit.added", "unit", fmt.Sprint(n), n); err != nil {
						t.Error(err)
					}
				}
			})
		}
		all.Wait()
		onceInOrder(t, first, c.Wait(300))
		stop[0]()
		write(t, first, 10)
		onceInOrder(t, first, c.Wait(310))
		stop[1]()

		gone, heir := feedTo(t, first, c), feedTo(t, second, c)
		write(t, first, 1)
		if n, err := gone.Send(t.Context()); n != 1 || err != nil {
			t.Fatal(n, err)
		}
		write(t, first, 5)
		if n, err := heir.Send(t.Context()); n != 0 || err != nil { // the other may yet be there
			t.Errorf("%d sent beside another: %v", n, err)
		}
		if n, err := heir.Send(now.At(t.Context(), time.Now().Add(31*time.Second))); n != 5 || err != nil {
			t.Errorf("%d sent in place of one that is gone: %v", n, err)
		}
		if n, err := gone.Send(t.Context()); n != 0 || err != nil {
			t.Errorf("%d sent by one that comes back: %v", n, err)
		}
		onceInOrder(t, first, c.Wait(316))
	})
}
