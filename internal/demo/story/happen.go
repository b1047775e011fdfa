package story

import (
	"slices"
	"time"

	"github.com/xingfu/xingfu/internal/platform/now"
)

// happen tells all matters, in the order of time.
func (t *teller) happen() {
	f := newShelf()
	list := t.incidents(f)
	list = append(list, t.present(f)...)
	for _, at := range t.arrivals(tickets - len(list) - repeats) {
		s, who := t.draw(f.byKind[t.kind()], at)
		list = append(list, *t.keep(t.matter(s, who, at, nil)))
	}
	for i := range list {
		list[i].key = i + 1
	}
	list = append(list, t.repeat(list)...)
	slices.SortStableFunc(list, func(a, b Ticket) int { return a.At.Compare(b.At) })
	t.plan.Tickets = list
	t.settleMerges()
	t.mark()
}

// keep counts a matter's subject as told.
func (t *teller) keep(k *Ticket) *Ticket {
	t.told[k.Subject]++
	return k
}

// hours says how many of a thousand matters come in each hour of China's day.
var hours = [24]int{9, 7, 6, 6, 8, 14, 24, 41, 72, 92, 88, 74, 51, 49, 66, 71, 69, 61, 52, 46, 40, 27, 16, 11}

// weekdays says how many of a hundred matters of an ordinary day come on each weekday, from Sunday.
var weekdays = [7]int{68, 112, 106, 102, 100, 104, 78}

// told is of how many days, today the last, nearly all matters stand somewhere in the loop still.
const told = 2

// arrivals draws when n matters come in, up to those days.
func (t *teller) arrivals(n int) []time.Time {
	times := make([]time.Time, 0, n)
	today := t.now.In(now.China)
	for len(times) < n {
		day := today.AddDate(0, 0, -t.between(told, days-1))
		if t.random.IntN(112) >= weekdays[day.Weekday()] {
			continue
		}
		at := time.Date(day.Year(), day.Month(), day.Day(), t.hour(), t.random.IntN(60), t.random.IntN(60), 0, now.China).UTC()
		if at.Before(t.now.Add(-2*time.Minute)) && at.After(t.now.AddDate(0, 0, -days)) {
			times = append(times, at)
		}
	}
	slices.SortFunc(times, func(a, b time.Time) int { return a.Compare(b) })
	return times
}

func (t *teller) hour() int {
	n := t.random.IntN(1000)
	return slices.IndexFunc(hours[:], func(share int) bool { n -= share; return n < 0 })
}

// matter tells one matter from its filing to its end, as far as it has come by now, or until it stands
// where it is wanted.
func (t *teller) matter(s *scenario, who concerned, at time.Time, until func(k *Ticket) bool) *Ticket {
	w := t.file(s, who, at, until)
	w.slow = t.stumble()
	w.tell()
	return w.k
}

// file is a matter's beginning.
func (t *teller) file(s *scenario, who concerned, at time.Time, until func(k *Ticket) bool) *telling {
	k := &Ticket{At: at, Kind: s.Kind, Category: s.Category, Subject: who.subject, Description: who.words.Replace(who.description),
		Priority: s.Priority, Customer: who.customer, Contact: who.contact, Terminal: who.terminal, Details: map[string]string{}}
	for name, value := range s.Details {
		k.Details[name] = who.words.Replace(value)
	}
	if s.Kind == "fault" {
		t.describe(k, s)
	}
	if k.Priority == "" && s.Kind != "emergency" {
		k.Priority = "normal"
	}
	k.Channel, k.By = t.entry(s, who.province)
	w := &telling{t: t, s: s, who: who, k: k, at: at, until: until, pace: t.pace(s, who.tier, who.area, who.product)}
	w.desk = who.province
	if k.By != "" {
		w.desk = t.unitOf(k.By)
	}
	return w
}

// describe fills in what the form of a fault asks for, as far as customers do.
func (t *teller) describe(k *Ticket, s *scenario) {
	if _, told := k.Details["effect"]; !told && t.chance(60) {
		k.Details["effect"] = pick(t, []string{"single", "single", "single", "several", "all"})
	}
	if t.chance(45) {
		since := k.At.Add(-t.minutes(20, 2600)).Truncate(5 * time.Minute)
		k.Details["since"] = since.Format(time.RFC3339)
	}
	if _, told := k.Details["tried"]; !told && t.chance(25) && len(s.Ask) > 0 {
		k.Details["tried"] = pick(t, []string{"断电重启两次", "换过电源线", "换了地方试过", "没有动过", "按说明书复位过一次"})
	}
}

// stumble says at which stage a matter is slower than promised: every seventh is, somewhere.
func (t *teller) stumble() string {
	if t.stumbles++; t.stumbles%7 != 0 {
		return ""
	}
	return pick(t, []string{"accept", "accept", "accept", "finish", "finish", "respond", "resolve"})
}

// unitOf is the unit of a log-in name.
func (t *teller) unitOf(login string) string {
	i := slices.IndexFunc(t.plan.Staff, func(s Staff) bool { return s.Login == login })
	return t.plan.Staff[i].Unit
}

// entry says by which channel a matter comes, and who takes it in; nobody for the portal.
func (t *teller) entry(s *scenario, province string) (channel, by string) {
	n := t.random.IntN(100)
	if n < 21 && s.Kind != "emergency" && (!s.Stranger || s.Kind == "abuse") {
		return "portal", ""
	}
	channel = "phone"
	if s.Kind != "emergency" {
		switch {
		case n < 27:
			channel = "mail"
		case n < 34:
			channel = "chat"
		case n < 37:
			channel = "visit"
		case n < 39:
			channel = "api"
		}
	}
	desk := t.byUnit["ncc/frontdesk"]
	if local := t.byUnit[province+"/frontdesk"]; len(local) > 0 && (channel == "visit" || t.chance(35)) {
		desk = local
	}
	return channel, pick(t, desk).Login
}
