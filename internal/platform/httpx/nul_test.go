package httpx_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/xingfu/xingfu/internal/platform/httpx"
)

func TestNULIsRefusedAndAllElsePassesWhole(t *testing.T) {
	const json, form = "application/json", "application/x-www-form-urlencoded"
	for _, c := range []struct {
		name, target, kind, body string
		passes                   bool
	}{
		{"plain", "/a?q=x", json, `{"a":"b"}`, true},
		{"a long body", "/", json, `{"a":"` + strings.Repeat("长", 1<<20) + `"}`, true},
		{"path", "/a%00b", "", "", false},
		{"query", "/a?q=%00", "", "", false},
		{"escaped in JSON", "/", json, `{"a":"b\u0000"}`, false},
		{"bare in JSON", "/", json, "{\"a\":\"b\x00\"}", false},
		{"form", "/", form, "a=b%00", false},
		{"other controls", "/", json, `{"a":"b\u0001"}`, true},
		{"a file", "/", "application/octet-stream", "\x00\x01", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := ""
			h := httpx.NoNUL(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				text, _ := io.ReadAll(r.Body)
				got = "passed " + string(text)
			}))
			r := httptest.NewRequest(http.MethodPost, c.target, strings.NewReader(c.body))
			r.Header.Set("Content-Type", c.kind)
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if c.passes && got != "passed "+c.body || !c.passes && (got != "" || w.Code != http.StatusUnprocessableEntity) {
				t.Errorf("status %d, got %.40q", w.Code, got)
			}
		})
	}
}
