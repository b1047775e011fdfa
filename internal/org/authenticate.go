package org

import (
	"net/http"
	"strings"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
)

// Authenticate finds out who makes a request to the API: by session cookie or API token. Everything
// under /api/v1 but logging in is refused to nobody, and a change by a session needs its CSRF token.
func (s *Service) Authenticate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/api/v1/") {
			next.ServeHTTP(w, r)
			return
		}
		actor, err := s.identifyInTime(r)
		if err == nil && actor == nil && !(r.URL.Path == "/api/v1/session" && r.Method == http.MethodPost) {
			err = errNobody()
		}
		if err != nil {
			httpx.WriteProblem(w, r, err)
			return
		}
		next.ServeHTTP(w, r.WithContext(With(r.Context(), actor)))
	})
}

func (s *Service) identifyInTime(r *http.Request) (*Actor, error) {
	ctx, cancel := httpx.Bounded(r.Context())
	defer cancel()
	actor, err := s.identify(r.WithContext(ctx))
	return actor, httpx.Late(ctx, err)
}

func (s *Service) identify(r *http.Request) (*Actor, error) {
	if scheme, secret, ok := strings.Cut(r.Header.Get("Authorization"), " "); ok && strings.EqualFold(scheme, "Bearer") {
		actor, err := s.ByToken(r.Context(), strings.TrimSpace(secret))
		if err == nil && actor == nil {
			err = fault.New(fault.Unauthenticated, "这个令牌无效，可能已到期或已作废。请换一个令牌。",
				"This token does not hold; it may have ended. Use another one.")
		}
		return actor, err
	}
	cookie, err := r.Cookie(SessionCookie)
	if err != nil || r.URL.Path == "/api/v1/session" && r.Method == http.MethodPost {
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
