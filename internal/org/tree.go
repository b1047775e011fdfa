package org

import (
	"slices"
	"strings"
)

// Tree is the organisation with its roles at one moment, for questions that need no database.
type Tree struct {
	units    []Unit
	byID     map[string]*Unit
	answers  map[string]map[string]string // link → served unit → answering unit
	answered map[string][]string          // answering unit → links
	kept     map[Role]*Definition         // the roles that stand in the database
	ownRoles []*Definition                // those of them that are not built in, by name
	settings map[string]map[string]string // unit → what it rules itself, by name
	absences map[string][]Absence         // person → when he is away, from now on
}

func newTree(units []Unit, answers []Answer, roles []Definition, values []unitValue, absences []Absence) *Tree {
	t := &Tree{units: units, byID: make(map[string]*Unit, len(units)),
		answers: map[string]map[string]string{}, answered: map[string][]string{}, kept: map[Role]*Definition{},
		settings: map[string]map[string]string{}, absences: map[string][]Absence{}}
	for i := range roles {
		t.kept[roles[i].Code] = &roles[i]
		if shipped[roles[i].Code] == nil {
			t.ownRoles = append(t.ownRoles, &roles[i])
		}
	}
	for i := range units {
		t.byID[units[i].ID] = &units[i]
	}
	for _, a := range answers {
		if t.answers[a.Link] == nil {
			t.answers[a.Link] = map[string]string{}
		}
		t.answers[a.Link][a.ForUnitID] = a.UnitID
		if !slices.Contains(t.answered[a.UnitID], a.Link) {
			t.answered[a.UnitID] = append(t.answered[a.UnitID], a.Link)
		}
	}
	for _, v := range values {
		if t.settings[v.UnitID] == nil {
			t.settings[v.UnitID] = map[string]string{}
		}
		t.settings[v.UnitID][v.Name] = v.Value
	}
	for _, a := range absences {
		t.absences[a.StaffID] = append(t.absences[a.StaffID], a)
	}
	return t
}

// moved gives the tree as it would be with a unit, and all below it, under another parent.
func (t *Tree) moved(id, parentID string) *Tree {
	after := *t
	old, parent := t.byID[id], t.byID[parentID]
	path := parent.Path + id + "/"
	after.units, after.byID = slices.Clone(t.units), make(map[string]*Unit, len(t.units))
	for i := range after.units {
		u := &after.units[i]
		if rest, below := strings.CutPrefix(u.Path, old.Path); below {
			u.Path = path + rest
		}
		if u.ID == id {
			u.ParentID = parentID
		}
	}
	slices.SortStableFunc(after.units, func(a, b Unit) int { return len(a.Path) - len(b.Path) })
	for i := range after.units {
		after.byID[after.units[i].ID] = &after.units[i]
	}
	return &after
}

// Units gives all units, parents before children.
func (t *Tree) Units() []Unit { return t.units }

// Unit gives a unit, or nil.
func (t *Tree) Unit(id string) *Unit { return t.byID[id] }

// Name gives a unit's name, or nothing.
func (t *Tree) Name(id string) string {
	if u := t.byID[id]; u != nil {
		return u.Name
	}
	return ""
}

// Ref names a unit; nil when there is none.
func (t *Tree) Ref(id string) *Ref {
	if u := t.byID[id]; u != nil {
		return &Ref{u.ID, u.Name}
	}
	return nil
}

// Links says for which links of the chain a unit answers.
func (t *Tree) Links(unitID string) []string { return t.answered[unitID] }

// Above gives the unit and its ancestors, nearest first.
func (t *Tree) Above(id string) []string {
	u := t.byID[id]
	if u == nil {
		return nil
	}
	path := strings.Split(strings.TrimSuffix(u.Path, "/"), "/")
	slices.Reverse(path)
	return path
}

// Below gives the unit and everything under it.
func (t *Tree) Below(id string) []string {
	u := t.byID[id]
	if u == nil {
		return nil
	}
	var below []string
	for i := range t.units {
		if strings.HasPrefix(t.units[i].Path, u.Path) {
			below = append(below, t.units[i].ID)
		}
	}
	return below
}

// Common gives the lowest unit that stands above all of ids and is none of them, or the root.
func (t *Tree) Common(ids ...string) string {
	if len(ids) == 0 {
		return ""
	}
	for _, candidate := range t.Above(ids[0]) {
		if slices.Contains(ids, candidate) {
			continue
		}
		over := func(id string) bool { return slices.Contains(t.Above(id), candidate) }
		if !slices.ContainsFunc(ids, func(id string) bool { return !over(id) }) {
			return candidate
		}
	}
	return t.Root()
}

// Root gives the top unit of the operator.
func (t *Tree) Root() string {
	for i := range t.units {
		if t.units[i].ParentID == "" {
			return t.units[i].ID
		}
	}
	return ""
}

// AnswersFor gives the unit that answers for a link, for a customer served in unitID: the nearest rule
// up the tree. Empty when nobody does.
func (t *Tree) AnswersFor(link, unitID string) string {
	above := t.Above(unitID)
	if len(above) == 0 {
		above = []string{t.Root()}
	}
	for _, id := range above {
		if answering := t.answers[link][id]; answering != "" {
			return answering
		}
	}
	return ""
}

// Reach says how far a post reaches.
func (t *Tree) Reach(p Post) Reach {
	switch p.Scope {
	case ScopeAll:
		return Reach{All: true}
	case ScopeSubtree:
		return Reach{Units: t.Below(p.UnitID)}
	case ScopeUnit:
		return Reach{Units: []string{p.UnitID}}
	}
	return Reach{}
}

// Everywhere tells whether a reach leaves out no unit.
func (t *Tree) Everywhere(r Reach) bool {
	return r.All || !slices.ContainsFunc(t.units, func(u Unit) bool { return !r.Covers(u.ID) })
}
