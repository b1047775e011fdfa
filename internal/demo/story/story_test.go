package story_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"github.com/xingfu/xingfu/internal/demo/story"
)

var now = time.Date(2026, 11, 23, 9, 30, 0, 0, time.UTC)

// telling is one story; it is told once for all tests.
type telling struct {
	seed uint64
	now  time.Time
	plan func() *story.Plan
}

func tell(seed uint64, now time.Time) telling {
	return telling{seed, now, sync.OnceValue(func() *story.Plan { return story.Tell(seed, now) })}
}

// tellings are several seeds, in several seasons.
var tellings = []telling{
	tell(1, now),
	tell(2, time.Date(2026, 1, 20, 1, 0, 0, 0, time.UTC)),
	tell(3, time.Date(2026, 4, 1, 22, 15, 0, 0, time.UTC)),
	tell(4, time.Date(2026, 9, 5, 4, 40, 0, 0, time.UTC)),
	tell(5, time.Date(2028, 2, 29, 15, 59, 0, 0, time.UTC)), // no holidays are known of that year
}

func each(t *testing.T, f func(t *testing.T, p *story.Plan, now time.Time)) {
	for _, x := range tellings {
		t.Run(fmt.Sprint(x.seed, x.now.Format(" 2006-01-02")), func(t *testing.T) { f(t, x.plan(), x.now) })
	}
}

func TestTheSameSeedTellsTheSameStory(t *testing.T) {
	one := story.Tell(7, now)
	if !reflect.DeepEqual(one, story.Tell(7, now)) {
		t.Error("the same seed tells two stories")
	}
	if reflect.DeepEqual(one, story.Tell(8, now)) {
		t.Error("another seed tells the same story")
	}
}

func TestTheOperatorIsAsLargeAsPromised(t *testing.T) {
	each(t, func(t *testing.T, p *story.Plan, _ time.Time) {
		terminals, provinces := 0, 0
		for _, c := range p.Customers {
			terminals += len(c.Terminals)
		}
		for _, u := range p.Units {
			if u.Kind == "province" {
				provinces++
			}
		}
		if provinces != 8 || len(p.Customers) != 400 || terminals != 600 || len(p.Tickets) != 1200 || len(p.Staff) < 55 {
			t.Errorf("%d provinces, %d customers, %d terminals, %d tickets, %d staff", provinces, len(p.Customers), terminals, len(p.Tickets), len(p.Staff))
		}
	})
}

func TestEveryStepIsLawful(t *testing.T) {
	each(t, func(t *testing.T, p *story.Plan, now time.Time) {
		h := newHouse(t, p)
		for i := range p.Tickets {
			k := &p.Tickets[i]
			if err := h.check(k); err != nil {
				t.Errorf("ticket %d %s: %v", i, k.Subject, err)
			}
			if k.At.After(now) || now.Sub(k.At) > 62*24*time.Hour {
				t.Errorf("ticket %d %s lies at %v", i, k.Subject, k.At)
			}
			if n := len(k.Steps); n > 0 && k.Steps[n-1].At.After(now) {
				t.Errorf("ticket %d %s ends after now", i, k.Subject)
			}
		}
	})
}

// The checker must be able to say no.
func TestTheCheckerFindsWhatIsUnlawful(t *testing.T) {
	p := tellings[0].plan()
	h := newHouse(t, p)
	i := slices.IndexFunc(p.Tickets, func(k story.Ticket) bool {
		does := func(do string) bool {
			return slices.ContainsFunc(k.Steps, func(s story.Step) bool { return s.Do == do })
		}
		return does("handoff") && does("close") && !does("return")
	})
	spoil := map[string]func(k *story.Ticket){
		"a code that is not there":        func(k *story.Ticket) { k.Category = "weather" },
		"steps in the wrong order":        func(k *story.Ticket) { slices.Reverse(k.Steps) },
		"resolved while a unit works":     func(k *story.Ticket) { k.Steps = without(k.Steps, "finish") },
		"closed without the customer":     func(k *story.Ticket) { k.Steps = without(k.Steps, "callback") },
		"somebody else's handoff":         func(k *story.Ticket) { of(k.Steps, "accept").By = p.Staff[0].Login },
		"a link that the chain lacks":     func(k *story.Ticket) { of(k.Steps, "handoff").Links = []string{"moon"} },
		"a cause that nobody knows":       func(k *story.Ticket) { of(k.Steps, "resolve").Code = "magic" },
		"a unit that does not answer":     func(k *story.Ticket) { of(k.Steps, "handoff").Units = []string{"hq"} },
		"somebody who does not handle it": func(k *story.Ticket) { of(k.Steps, "resolve").By = of(k.Steps, "accept").By },
	}
	for name, f := range spoil {
		k := p.Tickets[i]
		k.Steps = slices.Clone(k.Steps)
		if err := h.check(&k); err != nil {
			t.Fatal(err)
		}
		f(&k)
		if h.check(&k) == nil {
			t.Errorf("%s passes", name)
		}
	}
}

func without(steps []story.Step, do string) []story.Step {
	return slices.DeleteFunc(steps, func(s story.Step) bool { return s.Do == do })
}

func of(steps []story.Step, do string) *story.Step {
	return &steps[slices.IndexFunc(steps, func(s story.Step) bool { return s.Do == do })]
}

func TestTheTextsAreWhole(t *testing.T) {
	each(t, func(t *testing.T, p *story.Plan, _ time.Time) {
		subjects := map[string]int{}
		for _, k := range p.Tickets {
			subjects[k.Subject]++
			for _, text := range textsOf(&k) {
				if strings.ContainsAny(text, "{}") || strings.Contains(text, "%!") {
					t.Errorf("a word was not put in: %s", text)
				}
				if halfWidth(text) {
					t.Errorf("a half-width mark stands in Chinese: %s", text)
				}
			}
		}
		for subject, n := range subjects {
			if n > 6 {
				t.Errorf("%q is told %d times", subject, n)
			}
		}
		if len(subjects) < 700 {
			t.Errorf("1200 tickets have only %d subjects", len(subjects))
		}
	})
}

func textsOf(k *story.Ticket) []string {
	list := []string{k.Subject, k.Description}
	list = slices.AppendSeq(list, maps.Values(k.Details))
	for _, s := range k.Steps {
		list = append(append(list, s.Text), s.Checklist...)
	}
	return list
}

// halfWidth finds a comma, question mark or the like right after a Chinese character.
func halfWidth(text string) bool {
	chinese := false
	for _, r := range text {
		if chinese && strings.ContainsRune(",:;?!()", r) {
			return true
		}
		chinese = unicode.Is(unicode.Han, r)
	}
	return false
}

func TestCustomersAndStaffAreToldApart(t *testing.T) {
	each(t, func(t *testing.T, p *story.Plan, _ time.Time) {
		seen := map[string]bool{}
		once := func(what, value string) {
			if value != "" && seen[what+value] {
				t.Errorf("two have the %s %s", what, value)
			}
			seen[what+value] = true
		}
		for _, s := range p.Staff {
			once("log-in name", s.Login)
		}
		for _, c := range p.Customers {
			once("customer number", c.Number)
			if c.Kind == "organisation" {
				once("name", c.Name)
			}
			for _, x := range c.Contacts {
				once("phone", x.Phone)
				if x.Email != "" && !strings.HasSuffix(x.Email, "@example.com") {
					t.Errorf("the address %s is not a reserved one", x.Email)
				}
			}
			for _, x := range c.Terminals {
				once("number", x.Number)
				once("SIM", x.SIM)
				once("IMEI", x.IMEI)
				once("serial", x.Serial)
				if x.Site < 0 || x.Site >= len(c.Sites) {
					t.Errorf("%s stands at no site", x.Number)
				}
			}
			for _, s := range c.Sites {
				if !slices.Contains([]string{"urban", "rural", "sea", "air"}, s.Area) || s.Lat < -90 || s.Lat > 90 || s.Lon < -180 || s.Lon > 180 {
					t.Errorf("the site %+v", s)
				}
			}
		}
	})
}

func TestWhatIsPutOnTicketsFits(t *testing.T) {
	each(t, func(t *testing.T, p *story.Plan, now time.Time) {
		count := map[string]int{}
		for _, m := range p.Marks {
			count[m.Do]++
			if k := &p.Tickets[m.Ticket]; m.At.Before(k.At) || m.At.After(now) {
				t.Errorf("%s on %s at %v", m.Do, k.Subject, m.At)
			}
			for _, text := range append(slices.Clone(m.Words), m.Subject, m.Text) {
				if halfWidth(text) || strings.ContainsAny(text, "{}") {
					t.Errorf("%q", text)
				}
			}
		}
		if count["tag"] < 100 || count["watch"] < 20 || count["split"] != 3 {
			t.Errorf("there are %v", count)
		}
	})
}

// A ticket into which another was merged cannot be cancelled, however soon after the mistake the second report came.
func TestNothingIsMergedIntoWhatIsCancelled(t *testing.T) {
	for seed := range uint64(40) {
		plan := story.Tell(seed, now.Add(time.Duration(seed)*7*time.Hour))
		for _, k := range plan.Tickets {
			for _, s := range k.Steps {
				if s.Do != "merge" {
					continue
				}
				into := plan.Tickets[s.Into]
				if slices.ContainsFunc(into.Steps, func(s story.Step) bool { return s.Do == "cancel" }) {
					t.Errorf("seed %d: ticket %d is cancelled, and another was merged into it", seed, s.Into)
				}
			}
		}
	}
}
