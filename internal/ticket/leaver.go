package ticket

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// leaving is the bulk action by which what a leaver had goes to others.
const leaving = "leave"

// Leaving says who takes over what a person has who leaves the house (离职交接).
type Leaving struct {
	ToIDs   []string      `json:"toIds,omitempty" doc:"Who share it evenly; shared views go to the first of them."`
	Queue   bool          `json:"queue,omitempty" doc:"Handoffs go back into their unit's queue. A ticket always has an owner."`
	Choices []ShareChoice `json:"choices,omitempty" doc:"Who is to get single matters, instead of by turns."`
	Version int64         `json:"version,omitempty" doc:"The account's version that was seen; needed to do it."`
}

func (in *Leaving) share(staffID string) Share {
	return Share{FromID: staffID, ToIDs: in.ToIDs, Queue: in.Queue, Choices: in.Choices}
}

// Leftovers are what a leaver has, besides tickets and handoffs.
type Leftovers struct {
	org.Belongings
	Drafts      int `json:"drafts" doc:"They are dropped."`
	Watches     int `json:"watches" doc:"They end."`
	SharedViews int `json:"sharedViews" doc:"They go on with the first who takes over."`
	OwnViews    int `json:"ownViews" doc:"They are dropped."`
	OwnPhrases  int `json:"ownPhrases" doc:"They are dropped."`
	Offers      int `json:"offers" doc:"Tickets that are offered to the person: they stay with their owners."`
}

// PreviewLeaving says what a person leaves behind and who would get what. Nothing is changed. It needs org.manage for the
// person's unit.
func (s *Service) PreviewLeaving(ctx context.Context, staffID string, in Leaving) (items []BulkItem, more bool, left *Leftovers, err error) {
	actor, err := org.Need(ctx, org.OrgManage)
	if err != nil {
		return nil, false, nil, err
	}
	_, has, err := s.org.Leaver(ctx, staffID)
	if err != nil {
		return nil, false, nil, err
	}
	b, err := s.sharingBy(ctx, actor, leaving, in.share(staffID))
	if err != nil {
		return nil, false, nil, err
	}
	if items, more, err = b.held(in.share(staffID)); err != nil {
		return nil, false, nil, err
	}
	if err := b.try(items); err != nil {
		return nil, false, nil, err
	}
	left, err = s.leftovers(ctx, staffID, has)
	return items, more, left, err
}

// leaverOwns are the rows of a leaver that he alone used: each with what is counted, and dropped.
var leaverOwns = []struct {
	model any
	where string
	n     func(*Leftovers) *int
}{
	{(*Draft)(nil), "staff_id = ?", func(l *Leftovers) *int { return &l.Drafts }},
	{(*watch)(nil), "staff_id = ?", func(l *Leftovers) *int { return &l.Watches }},
	{(*SavedView)(nil), "owner_id = ? AND NOT shared", func(l *Leftovers) *int { return &l.OwnViews }},
	{(*Phrase)(nil), "owner_id = ? AND scope = 'own'", func(l *Leftovers) *int { return &l.OwnPhrases }},
}

func (s *Service) leftovers(ctx context.Context, staffID string, has *org.Belongings) (*Leftovers, error) {
	left := &Leftovers{Belongings: *has}
	count := func(model any, where string, n *int) error {
		found, err := s.db.Read(ctx).NewSelect().Model(model).Where(where, staffID).Count(ctx)
		*n = int(found)
		return err
	}
	for _, one := range leaverOwns {
		if err := count(one.model, one.where, one.n(left)); err != nil {
			return nil, err
		}
	}
	if err := count((*SavedView)(nil), "owner_id = ? AND shared", &left.SharedViews); err != nil {
		return nil, err
	}
	return left, count((*Ticket)(nil), "offered_to = ? AND "+isActive, &left.Offers)
}

// Leave lets a person leave the house in one act: the account is disabled, posts, sessions, tokens and factors end, what
// he alone used is dropped, and everything that he has goes to others as PreviewLeaving says, in the background. It is a
// Conflict while anything would be left with nobody. A repeated call with the same key does nothing more. It needs
// org.manage for the person's unit and a fresh proof of who one is; the last security officer stays.
func (s *Service) Leave(ctx context.Context, staffID string, in Leaving, key string) (bulk *Bulk, err error) {
	actor, err := org.Need(ctx, org.OrgManage)
	if err != nil {
		return nil, err
	}
	request := sumOf(staffID, in)
	if before, err := s.bulkBefore(ctx, actor.StaffID, key, request); before != nil || err != nil {
		return before, err
	}
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		items, more, left, err := s.PreviewLeaving(ctx, staffID, in)
		if err != nil {
			return err
		}
		if err := allTaken(items, more); err != nil {
			return err
		}
		also := map[string]any{"matters": len(items), "drafts": left.Drafts, "watches": left.Watches, "sharedViews": left.SharedViews, "takenOverBy": in.ToIDs}
		if err := s.org.Leave(ctx, staffID, in.Version, also); err != nil {
			return err
		}
		if err := s.dropOwn(ctx, tx, staffID, in.ToIDs); err != nil {
			return err
		}
		if len(items) == 0 {
			return nil
		}
		b := s.newBulking(ctx, actor, BulkOrder{Action: leaving, StaffIDs: in.ToIDs})
		bulk, err = b.start(key, request, func() ([]BulkItem, error) { return items, nil })
		return err
	})
	return bulk, err
}

// allTaken refuses to leave anything with nobody.
func allTaken(items []BulkItem, more bool) error {
	if more {
		return not("一次最多交接 %d 件，请先把一部分分给同事。", "At most %d matters are handed over at once. Give some to colleagues first.", shareMost)
	}
	left := 0
	var why lang.Text
	for _, i := range items {
		if i.State == BulkRefused {
			left, why = left+1, i.Why
		}
	}
	if left == 0 {
		return nil
	}
	return not("还有 %[1]d 件没有人能接手：%[2]s", "%[1]d matters have nobody to take them over: %[3]s", left, why.Zh, why.En)
}

// dropOwn drops what a leaver alone used, and lets others go on with what he shared.
func (s *Service) dropOwn(ctx context.Context, tx bun.Tx, staffID string, toIDs []string) error {
	for _, one := range leaverOwns {
		if _, err := tx.NewDelete().Model(one.model).Where(one.where, staffID).Exec(ctx); err != nil {
			return err
		}
	}
	if len(toIDs) > 0 {
		if _, err := tx.NewUpdate().Model((*SavedView)(nil)).Set("owner_id = ?", toIDs[0]).Where("owner_id = ? AND shared", staffID).Exec(ctx); err != nil {
			return err
		}
	}
	var offered []string
	if err := tx.NewSelect().Model((*Ticket)(nil)).Column("id").Where("offered_to = ?", staffID).Where(isActive).OrderExpr("id").Scan(ctx, &offered); err != nil {
		return err
	}
	for _, id := range slices.Compact(offered) {
		if _, err := s.changePart(program(ctx), id, func(w *work) error {
			w.touched, w.t.OfferedTo = true, ""
			w.event("owner.declined", Internal, nil, Data{"reason": ""})
			w.tell(w.t.OwnerID, "owner.declined", w.lastEvent(), Data{"reason": ""})
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}
