package org

import (
	"context"
	"encoding/json"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
)

// freshFor is how long a proof of who one is is good for sensitive acts.
const freshFor = 10 * time.Minute

// proof is how a request's person is known.
type proof struct {
	session string    // the session's token
	at      time.Time // when he last proved who he is
	token   bool      // an API token: a program's
}

// session gives the token of the session by which the person acts; none when it is not by one.
func (a *Actor) session() string {
	if a.proof == nil || a.proof.token {
		return ""
	}
	return a.proof.session
}

// NeedFresh wants that the acting person has proved who he is within the last ten minutes, by his password, a code or a
// passkey: for what must not be done by whoever comes upon an open session. Services call it before giving rights,
// changing how people log in, and the like. The error is Forbidden with the reason reauthenticate, and for API tokens,
// which can prove nothing, Forbidden in any case. The program itself may always.
func NeedFresh(ctx context.Context) error {
	a := From(ctx)
	switch {
	case a == nil && isProgram(ctx):
		return nil
	case a == nil:
		return errNobody()
	case a.proof == nil: // the program acts for the person
		return nil
	case a.proof.token:
		return errNotByToken()
	case now.From(ctx).Sub(a.proof.at) > freshFor:
		return fault.New(fault.Forbidden, "为了安全，请先确认是您本人。", "For safety, please prove first that it is you.").Because("reauthenticate")
	}
	return nil
}

func errNotByToken() error {
	return fault.New(fault.Forbidden, "这件事不能用接口令牌做，请本人登录后操作。", "This cannot be done with an API token: log in and do it yourself.")
}

// Proof is what a person proves with that it is he: one of them.
type Proof struct {
	Password   string          `json:"password,omitempty"`
	Code       string          `json:"code,omitempty" doc:"Of the authenticator."`
	Credential json.RawMessage `json:"credential,omitempty" doc:"What the passkey answered to the challenge."`
}

// Prove notes that the acting person has proved who he is, for the sensitive acts of the next ten minutes. Wrong passwords
// and codes count as at log-in.
func (s *Service) Prove(ctx context.Context, in Proof) error {
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
	done := false // passwords take their time: not while others wait to write
	if len(in.Credential) == 0 && in.Code == "" {
		if done = checkPassword(p.Password, in.Password); !done {
			if done, err = s.provesByDirectory(ctx, p.ID, in.Password); err != nil {
				return err
			}
		}
	}
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if !done {
			if done, err = s.proves(ctx, tx, a, p, in); err != nil || !done {
				return err
			}
		}
		return proved(ctx, tx, a)
	})
	if err != nil || done {
		return err
	}
	if err := s.failed(ctx, p, p.Login); err != nil {
		return err
	}
	if in.Code != "" {
		return errWrongCode()
	}
	return fault.Bad("password", "密码不对。", "The password is wrong.")
}

func (s *Service) proves(ctx context.Context, tx bun.Tx, a *Actor, p *Staff, in Proof) (bool, error) {
	if len(in.Credential) > 0 {
		return true, s.answerChallenge(ctx, tx, a, p, in.Credential)
	}
	if in.Code == "" {
		return false, nil
	}
	how, err := s.takeCode(ctx, tx, p, in.Code)
	return how != "", err
}
