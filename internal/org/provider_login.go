package org

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"github.com/uptrace/bun"
	"golang.org/x/oauth2"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/provider"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// trip is somebody's way to a provider and back. It stands as the challenge of a log-in that is half done, whose secret
// only his browser has: what comes back counts there alone, once, and for five minutes.
type trip struct {
	Provider string `json:"provider"`
	Purpose  Errand `json:"purpose"`
	State    string `json:"state"`
	Nonce    string `json:"nonce"`
	Verifier string `json:"verifier"`
	Session  string `json:"session,omitempty"` // of who is logged in already
}

// Errand is what somebody goes to a provider for.
type Errand string

// The errands: to log in; to prove, being logged in, that it is still he; to link his account.
const (
	ToLogIn Errand = "log-in"
	ToProve Errand = "prove"
	ToLink  Errand = "link"
)

// Back is what somebody brings back from a provider in the address of the page that he comes to.
type Back struct {
	Provider string `json:"provider" doc:"The provider in whose redirect address he came back."`
	State    string `json:"state" maxLength:"200"`
	Code     string `json:"code,omitempty" maxLength:"4000"`
	Iss      string `json:"iss,omitempty" maxLength:"1000"`
	Error    string `json:"error,omitempty" maxLength:"200"`
}

// leavings is how often an address may set out to a provider without anybody coming back: each is kept for a while.
func leavings(ctx context.Context) Limit { return Limit{"provider-from:" + visitOf(ctx).Address, 200} }

// SetOut begins somebody's way to an OpenID provider: the address to which his browser goes, and the secret that it keeps.
// Anyone may set out to log in; to prove or to link needs a session by a person.
func (s *Service) SetOut(ctx context.Context, providerID string, errand Errand) (address, half string, err error) {
	if err := s.throttle.Allow(ctx, leavings(ctx)); err != nil {
		return "", "", err
	}
	t := trip{Provider: providerID, Purpose: errand, State: store.Secret(32), Nonce: store.Secret(32), Verifier: oauth2.GenerateVerifier()}
	if errand != ToLogIn {
		a, err := needSelf(ctx)
		if err != nil {
			return "", "", err
		}
		if errand == ToLink {
			if err := NeedFresh(ctx); err != nil {
				return "", "", err
			}
			if a.Owes != OwesNothing {
				return "", "", errOwes(a.Owes)
			}
		}
		t.Session = a.session()
	}
	p, _, err := s.provider(ctx, providerID)
	if err != nil {
		return "", "", err
	}
	if p.OIDC == nil {
		return "", "", fault.Bad("provider", "公司目录的密码请直接在登录页输入。", "Give the directory's password on the log-in page.")
	}
	if err := s.throttle.Failed(ctx, leavings(ctx)); err != nil {
		return "", "", err
	}
	if address, err = s.clients.Address(ctx, p.OIDC, s.asking(&t)); err != nil {
		return "", "", err
	}
	text, err := json.Marshal(t)
	if err != nil {
		return "", "", err
	}
	half, err = s.keepHalf(ctx, "", string(text), Origin{ProviderID: providerID})
	return address, half, err
}

func (s *Service) asking(t *trip) provider.Asking {
	return provider.Asking{Redirect: s.redirect(t.Provider), State: t.State, Nonce: t.Nonce, Verifier: t.Verifier, Afresh: t.Purpose == ToProve}
}

// ComeBack finishes a log-in by an OpenID provider, or gives the half of one that needs a second factor of ours. Anyone may
// try; what does not belong to this browser, or was used already, is a Conflict.
func (s *Service) ComeBack(ctx context.Context, half string, back Back) (*Login, error) {
	p, who, _, err := s.cameBack(ctx, half, back, "")
	if err != nil {
		return nil, err
	}
	return s.logInAs(ctx, p, who)
}

// ComeBackAsSelf finishes an errand of somebody who is logged in: he has proved who he is, or his account is linked now.
func (s *Service) ComeBackAsSelf(ctx context.Context, half string, back Back) error {
	a, err := needSelf(ctx)
	if err != nil {
		return err
	}
	p, who, errand, err := s.cameBack(ctx, half, back, a.session())
	if err != nil {
		return err
	}
	if errand == ToLink {
		return s.linkSelf(ctx, p, who)
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		l, err := linkOf(ctx, tx, p.ID, who.Subject)
		if err != nil {
			return err
		}
		if l == nil || l.StaffID != a.StaffID {
			return fault.New(fault.Forbidden, "您在身份提供方用的是另一个账号。", "At the provider you are somebody else.")
		}
		return proved(ctx, tx, a)
	})
}

// cameBack takes a way to a provider as gone, whatever comes of it, and asks the provider who it is. It was begun in the
// same session, or without one to log in.
func (s *Service) cameBack(ctx context.Context, half string, back Back, session string) (*Provider, *provider.Identity, Errand, error) {
	t, err := s.takeTrip(ctx, half)
	if err != nil {
		return nil, nil, "", err
	}
	if t.Provider != back.Provider || (t.Purpose == ToLogIn) != (session == "") || t.Session != session || !SameToken(t.State, back.State) {
		return nil, nil, "", errStray()
	}
	p, secret, err := s.provider(ctx, t.Provider)
	if err != nil {
		return nil, nil, "", err
	}
	if p.OIDC == nil {
		return nil, nil, "", errStray()
	}
	answer := provider.Answer{Code: back.Code, Iss: back.Iss, Error: back.Error}
	who, err := s.clients.Identify(ctx, p.OIDC, secret, s.asking(t), answer, now.From(ctx))
	if err != nil {
		return nil, nil, "", s.refused(ctx, p.ID, "", err)
	}
	return p, who, t.Purpose, s.throttle.Succeeded(ctx, leavings(ctx))
}

// takeTrip gives a way to a provider, and drops it: it is gone once.
func (s *Service) takeTrip(ctx context.Context, half string) (*trip, error) {
	row, _, err := s.halfOf(ctx, half)
	if fault.Is(err, fault.Conflict) {
		return nil, errStray()
	}
	if err != nil {
		return nil, err
	}
	t := &trip{}
	if row.StaffID != "" || json.Unmarshal([]byte(row.Challenge), t) != nil || t.State == "" || t.Nonce == "" {
		return nil, errStray()
	}
	return t, s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error { return takeHalf(ctx, tx, row, errStray()) })
}

// errStray says that what came back from a provider belongs to no log-in of this browser, or to one that is over.
func errStray() error {
	return fault.New(fault.Conflict, "这次登录不是从这个浏览器开始的，或已经用过、等得太久。请重新登录。",
		"This log-in was not begun in this browser, was used already, or has waited too long. Log in again.").Because("expired")
}

// LogInByDirectory is LogIn with the password of a directory. Wrong ones are counted, slowed down and lock as those of ours
// do; a second factor of ours is asked for as with ours.
func (s *Service) LogInByDirectory(ctx context.Context, providerID, login, password string) (*Login, error) {
	login = strings.ToLower(strings.TrimSpace(login))
	if err := s.throttle.Allow(ctx, tries(ctx, login)...); err != nil {
		return nil, err
	}
	rules, err := s.rules(ctx)
	if err != nil {
		return nil, err
	}
	if err := rules.admits(visitOf(ctx).Address, "", nil); err != nil {
		return nil, err
	}
	local, err := s.staffByLogin(ctx, login)
	if err != nil {
		return nil, err
	}
	if err := s.checkNotLocked(ctx, rules, &Staff{}, login); err != nil {
		return nil, err
	}
	p, secret, err := s.provider(ctx, providerID)
	if err != nil {
		return nil, err
	}
	if p.Directory == nil {
		return nil, fault.Bad("provider", "这种登录方式不在这里输入密码。", "No password is given here for this way to log in.")
	}
	who, err := p.Directory.Identify(ctx, secret, login, password)
	if errors.Is(err, provider.ErrWrong) {
		if err := s.failed(ctx, local, login); err != nil {
			return nil, err
		}
		return nil, errWrong()
	}
	if err != nil {
		return nil, err
	}
	return s.logInAs(ctx, p, who)
}

// logInAs goes on with a log-in of somebody whom a provider knows.
func (s *Service) logInAs(ctx context.Context, p *Provider, who *provider.Identity) (*Login, error) {
	rules, err := s.rules(ctx)
	if err != nil {
		return nil, err
	}
	var person *Staff
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		person, err = s.arrive(ctx, tx, rules, p, who)
		return err
	})
	if err != nil {
		return nil, s.refused(ctx, p.ID, who.Login, err)
	}
	if p.Directory != nil { // whoever guesses under another name of the same person meets the same lock
		if err := s.checkNotLocked(ctx, rules, person, person.Login); err != nil {
			return nil, err
		}
	}
	from := Origin{ProviderID: p.ID, Strong: who.Strong}
	if who.Hint != "" && s.secrets.Has() {
		if from.Hint, err = s.secrets.Seal(who.Hint, hintOf(person.ID)); err != nil {
			return nil, err
		}
	}
	return s.proceed(ctx, rules, person, "provider/"+p.ID, from)
}

func hintOf(staffID string) string { return "session/" + staffID }

// refused tells the audit log why somebody whom a provider has sent was not let in, and gives that back.
func (s *Service) refused(ctx context.Context, providerID, name string, why error) error {
	var f *fault.Error
	if !errors.As(why, &f) || f.Code == fault.Unavailable {
		return why
	}
	detail := map[string]any{"provider": providerID, "login": short(name, 100), "from": visitOf(ctx).Address, "reason": f.Text}
	if err := s.audit.Write(ctx, Who(ctx), "provider.refused", "provider", providerID, detail); err != nil {
		return err
	}
	return why
}

// LogOutAt gives where the provider by whose word a session was opened ends its own; nothing when there is none, or it
// has no such place or does not answer: then one is logged out here alone.
func (s *Service) LogOutAt(ctx context.Context, cookie string) (string, error) {
	row := &session{Token: fingerprint(cookie)}
	err := s.db.Read(ctx).NewSelect().Model(row).WherePK().Scan(ctx)
	if store.None(err) || err == nil && row.ProviderID == "" {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	p, _, err := s.provider(ctx, row.ProviderID)
	if fault.Is(err, fault.Invalid) || err == nil && p.OIDC == nil {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	hint := ""
	if row.Hint != "" {
		if hint, err = s.secrets.Open(row.Hint, hintOf(row.StaffID)); err != nil {
			hint = "" // the key is gone: the provider asks whom to log out
		}
	}
	address, err := s.clients.LogOutAddress(ctx, p.OIDC, hint, s.publicURL+"/")
	if fault.Is(err, fault.Unavailable) {
		return "", nil
	}
	return address, err
}
