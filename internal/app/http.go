package app

import (
	"context"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"github.com/klauspost/compress/gzhttp"
	"github.com/klauspost/compress/gzip"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/portal"
	"github.com/xingfu/xingfu/web"
)

// Handler answers every request: API, live stream, portal, console, health.
func (a *App) Handler(ctx context.Context) http.Handler {
	mux := http.NewServeMux()
	api := httpx.NewAPI(mux, a.Version)
	a.Org.Register(api)
	a.Auditing.Register(api)
	a.Duty.Register(api)
	a.Customers.Register(api)
	a.Outages.Register(api)
	a.Identity.Register(api)
	a.Tickets.Register(api)
	a.Care.Register(api)
	a.Messages.Register(api)
	httpx.Complete(api)
	mux.HandleFunc("GET /api/v1/live", a.live)
	mux.HandleFunc("GET /calendar/{secret}", a.Duty.ServeCalendar)
	portal.New(a.Tickets, a.Outages, a.config.Hotline).Register(mux)
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"status":"ok"}` + "\n"))
	})
	mux.HandleFunc("GET /readyz", a.readyz)
	mux.Handle("GET /metrics", promhttp.HandlerFor(a.registry, promhttp.HandlerOpts{}))
	httpx.Nowhere(mux, "/api/")
	mux.Handle("/", console(web.Files()))
	var h http.Handler = httpx.Observe(a.registry, mux)
	h = a.Org.Authenticate(h)
	h = a.Org.Called(h)
	h = sameOrigin(h)
	h = httpx.NoNUL(h)
	h = httpx.IfMatch(h)
	h = httpx.Language(h)
	if a.config.DatabaseWait > 0 {
		h = httpx.Within(a.config.DatabaseWait, h)
	}
	h = httpx.Proxies(a.config.Proxies, h)
	h = httpx.Recover(h)
	h = httpx.Security(h)
	return compress(h)
}

// sameOrigin refuses what another site lets a browser send.
func sameOrigin(next http.Handler) http.Handler {
	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		httpx.WriteProblem(w, r, fault.New(fault.Forbidden, "请求来自另一个网站，已拒绝。", "The request comes from another site and was refused."))
	}))
	return guard.Handler(next)
}

// compress packs answers, but for the live stream, whose events must leave at once.
func compress(next http.Handler) http.Handler {
	pack, err := gzhttp.NewWrapper(gzhttp.CompressionLevel(gzip.BestSpeed)) // lists half the size of what more work would save
	if err != nil {
		panic(err) // the level is one of its own
	}
	packed := pack(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/api/v1/live" {
			next.ServeHTTP(w, r)
			return
		}
		packed(w, r)
	})
}

// console serves the built console. Its files carry a hash in their names and are kept for a year; every
// other address is a page of the console and gets its one HTML page, which is always fetched anew.
func console(files fs.FS) http.Handler {
	static := http.FileServerFS(files)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
			return
		}
		name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
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
