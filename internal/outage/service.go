package outage

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/live"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Service is what one can do with outages.
type Service struct {
	db        *store.DB
	customers *customer.Service
	audit     *audit.Log
	bus       *live.Bus
}

// New makes the service.
func New(db *store.DB, customers *customer.Service, log *audit.Log, bus *live.Bus) *Service {
	return &Service{db, customers, log, bus}
}

// Audited is what is written into the audit log about outages, in words. Object is where it is.
var Audited = []audit.Action{
	{Code: "outage.declared", Group: audit.Network, Name: lang.T("发布中断公告", "Outage declared"), Says: lang.T("发布了{object}的中断公告", "declared an outage: {object}")},
	{Code: "outage.changed", Group: audit.Network, Name: lang.T("更新中断公告", "Outage updated"), Says: lang.T("更新了{object}的中断公告", "updated the outage: {object}")},
}

// Declare makes an outage known. Who says the same again, of the same ways from the same moment, is given the one that
// there is. It needs outage.manage.
func (s *Service) Declare(ctx context.Context, in Input) (*Outage, error) {
	if _, err := org.NeedOrProgram(ctx, org.OutageManage); err != nil {
		return nil, err
	}
	at := now.From(ctx)
	if err := in.valid(at); err != nil {
		return nil, err
	}
	if again, err := s.same(ctx, in); again != nil || err != nil {
		return again, err
	}
	o := &Outage{ID: store.NewID(ctx), CreatedAt: at}
	in.apply(o)
	var err error
	if o.Terminals, o.Customers, err = s.customers.CountOn(ctx, o.Ways); err != nil {
		return nil, err
	}
	return o, s.keep(ctx, "outage.declared", o, declared, []Changed{}, func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.NewInsert().Model(o).Exec(ctx)
		return err
	})
}

// declared is the first step of an outage.
const declared = "declared"

// same gives the outage that says the same of the same ways, if there is one.
func (s *Service) same(ctx context.Context, in Input) (*Outage, error) {
	var same []Outage
	err := s.db.Read(ctx).NewSelect().Model(&same).Where("starts_at = ? AND kind = ? AND ended_at IS NULL", in.StartsAt.UTC(), in.Kind).Scan(ctx)
	if err == nil {
		err = s.readWays(ctx, same)
	}
	for i := range same {
		if err == nil && sameWays(same[i].Ways, in.Ways) && same[i].Area == in.Area {
			return &same[i], nil
		}
	}
	return nil, err
}

// Change says anew what is known of an outage: other words, another end, that it is over, or goes on after all. It needs
// outage.manage. A stale version is a Conflict.
func (s *Service) Change(ctx context.Context, id string, in Input, version int64) (*Outage, error) {
	if _, err := org.NeedOrProgram(ctx, org.OutageManage); err != nil {
		return nil, err
	}
	at := now.From(ctx)
	if err := in.valid(at); err != nil {
		return nil, err
	}
	terminals, customers, err := s.customers.CountOn(ctx, in.Ways) // not while others wait to write
	if err != nil {
		return nil, err
	}
	o := &Outage{ID: id}
	return o, s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := s.db.Lock(tx.NewSelect().Model(o).WherePK()).Scan(ctx); store.None(err) {
			return errNone()
		} else if err != nil {
			return err
		}
		stale := fault.New(fault.Conflict, "这条公告刚被别人更新过，请看过再改。", "Somebody has just updated this outage. Look at it and try again.")
		if err := httpx.CheckVersion(ctx, o.Version, version, stale); err != nil {
			return err
		}
		found := []Outage{*o}
		if err := s.readWays(ctx, found); err != nil {
			return err
		}
		*o = found[0]
		before, words, internal := o.State(at), o.Words, o.Internal
		changes := in.apply(o)
		if len(changes) == 0 && o.Words == words && o.Internal == internal {
			return nil
		}
		o.Terminals, o.Customers = terminals, customers
		return s.keep(ctx, "outage.changed", o, step(before, o.State(at)), changes, func(ctx context.Context, tx bun.Tx) error {
			_, err := tx.NewUpdate().Model(o).WherePK().Exec(ctx)
			return err
		})
	})
}

// step names what a change is, by the states around it.
func step(before, after string) string {
	over := func(state string) bool { return state == Ended || state == Withdrawn }
	switch {
	case before == after || over(before) && over(after):
		return "updated"
	case over(after):
		return after
	case over(before):
		return "reopened"
	}
	return "updated"
}

func errNone() error { return fault.Missing("这条中断公告", "outage") }

// keep writes an outage with its ways and what was said, in one transaction.
func (s *Service) keep(ctx context.Context, action string, o *Outage, kind string, changes []Changed, write func(context.Context, bun.Tx) error) error {
	o.Version, o.UpdatedAt = o.Version+1, now.From(ctx)
	entry := &Entry{ID: store.NewID(ctx), OutageID: o.ID, At: o.UpdatedAt, Kind: kind, Words: o.Words, Internal: o.Internal, Changes: changes}
	if actor := org.From(ctx); actor != nil {
		entry.ByID, entry.ByName = actor.StaffID, actor.Name
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := write(ctx, tx); err != nil {
			return err
		}
		if err := writeWays(ctx, tx, o); err != nil {
			return err
		}
		if _, err := tx.NewInsert().Model(entry).Exec(ctx); err != nil {
			return err
		}
		store.After(ctx, func() { s.bus.Publish(live.Change{Kind: "outage", ID: o.ID}) })
		if org.From(ctx) == nil {
			return nil
		}
		return s.audit.Write(ctx, org.Who(ctx), action, "outage", o.ID, audit.Change{Name: o.Area, After: map[string]any{"step": kind, "ways": o.Ways,
			"startsAt": o.StartsAt, "expectedEnd": o.ExpectedEnd, "endedAt": o.EndedAt, "words": o.Words}})
	})
}

// Details is an outage with all that was said of it, the newest first.
type Details struct {
	Bulletin
	History []Entry `json:"history"`
}

// Get gives an outage with its history. Everybody who is logged in may see it.
func (s *Service) Get(ctx context.Context, id string) (*Details, error) {
	found := []Outage{{ID: id}}
	db := s.db.Read(ctx)
	err := db.NewSelect().Model(&found[0]).WherePK().Scan(ctx)
	if store.None(err) {
		return nil, errNone()
	}
	if err == nil {
		err = s.readWays(ctx, found)
	}
	if err != nil {
		return nil, err
	}
	d := &Details{Bulletin: bulletin(found[0], now.From(ctx)), History: []Entry{}}
	err = db.NewSelect().Model(&d.History).Where("outage_id = ?", id).OrderExpr("at DESC, id DESC").Limit(200).Scan(ctx)
	return d, err
}

// ListTerminals lists the terminals that an outage touches, of customers that the acting person may see. It needs
// customer.read.
func (s *Service) ListTerminals(ctx context.Context, id string, p customer.Paging) ([]customer.OnWay, string, error) {
	d, err := s.Get(ctx, id)
	if err != nil {
		return nil, "", err
	}
	return s.customers.ListOn(ctx, d.Ways, p)
}

// KnownWays gives the beams, gateways and satellites that terminals name. It needs outage.manage.
func (s *Service) KnownWays(ctx context.Context) (customer.Ways, error) {
	if _, err := org.Need(ctx, org.OutageManage); err != nil {
		return customer.Ways{}, err
	}
	return s.customers.KnownWays(ctx)
}

// Bulletin is an outage with how it stands now.
type Bulletin struct {
	Outage
	State string `json:"state" enum:"coming,running,ended,withdrawn"`
	Over  bool   `json:"overdue" doc:"It runs for longer than was expected."`
}

func bulletin(o Outage, at time.Time) Bulletin {
	v := Bulletin{Outage: o, State: o.State(at)}
	v.Over = v.State == Running && o.ExpectedEnd != nil && o.ExpectedEnd.Before(at)
	return v
}

func bulletins(list []Outage, at time.Time) []Bulletin {
	all := make([]Bulletin, len(list))
	for i, o := range list {
		all[i] = bulletin(o, at)
	}
	return all
}
