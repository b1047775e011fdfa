package bench

import (
	"context"
	"fmt"
	"io"
	"slices"
	"sync"
	"text/tabwriter"
	"time"
)

// Figures are how often something could be done, and how long it took.
type Figures struct {
	Done      int     `json:"done"`
	PerSecond float64 `json:"perSecond"`
	P50       float64 `json:"p50ms"`
	P95       float64 `json:"p95ms"`
	P99       float64 `json:"p99ms"`
	Slowest   float64 `json:"slowestMs"`
}

// act does something for the n-th time as one of several clients.
type act func(ctx context.Context, client, n int) error

// press does one thing over and over with so many clients at once for a while. The first error ends it.
func press(ctx context.Context, clients int, length time.Duration, do act) (Figures, error) {
	return pressed(ctx, clients, length, do, func(int, int) time.Time { return time.Now() })
}

// pace does one thing so many times a second. What waits because all clients are busy has begun when it was its turn.
func pace(ctx context.Context, clients, rate int, length time.Duration, do act) (Figures, error) {
	start := time.Now()
	return pressed(ctx, clients, length, do, func(client, n int) time.Time {
		turn := start.Add(time.Duration(n*clients+client) * time.Second / time.Duration(rate))
		time.Sleep(time.Until(turn))
		return turn
	})
}

func pressed(ctx context.Context, clients int, length time.Duration, do act, begin func(client, n int) time.Time) (Figures, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	took := make([][]time.Duration, clients)
	start := time.Now()
	var all sync.WaitGroup
	for client := range clients {
		all.Go(func() {
			for n := 0; time.Since(start) < length && ctx.Err() == nil; n++ {
				begun := begin(client, n)
				if err := do(ctx, client, n); err != nil {
					cancel(err)
					return
				}
				took[client] = append(took[client], time.Since(begun))
			}
		})
	}
	all.Wait()
	if err := context.Cause(ctx); err != nil {
		return Figures{}, err
	}
	return figures(slices.Concat(took...), time.Since(start)), nil
}

func figures(took []time.Duration, in time.Duration) Figures {
	if len(took) == 0 {
		return Figures{}
	}
	slices.Sort(took)
	at := func(share float64) float64 {
		return float64(took[min(len(took)-1, int(share*float64(len(took))))].Microseconds()) / 1000
	}
	return Figures{Done: len(took), PerSecond: float64(len(took)) / in.Seconds(), P50: at(.5), P95: at(.95), P99: at(.99), Slowest: at(1)}
}

// Print writes the report as a table.
func (r *Report) Print(w io.Writer) error {
	fmt.Fprintf(w, "%s · %s · %s · %s tickets, %s customers · %d clients\n", r.Version, r.Machine, r.Engine,
		thousands(r.Tickets), thousands(r.Customers), r.Clients)
	if f := r.Filled; f != nil && f.Tickets > 0 {
		fmt.Fprintf(w, "filled %s tickets (%s rows) in %s: %.0f tickets a second in the first tenth, %.0f in the last\n",
			thousands(f.Tickets), thousands(f.Rows), f.Took.Round(time.Second), f.First, f.Last)
	}
	if f := r.Filled; f != nil && f.Indexed > 0 {
		fmt.Fprintf(w, "made the documents for the search in %s\n", f.Indexed.Round(time.Second))
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "\tprogram /s\tp50 ms\tp95 ms\tp99 ms\tbare /s\tp50 ms\tp99 ms\tratio\t")
	for _, m := range r.Measures {
		fmt.Fprintf(t, "%s\t%.0f\t%.2f\t%.2f\t%.2f\t", m.Name, m.Program.PerSecond, m.Program.P50, m.Program.P95, m.Program.P99)
		if m.Bare != nil {
			fmt.Fprintf(t, "%.0f\t%.2f\t%.2f\t%.2f\t\n", m.Bare.PerSecond, m.Bare.P50, m.Bare.P99, m.Ratio)
		} else {
			fmt.Fprint(t, "\t\t\t\t\n")
		}
	}
	return t.Flush()
}

func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
