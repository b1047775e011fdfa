package org

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// An account is locked for a while after too many failures, from wherever they come: that ends guessing from many
// addresses at once, which the throttle of each address does not see. A lock can itself be used to keep somebody out,
// so that one address locks an account once a day: what else it gets wrong is slowed down by the throttle, but does not
// count towards another lock. Passkeys, which cannot be guessed, pass a lock; the account for emergencies is never locked.
// Names that no account has are counted and locked all the same, so that nobody learns from it which ones there are.

// logInFailure counts the failures of one account from one address.
type logInFailure struct {
	bun.BaseModel `bun:"table:log_in_failure"`

	Login      string    `bun:",pk"`
	Address    string    `bun:",pk"`
	Since      time.Time // the first that counts
	Failures   int
	LastAt     time.Time
	ToldAt     time.Time `bun:",nullzero"` // when the audit log was told last
	Untold     int       // failures since then
	SpentUntil time.Time `bun:",nullzero"`
}

type logInLock struct {
	bun.BaseModel `bun:"table:log_in_lock"`

	Login string `bun:",pk"`
	At    time.Time
	Until time.Time
}

const (
	spentFor  = 24 * time.Hour // how long an address that has locked an account cannot do so again
	tellEvery = time.Minute    // how often the audit log is told of failures of one account from one address
)

// checkNotLocked refuses to try a locked account; it is TooMany with the time to wait.
func (s *Service) checkNotLocked(ctx context.Context, rules *Rules, p *Staff, login string) error {
	if rules.isBreakGlass(p.ID) {
		return nil
	}
	until, err := s.lockedUntil(ctx, login)
	if err != nil || until.IsZero() {
		return err
	}
	wait := until.Sub(now.From(ctx))
	locked := fault.New(fault.TooMany, "这个账号因多次登录失败已锁定，请 %d 分钟后再试，或请管理员解锁。",
		"This account is locked after too many failures. Please wait %d minutes, or ask the administrator to unlock it.", int(wait.Minutes())+1).Because("locked")
	locked.Retry = wait
	return locked
}

// lockedUntil says until when a log-in name is locked; the zero time when it is not.
func (s *Service) lockedUntil(ctx context.Context, login string) (time.Time, error) {
	row := &logInLock{}
	err := s.db.Read(ctx).NewSelect().Model(row).Where("login = ? AND until > ?", login, now.From(ctx)).Scan(ctx)
	if store.None(err) {
		return time.Time{}, nil
	}
	return row.Until, err
}

// failed counts a failure to prove who one is, locks the account when there are too many, and tells the audit log: at
// once, then of more at most once a minute.
func (s *Service) failed(ctx context.Context, p *Staff, login string) error {
	rules, err := s.rules(ctx)
	if err != nil {
		return err
	}
	if err := s.throttle.Failed(ctx, tries(ctx, login)...); err != nil {
		return err
	}
	at := now.From(ctx)
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := s.sweepFailures(ctx, tx, at); err != nil {
			return err
		}
		row := &logInFailure{Login: login, Address: visitOf(ctx).Address, Since: at}
		err := s.db.Lock(tx.NewSelect().Model(row).WherePK()).Scan(ctx)
		if err != nil && !store.None(err) {
			return err
		}
		if at.Sub(row.Since) > time.Duration(rules.Lock.Within)*time.Minute {
			row.Since, row.Failures = at, 0
		}
		row.Failures, row.Untold, row.LastAt = row.Failures+1, row.Untold+1, at
		if at.Sub(row.ToldAt) >= tellEvery {
			if err := s.tellFailures(ctx, p, row); err != nil {
				return err
			}
		}
		if err := saveFailure(ctx, tx, row); err != nil {
			return err
		}
		return s.lockAfter(ctx, tx, rules, p, row)
	})
}

func saveFailure(ctx context.Context, tx bun.Tx, row *logInFailure) error {
	q := tx.NewInsert().Model(row).On("CONFLICT (login, address) DO UPDATE")
	for _, column := range []string{"since", "failures", "last_at", "told_at", "untold", "spent_until"} {
		q = q.Set("? = EXCLUDED.?", bun.Ident(column), bun.Ident(column))
	}
	_, err := q.Exec(ctx)
	return err
}

func (s *Service) tellFailures(ctx context.Context, p *Staff, row *logInFailure) error {
	count := row.Untold
	row.ToldAt, row.Untold = row.LastAt, 0
	return s.audit.Write(ctx, audit.Who{ID: p.ID, Name: row.Login}, "login.failed", "staff", p.ID, map[string]any{"from": row.Address, "count": count})
}

// lockAfter locks an account when its failures, from all addresses that have not locked it already, are too many.
func (s *Service) lockAfter(ctx context.Context, tx bun.Tx, rules *Rules, p *Staff, last *logInFailure) error {
	lock := rules.Lock
	if lock.Failures == 0 || rules.isBreakGlass(p.ID) {
		return nil
	}
	var rows []logInFailure
	err := tx.NewSelect().Model(&rows).Where("login = ? AND since >= ?", last.Login, last.LastAt.Add(-time.Duration(lock.Within)*time.Minute)).
		Where("spent_until IS NULL OR spent_until < ?", last.LastAt).OrderExpr("address").Scan(ctx)
	if err != nil {
		return err
	}
	failures := 0
	for _, row := range rows {
		failures += row.Failures
	}
	if failures < lock.Failures {
		return nil
	}
	for i := range rows {
		rows[i].SpentUntil = last.LastAt.Add(spentFor)
		if err := saveFailure(ctx, tx, &rows[i]); err != nil {
			return err
		}
	}
	row := &logInLock{Login: last.Login, At: last.LastAt, Until: last.LastAt.Add(time.Duration(lock.For) * time.Minute)}
	_, err = tx.NewInsert().Model(row).On("CONFLICT (login) DO UPDATE").Set("at = EXCLUDED.at").Set("until = EXCLUDED.until").Exec(ctx)
	if err != nil || p.ID == "" {
		return err
	}
	return s.audit.Write(ctx, audit.Who{Name: "xingfu"}, "account.locked", "staff", p.ID, map[string]any{"login": last.Login, "count": failures, "until": row.Until})
}

// sweepFailures drops what no longer counts, and tells the audit log what it has not been told of it.
func (s *Service) sweepFailures(ctx context.Context, tx bun.Tx, at time.Time) error {
	long := at.Add(-spentFor)
	var untold []logInFailure
	err := s.db.Lock(tx.NewSelect().Model(&untold).Where("untold > 0 AND last_at < ?", long).OrderExpr("login, address").Limit(100)).Scan(ctx)
	if err != nil {
		return err
	}
	for i := range untold {
		p, err := s.staffByLogin(ctx, untold[i].Login)
		if err != nil {
			return err
		}
		if err := s.tellFailures(ctx, p, &untold[i]); err != nil {
			return err
		}
		if err := saveFailure(ctx, tx, &untold[i]); err != nil {
			return err
		}
	}
	if _, err := tx.NewDelete().Model((*logInFailure)(nil)).Where("untold = 0 AND last_at < ?", long).Exec(ctx); err != nil {
		return err
	}
	_, err = tx.NewDelete().Model((*logInLock)(nil)).Where("until < ?", at).Exec(ctx)
	return err
}

// succeeded forgets the failures of a person from where he has just proved who he is, but for how often that address
// has locked the account.
func (s *Service) succeeded(ctx context.Context, p *Staff) error {
	if err := s.throttle.Succeeded(ctx, tries(ctx, p.Login)[0]); err != nil {
		return err
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		row := &logInFailure{Login: p.Login, Address: visitOf(ctx).Address}
		err := s.db.Lock(tx.NewSelect().Model(row).WherePK()).Scan(ctx)
		if store.None(err) {
			return nil
		}
		if err != nil {
			return err
		}
		if row.Untold > 0 {
			if err := s.tellFailures(ctx, p, row); err != nil {
				return err
			}
		}
		row.Failures = 0
		return saveFailure(ctx, tx, row)
	})
}

// Unlock lets a person whose account is locked try again. It needs org.manage for his unit and a fresh proof of who one is.
func (s *Service) Unlock(ctx context.Context, staffID string) error {
	p, err := s.keeps(ctx, staffID, false)
	if err != nil {
		return err
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if _, err := tx.NewDelete().Model((*logInLock)(nil)).Where("login = ?", p.Login).Exec(ctx); err != nil {
			return err
		}
		_, err := tx.NewUpdate().Model((*logInFailure)(nil)).Set("failures = 0").Where("login = ?", p.Login).Exec(ctx)
		if err != nil {
			return err
		}
		return s.audit.Write(ctx, Who(ctx), "account.unlocked", "staff", staffID, map[string]string{"login": p.Login})
	})
}
