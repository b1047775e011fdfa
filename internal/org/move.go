package org

import (
	"cmp"
	"context"
	"slices"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// Move is what would come of moving a unit, with all below it, under another parent.
type Move struct {
	Before, After *Tree
	Unit          *Unit
	Below         []string // what moves: the unit and everything under it
	Gains, Loses  []Sight
	Settings      []SettingMove
}

// Sight is a person who comes to see units, or sees them no longer.
type Sight struct {
	Person Ref `json:"person"`
	Unit   Ref `json:"unit" doc:"Where the person is at home."`
	Units  int `json:"units" doc:"How many of the units that move."`
}

// SettingMove is a setting that would hold otherwise in a unit.
type SettingMove struct {
	Unit   Ref       `json:"unit"`
	Name   string    `json:"name"`
	Text   lang.Text `json:"text"`
	Before lang.Text `json:"before"`
	After  lang.Text `json:"after"`
	From   *Ref      `json:"from" doc:"The unit whose value it would be; null: the common one."`
}

// PreviewMove says what ChangeUnit would bring about with another parent: whose permission to see tickets comes to reach
// further or less far, and which settings would hold otherwise. Nothing is changed. It needs org.manage for both units.
func (s *Service) PreviewMove(ctx context.Context, unitID, parentID string) (*Move, error) {
	actor, err := NeedOrProgram(ctx, OrgManage)
	if err != nil {
		return nil, err
	}
	tree, err := s.Tree(ctx)
	if err != nil {
		return nil, err
	}
	u := tree.Unit(unitID)
	if u == nil {
		return nil, fault.Missing("这个单位", "unit")
	}
	if err := s.mayManage(ctx, actor, "unitId", unitID); err != nil {
		return nil, err
	}
	if err := s.mayManage(ctx, actor, "parentId", parentID); err != nil {
		return nil, err
	}
	m := &Move{Before: tree, Unit: u, Below: tree.Below(unitID), Gains: []Sight{}, Loses: []Sight{}, Settings: []SettingMove{}}
	if slices.Contains(m.Below, parentID) {
		return nil, underItself()
	}
	m.After = tree.moved(unitID, parentID)
	if err := s.sights(ctx, m); err != nil {
		return nil, err
	}
	return m, s.settingMoves(ctx, m)
}

func underItself() error {
	return fault.Bad("parentId", "单位不能移到自己或自己的下级之下。", "A unit cannot move under itself or a unit below it.")
}

// sights finds who sees more or less: only posts that reach below a unit which stands above the moved one before or
// after, not both, make a difference.
func (s *Service) sights(ctx context.Context, m *Move) error {
	before, after := m.Before.Above(m.Unit.ID), m.After.Above(m.Unit.ID)
	var differ []string
	for _, id := range slices.Concat(before, after) {
		if slices.Contains(before, id) != slices.Contains(after, id) {
			differ = append(differ, id)
		}
	}
	people, err := s.actorsIn(ctx, m.Before, "NOT staff.disabled AND EXISTS (SELECT 1 FROM post p WHERE p.staff_id = staff.id AND p.scope = ? AND p.unit_id IN (?) AND p.role IN (?))",
		ScopeSubtree, bun.List(differ), bun.List(m.Before.Granting(TicketRead)))
	if err != nil {
		return err
	}
	rows := make([]Staff, len(people))
	for i, p := range people {
		rows[i] = Staff{ID: p.StaffID, Name: p.Name, UnitID: p.UnitID}
	}
	posts, err := s.postsOf(ctx, rows)
	if err != nil {
		return err
	}
	for i, was := range people {
		becomes := ActorOf(&rows[i], posts[was.StaffID], m.After)
		gained, lost := 0, 0
		for _, id := range m.Below {
			saw, sees := was.MayIn(TicketRead, id), becomes.MayIn(TicketRead, id)
			if sees && !saw {
				gained++
			}
			if saw && !sees {
				lost++
			}
		}
		sight := Sight{Person: Ref{was.StaffID, was.Name}, Unit: Ref{was.UnitID, was.UnitName}}
		if sight.Units = gained; gained > 0 {
			m.Gains = append(m.Gains, sight)
		}
		if sight.Units = lost; lost > 0 {
			m.Loses = append(m.Loses, sight)
		}
	}
	return nil
}

func (s *Service) settingMoves(ctx context.Context, m *Move) error {
	for i := range s.settings {
		one := &s.settings[i]
		common, err := one.Common(ctx)
		if err != nil {
			return err
		}
		var options []Named
		if one.Options != nil {
			if options, err = one.Options(ctx); err != nil {
				return err
			}
		}
		for _, id := range m.Below {
			before, _ := m.Before.Setting(id, one.Name)
			after, from := m.After.Setting(id, one.Name)
			before, after = cmp.Or(before, common), cmp.Or(after, common)
			if before != after {
				m.Settings = append(m.Settings, SettingMove{*m.Before.Ref(id), one.Name, one.Text, wordsOf(options, before), wordsOf(options, after), m.After.Ref(from)})
			}
		}
	}
	return nil
}

// wordsOf says a value as people read it: what is chosen by its name.
func wordsOf(options []Named, value string) lang.Text {
	if i := slices.IndexFunc(options, func(o Named) bool { return o.Code == value }); i >= 0 {
		return lang.Text{Zh: options[i].Zh, En: options[i].En}
	}
	return lang.Text{Zh: value, En: value}
}
