package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/xingfu/xingfu/internal/app"
)

type serveCommand struct {
	Listen string `help:"Address to listen on." default:":8080" env:"XINGFU_LISTEN"`
	JSON   bool   `help:"Print one line of JSON when ready." name:"json"`
}

// Run serves until it is told to stop.
func (c *serveCommand) Run(ctx context.Context, config app.Config) error {
	a, err := app.Open(ctx, config, version)
	if err != nil {
		return err
	}
	defer a.Close()
	return a.Serve(ctx, c.Listen, func(url string) {
		if c.JSON {
			printJSON(map[string]string{"url": url})
			return
		}
		fmt.Printf("Xingfu 星服 %s\n  console  %s/\n  portal   %s/portal/\n  API      %s/api/openapi.json\n", version, url, url, url)
	})
}

// printJSON prints one value on one line.
func printJSON(v any) {
	_ = json.NewEncoder(os.Stdout).Encode(v)
}

type migrateCommand struct {
	JSON bool `help:"Print the result as JSON." name:"json"`
}

// Run brings the schema up to date and says which version it has.
func (c *migrateCommand) Run(ctx context.Context, config app.Config) error {
	schema, err := app.Migrate(ctx, config)
	if err != nil {
		return err
	}
	if c.JSON {
		printJSON(map[string]int64{"schema": schema})
		return nil
	}
	fmt.Printf("the schema is at version %d\n", schema)
	return nil
}

type versionCommand struct {
	JSON bool `help:"Print it as JSON." name:"json"`
}

// Run says which version this is.
func (c *versionCommand) Run() error {
	if c.JSON {
		printJSON(map[string]string{"version": version})
		return nil
	}
	fmt.Println(version)
	return nil
}
