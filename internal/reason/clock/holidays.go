package clock

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// DayKind says whether a dated exception is off or worked.
type DayKind string

const (
	DayOff  DayKind = "off"  // a public holiday, or a weekday freed for one
	DayWork DayKind = "work" // a weekend day worked instead (调休)
)

// Date is a day on the calendar.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// String gives the date as 2026-02-14.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day) }

func (d Date) compare(e Date) int {
	if d.Year != e.Year {
		return d.Year - e.Year
	}
	if d.Month != e.Month {
		return int(d.Month - e.Month)
	}
	return d.Day - e.Day
}

// Day is a dated exception from the week. A worked day bears the name of the
// holiday it makes up for.
type Day struct {
	Date Date
	Kind DayKind
	Name string
}

// Year holds the exceptions of one year by date. Covered says that the year's
// list is published; a year may have single days without being covered, when
// the next year's list reaches back into December.
type Year struct {
	Covered bool
	Source  string
	Days    []Day
}

// Holidays are the dated exceptions by year.
type Holidays map[int]Year

// Covers says whether the list of a year is published.
func (h Holidays) Covers(year int) bool { return h[year].Covered }

// Years gives the covered years in order.
func (h Holidays) Years() []int {
	var years []int
	for _, year := range slices.Sorted(maps.Keys(h)) {
		if h[year].Covered {
			years = append(years, year)
		}
	}
	return years
}

// On gives the exception of a date, if there is one.
func (h Holidays) On(date Date) (Day, bool) {
	days := h[date.Year].Days
	i, found := slices.BinarySearchFunc(days, date, func(d Day, date Date) int { return d.Date.compare(date) })
	if !found {
		return Day{}, false
	}
	return days[i], true
}

// With gives these holidays with a newer list laid over them. A year that the
// newer list covers is replaced whole; its single days in other years are
// added, or replace those of the same date. Neither list is changed.
func (h Holidays) With(newer Holidays) Holidays {
	joined := maps.Clone(h)
	if joined == nil {
		joined = Holidays{}
	}
	for number, added := range newer {
		year := joined[number]
		if added.Covered {
			year = Year{Covered: true, Source: added.Source}
		}
		days := slices.Clone(year.Days)
		for _, day := range added.Days {
			days = slices.DeleteFunc(days, func(d Day) bool { return d.Date == day.Date })
			days = append(days, day)
		}
		slices.SortFunc(days, func(a, b Day) int { return a.Date.compare(b.Date) })
		year.Days = days
		if year.Source == "" {
			year.Source = added.Source
		}
		joined[number] = year
	}
	return joined
}

// DayError says which day of a list made by hand is wrong: of another year,
// out of order, double, or of an unknown kind.
type DayError struct{ Day Day }

func (e *DayError) Error() string {
	return fmt.Sprintf("holiday %v (%s): out of order, double, or of an unknown kind", e.Day.Date, e.Day.Kind)
}

func (h Holidays) validate() error {
	for number, year := range h {
		last := Date{Year: number}
		for _, day := range year.Days {
			known := day.Kind == DayOff || day.Kind == DayWork
			if !known || day.Date.Year != number || day.Date.compare(last) <= 0 {
				return &DayError{Day: day}
			}
			last = day.Date
		}
	}
	return nil
}
