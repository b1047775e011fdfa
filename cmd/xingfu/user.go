package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/xingfu/xingfu/internal/app"
	"github.com/xingfu/xingfu/internal/org"
)

type userCommand struct {
	Add      userAdd      `cmd:"" help:"Give a person an account. The password is read from standard input."`
	Password userPassword `cmd:"" help:"Set a person's password, read from standard input."`
	Unlock   userUnlock   `cmd:"" help:"Unlock an account that was locked after too many failed log-ins."`
	Reset    userReset    `cmd:"" name:"reset-factor" help:"Take away the second factors of a person who has lost them, and log him out."`
	List     userList     `cmd:"" help:"List the accounts."`
}

type userAdd struct {
	Login string `arg:"" help:"Log-in name."`
	Name  string `help:"The person's name." required:""`
	Unit  string `help:"The unit, by name; the first unit is made when there is none." required:""`
	Role  string `help:"The role, by its code; the first account of all is administrator and security officer."`
	Scope string `help:"How far the role reaches." enum:"own,unit,subtree,all," default:""`
	JSON  bool   `help:"Print the account as JSON." name:"json"`
}

// Run makes an account; in an empty installation also the first unit.
func (c *userAdd) Run(ctx context.Context, config app.Config) error {
	return withApp(ctx, config, func(ctx context.Context, a *app.App) error {
		password, err := readPassword()
		if err != nil {
			return err
		}
		roles, err := c.roles(ctx, a)
		if err != nil {
			return err
		}
		unit, err := unitNamed(ctx, a, c.Unit)
		if err != nil {
			return err
		}
		var posts []org.NewPost
		for _, role := range roles {
			posts = append(posts, org.NewPost{Role: role, UnitID: unit, Scope: c.scope(role)})
		}
		p, err := a.Org.AddStaff(ctx, org.NewStaff{Login: c.Login, Name: c.Name, UnitID: unit, Password: password, Posts: posts})
		if err != nil {
			return err
		}
		if c.JSON {
			printJSON(map[string]string{"id": p.ID, "login": p.Login})
			return nil
		}
		fmt.Printf("%s can log in now\n", p.Login)
		return nil
	})
}

// roles are those of the account: what is asked for, and without it administrator and security officer while
// nobody manages rights yet.
func (c *userAdd) roles(ctx context.Context, a *app.App) ([]org.Role, error) {
	if c.Role != "" {
		return []org.Role{org.Role(c.Role)}, nil
	}
	people, err := a.Org.WithPermission(ctx, org.RightsManage)
	if err != nil || len(people) == 0 {
		return []org.Role{org.Admin, org.Security}, err
	}
	tree, err := a.Org.Tree(ctx)
	if err != nil {
		return nil, err
	}
	var codes []string
	for _, d := range tree.Roles() {
		codes = append(codes, string(d.Code))
	}
	return nil, fmt.Errorf("say which role with --role: %s", strings.Join(codes, ", "))
}

// scope is how far a role reaches where nothing is said: administrator, security officer and auditor reach all,
// everybody else his unit.
func (c *userAdd) scope(role org.Role) org.Scope {
	if c.Scope != "" {
		return org.Scope(c.Scope)
	}
	if role == org.Admin || role == org.Security || role == org.Auditor {
		return org.ScopeAll
	}
	return org.ScopeUnit
}

func unitNamed(ctx context.Context, a *app.App, name string) (string, error) {
	tree, err := a.Org.Tree(ctx)
	if err != nil {
		return "", err
	}
	for _, u := range tree.Units() {
		if u.Name == name {
			return u.ID, nil
		}
	}
	if tree.Root() != "" {
		return "", fmt.Errorf("there is no unit %q", name)
	}
	u, err := a.Org.AddUnit(ctx, org.NewUnit{Name: name, Kind: org.Headquarters})
	if err != nil {
		return "", err
	}
	return u.ID, nil
}

type userPassword struct {
	Login string `arg:"" help:"Log-in name."`
}

// Run sets a password and ends the person's sessions.
func (c *userPassword) Run(ctx context.Context, config app.Config) error {
	return withPerson(ctx, config, c.Login, func(ctx context.Context, a *app.App, p *org.Staff) error {
		password, err := readPassword()
		if err != nil {
			return err
		}
		_, err = a.Org.ChangeStaff(ctx, p.ID, org.StaffChange{Password: &password, Version: p.Version})
		return err
	})
}

type userUnlock struct {
	Login string `arg:"" help:"Log-in name."`
}

// Run unlocks an account.
func (c *userUnlock) Run(ctx context.Context, config app.Config) error {
	return withPerson(ctx, config, c.Login, func(ctx context.Context, a *app.App, p *org.Staff) error {
		return a.Org.Unlock(ctx, p.ID)
	})
}

type userReset struct {
	Login string `arg:"" help:"Log-in name."`
}

// Run takes away a person's second factors. His password stays.
func (c *userReset) Run(ctx context.Context, config app.Config) error {
	return withPerson(ctx, config, c.Login, func(ctx context.Context, a *app.App, p *org.Staff) error {
		return a.Org.ResetFactors(ctx, p.ID)
	})
}

// withPerson is withExisting for commands about one account.
func withPerson(ctx context.Context, config app.Config, login string, f func(ctx context.Context, a *app.App, p *org.Staff) error) error {
	return withExisting(ctx, config, func(ctx context.Context, a *app.App) error {
		p, err := a.Org.StaffByLogin(ctx, login)
		if err != nil {
			return err
		}
		return f(ctx, a, p)
	})
}

type userList struct {
	JSON bool `help:"Print the list as JSON." name:"json"`
}

// Run lists the accounts.
func (c *userList) Run(ctx context.Context, config app.Config) error {
	return withExisting(ctx, config, func(ctx context.Context, a *app.App) error {
		rows, err := a.Org.ListStaff(ctx, org.StaffFilter{})
		if err != nil {
			return err
		}
		tree, err := a.Org.Tree(ctx)
		if err != nil {
			return err
		}
		for _, row := range rows {
			var roles []string
			for _, p := range row.Posts {
				roles = append(roles, string(p.Role))
			}
			if c.JSON {
				printJSON(map[string]any{"login": row.Login, "name": row.Name, "unit": tree.Name(row.UnitID), "roles": roles, "disabled": row.Disabled})
				continue
			}
			fmt.Printf("%-24s %-12s %s  %s\n", row.Login, strings.Join(roles, ","), tree.Name(row.UnitID), row.Name)
		}
		return nil
	})
}

// withExisting is withApp for commands that mean a database that there is.
func withExisting(ctx context.Context, config app.Config, f func(ctx context.Context, a *app.App) error) error {
	if err := config.CheckExists(); err != nil {
		return err
	}
	return withApp(ctx, config, f)
}

// withApp opens the program for one command that acts in its own name, and says when it makes a new database
// for it.
func withApp(ctx context.Context, config app.Config, f func(ctx context.Context, a *app.App) error) error {
	if config.CheckExists() != nil {
		fmt.Fprintln(os.Stderr, "xingfu: making a new database in", config.Data)
	}
	a, err := app.Open(ctx, config, version)
	if err != nil {
		return err
	}
	defer a.Close()
	return f(app.ByCommand(org.AsProgram(ctx)), a)
}

func readPassword() (string, error) {
	if info, err := os.Stdin.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
		fmt.Fprint(os.Stderr, "password: ")
	}
	line, err := bufio.NewReader(os.Stdin).ReadString('\n')
	if line = strings.TrimRight(line, "\r\n"); line == "" {
		return "", errors.Join(errors.New("give the password on standard input"), err)
	}
	return line, nil
}
