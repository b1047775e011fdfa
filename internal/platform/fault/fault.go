// Package fault is the small set of ways in which a request can fail.
// Services make them, httpx turns them into RFC 9457 problems in one place.
package fault

import (
	"errors"
	"time"

	"github.com/xingfu/xingfu/internal/platform/lang"
)

// Code says what sort of failure it is.
type Code string

// The codes, with the HTTP status each becomes.
const (
	Invalid         Code = "invalid"         // 422: a field is wrong; Field names it
	Unauthenticated Code = "unauthenticated" // 401: nobody is logged in
	Forbidden       Code = "forbidden"       // 403: the person lacks the permission
	NotFound        Code = "not_found"       // 404: it does not exist, or this person may not know that it does
	Conflict        Code = "conflict"        // 409: the state does not allow it, or the version is stale
	Precondition    Code = "precondition"    // 412: If-Match named another version
	TooMany         Code = "too_many"        // 429: throttled
	Unavailable     Code = "unavailable"     // 503: the database or the disk is not there
)

// Error is a failure that a person can be told: what is wrong and what to do.
type Error struct {
	Code   Code
	Field  string // the field at fault, for Invalid
	Text   lang.Text
	Fields []Field       // further fields at fault
	Retry  time.Duration // for TooMany: when to try again
	Reason string        // a word by which a program tells this failure from others of its code, where it has to act on it
}

// Because gives the error a reason that a program can act on.
func (e *Error) Because(reason string) *Error {
	e.Reason = reason
	return e
}

// Field is one wrong field of several.
type Field struct {
	Name string
	Text lang.Text
}

// Error gives the English sentence, for logs.
func (e *Error) Error() string { return e.Text.In(lang.English) }

// New makes an error of a code with a sentence in both languages.
func New(code Code, zh, en string, args ...any) *Error {
	return &Error{Code: code, Text: lang.T(zh, en, args...)}
}

// Bad is an Invalid error about one field.
func Bad(field, zh, en string, args ...any) *Error {
	return &Error{Code: Invalid, Field: field, Text: lang.T(zh, en, args...)}
}

// Missing is the NotFound about a thing, named in both languages; it hides whether the thing exists.
func Missing(zh, en string) *Error {
	return New(NotFound, "没有找到%[1]s，它可能不存在，或您无权查看。", "This %[2]s was not found: it may not exist, or you may not see it.", zh, en)
}

// Is tells whether err is a fault of the code.
func Is(err error, code Code) bool {
	var e *Error
	return errors.As(err, &e) && e.Code == code
}
