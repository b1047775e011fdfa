package clock

import (
	"bufio"
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// What can be wrong with a holiday list. A LineError wraps one of them, or
// what reading the list returned.
var (
	ErrListForm     = errors.New("not of the form date,kind,name")
	ErrListDate     = errors.New("the date is not of the form 2026-02-14")
	ErrListKind     = errors.New("the kind is neither off nor work")
	ErrListName     = errors.New("the name is missing")
	ErrListDouble   = errors.New("the date stands in the list twice")
	ErrListEncoding = errors.New("the text is not UTF-8")
	ErrListCovers   = errors.New("the years covered are not of the form covers: 2025 2026")
	ErrListEmpty    = errors.New("the list has no dates")
)

// LineError says which line of a holiday list is wrong, counted from 1, and
// why.
type LineError struct {
	Line int
	Err  error
}

func (e *LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// Unwrap gives the reason, such as ErrListDate.
func (e *LineError) Unwrap() error { return e.Err }

//go:embed china.csv
var china string

// China gives the public holidays and make-up working days of China for 2025
// and 2026, from the notices of the General Office of the State Council that
// Year.Source names.
func China() Holidays {
	h, err := ParseHolidays(strings.NewReader(china))
	if err != nil {
		panic("clock: the built-in holidays of China: " + err.Error())
	}
	return h
}

// ParseHolidays reads a list of lines "date,kind,name" in UTF-8, such as
// "2026-02-14,work,春节", with or without the heading date,kind,name. The kind
// is off or work.
//
// Comment lines, which begin with #, carry the source of the lines below them.
// The list covers every year it has a date of, unless a comment line
// "# covers: 2026" names the years: a list may reach into a neighbouring year
// without covering it. The error is a *LineError, or ErrListEmpty.
func ParseHolidays(r io.Reader) (Holidays, error) {
	list := holidayList{holidays: Holidays{}, seen: map[Date]bool{}}
	lines := bufio.NewScanner(r)
	number := 0
	for lines.Scan() {
		number++
		line := lines.Text()
		if number == 1 {
			line = strings.TrimPrefix(line, "\ufeff")
		}
		if err := list.read(strings.TrimSpace(line)); err != nil {
			return nil, &LineError{Line: number, Err: err}
		}
	}
	if err := lines.Err(); err != nil {
		return nil, &LineError{Line: number + 1, Err: err}
	}
	return list.finish()
}

// holidayList is a list while it is read.
type holidayList struct {
	holidays Holidays
	seen     map[Date]bool
	source   []string // the comment lines above
	rows     bool     // whether a row has followed them
	covers   []int
}

func (l *holidayList) read(line string) error {
	comment, found := strings.CutPrefix(line, "#")
	switch {
	case !utf8.ValidString(line):
		return ErrListEncoding
	case line == "":
		return nil
	case found:
		return l.comment(strings.TrimSpace(comment))
	case len(l.seen) == 0 && strings.EqualFold(line, "date,kind,name"):
		return nil
	}
	day, err := parseDay(line)
	if err != nil {
		return err
	}
	if l.seen[day.Date] {
		return ErrListDouble
	}
	l.seen[day.Date] = true
	l.rows = true
	year, found := l.holidays[day.Date.Year]
	if !found {
		year.Source = strings.Join(l.source, "\n")
	}
	year.Days = append(year.Days, day)
	l.holidays[day.Date.Year] = year
	return nil
}

func (l *holidayList) comment(text string) error {
	if years, found := strings.CutPrefix(text, "covers:"); found {
		for _, field := range strings.Fields(years) {
			year, err := strconv.Atoi(field)
			if err != nil || year < 1 || year > 9999 {
				return ErrListCovers
			}
			l.covers = append(l.covers, year)
		}
		return nil
	}
	if l.rows {
		l.source, l.rows = nil, false
	}
	if text != "" {
		l.source = append(l.source, text)
	}
	return nil
}

func (l *holidayList) finish() (Holidays, error) {
	if len(l.seen) == 0 {
		return nil, ErrListEmpty
	}
	for number, year := range l.holidays {
		slices.SortFunc(year.Days, func(a, b Day) int { return a.Date.compare(b.Date) })
		year.Covered = len(l.covers) == 0
		l.holidays[number] = year
	}
	for _, number := range l.covers {
		year := l.holidays[number]
		year.Covered = true
		l.holidays[number] = year
	}
	return l.holidays, nil
}

func parseDay(line string) (Day, error) {
	row := csv.NewReader(strings.NewReader(line))
	row.TrimLeadingSpace = true
	fields, err := row.Read()
	if err != nil || len(fields) != 3 {
		return Day{}, ErrListForm
	}
	for i := range fields {
		fields[i] = strings.TrimSpace(fields[i])
	}
	date, err := time.Parse(time.DateOnly, fields[0])
	if err != nil || date.Year() < 1 {
		return Day{}, ErrListDate
	}
	kind := DayKind(fields[1])
	if kind != DayOff && kind != DayWork {
		return Day{}, ErrListKind
	}
	if fields[2] == "" {
		return Day{}, ErrListName
	}
	y, m, d := date.Date()
	return Day{Date: Date{Year: y, Month: m, Day: d}, Kind: kind, Name: fields[2]}, nil
}
