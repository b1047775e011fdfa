// Package demo fills an empty database with a believable operator: it performs the plan of package
// story through the same services that people use, with the times of the plan.
package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/care"
	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/demo/story"
	"github.com/xingfu/xingfu/internal/duty"
	"github.com/xingfu/xingfu/internal/identity"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/outage"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/ticket"
)

// Password is that of every demo account. It protects nothing: a demo holds invented data only.
const Password = "xingfu-demo"

// Services are what the plan is performed through.
type Services struct {
	DB        *store.DB
	Org       *org.Service
	Duty      *duty.Service
	Customers *customer.Service
	Identity  *identity.Service
	Outages   *outage.Service
	Tickets   *ticket.Service
	Care      *care.Service
}

// Account is a log-in of the demo.
type Account struct {
	Login    string `json:"login"`
	Password string `json:"password"`
	Name     string `json:"name"`
	Role     string `json:"role"`
	Unit     string `json:"unit"`
}

// ErrNotEmpty says that the database holds something else than a demo.
var ErrNotEmpty = errors.New("the database is not empty: the demo fills only an empty one; choose another data folder or database")

// Fill performs the plan of a seed, told from the time of ctx, in one transaction: it is there whole or
// not at all. A database that holds the demo already stays as it is. progress is told how many of all
// steps are done.
func Fill(ctx context.Context, s Services, seed uint64, progress func(done, all int)) ([]Account, error) {
	plan := story.Tell(seed, now.From(ctx))
	accounts := accountsOf(plan)
	filled, err := isFilled(ctx, s, plan)
	if err != nil || filled {
		return accounts, err
	}
	ctx = store.Random(org.AsProgram(ctx), source(seed))
	p := &player{Services: s, plan: plan, units: map[string]string{}, actors: map[string]*org.Actor{}}
	return accounts, s.DB.Write(ctx, func(ctx context.Context, _ bun.Tx) error { return p.perform(ctx, progress) })
}

// source gives the randomness of identifiers and codes: the same for the same seed.
func source(seed uint64) io.Reader {
	var key [32]byte
	for i := range 8 {
		key[i] = byte(seed >> (8 * i))
	}
	return rand.NewChaCha8(key)
}

func accountsOf(plan *story.Plan) []Account {
	names := map[string]string{}
	for _, u := range plan.Units {
		names[u.Key] = u.Name
	}
	accounts := make([]Account, len(plan.Staff))
	for i, p := range plan.Staff {
		accounts[i] = Account{p.Login, Password, p.Name, p.Role, names[p.Unit]}
	}
	return accounts
}

func isFilled(ctx context.Context, s Services, plan *story.Plan) (bool, error) {
	tree, err := s.Org.Tree(ctx)
	if err != nil || tree.Root() == "" {
		return false, err
	}
	if _, err := s.Org.StaffByLogin(ctx, plan.Staff[0].Login); err != nil {
		return false, ErrNotEmpty
	}
	return true, nil
}

// player performs a plan.
type player struct {
	Services
	plan      *story.Plan
	units     map[string]string // identifiers by key
	actors    map[string]*org.Actor
	customers []known
	tickets   []playing
}

// known are the identifiers of a customer and what belongs to him, in the plan's order.
type known struct {
	id                         string
	contacts, sites, terminals []string
}

// begun is when the organisation and its customers were entered: before the first ticket.
const begun = 400 * 24 * time.Hour

func (p *player) perform(ctx context.Context, progress func(done, all int)) error {
	setUp := now.At(ctx, now.From(ctx).Add(-begun))
	for _, build := range []func(context.Context) error{p.addUnits, p.addAnswers, p.addStaff, p.addTariffs, p.addCustomers} {
		if err := build(setUp); err != nil {
			return err
		}
	}
	if err := p.playTickets(ctx, progress); err != nil {
		return err
	}
	if err := p.addIdentities(ctx); err != nil {
		return err
	}
	if err := p.addPhrases(setUp); err != nil {
		return err
	}
	for _, add := range []func(context.Context) error{p.addWays, p.addDuty, p.playCare, p.addOutages, p.addFacts} {
		if err := add(ctx); err != nil {
			return err
		}
	}
	_, err := p.Tickets.FireDue(ctx)
	return err
}

func (p *player) addPhrases(ctx context.Context) error {
	for _, x := range p.plan.Phrases {
		in := ticket.PhraseInput{Scope: x.Scope, UnitID: p.units[x.For], Name: x.Name, Text: x.Text, WrittenAs: x.As,
			Actions: ticket.Actions{Priority: x.Priority, Category: x.Category, Tags: x.Tags, Resume: x.Resume}}
		if x.Pause != "" {
			in.Actions.Pause = &ticket.PhrasePause{Reason: x.Pause, Minutes: x.Hours * 60}
		}
		if _, err := p.Tickets.SavePhrase(p.as(ctx, x.By), "", in); err != nil {
			return fmt.Errorf("phrase %s: %w", x.Name, err)
		}
	}
	return nil
}

func (p *player) addUnits(ctx context.Context) error {
	for _, u := range p.plan.Units {
		made, err := p.Org.AddUnit(ctx, org.NewUnit{Name: u.Name, ParentID: p.units[u.Parent], Kind: org.UnitKind(u.Kind)})
		if err != nil {
			return fmt.Errorf("unit %s: %w", u.Key, err)
		}
		p.units[u.Key] = made.ID
	}
	return nil
}

func (p *player) addAnswers(ctx context.Context) error {
	root := p.units[p.plan.Units[0].Key]
	for _, a := range p.plan.Answers {
		served := root
		if a.For != "" {
			served = p.units[a.For]
		}
		if err := p.Org.SetAnswer(ctx, org.Answer{Link: a.Link, ForUnitID: served, UnitID: p.units[a.Unit]}); err != nil {
			return err
		}
	}
	return nil
}

func (p *player) addStaff(ctx context.Context) error {
	for _, s := range p.plan.Staff {
		over := s.RoleUnit
		if over == "" {
			over = s.Unit
		}
		made, err := p.Org.AddStaff(ctx, org.NewStaff{Login: s.Login, Name: s.Name, UnitID: p.units[s.Unit], Password: Password,
			Posts: []org.NewPost{{Role: org.Role(s.Role), UnitID: p.units[over], Scope: org.Scope(s.Scope)}}})
		if err != nil {
			return fmt.Errorf("staff %s: %w", s.Login, err)
		}
		if p.actors[s.Login], err = p.Org.Actor(ctx, made.ID); err != nil {
			return err
		}
	}
	return nil
}

func (p *player) addTariffs(ctx context.Context) error {
	for _, x := range p.plan.Tariffs {
		plan := customer.Plan{Code: x.Code, Zh: x.Zh, En: x.En, Product: x.Product, Active: true}
		if _, err := p.Customers.SavePlan(ctx, plan, true); err != nil {
			return fmt.Errorf("plan %s: %w", x.Code, err)
		}
	}
	return nil
}

func (p *player) addCustomers(ctx context.Context) error {
	for i, c := range p.plan.Customers {
		if err := p.addCustomer(ctx, c); err != nil {
			return fmt.Errorf("customer %d %s: %w", i, c.Name, err)
		}
	}
	return nil
}

func (p *player) addCustomer(ctx context.Context, c story.Customer) error {
	tier := c.Tier
	if len(c.Contracts) > 0 {
		tier = "standard" // what he has beyond it comes from the contract
	}
	made, err := p.Customers.Add(ctx, customer.NewCustomer{Number: c.Number, Name: c.Name, Kind: c.Kind, Tier: tier, Industry: c.Industry,
		UnitID: p.units[c.Unit], ManagerID: p.managerOf(c.Unit, c.Kind), Note: c.Note, NoteMust: c.NoteMust})
	if err != nil {
		return err
	}
	k := known{id: made.ID}
	for _, x := range c.Contacts {
		added, err := p.Customers.AddContact(ctx, made.ID, customer.Contact{Name: x.Name, Role: x.Role, Duties: x.Duties, Phone: x.Phone, Email: x.Email, Main: x.Main, Portal: x.Portal})
		if err != nil {
			return err
		}
		k.contacts = append(k.contacts, added.ID)
	}
	for _, x := range c.Sites {
		added, err := p.Customers.AddSite(ctx, made.ID, customer.Site{Name: x.Name, Area: x.Area, Address: x.Address, Lat: x.Lat, Lon: x.Lon, HeightM: x.HeightM})
		if err != nil {
			return err
		}
		k.sites = append(k.sites, added.ID)
	}
	for _, x := range c.Terminals {
		added, err := p.Customers.AddTerminal(ctx, made.ID, terminalOf(x, k.sites))
		if err != nil {
			return err
		}
		k.terminals = append(k.terminals, added.ID)
	}
	for _, x := range c.Subscriptions {
		sub := customer.Subscription{Product: x.Product, Plan: x.Plan, State: x.State, StartsOn: x.StartsOn, EndsOn: x.EndsOn, TerminalID: pick(k.terminals, x.Terminal)}
		if _, err := p.Customers.AddSubscription(ctx, made.ID, sub); err != nil {
			return err
		}
	}
	for _, x := range c.Contracts {
		contract := customer.Contract{Number: x.Number, Title: x.Title, Tier: x.Tier, StartsOn: x.StartsOn, EndsOn: x.EndsOn}
		if _, err := p.Customers.AddContract(ctx, made.ID, contract); err != nil {
			return err
		}
	}
	p.customers = append(p.customers, k)
	return nil
}

func terminalOf(x story.Terminal, sites []string) customer.Terminal {
	lon := x.SatelliteLon
	return customer.Terminal{SiteID: pick(sites, x.Site), Number: x.Number, IMEI: x.IMEI, SIM: x.SIM, Serial: x.Serial, Product: x.Product,
		Maker: x.Maker, Model: x.Model, Satellite: x.Satellite, SatelliteLon: &lon, Beam: x.Beam, Gateway: x.Gateway, Antenna: x.Antenna,
		Firmware: x.Firmware, State: x.State, AntennaM: x.AntennaM, BUC: x.BUC, LNB: x.LNB, Modem: x.Modem, InstalledOn: x.InstalledOn,
		WarrantyUntil: x.WarrantyUntil, Golden: goldenOf(x.Golden)}
}

func goldenOf(g *story.Golden) *customer.Golden {
	if g == nil {
		return nil
	}
	return &customer.Golden{DownMHz: &g.DownMHz, UpMHz: &g.UpMHz, SymbolKsps: &g.SymbolKsps, Modcod: g.Modcod, TxDBm: &g.TxDBm, CNDB: &g.CNDB, RxDBm: &g.RxDBm,
		Azimuth: &g.Azimuth, Elevation: &g.Elevation, On: g.On}
}

// pick gives the i-th of a list, or nothing where the plan names none.
func pick(ids []string, i int) string {
	if i < 0 || i >= len(ids) {
		return ""
	}
	return ids[i]
}

// moment is one step of one ticket of the plan; step -1 is the filing.
type moment struct {
	at           time.Time
	ticket, step int
	mark         *story.Mark // instead of a step
}

// moments puts the steps of all tickets into the order of time, as they happened in the operator's days.
func (p *player) moments() []moment {
	var list []moment
	for i, t := range p.plan.Tickets {
		list = append(list, moment{at: t.At, ticket: i, step: -1})
		for j, step := range t.Steps {
			list = append(list, moment{at: step.At, ticket: i, step: j})
		}
	}
	for i := range p.plan.Marks {
		mark := &p.plan.Marks[i]
		list = append(list, moment{at: mark.At, ticket: mark.Ticket, mark: mark})
	}
	slices.SortStableFunc(list, func(a, b moment) int { return a.at.Compare(b.at) })
	return list
}

// unreadFor is how long before now notifications are still unread.
const unreadFor = 20 * time.Hour

func (p *player) playTickets(ctx context.Context, progress func(done, all int)) error {
	p.tickets = make([]playing, len(p.plan.Tickets))
	list := p.moments()
	seen, begun := false, false
	for i, m := range list {
		if start := now.From(ctx).Add(-planned); !begun && m.at.After(start) {
			begun = true
			if err := p.startPlans(now.At(ctx, start)); err != nil {
				return err
			}
		}
		if !seen && m.at.After(now.From(ctx).Add(-unreadFor)) {
			seen = true
			if err := p.readAll(now.At(ctx, m.at)); err != nil {
				return err
			}
		}
		if err := p.playMoment(now.At(ctx, m.at), m); err != nil {
			return err
		}
		progress(i+1, len(list))
	}
	return nil
}

func (p *player) readAll(ctx context.Context) error {
	for _, s := range p.plan.Staff {
		if err := p.Tickets.ReadNotifications(org.With(ctx, p.actors[s.Login]), nil); err != nil {
			return err
		}
	}
	return nil
}
