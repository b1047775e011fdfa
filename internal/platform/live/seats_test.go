package live

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var noon = time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)

func newTable(t *testing.T) (*seats, *[]string) {
	t.Helper()
	b, err := Open("")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	told := &[]string{}
	b.OnSeats(func(thing string) { *told = append(*told, thing) })
	return b.seats, told
}

func TestASeatIsHeldForAWhileAndToldOnlyWhenItChanges(t *testing.T) {
	s, told := newTable(t)
	s.take(Seat{"t", "w1", "anna", "安娜", "view"}, noon)
	s.take(Seat{"t", "w1", "anna", "安娜", "view"}, noon.Add(5*time.Second))
	s.take(Seat{"t", "w2", "anna", "安娜", "reply"}, noon.Add(5*time.Second))
	s.take(Seat{"t", "w3", "boris", "鲍里斯", "note"}, noon.Add(5*time.Second))
	want := []Present{{"anna", "安娜", "reply"}, {"boris", "鲍里斯", "note"}}
	if diff := cmp.Diff(want, s.people("t")); diff != "" {
		t.Error(diff)
	}
	if len(*told) != 3 {
		t.Errorf("it was told %d times, want 3", len(*told))
	}
	s.take(Seat{"t", "w2", "anna", "安娜", ""}, noon.Add(6*time.Second))
	s.sweep(noon.Add(5*time.Second + SeatLife))
	if diff := cmp.Diff([]Present{{"anna", "安娜", "view"}, {"boris", "鲍里斯", "note"}}, s.people("t")); diff != "" {
		t.Error(diff)
	}
	s.sweep(noon.Add(6*time.Second + SeatLife))
	if len(s.people("t")) != 0 || len(s.taken) != 0 {
		t.Errorf("who is not heard of still sits: %v", s.taken)
	}
	if len(*told) != 5 {
		t.Errorf("it was told %d times, want 5", len(*told))
	}
}

func TestSeatsAreToldToEveryReplica(t *testing.T) {
	b, err := Open("")
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	other, err := join(nil, b.conn) // a second table on the same NATS, as another replica has
	if err != nil {
		t.Fatal(err)
	}
	defer other.seats.close()
	told := make(chan string, 10)
	stop := other.OnSeats(func(thing string) { told <- thing })
	b.Sit(Seat{"t", "w", "anna", "安娜", "reply"})
	select {
	case thing := <-told:
		if diff := cmp.Diff([]Present{{"anna", "安娜", "reply"}}, other.Seated(thing)); diff != "" {
			t.Error(diff)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the other replica was not told")
	}
	stop()
}
