package org

import (
	"context"
	"net/http"
	"strings"

	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Called notes for the audit log from where a request comes, and by what: a session, an API token, or the portal.
func (s *Service) Called(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		caller := audit.Caller{Via: audit.Portal, Address: httpx.ClientIP(r)}
		if strings.HasPrefix(r.URL.Path, "/api/v1/") {
			caller.Via = audit.Session
			if secret := bearer(r); secret != "" {
				caller.Via = audit.Token
				caller.Means = func(ctx context.Context) (string, error) { return s.tokenName(ctx, secret) }
			}
		}
		next.ServeHTTP(w, r.WithContext(audit.By(r.Context(), caller)))
	})
}

// bearer gives the API token that a request shows.
func bearer(r *http.Request) string {
	scheme, secret, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(secret)
}

func (s *Service) tokenName(ctx context.Context, secret string) (string, error) {
	row := APIToken{}
	err := s.db.Read(ctx).NewSelect().Model(&row).Column("name").Where("token = ?", fingerprint(secret)).Scan(ctx)
	if store.None(err) { // it has just been ended
		return "", nil
	}
	return row.Name, err
}
