package customer

import (
	"cmp"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/sheet"
)

// ImportOrder says how a table is to be imported.
type ImportOrder struct {
	Name     string            // of the file, for the audit log
	Mapping  map[string]string // by header the code of the column; a header that is not named is recognised by its words
	DryRun   bool              // only say what would be done
	Progress func(rows int)    // is told how many rows are done; may be nil
}

// ImportReport says what an import did, or would do.
type ImportReport struct {
	DryRun    bool            `json:"dryRun"`
	Rows      int             `json:"rows" doc:"Rows with something in them, without the header."`
	Customers ImportCount     `json:"customers"`
	Parts     ImportCount     `json:"parts" doc:"Contacts, sites, terminals, subscriptions and contracts."`
	Failed    int             `json:"failed" doc:"Rows that were left out."`
	Problems  []ImportProblem `json:"problems" doc:"Why rows were left out; the first thousand."`
	Columns   []ImportColumn  `json:"columns" doc:"How the columns were understood."`
	Seconds   float64         `json:"seconds"`
	Pace      []ImportPace    `json:"pace" doc:"How many rows a second, over time."`
}

// ImportCount counts what became of customers or parts.
type ImportCount struct {
	Added   int `json:"added"`
	Changed int `json:"changed"`
	Same    int `json:"same"`
}

// ImportProblem says why a row was left out.
type ImportProblem struct {
	Line    int    `json:"line"`
	Column  string `json:"column" doc:"The header of the column at fault; empty: the row."`
	Field   string `json:"field" doc:"The code of the column at fault."`
	Message string `json:"message"`
}

// ImportColumn says what a column was taken for.
type ImportColumn struct {
	Header string `json:"header"`
	Code   string `json:"code" doc:"Empty: passed over."`
}

// ImportPace is how fast the rows up to one were read.
type ImportPace struct {
	Rows      int     `json:"rows"`
	PerSecond float64 `json:"perSecond"`
}

const (
	importBatch    = 500    // rows a transaction
	importPace     = 50_000 // rows between two measures
	importProblems = 1000
)

// Import brings customers in from a table, a row for a customer with up to one of each of his parts; further rows of the
// same customer number bring further parts. What is there already, by its number or name, is changed where the row says
// something else, and never removed: an import can be run again, and goes on where it was broken off. A row at fault is
// left out whole and named in the report. It needs customer.write for the units that serve the customers.
func (s *Service) Import(ctx context.Context, from *sheet.Rows, in ImportOrder) (*ImportReport, error) {
	actor, err := org.NeedOrProgram(ctx, org.CustomerWrite)
	if err != nil {
		return nil, err
	}
	header, _, err := from.Next()
	if errors.Is(err, io.EOF) {
		return nil, fault.Bad("file", "文件是空的：第一行应是列名。", "The file is empty: its first row should name the columns.")
	}
	var broken *sheet.BadRow
	if errors.As(err, &broken) {
		return nil, fault.Bad("file", "第一行（列名）读不懂，请检查引号和编码。", "The first row, with the names of the columns, cannot be read. Look at its quotes and encoding.")
	}
	if err != nil {
		return nil, err
	}
	i := &importer{s: s, actor: actor, order: in, in: lang.Of(ctx), seen: map[string]bool{}, begun: time.Now(),
		report: &ImportReport{DryRun: in.DryRun, Problems: []ImportProblem{}, Pace: []ImportPace{}}}
	if err := i.understand(header); err != nil {
		return nil, err
	}
	if err := i.know(ctx); err != nil {
		return nil, err
	}
	if err := i.all(ctx, from); err != nil {
		return nil, err
	}
	return i.report, i.finish(ctx)
}

// importer is an import under way.
type importer struct {
	s        *Service
	actor    *org.Actor
	order    ImportOrder
	in       lang.Code
	report   *ImportReport
	columns  []*Column // by place; nil: passed over
	units    map[string]string
	managers map[string]string
	plans    map[string]string // the product by the plan's code
	seen     map[string]bool   // numbers of customers that a dry run would have made
	begun    time.Time
	paced    time.Time
}

// understand finds out what the columns are.
func (i *importer) understand(header []string) error {
	i.columns = make([]*Column, len(header))
	taken := map[string]string{}
	for at, name := range header {
		column, err := columnOf(name, i.order.Mapping)
		if err != nil {
			return err
		}
		code := ""
		if column != nil {
			code = column.Code
			if other, twice := taken[code]; twice {
				return fault.Bad("mapping", "“%[1]s”和“%[2]s”两列都是%[3]s，请指定其中一列。", "“%[1]s” and “%[2]s” are both %[4]s; say which one counts.",
					other, name, column.Name.Zh, column.Name.En)
			}
			taken[code] = name
		}
		i.columns[at] = column
		i.report.Columns = append(i.report.Columns, ImportColumn{name, code})
	}
	if _, ok := taken["number"]; !ok {
		return fault.Bad("mapping", "没有客户编号这一列。请指定哪一列是客户编号，或原系统里不变的客户标识：重复导入时靠它认出同一位客户。",
			"There is no column with the customer number. Say which column is it, or holds the old system's own key: by it a customer is known again when the import is repeated.")
	}
	return nil
}

// columnOf gives the column that a header stands for; nil for one that is passed over.
func columnOf(header string, mapping map[string]string) (*Column, error) {
	folded := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
	code, mapped := mapping[header]
	if mapped && code == "" {
		return nil, nil
	}
	for at := range Columns {
		c := &Columns[at]
		if mapped && c.Code == code {
			return c, nil
		}
		known := append([]string{c.Code, c.Name.Zh, c.Name.En}, c.also...)
		if !mapped && slices.ContainsFunc(known, func(name string) bool { return folded(name) == folded(header) }) {
			return c, nil
		}
	}
	if mapped {
		return nil, fault.Bad("mapping", "没有 %s 这个字段。", "There is no field %s.", code)
	}
	return nil, nil
}

// know reads what rows may name.
func (i *importer) know(ctx context.Context) error {
	tree, err := i.s.org.Tree(ctx)
	if err != nil {
		return err
	}
	i.units = map[string]string{}
	for _, u := range tree.Units() {
		if _, twice := i.units[u.Name]; !twice { // of several of a name the highest counts
			i.units[u.Name] = u.ID
		}
	}
	plans, err := i.s.Plans(ctx)
	if err != nil {
		return err
	}
	i.plans, i.managers = map[string]string{}, map[string]string{}
	for _, p := range plans {
		i.plans[p.Code] = p.Product
	}
	return nil
}

func (i *importer) all(ctx context.Context, from *sheet.Rows) error {
	i.paced = i.begun
	rows := make([]importRow, 0, importBatch)
	for {
		cells, line, err := from.Next()
		var broken *sheet.BadRow
		switch {
		case errors.Is(err, io.EOF):
			return i.batch(ctx, rows)
		case errors.As(err, &broken):
			i.report.Rows++
			i.refuse(line, fault.New(fault.Invalid, "这一行读不懂：%s。请检查引号和编码。", "This row cannot be read: %s. Look at its quotes and encoding.", broken.Why.Error()))
			continue
		case err != nil:
			return err
		}
		i.report.Rows++
		if row, err := i.row(cells, line); err != nil {
			i.refuse(line, err)
		} else {
			rows = append(rows, row)
		}
		if i.report.Rows%importPace == 0 {
			i.pace()
		}
		if len(rows) < importBatch {
			continue
		}
		if err := i.batch(ctx, rows); err != nil {
			return err
		}
		rows = rows[:0]
	}
}

func (i *importer) pace() {
	at := time.Now()
	i.report.Pace = append(i.report.Pace, ImportPace{i.report.Rows, importPace / at.Sub(i.paced).Seconds()})
	i.paced = at
}

// row reads what a row says.
func (i *importer) row(cells []string, line int) (importRow, error) {
	row := importRow{line: line}
	for at, cell := range cells {
		if cell == "" || at >= len(i.columns) || i.columns[at] == nil {
			continue
		}
		if err := i.columns[at].set(&row, cell); err != nil {
			return row, named(err, i.columns[at].Code)
		}
	}
	if row.number == nil {
		return row, fault.Bad("number", "请填写客户编号。", "Please give the customer number.")
	}
	return row, nil
}

// named says of a fault which field it is in.
func named(err error, field string) error {
	var f *fault.Error
	if errors.As(err, &f) {
		with := *f
		with.Field = field
		return &with
	}
	return err
}

// refuse leaves a row out.
func (i *importer) refuse(line int, err error) {
	i.report.Failed++
	if len(i.report.Problems) == importProblems {
		return
	}
	p := ImportProblem{Line: line, Message: err.Error()}
	var f *fault.Error
	if errors.As(err, &f) {
		p.Field, p.Message = f.Field, f.Text.In(i.in)
		for at, c := range i.columns {
			if c != nil && c.Code == f.Field {
				p.Column = i.report.Columns[at].Header
			}
		}
	}
	i.report.Problems = append(i.report.Problems, p)
}

// finish lets the search find what has come, and notes the import in the audit log.
func (i *importer) finish(ctx context.Context) error {
	i.report.Seconds = time.Since(i.begun).Seconds()
	r := i.report
	slices.SortStableFunc(r.Problems, func(a, b ImportProblem) int { return cmp.Compare(a.Line, b.Line) })
	if i.order.DryRun {
		return nil
	}
	if r.Customers.Added > dueMost {
		if err := i.s.index.GoThrough(ctx); err != nil {
			return err
		}
	}
	return i.s.db.Write(ctx, func(ctx context.Context, _ bun.Tx) error {
		return i.s.audit.Write(ctx, org.Who(ctx), "customers.imported", "customers", "", map[string]any{"file": i.order.Name, "rows": r.Rows,
			"added": r.Customers.Added, "changed": r.Customers.Changed, "parts": r.Parts.Added + r.Parts.Changed, "failed": r.Failed})
	})
}
