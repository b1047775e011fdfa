package ticket

import (
	"context"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/live"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Draft is what somebody has typed and not sent: a reply or note to a ticket, or a new ticket. Only who typed
// it ever reads it.
type Draft struct {
	bun.BaseModel `bun:"table:draft" json:"-"`

	StaffID   string    `bun:",pk" json:"-"`
	Kind      string    `bun:",pk" json:"kind" enum:"reply,note,intake"`
	Thing     string    `bun:",pk" json:"thing" doc:"The ticket's identifier; of a new ticket the key under which it will be filed."`
	Data      string    `json:"data" doc:"What was typed, as the console keeps it."`
	Version   int64     `json:"version" doc:"0: there is no such draft."`
	UpdatedAt time.Time `json:"updatedAt"`
}

const (
	draftReply  = "reply"
	draftNote   = "note"
	draftIntake = "intake"
)

const (
	draftMost  = 64 << 10 // bytes of one draft
	draftsMost = 200      // drafts of one person
	draftKeep  = 30 * 24 * time.Hour
)

// draftAt says whose draft, and of what.
type draftAt struct{ staffID, kind, thing string }

// whole narrows a query to one draft.
func (at draftAt) whole() string { return "staff_id = ? AND kind = ? AND thing = ?" }

func (at draftAt) args() []any { return []any{at.staffID, at.kind, at.thing} }

// draftOf checks that the acting person may keep such a draft: of a text on a ticket that he sees, or of a new
// ticket under a key.
func (s *Service) draftOf(ctx context.Context, kind, thing string) (draftAt, error) {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return draftAt{}, err
	}
	at := draftAt{actor.StaffID, kind, thing}
	switch kind {
	case draftIntake:
		if _, err := org.Need(ctx, org.TicketCreate); err != nil {
			return at, err
		}
		if len(thing) < 8 || len(thing) > 64 {
			return at, fault.Bad("thing", "草稿的键应有 8 至 64 个字符。", "The key of a draft has 8 to 64 characters.")
		}
		return at, nil
	case draftReply, draftNote:
		return at, s.mustSee(ctx, actor, thing)
	}
	return at, fault.Bad("kind", "草稿只能是 reply、note 或 intake。", "A draft is of a reply, note or intake.")
}

// mustSee is NotFound when the person does not see the ticket. It reads one row.
func (s *Service) mustSee(ctx context.Context, actor *org.Actor, ticketID string) error {
	if !store.IsID(ticketID) {
		return errNone()
	}
	q := s.db.Read(ctx).NewSelect().Model((*Ticket)(nil)).Where("ticket.id = ?", ticketID)
	sees, err := visible(q, actor).Exists(ctx)
	if err == nil && !sees {
		return errNone()
	}
	return err
}

// Draft gives a draft of the acting person; an empty one of version 0 when there is none.
func (s *Service) Draft(ctx context.Context, kind, thing string) (*Draft, error) {
	at, err := s.draftOf(ctx, kind, thing)
	if err != nil {
		return nil, err
	}
	return s.readDraft(ctx, s.db.Read(ctx).NewSelect(), at)
}

func (s *Service) readDraft(ctx context.Context, q *bun.SelectQuery, at draftAt) (*Draft, error) {
	d := &Draft{}
	err := q.Model(d).Where(at.whole(), at.args()...).Scan(ctx)
	if store.None(err) {
		return &Draft{StaffID: at.staffID, Kind: at.kind, Thing: at.thing}, nil
	}
	return d, err
}

// Drafts gives the acting person's drafts of a kind, last changed first.
func (s *Service) Drafts(ctx context.Context, kind string) ([]Draft, error) {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return nil, err
	}
	var list []Draft
	err = s.db.Read(ctx).NewSelect().Model(&list).Where("staff_id = ? AND kind = ?", actor.StaffID, kind).
		OrderExpr("updated_at DESC, thing").Limit(draftsMost).Scan(ctx)
	return list, err
}

// SaveDraft keeps what the acting person has typed so far. Version is the one that he last saw, 0 for none: when
// another window has saved since, it is a Conflict and nothing is overwritten. Empty data leave no draft. Drafts
// that nobody has touched for a month are dropped.
func (s *Service) SaveDraft(ctx context.Context, kind, thing, data string, version int64) (*Draft, error) {
	at, err := s.draftOf(ctx, kind, thing)
	if err != nil {
		return nil, err
	}
	if len(data) > draftMost {
		return nil, fault.Bad("data", "草稿太大，最多 %d KB。", "The draft is too large: at most %d kB.", draftMost>>10)
	}
	var d *Draft
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) (err error) {
		if d, err = s.readDraft(ctx, s.db.Lock(tx.NewSelect()), at); err != nil {
			return err
		}
		fresh := d.Version == 0
		if !fresh && d.Version != version {
			return not("这份草稿已在另一个窗口改过。", "This draft was changed in another window.")
		}
		d.Data, d.UpdatedAt = data, now.From(ctx)
		d.Version = max(d.Version+1, version+1, d.UpdatedAt.UnixMilli())
		if err := sweepDrafts(ctx, tx, d.UpdatedAt); err != nil {
			return err
		}
		if data == "" {
			d = &Draft{StaffID: at.staffID, Kind: kind, Thing: thing}
			return s.dropDraft(ctx, at)
		}
		store.After(ctx, func() { s.draftChanged(at) })
		if !fresh {
			_, err = tx.NewUpdate().Model(d).WherePK().Exec(ctx)
			return err
		}
		if err := draftFits(ctx, tx, at.staffID); err != nil {
			return err
		}
		_, err = tx.NewInsert().Model(d).Exec(ctx)
		return err
	})
	if store.IsDuplicate(err) { // another window saved the first of it beside this one
		return nil, not("这份草稿已在另一个窗口改过。", "This draft was changed in another window.")
	}
	return d, err
}

func sweepDrafts(ctx context.Context, tx bun.Tx, at time.Time) error {
	_, err := tx.NewDelete().Model((*Draft)(nil)).Where("updated_at < ?", at.Add(-draftKeep)).Exec(ctx)
	return err
}

func draftFits(ctx context.Context, tx bun.Tx, staffID string) error {
	n, err := tx.NewSelect().Model((*Draft)(nil)).Where("staff_id = ?", staffID).Count(ctx)
	if err == nil && n >= draftsMost {
		return not("您已有 %d 份草稿，最多只能保存这么多。请先发送或清除一些。", "You have %d drafts, the most there can be. Send or discard some first.", draftsMost)
	}
	return err
}

// DropDraft forgets a draft of the acting person; that there is none is as good.
func (s *Service) DropDraft(ctx context.Context, kind, thing string) error {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return err
	}
	return s.dropDraft(ctx, draftAt{actor.StaffID, kind, thing})
}

func (s *Service) dropDraft(ctx context.Context, at draftAt) error {
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		done, err := tx.NewDelete().Model((*Draft)(nil)).Where(at.whole(), at.args()...).Exec(ctx)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return err
		}
		store.After(ctx, func() { s.draftChanged(at) })
		return nil
	})
}

// dropDraft forgets what the acting person had typed, now that it is written.
func (w *work) dropDraft(kind string) error {
	if w.actor == nil || !slices.Contains([]string{draftReply, draftNote}, kind) {
		return nil
	}
	return w.s.dropDraft(w.ctx, draftAt{w.actor.StaffID, kind, w.t.ID})
}

// draftChanged tells the person's other windows.
func (s *Service) draftChanged(at draftAt) {
	s.bus.Publish(live.Change{Kind: "draft", ID: at.kind + "/" + at.thing, ActorID: at.staffID, Staff: []string{at.staffID}})
}
