package portal

import (
	"strings"
	"time"

	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/ticket"
)

// group says how one speaks of a kind of matter: something is repaired, carried out, or answered.
func group(kind string) string {
	switch kind {
	case "fault", "emergency":
		return "repair"
	case "request":
		return "order"
	}
	return "reply"
}

// progress is how a matter stands, in plain words.
type progress struct {
	Lines   []string // who has it, where it is, by when, what comes next
	Ask     string   // what the customer is asked, with the two answers
	Yes, No string
	Parts   []part
}

// part is a link of the chain, as far as the customer is concerned.
type part struct{ Name, State, Sign string }

func (v *visit) progress(f *ticket.Followed) progress {
	t := f.Ticket
	g := group(t.Kind)
	p := progress{Parts: v.parts(f)}
	switch t.Status {
	case ticket.Open, ticket.Handed:
		p.Lines = v.underWay(f)
	case ticket.Resolved:
		p.Lines = []string{v.words("resolved."+g, v.cut(t.Summary))}
		p.Ask, p.Yes, p.No = v.words("ask."+g), v.words("yes."+g), v.words("no."+g)
	case ticket.Confirmed:
		p.Lines = []string{v.words("resolved."+g, v.cut(t.Summary)), v.words("confirmed")}
		if t.CallbackOutcome == ticket.OutcomeUnreached {
			p.Lines[1] = v.words("unreached")
			p.Ask, p.Yes, p.No = v.words("ask."+g), v.words("yes."+g), v.words("no."+g)
		}
	case ticket.Closed:
		p.Lines = []string{v.words("resolved."+g, v.cut(t.Summary)), v.words("closed", v.p.hotline)}
	case ticket.Cancelled:
		p.Lines = []string{v.words("cancelled", v.p.hotline)}
	case ticket.Merged:
		p = v.progressUnder(f)
	}
	return p
}

// progressUnder is how a merged matter stands: as the one that it goes on with, of which nothing but the status
// is told when that is another customer's.
func (v *visit) progressUnder(f *ticket.Followed) progress {
	status := f.Under.Ticket.Status
	var p progress
	if f.OtherOne {
		p.Lines = []string{v.words("merged.other")}
		if status.Ended() {
			p.Lines = append(p.Lines, v.words("closed", v.p.hotline))
		} else if status == ticket.Open || status == ticket.Handed {
			p.Lines = append(p.Lines, v.words("merged.open"))
		}
	} else {
		p = v.progress(f.Under)
		p.Lines = append([]string{v.words("merged.into", f.Under.Ticket.Number)}, p.Lines...)
		p.Ask, p.Yes, p.No = "", "", ""
	}
	if status == ticket.Resolved || status == ticket.Confirmed {
		p.Lines = append(p.Lines, v.words("merged.done"))
	}
	return p
}

// underWay tells who has the matter, where it is looked at, and by when it will be done.
func (v *visit) underWay(f *ticket.Followed) []string {
	busy := v.links(f, func(p ticket.Part) bool { return p.Busy })
	cleared := v.links(f, func(p ticket.Part) bool { return !p.Busy && p.State == ticket.Cleared })
	faulty := v.links(f, func(p ticket.Part) bool { return p.State == ticket.Faulty })
	var lines []string
	if f.Ticket.Reopened > 0 {
		lines = append(lines, v.words("again"))
	}
	lines = append(lines, v.words("owner", f.Unit))
	if busy != "" {
		lines = append(lines, v.words("busy."+group(f.Ticket.Kind), busy))
	}
	if faulty != "" {
		lines = append(lines, v.words("faulty", faulty))
	}
	if cleared != "" {
		lines = append(lines, v.words("cleared", cleared))
	}
	return append(lines, v.promises(f)...)
}

func (v *visit) links(f *ticket.Followed, wanted func(ticket.Part) bool) string {
	var names []string
	for _, p := range f.Where {
		if wanted(p) {
			names = append(names, f.Names.LinkName(p.Link, v.lang))
		}
	}
	return v.listed(names)
}

// listed names several things.
func (v *visit) listed(names []string) string {
	if v.lang == lang.English {
		return strings.Join(names, ", ")
	}
	return strings.Join(names, "、")
}

func (v *visit) promises(f *ticket.Followed) []string {
	at := now.From(v.ctx())
	var lines []string
	if !f.AnswerBy.IsZero() {
		lines = append(lines, v.owed("answer", f.AnswerBy, at))
	}
	if f.Paused == "customer" {
		return append(lines, v.words("paused.customer"))
	}
	if f.Paused != "" {
		for _, reason := range f.Names.Pauses {
			if reason.Code == f.Paused {
				return append(lines, v.words("paused", reason.Name(v.lang)))
			}
		}
	}
	if !f.DueAt.IsZero() {
		lines = append(lines, v.owed("due."+group(f.Ticket.Kind), f.DueAt, at))
	}
	return lines
}

// owed tells by when something is promised, and owns up when that has passed.
func (v *visit) owed(key string, due, at time.Time) string {
	if due.Before(at) {
		if key == "answer" {
			return v.words("answer.late", v.when(due))
		}
		return v.words("late", v.when(due))
	}
	return v.words(key, v.when(due))
}

// parts draws the chain as far as something is known of it. For matters other than faults it says nothing;
// once the repair is done, it says only what was looked at, and that it is in order.
func (v *visit) parts(f *ticket.Followed) []part {
	if group(f.Ticket.Kind) != "repair" || f.Ticket.Status == ticket.Cancelled || f.Ticket.Status == ticket.Merged {
		return nil
	}
	done := f.Ticket.Status != ticket.Open && f.Ticket.Status != ticket.Handed
	var list []part
	known := false
	for _, p := range f.Where {
		state := p.State
		if done && state == ticket.Faulty {
			state = "mended"
		} else if done && state != ticket.Cleared {
			continue
		}
		if p.Busy && state != ticket.Faulty {
			state = "busy"
		}
		known = known || state != ticket.Unknown
		list = append(list, part{f.Names.LinkName(p.Link, v.lang), v.words("link." + state), signs[state]})
	}
	if !known {
		return nil
	}
	return list
}

// signs show a link's state by shape beside the word.
var signs = map[string]string{ticket.Unknown: "○", ticket.Suspect: "?", ticket.Cleared: "✓", ticket.Faulty: "✕", "busy": "◐", "mended": "✓"}
