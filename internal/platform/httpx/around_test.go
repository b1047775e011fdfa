package httpx_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/store"
)

func TestFailuresOfTheHouseTellNothingOfIt(t *testing.T) {
	_, gone := store.Open(t.Context(), "postgres://u:secret@127.0.0.1:1/x")
	for _, c := range []struct {
		err    error
		status int
		code   string
	}{
		{fmt.Errorf("list the tickets: %w", gone), 503, "unavailable"},
		{fault.New(fault.Unavailable, "忙", "busy"), 503, "unavailable"},
		{fmt.Errorf("read: %w", context.Canceled), 499, "cancelled"},
		{fmt.Errorf("wrapped: %w", fault.Missing("x", "secret")), 404, "not_found"},
		{fmt.Errorf("secret: %w", errors.New("secret")), 500, "internal"},
	} {
		for _, language := range []string{"zh", "en"} {
			response, p := try(t, post(`{"name":"a"}`, language), func(context.Context) error { return c.err })
			if response.StatusCode != c.status || p.Code != c.code || c.status != 404 && strings.Contains(fmt.Sprint(p), "secret") {
				t.Errorf("%v in %s: %d %+v", c.err, language, response.StatusCode, p)
			}
			if isEnglish := strings.IndexFunc(p.Detail, func(r rune) bool { return r > 0x2e80 }) < 0; p.Detail == "" || c.status != 499 && isEnglish != (language == "en") {
				t.Errorf("%d in %s: %q", c.status, language, p.Detail)
			}
		}
	}
	already := httpx.AsProblem(t.Context(), fault.Bad("name", "一", "one"))
	if again := httpx.AsProblem(t.Context(), fmt.Errorf("wrapped: %w", already)); again != already {
		t.Errorf("a problem became another one: %+v", again)
	}
}

func TestBodiesThatAreNotTaken(t *testing.T) {
	for _, c := range []struct {
		name, kind, body string
		status           int
	}{
		{"as much as is taken", "application/json", `{"name":"` + strings.Repeat("a", 1<<20-20) + `"}`, 204},
		{"too long", "application/json", `{"name":"` + strings.Repeat("a", 1<<20) + `"}`, 413},
		{"no JSON", "application/xml", "<name/>", 415},
		{"a list", "application/json", `["a"]`, 422},
		{"null", "application/json", `null`, 422},
		{"two values", "application/json", `{"name":"a"} {"name":"b"}`, 400},
		{"no UTF-8", "application/json", "{\"name\":\"\xff\"", 400},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := post(c.body, "en")
			r.Header.Set("Content-Type", c.kind)
			response, p := try(t, r, func(context.Context) error { return nil })
			if response.StatusCode != c.status || c.status >= 400 && (p.Status != c.status || p.Detail == "" || len(fmt.Sprint(p)) > 2000) {
				t.Errorf("%d, want %d: %.200v", response.StatusCode, c.status, p)
			}
		})
	}
}

func TestAnAddressThatIsNoneAndAMethodThatIsNone(t *testing.T) {
	mux := http.NewServeMux()
	api := httpx.NewAPI(mux, "test")
	none := func(context.Context, *struct{}) error { return nil }
	httpx.HandleEmpty(api, httpx.Get("get-x", "/x", "Get", "test"), none)
	httpx.HandleEmpty(api, httpx.Patch("patch-x", "/x", "Patch", "test"), none)
	httpx.HandleEmpty(api, httpx.Delete("delete-x", "/x", "Delete", "test"), none)
	httpx.Nowhere(mux, "/api/")
	for _, c := range []struct {
		method, path string
		status       int
		allow        string
	}{
		{"GET", "/api/v1/x", 204, ""},
		{"GET", "/api/v1/y", 404, ""},
		{"GET", "/api/v2/x", 404, ""},
		{"POST", "/api/v1/x", 405, "GET, PATCH, DELETE"},
		{"PUT", "/api/v1/x", 405, "GET, PATCH, DELETE"},
	} {
		w := httptest.NewRecorder()
		httpx.Language(mux).ServeHTTP(w, httptest.NewRequest(c.method, c.path, nil))
		var p httpx.Problem
		if w.Code >= 400 {
			if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Header().Get("Content-Type") != "application/problem+json" {
				t.Errorf("%s %s: %v", c.method, c.path, err)
			}
		}
		if w.Code != c.status || w.Header().Get("Allow") != c.allow || w.Code >= 400 && p.Status != c.status || !strings.Contains(p.Detail, c.allow) {
			t.Errorf("%s %s: %d, Allow %q, %+v", c.method, c.path, w.Code, w.Header().Get("Allow"), p)
		}
	}
}

// Half a download must not look like a whole one.
func TestADownloadThatFailsIsBrokenOff(t *testing.T) {
	mux := http.NewServeMux()
	api := httpx.NewAPI(mux, "test")
	for name, end := range map[string]error{"whole": nil, "half": errors.New("no more")} {
		huma.Register(api, httpx.Get(name, "/"+name, "Download", "test"), func(context.Context, *struct{}) (*huma.StreamResponse, error) {
			return httpx.Download("工单 1.csv", "text/csv", func(w io.Writer) error {
				_, err := io.WriteString(w, "编号\n")
				return errors.Join(err, end)
			}), nil
		})
	}
	server := httptest.NewServer(httpx.Recover(mux))
	defer server.Close()
	fetch := func(name string) (*http.Response, string, error) {
		response, err := server.Client().Get(server.URL + "/api/v1/" + name)
		if err != nil {
			return nil, "", err
		}
		defer response.Body.Close()
		text, err := io.ReadAll(response.Body)
		return response, string(text), err
	}
	response, text, err := fetch("whole")
	if err != nil || text != "编号\n" {
		t.Fatal(text, err)
	}
	_, values, err := mime.ParseMediaType(response.Header.Get("Content-Disposition"))
	if err != nil || values["filename"] != "工单 1.csv" || response.Header.Get("Content-Type") != "text/csv" || response.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%v: %v", response.Header, err)
	}
	if _, text, err := fetch("half"); err == nil {
		t.Errorf("half a file came as a whole one: %q", text)
	}
}

func TestThePersonsLanguageIsThatOfTheHeader(t *testing.T) {
	for header, want := range map[string]lang.Code{"": lang.Chinese, "en-GB,zh;q=0.5": lang.English, "zh-CN,en": lang.Chinese} {
		var got lang.Code
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("Accept-Language", header)
		httpx.Language(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = lang.Of(r.Context()) })).ServeHTTP(httptest.NewRecorder(), r)
		if got != want {
			t.Errorf("%q: %s, not %s", header, got, want)
		}
	}
}

func TestRequestsAreCountedByPatternAndStatus(t *testing.T) {
	registry, mux := prometheus.NewRegistry(), http.NewServeMux()
	mux.HandleFunc("GET /tickets/{id}", func(w http.ResponseWriter, r *http.Request) {
		if r.PathValue("id") == "bad" {
			w.WriteHeader(http.StatusConflict)
		}
		if err := http.NewResponseController(w).Flush(); err != nil {
			t.Error("what stands around hides the connection:", err)
		}
	})
	h := httpx.Observe(registry, mux)
	for _, path := range []string{"/tickets/1", "/tickets/2", "/tickets/bad", "/none"} {
		h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, path, nil))
	}
	families, err := registry.Gather()
	if err != nil || len(families) != 1 {
		t.Fatal(families, err)
	}
	var got []string
	for _, m := range families[0].GetMetric() {
		line := fmt.Sprint(m.GetHistogram().GetSampleCount())
		for _, l := range m.GetLabel() {
			line += " " + l.GetValue()
		}
		got = append(got, line)
	}
	slices.Sort(got)
	if diff := cmp.Diff([]string{"1  4xx", "1 GET /tickets/{id} 4xx", "2 GET /tickets/{id} 2xx"}, got); diff != "" {
		t.Error(diff)
	}
}
