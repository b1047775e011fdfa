package customer

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// SiteFact is something that somebody found at a site (现场情况) and that others should know.
type SiteFact struct {
	bun.BaseModel `bun:"table:site_fact"`

	Part
	SiteID     string        `json:"siteId"`
	Kind       string        `json:"kind" enum:"mast,power,access,sight,lightning,contact,other"`
	Words      string        `json:"words" personal:"true"`
	SeenOn     string        `json:"seenOn" doc:"On which day it was found so, as 2026-11-23."`
	ValidUntil string        `json:"validUntil" doc:"The last day on which it can be relied on; empty: until somebody says otherwise."`
	Gone       bool          `json:"gone" doc:"It holds no more."`
	ByID       string        `bun:",nullzero" json:"-"`
	ByName     string        `json:"by" doc:"Who says so; empty: the program."`
	Earlier    []FactVersion `bun:"-" json:"earlier" doc:"What it said before, the newest first."`
}

// FactVersion is what a fact said until somebody said otherwise.
type FactVersion struct {
	bun.BaseModel `bun:"table:site_fact_version"`

	ID         string    `bun:",pk" json:"id"`
	FactID     string    `json:"-"`
	At         time.Time `json:"at" doc:"When it was said."`
	ByID       string    `bun:",nullzero" json:"-"`
	ByName     string    `json:"by"`
	Kind       string    `json:"kind" enum:"mast,power,access,sight,lightning,contact,other"`
	Words      string    `json:"words"`
	SeenOn     string    `json:"seenOn"`
	ValidUntil string    `json:"validUntil"`
	Gone       bool      `json:"gone"`
}

// FactKinds are what facts about a site can be about.
var FactKinds = []string{"mast", "power", "access", "sight", "lightning", "contact", "other"}

const factMost = 2000

func (*SiteFact) kind() kind { return kind{"fact", "条现场情况", "fact about the site"} }

// FactFields are what is said of a fact.
type FactFields struct {
	Kind       string `json:"kind" enum:"mast,power,access,sight,lightning,contact,other"`
	Words      string `json:"words"`
	SeenOn     string `json:"seenOn,omitempty" doc:"Missing: today."`
	ValidUntil string `json:"validUntil,omitempty"`
	Gone       bool   `json:"gone,omitempty"`
}

func (in *FactFields) valid(ctx context.Context) error {
	in.Words = strings.TrimSpace(in.Words)
	if in.SeenOn == "" {
		in.SeenOn = now.Today(ctx)
	}
	switch {
	case !slices.Contains(FactKinds, in.Kind):
		return fault.Bad("kind", "没有 %s 这种现场情况。", "There is no kind %s of facts.", in.Kind)
	case in.Words == "":
		return fault.Bad("words", "请写明现场的情况。", "Say how it is there.")
	case utf8.RuneCountInString(in.Words) > factMost:
		return fault.Bad("words", "最多 %d 个字。", "At most %d letters.", factMost)
	}
	for field, day := range map[string]string{"seenOn": in.SeenOn, "validUntil": in.ValidUntil} {
		if err := checkDay(field, day); err != nil {
			return err
		}
	}
	switch {
	case in.SeenOn > now.Today(ctx):
		return fault.Bad("seenOn", "看到的日期不能在今天之后。", "It cannot have been seen after today.")
	case in.ValidUntil != "" && in.ValidUntil < in.SeenOn:
		return fault.Bad("validUntil", "有效期应在看到的日期之后。", "It holds at least on the day on which it was seen.")
	}
	return nil
}

func (in FactFields) apply(f *SiteFact) {
	f.Kind, f.Words, f.SeenOn, f.ValidUntil, f.Gone = in.Kind, in.Words, in.SeenOn, in.ValidUntil, in.Gone
}

// mayNote tells who records facts about sites: who keeps customers, and who works there for a unit. Whether he may see the
// site's customer is another question.
func mayNote(ctx context.Context) (*org.Actor, error) {
	if actor, err := org.NeedOrProgram(ctx, org.CustomerWrite); err == nil {
		return actor, nil
	}
	return org.Need(ctx, org.HandoffWork)
}

// siteFor reads a site that the acting person may see; the program sees all.
func (s *Service) siteFor(ctx context.Context, id string) (*Site, error) {
	if org.From(ctx) != nil {
		return get[Site](ctx, s, id)
	}
	return one[Site](ctx, s.db, "siteId", id)
}

// AddFact records a fact about a site. It needs customer.write or handoff.work, and customer.read for the site's customer.
func (s *Service) AddFact(ctx context.Context, siteID string, in FactFields) (*SiteFact, error) {
	actor, err := mayNote(ctx)
	if err != nil {
		return nil, err
	}
	site, err := s.siteFor(ctx, siteID)
	if err != nil {
		return nil, err
	}
	if err := in.valid(ctx); err != nil {
		return nil, err
	}
	at := now.From(ctx)
	f := &SiteFact{Part: Part{ID: store.NewID(ctx), CustomerID: site.CustomerID, Version: 1, CreatedAt: at, UpdatedAt: at}, SiteID: siteID, Earlier: []FactVersion{}}
	in.apply(f)
	f.ByID, f.ByName = actedBy(ctx)
	return f, s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if _, err := tx.NewInsert().Model(f).Exec(ctx); err != nil {
			return err
		}
		return s.wrote(ctx, actor, "fact.added", f.ID, site.Name, differences(&SiteFact{}, f))
	})
}

// ChangeFact says a fact anew, or that it holds no more; what it said is kept. It needs what AddFact needs. A stale version
// is a Conflict.
func (s *Service) ChangeFact(ctx context.Context, id string, in FactFields, version int64) (*SiteFact, error) {
	actor, err := mayNote(ctx)
	if err != nil {
		return nil, err
	}
	if err := in.valid(ctx); err != nil {
		return nil, err
	}
	f := &SiteFact{}
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := s.db.Lock(tx.NewSelect().Model(f).Where("id = ?", id)).Scan(ctx); store.None(err) {
			return f.kind().missing()
		} else if err != nil {
			return err
		}
		site, err := s.siteFor(ctx, f.SiteID)
		if fault.Is(err, fault.NotFound) {
			return f.kind().missing()
		}
		if err != nil {
			return err
		}
		if err := httpx.CheckVersion(ctx, f.Version, version, stale(f.kind())); err != nil {
			return err
		}
		before := *f
		if in.apply(f); len(differences(&before, f)) == 0 {
			return nil
		}
		was := &FactVersion{ID: store.NewID(ctx), FactID: id, At: before.UpdatedAt, ByID: before.ByID, ByName: before.ByName, Kind: before.Kind,
			Words: before.Words, SeenOn: before.SeenOn, ValidUntil: before.ValidUntil, Gone: before.Gone}
		if _, err := tx.NewInsert().Model(was).Exec(ctx); err != nil {
			return err
		}
		f.ByID, f.ByName = actedBy(ctx)
		f.Version, f.UpdatedAt = f.Version+1, now.From(ctx)
		if _, err := tx.NewUpdate().Model(f).WherePK().Exec(ctx); err != nil {
			return err
		}
		return s.wrote(ctx, actor, "fact.changed", id, site.Name, differences(&before, f))
	})
	if err != nil {
		return nil, err
	}
	list := []SiteFact{*f}
	return &list[0], s.readEarlier(ctx, list)
}

// factsMost is how many facts of a site are shown.
const factsMost = 200

// Facts gives what is known of a site, what holds before what does not, the newest first. It needs customer.read.
func (s *Service) Facts(ctx context.Context, siteID string) ([]SiteFact, error) {
	if _, err := get[Site](ctx, s, siteID); err != nil {
		return nil, err
	}
	list := []SiteFact{}
	err := s.db.Read(ctx).NewSelect().Model(&list).Where("site_id = ?", siteID).OrderExpr("gone, seen_on DESC, id DESC").Limit(factsMost).Scan(ctx)
	if err != nil {
		return nil, err
	}
	return list, s.readEarlier(ctx, list)
}

func (s *Service) readEarlier(ctx context.Context, list []SiteFact) error {
	byID, ids := map[string]*SiteFact{}, []string{}
	for i := range list {
		list[i].Earlier = []FactVersion{}
		byID[list[i].ID], ids = &list[i], append(ids, list[i].ID)
	}
	if len(ids) == 0 {
		return nil
	}
	var earlier []FactVersion
	err := s.db.Read(ctx).NewSelect().Model(&earlier).Where("fact_id IN (?)", bun.List(ids)).OrderExpr("at DESC, id DESC").Limit(historyMost).Scan(ctx)
	for _, v := range earlier {
		byID[v.FactID].Earlier = append(byID[v.FactID].Earlier, v)
	}
	return err
}
