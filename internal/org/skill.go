package org

import (
	"context"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Skill is something that people can do (技能). It opens nothing to anybody: it says who is likely to be good at a matter.
type Skill struct {
	bun.BaseModel `bun:"table:skill" json:"-"`

	Code       string   `bun:",pk" json:"code"`
	Zh         string   `json:"zh"`
	En         string   `json:"en"`
	Categories []string `json:"categories" doc:"The categories of matters that ask for it."`
	Active     bool     `json:"active"`
	Version    int64    `json:"version"`
}

// StaffSkill is how well a person can do something.
type StaffSkill struct {
	bun.BaseModel `bun:"table:staff_skill" json:"-"`

	StaffID string `bun:",pk" json:"-"`
	Skill   string `bun:",pk" json:"skill"`
	Level   int    `json:"level" minimum:"1" maximum:"3" doc:"1 knows it, 2 does it alone, 3 teaches it."`
}

const (
	skillsMost     = 200
	skillLevelMost = 3
)

// Skills lists the skills by name. Anyone who is logged in may read them.
func (s *Service) Skills(ctx context.Context) ([]Skill, error) {
	var list []Skill
	err := s.db.Read(ctx).NewSelect().Model(&list).OrderExpr("active DESC, zh, code").Limit(skillsMost).Scan(ctx)
	return list, err
}

// SaveSkill makes a skill (version 0) or changes it. It needs org.manage. A stale version is a Conflict.
func (s *Service) SaveSkill(ctx context.Context, in Skill) (*Skill, error) {
	if _, err := NeedOrProgram(ctx, OrgManage); err != nil {
		return nil, err
	}
	in.Zh, in.En = strings.TrimSpace(in.Zh), strings.TrimSpace(in.En)
	switch {
	case in.Version == 0 && !codePattern.MatchString(in.Code):
		return nil, fault.Bad("code", "代码用 2 至 32 个小写字母、数字或横线，以字母开头。", "A code has 2 to 32 lower-case letters, digits or dashes and begins with a letter.")
	case in.Zh == "":
		return nil, fault.Bad("zh", "请填写技能的中文名称。", "Please give the skill's Chinese name.")
	}
	if in.En == "" {
		in.En = in.Zh
	}
	if in.Categories == nil {
		in.Categories = []string{}
	}
	slices.Sort(in.Categories)
	in.Categories = slices.Compact(in.Categories)
	err := s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		change := audit.Change{Name: lang.Text{Zh: in.Zh, En: in.En}}
		old := Skill{Code: in.Code}
		err := s.db.Lock(tx.NewSelect().Model(&old).WherePK()).Scan(ctx)
		switch {
		case store.None(err) && in.Version == 0:
			in.Version = 1
			if _, err := tx.NewInsert().Model(&in).Exec(ctx); err != nil {
				return err
			}
		case store.None(err):
			return fault.Missing("这项技能", "skill")
		case err != nil:
			return err
		case in.Version == 0:
			return fault.Bad("code", "代码 %s 已被使用。", "The code %s is taken.", in.Code)
		default:
			if err := httpx.CheckVersion(ctx, old.Version, in.Version, stale()); err != nil {
				return err
			}
			change.Before, in.Version = old, old.Version+1
			if _, err := tx.NewUpdate().Model(&in).WherePK().Exec(ctx); err != nil {
				return err
			}
		}
		change.After = in
		return s.audit.Write(ctx, Who(ctx), "skill.saved", "skill", in.Code, change)
	})
	return &in, err
}

// saveSkills replaces what a person can do.
func (s *Service) saveSkills(ctx context.Context, tx bun.Tx, staffID string, skills []StaffSkill) error {
	known, err := s.Skills(ctx)
	if err != nil {
		return err
	}
	for i := range skills {
		one := &skills[i]
		one.StaffID = staffID
		switch {
		case !slices.ContainsFunc(known, func(k Skill) bool { return k.Code == one.Skill }):
			return fault.Bad("skills", "没有技能 %s。", "There is no skill %s.", one.Skill)
		case one.Level < 1 || one.Level > skillLevelMost:
			return fault.Bad("skills", "技能等级是 1 至 3。", "The level of a skill is 1 to 3.")
		case slices.ContainsFunc(skills[:i], func(o StaffSkill) bool { return o.Skill == one.Skill }):
			return fault.Bad("skills", "同一项技能只能列一次。", "A skill stands only once.")
		}
	}
	if _, err := tx.NewDelete().Model((*StaffSkill)(nil)).Where("staff_id = ?", staffID).Exec(ctx); err != nil || len(skills) == 0 {
		return err
	}
	_, err = tx.NewInsert().Model(&skills).Exec(ctx)
	return err
}

// skillsOf gives what people can do, by the person.
func (s *Service) skillsOf(ctx context.Context, ids []string) (map[string][]StaffSkill, error) {
	by := map[string][]StaffSkill{}
	if len(ids) == 0 {
		return by, nil
	}
	var rows []StaffSkill
	err := s.db.Read(ctx).NewSelect().Model(&rows).Where("staff_id IN (?)", bun.List(ids)).OrderExpr("level DESC, skill").Scan(ctx)
	for _, r := range rows {
		by[r.StaffID] = append(by[r.StaffID], r)
	}
	return by, err
}
