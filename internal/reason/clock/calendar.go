// Package clock computes promises (时限): when something is due, how much
// working time has been used, and why it was late. It does no I/O and takes
// the time as an argument.
//
// All times may come in any zone and are cut to whole seconds; all results are
// in UTC. Durations are cut to whole seconds too.
package clock

import (
	"errors"
	"fmt"
	"iter"
	"math"
	"slices"
	"time"
)

// ErrNeverWorks says that a calendar has no working time, or less than was
// asked for within ten years.
var ErrNeverWorks = errors.New("the calendar has not enough working time within ten years")

// ErrNegative says that a negative duration was to be added.
var ErrNegative = errors.New("negative duration")

// ErrNoZone says that a calendar has no time zone.
var ErrNoZone = errors.New("the calendar has no time zone")

// reach is how far ahead Add looks, in seconds: ten years.
const reach = 3653 * daySeconds

// Calendar says when work is done. Ranges are wall-clock times of Zone, so
// they keep their hours when clocks change, and a day may have 23 or 25 hours.
// Ranges may overlap; overlapping time counts once.
//
// A range that runs over midnight belongs to the day it begins on: when that
// day is off the whole range falls away, and when only the next day is off it
// is still worked to its end.
//
// A nil *Calendar works around the clock.
type Calendar struct {
	Name string
	Zone *time.Location // nil: UTC
	Week [7][]Range     // by time.Weekday
	Days Holidays       // nil: no holidays are observed
	// MakeUp are the ranges of a make-up working day (调休); nil: Monday's.
	MakeUp []Range
}

// Always gives a calendar that works around the clock, without holidays.
func Always(zone *time.Location) *Calendar {
	c := &Calendar{Name: "24x7", Zone: zone}
	for day := range c.Week {
		c.Week[day] = []Range{{From: 0, To: dayMinutes}}
	}
	return c
}

// AroundTheClock tells whether every minute of every day is worked.
func (c *Calendar) AroundTheClock() bool {
	if c == nil {
		return true
	}
	for _, ranges := range c.Week {
		if !slices.Contains(ranges, Range{From: 0, To: dayMinutes}) {
			return false
		}
	}
	return c.Days == nil
}

// Validate says whether the calendar can be used: it has a zone, working time
// in its week (else ErrNeverWorks), ranges within their limits (else a
// *RangeError) and holidays in order (else a *DayError). The other methods
// rely on it.
func (c *Calendar) Validate() error {
	if c.Zone == nil {
		return ErrNoZone
	}
	empty := true
	for day, ranges := range c.Week {
		empty = empty && len(ranges) == 0
		if err := validateRanges(ranges); err != nil {
			return fmt.Errorf("%v: %w", time.Weekday(day), err)
		}
	}
	if empty {
		return ErrNeverWorks
	}
	if err := validateRanges(c.MakeUp); err != nil {
		return fmt.Errorf("make-up day: %w", err)
	}
	return c.Days.validate()
}

func validateRanges(ranges []Range) error {
	for _, r := range ranges {
		if err := r.validate(); err != nil {
			return err
		}
	}
	return nil
}

// Working says whether t is working time.
func (c *Calendar) Working(t time.Time) bool {
	at := t.Unix()
	for range c.spans(at, at+1) {
		return true
	}
	return false
}

// Between gives the working time from a up to b, 0 if b is not after a.
func (c *Calendar) Between(a, b time.Time) time.Duration {
	return seconds(c.between(a.Unix(), b.Unix()))
}

func (c *Calendar) between(a, b int64) int64 {
	var total int64
	for s := range c.spans(a, b) {
		total += s.to - s.from
	}
	return total
}

// Add gives the earliest time u, not before t, with Between(t, u) equal to d:
// t itself when d is 0, the end of a range rather than the beginning of the
// next. It returns ErrNeverWorks when d is not reached within ten years, and
// ErrNegative when d is negative.
func (c *Calendar) Add(t time.Time, d time.Duration) (time.Time, error) {
	start, left := t.Unix(), int64(d/time.Second)
	if d < 0 {
		return time.Time{}, ErrNegative
	}
	if left == 0 {
		return instant(start), nil
	}
	for s := range c.spans(start, start+reach) {
		if length := s.to - s.from; left > length {
			left -= length
			continue
		}
		return instant(s.from + left), nil
	}
	return time.Time{}, ErrNeverWorks
}

// Uncovered gives the years touched by the time from from up to to, seen in
// the calendar's zone, for which no holiday list is published. In these years
// the calendar counts plain weekdays, and a promise should say so. It is empty
// for a calendar that observes no holidays.
func (c *Calendar) Uncovered(from, to time.Time) []int {
	if c == nil || c.Days == nil || to.Before(from) {
		return nil
	}
	w := wallOf(c.Zone)
	first := dateOf(w.day(from.Unix())).Year
	last := dateOf(w.day(max(from.Unix(), to.Unix()-1))).Year
	var years []int
	for year := first; year <= last; year++ {
		if !c.Days.Covers(year) {
			years = append(years, year)
		}
	}
	return years
}

// span is working time from one instant up to another, in Unix seconds.
type span struct{ from, to int64 }

// spans gives the working time from a up to b in order, without overlaps.
func (c *Calendar) spans(a, b int64) iter.Seq[span] {
	return func(yield func(span) bool) {
		if b <= a {
			return
		}
		if c == nil {
			yield(span{from: a, to: b})
			return
		}
		w := wallOf(c.Zone)
		done := a
		// Ranges of the day before may run over into the first day.
		for day := w.day(a) - 1; w.instant(day*daySeconds) < b; day++ {
			for _, r := range ordered(c.ranges(day)) {
				from := max(done, w.instant(day*daySeconds+int64(r.From)*60))
				to := min(b, w.instant(day*daySeconds+int64(r.To)*60))
				if from >= to {
					continue
				}
				if !yield(span{from: from, to: to}) {
					return
				}
				done = to
			}
		}
	}
}

// ranges gives the ranges that begin on a day.
func (c *Calendar) ranges(day int64) []Range {
	exception, found := c.exception(day)
	switch {
	case !found:
		return c.Week[weekdayOf(day)]
	case exception.Kind == DayOff:
		return nil
	case c.MakeUp == nil:
		return c.Week[time.Monday]
	}
	return c.MakeUp
}

func (c *Calendar) exception(day int64) (Day, bool) {
	if c == nil || c.Days == nil {
		return Day{}, false
	}
	return c.Days.On(dateOf(day))
}

// seconds gives n seconds, or the longest duration if n is beyond it.
func seconds(n int64) time.Duration {
	return time.Duration(min(n, math.MaxInt64/int64(time.Second))) * time.Second
}

func instant(at int64) time.Time { return time.Unix(at, 0).UTC() }
