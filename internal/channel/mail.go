package channel

import (
	"context"
	"errors"
	"fmt"
	"net/mail"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// errNoMail says that a message waits for a mail server that is no longer configured.
var errNoMail = errors.New("no mail server is configured")

// Mailer hands mails to a mail server.
type Mailer struct {
	host    string
	options []gomail.Option
	from    *mail.Address
}

// NewMailer reads where mails go: smtp://user@host:port, with TLS as soon as the server offers it and always
// when a user logs in, or smtps://user@host:port. An empty address gives no mailer.
func NewMailer(address, password, from string) (*Mailer, error) {
	if address == "" {
		return nil, nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || (u.Scheme != "smtp" && u.Scheme != "smtps") {
		return nil, errors.New("the mail server: say smtp://user@host:587 or smtps://user@host:465")
	}
	if _, in := u.User.Password(); in {
		return nil, errors.New("the mail server: the password belongs in XINGFU_MAIL_PASSWORD, not in the address")
	}
	sender, err := mail.ParseAddress(from)
	if err != nil {
		return nil, fmt.Errorf("the sender of mails (XINGFU_MAIL_FROM): %w", err)
	}
	m := &Mailer{host: u.Hostname(), from: sender, options: []gomail.Option{gomail.WithTimeout(30 * time.Second)}}
	policy := gomail.TLSOpportunistic
	if u.User != nil {
		policy = gomail.TLSMandatory
		m.options = append(m.options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover),
			gomail.WithUsername(u.User.Username()), gomail.WithPassword(password))
	}
	if u.Scheme == "smtps" {
		m.options = append(m.options, gomail.WithSSLPort(false))
	} else {
		m.options = append(m.options, gomail.WithTLSPortPolicy(policy))
	}
	if u.Port() != "" {
		port, err := strconv.Atoi(u.Port())
		if err != nil {
			return nil, fmt.Errorf("the mail server's port: %w", err)
		}
		m.options = append(m.options, gomail.WithPort(port))
	}
	return m, nil
}

// send hands one message over. The Message-ID is the same at every try, so that a receiver can tell a
// message that was sent twice because the first answer was lost.
func (m *Mailer) send(ctx context.Context, out *Outgoing) error {
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	msg.FromMailAddress(m.from)
	if err := msg.To(out.Recipient); err != nil {
		return &refusal{err}
	}
	domain := m.from.Address[strings.LastIndex(m.from.Address, "@")+1:]
	msg.SetMessageIDWithValue(out.ID + "@" + domain)
	msg.SetDateWithValue(out.CreatedAt)
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	msg.SetGenHeader("X-Auto-Response-Suppress", "All")
	msg.Subject(out.Subject)
	msg.SetBodyString(gomail.TypeTextPlain, out.Body)
	client, err := gomail.NewClient(m.host, m.options...)
	if err != nil {
		return err
	}
	return client.DialAndSendWithContext(ctx, msg)
}

// refusal is an error that another try would meet again.
type refusal struct{ error }

// reason is what a person reads of a failure: the library repeats recipient and identifier after it.
func reason(failure error) string {
	text, _, _ := strings.Cut(failure.Error(), ", affected recipient")
	return text
}

// permanent tells whether another try is of no use: the address cannot be read, or the server has answered 5xx.
func permanent(err error) bool {
	var no *refusal
	if errors.As(err, &no) {
		return true
	}
	var failed *gomail.SendError
	if errors.As(err, &failed) && failed.ErrorCode() >= 500 {
		return true
	}
	var reply *textproto.Error
	return errors.As(err, &reply) && reply.Code >= 500 && reply.Code != 530 && reply.Code != 535 // log-in: the operator mends it
}
