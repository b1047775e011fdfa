package ticket

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/now"
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

	columns []exportColumn
}

// Export prepares the tickets of a list, in its order, as a table of what the acting person sees of them. It
// needs ticket.read, and is noted in the audit log. columns are those of the table in their order, all when none
// are named. A list that is too long is Invalid.
func (s *Service) Export(ctx context.Context, f Filter, sort string, columns ...string) (*Export, error) {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return nil, err
	}
	e := &Export{s: s, actor: actor, f: f, p: Paging{Sort: sort, Limit: exportPage}}
	if e.columns, err = exportColumnsOf(columns); err != nil {
		return nil, err
	}
	if e.first, e.next, err = s.List(ctx, f, e.p); err != nil {
		return nil, err
	}
	n := len(e.first)
	if e.next != "" {
		if n, err = s.lengthOf(ctx, f); err != nil {
			return nil, err
		}
	}
	detail := map[string]any{"tickets": n, "list": f.query()}
	if len(columns) > 0 {
		detail["columns"] = columns
	}
	return e, s.audit.Write(ctx, org.Who(ctx), "tickets.exported", "tickets", "", detail)
}

// query is the filter as the address of its list has it.
func (f *Filter) query() string {
	values := url.Values{}
	for field, value := range reflect.ValueOf(*f).Fields() {
		if value.IsZero() {
			continue
		}
		said := fmt.Sprint(value.Interface())
		if at, is := value.Interface().(time.Time); is {
			said = at.Format(time.RFC3339)
		}
		values.Set(field.Tag.Get("query"), said)
	}
	return values.Encode()
}

// lengthOf tells how many tickets an export has; more than it may have is Invalid.
func (s *Service) lengthOf(ctx context.Context, f Filter) (int, error) {
	n, err := s.countUpTo(ctx, f, exportMost+1)
	if err == nil && n > exportMost {
		err = fault.Bad("status", "一次最多导出 %d 张工单，请先缩小范围。", "An export has %d tickets at the most. Please narrow the list first.", exportMost)
	}
	return n, err
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
	t, err := sheet.New(to, format, lang.T("工单", "Tickets").In(in), now.China, e.header(in))
	if err != nil {
		return err
	}
	sight := sight{book, tree, in}
	for rows, next := e.first, e.next; ; {
		for i := range rows {
			if err := t.Row(e.cells(&rows[i], sight)...); err != nil {
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

// sight is what the cells of a table are written with.
type sight struct {
	book *rulebook
	tree *org.Tree
	in   lang.Code
}

func (s sight) named(list []Named, code string) string {
	n, _ := find(list, code)
	return n.Name(s.in)
}

// exportColumn is one column of the table; its name is what the console's list calls it.
type exportColumn struct {
	code string
	name lang.Text
	cell func(r *Row, s sight) any
}

// exportColumns are all columns, in the order of a table that names none.
var exportColumns = []exportColumn{
	{"number", lang.Text{Zh: "工单号", En: "Ticket"}, func(r *Row, _ sight) any { return r.Number }},
	{"status", lang.Text{Zh: "状态", En: "Status"}, func(r *Row, s sight) any { return statusNames[r.Status].In(s.in) }},
	{"kind", lang.Text{Zh: "类型", En: "Kind"}, func(r *Row, s sight) any { k, _ := find(s.book.Kinds, r.Kind); return k.Name(s.in) }},
	{"category", lang.Text{Zh: "类别", En: "Category"}, func(r *Row, s sight) any { c, _ := find(s.book.Categories, r.Category); return c.Name(s.in) }},
	{"priority", lang.Text{Zh: "优先级", En: "Priority"}, func(r *Row, s sight) any { return s.named(Priorities, r.Priority) }},
	{"subject", lang.Text{Zh: "主题", En: "Subject"}, func(r *Row, _ sight) any { return r.Subject }},
	{"customer", lang.Text{Zh: "客户", En: "Customer"}, func(r *Row, _ sight) any { return r.CustomerName }},
	{"tier", lang.Text{Zh: "客户等级", En: "Tier"}, func(r *Row, s sight) any { return s.named(Tiers, r.Tier) }},
	{"terminal", lang.Text{Zh: "终端", En: "Terminal"}, func(r *Row, _ sight) any { return r.TerminalNumber }},
	{"chain", lang.Text{Zh: "业务链路", En: "Chain"}, chainCell},
	{"where", lang.Text{Zh: "目前在", En: "Now at"}, whereCell},
	{"owner", lang.Text{Zh: "负责人", En: "Owner"}, func(r *Row, _ sight) any { return r.OwnerName }},
	{"ownerUnit", lang.Text{Zh: "负责单位", En: "Owning unit"}, func(r *Row, s sight) any { return s.tree.Name(r.OwnerUnitID) }},
	{"promise", lang.Text{Zh: "下一个时限", En: "Next promise"}, func(r *Row, s sight) any {
		if r.Due.ID == "" {
			return ""
		}
		return promiseNames[string(r.Due.Kind)].In(s.in)
	}},
	{"due", lang.Text{Zh: "到期", En: "Due"}, func(r *Row, _ sight) any {
		if r.Due.ID == "" {
			return ""
		}
		return r.Due.DueAt
	}},
	{"late", lang.Text{Zh: "曾超时", En: "Was late"}, func(r *Row, s sight) any {
		if !r.Late {
			return ""
		}
		return lang.Text{Zh: "是", En: "yes"}.In(s.in)
	}},
	{"returns", lang.Text{Zh: "退回", En: "Returns"}, func(r *Row, _ sight) any { return r.Returns }},
	{"bounces", lang.Text{Zh: "往返", En: "Bounces"}, func(r *Row, _ sight) any { return r.Bounces }},
	{"reopened", lang.Text{Zh: "重开", En: "Reopened"}, func(r *Row, _ sight) any { return r.Reopened }},
	{"created", lang.Text{Zh: "受理", En: "Filed"}, func(r *Row, _ sight) any { return r.CreatedAt }},
	{"changed", lang.Text{Zh: "最近变化", En: "Changed"}, func(r *Row, _ sight) any { return r.UpdatedAt }},
	{"closed", lang.Text{Zh: "办结", En: "Closed"}, func(r *Row, _ sight) any { return r.ClosedAt }},
}

func exportColumnsOf(codes []string) ([]exportColumn, error) {
	if len(codes) == 0 {
		return exportColumns, nil
	}
	var columns []exportColumn
	for _, code := range codes {
		i := slices.IndexFunc(exportColumns, func(c exportColumn) bool { return c.code == code })
		if i < 0 {
			return nil, fault.Bad("columns", "没有 %s 这一列。", "There is no column %s.", code)
		}
		columns = append(columns, exportColumns[i])
	}
	return columns, nil
}

func (e *Export) header(in lang.Code) []string {
	header := make([]string, len(e.columns))
	for i, c := range e.columns {
		header[i] = c.name.In(in)
	}
	return header
}

func (e *Export) cells(r *Row, s sight) []any {
	cells := make([]any, len(e.columns))
	for i, c := range e.columns {
		cells[i] = c.cell(r, s)
	}
	return cells
}

func chainCell(r *Row, s sight) any {
	var chain []string
	for _, l := range r.Strip {
		if l.State != Unknown {
			chain = append(chain, s.book.LinkName(l.Link, s.in)+" "+linkStateNames[l.State].In(s.in))
		}
	}
	return strings.Join(chain, ", ")
}

// whereCell says where the ticket is: the units that have it, and who there; its owner's when no unit has.
func whereCell(r *Row, s sight) any {
	if len(r.Places) == 0 {
		return s.tree.Name(r.OwnerUnitID) + " · " + r.OwnerName
	}
	var where []string
	for _, p := range r.Places {
		if p.Staff == "" {
			where = append(where, p.Unit)
		} else {
			where = append(where, p.Unit+" · "+p.Staff)
		}
	}
	return strings.Join(where, ", ")
}

var statusNames = map[Status]lang.Text{
	Open: {Zh: "处理中", En: "In hand"}, Handed: {Zh: "流转中", En: "With units"}, Resolved: {Zh: "待回访", En: "Call-back due"},
	Confirmed: {Zh: "客户已确认", En: "Confirmed"}, Closed: {Zh: "已办结", En: "Closed"}, Cancelled: {Zh: "已撤销", En: "Cancelled"},
	Merged: {Zh: "已合并", En: "Merged"},
}

var linkStateNames = map[string]lang.Text{
	Suspect: {Zh: "可疑", En: "suspect"}, Cleared: {Zh: "排除", En: "cleared"}, Faulty: {Zh: "故障", En: "faulty"},
}
