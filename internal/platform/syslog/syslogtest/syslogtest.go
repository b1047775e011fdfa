// Package syslogtest is a syslog collector for tests: it listens as a real one does, and keeps what it is told.
package syslogtest

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Collector keeps the messages that it was sent, in their order.
type Collector struct {
	t       testing.TB
	network string
	address string
	tls     *tls.Config
	CA      string // the file with the certificate that its own is signed with

	mu       sync.Mutex
	messages []string
	told     chan struct{} // closed when the next message has come
	stop     func()
}

// Start lets a collector listen: network is udp, tcp or tls.
func Start(t testing.TB, network string) *Collector {
	t.Helper()
	c := &Collector{t: t, network: network, address: "127.0.0.1:0", told: make(chan struct{})}
	if network == "tls" {
		c.tls, c.CA = certificates(t)
	}
	c.Up()
	t.Cleanup(c.Down)
	return c
}

// URL is where messages go.
func (c *Collector) URL() string { return c.network + "://" + c.address }

// Up lets the collector listen, at the address that it had before.
func (c *Collector) Up() {
	c.t.Helper()
	if c.network == "udp" {
		conn, err := net.ListenPacket("udp", c.address)
		if err != nil {
			c.t.Fatal(err)
		}
		c.address = conn.LocalAddr().String()
		c.run(func() { c.packets(conn) }, conn.Close)
		return
	}
	listener, err := net.Listen("tcp", c.address)
	if err != nil {
		c.t.Fatal(err)
	}
	c.address = listener.Addr().String()
	if c.tls != nil {
		listener = tls.NewListener(listener, c.tls)
	}
	s := &stream{c: c, listener: listener, conns: map[net.Conn]bool{}}
	c.run(s.serve, s.close)
}

func (c *Collector) run(serve func(), end func() error) {
	ended := make(chan struct{})
	go func() { defer close(ended); serve() }()
	c.stop = func() { _ = end(); <-ended }
}

// Down ends the collector: connections and all.
func (c *Collector) Down() {
	if c.stop != nil {
		c.stop()
		c.stop = nil
	}
}

func (c *Collector) packets(conn net.PacketConn) {
	buffer := make([]byte, 1<<16)
	for {
		n, _, err := conn.ReadFrom(buffer)
		if err != nil {
			return
		}
		c.take(string(buffer[:n]))
	}
}

func (c *Collector) take(message string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.messages = append(c.messages, message)
	close(c.told)
	c.told = make(chan struct{})
}

// Messages gives what has come so far.
func (c *Collector) Messages() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]string{}, c.messages...)
}

// Wait waits until n messages have come, and gives all.
func (c *Collector) Wait(n int) []string {
	c.t.Helper()
	late := time.After(30 * time.Second)
	for {
		c.mu.Lock()
		have, told := len(c.messages), c.told
		c.mu.Unlock()
		if have >= n {
			return c.Messages()
		}
		select {
		case <-told:
		case <-late:
			c.t.Fatalf("%d messages have come, %d are waited for", have, n)
		}
	}
}

// stream is a collector over connections, on which each message is preceded by its length (RFC 6587, 3.4.1).
type stream struct {
	c        *Collector
	listener net.Listener

	mu    sync.Mutex
	ended bool
	conns map[net.Conn]bool
	all   sync.WaitGroup
}

func (s *stream) serve() {
	for {
		conn, err := s.listener.Accept()
		if err != nil {
			s.all.Wait()
			return
		}
		s.mu.Lock()
		if s.ended {
			_ = conn.Close()
		}
		s.conns[conn] = true
		s.mu.Unlock()
		s.all.Go(func() {
			if err := s.read(bufio.NewReader(conn)); !errors.Is(err, io.EOF) && !errors.Is(err, net.ErrClosed) {
				s.c.t.Log("the collector:", err)
			}
			_ = conn.Close()
		})
	}
}

func (s *stream) read(in *bufio.Reader) error {
	for {
		length, err := in.ReadString(' ')
		if err != nil {
			return err
		}
		n, err := strconv.Atoi(strings.TrimSuffix(length, " "))
		if err != nil || n < 1 || strings.HasPrefix(length, "0") {
			s.c.t.Errorf("a message of length %q", length)
			return fmt.Errorf("length %q", length)
		}
		message := make([]byte, n)
		if _, err := io.ReadFull(in, message); err != nil {
			return err
		}
		s.c.take(string(message))
	}
}

func (s *stream) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended = true
	err := s.listener.Close()
	for conn := range s.conns {
		_ = conn.Close()
	}
	return err
}

// certificates makes an authority, and a certificate of it for this machine.
func certificates(t testing.TB) (server *tls.Config, caFile string) {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	key := func() *ecdsa.PrivateKey {
		k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		must(err)
		return k
	}
	from := time.Now().Add(-time.Hour)
	authority := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "authority"}, NotBefore: from, NotAfter: from.Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	authorityKey := key()
	raw, err := x509.CreateCertificate(rand.Reader, authority, authority, authorityKey.Public(), authorityKey)
	must(err)
	own := &x509.Certificate{SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "collector"}, NotBefore: from, NotAfter: from.Add(24 * time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	ownKey := key()
	signed, err := x509.CreateCertificate(rand.Reader, own, authority, ownKey.Public(), authorityKey)
	must(err)
	caFile = filepath.Join(t.TempDir(), "ca.pem")
	must(os.WriteFile(caFile, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: raw}), 0o600))
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{signed}, PrivateKey: ownKey}}, MinVersion: tls.VersionTLS12}, caFile
}
