// Package care looks after customers beyond their tickets: what is owed to them without their asking twice, visits, and
// the service plans made for groups of them. It puts together what all parts of the house know of one customer.
package care

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// State is how far a task is.
type State string

// The states of a task.
const (
	Open    State = "open"
	Done    State = "done"    // the need is answered, the call made, the check done
	Won     State = "won"     // of an opportunity: the customer has bought
	Lost    State = "lost"    // of an opportunity: he has not
	Dropped State = "dropped" // no longer owed
)

// Task is something owed to a customer by a day (关怀任务): the answer to a need or an opportunity that he has raised, or a
// call or check that nobody has to ask for.
type Task struct {
	bun.BaseModel `bun:"table:care_task,alias:care_task"`

	ID         string    `bun:",pk" json:"id"`
	CustomerID string    `json:"customerId"`
	Kind       string    `json:"kind"`
	Words      string    `json:"words" doc:"What the customer wants, or what is to be done."`
	RaisedBy   string    `json:"raisedBy" doc:"Who of the customer's people has said it."`
	Channel    string    `json:"channel" doc:"On which channel it was raised; empty: nobody has raised it."`
	TicketID   string    `bun:",nullzero" json:"ticketId" doc:"In the course of which ticket; empty: of none."`
	OwnerID    string    `bun:",nullzero" json:"ownerId" doc:"Who owes it; empty: whoever of the unit takes it."`
	UnitID     string    `json:"unitId"`
	DueOn      string    `json:"dueOn"`
	State      State     `json:"state"`
	Result     string    `json:"result" doc:"The answer, the result, or why it was won, lost or dropped."`
	DoneOn     string    `json:"doneOn"`
	DoneBy     string    `bun:",nullzero" json:"doneBy"`
	PlanID     string    `bun:",nullzero" json:"planId" doc:"The service plan that asks for it; empty: a person does."`
	Once       string    `bun:",nullzero" json:"-"`
	ToldLate   bool      `json:"-"`
	CreatedBy  string    `bun:",nullzero" json:"createdBy"`
	CreatedAt  time.Time `json:"createdAt"`
	UpdatedAt  time.Time `json:"updatedAt"`
	Version    int64     `json:"version"`
}

// Visit is a journey to a customer (走访).
type Visit struct {
	bun.BaseModel `bun:"table:visit"`

	ID         string    `bun:",pk" json:"id"`
	CustomerID string    `json:"customerId"`
	SiteID     string    `bun:",nullzero" json:"siteId"`
	TicketID   string    `bun:",nullzero" json:"ticketId"`
	StaffID    string    `json:"staffId" doc:"Who visits him."`
	Day        string    `json:"day" doc:"For when it is planned, or when it was made."`
	State      string    `json:"state" enum:"planned,made,cancelled"`
	Purpose    string    `json:"purpose"`
	Result     string    `json:"result" doc:"What came of it, or why it was cancelled."`
	CreatedBy  string    `bun:",nullzero" json:"createdBy"`
	CreatedAt  time.Time `json:"createdAt"`
	UpdatedAt  time.Time `json:"updatedAt"`
	Version    int64     `json:"version"`
}

const textMost = 4000

// text gives a text that people read; it must say something where it is needed.
func text(field, value string, needed error) (string, error) {
	value = strings.TrimSpace(value)
	switch {
	case value == "" && needed != nil:
		return "", needed
	case utf8.RuneCountInString(value) > textMost:
		return "", fault.Bad(field, "最多 %d 个字。", "At most %d characters.", textMost)
	}
	return value, nil
}

func checkDay(field, day string) error {
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return fault.Bad(field, "请写成 2026-06-01 这样的日期。", "Write a day such as 2026-06-01.")
	}
	return nil
}

// need gives whoever may keep what is owed to customers: who keeps customers, and who works for them in the field. The
// program may too, and is nobody.
func need(ctx context.Context) (*org.Actor, error) {
	if actor, err := org.NeedOrProgram(ctx, org.CustomerWrite); err == nil {
		return actor, nil
	}
	return org.NeedAny(ctx, org.CustomerWrite, org.HandoffWork)
}

// served gives a customer to whom something is to be owed. The acting person, whose right need has told, must see him;
// one who was merged into another is owed nothing more.
func (s *Service) served(ctx context.Context, tx bun.Tx, actor *org.Actor, customerID string) (*customer.Customer, error) {
	var found []customer.Customer
	if customerID != "" {
		if err := store.CheckIDs("customerId", customerID); err != nil {
			return nil, err
		}
	}
	q := tx.NewSelect().Model(&found).Where("customer.id = ?", bun.NullZero(customerID))
	if actor != nil {
		q = customer.Visible(q, actor)
	}
	if err := q.Scan(ctx, &found); err != nil {
		return nil, err
	}
	switch {
	case len(found) == 0:
		return nil, fault.Bad("customerId", "没有找到所选的客户。", "The chosen customer was not found.")
	case found[0].MergedInto != "":
		return nil, fault.New(fault.Conflict, "这位客户已并入另一位客户，请到那里登记。", "This customer was merged into another. Record it there.")
	}
	return &found[0], nil
}

// put sets what was given.
func put[T any](to, from *T) {
	if from != nil {
		*to = *from
	}
}

func errStale() error {
	return fault.New(fault.Conflict, "内容已被别人修改，请刷新后再改。", "Someone has changed this meanwhile. Reload and try again.")
}
