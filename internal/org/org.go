// Package org is the organisation: the tree of units, staff and their posts, who may do what within
// which part of the tree, and how a person proves who he is.
package org

import (
	"time"

	"github.com/uptrace/bun"
)

// Unit is a node of the organisation tree (单位).
type Unit struct {
	bun.BaseModel `bun:"table:unit"`

	ID        string `bun:",pk"`
	ParentID  string `bun:",nullzero"`
	Name      string
	Kind      UnitKind
	Path      string // the identifiers from the root to this unit, each followed by /
	Version   int64
	CreatedAt time.Time
}

// UnitKind is the sort of a unit.
type UnitKind string

// The kinds of units.
const (
	Headquarters UnitKind = "headquarters"
	Province     UnitKind = "province"
	Centre       UnitKind = "centre"
	Team         UnitKind = "team"
	Imported     UnitKind = "imported" // a unit of another desk, from an imported log
)

// Answer says that a unit answers for a link of the chain, for customers served in ForUnitID or below.
type Answer struct {
	bun.BaseModel `bun:"table:answers"`

	Link      string `bun:",pk"`
	ForUnitID string `bun:",pk"`
	UnitID    string
}

// Staff is a person with an account (员工).
type Staff struct {
	bun.BaseModel `bun:"table:staff"`

	ID        string `bun:",pk"`
	Login     string
	Name      string
	Email     string
	UnitID    string
	Password  string // argon2id, empty: cannot log in
	Locale    string
	Disabled  bool
	Seats     int // open matters at once; 0: as the unit's setting says
	Version   int64
	CreatedAt time.Time

	PasswordAt     time.Time `bun:",nullzero"` // since when the password holds
	PasswordStrong bool      // long enough for the account for emergencies
	MustChange     bool      // the password, before anything else
}

// Post gives a person a role in a unit, reaching as far as its scope.
type Post struct {
	bun.BaseModel `bun:"table:post"`

	StaffID string `bun:",pk"`
	Role    Role   `bun:",pk"`
	UnitID  string `bun:",pk"`
	Scope   Scope

	ProviderID string // by whose word it is held; empty: somebody of the house has given it
}

// Ref names a unit or a person in answers.
type Ref struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}
