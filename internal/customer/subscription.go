package customer

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Subscription is a service that a customer has bought (业务).
type Subscription struct {
	bun.BaseModel `bun:"table:subscription"`

	Part
	TerminalID string    `bun:",nullzero" json:"terminalId,omitempty"`
	Product    string    `json:"product"`
	Plan       string    `json:"plan" doc:"The code of its plan."`
	State      string    `json:"state" enum:"active,suspended-arrears,suspended-identity,ended"`
	Reason     string    `json:"reason" doc:"Why it is in its state."`
	StateAt    time.Time `bun:",nullzero" json:"stateAt,omitzero" doc:"Since when it is in its state."`
	StartsOn   string    `json:"startsOn"`
	EndsOn     string    `json:"endsOn"`
}

// SubscriptionStates are the states of a subscription.
var SubscriptionStates = []string{"active", "suspended-arrears", "suspended-identity", "ended"}

func (*Subscription) kind() kind { return kind{"subscription", "项业务", "subscription"} }

func (b *Subscription) valid(context.Context) error {
	if b.Plan = strings.TrimSpace(b.Plan); b.Plan == "" {
		return fault.Bad("plan", "请选择套餐。", "Please choose a plan.")
	}
	if b.State == "" {
		b.State = "active"
	}
	if !slices.Contains(SubscriptionStates, b.State) {
		return fault.Bad("state", "没有 %s 这种业务状态。", "There is no state %s of a subscription.", b.State)
	}
	return checkDays(b.StartsOn, b.EndsOn)
}

func errNoPlan(code string) error {
	return fault.Bad("plan", "没有 %s 这个套餐。", "There is no plan %s.", code)
}

func (b *Subscription) refers(ctx context.Context, tx bun.Tx) error {
	plan := &Plan{Code: b.Plan}
	if err := tx.NewSelect().Model(plan).WherePK().Scan(ctx); store.None(err) {
		return errNoPlan(b.Plan)
	} else if err != nil {
		return err
	}
	if b.Product = plan.Product; b.TerminalID == "" {
		return nil
	}
	if err := store.CheckIDs("terminalId", b.TerminalID); err != nil {
		return err
	}
	known, err := tx.NewSelect().Model((*Terminal)(nil)).Where("id = ? AND customer_id = ?", b.TerminalID, b.CustomerID).Exists(ctx)
	if err == nil && !known {
		return fault.Bad("terminalId", "这台终端不属于所选客户。", "This terminal does not belong to the chosen customer.")
	}
	return err
}

// checkDays tells whether two days are a beginning and an end; each may be missing.
func checkDays(starts, ends string) error {
	if err := checkDay("startsOn", starts); err != nil {
		return err
	}
	if err := checkDay("endsOn", ends); err != nil {
		return err
	}
	if ends != "" && ends < starts {
		return fault.Bad("endsOn", "结束日期早于开始日期。", "The end is before the beginning.")
	}
	return nil
}

// SubscriptionFields are what may be set on a subscription; nil leaves it. Its state changes by steps.
type SubscriptionFields struct {
	TerminalID *string `json:"terminalId,omitempty" doc:"Empty: on no terminal."`
	Plan       *string `json:"plan,omitempty"`
	StartsOn   *string `json:"startsOn,omitempty"`
	EndsOn     *string `json:"endsOn,omitempty"`
}

func (f SubscriptionFields) apply(b *Subscription) {
	put(&b.TerminalID, f.TerminalID)
	put(&b.Plan, f.Plan)
	put(&b.StartsOn, f.StartsOn)
	put(&b.EndsOn, f.EndsOn)
}

// AddSubscription adds a subscription. It needs customer.write for the customer's unit.
func (s *Service) AddSubscription(ctx context.Context, customerID string, in Subscription) (*Subscription, error) {
	in.StateAt = now.From(ctx)
	return add(ctx, s, "subscription.added", customerID, &in, func(ctx context.Context, tx bun.Tx, _ *Customer) error { return noteStep(ctx, tx, &in) })
}

// ChangeSubscription changes the plan, the terminal or the days of a subscription. It needs customer.write for the
// customer's unit. A stale version is a Conflict.
func (s *Service) ChangeSubscription(ctx context.Context, id string, in SubscriptionFields, version int64) (*Subscription, error) {
	return change(ctx, s, "subscription.changed", id, version, func(b *Subscription) error {
		if b.State == "ended" {
			return errEnded()
		}
		in.apply(b)
		return nil
	}, func(context.Context, bun.Tx, *Customer, *Subscription, *Subscription) error { return nil })
}

func errEnded() error {
	return fault.New(fault.Conflict, "这项业务已终止，不能再改；需要时请为客户开通新业务。",
		"This subscription has ended and cannot change any more. Open a new one if the customer needs it.")
}

// Step changes the state of a subscription.
type Step struct {
	State   string `json:"state" enum:"active,suspended-arrears,suspended-identity,ended"`
	Reason  string `json:"reason" doc:"Why; the customer can be told so."`
	Version int64  `json:"version,omitempty" doc:"The version that was seen; needed unless If-Match names it."`
}

// StepSubscription suspends, restores or ends a subscription, for a reason. What has ended stays so; for identity it is
// suspended and restored by the steps of a check alone (StepForIdentity), since notice comes before. It needs
// customer.write for the customer's unit. A stale version is a Conflict.
func (s *Service) StepSubscription(ctx context.Context, id string, in Step) (*Subscription, error) {
	if in.Reason = strings.TrimSpace(in.Reason); in.Reason == "" {
		return nil, fault.Bad("reason", "请写明原因。", "Please give a reason.")
	}
	return change(ctx, s, "subscription.changed", id, in.Version, func(b *Subscription) error {
		switch b.State {
		case "ended":
			return errEnded()
		case in.State:
			return fault.New(fault.Conflict, "业务已经是这个状态。", "The subscription is in this state already.")
		}
		if in.State == forIdentity || b.State == forIdentity && in.State != "ended" {
			return fault.New(fault.Conflict, "实名停机和恢复请在客户的“实名”里办理：停机之前要先通知客户。",
				"Suspend and restore for identity in the customer's real-name panel: the customer is told before.")
		}
		b.State, b.Reason, b.StateAt = in.State, in.Reason, now.From(ctx)
		if in.State == "ended" {
			b.EndsOn = now.From(ctx).In(now.China).Format(time.DateOnly)
			b.StartsOn = min(b.StartsOn, b.EndsOn)
		}
		return nil
	}, func(ctx context.Context, tx bun.Tx, _ *Customer, _, b *Subscription) error {
		return noteStep(ctx, tx, b)
	})
}

// forIdentity is the state of a subscription that is suspended until its customer has shown who he is.
const forIdentity = "suspended-identity"

// StepForIdentity takes the subscriptions of a customer, or those on one terminal, from one state to another (which may
// be the same: then only their history says why) and tells how many there were. The caller answers for the permission.
func (s *Service) StepForIdentity(ctx context.Context, tx bun.Tx, customerID, terminalID, from, to, reason string) (int, error) {
	var list []Subscription
	q := s.db.Lock(tx.NewSelect().Model(&list).Where("customer_id = ? AND state = ?", customerID, from).OrderExpr("id"))
	if terminalID != "" {
		q = q.Where("terminal_id = ?", terminalID)
	}
	if err := q.Scan(ctx); err != nil || len(list) == 0 {
		return 0, err
	}
	at, steps := now.From(ctx), make([]SubscriptionStep, len(list))
	byID, byName := actedBy(ctx)
	ids := make([]string, len(list))
	for i, b := range list {
		ids[i] = b.ID
		steps[i] = SubscriptionStep{ID: store.NewID(ctx), SubscriptionID: b.ID, At: at, ByID: byID, ByName: byName, State: to, Reason: reason}
	}
	if _, err := tx.NewInsert().Model(&steps).Exec(ctx); err != nil || from == to {
		return len(list), err
	}
	_, err := tx.NewUpdate().Model((*Subscription)(nil)).Set("state = ?", to).Set("reason = ?", reason).Set("state_at = ?", at).
		Set("version = version + 1").Set("updated_at = ?", at).Where("id IN (?)", bun.List(ids)).Exec(ctx)
	return len(list), err
}

// SubscriptionStep is a change of a subscription's state.
type SubscriptionStep struct {
	bun.BaseModel `bun:"table:subscription_step"`

	ID             string    `bun:",pk" json:"id"`
	SubscriptionID string    `json:"-"`
	At             time.Time `json:"at"`
	ByID           string    `bun:",nullzero" json:"-"`
	ByName         string    `json:"by" doc:"Empty: the program, as by an import."`
	State          string    `json:"state" enum:"active,suspended-arrears,suspended-identity,ended"`
	Reason         string    `json:"reason"`
}

func noteStep(ctx context.Context, tx bun.Tx, b *Subscription) error {
	step := &SubscriptionStep{ID: store.NewID(ctx), SubscriptionID: b.ID, At: now.From(ctx), State: b.State, Reason: b.Reason}
	step.ByID, step.ByName = actedBy(ctx)
	_, err := tx.NewInsert().Model(step).Exec(ctx)
	return err
}

// SubscriptionHistory gives the states of a subscription, the newest first. It needs customer.read.
func (s *Service) SubscriptionHistory(ctx context.Context, id string) ([]SubscriptionStep, error) {
	if _, err := get[Subscription](ctx, s, id); err != nil {
		return nil, err
	}
	var list []SubscriptionStep
	err := s.db.Read(ctx).NewSelect().Model(&list).Where("subscription_id = ?", id).OrderExpr("at DESC, id DESC").Limit(historyMost).Scan(ctx)
	return list, err
}
