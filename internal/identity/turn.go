package identity

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/jobs"
	"github.com/xingfu/xingfu/internal/platform/now"
)

const (
	// turnEvery is how often documents and checks are looked at: their days begin at midnight.
	turnEvery = 10 * time.Minute
	// turnMost is how many are read at once.
	turnMost = 200
)

// Watch lets checks be opened and steps be taken whose day has come, until ctx ends. Several replicas may.
func (s *Service) Watch(ctx context.Context) {
	jobs.Every(ctx, turnEvery, "the real names could not be looked at", s.Turn)
}

// Turn opens the checks that the rules want and, if they say so, takes the steps whose day has come. Each is done once,
// however many replicas look.
func (s *Service) Turn(ctx context.Context) error {
	ctx = org.AsProgram(ctx)
	rules, err := s.rules(ctx)
	if err != nil {
		return err
	}
	if err := s.askAll(ctx, rules); err != nil || !rules.Auto {
		return err
	}
	return s.pressAll(ctx)
}

// askAll opens a check for every document that expires soon or was checked too long ago, and once for each.
func (s *Service) askAll(ctx context.Context, rules *Rules) error {
	const once = "NOT EXISTS (SELECT 1 FROM identity_task t WHERE t.customer_id = evidence.customer_id AND t.terminal_id IS NULL AND " +
		"(t.ended_at IS NULL OR t.reason = ? AND t.opened_at >= evidence.checked_at))"
	asks := func(reason string, note [2]string, where string, arg any) error {
		return s.each(ctx, func(after string) ([]string, error) {
			var list []Evidence
			err := s.db.Read(ctx).NewSelect().Model(&list).Where("ended_at IS NULL AND role <> 'agent'").Where(where, arg).Where(once, reason).
				Where("id > ?", after).OrderExpr("id").Limit(turnMost).Scan(ctx)
			ids := make([]string, len(list))
			for i, e := range list {
				ids[i] = e.ID
				if err == nil {
					err = s.askFor(ctx, rules, e, reason, note)
				}
			}
			return ids, err
		})
	}
	if err := asks("expiry", [2]string{"证件快到期了", "the document expires soon"}, "valid_until <> '' AND valid_until <= ?", dayAfter(ctx, rules.Warn)); err != nil || rules.Months == 0 {
		return err
	}
	return asks("periodic", [2]string{"距上次核验已满规定的时间", "the last check was long ago"}, "role = 'holder' AND checked_at < ?", now.From(ctx).AddDate(0, -rules.Months, 0))
}

func (s *Service) askFor(ctx context.Context, rules *Rules, e Evidence, reason string, note [2]string) error {
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		c := &customer.Customer{ID: e.CustomerID}
		if err := s.db.Lock(tx.NewSelect().Model(c).WherePK()).Scan(ctx); err != nil {
			return err
		}
		due := dayAfter(ctx, rules.Notice)
		if reason == "expiry" {
			due = max(due, e.ValidUntil)
		}
		_, err := s.open(ctx, tx, c, &Task{CustomerID: c.ID, Reason: reason, DueOn: due, UnitID: c.UnitID, Note: by(c.Locale, note[0], note[1])})
		return err
	})
}

// pressAll takes the next step of every check whose day has come, where the customer can be told by mail. Others wait for a
// person, who tells them: nobody is limited or suspended unheard of.
func (s *Service) pressAll(ctx context.Context) error {
	return s.each(ctx, func(after string) ([]string, error) {
		var ids []string
		err := s.db.Read(ctx).NewSelect().Model((*Task)(nil)).Column("id").Where("ended_at IS NULL AND step_on <> '' AND step_on <= ?", now.Today(ctx)).
			Where("id > ?", after).OrderExpr("id").Limit(turnMost).Scan(ctx, &ids)
		for _, id := range ids {
			if err == nil {
				err = s.press(ctx, id)
			}
		}
		return ids, err
	})
}

func (s *Service) press(ctx context.Context, id string) error {
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		t := &Task{ID: id}
		if err := s.db.Lock(tx.NewSelect().Model(t).WherePK()).Scan(ctx); err != nil {
			return err
		}
		r := next(t.State)
		if r == nil || t.StepOn == "" || t.StepOn > now.Today(ctx) { // another replica was quicker
			return nil
		}
		c := &customer.Customer{ID: t.CustomerID}
		if err := tx.NewSelect().Model(c).WherePK().Scan(ctx); err != nil || !s.canMail(ctx, c) {
			return err
		}
		return s.take(ctx, tx, c, t, r, by(c.Locale, "按规则，期限已到", "by the rule, since the day has come"), "mail")
	})
}

// each runs f on page after page until one is not full; f is given the last identifier of the page before.
func (s *Service) each(ctx context.Context, f func(after string) ([]string, error)) error {
	after := "00000000-0000-0000-0000-000000000000"
	for {
		ids, err := f(after)
		if err != nil || len(ids) < turnMost {
			return err
		}
		after = ids[len(ids)-1]
	}
}
