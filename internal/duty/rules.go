package duty

import (
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

// RulesInput is how a unit arranges its duty, as it is saved: a kind that is missing is retired.
type RulesInput struct {
	Roster
	Kinds []Kind `json:"kinds"`
}

// SaveRules saves a unit's rules and shifts. Shifts that are given out already keep their times. It needs duty.plan for the
// unit. A stale version is a Conflict.
func (s *Service) SaveRules(ctx context.Context, unitID string, in RulesInput) error {
	if _, err := s.planUnit(ctx, unitID); err != nil {
		return err
	}
	if err := checkRules(&in); err != nil {
		return err
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		before, err := s.lock(ctx, tx, unitID)
		if err != nil {
			return err
		}
		if err := httpx.CheckVersion(ctx, before.Version, in.Version, errStale()); err != nil {
			return err
		}
		old, known, err := s.readKinds(ctx, unitID)
		if err != nil {
			return err
		}
		kinds, err := placed(ctx, unitID, in.Kinds, known)
		if err != nil {
			return err
		}
		for i := range old {
			if !slices.ContainsFunc(kinds, func(k Kind) bool { return k.ID == old[i].ID }) {
				gone := old[i]
				gone.Retired, gone.Place = true, len(kinds)
				kinds = append(kinds, gone)
			}
		}
		after := &Roster{UnitID: unitID, RestHours: in.RestHours, NightsMost: in.NightsMost, Approve: in.Approve, Version: before.Version + 1}
		if _, err := tx.NewUpdate().Model(after).WherePK().Exec(ctx); err != nil {
			return err
		}
		if err := saveKinds(ctx, tx, kinds); err != nil {
			return err
		}
		s.changed(ctx, unitID)
		name, err := s.nameOf(ctx, unitID)
		if err != nil {
			return err
		}
		return s.audit.Write(ctx, org.Who(ctx), "duty.rules", "unit", unitID, audit.Change{Name: lang.T(name, ""), Before: auditedRules{*before, old}, After: auditedRules{*after, kinds}})
	})
}

// auditedRules is what the log keeps of a unit's rules.
type auditedRules struct {
	Roster
	Kinds []Kind `json:"kinds"`
}

func errStale() error {
	return fault.New(fault.Conflict, "值班规则刚被别人改过，请刷新后再改。", "Somebody has just changed the duty rules. Reload and try again.")
}

func checkRules(in *RulesInput) error {
	if in.RestHours < 0 || in.RestHours > 72 || in.NightsMost < 0 || in.NightsMost > 31 {
		return fault.Bad("restHours", "休息最多 72 小时，连续夜班最多 31 个。", "Rest is at most 72 hours, nights in a row at most 31.")
	}
	if len(in.Kinds) > kindsMost {
		return fault.Bad("kinds", "一个单位最多 %d 个班次。", "A unit has at most %d shifts.", kindsMost)
	}
	names := map[string]bool{}
	for i := range in.Kinds {
		k := &in.Kinds[i]
		if err := k.check(); err != nil {
			return err
		}
		if name := k.Post + "\n" + k.Name; !names[name] || k.Retired {
			names[name] = names[name] || !k.Retired
			continue
		}
		return fault.Bad("kinds", "班次「%s」写了两遍。", "The shift %s stands there twice.", k.Name)
	}
	return nil
}

// placed gives kinds their places, and new ones an identifier. What is no kind of the unit is refused.
func placed(ctx context.Context, unitID string, kinds []Kind, known map[string]*Kind) ([]Kind, error) {
	kinds = slices.Clone(kinds)
	for i := range kinds {
		k := &kinds[i]
		k.UnitID, k.Place = unitID, i
		if k.ID == "" {
			k.ID = store.NewID(ctx)
		} else if known[k.ID] == nil {
			return nil, fault.Bad("kinds", "班次「%s」不是这个单位的。", "The shift %s is not this unit's.", k.Name)
		}
	}
	return kinds, nil
}

func saveKinds(ctx context.Context, tx bun.Tx, kinds []Kind) error {
	if len(kinds) == 0 {
		return nil
	}
	_, err := tx.NewInsert().Model(&kinds).On("CONFLICT (id) DO UPDATE").
		Set("name = EXCLUDED.name, post = EXCLUDED.post, hours = EXCLUDED.hours, colour = EXCLUDED.colour, counted = EXCLUDED.counted").
		Set("night = EXCLUDED.night, minimum = EXCLUDED.minimum, phone = EXCLUDED.phone, place = EXCLUDED.place, retired = EXCLUDED.retired").Exec(ctx)
	return err
}

func (s *Service) nameOf(ctx context.Context, unitID string) (string, error) {
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return "", err
	}
	return tree.Name(unitID), nil
}
