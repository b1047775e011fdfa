package care

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Kind is a sort of task.
type Kind struct {
	bun.BaseModel `bun:"table:care_kind"`

	Code    string `bun:",pk" json:"code"`
	Zh      string `json:"zh"`
	En      string `json:"en"`
	Active  bool   `json:"active" doc:"Whether new tasks may be of it."`
	Version int64  `json:"version" doc:"0: the program's own, which cannot be changed."`
}

// The kinds that mean something to the program.
const (
	Need        = "need"        // 需求
	Opportunity = "opportunity" // 商机
)

// kinds are those that every operator has.
var kinds = []Kind{
	{Code: Need, Zh: "需求", En: "Need", Active: true},
	{Code: Opportunity, Zh: "商机", En: "Opportunity", Active: true},
	{Code: "onboarding", Zh: "入网关怀", En: "Onboarding call", Active: true},
	{Code: "typhoon", Zh: "台风季前检查", En: "Check before the typhoon season", Active: true},
	{Code: "fishing", Zh: "开渔前检查", En: "Check before the fishing season", Active: true},
	{Code: "anniversary", Zh: "合同周年关怀", En: "Contract anniversary", Active: true},
}

// Kinds lists all kinds of tasks: the program's, then the operator's by name. Anyone who is logged in may read them.
func (s *Service) Kinds(ctx context.Context) ([]Kind, error) {
	var own []Kind
	err := s.db.Read(ctx).NewSelect().Model(&own).OrderExpr("zh, code").Scan(ctx)
	return append(slices.Clone(kinds), own...), err
}

func (s *Service) checkKind(ctx context.Context, code string) error {
	all, err := s.Kinds(ctx)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(all, func(k Kind) bool { return k.Code == code && k.Active }) {
		return fault.Bad("kind", "没有 %s 这种任务。", "There is no kind of task %s.", code)
	}
	return nil
}

var codePattern = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,39}$`)

func checkCode(code string) error {
	if !codePattern.MatchString(code) {
		return fault.Bad("code", "编码用 1 至 40 个小写字母、数字和连字符，例如 spring-check。", "A code has 1 to 40 small letters, digits and hyphens, as spring-check.")
	}
	return nil
}

// SaveKind names a kind of task, or changes the one with its code. It needs rules.manage. The program's own kinds stay
// as they are; a stale version is a Conflict, and so is a new kind whose code is taken.
func (s *Service) SaveKind(ctx context.Context, in Kind) (*Kind, error) {
	if _, err := org.NeedOrProgram(ctx, org.RulesManage); err != nil {
		return nil, err
	}
	if in.Zh, in.En = strings.TrimSpace(in.Zh), strings.TrimSpace(in.En); in.Zh == "" {
		return nil, fault.Bad("zh", "请填写任务的中文名称。", "Please give the task's Chinese name.")
	}
	if err := checkCode(in.Code); err != nil {
		return nil, err
	}
	if in.En == "" {
		in.En = in.Zh
	}
	if slices.ContainsFunc(kinds, func(k Kind) bool { return k.Code == in.Code }) {
		return nil, fault.Bad("code", "%s 是系统自带的任务，不能修改。", "%s is one of the program's own kinds and cannot be changed.", in.Code)
	}
	err := s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		before := &Kind{Code: in.Code}
		change := audit.Change{Name: lang.Text{Zh: in.Zh, En: in.En}, After: &in}
		err := s.db.Lock(tx.NewSelect().Model(before).WherePK()).Scan(ctx)
		switch {
		case store.None(err):
			in.Version = 1
			_, err = tx.NewInsert().Model(&in).Exec(ctx)
		case err == nil:
			if err := httpx.CheckVersion(ctx, before.Version, in.Version, errStale()); err != nil {
				return err
			}
			in.Version, change.Before = before.Version+1, before
			_, err = tx.NewUpdate().Model(&in).WherePK().Exec(ctx)
		}
		if err != nil {
			return err
		}
		return s.audit.Write(ctx, org.Who(ctx), "care.kind.saved", "care.kind", in.Code, change)
	})
	if err != nil {
		return nil, err
	}
	return &in, nil
}
