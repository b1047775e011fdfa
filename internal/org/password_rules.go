package org

import (
	"context"
	"crypto/rand"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/index/token"
	"github.com/xingfu/xingfu/internal/platform/now"
)

const (
	// PasswordLeast is the fewest characters that any rules let a password have.
	PasswordLeast = 10
	// strongLeast is the fewest characters of the password of the account for emergencies.
	strongLeast = 16
	// passwordMost keeps a long text from costing time to hash.
	passwordMost = 200
	// notGuessed is how many characters of a password must be more than what guessers try first.
	notGuessed = 4
)

type passwordBefore struct {
	bun.BaseModel `bun:"table:password_before"`

	StaffID  string    `bun:",pk"`
	SetAt    time.Time `bun:",pk"`
	Password string
}

// leastOf says how many characters a person's password has at least.
func (r *Rules) leastOf(staffID string) int {
	if r.isBreakGlass(staffID) {
		return max(strongLeast, r.Password.Least)
	}
	return r.Password.Least
}

// checkPasswordRules refuses a password for a person that is too short or easily guessed; field names where it stands.
func (r *Rules) checkPasswordRules(p *Staff, field, password string) error {
	if n, least := len([]rune(password)), r.leastOf(p.ID); n < least {
		return fault.Bad(field, "密码至少 %d 个字符。", "A password has at least %d characters.", least)
	} else if n > passwordMost {
		return fault.Bad(field, "密码最多 %d 个字符。", "A password has at most %d characters.", passwordMost)
	}
	if holdsName(password, p) {
		return fault.Bad(field, "密码里不能有您的登录名或姓名。", "A password must not hold your log-in name or your name.")
	}
	if left := beyondGuessing(password); left < notGuessed {
		return fault.Bad(field, "这个密码太容易猜到：它几乎只由常见的词、连续或重复的字符组成。请换一个。",
			"This password is too easily guessed: it is hardly more than common words, sequences or repeated characters. Choose another one.")
	}
	return nil
}

// holdsName tells whether a password holds the person's log-in name, or his name as it is written or spelled. What is
// shorter than a syllable or two is in too many words to count.
func holdsName(password string, p *Staff) bool {
	lower := strings.ToLower(password)
	holds := func(name string, least int) bool { return len(name) >= least && strings.Contains(lower, name) }
	return holds(p.Login, 3) || holds(strings.ToLower(p.Name), 4) ||
		slices.ContainsFunc(strings.Fields(token.Spelling(p.Name)), func(name string) bool { return holds(name, 4) })
}

// setPassword gives a person another password, without keeping the row. The earlier one is kept by keepPassword.
func (r *Rules) setPassword(ctx context.Context, p *Staff, password string) error {
	if err := r.checkPasswordRules(p, "password", password); err != nil {
		return err
	}
	p.Password, p.PasswordAt, p.PasswordStrong = hashPassword(password), now.From(ctx), len([]rune(password)) >= strongLeast
	return nil
}

// checkUnlike refuses a password that the person has, or had not long ago.
func (s *Service) checkUnlike(ctx context.Context, p *Staff, field, password string, n int) error {
	hashes := []string{p.Password}
	if n > 0 {
		var rows []passwordBefore
		err := s.db.Read(ctx).NewSelect().Model(&rows).Where("staff_id = ?", p.ID).OrderExpr("set_at DESC").Limit(int64(n)).Scan(ctx)
		if err != nil {
			return err
		}
		for _, row := range rows {
			hashes = append(hashes, row.Password)
		}
	}
	for _, hash := range hashes[:min(len(hashes), max(n, 1))] {
		if hash != "" && checkPassword(hash, password) {
			return fault.Bad(field, "这个密码您用过，请换一个没用过的。", "You have used this password before. Choose another one.")
		}
	}
	return nil
}

// passwordsKept is how many earlier passwords are kept: as many as any rules look at.
const passwordsKept = 24

// keepPassword notes an earlier password of a person, so that it is not taken again.
func keepPassword(ctx context.Context, tx bun.Tx, p *Staff, hash string) error {
	if hash == "" {
		return nil
	}
	row := &passwordBefore{StaffID: p.ID, SetAt: now.From(ctx), Password: hash}
	if _, err := tx.NewInsert().Model(row).On("CONFLICT (staff_id, set_at) DO UPDATE").Set("password = EXCLUDED.password").Exec(ctx); err != nil {
		return err
	}
	newest := tx.NewSelect().Model((*passwordBefore)(nil)).Column("set_at").Where("staff_id = ?", p.ID).OrderExpr("set_at DESC").Limit(passwordsKept)
	_, err := tx.NewDelete().Model((*passwordBefore)(nil)).Where("staff_id = ?", p.ID).Where("set_at NOT IN (?)", newest).Exec(ctx)
	return err
}

// ageOut makes a person whose password is too old change it, at the log-in under way. That of the account for emergencies
// lies on paper until it is needed, and does not age.
func (s *Service) ageOut(ctx context.Context, tx bun.Tx, p *Staff, rules *Rules, at time.Time) error {
	since := p.PasswordAt
	if since.IsZero() {
		since = p.CreatedAt
	}
	days := rules.Password.Days
	if days == 0 || p.MustChange || p.Password == "" || rules.isBreakGlass(p.ID) || at.Sub(since) <= time.Duration(days)*24*time.Hour {
		return nil
	}
	_, err := tx.NewUpdate().Model((*Staff)(nil)).Set("must_change = ?", true).Where("id = ?", p.ID).Exec(ctx)
	return err
}

// ChangePassword gives the acting person another password in place of the one that he has, and ends his other sessions.
// Wrong ones count as at log-in.
func (s *Service) ChangePassword(ctx context.Context, old, password string) error {
	a, err := needSelf(ctx)
	if err != nil {
		return err
	}
	if err := s.throttle.Allow(ctx, tries(ctx, a.Login)...); err != nil {
		return err
	}
	p, err := s.Staff(ctx, a.StaffID)
	if err != nil {
		return err
	}
	if !checkPassword(p.Password, old) {
		if err := s.failed(ctx, p, p.Login); err != nil {
			return err
		}
		return fault.Bad("old", "现在的密码不对。", "This is not your present password.")
	}
	rules, err := s.rules(ctx)
	if err != nil {
		return err
	}
	if err := s.checkUnlike(ctx, p, "password", password, rules.Password.Unlike); err != nil {
		return err
	}
	before := p.Password
	if err := rules.setPassword(ctx, p, password); err != nil {
		return err
	}
	p.MustChange = false
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := s.savePassword(ctx, tx, p, before); err != nil {
			return err
		}
		if _, err := tx.NewDelete().Model((*session)(nil)).Where("staff_id = ? AND token <> ?", p.ID, a.session()).Exec(ctx); err != nil {
			return err
		}
		return s.audit.Write(ctx, Who(ctx), "password.changed", "staff", p.ID, map[string]string{})
	})
}

// savePassword keeps a person's other password, and what he had before, unless somebody has changed the account meanwhile.
func (s *Service) savePassword(ctx context.Context, tx bun.Tx, p *Staff, before string) error {
	if _, err := s.lockStaff(ctx, tx, p.ID, p.Version); err != nil {
		return err
	}
	if err := keepPassword(ctx, tx, p, before); err != nil {
		return err
	}
	p.Version++
	_, err := tx.NewUpdate().Model(p).Column("password", "password_at", "password_strong", "must_change", "version").WherePK().Exec(ctx)
	return err
}

// ResetPassword gives a person a password that is good for one log-in, at which he must choose another, and logs him
// out. It needs org.manage for his unit and a fresh proof of who one is; with it nobody comes by a duty of another.
func (s *Service) ResetPassword(ctx context.Context, staffID string) (string, error) {
	p, err := s.keeps(ctx, staffID, true)
	if err != nil {
		return "", err
	}
	password, before := oneTimePassword(), p.Password
	p.Password, p.PasswordAt, p.PasswordStrong, p.MustChange = hashPassword(password), now.From(ctx), true, true
	return password, s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := s.savePassword(ctx, tx, p, before); err != nil {
			return err
		}
		if err := endSessions(ctx, tx, staffID); err != nil {
			return err
		}
		return s.audit.Write(ctx, Who(ctx), "password.reset", "staff", staffID, map[string]string{})
	})
}

// oneTimePassword is read out and typed once: 16 characters in fours, none of which is taken for another.
func oneTimePassword() string {
	random := make([]byte, 16)
	rand.Read(random)
	var b strings.Builder
	for i, r := range random {
		if i > 0 && i%4 == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(strings.ToLower(recoveryLetter)[r%32])
	}
	return b.String()
}
