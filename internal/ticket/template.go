package ticket

import (
	"context"
	_ "embed"
	"fmt"
	"strings"

	"github.com/uptrace/bun"
	"go.yaml.in/yaml/v3"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Template is what is offered where a matter of a category is taken in: a subject, and a description with what
// is to be asked. Empty texts offer nothing.
type Template struct {
	bun.BaseModel `bun:"table:template" json:"-" yaml:"-"`

	Category      string `bun:",pk" json:"category" yaml:"category"`
	SubjectZh     string `json:"subjectZh" yaml:"subject_zh"`
	SubjectEn     string `json:"subjectEn" yaml:"subject_en"`
	DescriptionZh string `json:"descriptionZh" yaml:"description_zh"`
	DescriptionEn string `json:"descriptionEn" yaml:"description_en"`
	Version       int64  `json:"version" yaml:"-"`
}

const templateMost = 4000

// Templates gives the templates by category. Anyone who is logged in may read them.
func (s *Service) Templates(ctx context.Context) ([]Template, error) {
	var list []Template
	err := s.db.Read(ctx).NewSelect().Model(&list).OrderExpr("category").Scan(ctx)
	return list, err
}

// SaveTemplate changes the template of a category, or makes it (version 0). It needs rules.manage. A stale
// version is a Conflict.
func (s *Service) SaveTemplate(ctx context.Context, t Template) (*Template, error) {
	_, err := org.Need(ctx, org.RulesManage)
	if err != nil {
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
	if err := t.check(); err != nil {
		return nil, err
	}
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		store.After(ctx, s.rulesChanged)
		change := audit.Change{Name: lang.Text{Zh: category.Zh, En: category.En}}
		if change.Before, err = s.writeTemplate(ctx, tx, &t); err != nil {
			return err
		}
		change.After = t
		return s.audit.Write(ctx, org.Who(ctx), "template.saved", "template", t.Category, change)
	})
	return &t, err
}

func (t *Template) check() error {
	subjects := map[string]*string{"subjectZh": &t.SubjectZh, "subjectEn": &t.SubjectEn}
	for field, text := range subjects {
		if *text = strings.TrimSpace(*text); len([]rune(*text)) > subjectMost {
			return fault.Bad(field, "主题最多 %d 个字。", "A subject has at most %d characters.", subjectMost)
		}
	}
	for field, text := range map[string]string{"descriptionZh": t.DescriptionZh, "descriptionEn": t.DescriptionEn} {
		if len([]rune(text)) > templateMost {
			return fault.Bad(field, "最多 %d 个字。", "At most %d characters.", templateMost)
		}
	}
	return nil
}

// writeTemplate gives the template as it was; nil where there was none.
func (s *Service) writeTemplate(ctx context.Context, tx bun.Tx, t *Template) (before any, err error) {
	old := Template{}
	err = s.db.Lock(tx.NewSelect().Model(&old).Where("category = ?", t.Category)).Scan(ctx)
	if err != nil && !store.None(err) {
		return nil, err
	}
	fresh := err != nil
	if !fresh || t.Version != 0 {
		if err := httpx.CheckVersion(ctx, old.Version, t.Version, errStale()); err != nil {
			return nil, err
		}
	}
	t.Version = old.Version + 1
	if !fresh {
		_, err = tx.NewUpdate().Model(t).WherePK().Exec(ctx)
		return old, err
	}
	_, err = tx.NewInsert().Model(t).Exec(ctx)
	if store.IsDuplicate(err) {
		return nil, errStale()
	}
	return nil, err
}

//go:embed templates.yaml
var templateFile string

// prepareTemplates writes the templates that the product comes with, once: where the operator has changed or
// emptied them they stay so.
func (s *Service) prepareTemplates(ctx context.Context) error {
	known, err := s.db.Read(ctx).NewSelect().Model((*Template)(nil)).Exists(ctx)
	if err != nil || known {
		return err
	}
	book, err := s.rulebook(ctx)
	if err != nil {
		return err
	}
	var all, fit []Template
	decoder := yaml.NewDecoder(strings.NewReader(templateFile))
	decoder.KnownFields(true)
	if err := decoder.Decode(&all); err != nil {
		return fmt.Errorf("templates.yaml: %w", err)
	}
	for _, t := range all {
		if _, ok := find(book.Categories, t.Category); ok {
			t.Version = 1
			fit = append(fit, t)
		}
	}
	if len(fit) == 0 {
		return nil
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.NewInsert().Model(&fit).On("CONFLICT (category) DO NOTHING").Exec(ctx) // another replica may begin too
		return err
	})
}
