package org

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// HalfCookie is the name of the cookie that holds a log-in which is half done. It is good for nothing but finishing it.
const HalfCookie = "xingfu_log_in"

const halfLife = 5 * time.Minute

// Visit is from where a request comes and with what.
type Visit struct {
	Address string
	Agent   string // the browser's own words
}

type visitKey struct{}

// WithVisit returns a context of a request that comes from somewhere.
func WithVisit(ctx context.Context, v Visit) context.Context {
	return context.WithValue(ctx, visitKey{}, v)
}

func visitOf(ctx context.Context) Visit {
	v, _ := ctx.Value(visitKey{}).(Visit)
	return v
}

// Login is a person who has just logged in, or must still give a second factor.
type Login struct {
	Actor  *Actor
	Cookie string        // the secret of the session; only its fingerprint is kept
	Life   time.Duration // how long the session holds at most
	CSRF   string

	Half    string       // instead of a session: the secret of the log-in that is half done
	Factors []FactorKind // with which it can be finished
}

// halfLogIn is a log-in whose first step is done.
type halfLogIn struct {
	bun.BaseModel `bun:"table:log_in"`

	Token     string `bun:",pk"`
	StaffID   string `bun:",nullzero"` // nobody: who has the passkey, or comes back from a provider
	Challenge string
	ExpiresAt time.Time
	Origin
}

// LogIn checks a password and begins a session, or, for who has a second factor, the way to one. Wrong ones are counted
// per log-in name and address: after five the answer is TooMany for a while, after as many as the rules say the account is
// locked. Anyone may try.
func (s *Service) LogIn(ctx context.Context, login, password string) (*Login, error) {
	login = strings.ToLower(strings.TrimSpace(login))
	if err := s.throttle.Allow(ctx, tries(ctx, login)...); err != nil {
		return nil, err
	}
	rules, err := s.rules(ctx)
	if err != nil {
		return nil, err
	}
	p, err := s.staffByLogin(ctx, login)
	if err != nil {
		return nil, err
	}
	if err := rules.admits(visitOf(ctx).Address, p.ID, nil); err != nil {
		return nil, err
	}
	if err := s.checkNotLocked(ctx, rules, p, login); err != nil {
		return nil, err
	}
	if !checkPassword(p.Password, password) || p.Disabled {
		if err := s.failed(ctx, p, login); err != nil {
			return nil, err
		}
		return nil, errWrong()
	}
	return s.proceed(ctx, rules, p, "password", Origin{})
}

func errWrong() error {
	return fault.New(fault.Unauthenticated, "登录名或密码不对。", "The log-in name or the password is wrong.")
}

// proceed goes on with the log-in of somebody who has proved who he is at the first step: to a session, or to the second
// step. A second factor that was shown at a provider counts for one, but not for a passkey of ours.
func (s *Service) proceed(ctx context.Context, rules *Rules, p *Staff, how string, from Origin) (*Login, error) {
	roles, err := s.rolesOf(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	if err := rules.admits(visitOf(ctx).Address, p.ID, roles); err != nil {
		return nil, err
	}
	factors, err := s.factorsOf(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	need := rules.requires(p.ID, roles)
	if len(factors) == 0 || rules.isBreakGlass(p.ID) || from.Strong && need != OnlyPasskey {
		return s.begin(ctx, p, how, from)
	}
	return s.beginHalf(ctx, p, offered(factors, need), from)
}

// offered says with which factors a log-in can be finished: where a role wants a passkey and there is one, a code of an
// authenticator does not do.
func offered(factors []Factor, need Requirement) []FactorKind {
	var kinds []FactorKind
	has := func(kind FactorKind) bool {
		return slices.ContainsFunc(factors, func(f Factor) bool { return f.Kind == kind })
	}
	if has(Passkey) {
		kinds = append(kinds, Passkey)
	}
	if has(TOTP) && (need != OnlyPasskey || !has(Passkey)) {
		kinds = append(kinds, TOTP)
	}
	return append(kinds, Recovery)
}

// tries are the limits on guessing an account's password, and passwords from an address.
func tries(ctx context.Context, login string) []Limit {
	from := visitOf(ctx).Address
	return []Limit{{"login:" + login + "@" + from, 5}, {"login-from:" + from, 50}}
}

func (s *Service) beginHalf(ctx context.Context, p *Staff, factors []FactorKind, from Origin) (*Login, error) {
	secret, err := s.keepHalf(ctx, p.ID, "", from)
	return &Login{Half: secret, Factors: factors}, err
}

// keepHalf notes a log-in that is half done and gives its secret.
func (s *Service) keepHalf(ctx context.Context, staffID, challenge string, from Origin) (string, error) {
	secret, at := store.Secret(32), now.From(ctx)
	row := &halfLogIn{Token: fingerprint(secret), StaffID: staffID, Challenge: challenge, ExpiresAt: at.Add(halfLife), Origin: from}
	return secret, s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if _, err := tx.NewDelete().Model((*halfLogIn)(nil)).Where("expires_at < ?", at).Exec(ctx); err != nil {
			return err
		}
		_, err := tx.NewInsert().Model(row).Exec(ctx)
		return err
	})
}

// halfOf gives the log-in that is half done, and whose it is, if that is known; a Conflict when there is none any more.
func (s *Service) halfOf(ctx context.Context, secret string) (*halfLogIn, *Staff, error) {
	row := &halfLogIn{Token: fingerprint(secret)}
	err := s.db.Read(ctx).NewSelect().Model(row).WherePK().Scan(ctx)
	if store.None(err) || err == nil && now.From(ctx).After(row.ExpiresAt) {
		return nil, nil, errExpired()
	}
	if err != nil || row.StaffID == "" {
		return row, nil, err
	}
	p, err := s.Staff(ctx, row.StaffID)
	if err == nil && p.Disabled {
		err = errDisabled()
	}
	return row, p, err
}

func errExpired() error {
	return fault.New(fault.Conflict, "登录等待太久，已失效，请重新输入登录名和密码。",
		"This log-in has waited too long. Please begin again with log-in name and password.").Because("expired")
}

func errDisabled() error {
	return fault.New(fault.Unauthenticated, "这个账号已停用，请联系管理员。", "This account is disabled. Ask the administrator.")
}

// FinishWithCode finishes a log-in that is half done with a code of an authenticator or a recovery code. Wrong ones
// count as wrong passwords do.
func (s *Service) FinishWithCode(ctx context.Context, half, code string) (*Login, error) {
	row, p, err := s.halfOf(ctx, half)
	if err != nil {
		return nil, err
	}
	if p == nil { // it waits for whoever has a passkey
		return nil, errExpired()
	}
	rules, err := s.rules(ctx)
	if err != nil {
		return nil, err
	}
	if err := s.throttle.Allow(ctx, tries(ctx, p.Login)...); err != nil {
		return nil, err
	}
	if err := s.checkNotLocked(ctx, rules, p, p.Login); err != nil {
		return nil, err
	}
	var login *Login
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		how, err := s.takeCode(ctx, tx, p, code)
		if err != nil || how == "" {
			return err
		}
		if how == string(TOTP) {
			if err := s.checkOffered(ctx, p, rules); err != nil {
				return err
			}
		}
		login, err = s.finishHalf(ctx, tx, row, p, how)
		return err
	})
	if err == nil && login == nil {
		if err := s.failed(ctx, p, p.Login); err != nil {
			return nil, err
		}
		return nil, errWrongCode()
	}
	return login, err
}

// checkOffered refuses a code of an authenticator where the person's role wants his passkey.
func (s *Service) checkOffered(ctx context.Context, p *Staff, rules *Rules) error {
	roles, err := s.rolesOf(ctx, p.ID)
	if err != nil {
		return err
	}
	factors, err := s.factorsOf(ctx, p.ID)
	if err == nil && !slices.Contains(offered(factors, rules.requires(p.ID, roles)), TOTP) {
		err = fault.Bad("code", "您的角色要求用通行密钥登录。", "Your role asks for your passkey.")
	}
	return err
}

func errWrongCode() error {
	return fault.Bad("code", "验证码不对，或已经用过。请输入验证器里新的一个。", "The code is wrong, or was used already. Give the next one that your authenticator shows.")
}

// finishHalf makes a session of a log-in that was half done; the half of it is good for nothing any more.
func (s *Service) finishHalf(ctx context.Context, tx bun.Tx, row *halfLogIn, p *Staff, how string) (*Login, error) {
	if err := takeHalf(ctx, tx, row, errExpired()); err != nil {
		return nil, err
	}
	return s.begin(ctx, p, how, row.Origin)
}

// takeHalf makes a log-in that is half done good for nothing any more; gone is the error when another request was quicker.
func takeHalf(ctx context.Context, tx bun.Tx, row *halfLogIn, gone error) error {
	done, err := tx.NewDelete().Model(row).WherePK().Exec(ctx)
	if err != nil {
		return err
	}
	n, err := done.RowsAffected()
	if err == nil && n == 0 {
		err = gone
	}
	return err
}

// begin makes a session. Its secret is a new one, whatever cookie the browser has brought.
func (s *Service) begin(ctx context.Context, p *Staff, how string, from Origin) (*Login, error) {
	rules, err := s.rules(ctx)
	if err != nil {
		return nil, err
	}
	at, visit := now.From(ctx), visitOf(ctx)
	login := &Login{Cookie: store.Secret(32), CSRF: store.Secret(16), Life: time.Duration(rules.Sessions.Hours) * time.Hour}
	row := &session{Token: fingerprint(login.Cookie), StaffID: p.ID, CSRF: login.CSRF, CreatedAt: at, SeenAt: at, ExpiresAt: at.Add(login.Life),
		Address: visit.Address, Agent: short(visit.Agent, 400), ProvedAt: at, Origin: from}
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if _, err := tx.NewInsert().Model(row).Exec(ctx); err != nil {
			return err
		}
		if err := s.sweepSessions(ctx, tx, row, rules.Sessions); err != nil {
			return err
		}
		if err := s.succeeded(ctx, p); err != nil {
			return err
		}
		if from.ProviderID == "" { // his password here is not what he has come by
			if err := s.ageOut(ctx, tx, p, rules, at); err != nil {
				return err
			}
		}
		if err := s.audit.Write(ctx, whoLogsIn(p), "login", "staff", p.ID, map[string]string{"from": visit.Address, "how": how}); err != nil {
			return err
		}
		if rules.isBreakGlass(p.ID) {
			return s.raiseBreakGlass(ctx, tx, p, row)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	login.Actor, _, err = s.BySession(ctx, login.Cookie)
	return login, err
}

// sweepSessions drops what has ended, and what the person of a new session has too many of, the oldest first.
func (s *Service) sweepSessions(ctx context.Context, tx bun.Tx, fresh *session, rules SessionRules) error {
	_, err := tx.NewDelete().Model((*session)(nil)).Where("expires_at < ?", fresh.CreatedAt).Exec(ctx)
	if err != nil || rules.Most == 0 {
		return err
	}
	newest := tx.NewSelect().Model((*session)(nil)).Column("token").Where("staff_id = ?", fresh.StaffID).
		OrderExpr("CASE WHEN token = ? THEN 0 ELSE 1 END, created_at DESC, token", fresh.Token).Limit(int64(rules.Most))
	_, err = tx.NewDelete().Model((*session)(nil)).Where("staff_id = ?", fresh.StaffID).Where("token NOT IN (?)", newest).Exec(ctx)
	return err
}

// LogOut ends the session of a cookie.
func (s *Service) LogOut(ctx context.Context, cookie string) error {
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		done, err := tx.NewDelete().Model((*session)(nil)).Where("token = ?", fingerprint(cookie)).Exec(ctx)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return err
		}
		return s.audit.Write(ctx, Who(ctx), "logout", "staff", Who(ctx).ID, map[string]string{})
	})
}

func (s *Service) rolesOf(ctx context.Context, staffID string) ([]Role, error) {
	var roles []Role
	err := s.db.Read(ctx).NewSelect().Model((*Post)(nil)).Distinct().Column("role").Where("staff_id = ?", staffID).OrderExpr("role").Scan(ctx, &roles)
	return roles, err
}

// short gives at most n bytes of a text, whole characters.
func short(text string, n int) string {
	if len(text) <= n {
		return text
	}
	return strings.ToValidUTF8(text[:n], "")
}
