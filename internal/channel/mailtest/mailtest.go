// Package mailtest runs a real mail server for tests: it speaks SMTP on a port of its own and keeps what it
// is given.
package mailtest

import (
	"io"
	"log"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
)

// Mail is a mail that the server has taken.
type Mail struct {
	To, Subject, Body, MessageID string
	Header                       mail.Header
}

// Server is a mail server that runs until its test ends.
type Server struct {
	Address string // smtp://127.0.0.1:port

	mu     sync.Mutex
	mails  []Mail
	refuse func(to string) error
	server *smtp.Server
}

// Start starts a server for a test.
func Start(t testing.TB) *Server {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{Address: "smtp://" + listener.Addr().String(), refuse: func(string) error { return nil }}
	s.server = smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &session{of: s}, nil }))
	s.server.Domain, s.server.ReadTimeout, s.server.WriteTimeout = "localhost", 10*time.Second, 10*time.Second
	s.server.ErrorLog = log.New(io.Discard, "", 0) // a sender that is killed breaks off
	go func() { _ = s.server.Serve(listener) }()
	t.Cleanup(func() { _ = s.server.Close() })
	return s
}

// Refuse lets the server answer a recipient with an error; *smtp.SMTPError says with which code.
func (s *Server) Refuse(why func(to string) error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refuse = why
}

// Code makes an error with which a server answers.
func Code(code int, text string) error { return &smtp.SMTPError{Code: code, Message: text} }

// Mails gives what has come in so far.
func (s *Server) Mails() []Mail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Mail(nil), s.mails...)
}

// Wait waits until at least n mails have come in, and gives them.
func (s *Server) Wait(t testing.TB, n int) []Mail {
	t.Helper()
	for range 200 {
		if mails := s.Mails(); len(mails) >= n {
			return mails
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("%d mails have come in, not %d", len(s.Mails()), n)
	return nil
}

type session struct {
	of *Server
	to string
}

func (s *session) Reset()                               {}
func (s *session) Logout() error                        { return nil }
func (s *session) Mail(string, *smtp.MailOptions) error { return nil }

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.of.mu.Lock()
	defer s.of.mu.Unlock()
	s.to = to
	return s.of.refuse(to)
}

func (s *session) Data(r io.Reader) error {
	m, err := mail.ReadMessage(r)
	if err != nil {
		return err
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil {
		return err
	}
	body := m.Body
	if m.Header.Get("Content-Transfer-Encoding") == "quoted-printable" {
		body = quotedprintable.NewReader(body)
	}
	text, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	s.of.mu.Lock()
	defer s.of.mu.Unlock()
	s.of.mails = append(s.of.mails, Mail{s.to, subject, string(text), m.Header.Get("Message-ID"), m.Header})
	return nil
}
