package ticket

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"reflect"
	"strings"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/sheet"
)

const (
	// exportMost is how many tickets one export has.
	exportMost = 100_000
	exportPage = 1000
)

// Export is a list that can be written as a table. It has been checked and its first page read: what can
// be refused is refused before anything is written.
type Export struct {
	s     *Service
	actor *org.Actor
	f     Filter
	p     Paging
	first []Row
	next  string
}

// Export prepares the tickets of a list, in its order, as a table of what the acting person sees of them. It
// needs ticket.read, and is noted in the audit log. A list that is too long is Invalid.
func (s *Service) Export(ctx context.Context, f Filter, sort string) (*Export, error) {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return nil, err
	}
	e := &Export{s: s, actor: actor, f: f, p: Paging{Sort: sort, Limit: exportPage}}
	if e.first, e.next, err = s.List(ctx, f, e.p); err != nil {
		return nil, err
	}
	if e.next != "" {
		if err := s.checkLength(ctx, f); err != nil {
			return nil, err
		}
	}
	return e, s.audit.Write(ctx, audit.Who{ID: actor.StaffID, Name: actor.Name}, "tickets.exported", "tickets", "", map[string]string{"list": f.query()})
}

// query is the filter as the address of its list has it.
func (f *Filter) query() string {
	values := url.Values{}
	for field, value := range reflect.ValueOf(*f).Fields() {
		if !value.IsZero() {
			values.Set(field.Tag.Get("query"), fmt.Sprint(value.Interface()))
		}
	}
	return values.Encode()
}

func (s *Service) checkLength(ctx context.Context, f Filter) error {
	n, err := s.countUpTo(ctx, f, exportMost+1)
	if err == nil && n > exportMost {
		err = fault.Bad("status", "一次最多导出 %d 张工单,请先缩小范围。", "An export has %d tickets at the most. Please narrow the list first.", exportMost)
	}
	return err
}

// Write writes the table.
func (e *Export) Write(ctx context.Context, to io.Writer, format sheet.Format) error {
	in := lang.Of(ctx)
	book, err := e.s.rulebook(ctx)
	if err != nil {
		return err
	}
	tree, err := e.s.org.Tree(ctx)
	if err != nil {
		return err
	}
	t, err := sheet.New(to, format, lang.T("工单", "Tickets").In(in), china, exportHeader(in))
	if err != nil {
		return err
	}
	for rows, next := e.first, e.next; ; {
		for i := range rows {
			if err := t.Row(exportCells(&rows[i], book, tree, in)...); err != nil {
				return err
			}
		}
		if next == "" {
			return t.Close()
		}
		e.p.Cursor = next
		if rows, next, err = e.s.List(ctx, e.f, e.p); err != nil {
			return err
		}
	}
}

func exportHeader(in lang.Code) []string {
	names := []lang.Text{{Zh: "工单号", En: "Number"}, {Zh: "状态", En: "Status"}, {Zh: "类型", En: "Kind"}, {Zh: "类别", En: "Category"},
		{Zh: "优先级", En: "Priority"}, {Zh: "主题", En: "Subject"}, {Zh: "客户", En: "Customer"}, {Zh: "客户等级", En: "Tier"},
		{Zh: "终端", En: "Terminal"}, {Zh: "业务链路", En: "Chain"}, {Zh: "现在在", En: "Where"}, {Zh: "负责人", En: "Owner"},
		{Zh: "负责单位", En: "Owner's unit"}, {Zh: "下一时限", En: "Next promise"}, {Zh: "到期", En: "Due"}, {Zh: "超时", En: "Late"},
		{Zh: "退回", En: "Returns"}, {Zh: "往返", En: "Bounces"}, {Zh: "重开", En: "Reopened"}, {Zh: "受理时间", En: "Filed"},
		{Zh: "更新时间", En: "Changed"}, {Zh: "办结时间", En: "Closed"}}
	header := make([]string, len(names))
	for i, name := range names {
		header[i] = name.In(in)
	}
	return header
}

func exportCells(r *Row, book *rulebook, tree *org.Tree, in lang.Code) []any {
	t := &r.Ticket
	kind, _ := find(book.Kinds, t.Kind)
	category, _ := find(book.Categories, t.Category)
	priority, _ := find(Priorities, t.Priority)
	tier, _ := find(Tiers, t.Tier)
	var chain, where []string
	for _, l := range t.Strip {
		if l.State != Unknown {
			chain = append(chain, book.LinkName(l.Link, in)+" "+linkStateNames[l.State].In(in))
		}
	}
	for _, p := range t.Places {
		where = append(where, strings.TrimSpace(p.Unit+" "+p.Staff))
	}
	cells := []any{t.Number, statusNames[t.Status].In(in), kind.Name(in), category.Name(in), priority.Name(in), t.Subject, r.CustomerName, tier.Name(in),
		r.TerminalNumber, strings.Join(chain, ", "), strings.Join(where, ", "), r.OwnerName, tree.Name(t.OwnerUnitID)}
	late := lang.Text{}
	if t.Late {
		late = lang.Text{Zh: "是", En: "yes"}
	}
	if r.Due != nil {
		cells = append(cells, promiseNames[string(r.Due.Kind)].In(in), r.Due.DueAt)
	} else {
		cells = append(cells, "", "")
	}
	return append(cells, late.In(in), t.Returns, t.Bounces, t.Reopened, t.CreatedAt, t.UpdatedAt, t.ClosedAt)
}

var statusNames = map[Status]lang.Text{
	Open: {Zh: "处理中", En: "In hand"}, Handed: {Zh: "流转中", En: "With units"}, Resolved: {Zh: "待回访", En: "Call-back due"},
	Confirmed: {Zh: "客户已确认", En: "Confirmed"}, Closed: {Zh: "已办结", En: "Closed"}, Cancelled: {Zh: "已撤销", En: "Cancelled"},
	Merged: {Zh: "已合并", En: "Merged"},
}

var linkStateNames = map[string]lang.Text{
	Suspect: {Zh: "可疑", En: "suspect"}, Cleared: {Zh: "排除", En: "cleared"}, Faulty: {Zh: "故障", En: "faulty"},
}
