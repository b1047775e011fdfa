package main_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/platform/syslog/syslogtest"
)

// A server sends the audit log to the collector that it is told of, goes on after a restart where it was, and says how far
// it is.
func TestAServerFeedsACollector(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		o := newOperator(t, url)
		c := syslogtest.Start(t, "tls")
		o.config.Syslog, o.config.SyslogCA = c.URL(), c.CA
		p := o.start(freePort(t))
		before := len(c.Wait(5)) // three units, two people
		p.logIn(t, "lin")
		messages := c.Wait(before + 1)
		if last := messages[len(messages)-1]; !strings.HasPrefix(last, "<109>1 ") || !strings.Contains(last, `"action":"login"`) || !strings.Contains(last, `"address":"127.0.0.1"`) {
			t.Errorf("the log-in is told as %q", last)
		}
		answer := check(http.Get(p.url + "/metrics"))(t)
		defer answer.Body.Close()
		metrics := string(check(io.ReadAll(answer.Body))(t))
		if !strings.Contains(metrics, "\nxingfu_syslog_stuck 0\n") || !strings.Contains(metrics, "\nxingfu_syslog_waiting ") {
			t.Error("the metrics say nothing of the feed")
		}
		p.stop()
		q := o.start(freePort(t))
		q.logIn(t, "gao")
		for i, m := range c.Wait(before + 2) {
			if !strings.Contains(m, fmt.Sprintf(`{"seq":%d,`, i+1)) {
				t.Errorf("message %d is %q", i+1, m)
			}
		}
	})
}
