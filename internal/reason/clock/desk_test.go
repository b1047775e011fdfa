package clock

import (
	"fmt"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"
)

func zone(name string) *time.Location {
	z, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return z
}

var shanghai = zone("Asia/Shanghai")

func ranges(text string) []Range {
	r, err := ParseRanges(text)
	if err != nil {
		panic(err)
	}
	return r
}

// week gives a calendar with the same ranges on some days of the week.
func week(zone *time.Location, hours string, days ...time.Weekday) *Calendar {
	c := &Calendar{Name: hours, Zone: zone}
	for _, day := range days {
		c.Week[day] = ranges(hours)
	}
	return c
}

var (
	workdays = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}
	everyDay = []time.Weekday{0, 1, 2, 3, 4, 5, 6}
)

// office works 3 h 30 and 4 h a day, 7 h 30 in all.
func office() *Calendar {
	c := week(shanghai, "08:30-12:00 13:30-17:30", workdays...)
	c.Days = China()
	return c
}

// at reads "2026-02-14 08:30" or "2026-02-14" in Shanghai.
func at(text string) time.Time { return in(shanghai, text) }

func in(zone *time.Location, text string) time.Time {
	if !strings.Contains(text, " ") {
		text += " 00:00"
	}
	t, err := time.ParseInLocation("2006-01-02 15:04", text, zone)
	if err != nil {
		panic(err)
	}
	return t
}

// hours gives a duration in hours; halves and quarters are exact.
func hours(h float64) time.Duration { return time.Duration(h * float64(time.Hour)) }

// with appends changes to a clock that must accept them.
func with(t testing.TB, c Clock, changes ...Change) Clock {
	t.Helper()
	for _, ch := range changes {
		next, err := c.With(ch)
		if err != nil {
			t.Fatalf("With(%v): %v", ch, err)
		}
		c = next
	}
	return c
}

var zones = []string{
	"UTC", "Asia/Shanghai", "Asia/Kathmandu", "Europe/Stockholm", "America/New_York",
	"America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Cairo", "America/St_Johns",
}

func drawZone(t *rapid.T) *time.Location {
	return zone(rapid.SampledFrom(zones).Draw(t, "zone"))
}

func drawRanges(t *rapid.T, label string) []Range {
	one := rapid.Custom(func(t *rapid.T) Range {
		from := rapid.IntRange(0, dayMinutes-1).Draw(t, "from")
		if rapid.IntRange(0, 9).Draw(t, "whole day") == 0 {
			return Range{From: 0, To: dayMinutes}
		}
		return Range{From: from, To: from + rapid.IntRange(1, dayMinutes-1).Draw(t, "length")}
	})
	return rapid.SliceOfN(one, 0, 3).Draw(t, label)
}

func drawCalendar(t *rapid.T) *Calendar {
	c := &Calendar{Zone: drawZone(t)}
	for day := range c.Week {
		c.Week[day] = drawRanges(t, time.Weekday(day).String())
	}
	if rapid.Bool().Draw(t, "make-up hours") {
		c.MakeUp = drawRanges(t, "make-up")
	}
	switch rapid.IntRange(0, 2).Draw(t, "holidays") {
	case 1:
		c.Days = China()
	case 2:
		c.Days = drawHolidays(t)
	}
	return c
}

// drawHolidays gives a list for 2024, passed through ParseHolidays.
func drawHolidays(t *rapid.T) Holidays {
	text := "2024-01-01,off,New Year\n"
	for n := range rapid.IntRange(1, 40).Draw(t, "days") {
		date := time.Date(2024, 1, 1+n*9, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		kind := rapid.SampledFrom([]DayKind{DayOff, DayWork}).Draw(t, "kind")
		if n > 0 {
			text += fmt.Sprintf("%s,%s,day %d\n", date, kind, n)
		}
	}
	h, err := ParseHolidays(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// moments where something happens: years with lists, without, and the odd
// days of time zones.
var moments = []time.Time{
	at("2025-09-27"), at("2025-12-30"), at("2026-02-13"), at("2026-09-19"), at("2027-01-01"), at("2024-03-01"),
	at("2025-03-30"), at("2025-10-26"), at("2025-03-09"), at("2025-11-02"), at("2018-11-04"),
	at("2011-12-30"), at("2025-04-06"), at("2023-04-28"), at("1969-12-30"),
}

func drawTime(t *rapid.T, label string) time.Time {
	base := rapid.SampledFrom(moments).Draw(t, label)
	offset := rapid.Int64Range(-5*daySeconds, 40*daySeconds).Draw(t, label+" offset")
	return base.Add(time.Duration(offset) * time.Second).UTC()
}

// drawClock gives a clock with a lawful log, all of it on whole minutes so
// that it can be counted by the minute.
func drawClock(t *rapid.T, c *Calendar) Clock {
	clock := Clock{Target: time.Duration(rapid.IntRange(1, 3000).Draw(t, "target")) * time.Minute, Calendar: c}
	now := drawTime(t, "start").Truncate(time.Minute)
	status := Idle
	for range rapid.IntRange(1, 8).Draw(t, "changes") {
		kind := rapid.SampledFrom(map[Status][]Kind{
			Idle: {Start}, Running: {Pause, Pause, Stop}, Paused: {Resume, Resume, Stop}, Stopped: {Resume},
		}[status]).Draw(t, "kind")
		next, err := clock.With(Change{At: now, Kind: kind, Reason: string("why " + kind)})
		if err != nil {
			t.Fatal(err)
		}
		clock = next
		status = map[Kind]Status{Start: Running, Resume: Running, Pause: Paused, Stop: Stopped}[kind]
		now = now.Add(time.Duration(rapid.IntRange(0, 1500).Draw(t, "minutes")) * time.Minute)
	}
	return clock
}
