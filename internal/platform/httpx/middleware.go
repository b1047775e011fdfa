package httpx

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// Language puts the language of the Accept-Language header into the context.
func Language(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := lang.With(r.Context(), lang.FromHeader(r.Header.Get("Accept-Language")))
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

type ifMatchKey struct{}

// IfMatch puts the version that an If-Match header names into the context; one that is no version of ours
// matches nothing.
func IfMatch(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if header := strings.TrimSpace(r.Header.Get("If-Match")); header != "" && header != "*" {
			version, err := strconv.ParseInt(strings.Trim(strings.TrimPrefix(header, "W/"), `"`), 10, 64)
			if err != nil {
				version = -1
			}
			r = r.WithContext(context.WithValue(r.Context(), ifMatchKey{}, version))
		}
		next.ServeHTTP(w, r)
	})
}

// CheckIfMatch compares the version of what a request is about with that of its If-Match header. The
// error is Precondition when the request named another one.
func CheckIfMatch(ctx context.Context, version int64) error {
	if wanted, ok := ctx.Value(ifMatchKey{}).(int64); ok && wanted != version {
		return fault.New(fault.Precondition, "内容已是第 %d 版，不是您看到的那一版，请看过最新内容后再试。",
			"This is version %d by now, not the one that you saw. Look at the latest state and try again.", version)
	}
	return nil
}

// CheckVersion compares the version of what a request changes with the one that the person saw: in its
// body, where 0 is none, or in its If-Match header. One of them is needed; stale is told when the body's is
// another.
func CheckVersion(ctx context.Context, version, seen int64, stale error) error {
	_, matched := ctx.Value(ifMatchKey{}).(int64)
	switch {
	case seen == 0 && !matched:
		return fault.Bad("version", "请给出您看到的版本号。", "Say which version you saw.")
	case seen != 0 && seen != version:
		return stale
	}
	return CheckIfMatch(ctx, version)
}

// Security sets the headers that keep a browser from doing what no page of ours asks for.
func Security(next http.Handler) http.Handler {
	const policy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
		"object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("X-Frame-Options", "DENY")
		h.Set("X-XSS-Protection", "1; mode=block") // for browsers too old for the policy above
		if Encrypted(r) {
			h.Set("Strict-Transport-Security", "max-age=31536000") // a year; other hosts of the operator are not ours to bind
		}
		next.ServeHTTP(w, r)
	})
}

// Encrypted says whether a request came over TLS, to the program itself or to a load balancer before it. Whoever says so of
// himself, in X-Forwarded-Proto, only gets cookies that he cannot use.
func Encrypted(r *http.Request) bool {
	return r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https"
}

// Calendars is where people's calendars ask, by a secret in the path.
const Calendars = "/calendar/"

// pathOf gives a request's path for logs, without the secret of a calendar.
func pathOf(r *http.Request) string {
	if strings.HasPrefix(r.URL.Path, Calendars) {
		return Calendars + "…"
	}
	return r.URL.Path
}

// Recover turns a panic into a logged 500.
func Recover(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil {
				if p == http.ErrAbortHandler {
					panic(p)
				}
				slog.ErrorContext(r.Context(), "panic", "path", pathOf(r), "panic", p, "stack", string(debug.Stack()))
				WriteProblem(w, r, fmt.Errorf("panic: %v", p))
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// Observe counts and times requests by the pattern that matched, and logs slow ones and failures.
func Observe(registry prometheus.Registerer, mux *http.ServeMux) http.Handler {
	seconds := promauto.With(registry).NewHistogramVec(prometheus.HistogramOpts{
		Name: "xingfu_http_request_seconds", Help: "Time to answer HTTP requests.",
		Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5},
	}, []string{"pattern", "status"})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		rec := &recorder{ResponseWriter: w, status: http.StatusOK}
		mux.ServeHTTP(rec, r)
		took := time.Since(start)
		seconds.WithLabelValues(r.Pattern, fmt.Sprintf("%dxx", rec.status/100)).Observe(took.Seconds())
		if rec.status >= 500 || (took > time.Second && !strings.HasSuffix(r.URL.Path, "/live")) {
			slog.WarnContext(r.Context(), "request", "method", r.Method, "path", pathOf(r), "status", rec.status, "took", took)
		}
	})
}

type recorder struct {
	http.ResponseWriter
	status int
}

// WriteHeader remembers the status.
func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }
