// Package live tells browsers and other replicas at once what has changed. Messages carry names of
// things, never their content: who is told fetches it, and only what he may see.
package live

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
)

// Change says that something is no longer as it was.
type Change struct {
	Kind     string   `json:"kind"` // ticket, handoff, notification, dispute, draft, org, rules, security, outage
	TicketID string   `json:"ticketId,omitempty"`
	ID       string   `json:"id,omitempty"`
	ActorID  string   `json:"actorId,omitempty"`
	Units    []string `json:"units,omitempty"` // the units concerned: who may see one of them is told
	Staff    []string `json:"staff,omitempty"` // the persons concerned
}

const subject = "xingfu.change"

// Bus carries changes between the parts of this program and, through NATS, to other replicas.
type Bus struct {
	server *server.Server // nil when an existing NATS is used
	conn   *nats.Conn
	seats  *seats
}

// Open starts the in-process NATS server, or uses the one at address when it is not empty.
func Open(address string) (*Bus, error) {
	if address != "" {
		conn, err := nats.Connect(address, nats.Name("xingfu"), nats.MaxReconnects(-1))
		if err != nil {
			return nil, fmt.Errorf("connect to NATS: %w", err)
		}
		return join(nil, conn)
	}
	return open(server.Options{ServerName: "xingfu", DontListen: true})
}

// Cluster says how replicas find each other.
type Cluster struct {
	Listen string   // the address on which this replica listens for the others
	Peers  []string // the addresses of others; those that they know are found by themselves
	Secret string   // what all replicas share
}

// OpenCluster starts the in-process NATS server as a member of the replicas' cluster. Peers that are not
// there yet are tried again for as long as it runs.
func OpenCluster(c Cluster) (*Bus, error) {
	if c.Secret == "" {
		return nil, errors.New("a cluster needs a secret that all replicas share: set XINGFU_CLUSTER_SECRET")
	}
	host, port, err := net.SplitHostPort(c.Listen)
	if err != nil {
		return nil, fmt.Errorf("the cluster's address: %w", err)
	}
	number, err := net.LookupPort("tcp", port)
	if err != nil {
		return nil, fmt.Errorf("the cluster's address: %w", err)
	}
	// The server of a cluster insists on a port for clients; nobody else knows the secret that it asks for.
	o := server.Options{ServerName: c.Listen, Host: "127.0.0.1", Port: server.RANDOM_PORT, Username: "xingfu", Password: c.Secret}
	o.Cluster = server.ClusterOpts{Name: "xingfu", Host: host, Port: number, Username: "xingfu", Password: c.Secret}
	for _, peer := range c.Peers {
		o.Routes = append(o.Routes, &url.URL{Scheme: "nats", User: url.UserPassword("xingfu", c.Secret), Host: peer})
	}
	return open(o)
}

func open(o server.Options) (*Bus, error) {
	o.NoSigs, o.NoLog = true, true
	s, err := server.NewServer(&o)
	if err != nil {
		return nil, fmt.Errorf("make the NATS server: %w", err)
	}
	go s.Start()
	if !s.ReadyForConnections(5 * time.Second) {
		s.Shutdown()
		return nil, fmt.Errorf("the NATS server did not start")
	}
	conn, err := nats.Connect("", nats.InProcessServer(s), nats.UserInfo(o.Username, o.Password))
	if err != nil {
		s.Shutdown()
		return nil, fmt.Errorf("connect to the in-process NATS: %w", err)
	}
	return join(s, conn)
}

func join(s *server.Server, conn *nats.Conn) (*Bus, error) {
	b := &Bus{server: s, conn: conn}
	var err error
	if b.seats, err = newSeats(conn); err != nil {
		b.stop()
		return nil, fmt.Errorf("listen to NATS: %w", err)
	}
	return b, nil
}

// Close ends the connection and the in-process server.
func (b *Bus) Close() {
	b.seats.close()
	b.stop()
}

func (b *Bus) stop() {
	b.conn.Close()
	if b.server != nil {
		b.server.Shutdown()
	}
}

// Publish tells everybody of a change. A lost message costs no data: who listens refetches on reconnect.
func (b *Bus) Publish(c Change) {
	data, err := json.Marshal(c)
	if err == nil {
		err = b.conn.Publish(subject, data)
	}
	if err != nil {
		slog.Warn("a live change was not sent", "kind", c.Kind, "error", err)
	}
}

// Listen delivers changes to f, one after the other, until the returned function is called.
func (b *Bus) Listen(f func(Change)) (stop func(), err error) {
	s, err := b.conn.Subscribe(subject, func(m *nats.Msg) {
		var c Change
		if json.Unmarshal(m.Data, &c) == nil {
			f(c)
		}
	})
	if err != nil {
		return nil, err
	}
	return func() { _ = s.Unsubscribe() }, nil
}
