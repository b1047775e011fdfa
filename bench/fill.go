package bench

import (
	"context"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/xingfu/xingfu/internal/platform/store"
)

// Filling is how the filling went.
type Filling struct {
	Customers int           `json:"customers"`
	Tickets   int           `json:"tickets"`
	Rows      int           `json:"rows"`
	Took      time.Duration `json:"tookNs"`
	First     float64       `json:"firstTenthPerSecond"`
	Last      float64       `json:"lastTenthPerSecond"`
	Indexed   time.Duration `json:"indexedNs"`
}

const (
	spread  = 3 * 365 * 24 * time.Hour // over which the tickets are filed
	recent  = 3 * 24 * time.Hour       // the days that are left to the demo
	numbers = 100000                   // the first of a copy; the program itself begins each day at 1
)

// atOnce is how many of so many are written in a transaction: few enough to tell the first tenth from the last.
func atOnce(all int) int { return min(2000, max(1, all/20)) }

// ticketTables are what belongs to a ticket, in the order in which the rows refer to each other.
var ticketTables = []string{"ticket", "handoff", "ticket_link", "ticket_reach", "ticket_tag", "promise", "event", "stay", "move"}

// customerTables are what belongs to a customer.
var customerTables = []string{"customer", "contact", "site", "terminal", "subscription", "contract", "site_fact", "identifier"}

// filler multiplies what the demo has: new tickets are tickets of the demo that have ended, at another
// time, of another customer, so that every row is one that the program itself writes.
type filler struct {
	b      *bare
	random *rand.Rand
	rows   int
}

// pattern is one ticket or customer with all its rows, a table each.
type pattern struct {
	tables []*table
	ids    []string // its own, to be made anew
	at     time.Time
}

func fill(ctx context.Context, b *bare, size Size, progress Progress) (*Filling, error) {
	tickets, customers, err := counts(ctx, b)
	if err != nil {
		return nil, err
	}
	f := &filler{b: b, random: rand.New(rand.NewPCG(seed, seed))}
	start := time.Now()
	done := &Filling{Customers: max(0, size.Customers-customers), Tickets: max(0, size.Tickets-tickets)}
	if err := f.customers(ctx, customers, done.Customers, progress); err != nil {
		return nil, err
	}
	if err := f.tickets(ctx, done, max(customers, size.Customers), progress); err != nil {
		return nil, err
	}
	done.Rows, done.Took = f.rows, time.Since(start)
	if done.Rows > 0 {
		err = b.analyze(ctx)
	}
	return done, err
}

// analyze counts what was filled for the planner, as PostgreSQL does by itself in a while. SQLite is left without
// statistics, as it is where nobody asks for them; with those of documents yet to come it would go through all of
// them at each change.
func (b *bare) analyze(ctx context.Context) error {
	if b.engine != store.Postgres {
		return nil
	}
	_, err := b.one.ExecContext(ctx, "ANALYZE")
	return err
}

func counts(ctx context.Context, b *bare) (tickets, customers int, err error) {
	err = b.db.QueryRowContext(ctx, "SELECT (SELECT COUNT(*) FROM ticket), (SELECT COUNT(*) FROM customer)").Scan(&tickets, &customers)
	return tickets, customers, err
}

// patterns reads the demo's tickets or customers with their rows. The condition chooses among them.
func (f *filler) patterns(ctx context.Context, names []string, key, condition string) ([]pattern, error) {
	heads, err := f.b.read(ctx, names[0], "SELECT * FROM "+names[0]+" WHERE "+condition+" ORDER BY id")
	if err != nil {
		return nil, err
	}
	list := make([]pattern, len(heads.rows))
	byID := map[any]*pattern{}
	for i, row := range heads.rows {
		list[i].tables = append(list[i].tables, &table{heads.name, heads.columns, heads.roles, [][]any{row}})
		list[i].at, _ = row[heads.column("created_at")].(time.Time)
		byID[row[heads.column("id")]] = &list[i]
	}
	for _, name := range names[1:] {
		all, err := f.b.read(ctx, name, "SELECT * FROM "+name+" WHERE "+key+" IN (SELECT id FROM "+names[0]+" WHERE "+condition+")")
		if err != nil {
			return nil, err
		}
		parts := map[*pattern]*table{}
		for _, row := range all.rows {
			p := byID[row[all.column(key)]]
			if parts[p] == nil {
				parts[p] = &table{name: name, columns: all.columns, roles: all.roles}
				p.tables = append(p.tables, parts[p])
			}
			parts[p].rows = append(parts[p].rows, row)
		}
	}
	for i := range list {
		list[i].collect()
	}
	return list, nil
}

// collect remembers the identifiers that are the pattern's own.
func (p *pattern) collect() {
	for _, t := range p.tables {
		if at := t.column("id"); at >= 0 {
			for _, row := range t.rows {
				p.ids = append(p.ids, row[at].(string))
			}
		}
	}
}

// sibling is the identifier of the n-th copy of a customer's row: made some hours before, and else the same but for
// its last 32 bits, so that it need not be remembered. The 0th is the row itself.
func sibling(id string, n int) string {
	if n == 0 {
		return id
	}
	u := uuid.MustParse(id)
	made := binary.BigEndian.Uint64(u[:8]) - uint64(n*hoursBetween*3_600_000)<<16
	binary.BigEndian.PutUint64(u[:8], made)
	binary.BigEndian.PutUint32(u[12:], binary.BigEndian.Uint32(u[12:])^uint32(n))
	return u.String()
}

// hoursBetween lie between a customer and his next copy: 7,500 copies are eight years.
const hoursBetween = 9

func (f *filler) customers(ctx context.Context, have, more int, progress Progress) error {
	if more == 0 {
		return nil
	}
	patterns, err := f.patterns(ctx, customerTables, "customer_id", "number < 'KH9'")
	if err != nil {
		return err
	}
	made, written := 0, 0
	next := func() batch {
		if made == more {
			return nil
		}
		b := batch{}
		for range min(atOnce(more), more-made) {
			n := have + made
			f.copyCustomer(b, &patterns[n%len(patterns)], n/len(patterns), n)
			made++
		}
		return b
	}
	return f.write(ctx, customerTables, next, func(b batch) {
		written += len(b["customer"].rows)
		progress("customers", written, more)
	})
}

// others are columns that name whom a copy has in common with its pattern: units and staff.
var others = []string{"unit_id", "manager_id", "by_id"}

// copyCustomer adds the n-th copy of a customer to a batch.
func (f *filler) copyCustomer(into batch, p *pattern, n, serial int) {
	for _, t := range p.tables {
		number, value := t.column("number"), t.column("value")
		f.add(into, t, func(row []any) {
			for i, v := range row {
				if id, ok := v.(string); ok && t.roles[i] == identifier && !slices.Contains(others, t.columns[i]) {
					row[i] = sibling(id, n)
				}
			}
			switch {
			case t.name == "customer":
				row[number] = fmt.Sprintf("KH9%08d", serial)
			case t.name == "terminal" || t.name == "contract":
				row[number] = another(row[number], serial)
			case t.name == "identifier":
				row[value] = another(row[value], serial)
			}
		})
	}
}

// another is a number like one that there is already.
func another(v any, serial int) any {
	s, _ := v.(string)
	if s == "" {
		return v
	}
	tail := fmt.Sprintf("%08d", serial)
	return s[:max(0, len(s)-len(tail))] + tail
}

// add puts copies of a table's rows into a batch.
func (f *filler) add(into batch, t *table, change func(row []any)) {
	rows := into[t.name]
	if rows == nil {
		rows = &table{name: t.name, columns: t.columns, roles: t.roles}
		into[t.name] = rows
	}
	for _, row := range t.rows {
		made := append([]any(nil), row...)
		change(made)
		rows.rows = append(rows.rows, made)
	}
}

// batch is rows to be written together, by table.
type batch map[string]*table

// write makes batches and writes them, the next being made while one is written. made gives each batch, and nil
// when there are no more.
func (f *filler) write(ctx context.Context, order []string, made func() batch, written func(batch)) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ready := make(chan batch)
	go func() {
		defer close(ready)
		for b := made(); b != nil; b = made() {
			select {
			case ready <- b:
			case <-ctx.Done():
				return
			}
		}
	}()
	for b := range ready {
		var tables []*table
		for _, name := range order {
			if t := b[name]; t != nil {
				tables = append(tables, t)
				f.rows += len(t.rows)
			}
		}
		if err := f.b.load(ctx, tables); err != nil {
			return err
		}
		written(b)
	}
	return ctx.Err()
}
