package clock

import "time"

// PieceKind says what a piece of a clock's life was.
type PieceKind string

// The kinds of piece. Working counts, the others do not. Holiday is time on a
// day that is off; work that runs over midnight into it is still working.
const (
	PieceWorking  PieceKind = "working"
	PieceOffHours PieceKind = "off_hours"
	PieceHoliday  PieceKind = "holiday"
	PiecePaused   PieceKind = "paused"
	PieceStopped  PieceKind = "stopped"
)

// Piece is a stretch of a clock's life from From up to To.
type Piece struct {
	From, To time.Time
	Kind     PieceKind
	// Reason is the code of the pause or stop, the name of the holiday, or the
	// code of the change from which on a working clock ran.
	Reason  string
	Counted time.Duration // working time within the piece
	Total   time.Duration // working time up to the end of the piece
}

// Replay tells a clock's life from its start up to now, or up to its end if it
// is stopped, in pieces that adjoin. Neighbours of one kind and reason are one
// piece. What the pieces count adds up to Read(now).Elapsed. There are none
// before the clock has started.
func (c Clock) Replay(now time.Time) []Piece {
	var film film
	changes, _, _ := c.legal()
	status, since, reason := Idle, int64(0), ""
	for _, ch := range changes {
		at := ch.At.Unix()
		if at > now.Unix() {
			break
		}
		film.live(c.Calendar, status, reason, since, at)
		status, _ = follow(status, instant(since), ch)
		since, reason = at, ch.Reason
	}
	if status != Stopped {
		film.live(c.Calendar, status, reason, since, now.Unix())
	}
	return film.pieces
}

// film is a replay while it is made.
type film struct{ pieces []Piece }

// live adds the time from a up to b that a clock spent in one status.
func (f *film) live(calendar *Calendar, status Status, reason string, a, b int64) {
	switch status {
	case Running:
		f.run(calendar, reason, a, b)
	case Paused:
		f.add(PiecePaused, reason, a, b)
	case Stopped:
		f.add(PieceStopped, reason, a, b)
	}
}

func (f *film) run(calendar *Calendar, reason string, a, b int64) {
	done := a
	for s := range calendar.spans(a, b) {
		f.rest(calendar, done, s.from)
		f.add(PieceWorking, reason, s.from, s.to)
		done = s.to
	}
	f.rest(calendar, done, b)
}

// rest adds time from a up to b in which nobody works, day by day.
func (f *film) rest(calendar *Calendar, a, b int64) {
	if b <= a {
		return
	}
	w := wallOf(calendar.Zone)
	for day := w.day(a); a < b; day++ {
		end := min(b, w.instant((day+1)*daySeconds))
		if end <= a {
			continue
		}
		if exception, found := calendar.exception(day); found && exception.Kind == DayOff {
			f.add(PieceHoliday, exception.Name, a, end)
		} else {
			f.add(PieceOffHours, "", a, end)
		}
		a = end
	}
}

func (f *film) add(kind PieceKind, reason string, a, b int64) {
	if b <= a {
		return
	}
	piece := Piece{From: instant(a), To: instant(b), Kind: kind, Reason: reason}
	if kind == PieceWorking {
		piece.Counted = seconds(b - a)
	}
	piece.Total = piece.Counted
	if n := len(f.pieces); n > 0 {
		last := &f.pieces[n-1]
		piece.Total += last.Total
		if last.Kind == kind && last.Reason == reason {
			last.To, last.Total, last.Counted = piece.To, piece.Total, last.Counted+piece.Counted
			return
		}
	}
	f.pieces = append(f.pieces, piece)
}
