package portal_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/klauspost/compress/gzhttp"

	"github.com/xingfu/xingfu/internal/channel"
	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/outage"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/jobs"
	"github.com/xingfu/xingfu/internal/platform/live"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/portal"
	"github.com/xingfu/xingfu/internal/ticket"
)

func TestMain(m *testing.M) { storetest.Main(m) }

const (
	hotline  = "400-000-1740"
	phone    = "13900001111"
	terminal = "17400001234"
)

// desk is an operator with a front desk, two units and one customer, and the portal before it.
type desk struct {
	t        testing.TB
	db       *store.DB
	tickets  *ticket.Service
	handler  http.Handler
	outages  *outage.Service
	server   *httptest.Server
	units    map[string]string
	clerk    *org.Actor
	engineer *org.Actor

	mu sync.Mutex
	at time.Time
}

// each runs a test on both engines.
func each(t *testing.T, test func(t *testing.T, d *desk)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, address string) { test(t, open(t, address)) })
}

// quick runs a test that has nothing to do with the engine on SQLite only.
func quick(t *testing.T) *desk {
	t.Helper()
	return open(t, "sqlite://"+storetest.SQLitePath(t))
}

func ok[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func open(t testing.TB, address string) *desk {
	t.Helper()
	d := &desk{t: t, units: map[string]string{}, at: time.Date(2026, 11, 23, 6, 5, 0, 0, time.UTC)} // a Monday, 14:05 in China
	ctx := org.AsProgram(d.ctx())
	d.db = ok(store.Open(ctx, address))(t)
	t.Cleanup(func() { _ = d.db.Close() })
	ok(d.db.Migrate(ctx))(t)
	bus := ok(live.Open(""))(t)
	t.Cleanup(bus.Close)
	log := audit.New(d.db)
	o := org.New(d.db, log, bus)
	customers := customer.New(d.db, o, log)
	d.outages = outage.New(d.db, customers, log, bus)
	d.tickets = ticket.New(d.db, o, customers, channel.New(d.db, jobs.New(d.db), log, nil, ""), jobs.New(d.db), log, bus)
	if err := d.tickets.Prepare(ctx); err != nil {
		t.Fatal(err)
	}
	d.organise(ctx, o)
	made := ok(customers.Add(ctx, customer.NewCustomer{Name: "东海渔业公司", Tier: "gold", UnitID: d.units["北京客服中心"], ContactName: "林船长", Phone: phone}))(t)
	ok(customers.AddTerminal(ctx, made.ID, customer.Terminal{Number: terminal, Product: "vsat", Model: "S60", Beam: "KU-03"}))(t)

	mux := http.NewServeMux()
	portal.New(d.tickets, d.outages, hotline).Register(mux)
	var h http.Handler = http.NewCrossOriginProtection().Handler(o.Authenticate(mux))
	h = gzhttp.GzipHandler(httpx.Security(httpx.Recover(httpx.Language(d.clock(h)))))
	d.handler = h
	d.server = httptest.NewServer(h)
	t.Cleanup(d.server.Close)
	return d
}

func (d *desk) organise(ctx context.Context, o *org.Service) {
	t := d.t
	t.Helper()
	root := ok(o.AddUnit(ctx, org.NewUnit{Name: "总部", Kind: org.Headquarters}))(t)
	for name, links := range map[string][]string{"北京客服中心": nil, "信关站运行室": {"gateway"}, "终端技术组": {"terminal", "antenna"}} {
		d.units[name] = ok(o.AddUnit(ctx, org.NewUnit{Name: name, ParentID: root.ID, Kind: org.Centre, Links: links}))(t).ID
	}
	staff := func(login, name, unit string, role org.Role, over string) *org.Actor {
		made := ok(o.AddStaff(ctx, org.NewStaff{Login: login, Name: name, UnitID: unit, Posts: []org.NewPost{{Role: role, UnitID: over, Scope: org.ScopeSubtree}}}))(t)
		return ok(o.Actor(ctx, made.ID))(t)
	}
	d.clerk = staff("clerk", "前台甲", d.units["北京客服中心"], org.FrontDesk, d.units["北京客服中心"])
	d.engineer = staff("engineer", "工程师乙", d.units["信关站运行室"], org.Engineer, root.ID)
}

// clock lets requests happen at the desk's time.
func (d *desk) clock(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(now.At(r.Context(), d.time())))
	})
}

func (d *desk) time() time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.at
}

func (d *desk) wait(by time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.at = d.at.Add(by)
}

func (d *desk) ctx() context.Context { return now.At(context.Background(), d.time()) }

func (d *desk) as(a *org.Actor) context.Context { return org.With(d.ctx(), a) }

// tickets filed so far.
func (d *desk) count() int64 {
	d.t.Helper()
	return ok(d.db.Read(d.ctx()).NewSelect().Model((*ticket.Ticket)(nil)).Count(d.ctx()))(d.t)
}

func (d *desk) ticket(number string) *ticket.Ticket {
	d.t.Helper()
	t := &ticket.Ticket{}
	if err := d.db.Read(d.ctx()).NewSelect().Model(t).Where("number = ?", number).Scan(d.ctx()); err != nil {
		d.t.Fatal(err)
	}
	return t
}

// handOff asks a unit about links of a ticket.
func (d *desk) handOff(id, unit string, links ...string) string {
	d.t.Helper()
	made := ok(d.tickets.HandOff(d.as(d.clerk), id, ticket.Request{UnitIDs: []string{d.units[unit]}, Links: links, Request: "请检查"}))(d.t)
	return made[0].ID
}

// finish answers a handoff as the engineer.
func (d *desk) finish(id string, links ...ticket.LinkState) {
	d.t.Helper()
	if _, _, err := d.tickets.Finish(d.as(d.engineer), id, ticket.Findings{Result: "已检查", Links: links}); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) resolve(id, summary string) {
	d.t.Helper()
	ok(d.tickets.Resolve(d.as(d.clerk), id, ticket.Resolution{Cause: "gateway", Link: "gateway", Summary: summary}))(d.t)
}
