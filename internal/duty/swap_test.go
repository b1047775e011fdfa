package duty_test

import (
	"testing"
	"time"

	"github.com/xingfu/xingfu/internal/duty"
	"github.com/xingfu/xingfu/internal/platform/fault"
)

// offered is a published day of ann's that she offers.
func (h *house) offered(to string) string {
	h.t.Helper()
	ok(h.t, h.set("ann", "2026-12-07", "day"))
	h.publish("2026-12-01", "2026-12-31")
	in := duty.NewSwap{ShiftID: h.shift("ann", "2026-12-07"), Reason: "体检"}
	if to != "" {
		in.ToID = h.id(to)
	}
	h.told()
	w, err := h.Offer(h.as("ann"), in)
	ok(h.t, err)
	again, err := h.Offer(h.as("ann"), in)
	ok(h.t, err)
	if again.ID != w.ID {
		h.t.Error("offered again it is another swap")
	}
	return w.ID
}

func (h *house) step(login, id, step string) error {
	_, err := h.Step(h.as(login), id, duty.SwapStep{Step: step, Text: "x"})
	return err
}

func TestASwapIsOfferedTakenAndApproved(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		id := h.offered("ben")
		if told := h.told(); len(told) != 1 || told["ben"] != "duty.swap.offered" {
			t.Errorf("told: %v", told)
		}
		refused(t, h.step("cai", id, "take"), fault.Conflict)
		refused(t, h.step("eve", id, "take"), fault.NotFound)
		refused(t, h.step("lead", id, "approve"), fault.Conflict)
		ok(t, h.step("ben", id, "take"))
		if told := h.told(); told["lead"] != "duty.swap.taken" || told["ann"] != "duty.swap.taken" {
			t.Errorf("told: %v", told)
		}
		refused(t, h.step("ben", id, "approve"), fault.Conflict)
		if m, err := h.Mine(h.as("lead")); err != nil || len(m.Swaps) != 1 || m.Swaps[0].May[0] != "approve" {
			t.Errorf("the leader sees %+v, %v", m, err)
		}
		ok(t, h.step("lead", id, "approve"))
		if told := h.told(); told["ann"] != "duty.swap.done" || told["ben"] != "duty.swap.done" {
			t.Errorf("told: %v", told)
		}
		h.shift("ben", "2026-12-07")
		mine, err := h.Mine(h.as("ann"))
		ok(t, err)
		if len(mine.Shifts) != 0 || len(mine.Swaps) != 1 || mine.Swaps[0].State != duty.Done || mine.Swaps[0].Decided.Name != "lead" || mine.Swaps[0].Reason != "体检" {
			t.Errorf("ann has %+v", mine)
		}
		if v := h.roster("cai", "2026-12-07", "2026-12-07"); len(v.Swaps) != 1 || len(v.Shifts) != 1 {
			t.Errorf("the history is %+v", v.Swaps)
		}
		refused(t, h.step("ann", id, "withdraw"), fault.Conflict)
	})
}

func TestASwapIsTakenByWhoeverCan(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		v := h.roster("lead", "2026-12-07", "2026-12-07")
		v.Rules.Approve = false
		ok(t, h.SaveRules(h.as("lead"), h.units["gateway"], duty.RulesInput{Roster: v.Rules, Kinds: v.Kinds}))
		ok(t, h.set("ben", "2026-12-06", "night")) // ends when ann's day begins
		id := h.offered("")
		if told := h.told(); len(told) != 4 || told["ann"] != "" || told["cai"] != "duty.swap.offered" {
			t.Errorf("told: %v", told)
		}
		refused(t, h.step("ben", id, "take"), fault.Conflict)
		ok(t, h.step("cai", id, "take"))
		h.shift("cai", "2026-12-07")
		refused(t, h.step("dan", id, "take"), fault.Conflict)
	})
}

func TestASwapEndsOtherwise(t *testing.T) {
	for _, test := range []struct {
		who, step string
		taken     bool
		want      duty.SwapState
	}{{"ben", "decline", false, duty.Declined}, {"ann", "withdraw", false, duty.Withdrawn}, {"ann", "withdraw", true, duty.Withdrawn}, {"lead", "refuse", true, duty.Refused}} {
		each(t, func(t *testing.T, h *house) {
			id := h.offered("ben")
			if test.taken {
				ok(t, h.step("ben", id, "take"))
			}
			ok(t, h.step(test.who, id, test.step))
			h.shift("ann", "2026-12-07")
			if got := h.roster("ann", "2026-12-07", "2026-12-07").Swaps[0].State; got != test.want {
				t.Errorf("after %s it is %s", test.step, got)
			}
		})
	}
	each(t, func(t *testing.T, h *house) {
		id := h.offered("ben")
		ok(t, h.set("ann", "2026-12-07"))
		h.publish("2026-12-07", "2026-12-07")
		refused(t, h.step("ben", id, "take"), fault.Conflict)
		other := duty.NewSwap{ShiftID: h.shiftOf("ann", "2026-12-08"), ToID: h.id("eve")}
		_, err := h.Offer(h.as("ann"), other)
		refused(t, err, fault.Invalid)
		_, err = h.Offer(h.as("ben"), other)
		refused(t, err, fault.NotFound)
		other.ToID = h.id("ben")
		_, err = h.Offer(h.at("ann", start.Add(9*24*time.Hour)), other)
		refused(t, err, fault.Conflict)
	})
}

// shiftOf gives a person a published day.
func (h *house) shiftOf(login, day string) string {
	h.t.Helper()
	ok(h.t, h.set(login, day, "day"))
	h.publish(day, day)
	return h.shift(login, day)
}
