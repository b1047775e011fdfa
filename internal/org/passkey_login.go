package org

import (
	"context"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/uptrace/bun"
)

// askings is how often an address may ask to log in by a passkey without anybody doing so: each is kept for a while.
func askings(ctx context.Context) Limit { return Limit{"passkey-from:" + visitOf(ctx).Address, 200} }

// AskPasskeyToLogIn begins a log-in by a passkey alone, or finishes with one a log-in that is half done, whose secret it is
// given. It gives what the browser asks the authenticator with, and the secret of the log-in that is half done now. Anyone
// may ask.
func (s *Service) AskPasskeyToLogIn(ctx context.Context, half string) (*protocol.CredentialAssertion, string, error) {
	if err := s.throttle.Allow(ctx, askings(ctx)); err != nil {
		return nil, "", err
	}
	if err := s.throttle.Failed(ctx, askings(ctx)); err != nil {
		return nil, "", err
	}
	var p *Staff
	if half != "" {
		var err error
		if _, p, err = s.halfOf(ctx, half); err != nil {
			return nil, "", err
		}
	}
	asked, challenge, err := s.ask(ctx, p)
	if err != nil {
		return nil, "", err
	}
	text, err := packChallenge(ctx, challenge)
	if err != nil {
		return nil, "", err
	}
	if p == nil {
		secret, err := s.keepHalf(ctx, "", text, Origin{})
		return asked, secret, err
	}
	return asked, half, s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.NewUpdate().Model((*halfLogIn)(nil)).Set("challenge = ?", text).Where("token = ?", fingerprint(half)).Exec(ctx)
		return err
	})
}

// FinishWithPasskey finishes a log-in with what the passkey has answered. The passkey has seen to it that it is its owner
// who uses it, so that it does alone; and since nobody guesses it, it passes a lock of the account.
func (s *Service) FinishWithPasskey(ctx context.Context, half string, credential []byte) (*Login, error) {
	if err := s.needPasskeys(); err != nil {
		return nil, err
	}
	row, p, err := s.halfOf(ctx, half)
	if err != nil {
		return nil, err
	}
	challenge, err := unpackChallenge(ctx, row.Challenge)
	if err != nil {
		return nil, errPasskey(ctx, err)
	}
	rules, err := s.rules(ctx)
	if err != nil {
		return nil, err
	}
	var login *Login
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		p, err := s.answered(ctx, tx, p, challenge, credential)
		if err != nil {
			return err
		}
		if p.Disabled {
			return errDisabled()
		}
		roles, err := s.rolesOf(ctx, p.ID)
		if err != nil {
			return err
		}
		if err := rules.admits(visitOf(ctx).Address, p.ID, roles); err != nil {
			return err
		}
		if login, err = s.finishHalf(ctx, tx, row, p, string(Passkey)); err != nil {
			return err
		}
		return s.throttle.Succeeded(ctx, askings(ctx))
	})
	return login, err
}
