package ticket

import (
	"context"
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
	known, err := s.db.Read(ctx).NewSelect().Model((*alarm)(nil)).Where("kind = ?", outgoingStuck).Exists(ctx)
	if err != nil || known == health.Stuck() {
		return err
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if !health.Stuck() {
			_, err := tx.NewDelete().Model((*alarm)(nil)).Where("kind = ?", outgoingStuck).Exec(ctx)
			return err
		}
		row := &alarm{Kind: outgoingStuck, ID: store.NewID(ctx), At: now.From(ctx)}
		done, err := tx.NewInsert().Model(row).On("CONFLICT (kind) DO NOTHING").Exec(ctx)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 { // another replica tells it
			return err
		}
		return s.raise(ctx, tx, row, Data{"count": health.Waiting})
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
