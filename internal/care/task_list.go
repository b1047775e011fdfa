package care

import (
	"context"
	"strings"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// TaskFilter chooses tasks for a list. Every figure about tasks is one of these.
type TaskFilter struct {
	Who      string `query:"who" enum:"mine,unit" doc:"What I owe; what my unit owes."`
	Customer string `query:"customer" format:"uuid"`
	Owner    string `query:"owner" format:"uuid"`
	Unit     string `query:"unit" format:"uuid" doc:"Owed by this unit or one below it."`
	Kind     string `query:"kind" doc:"Kinds, separated by commas."`
	State    string `query:"state" doc:"States, separated by commas."`
	Due      string `query:"due" enum:"overdue,week" doc:"Open and past its day; open and due within seven days."`
	Plan     string `query:"plan" format:"uuid" doc:"Asked for by this service plan."`
	Outcome  string `query:"outcome" enum:"onTime,late,missed,ahead,dropped" doc:"Ended by its day; ended after it; open past it; open before it; no longer owed."`
	Ticket   string `query:"ticket" format:"uuid" doc:"Raised in the course of this ticket."`
}

// Paging says which part of a list.
type Paging struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"50"`
	Cursor string `query:"cursor"`
}

// outcomes are the conditions by which a plan's tasks are judged; the argument is today.
var outcomes = map[string]string{
	"onTime":  "care_task.state IN ('done', 'won', 'lost') AND care_task.done_on <= care_task.due_on",
	"late":    "care_task.state IN ('done', 'won', 'lost') AND care_task.done_on > care_task.due_on",
	"missed":  "care_task.state = 'open' AND care_task.due_on < ?0",
	"ahead":   "care_task.state = 'open' AND care_task.due_on >= ?0",
	"dropped": "care_task.state = 'dropped'",
}

// outcome gives a condition of outcomes with its arguments.
func outcome(name, day string) (where string, args []any) {
	if where = outcomes[name]; strings.Contains(where, "?0") {
		args = []any{day}
	}
	return where, args
}

// apply adds the filter's conditions to a query over tasks.
func (f *TaskFilter) apply(ctx context.Context, o *org.Service, q *bun.SelectQuery, actor *org.Actor) (*bun.SelectQuery, error) {
	switch f.Who {
	case "mine":
		q = q.Where("care_task.owner_id = ?", actor.StaffID)
	case "unit":
		q = q.Where("care_task.unit_id = ?", actor.UnitID)
	}
	for column, id := range map[string]string{"customer_id": f.Customer, "owner_id": f.Owner, "plan_id": f.Plan, "ticket_id": f.Ticket} {
		if id != "" {
			q = q.Where("care_task."+column+" = ?", id)
		}
	}
	for column, values := range map[string]string{"kind": f.Kind, "state": f.State} {
		if values != "" {
			q = q.Where("care_task."+column+" IN (?)", bun.List(strings.Split(values, ",")))
		}
	}
	if f.Unit != "" {
		tree, err := o.Tree(ctx)
		if err != nil {
			return nil, err
		}
		q = q.Where("care_task.unit_id IN (?)", bun.List(append(tree.Below(f.Unit), f.Unit)))
	}
	day := now.Today(ctx)
	switch f.Due {
	case "overdue":
		q = q.Where(outcomes["missed"], day)
	case "week":
		q = q.Where("care_task.state = 'open' AND care_task.due_on <= ?", now.From(ctx).In(now.China).AddDate(0, 0, 7).Format("2006-01-02"))
	}
	if f.Outcome != "" {
		where, args := outcome(f.Outcome, day)
		q = q.Where(where, args...)
	}
	return q, nil
}

// TaskView is a task with the names of whom it concerns.
type TaskView struct {
	Task
	Overdue  bool     `json:"overdue"`
	Customer org.Ref  `json:"customer"`
	Owner    *org.Ref `json:"owner"`
	Unit     org.Ref  `json:"unit"`
	Number   string   `json:"ticketNumber" doc:"Of the ticket in whose course it was raised."`
	Plan     *PlanRef `json:"plan" doc:"The service plan that asks for it."`
	Recorder *org.Ref `json:"recordedBy"`
}

// PlanRef names a service plan.
type PlanRef struct {
	ID string `json:"id"`
	Zh string `json:"zh"`
	En string `json:"en"`
}

type taskRow struct {
	Task `bun:",extend"`

	CustomerName string `bun:",scanonly"`
	Number       string `bun:",scanonly"`
	PlanZh       string `bun:",scanonly"`
	PlanEn       string `bun:",scanonly"`
	OwnerName    string `bun:",scanonly"`
	CreatorName  string `bun:",scanonly"`
}

// rows begins a query over tasks of customers whom the acting person may see, with the names that views show.
func (s *Service) rows(ctx context.Context, actor *org.Actor, rows *[]taskRow) *bun.SelectQuery {
	q := s.db.Read(ctx).NewSelect().Model(rows).ColumnExpr("care_task.*, customer.name AS customer_name, service_plan.zh AS plan_zh, service_plan.en AS plan_en").
		ColumnExpr("(SELECT number FROM ticket WHERE ticket.id = care_task.ticket_id) AS number").
		ColumnExpr("(SELECT name FROM staff WHERE staff.id = care_task.owner_id) AS owner_name").
		ColumnExpr("(SELECT name FROM staff WHERE staff.id = care_task.created_by) AS creator_name").
		Join("JOIN customer ON customer.id = care_task.customer_id").Join("LEFT JOIN service_plan ON service_plan.id = care_task.plan_id")
	if actor == nil {
		return q
	}
	return customer.Visible(q, actor)
}

// Tasks lists what is owed to customers whom the acting person may see, the first due first. It needs customer.read.
func (s *Service) Tasks(ctx context.Context, f TaskFilter, p Paging) (list []TaskView, next string, err error) {
	actor, err := org.Need(ctx, org.CustomerRead)
	if err != nil {
		return nil, "", err
	}
	after, err := store.ReadCursor(p.Cursor, 2)
	if err != nil {
		return nil, "", err
	}
	var rows []taskRow
	q, err := f.apply(ctx, s.org, s.rows(ctx, actor, &rows), actor)
	if err != nil {
		return nil, "", err
	}
	if after != nil {
		if err := store.CheckIDs("cursor", after[1]); err != nil {
			return nil, "", err
		}
		q = q.Where("(care_task.due_on, care_task.id) > (?, ?)", after[0], after[1])
	}
	if err := q.OrderExpr("care_task.due_on, care_task.id").Limit(int64(p.Limit) + 1).Scan(ctx); err != nil {
		return nil, "", err
	}
	if len(rows) > p.Limit {
		rows = rows[:p.Limit]
		next = store.Cursor(rows[p.Limit-1].DueOn, rows[p.Limit-1].ID)
	}
	list, err = s.taskViews(ctx, rows)
	return list, next, err
}

// taskViews names whom tasks concern.
func (s *Service) taskViews(ctx context.Context, rows []taskRow) ([]TaskView, error) {
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return nil, err
	}
	day := now.Today(ctx)
	list := make([]TaskView, len(rows))
	for i, r := range rows {
		list[i] = TaskView{Task: r.Task, Overdue: r.State == Open && r.DueOn < day, Customer: org.Ref{ID: r.CustomerID, Name: r.CustomerName},
			Owner: ref(r.OwnerID, r.OwnerName), Unit: org.Ref{ID: r.UnitID, Name: tree.Name(r.UnitID)}, Number: r.Number,
			Recorder: ref(r.CreatedBy, r.CreatorName)}
		if r.PlanID != "" {
			list[i].Plan = &PlanRef{r.PlanID, r.PlanZh, r.PlanEn}
		}
	}
	return list, nil
}

func ref(id, name string) *org.Ref {
	if id == "" {
		return nil
	}
	return &org.Ref{ID: id, Name: name}
}

// taskView gives a task that the acting person has just written.
func (s *Service) taskView(ctx context.Context, id string) (*TaskView, error) {
	var rows []taskRow
	if err := s.rows(ctx, nil, &rows).Where("care_task.id = ?", id).Scan(ctx); err != nil {
		return nil, err
	}
	views, err := s.taskViews(ctx, rows)
	if err != nil || len(views) == 0 {
		return nil, err
	}
	return &views[0], nil
}

// overviewTasks is how many tasks and visits the screen of a customer has; the rest is in the lists.
const overviewTasks = 10

// owed gives the tasks of a customer for his screen: the open ones by their days, then those last ended.
func (s *Service) owed(ctx context.Context, customerID string) ([]TaskView, error) {
	var rows []taskRow
	err := s.rows(ctx, nil, &rows).Where("care_task.customer_id = ?", customerID).
		OrderExpr("CASE WHEN care_task.state = 'open' THEN 0 ELSE 1 END, CASE WHEN care_task.state = 'open' THEN care_task.due_on END, care_task.done_on DESC, care_task.id").
		Limit(overviewTasks).Scan(ctx)
	if err != nil {
		return nil, err
	}
	return s.taskViews(ctx, rows)
}

func errNoVisit() error { return fault.Missing("这次走访", "visit") }
