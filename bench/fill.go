package bench

import (
	"context"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/google/uuid"
)

// Filling is how the filling went.
type Filling struct {
	Customers int           `json:"customers"`
	Tickets   int           `json:"tickets"`
	Rows      int           `json:"rows"`
	Took      time.Duration `json:"tookNs"`
	First     float64       `json:"firstTenthPerSecond"`
	Last      float64       `json:"lastTenthPerSecond"`
}

const (
	spread  = 3 * 365 * 24 * time.Hour // over which the tickets are filed
	recent  = 3 * 24 * time.Hour       // the days that are left to the demo
	atOnce  = 500                      // tickets or customers in a transaction
	numbers = 100000                   // the first of a copy; the program itself begins each day at 1
)

// ticketTables are what belongs to a ticket, in the order in which the rows refer to each other.
var ticketTables = []string{"ticket", "handoff", "ticket_link", "ticket_reach", "promise", "event", "stay", "move"}

// customerTables are what belongs to a customer.
var customerTables = []string{"customer", "contact", "site", "terminal", "subscription", "identifier"}

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
		_, err = b.one.ExecContext(ctx, "ANALYZE")
	}
	return done, err
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

// sibling is the identifier of the n-th copy of a customer's row: the same but for its last 32 bits, so
// that it need not be remembered. The 0th is the row itself.
func sibling(id string, n int) string {
	if n == 0 {
		return id
	}
	u := uuid.MustParse(id)
	binary.BigEndian.PutUint32(u[12:], binary.BigEndian.Uint32(u[12:])^uint32(n))
	return u.String()
}

func (f *filler) customers(ctx context.Context, have, more int, progress Progress) error {
	if more == 0 {
		return nil
	}
	patterns, err := f.patterns(ctx, customerTables, "customer_id", "number < 'KH9'")
	if err != nil {
		return err
	}
	for done := 0; done < more; {
		batch := map[string]*table{}
		for range min(atOnce, more-done) {
			n := have + done
			f.copyCustomer(batch, &patterns[n%len(patterns)], n/len(patterns), n)
			done++
		}
		if err := f.write(ctx, customerTables, batch); err != nil {
			return err
		}
		progress("customers", done, more)
	}
	return nil
}

// copyCustomer adds the n-th copy of a customer to a batch.
func (f *filler) copyCustomer(batch map[string]*table, p *pattern, n, serial int) {
	for _, t := range p.tables {
		number, value := t.column("number"), t.column("value")
		f.add(batch, t, func(row []any) {
			for i, v := range row {
				if id, ok := v.(string); ok && t.roles[i] == identifier && t.columns[i] != "unit_id" {
					row[i] = sibling(id, n)
				}
			}
			switch {
			case t.name == "customer":
				row[number] = fmt.Sprintf("KH9%08d", serial)
			case t.name == "terminal":
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
func (f *filler) add(batch map[string]*table, t *table, change func(row []any)) {
	into := batch[t.name]
	if into == nil {
		into = &table{name: t.name, columns: t.columns, roles: t.roles}
		batch[t.name] = into
	}
	for _, row := range t.rows {
		made := append([]any(nil), row...)
		change(made)
		into.rows = append(into.rows, made)
	}
}

func (f *filler) write(ctx context.Context, order []string, batch map[string]*table) error {
	tx, err := f.b.one.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	for _, name := range order {
		if t := batch[name]; t != nil {
			if err := f.b.insert(ctx, tx, t, t.rows); err != nil {
				return err
			}
			f.rows += len(t.rows)
		}
	}
	return tx.Commit()
}
