package portal

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/xingfu/xingfu/internal/outage"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/ticket"
)

// kindOrder is the order in which kinds are offered; others come after.
var kindOrder = []string{"fault", "emergency", "request", "consult", "complaint", "suggestion", "abuse"}

// choice is one thing to choose from.
type choice struct {
	Code, Name string
	Chosen     bool
}

type homePage struct {
	Kinds    []choice
	Matters  []string
	Follow   followBody
	Troubles int // how many places are interrupted now
}

func (v *visit) home() {
	names, err := v.p.tickets.Catalogue(v.ctx())
	if err != nil {
		v.sorry(err)
		return
	}
	kinds := slices.Clone(names.Kinds)
	place := func(k ticket.Kind) int {
		if i := slices.Index(kindOrder, k.Code); i >= 0 {
			return i
		}
		return len(kindOrder)
	}
	slices.SortStableFunc(kinds, func(a, b ticket.Kind) int { return place(a) - place(b) })
	running, err := v.p.outages.Public(v.ctx())
	if err != nil {
		v.sorry(err)
		return
	}
	body := homePage{}
	for _, o := range running {
		if o.State == outage.Running {
			body.Troubles++
		}
	}
	for _, k := range kinds {
		body.Kinds = append(body.Kinds, choice{Code: k.Code, Name: v.kindTitle(k)})
	}
	for _, m := range v.matters {
		body.Matters = append(body.Matters, m.number)
	}
	v.show(http.StatusOK, "home", v.words("home.title"), problem{}, body)
}

// kindTitle says what one does with a kind of matter, such as to report a fault.
func (v *visit) kindTitle(k ticket.Kind) string {
	if key := "kind." + k.Code; hasWords(key) {
		return v.words(key)
	}
	return k.Name(v.lang)
}

// field is one field of a form, with what was typed and what is wrong with it.
type field struct {
	Name, Label, Hint, Type, Value, Wrong, Auto string
	Instead                                     string // the field of a report that it fills too
	Required                                    bool
	Most                                        int
	Options                                     []choice
}

type reportPage struct {
	Kind     string
	Lead     string
	Promise  string
	Appeal   string
	Key      string
	Fields   []field
	Fallback bool // it could not be taken: the hotline is the way
}

func (v *visit) kind() (*ticket.Catalogue, ticket.Kind, bool) {
	names, err := v.p.tickets.Catalogue(v.ctx())
	if err != nil {
		v.sorry(err)
		return nil, ticket.Kind{}, false
	}
	i := slices.IndexFunc(names.Kinds, func(k ticket.Kind) bool { return k.Code == v.r.PathValue("kind") })
	if i < 0 {
		v.nowhere()
		return nil, ticket.Kind{}, false
	}
	return names, names.Kinds[i], true
}

func (v *visit) reportForm() {
	if names, kind, ok := v.kind(); ok {
		v.showForm(names, kind, newKey(), problem{status: http.StatusOK})
	}
}

// newKey makes the key by which a form that is sent twice is known.
func newKey() string { return store.Secret(16) }

// key gives the form's key, or a new one where there is none that could be ours.
func (v *visit) key() string {
	if key := v.posted("key"); len(key) == 32 && codeOnly.MatchString(key) {
		return key
	}
	return newKey()
}

func (v *visit) showForm(names *ticket.Catalogue, kind ticket.Kind, key string, found problem) {
	answered, done, err := v.p.tickets.Expect(v.ctx(), kind.Code)
	if err != nil {
		v.sorry(err)
		return
	}
	body := reportPage{Kind: kind.Code, Lead: v.lead(kind.Code), Key: key, Fields: v.fields(names, kind, found),
		Fallback: found.status >= http.StatusTooManyRequests}
	if !done.IsZero() {
		body.Promise = v.words("promise."+group(kind.Code), v.when(answered), v.when(done))
	}
	if kind.Code == "complaint" || kind.Code == "suggestion" {
		body.Appeal = v.words("appeal."+kind.Code, v.p.hotline)
	}
	v.show(found.status, "report", v.kindTitle(kind), found, body)
}

func (v *visit) lead(kind string) string {
	switch kind {
	case "emergency":
		return v.words("lead.emergency", v.p.hotline)
	case "abuse":
		return v.words("lead.abuse")
	}
	return ""
}

// fileReport takes a report. Sent again, it leads to the same ticket. When only another look of the form
// is asked for, it comes back with what was typed.
func (v *visit) fileReport() {
	names, kind, ok := v.kind()
	if !ok {
		return
	}
	key := v.key()
	if v.posted("look") != "" {
		v.showForm(names, kind, key, problem{status: http.StatusOK})
		return
	}
	t, err := v.p.tickets.FileReport(v.ctx(), v.report(kind), key)
	if fault.Is(err, fault.Conflict) {
		v.filedOther(kind, key)
		return
	}
	if err != nil {
		v.showForm(names, kind, key, v.explain(err))
		return
	}
	v.remember(pair{t.Number, t.Code})
	v.redirect("/portal/m/" + t.Number + "/receipt")
}

// filedOther answers a form that was sent before with other content: it shows the ticket of the first
// time, with the new content ready to be added to it.
func (v *visit) filedOther(kind ticket.Kind, key string) {
	t, err := v.p.tickets.Filed(v.ctx(), key)
	if err != nil || t == nil {
		v.sorry(err)
		return
	}
	v.remember(pair{t.Number, t.Code})
	v.self = "/portal/m/" + t.Number
	f, err := v.p.tickets.Track(v.ctx(), t.Number, t.Code, v.address())
	if err != nil {
		v.sorry(err)
		return
	}
	text := v.report(kind).Subject
	if more := v.posted("description"); more != "" {
		text += "\n" + more
	}
	v.showMatter(f, problem{status: http.StatusConflict, text: v.words("filed.other")}, typed{Say: text})
}

// report reads the form of a kind.
func (v *visit) report(kind ticket.Kind) ticket.Report {
	in := ticket.Intake{Kind: kind.Code, Subject: v.posted("subject"), Description: v.posted("description"), Channel: "portal",
		ContactName: v.posted("contactName"), ContactPhone: v.posted("contactPhone"), Category: v.posted("category"), Details: map[string]string{}}
	if from := subjectFrom[kind.Code]; from != "" {
		in.Subject = v.posted("details." + from)
	}
	if in.Description == "" {
		in.Description = in.Subject
	}
	for _, f := range kind.Fields {
		value := v.posted("details." + f.Code)
		if f.Type == "datetime" {
			at, ok := instant(value)
			if !ok && value != "" { // as a browser without such a field may send it: somebody reads it
				in.Description += "\n\n" + v.words("named", f.Name(v.lang), value)
			}
			value = at
		}
		if f.Type == "phone" {
			in.ContactPhone = value
		}
		if value != "" || f.Required {
			in.Details[f.Code] = value
		}
	}
	return ticket.Report{Intake: in, TerminalNumber: v.posted("terminalNumber"), Address: v.address()}
}

// localTimes are how a browser's date and time field writes a moment, and how people do who type it.
var localTimes = []string{"2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02 15:04", "2006/1/2 15:04", "2006-1-2 15:04", time.DateOnly}

// instant reads a date and time as typed, in China's time.
func instant(typed string) (string, bool) {
	for _, layout := range localTimes {
		if at, err := time.ParseInLocation(layout, strings.TrimSpace(typed), now.China); err == nil {
			return at.Format(time.RFC3339), true
		}
	}
	return "", false
}

type receiptPage struct {
	Number, Code string
	Promise      string
	Lines        []string
}

// receipt says what has been taken, by when, and what happens next. Loading it again changes nothing.
func (v *visit) receipt() {
	f, ok := v.known()
	if !ok {
		return
	}
	t := f.Ticket
	body := receiptPage{Number: t.Number, Code: t.Code}
	at := now.From(v.ctx())
	if f.AnswerBy.After(at) {
		body.Promise = v.words("receipt.answer", v.when(f.AnswerBy))
	}
	if f.DueAt.After(at) {
		body.Lines = append(body.Lines, v.words("due."+group(t.Kind), v.when(f.DueAt)))
	}
	body.Lines = append(body.Lines, v.words("receipt.next", f.Unit), v.words("receipt.phone"), v.words("receipt.confirm."+group(t.Kind)))
	if t.Kind == "complaint" || t.Kind == "suggestion" {
		body.Lines = append(body.Lines, v.words("appeal."+t.Kind, v.p.hotline))
	}
	v.show(http.StatusOK, "receipt", v.words("receipt.title."+group(t.Kind)), problem{}, body)
}

// sorry answers when something failed that the customer could not help.
func (v *visit) sorry(err error) {
	found := v.explain(err)
	v.show(found.status, "message", v.words("failed.title"), problem{}, found.text)
}
