// Package customer knows who is served: customers, their contacts, sites, terminals and
// subscriptions, and how a caller is found by any number he may have.
package customer

import (
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/personal"
)

// Customer is a person or organisation served (客户).
type Customer struct {
	bun.BaseModel `bun:"table:customer"`

	ID             string    `bun:",pk" json:"id"`
	Number         string    `json:"number"`
	Name           string    `json:"name"`
	Kind           string    `json:"kind" enum:"person,organisation"`
	Tier           string    `json:"tier" doc:"The best of his own tier and those of his contracts that run."`
	BaseTier       string    `json:"baseTier" doc:"His own tier, without any contract."`
	Industry       string    `json:"industry"`
	Address        string    `json:"address" personal:"whole"`
	Locale         string    `json:"locale" enum:"zh,en" doc:"In which language he is written to."`
	UnitID         string    `json:"unitId" doc:"The unit that serves this customer, usually a province."`
	ManagerID      string    `bun:",nullzero" json:"managerId" doc:"The account manager; empty: none."`
	Note           string    `json:"note" doc:"Special handling."`
	NoteMust       bool      `json:"noteMust" doc:"The note must be acknowledged before one goes on."`
	ServicePlan    string    `json:"servicePlan" doc:"The code of the service plan that holds for him; empty: none."`
	ServicePlanSet string    `json:"servicePlanSet" doc:"The one that was set by hand; empty: that of a contract or of his segment holds."`
	MergedInto     string    `bun:",nullzero" json:"mergedInto" doc:"The customer who goes on in his place; empty: nobody."`
	Version        int64     `json:"version"`
	CreatedAt      time.Time `json:"createdAt"`
	UpdatedAt      time.Time `json:"updatedAt"`
}

// Conceal masks the address of a person; that of an organisation is known to everybody.
func (c *Customer) Conceal() {
	if c.Kind == "person" {
		c.Address = personal.Address(c.Address)
	}
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

// Details is what is known of one customer: the first of each kind of part, and how many there are.
type Details struct {
	Customer
	Counts        Counts
	Contacts      []Contact
	Sites         []Site
	Terminals     []Terminal
	Subscriptions []Subscription
	Contracts     []Contract
}

// Counts say how many of each part a customer has.
type Counts struct {
	Contacts      int `json:"contacts"`
	Sites         int `json:"sites"`
	Terminals     int `json:"terminals"`
	Active        int `json:"activeTerminals" doc:"Terminals that are in use."`
	Subscriptions int `json:"subscriptions"`
	Suspended     int `json:"suspended" doc:"Subscriptions that are suspended."`
	Contracts     int `json:"contracts"`
}

// Caller is a match of a number: whose it is and how it matched.
type Caller struct {
	Customer Customer
	Contact  *Contact
	Terminal *Terminal
	Matched  string
}
