package identity

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Step is one thing that was done about a check. Steps are added and never changed.
type Step struct {
	bun.BaseModel `bun:"table:identity_step"`

	ID     string    `bun:",pk" json:"id"`
	TaskID string    `json:"-"`
	Seq    int64     `json:"-"`
	At     time.Time `json:"at"`
	ByID   string    `bun:",nullzero" json:"-"`
	ByName string    `json:"by" doc:"Empty: the rule."`
	Step   string    `json:"step" enum:"open,notice,limit,suspend,restore,verify,cancel"`
	Reason string    `json:"reason"`
	Via    string    `json:"via" enum:",mail,phone,letter,visit" doc:"How the customer was told; empty: he was not."`
	Told   string    `json:"told" doc:"What he was told."`
}

func (s *Service) note(ctx context.Context, tx bun.Tx, step *Step) error {
	step.ID, step.At = store.NewID(ctx), now.From(ctx)
	step.ByID, step.ByName = actedBy(ctx)
	_, err := tx.NewInsert().Model(step).Exec(ctx)
	return err
}

// rung is a step of the ladder: from which states it leads where, and what it does to subscriptions.
type rung struct {
	step string
	name lang.Text
	from []string
	to   string
	need org.Permission
	told bool      // the customer is told
	subs [2]string // from which state subscriptions go into which; the same: only their history tells
}

var ladder = []rung{
	{"notice", lang.T("通知客户", "notice"), []string{"open"}, "noticed", org.IdentityKeep, true, [2]string{"active", "active"}},
	{"limit", lang.T("限制呼出", "calls out limited"), []string{"noticed"}, "limited", org.IdentityEnforce, true, [2]string{"active", "active"}},
	{"suspend", lang.T("停机", "suspended"), []string{"limited"}, "suspended", org.IdentityEnforce, true, [2]string{"active", "suspended-identity"}},
	{"restore", lang.T("恢复", "restored"), []string{"limited", "suspended"}, "done", org.IdentityEnforce, true, [2]string{"suspended-identity", "active"}},
	{"verify", lang.T("核验完成", "checked"), []string{"open", "noticed", "limited", "suspended"}, "done", org.IdentityKeep, true, [2]string{"suspended-identity", "active"}},
	{"cancel", lang.T("取消核验", "cancelled"), []string{"open", "noticed"}, "cancelled", org.IdentityKeep, false, [2]string{}},
}

func rungOf(step string) *rung {
	if i := slices.IndexFunc(ladder, func(r rung) bool { return r.step == step }); i >= 0 {
		return &ladder[i]
	}
	return nil
}

// next is the step that presses a customer further; nil where there is none.
func next(state string) *rung {
	return rungOf(map[string]string{"open": "notice", "noticed": "limit", "limited": "suspend"}[state])
}

// NewStep is a step that a person takes.
type NewStep struct {
	Step    string `json:"step" enum:"notice,limit,suspend,restore,cancel"`
	Reason  string `json:"reason" maxLength:"500"`
	Via     string `json:"via,omitempty" enum:"mail,phone,letter,visit" doc:"How the customer is told; by mail the program does it."`
	Version int64  `json:"version,omitempty" doc:"The version that was seen; needed unless If-Match names it."`
}

// Take takes a step. Notice and cancelling need identity.keep, limiting, suspending and restoring identity.enforce, for the
// customer's unit. What is not the next step, or comes before the day that the customer was told, is a Conflict, as is a
// stale version. A step of which the customer cannot be told in the chosen way is Invalid.
func (s *Service) Take(ctx context.Context, taskID string, in NewStep) (*CheckView, error) {
	r := rungOf(in.Step)
	in.Reason = strings.TrimSpace(in.Reason)
	if _, err := org.NeedAny(ctx, org.IdentityKeep, org.IdentityEnforce); err != nil {
		return nil, err
	}
	switch {
	case r == nil || r.step == "verify":
		return nil, fault.Bad("step", "请选择要办理的步骤。", "Please choose a step.")
	case in.Reason == "":
		return nil, fault.Bad("reason", "请写明原因。", "Please give a reason.")
	case r.told && !slices.Contains([]string{"mail", "phone", "letter", "visit"}, in.Via):
		return nil, fault.Bad("via", "请选择怎样告知客户。", "Please choose how the customer is told.")
	}
	t := &Task{ID: taskID}
	if err := s.db.Read(ctx).NewSelect().Model(t).WherePK().Scan(ctx); store.None(err) {
		return nil, errNoTask()
	} else if err != nil {
		return nil, err
	}
	err := s.edit(ctx, t.CustomerID, r.need, func(ctx context.Context, tx bun.Tx, c *customer.Customer) error {
		if err := s.db.Lock(tx.NewSelect().Model(t).WherePK()).Scan(ctx); err != nil {
			return err
		}
		stale := fault.New(fault.Conflict, "这项核验已被别人办理，请刷新后再看。", "Someone has gone on with this check meanwhile. Reload and look again.")
		if err := httpx.CheckVersion(ctx, t.Version, in.Version, stale); err != nil {
			return err
		}
		return s.take(ctx, tx, c, t, r, in.Reason, in.Via)
	})
	if fault.Is(err, fault.NotFound) {
		return nil, errNoTask()
	}
	if err != nil {
		return nil, err
	}
	views, err := s.views(ctx, []Task{*t})
	if err != nil {
		return nil, err
	}
	return &views[0], nil
}

func errNoTask() error { return fault.Missing("这项核验", "check") }

// take takes a step of a check that is locked. It is the one place where a customer comes closer to being suspended, or
// away from it: the order of the ladder and the days that he was told hold for people and the rule alike.
func (s *Service) take(ctx context.Context, tx bun.Tx, c *customer.Customer, t *Task, r *rung, reason, via string) error {
	if !slices.Contains(r.from, t.State) {
		return fault.New(fault.Conflict, "现在还不能%[1]s：要先通知客户，到期后限制，再到期后才停机。", "This check cannot be %[2]s now: first comes notice, then the limit, then the suspension.", r.name.Zh, r.name.En)
	}
	if presses := next(t.State); presses == r && t.StepOn > now.Today(ctx) {
		return fault.New(fault.Conflict, "现在还不能%[1]s：告知客户的期限到 %[2]s 才满。", "Not yet: the customer was told that nothing happens before %[2]s.", r.name.Zh, t.StepOn)
	}
	rules, err := s.rules(ctx)
	if err != nil {
		return err
	}
	restores := r.to == "done" && (t.State == "limited" || t.State == "suspended")
	t.State, t.StepOn, t.Version = r.to, "", t.Version+1
	switch r.step {
	case "notice":
		t.DueOn = max(t.DueOn, dayAfter(ctx, rules.Notice))
		t.StepOn = dayOn(t.DueOn, 1)
	case "limit":
		t.StepOn = dayAfter(ctx, rules.Limit)
	case "restore", "verify", "cancel":
		t.EndedAt = now.From(ctx)
	}
	if _, err := tx.NewUpdate().Model(t).WherePK().Exec(ctx); err != nil {
		return err
	}
	step := &Step{TaskID: t.ID, Seq: t.Version, Step: r.step, Reason: reason}
	if r.told && via != "" {
		if err := s.tell(ctx, c, t, step, via); err != nil {
			return err
		}
	}
	if err := s.note(ctx, tx, step); err != nil {
		return err
	}
	if r.subs[0] != "" && (r.to != "done" || restores) {
		if _, err := s.customers.StepForIdentity(ctx, tx, t.CustomerID, t.TerminalID, r.subs[0], r.subs[1], "实名核验·"+r.name.Zh+"："+reason); err != nil {
			return err
		}
	}
	return s.audit.Write(ctx, org.Who(ctx), "identity.stepped", "identity", t.ID, map[string]string{"name": c.Name, "stepZh": r.name.Zh, "stepEn": r.name.En,
		"reason": reason, "via": step.Via})
}

// dayOn is the day so many days after a day.
func dayOn(day string, days int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, days).Format(time.DateOnly)
}

// settle ends the checks that a document just recorded answers: what was limited or suspended goes on, and the customer is
// told if he had been told of the check.
func (s *Service) settle(ctx context.Context, tx bun.Tx, c *customer.Customer) error {
	rules, err := s.rules(ctx)
	if err != nil {
		return err
	}
	counting, _, err := s.standing(ctx, tx, c.ID)
	if err != nil {
		return err
	}
	var tasks []Task
	if err := s.db.Lock(tx.NewSelect().Model(&tasks).Where("customer_id = ? AND ended_at IS NULL", c.ID).OrderExpr("id")).Scan(ctx); err != nil {
		return err
	}
	stands := statusOf(c.Kind, counting, nil, now.Today(ctx), dayAfter(ctx, rules.Warn))
	for i := range tasks {
		t := &tasks[i]
		fresh := slices.ContainsFunc(counting, func(e Evidence) bool {
			return e.Role != "agent" && !e.CheckedAt.Before(t.OpenedAt) && (t.TerminalID == "" || e.TerminalID == "" || e.TerminalID == t.TerminalID)
		})
		good := stands.State == "checked" || stands.State == "expiring" && t.Reason != "expiry"
		if !fresh || !good {
			continue
		}
		via := ""
		if t.State != "open" && s.canMail(ctx, c) {
			via = "mail"
		}
		if err := s.take(ctx, tx, c, t, rungOf("verify"), "已登记有效证件", via); err != nil {
			return err
		}
		t.EndedAt = now.From(ctx)
	}
	held := slices.ContainsFunc(tasks, func(t Task) bool { return t.EndedAt.IsZero() })
	if held || stands.State != "checked" && stands.State != "expiring" {
		return nil
	}
	// What was suspended elsewhere, before it was brought here, goes on too.
	_, err = s.customers.StepForIdentity(ctx, tx, c.ID, "", "suspended-identity", "active", "实名核验·恢复：已登记有效证件")
	return err
}

// tell says a step to the customer: by mail the program does, otherwise the person who takes the step has.
func (s *Service) tell(ctx context.Context, c *customer.Customer, t *Task, step *Step, via string) error {
	subject, body := s.words(c, t, step)
	step.Via, step.Told = via, body
	if via != "mail" {
		return nil
	}
	to, err := s.address(ctx, c)
	if err != nil {
		return err
	}
	if to == "" || s.Mail == nil {
		return fault.Bad("via", "这位客户没有电子邮件地址，或系统没有配置邮件。请用电话、信函或上门告知。",
			"This customer has no mail address, or mails cannot be sent. Tell him by phone, by letter or in person.")
	}
	return s.Mail(ctx, to, subject, body, "identity:"+t.ID+":"+step.Step)
}

// address is where a customer gets mails: that of his main contact who has one.
func (s *Service) address(ctx context.Context, c *customer.Customer) (string, error) {
	contacts, err := s.customers.Contacts(ctx, c.ID)
	if err != nil {
		return "", err
	}
	if i := slices.IndexFunc(contacts, func(x customer.Contact) bool { return x.Email != "" }); i >= 0 {
		return contacts[i].Email, nil
	}
	return "", nil
}

func (s *Service) canMail(ctx context.Context, c *customer.Customer) bool {
	to, err := s.address(ctx, c)
	return err == nil && to != "" && s.Mail != nil
}
