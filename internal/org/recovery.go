package org

import (
	"context"
	"crypto/rand"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
)

// recoveryCode is a code for when no other factor is at hand. It is good once. It has 80 random bits, so that a plain
// hash keeps it.
type recoveryCode struct {
	bun.BaseModel `bun:"table:recovery_code"`

	StaffID string    `bun:",pk"`
	Code    string    `bun:",pk"`
	UsedAt  time.Time `bun:",nullzero"`
}

const (
	recoveryCodes  = 10
	recoveryLength = 16
	recoveryLetter = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789" // 32, none of which is taken for another
)

// newRecovery replaces the recovery codes of a person and gives them, as they are shown this once.
func newRecovery(ctx context.Context, tx bun.Tx, staffID string) ([]string, error) {
	if err := dropRecovery(ctx, tx, staffID); err != nil {
		return nil, err
	}
	codes, rows := make([]string, recoveryCodes), make([]recoveryCode, recoveryCodes)
	for i := range codes {
		random := make([]byte, recoveryLength)
		rand.Read(random)
		var code strings.Builder
		for j, b := range random {
			if j > 0 && j%4 == 0 {
				code.WriteByte('-')
			}
			code.WriteByte(recoveryLetter[b%32])
		}
		codes[i] = code.String()
		rows[i] = recoveryCode{StaffID: staffID, Code: recoveryPrint(staffID, codes[i])}
	}
	_, err := tx.NewInsert().Model(&rows).Exec(ctx)
	return codes, err
}

func dropRecovery(ctx context.Context, tx bun.Tx, staffID string) error {
	_, err := tx.NewDelete().Model((*recoveryCode)(nil)).Where("staff_id = ?", staffID).Exec(ctx)
	return err
}

// recoveryPrint is what is kept of a code, however it is typed: with or without its dashes, in any case.
func recoveryPrint(staffID, code string) string {
	plain := strings.Map(func(r rune) rune {
		if strings.ContainsRune(recoveryLetter, r) {
			return r
		}
		return -1
	}, strings.ToUpper(code))
	if len(plain) != recoveryLength {
		return ""
	}
	return fingerprint(staffID + ":" + plain)
}

func (s *Service) recoveryLeft(ctx context.Context, staffID string) (int, error) {
	n, err := s.db.Read(ctx).NewSelect().Model((*recoveryCode)(nil)).Where("staff_id = ? AND used_at IS NULL", staffID).Count(ctx)
	return int(n), err
}

// NewRecoveryCodes replaces the acting person's recovery codes. It needs a fresh proof of who one is, and is a Conflict
// without a second factor that they could stand in for.
func (s *Service) NewRecoveryCodes(ctx context.Context) ([]string, error) {
	a, err := needSelf(ctx)
	if err != nil {
		return nil, err
	}
	if err := NeedFresh(ctx); err != nil {
		return nil, err
	}
	var codes []string
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := s.lockPerson(ctx, tx, a.StaffID); err != nil {
			return err
		}
		factors, err := s.factorsOf(ctx, a.StaffID)
		if err != nil {
			return err
		}
		if len(factors) == 0 {
			return fault.New(fault.Conflict, "您还没有第二重验证，不需要恢复码。", "You have no second factor, so there is nothing for recovery codes to stand in for.")
		}
		if codes, err = newRecovery(ctx, tx, a.StaffID); err != nil {
			return err
		}
		return s.audit.Write(ctx, Who(ctx), "recovery.renewed", "staff", a.StaffID, map[string]string{})
	})
	return codes, err
}

// takeCode tells which of a person's factors a code is of, and takes it; nothing when it is of none.
func (s *Service) takeCode(ctx context.Context, tx bun.Tx, p *Staff, code string) (string, error) {
	code = strings.Join(strings.Fields(code), "")
	if err := s.lockPerson(ctx, tx, p.ID); err != nil {
		return "", err
	}
	if !totpPattern.MatchString(code) {
		return s.takeRecovery(ctx, tx, p, code)
	}
	factors, err := s.factorsOf(ctx, p.ID)
	if err != nil {
		return "", err
	}
	for i := range factors {
		if factors[i].Kind != TOTP {
			continue
		}
		if ok, err := s.takeTOTP(ctx, tx, &factors[i], code); err != nil || ok {
			return string(TOTP), err
		}
	}
	return "", nil
}

func (s *Service) takeRecovery(ctx context.Context, tx bun.Tx, p *Staff, code string) (string, error) {
	print := recoveryPrint(p.ID, code)
	if print == "" {
		return "", nil
	}
	done, err := tx.NewUpdate().Model((*recoveryCode)(nil)).Set("used_at = ?", now.From(ctx)).
		Where("staff_id = ? AND code = ? AND used_at IS NULL", p.ID, print).Exec(ctx)
	if err != nil {
		return "", err
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return "", err
	}
	left, err := s.recoveryLeft(ctx, p.ID)
	if err != nil {
		return "", err
	}
	return string(Recovery), s.audit.Write(ctx, whoLogsIn(p), "recovery.used", "staff", p.ID, map[string]int{"left": left})
}
