package story

// Phrase is what somebody keeps to write with. By is a log-in name, Scope own, unit or all, For the unit of a
// unit's; with Priority, Category, Tags, Pause or Resume it is a macro.
type Phrase struct {
	By, Scope, For, Name, Text string
	As                         string // reply, note, or as one writes
	Priority, Category         string
	Tags                       []string
	Pause                      string
	Hours                      int
	Resume                     bool
}

// write tells what people keep to write with: who is first in a role keeps it.
func (t *teller) write() {
	read("written.yaml", &t.plan.Phrases)
	for i := range t.plan.Phrases {
		p := &t.plan.Phrases[i]
		p.By = t.byUnit[p.By][0].Login
	}
}
