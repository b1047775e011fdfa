package eventlog

import (
	"maps"
	"slices"
	"strings"
)

// none stands for a column that the mapping does not use.
const none = -1

// plan is a mapping applied to the header of one file.
type plan struct {
	mapping  *Mapping
	header   []string
	caseID   int
	activity int
	person   int
	group    int
	reopened int
	time     []int
	facts    []fact
	subject  []part
}

// fact is something to take over from the rows of a case.
type fact struct {
	name   string
	field  Field
	column int
	isTime bool
}

// The names of facts that are fields of the Case; all others are attributes.
const (
	factCategory = "\x00category"
	factPriority = "\x00priority"
	factChannel  = "\x00channel"
	factColumn   = "\x00column " // and the name: a column that the subject needs
)

// newPlan finds the mapping's columns in the header. The error is a
// *FileError that names all that are missing.
func newPlan(m *Mapping, header []string) (*plan, error) {
	p := &plan{mapping: m, header: make([]string, len(header))}
	at := map[string]int{}
	twice := map[string]bool{}
	for i, name := range header {
		name = strings.TrimSpace(name)
		p.header[i] = name
		_, known := at[name]
		twice[name] = twice[name] || known
		at[name] = i
	}
	var missing, ambiguous []string
	find := func(name string) int {
		i, ok := at[name]
		switch {
		case name == "":
			return none
		case !ok:
			missing = append(missing, name)
		case twice[name]:
			ambiguous = append(ambiguous, name)
		}
		return i
	}
	p.findColumns(find)
	for _, complaint := range []struct {
		names  []string
		en, zh string
	}{
		{missing, "the file has no column %s", "文件中没有这些列：%s"},
		{ambiguous, "the file has more than one column %s", "文件中这些列重复：%s"},
	} {
		if len(complaint.names) > 0 {
			slices.Sort(complaint.names)
			return nil, fileError(say(complaint.en, complaint.zh, join(slices.Compact(complaint.names))))
		}
	}
	return p, nil
}

func (p *plan) findColumns(find func(string) int) {
	c := p.mapping.Columns
	p.caseID, p.activity = find(c.Case), find(c.Activity)
	p.person, p.group, p.reopened = find(c.Person), find(c.Group), find(c.Reopened)
	for _, name := range c.Time {
		p.time = append(p.time, find(name))
	}
	t := p.mapping.Ticket
	add := func(name string, f Field, isTime bool) {
		if !f.none() {
			p.facts = append(p.facts, fact{name, f, find(f.Column), isTime})
		}
	}
	add(factCategory, t.Category, false)
	add(factPriority, t.Priority, false)
	add(factChannel, t.Channel, false)
	add(AttributeOpenedBy, t.OpenedBy, false)
	add(AttributeSLA, t.SLA, false)
	add(AttributeOpenedAt, t.OpenedAt, true)
	add(AttributeResolvedAt, t.ResolvedAt, true)
	add(AttributeClosedAt, t.ClosedAt, true)
	for _, name := range slices.Sorted(maps.Keys(p.mapping.Attributes)) {
		add(name, p.mapping.Attributes[name], false)
	}
	p.subject, _ = parseTemplate(t.Subject) // LoadMapping has seen that it is right
	for _, part := range p.subject {
		if part.column != "" {
			add(factColumn+part.column, Field{Column: part.column}, false)
		}
	}
}

// fill puts the known facts of a case into its subject.
func (p *plan) fill(known map[string]string) string {
	var s strings.Builder
	for _, part := range p.subject {
		s.WriteString(part.plain)
		if part.column != "" {
			s.WriteString(known[factColumn+part.column])
		}
	}
	return strings.Join(strings.Fields(s.String()), " ")
}
