package ticket

import (
	"context"
	"maps"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Notification tells one person of one thing that concerns him, once.
type Notification struct {
	bun.BaseModel `bun:"table:notification"`

	ID       string `bun:",pk"`
	StaffID  string
	At       time.Time
	Kind     string
	TicketID string `bun:",nullzero"` // none when it concerns the house
	Urgent   bool   // may break somebody's peace, if he has chosen so
	Data     Data
	Once     string    // what may be told to a person only once
	ReadAt   time.Time `bun:",nullzero"`
	MailedAt time.Time `bun:",nullzero"`
}

// tell notes a notification for a person, unless he did it himself. Imported tickets notify nobody.
func (w *work) tell(staffID, kind, once string, data Data) {
	if w.t.Source != "xingfu" || w.actor != nil && w.actor.StaffID == staffID {
		return
	}
	if w.actor != nil {
		data["by"] = w.actor.Name
	} else if w.who != "" {
		data["by"] = w.who
	}
	w.notices = append(w.notices, &Notification{ID: w.newID(), StaffID: staffID, At: w.at, Kind: kind, TicketID: w.t.ID, Urgent: w.urgent(kind),
		Data: data, Once: kind + ":" + once})
}

// urgent is what happens on the most pressing tickets, and every broken promise.
func (w *work) urgent(kind string) bool {
	return w.t.Priority == "urgent" || w.t.Kind == "emergency" || kind == "promise.breached"
}

func (w *work) tellAll(people []org.Staff, kind, once string, data Data) {
	for _, p := range people {
		w.tell(p.ID, kind, once, data)
	}
}

// tellOwner tells the ticket's owner of the event just noted; of a merged ticket also the owner of the one that goes on.
func (w *work) tellOwner(kind string, h *Handoff) {
	data := Data{}
	if h != nil {
		data["unit"] = w.tree.Name(h.UnitID)
	}
	w.tell(w.t.OwnerID, kind, w.lastEvent(), data)
	if root, err := w.root(); err == nil && root.ID != w.t.ID && root.OwnerID != w.t.OwnerID {
		w.tell(root.OwnerID, kind, w.lastEvent(), maps.Clone(data))
	}
}

// tellUnit tells who works on a handoff, or all engineers of its unit while nobody does. once is the
// identifier of what is told.
func (w *work) tellUnit(h *Handoff, kind, once string) error {
	data := Data{"unit": w.tree.Name(h.UnitID)}
	if h.AssigneeID != "" {
		w.tell(h.AssigneeID, kind, once, data)
		return nil
	}
	people, err := w.s.org.Working(w.ctx, org.HandoffWork, h.UnitID)
	if err != nil {
		return err
	}
	w.tellAll(people, kind, once, data)
	return nil
}

// lastEvent is the identifier of the event just noted.
func (w *work) lastEvent() string { return w.events[len(w.events)-1].ID }

func (w *work) tellSupervisors(unitID, kind, once string, data Data) error {
	people, err := w.s.org.SupervisorsOf(w.ctx, unitID)
	if err != nil {
		return err
	}
	w.tellAll(people, kind, once, data)
	return nil
}

// tellWarned tells who owes a promise that time runs out.
func (w *work) tellWarned(p *Promise, h *Handoff) error {
	if h != nil {
		return w.tellUnit(h, "promise.warned", p.ID)
	}
	w.tell(w.t.OwnerID, "promise.warned", p.ID, Data{"kind": p.Kind, "dueAt": p.DueAt})
	return nil
}

// tellBreached tells who owes a broken promise, the ticket's owner, and the supervisors over both.
func (w *work) tellBreached(p *Promise, h *Handoff) error {
	data := Data{"kind": p.Kind}
	if h != nil {
		data["unit"] = w.tree.Name(h.UnitID)
		if err := w.tellUnit(h, "promise.breached", p.ID); err != nil {
			return err
		}
	}
	w.tell(w.t.OwnerID, "promise.breached", p.ID, data)
	return w.tellSupervisors(p.UnitID, "promise.breached", p.ID, data)
}

func (w *work) saveNotices(tx bun.Tx, batch *store.Batch) {
	if len(w.notices) > 0 {
		batch.Add(tellOnce(tx, w.notices))
	}
}

// tellOnce saves notices, but for what somebody has been told already.
func tellOnce(tx bun.Tx, notices []*Notification) *bun.InsertQuery {
	return tx.NewInsert().Model(&notices).On("CONFLICT (staff_id, once) DO NOTHING")
}

// saveNotices saves notices that belong to no single ticket's change.
func (s *Service) saveNotices(ctx context.Context, tx bun.Tx, notices []*Notification, at time.Time) error {
	if _, err := tellOnce(tx, notices).Exec(ctx); err != nil {
		return err
	}
	return s.planMails(ctx, tx, notices, at)
}

// NotificationRow is a notification with its ticket's number and subject, where it has one.
type NotificationRow struct {
	Notification `bun:",extend"`

	Number  string `bun:",scanonly"`
	Subject string `bun:",scanonly"`
}

// Notifications gives the acting person's latest notifications and how many are unread, counted up to 100.
func (s *Service) Notifications(ctx context.Context, unread bool, limit int) (rows []NotificationRow, count int, err error) {
	actor := org.From(ctx)
	if actor == nil {
		return nil, 0, fault.New(fault.Unauthenticated, "请先登录。", "Please log in first.")
	}
	q := s.db.Read(ctx).NewSelect().Model(&rows).ColumnExpr("notification.*, ticket.number, ticket.subject").
		Join("LEFT JOIN ticket ON ticket.id = notification.ticket_id").
		Where("notification.staff_id = ?", actor.StaffID).OrderExpr("notification.at DESC, notification.id DESC").Limit(int64(limit))
	if unread {
		q = q.Where("notification.read_at IS NULL")
	}
	if err := q.Scan(ctx); err != nil {
		return nil, 0, err
	}
	few := s.db.Read(ctx).NewSelect().Model((*Notification)(nil)).Column("id").
		Where("staff_id = ? AND read_at IS NULL", actor.StaffID).Limit(100)
	n, err := s.db.Read(ctx).NewSelect().TableExpr("(?) AS few", few).Count(ctx)
	return rows, int(n), err
}

// ReadNotifications marks the acting person's notifications as read; all when no ids are given.
func (s *Service) ReadNotifications(ctx context.Context, ids []string) error {
	actor := org.From(ctx)
	if actor == nil {
		return fault.New(fault.Unauthenticated, "请先登录。", "Please log in first.")
	}
	if err := store.CheckIDs("ids", ids...); err != nil {
		return err
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		q := tx.NewUpdate().Model((*Notification)(nil)).Set("read_at = ?", now.From(ctx)).Where("staff_id = ? AND read_at IS NULL", actor.StaffID)
		if len(ids) > 0 {
			q = q.Where("id IN (?)", bun.List(ids))
		}
		_, err := q.Exec(ctx)
		return err
	})
}
