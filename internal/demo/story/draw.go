package story

import (
	"slices"
	"strings"
	"time"

	"github.com/xingfu/xingfu/internal/platform/now"
)

// kinds says how many of a hundred matters are of which kind.
var kinds = []struct {
	kind  string
	share int
}{{"fault", 40}, {"consult", 22}, {"request", 13}, {"complaint", 12}, {"suggestion", 5}, {"emergency", 3}, {"abuse", 5}}

// subjectsMost is how often a subject is told at most.
const subjectsMost = 5

// shelf are the scenarios, by kind and by incident.
type shelf struct{ byKind, byIncident map[string][]*scenario }

func newShelf() shelf {
	f := shelf{map[string][]*scenario{}, map[string][]*scenario{}}
	all := readScenarios()
	for i := range all {
		s := &all[i]
		if s.Incident != "" {
			f.byIncident[s.Incident] = append(f.byIncident[s.Incident], s)
		} else {
			f.byKind[s.Kind] = append(f.byKind[s.Kind], s)
		}
	}
	return f
}

func (t *teller) kind() string {
	n := t.random.IntN(100)
	i := slices.IndexFunc(kinds, func(k struct {
		kind  string
		share int
	}) bool {
		n -= k.share
		return n < 0
	})
	return kinds[i].kind
}

// draw finds a scenario of a kind for a time, and whom it happens to.
func (t *teller) draw(list []*scenario, at time.Time) (*scenario, concerned) {
	weight := 0
	for _, s := range list {
		weight += s.Weight
	}
	for {
		n := t.random.IntN(weight)
		s := list[slices.IndexFunc(list, func(s *scenario) bool { n -= s.Weight; return n < 0 })]
		if len(s.Months) > 0 && !slices.Contains(s.Months, int(at.In(now.China).Month())) {
			continue
		}
		if who, ok := t.whom(s, at, nil); ok {
			return s, who
		}
	}
}

// concerned is whom a matter concerns, and in which words it is told. Indexes are -1 for none.
type concerned struct {
	customer, contact, terminal int
	province, tier, area        string
	product                     string
	words                       *strings.Replacer
	subject, description        string
}

// whomTries is how many customers are tried before a scenario is given up.
const whomTries = 250

// whom finds a customer with a fitting terminal, and a subject not told too often yet.
func (t *teller) whom(s *scenario, at time.Time, also func(c *Customer, x *Terminal) bool) (concerned, bool) {
	for range whomTries {
		i := t.random.IntN(len(t.plan.Customers))
		c := &t.plan.Customers[i]
		j := t.random.IntN(len(c.Terminals))
		x := &c.Terminals[j]
		site := &c.Sites[x.Site]
		if !s.suits(c, x, site) || also != nil && !also(c, x) || s.Sun && !sunny(site, x, at) {
			continue
		}
		who := concerned{customer: i, contact: t.random.IntN(len(c.Contacts)), terminal: j, province: c.Unit, tier: c.Tier, area: site.Area,
			product: x.Product, words: t.words(c, x, site, at)}
		if s.General {
			who.terminal, who.product, who.area = -1, "general", ""
		}
		if s.Stranger {
			who = concerned{customer: -1, contact: -1, terminal: -1, tier: "standard", product: "general", words: who.words}
		}
		if who.subject, who.description = t.subject(s, who.words); who.subject != "" {
			return who, true
		}
	}
	return concerned{}, false
}

// retime puts the words of a matter at another time.
func (t *teller) retime(who *concerned, at time.Time) {
	c := &t.plan.Customers[who.customer]
	x := &c.Terminals[max(who.terminal, 0)]
	who.words = t.words(c, x, &c.Sites[x.Site], at)
}

// suits tells whether a scenario can happen to a customer with a terminal.
func (s *scenario) suits(c *Customer, x *Terminal, site *Site) bool {
	switch {
	case s.Who != "" && s.Who != c.Kind,
		len(s.Industries) > 0 && !contains(s.Industries, c.Industry),
		len(s.Products) > 0 && !contains(s.Products, x.Product),
		len(s.Areas) > 0 && !contains(s.Areas, site.Area),
		len(s.Provinces) > 0 && !contains(s.Provinces, c.Unit):
		return false
	}
	product := x.Product
	if s.General || s.Stranger {
		product = "general"
	}
	links := strings.Fields(chains[product])
	for _, link := range s.links() {
		if !contains(links, link) {
			return false
		}
	}
	return true
}

// links are all links that a scenario speaks of.
func (s *scenario) links() []string {
	list := []string{s.Link}
	if s.Own != nil {
		list = append(list, s.Own.Link)
	}
	for _, a := range s.Ask {
		list = append(list, a.Links...)
		if a.Invite != nil {
			list = append(list, a.Invite.Links...)
		}
	}
	return list
}

func sunny(site *Site, x *Terminal, at time.Time) bool {
	sun, off := sunBehind(site, x.SatelliteLon, at)
	_, elevation := look(site, x.SatelliteLon)
	return off < sunWidth && elevation > lowest && at.After(sun) && at.Sub(sun) < 9*time.Hour
}

// subject chooses among a scenario's subjects the one told least, with the description that goes with it;
// none when all have been told enough.
func (t *teller) subject(s *scenario, words *strings.Replacer) (subject, description string) {
	least := subjectsMost
	first := t.random.IntN(len(s.Subject))
	for i := range s.Subject {
		at := (first + i) % len(s.Subject)
		told := words.Replace(s.Subject[at])
		if n := t.told[told]; n < least {
			subject, description, least = told, s.Description[at%len(s.Description)], n
		}
	}
	return subject, description
}

// chains are the links that a product's chain has.
var chains = map[string]string{
	"mobile":  "terminal sim space gateway core terrestrial platform account",
	"vsat":    "terminal antenna space gateway core terrestrial platform account",
	"cband":   "terminal antenna space gateway terrestrial platform account",
	"relay":   "terminal relay gateway processing terrestrial platform account",
	"general": "terminal antenna space gateway core terrestrial platform account",
}
