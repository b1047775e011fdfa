package story_test

import (
	"os"
	"slices"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/xingfu/xingfu/internal/demo/story"
)

// catalogue is what a new installation starts with: the codes that a plan may use.
type catalogue struct {
	Chains []struct {
		Code  string
		Links []string
	}
	Kinds []struct {
		Code   string
		Fields []struct {
			Code     string
			Required bool
			Options  []struct{ Code string }
		}
	}
	Categories     []struct{ Code, Kind string }
	Causes, Pauses []struct{ Code string }
	Returns        []struct{ Code string }
	Rules          struct {
		UrgeMinutes          int `yaml:"urge_minutes"`
		CallbackTries        int `yaml:"callback_tries"`
		CallbackAgainMinutes int `yaml:"callback_again_minutes"`
		DisputeReturns       int `yaml:"dispute_returns"`
	}
}

func readCatalogue(t *testing.T) *catalogue {
	t.Helper()
	text, err := os.ReadFile("../../ticket/catalogue.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var c catalogue
	if err := yaml.Unmarshal(text, &c); err != nil {
		t.Fatal(err)
	}
	return &c
}

func hasCode(list []struct{ Code string }, code string) bool {
	return slices.Contains(list, struct{ Code string }{code})
}

func (c *catalogue) chain(product string) []string {
	for _, x := range c.Chains {
		if x.Code == product {
			return x.Links
		}
	}
	return nil
}

// house answers what a step needs to know of the organisation.
type house struct {
	*catalogue
	plan   *story.Plan
	staff  map[string]story.Staff
	parent map[string]string
}

func newHouse(t *testing.T, plan *story.Plan) *house {
	h := &house{catalogue: readCatalogue(t), plan: plan, staff: map[string]story.Staff{}, parent: map[string]string{}}
	for _, s := range plan.Staff {
		h.staff[s.Login] = s
	}
	for _, u := range plan.Units {
		h.parent[u.Key] = u.Parent
	}
	return h
}

func (h *house) above(unit string) []string {
	var list []string
	for at := unit; at != ""; at = h.parent[at] {
		list = append(list, at)
	}
	return list
}

// answers gives the unit that answers for a link for customers of a province.
func (h *house) answers(link, province string) string {
	unit := ""
	for _, a := range h.plan.Answers {
		if a.Link == link && (a.For == province && a.For != "" || a.For == "" && unit == "") {
			unit = a.Unit
		}
	}
	return unit
}

// supervising is the unit whose supervisor decides between units: the nearest above all of them.
func (h *house) supervising(units []string) string {
	for _, candidate := range h.above(h.parent[units[0]]) {
		over := true
		for _, u := range units {
			over = over && u != candidate && slices.Contains(h.above(u), candidate)
		}
		if !over {
			continue
		}
		for _, s := range h.plan.Staff {
			if s.Role == "supervisor" && s.Unit == candidate {
				return candidate
			}
		}
	}
	return ""
}
