package eventlog

import (
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
)

// Result is a log told in the words of the closed loop.
type Result struct {
	Cases      []Case         // in the order of their first rows
	Errors     []RowError     // in the order of the file, at most one for a row
	Rows       int            // all rows after the header
	Ignored    int            // rows that are right and say nothing
	IgnoredFor map[string]int // the same by reason: those below, or the mapping's own
	Persons    []string       // sorted
	Groups     []string       // sorted
	Activities map[string]int // rows by their original word, those of Errors left out
}

// Why a row can be ignored beside the reasons a mapping gives.
const (
	IgnoredBlank     = "blank"     // has no text
	IgnoredRepeat    = "repeat"    // equals another row of its case in every column
	IgnoredUnchanged = "unchanged" // a snapshot with state, group and person of the one before
)

// Case is one ticket of the log, with at least one step. Line is that of its
// first row in the file that could be read. Priority and Channel are words of
// the ticket service, or empty; the attributes hold what the mapping names,
// times in RFC 3339 and UTC.
type Case struct {
	ID         string
	Line       int
	Subject    string
	Category   string
	Priority   string
	Channel    string
	Attributes map[string]string
	Steps      []Step
}

// Step is one thing that happened. Activity is the log's own word for it, or
// for the row that it was found in. Reopens says that the case had been
// resolved or had ended.
//
// Group is who has the matter after the step: for a queue, the one it was put
// to. Person is who took it; in a log of events who acted, for a queue the
// sender. Either is empty where the log does not tell.
type Step struct {
	Line     int
	At       time.Time // UTC
	Action   Action
	Reason   string // of a Wait
	Activity string
	Person   string
	Group    string
	Reopens  bool
}

const reportEvery = 1000 // rows between two reports of progress

// Read reads a whole log; what it keeps in memory is bounded by the file. A row
// that cannot be understood is listed among the errors and does not stop the
// reading. The error is a *FileError where the file as a whole does not fit the
// mapping, or that of r.
//
// Size is the length of the file in bytes if it is known, or 0. Progress, if
// not nil, is told how much of it is done, never less than before, and at the
// end all of it.
func Read(m *Mapping, r io.Reader, size int64, progress func(read int64)) (*Result, error) {
	data, err := readText(r, size, m.Encoding)
	if err != nil {
		return nil, err
	}
	if size <= 0 {
		size = int64(len(data))
	}
	if progress == nil {
		progress = func(int64) {}
	}
	t := newTable(data, m.Delimiter)
	header, err := t.header()
	if err != nil {
		return nil, err
	}
	p, err := newPlan(m, header)
	if err != nil {
		return nil, err
	}
	c := collection{plan: p, cases: map[string][]*row{}, result: &Result{IgnoredFor: map[string]int{}, Activities: map[string]int{}}}
	for n := 1; ; n++ {
		record, line, err := t.next()
		if errors.Is(err, io.EOF) {
			break
		}
		var broken *RowError
		if err != nil && !errors.As(err, &broken) {
			return nil, err
		}
		c.add(record, line, broken)
		if n%reportEvery == 0 {
			progress(int64(float64(size) * float64(t.pos) / float64(len(data))))
		}
	}
	c.tell()
	progress(size)
	return c.result, nil
}

// collection gathers the rows of a file by case.
type collection struct {
	plan   *plan
	cases  map[string][]*row
	order  []string // of the cases
	result *Result
}

// add takes one more record, or notes that it is broken.
func (c *collection) add(record []string, line int, broken *RowError) {
	c.result.Rows++
	if broken != nil {
		c.result.Errors = append(c.result.Errors, *broken)
		return
	}
	if blank(record) {
		c.ignore(IgnoredBlank)
		return
	}
	id, r, complaint := c.plan.row(record, line)
	if complaint != nil {
		c.result.Errors = append(c.result.Errors, *complaint)
		return
	}
	c.result.Activities[r.activity]++
	rows, known := c.cases[id]
	if !known {
		c.order = append(c.order, id)
	}
	r.at = r.when.at
	if known {
		r.at = r.when.after(rows[len(rows)-1].at)
	}
	c.cases[id] = append(rows, r)
}

func (c *collection) ignore(reason string) {
	c.result.Ignored++
	c.result.IgnoredFor[reason]++
}

// tell turns the rows of every case into its steps.
func (c *collection) tell() {
	persons, groups := map[string]bool{}, map[string]bool{}
	for _, id := range c.order {
		rows := c.cases[id]
		line := rows[0].line
		rows = c.significant(rows)
		if len(rows) == 0 {
			continue
		}
		told := c.plan.describe(id, line, rows)
		told.Steps = c.steps(rows, told)
		for _, s := range told.Steps {
			persons[s.Person], groups[s.Group] = true, true
		}
		c.result.Cases = append(c.result.Cases, told)
	}
	delete(persons, "")
	delete(groups, "")
	c.result.Persons = slices.Sorted(maps.Keys(persons))
	c.result.Groups = slices.Sorted(maps.Keys(groups))
}

// significant orders rows by time and leaves out those that repeat another or
// are ignored by the mapping.
func (c *collection) significant(rows []*row) []*row {
	slices.SortStableFunc(rows, func(a, b *row) int { return a.at.Compare(b.at) })
	kept := rows[:0:0]
	seen := map[string]bool{} // the rows of one time
	for i, r := range rows {
		if i > 0 && !r.at.Equal(rows[i-1].at) {
			clear(seen)
		}
		cells := strings.Join(r.record, "\x00")
		do := c.plan.mapping.Activities[r.activity][0]
		switch {
		case do.Action == Ignore:
			c.ignore(do.Reason)
		case seen[cells]:
			c.ignore(IgnoredRepeat)
		default:
			kept = append(kept, r)
			seen[cells] = true
		}
	}
	return kept
}

// describe gives the case without its steps. Rows are ordered by time.
func (p *plan) describe(id string, line int, rows []*row) Case {
	known := map[string]string{}
	for i, f := range p.facts {
		for _, r := range rows {
			if r.facts[i] == "" {
				continue
			}
			known[f.name] = r.facts[i]
			if f.field.First {
				break
			}
		}
	}
	c := Case{
		ID: id, Line: line, Subject: p.fill(known),
		Category: known[factCategory], Priority: known[factPriority], Channel: known[factChannel],
	}
	for name, value := range known {
		if name[0] == 0 {
			continue
		}
		if c.Attributes == nil {
			c.Attributes = map[string]string{}
		}
		c.Attributes[name] = value
	}
	return c
}
