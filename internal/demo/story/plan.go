// Package story tells of an invented satellite operator: its units and people, its customers, and what
// happened to them over sixty days, as a plan that package demo performs. The same seed and time tell the
// same story.
package story

import (
	"math/rand/v2"
	"time"

	"github.com/xingfu/xingfu/internal/reason/clock"
)

// Plan is the whole story.
type Plan struct {
	Units     []Unit
	Staff     []Staff
	Answers   []Answer
	Tariffs   []Tariff
	Customers []Customer
	Tickets   []Ticket
	Marks     []Mark
	Phrases   []Phrase
}

// Unit is a unit of the operator. Key and Parent are names within the plan.
type Unit struct{ Key, Parent, Name, Kind string }

// Answer says which unit answers for a link of the chain, for customers of a province; For is empty for
// everywhere.
type Answer struct{ Link, For, Unit string }

// Staff is a person of a unit with one post; RoleUnit is the unit of the post when it is another.
type Staff struct{ Login, Name, Unit, Role, RoleUnit, Scope string }

// Customer is a customer with all that belongs to him.
type Customer struct {
	Number, Name, Kind, Tier, Industry, Unit, Note string
	NoteMust                                       bool
	Contacts                                       []Contact
	Sites                                          []Site
	Terminals                                      []Terminal
	Subscriptions                                  []Subscription
	Contracts                                      []Contract
}

// Contract gives a customer his tier.
type Contract struct{ Number, Title, Tier, StartsOn, EndsOn string }

// Tariff is a plan that customers subscribe to, by its code.
type Tariff struct{ Code, Zh, En, Product string }

// Contact speaks for a customer.
type Contact struct {
	Name, Role, Phone, Email, Portal string
	Duties                           []string
	Main                             bool
}

// Site is a place of a customer, WGS 84 degrees and metres.
type Site struct {
	Name, Area, Address string
	Lat, Lon, HeightM   float64
}

// Terminal is a terminal of a customer; Site is the index of its site, -1 for none.
type Terminal struct {
	Number, IMEI, SIM, Serial, Model, Maker, Product, Satellite string
	SatelliteLon                                                float64
	Beam, Gateway, Antenna, Firmware, State                     string
	BUC, LNB, Modem, InstalledOn, WarrantyUntil                 string
	AntennaM                                                    float64
	Golden                                                      *Golden
	Site                                                        int
}

// Golden is how a terminal works when it works well: frequencies in MHz, rate in ksps, levels in dB and dBm, angles in
// degrees.
type Golden struct {
	DownMHz, UpMHz, SymbolKsps, TxDBm, CNDB, RxDBm, Azimuth, Elevation float64
	Modcod, On                                                         string
}

// Subscription is a service on a terminal, by its index.
type Subscription struct {
	Product, Plan, State, StartsOn, EndsOn string
	Terminal                               int
}

// Ticket is a matter and what happens to it. By is who files it, empty for the customer in the portal;
// Customer, Contact and Terminal are indexes, -1 for none.
type Ticket struct {
	At                                                      time.Time
	By                                                      string
	Kind, Category, Channel, Subject, Description, Priority string
	Details                                                 map[string]string
	Customer, Contact, Terminal                             int
	Steps                                                   []Step

	incident string
	key      int // tells matters apart while they are told
}

// Step is one thing that somebody does. By is a log-in name, "owner" for whoever owns the ticket, or
// "customer". What the other fields mean depends on Do, a deed: Text is what is said or asked, Code the
// reason, outcome, cause, link or position, Unit the unit that acts or, of a decision, is to answer.
type Step struct {
	At        time.Time
	By, Do    string
	Unit      string
	Units     []string
	Links     []string
	Text      string
	Code, To  string
	Checklist []string
	States    map[string]string
	Until     time.Time
	Score     int
	Into      int // the ticket, by its index, that this one is merged into

	into int // its key
}

// Mark is what somebody puts on a ticket beside its course: tags in Words, to watch it, or a second matter
// that is split off.
type Mark struct {
	At                            time.Time
	Ticket                        int
	By, Do                        string
	Words                         []string
	Kind, Category, Subject, Text string
}

const (
	days      = 60
	customers = 400
	terminals = 600
	tickets   = 1200
)

// Tell tells the story of a seed, up to now.
func Tell(seed uint64, now time.Time) *Plan {
	t := &teller{random: rand.New(rand.NewPCG(seed, 20261123)), now: now.UTC().Truncate(time.Minute), plan: &Plan{},
		told: map[string]int{}, said: readPhrases(), office: officeHours(), extended: extendedHours()}
	t.organise()
	t.people()
	t.write()
	t.price()
	t.serve()
	t.happen()
	return t.plan
}

// teller is the telling under way.
type teller struct {
	random           *rand.Rand
	now              time.Time
	plan             *Plan
	byUnit           map[string][]Staff // who has a role in a unit, by "unit/role"
	told             map[string]int     // how often a subject has been told
	stumbles         int                // how many matters have been asked whether they go wrong
	said             phrases
	office, extended *clock.Calendar
}

func (t *teller) chance(percent int) bool { return t.random.IntN(100) < percent }

func pick[T any](t *teller, list []T) T { return list[t.random.IntN(len(list))] }

func (t *teller) between(a, b int) int { return a + t.random.IntN(b-a+1) }

// fraction draws a number from a up to b.
func (t *teller) fraction(a, b float64) float64 { return a + (b-a)*t.random.Float64() }

// minutes draws a time between a and b minutes, more often short than long.
func (t *teller) minutes(a, b int) time.Duration {
	x := t.random.Float64()
	return time.Duration((float64(a)+float64(b-a)*x*x)*60) * time.Second
}
