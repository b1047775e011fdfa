package duty

import (
	"context"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/reason/roster"
)

// HandoverFilter chooses notes.
type HandoverFilter struct {
	Unit   string `query:"unit" doc:"Empty: one's own."`
	Q      string `query:"q" maxLength:"100" doc:"Words of the note or its matters."`
	From   string `query:"from" doc:"The first day."`
	To     string `query:"to" doc:"The last day."`
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"20"`
	Cursor string `query:"cursor"`
}

// HandoverView is a note as the API shows it.
type HandoverView struct {
	ID         string     `json:"id"`
	Shift      string     `json:"shift"`
	Text       string     `json:"text"`
	Watch      string     `json:"watch"`
	By         org.Ref    `json:"by"`
	At         time.Time  `json:"at"`
	Accepted   *org.Ref   `json:"accepted"`
	AcceptedAt time.Time  `json:"acceptedAt,omitzero"`
	MayAccept  bool       `json:"mayAccept"`
	Items      []ItemView `json:"items" doc:"What was newly open."`
}

// ItemView is a matter as the API shows it.
type ItemView struct {
	ID     string    `json:"id"`
	Text   string    `json:"text"`
	Ticket string    `json:"ticket"`
	At     time.Time `json:"at"`
	DoneAt time.Time `json:"doneAt,omitzero"`
	Done   *org.Ref  `json:"done" doc:"Who ticked it off; missing: it is open."`
}

// Handovers are notes of a unit, with all that is open there.
type Handovers struct {
	Unit       org.Ref        `json:"unit"`
	Items      []HandoverView `json:"items"`
	Open       []ItemView     `json:"open" doc:"All that is open in the unit, the oldest first; with the first page only."`
	MayWrite   bool           `json:"mayWrite"`
	NextCursor string         `json:"nextCursor"`
}

// openMost is how many open matters are shown.
const openMost = 200

// Handovers lists a unit's notes, the latest first, and what is open there. Who sees the unit's roster sees them.
func (s *Service) Handovers(ctx context.Context, f HandoverFilter) (*Handovers, error) {
	a, u, err := s.seeUnit(ctx, f.Unit)
	if err != nil {
		return nil, err
	}
	out := &Handovers{Unit: org.Ref{ID: u.ID, Name: u.Name}, Items: []HandoverView{}, Open: []ItemView{}, MayWrite: worksIn(a, u.ID)}
	var notes []Handover
	q := s.db.Read(ctx).NewSelect().Model(&notes).Where("unit_id = ?", u.ID).OrderExpr("id DESC").Limit(int64(f.Limit) + 1)
	if q, err = f.narrow(q); err != nil {
		return nil, err
	}
	if err := q.Scan(ctx); err != nil {
		return nil, err
	}
	if len(notes) > f.Limit {
		notes = notes[:f.Limit]
		out.NextCursor = store.Cursor(notes[f.Limit-1].ID)
	}
	var items, open []Item
	if ids := idsOf(notes, func(h Handover) string { return h.ID }); len(ids) > 0 {
		if err := s.db.Read(ctx).NewSelect().Model(&items).Where("handover_id IN (?)", bun.List(ids)).OrderExpr("id").Scan(ctx); err != nil {
			return nil, err
		}
	}
	if f.Cursor == "" {
		if err := s.db.Read(ctx).NewSelect().Model(&open).Where("unit_id = ? AND done_at IS NULL", u.ID).OrderExpr("at, id").Limit(openMost).Scan(ctx); err != nil {
			return nil, err
		}
	}
	return out, s.viewHandovers(ctx, a, out, notes, items, open)
}

func (f *HandoverFilter) narrow(q *bun.SelectQuery) (*bun.SelectQuery, error) {
	after, err := store.ReadCursor(f.Cursor, 1)
	if err != nil {
		return nil, err
	}
	if after != nil {
		if err := store.CheckIDs("cursor", after[0]); err != nil {
			return nil, err
		}
		q = q.Where("id < ?", after[0])
	}
	for field, day := range map[string]string{"from": f.From, "to": f.To} {
		if day == "" {
			continue
		}
		if err := checkDay(field, day); err != nil {
			return nil, err
		}
		if field == "from" {
			q = q.Where("at >= ?", midnight(day))
		} else {
			q = q.Where("at < ?", midnight(roster.After(day, 1)))
		}
	}
	if words := strings.TrimSpace(f.Q); words != "" {
		like := "%" + strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(words) + "%"
		const has = ` LIKE ? ESCAPE '\'`
		q = q.Where("(text"+has+" OR watch"+has+" OR EXISTS (SELECT 1 FROM duty_item i WHERE i.handover_id = handover.id AND (i.text"+has+" OR i.ticket"+has+")))", like, like, like, like)
	}
	return q, nil
}

func midnight(day string) time.Time {
	at, _ := time.ParseInLocation(time.DateOnly, day, now.China)
	return at.UTC()
}

func (s *Service) viewHandovers(ctx context.Context, a *org.Actor, out *Handovers, notes []Handover, items, open []Item) error {
	var ids []string
	for _, h := range notes {
		ids = append(ids, h.ByID, h.AcceptedID)
	}
	for _, i := range items {
		ids = append(ids, i.DoneID)
	}
	names, err := s.org.Names(ctx, idsOf(ids, func(id string) string { return id }))
	if err != nil {
		return err
	}
	view := func(i Item) ItemView {
		v := ItemView{ID: i.ID, Text: i.Text, Ticket: i.Ticket, At: i.At, DoneAt: i.DoneAt}
		if i.DoneID != "" {
			v.Done = &org.Ref{ID: i.DoneID, Name: names[i.DoneID]}
		}
		return v
	}
	for _, h := range notes {
		v := HandoverView{ID: h.ID, Shift: h.Shift, Text: h.Text, Watch: h.Watch, By: org.Ref{ID: h.ByID, Name: names[h.ByID]}, At: h.At, AcceptedAt: h.AcceptedAt,
			MayAccept: out.MayWrite && h.AcceptedID == "" && h.ByID != a.StaffID, Items: []ItemView{}}
		if h.AcceptedID != "" {
			v.Accepted = &org.Ref{ID: h.AcceptedID, Name: names[h.AcceptedID]}
		}
		for _, i := range items {
			if i.HandoverID == h.ID {
				v.Items = append(v.Items, view(i))
			}
		}
		out.Items = append(out.Items, v)
	}
	for _, i := range open {
		out.Open = append(out.Open, view(i))
	}
	return nil
}
