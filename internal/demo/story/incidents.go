package story

import (
	"time"

	"github.com/xingfu/xingfu/internal/platform/now"
)

// incident is a day on which much goes wrong for one reason.
type incident struct {
	name   string // of its scenarios
	ago    int    // days before now on which it begins, at a working day's hour
	hour   float64
	spread time.Duration // in which the matters come in
	lasts  time.Duration // until all is well again; zero: each matter has its own end
	count  int
	struck func(c *Customer, x *Terminal) bool
}

// incidents are told newest last: a storm that passes over the coast for days, an afternoon without a
// gateway, and a band of rain over one province.
func (t *teller) incidents(f shelf) []Ticket {
	coast := pick(t, []string{"zj", "fj", "gd"})
	list := []incident{
		{"storm", 33, 6, 6 * 24 * time.Hour, 0, 40, func(c *Customer, _ *Terminal) bool { return c.Unit == coast }},
		{"gateway", 18, 14.2, 95 * time.Minute, 150 * time.Minute, 26, func(_ *Customer, x *Terminal) bool { return x.Gateway == "怀柔信关站" && x.Product != "relay" }},
		{"rainband", 9, 15.5, 3 * time.Hour, 4 * time.Hour, 18, func(c *Customer, x *Terminal) bool { return c.Unit == "gd" }},
	}
	var told []Ticket
	for _, x := range list {
		told = append(told, t.incident(f, x)...)
	}
	return told
}

func (t *teller) incident(f shelf, x incident) []Ticket {
	day := t.now.In(now.China).AddDate(0, 0, -x.ago)
	for day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
		day = day.AddDate(0, 0, -1)
	}
	begins := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, now.China).Add(time.Duration(x.hour * float64(time.Hour))).UTC()
	var list []Ticket
	for range x.count {
		at := begins.Add(time.Duration(float64(x.spread) * t.random.Float64() * t.random.Float64())).Truncate(time.Second)
		for {
			scenarios := f.byIncident[x.name]
			s := pick(t, scenarios)
			who, ok := t.whom(s, at, x.struck)
			if !ok {
				continue
			}
			w := t.file(s, who, at, nil)
			w.slow = t.stumble()
			if x.lasts > 0 {
				w.restored = begins.Add(x.lasts)
			}
			w.k.incident = x.name
			w.tell()
			list = append(list, *t.keep(w.k))
			break
		}
	}
	return list
}
