package demo

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/xingfu/xingfu/internal/demo/story"
	"github.com/xingfu/xingfu/internal/identity"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/now"
)

const forIdentity = "suspended-identity"

// addIdentities has customers show who they are: most have, some documents expire soon, some customers have been asked and
// have not come, and what the plan has suspended for identity came to it by the steps.
func (p *player) addIdentities(ctx context.Context) error {
	for i, c := range p.plan.Customers {
		var err error
		switch suspended := suspendedTerminal(c); {
		case suspended >= 0:
			err = p.suspend(ctx, i, c, suspended)
		case i%11 == 3:
			err = p.askToCome(ctx, i, c)
		case i%9 == 2:
			err = p.showDocuments(ctx, i, c, now.From(ctx).AddDate(0, 0, 12+i%10).Format(time.DateOnly))
		default:
			err = p.showDocuments(ctx, i, c, now.From(ctx).AddDate(3+i%8, i%12, 0).Format(time.DateOnly))
		}
		if err != nil {
			return fmt.Errorf("identity of customer %d %s: %w", i, c.Name, err)
		}
	}
	return p.Identity.Turn(ctx)
}

func suspendedTerminal(c story.Customer) int {
	for _, b := range c.Subscriptions {
		if b.State == forIdentity {
			return b.Terminal
		}
	}
	return -1
}

// at is a context some days ago, in which somebody acts who may do this for the customer's unit.
func (p *player) at(ctx context.Context, days int, c story.Customer, needs org.Permission) context.Context {
	then := now.At(ctx, now.From(ctx).AddDate(0, 0, -days))
	for _, s := range p.plan.Staff {
		if a := p.actors[s.Login]; a.Covers(needs).Covers(p.units[c.Unit]) {
			return org.With(then, a)
		}
	}
	return then
}

// showDocuments records a customer's documents; without a key to seal them with there are none.
func (p *player) showDocuments(ctx context.Context, i int, c story.Customer, until string) error {
	if !p.Identity.CanRecord() {
		return nil
	}
	then := p.at(ctx, 20+i%200, c, org.IdentityKeep)
	in := identity.NewEvidence{Role: "holder", Kind: "resident-id", Number: citizen(i), Holder: c.Name, ValidUntil: until, Issuer: "公安机关", Purpose: "新开户", How: "face"}
	if c.Kind != "organisation" {
		_, err := p.Identity.Record(then, p.customers[i].id, in)
		return err
	}
	in.Kind, in.Number, in.Issuer, in.How, in.ValidUntil = "business-licence", company(i), "市场监督管理局", "online", ""
	if i%5 == 0 {
		in.Card, in.CardUse = "iot", "浮标和传感器回传"
	}
	if i%6 == 0 {
		in.How, in.Dealer = "agent", "海联通信代理"
	}
	if _, err := p.Identity.Record(then, p.customers[i].id, in); err != nil {
		return err
	}
	responsible := identity.NewEvidence{Role: "responsible", Kind: "resident-id", Number: citizen(5000 + i), Holder: c.Name + "经办人", ValidUntil: until, Purpose: "新开户", How: "face"}
	if len(c.Contacts) > 0 {
		responsible.Holder = c.Contacts[0].Name
	}
	_, err := p.Identity.Record(then, p.customers[i].id, responsible)
	return err
}

func (p *player) askToCome(ctx context.Context, i int, c story.Customer) error {
	desk := func(days int) context.Context { return p.at(ctx, days, c, org.IdentityKeep) }
	task, err := p.Identity.Ask(desk(6), p.customers[i].id, identity.NewTask{Reason: "missing", Note: "迁移前的老客户，没有登记证件"})
	if err != nil || i%2 == 0 {
		return err
	}
	_, err = p.Identity.Take(desk(5), task.ID, identity.NewStep{Step: "notice", Reason: "请客户补登证件", Via: "phone", Version: 1})
	return err
}

func (p *player) suspend(ctx context.Context, i int, c story.Customer, terminal int) error {
	ask := identity.NewTask{Reason: "doubt", Note: "使用人与登记人不符", TerminalID: pick(p.customers[i].terminals, terminal)}
	task, err := p.Identity.Ask(p.at(ctx, 50, c, org.IdentityKeep), p.customers[i].id, ask)
	if err != nil {
		return err
	}
	for version, step := range []struct {
		days int
		step string
		need org.Permission
	}{{49, "notice", org.IdentityKeep}, {30, "limit", org.IdentityEnforce}, {12, "suspend", org.IdentityEnforce}} {
		in := identity.NewStep{Step: step.step, Reason: "使用人与登记人不符", Via: "letter", Version: int64(version + 1)}
		if _, err := p.Identity.Take(p.at(ctx, step.days, c, step.need), task.ID, in); err != nil {
			return err
		}
	}
	return nil
}

// citizen and company give invented numbers whose check characters fit; no place has their codes.
func citizen(i int) string {
	return fitting(fmt.Sprintf("990101%s%03d", time.Date(1965, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i*37%14000).Format("20060102"), i%1000), "0123456789X", identity.IsResidentID)
}

func company(i int) string {
	return fitting(fmt.Sprintf("91990100MA%07d", i*7919%10000000), "0123456789ABCDEFGHJKLMNPQRTUWXY", identity.IsCreditCode)
}

func fitting(number, characters string, fits func(string) bool) string {
	for _, c := range strings.Split(characters, "") {
		if fits(number + c) {
			return number + c
		}
	}
	return number
}
