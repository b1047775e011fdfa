package app

import (
	"context"
	"fmt"
	"os/user"
	"slices"

	"github.com/xingfu/xingfu/internal/care"
	"github.com/xingfu/xingfu/internal/channel"
	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/duty"
	"github.com/xingfu/xingfu/internal/identity"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/outage"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/syslog"
	"github.com/xingfu/xingfu/internal/ticket"
)

// Audited lists all that is written into the audit log, in words.
func Audited() []audit.Action {
	return slices.Concat(audit.Audited, org.Audited, duty.Audited, customer.Audited, outage.Audited, identity.Audited, channel.Audited, ticket.Audited, care.Audited)
}

// OpenAudit opens the audit log of the configured database alone, for commands on it; close it when done. A database of
// an older schema is an error: to check the log must not change anything.
func OpenAudit(ctx context.Context, config Config) (log *audit.Log, close func(), err error) {
	if err := config.CheckExists(); err != nil {
		return nil, nil, err
	}
	db, err := store.Open(ctx, config.database())
	if err != nil {
		return nil, nil, err
	}
	behind, err := db.Behind(ctx)
	if err == nil && behind {
		err = fmt.Errorf("the database has an older schema: bring it up to date with `xingfu migrate` first")
	}
	if err != nil {
		_ = db.Close()
		return nil, nil, err
	}
	return audit.New(db, Audited()...), func() { _ = db.Close() }, nil
}

// ByCommand gives a context in which whoever is logged in on the machine gives a command.
func ByCommand(ctx context.Context) context.Context {
	return audit.By(ctx, audit.Caller{Via: audit.Command, Means: func(context.Context) (string, error) {
		account, err := user.Current()
		if err != nil { // a machine without such an account has a number for it, or nothing
			return "", nil
		}
		return account.Username, nil
	}})
}

// openFeed makes the feed to the syslog collector, if one is configured.
func (a *App) openFeed() error {
	if a.config.Syslog == "" {
		return nil
	}
	target, err := syslog.Parse(a.config.Syslog, a.config.SyslogCA)
	if err != nil {
		return err
	}
	a.feed = audit.NewFeed(a.Audit, target, a.config.SyslogPEN, a.Version)
	return nil
}

func (a *App) feedStuck(ctx context.Context) (stuck bool, waiting int, err error) {
	s, err := a.feed.State(ctx)
	return s.Stuck(), int(s.Waiting), err
}
