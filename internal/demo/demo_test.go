package demo_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/care"
	"github.com/xingfu/xingfu/internal/channel"
	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/demo"
	"github.com/xingfu/xingfu/internal/duty"
	"github.com/xingfu/xingfu/internal/identity"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/outage"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/jobs"
	"github.com/xingfu/xingfu/internal/platform/live"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/secret"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

func TestMain(m *testing.M) { storetest.Main(m) }

func open(t *testing.T, url string) demo.Services {
	t.Helper()
	db, err := store.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if _, err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	bus, err := live.Open("")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(bus.Close)
	log := audit.New(db)
	s := demo.Services{DB: db, Org: org.New(db, log, bus)}
	s.Duty = duty.New(db, s.Org, log, bus)
	s.Customers = customer.New(db, s.Org, log)
	keys, err := secret.New(make([]byte, 32))
	if err != nil {
		t.Fatal(err)
	}
	s.Identity = identity.New(db, s.Org, s.Customers, log, keys)
	s.Outages = outage.New(db, s.Customers, log, bus)
	s.Tickets = ticket.New(db, s.Org, s.Customers, channel.New(db, jobs.New(db), log, nil, ""), jobs.New(db), log, bus)
	s.Care = care.New(db, s.Org, s.Customers, s.Outages, s.Identity, s.Tickets, log)
	if err := s.Tickets.Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

var at = time.Date(2026, 11, 23, 9, 30, 0, 0, time.UTC)

// fingerprint is enough of a ticket to tell two fillings apart.
type fingerprint struct {
	ID, Number, Code, Subject string
	Status                    ticket.Status
	Events                    int
}

func TestFillingTwiceGivesTheSame(t *testing.T) {
	var fillings [][]fingerprint
	storetest.Each(t, func(t *testing.T, url string) {
		s := open(t, url)
		ctx := now.At(t.Context(), at)
		accounts, err := demo.Fill(ctx, s, 1, func(int, int) {})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := demo.Fill(ctx, s, 1, func(int, int) { t.Error("a filled demo was filled again") }); err != nil {
			t.Error(err)
		}
		// The first of a role in a unit keeps phrases of his own.
		first := func(role, unit string) demo.Account {
			return accounts[slices.IndexFunc(accounts, func(a demo.Account) bool { return a.Role == role && (a.Unit == unit || unit == "") })]
		}
		keepPhrases(ctx, t, s, first("frontdesk", ""))
		keepPhrases(ctx, t, s, first("engineer", "怀柔信关站"))
		fillings = append(fillings, prints(login(ctx, t, s, first("supervisor", "").Login), t, s))
	})
	if len(fillings) == 2 {
		if diff := cmp.Diff(fillings[0], fillings[1]); diff != "" {
			t.Errorf("SQLite and PostgreSQL were filled differently:\n%s", diff[:min(len(diff), 2000)])
		}
	}
}

func prints(ctx context.Context, t *testing.T, s demo.Services) []fingerprint {
	t.Helper()
	var list []fingerprint
	cursor := ""
	for {
		rows, next, err := s.Tickets.List(ctx, ticket.Filter{}, ticket.Paging{Sort: "number", Limit: 100, Cursor: cursor})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			list = append(list, fingerprint{r.ID, r.Number, r.Code, r.Subject, r.Status, r.Events})
		}
		if cursor = next; cursor == "" {
			return list
		}
	}
}

func TestADemoFillsOnlyAnEmptyDatabase(t *testing.T) {
	s := open(t, "sqlite://"+storetest.SQLitePath(t))
	if _, err := s.Org.AddUnit(org.AsProgram(t.Context()), org.NewUnit{Name: "真的总部", Kind: org.Headquarters}); err != nil {
		t.Fatal(err)
	}
	_, err := demo.Fill(t.Context(), s, 1, func(int, int) {})
	if !errors.Is(err, demo.ErrNotEmpty) || !strings.Contains(err.Error(), "empty") {
		t.Errorf("the error is %v, want ErrNotEmpty", err)
	}
}

// keepPhrases expects of a person some phrases and macros to write with, which can be filled on a ticket.
func keepPhrases(ctx context.Context, t *testing.T, s demo.Services, who demo.Account) {
	t.Helper()
	ctx = login(ctx, t, s, who.Login)
	list, err := s.Tickets.Phrases(ctx)
	ok(t, err)
	rows, _, err := s.Tickets.List(ctx, ticket.Filter{}, ticket.Paging{Sort: "number", Limit: 1})
	ok(t, err)
	texts, macros, scopes := 0, 0, map[string]bool{}
	for _, p := range list {
		if _, err := s.Tickets.FillPhrase(ctx, rows[0].ID, p.ID); err != nil {
			t.Errorf("%s: %s: %v", who.Name, p.Name, err)
		}
		scopes[p.Scope] = true
		if len(p.Actions.Tags) > 0 || p.Actions.Pause != nil || p.Actions.Resume {
			macros++
		} else {
			texts++
		}
	}
	if texts < 6 || macros < 3 || len(scopes) < 3 {
		t.Errorf("%s of %s has %d phrases and %d macros of %v", who.Role, who.Unit, texts, macros, scopes)
	}
}

func login(ctx context.Context, t *testing.T, s demo.Services, name string) context.Context {
	t.Helper()
	p, err := s.Org.StaffByLogin(ctx, name)
	ok(t, err)
	actor, err := s.Org.Actor(ctx, p.ID)
	ok(t, err)
	return org.With(ctx, actor)
}
