// Package bench measures the program under load beside the bare database: it fills a database with as many
// tickets as are asked for, then measures through HTTP, and in the same run the same rows and queries as
// plain SQL on the same database. What it prints is a measurement, never a verdict.
package bench

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"runtime"
	"time"

	"github.com/xingfu/xingfu/internal/app"
	"github.com/xingfu/xingfu/internal/demo"
)

// Size is how much to fill and how hard to press.
type Size struct {
	Tickets   int
	Customers int
	Clients   int           // at once
	For       time.Duration // each measurement
}

// Progress is told how much of the filling is done.
type Progress func(what string, done, all int)

// Report is what was measured.
type Report struct {
	Machine   string    `json:"machine"`
	Engine    string    `json:"engine"`
	Version   string    `json:"version"`
	At        time.Time `json:"at"`
	Tickets   int       `json:"tickets"`
	Customers int       `json:"customers"`
	Clients   int       `json:"clients"`
	Filled    *Filling  `json:"filled,omitempty"`
	Measures  []Measure `json:"measures"`
}

// Measure is one thing measured through the program and as bare SQL.
type Measure struct {
	Name    string   `json:"name"`
	Program Figures  `json:"program"`
	Bare    *Figures `json:"bare,omitempty"`  // none where the program was asked only so often
	Ratio   float64  `json:"ratio,omitempty"` // of what the program does in a second to what the bare database does
}

// Run fills the configured database up to the size, unless it holds as much from an earlier run, and
// measures. The database must be empty or filled by an earlier run.
func Run(ctx context.Context, config app.Config, version string, size Size, progress Progress) (*Report, error) {
	a, err := app.Open(ctx, config, version)
	if err != nil {
		return nil, err
	}
	defer a.Close()
	_, err = demo.Fill(ctx, demo.Services{DB: a.DB, Org: a.Org, Duty: a.Duty, Customers: a.Customers, Outages: a.Outages, Identity: a.Identity, Tickets: a.Tickets, Care: a.Care}, seed,
		func(done, all int) { progress("pattern", done, all) })
	if err != nil {
		return nil, err
	}
	raw, err := openBare(ctx, config, size.Clients)
	if err != nil {
		return nil, err
	}
	defer raw.close()
	r := &Report{Machine: machine(), Engine: string(a.DB.Engine), Version: version, At: time.Now().UTC(), Clients: size.Clients}
	if r.Filled, err = fill(ctx, raw, size, progress); err != nil {
		return nil, err
	}
	if err := indexed(ctx, a, raw, r.Filled, progress); err != nil {
		return nil, err
	}
	if r.Tickets, r.Customers, err = counts(ctx, raw); err != nil {
		return nil, err
	}
	handler := a.Handler(ctx)
	base, stop, err := serve(handler)
	if err != nil {
		return nil, err
	}
	defer stop()
	r.Measures, err = measure(ctx, handler, base, raw, size)
	return r, err
}

// seed tells the story whose tickets are the pattern of all others.
const seed = 1

func machine() string {
	return fmt.Sprintf("%d cores, %s/%s, %s", runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version())
}

// serve answers requests on a port of its own, as the program does.
func serve(handler http.Handler) (base string, stop func(), err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 20 * time.Second}
	go func() { _ = server.Serve(listener) }()
	return "http://" + listener.Addr().String(), func() { _ = server.Close() }, nil
}
