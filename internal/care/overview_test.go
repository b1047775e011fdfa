package care_test

import (
	"testing"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/outage"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// The screen of a customer shows who he is and how he is served, to those who may see him.
func TestACustomerOnOneScreen(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		c := h.client("远汐渔业")
		filed := h.fault("lin", c.ID)
		_, err := h.customers.AddTerminal(h.program(), c.ID, customer.Terminal{Product: "vsat", Number: "VS-1", Beam: "KU-03"})
		ok(t, err)
		_, err = h.outages.Declare(h.program(), outage.Input{Kind: outage.Failure, Ways: customer.Ways{Beams: []string{"KU-03"}}, Area: lang.Text{Zh: "浙江沿海"},
			Words: lang.Text{Zh: "正在抢修。"}, StartsAt: h.at})
		ok(t, err)
		got, err := h.Overview(h.as("lin"), c.ID)
		ok(t, err)
		if got.Customer.Name != "远汐渔业" || len(got.Customer.Contacts) != 1 || len(got.Open) != 1 || got.Open[0].ID != filed.ID || len(got.Outages) != 1 {
			t.Errorf("%+v", got)
		}
		_, err = h.Overview(h.as("wu"), c.ID)
		refused(t, err, fault.NotFound, "")
		_, err = h.Overview(h.as("lin"), store.NewID(t.Context()))
		refused(t, err, fault.NotFound, "")
	})
}
