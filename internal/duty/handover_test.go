package duty_test

import (
	"testing"
	"time"

	"github.com/xingfu/xingfu/internal/duty"
	"github.com/xingfu/xingfu/internal/platform/fault"
)

func TestANoteIsHandedOverAndWhatIsOpenGoesOn(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.shiftOf("ben", "2026-12-01") // on duty now
		h.told()
		in := duty.NewHandover{UnitID: h.units["gateway"], Shift: "夜班", Text: "一切正常", Watch: "3 号功放偏热", Items: []duty.NewItem{{Text: "等备件", Ticket: "20261201-000007"}, {Text: " "}}}
		note, err := h.HandOver(h.as("ann"), in, "key")
		ok(t, err)
		again, err := h.HandOver(h.as("ann"), in, "key")
		ok(t, err)
		if again.ID != note.ID {
			t.Error("a retry wrote another note")
		}
		if told := h.told(); len(told) != 1 || told["ben"] != "duty.handover" {
			t.Errorf("told: %v", told)
		}
		_, err = h.HandOver(h.at("cai", start.Add(time.Minute)), duty.NewHandover{UnitID: h.units["gateway"], Text: "100% 好"}, "")
		ok(t, err)
		_, err = h.HandOver(h.as("ann"), duty.NewHandover{UnitID: h.units["gateway"], Text: " "}, "")
		refused(t, err, fault.Invalid)
		_, err = h.HandOver(h.as("eve"), in, "")
		refused(t, err, fault.NotFound)

		refused(t, h.Accept(h.as("ann"), note.ID), fault.Conflict)
		ok(t, h.Accept(h.as("ben"), note.ID))
		ok(t, h.Accept(h.as("ben"), note.ID))
		refused(t, h.Accept(h.as("cai"), note.ID), fault.Conflict)
		refused(t, h.Accept(h.as("eve"), note.ID), fault.NotFound)

		v := h.notes(duty.HandoverFilter{Limit: 1})
		if len(v.Items) != 1 || v.Items[0].By.Name != "cai" || v.NextCursor == "" || len(v.Open) != 1 || v.Open[0].Ticket != "20261201-000007" {
			t.Fatalf("the first page is %+v", v)
		}
		next := h.notes(duty.HandoverFilter{Limit: 1, Cursor: v.NextCursor})
		if len(next.Items) != 1 || next.Items[0].ID != note.ID || next.Items[0].Accepted.Name != "ben" || next.NextCursor != "" {
			t.Errorf("the second page is %+v", next)
		}
		for q, want := range map[string]int{"备件": 1, "功放": 1, "000007": 1, "100%": 1, "%": 1, "没有": 0, "": 2} {
			if got := h.notes(duty.HandoverFilter{Q: q, Limit: 20, From: "2026-12-01", To: "2026-12-01"}); len(got.Items) != want {
				t.Errorf("%q finds %d notes, want %d", q, len(got.Items), want)
			}
		}
		if got := h.notes(duty.HandoverFilter{Limit: 20, From: "2026-12-02"}); len(got.Items) != 0 {
			t.Error("tomorrow has notes")
		}
		item := v.Open[0].ID
		refused(t, h.Tick(h.as("eve"), item, true), fault.NotFound)
		ok(t, h.Tick(h.as("dan"), item, true))
		ok(t, h.Tick(h.as("cai"), item, true))
		got := h.notes(duty.HandoverFilter{Limit: 20})
		if len(got.Open) != 0 || got.Items[1].Items[0].Done.Name != "dan" {
			t.Errorf("ticked off it is %+v", got)
		}
		ok(t, h.Tick(h.as("dan"), item, false))
		if got := h.notes(duty.HandoverFilter{Limit: 20}); len(got.Open) != 1 {
			t.Error("it is not open again")
		}
	})
}

func (h *house) notes(f duty.HandoverFilter) *duty.Handovers {
	h.t.Helper()
	f.Unit = h.units["gateway"]
	v, err := h.Handovers(h.as("lead"), f)
	ok(h.t, err)
	return v
}
