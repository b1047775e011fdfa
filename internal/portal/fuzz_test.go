package portal

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

func FuzzMatters(f *testing.F) {
	for _, seed := range []string{"20261123-000042.AB12CD", "a.b_c.d_e.f", "__..", "20261123-000042", "\x00.\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, cookie string) {
		r := httptest.NewRequest(http.MethodGet, "/portal/", nil)
		r.AddCookie(&http.Cookie{Name: mattersCookie, Value: cookie})
		list := readMatters(r)
		if len(list) > mattersMost {
			t.Fatalf("%d matters", len(list))
		}
		w := httptest.NewRecorder()
		v := &visit{w: w, r: r, matters: list}
		v.remember(pair{"20261123-000042", "AB12CD"})
		back := httptest.NewRequest(http.MethodGet, "/portal/", nil)
		for _, c := range w.Result().Cookies() {
			back.AddCookie(c)
		}
		again := readMatters(back)
		if len(again) != len(v.matters) || again[0] != v.matters[0] {
			t.Fatalf("%+v is read again as %+v", v.matters, again)
		}
		for _, m := range again {
			if !m.wellFormed() {
				t.Fatalf("%+v", m)
			}
		}
	})
}

func FuzzInstant(f *testing.F) {
	for _, seed := range []string{"2026-11-23T08:00", "2026-02-30T08:00", "", "昨天", "9999-12-31T23:59", "0000-01-01T00:00", "2026-11-23 8:05"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		got, ok := instant(typed)
		if !ok {
			return
		}
		if _, err := time.Parse(time.RFC3339, got); err != nil {
			t.Fatalf("%q becomes %q: %v", typed, got, err)
		}
	})
}
