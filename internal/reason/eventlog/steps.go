package eventlog

import "time"

// steps tells the rows of one case, which are ordered by time and at least
// one.
func (c *collection) steps(rows []*row, told Case) []Step {
	opened, err := time.Parse(time.RFC3339, told.Attributes[AttributeOpenedAt])
	if err != nil {
		opened = time.Time{} // the log does not tell
	}
	if c.plan.mapping.Snapshots {
		return c.fromSnapshots(rows, opened, told.Attributes[AttributeOpenedBy])
	}
	return c.plan.mapping.fromEvents(rows, opened, told.Attributes[AttributeOpenedBy])
}

func (r *row) step(do Do, person, group string) Step {
	return Step{Line: r.line, At: r.at, Action: do.Action, Reason: do.Reason, Activity: r.activity, Person: person, Group: group}
}

// fromEvents takes each row as something somebody did.
func (m *Mapping) fromEvents(rows []*row, opened time.Time, opener string) []Step {
	var t story
	group := m.DefaultGroup
	for i, r := range rows {
		if r.group != "" {
			group = r.group
		}
		dos := m.Activities[r.activity]
		if i == 0 {
			if opener == "" {
				opener = r.person
			}
			t.begin(r.step(Do{Action: Intake}, opener, group), opened)
			if dos[0].Action == Intake {
				dos = dos[1:]
			}
		}
		for _, do := range dos {
			t.tell(r.step(do, r.person, group))
		}
	}
	return t.steps
}

// fromSnapshots takes each row as what the case looked like, and tells what
// has changed since the row before.
func (c *collection) fromSnapshots(rows []*row, opened time.Time, opener string) []Step {
	var t story
	first := rows[0]
	t.begin(first.step(Do{Action: Intake}, opener, ""), opened)
	was := snapshot{}
	for _, r := range rows {
		is := c.plan.mapping.snapshot(r, was)
		told := len(t.steps)
		t.change(was, is)
		if r != first && len(t.steps) == told {
			c.ignore(IgnoredUnchanged)
		}
		was = is
	}
	return t.steps
}

// snapshot is a row with what still holds where it is silent.
type snapshot struct {
	*row
	do       Do
	group    string
	reopened int  // the highest count so far
	counted  bool // only the counter tells a reopening; a state that goes back alone is a row out of place
}

func (m *Mapping) snapshot(r *row, was snapshot) snapshot {
	s := snapshot{row: r, do: m.Activities[r.activity][0], group: r.group, reopened: max(r.reopened, was.reopened), counted: m.Columns.Reopened != ""}
	if s.group == "" {
		s.group = was.group
	}
	if s.group == "" {
		s.group = m.DefaultGroup
	}
	return s
}

func (s snapshot) ends() bool {
	return s.do.Action == Resolve || s.do.Action == Close || s.do.Action == Cancel
}

// change tells what has happened between two snapshots. The zero snapshot
// stands before the first, of which everything but the intake is new.
func (t *story) change(was, is snapshot) {
	begins := was.row == nil
	stepped := begins || was.activity != is.activity
	switch {
	case !begins && is.reopened > was.reopened:
		t.reopen(is)
	case !stepped && was.group == is.group && was.person == is.person:
	case !stepped && is.ends(), is.counted && t.end > open && !is.ends():
		t.tell(is.step(Do{Action: Note}, is.person, is.group))
	default:
		handed := t.end == open && t.group != is.group
		if handed {
			t.tell(is.step(Do{Action: Queue}, "", is.group))
		}
		t.settle(is, stepped, handed)
	}
}

// reopen tells a reopening that the log has counted, though the state may not
// show it: the end before it or the one after it may lie between two rows.
func (t *story) reopen(is snapshot) {
	again := is.step(is.do, is.person, is.group)
	again.Reopens = true
	seen := t.end > open && !is.ends() && is.do.Action != Note
	switch {
	case !seen:
		again.Action, again.Reason = Work, ""
	case is.do.Action == Queue:
		again.Person = ""
	}
	t.tell(again)
	if !seen && is.do.Action != Work && is.do.Action != Accept {
		t.tell(is.step(is.do, is.person, is.group))
	}
}

// settle tells what the state of the row means for a case that stepped on to it,
// which was handed into the queue of another group, or of which only the
// person has changed.
func (t *story) settle(is snapshot, stepped, handed bool) {
	do, person := is.do, is.person
	switch {
	case do.Action == Queue:
		if handed {
			return
		}
		if stepped {
			person = "" // the one named has yet to accept
		}
	case do.Action == Work || do.Action == Accept:
		if handed && !stepped && person == "" {
			return // nobody of the new group has taken it
		}
		if !handed && !stepped && person == "" {
			do = Do{Action: Queue} // whoever had it has let go
		}
	case do.Action == Wait && !stepped && (handed || person != ""):
		// Passed on while it waits: the pause goes on with whoever has it now.
	case !stepped:
		do = Do{Action: Note}
	}
	t.tell(is.step(do, person, is.group))
}
