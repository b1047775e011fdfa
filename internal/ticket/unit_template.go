package ticket

import (
	"cmp"
	"context"
	"slices"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// UnitTemplate is a unit's own template of a category: it is offered in the unit and below in place of the common one.
type UnitTemplate struct {
	bun.BaseModel `bun:"table:unit_template"`

	UnitID        string `bun:",pk"`
	Category      string `bun:",pk"`
	SubjectZh     string
	SubjectEn     string
	DescriptionZh string
	DescriptionEn string
	Version       int64
}

func (u *UnitTemplate) template() Template {
	return Template{Category: u.Category, SubjectZh: u.SubjectZh, SubjectEn: u.SubjectEn, DescriptionZh: u.DescriptionZh, DescriptionEn: u.DescriptionEn, Version: u.Version}
}

// TemplateView is a template as it is offered in a unit.
type TemplateView struct {
	Template
	Unit *org.Ref `json:"unit" doc:"Whose it is; null: the common one."`
}

// TemplatesIn gives the templates as they are offered in a unit: its own, else those of the nearest unit above it that has
// one, else the common ones. Without a unit it is that of the acting person. Anyone who is logged in may read them.
func (s *Service) TemplatesIn(ctx context.Context, unitID string) ([]TemplateView, error) {
	common, err := s.Templates(ctx)
	if err != nil {
		return nil, err
	}
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return nil, err
	}
	if actor := org.From(ctx); unitID == "" && actor != nil {
		unitID = actor.UnitID
	}
	above := tree.Above(unitID)
	var own []UnitTemplate
	if err := s.db.Read(ctx).NewSelect().Model(&own).Where("unit_id IN (?)", bun.List(above)).Scan(ctx); err != nil {
		return nil, err
	}
	slices.SortFunc(own, func(a, b UnitTemplate) int { return slices.Index(above, a.UnitID) - slices.Index(above, b.UnitID) })
	views := make([]TemplateView, 0, len(common))
	for _, t := range own {
		if !slices.ContainsFunc(views, func(v TemplateView) bool { return v.Category == t.Category }) {
			views = append(views, TemplateView{t.template(), tree.Ref(t.UnitID)})
		}
	}
	for _, t := range common {
		if !slices.ContainsFunc(views, func(v TemplateView) bool { return v.Category == t.Category }) {
			views = append(views, TemplateView{t, nil})
		}
	}
	slices.SortFunc(views, func(a, b TemplateView) int { return cmp.Compare(a.Category, b.Category) })
	return views, nil
}

// SaveUnitTemplate gives a unit a template of its own, or changes it; letGo removes it, so that the one from above is
// offered again. It needs rules.manage. A stale version is a Conflict; 0 is the version of one that there is not yet.
func (s *Service) SaveUnitTemplate(ctx context.Context, unitID string, t Template, letGo bool) (*Template, error) {
	if _, err := org.Need(ctx, org.RulesManage); err != nil {
		return nil, err
	}
	book, err := s.rulebook(ctx)
	if err != nil {
		return nil, err
	}
	category, ok := find(book.Categories, t.Category)
	if !ok {
		return nil, fault.Missing("这个类别", "category")
	}
	unit, err := s.org.Unit(ctx, unitID)
	if err != nil {
		return nil, err
	}
	if err := t.check(); err != nil {
		return nil, err
	}
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		change := audit.Change{Name: lang.Text{Zh: unit.Name + " · " + category.Zh, En: unit.Name + " · " + category.En}}
		old := UnitTemplate{UnitID: unitID, Category: t.Category}
		err := s.db.Lock(tx.NewSelect().Model(&old).WherePK()).Scan(ctx)
		if err != nil && !store.None(err) {
			return err
		}
		if known := err == nil; known {
			change.Before = old.template()
		}
		if change.Before != nil || t.Version != 0 {
			if err := httpx.CheckVersion(ctx, old.Version, t.Version, errStale()); err != nil {
				return err
			}
		}
		if t.Version = old.Version + 1; !letGo {
			change.After = t
		}
		if err := writeUnitTemplate(ctx, tx, unitID, t, letGo); err != nil {
			return err
		}
		return s.audit.Write(ctx, org.Who(ctx), "template.saved", "template", t.Category, change)
	})
	return &t, err
}

func writeUnitTemplate(ctx context.Context, tx bun.Tx, unitID string, t Template, letGo bool) error {
	row := &UnitTemplate{UnitID: unitID, Category: t.Category, SubjectZh: t.SubjectZh, SubjectEn: t.SubjectEn, DescriptionZh: t.DescriptionZh,
		DescriptionEn: t.DescriptionEn, Version: t.Version}
	if letGo {
		_, err := tx.NewDelete().Model(row).WherePK().Exec(ctx)
		return err
	}
	if t.Version > 1 {
		_, err := tx.NewUpdate().Model(row).WherePK().Exec(ctx)
		return err
	}
	_, err := tx.NewInsert().Model(row).Exec(ctx)
	if store.IsDuplicate(err) {
		return errStale()
	}
	return err
}
