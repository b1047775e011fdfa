package org_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// days is a number that units may rule for themselves; 14 where nobody does.
func days() org.UnitSetting {
	return org.UnitSetting{Name: "days", Kind: org.NumberSetting, Text: lang.Text{Zh: "天数", En: "Days"}, Min: 1, Max: 99,
		Common: func(context.Context) (string, error) { return "14", nil }}
}

func (h *house) rule(ctx context.Context, unit, value string) error {
	h.t.Helper()
	u, err := h.Unit(ctx, h.units[unit])
	ok(h.t, err)
	change := org.SettingsChange{Settings: map[string]*string{"days": &value}, Version: u.Version}
	if value == "" {
		change.Settings["days"] = nil
	}
	_, err = h.ChangeSettings(ctx, h.units[unit], change)
	return err
}

// holds gives what holds in a unit and the name of the unit that says so.
func (h *house) holds(unit string) [2]string {
	h.t.Helper()
	views, _, err := h.UnitSettings(h.program(), h.units[unit])
	ok(h.t, err)
	if views[0].From == nil {
		return [2]string{views[0].Value, ""}
	}
	return [2]string{views[0].Value, views[0].From.Name}
}

func TestAUnitRulesForItselfAndThoseBelow(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		h.Rules(days())
		admin := h.as(h.person("admin", "hq", org.Admin, org.ScopeAll))
		if got := h.holds("team"); got != [2]string{"14", ""} {
			t.Errorf("before anybody says anything it is %v", got)
		}
		ok(t, h.rule(admin, "east", "7"))
		if got := h.holds("team"); got != [2]string{"7", "east"} {
			t.Errorf("below the unit it is %v", got)
		}
		if got := h.holds("west"); got != [2]string{"14", ""} {
			t.Errorf("beside the unit it is %v", got)
		}
		ok(t, h.rule(admin, "team", "3"))
		ok(t, h.rule(admin, "team", ""))
		if got := h.holds("team"); got != [2]string{"7", "east"} {
			t.Errorf("once it was let go it is %v", got)
		}
		for _, wrong := range []string{"0", "100", "x"} {
			refused(t, h.rule(admin, "east", wrong), fault.Invalid)
		}
		unknown := "1"
		_, err := h.ChangeSettings(admin, h.units["east"], org.SettingsChange{Settings: map[string]*string{"colour": &unknown}, Version: 2})
		refused(t, err, fault.Invalid)
		_, err = h.ChangeSettings(admin, h.units["east"], org.SettingsChange{Version: 1})
		refused(t, err, fault.Conflict)
		refused(t, h.rule(h.as(h.person("front", "east", org.FrontDesk, org.ScopeUnit)), "east", "1"), fault.Forbidden)
	})
}

// However units are moved about and rule for themselves, what holds in one is the own value of the nearest that has one
// on its way up.
func TestWhatHoldsIsTheNearestAncestorsOwnValue(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		h.Rules(days())
		h.nearest(t)
	})
}

func (h *house) nearest(t *testing.T) {
	for i := range 6 {
		key := fmt.Sprint("u", i)
		made, err := h.AddUnit(h.program(), org.NewUnit{Name: key, ParentID: h.units[[]string{"east", "west", "team"}[i%3]], Kind: org.Team})
		ok(t, err)
		h.units[key] = made.ID
	}
	parent := map[string]string{"east": "hq", "west": "hq", "team": "east", "u0": "east", "u1": "west", "u2": "team", "u3": "east", "u4": "west", "u5": "team"}
	own := map[string]string{}
	var movable []string
	for key := range parent {
		movable = append(movable, key)
	}
	slices.Sort(movable)
	above := func(key string) (way []string) {
		for ; key != ""; key = parent[key] {
			way = append(way, key)
		}
		return way
	}
	rapid.Check(t, func(r *rapid.T) {
		key := rapid.SampledFrom(movable).Draw(r, "unit")
		if rapid.Bool().Draw(r, "move") {
			to := rapid.SampledFrom(append(movable, "hq")).Draw(r, "to")
			u, err := h.Unit(h.program(), h.units[key])
			ok(t, err)
			id := h.units[to]
			_, err = h.ChangeUnit(h.program(), u.ID, org.UnitChange{ParentID: &id, Version: u.Version})
			if slices.Contains(above(to), key) {
				refused(t, err, fault.Invalid)
			} else {
				ok(t, err)
				parent[key] = to
			}
		} else {
			own[key] = rapid.SampledFrom([]string{"", "1", "2", "3"}).Draw(r, "value")
			ok(t, h.rule(h.program(), key, own[key]))
		}
		for _, one := range movable {
			want := [2]string{"14", ""}
			if i := slices.IndexFunc(above(one), func(k string) bool { return own[k] != "" }); i >= 0 {
				from := above(one)[i]
				want = [2]string{own[from], from}
			}
			if diff := cmp.Diff(want, h.holds(one)); diff != "" {
				r.Fatalf("in %s (-want +got):\n%s", one, diff)
			}
		}
	})
}

func TestAMoveIsSeenBeforehand(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		h.Rules(days())
		h.person("eastchief", "east", org.Supervisor, org.ScopeSubtree)
		h.person("westchief", "west", org.Supervisor, org.ScopeSubtree)
		h.person("chief", "hq", org.Supervisor, org.ScopeSubtree)
		h.person("inteam", "team", org.Supervisor, org.ScopeSubtree)
		ok(t, h.rule(h.program(), "east", "7"))
		ok(t, h.rule(h.program(), "west", "9"))
		m, err := h.PreviewMove(h.program(), h.units["team"], h.units["west"])
		ok(t, err)
		names := func(list []org.Sight) (all []string) {
			for _, s := range list {
				all = append(all, s.Person.Name)
			}
			return all
		}
		if diff := cmp.Diff([][]string{{"westchief"}, {"eastchief"}}, [][]string{names(m.Gains), names(m.Loses)}); diff != "" {
			t.Errorf("who gains and loses sight (-want +got):\n%s", diff)
		}
		if len(m.Settings) != 1 || m.Settings[0].Before.Zh != "7" || m.Settings[0].After.En != "9" || m.Settings[0].From.Name != "west" {
			t.Errorf("the settings that would hold otherwise are %+v", m.Settings)
		}
		if got := h.holds("team"); got != [2]string{"7", "east"} {
			t.Errorf("the preview has changed what holds: %v", got)
		}
		_, err = h.PreviewMove(h.program(), h.units["east"], h.units["team"])
		refused(t, err, fault.Invalid)
		_, err = h.PreviewMove(h.as(h.person("front", "east", org.FrontDesk, org.ScopeUnit)), h.units["team"], h.units["west"])
		refused(t, err, fault.Forbidden)
	})
}
