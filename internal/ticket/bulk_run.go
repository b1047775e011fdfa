package ticket

import (
	"context"
	"log/slog"
	"slices"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/live"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// ContinueBulk does what is left of a bulk, in the name of who ordered it: the job that begins with the order,
// or goes on after a restart. It may run twice at once; no ticket is done twice.
func (s *Service) ContinueBulk(ctx context.Context, id string) error {
	bulk := &Bulk{ID: id}
	if err := s.db.Read(ctx).NewSelect().Model(bulk).WherePK().Scan(ctx); err != nil || !bulk.DoneAt.IsZero() {
		return err
	}
	actor, err := s.org.Actor(ctx, bulk.StaffID)
	if err != nil {
		return err
	}
	if actor == nil {
		actor = &org.Actor{StaffID: bulk.StaffID} // was disabled meanwhile: may do nothing any more
	}
	ctx = org.With(ctx, actor)
	b := s.newBulking(ctx, actor, bulk.Input)
	for {
		var items []BulkItem
		err := s.db.Read(ctx).NewSelect().Model(&items).Where("bulk_id = ? AND state = 'waiting'", id).OrderExpr("pos").Limit(100).Scan(ctx)
		if err != nil {
			return err
		}
		if len(items) == 0 {
			return s.endBulk(ctx, actor, bulk)
		}
		for i := range items {
			if err := b.doOne(&items[i]); err != nil {
				return err
			}
		}
	}
}

// doOne does one item in a transaction of its own, in which it is marked as done.
func (b *bulking) doOne(item *BulkItem) error {
	if _, err := b.person(item.ToID); err != nil {
		return err
	}
	err := b.s.db.Write(b.ctx, func(ctx context.Context, tx bun.Tx) error {
		if mine, err := item.settle(ctx, tx, BulkDone, lang.Text{}); err != nil || !mine {
			return err
		}
		_, err := b.s.change(ctx, item.TicketID, func(w *work) error {
			w.touched = true
			return bulkActions[b.order.Action].do(b, w, item)
		})
		return err
	})
	if err == nil || asFault(err) == nil && store.Unreachable(err) {
		return err
	}
	why := lang.Text{Zh: "系统出错，没有做成。", En: "Something went wrong; it was not done."}
	if f := asFault(err); f != nil {
		why = f.Text
	} else {
		slog.ErrorContext(b.ctx, "an item of a bulk failed", "bulk", item.BulkID, "ticket", item.TicketID, "error", err)
	}
	return b.s.db.Write(b.ctx, func(ctx context.Context, tx bun.Tx) error {
		_, err := item.settle(ctx, tx, BulkRefused, why)
		return err
	})
}

// settle marks a waiting item and tells whether it was still waiting.
func (i *BulkItem) settle(ctx context.Context, tx bun.Tx, state string, why lang.Text) (bool, error) {
	i.State, i.Why, i.At = state, why, now.From(ctx)
	done, err := tx.NewUpdate().Model(i).Column("state", "why", "at").WherePK().Where("state = 'waiting'").Exec(ctx)
	if err != nil {
		return false, err
	}
	n, err := done.RowsAffected()
	return n == 1, err
}

// endBulk ends a bulk and tells each who was given something, or has lost it, once.
func (s *Service) endBulk(ctx context.Context, actor *org.Actor, bulk *Bulk) error {
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		done, err := tx.NewUpdate().Model(bulk).Set("done_at = ?", now.From(ctx)).WherePK().Where("done_at IS NULL").Exec(ctx)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 || bulk.Action != "give" && bulk.Action != leaving {
			return err
		}
		var items []BulkItem
		err = tx.NewSelect().Model(&items).Where("bulk_id = ? AND state = 'done'", bulk.ID).OrderExpr("pos").Scan(ctx)
		if err != nil {
			return err
		}
		return s.tellGiven(ctx, tx, actor, items)
	})
}

// receipts are the notices of a bulk: one for each who was given something and who has lost it.
type receipts struct {
	ctx     context.Context
	by      *org.Actor
	notices []*Notification
}

func (r *receipts) tell(staffID, kind string, item *BulkItem) {
	if staffID == "" || staffID == r.by.StaffID {
		return
	}
	i := slices.IndexFunc(r.notices, func(n *Notification) bool { return n.StaffID == staffID && n.Kind == kind })
	if i < 0 {
		i = len(r.notices)
		r.notices = append(r.notices, &Notification{ID: store.NewID(r.ctx), StaffID: staffID, At: now.From(r.ctx), Kind: kind, TicketID: item.TicketID,
			Data: Data{"by": r.by.Name, "count": 0}, Once: kind + ":" + item.BulkID})
	}
	r.notices[i].Data["count"] = r.notices[i].Data["count"].(int) + 1
}

func (s *Service) tellGiven(ctx context.Context, tx bun.Tx, actor *org.Actor, items []BulkItem) error {
	r := receipts{ctx: ctx, by: actor}
	for i := range items {
		r.tell(items[i].ToID, "work.given", &items[i])
		r.tell(items[i].FromID, "work.taken", &items[i])
	}
	if len(r.notices) == 0 {
		return nil
	}
	var people []string
	for _, n := range r.notices {
		people = append(people, n.StaffID)
	}
	store.After(ctx, func() { s.bus.Publish(live.Change{Kind: "notification", Staff: people}) })
	return s.saveNotices(ctx, tx, r.notices, now.From(ctx))
}
