package clock

import (
	"math"
	"time"
)

const daySeconds = 24 * 60 * 60

// farthest is more than any zone has ever been away from UTC, either way.
const farthest = 26 * 60 * 60

// wall turns wall-clock time of a zone into instants. Wall-clock time is
// counted in seconds since 1970-01-01 00:00 on the wall, instants in Unix
// seconds.
//
// Where clocks are put forward, the skipped times all become the instant of
// the change. Where they are put back, a repeated time becomes its first
// instant. So a later wall-clock time is never an earlier instant, ranges that
// adjoin on the wall adjoin in fact, and a whole day has 23, 24 or 25 hours.
type wall struct {
	zone *time.Location
	period
}

// period is a stretch of instants, from start up to end, with one offset from
// UTC in seconds.
type period struct{ start, end, offset int64 }

func wallOf(zone *time.Location) wall {
	if zone == nil {
		zone = time.UTC
	}
	return wall{zone: zone}
}

func periodAt(zone *time.Location, at int64) period {
	t := time.Unix(at, 0).In(zone)
	_, offset := t.Zone()
	p := period{start: math.MinInt64, end: math.MaxInt64, offset: int64(offset)}
	start, end := t.ZoneBounds()
	if !start.IsZero() {
		p.start = start.Unix()
	}
	if !end.IsZero() {
		p.end = end.Unix()
	}
	return p
}

// instant gives the instant of a wall-clock time. The period of the last call
// is kept, as the calls of one walk lie close together.
func (w *wall) instant(at int64) int64 {
	early := at - farthest
	if early < w.start || early >= w.end {
		w.period = periodAt(w.zone, early)
	}
	p := w.period
	for at-p.offset >= p.end {
		p = periodAt(w.zone, p.end)
	}
	return max(at-p.offset, p.start)
}

// day gives the number of the day, since 1970-01-01, that the wall shows at an
// instant.
func (w *wall) day(at int64) int64 {
	local := at + periodAt(w.zone, at).offset
	day := local / daySeconds
	if local%daySeconds < 0 {
		day--
	}
	return day
}

// weekdayOf and dateOf name a day number. 1970-01-01 was a Thursday.
func weekdayOf(day int64) time.Weekday {
	return time.Weekday(((day+int64(time.Thursday))%7 + 7) % 7)
}

func dateOf(day int64) Date {
	y, m, d := time.Unix(day*daySeconds, 0).UTC().Date()
	return Date{Year: y, Month: m, Day: d}
}
