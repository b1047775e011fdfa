// Command xingfu is the whole program: it serves, fills a demo, migrates, imports, and keeps users.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	_ "time/tzdata" // calendars know their zones on any machine

	"github.com/alecthomas/kong"

	"github.com/xingfu/xingfu/internal/app"
)

// version is set by the build.
var version = "dev"

type cli struct {
	app.Config `embed:""`

	Serve   serveCommand   `cmd:"" help:"Serve console, portal and API."`
	Demo    demoCommand    `cmd:"" help:"Fill an empty database with a demo operator and serve it."`
	Migrate migrateCommand `cmd:"" help:"Bring the database's schema up to date."`
	Import  importCommand  `cmd:"" help:"Bring in data of other systems."`
	Backup  backupCommand  `cmd:"" help:"Write all data into a file while the server runs."`
	Restore restoreCommand `cmd:"" help:"Read a backup into an empty database."`
	Audit   auditCommand   `cmd:"" help:"Check the audit log, or take entries out of it."`
	Bench   benchCommand   `cmd:"" help:"Fill a database with many tickets and measure the program beside the bare database."`
	User    userCommand    `cmd:"" help:"Keep log-ins."`
	Token   tokenCommand   `cmd:"" help:"Keep API tokens."`
	Openapi openapiCommand `cmd:"" help:"Print the description of the API, OpenAPI 3.1."`
	Version versionCommand `cmd:"" help:"Say which version this is."`
}

// garbage is how much of it may be there for each 100 bytes in use before it is collected. What is in use is little, so
// that collecting it seldom costs some tens of megabytes, and lists come a tenth faster than with Go's own 100.
const garbage = 400

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, nil)))
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	var c cli
	parsed := kong.Parse(&c, kong.Name("xingfu"), kong.ShortUsageOnError(), kong.ConfigureHelp(kong.HelpOptions{FlagsLast: true, Compact: true}),
		kong.ExplicitGroups([]kong.Group{{Key: "serving", Title: "Flags for serving:"}}),
		kong.Description("Xingfu 星服: customer service and service operations of a satellite operator."))
	parsed.BindTo(ctx, (*context.Context)(nil))
	if err := parsed.Run(c.Config); err != nil {
		fmt.Fprintln(os.Stderr, "xingfu:", err)
		os.Exit(codeOf(err))
	}
}

// codeOf is the exit code for an error: 1 unless it has one of its own.
func codeOf(err error) int {
	var coded interface{ ExitCode() int }
	if errors.As(err, &coded) {
		return coded.ExitCode()
	}
	return 1
}
