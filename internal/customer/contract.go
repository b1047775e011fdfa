package customer

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/jobs"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Contract is what was agreed with a customer for some time (合同). While it runs, its tier is the least the customer has.
type Contract struct {
	bun.BaseModel `bun:"table:contract"`

	Part
	Number      string `json:"number"`
	Title       string `json:"title"`
	Tier        string `json:"tier" doc:"The tier that it gives; empty: none."`
	StartsOn    string `json:"startsOn"`
	EndsOn      string `json:"endsOn" doc:"The last day; empty: until it is ended."`
	ServicePlan string `json:"servicePlan" doc:"The code of the service plan that it gives while it runs; empty: none."`
	Runs        bool   `json:"runs" doc:"Today is one of its days."`
	Note        string `json:"note"`
}

func (*Contract) kind() kind { return kind{"contract", "份合同", "contract"} }

func (k *Contract) refers(ctx context.Context, tx bun.Tx) error {
	return CheckServicePlan(ctx, tx, k.ServicePlan)
}

// CheckServicePlan tells whether there is a service plan of a code; none is one.
func CheckServicePlan(ctx context.Context, tx bun.Tx, code string) error {
	if code == "" {
		return nil
	}
	known, err := tx.NewSelect().Table("service_plan").Where("code = ?", code).Exists(ctx)
	if err == nil && !known {
		return fault.Bad("servicePlan", "没有 %s 这个服务方案。", "There is no service plan %s.", code)
	}
	return err
}

func (k *Contract) valid(ctx context.Context) error {
	k.Number, k.Title = strings.TrimSpace(k.Number), strings.TrimSpace(k.Title)
	switch {
	case k.Number == "":
		return fault.Bad("number", "请填写合同编号。", "Please give the contract's number.")
	case k.StartsOn == "":
		return fault.Bad("startsOn", "请填写合同的开始日期。", "Please give the day on which the contract begins.")
	case k.Tier != "" && !slices.Contains(Tiers, k.Tier):
		return fault.Bad("tier", "没有 %s 这个客户等级。", "There is no tier %s.", k.Tier)
	}
	k.Runs = k.runsOn(now.Today(ctx))
	return checkDays(k.StartsOn, k.EndsOn)
}

func (k *Contract) runsOn(day string) bool {
	return k.StartsOn <= day && (k.EndsOn == "" || day <= k.EndsOn)
}

// ContractFields are what may be set on a contract; nil leaves it.
type ContractFields struct {
	Number      *string `json:"number,omitempty"`
	Title       *string `json:"title,omitempty"`
	Tier        *string `json:"tier,omitempty"`
	ServicePlan *string `json:"servicePlan,omitempty"`
	StartsOn    *string `json:"startsOn,omitempty"`
	EndsOn      *string `json:"endsOn,omitempty"`
	Note        *string `json:"note,omitempty"`
}

func (f ContractFields) apply(k *Contract) {
	put(&k.Number, f.Number)
	put(&k.Title, f.Title)
	put(&k.Tier, f.Tier)
	put(&k.ServicePlan, f.ServicePlan)
	put(&k.StartsOn, f.StartsOn)
	put(&k.EndsOn, f.EndsOn)
	put(&k.Note, f.Note)
}

// AddContract adds a contract. It needs customer.write for the customer's unit.
func (s *Service) AddContract(ctx context.Context, customerID string, in Contract) (*Contract, error) {
	k, err := add(ctx, s, "contract.added", customerID, &in, s.retier)
	return k, taken(err, in.Number)
}

// ChangeContract changes a contract; one ends it by its last day. It needs customer.write for the customer's unit. A
// stale version is a Conflict.
func (s *Service) ChangeContract(ctx context.Context, id string, in ContractFields, version int64) (*Contract, error) {
	number := ""
	k, err := change(ctx, s, "contract.changed", id, version, func(k *Contract) error { in.apply(k); number = k.Number; return nil },
		func(ctx context.Context, tx bun.Tx, c *Customer, _, _ *Contract) error { return s.retier(ctx, tx, c) })
	return k, taken(err, number)
}

func taken(err error, number string) error {
	if store.IsDuplicate(err) {
		return errTaken(number)
	}
	return err
}

func errTaken(number string) error {
	return fault.Bad("number", "合同编号 %s 已存在。", "The contract number %s is taken.", number)
}

// retier gives a customer the best of his own tier and those of his contracts that run, and whatever else follows from
// these.
func (s *Service) retier(ctx context.Context, tx bun.Tx, c *Customer) error {
	var tiers []string
	err := tx.NewSelect().Model((*Contract)(nil)).Column("tier").Where("customer_id = ? AND runs AND tier <> ''", c.ID).Scan(ctx, &tiers)
	if err != nil {
		return err
	}
	if s.OnAgreed != nil {
		if err := s.OnAgreed(ctx, tx, c.ID); err != nil {
			return err
		}
	}
	best := bestTier(c.BaseTier, tiers...)
	if best == c.Tier {
		return nil
	}
	c.Tier = best
	_, err = tx.NewUpdate().Model(c).Set("tier = ?", best).Set("version = version + 1").Set("updated_at = ?", now.From(ctx)).WherePK().Exec(ctx)
	return err
}

func bestTier(best string, tiers ...string) string {
	for _, tier := range tiers {
		if tier != "" && slices.Index(Tiers, tier) < slices.Index(Tiers, best) {
			best = tier
		}
	}
	return best
}

// turnMost is how many contracts begin or end in one transaction.
const turnMost = 200

// TurnContracts lets contracts begin and end whose day has come, and their customers have the tier that follows. The
// program calls it by and by; several replicas may.
func (s *Service) TurnContracts(ctx context.Context) error {
	ctx = org.AsProgram(ctx)
	for {
		turned := 0
		err := s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
			var list []Contract
			day := now.Today(ctx)
			q := s.db.Lock(tx.NewSelect().Model(&list).Where("(runs AND ends_on <> '' AND ends_on < ?) OR (NOT runs AND starts_on <= ? AND (ends_on = '' OR ends_on >= ?))", day, day, day).
				OrderExpr("customer_id, id").Limit(turnMost))
			if err := q.Scan(ctx); err != nil {
				return err
			}
			turned = len(list)
			for _, k := range list {
				if err := s.turn(ctx, tx, k, day); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil || turned < turnMost {
			return err
		}
	}
}

func (s *Service) turn(ctx context.Context, tx bun.Tx, k Contract, day string) error {
	_, err := tx.NewUpdate().Model(&k).Set("runs = ?", k.runsOn(day)).Set("version = version + 1").WherePK().Exec(ctx)
	if err != nil {
		return err
	}
	c := &Customer{ID: k.CustomerID}
	if err := s.db.Lock(tx.NewSelect().Model(c).WherePK()).Scan(ctx); err != nil {
		return err
	}
	return s.retier(ctx, tx, c)
}

// turnEvery is how often contracts are looked at: their days begin at midnight.
const turnEvery = 10 * time.Minute

// Watch lets contracts begin and end until ctx ends. Several replicas may.
func (s *Service) Watch(ctx context.Context) {
	jobs.Every(ctx, turnEvery, "the contracts could not be looked at", s.TurnContracts)
}
