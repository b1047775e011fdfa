package storetest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"net"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	_ "modernc.org/sqlite"
)

func TestMain(m *testing.M) {
	if end := os.Getenv(envChild); end != "" {
		beChild(end)
	}
	Main(m)
}

func connect(t *testing.T, address string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}

func execute(t *testing.T, conn *pgx.Conn, statement string) {
	t.Helper()
	if _, err := conn.Exec(t.Context(), statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

func text(t *testing.T, conn *pgx.Conn, query string) string {
	t.Helper()
	var value string
	if err := conn.QueryRow(t.Context(), query).Scan(&value); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return value
}

func databasesOnServer(t *testing.T) string {
	t.Helper()
	d, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	names := ""
	if err := d.admin.QueryRow(`SELECT coalesce(string_agg(datname, ' '), '') FROM pg_database`).Scan(&names); err != nil {
		t.Fatal(err)
	}
	return names
}

func TestPostgresURLIsEmptyAndDroppedAtTheEnd(t *testing.T) {
	var names []string
	for _, test := range []string{"first", "second"} {
		t.Run(test, func(t *testing.T) {
			conn := connect(t, PostgresURL(t))
			execute(t, conn, `CREATE TABLE ticket (id int)`) // fails if the other test's is here
			names = append(names, text(t, conn, `SELECT current_database()`))
			if version := text(t, conn, `SELECT current_setting('server_version_num')`); version < "150000" {
				t.Errorf("PostgreSQL %s is too old", version)
			}
		})
	}
	left := databasesOnServer(t)
	for _, name := range names {
		if strings.Contains(left, name) {
			t.Errorf("database %s was not dropped", name)
		}
	}
}

func TestDatabaseIsDroppedThoughAConnectionIsOpen(t *testing.T) {
	var name string
	t.Run("careless", func(t *testing.T) {
		conn, err := pgx.Connect(t.Context(), PostgresURL(t))
		if err != nil {
			t.Fatal(err)
		}
		name = conn.Config().Database
	})
	if strings.Contains(databasesOnServer(t), name) {
		t.Errorf("database %s was not dropped", name)
	}
}

func TestPostgresClone(t *testing.T) {
	prepared, key := 0, rand.Text() // a new key, so that the test can run twice
	prepare := func(address string) error {
		prepared++
		ctx := context.Background()
		conn, err := pgx.Connect(ctx, address)
		if err != nil {
			return err
		}
		_, err = conn.Exec(ctx, `CREATE TABLE unit (name text); INSERT INTO unit VALUES ('总部')`)
		return errors.Join(err, conn.Close(ctx))
	}
	for _, test := range []string{"first", "second"} {
		t.Run(test, func(t *testing.T) {
			conn := connect(t, PostgresClone(t, key, prepare))
			if got := text(t, conn, `SELECT string_agg(name, ',') FROM unit`); got != "总部" {
				t.Errorf("units = %q, want only the template's", got)
			}
			execute(t, conn, `INSERT INTO unit VALUES ('浙江')`)
		})
	}
	if prepared != 1 {
		t.Errorf("prepared %d times, want once", prepared)
	}
}

func TestFailedTemplateFailsEveryClone(t *testing.T) {
	d, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	before := databasesOnServer(t)
	broken := errors.New("migration 7 is broken")
	key := rand.Text()
	for range 2 {
		_, err := d.template(key, func(string) error { return broken })
		if !errors.Is(err, broken) {
			t.Errorf("error = %v, want it to say %v", err, broken)
		}
	}
	if diff := cmp.Diff(before, databasesOnServer(t)); diff != "" {
		t.Errorf("the broken template stayed (-before +after):\n%s", diff)
	}
}

func TestForgottenDatabasesAreDropped(t *testing.T) {
	d, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	old := namePrefix + time.Now().UTC().Add(-25*time.Hour).Format(nameTime) + "_1_1"
	recent := namePrefix + time.Now().UTC().Add(-23*time.Hour).Format(nameTime) + "_1_1"
	for _, name := range []string{old, recent} {
		if err := d.exec("CREATE DATABASE %s", name); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := d.drop(name); err != nil {
				t.Error(err)
			}
		})
	}
	if err := d.dropForgotten(time.Now().Add(-keepFor)); err != nil {
		t.Fatal(err)
	}
	left := databasesOnServer(t)
	if strings.Contains(left, old) {
		t.Errorf("%s was kept", old)
	}
	if !strings.Contains(left, recent) {
		t.Errorf("%s was dropped, though its process may still run", recent)
	}
}

func TestEachGivesBothEngines(t *testing.T) {
	var engines []string
	Each(t, func(t *testing.T, address string) {
		driver, source := "pgx", address
		if path, ok := strings.CutPrefix(address, "sqlite://"); ok {
			driver, source = "sqlite", path
		}
		db, err := sql.Open(driver, source)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if _, err := db.Exec(`CREATE TABLE ticket (subject text)`); err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec(`INSERT INTO ticket VALUES ('无法入网')`); err != nil {
			t.Fatal(err)
		}
		engines = append(engines, driver)
	})
	if diff := cmp.Diff([]string{"sqlite", "pgx"}, engines); diff != "" {
		t.Errorf("engines (-want +got):\n%s", diff)
	}
}

func TestServerIsReachedFromThisMachineWithItsPasswordOnly(t *testing.T) {
	address := PostgresURL(t)
	if os.Getenv(EnvPostgres) == "" {
		config, err := pgx.ParseConfig(address)
		if err != nil {
			t.Fatal(err)
		}
		if ip := net.ParseIP(config.Host); ip == nil || !ip.IsLoopback() {
			t.Errorf("host = %s, want a loopback address", config.Host)
		}
		config.Password = "guess"
		if conn, err := pgx.ConnectConfig(t.Context(), config); err == nil {
			_ = conn.Close(t.Context())
			t.Error("a wrong password was let in")
		}
	}
	connect(t, address)
}
