package ticket

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Policy says what is promised to whom. Policies are tried in the order of their positions; the first
// whose conditions all hold makes the promises. Times are minutes of the calendar.
type Policy struct {
	bun.BaseModel `bun:"table:policy"`

	ID       string              `bun:",pk" json:"id"`
	Code     string              `json:"code"`
	Zh       string              `json:"zh"`
	En       string              `json:"en"`
	UnitID   string              `bun:",nullzero" json:"unitId,omitempty" doc:"It is for customers served in this unit and below; left out, for all."`
	Position int                 `json:"position"`
	When     map[string][]string `bun:"conditions" json:"when" doc:"By field (kind, tier, servicePlan, product, category, priority, area) the values that match; a field left out matches everything."`
	Calendar string              `json:"calendar"`
	Respond  int                 `json:"respond" minimum:"1"`
	Resolve  int                 `json:"resolve" minimum:"1"`
	Accept   int                 `json:"accept" minimum:"1"`
	Finish   int                 `json:"finish" minimum:"1"`
	Warn     int                 `json:"warn" minimum:"1" maximum:"99" doc:"Percent of the time after which a warning goes out."`
	Active   bool                `json:"active"`
	Version  int64               `json:"version"`
}

// Name gives the policy's name.
func (p *Policy) Name(c lang.Code) string { return lang.Text{Zh: p.Zh, En: p.En}.In(c) }

// policyFields are the fields of a condition, in the order in which they are explained.
var policyFields = []string{"kind", "tier", "servicePlan", "product", "category", "priority", "area"}

// Matter is what policies look at.
type Matter struct {
	Kind        string `json:"kind"`
	Tier        string `json:"tier"`
	ServicePlan string `json:"servicePlan" doc:"The code of the customer's service plan."`
	Product     string `json:"product"`
	Category    string `json:"category"`
	Priority    string `json:"priority"`
	Area        string `json:"area"`
}

func (m Matter) field(name string) string {
	return map[string]string{"kind": m.Kind, "tier": m.Tier, "servicePlan": m.ServicePlan, "product": m.Product, "category": m.Category, "priority": m.Priority, "area": m.Area}[name]
}

func (t *Ticket) matter() Matter {
	return Matter{Kind: t.Kind, Tier: t.Tier, ServicePlan: t.ServicePlan, Product: t.Product, Category: t.Category, Priority: t.Priority, Area: t.Area}
}

// matches tells whether all conditions hold, and gives those that were asked for.
func (p *Policy) matches(m Matter) (why []Condition, ok bool) {
	why = []Condition{}
	for _, name := range policyFields {
		wanted := p.When[name]
		if len(wanted) == 0 {
			continue
		}
		value := m.field(name)
		if !slices.Contains(wanted, value) {
			return nil, false
		}
		why = append(why, Condition{name, value})
	}
	return why, true
}

// policyFor gives the first active policy that matches, for a customer served in the first of the units above, and why it
// does; nil when none does.
func (b *rulebook) policyFor(m Matter, above []string) (*Policy, []Condition) {
	for _, p := range b.inOrder(above) {
		if !p.Active {
			continue
		}
		if why, ok := p.matches(m); ok {
			return p, why
		}
	}
	return nil, nil
}

func (b *rulebook) policy(code string) *Policy {
	i := slices.IndexFunc(b.policies, func(p Policy) bool { return p.Code == code })
	if i < 0 {
		return nil
	}
	return &b.policies[i]
}

// Policies lists the policies in their order. Anyone who is logged in may read them.
func (s *Service) Policies(ctx context.Context) ([]Policy, error) {
	book, err := s.rulebook(ctx)
	if err != nil {
		return nil, err
	}
	return book.policies, nil
}

func (b *rulebook) checkPolicy(p *Policy) error {
	if p.Code == "" || p.Zh == "" {
		return fault.Bad("zh", "请填写策略的编码和中文名称。", "Please give the policy a code and a Chinese name.")
	}
	if b.calendars[p.Calendar] == nil {
		return fault.Bad("calendar", "没有日历 %s。", "There is no calendar %s.", p.Calendar)
	}
	for name, minutes := range map[string]int{"respond": p.Respond, "resolve": p.Resolve, "accept": p.Accept, "finish": p.Finish} {
		if minutes < 1 {
			return fault.Bad(name, "时限至少 1 分钟。", "A promise has at least 1 minute.")
		}
	}
	if p.Warn < 1 || p.Warn > 99 {
		return fault.Bad("warn", "预警比例应在 1 至 99 之间。", "The warning lies between 1 and 99 percent.")
	}
	for field := range p.When {
		if !slices.Contains(policyFields, field) {
			return fault.Bad("when", "没有条件 %s。", "There is no condition %s.", field)
		}
	}
	return nil
}

// SavePolicy makes a policy (no ID: at the end of the order) or changes it. Promises already given
// stay as they were. It needs rules.manage. A stale version is a Conflict.
func (s *Service) SavePolicy(ctx context.Context, p Policy) (*Policy, error) {
	_, err := org.Need(ctx, org.RulesManage)
	if err != nil {
		return nil, err
	}
	book, err := s.rulebook(ctx)
	if err != nil {
		return nil, err
	}
	if err := book.checkPolicy(&p); err != nil {
		return nil, err
	}
	if err := s.checkPolicyUnit(ctx, &p); err != nil {
		return nil, err
	}
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		store.After(ctx, s.rulesChanged)
		change := audit.Change{Name: lang.Text{Zh: p.Zh, En: p.En}}
		if change.Before, err = s.writePolicy(ctx, tx, &p, len(book.policies)+1); err != nil {
			return err
		}
		change.After = p
		return s.audit.Write(ctx, org.Who(ctx), "policy.saved", "policy", p.ID, change)
	})
	return &p, err
}

// writePolicy gives the policy as it was; nil where it is a new one.
func (s *Service) writePolicy(ctx context.Context, tx bun.Tx, p *Policy, last int) (before any, err error) {
	if p.ID == "" {
		p.ID, p.Position, p.Version = store.NewID(ctx), last, 1
		_, err := tx.NewInsert().Model(p).Exec(ctx)
		if store.IsDuplicate(err) {
			return nil, fault.Bad("code", "策略编码 %s 已存在。", "The policy code %s is taken.", p.Code)
		}
		return nil, err
	}
	old := Policy{ID: p.ID}
	err = s.db.Lock(tx.NewSelect().Model(&old).WherePK()).Scan(ctx)
	if store.None(err) {
		return nil, fault.Missing("这条策略", "policy")
	}
	if err != nil {
		return nil, err
	}
	if err := httpx.CheckVersion(ctx, old.Version, p.Version, errStale()); err != nil {
		return nil, err
	}
	if old.UnitID != "" {
		if _, err := org.NeedIn(ctx, org.RulesManage, old.UnitID); err != nil {
			return nil, err
		}
	}
	p.Version = old.Version
	p.Position, p.Code, p.UnitID = old.Position, old.Code, old.UnitID
	p.Version++
	_, err = tx.NewUpdate().Model(p).WherePK().Exec(ctx)
	return old, err
}

// OrderPolicies puts the policies into the order of ids, which names each once. It needs rules.manage.
func (s *Service) OrderPolicies(ctx context.Context, ids []string) error {
	_, err := org.Need(ctx, org.RulesManage)
	if err != nil {
		return err
	}
	if err := store.CheckIDs("ids", ids...); err != nil {
		return err
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		store.After(ctx, s.rulesChanged)
		n, err := tx.NewSelect().Model((*Policy)(nil)).Where("id IN (?)", bun.List(ids)).Count(ctx)
		if err != nil {
			return err
		}
		all, err := tx.NewSelect().Model((*Policy)(nil)).Count(ctx)
		if err != nil {
			return err
		}
		if n != all || int64(len(ids)) != all {
			return fault.Bad("ids", "请给出全部 %d 条策略，每条一次。", "Name all %d policies, each once.", all)
		}
		var before []string
		if err := tx.NewSelect().Model((*Policy)(nil)).Column("zh").OrderExpr("position, code").Scan(ctx, &before); err != nil {
			return err
		}
		for i, id := range ids {
			if _, err := tx.NewUpdate().Model((*Policy)(nil)).Set("position = ?", i+1).Where("id = ?", id).Exec(ctx); err != nil {
				return err
			}
		}
		var after []string
		if err := tx.NewSelect().Model((*Policy)(nil)).Column("zh").OrderExpr("position, code").Scan(ctx, &after); err != nil {
			return err
		}
		change := audit.Change{Before: auditedOrder{before}, After: auditedOrder{after}}
		return s.audit.Write(ctx, org.Who(ctx), "policies.ordered", "policy", "", change)
	})
}

// TryPolicy tells which policy a matter of a customer served in a unit would meet, and why; without a unit only those for
// all are tried.
func (s *Service) TryPolicy(ctx context.Context, m Matter, unitID string) (*Policy, []Condition, error) {
	book, err := s.rulebook(ctx)
	if err != nil {
		return nil, nil, err
	}
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return nil, nil, err
	}
	p, why := book.policyFor(m, tree.Above(unitID))
	return p, why, nil
}

// checkPolicyUnit refuses a unit that serves nobody. What is for the whole house is for all.
func (s *Service) checkPolicyUnit(ctx context.Context, p *Policy) error {
	if p.UnitID == "" {
		return nil
	}
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return err
	}
	u := tree.Unit(p.UnitID)
	if u == nil || u.Kind == org.Imported {
		return fault.Bad("unitId", "没有这个单位。", "There is no such unit.")
	}
	if u.ParentID == "" {
		p.UnitID = ""
		return nil
	}
	_, err = org.NeedIn(ctx, org.RulesManage, p.UnitID)
	return err
}
