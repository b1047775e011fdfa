package live

import (
	"cmp"
	"encoding/json"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
)

// Seat is one window in which a person has a thing open, and what he does there.
type Seat struct {
	Thing   string `json:"thing"`
	Window  string `json:"window"`
	StaffID string `json:"staffId"`
	Name    string `json:"name"`
	Doing   string `json:"doing"` // view, note, reply; empty when the window has left
}

// SeatLife is how long a seat is held without a further word from its window.
const SeatLife = 12 * time.Second

const (
	seatSubject = "xingfu.seat"
	seatSweep   = 2 * time.Second
)

// doings, the more important last: a person with two windows is shown with what matters more to others.
var doings = []string{"view", "note", "reply"}

// seats is who sits where, in every replica the same: each hears what all are told. Nothing of it is kept.
type seats struct {
	mu        sync.Mutex
	taken     map[string]map[string]taken // by thing and window
	listeners map[int]func(thing string)
	last      int
	closed    chan struct{}
	once      sync.Once
}

func (s *seats) close() { s.once.Do(func() { close(s.closed) }) }

type taken struct {
	Seat
	until time.Time
}

func newSeats(conn *nats.Conn) (*seats, error) {
	s := &seats{taken: map[string]map[string]taken{}, listeners: map[int]func(string){}, closed: make(chan struct{})}
	_, err := conn.Subscribe(seatSubject, func(m *nats.Msg) {
		var seat Seat
		if json.Unmarshal(m.Data, &seat) == nil {
			s.take(seat, time.Now())
		}
	})
	if err != nil {
		return nil, err
	}
	go s.watch()
	return s, nil
}

// watch frees the seats of windows that are heard of no more, until the bus closes.
func (s *seats) watch() {
	ticker := time.NewTicker(seatSweep)
	defer ticker.Stop()
	for {
		select {
		case <-s.closed:
			return
		case at := <-ticker.C:
			s.sweep(at)
		}
	}
}

func (s *seats) take(seat Seat, at time.Time) {
	s.mu.Lock()
	before := s.people(seat.Thing)
	if seat.Doing == "" {
		delete(s.taken[seat.Thing], seat.Window)
	} else {
		if s.taken[seat.Thing] == nil {
			s.taken[seat.Thing] = map[string]taken{}
		}
		s.taken[seat.Thing][seat.Window] = taken{seat, at.Add(SeatLife)}
	}
	if len(s.taken[seat.Thing]) == 0 {
		delete(s.taken, seat.Thing)
	}
	changed := !slices.Equal(before, s.people(seat.Thing))
	s.mu.Unlock()
	if changed {
		s.tell(seat.Thing)
	}
}

func (s *seats) sweep(at time.Time) {
	s.mu.Lock()
	var changed []string
	for thing, windows := range s.taken {
		before := s.people(thing)
		for window, seat := range windows {
			if seat.until.Before(at) {
				delete(windows, window)
			}
		}
		if !slices.Equal(before, s.people(thing)) {
			changed = append(changed, thing)
		}
		if len(windows) == 0 {
			delete(s.taken, thing)
		}
	}
	s.mu.Unlock()
	for _, thing := range changed {
		s.tell(thing)
	}
}

func (s *seats) tell(thing string) {
	s.mu.Lock()
	var all []func(string)
	for _, hear := range s.listeners {
		all = append(all, hear)
	}
	s.mu.Unlock()
	for _, hear := range all {
		hear(thing)
	}
}

// Present is somebody who has a thing open.
type Present struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Doing string `json:"doing" enum:"view,note,reply"`
}

// people gives who sits at a thing, each once. The lock is held.
func (s *seats) people(thing string) []Present {
	byID := map[string]Present{}
	for _, seat := range s.taken[thing] {
		known, ok := byID[seat.StaffID]
		if !ok || slices.Index(doings, seat.Doing) > slices.Index(doings, known.Doing) {
			byID[seat.StaffID] = Present{seat.StaffID, seat.Name, seat.Doing}
		}
	}
	list := make([]Present, 0, len(byID))
	for _, p := range byID {
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b Present) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	return list
}

// Sit tells every replica that a window has a thing open. It is to be repeated well within SeatLife.
func (b *Bus) Sit(seat Seat) {
	data, err := json.Marshal(seat)
	if err == nil {
		err = b.conn.Publish(seatSubject, data)
	}
	if err != nil {
		slog.Warn("a seat was not told", "error", err)
	}
}

// Seated gives who has a thing open, by name; a person with several windows once, with what matters most.
func (b *Bus) Seated(thing string) []Present {
	b.seats.mu.Lock()
	defer b.seats.mu.Unlock()
	return b.seats.people(thing)
}

// OnSeats calls f with a thing whenever those who sit there, or what they do, have changed, until the
// returned function is called. F returns at once.
func (b *Bus) OnSeats(f func(thing string)) (stop func()) {
	s := b.seats
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last++
	number := s.last
	s.listeners[number] = f
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.listeners, number)
	}
}
