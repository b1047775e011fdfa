// Package storetest gives tests real databases: a SQLite file, or a database on a private
// PostgreSQL that the tests start on first use and that ends with their process.
package storetest

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// EnvPostgres is the environment variable that names a PostgreSQL server to use instead of
// starting one, by the address of an account that may create databases.
const EnvPostgres = "XINGFU_TEST_POSTGRES"

var (
	used   bool // whether a test has asked for PostgreSQL; read only after all tests
	shared = sync.OnceValues(func() (*databases, error) {
		used = true
		return openDatabases(os.Getenv(EnvPostgres))
	})
)

// Main runs the tests of a package with one private PostgreSQL for all of them, started on first
// use and stopped at the end:
//
//	func TestMain(m *testing.M) { storetest.Main(m) }
//
// Then it does what the package has to clear away.
func Main(m *testing.M, after ...func()) {
	code := m.Run()
	for _, f := range after {
		f()
	}
	if err := release(); err != nil {
		fmt.Fprintln(os.Stderr, "storetest:", err)
		code = max(code, 1)
	}
	os.Exit(code)
}

func release() error {
	if !used {
		return nil
	}
	d, err := shared()
	if err != nil {
		return nil // the tests that needed it have failed with this error
	}
	return d.close()
}

// PostgresURL returns the address (postgres://…) of a new, empty database, which is dropped at the
// end of t. It fails t, saying what to install, when there is no PostgreSQL.
func PostgresURL(t testing.TB) string {
	t.Helper()
	return open(t, func(*databases) (string, error) { return "template0", nil })
}

// PostgresClone returns the address of a new database that is a copy of what prepare made, dropped
// at the end of t. Prepare gets the address of an empty database the first time that this process
// asks for key; it closes its connections before it returns. When it fails, so does every test that asks for key.
func PostgresClone(t testing.TB, key string, prepare func(address string) error) string {
	t.Helper()
	return open(t, func(d *databases) (string, error) { return d.template(key, prepare) })
}

func open(t testing.TB, template func(*databases) (string, error)) string {
	t.Helper()
	d, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	source, err := template(d)
	if err != nil {
		t.Fatal(err)
	}
	name, err := d.create(source)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.drop(name); err != nil {
			t.Error(err)
		}
	})
	return d.address(name)
}

// SQLitePath returns the path of a SQLite file that does not exist yet, in a folder of t's own.
func SQLitePath(t testing.TB) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "xingfu.db")
}

// Each runs f once per engine, as the subtests "sqlite" and "postgres", with the address of an
// empty database: sqlite:///path/file.db or postgres://….
func Each(t *testing.T, f func(t *testing.T, address string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { f(t, "sqlite://"+SQLitePath(t)) })
	t.Run("postgres", func(t *testing.T) { f(t, PostgresURL(t)) })
}
