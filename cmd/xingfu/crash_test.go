package main_test

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/xingfu/xingfu/internal/app"
	"github.com/xingfu/xingfu/internal/channel/mailtest"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

const (
	crashes = 20
	writers = 6
)

// ledger is what servers have acknowledged, by the keys under which it was sent.
type ledger struct {
	mu       sync.Mutex
	tickets  map[string]string   // idempotency key → ticket
	notes    map[string][]string // ticket → texts
	handoffs map[string]string   // ticket → handoff
	uploads  []*upload
	unsure   []string // keys of which no answer came
}

// Servers are killed again and again while people write and send files and mails go out. Whatever was
// acknowledged is there, exactly once; what was not can be sent again; each clock has fired once, and each
// mail has come and is marked so.
func TestNothingAcknowledgedIsLost(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		o := newOperator(t, url)
		const due = 30
		o.overdue(due, 12*time.Second)
		const letters = 150
		mails := mailtest.Start(t)
		o.config.MailServer, o.config.MailFrom = mails.Address, "Xingfu <xingfu@localhost>"
		o.letters(letters)
		address := freePort(t)
		l := newLedger()
		p := o.start(address)
		s := p.logIn(t, "lin")
		for round := range crashes {
			l.press(p, s, o.unit, round)
			p = o.start(address)
		}
		l.sendAgain(t, p, s)
		l.check(t, p, s)
		l.checkUploads(t, p, s)
		waitForClocks(t, p, s, due)
		p.kill()
		o.checkStory(due)
		o.checkMails(t, mails, letters)
	})
}

// press lets people write for a moment and kills the server in the midst of it.
func (l *ledger) press(p *process, s *seat, unit string, round int) {
	var all sync.WaitGroup
	for writer := range writers {
		all.Go(func() {
			for n := 0; ; n++ {
				if !l.write(p, s, unit, fmt.Sprintf("%d-%d-%d", round, writer, n)) {
					return
				}
			}
		})
	}
	all.Go(func() { l.send(p, s, fmt.Sprintf("file-%d", round)) })
	time.Sleep(time.Duration(120+17*round) * time.Millisecond)
	p.kill()
	all.Wait()
}

func intake(key string) map[string]string {
	return map[string]string{"kind": "fault", "subject": "接收中断 " + key, "description": "出海后没有信号", "channel": "phone"}
}

// write files a ticket, writes a note on it and hands it over; false when the server is gone.
func (l *ledger) write(p *process, s *seat, unit, key string) bool {
	status, out, err := p.ask(s, http.MethodPost, "/tickets", key, intake(key))
	if err != nil || status != http.StatusCreated {
		l.mu.Lock()
		l.unsure = append(l.unsure, key)
		l.mu.Unlock()
		return false
	}
	id := out["id"].(string)
	l.mu.Lock()
	l.tickets[key] = id
	l.mu.Unlock()
	if status, _, err = p.ask(s, http.MethodPost, "/tickets/"+id+"/notes", "", map[string]string{"text": "记录 " + key}); err != nil || status/100 != 2 {
		return err == nil
	}
	l.mu.Lock()
	l.notes[id] = append(l.notes[id], "记录 "+key)
	l.mu.Unlock()
	status, out, err = p.ask(s, http.MethodPost, "/tickets/"+id+"/handoffs", "", map[string]any{"unitIds": []string{unit}, "links": []string{"gateway"}, "request": "请查"})
	if err != nil || status/100 != 2 {
		return err == nil
	}
	l.mu.Lock()
	l.handoffs[id] = out["items"].([]any)[0].(map[string]any)["id"].(string)
	l.mu.Unlock()
	return true
}

// sendAgain sends what was not acknowledged once more, as a client would.
func (l *ledger) sendAgain(t *testing.T, p *process, s *seat) {
	t.Helper()
	for _, key := range l.unsure {
		status, out, err := p.ask(s, http.MethodPost, "/tickets", key, intake(key))
		if err != nil || status != http.StatusCreated {
			t.Fatalf("sent again: %d %v %v\n%s", status, out, err, p.errs.String())
		}
		l.tickets[key] = out["id"].(string)
	}
}

func (l *ledger) check(t *testing.T, p *process, s *seat) {
	t.Helper()
	if len(l.tickets) < crashes*writers || len(l.handoffs) == 0 {
		t.Fatalf("only %d tickets and %d handoffs were acknowledged", len(l.tickets), len(l.handoffs))
	}
	l.checkAll(t, p, s)
}

// checkAll checks that everything acknowledged is there, once.
func (l *ledger) checkAll(t *testing.T, p *process, s *seat) {
	t.Helper()
	for key, id := range l.tickets {
		status, out, err := p.ask(s, http.MethodGet, "/tickets/"+id+"/events", "", nil)
		if err != nil || status != http.StatusOK {
			t.Fatalf("ticket %s of %s: %d %v", id, key, status, err)
		}
		texts, handoffs := map[string]int{}, 0
		for i, item := range out["items"].([]any) {
			event := item.(map[string]any)
			if int(event["seq"].(float64)) != i+1 {
				t.Fatalf("the %d-th event of %s has the number %v", i+1, key, event["seq"])
			}
			data, _ := event["data"].(map[string]any)
			if text, ok := data["text"].(string); ok {
				texts[text]++
			}
			if event["kind"] == "handoff.sent" {
				handoffs++
			}
		}
		for _, text := range l.notes[id] {
			if texts[text] != 1 {
				t.Errorf("the note %q is there %d times", text, texts[text])
			}
		}
		if l.handoffs[id] != "" && handoffs != 1 {
			t.Errorf("the handoff of %s is there %d times", key, handoffs)
		}
	}
}

// waitForClocks waits until every clock that had to fire meanwhile has done so.
func waitForClocks(t *testing.T, p *process, s *seat, want int) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(250 * time.Millisecond) {
		status, out, err := p.ask(s, http.MethodGet, "/tickets/count?kind=emergency&late=breached", "", nil)
		if err != nil || status != http.StatusOK {
			t.Fatalf("%d %v", status, err)
		}
		if int(out["count"].(float64)) == want {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%v of %d clocks have fired", out["count"], want)
		}
	}
}

// checkStory reads the database itself: no ticket twice, each clock fired once, the audit chain whole.
func (o *operator) checkStory(due int) {
	t := o.t
	t.Helper()
	o.inside(func(ctx context.Context, a *app.App) {
		for query, want := range map[string]int{
			"SELECT COUNT(*) FROM (SELECT subject FROM ticket GROUP BY subject HAVING COUNT(*) > 1) AS twice":                                                                    0,
			"SELECT COUNT(*) FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE t.kind = 'emergency' AND e.kind = 'promise.breached'":                                        due,
			"SELECT COUNT(*) FROM (SELECT ticket_id FROM event WHERE kind = 'promise.breached' GROUP BY ticket_id HAVING COUNT(*) > 1) AS twice":                                 0,
			"SELECT COUNT(*) FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE t.kind = 'emergency' AND e.kind = 'promise.warned'":                                          due,
			"SELECT COUNT(*) FROM (SELECT n.ticket_id FROM notification n WHERE n.kind LIKE '%breached%' GROUP BY n.staff_id, n.ticket_id, n.data HAVING COUNT(*) > 1) AS twice": 0,
		} {
			var n int
			if err := a.DB.Read(ctx).NewRaw(query).Scan(ctx, &n); err != nil {
				t.Fatal(err)
			}
			if n != want {
				t.Errorf("%d, want %d: %s", n, want, query)
			}
		}
		if report := check(a.Audit.Verify(ctx, audit.Checking{}))(t); !report.OK {
			t.Errorf("the audit log is broken: %v", report.Problems)
		}
	})
}
