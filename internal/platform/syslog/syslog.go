// Package syslog hands messages of RFC 5424 to a collector: by UDP (RFC 5426), TCP (RFC 6587, octets counted) or
// TLS (RFC 5425).
package syslog

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"strconv"
	"time"

	"github.com/leodido/go-syslog/v4/rfc5424"
)

// Target is a collector.
type Target struct {
	network string // udp, tcp, tls
	address string
	tls     *tls.Config
}

var ports = map[string]string{"udp": "514", "tcp": "601", "tls": "6514"} // as IANA has them

// Parse reads where messages go: udp://host:514, tcp://host:601 or tls://host:6514; the ports given are those where
// none is named. A collector's certificate is checked against the machine's roots, or those in the PEM file caFile.
func Parse(address, caFile string) (*Target, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || ports[u.Scheme] == "" || u.User != nil || u.Path != "" || u.RawQuery != "" {
		return nil, errors.New("the syslog collector: say udp://host:514, tcp://host:601 or tls://host:6514")
	}
	port := u.Port()
	if port == "" {
		port = ports[u.Scheme]
	}
	t := &Target{network: u.Scheme, address: net.JoinHostPort(u.Hostname(), port)}
	if u.Scheme != "tls" {
		if caFile != "" {
			return nil, errors.New("certificates for the syslog collector (XINGFU_SYSLOG_CA) are of use with tls:// only")
		}
		return t, nil
	}
	t.tls = &tls.Config{ServerName: u.Hostname(), MinVersion: tls.VersionTLS12}
	if caFile == "" {
		return t, nil
	}
	pem, err := os.ReadFile(caFile)
	if err != nil {
		return nil, fmt.Errorf("certificates for the syslog collector (XINGFU_SYSLOG_CA): %w", err)
	}
	t.tls.RootCAs = x509.NewCertPool()
	if !t.tls.RootCAs.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("certificates for the syslog collector (XINGFU_SYSLOG_CA): none in %s", caFile)
	}
	return t, nil
}

// String names the collector.
func (t *Target) String() string { return t.network + "://" + t.address }

// Most is how many octets a message may have; 0: any number. What does not fit into a datagram would never be sent.
func (t *Target) Most() int {
	if t.network == "udp" {
		return 60_000
	}
	return 0
}

// dialWithin is how long a collector may take to answer.
const dialWithin = 8 * time.Second

// Dial connects to the collector.
func (t *Target) Dial(ctx context.Context) (*Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, dialWithin)
	defer cancel()
	var conn net.Conn
	var err error
	if t.tls != nil {
		conn, err = (&tls.Dialer{Config: t.tls}).DialContext(ctx, "tcp", t.address)
	} else {
		conn, err = (&net.Dialer{}).DialContext(ctx, t.network, t.address)
	}
	if err != nil {
		return nil, err
	}
	c := &Conn{conn: conn, counted: t.network != "udp", gone: make(chan struct{})}
	if c.counted {
		go c.watch()
	}
	return c, nil
}

// Conn is a connection to a collector.
type Conn struct {
	conn    net.Conn
	counted bool
	gone    chan struct{} // closed when the collector has ended the connection
}

// watch waits for the collector to end the connection: it says nothing else. What is written after that would be lost
// without an error.
func (c *Conn) watch() {
	_, _ = c.conn.Read(make([]byte, 1))
	close(c.gone)
}

// errGone says that the collector has ended the connection.
var errGone = errors.New("the collector has ended the connection")

// Send hands a message over, until a moment at the latest. No collector says that it has a message: over TCP and TLS
// one is known to have left when there is no error, over UDP not even that.
func (c *Conn) Send(message string, until time.Time) error {
	if c.Gone() {
		return errGone
	}
	if err := c.conn.SetWriteDeadline(until); err != nil {
		return err
	}
	if c.counted {
		message = strconv.Itoa(len(message)) + " " + message
	}
	_, err := c.conn.Write([]byte(message))
	return err
}

// Gone tells whether the collector has ended the connection.
func (c *Conn) Gone() bool {
	select {
	case <-c.gone:
		return true
	default:
		return false
	}
}

// Close ends the connection.
func (c *Conn) Close() error { return c.conn.Close() }

// Audit is the facility "log audit" (13), with the severities that its messages have.
const (
	AuditWarning uint8 = 13*8 + 4
	AuditNotice  uint8 = 13*8 + 5
)

// Message is what a collector is told.
type Message struct {
	Priority uint8
	At       time.Time
	Host     string // empty, like each of the next three: not known
	App      string
	Process  string
	ID       string                       // what sort of message it is
	Data     map[string]map[string]string // by SD-ID and parameter
	Text     string
}

// bom says that what follows is UTF-8.
const bom = "\ufeff"

// Format writes a message as RFC 5424 has it, the text as UTF-8 behind a byte order mark. What does not fit a field
// of the header is left out there.
func (m Message) Format() (string, error) {
	out := &rfc5424.SyslogMessage{}
	out.SetVersion(1).SetPriority(m.Priority).SetTimestamp(m.At.UTC().Format("2006-01-02T15:04:05.000000Z07:00"))
	out.SetHostname(m.Host).SetAppname(m.App).SetProcID(m.Process).SetMsgID(m.ID)
	if len(m.Data) > 0 {
		out.StructuredData = &m.Data // its values are escaped when they are written
	}
	out.SetMessage(bom + m.Text)
	return out.String()
}
