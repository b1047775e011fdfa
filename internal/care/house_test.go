package care_test

import (
	"context"
	"testing"
	"time"

	"github.com/xingfu/xingfu/internal/care"
	"github.com/xingfu/xingfu/internal/channel"
	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/identity"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/outage"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/jobs"
	"github.com/xingfu/xingfu/internal/platform/live"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// house is a small operator: headquarters with a front desk, and two provinces, one with a team in the field.
type house struct {
	*care.Service
	t         *testing.T
	db        *store.DB
	org       *org.Service
	customers *customer.Service
	outages   *outage.Service
	tickets   *ticket.Service
	units     map[string]string
	actors    map[string]*org.Actor
	at        time.Time
}

// monday is a working Monday, ten o'clock in China.
var monday = time.Date(2026, 4, 13, 2, 0, 0, 0, time.UTC)

func newHouse(t *testing.T, url string) *house {
	t.Helper()
	db, err := store.Open(t.Context(), url)
	ok(t, err)
	t.Cleanup(func() { db.Close() })
	_, err = db.Migrate(t.Context())
	ok(t, err)
	bus, err := live.Open("")
	ok(t, err)
	t.Cleanup(bus.Close)
	log := audit.New(db)
	h := &house{t: t, db: db, org: org.New(db, log, bus), units: map[string]string{}, actors: map[string]*org.Actor{}, at: monday}
	h.customers = customer.New(db, h.org, log)
	queue := jobs.New(db)
	h.tickets = ticket.New(db, h.org, h.customers, channel.New(db, queue, log, nil, "https://xingfu.example"), queue, log, bus)
	h.outages = outage.New(db, h.customers, log, bus)
	h.Service = care.New(db, h.org, h.customers, h.outages, identity.New(db, h.org, h.customers, log, nil), h.tickets, log)
	ok(t, h.tickets.Prepare(t.Context()))
	h.unit("hq", "", org.Headquarters)
	h.unit("ncc", "hq", org.Centre)
	h.unit("zj", "hq", org.Province)
	h.unit("field", "zj", org.Team)
	h.unit("gd", "hq", org.Province)
	h.person("lin", "ncc", org.FrontDesk, org.ScopeAll)
	h.person("mei", "zj", org.Account, org.ScopeSubtree)
	h.person("tao", "zj", org.Account, org.ScopeSubtree)
	h.person("wu", "gd", org.FrontDesk, org.ScopeSubtree)
	h.person("fang", "field", org.Engineer, org.ScopeUnit)
	h.person("admin", "hq", org.Admin, org.ScopeAll)
	h.person("auditor", "hq", org.Auditor, org.ScopeAll)
	return h
}

func (h *house) unit(key, parent string, kind org.UnitKind) {
	h.t.Helper()
	u, err := h.org.AddUnit(org.AsProgram(h.t.Context()), org.NewUnit{Name: key, ParentID: h.units[parent], Kind: kind})
	ok(h.t, err)
	h.units[key] = u.ID
}

func (h *house) person(login, unit string, role org.Role, scope org.Scope) {
	h.t.Helper()
	ctx := org.AsProgram(h.t.Context())
	p, err := h.org.AddStaff(ctx, org.NewStaff{Login: login, Name: login, UnitID: h.units[unit], Posts: []org.NewPost{{Role: role, UnitID: h.units[unit], Scope: scope}}})
	ok(h.t, err)
	h.actors[login], err = h.org.Actor(ctx, p.ID)
	ok(h.t, err)
}

// as gives the context in which somebody acts at the house's time.
func (h *house) as(login string) context.Context {
	return org.With(now.At(h.t.Context(), h.at), h.actors[login])
}

// program gives the context in which the program acts at the house's time.
func (h *house) program() context.Context { return org.AsProgram(now.At(h.t.Context(), h.at)) }

// later moves the house's time on by days.
func (h *house) later(days int) { h.at = h.at.AddDate(0, 0, days) }

// client is an organisation of Zhejiang, unless in says otherwise, with an account manager of its own.
func (h *house) client(name string, change ...func(*customer.NewCustomer)) *customer.Customer {
	h.t.Helper()
	in := customer.NewCustomer{Name: name, Kind: "organisation", Tier: "gold", UnitID: h.units["zj"], ManagerID: h.actors["mei"].StaffID, ContactName: "陈", Phone: "13900000001"}
	for _, f := range change {
		f(&in)
	}
	c, err := h.customers.Add(h.program(), in)
	ok(h.t, err)
	return c
}

// fault files an ordinary fault of a customer by phone.
func (h *house) fault(by, customerID string) *ticket.Ticket {
	h.t.Helper()
	made, err := h.tickets.File(h.as(by), ticket.Intake{Kind: "fault", Subject: "接收中断", Description: "没有信号", Channel: "phone", CustomerID: customerID}, "")
	ok(h.t, err)
	return made
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// refused checks the code of a refusal and, where one is given, the field it names.
func refused(t *testing.T, err error, code fault.Code, field string) {
	t.Helper()
	if !fault.Is(err, code) {
		t.Fatalf("the error is %v, want %s about %q", err, code, field)
	}
	if f := err.(*fault.Error); f.Field != field || f.Text.Zh == "" || f.Text.En == "" {
		t.Errorf("it names %q and says %q and %q", f.Field, f.Text.Zh, f.Text.En)
	}
}
