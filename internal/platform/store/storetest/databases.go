package storetest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// A test database's name says when its process began, so that what a killed process left on a
// lasting server can be known and dropped later.
const (
	namePrefix = "xingfu_test_"
	nameTime   = "20060102150405"
	keepFor    = 24 * time.Hour
)

// databases are the test databases of this process on one server.
type databases struct {
	server *Server // nil when the server is not ours
	admin  *sql.DB
	url    *url.URL
	prefix string
	count  atomic.Int64

	mu        sync.Mutex
	templates map[string]func() (string, error)
}

// openDatabases uses the server at the administrator's address, or starts one when it is empty.
func openDatabases(address string) (*databases, error) {
	d := &databases{templates: map[string]func() (string, error){}}
	if address == "" {
		server, err := Start()
		if err != nil {
			return nil, err
		}
		d.server, address = server, server.URL()
	}
	if err := d.connect(address); err != nil {
		return nil, errors.Join(err, d.close())
	}
	return d, nil
}

func (d *databases) connect(address string) error {
	u, err := url.Parse(address)
	if err != nil || (u.Scheme != "postgres" && u.Scheme != "postgresql") {
		return fmt.Errorf("%s: want an address like postgres://user:password@host/postgres", EnvPostgres)
	}
	d.url = u
	d.admin, err = sql.Open("pgx", address)
	if err != nil {
		return err
	}
	d.admin.SetMaxOpenConns(4)
	d.admin.SetMaxIdleConns(4)
	if err := d.admin.Ping(); err != nil {
		return fmt.Errorf("connect to the PostgreSQL for tests: %w", err)
	}
	start := time.Now().UTC()
	d.prefix = fmt.Sprintf("%s%s_%d_", namePrefix, start.Format(nameTime), os.Getpid())
	return d.dropForgotten(start.Add(-keepFor))
}

// dropForgotten drops the databases of processes that began before the time and did not end well.
func (d *databases) dropForgotten(before time.Time) error {
	rows, err := d.admin.Query(`SELECT datname FROM pg_database WHERE datname LIKE $1`, namePrefix+"%")
	if err != nil {
		return err
	}
	defer rows.Close()
	var forgotten []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
		day, _, _ := strings.Cut(strings.TrimPrefix(name, namePrefix), "_")
		if start, err := time.Parse(nameTime, day); err == nil && start.Before(before) {
			forgotten = append(forgotten, name)
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, name := range forgotten {
		if err := d.drop(name); err != nil {
			return err
		}
	}
	return nil
}

// create makes a database from the named one and returns its name.
func (d *databases) create(template string) (string, error) {
	name := fmt.Sprintf("%s%d", d.prefix, d.count.Add(1))
	return name, d.exec("CREATE DATABASE %s TEMPLATE %s", name, template)
}

func (d *databases) drop(name string) error {
	return d.exec("DROP DATABASE IF EXISTS %s WITH (FORCE)", name)
}

// template returns the name of the database that prepare made under key, making it the first time.
func (d *databases) template(key string, prepare func(address string) error) (string, error) {
	d.mu.Lock()
	once, ok := d.templates[key]
	if !ok {
		once = sync.OnceValues(func() (string, error) { return d.prepared(prepare) })
		d.templates[key] = once
	}
	d.mu.Unlock()
	return once()
}

func (d *databases) prepared(prepare func(address string) error) (string, error) {
	name, err := d.create("template0")
	if err != nil {
		return "", err
	}
	if err := prepare(d.address(name)); err != nil {
		return "", errors.Join(fmt.Errorf("prepare a template database: %w", err), d.drop(name))
	}
	// No one may be connected to a database that is copied.
	return name, d.exec("ALTER DATABASE %s ALLOW_CONNECTIONS false", name)
}

func (d *databases) address(name string) string {
	u := *d.url
	u.Path = "/" + name
	return u.String()
}

// exec runs a statement that takes names, for which PostgreSQL has no parameters.
func (d *databases) exec(format string, names ...string) error {
	quoted := make([]any, len(names))
	for i, name := range names {
		quoted[i] = pgx.Identifier{name}.Sanitize()
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	statement := fmt.Sprintf(format, quoted...)
	if _, err := d.admin.ExecContext(ctx, statement); err != nil {
		return fmt.Errorf("%s: %w", statement, err)
	}
	return nil
}

// close drops the templates and leaves the server, or stops it when it is ours.
func (d *databases) close() error {
	var failures []error
	if d.admin != nil && d.server == nil {
		for _, template := range d.templates {
			if name, err := template(); err == nil {
				failures = append(failures, d.drop(name))
			}
		}
	}
	if d.admin != nil {
		failures = append(failures, d.admin.Close())
	}
	if d.server != nil {
		failures = append(failures, d.server.Stop())
	}
	return errors.Join(failures...)
}
