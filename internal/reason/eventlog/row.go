package eventlog

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// row is one row of the log that could be read.
type row struct {
	line     int
	when     instant
	at       time.Time // the reading of when that counts
	activity string
	person   string
	group    string
	reopened int
	facts    []string // as plan.facts; empty where the row does not tell
	record   []string // all cells, to know a repeated row
}

// cell gives the trimmed text at column i, empty where it is missing.
func (p *plan) cell(record []string, i int) string {
	if i == none {
		return ""
	}
	s := strings.TrimSpace(record[i])
	if slices.Contains(p.mapping.Missing, s) {
		return ""
	}
	return s
}

// row reads a record. It also gives the case, which is empty on an error.
func (p *plan) row(record []string, line int) (string, *row, *RowError) {
	if complaint := p.shape(record, line); complaint != nil {
		return "", nil, complaint
	}
	r := &row{line: line, record: record}
	id := p.cell(record, p.caseID)
	if id == "" {
		return "", nil, p.wrong(r, p.caseID, say("the case is missing", "缺少工单编号"))
	}
	r.activity = p.cell(record, p.activity)
	if _, known := p.mapping.Activities[r.activity]; !known {
		complaint := say("the mapping does not know the activity %q", "映射中没有活动“%s”", r.activity)
		if r.activity == "" {
			complaint = say("the activity is missing", "缺少活动")
		}
		return "", nil, p.wrong(r, p.activity, complaint)
	}
	if complaint := p.readTime(r); complaint != nil {
		return "", nil, complaint
	}
	r.person, r.group = p.cell(record, p.person), p.cell(record, p.group)
	if s := p.cell(record, p.reopened); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 0 {
			return "", nil, p.wrong(r, p.reopened, say("the number of reopenings is not a number", "重开次数不是数字"))
		}
		r.reopened = n
	}
	if complaint := p.readFacts(r); complaint != nil {
		return "", nil, complaint
	}
	return id, r, nil
}

func (p *plan) wrong(r *row, column int, t text) *RowError {
	return rowError(r.line, p.header[column], strings.ToValidUTF8(r.record[column], "\uFFFD"), t)
}

// shape checks the number of cells, more of which may follow if they are
// empty, and that all are text.
func (p *plan) shape(record []string, line int) *RowError {
	extra := len(record) > len(p.header) && strings.Join(record[len(p.header):], "") != ""
	if len(record) < len(p.header) || extra {
		return rowError(line, "", "", say("the row has %d columns, the header %d", "这一行有 %d 列，表头有 %d 列", len(record), len(p.header)))
	}
	for i, s := range record[:len(p.header)] {
		if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
			return p.wrong(&row{line: line, record: record}, i, say("the characters cannot be read; check the encoding", "字符无法识别，请检查文件编码"))
		}
	}
	return nil
}

func (p *plan) readTime(r *row) *RowError {
	words := make([]string, 0, len(p.time))
	for _, i := range p.time {
		if s := p.cell(r.record, i); s != "" {
			words = append(words, s)
		}
	}
	value := strings.Join(words, " ")
	if value == "" {
		return p.wrong(r, p.time[0], say("the time is missing", "缺少时间"))
	}
	when, complaint := parseTime(value, p.mapping.Layouts, p.mapping.Zone)
	if complaint.en != "" {
		e := p.wrong(r, p.time[0], complaint)
		e.Value = value
		return e
	}
	r.when = when
	return nil
}

func (p *plan) readFacts(r *row) *RowError {
	r.facts = make([]string, len(p.facts))
	for i, f := range p.facts {
		s := p.cell(r.record, f.column)
		switch {
		case f.column == none:
			s = f.field.Value
		case s == "":
		case f.isTime:
			when, complaint := parseTime(s, p.mapping.Layouts, p.mapping.Zone)
			if complaint.en != "" {
				return p.wrong(r, f.column, complaint)
			}
			s = when.at.Format(time.RFC3339)
		case f.field.Values != nil:
			to, known := f.field.Values[s]
			if !known {
				to = f.field.Otherwise
			}
			if to == "" {
				return p.wrong(r, f.column, say("the mapping does not know the value %q", "映射中没有取值“%s”", s))
			}
			s = to
		}
		r.facts[i] = s
	}
	return nil
}

// blank tells a line of delimiters only, as spreadsheets leave at the end.
func blank(record []string) bool {
	return strings.TrimSpace(strings.Join(record, "")) == ""
}
