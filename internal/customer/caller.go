package customer

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/index"
	"github.com/xingfu/xingfu/internal/platform/index/token"
)

// callersMost is how many matches of a number are shown.
const callersMost = 20

// Callers finds who calls, by a number (the caller's phone, a terminal's number, SIM, IMEI or serial) or by words.
// Whose number it is are all there are when there are any; then come those whose number begins so, then those of whom
// the search finds a stretch of a number, a name of the customer or of a contact, or pinyin initials. It needs
// customer.read.
func (s *Service) Callers(ctx context.Context, text string) ([]Caller, error) {
	actor, err := org.Need(ctx, org.CustomerRead)
	if err != nil {
		return nil, err
	}
	value := normal(text)
	if len(value) < 3 && !isName(text) {
		return nil, fault.Bad("number", "请至少输入号码的 3 位，或名称的 2 个字。", "Please enter at least 3 digits, or 2 characters of a name.")
	}
	var found []identifier
	if len(value) >= 3 {
		found, err = s.identifiers(ctx, actor, "value = ?", value)
		if err == nil && len(found) == 0 {
			found, err = s.identifiers(ctx, actor, "value LIKE ?", value+"%")
		}
	}
	if err == nil && len(found) == 0 {
		found, err = s.searched(ctx, actor, text, value)
	}
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return s.callers(ctx, found)
}

func isName(text string) bool {
	return strings.ContainsFunc(text, unicode.IsLetter) && utf8.RuneCountInString(strings.TrimSpace(text)) >= 2
}

// searched finds callers by the documents of the search.
func (s *Service) searched(ctx context.Context, actor *org.Actor, text, value string) ([]identifier, error) {
	p := index.Page{Words: text, Query: token.Parse(text), Limit: callersMost}
	ids, _, err := s.page(ctx, "customer", withinCustomer, p, customersOf, "")
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	if len(value) >= 3 && strings.ContainsAny(value, "0123456789") {
		found, err := s.identifiers(ctx, actor, "identifier.customer_id IN (?) AND value LIKE ?", bun.List(ids), "%"+value+"%")
		if err != nil || len(found) > 0 {
			return found, err
		}
	}
	var contacts []Contact
	if err := s.db.Read(ctx).NewSelect().Model(&contacts).Where("customer_id IN (?)", bun.List(ids)).OrderExpr("main DESC, name, id").Scan(ctx); err != nil {
		return nil, err
	}
	var found []identifier
	for _, id := range ids {
		before := len(found)
		for _, c := range contacts {
			if c.CustomerID == id && strings.Contains(strings.ToLower(c.Name), strings.ToLower(strings.TrimSpace(text))) {
				found = append(found, identifier{Kind: "name", CustomerID: id, ContactID: c.ID})
			}
		}
		if len(found) == before {
			found = append(found, identifier{Kind: "name", CustomerID: id})
		}
	}
	return found[:min(len(found), callersMost)], nil
}

func (s *Service) identifiers(ctx context.Context, actor *org.Actor, where string, args ...any) ([]identifier, error) {
	var found []identifier
	q := s.db.Read(ctx).NewSelect().Model(&found).Where(where, args...).
		Join("JOIN customer ON customer.id = identifier.customer_id").OrderExpr("value").Limit(callersMost)
	err := Visible(q, actor).Scan(ctx)
	return found, err
}

func (s *Service) callers(ctx context.Context, found []identifier) ([]Caller, error) {
	var customers, contacts, terminals []string
	for _, i := range found {
		customers = append(customers, i.CustomerID)
		contacts = append(contacts, i.ContactID)
		terminals = append(terminals, i.TerminalID)
	}
	c, err := byID[Customer](ctx, s.db, customers)
	if err != nil {
		return nil, err
	}
	people, err := byID[Contact](ctx, s.db, contacts)
	if err != nil {
		return nil, err
	}
	devices, err := byID[Terminal](ctx, s.db, terminals)
	if err != nil {
		return nil, err
	}
	callers := make([]Caller, len(found))
	for i, f := range found {
		callers[i] = Caller{Customer: *c[f.CustomerID], Contact: people[f.ContactID], Terminal: devices[f.TerminalID], Matched: f.Kind}
	}
	return callers, nil
}
