package eventlog

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const deskMapping = `
name: desk
source: typed in for the tests
zone: Asia/Shanghai
delimiter: ";"
missing: ["?", n/a]
columns: {case: no, activity: what, time: [day, clock], person: who, group: team}
layouts: [DD-MM-YYYY HH:mm, YYYY年M月D日 HH:mm]
default_group: 客服中心
ticket:
  subject: "{topic} ({no})"
  category: topic
  priority: {column: urgency, values: {P1: urgent, P2: high}, otherwise: normal}
  channel: {value: phone}
  opened_at: opened
  sla: {column: kept, values: {"Y": met, "N": missed}}
attributes:
  place: {column: town, take: first}
activities:
  Registered: intake
  Sent on: queue
  Taken: work
  Accepted: accept
  Caller asked: wait customer
  Part ordered: wait supplier
  Remark: note
  Raised: escalate
  Solved: resolve
  Solved on the phone: [resolve, close]
  Ended: close
  Withdrawn: cancel
  Heartbeat: ignore written by a machine
`

const deskHeader = "no;what;day;clock;who;team;topic;urgency;opened;kept;town\n"

func mapping(t testing.TB, text string) *Mapping {
	t.Helper()
	m, err := LoadMapping(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func read(t testing.TB, m *Mapping, text string) *Result {
	t.Helper()
	result, err := Read(m, strings.NewReader(text), int64(len(text)), nil)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// brief writes steps as "line action reason person@group", which is easier to
// read in a test than the steps.
func brief(steps []Step) []string {
	var lines []string
	for _, s := range steps {
		words := []string{s.At.Format("0102T1504"), string(s.Action)}
		if s.Reason != "" {
			words = append(words, s.Reason)
		}
		if s.Reopens {
			words = append(words, "again")
		}
		lines = append(lines, strings.Join(append(words, s.Person+"@"+s.Group), " "))
	}
	return lines
}

// deskSteps reads rows of one case, each "what;hour;who;team" on one day.
func deskSteps(t *testing.T, rows ...string) []string {
	t.Helper()
	text := deskHeader
	for _, r := range rows {
		cells := strings.Split(r, ";")
		text += "A;" + cells[0] + ";01-03-2026;" + cells[1] + ";" + cells[2] + ";" + cells[3] + ";;;;;\n"
	}
	result := read(t, mapping(t, deskMapping), text)
	if len(result.Errors) > 0 || len(result.Cases) != 1 {
		t.Fatalf("%d cases, errors %v", len(result.Cases), result.Errors)
	}
	return brief(result.Cases[0].Steps)
}

func TestReadTellsWholeCases(t *testing.T) {
	text := deskHeader +
		"A;Registered;01-03-2026;09:00;Lin;?;No signal;P1;01-03-2026 08:30;?;Sanya\n" +
		"B;Taken;2026年3月1日;09:05;Wu;Gateway;Slow;P9;n/a;Y;?\n" +
		"A;Sent on;01-03-2026;09:10;Lin;Gateway;No signal;P2;?;?;Haikou\n" +
		"A;Heartbeat;01-03-2026;09:11;;;;;;;\n" +
		"B;Solved on the phone;01-03-2026;09:20;Wu;?;;;;N;\n" +
		";;;;;;;;;;\n" +
		"A;Taken;01-03-2026;09:30;Zhao;Gateway;No voice;?;?;?;?\n"
	got := read(t, mapping(t, deskMapping), text)
	at := func(hour, minute int) time.Time { return time.Date(2026, 3, 1, hour-8, minute, 0, 0, time.UTC) }
	want := &Result{
		Cases: []Case{{
			ID: "A", Line: 2, Subject: "No voice (A)", Category: "No voice", Priority: "high", Channel: "phone",
			Attributes: map[string]string{"place": "Sanya", "opened_at": "2026-03-01T00:30:00Z"},
			Steps: []Step{
				{Line: 2, At: at(8, 30), Action: Intake, Activity: "Registered", Person: "Lin", Group: "客服中心"},
				{Line: 4, At: at(9, 10), Action: Queue, Activity: "Sent on", Person: "Lin", Group: "Gateway"},
				{Line: 8, At: at(9, 30), Action: Accept, Activity: "Taken", Person: "Zhao", Group: "Gateway"},
			},
		}, {
			ID: "B", Line: 3, Subject: "Slow (B)", Category: "Slow", Priority: "normal", Channel: "phone",
			Attributes: map[string]string{"sla": "missed"},
			Steps: []Step{
				{Line: 3, At: at(9, 5), Action: Intake, Activity: "Taken", Person: "Wu", Group: "Gateway"},
				{Line: 3, At: at(9, 5), Action: Work, Activity: "Taken", Person: "Wu", Group: "Gateway"},
				{Line: 6, At: at(9, 20), Action: Resolve, Activity: "Solved on the phone", Person: "Wu", Group: "Gateway"},
				{Line: 6, At: at(9, 20), Action: Close, Activity: "Solved on the phone", Person: "Wu", Group: "Gateway"},
			},
		}},
		Rows: 7, Ignored: 2,
		IgnoredFor: map[string]int{"written by a machine": 1, IgnoredBlank: 1},
		Persons:    []string{"Lin", "Wu", "Zhao"},
		Groups:     []string{"Gateway", "客服中心"},
		Activities: map[string]int{"Registered": 1, "Sent on": 1, "Taken": 2, "Heartbeat": 1, "Solved on the phone": 1},
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("Read (-want +got):\n%s", diff)
	}
}

func TestStepsMakeSense(t *testing.T) {
	tests := []struct {
		name string
		rows []string
		want []string
	}{
		{"accepting what is in no queue is work",
			[]string{"Registered;09:00;Lin;", "Accepted;10:00;Wu;"},
			[]string{"0301T0100 intake Lin@客服中心", "0301T0200 work Wu@客服中心"}},
		{"a queue is joined once",
			[]string{"Sent on;09:00;Lin;RF", "Sent on;10:00;Lin;RF", "Sent on;11:00;Lin;Core"},
			[]string{"0301T0100 intake Lin@RF", "0301T0100 queue Lin@RF", "0301T0200 note Lin@RF", "0301T0300 queue Lin@Core"}},
		{"another group that works has been handed the queue",
			[]string{"Sent on;09:00;Lin;RF", "Taken;10:00;Wu;Core"},
			[]string{"0301T0100 intake Lin@RF", "0301T0100 queue Lin@RF", "0301T0200 queue @Core", "0301T0200 accept Wu@Core"}},
		{"who resolves or waits has accepted",
			[]string{"Sent on;09:00;Lin;", "Caller asked;10:00;Wu;", "Sent on;11:00;Wu;", "Solved;12:00;Lin;"},
			[]string{"0301T0100 intake Lin@客服中心", "0301T0100 queue Lin@客服中心",
				"0301T0200 accept Wu@客服中心", "0301T0200 wait customer Wu@客服中心",
				"0301T0300 queue Wu@客服中心", "0301T0400 accept Lin@客服中心", "0301T0400 resolve Lin@客服中心"}},
		{"a wait of nobody leaves the queue as it is",
			[]string{"Sent on;09:00;Lin;", "Part ordered;10:00;;", "Taken;11:00;Wu;"},
			[]string{"0301T0100 intake Lin@客服中心", "0301T0100 queue Lin@客服中心",
				"0301T0200 wait supplier @客服中心", "0301T0300 accept Wu@客服中心"}},
		{"an end is reached once",
			[]string{"Registered;09:00;Lin;", "Solved;10:00;Lin;", "Solved;11:00;Lin;", "Ended;12:00;;", "Solved;13:00;Lin;", "Ended;14:00;;", "Withdrawn;15:00;;"},
			[]string{"0301T0100 intake Lin@客服中心", "0301T0200 resolve Lin@客服中心", "0301T0300 note Lin@客服中心",
				"0301T0400 close @客服中心", "0301T0500 note Lin@客服中心", "0301T0600 note @客服中心", "0301T0700 note @客服中心"}},
		{"work after the end reopens, a remark does not",
			[]string{"Registered;09:00;Lin;", "Withdrawn;10:00;Lin;", "Remark;11:00;Lin;", "Registered;11:30;Lin;", "Raised;12:00;Wu;", "Solved;13:00;Wu;", "Sent on;14:00;Wu;"},
			[]string{"0301T0100 intake Lin@客服中心", "0301T0200 cancel Lin@客服中心", "0301T0300 note Lin@客服中心",
				"0301T0330 note Lin@客服中心", "0301T0400 escalate again Wu@客服中心", "0301T0500 resolve Wu@客服中心",
				"0301T0600 queue again Wu@客服中心"}},
		{"rows are ordered by time, and as in the file at one time",
			[]string{"Ended;12:00;Lin;", "Registered;09:00;Lin;", "Solved;12:00;Lin;", "Raised;12:00;Lin;"},
			[]string{"0301T0100 intake Lin@客服中心", "0301T0400 close Lin@客服中心", "0301T0400 note Lin@客服中心",
				"0301T0400 escalate again Lin@客服中心"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, deskSteps(t, tt.rows...)); diff != "" {
				t.Errorf("steps (-want +got):\n%s", diff)
			}
		})
	}
}

func TestRepeatedRowsAreIgnored(t *testing.T) {
	row := "A;Taken;01-03-2026;09:00;Wu;;;;;;\n"
	got := read(t, mapping(t, deskMapping), deskHeader+row+"A;Remark;01-03-2026;09:00;Wu;;;;;;\n"+row)
	if got.IgnoredFor[IgnoredRepeat] != 1 || got.Ignored != 1 || got.Rows != 3 || len(got.Cases[0].Steps) != 3 {
		t.Errorf("rows %d, ignored %v, steps %v", got.Rows, got.IgnoredFor, got.Cases[0].Steps)
	}
}

func TestClocksGoingBack(t *testing.T) {
	m := mapping(t, strings.Replace(deskMapping, "Asia/Shanghai", "Europe/Rome", 1))
	text := deskHeader // 2025-10-26: 02:00 to 03:00 occurs twice
	for _, clock := range []string{"01:50", "02:40", "02:20", "03:10"} {
		text += "A;Taken;26-10-2025;" + clock + ";Wu;;;;;;\n"
	}
	var got []string
	for _, s := range read(t, m, text).Cases[0].Steps[1:] {
		got = append(got, s.At.Format("15:04"))
	}
	if diff := cmp.Diff([]string{"23:50", "00:40", "01:20", "02:10"}, got); diff != "" {
		t.Errorf("times in UTC (-want +got):\n%s", diff)
	}
}
