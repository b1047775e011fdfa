package ticket

import (
	"context"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/duty"
	"github.com/xingfu/xingfu/internal/platform/live"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// TellDuty tells people what changes for them in their duty, in the transaction of the change.
func (s *Service) TellDuty(ctx context.Context, list []duty.Notice) error {
	at := now.From(ctx)
	change := live.Change{Kind: "notification"}
	notices := make([]*Notification, len(list))
	for i, n := range list {
		notices[i] = &Notification{ID: store.NewID(ctx), StaffID: n.StaffID, At: at, Kind: n.Kind, Data: n.Data, Once: n.Kind + ":" + n.Once}
		change.Staff = append(change.Staff, n.StaffID)
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := s.saveNotices(ctx, tx, notices, at); err != nil {
			return err
		}
		store.After(ctx, func() { s.bus.Publish(change) })
		return nil
	})
}
