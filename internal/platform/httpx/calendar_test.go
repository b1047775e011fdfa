package httpx_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/xingfu/xingfu/internal/platform/httpx"
)

// The secret of a calendar stands in its path, and must not stand in a log.
func TestTheSecretOfACalendarIsNotLogged(t *testing.T) {
	var log bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil)))
	defer slog.SetDefault(before)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /calendar/{secret}", func(w http.ResponseWriter, r *http.Request) {
		if r.PathValue("secret") == "panic.ics" {
			panic("x")
		}
		w.WriteHeader(http.StatusInternalServerError)
	})
	h := httpx.Recover(httpx.Observe(prometheus.NewRegistry(), mux))
	for _, name := range []string{"s3cret.ics", "panic.ics"} {
		h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/calendar/"+name, nil))
	}
	if got := log.String(); strings.Count(got, "/calendar/") != 2 || strings.Contains(got, "s3cret") || strings.Contains(got, "panic.ics") {
		t.Errorf("the log says %s", got)
	}
}
