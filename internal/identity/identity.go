// Package identity keeps by which documents customers have shown who they are (实名), has them checked anew in time, and
// limits, suspends and restores what they have bought where they do not: in steps, each for a reason, and never without
// notice before.
package identity

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/secret"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Evidence is a document by which somebody has shown who he is: the customer himself, who answers for an organisation,
// who uses a terminal, or who acted for another.
type Evidence struct {
	bun.BaseModel `bun:"table:identity_evidence"`

	ID            string    `bun:",pk" json:"id"`
	CustomerID    string    `json:"customerId"`
	TerminalID    string    `bun:",nullzero" json:"terminalId" doc:"Of a user: of which terminal; empty: of all."`
	Role          string    `json:"role" enum:"holder,responsible,user,agent"`
	Kind          string    `json:"kind" enum:"resident-id,residence-permit,foreign-resident,passport,hk-macau-permit,taiwan-permit,military-id,business-licence,organisation"`
	NumberSealed  string    `json:"-"`
	NumberPrint   string    `json:"-"`
	NumberMask    string    `json:"number" doc:"Masked; it is revealed for a reason."`
	Holder        string    `json:"holder" doc:"The name on the document."`
	Issuer        string    `json:"issuer"`
	ValidUntil    string    `json:"validUntil" doc:"The last day; empty: without end."`
	Purpose       string    `json:"purpose" doc:"For what the document was shown."`
	How           string    `json:"how" enum:"face,video,online,agent" doc:"How it was checked: face to face, by video, against the authority's data, or by an agent."`
	Card          string    `json:"card" enum:"usual,iot,industry" doc:"A card for people, for things (物联网卡), or of a trade (行业卡)."`
	CardUse       string    `json:"cardUse" doc:"Of a card for things or of a trade: for what it is used."`
	Dealer        string    `json:"dealer" doc:"The agent (代理商) that took it in; empty: ourselves."`
	UnitID        string    `json:"unitId" doc:"Where it was checked."`
	CheckedBy     string    `bun:",nullzero" json:"-"`
	CheckedByName string    `json:"checkedBy"`
	CheckedAt     time.Time `json:"checkedAt"`
	EndedAt       time.Time `bun:",nullzero" json:"endedAt,omitzero" doc:"When it was replaced or withdrawn."`
	EndReason     string    `json:"endReason"`
	Version       int64     `json:"version"`
}

// about binds a sealed number to its row.
func (e *Evidence) about() string { return "identity/" + e.ID }

// Service is what one can do with real names.
type Service struct {
	// Mail sends a customer a mail in the transaction of ctx; once is what must not be told twice. nil: mails cannot be
	// sent, and customers are told in other ways.
	Mail func(ctx context.Context, to, subject, body, once string) error
	// Hotline is what customers call, for texts to them.
	Hotline string

	db        *store.DB
	org       *org.Service
	customers *customer.Service
	audit     *audit.Log
	keys      *secret.Keys
}

// New makes the service. Without keys no document can be recorded.
func New(db *store.DB, o *org.Service, c *customer.Service, log *audit.Log, keys *secret.Keys) *Service {
	s := &Service{db: db, org: o, customers: c, audit: log, keys: keys}
	c.Keeps("identity_evidence")
	c.Keeps("identity_task")
	c.Hides("evidence", s.reveal)
	c.OnTransfer = s.transferred
	return s
}

// CanRecord tells whether there is a key to seal numbers with, so that documents can be recorded.
func (s *Service) CanRecord() bool { return s.keys.Has() }

// dayAfter is the day so many days from today.
func dayAfter(ctx context.Context, days int) string {
	return now.From(ctx).In(now.China).AddDate(0, 0, days).Format(time.DateOnly)
}

// edit runs f on a locked customer for whom the acting person has the permission. The program may always. The error is
// NotFound where he does not see the customer.
func (s *Service) edit(ctx context.Context, customerID string, p org.Permission, f func(ctx context.Context, tx bun.Tx, c *customer.Customer) error) error {
	actor, err := org.NeedOrProgram(ctx, p)
	if err != nil {
		return err
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		c, err := s.customers.Seen(ctx, customerID)
		if err != nil {
			return err
		}
		if err := s.db.Lock(tx.NewSelect().Model(c).WherePK()).Scan(ctx); err != nil {
			return err
		}
		if actor != nil && !actor.Covers(p).Covers(c.UnitID) {
			return fault.New(fault.Forbidden, "这位客户由别的单位服务，请交给那里办理。", "Another unit serves this customer: let it be done there.")
		}
		if c.MergedInto != "" {
			return fault.New(fault.Conflict, "这位客户已并入另一位客户，请到那里办理。", "This customer was merged into another. Do it there.")
		}
		return f(ctx, tx, c)
	})
}

// actedBy gives who acts; both are empty for the rule.
func actedBy(ctx context.Context) (id, name string) {
	if actor := org.From(ctx); actor != nil {
		return actor.StaffID, actor.Name
	}
	return "", ""
}
