package clock

import (
	"testing"
	"time"
)

// The sums of these tables are made by hand. The office works 08:30–12:00
// (3.5 h) and 13:30–17:30 (4 h), 7.5 h a day, Monday to Friday, with China's
// holidays and make-up days.

func TestBetweenByHand(t *testing.T) {
	night := week(shanghai, "20:00-02:00", everyDay...)
	night.Days = China()
	cases := []struct {
		name     string
		calendar *Calendar
		from, to string
		want     float64 // hours
	}{
		// Wed 31 Dec 7.5 · Thu 1–Sat 3 Jan off · Sun 4 Jan made up 7.5 · Mon 5 Jan not begun.
		{"New Year 2026", office(), "2025-12-31 08:30", "2026-01-05 08:30", 15},
		// Wed 17:00–17:30 0.5 · Sun 4 Jan 08:30–09:30 1.
		{"over New Year, cut on both sides", office(), "2025-12-31 17:00", "2026-01-04 09:30", 1.5},
		// Thu 1, Fri 2, Sat 3 Jan are off.
		{"the New Year holiday itself", office(), "2026-01-01", "2026-01-04", 0},
		// Wed 1 Jan 2025 off · Tue 31 Dec 2024 is a plain weekday, as 2024 has no list, 7.5 · Thu 2 Jan 7.5.
		{"New Year 2025", office(), "2024-12-31", "2025-01-03", 15},
		// Sun 26 Jan made up 7.5 · Mon 27 7.5 · Tue 28 Jan–Tue 4 Feb off · Wed 5, Thu 6, Fri 7 22.5 · Sat 8 made up 7.5.
		{"Spring Festival 2025 with both make-up days", office(), "2025-01-26", "2025-02-09", 45},
		// Fri 13 Feb 7.5 · Sat 14 made up 7.5 · Sun 15–Mon 23 off · Tue 24 not begun.
		{"Spring Festival 2026", office(), "2026-02-13 08:30", "2026-02-24 08:30", 15},
		// Saturday, made up with Monday's ranges.
		{"make-up Saturday 14 Feb 2026", office(), "2026-02-14", "2026-02-15", 7.5},
		// Nine days off.
		{"the Spring Festival 2026 itself", office(), "2026-02-15", "2026-02-24", 0},
		// Tue 24–Fri 27 4 × 7.5 = 30 · Sat 28 made up 7.5 · Sun 1 Mar free.
		{"after Spring Festival 2026", office(), "2026-02-24", "2026-03-02", 37.5},
		// 1 Feb is a Sunday. 2–6 and 9–13 10 days · Sat 14 · 24–27 4 days · Sat 28: 16 × 7.5.
		{"February 2026", office(), "2026-02-01", "2026-03-01", 120},
		// Sun 28 Sep made up, Mon 29, Tue 30: 3 × 7.5 · 1–8 Oct off.
		{"National Day 2025 with the make-up Sunday", office(), "2025-09-28", "2025-10-09", 22.5},
		// Thu 9, Fri 10, Sat 11 made up: 3 × 7.5 · Sun 12 free.
		{"after National Day 2025", office(), "2025-10-09", "2025-10-13", 22.5},
		// The day after the make-up Saturday is free.
		{"Sunday 12 Oct 2025", office(), "2025-10-12", "2025-10-13", 0},
		// 1–8 off · 9, 10, 11 · 13–17 · 20–24 · 27–31: 18 × 7.5.
		{"October 2025", office(), "2025-10-01", "2025-11-01", 135},
		// Sun 20 Sep is made up for National Day.
		{"make-up Sunday 20 Sep 2026", office(), "2026-09-19", "2026-09-21", 7.5},
		// Thu 17:00–17:30 0.5 · Fri 25–Sun 27 off · Mon 08:30–09:00 0.5.
		{"Mid-Autumn 2026", office(), "2026-09-24 17:00", "2026-09-28 09:00", 1},
		// Wed 30 Sep afternoon 4 · Thu 1–Wed 7 off · Thu 8 morning 3.5.
		{"National Day 2026", office(), "2026-09-30 13:30", "2026-10-08 12:00", 7.5},
		// Thu 8, Fri 9, Sat 10 made up: 3 × 7.5 · Sun 11 free.
		{"after National Day 2026", office(), "2026-10-08", "2026-10-12", 22.5},
		// Lunch on a make-up day is still lunch.
		{"lunch on Saturday 10 Oct 2026", office(), "2026-10-10 12:00", "2026-10-10 13:30", 0},
		// 261 weekdays · less 1 + 6 + 1 + 3 + 1 + 6 = 18 weekdays off · 5 made up: 248 × 7.5.
		{"the year 2025", office(), "2025-01-01", "2026-01-01", 1860},
		// 261 weekdays · less 2 + 6 + 1 + 3 + 1 + 1 + 5 = 19 weekdays off · 6 made up: 248 × 7.5.
		{"the year 2026", office(), "2026-01-01", "2027-01-01", 1860},
		// 2027 has no list: Fri 1 Jan counts as the Friday it is.
		{"New Year 2027 without a list", office(), "2027-01-01", "2027-01-02", 7.5},
		// An end before the beginning counts nothing.
		{"backwards", office(), "2025-10-10", "2025-10-09", 0},
		// Tue 30 Sep 20:00 to Wed 02:00 6, though Wed is off · the nights of 1–8 Oct fall away · Thu 9 20:00–24:00 4.
		{"nights over National Day 2025", night, "2025-09-30 12:00", "2025-10-10", 10},
		// Wed 8 Oct 00:00–02:00 belongs to Tue 7, which is off.
		{"the last night of National Day 2025", night, "2025-10-08", "2025-10-09 20:00", 0},
		// Holidays do not matter: 8 × 24.
		{"around the clock over National Day 2025", Always(shanghai), "2025-10-01", "2025-10-09", 192},
		// 09:00–13:00 and 12:00–14:00 share an hour: 09:00–14:00 is 5.
		{"overlapping ranges", week(shanghai, "12:00-14:00 09:00-13:00", everyDay...), "2026-03-02", "2026-03-03", 5},
		// Mon 22:00–06:00 8 h, from Tue 05:00 on Tuesday's own range: 05:00–07:00 adds only 1 h · Tue 22:00–24:00 2.
		{"overlap with the day before", week(shanghai, "22:00-06:00 05:00-07:00", time.Monday, time.Tuesday), "2026-03-02 08:00", "2026-03-04", 11},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := c.calendar.Between(at(c.from), at(c.to)); got != hours(c.want) {
				t.Errorf("Between(%s, %s) = %v, want %v", c.from, c.to, got, hours(c.want))
			}
		})
	}
}

func TestAddByHand(t *testing.T) {
	night := week(shanghai, "20:00-02:00", everyDay...)
	night.Days = China()
	short := office()
	short.MakeUp = ranges("10:00-16:00")
	cases := []struct {
		name     string
		calendar *Calendar
		from     string
		hours    float64
		want     string
	}{
		// 0.5 to 17:30 · Thu–Sat off · Sun 4 Jan made up 08:30 + 0.5.
		{"over New Year 2026", office(), "2025-12-31 17:00", 1, "2026-01-04 09:00"},
		// Sun 4 Jan: 3.5 to 12:00, 13:30 + 0.5.
		{"from the end of the last day", office(), "2025-12-31 17:30", 4, "2026-01-04 14:00"},
		// Ends with the range, not at the beginning of the next.
		{"exactly to the evening", office(), "2025-12-31 13:30", 4, "2025-12-31 17:30"},
		// Sat 14 Feb 1 to 17:30 · 15–23 off · Tue 24 08:30 + 1.
		{"over Spring Festival 2026", office(), "2026-02-14 16:30", 2, "2026-02-24 09:30"},
		// Fri 27 4 · Sat 28 11.5 · Mon 2 Mar 19 · Tue 26.5 · Wed 34 · Thu 5 3.5 more at 12:00.
		{"five days from before the make-up Saturday", office(), "2026-02-27 13:30", 37.5, "2026-03-05 12:00"},
		// Tue 1.5 to 17:30 · 1–8 off · Thu 9 3.5 to 12:00, then 3 from 13:30.
		{"over National Day 2025", office(), "2025-09-30 16:00", 8, "2025-10-09 16:30"},
		// Nothing to add.
		{"nothing, on a holiday", office(), "2025-10-01 10:00", 0, "2025-10-01 10:00"},
		// From the middle of the holiday: Thu 9 Oct 08:30 + 1.
		{"from within National Day 2025", office(), "2025-10-04 03:00", 1, "2025-10-09 09:30"},
		// Sat 27 Sep free · Sun 28 made up 08:30 + 2.
		{"from Saturday into the make-up Sunday", office(), "2025-09-27 10:00", 2, "2025-09-28 10:30"},
		// Fri 0.5 · Sat 11 Oct made up 08:30 + 0.5.
		{"into the make-up Saturday", office(), "2025-10-10 17:00", 1, "2025-10-11 09:00"},
		// Sat 0.5 · Sun 12 free · Mon 13 08:30 + 0.5.
		{"out of the make-up Saturday", office(), "2025-10-11 17:00", 1, "2025-10-13 09:00"},
		// Fri 9 Oct 2.5 · Sat 10 made up 7.5, ends with the day.
		{"to the end of the make-up Saturday 2026", office(), "2026-10-09 15:00", 10, "2026-10-10 17:30"},
		// Wed 30 Sep 0.5 · 1–7 off · Thu 8 Oct 08:30 + 0.5.
		{"over National Day 2026", office(), "2026-09-30 17:00", 1, "2026-10-08 09:00"},
		// Fri 8 May 0.5 · Sat 9 made up 0.5.
		{"make-up Saturday 9 May 2026", office(), "2026-05-08 17:00", 1, "2026-05-09 09:00"},
		// Own make-up hours 10:00–16:00: 10:00 + 4.
		{"make-up day with hours of its own", short, "2026-02-14 09:00", 4, "2026-02-14 14:00"},
		// Tue 23:00 to Wed 1 Oct 02:00 3 · nights of 1–8 Oct fall away · Thu 9 20:00 + 1.
		{"nights over National Day 2025", night, "2025-09-30 23:00", 4, "2025-10-09 21:00"},
		// Holidays do not matter.
		{"around the clock over New Year", Always(shanghai), "2025-12-31 23:00", 2, "2026-01-01 01:00"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := c.calendar.Add(at(c.from), hours(c.hours))
			if err != nil {
				t.Fatal(err)
			}
			if !got.Equal(at(c.want)) || got.Location() != time.UTC {
				t.Errorf("Add(%s, %v h) = %v, want %v", c.from, c.hours, got, at(c.want).UTC())
			}
		})
	}
}

// The hours below are read off the clock changes of the zones: Stockholm
// 2025-03-30 02:00→03:00 and 2025-10-26 03:00→02:00, New York 2025-03-09
// 02:00→03:00 and 2025-11-02 02:00→01:00, Lord Howe 2025-04-06 02:00→01:30,
// São Paulo 2018-11-04 00:00→01:00, Apia without 2011-12-30.
func TestClockChangesByHand(t *testing.T) {
	day := "00:00-24:00"
	cases := []struct {
		name, zone, hours, from, to string
		want                        float64
	}{
		{"a day of 23 hours", "Europe/Stockholm", day, "2025-03-30", "2025-03-31", 23},
		{"a day of 25 hours", "Europe/Stockholm", day, "2025-10-26", "2025-10-27", 25},
		// 22:00–02:00 4, 03:00–06:00 3.
		{"a night cut short", "Europe/Stockholm", "22:00-06:00", "2025-03-29 12:00", "2025-03-30 12:00", 7},
		// 22:00–03:00 5, 02:00–06:00 4.
		{"a night drawn out", "Europe/Stockholm", "22:00-06:00", "2025-10-25 12:00", "2025-10-26 12:00", 9},
		{"a range that is skipped", "Europe/Stockholm", "02:00-03:00", "2025-03-30", "2025-03-31", 0},
		// 02:30 is skipped, work begins at 03:00.
		{"a range that begins in the skipped hour", "Europe/Stockholm", "02:30-05:00", "2025-03-30", "2025-03-31", 2},
		{"a range that is repeated", "Europe/Stockholm", "02:00-03:00", "2025-10-26", "2025-10-27", 2},
		// From the first 02:00 to the first 02:30.
		{"a range that ends in the repeated hour", "Europe/Stockholm", "02:00-02:30", "2025-10-26", "2025-10-27", 0.5},
		// From the first 02:30: the rest of the first hour 0.5, the second 02:00–03:00 1, 03:00–04:00 1.
		{"a range that begins in the repeated hour", "Europe/Stockholm", "02:30-04:00", "2025-10-26", "2025-10-27", 2.5},
		{"New York in spring", "America/New_York", day, "2025-03-09", "2025-03-10", 23},
		{"New York in autumn", "America/New_York", day, "2025-11-02", "2025-11-03", 25},
		{"half an hour more", "Australia/Lord_Howe", day, "2025-04-06", "2025-04-07", 24.5},
		{"a day that begins at 01:00", "America/Sao_Paulo", day, "2018-11-04 01:00", "2018-11-05", 23},
		// Thu 29 and Sat 31 only.
		{"a day that never was", "Pacific/Apia", "08:00-12:00", "2011-12-29", "2012-01-01", 8},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			z := zone(c.zone)
			calendar := week(z, c.hours, everyDay...)
			if got := calendar.Between(in(z, c.from), in(z, c.to)); got != hours(c.want) {
				t.Errorf("Between(%s, %s) = %v, want %v", c.from, c.to, got, hours(c.want))
			}
		})
	}
}

// Friday 16:00 in winter and an hour, Monday's hour in summer: 10:00 EDT is
// 14:00 UTC.
func TestAddOverClockChange(t *testing.T) {
	z := zone("America/New_York")
	got, err := week(z, "09:00-17:00", workdays...).Add(in(z, "2025-03-07 16:00"), hours(2))
	if want := time.Date(2025, 3, 10, 14, 0, 0, 0, time.UTC); err != nil || !got.Equal(want) {
		t.Errorf("Add = %v, %v, want %v", got, err, want)
	}
}
