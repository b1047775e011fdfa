package ticket_test

import (
	"context"
	"testing"
	"time"

	"github.com/xingfu/xingfu/internal/channel"
	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
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

// desk is a small operator: headquarters with a front desk and a network centre of two units, and a
// province with its own front desk and field team.
type desk struct {
	*ticket.Service
	t         *testing.T
	db        *store.DB
	org       *org.Service
	customers *customer.Service
	queue     *jobs.Queue
	units     map[string]string
	actors    map[string]*org.Actor
	at        time.Time
}

// monday is a working Monday, ten o'clock in China.
var monday = time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)

func newDesk(t *testing.T, url string) *desk {
	t.Helper()
	return newDeskWithMail(t, url, nil)
}

// newDeskWithMail is a desk whose messages go out through a mailer once its queue runs.
func newDeskWithMail(t *testing.T, url string, mailer *channel.Mailer) *desk {
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
	d := &desk{t: t, db: db, org: org.New(db, log, bus), units: map[string]string{}, actors: map[string]*org.Actor{}, at: monday}
	d.customers = customer.New(db, d.org, log)
	d.queue = jobs.New(db)
	messages := channel.New(db, d.queue, log, mailer, "https://xingfu.example")
	d.Service = ticket.New(db, d.org, d.customers, messages, d.queue, log, bus)
	ok(t, d.Prepare(t.Context()))
	d.settle()
	return d
}

func (d *desk) settle() {
	d.unit("hq", "", org.Headquarters)
	d.unit("ncc", "hq", org.Centre)
	d.unit("noc", "hq", org.Centre)
	d.unit("gateway", "noc", org.Team, "gateway")
	d.unit("space", "noc", org.Team, "space")
	d.unit("zj", "hq", org.Province)
	d.unit("field", "zj", org.Team, "antenna", "terminal")
	d.person("lin", "ncc", org.FrontDesk, org.ScopeUnit)
	d.person("zhou", "ncc", org.FrontDesk, org.ScopeUnit)
	d.person("wu", "zj", org.FrontDesk, org.ScopeSubtree)
	d.person("gao", "gateway", org.Engineer, org.ScopeUnit)
	d.person("su", "space", org.Engineer, org.ScopeUnit)
	d.person("fang", "field", org.Engineer, org.ScopeUnit)
	d.person("chief", "hq", org.Supervisor, org.ScopeAll)
	d.person("netchief", "noc", org.Supervisor, org.ScopeSubtree)
	d.person("provchief", "zj", org.Supervisor, org.ScopeSubtree)
	d.person("admin", "hq", org.Admin, org.ScopeAll)
	d.person("auditor", "hq", org.Auditor, org.ScopeAll)
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (d *desk) unit(key, parent string, kind org.UnitKind, links ...string) {
	d.t.Helper()
	u, err := d.org.AddUnit(org.AsProgram(d.t.Context()), org.NewUnit{Name: key, ParentID: d.units[parent], Kind: kind, Links: links})
	ok(d.t, err)
	d.units[key] = u.ID
}

func (d *desk) person(login, unit string, role org.Role, scope org.Scope) {
	d.t.Helper()
	ctx := org.AsProgram(d.t.Context())
	p, err := d.org.AddStaff(ctx, org.NewStaff{Login: login, Name: login, UnitID: d.units[unit], Posts: []org.NewPost{{Role: role, UnitID: d.units[unit], Scope: scope}}})
	ok(d.t, err)
	d.actors[login], err = d.org.Actor(ctx, p.ID)
	ok(d.t, err)
}

// as gives the context in which somebody acts at the desk's time.
func (d *desk) as(login string) context.Context {
	return org.With(now.At(d.t.Context(), d.at), d.actors[login])
}

// program gives the context in which the program acts at the desk's time.
func (d *desk) program() context.Context { return org.AsProgram(now.At(d.t.Context(), d.at)) }

// later moves the desk's time on.
func (d *desk) later(by time.Duration) { d.at = d.at.Add(by) }

// fault files an ordinary fault by phone.
func (d *desk) fault(by string) string {
	d.t.Helper()
	t, err := d.File(d.as(by), ticket.Intake{Kind: "fault", Subject: "接收中断", Description: "没有信号", Channel: "phone"}, "")
	ok(d.t, err)
	return t.ID
}

// hand hands a ticket to a unit for links and gives the handoff.
func (d *desk) hand(by, id, unit string, links ...string) string {
	d.t.Helper()
	made, err := d.HandOff(d.as(by), id, ticket.Request{UnitIDs: []string{d.units[unit]}, Links: links, Request: "请查"})
	ok(d.t, err)
	return made[0].ID
}

// chiefs sees everything.
func (d *desk) view(id string) *ticket.View {
	d.t.Helper()
	v, err := d.Get(d.as("chief"), id)
	ok(d.t, err)
	return v
}

func (d *desk) story(id string) []ticket.Event {
	d.t.Helper()
	events, err := d.Story(d.as("chief"), id, 0)
	ok(d.t, err)
	return events
}

// kinds gives the kinds of the events that were asked for, in their order.
func kinds(events []ticket.Event, wanted ...string) []string {
	var list []string
	for _, e := range events {
		for _, kind := range wanted {
			if e.Kind == kind {
				list = append(list, kind)
			}
		}
	}
	return list
}

// refused checks the code of a refusal, and that it says something in both languages.
func refused(t *testing.T, err error, code fault.Code) {
	t.Helper()
	if !fault.Is(err, code) {
		t.Fatalf("the error is %v, want %s", err, code)
	}
}

var mended = ticket.Resolution{Cause: "pointing", Link: "antenna", Summary: "修好了。"}
