package main

import (
	"context"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/xingfu/xingfu/bench"
	"github.com/xingfu/xingfu/internal/app"
)

type benchCommand struct {
	Tickets   int           `help:"Fill up to so many tickets." default:"100000"`
	Customers int           `help:"Fill up to so many customers; default: one for each four tickets."`
	Clients   int           `help:"How many ask at once." default:"16"`
	For       time.Duration `help:"How long each measurement takes." default:"10s"`
	JSON      bool          `help:"Print the report as JSON." name:"json"`
}

// Run fills a database of its own and measures the program beside the bare database.
func (c *benchCommand) Run(ctx context.Context, config app.Config) error {
	size := bench.Size{Tickets: c.Tickets, Customers: c.Customers, Clients: c.Clients, For: c.For}
	if size.Customers == 0 {
		size.Customers = c.Tickets / 4
	}
	var bar *progressbar.ProgressBar
	filling := ""
	report, err := bench.Run(ctx, config, version, size, func(what string, done, all int) {
		if what != filling {
			filling, bar = what, progress("filling "+what, int64(all))
		}
		_ = bar.Set(done)
	})
	if err != nil {
		return err
	}
	if c.JSON {
		printJSON(report)
		return nil
	}
	return report.Print(os.Stdout)
}
