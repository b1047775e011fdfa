package customer

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Plan is what a customer can subscribe to (套餐).
type Plan struct {
	bun.BaseModel `bun:"table:plan"`

	Code          string `bun:",pk" json:"code"`
	Zh            string `json:"zh"`
	En            string `json:"en"`
	Product       string `json:"product" enum:"mobile,vsat,cband,relay"`
	DescriptionZh string `json:"descriptionZh"`
	DescriptionEn string `json:"descriptionEn"`
	Active        bool   `json:"active" doc:"Whether it is still sold; who has it keeps it."`
	Version       int64  `json:"version"`
}

const codeMost = 60

// SavePlan makes a plan, or changes the one with its code; a stale version is a Conflict, and so is a new plan whose
// code is taken. It needs rules.manage.
func (s *Service) SavePlan(ctx context.Context, in Plan, isNew bool) (*Plan, error) {
	actor, err := org.NeedOrProgram(ctx, org.RulesManage)
	if err != nil {
		return nil, err
	}
	if err := in.check(); err != nil {
		return nil, err
	}
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		before := &Plan{Code: in.Code}
		err := s.db.Lock(tx.NewSelect().Model(before).WherePK()).Scan(ctx)
		switch {
		case err != nil && !store.None(err):
			return err
		case isNew && err == nil:
			return fault.Bad("code", "套餐编码 %s 已存在。", "The plan code %s is taken.", in.Code)
		case isNew:
			in.Version = 1
			if _, err := tx.NewInsert().Model(&in).Exec(ctx); err != nil {
				return err
			}
			return s.wrote(ctx, actor, "plan.added", in.Code, in.Zh, differences(&Plan{}, &in))
		case err != nil:
			return fault.Missing("这个套餐", "plan")
		}
		if err := httpx.CheckVersion(ctx, before.Version, in.Version, stale(kind{"plan", "个套餐", "plan"})); err != nil {
			return err
		}
		in.Version = before.Version + 1
		if _, err := tx.NewUpdate().Model(&in).WherePK().Exec(ctx); err != nil {
			return err
		}
		return s.wrote(ctx, actor, "plan.changed", in.Code, in.Zh, differences(before, &in))
	})
	return &in, err
}

func (p *Plan) check() error {
	p.Code, p.Zh, p.En = strings.TrimSpace(p.Code), strings.TrimSpace(p.Zh), strings.TrimSpace(p.En)
	switch {
	case p.Code == "" || utf8.RuneCountInString(p.Code) > codeMost:
		return fault.Bad("code", "套餐编码为 1 至 %d 个字。", "A plan's code has 1 to %d characters.", codeMost)
	case p.Zh == "":
		return fault.Bad("zh", "请填写套餐的中文名称。", "Please give the plan's Chinese name.")
	case !slices.Contains(Products, p.Product):
		return fault.Bad("product", "请选择产品：mobile、vsat、cband 或 relay。", "Choose the product: mobile, vsat, cband or relay.")
	}
	if p.En == "" {
		p.En = p.Zh
	}
	return nil
}

// Plans lists the plans, by product and code. Anyone who is logged in may read them.
func (s *Service) Plans(ctx context.Context) ([]Plan, error) {
	var list []Plan
	return list, s.db.Read(ctx).NewSelect().Model(&list).OrderExpr("product, code").Scan(ctx)
}
