package customer_test

import (
	"testing"
	"time"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// The ledger tells what a customer agrees to now, and every time he changed his mind.
func TestConsentIsGivenAndTakenBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		c, other := h.add("zj", "甲", "13900000001", ""), h.add("gd", "乙", "13900000002", "")
		at := time.Date(2026, 6, 1, 1, 0, 0, 0, time.UTC)
		say := func(who, customerID string, in customer.NewConsent) error {
			at = at.Add(time.Minute)
			_, err := h.RecordConsent(now.At(h.as(who), at), customerID, in)
			return err
		}
		yes := customer.NewConsent{Purpose: "position", Given: true, Via: "phone", Wording: "入网协议第 7 条"}
		no := yes
		no.Given = false
		wants(t, say("zhe", c.ID, no), fault.Conflict, "")
		ok(t, say("zhe", c.ID, yes))
		wants(t, say("zhe", c.ID, yes), fault.Conflict, "")
		ok(t, say("zhe", c.ID, no))
		ok(t, say("zhe", c.ID, yes))
		wants(t, say("yue", c.ID, no), fault.NotFound, "")
		wants(t, say("eng", c.ID, no), fault.Forbidden, "")
		for field, wrong := range map[string]customer.NewConsent{
			"purpose": {Purpose: "fun", Via: "phone", Wording: "x"}, "via": {Purpose: "survey", Via: "dream", Wording: "x"},
			"wording": {Purpose: "survey", Given: true, Via: "phone"}, "contactId": {Purpose: "survey", Given: true, Via: "phone", Wording: "x", ContactID: contactOf(t, h, other.ID)},
		} {
			wants(t, say("all", c.ID, wrong), fault.Invalid, field)
		}
		all, err := h.Consents(h.as("zhe"), c.ID)
		ok(t, err)
		if len(all.Ledger) != 3 || len(all.Purposes) != len(customer.Purposes) {
			t.Errorf("%+v", all)
		}
		for _, p := range all.Purposes {
			if given := p.Code == "position"; p.Given != given || (p.Since != nil) != given {
				t.Errorf("%+v", p)
			}
			agreed, err := h.Agreed(org.AsProgram(t.Context()), c.ID, p.Code)
			if ok(t, err); agreed != p.Given {
				t.Errorf("%s is agreed to: %v", p.Code, agreed)
			}
		}
		_, err = h.Consents(h.as("yue"), c.ID)
		wants(t, err, fault.NotFound, "")
	})
}

func contactOf(t *testing.T, h *house, customerID string) string {
	t.Helper()
	d, err := h.Get(h.as("all"), customerID)
	ok(t, err)
	return d.Contacts[0].ID
}
