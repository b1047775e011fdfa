package clock

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestAddThenBetween(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCalendar(t)
		from := drawTime(t, "from")
		d := time.Duration(rapid.IntRange(0, 60*24*3600).Draw(t, "seconds")) * time.Second
		to, err := c.Add(from, d)
		if errors.Is(err, ErrNeverWorks) {
			if got := c.Between(from, from.AddDate(9, 11, 0)); got >= d {
				t.Fatalf("never works, yet works %v of %v", got, d)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Between(from, to); got != d {
			t.Fatalf("Between(%v, %v) = %v, want %v", from, to, got, d)
		}
		if d > 0 && c.Between(from, to.Add(-time.Second)) >= d {
			t.Fatalf("%v is not the earliest", to)
		}
	})
}

func TestBetweenAdds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCalendar(t)
		a := drawTime(t, "a")
		b := a.Add(time.Duration(rapid.IntRange(0, 40*daySeconds).Draw(t, "first")) * time.Second)
		z := b.Add(time.Duration(rapid.IntRange(0, 40*daySeconds).Draw(t, "second")) * time.Second)
		first, second, whole := c.Between(a, b), c.Between(b, z), c.Between(a, z)
		if first+second != whole {
			t.Fatalf("%v + %v is not %v", first, second, whole)
		}
		if whole > z.Sub(a) {
			t.Fatalf("%v of working time in %v", whole, z.Sub(a))
		}
	})
}

func TestWorkingIsOneSecondBetween(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCalendar(t)
		at := drawTime(t, "at")
		if c.Working(at) != (c.Between(at, at.Add(time.Second)) == time.Second) {
			t.Fatalf("Working(%v) = %v", at, c.Working(at))
		}
	})
}

// worksByTheWall tells from the fields of the local time alone whether a
// minute is worked. It holds away from clock changes.
func worksByTheWall(c *Calendar, at time.Time) bool {
	local := at.In(c.Zone)
	minute := local.Hour()*60 + local.Minute()
	return within(plan(c, local), minute) || within(plan(c, local.AddDate(0, 0, -1)), minute+dayMinutes)
}

func within(ranges []Range, minute int) bool {
	for _, r := range ranges {
		if r.From <= minute && minute < r.To {
			return true
		}
	}
	return false
}

func plan(c *Calendar, local time.Time) []Range {
	for _, day := range c.Days[local.Year()].Days {
		if day.Date.String() != local.Format(time.DateOnly) {
			continue
		}
		if day.Kind == DayOff {
			return nil
		}
		if c.MakeUp != nil {
			return c.MakeUp
		}
		return c.Week[time.Monday]
	}
	return c.Week[local.Weekday()]
}

// steady says that the zone of c keeps its offset from two days before a to
// two days after b.
func steady(c *Calendar, a, b time.Time) bool {
	_, end := a.Add(-48 * time.Hour).In(c.Zone).ZoneBounds()
	return end.IsZero() || end.After(b.Add(48*time.Hour))
}

func TestBetweenEqualsCountingMinutes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCalendar(t)
		a := drawTime(t, "a").Truncate(time.Minute)
		b := a.Add(time.Duration(rapid.IntRange(0, 5*dayMinutes).Draw(t, "minutes")) * time.Minute)
		if !steady(c, a, b) {
			t.Skip("the clocks change")
		}
		var want time.Duration
		for at := a; at.Before(b); at = at.Add(time.Minute) {
			if worksByTheWall(c, at) {
				want += time.Minute
			}
		}
		if got := c.Between(a, b); got != want {
			t.Fatalf("Between(%v, %v) = %v, counted %v", a, b, got, want)
		}
	})
}

// Around the clock all time counts, whatever the clocks on the wall do.
func TestAlwaysCountsAllTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawTime(t, "a")
		d := time.Duration(rapid.IntRange(0, 400*daySeconds).Draw(t, "seconds")) * time.Second
		if got := Always(drawZone(t)).Between(a, a.Add(d)); got != d {
			t.Fatalf("Between = %v, want %v", got, d)
		}
		if got := (*Calendar)(nil).Between(a, a.Add(d)); got != d {
			t.Fatalf("without a calendar: Between = %v, want %v", got, d)
		}
	})
}

func TestPausingNeverShortens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		clock := drawClock(t, drawCalendar(t))
		last := clock.Changes[len(clock.Changes)-1]
		state := clock.State(last.At)
		if state.Status != Running || state.Due.IsZero() {
			t.Skip("nothing is due")
		}
		pause := last.At.Add(time.Duration(rapid.IntRange(0, 5*daySeconds).Draw(t, "until pause")) * time.Second)
		resume := pause.Add(time.Duration(rapid.IntRange(0, 5*daySeconds).Draw(t, "pause")) * time.Second)
		paused, err := clock.With(Change{At: pause, Kind: Pause, Reason: "customer"})
		if err != nil {
			t.Fatal(err)
		}
		paused, err = paused.With(Change{At: resume, Kind: Resume})
		if err != nil {
			t.Fatal(err)
		}
		if due := paused.Read(resume).Due; !due.IsZero() && due.Before(state.Due) {
			t.Fatalf("due %v, with a pause %v", state.Due, due)
		}
	})
}

// countMinutes reads a clock by going through its life minute by minute.
func countMinutes(clock Clock, now time.Time) Reading {
	r := Reading{State: Idle}
	var usedUp time.Time // when the running stretch had or came to have nothing left
	changes := clock.Changes
	for at := changes[0].At; ; at = at.Add(time.Minute) {
		for len(changes) > 0 && changes[0].At.Equal(at) {
			ch := changes[0]
			r.State = map[Kind]Status{Start: Running, Resume: Running, Pause: Paused, Stop: Stopped}[ch.Kind]
			r.Reason = ch.Reason
			if r.State == Running && r.Elapsed >= clock.Target {
				usedUp = at
			}
			changes = changes[1:]
		}
		if !at.Before(now) {
			return r
		}
		if r.State != Running {
			continue
		}
		if r.Elapsed >= clock.Target && !r.Breached {
			r.Breached, r.BreachedAt = true, usedUp
		}
		if clock.Calendar.Working(at) {
			r.Elapsed += time.Minute
			if r.Elapsed == clock.Target {
				usedUp = at.Add(time.Minute)
			}
		}
	}
}

// compareCounted compares what countMinutes tells.
func compareCounted(t *rapid.T, what string, counted, got Reading) {
	t.Helper()
	got.Left, got.Percent, got.Due = 0, 0, time.Time{}
	if diff := cmp.Diff(counted, got); diff != "" {
		t.Fatalf("%s (-counted +got):\n%s", what, diff)
	}
}

func TestReplayEqualsIncrementalEqualsCounting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		clock := drawClock(t, drawCalendar(t))
		last := clock.Changes[len(clock.Changes)-1].At
		now := last.Add(time.Duration(rapid.IntRange(0, 3000).Draw(t, "now")) * time.Minute)

		state := State{Target: clock.Target}
		for _, ch := range clock.Changes {
			next, err := state.Advance(ch, clock.Calendar)
			if err != nil {
				t.Fatal(err)
			}
			state = next
		}
		read := clock.Read(now)
		if diff := cmp.Diff(read, state.Read(now, clock.Calendar)); diff != "" {
			t.Fatalf("log and state differ (-log +state):\n%s", diff)
		}
		compareCounted(t, "now", countMinutes(clock, now), read)

		past := clock.Changes[0].At.Add(last.Sub(clock.Changes[0].At) / 2).Truncate(time.Minute)
		compareCounted(t, "in between", countMinutes(clock, past), clock.Read(past))
	})
}

func TestPiecesAdjoinAndAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		clock := drawClock(t, drawCalendar(t))
		first, last := clock.Changes[0], clock.Changes[len(clock.Changes)-1]
		now := first.At.Add(time.Duration(rapid.IntRange(-60, 20*dayMinutes).Draw(t, "now")) * time.Minute)
		pieces := clock.Replay(now)
		var total time.Duration
		from := first.At
		for i, p := range pieces {
			total += p.Counted
			if !p.From.Equal(from) || !p.To.After(p.From) || p.Total != total {
				t.Fatalf("piece %d %v does not follow on %v with %v", i, p, from, total)
			}
			if i > 0 && p.Kind == pieces[i-1].Kind && p.Reason == pieces[i-1].Reason {
				t.Fatalf("pieces %d and %d are one", i-1, i)
			}
			if counts := p.Kind == PieceWorking; counts != (p.Counted == p.To.Sub(p.From)) || !counts && p.Counted != 0 {
				t.Fatalf("piece %v counts wrongly", p)
			}
			from = p.To
		}
		reading := clock.Read(now)
		if total != reading.Elapsed {
			t.Fatalf("pieces count %v, the clock %v", total, reading.Elapsed)
		}
		end := now
		if reading.State == Stopped {
			end = last.At
			for _, ch := range clock.Changes {
				if ch.Kind == Stop && !ch.At.After(now) {
					end = ch.At
				}
			}
		}
		if end.After(first.At) && !from.Equal(end) {
			t.Fatalf("the pieces end at %v instead of %v", from, end)
		}
	})
}

func TestReachesIsWhenSoMuchIsUsed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		clock := drawClock(t, drawCalendar(t))
		percent := rapid.Float64Range(0.1, 200).Draw(t, "percent")
		used := share(clock.Target, percent)
		at, found := clock.Reaches(percent)
		last := clock.Changes[len(clock.Changes)-1]
		end := clock.Read(last.At)
		if !found {
			if end.Elapsed >= used {
				t.Fatalf("%v of %v are used, yet never reached", end.Elapsed, used)
			}
			if _, err := clock.Calendar.Add(last.At, used-end.Elapsed); err == nil && end.State == Running {
				t.Fatal("it runs on, yet never reaches")
			}
			return
		}
		if got := clock.Read(at).Elapsed; got != used {
			t.Fatalf("at %v %v is used, want %v", at, got, used)
		}
		if got := clock.Read(at.Add(-time.Second)).Elapsed; got >= used {
			t.Fatalf("%v is used a second before %v", got, at)
		}
	})
}
