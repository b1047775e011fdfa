package syslog_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/leodido/go-syslog/v4/rfc5424"

	"github.com/xingfu/xingfu/internal/platform/syslog"
	"github.com/xingfu/xingfu/internal/platform/syslog/syslogtest"
)

// The examples of RFC 5424, 6.5, with the byte order mark that goes before a text in UTF-8.
func TestMessagesAreWrittenAsTheStandardHasThem(t *testing.T) {
	at := time.Date(2003, 10, 11, 22, 14, 15, 3_000_000, time.UTC)
	for _, c := range []struct {
		m    syslog.Message
		want string
	}{
		{syslog.Message{Priority: 34, At: at, Host: "mymachine.example.com", App: "su", ID: "ID47", Text: "'su root' failed for lonvick on /dev/pts/8"},
			"<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - \ufeff'su root' failed for lonvick on /dev/pts/8"},
		{syslog.Message{Priority: 165, At: time.Date(2003, 8, 24, 5, 14, 15, 3000, time.FixedZone("", -7*3600)), Host: "192.0.2.1", App: "myproc", Process: "8710", Text: "%% It's time to make the do-nuts."},
			"<165>1 2003-08-24T12:14:15.000003Z 192.0.2.1 myproc 8710 - - \ufeff%% It's time to make the do-nuts."},
		{syslog.Message{Priority: 165, At: at, Host: "mymachine.example.com", App: "evntslog", ID: "ID47", Text: "An application event log entry...",
			Data: map[string]map[string]string{"exampleSDID@32473": {"iut": "3", "eventSource": "Application", "eventID": "1011"}}},
			`<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 [exampleSDID@32473 eventID="1011" eventSource="Application" iut="3"] ` + "\ufeffAn application event log entry..."},
		{syslog.Message{Priority: 109, At: at, Host: "not a host", App: "x", Text: "王", Data: map[string]map[string]string{"a@1": {"v": `"quoted" \ and ]`}}},
			`<109>1 2003-10-11T22:14:15.003Z - x - - [a@1 v="\"quoted\" \\ and \]"] ` + "\ufeff王"},
	} {
		got, err := c.m.Format()
		if err != nil || got != c.want {
			t.Errorf("%v\n got %q\nwant %q", err, got, c.want)
		}
		read, err := rfc5424.NewMachine(rfc5424.WithCompliantMsg()).Parse([]byte(got))
		if err != nil {
			t.Errorf("%q cannot be read: %v", got, err)
			continue
		}
		if m := read.(*rfc5424.SyslogMessage); *m.Message != "\ufeff"+c.m.Text || len(c.m.Data) > 0 && !cmp.Equal(c.m.Data, *m.StructuredData) {
			t.Errorf("read back: %q, %v", *m.Message, m.StructuredData)
		}
	}
}

func TestCollectorsThatCannotBeRead(t *testing.T) {
	empty := filepath.Join(t.TempDir(), "empty.pem")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ address, ca, says string }{
		{"collector.example", "", "udp://"}, {"http://collector.example", "", "udp://"}, {"tcp://", "", "udp://"}, {"tls://u:p@host", "", "udp://"}, {"udp://host/path", "", "udp://"},
		{"tcp://host", empty, "tls://"}, {"tls://host", empty, "none in"}, {"tls://host", empty + "x", "XINGFU_SYSLOG_CA"},
	} {
		if _, err := syslog.Parse(c.address, c.ca); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.address, err)
		}
	}
	for address, want := range map[string]string{"udp://host": "udp://host:514", "tcp://host": "tcp://host:601", "tls://host": "tls://host:6514", "udp://[::1]:99": "udp://[::1]:99"} {
		if got, err := syslog.Parse(address, ""); err != nil || got.String() != want {
			t.Errorf("%s: %v, %v", address, got, err)
		}
	}
}

func TestMessagesArriveWhole(t *testing.T) {
	for _, network := range []string{"udp", "tcp", "tls"} {
		t.Run(network, func(t *testing.T) {
			c := syslogtest.Start(t, network)
			conn := dial(t, c)
			defer conn.Close()
			want := []string{"<109>1 - - - - - -", "<109>1 - - - - - - \ufeff多\n行 12 <3>1", "<109>1 - - - - - - " + strings.Repeat("长", 10_000)}
			for i, m := range want {
				if err := conn.Send(m, time.Now().Add(10*time.Second)); err != nil {
					t.Fatal(err)
				}
				c.Wait(i + 1)
			}
			if diff := cmp.Diff(want, c.Messages()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func dial(t *testing.T, c *syslogtest.Collector) *syslog.Conn {
	t.Helper()
	target, err := syslog.Parse(c.URL(), c.CA)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := target.Dial(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return conn
}

// A collector that nobody vouches for gets nothing.
func TestACertificateIsChecked(t *testing.T) {
	c, other := syslogtest.Start(t, "tls"), syslogtest.Start(t, "tls")
	for _, ca := range []string{"", other.CA} {
		target, err := syslog.Parse(c.URL(), ca)
		if err != nil {
			t.Fatal(err)
		}
		if conn, err := target.Dial(t.Context()); err == nil {
			conn.Close()
			t.Errorf("a certificate was believed that %q does not vouch for", ca)
		}
	}
}

// One that has ended its connection is not written to.
func TestAConnectionThatHasEndedIsKnown(t *testing.T) {
	c := syslogtest.Start(t, "tcp")
	conn := dial(t, c)
	defer conn.Close()
	c.Down()
	for range 200 {
		if err := conn.Send("<109>1 - - - - - -", time.Now().Add(time.Second)); err != nil {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("the end of the connection is not known")
}
