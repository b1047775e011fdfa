package customer_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/sheet"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

func (h *house) table(who string, f customer.Filter, in lang.Code) string {
	h.t.Helper()
	ctx := lang.With(h.as(who), in)
	e, err := h.Export(ctx, f)
	ok(h.t, err)
	var out bytes.Buffer
	ok(h.t, e.Write(ctx, &out, sheet.CSV))
	return out.String()
}

// What one house exports another imports, and exports the same again.
func TestAnExportIsImportedUnchanged(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		h.plan("Ku 宽带", "vsat")
		h.plan("套 2", "mobile")
		_, err := h.load("", fleet, customer.ImportOrder{})
		ok(t, err)
		c := h.add("gd", "=粤,\"渔\"\n港", "13900000088", "")
		_, err = h.AddSite(h.as("all"), c.ID, customer.Site{Name: "空站", Area: "rural"})
		ok(t, err)
		for _, plan := range []string{"Ku 宽带", "套 2"} {
			_, err = h.AddSubscription(h.as("all"), c.ID, customer.Subscription{Plan: plan})
			ok(t, err)
		}
		for _, in := range []lang.Code{lang.Chinese, lang.English} {
			table := h.table("all", customer.Filter{}, in)
			other := newHouse(t, "sqlite://"+storetest.SQLitePath(t))
			other.plan("Ku 宽带", "vsat")
			other.plan("套 2", "mobile")
			r, err := other.load("", table, customer.ImportOrder{})
			ok(t, err)
			if r.Failed > 0 || r.Customers.Added != 3 {
				t.Fatalf("%+v", r)
			}
			if diff := cmp.Diff(table, other.table("all", customer.Filter{}, in)); diff != "" {
				t.Error(diff)
			}
		}
		records, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(h.table("yue", customer.Filter{}, lang.Chinese), "\ufeff"))).ReadAll()
		ok(t, err)
		for _, r := range records[1:] {
			if strings.HasPrefix(r[0], "A1") {
				t.Error("somebody exports a customer whom he may not see")
			}
			for _, cell := range r {
				if cell != "" && strings.ContainsAny(cell[:1], "=+-@") {
					t.Errorf("the cell %q is a formula", cell)
				}
			}
		}
		if _, err := h.Export(org.With(t.Context(), nil), customer.Filter{}); err == nil {
			t.Error("nobody exports customers")
		}
	})
}
