package ticket

import (
	"context"
	"errors"

	"github.com/xingfu/xingfu/internal/channel"
	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/files"
	"github.com/xingfu/xingfu/internal/platform/index"
	"github.com/xingfu/xingfu/internal/platform/jobs"
	"github.com/xingfu/xingfu/internal/platform/live"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Service is what one can do with tickets. Console, portal, API and import all go through it.
type Service struct {
	Hotline string // what customers call, for texts to them

	db        *store.DB
	org       *org.Service
	customers *customer.Service
	messages  *channel.Service
	queue     *jobs.Queue
	files     *files.Store
	index     *index.Index
	audit     *audit.Log
	bus       *live.Bus
	throttle  *org.Throttle
	rules     rulebookCache
	numbers   numbers
	pace      pace
	watched   map[string]Stuck // by the kind of alarm
}

// New makes the service.
func New(db *store.DB, o *org.Service, c *customer.Service, m *channel.Service, q *jobs.Queue, log *audit.Log, bus *live.Bus) *Service {
	s := &Service{db: db, org: o, customers: c, messages: m, queue: q, files: files.New(db), index: c.Index(), audit: log, bus: bus, throttle: org.NewThrottle(db)}
	s.addSource()
	s.addUnitRules()
	c.Keeps("ticket")
	c.Hides("ticket", s.reveal)
	jobs.Handle(q, "mail-notices", s.mailNotices)
	jobs.Handle(q, "bulk", s.ContinueBulk)
	jobs.Handle(q, "give-back", s.GiveBack)
	o.OnReturn = s.returned
	jobs.Handle(q, "mail-urgent-notices", s.mailUrgent)
	return s
}

// rulesChanged drops the remembered rules here and in other replicas.
func (s *Service) rulesChanged() {
	s.rules.forget()
	s.bus.Publish(live.Change{Kind: "rules"})
}

// Follow drops the remembered rules when another replica says that it has changed them.
func (s *Service) Follow() (stop func(), err error) {
	return s.bus.Listen(func(c live.Change) {
		if c.Kind == "rules" {
			s.rules.forget()
		}
	})
}

func errNone() error { return fault.Missing("这张工单", "ticket") }

func errStale() error {
	return fault.New(fault.Conflict, "内容已被别人修改，请看过最新内容后再试。", "Someone has changed this meanwhile. Look at the latest state and try again.")
}

func not(zh, en string, args ...any) error { return fault.New(fault.Conflict, zh, en, args...) }

func may(zh, en string, args ...any) error { return fault.New(fault.Forbidden, zh, en, args...) }

// Version is the version of a ticket or handoff that a person saw when he decided; 0 when he did not say.
type Version int64

func (v Version) check(current int64) error {
	if v != 0 && int64(v) != current {
		return errStale()
	}
	return nil
}

// asFault gives the fault in err, or nil.
func asFault(err error) *fault.Error {
	var f *fault.Error
	errors.As(err, &f)
	return f
}

// program gives the context in which the program itself acts on tickets.
func program(ctx context.Context) context.Context { return org.AsProgram(org.With(ctx, nil)) }
