package ticket

import (
	"context"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/live"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// alarm is something wrong with the house itself, from when its keepers have been told until it is over.
type alarm struct {
	bun.BaseModel `bun:"table:alarm"`

	Kind string `bun:",pk"`
	ID   string
	At   time.Time
}

// outgoingStuck is the alarm, and the notification, that outgoing messages do not get out.
const outgoingStuck = "outgoing.stuck"

// LookAtOutgoing tells those who keep the outgoing messages when the queue has come to stand still: once,
// whichever replica looks, until it has moved again. They are told in the console: mails are what stands still.
func (s *Service) LookAtOutgoing(ctx context.Context) error {
	health, err := s.messages.Health(ctx)
	if err != nil {
		return err
	}
	return s.sound(ctx, outgoingStuck, health.Stuck(), health.Waiting)
}

// Stuck looks whether a part of the house stands still, and how much waits there.
type Stuck func(ctx context.Context) (stuck bool, waiting int, err error)

// AlsoWatch lets those who keep the outgoing messages be told, by an alarm of the kind, when another part of the house
// stands still. All are named before Watch.
func (s *Service) AlsoWatch(kind string, look Stuck) {
	if s.watched == nil {
		s.watched = map[string]Stuck{}
	}
	s.watched[kind] = look
}

// lookAtHouse looks at the outgoing messages, and at all that AlsoWatch has named.
func (s *Service) lookAtHouse(ctx context.Context) error {
	err := s.LookAtOutgoing(ctx)
	for kind, look := range s.watched {
		stuck, waiting, failure := look(ctx)
		if failure == nil {
			failure = s.sound(ctx, kind, stuck, waiting)
		}
		err = errors.Join(err, failure)
	}
	return err
}

// sound raises an alarm, or ends it, unless that has been done.
func (s *Service) sound(ctx context.Context, kind string, stuck bool, waiting int) error {
	known, err := s.db.Read(ctx).NewSelect().Model((*alarm)(nil)).Where("kind = ?", kind).Exists(ctx)
	if err != nil || known == stuck {
		return err
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if !stuck {
			_, err := tx.NewDelete().Model((*alarm)(nil)).Where("kind = ?", kind).Exec(ctx)
			return err
		}
		row := &alarm{Kind: kind, ID: store.NewID(ctx), At: now.From(ctx)}
		done, err := tx.NewInsert().Model(row).On("CONFLICT (kind) DO NOTHING").Exec(ctx)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 { // another replica tells it
			return err
		}
		return s.raise(ctx, tx, row, Data{"count": waiting})
	})
}

func (s *Service) raise(ctx context.Context, tx bun.Tx, a *alarm, data Data) error {
	keepers, err := s.org.WithPermission(ctx, org.OutgoingManage)
	if err != nil || len(keepers) == 0 {
		return err
	}
	notices := make([]*Notification, len(keepers))
	change := live.Change{Kind: "notification", ID: a.ID}
	for i, k := range keepers {
		notices[i] = &Notification{ID: store.NewID(ctx), StaffID: k.ID, At: a.At, Kind: a.Kind, Urgent: true, Data: data, Once: a.Kind + ":" + a.ID}
		change.Staff = append(change.Staff, k.ID)
	}
	store.After(ctx, func() { s.bus.Publish(change) })
	_, err = tx.NewInsert().Model(&notices).Exec(ctx)
	return err
}
