package ticket

import (
	"context"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// givenFor notes that a share gave over the work of a person who is away, and plans what comes back on his return.
func (s *Service) givenFor(ctx context.Context, in Share, bulk *Bulk) error {
	if in.AbsenceID == "" {
		return nil
	}
	a, err := s.absenceOf(ctx, in)
	if err != nil || a.BulkID == bulk.ID {
		return err
	}
	return s.db.Write(ctx, func(ctx context.Context, _ bun.Tx) error {
		if err := s.org.GaveOver(ctx, a.ID, bulk.ID); err != nil {
			return err
		}
		return s.queue.Add(ctx, "give-back", a.ID, a.UntilAt.Sub(now.From(ctx)))
	})
}

func (s *Service) absenceOf(ctx context.Context, in Share) (*org.Absence, error) {
	if err := store.CheckIDs("absenceId", in.AbsenceID); err != nil {
		return nil, err
	}
	a, err := s.org.Absence(ctx, in.AbsenceID)
	if err != nil {
		return nil, err
	}
	if a.StaffID != in.FromID || a.Over(now.From(ctx)) {
		return nil, fault.Bad("absenceId", "这次请假不是他的，或已经结束。", "This absence is not the person's, or is over.")
	}
	return a, nil
}

// returned plans at once what comes back to a person who is back before his time.
func (s *Service) returned(ctx context.Context, a *org.Absence) error {
	if a.BulkID == "" || !a.GiveBack {
		return nil
	}
	return s.queue.Add(ctx, "give-back", a.ID, 0)
}

// GiveBack gives to a person who is back what he had before and was given over for the time of his absence, where it is
// still open and still with whom it was given to: the job that is planned when it is given over. It acts in the name of
// who gave it over, and does nothing while the person is away, nor a second time.
func (s *Service) GiveBack(ctx context.Context, absenceID string) error {
	a, err := s.org.Absence(ctx, absenceID)
	if err != nil || !a.GiveBack || a.BulkID == "" {
		return err
	}
	if left := a.UntilAt.Sub(now.From(ctx)); a.EndedAt.IsZero() && left > 0 { // it was prolonged
		return s.queue.Add(ctx, "give-back", absenceID, max(left, time.Second))
	}
	given := &Bulk{ID: a.BulkID}
	if err := s.db.Read(ctx).NewSelect().Model(given).WherePK().Scan(ctx); err != nil {
		if store.None(err) { // swept long ago
			return nil
		}
		return err
	}
	actor, err := s.org.Actor(ctx, given.StaffID)
	if err != nil || actor == nil {
		return err
	}
	ctx = org.With(ctx, actor)
	b := s.newBulking(ctx, actor, BulkOrder{Action: "give"})
	if _, err := b.person(a.StaffID); err != nil {
		return err
	}
	items, err := b.stillGiven(given.ID, a.StaffID)
	if err != nil || len(items) == 0 {
		return err
	}
	_, err = b.start("give-back "+a.ID, a.ID, func() ([]BulkItem, error) { return items, b.try(items) })
	return err
}

// stillGiven gives what a redistribution gave over that is open and with whom it was given to, on its way back.
func (b *bulking) stillGiven(bulkID, to string) ([]BulkItem, error) {
	var done []BulkItem
	if err := b.s.db.Read(b.ctx).NewSelect().Model(&done).Where("bulk_id = ? AND state = ? AND from_id = ?", bulkID, BulkDone, to).OrderExpr("pos").Scan(b.ctx); err != nil {
		return nil, err
	}
	ids := make([]string, len(done))
	for i := range done {
		ids[i] = done[i].TicketID
	}
	var items []BulkItem
	for chunk := range slices.Chunk(done, bulkMost) {
		works, err := b.s.loadAll(b.ctx, ids[:len(chunk)])
		if err != nil {
			return nil, err
		}
		ids = ids[len(chunk):]
		for _, was := range chunk {
			w := works[was.TicketID]
			if w == nil || w.notEnded() != nil || !w.with(was.HandoffID, was.ToID) {
				continue
			}
			items = append(items, BulkItem{Pos: len(items), TicketID: was.TicketID, HandoffID: was.HandoffID, FromID: was.ToID, ToID: to})
		}
	}
	return items, nil
}

// with tells whether the ticket, or its handoff if one is named, is still with a person; nobody is the unit's queue.
func (w *work) with(handoffID, staffID string) bool {
	if handoffID == "" {
		return w.t.OwnerID == staffID
	}
	h := w.handoff(handoffID)
	return h != nil && h.IsOpen() && h.AssigneeID == staffID
}
