package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// creating measures the filing of tickets, and the same rows as bare SQL, a commit a ticket.
func (m *measuring) creating(ctx context.Context, s *session) error {
	type known struct{ customer, terminal string }
	var whose []known
	rows, err := m.raw.db.QueryContext(ctx, "SELECT customer_id, id FROM terminal ORDER BY id LIMIT 512")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var k known
		if err := rows.Scan(&k.customer, &k.terminal); err != nil {
			return err
		}
		whose = append(whose, k)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	run := time.Now().UnixNano()
	var last atomic.Pointer[string]
	program, err := press(ctx, m.size.Clients, m.size.For, func(ctx context.Context, client, n int) error {
		of := whose[(n*m.size.Clients+client)%len(whose)]
		r := s.request(ctx, http.MethodPost, "/api/v1/tickets", map[string]string{"kind": "fault", "subject": "船载站出海后接收中断",
			"description": "出海两小时后没有信号,重启过一次,没有恢复。", "channel": "phone", "customerId": of.customer, "terminalId": of.terminal})
		r.Header.Set("Idempotency-Key", fmt.Sprintf("%d-%d-%d", run, client, n))
		body, err := s.do(ctx, r)
		if err != nil {
			return err
		}
		var made struct{ ID string }
		if err := json.Unmarshal(body, &made); err != nil {
			return err
		}
		last.Store(&made.ID)
		return nil
	})
	if err != nil {
		return fmt.Errorf("create: %w", err)
	}
	alone, err := m.creatingBare(ctx, *last.Load())
	if err != nil {
		return fmt.Errorf("create, bare: %w", err)
	}
	m.add("create a ticket", program, alone)
	return nil
}

// createdTables are what filing a ticket writes.
var createdTables = append(ticketTables[:len(ticketTables):len(ticketTables)], "notification", "idempotency")

// creatingBare writes the rows of a ticket that the program has just filed again and again, with new keys.
func (m *measuring) creatingBare(ctx context.Context, id string) (Figures, error) {
	f := &filler{b: m.raw}
	patterns, err := f.patterns(ctx, createdTables, "ticket_id", "id = '"+id+"'")
	if err != nil {
		return Figures{}, err
	}
	p := &patterns[0]
	run := time.Now().UnixNano()
	return press(ctx, m.size.Clients, m.size.For, func(ctx context.Context, client, n int) error {
		rows, at := batch{}, now.From(ctx)
		f.copyTicket(ctx, rows, p, at, 0, 0)
		key := fmt.Sprintf("%d-%d-%d", run, client, n)
		set(rows["ticket"], "number", "B"+key)
		set(rows["idempotency"], "key", "B"+key)
		set(rows["notification"], "once", "B"+key)
		return m.writeBare(ctx, rows)
	})
}

// set gives every row of a table a value of its own in a column that must be unique.
func set(t *table, column, value string) {
	if t == nil {
		return
	}
	for i, row := range t.rows {
		row[t.column(column)] = fmt.Sprintf("%s-%d", value, i)
	}
}

func (m *measuring) writeBare(ctx context.Context, rows batch) error {
	if m.raw.engine == store.SQLite {
		m.turn.Lock() // one writer at a time, and waiting beats being told that it is busy
		defer m.turn.Unlock()
	}
	tx, err := m.raw.one.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	for _, name := range createdTables {
		if t := rows[name]; t != nil {
			if err := m.raw.insert(ctx, tx, t, t.rows); err != nil {
				return err
			}
		}
	}
	return tx.Commit()
}
