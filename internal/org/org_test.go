package org_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/live"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

const (
	password = "a-long-password"
	chrome   = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
)

var start = time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)

// house is an operator of a headquarters and two provinces, the first with a team.
type house struct {
	*org.Service
	t     *testing.T
	db    *store.DB
	log   *audit.Log
	bus   *live.Bus
	units map[string]string
}

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
	h := &house{Service: org.New(db, log, bus), t: t, db: db, log: log, bus: bus, units: map[string]string{}}
	for _, u := range [][2]string{{"hq", ""}, {"east", "hq"}, {"west", "hq"}, {"team", "east"}} {
		made, err := h.AddUnit(h.program(), org.NewUnit{Name: u[0], ParentID: h.units[u[1]], Kind: org.Team})
		ok(t, err)
		h.units[u[0]] = made.ID
	}
	return h
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refused(t *testing.T, err error, code fault.Code) {
	t.Helper()
	if !fault.Is(err, code) {
		t.Fatalf("the error is %v, want %s", err, code)
	}
}

func (h *house) program() context.Context { return org.AsProgram(now.At(h.t.Context(), start)) }

func (h *house) person(login, unit string, role org.Role, scope org.Scope) *org.Staff {
	h.t.Helper()
	p, err := h.AddStaff(h.program(), org.NewStaff{Login: login, Name: login, UnitID: h.units[unit], Password: password,
		Posts: []org.NewPost{{Role: role, UnitID: h.units[unit], Scope: scope}}})
	ok(h.t, err)
	return p
}

func (h *house) at(after time.Duration) context.Context {
	return now.At(h.t.Context(), start.Add(after))
}

// from is a request that comes from an address.
func (h *house) from(address string, after time.Duration) context.Context {
	return org.WithVisit(h.at(after), org.Visit{Address: address, Agent: chrome})
}

func TestGuessingAPasswordIsSlowedDown(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		h.person("lin", "hq", org.FrontDesk, org.ScopeUnit)
		for range 5 {
			_, err := h.LogIn(h.from("127.0.0.9", 0), "lin", "wrong-password")
			refused(t, err, fault.Unauthenticated)
		}
		_, err := h.LogIn(h.from("127.0.0.9", time.Second), "lin", password)
		refused(t, err, fault.TooMany)
		_, err = h.LogIn(h.from("127.0.0.10", time.Second), "lin", password)
		ok(t, err) // the person himself, from elsewhere, is not locked out
		_, err = h.LogIn(h.from("127.0.0.9", time.Minute), " LIN ", password)
		ok(t, err)
		_, err = h.LogIn(h.from("127.0.0.9", 0), "nobody", password)
		refused(t, err, fault.Unauthenticated)
		_, err = h.LogIn(h.from("127.0.0.11", 3*time.Hour), "nobody", password)
		refused(t, err, fault.Unauthenticated)
		kept, err := h.db.Read(t.Context()).NewSelect().Table("throttle").Count(t.Context())
		if ok(t, err); kept != 2 {
			t.Errorf("%d counts are kept, want the 2 of the last try", kept)
		}
	})
}

func TestASessionEnds(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		p := h.person("lin", "hq", org.FrontDesk, org.ScopeUnit)
		begin := func() *org.Login {
			l, err := h.LogIn(h.from("127.0.0.9", 0), "lin", password)
			ok(t, err)
			return l
		}
		who := func(l *org.Login, after time.Duration) *org.Actor {
			a, _, err := h.BySession(h.at(after), l.Cookie)
			ok(t, err)
			return a
		}
		idle, used, left, out := begin(), begin(), begin(), begin()
		if who(idle, 5*time.Hour) != nil {
			t.Error("a session that nobody used for five hours still holds")
		}
		for hours := range 12 {
			if who(used, time.Duration(hours)*time.Hour) == nil {
				t.Errorf("a session in use ended after %d hours", hours)
			}
		}
		if who(used, 13*time.Hour) != nil {
			t.Error("a session holds longer than a working day")
		}
		ok(t, h.LogOut(h.at(0), left.Cookie))
		if who(left, 0) != nil {
			t.Error("a session holds after logging out")
		}
		disabled := true
		_, err := h.ChangeStaff(h.program(), p.ID, org.StaffChange{Disabled: &disabled, Version: p.Version})
		ok(t, err)
		if who(out, 0) != nil {
			t.Error("a disabled person is still logged in")
		}
		_, err = h.LogIn(h.from("127.0.0.9", 0), "lin", password)
		refused(t, err, fault.Unauthenticated)
	})
}

func TestATokenHoldsUntilItExpires(t *testing.T) {
	h := newHouse(t, "sqlite://"+storetest.SQLitePath(t))
	lin, wu := h.person("lin", "hq", org.FrontDesk, org.ScopeUnit), h.person("wu", "hq", org.FrontDesk, org.ScopeUnit)
	actor, err := h.Actor(h.at(0), lin.ID)
	ok(t, err)
	row, secret, err := h.AddToken(org.With(h.at(0), actor), lin.ID, "对接", start.Add(time.Hour))
	ok(t, err)
	_, _, err = h.AddToken(org.With(h.at(0), actor), wu.ID, "对接", time.Time{})
	refused(t, err, fault.Forbidden)
	for after, want := range map[time.Duration]bool{0: true, 59 * time.Minute: true, 61 * time.Minute: false} {
		a, err := h.ByToken(h.at(after), secret)
		ok(t, err)
		if (a != nil) != want {
			t.Errorf("after %v the token holds: %v", after, a != nil)
		}
	}
	other, err := h.Actor(h.at(0), wu.ID)
	ok(t, err)
	refused(t, h.RemoveToken(org.With(h.at(0), other), row.ID), fault.NotFound)
	ok(t, h.RemoveToken(org.With(h.at(0), actor), row.ID))
	a, err := h.ByToken(h.at(0), secret)
	if ok(t, err); a != nil {
		t.Error("a removed token still holds")
	}
}

func TestMovingAUnitMovesItsScope(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		p := h.person("chief", "west", org.Supervisor, org.ScopeSubtree)
		covers := func() map[string]bool {
			a, err := h.Actor(h.at(0), p.ID)
			ok(t, err)
			got := map[string]bool{}
			for name, id := range h.units {
				got[name] = a.MayIn(org.TicketRead, id)
			}
			return got
		}
		if diff := cmp.Diff(map[string]bool{"hq": false, "east": false, "west": true, "team": false}, covers()); diff != "" {
			t.Error(diff)
		}
		east := h.units["east"]
		_, err := h.ChangeUnit(h.program(), h.units["hq"], org.UnitChange{ParentID: &east, Version: 1})
		refused(t, err, fault.Invalid)
		west := h.units["west"]
		_, err = h.ChangeUnit(h.program(), h.units["east"], org.UnitChange{ParentID: &west, Version: 1})
		ok(t, err)
		_, err = h.ChangeUnit(h.program(), h.units["east"], org.UnitChange{ParentID: &west, Version: 1})
		refused(t, err, fault.Conflict)
		if diff := cmp.Diff(map[string]bool{"hq": false, "east": true, "west": true, "team": true}, covers()); diff != "" {
			t.Error(diff)
		}
	})
}

func TestOnlyWhoKeepsTheOrganisationChangesIt(t *testing.T) {
	h := newHouse(t, "sqlite://"+storetest.SQLitePath(t))
	want := map[org.Role]fault.Code{org.FrontDesk: fault.Forbidden, org.Engineer: fault.Forbidden, org.Supervisor: fault.Forbidden, org.Auditor: fault.Forbidden, org.Admin: ""}
	for role, code := range want {
		p := h.person("p-"+string(role), "hq", role, org.ScopeAll)
		actor, err := h.Actor(h.at(0), p.ID)
		ok(t, err)
		_, err = h.AddUnit(org.With(h.at(0), actor), org.NewUnit{Name: "by " + string(role), ParentID: h.units["hq"], Kind: org.Team})
		if code == "" && err != nil || code != "" && !fault.Is(err, code) {
			t.Errorf("%s adds a unit: %v", role, err)
		}
	}
	_, err := h.AddUnit(h.at(0), org.NewUnit{Name: "by nobody", ParentID: h.units["hq"], Kind: org.Team})
	refused(t, err, fault.Unauthenticated)
}

func TestTheAuditLogShowsWhatWasTouched(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		for i := range 5 {
			h.person(fmt.Sprintf("p%d", i), "hq", org.Engineer, org.ScopeUnit)
		}
		report, err := h.log.Verify(t.Context(), audit.Checking{})
		if ok(t, err); !report.OK {
			t.Fatalf("an untouched log is wrong: %v", report.Problems)
		}
		for _, tamper := range []string{"UPDATE audit SET actor = 'x' WHERE seq = 4", "DELETE FROM audit WHERE seq = 7", "DELETE FROM audit WHERE seq = 9"} {
			touched := newHouse(t, again(t, url))
			for i := range 5 {
				touched.person(fmt.Sprintf("p%d", i), "hq", org.Engineer, org.ScopeUnit)
			}
			if err := exec(t, touched.db, tamper); err == nil || !strings.Contains(err.Error(), "append-only") {
				t.Errorf("the database let pass %s: %v", tamper, err)
			}
			unguard(t, touched.db)
			ok(t, exec(t, touched.db, tamper))
			report, err := touched.log.Verify(t.Context(), audit.Checking{})
			ok(t, err)
			if report.OK {
				t.Errorf("%s was not found", tamper)
			}
		}
	})
}

// again gives another empty database of the same engine.
func again(t *testing.T, url string) string {
	t.Helper()
	if len(url) > 6 && url[:6] == "sqlite" {
		return "sqlite://" + storetest.SQLitePath(t)
	}
	return storetest.PostgresURL(t)
}

// unguard takes away what keeps the database from changing the audit log, as one with all rights could.
func unguard(t *testing.T, db *store.DB) {
	t.Helper()
	if db.Engine == store.Postgres {
		ok(t, exec(t, db, "ALTER TABLE audit DISABLE TRIGGER USER"))
		return
	}
	ok(t, exec(t, db, "DROP TRIGGER audit_not_changed"))
	ok(t, exec(t, db, "DROP TRIGGER audit_not_removed"))
}

func exec(t *testing.T, db *store.DB, query string) error {
	t.Helper()
	return db.Write(t.Context(), func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.NewRaw(query).Exec(ctx)
		return err
	})
}

// Every request begins with it.
func TestWhoMakesARequestIsOneQuery(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		p := h.person("lin", "hq", org.FrontDesk, org.ScopeUnit)
		l, err := h.LogIn(h.from("127.0.0.9", 0), "lin", password)
		ok(t, err)
		_, secret, err := h.AddToken(h.program(), p.ID, "对接", time.Time{})
		ok(t, err)
		_, err = h.ByToken(h.at(0), secret)
		ok(t, err)
		for what, ask := range map[string]func(ctx context.Context) error{
			"a session": func(ctx context.Context) error { _, _, err := h.BySession(ctx, l.Cookie); return err },
			"a token":   func(ctx context.Context) error { _, err := h.ByToken(ctx, secret); return err },
		} {
			var trace store.Trace
			ok(t, ask(trace.With(h.at(time.Second))))
			if queries := trace.Queries(); len(queries) != 1 {
				t.Errorf("%s takes %d queries: %v", what, len(queries), queries)
			}
		}
	})
}
