package app

import (
	"context"
	"encoding/json"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"github.com/klauspost/compress/gzhttp"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/portal"
	"github.com/xingfu/xingfu/web"
)

// Handler answers every request: API, live stream, portal, console, health.
func (a *App) Handler(ctx context.Context) http.Handler {
	mux := http.NewServeMux()
	api := httpx.NewAPI(mux, a.Version)
	a.Org.Register(api)
	a.Customers.Register(api)
	a.Tickets.Register(api)
	mux.HandleFunc("GET /api/v1/live", a.live)
	portal.New(a.Tickets, a.config.Hotline).Register(mux)
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { answer(w, http.StatusOK, "ok", "") })
	mux.HandleFunc("GET /readyz", a.readyz)
	mux.Handle("GET /metrics", promhttp.HandlerFor(a.registry, promhttp.HandlerOpts{}))
	mux.Handle("GET /", console(web.Files()))
	var h http.Handler = httpx.Observe(a.registry, mux)
	h = a.Org.Authenticate(h)
	h = http.NewCrossOriginProtection().Handler(h)
	h = httpx.IfMatch(h)
	h = httpx.Language(h)
	h = httpx.Proxies(a.config.Proxies, h)
	h = httpx.Recover(h)
	h = httpx.Security(h)
	return compress(h)
}

// compress packs answers, but for the live stream, whose events must leave at once.
func compress(next http.Handler) http.Handler {
	packed := gzhttp.GzipHandler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/api/v1/live" {
			next.ServeHTTP(w, r)
			return
		}
		packed(w, r)
	})
}

func answer(w http.ResponseWriter, status int, state, why string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	body := map[string]string{"status": state}
	if why != "" {
		body["why"] = why
	}
	_ = json.NewEncoder(w).Encode(body)
}

func (a *App) readyz(w http.ResponseWriter, r *http.Request) {
	if err := a.DB.Ping(r.Context()); err != nil {
		answer(w, http.StatusServiceUnavailable, "unavailable", "the database does not answer")
		return
	}
	answer(w, http.StatusOK, "ready", "")
}

// console serves the built console. Its files carry a hash in their names and are kept for a year; every
// other address is a page of the console and gets its one HTML page, which is always fetched anew.
func console(files fs.FS) http.Handler {
	static := http.FileServerFS(files)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
		if strings.HasPrefix(name, "api/") {
			http.NotFound(w, r)
			return
		}
		if info, err := fs.Stat(files, name); name != "" && err == nil && !info.IsDir() && name != "index.html" {
			if strings.HasPrefix(name, "assets/") {
				w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
			}
			static.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Cache-Control", "no-cache")
		http.ServeFileFS(w, r, files, "index.html")
	})
}
