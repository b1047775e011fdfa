package ticket

import "slices"

// BulkChange is one thing about a ticket that an action alters, before and after.
type BulkChange struct {
	Field string   `json:"field" enum:"priority,category,owner,offered,status,clock,tags,urged"`
	From  []string `json:"from" doc:"Codes as the catalogue has them, names of people and units, tags; empty for nothing."`
	To    []string `json:"to"`
}

// namesPeople tells whether a change is kept with identifiers of people.
func (c *BulkChange) namesPeople() bool { return c.Field == "owner" || c.Field == "offered" }

// aspects are what actions on many tickets alter of one, as it stands.
func (w *work) aspects() []BulkChange {
	said := func(value string) []string {
		if value == "" {
			return []string{}
		}
		return []string{value}
	}
	clock, urged := "", []string{}
	if p := w.promise(Resolve, nil); p != nil && p.IsOpen() {
		clock = string(p.State)
	}
	for _, h := range w.openHandoffs() {
		if h.Urged && h.LastUrgedAt.Equal(w.at) {
			urged = append(urged, w.tree.Name(h.UnitID))
		}
	}
	t := w.t
	return []BulkChange{{"priority", said(t.Priority), nil}, {"category", said(t.Category), nil}, {"owner", said(t.OwnerID), nil},
		{"offered", said(t.OfferedTo), nil}, {"status", said(string(t.Status)), nil}, {"clock", said(clock), nil},
		{"tags", append([]string{}, t.Tags...), nil}, {"urged", urged, nil}}
}

// changesSince are the aspects that are not as they were.
func (w *work) changesSince(before []BulkChange) []BulkChange {
	changes := []BulkChange{}
	for i, now := range w.aspects() {
		if !slices.Equal(before[i].From, now.From) {
			changes = append(changes, BulkChange{now.Field, before[i].From, now.From})
		}
	}
	return changes
}
