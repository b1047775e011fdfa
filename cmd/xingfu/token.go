package main

import (
	"context"
	"fmt"
	"time"

	"github.com/xingfu/xingfu/internal/app"
	"github.com/xingfu/xingfu/internal/org"
)

type tokenCommand struct {
	Add    tokenAdd    `cmd:"" help:"Make an API token for a person; it is printed once."`
	List   tokenList   `cmd:"" help:"List the API tokens, without their secrets."`
	Remove tokenRemove `cmd:"" help:"End an API token at once."`
}

type tokenAdd struct {
	Login string        `arg:"" help:"Log-in name of the person for whom the token acts."`
	Name  string        `help:"What it is for." required:""`
	For   time.Duration `help:"How long it holds, such as 720h; without, until it is removed."`
	JSON  bool          `help:"Print it as JSON." name:"json"`
}

// Run makes a token and prints its secret.
func (c *tokenAdd) Run(ctx context.Context, config app.Config) error {
	return withExisting(ctx, config, func(ctx context.Context, a *app.App) error {
		p, err := a.Org.StaffByLogin(ctx, c.Login)
		if err != nil {
			return err
		}
		var expires time.Time
		if c.For > 0 {
			expires = time.Now().Add(c.For).UTC()
		}
		row, secret, err := a.Org.AddToken(ctx, p.ID, c.Name, expires)
		if err != nil {
			return err
		}
		if c.JSON {
			printJSON(map[string]string{"id": row.ID, "token": secret})
			return nil
		}
		fmt.Println(secret)
		return nil
	})
}

type tokenList struct {
	JSON bool `help:"Print the list as JSON." name:"json"`
}

// Run lists everybody's tokens.
func (c *tokenList) Run(ctx context.Context, config app.Config) error {
	return withExisting(ctx, config, func(ctx context.Context, a *app.App) error {
		rows, err := a.Org.Tokens(ctx)
		if err != nil {
			return err
		}
		people, err := a.Org.ListStaff(ctx, org.StaffFilter{})
		if err != nil {
			return err
		}
		logins := map[string]string{}
		for _, p := range people {
			logins[p.ID] = p.Login
		}
		for _, row := range rows {
			if c.JSON {
				printJSON(struct {
					Login string `json:"login"`
					org.APIToken
				}{logins[row.StaffID], row})
				continue
			}
			fmt.Printf("%s  %-24s used %-10s ends %-10s  %s\n", row.ID, logins[row.StaffID], day(row.LastUsedAt), day(row.ExpiresAt), row.Name)
		}
		return nil
	})
}

func day(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.Local().Format(time.DateOnly)
}

type tokenRemove struct {
	ID string `arg:"" help:"The token's identifier, as token list shows it."`
}

// Run ends a token.
func (c *tokenRemove) Run(ctx context.Context, config app.Config) error {
	return withExisting(ctx, config, func(ctx context.Context, a *app.App) error { return a.Org.RemoveToken(ctx, c.ID) })
}
