package duty

import (
	"context"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// NewHandover is a note at the end of a shift.
type NewHandover struct {
	UnitID string    `json:"unitId"`
	Shift  string    `json:"shift" maxLength:"40" doc:"What the shift was called."`
	Text   string    `json:"text" maxLength:"4000" doc:"What happened, what was done."`
	Watch  string    `json:"watch,omitempty" maxLength:"2000" doc:"What the next are to watch."`
	Items  []NewItem `json:"items,omitempty" maxItems:"50" doc:"What is newly open. What was open before goes on by itself."`
}

// NewItem is a matter that is open.
type NewItem struct {
	Text   string `json:"text" maxLength:"500"`
	Ticket string `json:"ticket,omitempty" maxLength:"30" doc:"The number of its ticket."`
}

// HandOver keeps a note for those who come next. Whoever works in the unit writes one. Asked again with the same key it
// gives what it kept the first time.
func (s *Service) HandOver(ctx context.Context, in NewHandover, key string) (*Handover, error) {
	a, u, err := s.seeUnit(ctx, in.UnitID)
	if err != nil {
		return nil, err
	}
	if !worksIn(a, u.ID) {
		return nil, errNotThere()
	}
	in.Text, in.Watch, in.Shift = strings.TrimSpace(in.Text), strings.TrimSpace(in.Watch), strings.TrimSpace(in.Shift)
	if in.Text == "" {
		return nil, fault.Bad("text", "请写明本班的情况；没有特别情况也请写一句。", "Say how the shift went; where nothing was special, say that.")
	}
	h := &Handover{ID: store.NewID(ctx), UnitID: u.ID, Shift: in.Shift, Text: in.Text, Watch: in.Watch, ByID: a.StaffID, At: now.From(ctx), Once: key}
	if h.Once == "" {
		h.Once = h.ID
	}
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		done, err := tx.NewInsert().Model(h).On("CONFLICT (by_id, once) DO NOTHING").Exec(ctx)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			if err == nil {
				err = tx.NewSelect().Model(h).Where("by_id = ? AND once = ?", a.StaffID, key).Scan(ctx)
			}
			return err
		}
		if err := addItems(ctx, tx, h, in.Items); err != nil {
			return err
		}
		return s.tellNext(ctx, h, u)
	})
	return h, err
}

func errNotThere() error {
	return fault.New(fault.Forbidden, "只有本单位的人员才能交接班。", "Only those who work in the unit hand over and take over.")
}

func addItems(ctx context.Context, tx bun.Tx, h *Handover, list []NewItem) error {
	var items []Item
	for _, x := range list {
		if text := strings.TrimSpace(x.Text); text != "" {
			items = append(items, Item{ID: store.NewID(ctx), UnitID: h.UnitID, HandoverID: h.ID, Text: text, Ticket: strings.TrimSpace(x.Ticket), At: h.At})
		}
	}
	if len(items) == 0 {
		return nil
	}
	_, err := tx.NewInsert().Model(&items).Exec(ctx)
	return err
}

// comesNext is within what time a shift must begin to be told of a hand-over.
const comesNext = 2 * time.Hour

// tellNext tells those who are on duty now or soon that a note waits for them.
func (s *Service) tellNext(ctx context.Context, h *Handover, u *org.Unit) error {
	var next []Shift
	err := s.db.Read(ctx).NewSelect().Model(&next).Where("unit_id = ? AND state IN (?)", h.UnitID, bun.List(seenStates)).
		Where("starts_at <= ? AND starts_at > ? AND ends_at > ?", h.At.Add(comesNext), h.At.Add(-longest), h.At.Add(comesNext)).Scan(ctx)
	if err != nil {
		return err
	}
	var notices []Notice
	for _, id := range idsOf(next, func(x Shift) string { return x.StaffID }) {
		notices = append(notices, Notice{id, "duty.handover", h.ID, map[string]any{"unit": u.Name, "day": h.At.In(now.China).Format(time.DateOnly)}})
	}
	s.changed(ctx, h.UnitID)
	return s.tell(ctx, notices)
}

// Accept notes that the acting person has read a note and takes over. The first who does so stands there; who wrote it
// does not. It needs to be done in one's own unit.
func (s *Service) Accept(ctx context.Context, id string) error {
	return s.alter(ctx, id, func(ctx context.Context, tx bun.Tx, a *org.Actor, h *Handover) error {
		switch {
		case h.ByID == a.StaffID:
			return fault.New(fault.Conflict, "交班记录由接班的人确认。", "A note is accepted by who takes over.")
		case h.AcceptedID == a.StaffID:
			return nil
		case h.AcceptedID != "":
			return fault.New(fault.Conflict, "这份记录已有人接班。", "Somebody has taken over from this note already.")
		}
		h.AcceptedID, h.AcceptedAt = a.StaffID, now.From(ctx)
		_, err := tx.NewUpdate().Model(h).WherePK().Exec(ctx)
		return err
	})
}

// alter does something with a note that the acting person sees, and in whose unit he works.
func (s *Service) alter(ctx context.Context, id string, f func(ctx context.Context, tx bun.Tx, a *org.Actor, h *Handover) error) error {
	a, err := who(ctx)
	if err != nil {
		return err
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		h := &Handover{}
		err := s.db.Lock(tx.NewSelect().Model(h).Where("id = ?", id)).Scan(ctx)
		if store.None(err) || err == nil && !sees(a, h.UnitID) {
			return fault.Missing("这份交班记录", "hand-over note")
		}
		if err != nil {
			return err
		}
		if !worksIn(a, h.UnitID) {
			return errNotThere()
		}
		s.changed(ctx, h.UnitID)
		return f(ctx, tx, a, h)
	})
}

// Tick says that an open matter is done, or that it is not. The first who ticked it off stays named.
func (s *Service) Tick(ctx context.Context, itemID string, done bool) error {
	item := &Item{}
	err := s.db.Read(ctx).NewSelect().Model(item).Where("id = ?", itemID).Scan(ctx)
	if store.None(err) {
		return fault.Missing("这个事项", "matter")
	}
	if err != nil {
		return err
	}
	return s.alter(ctx, item.HandoverID, func(ctx context.Context, tx bun.Tx, a *org.Actor, _ *Handover) error {
		q := tx.NewUpdate().Model((*Item)(nil)).Where("id = ?", itemID)
		if done {
			q = q.Set("done_at = ?, done_id = ?", now.From(ctx), a.StaffID).Where("done_at IS NULL")
		} else {
			q = q.Set("done_at = NULL, done_id = NULL")
		}
		_, err := q.Exec(ctx)
		return err
	})
}
