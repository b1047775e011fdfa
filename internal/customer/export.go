package customer

import (
	"context"
	"io"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/personal"
	"github.com/xingfu/xingfu/internal/platform/sheet"
)

const (
	// exportMost is how many customers a person exports at once; the program has no limit but that of the format.
	exportMost = 100_000
	exportPage = 500
)

// Export is a list of customers that can be written as a table which Import reads again.
type Export struct {
	s     *Service
	f     Filter
	first []Customer
	next  string
}

func (e *Export) list(ctx context.Context, cursor string) ([]Customer, string, error) {
	return e.s.List(ctx, e.f, Paging{exportPage, cursor})
}

// Export prepares the customers of a list with all their parts. It needs customer.read, and is noted in the audit log.
// How to reach people is masked for whom it is masked elsewhere. A list that is too long is Invalid.
func (s *Service) Export(ctx context.Context, f Filter) (*Export, error) {
	e := &Export{s: s, f: f}
	var err error
	if e.first, e.next, err = e.list(ctx, ""); err != nil {
		return nil, err
	}
	if err := s.checkLength(ctx, e); err != nil {
		return nil, err
	}
	list := url.Values{}
	for name, value := range map[string]string{"q": f.Q, "tier": f.Tier, "kind": f.Kind, "unit": f.Unit, "manager": f.Manager} {
		if value != "" {
			list.Set(name, value)
		}
	}
	return e, s.db.Write(ctx, func(ctx context.Context, _ bun.Tx) error {
		return s.audit.Write(ctx, org.Who(ctx), "customers.exported", "customers", "", map[string]any{"list": list.Encode(), "masked": !personal.Clear(ctx)})
	})
}

// checkLength refuses a list that is too long: it looks whether there is a customer after as many as are allowed.
func (s *Service) checkLength(ctx context.Context, e *Export) error {
	if e.next == "" {
		return nil
	}
	actor, err := org.Need(ctx, org.CustomerRead)
	if err != nil || e.f.Q != "" {
		return err // what is looked for is counted as it is written
	}
	where, args, err := e.f.where(ctx, s.org)
	if err != nil {
		return err
	}
	q := Visible(s.db.Read(ctx).NewSelect().Model((*Customer)(nil)).Column("customer.id"), actor).Where("customer.merged_into IS NULL").OrderExpr("name, id").Offset(exportMost).Limit(1)
	if where != "" {
		q = q.Where(where, args...)
	}
	more, err := q.Exists(ctx)
	if err == nil && more {
		return fault.Bad("limit", "一次最多导出 %d 位客户，请先缩小范围。", "An export has %d customers at the most. Please narrow the list first.", exportMost)
	}
	return err
}

// Write writes the table: a row a customer, and further rows for further parts.
func (e *Export) Write(ctx context.Context, to io.Writer, format sheet.Format) error {
	in := lang.Of(ctx)
	header := make([]string, len(Columns))
	for i, c := range Columns {
		header[i] = c.Name.In(in)
	}
	t, err := sheet.New(to, format, lang.T("客户", "Customers").In(in), now.China, header)
	if err != nil {
		return err
	}
	tree, err := e.s.org.Tree(ctx)
	if err != nil {
		return err
	}
	for page, next := e.first, e.next; ; {
		if err := e.page(ctx, t, page, tree, in); err != nil {
			return err
		}
		if next == "" {
			return t.Close()
		}
		if page, next, err = e.list(ctx, next); err != nil {
			return err
		}
	}
}

// parts are the parts of several customers, by customer.
type parts struct {
	contacts      map[string][]Contact
	sites         map[string][]Site
	terminals     map[string][]Terminal
	subscriptions map[string][]Subscription
	contracts     map[string][]Contract
}

func (e *Export) page(ctx context.Context, t *sheet.Table, page []Customer, tree *org.Tree, in lang.Code) error {
	ids := make([]string, len(page))
	var managers []string
	for i, c := range page {
		ids[i] = c.ID
		if c.ManagerID != "" {
			managers = append(managers, c.ManagerID)
		}
	}
	logins, err := e.s.org.Logins(ctx, managers)
	if err != nil {
		return err
	}
	var p parts
	if err := e.s.readParts(ctx, ids, &p); err != nil {
		return err
	}
	personal.Conceal(ctx, &page)
	personal.Conceal(ctx, &p.contacts)
	for i := range page {
		c := &page[i]
		names := map[string]string{"unitId": tree.Name(c.UnitID), "managerId": logins[c.ManagerID], "tier": c.BaseTier}
		for _, row := range p.rows(c) {
			if err := t.Row(row.cells(names, in)...); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Service) readParts(ctx context.Context, ids []string, p *parts) (err error) {
	if p.contacts, err = byCustomer[Contact](ctx, s, ids, "main DESC, name, phone, id"); err != nil {
		return err
	}
	if p.sites, err = byCustomer[Site](ctx, s, ids, "name, id"); err != nil {
		return err
	}
	if p.terminals, err = byCustomer[Terminal](ctx, s, ids, "product, number, serial, id"); err != nil {
		return err
	}
	if p.subscriptions, err = byCustomer[Subscription](ctx, s, ids, "starts_on, plan, id"); err != nil {
		return err
	}
	p.contracts, err = byCustomer[Contract](ctx, s, ids, "number")
	return err
}

func byCustomer[T any, P record[T]](ctx context.Context, s *Service, ids []string, order string) (map[string][]T, error) {
	found := map[string][]T{}
	if len(ids) == 0 {
		return found, nil
	}
	var list []T
	err := s.db.Read(ctx).NewSelect().Model(&list).Where("customer_id IN (?)", bun.List(ids)).OrderExpr(order).Scan(ctx)
	for i := range list {
		id := P(&list[i]).part().CustomerID
		found[id] = append(found[id], list[i])
	}
	return found, err
}

// exportRow is a customer with one of each of his parts, by the part of a column's code; nil where there is none.
type exportRow map[string]any

// rows puts what a customer has into rows: a terminal beside its site and its subscription, the rest where there is room.
func (p *parts) rows(c *Customer) []exportRow {
	var rows []exportRow
	put := func(at int, part string, value any) {
		for len(rows) <= at {
			rows = append(rows, exportRow{"": c})
		}
		rows[at][part] = value
	}
	put(0, "", c)
	sites, subscriptions := p.sites[c.ID], p.subscriptions[c.ID]
	told := map[string]bool{}
	for i := range p.terminals[c.ID] {
		terminal := &p.terminals[c.ID][i]
		row := len(rows)
		if i == 0 {
			row = 0
		}
		put(row, "terminal", terminal)
		if at := slices.IndexFunc(sites, func(s Site) bool { return s.ID == terminal.SiteID }); at >= 0 {
			told[terminal.SiteID] = true
			put(row, "site", &sites[at])
		}
		for j := range subscriptions {
			if subscriptions[j].TerminalID != terminal.ID {
				continue
			}
			if rows[row]["subscription"] != nil { // a further one on the same terminal
				row = len(rows)
				put(row, "terminal", terminal)
			}
			put(row, "subscription", &subscriptions[j])
		}
	}
	spread := func(part string, n int, value func(int) any) {
		at := 0
		for i := range n {
			for at < len(rows) && rows[at].has(part) {
				at++
			}
			put(at, part, value(i))
		}
	}
	spread("contact", len(p.contacts[c.ID]), func(i int) any { return &p.contacts[c.ID][i] })
	spread("contract", len(p.contracts[c.ID]), func(i int) any { return &p.contracts[c.ID][i] })
	for i := range sites {
		if !told[sites[i].ID] {
			spread("site", 1, func(int) any { return &sites[i] })
		}
	}
	for i := range subscriptions {
		if subscriptions[i].TerminalID == "" {
			spread("subscription", 1, func(int) any { return &subscriptions[i] })
		}
	}
	return rows
}

// has tells whether a part has no room in a row any more: a site or subscription beside a terminal would be taken for
// the terminal's.
func (r exportRow) has(part string) bool {
	if r[part] != nil {
		return true
	}
	return (part == "site" || part == "subscription") && r["terminal"] != nil
}

// cells give a row by the columns; names has those of what is kept by an identifier.
func (r exportRow) cells(names map[string]string, in lang.Code) []any {
	cells := make([]any, len(Columns))
	for i := range Columns {
		cells[i] = r.cell(&Columns[i], names, in)
	}
	return cells
}

func (r exportRow) cell(c *Column, names map[string]string, in lang.Code) any {
	part, field, nested := strings.Cut(c.Code, ".")
	if !nested {
		part, field = "", c.Code
	}
	of := r[part]
	if of == nil {
		return ""
	}
	value, renamed := names[c.Code]
	if renamed && c.codes == nil {
		return value
	}
	if !renamed {
		switch v := fieldOf(of, field).(type) {
		case string:
			value = v
		case bool:
			return yesNo(v, in)
		case *float64:
			if v == nil {
				return ""
			}
			return *v
		case time.Time:
			return v
		default:
			return v
		}
	}
	return c.codes.named(value, in)
}

func yesNo(v bool, in lang.Code) string {
	if v {
		return lang.T("是", "yes").In(in)
	}
	return lang.T("否", "no").In(in)
}

// named gives what a code is called; a code without a name, and a text where there are no codes, stay as they are.
func (w words) named(code string, in lang.Code) string {
	for _, one := range w {
		if one.code == code {
			return one.name.In(in)
		}
	}
	return code
}

// fieldOf gives the field of a struct that JSON calls so.
func fieldOf(of any, name string) any {
	v := reflect.ValueOf(of).Elem()
	for i := range v.NumField() {
		if tag, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ","); tag == name {
			return v.Field(i).Interface()
		}
	}
	return ""
}
