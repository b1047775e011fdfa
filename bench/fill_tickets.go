package bench

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// tickets copies tickets of the demo that have ended, oldest first, each to a customer of its own.
func (f *filler) tickets(ctx context.Context, done *Filling, customers int, progress Progress) error {
	if done.Tickets == 0 {
		return nil
	}
	patterns, err := f.mixed(ctx)
	if err != nil {
		return err
	}
	have, demoCustomers, err := f.before(ctx)
	if err != nil {
		return err
	}
	end := time.Now().Add(-recent)
	step := spread / time.Duration(done.Tickets)
	marks := []time.Time{time.Now()}
	made, written := 0, 0
	next := func() batch {
		if made == done.Tickets {
			return nil
		}
		b := batch{}
		for range min(atOnce(done.Tickets), done.Tickets-made) {
			p := patterns.any(f.random)
			at := end.Add(-spread + time.Duration(made)*step)
			f.copyTicket(ctx, b, p, at, f.random.IntN(max(1, customers/demoCustomers)), have+made)
			made++
		}
		return b
	}
	err = f.write(ctx, ticketTables, next, func(b batch) {
		written += len(b["ticket"].rows)
		for len(marks) <= 10*written/done.Tickets {
			marks = append(marks, time.Now())
		}
		progress("tickets", written, done.Tickets)
	})
	if err != nil {
		return err
	}
	tenth := float64(done.Tickets) / 10
	done.First, done.Last = tenth/marks[1].Sub(marks[0]).Seconds(), tenth/marks[10].Sub(marks[9]).Seconds()
	return nil
}

// atTheDesk is the share of matters that end at the front desk, with nothing handed to anybody: about what the
// trade reports as solved at first contact. Of the demo's tickets, which are to show the loop, it is a third.
const atTheDesk = 0.7

// mix is tickets to be copied.
type mix struct{ solved, handed []pattern }

func (f *filler) mixed(ctx context.Context) (m mix, err error) {
	all, err := f.patterns(ctx, ticketTables, "ticket_id", "status IN ('closed', 'cancelled') AND number LIKE '________-0%' AND source = 'xingfu'")
	for _, p := range all {
		if slices.ContainsFunc(p.tables, func(t *table) bool { return t.name == "handoff" }) {
			m.handed = append(m.handed, p)
		} else {
			m.solved = append(m.solved, p)
		}
	}
	if err == nil && (len(m.solved) == 0 || len(m.handed) == 0) {
		err = errors.New("the demo has no ended tickets to copy")
	}
	return m, err
}

func (m mix) any(random *rand.Rand) *pattern {
	from := m.handed
	if random.Float64() < atTheDesk {
		from = m.solved
	}
	return &from[random.IntN(len(from))]
}

// before tells how many tickets there are already, and how many customers are the demo's own.
func (f *filler) before(ctx context.Context) (tickets, customers int, err error) {
	err = f.b.db.QueryRowContext(ctx, "SELECT (SELECT COUNT(*) FROM ticket), (SELECT COUNT(*) FROM customer WHERE number < 'KH9')").Scan(&tickets, &customers)
	return tickets, customers, err
}

// theirs are the columns that name something of a customer.
var theirs = map[string]bool{"customer_id": true, "contact_id": true, "terminal_id": true, "site_id": true}

// copyTicket adds a copy of a ticket to a batch: filed at another time, by the n-th copy of its customer.
func (f *filler) copyTicket(ctx context.Context, into batch, p *pattern, at time.Time, n, serial int) {
	shift := at.Sub(p.at)
	anew := make(map[string]string, len(p.ids))
	for _, id := range p.ids {
		anew[id] = store.NewID(now.At(ctx, born(id).Add(shift)))
	}
	for _, t := range p.tables {
		f.add(into, t, func(row []any) {
			for i, v := range row {
				switch v := v.(type) {
				case string:
					if t.roles[i] != identifier {
						continue
					}
					if id, own := anew[v]; own {
						row[i] = id
					} else if theirs[t.columns[i]] {
						row[i] = sibling(v, n)
					}
				case time.Time:
					if v.Year() < 9000 { // the year 9999 stands for never
						row[i] = v.Add(shift)
					}
				}
			}
			if t.name == "ticket" {
				row[t.column("number")] = fmt.Sprintf("%s-%d", at.Format("20060102"), numbers+serial)
			}
		})
	}
}

// born is when an identifier was made: UUIDv7 begins with the milliseconds.
func born(id string) time.Time {
	sec, nsec := uuid.MustParse(id).Time().UnixTime()
	return time.Unix(sec, nsec)
}
