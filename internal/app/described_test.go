package app_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xingfu/xingfu/internal/app"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// description is the API as it describes itself.
var description = sync.OnceValues(func() (*spec, error) {
	raw, err := app.Description("test")
	if err != nil {
		return nil, err
	}
	s := &spec{}
	return s, json.Unmarshal(raw, s)
})

// spec is as much of an OpenAPI document as is needed to check an answer.
type spec struct {
	Paths      map[string]map[string]operation
	Components struct{ Schemas map[string]*schema }
}

type operation struct {
	OperationID string   `json:"operationId"`
	Needs       []string `json:"x-permission"`
	Parameters  []param
	Responses   map[string]struct {
		Content map[string]struct{ Schema *schema }
	}
}

type param struct {
	Name, In string
	Schema   *schema
}

// sample gives a value that a parameter may have.
func (p param) sample() string {
	switch {
	case len(p.Schema.Enum) > 0:
		return fmt.Sprint(p.Schema.Enum[0])
	case p.Schema.allows("integer"):
		return "1"
	case p.Schema.allows("boolean"):
		return "true"
	}
	return map[string]string{"uuid": "01a2089d-0000-7000-8000-000000000000", "date-time": "2026-11-01T00:00:00Z", "date": "2026-11-01"}[p.Schema.Format]
}

type schema struct {
	Ref                  string             `json:"$ref"`
	Type                 any                `json:"type"`
	Format               string             `json:"format"`
	AnyOf                []*schema          `json:"anyOf"`
	Enum                 []any              `json:"enum"`
	Properties           map[string]*schema `json:"properties"`
	Required             []string           `json:"required"`
	Items                *schema            `json:"items"`
	AdditionalProperties any                `json:"additionalProperties"`
}

// checkDescribed checks an answer against the description.
func checkDescribed(t *testing.T, method, path, status string, body any) {
	t.Helper()
	s, err := description()
	if err != nil {
		t.Fatal(err)
	}
	op, ok := s.find(method, path)
	if !ok {
		return // nowhere, or no operation of the API
	}
	answer, ok := op.Responses[status]
	if !ok {
		t.Errorf("%s %s answered %s, which is not described", method, path, status)
		return
	}
	for _, content := range answer.Content {
		for _, wrong := range s.wrongs(content.Schema, body, "") {
			t.Errorf("%s %s %s: %s", method, path, status, wrong)
		}
	}
}

// find gives the operation of a path; one without parameters before one with.
func (s *spec) find(method, path string) (operation, bool) {
	path, _, _ = strings.Cut("/api/v1"+path, "?")
	if methods, ok := s.Paths[path]; ok {
		op, ok := methods[strings.ToLower(method)]
		return op, ok
	}
	parts := strings.Split(path, "/")
	for _, pattern := range slices.Sorted(maps.Keys(s.Paths)) {
		fits := func(want, got string) bool { return want == got || strings.HasPrefix(want, "{") }
		if slices.EqualFunc(strings.Split(pattern, "/"), parts, fits) {
			if op, ok := s.Paths[pattern][strings.ToLower(method)]; ok {
				return op, true
			}
		}
	}
	return operation{}, false
}

// wrongs tells where a value is not as described.
func (s *spec) wrongs(is *schema, value any, at string) []string {
	if is == nil {
		return nil
	}
	if is.Ref != "" {
		return s.wrongs(s.Components.Schemas[strings.TrimPrefix(is.Ref, "#/components/schemas/")], value, at)
	}
	if len(is.AnyOf) > 0 {
		var all []string
		for _, one := range is.AnyOf {
			wrong := s.wrongs(one, value, at)
			if len(wrong) == 0 {
				return nil
			}
			all = append(all, wrong...)
		}
		return all
	}
	if is.Type != nil && !is.allows(kindOf(value)) {
		return []string{at + " is " + kindOf(value)}
	}
	if len(is.Enum) > 0 && value != nil && !slices.Contains(is.Enum, value) {
		return []string{at + " is none of the described values: " + value.(string)}
	}
	switch v := value.(type) {
	case map[string]any:
		return s.wrongsInside(is, v, at)
	case []any:
		for _, one := range v {
			if wrong := s.wrongs(is.Items, one, at+"[]"); wrong != nil {
				return wrong
			}
		}
	}
	return nil
}

func (s *spec) wrongsInside(is *schema, v map[string]any, at string) (all []string) {
	for _, name := range is.Required {
		if _, ok := v[name]; !ok {
			all = append(all, at+"."+name+" is missing")
		}
	}
	for name, one := range v {
		property, ok := is.Properties[name]
		if !ok && is.AdditionalProperties == false {
			all = append(all, at+"."+name+" is not described")
		}
		all = append(all, s.wrongs(property, one, at+"."+name)...)
	}
	return all
}

func (is *schema) allows(kind string) bool {
	allowed, several := is.Type.([]any)
	if !several {
		allowed = []any{is.Type}
	}
	return slices.Contains(allowed, any(kind)) || kind == huma.TypeNumber && slices.Contains(allowed, any(huma.TypeInteger))
}

func kindOf(value any) string {
	switch value.(type) {
	case nil:
		return "null"
	case bool:
		return huma.TypeBoolean
	case float64:
		return huma.TypeNumber
	case string:
		return huma.TypeString
	case []any:
		return huma.TypeArray
	}
	return huma.TypeObject
}

func TestTheCheckOfAnswersFindsWhatIsWrong(t *testing.T) {
	s, err := description()
	if err != nil {
		t.Fatal(err)
	}
	place := s.Components.Schemas["TicketPlace"]
	right := `{"handoffId":"h","unitId":"u","unit":"u","staff":"","links":["a"],"status":"sent","invitedBy":"","urged":false,
		"dueAt":null,"leftMinutes":0,"working":false,"calendar":"","pauseReason":"","resumeAt":null}`
	for wrong, body := range map[string]string{
		"":                       right,
		".links is null":         strings.Replace(right, `["a"]`, "null", 1),
		".links[] is number":     strings.Replace(right, `"a"`, "1", 1),
		".unit is missing":       strings.Replace(right, `"unit":"u",`, "", 1),
		".more is not described": strings.Replace(right, `"staff"`, `"more":1,"staff"`, 1),
		".status is none of the described values: lost": strings.Replace(right, "sent", "lost", 1),
	} {
		var value any
		if err := json.Unmarshal([]byte(body), &value); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(s.wrongs(place, value, ""), "; "); got != wrong {
			t.Errorf("%s: %q, not %q", body, got, wrong)
		}
	}
}

func TestEveryListAnswersAsDescribed(t *testing.T) {
	h := open(t, "sqlite://"+storetest.SQLitePath(t))
	desk, chief, auditor := h.seat("desk"), h.seat("chief"), h.seat("auditor")
	filed := desk.want(201, "POST", "/tickets", `{"kind":"fault","subject":"接收中断","description":"无信号","channel":"phone"}`)
	id := filed["id"].(string)
	for range 2 {
		made := desk.want(201, "POST", "/tickets/"+id+"/handoffs", `{"unitIds":["`+h.units["信关站组"]+`"],"links":["gateway"],"request":"请查"}`)
		handoff := made["items"].([]any)[0].(map[string]any)["id"].(string)
		h.seat("gateway").want(200, "POST", "/handoffs/"+handoff+"/return", `{"reason":"not-ours","text":"不是我们"}`)
	}
	s, err := description()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, path := range slices.Sorted(maps.Keys(s.Paths)) {
		short := strings.TrimPrefix(path, "/api/v1")
		short = strings.Replace(short, "/tickets/{id}", "/tickets/"+id, 1)
		op, get := s.Paths[path]["get"]
		if !get || strings.Contains(short, "{") || len(op.Responses["200"].Content) == 0 { // a file is no JSON
			continue
		}
		for _, seat := range []*seat{desk, chief, auditor} {
			status, out := seat.do("GET", short, "")
			if status != 200 && status != 403 && status != 422 {
				t.Errorf("GET %s: %d %v", short, status, out)
			}
			if status == 200 {
				seen++
			}
		}
	}
	if seen < 40 {
		t.Errorf("only %d answers were checked", seen)
	}
}
