package customer

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Visible narrows a query over customers to those that the acting person may see: his units', and for
// everybody those on whose tickets his unit works.
func Visible(q *bun.SelectQuery, actor *org.Actor) *bun.SelectQuery {
	if where, args := seen(actor); where != "" {
		return q.Where(where, args...)
	}
	return q
}

// seen is the condition of Visible; empty for who may see all.
func seen(actor *org.Actor) (where string, args []any) {
	reach := actor.Covers(org.CustomerRead)
	if reach.All {
		return "", nil
	}
	units := bun.List(reach.Units)
	return "(customer.unit_id IN (?) OR EXISTS (SELECT 1 FROM ticket t WHERE t.customer_id = customer.id AND " +
		"(t.owner_unit_id IN (?) OR EXISTS (SELECT 1 FROM handoff h WHERE h.ticket_id = t.id AND h.unit_id IN (?)))))", []any{units, units, units}
}

// Narrow narrows a query that has customers in it to those whom the acting person may see; it needs customer.read.
func Narrow(ctx context.Context, q *bun.SelectQuery) (*bun.SelectQuery, error) {
	actor, err := org.Need(ctx, org.CustomerRead)
	if err != nil {
		return nil, err
	}
	return Visible(q, actor), nil
}

// Seen gives a customer whom the acting person may see; the program sees all. It needs customer.read; NotFound hides
// those of others.
func (s *Service) Seen(ctx context.Context, id string) (*Customer, error) {
	actor, err := org.NeedOrProgram(ctx, org.CustomerRead)
	if err != nil {
		return nil, err
	}
	if !store.IsID(id) {
		return nil, errNone()
	}
	c := &Customer{}
	q := s.db.Read(ctx).NewSelect().Model(c).Where("customer.id = ?", id)
	if actor != nil {
		q = Visible(q, actor)
	}
	if err := q.Scan(ctx); store.None(err) {
		return nil, errNone()
	} else if err != nil {
		return nil, err
	}
	return c, nil
}

// Get gives what is known of a customer. It needs customer.read; NotFound hides those of others.
func (s *Service) Get(ctx context.Context, id string) (*Details, error) {
	actor, err := org.Need(ctx, org.CustomerRead)
	if err != nil {
		return nil, err
	}
	d := &Details{}
	db := s.db.Read(ctx)
	err = Visible(db.NewSelect().Model(&d.Customer), actor).Where("customer.id = ?", id).Scan(ctx)
	if store.None(err) {
		return nil, errNone()
	}
	if err != nil {
		return nil, err
	}
	for model, order := range map[any]string{&d.Contacts: "main DESC, name, id", &d.Sites: "name, id", &d.Terminals: "product, number, id", &d.Subscriptions: "starts_on DESC, id", &d.Contracts: "starts_on DESC, id"} {
		if err := db.NewSelect().Model(model).Where("customer_id = ?", id).OrderExpr(order).Limit(partsMost).Scan(ctx); err != nil {
			return nil, err
		}
	}
	if err := s.count(ctx, d); err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, site := range d.Sites {
		names[site.ID] = site.Name
	}
	for i := range d.Terminals {
		d.Terminals[i].SiteName = names[d.Terminals[i].SiteID]
	}
	return d, nil
}

// partsMost is how many of each part the details of a customer have; lists have all.
const partsMost = 200

// count says how many parts there are. It asks only where there may be more than were read.
func (s *Service) count(ctx context.Context, d *Details) error {
	d.Counts = Counts{Contacts: len(d.Contacts), Sites: len(d.Sites), Terminals: len(d.Terminals), Subscriptions: len(d.Subscriptions), Contracts: len(d.Contracts)}
	for _, t := range d.Terminals {
		if t.State == "active" {
			d.Counts.Active++
		}
	}
	for _, b := range d.Subscriptions {
		if strings.HasPrefix(b.State, "suspended") {
			d.Counts.Suspended++
		}
	}
	if max(len(d.Contacts), len(d.Sites), len(d.Terminals), len(d.Subscriptions), len(d.Contracts)) < partsMost {
		return nil
	}
	of := func(table, more, as string) string {
		return "(SELECT COUNT(*) FROM " + table + " WHERE customer_id = customer.id" + more + ") AS " + as
	}
	return s.db.Read(ctx).NewSelect().Model((*Customer)(nil)).Where("customer.id = ?", d.ID).
		ColumnExpr(of("contact", "", "contacts")).ColumnExpr(of("site", "", "sites")).ColumnExpr(of("terminal", "", "terminals")).
		ColumnExpr(of("terminal", " AND state = 'active'", "active")).ColumnExpr(of("subscription", "", "subscriptions")).
		ColumnExpr(of("subscription", " AND state LIKE 'suspended%'", "suspended")).ColumnExpr(of("contract", "", "contracts")).Scan(ctx, &d.Counts)
}

// byID reads rows by their identifiers; empty ones are passed over.
func byID[T interface{ id() string }](ctx context.Context, db *store.DB, ids []string) (map[string]*T, error) {
	found := map[string]*T{}
	wanted := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return id == "" })
	if len(wanted) == 0 {
		return found, nil
	}
	var list []T
	if err := db.Prepared(ctx, db.Read(ctx).NewSelect().Model(&list).Where("id IN (?)", bun.List(wanted))).Scan(ctx); err != nil {
		return nil, err
	}
	for i := range list {
		found[list[i].id()] = &list[i]
	}
	return found, nil
}

func (c Customer) id() string { return c.ID }

// Place is what a ticket needs to know of a customer and one of his terminals or sites.
type Place struct {
	Customer *Customer
	Contact  *Contact
	Terminal *Terminal
	Site     *Site
}

// Place reads the named parts, each empty or existing; a part that is not there, or that belongs to
// another customer, is an Invalid error naming its field. The customer follows from the terminal, and so
// does the site. The caller answers for the permission.
func (s *Service) Place(ctx context.Context, customerID, contactID, terminalID, siteID string) (*Place, error) {
	row, err := s.placeRow(ctx, customerID, contactID, terminalID, siteID)
	if err != nil {
		return nil, err
	}
	p := &Place{Customer: found(row.Customer), Contact: found(row.Contact), Terminal: found(row.Terminal), Site: found(row.Site)}
	switch {
	case terminalID != "" && p.Terminal == nil:
		return nil, notChosen("terminalId")
	case customerID != "" && p.Customer == nil:
		return nil, notChosen("customerId")
	case contactID != "" && p.Contact == nil:
		return nil, notChosen("contactId")
	case siteID != "" && p.Site == nil:
		return nil, notChosen("siteId")
	case p.Customer != nil && p.Customer.MergedInto != "" && customerID != "":
		return nil, fault.Bad("customerId", "这位客户已并入另一位客户，请改选那一位。", "This customer was merged into another. Choose that one.")
	case p.Terminal != nil && p.Terminal.CustomerID != row.Customer.ID:
		return nil, fault.Bad("terminalId", "这台终端不属于所选客户。", "This terminal does not belong to the chosen customer.")
	case p.Contact != nil && p.Contact.CustomerID != row.Customer.ID:
		return nil, fault.Bad("contactId", "这位联系人不属于所选客户。", "This contact does not belong to the chosen customer.")
	case p.Site != nil && p.Site.CustomerID != row.Customer.ID:
		return nil, fault.Bad("siteId", "这个站点不属于所选客户。", "This site does not belong to the chosen customer.")
	}
	return p, nil
}

// placeRow is a place as one query reads it; what is not there has no identifier.
type placeRow struct {
	Customer Customer `bun:"embed:customer__"`
	Contact  Contact  `bun:"embed:contact__"`
	Terminal Terminal `bun:"embed:terminal__"`
	Site     Site     `bun:"embed:site__"`
}

// placeRow reads the four parts at once: every ticket that is filed or opened asks for them.
func (s *Service) placeRow(ctx context.Context, customerID, contactID, terminalID, siteID string) (row placeRow, err error) {
	for _, id := range []struct{ field, id string }{{"terminalId", terminalID}, {"customerId", customerID}, {"contactId", contactID}, {"siteId", siteID}} {
		if id.id != "" && !store.IsID(id.id) {
			return row, notChosen(id.field)
		}
	}
	if customerID+contactID+terminalID+siteID == "" {
		return row, nil
	}
	given := func(id string) any { return bun.NullZero(id) }
	q := s.db.Read(ctx).NewSelect().TableExpr("(SELECT 1) AS one").
		ColumnExpr(s.db.Columns((*Customer)(nil), "customer")).ColumnExpr(s.db.Columns((*Contact)(nil), "contact")).
		ColumnExpr(s.db.Columns((*Terminal)(nil), "terminal")).ColumnExpr(s.db.Columns((*Site)(nil), "site")).
		Join("LEFT JOIN terminal ON terminal.id = ?", given(terminalID)).
		Join("LEFT JOIN customer ON customer.id = COALESCE(?, terminal.customer_id)", given(customerID)).
		Join("LEFT JOIN contact ON contact.id = ?", given(contactID)).
		Join("LEFT JOIN site ON site.id = COALESCE(?, terminal.site_id)", given(siteID))
	err = s.db.Prepared(ctx, q).Scan(ctx, &row)
	return row, err
}

// found gives a row that has an identifier, else nil.
func found[T interface{ id() string }](row T) *T {
	if row.id() == "" {
		return nil
	}
	return &row
}

// Choose is Place for the acting person: a customer whom he may not see counts as not there. The program
// may choose any.
func (s *Service) Choose(ctx context.Context, customerID, contactID, terminalID, siteID string) (*Place, error) {
	p, err := s.Place(ctx, customerID, contactID, terminalID, siteID)
	actor := org.From(ctx)
	if err != nil || actor == nil || p.Customer == nil {
		return p, err
	}
	if reach := actor.Reach(org.CustomerRead); reach.Covers(p.Customer.UnitID) {
		return p, nil
	}
	q := s.db.Read(ctx).NewSelect().Model((*Customer)(nil)).Where("customer.id = ?", p.Customer.ID)
	if seen, err := Visible(q, actor).Exists(ctx); err != nil || seen {
		return p, err
	}
	if customerID == "" {
		return nil, notChosen("terminalId")
	}
	return nil, notChosen("customerId")
}

var chosen = map[string][2]string{"customerId": {"客户", "customer"}, "contactId": {"联系人", "contact"},
	"terminalId": {"终端", "terminal"}, "siteId": {"站点", "site"}}

func notChosen(field string) error {
	return fault.Bad(field, "没有找到所选的%[1]s。", "The chosen %[2]s was not found.", chosen[field][0], chosen[field][1])
}

func one[T any](ctx context.Context, db *store.DB, field, id string) (*T, error) {
	if id == "" {
		return nil, nil
	}
	row, err := new(T), notChosen(field)
	if !store.IsID(id) {
		return nil, err
	}
	if scanned := db.Read(ctx).NewSelect().Model(row).Where("id = ?", id).Scan(ctx); store.None(scanned) {
		return nil, err
	} else if scanned != nil {
		return nil, scanned
	}
	return row, nil
}

// Contacts gives a customer's contacts, the main one first. The caller answers for the permission.
func (s *Service) Contacts(ctx context.Context, customerID string) ([]Contact, error) {
	list := []Contact{}
	err := s.db.Read(ctx).NewSelect().Model(&list).Where("customer_id = ?", customerID).OrderExpr("main DESC, name, id").Scan(ctx)
	return list, err
}

// Match finds who reports by what he says of himself: his phone and his terminal's number. A part stays
// empty unless exactly one customer fits. It shows nothing to anyone and needs no permission.
func (s *Service) Match(ctx context.Context, phone, terminal string) (*Place, error) {
	p := &Place{}
	device, err := s.only(ctx, terminal, "number", "sim", "imei", "serial")
	if err != nil {
		return nil, err
	}
	person, err := s.only(ctx, phone, "contact", "number")
	if err != nil {
		return nil, err
	}
	if device == nil && person != nil && person.TerminalID != "" {
		device = person
	}
	switch {
	case device != nil:
		if p, err = s.Place(ctx, device.CustomerID, "", device.TerminalID, ""); err != nil {
			return nil, err
		}
	case person != nil:
		if p, err = s.Place(ctx, person.CustomerID, "", "", ""); err != nil {
			return nil, err
		}
	}
	if person != nil && person.ContactID != "" && p.Customer != nil && p.Customer.ID == person.CustomerID {
		p.Contact, err = one[Contact](ctx, s.db, "contactId", person.ContactID)
	}
	return p, err
}

// only gives the identifier of a value when all that have it belong to one customer.
func (s *Service) only(ctx context.Context, value string, kinds ...string) (*identifier, error) {
	if value = normal(value); value == "" {
		return nil, nil
	}
	var found []identifier
	err := s.db.Read(ctx).NewSelect().Model(&found).Where("value = ? AND kind IN (?)", value, bun.List(kinds)).OrderExpr("kind").Limit(10).Scan(ctx)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	for _, f := range found {
		if f.CustomerID != found[0].CustomerID {
			return nil, nil
		}
	}
	return &found[0], nil
}

// Names gives customers' names by their identifiers. The caller answers for the permission.
func (s *Service) Names(ctx context.Context, ids []string) (map[string]string, error) {
	found, err := byID[Customer](ctx, s.db, ids)
	names := make(map[string]string, len(found))
	for id, c := range found {
		names[id] = c.Name
	}
	return names, err
}

// nextNumber gives a customer number that nobody has.
func nextNumber(ctx context.Context, tx bun.Tx) (string, error) {
	for {
		var last int64
		if err := tx.NewRaw("UPDATE customer_number SET last = last + 1 RETURNING last").Scan(ctx, &last); err != nil {
			return "", err
		}
		number := fmt.Sprintf("KH%06d", last)
		taken, err := tx.NewSelect().Model((*Customer)(nil)).Where("number = ?", number).Exists(ctx)
		if err != nil || !taken {
			return number, err
		}
	}
}
