package ticket

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/uptrace/bun"
	"go.yaml.in/yaml/v3"

	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/reason/clock"
)

//go:embed catalogue.yaml
var catalogueFile embed.FS

// Named is a code with its name in both languages.
type Named struct {
	Code string `json:"code" yaml:"code"`
	Zh   string `json:"zh" yaml:"zh"`
	En   string `json:"en" yaml:"en"`
}

// Name gives the name in a language.
func (n Named) Name(c lang.Code) string { return lang.Text{Zh: n.Zh, En: n.En}.In(c) }

// Chain is the order of links that a product depends on.
type Chain struct {
	Named `yaml:",inline"`
	Links []string `json:"links" yaml:"links"`
}

// Kind is a sort of matter with the fields it asks for.
type Kind struct {
	Named  `yaml:",inline"`
	Fields []Field `json:"fields" yaml:"fields"`
}

// Field is one thing that a kind of matter asks for.
type Field struct {
	Named    `yaml:",inline"`
	Type     string  `json:"type" yaml:"type" enum:"text,choice,datetime,phone"`
	Required bool    `json:"required" yaml:"required"`
	Options  []Named `json:"options,omitempty" yaml:"options"`
}

// Category belongs to a kind.
type Category struct {
	Named `yaml:",inline"`
	Kind  string `json:"kind" yaml:"kind"`
}

// Cause is a cause code; Link is where such causes usually lie.
type Cause struct {
	Named `yaml:",inline"`
	Link  string `json:"link" yaml:"link"`
}

// PauseReason is why a clock may stand still. Automatic ones are set by the loop itself; undated ones need
// no time at which the clock goes on by itself.
type PauseReason struct {
	Named     `yaml:",inline"`
	Automatic bool `json:"automatic,omitempty" yaml:"automatic"`
	Undated   bool `json:"undated,omitempty" yaml:"undated"`
}

// Rules are the numbers by which the loop runs.
type Rules struct {
	UrgeMinutes          int `json:"urgeMinutes" yaml:"urge_minutes"`
	CallbackTries        int `json:"callbackTries" yaml:"callback_tries"`
	CallbackAgainMinutes int `json:"callbackAgainMinutes" yaml:"callback_again_minutes"`
	DisputeReturns       int `json:"disputeReturns" yaml:"dispute_returns"`
	DuplicateDays        int `json:"duplicateDays" yaml:"duplicate_days"`
	DisputeHours         int `json:"disputeHours" yaml:"dispute_hours"`
}

// Catalogue is the reference data of the loop.
type Catalogue struct {
	Links      []Named       `json:"links" yaml:"links"`
	Chains     []Chain       `json:"chains" yaml:"chains"`
	Kinds      []Kind        `json:"kinds" yaml:"kinds"`
	Categories []Category    `json:"categories" yaml:"categories"`
	Causes     []Cause       `json:"causes" yaml:"causes"`
	Pauses     []PauseReason `json:"pauses" yaml:"pauses"`
	Returns    []Named       `json:"returns" yaml:"returns"`
	Rules      Rules         `json:"rules" yaml:"rules"`
}

// The lists that are the product's own and do not change with the operator.
var (
	Tiers      = []Named{{"platinum", "白金", "Platinum"}, {"gold", "金牌", "Gold"}, {"silver", "银牌", "Silver"}, {"standard", "普通", "Standard"}}
	Priorities = []Named{{"urgent", "特急", "Urgent"}, {"high", "紧急", "High"}, {"normal", "一般", "Normal"}, {"low", "低", "Low"}}
	Channels   = []Named{{"phone", "电话", "Phone"}, {"portal", "网上服务", "Portal"}, {"mail", "邮件", "Mail"}, {"chat", "在线会话", "Chat"}, {"visit", "来访", "Visit"}, {"api", "接口", "API"}}
	Areas      = []Named{{"urban", "城市", "Urban"}, {"rural", "农村", "Rural"}, {"sea", "海上", "At sea"}, {"air", "航空", "In the air"}}
)

func codes[T interface{ code() string }](list []T) []string {
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = n.code()
	}
	return out
}

func (n Named) code() string { return n.Code }

func find[T interface{ code() string }](list []T, code string) (T, bool) {
	i := slices.IndexFunc(list, func(n T) bool { return n.code() == code })
	if i < 0 {
		var none T
		return none, false
	}
	return list[i], true
}

// chainOf gives the chain of a product; the general one where the product is not known.
func (c *Catalogue) chainOf(product string) Chain {
	if chain, ok := find(c.Chains, product); ok {
		return chain
	}
	chain, _ := find(c.Chains, "general")
	return chain
}

// LinkName gives a link's name.
func (c *Catalogue) LinkName(code string, l lang.Code) string {
	link, _ := find(c.Links, code)
	return link.Name(l)
}

// rulebook is all data by which promises are made, read together and remembered for a moment.
type rulebook struct {
	Catalogue
	calendars map[string]*clock.Calendar
	holidays  clock.Holidays
	policies  []Policy
}

const rulebookAge = 5 * time.Second

type rulebookCache struct {
	mu   sync.Mutex
	book *rulebook
	read time.Time
}

func (c *rulebookCache) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.book = nil
}

func (s *Service) rulebook(ctx context.Context) (*rulebook, error) {
	s.rules.mu.Lock()
	defer s.rules.mu.Unlock()
	if s.rules.book != nil && time.Since(s.rules.read) < rulebookAge {
		return s.rules.book, nil
	}
	book, err := s.readRulebook(ctx)
	if err != nil {
		return nil, err
	}
	s.rules.book, s.rules.read = book, time.Now()
	return book, nil
}

func (s *Service) readRulebook(ctx context.Context) (*rulebook, error) {
	book := &rulebook{calendars: map[string]*clock.Calendar{}}
	book.Rules.DuplicateDays, book.Rules.DisputeHours = 14, 24 // where the rules of an older installation do not say
	db := s.db.Read(ctx)
	var parts []cataloguePart
	if err := db.NewSelect().Model(&parts).Scan(ctx); err != nil {
		return nil, err
	}
	for _, part := range parts {
		if err := json.Unmarshal([]byte(part.Data), &book.Catalogue); err != nil {
			return nil, fmt.Errorf("catalogue part %s: %w", part.Part, err)
		}
	}
	holidays, err := readHolidays(ctx, db)
	if err != nil {
		return nil, err
	}
	book.holidays = holidays
	var calendars []Calendar
	if err := db.NewSelect().Model(&calendars).Scan(ctx); err != nil {
		return nil, err
	}
	for i := range calendars {
		if book.calendars[calendars[i].Code], err = calendars[i].clock(holidays); err != nil {
			return nil, err
		}
	}
	return book, db.NewSelect().Model(&book.policies).OrderExpr("position, code").Scan(ctx)
}

type cataloguePart struct {
	bun.BaseModel `bun:"table:catalogue"`

	Part string `bun:",pk"`
	Data string // a JSON object that fills its part of a Catalogue
}

type seedFile struct {
	Catalogue `yaml:",inline"`
	Calendars []seedCalendar `yaml:"calendars"`
	Policies  []seedPolicy   `yaml:"policies"`
}

type seedCalendar struct {
	Named    `yaml:",inline"`
	Zone     string   `yaml:"zone"`
	Week     []string `yaml:"week"`
	Holidays bool     `yaml:"holidays"`
}

type seedPolicy struct {
	Named    `yaml:",inline"`
	When     map[string][]string `yaml:"when"`
	Calendar string              `yaml:"calendar"`
	Respond  int                 `yaml:"respond"`
	Resolve  int                 `yaml:"resolve"`
	Accept   int                 `yaml:"accept"`
	Finish   int                 `yaml:"finish"`
	Warn     int                 `yaml:"warn"`
}

// Prepare loads what a new installation starts with into an empty database: the catalogue, calendars,
// China's published holidays, the promise policies and the templates. What is there already stays as it is.
func (s *Service) Prepare(ctx context.Context) error {
	if err := s.prepareCatalogue(ctx); err != nil {
		return err
	}
	return s.prepareTemplates(ctx)
}

func (s *Service) prepareCatalogue(ctx context.Context) error {
	known, err := s.db.Read(ctx).NewSelect().Model((*cataloguePart)(nil)).Exists(ctx)
	if err != nil || known {
		return err
	}
	text, err := catalogueFile.ReadFile("catalogue.yaml")
	if err != nil {
		return err
	}
	var seed seedFile
	decoder := yaml.NewDecoder(strings.NewReader(string(text)))
	decoder.KnownFields(true)
	if err := decoder.Decode(&seed); err != nil {
		return fmt.Errorf("catalogue.yaml: %w", err)
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		store.After(ctx, s.rules.forget)
		if err := seedCatalogue(ctx, tx, seed.Catalogue); err != nil {
			return err
		}
		if err := seedHolidays(ctx, tx); err != nil {
			return err
		}
		for _, c := range seed.Calendars {
			row := &Calendar{Code: c.Code, Zh: c.Zh, En: c.En, Zone: c.Zone, Week: c.Week, Holidays: c.Holidays, Version: 1}
			if _, err := tx.NewInsert().Model(row).Exec(ctx); err != nil {
				return err
			}
		}
		for i, p := range seed.Policies {
			row := &Policy{ID: store.NewID(ctx), Code: p.Code, Zh: p.Zh, En: p.En, Position: i + 1, When: p.When, Calendar: p.Calendar,
				Respond: p.Respond, Resolve: p.Resolve, Accept: p.Accept, Finish: p.Finish, Warn: p.Warn, Active: true, Version: 1}
			if _, err := tx.NewInsert().Model(row).Exec(ctx); err != nil {
				return err
			}
		}
		return nil
	})
}

func seedCatalogue(ctx context.Context, tx bun.Tx, c Catalogue) error {
	whole, err := json.Marshal(c)
	if err != nil {
		return err
	}
	var parts map[string]json.RawMessage
	if err := json.Unmarshal(whole, &parts); err != nil {
		return err
	}
	for part, data := range parts {
		object, err := json.Marshal(map[string]json.RawMessage{part: data})
		if err != nil {
			return err
		}
		if _, err := tx.NewInsert().Model(&cataloguePart{Part: part, Data: string(object)}).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}
