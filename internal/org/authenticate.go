package org

import (
	"net/http"
	"slices"
	"strings"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
)

// Authenticate finds out who makes a request to the API: by session cookie or API token. Everything
// under /api/v1 but logging in is refused to nobody, and a change by a session needs its CSRF token. Who comes from a
// network from which he may not, or owes another password or a second factor, is refused all that does not mend it.
func (s *Service) Authenticate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/api/v1/") {
			next.ServeHTTP(w, r)
			return
		}
		r = r.WithContext(WithVisit(r.Context(), Visit{httpx.ClientIP(r), r.UserAgent()}))
		actor, err := s.identifyInTime(r)
		if err == nil && actor == nil && !logsIn(r) {
			err = errNobody()
		}
		if err != nil {
			httpx.WriteProblem(w, r, err)
			return
		}
		next.ServeHTTP(w, r.WithContext(With(r.Context(), actor)))
	})
}

// logsIn tells whether a request is a step of logging in, which nobody needs to be logged in for.
func logsIn(r *http.Request) bool {
	steps := []string{"/api/v1/session", "/api/v1/session/code", "/api/v1/session/passkey", "/api/v1/session/passkey/challenge",
		"/api/v1/session/provider", "/api/v1/session/provider/return"}
	return r.Method == http.MethodPost && slices.Contains(steps, r.URL.Path) || r.Method == http.MethodGet && r.URL.Path == "/api/v1/session/providers"
}

// mends tells whether a request is one by which a person pays what he owes: to see who he is, to leave, to change his
// password, to add a factor, to prove who he is.
func mends(r *http.Request) bool {
	return r.URL.Path == "/api/v1/session" || strings.HasPrefix(r.URL.Path, "/api/v1/session/proof") ||
		r.URL.Path == "/api/v1/security" || r.URL.Path == "/api/v1/security/password" ||
		strings.HasPrefix(r.URL.Path, "/api/v1/security/totp") || strings.HasPrefix(r.URL.Path, "/api/v1/security/passkeys")
}

func (s *Service) identifyInTime(r *http.Request) (*Actor, error) {
	ctx, cancel := httpx.Bounded(r.Context())
	defer cancel()
	actor, err := s.identify(r.WithContext(ctx))
	return actor, httpx.Late(ctx, err)
}

func (s *Service) identify(r *http.Request) (*Actor, error) {
	if logsIn(r) {
		return nil, nil
	}
	actor, err := s.known(r)
	if err != nil || actor == nil {
		return nil, err
	}
	rules, err := s.rules(r.Context())
	if err != nil {
		return nil, err
	}
	if err := rules.admits(visitOf(r.Context()).Address, actor.StaffID, actor.Roles); err != nil {
		return nil, err
	}
	if actor.Owes != OwesNothing && !mends(r) {
		return nil, errOwes(actor.Owes)
	}
	return actor, nil
}

// known finds whose secret a request bears.
func (s *Service) known(r *http.Request) (*Actor, error) {
	if secret := bearer(r); secret != "" {
		actor, err := s.ByToken(r.Context(), secret)
		if err == nil && actor == nil {
			err = fault.New(fault.Unauthenticated, "这个令牌无效，可能已到期或已作废。请换一个令牌。",
				"This token does not hold; it may have ended. Use another one.")
		}
		return actor, err
	}
	cookie, err := r.Cookie(SessionCookie)
	if err != nil {
		return nil, nil
	}
	actor, csrf, err := s.BySession(r.Context(), cookie.Value)
	if err != nil || actor == nil {
		return nil, err
	}
	safe := r.Method == http.MethodGet || r.Method == http.MethodHead
	if !safe && !SameToken(r.Header.Get("X-CSRF-Token"), csrf) {
		return nil, fault.New(fault.Forbidden, "请求缺少有效的 X-CSRF-Token,请刷新页面后再试。",
			"The request lacks a valid X-CSRF-Token. Reload the page and try again.")
	}
	return actor, nil
}

func errOwes(what Owed) error {
	switch what {
	case OwesPassword:
		return fault.New(fault.Forbidden, "请先换一个密码，再做别的。", "Change your password first.").Because(string(what))
	case OwesPasskey:
		return fault.New(fault.Forbidden, "您的角色要求通行密钥，请先添加，再做别的。", "Your role needs a passkey. Add one first.").Because(string(what))
	}
	return fault.New(fault.Forbidden, "您的角色要求第二重验证，请先设置，再做别的。", "Your role needs a second factor. Set one up first.").Because(string(what))
}
