package eventlog

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
)

// openLog opens one of the real logs, or leaves the test out where they are
// not at hand.
func openLog(t *testing.T, name string) *os.File {
	t.Helper()
	folder := cmp.Or(os.Getenv("XINGFU_DATA"), filepath.Join("..", "..", "..", "..", "shared", "data"))
	file, err := os.Open(filepath.Join(folder, "incidents", name))
	if err != nil {
		t.Skipf("left out: the real log %s is not at hand (set XINGFU_DATA to the test data folder): %v", name, err)
	}
	t.Cleanup(func() { file.Close() })
	return file
}

// figures of a whole log. Times are in seconds; the sum of all durations is
// more than a Duration holds.
type figures struct {
	Rows, Ignored, Cases                     int
	Firsts                                   map[string]int // cases by the word of their first row
	PersonChanges, GroupChanges              int
	Handovers, PingPong                      int
	Reopened                                 int
	Waits, Durations, MedianTwice, MeanWhole int64 // the median doubled, the mean cut
}

// TestRealLogs compares with figures that a separate program counted from the
// raw rows, without steps: it lists each case's persons (first row, then rows
// of work, waits, escalations and the resolution), its groups, the rows of
// work after an end, and the time between a wait and the next row that is
// neither wait nor note.
func TestRealLogs(t *testing.T) {
	tests := []struct {
		mapping, file string
		want          figures
	}{
		{"volvo", "volvo_incidents_train.csv", figures{
			Rows: 45314, Ignored: 3, Cases: 4834,
			Firsts: map[string]int{"Accepted+In Progress": 4057, "Queued+Awaiting Assignment": 761, "Accepted+Wait - User": 10,
				"Accepted+Wait": 1, "Completed+Resolved": 2, "Accepted+Assigned": 2, "Accepted+Wait - Vendor": 1},
			PersonChanges: 10619, Handovers: 10619, PingPong: 927, Reopened: 410,
			Waits: 1967883386, Durations: 5763547525, MedianTwice: 1323705, MeanWhole: 1192293,
		}},
		{"volvo", "volvo_incidents_val.csv", figures{
			Rows: 6957, Ignored: 2, Cases: 1209,
			Firsts: map[string]int{"Accepted+In Progress": 1046, "Completed+In Call": 1, "Queued+Awaiting Assignment": 155, "Accepted+Wait": 2,
				"Accepted+Assigned": 2, "Accepted+Wait - User": 1, "Completed+Resolved": 1, "Accepted+Wait - Implementation": 1},
			PersonChanges: 1150, Handovers: 1150, PingPong: 85, Reopened: 50,
			Waits: 54579047, Durations: 436529609, MedianTwice: 655770, MeanWhole: 361066,
		}},
		{"helpdesk", "helpdesk_train.csv", figures{
			Rows: 13652, Ignored: 89, Cases: 2931,
			Firsts: map[string]int{"Assign seriousness": 2805, "Insert ticket": 76, "Take in charge ticket": 48,
				"Resolve ticket": 1, "Create SW anomaly": 1},
			PersonChanges: 2510, Handovers: 2510, PingPong: 154, Reopened: 105,
			Waits: 784377264, Durations: 10359933140, MedianTwice: 6896984, MeanWhole: 3534607,
		}},
		{"helpdesk", "helpdesk_val.csv", figures{
			Rows: 3420, Ignored: 18, Cases: 733,
			Firsts:        map[string]int{"Assign seriousness": 701, "Take in charge ticket": 14, "Insert ticket": 17, "Resolve ticket": 1},
			PersonChanges: 635, Handovers: 635, PingPong: 43, Reopened: 19,
			Waits: 191346548, Durations: 2606959974, MedianTwice: 6920142, MeanWhole: 3556562,
		}},
		{"servicenow", "servicenow_incidents.csv", figures{
			Rows: 5998, Ignored: 1668, Cases: 890,
			Firsts:        map[string]int{"New": 632, "Active": 220, "Resolved": 29, "Awaiting User Info": 8, "Awaiting Problem": 1},
			PersonChanges: 783, GroupChanges: 839, Handovers: 1310, PingPong: 157, Reopened: 11,
			Waits: 495869280, Durations: 1540985580, MedianTwice: 1251660, MeanWhole: 1731444,
		}},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			result := readLog(t, tt.mapping, tt.file)
			if diff := gocmp.Diff(tt.want, count(result)); diff != "" {
				t.Errorf("figures (-counted apart +read):\n%s", diff)
			}
			if err := promised(result); err != nil {
				t.Error(err)
			}
		})
	}
}

func readLog(t *testing.T, mapping, file string) *Result {
	t.Helper()
	m, err := ShippedMapping(mapping)
	if err != nil {
		t.Fatal(err)
	}
	result, err := Read(m, openLog(t, file), 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Errors) > 0 {
		t.Errorf("%d row errors, the first: %v", len(result.Errors), result.Errors[0])
	}
	return result
}

func count(r *Result) figures {
	f := figures{Rows: r.Rows, Ignored: r.Ignored, Cases: len(r.Cases), Firsts: map[string]int{}}
	var durations []int64
	for _, c := range r.Cases {
		m := Measure(c)
		f.Firsts[c.Steps[0].Activity]++
		f.PersonChanges += m.PersonChanges
		f.GroupChanges += m.GroupChanges
		f.Handovers += m.Handovers
		f.PingPong += m.PingPong
		f.Reopened += m.Reopened
		f.Waits += int64(m.Waits / time.Second)
		f.Durations += int64(m.Duration / time.Second)
		durations = append(durations, int64(m.Duration/time.Second))
	}
	slices.Sort(durations)
	n := len(durations)
	f.MedianTwice = durations[(n-1)/2] + durations[n/2]
	f.MeanWhole = f.Durations / int64(n)
	return f
}

// TestRealServiceResults compares the facts taken over with a count of the
// last rows of the cases.
func TestRealServiceResults(t *testing.T) {
	result := readLog(t, "servicenow", "servicenow_incidents.csv")
	got := map[string]int{}
	for _, c := range result.Cases {
		got[c.Attributes[AttributeSLA]]++
		got[c.Priority]++
		got[c.Channel]++
	}
	want := map[string]int{"met": 495, "missed": 395, "urgent": 15, "high": 33, "normal": 757, "low": 85, "phone": 890}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("cases by SLA result, priority and channel (-want +got):\n%s", diff)
	}
}
