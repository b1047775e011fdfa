package portal

import (
	"fmt"

	"github.com/xingfu/xingfu/internal/ticket"
)

// entry is one thing that happened, in plain words.
type entry struct {
	At, What, Text string
}

// What a matter's page shows of its story at first; the whole of it is a tap away.
const (
	entriesMost = 12
	textRunes   = 240
	allRunes    = 900
)

// timeline tells the public events, the latest first, and whether something is left out. Where much else stands on the
// page, less is shown at first.
func (v *visit) timeline(events []ticket.Event, elsewhere int) (list []entry, more bool) {
	all, runes := v.all(), elsewhere
	for i := len(events) - 1; i >= 0; i-- {
		e, ok := v.entry(&events[i])
		if !ok {
			continue
		}
		if !all && (len(list) == entriesMost || runes > allRunes) {
			more = true
			continue
		}
		whole := e.Text
		e.Text = v.cut(whole)
		more = more || e.Text != whole
		runes += len([]rune(e.Text))
		list = append(list, e)
	}
	return list, more
}

// all tells whether the customer asked for everything, however long.
func (v *visit) all() bool { return v.r.URL.Query().Get("all") != "" }

// cut shortens a long text, unless everything is asked for.
func (v *visit) cut(text string) string {
	if runes := []rune(text); len(runes) > textRunes && !v.all() {
		return string(runes[:textRunes]) + "…"
	}
	return text
}

// entry puts an event into words; what says nothing to a customer is left out.
func (v *visit) entry(e *ticket.Event) (entry, bool) {
	text := func(name string) string {
		s, _ := e.Data[name].(string)
		return s
	}
	out := entry{At: v.short(e.At)}
	switch e.Kind {
	case "ticket.created":
		out.What = v.words("event.created")
	case "message":
		out.What, out.Text = v.words("event.message"), text("text")
	case "attachment.added":
		out.What = v.words("event.sent", text("name"))
		if e.ActorID != "" {
			out.What = v.words("event.given", e.Unit, text("name"))
		}
	case "priority.disputed":
		out.What, out.Text = v.words("event.pleaded"), text("text")
	case "priority.answered":
		out.What, out.Text = v.words("event.priority", v.words("priority."+text("to"))), text("text")
	case "reply":
		out.What, out.Text = v.words("event.reply", e.Unit), text("text")
	case "customer.urged":
		out.What = v.words("event.urged")
	case "ticket.resolved":
		out.What, out.Text = v.words("event.resolved"), text("summary")
	case "ticket.confirmed":
		out.What = v.words("event.confirmed")
		if text("via") == "unreached" {
			out.What = v.words("event.unreached")
		}
	case "ticket.reopened":
		out.What, out.Text = v.words("event.reopened"), text("note")
	case "ticket.closed":
		out.What = v.words("event.closed")
	case "ticket.cancelled":
		out.What, out.Text = v.words("event.cancelled"), text("reason")
	case "ticket.merged":
		out.What = v.words("event.merged")
	case "ticket.unmerged":
		out.What = v.words("event.unmerged")
	case "ticket.separated":
		out.What = v.words("event.separated", text("number"))
	case "rating.given":
		out.What, out.Text = v.words("event.rated", fmt.Sprint(e.Data["score"])), text("comment")
	default:
		return out, false
	}
	return out, true
}
