package ticket

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/index"
	"github.com/xingfu/xingfu/internal/platform/index/token"
	"github.com/xingfu/xingfu/internal/platform/personal"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Search is what a person looks for, and which part of what is found he wants.
type Search struct {
	Q      string `query:"q" required:"true" doc:"Words of one or more characters, pinyin initials of names and subjects, three or more digits of any number, \"phrases in quotation marks\". All of them must be found."`
	Group  string `query:"group" enum:"tickets,customers,terminals" doc:"Only this group; a cursor belongs to one."`
	Limit  int    `query:"limit" minimum:"1" maximum:"50" default:"10" doc:"How many of each group."`
	Cursor string `query:"cursor"`
}

// Found is what was found, each group with what fits exactly first and then the newest.
type Found struct {
	Tickets   FoundTickets   `json:"tickets"`
	Customers FoundCustomers `json:"customers"`
	Terminals FoundTerminals `json:"terminals"`
}

// FoundTickets are tickets that were found.
type FoundTickets struct {
	Items      []FoundTicket `json:"items"`
	NextCursor string        `json:"nextCursor" doc:"Give it as cursor, with the group, to get the next ones; empty at the end."`
}

// FoundCustomers are customers that were found.
type FoundCustomers struct {
	Items      []customer.FoundCustomer `json:"items"`
	NextCursor string                   `json:"nextCursor"`
}

// FoundTerminals are terminals that were found.
type FoundTerminals struct {
	Items      []customer.FoundTerminal `json:"items"`
	NextCursor string                   `json:"nextCursor"`
}

// FoundTicket is a ticket that was found.
type FoundTicket struct {
	ID        string          `json:"id"`
	Number    string          `json:"number"`
	Title     []index.Segment `json:"title" doc:"The subject, in pieces: those that were looked for are marked."`
	Kind      string          `json:"kind"`
	Status    Status          `json:"status"`
	Priority  string          `json:"priority"`
	Tier      string          `json:"tier"`
	Customer  *org.Ref        `json:"customer"`
	CreatedAt time.Time       `json:"createdAt"`
	Passage   *TicketPassage  `json:"passage" doc:"What was found besides the title."`
}

// TicketPassage is a text in which something was found: one of the ticket's own, or that of an event.
type TicketPassage struct {
	Where string          `json:"where" enum:"number,description,details,contact,phone,customer,customerNumber,terminal,sim,imei,serial,tag,event"`
	Text  []index.Segment `json:"text"`
	Event *FoundEvent     `json:"event" doc:"The event whose text it is."`
}

// Conceal masks a phone that was found.
func (p *TicketPassage) Conceal() {
	switch p.Where {
	case "phone":
		p.Text = index.Masked(p.Text, personal.Number)
	case "details":
		p.Text = index.Masked(p.Text, personal.IfNumber)
	}
}

// FoundEvent says which event a passage is of.
type FoundEvent struct {
	Seq      int       `json:"seq"`
	Kind     string    `json:"kind"`
	Audience string    `json:"audience" enum:"public,internal"`
	At       time.Time `json:"at"`
	Actor    string    `json:"actor"`
}

// queryMost is how long a query may be, and of how many words.
const queryMost, wordsMost = 200, 12

// Search finds tickets by all that is written on them, customers and terminals by names and numbers. It needs
// ticket.read for the first and customer.read for the others, and finds what the acting person may see, and all of
// it. What has just been written is found about a second later.
func (s *Service) Search(ctx context.Context, in Search) (*Found, error) {
	p := index.Page{Words: strings.TrimSpace(in.Q), Query: token.Parse(in.Q), Limit: in.Limit, Cursor: in.Cursor}
	switch {
	case p.Words == "":
		return nil, fault.Bad("q", "请输入要找的内容。", "Please say what to look for.")
	case utf8.RuneCountInString(p.Words) > queryMost:
		return nil, fault.Bad("q", "最多输入 %d 个字。", "Look for at most %d characters.", queryMost)
	case len(p.Query.Words) == 0:
		return nil, fault.Bad("q", "请输入文字、字母或数字。", "Please look for words, letters or digits.")
	case len(p.Query.Words) > wordsMost:
		return nil, fault.Bad("q", "一次最多找 %d 个词。", "Look for at most %d words at once.", wordsMost)
	case in.Cursor != "" && in.Group == "":
		return nil, fault.Bad("group", "翻页时请指明是哪一组。", "Say of which group the next page is.")
	}
	f := &Found{FoundTickets{Items: []FoundTicket{}}, FoundCustomers{Items: []customer.FoundCustomer{}}, FoundTerminals{Items: []customer.FoundTerminal{}}}
	actor := org.From(ctx)
	if actor == nil || !actor.May(org.TicketRead) && !actor.May(org.CustomerRead) {
		_, err := org.Need(ctx, org.TicketRead)
		return nil, err
	}
	wants := func(group string, needs org.Permission) bool {
		return in.Group == group || in.Group == "" && actor.May(needs)
	}
	var err error
	if wants("tickets", org.TicketRead) {
		err = group(&f.Tickets.Items, &f.Tickets.NextCursor)(s.findTickets(ctx, p))
	}
	if err == nil && wants("customers", org.CustomerRead) {
		err = group(&f.Customers.Items, &f.Customers.NextCursor)(s.customers.FindCustomers(ctx, p))
	}
	if err == nil && wants("terminals", org.CustomerRead) {
		err = group(&f.Terminals.Items, &f.Terminals.NextCursor)(s.customers.FindTerminals(ctx, p))
	}
	return f, err
}

// group takes what was found into its place.
func group[T any](items *[]T, cursor *string) func([]T, string, error) error {
	return func(found []T, next string, err error) error {
		*items, *cursor = append(*items, found...), next
		return err
	}
}

// rights narrow a search to the tickets that the acting person may see, as visible does.
func rights(actor *org.Actor) index.Rights {
	scopes := scopesOf(actor)
	if scopes == nil {
		return index.Rights{}
	}
	return index.Rights{Where: "EXISTS (SELECT 1 FROM ticket_reach r WHERE r.ticket_id = doc.object_id AND r.scope_id IN (?))",
		Args: []any{bun.List(scopes)}, Scopes: scopes}
}

func (s *Service) findTickets(ctx context.Context, p index.Page) ([]FoundTicket, string, error) {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return nil, "", err
	}
	var exact []string
	err = visible(s.db.Read(ctx).NewSelect().Model((*Ticket)(nil)).Column("id"), actor).Where("number = ?", p.Words).Scan(ctx, &exact)
	if err != nil {
		return nil, "", err
	}
	ids, next, err := s.index.Page(ctx, "ticket", p, rights(actor), exact)
	if err != nil || len(ids) == 0 {
		return nil, "", err
	}
	read, err := s.readTexts(ctx, ids)
	if err != nil {
		return nil, "", err
	}
	var list []FoundTicket
	for _, id := range ids {
		if t := read.tickets[id]; t != nil {
			list = append(list, read.found(p.Query, t))
		}
	}
	return list, next, nil
}

// texts are all that is written on some tickets.
type texts struct {
	tickets   map[string]*Ticket
	events    map[string][]*Event // the latest first
	scopes    map[string][]string
	customers map[string]*customer.Customer
	terminals map[string]*customer.Terminal
}

// silent are the kinds of events that have no words of anybody.
var silent = []string{"ticket.created", "ticket.changed", "ticket.confirmed", "ticket.closed", "promise.started", "promise.stopped", "promise.resumed", "promise.warned", "promise.breached",
	"handoff.accepted", "handoff.assigned", "handoff.checked", "owner.accepted", "customer.urged", "dispute.opened", "imported", "ticket.complained", "ticket.continued"}

// said are the data of events that somebody wrote; in some kinds, so is the reason.
var said = []string{"text", "result", "summary", "note", "request", "evidence", "comment", "skipped", "name"}

var reasoned = []string{"ticket.cancelled", "handoff.withdrawn", "owner.offered", "owner.declined"}

func (e *Event) words() []string {
	var list []string
	add := func(key string) {
		if text, _ := e.Data[key].(string); text != "" {
			list = append(list, text)
		}
	}
	for _, key := range said {
		add(key)
	}
	if slices.Contains(reasoned, e.Kind) {
		add("reason")
	}
	return list
}

func (s *Service) readTexts(ctx context.Context, ids []string) (*texts, error) {
	x := &texts{tickets: map[string]*Ticket{}, events: map[string][]*Event{}, scopes: map[string][]string{}}
	var tickets []*Ticket
	var events []*Event
	var scopes []reach
	db := s.db.Read(ctx)
	err := db.NewSelect().Model(&tickets).Where("id IN (?)", bun.List(ids)).
		Column("id", "number", "kind", "subject", "description", "details", "tags", "status", "priority", "tier", "customer_id", "contact_name", "contact_phone", "terminal_id", "created_at").Scan(ctx)
	if err != nil {
		return nil, err
	}
	err = db.NewSelect().Model(&events).Where("ticket_id IN (?)", bun.List(ids)).Where("kind NOT IN (?)", bun.List(silent)).
		Column("ticket_id", "seq", "at", "kind", "audience", "actor", "data").OrderExpr("ticket_id, seq DESC").Scan(ctx)
	if err != nil {
		return nil, err
	}
	if err := db.NewSelect().Model(&scopes).Where("ticket_id IN (?)", bun.List(ids)).Column("ticket_id", "scope_id").Scan(ctx); err != nil {
		return nil, err
	}
	var customers, terminals []string
	for _, t := range tickets {
		x.tickets[t.ID] = t
		customers, terminals = append(customers, t.CustomerID), append(terminals, t.TerminalID)
	}
	for _, e := range events {
		x.events[e.TicketID] = append(x.events[e.TicketID], e)
	}
	for _, r := range scopes {
		x.scopes[r.TicketID] = append(x.scopes[r.TicketID], r.ScopeID)
	}
	x.customers, x.terminals, err = s.customers.Known(ctx, customers, terminals)
	return x, err
}

// fields give what a ticket is found by: what stands in its head, then what was said, the latest first.
func (x *texts) fields(t *Ticket) []index.Field {
	var list []index.Field
	add := func(where string, f token.Field, ref int) {
		if f.Text != "" {
			list = append(list, index.Field{Where: where, Field: f, Ref: ref})
		}
	}
	add("number", token.Field{Text: t.Number, Number: true}, 0)
	add("subject", token.Field{Text: t.Subject, Name: true}, 0)
	add("contact", token.Field{Text: t.ContactName, Name: true}, 0)
	add("phone", token.Field{Text: t.ContactPhone, Number: true}, 0)
	if c := x.customers[t.CustomerID]; c != nil {
		add("customer", token.Field{Text: c.Name, Name: true}, 0)
		add("customerNumber", token.Field{Text: c.Number, Number: true}, 0)
	}
	if d := x.terminals[t.TerminalID]; d != nil {
		add("terminal", token.Field{Text: d.Number, Number: true}, 0)
		add("sim", token.Field{Text: d.SIM, Number: true}, 0)
		add("imei", token.Field{Text: d.IMEI, Number: true}, 0)
		add("serial", token.Field{Text: d.Serial, Number: true}, 0)
	}
	add("description", token.Field{Text: t.Description}, 0)
	for _, name := range slices.Sorted(maps.Keys(t.Details)) {
		add("details", token.Field{Text: t.Details[name]}, 0)
	}
	for _, tag := range t.Tags {
		add("tag", token.Field{Text: tag, Name: true}, 0)
	}
	for i, e := range x.events[t.ID] {
		for _, text := range e.words() {
			add("event", token.Field{Text: text}, i)
		}
	}
	return list
}

func (x *texts) found(q token.Query, t *Ticket) FoundTicket {
	title := token.Field{Text: t.Subject, Name: true}
	f := FoundTicket{ID: t.ID, Number: t.Number, Title: index.Marked(q, title), Kind: t.Kind, Status: t.Status, Priority: t.Priority, Tier: t.Tier, CreatedAt: t.CreatedAt}
	if c := x.customers[t.CustomerID]; c != nil {
		f.Customer = &org.Ref{ID: c.ID, Name: c.Name}
	}
	of, text := index.Passage(q, title, x.fields(t))
	if of == nil {
		return f
	}
	f.Passage = &TicketPassage{Where: of.Where, Text: text}
	if of.Where == "event" {
		e := x.events[t.ID][of.Ref]
		f.Passage.Event = &FoundEvent{e.Seq, e.Kind, e.Audience, e.At, e.Actor}
	}
	return f
}

// addSource puts tickets into the search index.
func (s *Service) addSource() {
	s.index.Add(index.Source{Kind: "ticket", Shows: map[string]string{"customer": "customer_id"},
		Read: func(ctx context.Context, ids []string) ([]index.Document, error) {
			read, err := s.readTexts(ctx, ids)
			if err != nil {
				return nil, err
			}
			var list []index.Document
			for id, t := range read.tickets {
				d := index.Document{ID: id, Fields: read.fields(t), Scopes: read.scopes[id]}
				if !t.Status.Ended() {
					d.Scopes = append(d.Scopes, activeScope)
				}
				list = append(list, d)
			}
			return list, nil
		}})
}

// saveSearched says that the ticket is to be searched anew, unless only clocks went on.
func (w *work) saveSearched(tx bun.Tx, batch *store.Batch) {
	isClock := func(e *Event) bool { return strings.HasPrefix(e.Kind, "promise.") && e.Kind != "promise.paused" }
	if w.isNew || w.touched || slices.ContainsFunc(w.events, func(e *Event) bool { return !isClock(e) }) {
		batch.Add(w.s.index.Change(w.ctx, tx, "ticket", w.t.ID))
	}
}
