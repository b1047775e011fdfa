package main_test

import (
	"bufio"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/xingfu/xingfu/internal/channel/mailtest"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// Two servers on one PostgreSQL: what is done at one is seen live at the other, each clock fires once, each
// mail goes out once while both work on the queue, and when one is killed the other goes on with everything.
func TestTwoReplicasAreOneProgram(t *testing.T) {
	t.Setenv("XINGFU_CLUSTER_SECRET", "between-us")
	o := newOperator(t, storetest.PostgresURL(t))
	const due = 20
	o.overdue(due, 6*time.Second)
	const letters = 60
	mails := mailtest.Start(t)
	o.config.MailServer, o.config.MailFrom = mails.Address, "Xingfu <xingfu@localhost>"
	o.letters(letters)
	clusters := []string{freePort(t), freePort(t)}
	start := func(i int) *process {
		t.Setenv("XINGFU_CLUSTER", clusters[i])
		t.Setenv("XINGFU_PEERS", clusters[1-i])
		return o.start(freePort(t))
	}
	a, b := start(0), start(1)
	s := a.logIn(t, "lin")
	heard := b.listen(t, s)

	l := newLedger()
	hears := func(key string) {
		t.Helper()
		for deadline := time.After(20 * time.Second); ; {
			select {
			case line := <-heard:
				if strings.Contains(line, l.tickets[key]) {
					return
				}
			case <-deadline:
				t.Fatalf("the other replica was not told of %s", key)
			case <-time.After(time.Second): // the replicas may not have found each other when it was said
				if status, _, err := a.ask(s, http.MethodPost, "/tickets/"+l.tickets[key]+"/notes", "", map[string]string{"text": "再说一次"}); err != nil || status/100 != 2 {
					t.Fatalf("%d %v", status, err)
				}
			}
		}
	}
	if !l.write(a, s, o.unit, "first") {
		t.Fatal("nothing can be written")
	}
	hears("first")
	for n := range 10 {
		l.write([]*process{a, b}[n%2], s, o.unit, fmt.Sprintf("either-%d", n))
	}
	mails.Wait(t, letters)
	time.Sleep(2 * time.Second) // what would come again has come
	came := map[string]int{}
	for _, m := range mails.Mails() {
		came[m.Subject]++
	}
	for i := range letters {
		if subject := fmt.Sprintf("第 %d 封", i); came[subject] != 1 {
			t.Errorf("%s has come %d times", subject, came[subject])
		}
	}
	a.kill()
	for n := range 5 {
		if !l.write(b, s, o.unit, fmt.Sprintf("alone-%d", n)) {
			t.Fatal("the other replica does not go on alone")
		}
	}
	for key, id := range l.tickets {
		if status, _, err := b.ask(s, http.MethodGet, "/tickets/"+id, "", nil); err != nil || status != http.StatusOK {
			t.Errorf("ticket %s: %d %v", key, status, err)
		}
	}
	waitForClocks(t, b, s, due)
	b.kill()
	o.checkStory(due)
	o.checkMails(t, mails, letters)
}

// listen opens the live stream and gives its lines.
func (p *process) listen(t *testing.T, s *seat) <-chan string {
	t.Helper()
	r := check(http.NewRequestWithContext(t.Context(), http.MethodGet, p.url+"/api/v1/live", nil))(t)
	r.Header.Set("Cookie", s.cookie)
	answer := check(http.DefaultClient.Do(r))(t)
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("the live stream answers %d", answer.StatusCode)
	}
	lines := make(chan string, 1000)
	go func() {
		defer answer.Body.Close()
		for in := bufio.NewScanner(answer.Body); in.Scan(); {
			lines <- in.Text()
		}
	}()
	return lines
}
