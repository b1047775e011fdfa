package clock

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestWorking(t *testing.T) {
	c := office()
	for text, want := range map[string]bool{
		"2025-10-11 08:29": false, // Saturday made up, before work
		"2025-10-11 08:30": true,
		"2025-10-11 11:59": true,
		"2025-10-11 12:00": false,
		"2025-10-01 10:00": false, // National Day, a Wednesday
		"2025-10-18 10:00": false, // a plain Saturday
	} {
		if got := c.Working(at(text)); got != want {
			t.Errorf("Working(%s) = %v", text, got)
		}
	}
}

// The same instant in whatever zone it comes.
func TestInputsInAnyZone(t *testing.T) {
	from, to := at("2025-12-31 17:00"), at("2026-01-04 09:30")
	if got := office().Between(from.In(zone("America/New_York")), to.In(zone("Asia/Kathmandu"))); got != hours(1.5) {
		t.Errorf("Between = %v, want 1h30m", got)
	}
	got, err := office().Add(from.In(zone("Pacific/Apia")), hours(1))
	if err != nil || got != at("2026-01-04 09:00").UTC() {
		t.Errorf("Add = %v, %v", got, err)
	}
}

func TestNeverWorks(t *testing.T) {
	empty := &Calendar{Zone: shanghai}
	if _, err := empty.Add(at("2026-03-02"), time.Second); !errors.Is(err, ErrNeverWorks) {
		t.Errorf("an empty week: %v", err)
	}
	if got, err := empty.Add(at("2026-03-02"), 0); err != nil || !got.Equal(at("2026-03-02")) {
		t.Errorf("nothing in an empty week: %v, %v", got, err)
	}
	if err := empty.Validate(); !errors.Is(err, ErrNeverWorks) {
		t.Errorf("Validate = %v", err)
	}
	if _, err := Always(shanghai).Add(at("2026-03-02"), 11*365*24*time.Hour); !errors.Is(err, ErrNeverWorks) {
		t.Errorf("eleven years: %v", err)
	}
	if _, err := Always(shanghai).Add(at("2026-03-02"), -time.Second); !errors.Is(err, ErrNegative) {
		t.Errorf("negative: %v", err)
	}
	// A promise on it runs and is never due.
	clock := with(t, Clock{Target: hours(1), Calendar: empty}, Change{At: at("2026-03-02"), Kind: Start})
	if r := clock.Read(at("2027-03-02")); r.State != Running || !r.Due.IsZero() || r.Breached {
		t.Errorf("Read = %+v", r)
	}
}

func TestValidate(t *testing.T) {
	spoil := func(change func(*Calendar)) *Calendar {
		c := office()
		change(c)
		return c
	}
	good := []*Calendar{
		office(), Always(time.UTC), week(shanghai, "20:00-02:00 01:00-03:00", everyDay...),
	}
	for _, c := range good {
		if err := c.Validate(); err != nil {
			t.Errorf("%s: %v", c.Name, err)
		}
	}
	if err := spoil(func(c *Calendar) { c.Zone = nil }).Validate(); !errors.Is(err, ErrNoZone) {
		t.Errorf("no zone: %v", err)
	}
	for _, r := range []Range{{-1, 60}, {1440, 1500}, {60, 60}, {60, 30}, {480, 1920}, {0, 1441}} {
		for _, c := range []*Calendar{
			spoil(func(c *Calendar) { c.Week[2] = []Range{r} }),
			spoil(func(c *Calendar) { c.MakeUp = []Range{r} }),
		} {
			if err := c.Validate(); !errors.Is(err, ErrRangeLimit) {
				t.Errorf("%v: %v", r, err)
			}
		}
	}
	day := Day{Date: Date{2026, 5, 1}, Kind: DayOff, Name: "劳动节"}
	for name, days := range map[string]Holidays{
		"double":     {2026: {Days: []Day{day, day}}},
		"other year": {2025: {Days: []Day{day}}},
		"kind":       {2026: {Days: []Day{{Date: day.Date, Kind: "half", Name: "x"}}}},
	} {
		var wrong *DayError
		if err := spoil(func(c *Calendar) { c.Days = days }).Validate(); !errors.As(err, &wrong) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestUncovered(t *testing.T) {
	cases := []struct {
		name     string
		days     Holidays
		from, to time.Time
		want     []int
	}{
		{"all published", China(), at("2025-01-01"), at("2027-01-01"), nil},
		{"a second into 2027", China(), at("2026-12-31"), at("2027-01-01").Add(time.Second), []int{2027}},
		{"by the calendar's zone, 2027 though still 2026 in UTC", China(), at("2027-01-01").UTC(), at("2027-01-01").UTC(), []int{2027}},
		{"before and after", China(), at("2023-06-01"), at("2028-06-01"), []int{2023, 2024, 2027, 2028}},
		{"an empty list", Holidays{}, at("2026-06-01"), at("2026-06-02"), []int{2026}},
		{"no holidays observed", nil, at("2023-06-01"), at("2028-06-01"), nil},
		{"backwards", China(), at("2028-06-01"), at("2023-06-01"), nil},
	}
	for _, c := range cases {
		calendar := &Calendar{Zone: shanghai, Days: c.days}
		if diff := cmp.Diff(c.want, calendar.Uncovered(c.from, c.to)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestVeryLongTimesAreCapped(t *testing.T) {
	var none *Calendar
	got := none.Between(time.Unix(0, 0), time.Unix(20_000_000_000, 0))
	if want := time.Duration(math.MaxInt64).Truncate(time.Second); got != want {
		t.Errorf("633 years = %v, want %v", got, want)
	}
}

func BenchmarkAddFiveDays(b *testing.B) {
	c, from := office(), at("2025-09-26 10:00")
	for b.Loop() {
		if _, err := c.Add(from, 5*hours(7.5)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAddFiveDaysStockholm(b *testing.B) {
	c, from := week(zone("Europe/Stockholm"), "09:00-17:00", workdays...), at("2025-09-26 10:00")
	for b.Loop() {
		if _, err := c.Add(from, 5*hours(7.5)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBetween60Days(b *testing.B) {
	c, from := office(), at("2025-09-01")
	for b.Loop() {
		c.Between(from, from.AddDate(0, 0, 60))
	}
}

func BenchmarkBetween10Years(b *testing.B) {
	c, from := office(), at("2020-09-01")
	for b.Loop() {
		c.Between(from, from.AddDate(10, 0, 0))
	}
}
