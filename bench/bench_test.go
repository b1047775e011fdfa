package bench_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/xingfu/xingfu/bench"
	"github.com/xingfu/xingfu/internal/app"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// It fills up to the size and measures everything; run again on the same database it only measures.
func TestABenchFillsMeasuresAndPrints(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		config := app.Config{DatabaseURL: address}
		if strings.HasPrefix(address, "sqlite://") {
			config = app.Config{Data: t.TempDir()}
		}
		size := bench.Size{Tickets: 1600, Customers: 450, Clients: 2, For: 300 * time.Millisecond}
		var was *bench.Report
		for range 2 {
			shown := map[string]bool{}
			r, err := bench.Run(t.Context(), config, "test", size, func(what string, _, _ int) { shown[what] = true })
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range r.Measures {
				if m.Program.Done == 0 || m.Bare != nil && (m.Bare.Done == 0 || m.Ratio == 0) {
					t.Errorf("%s was not measured: %+v", m.Name, m)
				}
			}
			var table bytes.Buffer
			if err := r.Print(&table); err != nil || strings.Count(table.String(), "\n") < len(r.Measures)+2 {
				t.Errorf("%v\n%s", err, table.String())
			}
			if was == nil {
				was = r
				if r.Tickets != size.Tickets || r.Customers != size.Customers || len(r.Measures) < 7 || !shown["tickets"] || !shown["documents"] {
					t.Errorf("filled %d tickets and %d customers, %d measures, shown %v", r.Tickets, r.Customers, len(r.Measures), shown)
				}
			} else if r.Filled.Tickets != 0 || r.Tickets <= size.Tickets {
				t.Errorf("again: filled %d more; there are %d", r.Filled.Tickets, r.Tickets)
			}
		}
	})
}
