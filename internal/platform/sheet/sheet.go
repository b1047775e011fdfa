// Package sheet writes tables that people open in a spreadsheet: XLSX, or CSV in which no cell can become a
// formula.
package sheet

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// Format is the kind of file.
type Format string

// The formats.
const (
	CSV  Format = "csv"
	XLSX Format = "xlsx"
)

// Type gives the media type of a format.
func (f Format) Type() string {
	if f == CSV {
		return "text/csv; charset=utf-8"
	}
	return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
}

// Most is how many rows a table may have; a spreadsheet ends soon after.
const Most = 1_000_000

const timeLayout = "2006-01-02 15:04"

// Table is a table that is being written, row after row.
type Table struct {
	to    io.Writer
	csv   *csv.Writer
	book  *excelize.File
	sheet *excelize.StreamWriter
	times int // the style of moments
	zone  *time.Location
	row   int
}

// New begins a table with its column names. Moments are written as clocks in zone show them.
func New(to io.Writer, format Format, title string, zone *time.Location, header []string) (*Table, error) {
	t := &Table{to: to, zone: zone}
	if format == CSV {
		if _, err := io.WriteString(to, "\ufeff"); err != nil { // so that spreadsheets read it as UTF-8
			return nil, err
		}
		t.csv = csv.NewWriter(to)
		return t, t.csv.Write(header)
	}
	if err := t.begin(title, header); err != nil {
		return nil, err
	}
	return t, nil
}

func (t *Table) begin(title string, header []string) (err error) {
	t.book = excelize.NewFile()
	if err := t.book.SetSheetName("Sheet1", title); err != nil {
		return err
	}
	if t.sheet, err = t.book.NewStreamWriter(title); err != nil {
		return err
	}
	bold, err := t.book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	layout := "yyyy-mm-dd hh:mm"
	if t.times, err = t.book.NewStyle(&excelize.Style{CustomNumFmt: &layout}); err != nil {
		return err
	}
	if err := t.sheet.SetColWidth(1, len(header), 16); err != nil {
		return err
	}
	if err := t.sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	cells := make([]any, len(header))
	for i, name := range header {
		cells[i] = excelize.Cell{StyleID: bold, Value: name}
	}
	t.row = 1
	return t.sheet.SetRow("A1", cells)
}

// Row adds a row of strings, numbers and moments; a zero moment is an empty cell.
func (t *Table) Row(cells ...any) error {
	if t.row++; t.row > Most {
		return fmt.Errorf("a table has at most %d rows", Most)
	}
	if t.csv != nil {
		return t.csv.Write(t.texts(cells))
	}
	for i, c := range cells {
		if at, is := c.(time.Time); is {
			cells[i] = t.moment(at)
		}
	}
	return t.sheet.SetRow(fmt.Sprintf("A%d", t.row), cells)
}

// moment is a cell with the clock's reading, which spreadsheets keep without a zone.
func (t *Table) moment(at time.Time) any {
	if at.IsZero() {
		return ""
	}
	local := at.In(t.zone)
	wall := time.Date(local.Year(), local.Month(), local.Day(), local.Hour(), local.Minute(), 0, 0, time.UTC)
	return excelize.Cell{StyleID: t.times, Value: wall}
}

func (t *Table) texts(cells []any) []string {
	texts := make([]string, len(cells))
	for i, c := range cells {
		switch c := c.(type) {
		case time.Time:
			if !c.IsZero() {
				texts[i] = c.In(t.zone).Format(timeLayout)
			}
		case string:
			texts[i] = Safe(c)
		default:
			texts[i] = fmt.Sprint(c)
		}
	}
	return texts
}

// Safe is a text that no spreadsheet takes for a formula: one that begins like a formula gets an apostrophe
// before it (OWASP, CSV injection).
func Safe(text string) string {
	if strings.IndexAny(text, "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20") == 0 {
		return "'" + text
	}
	return text
}

// Close writes what is left. A table that is not closed is no file.
func (t *Table) Close() error {
	if t.csv != nil {
		t.csv.Flush()
		return t.csv.Error()
	}
	defer t.book.Close()
	if err := t.sheet.Flush(); err != nil {
		return err
	}
	return t.book.Write(t.to)
}
