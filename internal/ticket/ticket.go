// Package ticket is the closed loop: a customer's matter comes in, is owned by the front desk, handed
// to the units that answer for the links of the chain, resolved, confirmed by the customer, and closed.
// Everything that happens is an event; every promise is a clock.
package ticket

import (
	"time"

	"github.com/uptrace/bun"
)

// Status is where a ticket stands in the loop.
type Status string

// The statuses.
const (
	Open      Status = "open"      // with its owner
	Handed    Status = "handed"    // at least one handoff is open
	Resolved  Status = "resolved"  // repaired; the customer has not confirmed yet
	Confirmed Status = "confirmed" // confirmed, or not reached often enough; may be closed
	Closed    Status = "closed"
	Cancelled Status = "cancelled"
	Merged    Status = "merged" // goes on under another ticket
)

// Ended tells whether nothing more happens in this status.
func (s Status) Ended() bool { return s == Closed || s == Cancelled || s == Merged }

// activeStatuses are those in which something is still to be done.
var activeStatuses = []string{string(Open), string(Handed), string(Resolved), string(Confirmed)}

// Ticket is the customer's matter (工单).
type Ticket struct {
	bun.BaseModel `bun:"table:ticket"`

	ID              string `bun:",pk"`
	Number          string
	Code            string // what the customer says together with the number
	Source          string // "xingfu", or the name of the desk whose log it was imported from
	ExternalID      string `bun:",nullzero"`
	Kind            string
	Category        string
	Subject         string
	Description     string
	Channel         string
	Details         map[string]string
	Status          Status
	Priority        string
	Tier            string
	ServicePlan     string // the customer's, when it was filed
	Product         string
	Area            string
	Chain           string
	CustomerID      string `bun:",nullzero"`
	ContactID       string `bun:",nullzero"`
	ContactName     string
	ContactPhone    string
	TerminalID      string `bun:",nullzero"`
	SiteID          string `bun:",nullzero"`
	OwnerID         string
	OwnerUnitID     string
	OfferedTo       string `bun:",nullzero"`
	Policy          string
	PolicyWhy       []Condition
	Cause           string
	CauseLink       string
	Summary         string
	ResolvedBy      string    `bun:",nullzero"`
	ResolvedAt      time.Time `bun:",nullzero"`
	CallbackOutcome string    // "", unreached, refused, confirmed
	CallbackTries   int
	CallbackNextAt  time.Time `bun:",nullzero"`
	ConfirmedVia    string
	ConfirmedAt     time.Time `bun:",nullzero"`
	Reopened        int
	Returns         int
	Bounces         int
	Plea            string    // why the customer holds it to be more urgent, while unanswered
	Escalation      string    // why it was brought before the supervisors, while none has answered
	EscalatedBy     string    `bun:",nullzero"`
	EscalatedAt     time.Time `bun:",nullzero"`
	CustomerUrges   int
	CustomerUrgedAt time.Time `bun:",nullzero"`
	Urged           bool      // by the customer, and the desk has not reacted yet
	Strip           []LinkState
	Places          []Place
	Tags            []string
	DuePromiseID    string `bun:",nullzero"`
	DueAt           time.Time
	Warned          bool
	Late            bool
	Rating          int `bun:",nullzero"`
	RatingComment   string
	RatedAt         time.Time `bun:",nullzero"`
	CreatedBy       string    `bun:",nullzero"`
	CreatedAt       time.Time
	UpdatedAt       time.Time
	ClosedAt        time.Time `bun:",nullzero"`
	Events          int
	Version         int64
}

// never is the due time of what has no running promise, so that it sorts last on every engine.
var never = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)

// LinkState is one link of the chain and how it stands.
type LinkState struct {
	Link  string `json:"link"`
	State string `json:"state" enum:"unknown,suspect,cleared,faulty"`
}

// The states of a link.
const (
	Unknown = "unknown"
	Suspect = "suspect"
	Cleared = "cleared"
	Faulty  = "faulty"
)

// Place says at which unit, and there with whom, an open handoff is, which links it is about, and how long
// whoever waits for it has to wait.
type Place struct {
	HandoffID string        `json:"handoffId"`
	UnitID    string        `json:"unitId"`
	Unit      string        `json:"unit"`
	Staff     string        `json:"staff"`
	Links     []string      `json:"links"`
	Status    HandoffStatus `json:"status" enum:"sent,accepted"`
	InvitedBy string        `json:"invitedBy" doc:"The unit that invited this one, when it was not the owner who asked."`
	Urged     bool          `json:"urged" doc:"Urged, and the unit has not reacted yet."`
	Waiting
}

// Waiting is how a unit's clock stands, as those who wait for the unit need to know it.
type Waiting struct {
	DueAt       *time.Time `json:"dueAt" doc:"Null while the clock stands still, or when nothing is promised."`
	LeftMinutes int        `json:"leftMinutes" doc:"Working time left; negative when overdrawn."`
	Working     bool       `json:"working" doc:"Counted in working hours, not around the clock."`
	Calendar    string     `json:"calendar" doc:"The calendar that the clock counts by."`
	PauseReason string     `json:"pauseReason"`
	ResumeAt    *time.Time `json:"resumeAt"`
}

// Condition is one field of a policy's condition and the ticket's value that met it.
type Condition struct {
	Field string `json:"field" enum:"kind,tier,servicePlan,product,category,priority,area"`
	Value string `json:"value"`
}

// Link is a link of the chain on one ticket.
type Link struct {
	bun.BaseModel `bun:"table:ticket_link"`

	TicketID string `bun:",pk"`
	Link     string `bun:",pk"`
	Position int
	UnitID   string `bun:",nullzero"` // who answers for it
	State    string
	SetBy    string
	SetUnit  string
	SetAt    time.Time `bun:",nullzero"`
	Evidence string
	TimesSet int
	Returns  int

	mark mark
}

// HandoffStatus is how far a handoff is.
type HandoffStatus string

// The statuses of a handoff.
const (
	Sent      HandoffStatus = "sent"
	Accepted  HandoffStatus = "accepted"
	Returned  HandoffStatus = "returned"
	Finished  HandoffStatus = "finished"
	Withdrawn HandoffStatus = "withdrawn"
)

// Handoff is a ticket's request to one unit (流转单).
type Handoff struct {
	bun.BaseModel `bun:"table:handoff"`

	ID           string `bun:",pk"`
	TicketID     string
	UnitID       string
	Status       HandoffStatus
	Links        []string
	Request      string
	Checklist    []Check
	AskedBy      string
	AskedUnitID  string
	Invited      bool   // asked by another unit, not by the owner
	Binding      bool   // decided by a supervisor: cannot be returned
	AssigneeID   string `bun:",nullzero"`
	Result       string
	Skipped      string // why items of the checklist were left undone
	ReturnReason string
	ReturnText   string
	Urges        int
	LastUrgedAt  time.Time `bun:",nullzero"`
	Urged        bool      // and the unit has not reacted yet
	DueAt        time.Time
	CreatedAt    time.Time
	AcceptedAt   time.Time `bun:",nullzero"`
	EndedAt      time.Time `bun:",nullzero"`
	Version      int64

	mark mark
}

// IsOpen tells whether the unit still owes an answer.
func (h *Handoff) IsOpen() bool { return h.Status == Sent || h.Status == Accepted }

// Check is one item of a handoff's checklist.
type Check struct {
	Pos  int       `json:"pos"`
	Text string    `json:"text"`
	Done bool      `json:"done"`
	By   string    `json:"by"`
	At   time.Time `json:"at,omitzero"`
}

// Event is something that happened on a ticket. Events are appended and never changed.
type Event struct {
	bun.BaseModel `bun:"table:event"`

	ID        string `bun:",pk"`
	TicketID  string
	Seq       int
	At        time.Time
	Kind      string
	Audience  string // public, internal
	ActorID   string `bun:",nullzero"`
	Actor     string
	UnitID    string `bun:",nullzero"`
	Unit      string
	HandoffID string `bun:",nullzero"`
	Data      Data
}

// Data are the facts of an event, by name.
type Data map[string]any

// The audiences of an event.
const (
	Public   = "public"
	Internal = "internal"
)

// Dispute is a disagreement of units about a link, for the supervisor of their common parent to decide.
type Dispute struct {
	bun.BaseModel `bun:"table:dispute"`

	ID               string `bun:",pk"`
	TicketID         string
	Link             string
	Units            []string
	SupervisorUnitID string
	State            string // open, decided
	Decision         string
	DecidedUnitID    string `bun:",nullzero"`
	DecidedBy        string `bun:",nullzero"`
	OpenedAt         time.Time
	DecidedAt        time.Time `bun:",nullzero"`

	mark mark
}

// Stay says that a ticket, or one of its handoffs, stood in a stage at a unit for a while.
type Stay struct {
	bun.BaseModel `bun:"table:stay"`

	ID        string `bun:",pk"`
	TicketID  string
	HandoffID string `bun:",nullzero"`
	Stage     string
	UnitID    string
	StaffID   string `bun:",nullzero"`
	EnteredAt time.Time
	LeftAt    time.Time `bun:",nullzero"`
	Seconds   int64

	mark mark
}

// The stages of a stay.
const (
	StageDesk     = "desk"     // with the owner
	StageQueue    = "queue"    // sent to a unit, not accepted
	StageWork     = "work"     // accepted by a unit
	StageWait     = "wait"     // paused
	StageCallback = "callback" // resolved, the customer has not confirmed
)

// Move is one passing of a ticket's matter from a unit to another.
type Move struct {
	bun.BaseModel `bun:"table:move"`

	ID         string `bun:",pk"`
	TicketID   string
	FromUnitID string
	ToUnitID   string
	Kind       string // sent, returned, invited
	Back       bool   // to a unit that had this matter before
	At         time.Time
}

// mark says what a row needs when a change is saved.
type mark int

const (
	clean mark = iota
	changed
	added
)
