// Package customer knows who is served: customers, their contacts, sites, terminals and
// subscriptions, and how a caller is found by any number he may have.
package customer

import (
	"strings"
	"time"

	"github.com/uptrace/bun"
)

// Customer is a person or organisation served (客户).
type Customer struct {
	bun.BaseModel `bun:"table:customer"`

	ID        string    `bun:",pk" json:"id"`
	Number    string    `json:"number"`
	Name      string    `json:"name"`
	Kind      string    `json:"kind" enum:"person,organisation"`
	Tier      string    `json:"tier"`
	Industry  string    `json:"industry"`
	UnitID    string    `json:"unitId" doc:"The unit that serves this customer, usually a province."`
	Note      string    `json:"note" doc:"Special handling."`
	NoteMust  bool      `json:"noteMust" doc:"The note must be acknowledged before one goes on."`
	Version   int64     `json:"version"`
	CreatedAt time.Time `json:"createdAt"`
}

// Contact is a person who speaks for a customer (联系人).
type Contact struct {
	bun.BaseModel `bun:"table:contact"`

	ID         string `bun:",pk" json:"id"`
	CustomerID string `json:"-"`
	Name       string `json:"name"`
	Role       string `json:"role"`
	Phone      string `json:"phone"`
	Email      string `json:"email"`
	Main       bool   `json:"main"`
}

// Site is a place where terminals work (站点). Coordinates are WGS 84 degrees.
type Site struct {
	bun.BaseModel `bun:"table:site"`

	ID         string  `bun:",pk" json:"id"`
	CustomerID string  `json:"-"`
	Name       string  `json:"name"`
	Area       string  `json:"area"`
	Address    string  `json:"address"`
	Lat        float64 `json:"lat"`
	Lon        float64 `json:"lon"`
	HeightM    float64 `bun:"height_m" json:"heightM"`
}

// Terminal is a phone, a VSAT station, a ship or vehicle station (终端).
type Terminal struct {
	bun.BaseModel `bun:"table:terminal"`

	ID           string   `bun:",pk" json:"id"`
	CustomerID   string   `json:"customerId"`
	SiteID       string   `bun:",nullzero" json:"siteId,omitempty"`
	Number       string   `json:"number"`
	IMEI         string   `bun:"imei" json:"imei"`
	SIM          string   `bun:"sim" json:"sim"`
	Serial       string   `json:"serial"`
	Product      string   `json:"product"`
	Maker        string   `json:"maker"`
	Model        string   `json:"model"`
	Satellite    string   `json:"satellite"`
	SatelliteLon *float64 `json:"satelliteLon"`
	Beam         string   `json:"beam"`
	Gateway      string   `json:"gateway"`
	Antenna      string   `json:"antenna"`
	Firmware     string   `json:"firmware"`
	State        string   `json:"state" enum:"active,spare,faulty,retired"`
	SiteName     string   `bun:"-" json:"siteName"`
}

// Subscription is a service that a customer has bought (业务).
type Subscription struct {
	bun.BaseModel `bun:"table:subscription"`

	ID         string `bun:",pk" json:"id"`
	CustomerID string `json:"-"`
	TerminalID string `bun:",nullzero" json:"terminalId,omitempty"`
	Product    string `json:"product"`
	Plan       string `json:"plan"`
	State      string `json:"state" enum:"active,suspended-arrears,suspended-identity,ended"`
	StartsOn   string `json:"startsOn"`
	EndsOn     string `json:"endsOn"`
}

// identifier is one number by which a caller can be found.
type identifier struct {
	bun.BaseModel `bun:"table:identifier"`

	Value      string
	Kind       string // contact, number, sim, imei, serial
	CustomerID string
	ContactID  string `bun:",nullzero"`
	TerminalID string `bun:",nullzero"`
}

// normal gives a number as it is compared: its digits and letters, in capitals, without China's country code.
// Those of a Chinese input method, ０１２, count as what they show.
func normal(number string) string {
	const full = 'Ａ' - 'A'
	number = strings.TrimSpace(strings.Map(func(r rune) rune {
		if r > ' '+full && r <= '~'+full {
			return r - full
		}
		return r
	}, number))
	if rest, ok := strings.CutPrefix(number, "+86"); ok {
		number = rest
	} else if rest, ok := strings.CutPrefix(number, "0086"); ok {
		number = rest
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9' || r >= 'A' && r <= 'Z':
			return r
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		}
		return -1
	}, number)
}

// Details is everything known of one customer.
type Details struct {
	Customer
	Contacts      []Contact
	Sites         []Site
	Terminals     []Terminal
	Subscriptions []Subscription
}

// Caller is a match of a number: whose it is and how it matched.
type Caller struct {
	Customer Customer
	Contact  *Contact
	Terminal *Terminal
	Matched  string
}
