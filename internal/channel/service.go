package channel

import (
	"context"
	"log/slog"
	"strings"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/jobs"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/personal"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Service is what one can do with outgoing messages.
type Service struct {
	db    *store.DB
	queue *jobs.Queue
	audit *audit.Log
	mail  *Mailer
	base  string
}

// New makes the service. Without a mailer nothing is sent, and Send takes nothing. Links in messages begin
// with base, the console's public address.
func New(db *store.DB, queue *jobs.Queue, log *audit.Log, mail *Mailer, base string) *Service {
	s := &Service{db: db, queue: queue, audit: log, mail: mail, base: strings.TrimSuffix(base, "/")}
	jobs.Handle(queue, "send", s.deliver)
	return s
}

// CanMail tells whether a mail server is configured.
func (s *Service) CanMail() bool { return s.mail != nil }

// Link gives the public address of a page of the house.
func (s *Service) Link(path string) string { return s.base + path }

// Send puts a message into the queue within the transaction of ctx. A message whose Once is known already
// is not sent again.
func (s *Service) Send(ctx context.Context, m Message) error {
	if s.mail == nil {
		return nil
	}
	at := now.From(ctx)
	row := &Outgoing{ID: store.NewID(ctx), Via: "mail", Recipient: m.To, StaffID: m.StaffID, TicketID: m.TicketID,
		Subject: m.Subject, Body: m.Body, State: Waiting, DueAt: at, Since: at, Once: m.Once, CreatedAt: at}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		done, err := tx.NewInsert().Model(row).On("CONFLICT (once) DO NOTHING").Exec(ctx)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return err
		}
		return s.queue.Add(ctx, "send", row.ID, 0)
	})
}

// deliver tries to send a message that waits. Any number of replicas may try at once: one does.
func (s *Service) deliver(ctx context.Context, id string) error {
	m, err := s.begin(ctx, id)
	if err != nil || m == nil {
		return err
	}
	failure := errNoMail
	if s.mail != nil {
		failure = s.mail.send(ctx, m)
	}
	return s.end(context.WithoutCancel(ctx), m, failure)
}

// begin marks a message as being sent; nil when it is not to be sent, or by another.
func (s *Service) begin(ctx context.Context, id string) (*Outgoing, error) {
	m := &Outgoing{ID: id}
	err := s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := s.db.Lock(tx.NewSelect().Model(m).WherePK()).Scan(ctx); err != nil {
			return err
		}
		at := now.From(ctx)
		abandoned := m.State == Sending && at.Sub(m.BegunAt) > brokenOff
		if m.State != Waiting && !abandoned {
			if m.State == Sending { // look again when the other must have ended
				if err := s.queue.Add(ctx, "send", id, brokenOff); err != nil {
					return err
				}
			}
			m = nil
			return nil
		}
		m.State, m.Tries, m.BegunAt = Sending, m.Tries+1, at
		_, err := tx.NewUpdate().Model(m).Column("state", "tries", "begun_at").WherePK().Exec(ctx)
		return err
	})
	if store.None(err) {
		return nil, nil
	}
	return m, err
}

// end notes what a try has come to.
func (s *Service) end(ctx context.Context, m *Outgoing, failure error) error {
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		at := now.From(ctx)
		switch {
		case failure == nil:
			m.State, m.SentAt, m.Reason = Sent, at, ""
		case permanent(failure) || m.Tries > len(pauses):
			m.State, m.Reason = Failed, reason(failure)
		default:
			pause := pauses[m.Tries-1]
			m.State, m.Reason, m.DueAt = Waiting, reason(failure), at.Add(pause)
			if err := s.queue.Add(ctx, "send", m.ID, pause); err != nil {
				return err
			}
		}
		if failure != nil {
			slog.Warn("a message could not be sent", "id", m.ID, "try", m.Tries, "state", m.State, "error", failure)
		}
		// What was cancelled meanwhile stays so unless it has gone out.
		q := tx.NewUpdate().Model(m).Column("state", "reason", "due_at", "sent_at").WherePK()
		if failure != nil {
			q = q.Where("state = ?", Sending)
		}
		_, err := q.Exec(ctx)
		return err
	})
}

// Retry lets a message that was given up or taken back be tried again from the start. It needs
// outgoing.manage; in any other state it is a Conflict.
func (s *Service) Retry(ctx context.Context, id string) (*Outgoing, error) {
	return s.turn(ctx, id, "outgoing.retried", func(ctx context.Context, m *Outgoing) error {
		if m.State != Failed && m.State != Cancelled {
			return fault.New(fault.Conflict, "只有发送失败或已取消的消息可以重发。", "Only a message that has failed or was cancelled can be sent again.")
		}
		at := now.From(ctx)
		m.State, m.Tries, m.DueAt, m.Since = Waiting, 0, at, at
		return s.queue.Add(ctx, "send", m.ID, 0)
	})
}

// Cancel takes back a message that waits, or puts away one that has failed. It needs outgoing.manage; a
// message that is on its way or gone is a Conflict.
func (s *Service) Cancel(ctx context.Context, id string) (*Outgoing, error) {
	return s.turn(ctx, id, "outgoing.cancelled", func(_ context.Context, m *Outgoing) error {
		if m.State != Waiting && m.State != Failed {
			return fault.New(fault.Conflict, "只有等待发送或发送失败的消息可以取消。", "Only a message that waits or has failed can be cancelled.")
		}
		m.State = Cancelled
		return nil
	})
}

func (s *Service) turn(ctx context.Context, id, action string, change func(context.Context, *Outgoing) error) (*Outgoing, error) {
	if _, err := org.Need(ctx, org.OutgoingManage); err != nil {
		return nil, err
	}
	m := &Outgoing{ID: id}
	err := s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		err := s.db.Lock(tx.NewSelect().Model(m).WherePK()).Scan(ctx)
		if store.None(err) {
			return fault.Missing("这条消息", "message")
		}
		if err != nil {
			return err
		}
		if err := change(ctx, m); err != nil {
			return err
		}
		if _, err := tx.NewUpdate().Model(m).Column("state", "tries", "due_at", "since").WherePK().Exec(ctx); err != nil {
			return err
		}
		return s.audit.Write(ctx, org.Who(ctx), action, "outgoing", id, map[string]string{"to": m.shown()})
	})
	return m, err
}

// shown is the recipient as the audit log has him: the address of a customer is personal.
func (m *Outgoing) shown() string {
	if m.StaffID != "" {
		return m.Recipient
	}
	return personal.Mail(m.Recipient)
}
