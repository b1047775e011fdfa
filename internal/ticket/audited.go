package ticket

import (
	"context"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// Audited is what is written into the audit log about rules and lists, in words. What is done on a ticket is an event of
// that ticket.
var Audited = []audit.Action{
	{Code: "tickets.exported", Group: audit.Exports, Name: lang.Text{Zh: "导出工单", En: "Tickets exported"}, Says: lang.Text{Zh: "导出了 {tickets} 张工单", En: "exported {tickets} tickets"}},
	{Code: "tickets.bulk", Group: audit.Tickets, Name: lang.Text{Zh: "批量操作", En: "Action on many tickets"}, Says: lang.Text{Zh: "对 {tickets} 张工单做了批量操作", En: "acted on {tickets} tickets at once"}},
	{Code: "policy.saved", Group: audit.Rules, Name: lang.Text{Zh: "保存时限策略", En: "Promise policy saved"}, Says: lang.Text{Zh: "保存了时限策略「{object}」", En: "saved the promise policy “{object}”"}},
	{Code: "policies.ordered", Group: audit.Rules, Name: lang.Text{Zh: "调整策略顺序", En: "Policies reordered"}, Says: lang.Text{Zh: "调整了时限策略的顺序", En: "put the promise policies into another order"}},
	{Code: "calendar.saved", Group: audit.Rules, Name: lang.Text{Zh: "修改工作日历", En: "Calendar changed"}, Says: lang.Text{Zh: "修改了工作日历「{object}」", En: "changed the calendar “{object}”"}},
	{Code: "holidays.imported", Group: audit.Rules, Name: lang.Text{Zh: "导入节假日", En: "Holidays imported"}, Says: lang.Text{Zh: "导入了 {days} 天节假日安排", En: "imported {days} holidays and make-up days"}},
	{Code: "template.saved", Group: audit.Rules, Name: lang.Text{Zh: "修改受理模板", En: "Intake template changed"}, Says: lang.Text{Zh: "修改了「{object}」的受理模板", En: "changed the intake template of “{object}”"}},
	{Code: "phrase.saved", Group: audit.Rules, Name: lang.Text{Zh: "保存公用常用语", En: "Shared phrase saved"}, Says: lang.Text{Zh: "保存了公用常用语「{object}」", En: "saved the shared phrase “{object}”"}},
	{Code: "phrase.removed", Group: audit.Rules, Name: lang.Text{Zh: "删除公用常用语", En: "Shared phrase removed"}, Says: lang.Text{Zh: "删除了公用常用语「{object}」", En: "removed the shared phrase “{object}”"}},
	{Code: "phrases.ordered", Group: audit.Rules, Name: lang.Text{Zh: "调整公用常用语顺序", En: "Shared phrases reordered"}, Says: lang.Text{Zh: "调整了公用常用语的顺序", En: "put the shared phrases into another order"}},
	{Code: "log.imported", Group: audit.Data, Name: lang.Text{Zh: "导入工单记录", En: "Ticket log imported"}, Says: lang.Text{Zh: "从 {source} 导入了 {imported} 张工单", En: "imported {imported} tickets from {source}"}},
}

// auditedOrder is what the log keeps of an order: the names in it.
type auditedOrder struct {
	Names []string `json:"names"`
}

// auditedHolidays is what the log keeps of a list of holidays that was imported.
type auditedHolidays struct {
	Years    []int `json:"years"`
	Days     int   `json:"days"`
	Affected int   `json:"affected"`
}

// auditedPhrase is what the log keeps of a phrase that others use too.
type auditedPhrase struct {
	Scope     string  `json:"scope"`
	UnitID    string  `json:"unitId,omitempty"`
	Name      string  `json:"name"`
	Text      string  `json:"text"`
	WrittenAs string  `json:"writtenAs,omitempty"`
	Actions   Actions `json:"actions"`
}

// auditPhrase notes that a phrase was made (no before), changed, or removed (no after). What one keeps for oneself is
// nobody else's matter.
func (s *Service) auditPhrase(ctx context.Context, before, after *Phrase) error {
	who, change, id, shared := org.Who(ctx), audit.Change{}, "", false
	keep := func(p *Phrase) any {
		id, shared, change.Name = p.ID, shared || p.Scope != phraseOwn, lang.Text{Zh: p.Name}
		return auditedPhrase{p.Scope, p.UnitID, p.Name, p.Text, p.WrittenAs, p.Actions}
	}
	if before != nil {
		change.Before = keep(before)
	}
	if after != nil {
		change.After = keep(after)
	}
	switch {
	case !shared:
		return nil
	case after == nil:
		return s.audit.Write(ctx, who, "phrase.removed", "phrase", id, change)
	}
	return s.audit.Write(ctx, who, "phrase.saved", "phrase", id, change)
}

// audit notes that a log was brought in, and how far, also where it broke off.
func (d *desk) audit(ctx context.Context) error {
	detail := map[string]any{"source": d.Source, "cases": d.report.Cases, "imported": d.report.Imported, "known": d.report.Known, "failed": len(d.report.Errors)}
	return d.s.audit.Write(ctx, org.Who(ctx), "log.imported", "tickets", "", detail)
}
