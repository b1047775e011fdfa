package org

import (
	"bytes"
	"context"
	"encoding/base64"
	"image/png"
	"regexp"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"
	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

const (
	totpPeriod = 30 // seconds, as every authenticator has it
	totpSkew   = 1  // steps that two clocks may differ
	qrSize     = 240
)

var totpPattern = regexp.MustCompile(`^[0-9]{6}$`)

// NewTOTP is an authenticator to be set up. Its secret is shown only now.
type NewTOTP struct {
	ID      string `json:"id"`
	Secret  string `json:"secret" doc:"To be typed where the picture cannot be read."`
	Address string `json:"address" doc:"otpauth://…"`
	Picture string `json:"picture" doc:"The address as a QR code, a PNG as data: address."`
}

// AddTOTP begins to set up an authenticator for the acting person; it counts once a code of it has been given. It needs
// a fresh proof of who one is, and a key with which secrets are kept.
func (s *Service) AddTOTP(ctx context.Context, name string) (*NewTOTP, error) {
	a, err := needSelf(ctx)
	if err != nil {
		return nil, err
	}
	if err := NeedFresh(ctx); err != nil {
		return nil, err
	}
	if name, err = factorName(name); err != nil {
		return nil, err
	}
	key, err := totp.Generate(totp.GenerateOpts{Issuer: "Xingfu", AccountName: a.Login, Period: totpPeriod, SecretSize: 20})
	if err != nil {
		return nil, err
	}
	row := &Factor{ID: store.NewID(ctx), StaffID: a.StaffID, Kind: TOTP, Name: name, CreatedAt: now.From(ctx)}
	if row.Secret, err = s.secrets.Seal(key.Secret(), row.about()); err != nil {
		return nil, err
	}
	picture, err := qr(key)
	if err != nil {
		return nil, err
	}
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.NewDelete().Model((*Factor)(nil)).Where("staff_id = ? AND confirmed_at IS NULL", a.StaffID).Exec(ctx)
		if err != nil {
			return err
		}
		_, err = tx.NewInsert().Model(row).Exec(ctx)
		return err
	})
	return &NewTOTP{row.ID, key.Secret(), key.URL(), picture}, err
}

// about binds the sealed secret to the row and the person.
func (f *Factor) about() string { return "factor/" + f.StaffID + "/" + f.ID }

func qr(key *otp.Key) (string, error) {
	picture, err := key.Image(qrSize, qrSize)
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		return "", err
	}
	return "data:image/png;base64," + base64.StdEncoding.EncodeToString(out.Bytes()), nil
}

// AddedFactor is a factor that counts now. Recovery codes come with the first one.
type AddedFactor struct {
	Factor
	RecoveryCodes []string `json:"recoveryCodes" doc:"Shown only this once; none when there are some already."`
}

// ConfirmTOTP makes an authenticator count, given a code that it shows. It needs a fresh proof of who one is.
func (s *Service) ConfirmTOTP(ctx context.Context, id, code string) (*AddedFactor, error) {
	a, err := needSelf(ctx)
	if err != nil {
		return nil, err
	}
	if err := NeedFresh(ctx); err != nil {
		return nil, err
	}
	if err := s.throttle.Allow(ctx, confirmTries(a)); err != nil {
		return nil, err
	}
	var added *AddedFactor
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := s.lockPerson(ctx, tx, a.StaffID); err != nil {
			return err
		}
		row := &Factor{}
		err := tx.NewSelect().Model(row).Where("id = ? AND staff_id = ? AND kind = ? AND confirmed_at IS NULL", id, a.StaffID, TOTP).Scan(ctx)
		if store.None(err) {
			return fault.Missing("这项验证", "factor")
		}
		if err != nil {
			return err
		}
		if ok, err := s.takeTOTP(ctx, tx, row, code); err != nil || !ok {
			return err
		}
		row.ConfirmedAt = now.From(ctx)
		if _, err := tx.NewUpdate().Model(row).Column("confirmed_at").WherePK().Exec(ctx); err != nil {
			return err
		}
		added, err = s.addedFactor(ctx, tx, row)
		return err
	})
	if err == nil && added == nil {
		if err := s.throttle.Failed(ctx, confirmTries(a)); err != nil {
			return nil, err
		}
		return nil, errWrongCode()
	}
	return added, err
}

func confirmTries(a *Actor) Limit { return Limit{"confirm:" + a.StaffID, 5} }

// addedFactor notes that a factor counts now, and makes recovery codes if the person has none.
func (s *Service) addedFactor(ctx context.Context, tx bun.Tx, row *Factor) (*AddedFactor, error) {
	added := &AddedFactor{Factor: *row, RecoveryCodes: []string{}}
	left, err := s.recoveryLeft(ctx, row.StaffID)
	if err != nil {
		return nil, err
	}
	if left == 0 {
		if added.RecoveryCodes, err = newRecovery(ctx, tx, row.StaffID); err != nil {
			return nil, err
		}
	}
	return added, s.audit.Write(ctx, Who(ctx), "factor.added", "staff", row.StaffID, map[string]string{"factor": string(row.Kind), "name": row.Name})
}

// takeTOTP tells whether a code is one that the authenticator shows now and has not been taken, and takes it.
func (s *Service) takeTOTP(ctx context.Context, tx bun.Tx, row *Factor, code string) (bool, error) {
	secret, err := s.secrets.Open(row.Secret, row.about())
	if err != nil {
		return false, err
	}
	at := now.From(ctx)
	step, ok := totpStep(secret, code, at, row.Step)
	if !ok {
		return false, nil
	}
	row.Step, row.UsedAt = step, at
	if !s.secrets.IsCurrent(row.Secret) { // the key was exchanged: so the old one can go in time
		if row.Secret, err = s.secrets.Seal(secret, row.about()); err != nil {
			return false, err
		}
	}
	_, err = tx.NewUpdate().Model(row).Column("step", "used_at", "secret").WherePK().Exec(ctx)
	return err == nil, err
}

// totpStep finds the step of a code (RFC 6238) about a time, after the last one that was taken.
func totpStep(secret, code string, at time.Time, last int64) (int64, bool) {
	if !totpPattern.MatchString(code) {
		return 0, false
	}
	about := at.Unix() / totpPeriod
	for step := max(about-totpSkew, last+1); step <= about+totpSkew; step++ {
		ok, err := hotp.ValidateCustom(code, uint64(step), secret, hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if err == nil && ok {
			return step, true
		}
	}
	return 0, false
}
