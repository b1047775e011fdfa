package ticket

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// watch says that somebody wants to be told of what happens on a ticket (关注).
type watch struct {
	bun.BaseModel `bun:"table:ticket_watch"`

	TicketID string `bun:",pk"`
	StaffID  string `bun:",pk"`
	AddedBy  string `bun:",nullzero"`
	At       time.Time
}

// watchersMost is how many people may watch one ticket.
const watchersMost = 50

// WatchTicket lets the acting person be told of what is said to and by the customer, and of how the ticket
// stands. Whoever sees it may. It is nobody's business but his own, and so no event.
func (s *Service) WatchTicket(ctx context.Context, id string) error {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return err
	}
	w, err := s.load(ctx, id, false)
	if err != nil {
		return err
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		return w.addWatcher(ctx, tx, &watch{TicketID: w.t.ID, StaffID: actor.StaffID, At: w.at})
	})
}

// UnwatchTicket ends WatchTicket, also for who no longer sees the ticket.
func (s *Service) UnwatchTicket(ctx context.Context, id string) error {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return err
	}
	column := "number"
	if store.IsID(id) {
		column = "id"
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		gone, err := tx.NewDelete().Model((*watch)(nil)).Where("staff_id = ?", actor.StaffID).
			Where("ticket_id = (SELECT t.id FROM ticket t WHERE t."+column+" = ?)", id).Exec(ctx)
		if err != nil {
			return err
		}
		if n, err := gone.RowsAffected(); err != nil || n > 0 {
			return err
		}
		_, err = s.load(ctx, id, false) // nothing to end: is there such a ticket for him at all?
		return err
	})
}

// AddWatcher lets a colleague watch a ticket that he sees, and tells him so. It is for whoever handles the ticket.
func (s *Service) AddWatcher(ctx context.Context, id, staffID string) (*Ticket, error) {
	w, err := s.change(ctx, id, func(w *work) error {
		if err := w.mayHandle(); err != nil {
			return err
		}
		if err := store.CheckIDs("staffId", staffID); err != nil {
			return err
		}
		colleague, sees, err := w.sees(staffID)
		switch {
		case err != nil:
			return err
		case colleague == nil:
			return fault.Bad("staffId", "这个人不存在或已停用。", "This person does not exist or is disabled.")
		case !sees:
			return fault.Bad("staffId", "%s看不到这张工单，不能关注它。", "%s cannot see this ticket and so cannot watch it.", colleague.Name)
		}
		watching, err := w.watching(colleague.StaffID)
		if watching || err != nil {
			return err
		}
		w.event("watcher.added", Internal, nil, Data{"to": colleague.StaffID, "toName": colleague.Name})
		w.tell(colleague.StaffID, "watcher.added", w.lastEvent(), Data{})
		db := w.s.db.Read(w.ctx)
		return w.addWatcher(w.ctx, db, &watch{TicketID: w.t.ID, StaffID: colleague.StaffID, AddedBy: w.actorID(), At: w.at})
	})
	if err != nil {
		return nil, err
	}
	return w.t, nil
}

// RemoveWatcher lets a person watch a ticket no longer, such as one who was added by mistake; one who does not watch
// makes no difference. It is for whoever handles the ticket.
func (s *Service) RemoveWatcher(ctx context.Context, id, staffID string) (*Ticket, error) {
	w, err := s.change(ctx, id, func(w *work) error {
		if err := w.mayHandle(); err != nil {
			return err
		}
		if err := store.CheckIDs("staffId", staffID); err != nil {
			return err
		}
		watching, err := w.watching(staffID)
		if !watching || err != nil {
			return err
		}
		names, err := w.s.org.Names(w.ctx, []string{staffID})
		if err != nil {
			return err
		}
		w.event("watcher.removed", Internal, nil, Data{"to": staffID, "toName": names[staffID]})
		_, err = w.s.db.Read(w.ctx).NewDelete().Model((*watch)(nil)).Where("ticket_id = ? AND staff_id = ?", w.t.ID, staffID).Exec(w.ctx)
		return err
	})
	if err != nil {
		return nil, err
	}
	return w.t, nil
}

// addWatcher notes a watcher; one who watches already stays as he is.
func (w *work) addWatcher(ctx context.Context, db bun.IDB, one *watch) error {
	n, err := db.NewSelect().Model((*watch)(nil)).Where("ticket_id = ? AND staff_id <> ?", one.TicketID, one.StaffID).Count(ctx)
	if err != nil {
		return err
	}
	if n >= watchersMost {
		return not("一张工单最多 %d 人关注。", "A ticket has %d watchers at the most.", watchersMost)
	}
	_, err = db.NewInsert().Model(one).On("CONFLICT (ticket_id, staff_id) DO NOTHING").Exec(ctx)
	return err
}

func (w *work) watching(staffID string) (bool, error) {
	return w.s.db.Read(w.ctx).NewSelect().Model((*watch)(nil)).Where("ticket_id = ? AND staff_id = ?", w.t.ID, staffID).Exists(w.ctx)
}

// followedBy lets those who watched a ticket that has been merged into this one, and its owner, watch this one.
func (w *work) followedBy(merged *work) error {
	db := w.s.db.Read(w.ctx)
	_, err := db.NewRaw("INSERT INTO ticket_watch (ticket_id, staff_id, added_by, at) SELECT ?, staff_id, added_by, ? FROM ticket_watch WHERE ticket_id = ? "+
		"ON CONFLICT (ticket_id, staff_id) DO NOTHING", w.t.ID, w.at, merged.t.ID).Exec(w.ctx)
	if err != nil || merged.t.OwnerID == w.t.OwnerID {
		return err
	}
	one := &watch{TicketID: w.t.ID, StaffID: merged.t.OwnerID, AddedBy: w.actorID(), At: w.at}
	_, err = db.NewInsert().Model(one).On("CONFLICT (ticket_id, staff_id) DO NOTHING").Exec(w.ctx)
	return err
}

// watchers are those who watch the ticket and see it now: who has lost sight of it is told nothing.
func (w *work) watchers() ([]*org.Actor, error) {
	var ids []string
	err := w.s.db.Read(w.ctx).NewSelect().Model((*watch)(nil)).Column("staff_id").Where("ticket_id = ?", w.t.ID).
		OrderExpr("at, staff_id").Scan(w.ctx, &ids)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	people, err := w.s.org.Actors(w.ctx, ids)
	if err != nil {
		return nil, err
	}
	reach := w.reachOf().scopes
	return slices.DeleteFunc(people, func(a *org.Actor) bool {
		scopes := scopesOf(a)
		return scopes != nil && !overlaps(scopes, reach)
	}), nil
}

// tellWatchers tells of what was just said to or by the customer, and of where the ticket has come to stand; not
// those who are told of it anyway.
func (w *work) tellWatchers() error {
	type news struct {
		kind, once string
		data       Data
	}
	var list []news
	for _, e := range w.events {
		if e.Kind == "reply" || e.Kind == "message" {
			list = append(list, news{"watched." + e.Kind, e.ID, Data{}})
		}
	}
	if w.was != w.t.Status && !w.isNew && len(w.events) > 0 {
		list = append(list, news{"watched.status", w.lastEvent(), Data{"status": w.t.Status}})
	}
	if len(list) == 0 {
		return nil
	}
	people, err := w.watchers()
	if err != nil {
		return err
	}
	for _, p := range people {
		if slices.ContainsFunc(w.notices, func(n *Notification) bool { return n.StaffID == p.StaffID }) {
			continue
		}
		for _, n := range list {
			w.tell(p.StaffID, n.kind, n.once, maps.Clone(n.data))
		}
	}
	return nil
}

// viewWatchers names the watchers, and tells whether the acting person is one of them.
func (w *work) viewWatchers() (list []Colleague, mine bool, err error) {
	people, err := w.watchers()
	list = []Colleague{}
	for _, p := range people {
		list = append(list, colleague(p.StaffID, p.Name, p.UnitName))
		mine = mine || w.actor != nil && p.StaffID == w.actor.StaffID
	}
	return list, mine, err
}

// viewPeople tells which tickets belong together here, and who watches this one.
func (w *work) viewPeople(v *View) (err error) {
	if v.Related, err = w.viewRelated(); err != nil {
		return err
	}
	for _, r := range v.Related {
		if r.Relation == "mergedInto" {
			v.MergedInto = &Into{r.ID, r.Number}
		}
	}
	v.Watchers, v.Watching, err = w.viewWatchers()
	return err
}
