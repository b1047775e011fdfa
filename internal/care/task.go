package care

import (
	"cmp"
	"context"
	"slices"
	"strings"
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
	"github.com/xingfu/xingfu/internal/ticket"
)

// NewTask is a task to be owed to a customer. A need that was raised in a call names its ticket: customer and channel
// follow from that.
type NewTask struct {
	CustomerID string `json:"customerId,omitempty" format:"uuid" doc:"May be left out where a ticket is named."`
	Ticket     string `json:"ticket,omitempty" doc:"Identifier or number of the ticket in whose course it was raised."`
	Kind       string `json:"kind"`
	Words      string `json:"words"`
	RaisedBy   string `json:"raisedBy,omitempty"`
	Channel    string `json:"channel,omitempty"`
	OwnerID    string `json:"ownerId,omitempty" doc:"Who owes it; otherwise the account manager, else whoever records it."`
	DueOn      string `json:"dueOn,omitempty" doc:"Otherwise a week from today."`
}

// usualDays is by when something is owed where nobody says.
const usualDays = 7

// AddTask records what a customer is owed, and tells who owes it. It needs customer.write or handoff.work, and that the
// acting person sees the customer; who is to owe it must see him too.
func (s *Service) AddTask(ctx context.Context, in NewTask) (*TaskView, error) {
	actor, err := need(ctx)
	if err != nil {
		return nil, err
	}
	task := &Task{CustomerID: in.CustomerID, Kind: in.Kind, Words: in.Words, RaisedBy: strings.TrimSpace(in.RaisedBy), Channel: in.Channel, OwnerID: in.OwnerID,
		DueOn: cmp.Or(in.DueOn, now.From(ctx).In(now.China).AddDate(0, 0, usualDays).Format(time.DateOnly))}
	if in.Ticket != "" {
		if err := s.raisedOn(ctx, task, in.Ticket); err != nil {
			return nil, err
		}
	}
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		c, err := s.served(ctx, tx, actor, task.CustomerID)
		if err != nil {
			return err
		}
		if err := s.checkKind(ctx, task.Kind); err != nil {
			return err
		}
		if err := task.valid(); err != nil {
			return err
		}
		if err := s.firstOwner(ctx, tx, task, c, actor); err != nil {
			return err
		}
		at := now.From(ctx)
		task.ID, task.State, task.CreatedAt, task.UpdatedAt, task.Version = store.NewID(ctx), Open, at, at, 1
		if actor != nil {
			task.CreatedBy = actor.StaffID
		}
		if _, err := tx.NewInsert().Model(task).Exec(ctx); err != nil {
			return err
		}
		if err := s.tell(ctx, tx, "care.owed", task, c, task.OwnerID, task.ID); err != nil {
			return err
		}
		return s.wrote(ctx, actor, "care.added", task.ID, c, nil, task)
	})
	if err != nil {
		return nil, err
	}
	return s.taskView(ctx, task.ID)
}

// raisedOn takes over what follows from the ticket in whose course a need was raised. The acting person must see it.
func (s *Service) raisedOn(ctx context.Context, task *Task, id string) error {
	on, err := s.tickets.Get(ctx, id)
	if fault.Is(err, fault.NotFound) {
		return fault.Bad("ticket", "没有找到这张工单。", "The ticket was not found.")
	}
	if err != nil {
		return err
	}
	if on.CustomerDetail == nil {
		return fault.Bad("ticket", "这张工单没有客户，请先选定客户。", "This ticket has no customer. Choose one first.")
	}
	task.TicketID, task.CustomerID = on.ID, on.CustomerDetail.ID
	task.Channel, task.RaisedBy = cmp.Or(task.Channel, on.Channel), cmp.Or(task.RaisedBy, on.Contact.Name)
	return nil
}

// valid puts right what can be, and names what is wrong with the rest.
func (task *Task) valid() (err error) {
	if task.Words, err = text("words", task.Words, fault.Bad("words", "请写明客户需要什么，或要做什么。", "Please say what the customer wants, or what is to be done.")); err != nil {
		return err
	}
	if _, err := text("raisedBy", task.RaisedBy, nil); err != nil {
		return err
	}
	if task.Channel != "" && !slices.ContainsFunc(ticket.Channels, func(n ticket.Named) bool { return n.Code == task.Channel }) {
		return fault.Bad("channel", "没有 %s 这个渠道。", "There is no channel %s.", task.Channel)
	}
	return checkDay("dueOn", task.DueOn)
}

// firstOwner is whoever is named, else the account manager if he can be, else whoever records it.
func (s *Service) firstOwner(ctx context.Context, tx bun.Tx, task *Task, c *customer.Customer, actor *org.Actor) error {
	if task.OwnerID != "" {
		return s.setOwner(ctx, tx, task, c, task.OwnerID, actor)
	}
	manager := c.ManagerID
	if manager == "" {
		var err error
		if manager, err = s.planManager(ctx, tx, c.ServicePlan); err != nil {
			return err
		}
	}
	err := s.setOwner(ctx, tx, task, c, manager, actor)
	if fault.Is(err, fault.Invalid) { // he has left
		return s.setOwner(ctx, tx, task, c, "", actor)
	}
	return err
}

// planManager is the account manager whom a service plan names; empty: nobody.
func (s *Service) planManager(ctx context.Context, tx bun.Tx, code string) (string, error) {
	if code == "" {
		return "", nil
	}
	var p ServicePlan
	err := tx.NewSelect().Model(&p).Column("manager_id").Where("code = ?", code).Scan(ctx)
	if store.None(err) {
		return "", nil
	}
	return p.ManagerID, err
}

// setOwner lets a person owe the task; without one it is whoever records it, and for the program the customer's unit.
func (s *Service) setOwner(ctx context.Context, tx bun.Tx, task *Task, c *customer.Customer, ownerID string, actor *org.Actor) error {
	if ownerID == "" && actor == nil {
		task.OwnerID, task.UnitID = "", c.UnitID
		return nil
	}
	owner := actor
	if ownerID != "" && (actor == nil || ownerID != actor.StaffID) {
		if !store.IsID(ownerID) {
			return fault.Bad("ownerId", "没有这名员工。", "There is no such person.")
		}
		var err error
		if owner, err = s.org.Actor(ctx, ownerID); err != nil {
			return err
		}
		if owner == nil {
			return fault.Bad("ownerId", "没有这名员工，或账号已停用。", "There is no such person, or the account is disabled.")
		}
		sees, err := customer.Visible(tx.NewSelect().Model((*customer.Customer)(nil)), owner).Where("customer.id = ?", c.ID).Exists(ctx)
		if err != nil {
			return err
		}
		if !sees || !owner.May(org.CustomerWrite) && !owner.May(org.HandoffWork) {
			return fault.Bad("ownerId", "%s无权查看这位客户，请换一位同事。", "%s may not see this customer. Choose another colleague.", owner.Name)
		}
	}
	task.OwnerID, task.UnitID = owner.StaffID, owner.UnitID
	return nil
}

// TaskChange is what may change on a task; nil leaves it. A state other than open ends it and needs a result.
type TaskChange struct {
	Kind    *string `json:"kind,omitempty"`
	Words   *string `json:"words,omitempty"`
	OwnerID *string `json:"ownerId,omitempty"`
	DueOn   *string `json:"dueOn,omitempty"`
	State   *State  `json:"state,omitempty" doc:"done; of opportunities won or lost; dropped when it is no longer owed; open takes it up again."`
	Result  *string `json:"result,omitempty" doc:"The answer, what came of it, or why."`
	Version int64   `json:"version,omitempty" doc:"The version that was seen; needed unless If-Match names it."`
}

// ChangeTask changes a task, gives it to another, or ends it with a result. It may who owes it, who has recorded it, who
// belongs to its unit, and who keeps the customer. A stale version is a Conflict.
func (s *Service) ChangeTask(ctx context.Context, id string, in TaskChange) (*TaskView, error) {
	actor, err := need(ctx)
	if err != nil {
		return nil, err
	}
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		task := &Task{ID: id}
		if err := s.db.Lock(tx.NewSelect().Model(task).WherePK()).Scan(ctx); store.None(err) {
			return errNoTask()
		} else if err != nil {
			return err
		}
		c, err := s.served(ctx, tx, actor, task.CustomerID)
		if fault.Is(err, fault.Invalid) {
			return errNoTask()
		}
		if err != nil {
			return err
		}
		if err := mayDo(actor, task, c); err != nil {
			return err
		}
		if err := httpx.CheckVersion(ctx, task.Version, in.Version, errStale()); err != nil {
			return err
		}
		before := *task
		if err := s.alter(ctx, tx, actor, task, c, in); err != nil {
			return err
		}
		task.Version, task.UpdatedAt = task.Version+1, now.From(ctx)
		if _, err := tx.NewUpdate().Model(task).WherePK().Exec(ctx); err != nil {
			return err
		}
		if err := s.tellChange(ctx, tx, &before, task, c); err != nil {
			return err
		}
		return s.wrote(ctx, actor, "care.changed", task.ID, c, &before, task)
	})
	if err != nil {
		return nil, err
	}
	return s.taskView(ctx, id)
}

func errNoTask() error { return fault.Missing("这项任务", "task") }

func mayDo(actor *org.Actor, task *Task, c *customer.Customer) error {
	switch {
	case actor == nil || actor.StaffID == task.OwnerID || actor.StaffID == task.CreatedBy || actor.UnitID == task.UnitID:
		return nil
	case actor.Covers(org.CustomerWrite).Covers(c.UnitID):
		return nil
	}
	return fault.New(fault.Forbidden, "这项任务由别的单位负责，您不能修改。", "This task is another unit's; you may not change it.")
}

func (s *Service) alter(ctx context.Context, tx bun.Tx, actor *org.Actor, task *Task, c *customer.Customer, in TaskChange) error {
	put(&task.Kind, in.Kind)
	put(&task.Words, in.Words)
	if in.DueOn != nil && *in.DueOn != task.DueOn {
		task.DueOn, task.ToldLate = *in.DueOn, false
	}
	if in.Kind != nil { // a kind that is used no more stays on what has it
		if err := s.checkKind(ctx, task.Kind); err != nil {
			return err
		}
	}
	if err := task.valid(); err != nil {
		return err
	}
	if in.OwnerID != nil && *in.OwnerID != task.OwnerID {
		if err := s.setOwner(ctx, tx, task, c, *in.OwnerID, actor); err != nil {
			return err
		}
	}
	if in.State != nil {
		task.State = *in.State
	}
	put(&task.Result, in.Result)
	return task.end(ctx, actor)
}

// end keeps when and by whom a task was ended, and that it says what came of it.
func (task *Task) end(ctx context.Context, actor *org.Actor) (err error) {
	sells := task.Kind == Opportunity
	switch task.State {
	case Open:
		task.Result, task.DoneOn, task.DoneBy = "", "", ""
		return nil
	case Done:
		if sells {
			return fault.Bad("state", "商机以成交或未成交结束。", "An opportunity ends won or lost.")
		}
	case Won, Lost:
		if !sells {
			return fault.Bad("state", "只有商机才有成交或未成交。", "Only an opportunity is won or lost.")
		}
	case Dropped:
	default:
		return fault.Bad("state", "没有 %s 这个状态。", "There is no state %s.", task.State)
	}
	if task.Result, err = text("result", task.Result, fault.Bad("result", "请写明答复、结果或原因。", "Please give the answer, the result or the reason.")); err != nil {
		return err
	}
	if task.DoneOn == "" {
		task.DoneOn = now.Today(ctx)
		if actor != nil {
			task.DoneBy = actor.StaffID
		}
	}
	return nil
}

// tell tells one person of a task, unless he did it himself.
func (s *Service) tell(ctx context.Context, tx bun.Tx, kind string, task *Task, c *customer.Customer, to, once string) error {
	actor := org.From(ctx)
	if to == "" || actor != nil && actor.StaffID == to {
		return nil
	}
	data := ticket.Data{"customer": c.Name, "customerId": c.ID, "care": task.Kind, "words": task.Words, "dueOn": task.DueOn}
	if actor != nil {
		data["by"] = actor.Name
	}
	return s.tickets.Tell(ctx, tx, ticket.Notice{Kind: kind, Once: once, Staff: []string{to}, Data: data})
}

// tellChange tells who newly owes a task, and who has recorded it that it is answered.
func (s *Service) tellChange(ctx context.Context, tx bun.Tx, before, task *Task, c *customer.Customer) error {
	once := task.ID + ":" + task.UpdatedAt.Format(time.RFC3339Nano)
	if task.OwnerID != before.OwnerID && task.State == Open {
		return s.tell(ctx, tx, "care.owed", task, c, task.OwnerID, once)
	}
	if task.State != Open && before.State == Open {
		return s.tell(ctx, tx, "care.answered", task, c, task.CreatedBy, once)
	}
	return nil
}

// wrote notes in the audit log what a person has changed for a customer. What the program does by a plan follows from
// the plan.
func (s *Service) wrote(ctx context.Context, actor *org.Actor, action, id string, c *customer.Customer, before, after any) error {
	if actor == nil {
		return nil
	}
	object, _, _ := strings.Cut(action, ".")
	change := audit.Change{Name: lang.Text{Zh: c.Name}, After: after}
	if action == "care.changed" || action == "visit.changed" {
		change.Before = before
	}
	return s.audit.Write(ctx, org.Who(ctx), action, object, id, change)
}
