// Package app builds the whole program from its configuration, runs it, and stops it in order.
package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"github.com/xingfu/xingfu/internal/auditing"
	"github.com/xingfu/xingfu/internal/care"
	"github.com/xingfu/xingfu/internal/channel"
	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/duty"
	"github.com/xingfu/xingfu/internal/identity"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/outage"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/jobs"
	"github.com/xingfu/xingfu/internal/platform/live"
	"github.com/xingfu/xingfu/internal/platform/secret"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/ticket"
)

// Config is everything that can be set. Flags and the XINGFU_ environment name the same things.
type Config struct {
	Data         string         `help:"Folder for the embedded database." default:".data" env:"XINGFU_DATA_DIR" type:"path"`
	DatabaseURL  string         `help:"postgres://… to use PostgreSQL; otherwise SQLite in the data folder." env:"XINGFU_DATABASE_URL" placeholder:"URL"`
	DatabaseWait time.Duration  `help:"Within what time the database must answer, or a request ends with an error." default:"20s" env:"XINGFU_DATABASE_WAIT"`
	Cluster      string         `group:"serving" help:"Address on which this replica listens for others, host:port; they share XINGFU_CLUSTER_SECRET." env:"XINGFU_CLUSTER" placeholder:"ADDRESS"`
	Peers        []string       `group:"serving" help:"Cluster addresses of other replicas." env:"XINGFU_PEERS" placeholder:"ADDRESS"`
	NATS         string         `group:"serving" help:"Address of an existing NATS; otherwise one runs inside." env:"XINGFU_NATS_URL" placeholder:"URL"`
	Proxies      []netip.Prefix `group:"serving" help:"Networks of the load balancers before the program, whose X-Forwarded-For is believed: 10.0.0.0/8,…" env:"XINGFU_PROXIES" placeholder:"CIDR"`
	PublicURL    string         `group:"serving" help:"Address at which people reach the console, for links in mails." default:"http://localhost:8080" env:"XINGFU_PUBLIC_URL" placeholder:"URL"`
	SecretKeys   string         `name:"secret-key-file" help:"File with the keys that encrypt what must not be read in the database: a line each, 32 bytes in base64, the first encrypts. Without one SQLite has secret.key in the data folder." env:"XINGFU_SECRET_KEY_FILE" placeholder:"FILE"`
	MailServer   string         `group:"serving" help:"Mail server: smtp://user@host:587 or smtps://user@host:465; the password is XINGFU_MAIL_PASSWORD. None: no mails." env:"XINGFU_MAIL_SERVER" placeholder:"URL"`
	MailFrom     string         `group:"serving" help:"Sender of mails." default:"Xingfu <xingfu@localhost>" env:"XINGFU_MAIL_FROM" placeholder:"ADDRESS"`
	Syslog       string         `group:"serving" help:"Collector to which the audit log is sent: udp://host:514, tcp://host:601 or tls://host:6514. None: it is not sent." env:"XINGFU_SYSLOG" placeholder:"URL"`
	SyslogCA     string         `group:"serving" help:"PEM file with the certificates that vouch for the collector; otherwise the machine's." env:"XINGFU_SYSLOG_CA" placeholder:"FILE"`
	SyslogPEN    int            `group:"serving" help:"Your private enterprise number (IANA), for structured data of your own in what is sent; none: only what RFC 5424 names." env:"XINGFU_SYSLOG_PEN" placeholder:"NUMBER"`
	Hotline      string         `group:"serving" help:"The service hotline shown to customers." default:"400-000-1740" env:"XINGFU_HOTLINE"`
}

func (c Config) database() string {
	if c.DatabaseURL != "" {
		return c.DatabaseURL
	}
	return "sqlite://" + c.SQLitePath()
}

// CheckExists gives an error when there is no database yet, for commands that would be of no use on a new one.
func (c Config) CheckExists() error {
	if c.DatabaseURL != "" {
		return nil // the one who named it knows which
	}
	if _, err := os.Stat(c.SQLitePath()); err != nil {
		return fmt.Errorf("there is no database in %s: name its folder with --data or XINGFU_DATA_DIR, or let `xingfu serve` make one", c.Data)
	}
	return nil
}

// bus connects to the other replicas.
func (c Config) bus() (*live.Bus, error) {
	if c.Cluster == "" || c.NATS != "" {
		return live.Open(c.NATS)
	}
	return live.OpenCluster(live.Cluster{Listen: c.Cluster, Peers: c.Peers, Secret: os.Getenv("XINGFU_CLUSTER_SECRET")})
}

// SQLitePath is the file of the embedded database.
func (c Config) SQLitePath() string { return filepath.Join(c.Data, "xingfu.db") }

// secrets reads the keys for what is kept encrypted. The embedded database has its own beside it; PostgreSQL goes without
// until something is to be encrypted, since a key on one replica's disk would not be the others'.
func (c Config) secrets() (*secret.Keys, error) {
	switch {
	case c.SecretKeys != "":
		return secret.ReadFile(c.SecretKeys)
	case c.DatabaseURL != "":
		return secret.New()
	}
	return secret.ReadOrMakeFile(filepath.Join(c.Data, "secret.key"))
}

// providerSecret gives the secret of a log-in provider from the environment, or from a file that it names.
func providerSecret(id string) (string, error) {
	name := "XINGFU_PROVIDER_SECRET_" + strings.ToUpper(strings.ReplaceAll(id, "-", "_"))
	if secret := os.Getenv(name); secret != "" {
		return secret, nil
	}
	path := os.Getenv(name + "_FILE")
	if path == "" {
		return "", nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("read the secret of the log-in provider %s: %w", id, err)
	}
	return strings.TrimSpace(string(text)), nil
}

// App is the program with all its parts.
type App struct {
	Version   string
	DB        *store.DB
	Audit     *audit.Log
	Auditing  *auditing.Service
	Bus       *live.Bus
	Org       *org.Service
	Duty      *duty.Service
	Customers *customer.Service
	Identity  *identity.Service
	Outages   *outage.Service
	Messages  *channel.Service
	Tickets   *ticket.Service
	Care      *care.Service
	Jobs      *jobs.Queue

	feed     *audit.Feed // nil: the audit log is not sent
	config   Config
	registry *prometheus.Registry
	streams  chan struct{} // closed when live streams are to end
	closers  []func()
}

// Open connects to the database, brings its schema up to date, and builds the services. Close it when
// done.
func Open(ctx context.Context, config Config, version string) (*App, error) {
	a := &App{Version: version, config: config, registry: prometheus.NewRegistry(), streams: make(chan struct{})}
	if err := a.open(ctx); err != nil {
		a.Close()
		return nil, err
	}
	return a, nil
}

func (a *App) open(ctx context.Context) (err error) {
	if a.DB, err = store.Open(ctx, a.config.database()); err != nil {
		return err
	}
	a.later(func() { _ = a.DB.Close() })
	if _, err := a.DB.Migrate(ctx); err != nil {
		return err
	}
	if a.Bus, err = a.config.bus(); err != nil {
		return err
	}
	a.later(a.Bus.Close)
	a.Audit = audit.New(a.DB, Audited()...)
	a.Org = org.New(a.DB, a.Audit, a.Bus)
	keys, err := a.config.secrets()
	if err != nil {
		return err
	}
	if err := a.Org.UseFactors(keys, a.config.PublicURL); err != nil {
		return err
	}
	a.Duty = duty.New(a.DB, a.Org, a.Audit, a.Bus)
	a.Org.SecretOutside = providerSecret
	a.Customers = customer.New(a.DB, a.Org, a.Audit)
	a.Identity = identity.New(a.DB, a.Org, a.Customers, a.Audit, keys)
	a.Identity.Hotline = a.config.Hotline
	a.Outages = outage.New(a.DB, a.Customers, a.Audit, a.Bus)
	mailer, err := channel.NewMailer(a.config.MailServer, os.Getenv("XINGFU_MAIL_PASSWORD"), a.config.MailFrom)
	if err != nil {
		return err
	}
	a.Jobs = jobs.New(a.DB)
	if err := a.openFeed(); err != nil {
		return err
	}
	a.Auditing = auditing.New(a.DB, a.Audit, a.Org, a.Jobs, a.feed)
	a.Messages = channel.New(a.DB, a.Jobs, a.Audit, mailer, a.config.PublicURL)
	if a.Messages.CanMail() {
		a.Identity.Mail = func(ctx context.Context, to, subject, body, once string) error {
			return a.Messages.Send(ctx, channel.Message{To: to, Subject: subject, Body: body, Once: once})
		}
	}
	a.Tickets = ticket.New(a.DB, a.Org, a.Customers, a.Messages, a.Jobs, a.Audit, a.Bus)
	a.Tickets.Hotline = a.config.Hotline
	a.Care = care.New(a.DB, a.Org, a.Customers, a.Outages, a.Identity, a.Tickets, a.Audit)
	a.Org.OnBreakGlass = a.Tickets.TellBreakGlass
	a.Duty.OnNotice = a.Tickets.TellDuty
	if a.feed != nil {
		a.Tickets.AlsoWatch("syslog.stuck", a.feedStuck)
		a.registry.MustRegister(feeding{a.feed})
	}
	for _, follow := range []func() (func(), error){a.Org.Follow, a.Tickets.Follow} {
		stop, err := follow()
		if err != nil {
			return err
		}
		a.later(stop)
	}
	a.registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), outgoing{a.Messages})
	return a.Tickets.Prepare(ctx)
}

func (a *App) later(f func()) { a.closers = append(a.closers, f) }

// Close stops the parts in the reverse of the order in which they were built.
func (a *App) Close() {
	for i := len(a.closers) - 1; i >= 0; i-- {
		a.closers[i]()
	}
	a.closers = nil
}

// Serve listens at address, calls ready with the base URL, lets the clocks run and answers requests
// until ctx ends; then it lets open requests finish.
func (a *App) Serve(ctx context.Context, address string, ready func(url string)) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", address, err)
	}
	a.DB.SetPatience(a.config.DatabaseWait)
	work, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	server := &http.Server{Handler: a.Handler(work), ReadHeaderTimeout: 20 * time.Second, IdleTimeout: 2 * time.Minute,
		BaseContext: func(net.Listener) context.Context { return work }}
	var background sync.WaitGroup
	background.Go(func() { a.Tickets.Watch(work) })
	background.Go(func() { a.Customers.Watch(work) })
	background.Go(func() { a.Identity.Watch(work) })
	background.Go(func() { a.Care.Watch(work) })
	background.Go(func() { a.Jobs.Run(work) })
	background.Go(func() { a.Customers.Index().Run(work) })
	if a.feed != nil {
		background.Go(func() { a.feed.Run(work) })
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	ready(baseURL(listener.Addr()))
	select {
	case err = <-failed:
	case <-ctx.Done():
		slog.Info("stopping")
		close(a.streams)
		grace, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		err = server.Shutdown(grace)
	}
	stop()
	background.Wait()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

func baseURL(addr net.Addr) string {
	tcp, ok := addr.(*net.TCPAddr)
	if !ok {
		return "http://" + addr.String()
	}
	host := tcp.IP.String()
	if tcp.IP.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, fmt.Sprint(tcp.Port))
}

// Migrate brings the schema of the configured database up to date and gives its version.
func Migrate(ctx context.Context, config Config) (int64, error) {
	db, err := store.Open(ctx, config.database())
	if err != nil {
		return 0, err
	}
	defer db.Close()
	return db.Migrate(ctx)
}
