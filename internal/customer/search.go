package customer

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/index"
	"github.com/xingfu/xingfu/internal/platform/index/token"
	"github.com/xingfu/xingfu/internal/platform/personal"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Index gives the search index, in which customers and terminals are; others add what they have.
func (s *Service) Index() *index.Index { return s.index }

func (s *Service) addSources() {
	s.index.Add(index.Source{Kind: "customer", Read: s.documents})
	s.index.Add(index.Source{Kind: "terminal", Shows: map[string]string{"customer": "customer_id", "site": "site_id"}, Read: s.terminalDocuments})
}

func text(where, value string) index.Field {
	return index.Field{Where: where, Field: token.Field{Text: value}}
}

func name(where, value string) index.Field {
	return index.Field{Where: where, Field: token.Field{Text: value, Name: true}}
}

func number(where, value string) index.Field {
	return index.Field{Where: where, Field: token.Field{Text: value, Number: true}}
}

// documents say of a customer his name and numbers, and those of his contacts, sites and terminals.
func (s *Service) documents(ctx context.Context, ids []string) ([]index.Document, error) {
	var customers []Customer
	var contacts []Contact
	var sites []Site
	var terminals []Terminal
	db := s.db.Read(ctx)
	if err := db.NewSelect().Model(&customers).Where("id IN (?) AND merged_into IS NULL", bun.List(ids)).Scan(ctx); err != nil {
		return nil, err
	}
	for model, order := range map[any]string{&contacts: "main DESC, name, id", &sites: "name, id", &terminals: "product, number, id"} {
		if err := db.NewSelect().Model(model).Where("customer_id IN (?)", bun.List(ids)).OrderExpr(order).Scan(ctx); err != nil {
			return nil, err
		}
	}
	list := make([]index.Document, len(customers))
	byID := make(map[string]*index.Document, len(customers))
	for i, c := range customers {
		list[i] = index.Document{ID: c.ID, Fields: []index.Field{name("name", c.Name), number("number", c.Number)}}
		byID[c.ID] = &list[i]
	}
	add := func(id string, fields ...index.Field) {
		if d := byID[id]; d != nil {
			d.Fields = append(d.Fields, fields...)
		}
	}
	for _, c := range contacts {
		add(c.CustomerID, name("contact", c.Name), number("phone", c.Phone), text("email", c.Email))
	}
	for _, t := range terminals {
		add(t.CustomerID, t.identifiers()...)
	}
	for _, p := range sites {
		add(p.CustomerID, name("site", p.Name), text("address", p.Address))
	}
	for _, c := range customers {
		add(c.ID, text("industry", c.Industry), text("note", c.Note))
	}
	return list, nil
}

func (t *Terminal) identifiers() []index.Field {
	return []index.Field{number("terminal", t.Number), number("sim", t.SIM), number("imei", t.IMEI), number("serial", t.Serial)}
}

// terminalDocuments say of a terminal its numbers, what it is, and where and whose.
func (s *Service) terminalDocuments(ctx context.Context, ids []string) ([]index.Document, error) {
	terminals, err := byID[Terminal](ctx, s.db, ids)
	if err != nil {
		return nil, err
	}
	var customerIDs, siteIDs []string
	for _, t := range terminals {
		customerIDs, siteIDs = append(customerIDs, t.CustomerID), append(siteIDs, t.SiteID)
	}
	customers, err := byID[Customer](ctx, s.db, customerIDs)
	if err != nil {
		return nil, err
	}
	sites, err := byID[Site](ctx, s.db, siteIDs)
	if err != nil {
		return nil, err
	}
	var list []index.Document
	for id, t := range terminals {
		fields := append(t.identifiers(), text("model", t.Maker+" "+t.Model), text("satellite", t.Satellite+" "+t.Beam), text("antenna", t.Antenna),
			text("gateway", t.Gateway), name("customer", customers[t.CustomerID].Name), number("customerNumber", customers[t.CustomerID].Number))
		if site := sites[t.SiteID]; site != nil {
			fields = append(fields, name("site", site.Name))
		}
		list = append(list, index.Document{ID: id, Fields: fields})
	}
	return list, nil
}

// Known gives customers and terminals by their identifiers. The caller answers for the permission.
func (s *Service) Known(ctx context.Context, customerIDs, terminalIDs []string) (map[string]*Customer, map[string]*Terminal, error) {
	customers, err := byID[Customer](ctx, s.db, customerIDs)
	if err != nil {
		return nil, nil, err
	}
	terminals, err := byID[Terminal](ctx, s.db, terminalIDs)
	return customers, terminals, err
}

// Passage is a text in which something was found, besides the title.
type Passage struct {
	Where string          `json:"where" enum:"name,number,contact,phone,email,terminal,sim,imei,serial,site,address,industry,note,model,satellite,antenna,gateway,customer,customerNumber"`
	Text  []index.Segment `json:"text"`
}

// FoundCustomer is a customer that was found.
type FoundCustomer struct {
	ID      string          `json:"id"`
	Number  string          `json:"number"`
	Title   []index.Segment `json:"title" doc:"The name, in pieces: those that were looked for are marked."`
	Tier    string          `json:"tier"`
	Unit    org.Ref         `json:"unit"`
	Passage *Passage        `json:"passage" doc:"What was found besides the title."`
}

// FoundTerminal is a terminal that was found.
type FoundTerminal struct {
	ID         string          `json:"id"`
	CustomerID string          `json:"customerId"`
	Customer   string          `json:"customer"`
	Title      []index.Segment `json:"title" doc:"The number, or another identifier where there is none."`
	Product    string          `json:"product"`
	Model      string          `json:"model"`
	Passage    *Passage        `json:"passage"`
}

// Conceal masks a phone, a mail address and a postal address that was found.
func (p *Passage) Conceal() {
	if mask := personalPassages[p.Where]; mask != nil {
		p.Text = index.Masked(p.Text, mask)
	}
}

var personalPassages = map[string]func(string) string{"phone": personal.Number, "email": personal.Mail}

func passage(q token.Query, title token.Field, fields []index.Field) *Passage {
	of, text := index.Passage(q, title, fields)
	if of == nil {
		return nil
	}
	return &Passage{of.Where, text}
}

// hits are the identifiers of a page of what was found, with the fields of their documents.
type hits struct {
	ids    []string
	next   string
	fields map[string][]index.Field
}

// page finds the identifiers of objects of a kind, those of exact first. within is the table, joined with the
// customer, in which doc.object_id is the object; more is a further condition there.
func (s *Service) page(ctx context.Context, kind, within string, p index.Page, exact func([]identifier) []string, more string, args ...any) (ids []string, next string, err error) {
	actor, err := org.Need(ctx, org.CustomerRead)
	if err != nil {
		return nil, "", err
	}
	rights := index.Rights{}
	where, whose := seen(actor)
	if more != "" {
		where, whose = and(where, more), append(whose, args...)
	}
	if where != "" {
		rights = index.Rights{Where: "EXISTS (SELECT 1 FROM " + within + " AND " + where + ")", Args: whose}
	}
	found, err := s.exact(ctx, actor, p.Words)
	if err != nil {
		return nil, "", err
	}
	return s.index.Page(ctx, kind, p, rights, exact(found))
}

// find finds a page of objects with the fields of their documents.
func (s *Service) find(ctx context.Context, kind, within string, p index.Page, exact func([]identifier) []string) (*hits, error) {
	ids, next, err := s.page(ctx, kind, within, p, exact, "")
	if err != nil {
		return nil, err
	}
	documents, err := s.index.Documents(ctx, kind, ids)
	return &hits{ids, next, index.ByID(documents)}, err
}

// withinCustomer is where a customer is found.
const withinCustomer = "customer WHERE customer.id = doc.object_id"

// FindCustomers finds customers that the acting person may see, the newest first; those whose number or identifier
// it is, before all others. It needs customer.read.
func (s *Service) FindCustomers(ctx context.Context, p index.Page) ([]FoundCustomer, string, error) {
	f, err := s.find(ctx, "customer", withinCustomer, p, customersOf)
	if err != nil {
		return nil, "", err
	}
	customers, err := byID[Customer](ctx, s.db, f.ids)
	if err != nil {
		return nil, "", err
	}
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return nil, "", err
	}
	var list []FoundCustomer
	for _, id := range f.ids {
		c := customers[id]
		if c == nil {
			continue
		}
		title := token.Field{Text: c.Name, Name: true}
		list = append(list, FoundCustomer{id, c.Number, index.Marked(p.Query, title), c.Tier, org.Ref{ID: c.UnitID, Name: tree.Name(c.UnitID)},
			passage(p.Query, title, f.fields[id])})
	}
	return list, f.next, nil
}

// FindTerminals finds terminals of customers that the acting person may see, the newest first; those whose
// identifier it is, before all others. It needs customer.read.
func (s *Service) FindTerminals(ctx context.Context, p index.Page) ([]FoundTerminal, string, error) {
	f, err := s.find(ctx, "terminal", "terminal JOIN customer ON customer.id = terminal.customer_id WHERE terminal.id = doc.object_id", p, terminalsOf)
	if err != nil {
		return nil, "", err
	}
	terminals, err := byID[Terminal](ctx, s.db, f.ids)
	if err != nil {
		return nil, "", err
	}
	var owners []string
	for _, t := range terminals {
		owners = append(owners, t.CustomerID)
	}
	names, err := s.Names(ctx, owners)
	if err != nil {
		return nil, "", err
	}
	var list []FoundTerminal
	for _, id := range f.ids {
		t := terminals[id]
		if t == nil {
			continue
		}
		title := t.title()
		list = append(list, FoundTerminal{id, t.CustomerID, names[t.CustomerID], index.Marked(p.Query, title), t.Product, t.Model, passage(p.Query, title, f.fields[id])})
	}
	return list, f.next, nil
}

func (t *Terminal) title() token.Field {
	for _, f := range t.identifiers() {
		if f.Text != "" {
			return f.Field
		}
	}
	return token.Field{}
}

// exact finds whose number or identifier the words are.
func (s *Service) exact(ctx context.Context, actor *org.Actor, words string) ([]identifier, error) {
	value := normal(words)
	if len(value) < 3 {
		return nil, nil
	}
	found, err := s.identifiers(ctx, actor, "value = ?", value)
	if err != nil {
		return nil, err
	}
	c := Customer{}
	err = Visible(s.db.Read(ctx).NewSelect().Model(&c), actor).Where("customer.number = ?", value).Scan(ctx)
	if err == nil {
		found = append(found, identifier{CustomerID: c.ID})
	} else if !store.None(err) {
		return nil, err
	}
	return found, nil
}

func customersOf(found []identifier) []string {
	var ids []string
	for _, f := range found {
		if !slices.Contains(ids, f.CustomerID) {
			ids = append(ids, f.CustomerID)
		}
	}
	return ids
}

func terminalsOf(found []identifier) []string {
	var ids []string
	for _, f := range found {
		if f.TerminalID != "" && !slices.Contains(ids, f.TerminalID) {
			ids = append(ids, f.TerminalID)
		}
	}
	return ids
}
