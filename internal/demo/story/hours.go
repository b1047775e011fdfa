package story

import (
	"time"

	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/reason/clock"
)

// officeHours are those in which requests and complaints are worked on.
func officeHours() *clock.Calendar {
	return week("08:30-12:00 13:30-17:30", "", clock.China())
}

// extendedHours are those in which one may call a customer back.
func extendedHours() *clock.Calendar {
	return week("08:00-22:00", "09:00-18:00", nil)
}

func week(workday, weekend string, holidays clock.Holidays) *clock.Calendar {
	c := &clock.Calendar{Name: workday, Zone: now.China, Days: holidays}
	for day := range c.Week {
		hours := workday
		if time.Weekday(day) == time.Saturday || time.Weekday(day) == time.Sunday {
			hours = weekend
		}
		ranges, err := clock.ParseRanges(hours)
		if err != nil {
			panic("story: hours " + hours + ": " + err.Error())
		}
		c.Week[day] = ranges
	}
	return c
}

// pace is what people know to be owed in a matter, in minutes, and the hours in which it counts; nil is
// around the clock. They act within it unless the matter goes wrong somewhere.
type pace struct {
	respond, accept, finish, resolve int
	hours                            *clock.Calendar
}

// pace follows the promises that a new installation makes.
func (t *teller) pace(s *scenario, tier, area, product string) pace {
	switch s.Kind {
	case "emergency":
		return pace{5, 5, 120, 240, nil}
	case "abuse":
		return pace{120, 120, 1440, 2400, t.office}
	case "complaint":
		return pace{120, 120, 1440, 3600, t.office}
	case "request":
		return pace{120, 120, 960, 1440, t.office}
	case "fault":
		return faultPace(s.Priority, tier, area, product)
	}
	return pace{240, 120, 960, 2400, t.extended}
}

func faultPace(priority, tier, area, product string) pace {
	grave := priority == "urgent" || priority == "high"
	switch {
	case area == "sea" && grave:
		return pace{15, 15, 300, 720, nil}
	case tier == "platinum":
		return pace{15, 15, 240, 480, nil}
	case tier == "gold":
		return pace{30, 30, 480, 1440, nil}
	case priority == "urgent":
		return pace{15, 20, 300, 720, nil}
	case product == "relay":
		return pace{15, 15, 240, 480, nil}
	case area == "rural" || area == "sea":
		return pace{60, 60, 1440, 4320, nil}
	}
	return pace{60, 60, 960, 2880, nil}
}

// within draws a time of so many minutes, between the shares lo and hi of them.
func (t *teller) within(minutes int, lo, hi float64) time.Duration {
	x := t.random.Float64()
	return time.Duration(float64(minutes)*(lo+(hi-lo)*x*x)*60) * time.Second
}
