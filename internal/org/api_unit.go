package org

import (
	"context"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/now"
)

// UnitRules are the settings as they hold in a unit.
type UnitRules struct {
	Items   []SettingView `json:"items"`
	Version int64         `json:"version" doc:"The unit's."`
}

func (s *Service) unitRules(ctx context.Context, unitID string) (UnitRules, error) {
	views, u, err := s.UnitSettings(ctx, unitID)
	if err != nil {
		return UnitRules{}, err
	}
	return UnitRules{append([]SettingView{}, views...), u.Version}, nil
}

func (s *Service) registerUnitRules(api huma.API) {
	httpx.Handle(api, httpx.Get("get-unit-settings", "/units/{id}/settings", "What holds in a unit, and which unit says so", "organisation", httpx.LoggedIn),
		func(ctx context.Context, in *struct {
			ID string `path:"id" format:"uuid"`
		}) (UnitRules, error) {
			return s.unitRules(ctx, in.ID)
		})
	httpx.Handle(api, httpx.Patch("change-unit-settings", "/units/{id}/settings", "Let a unit rule things for itself, or follow the unit above again", "organisation", RulesManage),
		func(ctx context.Context, in *struct {
			ID   string `path:"id" format:"uuid"`
			Body SettingsChange
		}) (UnitRules, error) {
			if _, err := s.ChangeSettings(ctx, in.ID, in.Body); err != nil {
				return UnitRules{}, err
			}
			return s.unitRules(ctx, in.ID)
		})
}

// AbsenceView is an absence as the API shows it.
type AbsenceView struct {
	ID         string     `json:"id"`
	Person     Ref        `json:"person"`
	Kind       string     `json:"kind" enum:",leave,sick,trip,training,other" doc:"Empty where it is not your business."`
	Note       string     `json:"note"`
	FromAt     time.Time  `json:"fromAt"`
	UntilAt    time.Time  `json:"untilAt"`
	Substitute *Ref       `json:"substitute" doc:"Null: what comes meanwhile is for the unit."`
	Now        bool       `json:"now" doc:"The person is away at this moment."`
	GiveBack   bool       `json:"giveBack" doc:"What is given over for this time comes back on return."`
	GivenOver  bool       `json:"givenOver"`
	EndedAt    *time.Time `json:"endedAt" doc:"When the person came back before the time, or it was called off."`
	Version    int64      `json:"version"`
}

func (s *Service) viewAbsences(ctx context.Context, list []Absence, err error) (httpx.Items[AbsenceView], error) {
	if err != nil {
		return httpx.Items[AbsenceView]{}, err
	}
	var ids []string
	for _, a := range list {
		ids = append(ids, a.StaffID)
		if a.SubstituteID != "" {
			ids = append(ids, a.SubstituteID)
		}
	}
	names, err := s.Names(ctx, ids)
	var views []AbsenceView
	for _, a := range list {
		v := AbsenceView{ID: a.ID, Person: Ref{a.StaffID, names[a.StaffID]}, Kind: a.Kind, Note: a.Note, FromAt: a.FromAt, UntilAt: a.UntilAt,
			Now: a.holds(now.From(ctx)), GiveBack: a.GiveBack, GivenOver: a.BulkID != "", Version: a.Version}
		if a.SubstituteID != "" {
			v.Substitute = &Ref{a.SubstituteID, names[a.SubstituteID]}
		}
		if !a.EndedAt.IsZero() {
			v.EndedAt = &a.EndedAt
		}
		views = append(views, v)
	}
	return httpx.List(views), err
}

func (s *Service) viewAbsence(ctx context.Context, a *Absence, err error) (AbsenceView, error) {
	if err != nil {
		return AbsenceView{}, err
	}
	views, err := s.viewAbsences(ctx, []Absence{*a}, nil)
	if err != nil {
		return AbsenceView{}, err
	}
	return views.Items[0], nil
}

func (s *Service) registerAbsences(api huma.API) {
	httpx.Handle(api, httpx.Get("list-absences", "/absences", "Who is away now or will be, and who stands in", "organisation", httpx.LoggedIn),
		func(ctx context.Context, in *struct {
			Staff string `query:"staff" doc:"Of one person, the past ones too."`
		}) (httpx.Items[AbsenceView], error) {
			list, err := s.Absences(ctx, in.Staff)
			return s.viewAbsences(ctx, list, err)
		})
	httpx.Handle(api, httpx.Create("add-absence", "/absences", "Note that I am away, or somebody whom I keep", "organisation", httpx.LoggedIn),
		func(ctx context.Context, in *struct{ Body NewAbsence }) (AbsenceView, error) {
			a, err := s.AddAbsence(ctx, in.Body)
			return s.viewAbsence(ctx, a, err)
		})
	httpx.Handle(api, httpx.Patch("change-absence", "/absences/{id}", "Change an absence, or end it", "organisation", httpx.LoggedIn),
		func(ctx context.Context, in *struct {
			ID   string `path:"id" format:"uuid"`
			Body AbsenceChange
		}) (AbsenceView, error) {
			a, err := s.ChangeAbsence(ctx, in.ID, in.Body)
			return s.viewAbsence(ctx, a, err)
		})
}

func (s *Service) registerSkills(api huma.API) {
	httpx.Handle(api, httpx.Get("list-skills", "/skills", "What people can do", "organisation", httpx.LoggedIn),
		func(ctx context.Context, _ *struct{}) (httpx.Items[Skill], error) {
			list, err := s.Skills(ctx)
			return httpx.List(list), err
		})
	httpx.Handle(api, httpx.Put("save-skill", "/skills/{code}", "Make a skill, or change it", "organisation", OrgManage),
		func(ctx context.Context, in *struct {
			Code string `path:"code"`
			Body struct {
				Zh         string   `json:"zh"`
				En         string   `json:"en,omitempty" doc:"The Chinese name serves where there is none."`
				Categories []string `json:"categories" doc:"The categories of matters that ask for it."`
				Active     bool     `json:"active"`
				Version    int64    `json:"version" doc:"0 makes the skill."`
			}
		}) (*Skill, error) {
			b := in.Body
			return s.SaveSkill(ctx, Skill{Code: in.Code, Zh: b.Zh, En: b.En, Categories: b.Categories, Active: b.Active, Version: b.Version})
		})
}
