package eventlog

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// steps makes one step an hour.
func steps(all ...Step) Case {
	start := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	for i := range all {
		all[i].At = start.Add(time.Duration(i) * time.Hour)
	}
	return Case{Steps: all}
}

func TestMeasure(t *testing.T) {
	tests := []struct {
		name string
		c    Case
		want Measures
	}{
		{"nothing", Case{}, Measures{}},
		{"one step", steps(Step{Action: Intake, Person: "Lin"}), Measures{}},
		{"persons back and forth", steps(
			Step{Action: Intake, Person: "Lin", Group: "Desk"}, Step{Action: Work, Person: "Wu", Group: "Desk"},
			Step{Action: Work, Person: "Lin", Group: "Desk"}, Step{Action: Resolve, Person: "Lin", Group: "Desk"},
		), Measures{PersonChanges: 2, Handovers: 2, PingPong: 1, Duration: 3 * time.Hour}},
		{"groups back and forth, each change one handover", steps(
			Step{Action: Intake, Person: "Lin", Group: "Desk"}, Step{Action: Queue, Person: "Lin", Group: "RF"},
			Step{Action: Accept, Person: "Wu", Group: "RF"}, Step{Action: Queue, Person: "Wu", Group: "Desk"},
			Step{Action: Accept, Person: "Lin", Group: "Desk"}, Step{Action: Work, Person: "Gao", Group: "Desk"},
		), Measures{PersonChanges: 3, GroupChanges: 2, Handovers: 3, PingPong: 1, Duration: 5 * time.Hour}},
		{"who sends, notes or closes does not have it", steps(
			Step{Action: Intake, Person: "Lin", Group: "Desk"}, Step{Action: Queue, Person: "Gao", Group: "Desk"},
			Step{Action: Note, Person: "Wu", Group: "RF"}, Step{Action: Accept, Person: "Lin", Group: "Desk"},
			Step{Action: Work, Group: "Desk"}, Step{Action: Close, Person: "Robot", Group: "Core"},
		), Measures{Duration: 5 * time.Hour}},
		{"a wait lasts through notes and further waits, an open one counts nothing", steps(
			Step{Action: Intake}, Step{Action: Wait}, Step{Action: Note}, Step{Action: Wait}, Step{Action: Work},
			Step{Action: Wait}, Step{Action: Resolve}, Step{Action: Wait, Reopens: true}, Step{Action: Note},
		), Measures{Waits: 4 * time.Hour, Reopened: 1, Duration: 8 * time.Hour}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, Measure(tt.c)); diff != "" {
				t.Errorf("Measure (-want +got):\n%s", diff)
			}
		})
	}
}
