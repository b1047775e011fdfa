package identity

import (
	"context"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/platform/now"
)

// Status is how it stands with a customer's real name, in one line.
type Status struct {
	State   string   `json:"state" enum:"checked,expiring,expired,missing,due,limited,suspended" doc:"due: he has been asked to be checked anew."`
	Lacks   []string `json:"lacks" doc:"Whose document is not there: holder, responsible."`
	Until   string   `json:"until" doc:"The last day of the document that expires first; empty: none expires."`
	DueOn   string   `json:"dueOn" doc:"By when he must have been checked, while a check waits."`
	Checked string   `json:"checked" doc:"The day on which he was last checked; empty: never."`
}

// statusOf judges by the documents that count and the check that waits, if any; warn is how many days before its end a
// document counts as expiring, day is today.
func statusOf(kind string, counting []Evidence, waiting *Task, day, warned string) Status {
	s := Status{State: "checked", Lacks: []string{}}
	for _, role := range needed(kind) {
		if !slices.ContainsFunc(counting, func(e Evidence) bool { return e.Role == role }) {
			s.Lacks = append(s.Lacks, role)
		}
	}
	for _, e := range counting {
		if e.Role == "agent" {
			continue
		}
		s.Checked = max(s.Checked, e.CheckedAt.In(now.China).Format(time.DateOnly))
		if e.ValidUntil != "" && (s.Until == "" || e.ValidUntil < s.Until) {
			s.Until = e.ValidUntil
		}
	}
	if waiting != nil {
		s.DueOn = waiting.DueOn
	}
	switch {
	case waiting != nil && (waiting.State == "limited" || waiting.State == "suspended"):
		s.State = waiting.State
	case len(s.Lacks) > 0:
		s.State = "missing"
	case s.Until != "" && s.Until < day:
		s.State = "expired"
	case waiting != nil:
		s.State = "due"
	case s.Until != "" && s.Until <= warned:
		s.State = "expiring"
	}
	return s
}

// needed are the roles without which a customer's real name is not known.
func needed(kind string) []string {
	if kind == "organisation" {
		return []string{"holder", "responsible"}
	}
	return []string{"holder"}
}

// Status tells how it stands with a customer's real name. The caller answers for the permission.
func (s *Service) Status(ctx context.Context, c *customer.Customer) (Status, error) {
	counting, waiting, err := s.standing(ctx, s.db.Read(ctx), c.ID)
	if err != nil {
		return Status{}, err
	}
	rules, err := s.rules(ctx)
	if err != nil {
		return Status{}, err
	}
	return statusOf(c.Kind, counting, waiting, now.Today(ctx), dayAfter(ctx, rules.Warn)), nil
}

// standing reads the documents of a customer that count, and the check that waits for the whole of him or, where there is
// none, for one of his terminals.
func (s *Service) standing(ctx context.Context, db bun.IDB, customerID string) ([]Evidence, *Task, error) {
	var counting []Evidence
	if err := db.NewSelect().Model(&counting).Where("customer_id = ? AND ended_at IS NULL", customerID).OrderExpr("checked_at DESC, id DESC").Scan(ctx); err != nil {
		return nil, nil, err
	}
	var tasks []Task
	err := db.NewSelect().Model(&tasks).Where("customer_id = ? AND ended_at IS NULL", customerID).
		OrderExpr("CASE WHEN terminal_id IS NULL THEN 0 ELSE 1 END, opened_at").Limit(1).Scan(ctx)
	if err != nil || len(tasks) == 0 {
		return counting, nil, err
	}
	return counting, &tasks[0], nil
}

// Sheet is everything about a customer's real name.
type Sheet struct {
	Status   Status      `json:"status"`
	Evidence []Evidence  `json:"evidence" doc:"Those that count, then those that have ended; the newest first."`
	Tasks    []CheckView `json:"tasks" doc:"The checks asked of him, the newest first."`
	Shared   int         `json:"shared" doc:"How many other customers have shown the same document of their own."`
	Others   []Other     `json:"others" doc:"Those of them whom you may see."`
	Rules    Rules       `json:"rules"`
	May      May         `json:"may"`
}

// Other is another customer with the same document.
type Other struct {
	ID     string `json:"id"`
	Number string `json:"number"`
	Name   string `json:"name"`
}

const (
	evidenceMost = 100
	tasksMost    = 20
	othersMost   = 20
)

// Of gives everything about a customer's real name. It needs customer.read; NotFound hides those of others.
func (s *Service) Of(ctx context.Context, customerID string) (*Sheet, error) {
	c, err := s.customers.Seen(ctx, customerID)
	if err != nil {
		return nil, err
	}
	sheet := &Sheet{Evidence: []Evidence{}, Others: []Other{}, May: mayFor(ctx, c)}
	if sheet.Status, err = s.Status(ctx, c); err != nil {
		return nil, err
	}
	rules, err := s.rules(ctx)
	if err != nil {
		return nil, err
	}
	sheet.Rules = *rules
	db := s.db.Read(ctx)
	if err := db.NewSelect().Model(&sheet.Evidence).Where("customer_id = ?", c.ID).
		OrderExpr("CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, checked_at DESC, id DESC").Limit(evidenceMost).Scan(ctx); err != nil {
		return nil, err
	}
	var tasks []Task
	if err := db.NewSelect().Model(&tasks).Where("customer_id = ?", c.ID).OrderExpr("opened_at DESC, id DESC").Limit(tasksMost).Scan(ctx); err != nil {
		return nil, err
	}
	if sheet.Tasks, err = s.views(ctx, tasks); err != nil {
		return nil, err
	}
	return sheet, s.readShared(ctx, sheet, c.ID)
}

// readShared finds the other customers who have shown the same document of their own.
func (s *Service) readShared(ctx context.Context, sheet *Sheet, customerID string) error {
	var prints []string
	for _, e := range sheet.Evidence {
		if e.Role == "holder" && e.EndedAt.IsZero() {
			prints = append(prints, e.NumberPrint)
		}
	}
	if len(prints) == 0 {
		return nil
	}
	others := func() *bun.SelectQuery {
		return s.db.Read(ctx).NewSelect().Table("identity_evidence").Join("JOIN customer ON customer.id = identity_evidence.customer_id").
			Where("identity_evidence.number_print IN (?) AND identity_evidence.role = 'holder' AND identity_evidence.ended_at IS NULL", bun.List(prints)).
			Where("identity_evidence.customer_id <> ?", customerID)
	}
	if err := others().ColumnExpr("COUNT(DISTINCT identity_evidence.customer_id)").Scan(ctx, &sheet.Shared); err != nil || sheet.Shared == 0 {
		return err
	}
	q, err := customer.Narrow(ctx, others().ColumnExpr("DISTINCT customer.id, customer.number, customer.name"))
	if err != nil {
		return err
	}
	return q.OrderExpr("customer.number").Limit(othersMost).Scan(ctx, &sheet.Others)
}
