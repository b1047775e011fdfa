package eventlog

import (
	"strings"
	"time"
)

// The years that a log may speak of. Others are fillers such as 1900 or 9999.
const (
	firstYear = 1970
	lastYear  = 2199
)

// instant is the time of a row, in UTC. Later is the other reading of a local
// time that occurs twice, and zero otherwise.
type instant struct {
	at    time.Time
	later time.Time
}

// after gives the reading that does not lie before t, if there is one.
func (i instant) after(t time.Time) time.Time {
	if i.at.Before(t) && !i.later.IsZero() {
		return i.later
	}
	return i.at
}

// parseTime reads value by the first layout that fits. Without a zone of its
// own it is a local time of zone.
func parseTime(value string, layouts []string, zone *time.Location) (instant, text) {
	for _, layout := range layouts {
		t, err := time.Parse(layout, value)
		if err != nil {
			continue
		}
		if y := t.Year(); y < firstYear || y > lastYear {
			return instant{}, say("the year %d is not believable", "年份 %d 不可信", y)
		}
		if strings.Contains(layout, "Z07:00") {
			return instant{at: t.UTC()}, text{}
		}
		readings := readings(t, zone)
		switch len(readings) {
		case 0:
			return instant{}, say("this time does not exist in %s: the clocks went forward", "%s 没有这个时刻：当时钟表拨快", zone)
		case 1:
			return instant{at: readings[0]}, text{}
		}
		return instant{at: readings[0], later: readings[1]}, text{}
	}
	return instant{}, say("the time fits none of the layouts", "时间与设定的格式都不相符")
}

// readings gives the instants, earliest first, at which clocks in zone show
// what wall shows in UTC: none or two around a change of the clocks.
func readings(wall time.Time, zone *time.Location) []time.Time {
	// No zone is more than 26 hours from another, and clocks change rarely.
	_, before := wall.Add(-26 * time.Hour).In(zone).Zone()
	_, after := wall.Add(26 * time.Hour).In(zone).Zone()
	offsets := []int{max(before, after)}
	if before != after {
		offsets = append(offsets, min(before, after))
	}
	var found []time.Time
	for _, offset := range offsets {
		t := wall.Add(-time.Duration(offset) * time.Second)
		if _, real := t.In(zone).Zone(); real == offset {
			found = append(found, t)
		}
	}
	return found
}
