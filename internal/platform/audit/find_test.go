package audit_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// A text is looked for within a bounded number of entries at a time, and found wherever it is.
func TestATextIsFoundFarBack(t *testing.T) {
	t.Cleanup(audit.LookAt(10))
	storetest.Each(t, func(t *testing.T, url string) {
		_, log := opened(t, url)
		at := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
		for n := range 35 { // several at each time
			ctx := now.At(t.Context(), at.Add(time.Duration(n/4)*time.Second))
			if err := log.Write(ctx, audit.Who{Name: "管"}, "policy.saved", "policy", "p", map[string]string{"zh": fmt.Sprintf("第%d条", n)}); err != nil {
				t.Fatal(err)
			}
		}
		look := func(text string, limit int) (found []int64, calls int) {
			for after := (*audit.Place)(nil); ; {
				page, next, err := log.Find(t.Context(), audit.Filter{Text: text}, after, limit)
				if err != nil {
					t.Fatal(err)
				}
				for _, e := range page {
					found = append(found, e.Seq)
				}
				if calls++; next == nil {
					return found, calls
				}
				after = next
			}
		}
		if found, calls := look("第3条", 50); len(found) != 1 || found[0] != 4 || calls != 4 {
			t.Errorf("found %v in %d calls", found, calls)
		}
		for _, limit := range []int{1, 3, 10, 50} {
			found, _ := look("条", limit)
			for i := range found {
				if found[i] != int64(35-i) {
					t.Errorf("%d a page: %v", limit, found)
					break
				}
			}
			if len(found) != 35 {
				t.Errorf("%d a page: %d found", limit, len(found))
			}
		}
	})
}
