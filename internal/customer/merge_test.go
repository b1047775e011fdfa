package customer_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// A merged customer's things go over to the one who goes on, and come back when it is undone.
func TestCustomersAreMergedAndTheMergeUndone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		a, b, other := h.add("zj", "舟山渔业", "13900000001", "17400010001"), h.add("field", "舟山渔业公司", "13900000002", "17400010002"), h.add("gd", "粤", "13900000003", "")
		ctx := h.as("zhe")
		_, err := h.AddContract(org.AsProgram(t.Context()), a.ID, customer.Contract{Number: "HT-1", Tier: "gold", StartsOn: "2020-01-01"})
		ok(t, err)
		a, err = h.Change(ctx, a.ID, customer.Change{Version: 2})
		ok(t, err)
		_, err = h.MergeCustomer(ctx, a.ID, customer.Merging{Into: b.ID, Version: a.Version})
		wants(t, err, fault.Invalid, "reason")
		_, err = h.MergeCustomer(ctx, a.ID, customer.Merging{Into: a.ID, Reason: "x", Version: a.Version})
		wants(t, err, fault.Invalid, "into")
		_, err = h.MergeCustomer(ctx, a.ID, customer.Merging{Into: other.ID, Reason: "x", Version: a.Version})
		wants(t, err, fault.Invalid, "into")
		_, err = h.MergeCustomer(ctx, a.ID, customer.Merging{Into: b.ID, Reason: "x", Version: 99})
		wants(t, err, fault.Conflict, "")
		_, err = h.MergeCustomer(ctx, a.ID, customer.Merging{Into: b.ID, Reason: "同一家公司", Version: a.Version})
		ok(t, err)

		tell := func() map[string][]int {
			got := map[string][]int{}
			for name, id := range map[string]string{"a": a.ID, "b": b.ID} {
				d, err := h.Get(ctx, id)
				ok(t, err)
				gold := 0
				if d.Tier == "gold" {
					gold = 1
				}
				got[name] = []int{len(d.Contacts), len(d.Terminals), len(d.Contracts), gold}
			}
			return got
		}
		if diff := cmp.Diff(map[string][]int{"a": {0, 0, 0, 0}, "b": {2, 2, 1, 1}}, tell()); diff != "" {
			t.Error(diff)
		}
		ok(t, h.Index().Finish(t.Context(), nil))
		for text, want := range map[string]string{"13900000001": b.ID, "17400010001": b.ID, "舟山渔业": b.ID} {
			found, err := h.Callers(ctx, text)
			ok(t, err)
			for _, c := range found {
				if c.Customer.ID != want {
					t.Errorf("%s finds %s", text, c.Customer.Name)
				}
			}
			if len(found) == 0 {
				t.Errorf("%s finds nobody", text)
			}
		}
		rows, _, err := h.List(ctx, customer.Filter{}, customer.Paging{Limit: 10})
		if ok(t, err); len(rows) != 1 {
			t.Errorf("%d customers are listed", len(rows))
		}
		_, err = h.AddContact(ctx, a.ID, customer.Contact{Name: "新"})
		wants(t, err, fault.Conflict, "")
		_, err = h.Place(ctx, a.ID, "", "", "")
		wants(t, err, fault.Invalid, "customerId")
		_, err = h.MergeCustomer(ctx, b.ID, customer.Merging{Into: a.ID, Reason: "x", Version: b.Version + 1})
		wants(t, err, fault.Conflict, "")

		d, err := h.Get(ctx, b.ID)
		ok(t, err)
		for _, c := range d.Contacts { // what was added meanwhile stays
			if c.Phone == "13900000001" {
				_, err = h.ChangeContact(ctx, c.ID, customer.ContactFields{Note: ptr("改过")}, c.Version)
				ok(t, err)
			}
		}
		_, err = h.AddContact(ctx, b.ID, customer.Contact{Name: "后来的"})
		ok(t, err)
		_, err = h.UnmergeCustomer(h.as("yue"), a.ID, "不是一家")
		wants(t, err, fault.NotFound, "")
		_, err = h.UnmergeCustomer(ctx, a.ID, "不是一家")
		ok(t, err)
		if diff := cmp.Diff(map[string][]int{"a": {1, 1, 1, 1}, "b": {2, 1, 0, 0}}, tell()); diff != "" {
			t.Error(diff)
		}
		found, err := h.Callers(ctx, "13900000001")
		if ok(t, err); len(found) != 1 || found[0].Customer.ID != a.ID || found[0].Contact.Note != "改过" {
			t.Errorf("%+v", found)
		}
		_, err = h.UnmergeCustomer(ctx, a.ID, "再来")
		wants(t, err, fault.Conflict, "")
	})
}

func TestLikelyDuplicatesAreFound(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		a, b, c := h.add("zj", "舟山渔业", "13900000001", ""), h.add("zj", "舟山渔业", "13900000001", ""), h.add("gd", "另一家", "0086 13900000001", "")
		h.add("zj", "别人", "13900000009", "")
		for who, want := range map[string][]string{"all": {b.ID + " name contact", c.ID + " contact"}, "zhe": {b.ID + " name contact"}} {
			likely, err := h.LikelySame(h.as(who), a.ID)
			ok(t, err)
			var got []string
			for _, l := range likely {
				text := l.ID
				for _, s := range l.Same {
					text += " " + s
				}
				got = append(got, text)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: %s", who, diff)
			}
			twins, next, err := h.ListTwins(h.as(who), customer.Paging{Limit: 1})
			ok(t, err)
			if len(twins) != 1 || next != "" || len(twins[0].Customers) != len(want)+1 {
				t.Errorf("%s: %+v", who, twins)
			}
		}
		if twins, _, err := h.ListTwins(h.as("yue"), customer.Paging{Limit: 1}); err != nil || len(twins) != 0 {
			t.Errorf("%+v %v", twins, err)
		}
	})
}

// The one who goes on takes over what was chosen, keeps the rest, and the merged one is found beside him.
func TestAMergeTakesOverWhatWasChosen(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		from, to := h.add("zj", "舟山远汐渔业有限公司", "13900000001", ""), h.add("zj", "远汐渔业", "13900000002", "")
		address, tier := "舟山市定海区", "gold"
		from, err := h.Change(h.as("all"), from.ID, customer.Change{Address: &address, Tier: &tier, Version: from.Version})
		ok(t, err)
		d, err := h.Get(h.as("all"), from.ID)
		ok(t, err)
		from = &d.Customer
		_, err = h.MergeCustomer(h.as("all"), from.ID, customer.Merging{Into: to.ID, Reason: "同一家", Take: []string{"nonsense"}, Version: from.Version})
		wants(t, err, fault.Invalid, "take")
		_, err = h.MergeCustomer(h.as("all"), from.ID, customer.Merging{Into: to.ID, Reason: "同一家", Take: []string{"name", "tier"}, Version: from.Version})
		ok(t, err)
		d, err = h.Get(h.as("all"), to.ID)
		if ok(t, err); d.Name != from.Name || d.Tier != "gold" || d.Address != "" {
			t.Errorf("%+v", d.Customer)
		}
		same, err := h.LikelySame(h.as("all"), to.ID)
		if ok(t, err); len(same) != 1 || same[0].ID != from.ID || !slices.Contains(same[0].Same, "merged") {
			t.Errorf("%+v", same)
		}
	})
}
