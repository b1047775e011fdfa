package auditing

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// StartCheck lets the whole log be checked in the background, and held against a head noted before if one is given.
// While a check is under way there is no other: asked again, that one is given. A head that is none is Invalid.
func (s *Service) StartCheck(ctx context.Context, noted string) (*CheckView, error) {
	actor, err := org.Need(ctx, org.AuditRead)
	if err != nil {
		return nil, err
	}
	if noted = strings.TrimSpace(noted); noted != "" {
		if _, err := audit.ParseHead(noted); err != nil {
			return nil, fault.Bad("noted", "请照记下时的样子填写，序号与校验值之间是英文冒号。", "Write it as it was noted: number, colon, hash.")
		}
	}
	var begun *check
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		// Whoever asks holds the log's end for a moment, so that two who ask at once are not both the first.
		head, err := s.log.Hold(ctx)
		if err != nil {
			return err
		}
		if begun, err = s.last(ctx); err != nil || begun != nil && begun.EndedAt.IsZero() {
			return err
		}
		begun = &check{ID: store.NewID(ctx), AskedBy: actor.StaffID, AskedAt: now.From(ctx), Noted: noted, Of: head.Seq}
		if _, err := tx.NewInsert().Model(begun).Exec(ctx); err != nil {
			return err
		}
		if err := s.log.Write(ctx, org.Who(ctx), "audit.verified", "audit", begun.ID, map[string]string{"noted": noted}); err != nil {
			return err
		}
		return s.queue.Add(ctx, "audit-check", begun.ID, 0)
	})
	if err != nil {
		return nil, err
	}
	return s.viewCheck(ctx, begun)
}

// last gives the last check; nil when there was none.
func (s *Service) last(ctx context.Context) (*check, error) {
	c := &check{}
	err := s.db.Read(ctx).NewSelect().Model(c).OrderExpr("asked_at DESC, id DESC").Limit(1).Scan(ctx)
	if store.None(err) {
		return nil, nil
	}
	return c, err
}

func (s *Service) viewCheck(ctx context.Context, c *check) (*CheckView, error) {
	names, err := s.org.Names(ctx, []string{c.AskedBy})
	if err != nil {
		return nil, err
	}
	v := &CheckView{ID: c.ID, By: names[c.AskedBy], AskedAt: c.AskedAt, Done: c.Done, Of: c.Of}
	if c.EndedAt.IsZero() {
		return v, nil
	}
	v.EndedAt, v.Report = &c.EndedAt, &audit.Report{}
	if err := json.Unmarshal([]byte(c.Report), v.Report); err != nil {
		return nil, err
	}
	v.Report.Say(lang.Of(ctx))
	return v, nil
}

// State tells where the log ends, and what its last check has found or how far it is.
func (s *Service) State(ctx context.Context) (*StateView, error) {
	if _, err := org.Need(ctx, org.AuditRead); err != nil {
		return nil, err
	}
	head, err := s.log.Head(ctx)
	if err != nil && !store.None(err) { // a head that is gone is for the check to tell
		return nil, err
	}
	v := &StateView{Head: head}
	if s.feed != nil {
		f, err := s.feed.State(ctx)
		if err != nil && !store.None(err) {
			return nil, err
		}
		v.Feed = &FeedView{f.Waiting, int(f.Late / time.Minute), f.Stuck(), f.Error}
	}
	c, err := s.last(ctx)
	if err != nil || c == nil {
		return v, err
	}
	v.Check, err = s.viewCheck(ctx, c)
	return v, err
}

// runCheck does a check that was asked for. It may be done twice, after a crash: the last one stands.
func (s *Service) runCheck(ctx context.Context, id string) error {
	c := &check{ID: id}
	if err := s.db.Read(ctx).NewSelect().Model(c).WherePK().Scan(ctx); err != nil || !c.EndedAt.IsZero() {
		if store.None(err) {
			return nil
		}
		return err
	}
	how, lost := audit.Checking{}, error(nil)
	if c.Noted != "" {
		head, err := audit.ParseHead(c.Noted)
		if err != nil {
			return err
		}
		how.Noted = &head
	}
	how.Progress = func(done, all int64) {
		c.Done, c.Of = done, all
		lost = errors.Join(lost, s.keep(ctx, c, "done", "of"))
	}
	report, err := s.log.Verify(ctx, how)
	if err := errors.Join(err, lost); err != nil {
		return err
	}
	text, err := json.Marshal(report)
	if err != nil {
		return err
	}
	if !report.OK {
		slog.Error("the audit log is not as it was written", "problems", len(report.Problems), "first", report.Problems[0].Text().En)
	}
	c.Report, c.EndedAt = string(text), now.From(ctx)
	return s.keep(ctx, c, "report", "ended_at")
}

func (s *Service) keep(ctx context.Context, c *check, columns ...string) error {
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.NewUpdate().Model(c).Column(columns...).WherePK().Exec(ctx)
		return err
	})
}
