package story

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

//go:embed scenarios.yaml
var scenarioFile string

// scenario is one sort of thing that happens.
type scenario struct {
	Kind        string            `yaml:"kind"`
	Category    string            `yaml:"category"`
	Products    []string          `yaml:"products"`
	Areas       []string          `yaml:"areas"`
	Season      []string          `yaml:"season"`
	Weight      int               `yaml:"weight"`
	Priority    string            `yaml:"priority"`
	From        int               `yaml:"from"` // only between so many …
	To          int               `yaml:"to"`   // … and so many days before now
	Details     map[string]string `yaml:"details"`
	Subject     []string          `yaml:"subject"`
	Description []string          `yaml:"description"`
	Talk        []string          `yaml:"talk"`
	Ask         []ask             `yaml:"ask"`
	Cause       string            `yaml:"cause"`
	Link        string            `yaml:"link"`
	Summary     string            `yaml:"summary"`
	Reopen      int               `yaml:"reopen"` // percent that come back
}

// ask is what the front desk hands to the unit of a link, and what it answers.
type ask struct {
	Link    string   `yaml:"link"`
	Request string   `yaml:"request"`
	Check   []string `yaml:"check"`
	Result  string   `yaml:"result"`
	State   string   `yaml:"state"`
}

func scenarios() []scenario {
	var list []scenario
	decoder := yaml.NewDecoder(strings.NewReader(scenarioFile))
	decoder.KnownFields(true)
	if err := decoder.Decode(&list); err != nil {
		panic("story: scenarios.yaml: " + err.Error())
	}
	return list
}

// happen tells all matters, in the order of time.
func (t *teller) happen() {
	all, weight := scenarios(), 0
	for _, s := range all {
		weight += s.Weight
	}
	now := t.present(all, weight)
	for _, at := range t.arrivals(tickets - len(now)) {
		t.plan.Tickets = append(t.plan.Tickets, t.matter(t.draw(all, weight, at), at, nil))
	}
	t.plan.Tickets = append(t.plan.Tickets, now...)
	slices.SortStableFunc(t.plan.Tickets, func(a, b Ticket) int { return a.At.Compare(b.At) })
}

// hours says how many of a hundred matters come in each hour of China's day.
var hours = [24]int{1, 1, 1, 1, 1, 2, 3, 4, 7, 9, 9, 8, 5, 5, 7, 7, 7, 6, 5, 5, 4, 3, 2, 1}

var china = time.FixedZone("Asia/Shanghai", 8*3600)

func (t *teller) arrivals(n int) []time.Time {
	times := make([]time.Time, 0, n)
	for len(times) < n {
		day := t.random.IntN(days)
		if t.chance(4) {
			day = t.between(0, 3) // the last days are busier: the operator grows
		}
		at := t.now.In(china).AddDate(0, 0, -day)
		hour := t.hour()
		at = time.Date(at.Year(), at.Month(), at.Day(), hour, t.random.IntN(60), t.random.IntN(60), 0, china).UTC()
		if at.Before(t.now.Add(-2 * time.Minute)) {
			times = append(times, at)
		}
	}
	slices.SortFunc(times, func(a, b time.Time) int { return a.Compare(b) })
	return times
}

func (t *teller) hour() int {
	n := t.random.IntN(104)
	for h, share := range hours {
		if n -= share; n < 0 {
			return h
		}
	}
	return 10
}

func (t *teller) draw(all []scenario, weight int, at time.Time) *scenario {
	age := int(t.now.Sub(at).Hours() / 24)
	for {
		n := t.random.IntN(weight)
		for i := range all {
			if n -= all[i].Weight; n < 0 {
				s := &all[i]
				if s.From > 0 && (age > s.From || age < s.To) {
					break // not its season
				}
				return s
			}
		}
	}
}

// subject is whom a matter concerns.
type concerned struct {
	customer, contact, terminal int
	province                    string
	words                       *strings.Replacer
	product                     string
}

// whom finds a customer with a fitting terminal.
func (t *teller) whom(s *scenario) concerned {
	for {
		i := t.random.IntN(len(t.plan.Customers))
		c := &t.plan.Customers[i]
		j := t.random.IntN(len(c.Terminals))
		terminal := c.Terminals[j]
		if len(s.Products) > 0 && !contains(s.Products, terminal.Product) {
			continue
		}
		site := c.Sites[terminal.Site]
		if len(s.Areas) > 0 && !contains(s.Areas, site.Area) || !t.fits(s, terminal.Product) {
			continue
		}
		return concerned{i, t.random.IntN(len(c.Contacts)), j, c.Unit, t.words(c, &terminal, &site), terminal.Product}
	}
}

// chains are the links that a product's chain has.
var chains = map[string]string{
	"mobile": "terminal sim space gateway core terrestrial platform account",
	"vsat":   "terminal antenna space gateway core terrestrial platform account",
	"cband":  "terminal antenna space gateway terrestrial platform account",
	"relay":  "terminal relay gateway processing terrestrial platform account",
}

// fits tells whether all links of a scenario belong to the product's chain.
func (t *teller) fits(s *scenario, product string) bool {
	links := strings.Fields(chains[product])
	for _, a := range s.Ask {
		if !contains(links, a.Link) {
			return false
		}
	}
	return contains(links, s.Link)
}

func (t *teller) words(c *Customer, x *Terminal, site *Site) *strings.Replacer {
	return strings.NewReplacer("{site}", site.Name, "{customer}", c.Name, "{contact}", c.Contacts[0].Name, "{number}", x.Number, "{model}", x.Model,
		"{sat}", x.Satellite, "{beam}", x.Beam, "{gateway}", x.Gateway, "{place}", site.Address, "{plan}", c.Subscriptions[0].Plan,
		"{az}", fmt.Sprintf("%.1f", 110+t.random.Float64()*120), "{cn}", fmt.Sprintf("%.1f", 9+t.random.Float64()*5))
}

// matter tells one matter from its filing to its end, as far as it has come by now, or until it stands
// where it is wanted.
func (t *teller) matter(s *scenario, at time.Time, until func(k *Ticket) bool) Ticket {
	who := t.whom(s)
	k := Ticket{At: at, Kind: s.Kind, Category: s.Category, Subject: who.words.Replace(pick(t, s.Subject)), Description: who.words.Replace(pick(t, s.Description)),
		Priority: s.Priority, Customer: who.customer, Contact: who.contact, Terminal: who.terminal, Details: map[string]string{}}
	for name, value := range s.Details {
		k.Details[name] = who.words.Replace(value)
	}
	if s.Kind == "fault" && t.chance(60) {
		k.Details["effect"] = pick(t, []string{"single", "single", "several", "all"})
	}
	if k.Priority == "" && s.Kind != "emergency" {
		k.Priority = "normal"
	}
	k.Channel, k.By = t.entry(s, who.province)
	w := &telling{t: t, s: s, who: who, k: &k, at: at, until: until}
	w.tell()
	return k
}

// entry says by which channel a matter comes, and who takes it in; nobody for the portal.
func (t *teller) entry(s *scenario, province string) (channel, by string) {
	n := t.random.IntN(100)
	if n < 22 && s.Kind != "emergency" {
		return "portal", ""
	}
	channel = "phone"
	switch {
	case n < 27:
		channel = "mail"
	case n < 33:
		channel = "chat"
	case n < 36:
		channel = "visit"
	}
	desk := t.byUnit["ncc/frontdesk"]
	if t.chance(35) {
		desk = t.byUnit[province+"/frontdesk"]
	}
	return channel, pick(t, desk).Login
}
