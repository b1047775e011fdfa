package org

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// UnitSetting is one thing that a unit may rule for itself and all below it. Where no unit from the one that is asked
// about up to the top says anything, the common value holds.
type UnitSetting struct {
	Name    string
	Text    lang.Text
	About   lang.Text
	Kind    SettingKind
	Measure lang.Text // of a number: days, minutes
	Min     int       // of a number
	Max     int       // of a number; of a text the most characters
	Options func(ctx context.Context) ([]Named, error)
	Common  func(ctx context.Context) (string, error)
}

// SettingKind is the sort of a setting's value.
type SettingKind string

// The kinds of settings.
const (
	NumberSetting SettingKind = "number"
	TextSetting   SettingKind = "text"
	ChoiceSetting SettingKind = "choice"
)

// unitValue is a unit's own value of a setting.
type unitValue struct {
	bun.BaseModel `bun:"table:unit_setting"`

	UnitID string `bun:",pk"`
	Name   string `bun:",pk"`
	Value  string
}

// Rules lets units rule these things for themselves. Packages name theirs when they are made.
func (s *Service) Rules(settings ...UnitSetting) { s.settings = append(s.settings, settings...) }

// Setting gives what holds in a unit: its own value or that of the nearest unit above it that has one, and which unit
// that is. Both are empty where none says anything: then the common value holds.
func (t *Tree) Setting(unitID, name string) (value, from string) {
	for _, id := range t.Above(unitID) {
		if value, own := t.settings[id][name]; own {
			return value, id
		}
	}
	return "", ""
}

// Number is Setting for a number, with the common value where no unit says anything.
func (t *Tree) Number(unitID, name string, common int) int {
	value, _ := t.Setting(unitID, name)
	if n, err := strconv.Atoi(value); err == nil {
		return n
	}
	return common
}

// SettingView is a setting as it holds in a unit.
type SettingView struct {
	Name    string      `json:"name"`
	Text    lang.Text   `json:"text"`
	About   lang.Text   `json:"about"`
	Kind    SettingKind `json:"kind" enum:"number,text,choice"`
	Measure lang.Text   `json:"measure"`
	Min     int         `json:"min"`
	Max     int         `json:"max"`
	Options []Named     `json:"options" doc:"Of a choice."`
	Value   string      `json:"value" doc:"What holds."`
	Own     bool        `json:"own" doc:"The unit says so itself."`
	From    *Ref        `json:"from" doc:"The unit whose value it is; null: the common one."`
	Without string      `json:"without" doc:"What would hold if the unit said nothing."`
}

// UnitSettings gives the settings as they hold in a unit, with where each comes from. Anyone who is logged in may read
// them.
func (s *Service) UnitSettings(ctx context.Context, unitID string) ([]SettingView, *Unit, error) {
	u, err := s.Unit(ctx, unitID)
	if err != nil {
		return nil, nil, err
	}
	tree, err := s.Tree(ctx)
	if err != nil {
		return nil, nil, err
	}
	views := make([]SettingView, len(s.settings))
	for i := range s.settings {
		if views[i], err = s.viewSetting(ctx, tree, u, &s.settings[i]); err != nil {
			return nil, nil, err
		}
	}
	return views, u, nil
}

func (s *Service) viewSetting(ctx context.Context, tree *Tree, u *Unit, one *UnitSetting) (v SettingView, err error) {
	v = SettingView{Name: one.Name, Text: one.Text, About: one.About, Kind: one.Kind, Measure: one.Measure, Min: one.Min, Max: one.Max, Options: []Named{}}
	if one.Options != nil {
		if v.Options, err = one.Options(ctx); err != nil {
			return v, err
		}
	}
	common, err := one.Common(ctx)
	if err != nil {
		return v, err
	}
	v.Value, v.Without = common, common
	if value, from := tree.Setting(u.ParentID, one.Name); from != "" {
		v.Value, v.Without, v.From = value, value, tree.Ref(from)
	}
	if value, from := tree.Setting(u.ID, one.Name); from == u.ID {
		v.Value, v.Own, v.From = value, true, tree.Ref(from)
	}
	return v, nil
}

// SettingsChange is what a unit is to rule for itself: by the setting's name its value, or null to let it go.
type SettingsChange struct {
	Settings map[string]*string `json:"settings" doc:"By name the unit's own value; null lets it go, and what the unit above says holds again."`
	Version  int64              `json:"version,omitempty" doc:"The unit's version that was seen; needed unless If-Match names it."`
}

// ChangeSettings lets a unit rule things for itself, or lets them go; what it does not name stays. Promises already given
// are not touched. It needs rules.manage. A stale version is a Conflict.
func (s *Service) ChangeSettings(ctx context.Context, unitID string, in SettingsChange) (*Unit, error) {
	if _, err := NeedIn(ctx, RulesManage, unitID); err != nil {
		return nil, err
	}
	var u *Unit
	err := s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) (err error) {
		if u, err = s.lockUnit(ctx, tx, unitID, in.Version); err != nil {
			return err
		}
		if u.Kind == Imported {
			return fault.New(fault.Conflict, "导入的单位没有自己的规则。", "A unit of an imported log has no rules of its own.")
		}
		before, err := s.ownSettings(ctx, unitID)
		if err != nil {
			return err
		}
		for name, value := range in.Settings {
			if err := s.saveSetting(ctx, tx, unitID, name, value); err != nil {
				return err
			}
		}
		u.Version++
		if _, err := tx.NewUpdate().Model(u).Column("version").WherePK().Exec(ctx); err != nil {
			return err
		}
		after, err := s.ownSettings(ctx, unitID)
		if err != nil {
			return err
		}
		s.changed(ctx)
		return s.audit.Write(ctx, Who(ctx), "unit.settings", "unit", unitID, audit.Change{Name: lang.T(u.Name, ""), Before: before, After: after})
	})
	return u, err
}

func (s *Service) saveSetting(ctx context.Context, tx bun.Tx, unitID, name string, value *string) error {
	i := slices.IndexFunc(s.settings, func(one UnitSetting) bool { return one.Name == name })
	if i < 0 {
		return fault.Bad("settings."+name, "没有 %s 这项设置。", "There is no setting %s.", name)
	}
	row := &unitValue{UnitID: unitID, Name: name}
	if value == nil {
		_, err := tx.NewDelete().Model(row).WherePK().Exec(ctx)
		return err
	}
	var err error
	if row.Value, err = s.settings[i].check(ctx, *value); err != nil {
		return err
	}
	_, err = tx.NewInsert().Model(row).On("CONFLICT (unit_id, name) DO UPDATE").Set("value = EXCLUDED.value").Exec(ctx)
	return err
}

// check gives what is kept of a value, and refuses what is none.
func (one *UnitSetting) check(ctx context.Context, value string) (string, error) {
	field := "settings." + one.Name
	value = strings.TrimSpace(value)
	switch one.Kind {
	case NumberSetting:
		n, err := strconv.Atoi(value)
		if err != nil || n < one.Min || n > one.Max {
			return "", fault.Bad(field, "%[1]s应在 %[3]d 至 %[4]d 之间。", "%[2]s lies between %[3]d and %[4]d.", one.Text.Zh, one.Text.En, one.Min, one.Max)
		}
		return strconv.Itoa(n), nil
	case ChoiceSetting:
		options, err := one.Options(ctx)
		if err != nil {
			return "", err
		}
		if !slices.ContainsFunc(options, func(o Named) bool { return o.Code == value }) {
			return "", fault.Bad(field, "请选择%[1]s。", "Choose: %[2]s.", one.Text.Zh, one.Text.En)
		}
	default:
		if value == "" || len([]rune(value)) > one.Max {
			return "", fault.Bad(field, "%[1]s应有 1 至 %[3]d 个字；不想单独设定，请改为沿用上级。", "%[2]s has 1 to %[3]d characters; to say nothing, let it follow the unit above.", one.Text.Zh, one.Text.En, one.Max)
		}
	}
	return value, nil
}

// ownSettings gives what a unit rules itself.
func (s *Service) ownSettings(ctx context.Context, unitID string) (map[string]string, error) {
	var rows []unitValue
	err := s.db.Read(ctx).NewSelect().Model(&rows).Where("unit_id = ?", unitID).Scan(ctx)
	own := make(map[string]string, len(rows))
	for _, r := range rows {
		own[r.Name] = r.Value
	}
	return own, err
}
