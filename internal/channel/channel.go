// Package channel is how words leave the house: one queue of outgoing messages, each with its state, why
// it failed, and the means to try it again or to take it back.
package channel

import (
	"time"

	"github.com/uptrace/bun"
)

// State is where an outgoing message stands.
type State string

// The states.
const (
	Waiting   State = "waiting" // for its time, or for another try
	Sending   State = "sending"
	Sent      State = "sent"
	Failed    State = "failed" // given up; a person may try it again
	Cancelled State = "cancelled"
)

// Outgoing is a message that leaves the house.
type Outgoing struct {
	bun.BaseModel `bun:"table:outgoing"`

	ID        string `bun:",pk"`
	Via       string // mail
	Recipient string
	StaffID   string `bun:",nullzero"`
	TicketID  string `bun:",nullzero"`
	Subject   string
	Body      string
	State     State
	Tries     int
	Reason    string // why the last try failed
	DueAt     time.Time
	Since     time.Time // when it should have gone out first
	BegunAt   time.Time `bun:",nullzero"`
	SentAt    time.Time `bun:",nullzero"`
	Once      string    // two messages of the same once are one
	CreatedAt time.Time
}

// Message is what is to be sent.
type Message struct {
	To       string // a mail address
	StaffID  string // whom of the house it tells, if anyone
	TicketID string // what it is about, if it is about one
	Subject  string
	Body     string // plain text
	Once     string // what must not be told twice
}

// pauses are the times between tries; after the last one the message is given up.
var pauses = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 4 * time.Hour, 12 * time.Hour}

const (
	// brokenOff is how long a try may last before another replica believes that it never ended.
	brokenOff = 2 * time.Minute
	// stuckAfter is how long a message may wait past its time before the queue counts as stuck.
	stuckAfter = 15 * time.Minute
)
