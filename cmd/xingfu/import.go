package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/xingfu/xingfu/internal/app"
	"github.com/xingfu/xingfu/internal/reason/eventlog"
	"github.com/xingfu/xingfu/internal/ticket"
)

type importCommand struct {
	Customers importCustomers `cmd:"" help:"Bring in customers with their contacts, sites, terminals, subscriptions and contracts from a table."`
	Log       importLog       `cmd:"" help:"Replay another desk's event log as tickets, handoffs, clocks and events with their original times."`
}

type importLog struct {
	File    string `arg:"" help:"The log, a CSV file." type:"existingfile"`
	Mapping string `help:"A shipped mapping (volvo, helpdesk, servicenow) or a mapping file." required:""`
	Source  string `help:"The name under which the desk's tickets are known; default: the mapping's."`
	DryRun  bool   `help:"Only say what would be done."`
	JSON    bool   `help:"Print the report as JSON." name:"json"`
}

// Run replays the log. It is safe to run again: cases that are here already are left as they are.
func (c *importLog) Run(ctx context.Context, config app.Config) error {
	mapping, err := loadMapping(c.Mapping)
	if err != nil {
		return err
	}
	file, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	bar := progress("reading", info.Size())
	log, err := eventlog.Read(mapping, file, info.Size(), func(read int64) { _ = bar.Set64(read) })
	if err != nil {
		return err
	}
	_ = bar.Finish()
	return withApp(ctx, config, func(ctx context.Context, a *app.App) error { return c.replay(ctx, a, mapping, log) })
}

func (c *importLog) replay(ctx context.Context, a *app.App, mapping *eventlog.Mapping, log *eventlog.Result) error {
	source := c.Source
	if source == "" {
		source = mapping.Name
	}
	bar := progress("replaying", int64(len(log.Cases)))
	report, err := a.Tickets.ImportLog(ctx, log, ticket.LogImport{Source: source, Title: mapping.DefaultGroup, DryRun: c.DryRun,
		Progress: func(done, _ int) { _ = bar.Set(done) }})
	_ = bar.Finish()
	if err != nil {
		return err
	}
	if c.JSON {
		printJSON(report)
	} else {
		printReport(report)
	}
	if len(report.Errors) > 0 && report.Imported+report.Known == 0 {
		return errors.New("nothing could be imported")
	}
	return nil
}

const errorsShown = 20

func printReport(r *ticket.LogReport) {
	verb := "imported"
	if r.DryRun {
		verb = "would be imported"
	}
	fmt.Printf("%d rows, %d cases: %d %s, %d here already; %d events, %d handoffs, %d people, %d units\n",
		r.Rows, r.Cases, r.Imported, verb, r.Known, r.Events, r.Handoffs, r.Staff, r.Units)
	for i, e := range r.Errors {
		if i == errorsShown {
			fmt.Printf("… and %d more (--json lists all)\n", len(r.Errors)-i)
			break
		}
		fmt.Printf("line %d %s%s: %s\n", e.Line, e.Case, e.Column, e.Message)
	}
}

func loadMapping(name string) (*eventlog.Mapping, error) {
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		mapping, err := eventlog.ShippedMapping(name)
		if err != nil {
			return nil, fmt.Errorf("there is no mapping file %s, and the shipped mappings are %s", name, strings.Join(eventlog.Shipped(), ", "))
		}
		return mapping, nil
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return eventlog.LoadMapping(file)
}

// progress shows how far a long task is, on standard error and only to a person.
func progress(what string, all int64) *progressbar.ProgressBar {
	visible := false
	if info, err := os.Stderr.Stat(); err == nil {
		visible = info.Mode()&os.ModeCharDevice != 0
	}
	return progressbar.NewOptions64(all, progressbar.OptionSetDescription(what), progressbar.OptionSetWriter(os.Stderr), progressbar.OptionSetVisibility(visible),
		progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(), progressbar.OptionShowCount())
}
