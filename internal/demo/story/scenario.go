package story

import (
	"embed"
	"io/fs"
	"strings"

	"go.yaml.in/yaml/v3"
)

//go:embed scenarios/*.yaml phrases.yaml written.yaml
var texts embed.FS

// scenario is one sort of thing that happens. Its texts may hold words in braces, such as {site}, that
// stand for facts of the customer and readings of the matter.
type scenario struct {
	Name     string `yaml:"name"`
	Kind     string `yaml:"kind"`
	Category string `yaml:"category"`
	Weight   int    `yaml:"weight"` // among those of its kind; 3 when not given
	Priority string `yaml:"priority"`

	// To whom it can happen, and when; to anybody at any time when empty.
	Who        string   `yaml:"who"` // person or organisation
	Industries []string `yaml:"industries"`
	Products   []string `yaml:"products"`
	Areas      []string `yaml:"areas"`
	Provinces  []string `yaml:"provinces"`
	Months     []int    `yaml:"months"`
	Sun        bool     `yaml:"sun"`      // only while the sun passes behind the satellite
	Incident   string   `yaml:"incident"` // only as part of this incident
	General    bool     `yaml:"general"`  // about no terminal
	Stranger   bool     `yaml:"stranger"` // from somebody who is no customer

	Details     map[string]string `yaml:"details"`
	Subject     []string          `yaml:"subject"`
	Description []string          `yaml:"description"` // goes round with the subjects
	Reply       []string          `yaml:"reply"`       // one is said to the customer
	Talk        []string          `yaml:"talk"`        // all are noted
	Own         *finding          `yaml:"own"`         // what the front desk sees itself
	Ask         []ask             `yaml:"ask"`
	Cause       string            `yaml:"cause"`
	Link        string            `yaml:"link"`
	Summary     []string          `yaml:"summary"`
	Refuse      []string          `yaml:"refuse"`  // why the customer is not content
	Confirm     []string          `yaml:"confirm"` // how he says that he is
	Reopen      int               `yaml:"reopen"`  // percent that come back
}

// ask is what the front desk hands to the unit that answers for links, and what it answers.
type ask struct {
	Links   []string `yaml:"links"`
	Request string   `yaml:"request"`
	Check   []string `yaml:"check"`
	Note    string   `yaml:"note"` // of the engineer, on the way
	Result  []string `yaml:"result"`
	State   string   `yaml:"state"`  // of the first link; the others are cleared
	Again   []string `yaml:"again"`  // the result when the matter has come back
	Invite  *ask     `yaml:"invite"` // what the unit asks of another
}

// finding is how a link stands, and why one thinks so.
type finding struct {
	Link     string `yaml:"link"`
	State    string `yaml:"state"`
	Evidence string `yaml:"evidence"`
}

// readScenarios reads all scenarios, in the order of the files' names.
func readScenarios() []scenario {
	files, err := fs.Glob(texts, "scenarios/*.yaml")
	if err != nil {
		panic("story: " + err.Error())
	}
	var all []scenario
	for _, name := range files {
		var list []scenario
		read(name, &list)
		all = append(all, list...)
	}
	for i := range all {
		if all[i].Weight == 0 {
			all[i].Weight = 3
		}
	}
	return all
}

// phrases are what people say whatever the matter is.
type phrases struct {
	Greet    []string            `yaml:"greet"`
	Progress []said              `yaml:"progress"`
	Message  []string            `yaml:"message"`
	Urge     []string            `yaml:"urge"`
	Offer    []string            `yaml:"offer"`
	Decline  []string            `yaml:"decline"`
	Return   []said              `yaml:"return"`
	Resend   []string            `yaml:"resend"`
	Insist   []string            `yaml:"insist"`
	Decide   []string            `yaml:"decide"`
	Pause    []said              `yaml:"pause"`
	Again    map[string][]string `yaml:"again"` // by link
	Redo     []string            `yaml:"redo"`
	Mended   []string            `yaml:"mended"`
	Refuse   map[string][]string `yaml:"refuse"`  // by kind
	Confirm  map[string][]string `yaml:"confirm"` // by kind
	Unreach  []said              `yaml:"unreach"`
	Rate     map[int][]string    `yaml:"rate"`
	Cancel   []string            `yaml:"cancel"`
	Repeat   []string            `yaml:"repeat"` // why a matter is one that is here already
	Tags     tagWords            `yaml:"tags"`
	Second   []second            `yaml:"second"`
}

// tagWords are what matters are tagged with: by what they belong to, and any at all.
type tagWords struct {
	Incidents map[string]string `yaml:"incidents"`
	Areas     map[string]string `yaml:"areas"`
	Tiers     map[string]string `yaml:"tiers"`
	Any       []string          `yaml:"any"`
}

// second is a matter that comes up in another.
type second struct {
	Kind     string `yaml:"kind"`
	Category string `yaml:"category"`
	Subject  string `yaml:"subject"`
	Text     string `yaml:"text"`
}

// said is a coded reason in somebody's words; it fits some links and areas, or all.
type said struct {
	Code  string   `yaml:"code"`
	Links []string `yaml:"links"`
	Areas []string `yaml:"areas"`
	Text  string   `yaml:"text"`
}

// fitting draws among what fits a link and an area.
func (t *teller) fitting(list []said, link, area string) said {
	var fit []said
	for _, s := range list {
		if (len(s.Links) == 0 || contains(s.Links, link)) && (len(s.Areas) == 0 || contains(s.Areas, area)) {
			fit = append(fit, s)
		}
	}
	return pick(t, fit)
}

func readPhrases() phrases {
	var p phrases
	read("phrases.yaml", &p)
	return p
}

// read decodes one of the embedded files; they are part of the program, so that a fault in them is one
// of the program.
func read(name string, into any) {
	text, err := texts.ReadFile(name)
	if err != nil {
		panic("story: " + err.Error())
	}
	decoder := yaml.NewDecoder(strings.NewReader(string(text)))
	decoder.KnownFields(true)
	if err := decoder.Decode(into); err != nil {
		panic("story: " + name + ": " + err.Error())
	}
}
