package duty_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"

	"github.com/xingfu/xingfu/internal/duty"
	"github.com/xingfu/xingfu/internal/platform/fault"
)

func TestACalendarHasTheShiftsOfItsPerson(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		v := h.roster("lead", "2026-12-07", "2026-12-13")
		k := v.Kinds[0]
		k.ID, k.Name, k.Post, k.Hours = "", `值班, "主";\班`, strings.Repeat("信关站主控席位，", 3), "08:00-09:00"
		h.kinds["odd"] = h.saveKind(v, k)
		ok(t, h.set("ann", "2026-12-07", "night"))
		ok(t, h.set("ann", "2026-12-09", "odd"))
		path, err := h.RenewFeed(h.as("ann"))
		ok(t, err)
		if events := h.calendar(path); len(events) != 0 {
			t.Errorf("drafts are in the calendar: %v", events)
		}
		h.publish("2026-12-01", "2026-12-31")
		events := h.calendar(path)
		night := h.shift("ann", "2026-12-07") + "@xingfu"
		if len(events) != 2 || events[night]["DTSTART"] != "20261207T120000Z" || events[night]["DTEND"] != "20261208T000000Z" || events[night]["STATUS"] != "CONFIRMED" || events[night]["SEQUENCE"] != "1" {
			t.Fatalf("the calendar is %v", events)
		}
		odd := events[h.shift("ann", "2026-12-09")+"@xingfu"]
		if odd["SUMMARY"] != k.Name+" · gateway" || !strings.Contains(odd["DESCRIPTION"], "\n值班电话：010-1") {
			t.Errorf("the odd one is %q", odd)
		}
		ok(t, h.set("ann", "2026-12-07"))
		h.publish("2026-12-01", "2026-12-31")
		if e := h.calendar(path)[night]; e["STATUS"] != "CANCELLED" || e["SEQUENCE"] != "2" {
			t.Errorf("the cancelled one is %v", e)
		}
	})
}

func TestACalendarsAddressIsSecret(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		first, err := h.RenewFeed(h.as("ann"))
		ok(t, err)
		second, err := h.RenewFeed(h.as("ann"))
		ok(t, err)
		for path, want := range map[string]int{first: 404, second: 200, strings.TrimSuffix(second, ".ics"): 404, "/calendar/.ics": 404} {
			if got := h.ask(path).Code; got != want {
				t.Errorf("%s answers %d, want %d", path, got, want)
			}
		}
		var kept []duty.Feed
		ok(t, h.db.Read(t.Context()).NewSelect().Model(&kept).Scan(t.Context()))
		if len(kept) != 1 || strings.Contains(second, kept[0].Secret) {
			t.Error("the secret stands in the database")
		}
		ok(t, h.EndFeed(h.as("ann")))
		if got := h.ask(second).Code; got != 404 {
			t.Errorf("ended it answers %d", got)
		}
		_, err = h.RenewFeed(t.Context())
		refused(t, err, fault.Unauthenticated)
	})
}

func (h *house) ask(path string) *httptest.ResponseRecorder {
	mux, out := http.NewServeMux(), httptest.NewRecorder()
	mux.HandleFunc("GET /calendar/{secret}", h.ServeCalendar)
	mux.ServeHTTP(out, httptest.NewRequestWithContext(h.as("eve"), http.MethodGet, path, nil))
	return out
}

// calendar reads a calendar back, by the identifiers of its events, and holds it to RFC 5545: lines end in CRLF and have at
// most 75 octets of whole characters.
func (h *house) calendar(path string) map[string]map[string]string {
	h.t.Helper()
	text := h.ask(path).Body.String()
	if !strings.HasPrefix(text, "BEGIN:VCALENDAR\r\n") || !strings.HasSuffix(text, "END:VCALENDAR\r\n") || strings.Count(text, "\n") != strings.Count(text, "\r\n") {
		h.t.Fatalf("not a calendar:\n%s", text)
	}
	for line := range strings.SplitSeq(text, "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			h.t.Errorf("a line of %d octets: %q", len(line), line)
		}
	}
	cal, err := ics.ParseCalendar(strings.NewReader(text))
	ok(h.t, err)
	events := map[string]map[string]string{}
	for _, e := range cal.Events() {
		facts := map[string]string{}
		for _, p := range e.Properties {
			facts[p.IANAToken] = p.Value
		}
		for _, needed := range []string{"UID", "DTSTAMP", "DTSTART", "DTEND"} {
			if facts[needed] == "" {
				h.t.Errorf("an event has no %s: %v", needed, facts)
			}
		}
		events[e.Id()] = facts
	}
	return events
}
