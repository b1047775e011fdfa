package customer_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

func TestFactsAboutASiteAreKeptWithWhatTheySaidBefore(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		c := h.add("field", "舟山远汐渔业", "13900000001", "") // the team's own customer
		site, err := h.AddSite(org.AsProgram(t.Context()), c.ID, customer.Site{Name: "浙岱渔11号"})
		ok(t, err)
		mast, err := h.AddFact(h.as("eng"), site.ID, customer.FactFields{Kind: "mast", Words: " 桅杆有裂缝 ", SeenOn: "2026-05-01"})
		ok(t, err)
		_, err = h.AddFact(h.as("zhe"), site.ID, customer.FactFields{Kind: "contact", Words: "值班电话", SeenOn: "2026-04-01", ValidUntil: "2027-01-01"})
		ok(t, err)
		_, err = h.ChangeFact(h.as("zhe"), mast.ID, customer.FactFields{Kind: "mast", Words: "桅杆已换", SeenOn: "2026-06-01"}, 1)
		ok(t, err)
		same, err := h.ChangeFact(h.as("zhe"), mast.ID, customer.FactFields{Kind: "mast", Words: "桅杆已换", SeenOn: "2026-06-01"}, 2)
		if ok(t, err); same.Version != 2 || len(same.Earlier) != 1 {
			t.Errorf("what says nothing new became a version: %+v", same)
		}
		_, err = h.ChangeFact(h.as("eng"), mast.ID, customer.FactFields{Kind: "mast", Words: "x"}, 1)
		wants(t, err, fault.Conflict, "")
		_, err = h.ChangeFact(h.as("eng"), mast.ID, customer.FactFields{Kind: "mast", Words: "桅杆已换", SeenOn: "2026-06-01", Gone: true}, 2)
		ok(t, err)
		told := func(who string) (list []string) {
			facts, err := h.Facts(h.as(who), site.ID)
			ok(t, err)
			for _, f := range facts {
				said := fmt.Sprint(f.Kind, " ", f.Words, " ", f.ByName, " ", f.Gone)
				for _, v := range f.Earlier {
					said += fmt.Sprint(" < ", v.Words, " ", v.ByName)
				}
				list = append(list, said)
			}
			return list
		}
		want := []string{"contact 值班电话 zhe false", "mast 桅杆已换 eng true < 桅杆已换 zhe < 桅杆有裂缝 eng"}
		if diff := cmp.Diff(want, told("all")); diff != "" {
			t.Error(diff)
		}

		other := h.add("zj", "远汐渔业", "", "")
		_, err = h.MergeCustomer(h.as("all"), c.ID, customer.Merging{Into: other.ID, Reason: "同一家", Version: c.Version})
		ok(t, err)
		if diff := cmp.Diff(want, told("zhe")); diff != "" {
			t.Errorf("after the merge: %s", diff)
		}
	})
}

func TestWhoSeesASiteAndWorksThereRecordsFacts(t *testing.T) {
	h := newHouse(t, "sqlite://"+storetest.SQLitePath(t))
	site, err := h.AddSite(org.AsProgram(t.Context()), h.add("zj", "舟山远汐渔业", "", "").ID, customer.Site{Name: "浙岱渔11号"})
	ok(t, err)
	fact := customer.FactFields{Kind: "power", Words: "只有柴油机"}
	for who, code := range map[string]fault.Code{"yue": fault.NotFound, "eng": fault.NotFound, "audit": fault.Forbidden} {
		_, err := h.AddFact(h.as(who), site.ID, fact)
		wants(t, err, code, "")
	}
	made, err := h.AddFact(h.as("zhe"), site.ID, fact)
	ok(t, err)
	_, err = h.ChangeFact(h.as("yue"), made.ID, fact, 1)
	wants(t, err, fault.NotFound, "")
	_, err = h.Facts(h.as("yue"), site.ID)
	wants(t, err, fault.NotFound, "")
	for field, in := range map[string]customer.FactFields{
		"kind": {Kind: "x", Words: "x"}, "words": {Kind: "mast", Words: " "}, "seenOn": {Kind: "mast", Words: "x", SeenOn: "2999-01-01"},
		"validUntil": {Kind: "mast", Words: "x", SeenOn: "2026-05-02", ValidUntil: "2026-05-01"},
	} {
		_, err := h.AddFact(h.as("zhe"), site.ID, in)
		wants(t, err, fault.Invalid, field)
	}
}
