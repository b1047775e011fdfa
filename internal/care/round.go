package care

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/jobs"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// round says how far the customers have been gone through today.
type round struct {
	bun.BaseModel `bun:"table:care_round"`

	ID    int64 `bun:",pk"`
	Day   string
	After string // the customer with whom it has come so far
	Done  bool
}

const (
	roundBatch = 400
	roundEvery = 10 * time.Second
)

// Watch goes through the customers once a day, and soon after a plan has changed or somebody has come, until ctx ends.
// Replicas may all watch: whoever works on a batch holds the row that says how far one has come.
func (s *Service) Watch(ctx context.Context) {
	jobs.Every(ctx, roundEvery, "the customers could not be gone through for their service plans", s.Round)
}

// Round gives every customer the plan that he is to have today, and every member the tasks whose time has come, each
// once; and tells those who owe what has become late. What has been done is not done again.
func (s *Service) Round(ctx context.Context) error {
	ctx = org.AsProgram(org.With(ctx, nil))
	for {
		more, err := s.roundOn(ctx)
		if err != nil {
			return err
		}
		if !more {
			return s.tellLate(ctx)
		}
	}
}

// roundOn does a batch, unless there is nothing to do or another replica is at it.
func (s *Service) roundOn(ctx context.Context) (more bool, err error) {
	if work, err := s.roundDue(ctx); err != nil || !work {
		return false, err
	}
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		var held []round
		if err := s.db.SkipLocked(tx.NewSelect().Model(&held).Where("id = 1")).Scan(ctx); err != nil || len(held) == 0 {
			return err
		}
		r := held[0]
		if day := now.Today(ctx); r.Day != day {
			r.Day, r.After, r.Done = day, "", false
		}
		b, err := s.book(ctx)
		if err != nil {
			return err
		}
		rows, err := s.standings(ctx, tx, b, func(q *bun.SelectQuery) *bun.SelectQuery { return r.next(q).Limit(roundBatch) })
		if err != nil {
			return err
		}
		if err := s.settle(ctx, tx, rows, b); err != nil {
			return err
		}
		if len(rows) > 0 {
			r.After = rows[len(rows)-1].ID
		}
		r.Done = len(rows) < roundBatch
		more = !r.Done
		_, err = tx.NewUpdate().Model(&r).WherePK().Exec(ctx)
		return err
	})
	return more, err
}

// next narrows to the customers after those who were gone through: identifiers grow with time, so that who comes
// during the day is among them.
func (r *round) next(q *bun.SelectQuery) *bun.SelectQuery {
	if r.After == "" {
		return q
	}
	return q.Where("customer.id > ?", r.After)
}

// roundDue looks whether there is anything to do without holding anything.
func (s *Service) roundDue(ctx context.Context) (bool, error) {
	r := &round{ID: 1}
	db := s.db.Read(ctx)
	err := db.NewSelect().Model(r).WherePK().Scan(ctx)
	if store.None(err) { // the first round of all
		return true, s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
			_, err := tx.NewInsert().Model(r).On("CONFLICT DO NOTHING").Exec(ctx)
			return err
		})
	}
	if err != nil {
		return false, err
	}
	if r.Day != now.Today(ctx) || !r.Done {
		return true, nil
	}
	return r.next(db.NewSelect().Model((*customer.Customer)(nil))).Limit(1).Exists(ctx)
}

// tellLate tells those who owe what has become late, each once.
func (s *Service) tellLate(ctx context.Context) error {
	const late = "care_task.state = 'open' AND NOT care_task.told_late AND care_task.due_on < ?"
	for {
		if any, err := s.db.Read(ctx).NewSelect().Model((*Task)(nil)).Where(late, now.Today(ctx)).Exists(ctx); err != nil || !any {
			return err
		}
		told := 0
		err := s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
			var list []Task
			q := tx.NewSelect().Model(&list).Where(late, now.Today(ctx)).OrderExpr("care_task.due_on, care_task.id").Limit(roundBatch)
			if err := s.db.SkipLocked(q).Scan(ctx); err != nil || len(list) == 0 {
				return err
			}
			told = len(list)
			ids, customers := make([]string, len(list)), make([]string, len(list))
			for i, task := range list {
				ids[i], customers[i] = task.ID, task.CustomerID
			}
			names, err := s.customers.Names(ctx, customers)
			if err != nil {
				return err
			}
			for i := range list {
				c := &customer.Customer{ID: list[i].CustomerID, Name: names[list[i].CustomerID]}
				if err := s.tell(ctx, tx, "care.late", &list[i], c, list[i].OwnerID, list[i].ID+":"+list[i].DueOn); err != nil {
					return err
				}
			}
			_, err = tx.NewUpdate().Model((*Task)(nil)).Set("told_late = TRUE").Where("id IN (?)", bun.List(ids)).Exec(ctx)
			return err
		})
		if err != nil || told == 0 {
			return err
		}
	}
}

// giveTasks gives the members among customers the tasks of their plans whose time has come. What a plan has asked for
// already is asked for no more.
func (s *Service) giveTasks(ctx context.Context, tx bun.Tx, rows []standing, b *book) error {
	byID := map[string]*standing{}
	for i := range rows {
		if p := b.byCode[rows[i].ServicePlan]; p != nil && len(p.Tasks) > 0 {
			byID[rows[i].ID] = &rows[i]
		}
	}
	if len(byID) == 0 {
		return nil
	}
	ids := make([]string, 0, len(byID))
	for _, c := range rows {
		if byID[c.ID] != nil {
			ids = append(ids, c.ID)
		}
	}
	var members []member
	if err := tx.NewSelect().Model(&members).Where("customer_id IN (?) AND left_at IS NULL", bun.List(ids)).OrderExpr("customer_id").Scan(ctx); err != nil {
		return err
	}
	var contracts []customer.Contract
	if err := tx.NewSelect().Model(&contracts).Column("id", "customer_id", "starts_on").Where("customer_id IN (?) AND runs", bun.List(ids)).Scan(ctx); err != nil {
		return err
	}
	var tasks []*Task
	for _, m := range members {
		c := byID[m.CustomerID]
		plan := b.byCode[c.ServicePlan]
		for _, r := range plan.Tasks {
			for _, o := range r.occasions(now.From(ctx).In(now.China), m, contracts) {
				tasks = append(tasks, newPlanned(ctx, plan, r, c, o))
			}
		}
	}
	return s.savePlanned(ctx, tx, tasks)
}

// occasion is one time at which a rule asks for a task.
type occasion struct{ due, once string }

// occasions are those whose time has come at a moment of a day: a task is given up to so many days before its day. What
// lies more than a week back is let be: the plan did not ask for it then.
func (r *Rule) occasions(at time.Time, m member, contracts []customer.Contract) []occasion {
	day := func(t time.Time) string { return t.Format(time.DateOnly) }
	var list []occasion
	add := func(due time.Time, once string, ahead int) {
		if day(due) <= day(at.AddDate(0, 0, ahead)) && day(due) >= day(at.AddDate(0, 0, -7)) {
			list = append(list, occasion{day(due), once})
		}
	}
	switch r.When {
	case "joined":
		add(m.JoinedAt.In(now.China).AddDate(0, 0, r.Days), m.ID, r.Days)
	case "yearly":
		for _, year := range []int{at.Year(), at.Year() + 1} {
			if due, err := time.ParseInLocation(time.DateOnly, time.Date(year, 1, 1, 0, 0, 0, 0, now.China).Format("2006-")+r.On, now.China); err == nil {
				add(due, m.CustomerID+":"+due.Format("2006"), r.Ahead)
			}
		}
	case "anniversary":
		for _, k := range contracts {
			begun, err := time.ParseInLocation(time.DateOnly, k.StartsOn, now.China)
			if err != nil || k.CustomerID != m.CustomerID {
				continue
			}
			for years := max(1, at.Year()-begun.Year()); years <= at.Year()-begun.Year()+1; years++ {
				add(begun.AddDate(years, 0, -r.Days), k.ID+":"+begun.AddDate(years, 0, 0).Format("2006"), r.Ahead)
			}
		}
	}
	return list
}

func newPlanned(ctx context.Context, p *ServicePlan, r Rule, c *standing, o occasion) *Task {
	at := now.From(ctx)
	owner := c.ManagerID
	if owner == "" {
		owner = p.ManagerID
	}
	return &Task{ID: store.NewID(ctx), CustomerID: c.ID, Kind: r.Kind, Words: r.Words, OwnerID: owner, UnitID: c.UnitID, DueOn: o.due, State: Open,
		PlanID: p.ID, Once: r.Key + ":" + o.once, CreatedAt: at, UpdatedAt: at, Version: 1}
}

// savePlanned saves tasks of plans, but for those that were given before. Who owes one is of his own unit; nobody owes
// what a person who has left would.
func (s *Service) savePlanned(ctx context.Context, tx bun.Tx, tasks []*Task) error {
	if len(tasks) == 0 {
		return nil
	}
	var owners []string
	for _, task := range tasks {
		if task.OwnerID != "" {
			owners = append(owners, task.OwnerID)
		}
	}
	if len(owners) > 0 {
		var people []org.Staff
		if err := tx.NewSelect().Model(&people).Column("id", "unit_id").Where("id IN (?) AND NOT disabled", bun.List(owners)).Scan(ctx); err != nil {
			return err
		}
		units := map[string]string{}
		for _, p := range people {
			units[p.ID] = p.UnitID
		}
		for _, task := range tasks {
			if unit := units[task.OwnerID]; unit != "" {
				task.UnitID = unit
			} else {
				task.OwnerID = ""
			}
		}
	}
	_, err := tx.NewInsert().Model(&tasks).On("CONFLICT (once) DO NOTHING").Exec(ctx)
	return err
}
