package identity

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Task is that a customer must show anew who he is (重新核验), and how far that has come.
type Task struct {
	bun.BaseModel `bun:"table:identity_task"`

	ID         string    `bun:",pk" json:"id"`
	CustomerID string    `json:"customerId"`
	TerminalID string    `bun:",nullzero" json:"terminalId" doc:"It is about this terminal alone; empty: about all that he has."`
	Reason     string    `json:"reason" enum:"expiry,periodic,transfer,missing,doubt"`
	Note       string    `json:"note"`
	State      string    `json:"state" enum:"open,noticed,limited,suspended,done,cancelled"`
	DueOn      string    `json:"dueOn" doc:"By when he must have been checked."`
	StepOn     string    `json:"stepOn" doc:"From when on the next step may be taken; empty: there is none."`
	UnitID     string    `json:"unitId" doc:"Which unit sees to it."`
	OpenedAt   time.Time `json:"openedAt"`
	EndedAt    time.Time `bun:",nullzero" json:"endedAt,omitzero"`
	Version    int64     `json:"version"`
}

// NewTask asks a customer to be checked anew.
type NewTask struct {
	TerminalID string `json:"terminalId,omitempty"`
	Reason     string `json:"reason" enum:"expiry,periodic,transfer,missing,doubt"`
	Note       string `json:"note" maxLength:"500" doc:"Why, in words; he can be told so."`
	DueOn      string `json:"dueOn,omitempty" doc:"By when; without a day, when the usual notice has run out."`
}

// Ask opens a check. It needs identity.keep for the customer's unit. While one waits already, it is a Conflict.
func (s *Service) Ask(ctx context.Context, customerID string, in NewTask) (*Task, error) {
	if _, err := org.NeedOrProgram(ctx, org.IdentityKeep); err != nil {
		return nil, err
	}
	if in.Note = strings.TrimSpace(in.Note); in.Note == "" {
		return nil, fault.Bad("note", "请写明为什么要重新核验。", "Please say why a new check is needed.")
	}
	if !slices.Contains([]string{"expiry", "periodic", "transfer", "missing", "doubt"}, in.Reason) {
		return nil, fault.Bad("reason", "请选择原因。", "Please choose a reason.")
	}
	var task *Task
	err := s.edit(ctx, customerID, org.IdentityKeep, func(ctx context.Context, tx bun.Tx, c *customer.Customer) error {
		if err := s.checkTerminal(ctx, tx, &Evidence{CustomerID: c.ID, TerminalID: in.TerminalID}); err != nil {
			return err
		}
		rules, err := s.rules(ctx)
		if err != nil {
			return err
		}
		least := dayAfter(ctx, rules.Notice)
		if _, err := time.Parse(time.DateOnly, cmp.Or(in.DueOn, least)); err != nil {
			return fault.Bad("dueOn", "%s 不是日期，请写成 2026-11-23 这样。", "%s is not a day; write it as 2026-11-23.", in.DueOn)
		}
		if in.DueOn != "" && in.DueOn < least {
			return fault.Bad("dueOn", "通知客户至少要提前 %[1]d 天，最早 %[2]s。", "A customer is given notice of %[1]d days at the least: %[2]s is the earliest.", rules.Notice, least)
		}
		task = &Task{CustomerID: c.ID, TerminalID: in.TerminalID, Reason: in.Reason, Note: in.Note, DueOn: cmp.Or(in.DueOn, least), UnitID: c.UnitID}
		opened, err := s.open(ctx, tx, c, task)
		if err == nil && !opened {
			err = fault.New(fault.Conflict, "这位客户已有一项核验没有完成。", "A check of this customer waits already.")
		}
		return err
	})
	return task, err
}

// open opens a check unless one of the same waits.
func (s *Service) open(ctx context.Context, tx bun.Tx, c *customer.Customer, t *Task) (bool, error) {
	q := tx.NewSelect().Model((*Task)(nil)).Where("customer_id = ? AND ended_at IS NULL", c.ID)
	if t.TerminalID != "" {
		q = q.Where("(terminal_id IS NULL OR terminal_id = ?)", t.TerminalID)
	} else {
		q = q.Where("terminal_id IS NULL")
	}
	if waits, err := q.Exists(ctx); err != nil || waits {
		return false, err
	}
	t.ID, t.State, t.StepOn, t.OpenedAt, t.Version = store.NewID(ctx), "open", now.Today(ctx), now.From(ctx), 1
	if _, err := tx.NewInsert().Model(t).Exec(ctx); err != nil {
		return false, err
	}
	if err := s.note(ctx, tx, &Step{TaskID: t.ID, Seq: t.Version, Step: "open", Reason: t.Note}); err != nil {
		return false, err
	}
	return true, s.audit.Write(ctx, org.Who(ctx), "identity.asked", "identity", t.ID, map[string]string{"name": c.Name, "reason": t.Note, "dueOn": t.DueOn})
}

// transferred asks who takes over a terminal to be checked, if the rules want it.
func (s *Service) transferred(ctx context.Context, t *customer.Terminal) error {
	rules, err := s.rules(ctx)
	if err != nil || !rules.Transfer {
		return err
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		c := &customer.Customer{ID: t.CustomerID}
		if err := tx.NewSelect().Model(c).WherePK().Scan(ctx); err != nil {
			return err
		}
		_, err := s.open(ctx, tx, c, &Task{CustomerID: c.ID, TerminalID: t.ID, Reason: "transfer", DueOn: dayAfter(ctx, rules.Notice), UnitID: c.UnitID,
			Note: by(c.Locale, "终端过户，需要核验新的使用人。", "The terminal has a new owner, who must be checked.")})
		return err
	})
}

// by chooses between two texts by a customer's language.
func by(locale, zh, en string) string {
	if locale == "en" {
		return en
	}
	return zh
}

// CheckView is a check as the API shows it.
type CheckView struct {
	Task
	Customer Other   `json:"customer"`
	Tier     string  `json:"tier"`
	Unit     org.Ref `json:"unit"`
	Ripe     bool    `json:"ripe" doc:"The next step may be taken."`
	Steps    []Step  `json:"steps" doc:"What was done, the first first."`
	May      May     `json:"may"`
}

// Filter chooses checks for a list.
type Filter struct {
	State  string `query:"state" enum:"waiting,open,noticed,limited,suspended,done,cancelled" default:"waiting" doc:"waiting: all that have not ended."`
	Reason string `query:"reason" enum:"expiry,periodic,transfer,missing,doubt"`
	Unit   string `query:"unit" format:"uuid" doc:"Seen to by this unit or one below it."`
	Ripe   bool   `query:"ripe" doc:"Only those of which the next step may be taken."`
}

// List lists checks of customers whom the acting person may see, by the day on which they are due. It needs customer.read.
func (s *Service) List(ctx context.Context, f Filter, p customer.Paging) ([]CheckView, string, error) {
	after, err := store.ReadCursor(p.Cursor, 2)
	if err != nil {
		return nil, "", err
	}
	var tasks []Task
	q := s.db.Read(ctx).NewSelect().Model(&tasks).Join("JOIN customer ON customer.id = task.customer_id").OrderExpr("task.due_on, task.id").Limit(int64(p.Limit) + 1)
	if q, err = customer.Narrow(ctx, q); err != nil {
		return nil, "", err
	}
	switch f.State {
	case "", "waiting":
		q = q.Where("task.ended_at IS NULL")
	default:
		q = q.Where("task.state = ?", f.State)
	}
	if f.Reason != "" {
		q = q.Where("task.reason = ?", f.Reason)
	}
	if f.Ripe {
		q = q.Where("task.ended_at IS NULL AND task.step_on <> '' AND task.step_on <= ?", now.Today(ctx))
	}
	if f.Unit != "" {
		tree, err := s.org.Tree(ctx)
		if err != nil {
			return nil, "", err
		}
		q = q.Where("task.unit_id IN (?)", bun.List(append(tree.Below(f.Unit), f.Unit)))
	}
	if after != nil {
		if err := store.CheckIDs("cursor", after[1]); err != nil {
			return nil, "", err
		}
		q = q.Where("(task.due_on, task.id) > (?, ?)", after[0], after[1])
	}
	if err := q.Scan(ctx); err != nil {
		return nil, "", err
	}
	next := ""
	if len(tasks) > p.Limit {
		tasks = tasks[:p.Limit]
		next = store.Cursor(tasks[p.Limit-1].DueOn, tasks[p.Limit-1].ID)
	}
	list, err := s.views(ctx, tasks)
	return list, next, err
}

// views add the customers, units and steps of checks.
func (s *Service) views(ctx context.Context, tasks []Task) ([]CheckView, error) {
	list := make([]CheckView, len(tasks))
	if len(tasks) == 0 {
		return list, nil
	}
	ids, customerIDs := make([]string, len(tasks)), make([]string, len(tasks))
	for i, t := range tasks {
		ids[i], customerIDs[i] = t.ID, t.CustomerID
	}
	customers, _, err := s.customers.Known(ctx, customerIDs, nil)
	if err != nil {
		return nil, err
	}
	var steps []Step
	if err := s.db.Read(ctx).NewSelect().Model(&steps).Where("task_id IN (?)", bun.List(ids)).OrderExpr("task_id, seq").Scan(ctx); err != nil {
		return nil, err
	}
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return nil, err
	}
	for i, t := range tasks {
		v := CheckView{Task: t, Unit: org.Ref{ID: t.UnitID, Name: tree.Name(t.UnitID)}, Steps: []Step{}, Ripe: t.EndedAt.IsZero() && t.StepOn != "" && t.StepOn <= now.Today(ctx)}
		if c := customers[t.CustomerID]; c != nil {
			v.Customer, v.Tier, v.May = Other{c.ID, c.Number, c.Name}, c.Tier, mayFor(ctx, c)
		}
		for _, step := range steps {
			if step.TaskID == t.ID {
				v.Steps = append(v.Steps, step)
			}
		}
		list[i] = v
	}
	return list, nil
}
