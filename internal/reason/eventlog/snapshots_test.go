package eventlog

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const recordMapping = `
name: records
source: typed in for the tests
rows: snapshots
zone: UTC
missing: "?"
columns: {case: number, activity: state, time: at, person: named, group: team, reopened: again}
layouts: [YYYY-MM-DD HH:mm]
default_group: Desk
ticket: {opened_by: by, opened_at: opened}
activities:
  New: queue
  Active: work
  Waiting: wait customer
  Raised: escalate
  Resolved: resolve
  Closed: close
`

// recordSteps reads rows of one case, each "state,hour,named,team,again".
func recordSteps(t *testing.T, rows ...string) ([]string, *Result) {
	t.Helper()
	text := "number,by,opened,state,at,named,team,again\n"
	for _, r := range rows {
		state, rest, _ := strings.Cut(r, ",")
		text += "A,Lin,2026-03-01 08:00," + state + ",2026-03-01 " + rest + "\n"
	}
	result := read(t, mapping(t, recordMapping), text)
	if len(result.Errors) > 0 || len(result.Cases) != 1 {
		t.Fatalf("%d cases, errors %v", len(result.Cases), result.Errors)
	}
	return brief(result.Cases[0].Steps), result
}

func TestSnapshotsTellWhatChanged(t *testing.T) {
	tests := []struct {
		name    string
		rows    []string
		want    []string
		ignored int
	}{
		{"from the queue to the end",
			[]string{"New,09:00,Wu,RF,0", "New,09:30,Wu,RF,0", "Active,10:00,Wu,RF,0", "Waiting,11:00,Wu,RF,0", "Resolved,12:00,Wu,RF,0", "Closed,13:00,Wu,RF,0", "Closed,14:00,Wu,RF,0"},
			[]string{"0301T0800 intake Lin@", "0301T0900 queue @RF", "0301T1000 accept Wu@RF", "0301T1100 wait customer Wu@RF", "0301T1200 resolve Wu@RF", "0301T1300 close Wu@RF"}, 2},
		{"no group yet, then one, then silence",
			[]string{"New,09:00,?,?,0", "New,10:00,?,RF,0", "New,11:00,?,?,0"},
			[]string{"0301T0800 intake Lin@", "0301T0900 queue @Desk", "0301T1000 queue @RF"}, 1},
		{"another group, where somebody has it or nobody yet",
			[]string{"Active,09:00,Wu,RF,0", "Active,10:00,Zhao,Core,0", "Active,11:00,?,RF,0", "Active,12:00,Wu,RF,0"},
			[]string{"0301T0800 intake Lin@", "0301T0900 queue @RF", "0301T0900 accept Wu@RF", "0301T1000 queue @Core", "0301T1000 accept Zhao@Core",
				"0301T1100 queue @RF", "0301T1200 accept Wu@RF"}, 0},
		{"passed on within the group, and let go",
			[]string{"Active,09:00,Wu,RF,0", "Active,10:00,Zhao,RF,0", "Active,11:00,?,RF,0"},
			[]string{"0301T0800 intake Lin@", "0301T0900 queue @RF", "0301T0900 accept Wu@RF", "0301T1000 work Zhao@RF", "0301T1100 queue @RF"}, 0},
		{"named while it is queued",
			[]string{"New,09:00,?,RF,0", "New,10:00,Wu,RF,0"},
			[]string{"0301T0800 intake Lin@", "0301T0900 queue @RF", "0301T1000 note Wu@RF"}, 0},
		{"passed on while it waits",
			[]string{"Waiting,09:00,Wu,RF,0", "Waiting,10:00,Zhao,RF,0", "Waiting,11:00,?,Core,0", "Waiting,12:00,?,Core,0"},
			[]string{"0301T0800 intake Lin@", "0301T0900 queue @RF", "0301T0900 accept Wu@RF", "0301T0900 wait customer Wu@RF", "0301T1000 wait customer Zhao@RF",
				"0301T1100 queue @Core", "0301T1100 wait customer @Core"}, 1},
		{"changed after the end",
			[]string{"Active,09:00,Wu,RF,0", "Resolved,10:00,Wu,RF,0", "Resolved,11:00,Zhao,Core,0"},
			[]string{"0301T0800 intake Lin@", "0301T0900 queue @RF", "0301T0900 accept Wu@RF", "0301T1000 resolve Wu@RF", "0301T1100 note Zhao@Core"}, 0},
		{"reopened in sight and out of sight",
			[]string{"Resolved,09:00,Wu,RF,0", "Active,10:00,Wu,RF,1", "Resolved,11:00,Wu,RF,1", "Resolved,12:00,Wu,RF,2", "Active,13:00,Wu,RF,3"},
			[]string{"0301T0800 intake Lin@", "0301T0900 queue @RF", "0301T0900 accept Wu@RF", "0301T0900 resolve Wu@RF", "0301T1000 work again Wu@RF",
				"0301T1100 resolve Wu@RF", "0301T1200 work again Wu@RF", "0301T1200 resolve Wu@RF", "0301T1300 work again Wu@RF"}, 0},
		{"reopened into the queue, and while nobody had resolved",
			[]string{"Resolved,09:00,Wu,RF,0", "New,10:00,Wu,RF,1", "Waiting,11:00,Wu,RF,2"},
			[]string{"0301T0800 intake Lin@", "0301T0900 queue @RF", "0301T0900 accept Wu@RF", "0301T0900 resolve Wu@RF", "0301T1000 queue again @RF",
				"0301T1100 accept again Wu@RF", "0301T1100 wait customer Wu@RF"}, 0},
		{"a row out of place does not reopen, nor does a counter that fails",
			[]string{"Resolved,09:00,Wu,RF,1", "New,10:00,?,RF,?", "Closed,11:00,Wu,RF,1"},
			[]string{"0301T0800 intake Lin@", "0301T0900 queue @RF", "0301T0900 accept Wu@RF", "0301T0900 resolve Wu@RF", "0301T1000 note @RF", "0301T1100 close Wu@RF"}, 0},
		{"raised once",
			[]string{"Active,09:00,Wu,RF,0", "Raised,10:00,Wu,RF,0", "Raised,11:00,Zhao,RF,0"},
			[]string{"0301T0800 intake Lin@", "0301T0900 queue @RF", "0301T0900 accept Wu@RF", "0301T1000 escalate Wu@RF", "0301T1100 note Zhao@RF"}, 0},
		{"opened after the first row, which cannot be",
			[]string{"New,07:00,?,RF,0"},
			[]string{"0301T0700 intake Lin@", "0301T0700 queue @RF"}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, result := recordSteps(t, tt.rows...)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("steps (-want +got):\n%s", diff)
			}
			if result.Ignored != tt.ignored || result.IgnoredFor[IgnoredUnchanged] != tt.ignored {
				t.Errorf("ignored %d %v, want %d", result.Ignored, result.IgnoredFor, tt.ignored)
			}
		})
	}
}
