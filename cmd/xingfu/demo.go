package main

import (
	"context"
	"fmt"

	"github.com/xingfu/xingfu/internal/app"
	"github.com/xingfu/xingfu/internal/demo"
)

type demoCommand struct {
	Listen string `help:"Address to listen on." default:"localhost:8080" env:"XINGFU_LISTEN"`
	Seed   uint64 `help:"The same seed tells the same story." default:"1"`
	JSON   bool   `help:"Print one line of JSON when ready." name:"json"`
}

// Run fills an empty database with the demo operator, if it is not there yet, and serves it.
func (c *demoCommand) Run(ctx context.Context, config app.Config) error {
	a, err := app.Open(ctx, config, version)
	if err != nil {
		return err
	}
	defer a.Close()
	bar := progress("filling the demo", 1)
	accounts, err := demo.Fill(ctx, demo.Services{DB: a.DB, Org: a.Org, Duty: a.Duty, Customers: a.Customers, Outages: a.Outages, Identity: a.Identity, Tickets: a.Tickets, Care: a.Care}, c.Seed,
		func(done, all int) {
			bar.ChangeMax(all)
			_ = bar.Set(done)
		})
	if err != nil {
		return err
	}
	return a.Serve(ctx, c.Listen, func(url string) { c.ready(url, accounts) })
}

func (c *demoCommand) ready(url string, accounts []demo.Account) {
	if c.JSON {
		printJSON(map[string]any{"url": url, "accounts": accounts})
		return
	}
	fmt.Printf("Xingfu 星服 %s, demo operator\n\n  console  %s/\n  portal   %s/portal/\n  API      %s/api/openapi.json\n\nLog in with the password %s as\n",
		version, url, url, url, demo.Password)
	for _, a := range accounts {
		fmt.Printf("  %-16s %-10s %s %s\n", a.Login, a.Role, a.Unit, a.Name)
	}
}
