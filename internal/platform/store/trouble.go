package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Trouble is why the database does not do what it is asked to, through no fault of who asks.
type Trouble string

// The troubles.
const (
	Away     Trouble = "away"      // it cannot be reached, or is starting or stopping
	Slow     Trouble = "slow"      // it does not answer in time: whether a change was made is not known
	Full     Trouble = "full"      // the disk is full
	ReadOnly Trouble = "read_only" // it takes no changes
	Locked   Trouble = "locked"    // another program keeps it to itself
	Failing  Trouble = "failing"   // its disk answers with errors
)

// Unreachable tells whether err says that the database does not answer, or cannot write any more.
func Unreachable(err error) bool { return TroubleOf(err) != "" }

// TroubleOf gives the trouble of which err tells; empty when it tells of none.
func TroubleOf(err error) Trouble {
	if err == nil || errors.Is(err, context.Canceled) {
		return ""
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return postgresTrouble(pg.Code)
	}
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		return sqliteTroubles[lite.Code()&0xff]
	}
	var network net.Error
	if errors.Is(err, errTooSlow) || errors.As(err, &network) && network.Timeout() {
		return Slow
	}
	var connect *pgconn.ConnectError
	closed := pgconn.SafeToRetry(err) // also of what was sent over a connection that has broken meanwhile
	if errors.As(err, &connect) || closed || network != nil || errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, io.EOF) || errors.Is(err, net.ErrClosed) || errors.Is(err, sql.ErrConnDone) || errors.Is(err, errGone) {
		return Away
	}
	return ""
}

var sqliteTroubles = map[int]Trouble{
	sqlite3.SQLITE_FULL: Full, sqlite3.SQLITE_READONLY: ReadOnly, sqlite3.SQLITE_BUSY: Locked, sqlite3.SQLITE_LOCKED: Locked,
	sqlite3.SQLITE_IOERR: Failing, sqlite3.SQLITE_CANTOPEN: Away, sqlite3.SQLITE_INTERRUPT: Slow,
}

// postgresTrouble reads the SQLSTATE codes of PostgreSQL's appendix A.
func postgresTrouble(code string) Trouble {
	switch {
	case code == "53100":
		return Full
	case code == "25006":
		return ReadOnly
	case code == "55P03":
		return Locked
	case code == "57014":
		return Slow
	case code == "58030":
		return Failing
	case strings.HasPrefix(code, "08"), strings.HasPrefix(code, "53"), strings.HasPrefix(code, "57P"):
		return Away
	}
	return ""
}
