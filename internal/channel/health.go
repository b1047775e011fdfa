package channel

import (
	"context"
	"time"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Health says how the queue does.
type Health struct {
	Waiting int           // messages that should have gone out and have not, those that wait for another try among them
	Late    time.Duration // for how long the oldest of them should have been gone
	Idle    time.Duration // for how long none has gone out; as long as Late where none ever has
	Failed  int           // messages given up that nobody has tried again or put away
	Reason  string        // why the oldest of those that wait could not be sent
}

// Stuck tells whether the queue stands still: a message has waited for longer than it should, and none has
// gone out meanwhile.
func (h Health) Stuck() bool { return h.Late > stuckAfter && h.Idle > stuckAfter }

// Health looks at the queue.
func (s *Service) Health(ctx context.Context) (Health, error) {
	at := now.From(ctx)
	var rows []struct {
		State  State
		N      int
		Oldest time.Time
	}
	err := s.db.Read(ctx).NewSelect().Model((*Outgoing)(nil)).ColumnExpr("state, count(*) AS n, min(since) AS oldest").
		Where("state IN (?, ?, ?)", Failed, Waiting, Sending).Group("state").Scan(ctx, &rows)
	if err != nil {
		return Health{}, err
	}
	var h Health
	for _, r := range rows {
		if r.State == Failed {
			h.Failed = r.N
			continue
		}
		h.Waiting += r.N
		h.Late = max(h.Late, at.Sub(r.Oldest))
	}
	if h.Waiting == 0 {
		return h, nil
	}
	return h, s.lookBack(ctx, &h, at)
}

// lookBack finds when the last message has gone out, and why the oldest one has not.
func (s *Service) lookBack(ctx context.Context, h *Health, at time.Time) error {
	var last, oldest Outgoing
	err := s.db.Read(ctx).NewSelect().Model(&last).Column("sent_at").Where("sent_at IS NOT NULL").OrderExpr("sent_at DESC").Limit(1).Scan(ctx)
	if err != nil && !store.None(err) {
		return err
	}
	h.Idle = h.Late
	if err == nil {
		h.Idle = at.Sub(last.SentAt)
	}
	err = s.db.Read(ctx).NewSelect().Model(&oldest).Column("reason").Where("state IN (?, ?)", Waiting, Sending).OrderExpr("since").Limit(1).Scan(ctx)
	if store.None(err) { // it has gone out meanwhile
		return nil
	}
	h.Reason = oldest.Reason
	return err
}

// HealthView is how the queue does, as the API shows it.
type HealthView struct {
	Stuck       bool   `json:"stuck" doc:"Messages wait too long, and none has gone out meanwhile."`
	Waiting     int    `json:"waiting" doc:"Messages that should have gone out and have not."`
	LateMinutes int    `json:"lateMinutes" doc:"For how long the oldest of them should have been gone."`
	Failed      int    `json:"failed" doc:"Messages given up that nobody has tried again or put away."`
	Reason      string `json:"reason" doc:"Why the oldest of those that wait could not be sent."`
	CanMail     bool   `json:"canMail" doc:"Whether the house has a mail server; without one no mail is sent."`
}

// HealthOf tells a person how the queue does. It needs outgoing.manage.
func (s *Service) HealthOf(ctx context.Context) (HealthView, error) {
	if _, err := org.Need(ctx, org.OutgoingManage); err != nil {
		return HealthView{}, err
	}
	h, err := s.Health(ctx)
	return HealthView{h.Stuck(), h.Waiting, int(h.Late / time.Minute), h.Failed, h.Reason, s.CanMail()}, err
}
