package care

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/ticket"
)

// ServicePlan is how a group of customers is served (服务方案). What is promised to them stands in the policies, which may
// name a plan.
type ServicePlan struct {
	bun.BaseModel `bun:"table:service_plan,alias:service_plan"`

	ID        string    `bun:",pk" json:"id"`
	Code      string    `json:"code"`
	Zh        string    `json:"zh"`
	En        string    `json:"en"`
	About     string    `json:"about"`
	Position  int       `json:"position" doc:"Plans are tried in this order; the first whose segment a customer belongs to is his."`
	Segment   *Segment  `json:"segment" doc:"Who gets it by himself; null: only who is given it by hand or contract."`
	Channels  []string  `json:"channels" doc:"On which channels these customers are to be served."`
	ManagerID string    `bun:",nullzero" json:"managerId" doc:"The account manager of those who have none of their own."`
	Tasks     []Rule    `json:"tasks"`
	Active    bool      `json:"active"`
	Version   int64     `json:"version"`
	CreatedAt time.Time `json:"createdAt"`
	UpdatedAt time.Time `json:"updatedAt"`
}

// Rule is something that a plan does for each of its customers without being asked.
type Rule struct {
	Key   string `json:"key,omitempty" doc:"By which it stays the same rule when it is changed; given by the program."`
	Kind  string `json:"kind"`
	Words string `json:"words" doc:"What is to be done."`
	When  string `json:"when" enum:"joined,yearly,anniversary" doc:"So many days after the customer has joined; every year on a day; so many days before the anniversary of a contract that runs."`
	Days  int    `json:"days" minimum:"0" maximum:"365"`
	On    string `json:"on,omitempty" doc:"Of yearly: the month and day, as 06-01."`
	Ahead int    `json:"ahead" minimum:"0" maximum:"180" doc:"Of yearly and anniversary: how many days before its day the task is given."`
}

func (r *Rule) check(i int) error {
	field := fmt.Sprintf("tasks[%d].", i)
	if r.Words = strings.TrimSpace(r.Words); r.Words == "" {
		return fault.Bad(field+"words", "请写明要做什么。", "Please say what is to be done.")
	}
	switch r.When {
	case "joined", "anniversary":
		r.On = ""
	case "yearly":
		if _, err := time.Parse(time.DateOnly, "2028-"+r.On); err != nil {
			return fault.Bad(field+"on", "请写成 06-01 这样的月和日。", "Write month and day as 06-01.")
		}
	default:
		return fault.Bad(field+"when", "请选择何时：joined、yearly 或 anniversary。", "Choose when: joined, yearly or anniversary.")
	}
	if r.Days < 0 || r.Ahead < 0 {
		return fault.Bad(field+"days", "天数不能为负。", "Days are not negative.")
	}
	return nil
}

// ServicePlans lists the plans in their order. Anyone who is logged in may read them.
func (s *Service) ServicePlans(ctx context.Context) ([]ServicePlan, error) {
	var list []ServicePlan
	return list, s.db.Read(ctx).NewSelect().Model(&list).OrderExpr("position, code").Scan(ctx)
}

// SavePlan makes a plan (no ID) or changes one; its code stays. Its members are found anew, in the background. It needs
// rules.manage. A stale version is a Conflict.
func (s *Service) SavePlan(ctx context.Context, p ServicePlan) (*ServicePlan, error) {
	if _, err := org.NeedOrProgram(ctx, org.RulesManage); err != nil {
		return nil, err
	}
	if err := s.checkPlan(ctx, &p); err != nil {
		return nil, err
	}
	err := s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		change := audit.Change{Name: lang.Text{Zh: p.Zh, En: p.En}}
		before, err := s.writePlan(ctx, tx, &p)
		if err != nil {
			return err
		}
		if before != nil {
			change.Before = before
		}
		change.After = &p
		if _, err := tx.NewUpdate().Model((*round)(nil)).Set("day = ''").Where("id = 1").Exec(ctx); err != nil {
			return err
		}
		return s.audit.Write(ctx, org.Who(ctx), "service.plan.saved", "service.plan", p.ID, change)
	})
	if err != nil {
		return nil, err
	}
	return &p, nil
}

func (s *Service) writePlan(ctx context.Context, tx bun.Tx, p *ServicePlan) (*ServicePlan, error) {
	p.UpdatedAt = now.From(ctx)
	if p.ID == "" {
		p.ID, p.Version, p.CreatedAt = store.NewID(ctx), 1, p.UpdatedAt
		_, err := tx.NewInsert().Model(p).Exec(ctx)
		if store.IsDuplicate(err) {
			return nil, fault.Bad("code", "服务方案编码 %s 已存在。", "The service plan code %s is taken.", p.Code)
		}
		return nil, err
	}
	before := &ServicePlan{ID: p.ID}
	if err := s.db.Lock(tx.NewSelect().Model(before).WherePK()).Scan(ctx); store.None(err) {
		return nil, fault.Missing("这个服务方案", "service plan")
	} else if err != nil {
		return nil, err
	}
	if err := httpx.CheckVersion(ctx, before.Version, p.Version, errStale()); err != nil {
		return nil, err
	}
	p.Code, p.Version, p.CreatedAt = before.Code, before.Version+1, before.CreatedAt
	_, err := tx.NewUpdate().Model(p).WherePK().Exec(ctx)
	return before, err
}

func (s *Service) checkPlan(ctx context.Context, p *ServicePlan) error {
	p.Zh, p.En, p.About = strings.TrimSpace(p.Zh), strings.TrimSpace(p.En), strings.TrimSpace(p.About)
	if p.ID == "" {
		if err := checkCode(p.Code); err != nil {
			return err
		}
	}
	if p.Zh == "" {
		return fault.Bad("zh", "请填写服务方案的中文名称。", "Please give the service plan's Chinese name.")
	}
	if p.En == "" {
		p.En = p.Zh
	}
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return err
	}
	if p.Segment != nil {
		if err := p.Segment.check(tree); err != nil {
			return err
		}
		if c := p.Segment.on(ctx, tree); len(c.where) == 0 {
			return fault.Bad("segment", "请至少给出一条规则，否则全部客户都会加入。", "Give one rule at least; without any, every customer would join.")
		}
	}
	for _, code := range p.Channels {
		if !slices.ContainsFunc(ticket.Channels, func(n ticket.Named) bool { return n.Code == code }) {
			return fault.Bad("channels", "没有 %s 这个渠道。", "There is no channel %s.", code)
		}
	}
	if p.Channels == nil {
		p.Channels = []string{}
	}
	if err := s.checkRules(ctx, p); err != nil {
		return err
	}
	if p.ManagerID == "" {
		return nil
	}
	if !store.IsID(p.ManagerID) {
		return fault.Bad("managerId", "没有这名员工。", "There is no such person.")
	}
	if manager, err := s.org.Actor(ctx, p.ManagerID); err != nil || manager != nil {
		return err
	}
	return fault.Bad("managerId", "没有这名员工，或账号已停用。", "There is no such person, or the account is disabled.")
}

func (s *Service) checkRules(ctx context.Context, p *ServicePlan) error {
	if p.Tasks == nil {
		p.Tasks = []Rule{}
	}
	keys := map[string]bool{}
	for i := range p.Tasks {
		r := &p.Tasks[i]
		if err := r.check(i); err != nil {
			return err
		}
		if err := s.checkKind(ctx, r.Kind); err != nil {
			return fault.Bad(fmt.Sprintf("tasks[%d].kind", i), "没有 %s 这种任务。", "There is no kind of task %s.", r.Kind)
		}
		if r.Key == "" || keys[r.Key] {
			r.Key = store.NewID(ctx)
		}
		keys[r.Key] = true
	}
	return nil
}
