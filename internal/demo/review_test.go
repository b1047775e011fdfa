package demo_test

import (
	"context"
	"slices"
	"testing"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/demo"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// Whom the review names as seeing a customer are exactly those whom the customer's own page lets in, over all people
// of the demo and some customers of each unit.
func TestTheReviewOfACustomerAgreesWithWhoSeesHim(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := filled(t, address)
		ctx := now.At(t.Context(), at)
		officer := as(t, s, org.Security, org.ScopeAll)
		everybody, err := s.Org.ListStaff(ctx, org.StaffFilter{})
		ok(t, err)
		var people []string
		for _, p := range everybody {
			people = append(people, p.ID)
		}
		actors, err := s.Org.Actors(ctx, people)
		ok(t, err)
		var customers []string
		ok(t, s.DB.Read(ctx).NewSelect().Table("customer").Column("id").Where("substr(number, 8) IN ('3', '7')").OrderExpr("id").Limit(60).Scan(ctx, &customers))
		kinds := map[string]int{}
		for _, id := range customers {
			viewers := []string{}
			for _, v := range viewersOf(t, officer, s, id, 7) {
				viewers = append(viewers, v.ID)
				for _, why := range v.Why {
					kinds[why.Kind]++
				}
				if len(v.Why) == 0 {
					t.Errorf("%s sees %s for no reason", v.Login, id)
				}
			}
			for _, a := range actors {
				_, err := s.Customers.Get(org.With(ctx, a), id)
				if err != nil && !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Forbidden) {
					t.Fatal(err)
				}
				if sees, named := err == nil, slices.Contains(viewers, a.StaffID); sees != named {
					t.Errorf("%s sees customer %s: %v, by the review: %v", a.Login, id, sees, named)
				}
			}
		}
		if len(customers) < 20 || kinds["all"] == 0 || kinds["unit"] == 0 || kinds["ticket"] == 0 {
			t.Errorf("%d customers, reasons %v: too few to prove anything", len(customers), kinds)
		}
		counts := map[int]int{}
		for _, limit := range []int{3, 50} {
			trace := &store.Trace{}
			_, err := s.Customers.Viewers(trace.With(officer), customers[0], "", limit)
			ok(t, err)
			counts[limit] = len(trace.Queries())
		}
		if counts[3] != 4 || counts[50] != 4 {
			t.Errorf("a page of 3 and of 50 takes %v queries", counts)
		}
		_, err = s.Customers.Viewers(as(t, s, org.FrontDesk, org.ScopeAll), customers[0], "", 10)
		if !fault.Is(err, fault.Forbidden) {
			t.Errorf("the front desk reviews rights: %v", err)
		}
	})
}

// viewersOf reads all pages of who sees a customer.
func viewersOf(t *testing.T, ctx context.Context, s demo.Services, id string, limit int) []customer.Viewer {
	t.Helper()
	var list []customer.Viewer
	for cursor := ""; ; {
		page, err := s.Customers.Viewers(ctx, id, cursor, limit)
		ok(t, err)
		list = append(list, page.Items...)
		if cursor = page.NextCursor; cursor == "" {
			return list
		}
	}
}
