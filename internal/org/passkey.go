package org

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"log/slog"
	"net"
	"net/url"
	"strings"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/secret"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// UseFactors gives what second factors need beyond the database. Codes of authenticators need keys to be
// kept with, passkeys the public address at which people reach the console, since they are bound to its name. At an
// address that is no name, or has no TLS and is not localhost, browsers know no passkeys.
func (s *Service) UseFactors(keys *secret.Keys, publicURL string) error {
	s.secrets, s.publicURL = keys, strings.TrimRight(publicURL, "/")
	at, err := url.Parse(publicURL)
	if err != nil {
		return err
	}
	name := at.Hostname()
	if net.ParseIP(name) != nil || name == "" || at.Scheme != "https" && name != "localhost" {
		s.passkeys = nil
		return nil
	}
	s.passkeys, err = webauthn.New(&webauthn.Config{RPID: name, RPDisplayName: "Xingfu 星服", RPOrigins: []string{at.Scheme + "://" + at.Host},
		AuthenticatorSelection: protocol.AuthenticatorSelection{ResidentKey: protocol.ResidentKeyRequirementRequired,
			RequireResidentKey: protocol.ResidentKeyRequired(), UserVerification: protocol.VerificationRequired}})
	return err
}

// keyHolder is a person as the library of passkeys asks for him.
type keyHolder struct {
	staff *Staff
	keys  []webauthn.Credential
}

// WebAuthnID is what a passkey says of its owner.
func (k keyHolder) WebAuthnID() []byte {
	id, err := uuid.Parse(k.staff.ID)
	if err != nil {
		return nil
	}
	return id[:]
}

// WebAuthnName is what a browser shows of the account.
func (k keyHolder) WebAuthnName() string { return k.staff.Login }

// WebAuthnDisplayName is what a browser shows of the person.
func (k keyHolder) WebAuthnDisplayName() string { return k.staff.Name }

// WebAuthnCredentials are the person's passkeys.
func (k keyHolder) WebAuthnCredentials() []webauthn.Credential { return k.keys }

func (s *Service) keyHolder(ctx context.Context, p *Staff) (keyHolder, error) {
	factors, err := s.factorsOf(ctx, p.ID)
	k := keyHolder{staff: p}
	for _, f := range factors {
		if f.Kind != Passkey {
			continue
		}
		var key webauthn.Credential
		if err := json.Unmarshal([]byte(f.Secret), &key); err != nil {
			return k, err
		}
		k.keys = append(k.keys, key)
	}
	return k, err
}

func (s *Service) needPasskeys() error {
	if s.passkeys == nil {
		return fault.New(fault.Conflict, "这里的访问地址不支持通行密钥：需要用域名和 HTTPS 访问。请管理员设置 XINGFU_PUBLIC_URL。",
			"Passkeys need an address with a name and HTTPS. Ask the administrator to set XINGFU_PUBLIC_URL.")
	}
	return nil
}

// errPasskey hides from the browser why a passkey was refused; the log says it.
func errPasskey(ctx context.Context, why error) error {
	slog.InfoContext(ctx, "a passkey was refused", "why", why)
	return fault.Bad("credential", "通行密钥没有通过验证，请重试。", "The passkey was not accepted. Please try again.")
}

// BeginPasskey begins to add a passkey to the acting person's account and gives what the browser asks its authenticator
// with. It needs a fresh proof of who one is.
func (s *Service) BeginPasskey(ctx context.Context) (*protocol.CredentialCreation, error) {
	a, err := needSelf(ctx)
	if err != nil {
		return nil, err
	}
	if err := NeedFresh(ctx); err != nil {
		return nil, err
	}
	if err := s.needPasskeys(); err != nil {
		return nil, err
	}
	p, err := s.Staff(ctx, a.StaffID)
	if err != nil {
		return nil, err
	}
	holder, err := s.keyHolder(ctx, p)
	if err != nil {
		return nil, err
	}
	asked, challenge, err := s.passkeys.BeginRegistration(holder, webauthn.WithExclusions(webauthn.Credentials(holder.keys).CredentialDescriptors()))
	if err != nil {
		return nil, err
	}
	return asked, s.keepChallenge(ctx, a, challenge)
}

// keptChallenge is what is asked of a passkey, until it is answered.
type keptChallenge struct {
	webauthn.SessionData
	Until int64 `json:"until"` // seconds: by the clock of requests
}

func packChallenge(ctx context.Context, challenge *webauthn.SessionData) (string, error) {
	text, err := json.Marshal(keptChallenge{*challenge, now.From(ctx).Add(halfLife).Unix()})
	return string(text), err
}

func unpackChallenge(ctx context.Context, text string) (webauthn.SessionData, error) {
	var kept keptChallenge
	if err := json.Unmarshal([]byte(text), &kept); err != nil {
		return kept.SessionData, err
	}
	if now.From(ctx).Unix() > kept.Until {
		return kept.SessionData, protocol.ErrChallengeMismatch.WithDetails("the challenge is too old")
	}
	return kept.SessionData, nil
}

func (s *Service) keepChallenge(ctx context.Context, a *Actor, challenge *webauthn.SessionData) error {
	text, err := packChallenge(ctx, challenge)
	if err != nil {
		return err
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.NewUpdate().Model((*session)(nil)).Set("challenge = ?", text).Where("token = ?", a.session()).Exec(ctx)
		return err
	})
}

// takeChallenge gives what was asked of the person's passkey in his session. It is good for one right answer.
func (s *Service) takeChallenge(ctx context.Context, tx bun.Tx, a *Actor) (webauthn.SessionData, error) {
	var text string
	err := s.db.Lock(tx.NewSelect().Model((*session)(nil)).Column("challenge").Where("token = ?", a.session())).Scan(ctx, &text)
	if err != nil && !store.None(err) {
		return webauthn.SessionData{}, err
	}
	if text == "" {
		return webauthn.SessionData{}, errPasskey(ctx, protocol.ErrChallengeMismatch.WithDetails("nothing was asked"))
	}
	if _, err := tx.NewUpdate().Model((*session)(nil)).Set("challenge = ''").Where("token = ?", a.session()).Exec(ctx); err != nil {
		return webauthn.SessionData{}, err
	}
	challenge, err := unpackChallenge(ctx, text)
	if err != nil {
		return challenge, errPasskey(ctx, err)
	}
	return challenge, nil
}

// AddPasskey adds the passkey that the browser has made to the acting person's account. It needs a fresh proof of who one
// is.
func (s *Service) AddPasskey(ctx context.Context, name string, credential []byte) (*AddedFactor, error) {
	a, err := needSelf(ctx)
	if err != nil {
		return nil, err
	}
	if err := NeedFresh(ctx); err != nil {
		return nil, err
	}
	if err := s.needPasskeys(); err != nil {
		return nil, err
	}
	if name, err = factorName(name); err != nil {
		return nil, err
	}
	made, err := protocol.ParseCredentialCreationResponseBytes(credential)
	if err != nil {
		return nil, errPasskey(ctx, err)
	}
	var added *AddedFactor
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := s.lockPerson(ctx, tx, a.StaffID); err != nil {
			return err
		}
		challenge, err := s.takeChallenge(ctx, tx, a)
		if err != nil {
			return err
		}
		row, err := s.registered(ctx, a, name, challenge, made)
		if err != nil {
			return err
		}
		if _, err := tx.NewInsert().Model(row).Exec(ctx); err != nil {
			if store.IsDuplicate(err) {
				return fault.Bad("credential", "这个通行密钥已经登记过。", "This passkey is known already.")
			}
			return err
		}
		added, err = s.addedFactor(ctx, tx, row)
		return err
	})
	return added, err
}

// registered makes a factor of what the authenticator has made.
func (s *Service) registered(ctx context.Context, a *Actor, name string, challenge webauthn.SessionData, made *protocol.ParsedCredentialCreationData) (*Factor, error) {
	p, err := s.Staff(ctx, a.StaffID)
	if err != nil {
		return nil, err
	}
	holder, err := s.keyHolder(ctx, p)
	if err != nil {
		return nil, err
	}
	key, err := s.passkeys.CreateCredential(holder, challenge, made)
	if err != nil {
		return nil, errPasskey(ctx, err)
	}
	key.Attestation = webauthn.CredentialAttestation{} // who made the authenticator is not asked for
	text, err := json.Marshal(key)
	if err != nil {
		return nil, err
	}
	at := now.From(ctx)
	return &Factor{ID: store.NewID(ctx), StaffID: p.ID, Kind: Passkey, Name: name, Secret: string(text), Credential: credentialName(key.ID),
		CreatedAt: at, ConfirmedAt: at}, nil
}

func credentialName(id []byte) string { return base64.RawURLEncoding.EncodeToString(id) }

// AskPasskey begins to prove who the acting person is by his passkey. It is NotFound when he has none.
func (s *Service) AskPasskey(ctx context.Context) (*protocol.CredentialAssertion, error) {
	a, err := needSelf(ctx)
	if err != nil {
		return nil, err
	}
	p, err := s.Staff(ctx, a.StaffID)
	if err != nil {
		return nil, err
	}
	asked, challenge, err := s.ask(ctx, p)
	if err != nil {
		return nil, err
	}
	return asked, s.keepChallenge(ctx, a, challenge)
}

// ask asks for one of a person's passkeys, or, of nobody in particular, for any.
func (s *Service) ask(ctx context.Context, p *Staff) (*protocol.CredentialAssertion, *webauthn.SessionData, error) {
	if err := s.needPasskeys(); err != nil {
		return nil, nil, err
	}
	verified := webauthn.WithUserVerification(protocol.VerificationRequired)
	if p == nil {
		return s.passkeys.BeginDiscoverableLogin(verified)
	}
	holder, err := s.keyHolder(ctx, p)
	if err != nil {
		return nil, nil, err
	}
	if len(holder.keys) == 0 {
		return nil, nil, fault.Missing("通行密钥", "passkey")
	}
	return s.passkeys.BeginLogin(holder, verified)
}

// answerChallenge checks what the acting person's passkey has answered in his session.
func (s *Service) answerChallenge(ctx context.Context, tx bun.Tx, a *Actor, p *Staff, credential []byte) error {
	if err := s.needPasskeys(); err != nil {
		return err
	}
	challenge, err := s.takeChallenge(ctx, tx, a)
	if err != nil {
		return err
	}
	_, err = s.answered(ctx, tx, p, challenge, credential)
	return err
}

// answered checks the answer of a passkey, of the person or, where he is not known yet, of whoever it names, and notes
// its counter. One that goes backwards is a copy of the passkey, which is refused.
func (s *Service) answered(ctx context.Context, tx bun.Tx, p *Staff, challenge webauthn.SessionData, credential []byte) (*Staff, error) {
	answer, err := protocol.ParseCredentialRequestResponseBytes(credential)
	if err != nil {
		return nil, errPasskey(ctx, err)
	}
	var key *webauthn.Credential
	if p != nil {
		holder, err := s.keyHolder(ctx, p)
		if err != nil {
			return nil, err
		}
		key, err = s.passkeys.ValidateLogin(holder, challenge, answer)
		if err != nil {
			return nil, errPasskey(ctx, err)
		}
	} else if p, key, err = s.whoseAnswer(ctx, challenge, answer); err != nil {
		return nil, errPasskey(ctx, err)
	}
	if key.Authenticator.CloneWarning {
		return nil, errPasskey(ctx, protocol.ErrVerification.WithDetails("the counter of the passkey went backwards: it was copied"))
	}
	text, err := json.Marshal(key)
	if err != nil {
		return nil, err
	}
	_, err = tx.NewUpdate().Model((*Factor)(nil)).Set("secret = ?", string(text)).Set("used_at = ?", now.From(ctx)).
		Where("credential = ? AND staff_id = ?", credentialName(key.ID), p.ID).Exec(ctx)
	return p, err
}

func (s *Service) whoseAnswer(ctx context.Context, challenge webauthn.SessionData, answer *protocol.ParsedCredentialAssertionData) (*Staff, *webauthn.Credential, error) {
	var p *Staff
	_, key, err := s.passkeys.ValidatePasskeyLogin(func(_, handle []byte) (webauthn.User, error) {
		id, err := uuid.FromBytes(handle)
		if err != nil {
			return nil, err
		}
		if p, err = s.Staff(ctx, id.String()); err != nil {
			return nil, err
		}
		return s.keyHolder(ctx, p)
	}, challenge, answer)
	return p, key, err
}
