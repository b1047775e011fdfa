package care

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// member says that a customer has, or has had, a service plan.
type member struct {
	bun.BaseModel `bun:"table:plan_member"`

	ID         string `bun:",pk"`
	PlanID     string
	CustomerID string
	Via        string // segment, contract, hand
	JoinedAt   time.Time
	LeftAt     time.Time `bun:",nullzero"`
}

// standing is a customer with the plans that could be his.
type standing struct {
	ID             string
	ManagerID      string
	UnitID         string
	MergedInto     string
	ServicePlan    string // that he has
	ServicePlanSet string
	ByContract     string
	BySegment      string
	Via            string // by which he has it
}

// due gives the plan that a customer is to have and why: the one set by hand, else that of a contract, else the first
// whose segment he belongs to. A plan that is not active is nobody's.
func (c *standing) due(plans map[string]*ServicePlan) (code, via string) {
	if c.MergedInto != "" {
		return "", ""
	}
	for _, x := range [][2]string{{c.ServicePlanSet, "hand"}, {c.ByContract, "contract"}, {c.BySegment, "segment"}} {
		if p := plans[x[0]]; p != nil && p.Active {
			return x[0], x[1]
		}
	}
	return "", ""
}

// book is all plans, read together.
type book struct {
	list   []ServicePlan
	byCode map[string]*ServicePlan
	tree   *org.Tree
}

func (s *Service) book(ctx context.Context) (*book, error) {
	b := &book{byCode: map[string]*ServicePlan{}}
	var err error
	if b.tree, err = s.org.Tree(ctx); err != nil {
		return nil, err
	}
	if b.list, err = s.ServicePlans(ctx); err != nil {
		return nil, err
	}
	for i := range b.list {
		b.byCode[b.list[i].Code] = &b.list[i]
	}
	return b, nil
}

// standings reads customers with the plans that could be theirs, in one query.
func (s *Service) standings(ctx context.Context, tx bun.Tx, b *book, narrow func(*bun.SelectQuery) *bun.SelectQuery) ([]standing, error) {
	bySegment, args := "CASE", []any{}
	for _, p := range b.list {
		if !p.Active || p.Segment == nil {
			continue
		}
		c := p.Segment.on(ctx, b.tree)
		bySegment += " WHEN " + c.sql() + " THEN ?"
		args = append(append(args, c.args...), p.Code)
	}
	bySegment += " ELSE '' END AS by_segment"
	if len(args) == 0 {
		bySegment = "'' AS by_segment"
	}
	var rows []standing
	q := tx.NewSelect().Model((*customer.Customer)(nil)).
		Column("customer.id", "customer.manager_id", "customer.unit_id", "customer.merged_into", "customer.service_plan", "customer.service_plan_set").
		ColumnExpr("(SELECT x.service_plan FROM contract x WHERE x.customer_id = customer.id AND x.runs AND x.service_plan <> '' ORDER BY x.starts_on DESC, x.id DESC LIMIT 1) AS by_contract").
		ColumnExpr("(SELECT m.via FROM plan_member m WHERE m.customer_id = customer.id AND m.left_at IS NULL LIMIT 1) AS via").
		ColumnExpr(bySegment, args...)
	return rows, narrow(q).OrderExpr("customer.id").Scan(ctx, &rows)
}

// settle gives customers the plans that they are to have, and the tasks of these. It does in a constant number of
// statements, and nothing where all is as it should be.
func (s *Service) settle(ctx context.Context, tx bun.Tx, rows []standing, b *book) error {
	at := now.From(ctx)
	var left []string
	var joined []member
	with := map[string][]string{} // by code
	changedVia := map[string][]string{}
	for i := range rows {
		c := &rows[i]
		code, via := c.due(b.byCode)
		if code == c.ServicePlan {
			if via != c.Via && code != "" {
				changedVia[via] = append(changedVia[via], c.ID)
			}
			continue
		}
		if c.ServicePlan != "" {
			left = append(left, c.ID)
		}
		with[code] = append(with[code], c.ID)
		if c.ServicePlan = code; code != "" {
			joined = append(joined, member{ID: store.NewID(ctx), PlanID: b.byCode[code].ID, CustomerID: c.ID, Via: via, JoinedAt: at})
		}
	}
	if err := s.leave(ctx, tx, left, at); err != nil {
		return err
	}
	for code, ids := range with {
		if _, err := tx.NewUpdate().Model((*customer.Customer)(nil)).Set("service_plan = ?", code).Where("id IN (?)", bun.List(ids)).Exec(ctx); err != nil {
			return err
		}
	}
	for via, ids := range changedVia {
		if _, err := tx.NewUpdate().Model((*member)(nil)).Set("via = ?", via).Where("customer_id IN (?) AND left_at IS NULL", bun.List(ids)).Exec(ctx); err != nil {
			return err
		}
	}
	if len(joined) > 0 {
		if _, err := tx.NewInsert().Model(&joined).Exec(ctx); err != nil {
			return err
		}
	}
	return s.giveTasks(ctx, tx, rows, b)
}

// leave ends memberships. What the plan still asks for is no longer owed, but what is late stays.
func (s *Service) leave(ctx context.Context, tx bun.Tx, ids []string, at time.Time) error {
	if len(ids) == 0 {
		return nil
	}
	_, err := tx.NewUpdate().Model((*member)(nil)).Set("left_at = ?", at).Where("customer_id IN (?) AND left_at IS NULL", bun.List(ids)).Exec(ctx)
	if err != nil {
		return err
	}
	_, err = tx.NewUpdate().Model((*Task)(nil)).Set("state = ?", Dropped).Set("done_on = ?", now.Today(ctx)).Set("updated_at = ?", at).Set("version = version + 1").
		Where("customer_id IN (?) AND plan_id IS NOT NULL AND state = 'open' AND due_on >= ?", bun.List(ids), now.Today(ctx)).Exec(ctx)
	return err
}

// Settle gives a customer the plan that he is to have by hand, contract or segment, in the transaction of what has
// changed on him.
func (s *Service) Settle(ctx context.Context, tx bun.Tx, customerID string) error {
	b, err := s.book(ctx)
	if err != nil || len(b.list) == 0 {
		return err
	}
	rows, err := s.standings(ctx, tx, b, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("customer.id = ?", customerID) })
	if err != nil {
		return err
	}
	return s.settle(ctx, tx, rows, b)
}

// SetPlan gives a customer a service plan by hand, which wins over contract and segment; an empty code lets these decide
// again. It needs customer.write for the customer's unit. A stale version is a Conflict.
func (s *Service) SetPlan(ctx context.Context, customerID, code string, version int64) error {
	actor, err := org.NeedOrProgram(ctx, org.CustomerWrite)
	if err != nil {
		return err
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		c := &customer.Customer{ID: customerID}
		if err := s.db.Lock(tx.NewSelect().Model(c).WherePK()).Scan(ctx); store.None(err) || err == nil && actor != nil && !actor.Covers(org.CustomerWrite).Covers(c.UnitID) {
			return fault.Missing("这位客户", "customer")
		} else if err != nil {
			return err
		}
		if err := httpx.CheckVersion(ctx, c.Version, version, errStale()); err != nil {
			return err
		}
		if err := customer.CheckServicePlan(ctx, tx, code); err != nil {
			return err
		}
		change := audit.Change{Name: lang.Text{Zh: c.Name}, Before: map[string]any{"servicePlan": c.ServicePlanSet}, After: map[string]any{"servicePlan": code}}
		_, err := tx.NewUpdate().Model(c).Set("service_plan_set = ?", code).Set("version = version + 1").Set("updated_at = ?", now.From(ctx)).WherePK().Exec(ctx)
		if err != nil {
			return err
		}
		if err := s.Settle(ctx, tx, customerID); err != nil {
			return err
		}
		return s.audit.Write(ctx, org.Who(ctx), "service.plan.set", "customer", customerID, change)
	})
}

// PlanOf is the service plan that a customer has, and why.
type PlanOf struct {
	org.Ref
	Code     string    `json:"code"`
	Zh       string    `json:"zh"`
	En       string    `json:"en"`
	Via      string    `json:"via" enum:"segment,contract,hand"`
	Since    time.Time `json:"since"`
	Manager  *org.Ref  `json:"manager" doc:"Whom the plan names as account manager."`
	Channels []string  `json:"channels"`
}

// planOf gives the plan of a customer; nil when he has none.
func (s *Service) planOf(ctx context.Context, customerID string) (*PlanOf, error) {
	var rows []struct {
		ServicePlan `bun:",extend"`
		Via         string
		JoinedAt    time.Time
		ManagerName string
	}
	err := s.db.Read(ctx).NewSelect().TableExpr("plan_member AS m").Join("JOIN service_plan ON service_plan.id = m.plan_id").
		ColumnExpr("service_plan.id, service_plan.code, service_plan.zh, service_plan.en, service_plan.manager_id, service_plan.channels, m.via, m.joined_at").
		ColumnExpr("(SELECT name FROM staff WHERE staff.id = service_plan.manager_id) AS manager_name").
		Where("m.customer_id = ? AND m.left_at IS NULL", customerID).OrderExpr("m.joined_at DESC").Limit(1).Scan(ctx, &rows)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	r := rows[0]
	return &PlanOf{org.Ref{ID: r.ID, Name: r.Zh}, r.Code, r.Zh, r.En, r.Via, r.JoinedAt, ref(r.ManagerID, r.ManagerName), r.Channels}, nil
}
