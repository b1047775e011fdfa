package store

import (
	"context"
	"errors"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// connectWithin is how long a connection to PostgreSQL may take to come about where its address says nothing.
const connectWithin = 5 * time.Second

// errTooSlow says that the server has kept silent for longer than one has patience.
var errTooSlow = errors.New("the database did not answer in time")

// patience is for how long an answer of the server is waited for; zero for ever.
type patience struct{ atomic.Int64 }

// SetPatience says for how long a PostgreSQL may keep silent while an answer is owed, before its connection is
// given up. A program that serves sets it, once the schema is up to date; one that migrates or loads does not.
func (db *DB) SetPatience(d time.Duration) {
	if db.patience != nil {
		db.patience.Store(int64(d))
	}
}

// dial makes the connections of a dialer impatient.
func (p *patience) dial(dial pgconn.DialFunc) pgconn.DialFunc {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		c, err := dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return &impatient{Conn: c, most: p}, nil
	}
}

// impatient is a connection on which no read waits for longer than the patience of its database, unless
// whoever uses it has set another deadline.
type impatient struct {
	net.Conn
	most *patience

	mu  sync.Mutex
	set bool // by whoever uses it
}

// SetDeadline takes the deadline of whoever uses the connection.
func (c *impatient) SetDeadline(t time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.set = !t.IsZero()
	return c.Conn.SetDeadline(t)
}

// SetReadDeadline is SetDeadline for reading.
func (c *impatient) SetReadDeadline(t time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.set = !t.IsZero()
	return c.Conn.SetReadDeadline(t)
}

// Read waits for what the server says.
func (c *impatient) Read(b []byte) (int, error) {
	if err := c.begin(); err != nil {
		return 0, err
	}
	n, err := c.Conn.Read(b)
	var late net.Error
	if errors.As(err, &late) && late.Timeout() && !c.wasSet() {
		_ = c.Conn.Close() // what the server may yet say belongs to nobody
		return n, errTooSlow
	}
	return n, err
}

func (c *impatient) begin() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	most := time.Duration(c.most.Load())
	if c.set || most == 0 {
		return nil
	}
	return c.Conn.SetReadDeadline(time.Now().Add(most))
}

func (c *impatient) wasSet() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.set
}
