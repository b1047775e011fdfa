package ticket

import (
	"context"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/live"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Notice is what people are told that belongs to no ticket.
type Notice struct {
	Kind  string
	Once  string // what it is about: a person is told it once
	Staff []string
	Data  Data
}

// Tell notes notices in the transaction of what they tell; their people see them once it stands.
func (s *Service) Tell(ctx context.Context, tx bun.Tx, notices ...Notice) error {
	var rows []*Notification
	change := live.Change{Kind: "notification"}
	for _, n := range notices {
		for _, person := range n.Staff {
			rows = append(rows, &Notification{ID: store.NewID(ctx), StaffID: person, At: now.From(ctx), Kind: n.Kind, Data: n.Data, Once: n.Kind + ":" + n.Once})
			change.Staff = append(change.Staff, person)
		}
	}
	if len(rows) == 0 {
		return nil
	}
	change.ID = rows[0].ID
	store.After(ctx, func() { s.bus.Publish(change) })
	_, err := tellOnce(tx, rows).Exec(ctx)
	return err
}
