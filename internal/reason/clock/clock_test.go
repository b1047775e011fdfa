package clock

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestLawfulChanges(t *testing.T) {
	start := Change{At: at("2026-03-02 09:00"), Kind: Start}
	pause := Change{At: at("2026-03-02 10:00"), Kind: Pause, Reason: "customer"}
	resume := Change{At: at("2026-03-02 11:00"), Kind: Resume}
	stop := Change{At: at("2026-03-02 12:00"), Kind: Stop}
	reopen := Change{At: at("2026-03-03 09:00"), Kind: Resume, Reason: "refused"}

	lives := map[Status][]Change{
		Idle:    {},
		Running: {start},
		Paused:  {start, pause},
		Stopped: {start, pause, resume, stop},
	}
	lawful := map[Status]map[Kind]Status{
		Idle:    {Start: Running},
		Running: {Pause: Paused, Stop: Stopped},
		Paused:  {Resume: Running, Stop: Stopped},
		Stopped: {Resume: Running},
	}
	for status, life := range lives {
		clock := with(t, Clock{Target: hours(8), Calendar: office()}, life...)
		for _, kind := range []Kind{Start, Pause, Resume, Stop, "wind up"} {
			ch := Change{At: reopen.At, Kind: kind, Reason: "test"}
			next, err := clock.With(ch)
			state, stateErr := clock.State(ch.At).Advance(ch, clock.Calendar)
			want, allowed := lawful[status][kind]
			if !allowed {
				want = status
				refused := &TransitionError{Status: status, Kind: kind}
				for _, err := range []error{err, stateErr} {
					var got *TransitionError
					if !errors.As(err, &got) || *got != *refused {
						t.Errorf("%s, %s: %v, want %v", status, kind, err, refused)
					}
				}
			} else if err != nil || stateErr != nil {
				t.Errorf("%s, %s: %v, %v", status, kind, err, stateErr)
			}
			if got := next.Read(ch.At).State; got != want || state.Status != want {
				t.Errorf("%s, %s: %s and %s, want %s", status, kind, got, state.Status, want)
			}
		}
	}
}

func TestRefusedChanges(t *testing.T) {
	clock := with(t, Clock{Target: hours(8), Calendar: office()}, Change{At: at("2026-03-02 09:00"), Kind: Start})
	cases := []struct {
		name   string
		target time.Duration
		change Change
		want   error
	}{
		{"time runs backwards", hours(8), Change{At: at("2026-03-02 08:59"), Kind: Stop}, ErrBackwards},
		{"a pause without a reason", hours(8), Change{At: at("2026-03-02 10:00"), Kind: Pause}, ErrNoReason},
		{"no target", time.Millisecond, Change{At: at("2026-03-02 10:00"), Kind: Stop}, ErrNoTarget},
	}
	for _, c := range cases {
		state := clock.State(at("2026-03-02 09:00"))
		state.Target = c.target
		if _, err := state.Advance(c.change, clock.Calendar); !errors.Is(err, c.want) {
			t.Errorf("%s: state: %v, want %v", c.name, err, c.want)
		}
		clock := clock
		clock.Target = c.target
		got, err := clock.With(c.change)
		if !errors.Is(err, c.want) || len(got.Changes) != 1 {
			t.Errorf("%s: clock: %v with %d changes, want %v", c.name, err, len(got.Changes), c.want)
		}
	}
}

func TestWithLeavesTheClockAlone(t *testing.T) {
	base := with(t, Clock{Target: hours(8)}, Change{At: at("2026-03-02 09:00"), Kind: Start})
	paused := with(t, base, Change{At: at("2026-03-02 10:00"), Kind: Pause, Reason: "weather"})
	stopped := with(t, base, Change{At: at("2026-03-02 11:00"), Kind: Stop})
	if len(base.Changes) != 1 || paused.Changes[1].Kind != Pause || stopped.Changes[1].Kind != Stop {
		t.Errorf("the logs share their memory: %v, %v, %v", base.Changes, paused.Changes, stopped.Changes)
	}
	stopped.Changes[0].Reason = "changed"
	if base.Changes[0].Reason != "" {
		t.Error("the old log changes with the new one")
	}
}

func TestReadThroughALife(t *testing.T) {
	// Target 8 h of office time: 0.5 h on Wed 31 Dec, then paused over New Year
	// from 17:00 until Mon 5 Jan 10:00; 6 h to 17:30; 1.5 h on Tue 6 until 10:00.
	clock := with(t, Clock{Target: hours(8), Calendar: office()},
		Change{At: at("2025-12-31 16:30"), Kind: Start},
		Change{At: at("2025-12-31 17:00"), Kind: Pause, Reason: "customer"},
		Change{At: at("2026-01-05 10:00"), Kind: Resume},
		Change{At: at("2026-01-06 12:00"), Kind: Stop, Reason: "solved"},
	)
	due := at("2026-01-06 10:00").UTC()
	cases := []struct {
		name, now string
		want      Reading
	}{
		{"before", "2025-12-31 16:00", Reading{State: Idle, Left: hours(8)}},
		// 0.25 h used; 7.75 left: 0.75 today, 7 of the made up Sun 4 Jan, 15:00 + 2 = 17:00.
		{"running", "2025-12-31 16:45", Reading{State: Running, Elapsed: hours(0.25), Left: hours(7.75), Percent: 3.125, Due: at("2026-01-04 17:00").UTC()}},
		{"paused", "2026-01-04 10:00", Reading{State: Paused, Reason: "customer", Elapsed: hours(0.5), Left: hours(7.5), Percent: 6.25}},
		// 0.5 + 2 in the morning.
		{"running again", "2026-01-05 12:30", Reading{State: Running, Elapsed: hours(2.5), Left: hours(5.5), Percent: 31.25, Due: due}},
		{"due this second", "2026-01-06 10:00", Reading{State: Running, Elapsed: hours(8), Percent: 100, Due: due}},
		{"overdrawn", "2026-01-06 11:00", Reading{State: Running, Elapsed: hours(9), Left: hours(-1), Percent: 112.5, Due: due, Breached: true, BreachedAt: due}},
		{"stopped", "2026-02-01 10:00", Reading{State: Stopped, Reason: "solved", Elapsed: hours(10), Left: hours(-2), Percent: 125, Due: due, Breached: true, BreachedAt: due}},
	}
	for _, c := range cases {
		if diff := cmp.Diff(c.want, clock.Read(at(c.now))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// Used up on Friday evening: late from the next second on, though nobody works
// until Monday.
func TestLateOverTheWeekend(t *testing.T) {
	clock := with(t, Clock{Target: hours(1), Calendar: office()}, Change{At: at("2026-03-06 16:30"), Kind: Start})
	due := at("2026-03-06 17:30")
	if clock.Read(due).Breached {
		t.Error("late at the very second it is due")
	}
	r := clock.Read(due.Add(time.Second))
	if !r.Breached || !r.BreachedAt.Equal(due) || r.Left != 0 {
		t.Errorf("a second later: %+v", r)
	}
}

func TestStoppedAtTheLastSecondIsInTime(t *testing.T) {
	clock := with(t, Clock{Target: hours(1), Calendar: office()},
		Change{At: at("2026-03-06 16:30"), Kind: Start},
		Change{At: at("2026-03-06 17:30"), Kind: Stop},
	)
	r := clock.Read(at("2026-03-09 12:00"))
	if r.Breached || !r.Due.Equal(at("2026-03-06 17:30")) || r.Percent != 100 {
		t.Errorf("stopped in time: %+v", r)
	}
	// Reopened with nothing left, it is due at once.
	clock = with(t, clock, Change{At: at("2026-03-09 12:00"), Kind: Resume, Reason: "refused"})
	r = clock.Read(at("2026-03-09 12:00").Add(time.Second))
	if !r.Breached || !r.BreachedAt.Equal(at("2026-03-09 12:00")) {
		t.Errorf("reopened: %+v", r)
	}
}

// Once late, a pause does not move what was due.
func TestLateStaysLateThroughAPause(t *testing.T) {
	clock := with(t, Clock{Target: hours(1), Calendar: office()},
		Change{At: at("2026-03-03 09:00"), Kind: Start},
		Change{At: at("2026-03-03 11:00"), Kind: Pause, Reason: "weather"},
		Change{At: at("2026-03-04 09:00"), Kind: Resume},
	)
	paused, running := clock.Read(at("2026-03-03 15:00")), clock.Read(at("2026-03-04 09:00"))
	due := at("2026-03-03 10:00")
	if !paused.Due.IsZero() || !paused.BreachedAt.Equal(due) || !running.Due.Equal(due) || !running.BreachedAt.Equal(due) {
		t.Errorf("paused: %+v, running: %+v", paused, running)
	}
}

func TestReopenedTimeDoesNotCount(t *testing.T) {
	// 1 h on Monday, stopped; reopened on Wednesday 09:00: 3 h left, 12:00.
	clock := with(t, Clock{Target: hours(4), Calendar: office()},
		Change{At: at("2026-03-02 09:00"), Kind: Start},
		Change{At: at("2026-03-02 10:00"), Kind: Stop},
		Change{At: at("2026-03-04 09:00"), Kind: Resume, Reason: "refused"},
	)
	r := clock.Read(at("2026-03-04 09:30"))
	if r.Elapsed != hours(1.5) || !r.Due.Equal(at("2026-03-04 12:00")) {
		t.Errorf("reopened: %+v", r)
	}
}

func TestReaches(t *testing.T) {
	// Target 8 h; 1 h on Mon 16:30–17:30, 2 h on Tue until 10:30, then paused.
	paused := with(t, Clock{Target: hours(8), Calendar: office()},
		Change{At: at("2026-03-02 16:30"), Kind: Start},
		Change{At: at("2026-03-03 10:30"), Kind: Pause, Reason: "spare part"},
	)
	resumed := with(t, paused, Change{At: at("2026-03-05 08:30"), Kind: Resume})
	cases := []struct {
		name    string
		clock   Clock
		percent float64
		want    string // "" for never
	}{
		{"at once", paused, 0, "2026-03-02 16:30"},
		{"12.5 % is the first hour", paused, 12.5, "2026-03-02 17:30"},
		{"25 % is an hour on Tuesday", paused, 25, "2026-03-03 09:30"},
		{"37.5 % is the second of the pause", paused, 37.5, "2026-03-03 10:30"},
		{"more than was used before the pause", paused, 38, ""},
		// 50 % is 4 h, 1 h on Thursday.
		{"after the pause", resumed, 50, "2026-03-05 09:30"},
		// 100 % is 5 h on Thursday: 3.5 to 12:00, then 1.5.
		{"all", resumed, 100, "2026-03-05 15:00"},
		// 150 % is 9 h: 7.5 on Thursday, 1.5 on Friday.
		{"half as much again", resumed, 150, "2026-03-06 10:00"},
		{"not yet started", Clock{Target: hours(8), Calendar: office()}, 10, ""},
		{"no number", resumed, math.NaN(), ""},
		{"without end", resumed, math.Inf(1), ""},
	}
	for _, c := range cases {
		got, found := c.clock.Reaches(c.percent)
		if found != (c.want != "") || found && !got.Equal(at(c.want)) {
			t.Errorf("%s: Reaches(%v) = %v, %v, want %s", c.name, c.percent, got, found, c.want)
		}
	}
}

func TestSharesAreWholeSeconds(t *testing.T) {
	for percent := range 101 {
		want := time.Duration(percent) * 36 * time.Second
		if got := share(time.Hour, float64(percent)); got != want {
			t.Errorf("%d %% of an hour is %v, want %v", percent, got, want)
		}
	}
	if got := share(10*time.Second, 75); got != 8*time.Second {
		t.Errorf("75 %% of 10 s is %v, want 8 s, rounded up", got)
	}
}

func TestReplayTellsWhyItWasLate(t *testing.T) {
	clock := with(t, Clock{Target: hours(8), Calendar: office()},
		Change{At: at("2025-09-30 16:00"), Kind: Start},
		Change{At: at("2025-10-09 10:00"), Kind: Pause, Reason: "customer"},
		Change{At: at("2025-10-09 11:00"), Kind: Resume},
		Change{At: at("2025-10-09 11:30"), Kind: Stop, Reason: "solved"},
		Change{At: at("2025-10-10 09:00"), Kind: Resume, Reason: "refused"},
		Change{At: at("2025-10-10 10:00"), Kind: Stop, Reason: "solved"},
	)
	piece := func(from, to string, kind PieceKind, reason string, counted, total float64) Piece {
		return Piece{From: at(from).UTC(), To: at(to).UTC(), Kind: kind, Reason: reason, Counted: hours(counted), Total: hours(total)}
	}
	want := []Piece{
		piece("2025-09-30 16:00", "2025-09-30 17:30", PieceWorking, "", 1.5, 1.5),
		piece("2025-09-30 17:30", "2025-10-01 00:00", PieceOffHours, "", 0, 1.5),
		piece("2025-10-01 00:00", "2025-10-09 00:00", PieceHoliday, "国庆节、中秋节", 0, 1.5),
		piece("2025-10-09 00:00", "2025-10-09 08:30", PieceOffHours, "", 0, 1.5),
		piece("2025-10-09 08:30", "2025-10-09 10:00", PieceWorking, "", 1.5, 3),
		piece("2025-10-09 10:00", "2025-10-09 11:00", PiecePaused, "customer", 0, 3),
		piece("2025-10-09 11:00", "2025-10-09 11:30", PieceWorking, "", 0.5, 3.5),
		piece("2025-10-09 11:30", "2025-10-10 09:00", PieceStopped, "solved", 0, 3.5),
		piece("2025-10-10 09:00", "2025-10-10 10:00", PieceWorking, "refused", 1, 4.5),
	}
	if diff := cmp.Diff(want, clock.Replay(at("2025-12-01"))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want[:3], clock.Replay(at("2025-10-09"))); diff != "" {
		t.Errorf("cut short (-want +got):\n%s", diff)
	}
	if got := clock.Replay(at("2025-09-30")); got != nil {
		t.Errorf("before the start: %v", got)
	}
}

// The night before a make-up Saturday is off hours, not a holiday.
func TestReplayOverAMakeUpDay(t *testing.T) {
	clock := with(t, Clock{Target: hours(8), Calendar: office()}, Change{At: at("2025-10-10 17:00"), Kind: Start})
	var kinds []PieceKind
	for _, p := range clock.Replay(at("2025-10-11 09:00")) {
		kinds = append(kinds, p.Kind)
	}
	if diff := cmp.Diff([]PieceKind{PieceWorking, PieceOffHours, PieceWorking}, kinds); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A log that was put together by other means is read as far as it is lawful.
func TestUnlawfulChangesArePassedOver(t *testing.T) {
	clock := Clock{Target: hours(8), Changes: []Change{
		{At: at("2026-03-02 08:00"), Kind: Stop},
		{At: at("2026-03-02 09:00"), Kind: Start},
		{At: at("2026-03-02 10:00"), Kind: Start},
		{At: at("2026-03-02 08:30"), Kind: Stop},
		{At: at("2026-03-02 11:00"), Kind: Stop},
	}}
	r := clock.Read(at("2026-03-03"))
	if r.State != Stopped || r.Elapsed != hours(2) {
		t.Errorf("Read = %+v", r)
	}
	pieces := clock.Replay(at("2026-03-03"))
	if len(pieces) != 1 || pieces[0].Counted != hours(2) {
		t.Errorf("Replay = %v", pieces)
	}
	clock.Target = 0
	if r := clock.Read(at("2026-03-03")); r != (Reading{State: Idle}) || clock.Replay(at("2026-03-03")) != nil {
		t.Errorf("without a target: %+v", r)
	}
}

func TestFractionsOfASecondAreCut(t *testing.T) {
	clock := with(t, Clock{Target: hours(1) + 700*time.Millisecond},
		Change{At: at("2026-03-02 09:00").Add(900 * time.Millisecond), Kind: Start})
	r := clock.Read(at("2026-03-02 10:00").Add(300 * time.Millisecond))
	want := Reading{State: Running, Elapsed: hours(1), Percent: 100, Due: at("2026-03-02 10:00").UTC()}
	if diff := cmp.Diff(want, r); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
