package httpx_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strconv"
	"testing"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
)

// passed runs a request through what stands around every one, and gives it as an operation sees it.
func passed(around func(http.Handler) http.Handler, r *http.Request) (seen *http.Request, body []byte, answer *httptest.ResponseRecorder) {
	answer = httptest.NewRecorder()
	around(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		seen = r
		body, _ = io.ReadAll(r.Body)
	})).ServeHTTP(answer, r)
	return seen, body, answer
}

func FuzzForwardedFor(f *testing.F) {
	for _, seed := range []string{"203.0.113.7", "203.0.113.7, 10.0.0.2", "::1,fe80::1%eth0", "unknown", ",,", "10.0.0.1:80", "::ffff:10.0.0.9"} {
		f.Add(seed, true)
		f.Add(seed, false)
	}
	f.Fuzz(func(t *testing.T, header string, proxy bool) {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = "198.51.100.1:1234"
		if proxy {
			r.RemoteAddr = "10.0.0.1:1234"
		}
		r.Header["X-Forwarded-For"] = []string{header}
		seen, _, _ := passed(func(h http.Handler) http.Handler {
			return httpx.Proxies([]netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}, h)
		}, r)
		if _, err := netip.ParseAddr(httpx.ClientIP(seen)); err != nil {
			t.Fatalf("%q makes the address %q", header, seen.RemoteAddr)
		}
		if !proxy && httpx.ClientIP(seen) != "198.51.100.1" {
			t.Fatalf("a stranger's %q is believed: %s", header, seen.RemoteAddr)
		}
	})
}

func FuzzIfMatch(f *testing.F) {
	for _, seed := range []string{`"7"`, `W/"7"`, "*", "", `"7", "8"`, `"-1"`, `"99999999999999999999"`, "7"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, header string) {
		r := httptest.NewRequest(http.MethodPost, "/", nil)
		r.Header["If-Match"] = []string{header}
		seen, _, _ := passed(httpx.IfMatch, r)
		for _, version := range []int64{1, 7} {
			err := httpx.CheckIfMatch(seen.Context(), version)
			if err != nil && !fault.Is(err, fault.Precondition) {
				t.Fatal(err)
			}
		}
		exact := httptest.NewRequest(http.MethodPost, "/", nil)
		exact.Header.Set("If-Match", strconv.Quote("7"))
		seen, _, _ = passed(httpx.IfMatch, exact)
		if httpx.CheckIfMatch(seen.Context(), 7) != nil || httpx.CheckIfMatch(seen.Context(), 8) == nil || httpx.CheckIfMatch(context.Background(), 8) != nil {
			t.Fatal("a version is not compared")
		}
	})
}

func FuzzNoNUL(f *testing.F) {
	f.Add([]byte(`{"a":"b"}`), true)
	f.Add([]byte(`{"a":"\u0000"}`), true)
	f.Add([]byte("a=%00&b=c"), false)
	f.Add([]byte{0xff, 0, 1}, false)
	f.Fuzz(func(t *testing.T, body []byte, json bool) {
		r := httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(body))
		r.Header.Set("Content-Type", map[bool]string{true: "application/json", false: "application/x-www-form-urlencoded"}[json])
		seen, got, answer := passed(httpx.NoNUL, r)
		switch {
		case seen == nil && answer.Code != http.StatusUnprocessableEntity:
			t.Fatalf("refused with %d", answer.Code)
		case seen != nil && (!bytes.Equal(got, body) || bytes.IndexByte(body, 0) >= 0):
			t.Fatalf("%q arrives as %q", body, got)
		}
	})
}
