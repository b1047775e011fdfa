package eventlog

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestShippedMappings(t *testing.T) {
	if diff := cmp.Diff([]string{"helpdesk", "servicenow", "volvo"}, Shipped()); diff != "" {
		t.Fatalf("Shipped (-want +got):\n%s", diff)
	}
	for _, name := range Shipped() {
		m, err := ShippedMapping(name)
		if err != nil {
			t.Fatal(err)
		}
		if m.Name != name {
			t.Errorf("mapping %s calls itself %s", name, m.Name)
		}
	}
	if _, err := ShippedMapping("nobody"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("unknown mapping: %v", err)
	}
}

func TestExampleOfThePackageComment(t *testing.T) {
	source, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	var example strings.Builder
	for line := range strings.Lines(string(source)) {
		if text, ok := strings.CutPrefix(line, "//\t"); ok {
			example.WriteString(text)
		}
	}
	got := mapping(t, example.String())
	rome, err := time.LoadLocation("Europe/Rome")
	if err != nil {
		t.Fatal(err)
	}
	want := &Mapping{
		Name: "helpdesk", Source: "Where the log comes from and on what terms", Zone: rome,
		Delimiter: ',', Encoding: Auto, Missing: []string{"?", "n/a"},
		Columns: Columns{Case: "ticket_no", Activity: "step", Time: []string{"day", "clock"}, Person: "user", Group: "team"},
		Layouts: []string{"02-01-2006 15:04"}, DefaultGroup: "Help desk",
		Ticket: Ticket{
			Subject:  "Ticket {ticket_no}: {topic}",
			Category: Field{Column: "topic"},
			Priority: Field{Column: "urgency", Values: map[string]string{"P1": "urgent", "P2": "high"}, Otherwise: "normal"},
			Channel:  Field{Value: "phone"}, OpenedBy: Field{Column: "operator"},
			OpenedAt: Field{Column: "opened", First: true}, ResolvedAt: Field{Column: "solved"}, ClosedAt: Field{Column: "ended"},
			SLA: Field{Column: "in_time", Values: map[string]string{"Y": "met", "N": "missed"}},
		},
		Attributes: map[string]Field{"place": {Column: "location", First: true}},
		Activities: map[string][]Do{
			"Registered": {{Action: Intake}}, "Sent on": {{Action: Queue}}, "Taken": {{Action: Work}},
			"Waits for the caller": {{Wait, WaitCustomer}}, "Solved on the phone": {{Action: Resolve}, {Action: Close}},
			"Heartbeat": {{Ignore, "written by a machine every hour"}},
		},
	}
	sameZone := cmp.Comparer(func(a, b *time.Location) bool { return a.String() == b.String() })
	if diff := cmp.Diff(want, got, sameZone); diff != "" {
		t.Errorf("mapping (-want +got):\n%s", diff)
	}
}

func TestMappingErrors(t *testing.T) {
	const base = "name: x\nsource: y\nzone: UTC\ncolumns: {case: c, activity: a, time: t}\nlayouts: YYYY-MM-DD\ndefault_group: g\n"
	const whole = base + "activities: {w: work}\n"
	mapping(t, whole) // or none of the errors below would mean anything
	tests := []struct {
		name, text string
		line       int
		en, zh     string
	}{
		{"empty", "", 0, "empty", "空的"},
		{"only a comment", "# nothing\n", 0, "empty", "空的"},
		{"no object", "- a\n", 1, "names and values", "名称"},
		{"syntax", "name: [x\n", 1, "not valid YAML", "语法有误"},
		{"two documents", whole + "---\nname: z\n", 8, "second document", "只能有一个"},
		{"unknown key", whole + "colour: red\n", 8, `"colour" is not known here`, "“colour”"},
		{"unknown key inside", base + "ticket:\n  colour: red\n", 8, `"colour" is not known here`, "“colour”"},
		{"unknown column", "columns: {agent: a}\n", 1, `"agent" is not known here`, "“agent”"},
		{"key twice", whole + "name: z\n", 8, "stands here twice", "重复"},
		{"activity twice", base + "activities:\n  w: work\n  w: note\n", 9, "stands here twice", "重复"},
		{"alias", "name: &n x\nsource: *n\n", 2, "a text is expected", "一段文字"},
		{"null", "name: ~\n", 1, "a text is expected", "一段文字"},
		{"no text", "name: [x]\n", 1, "a text is expected", "一段文字"},
		{"missing name", strings.Replace(whole, "name: x\n", "", 1), 1, "name is missing", "缺少 name"},
		{"missing column", strings.Replace(whole, "case: c, ", "", 1), 1, "columns.case is missing", "缺少 columns.case"},
		{"missing time", strings.Replace(whole, ", time: t", "", 1), 1, "columns.time is missing", "缺少"},
		{"missing group", strings.Replace(whole, "default_group: g\n", "", 1), 1, "default_group is missing", "缺少"},
		{"missing activities", base, 1, "activities is missing", "缺少 activities"},
		{"zone", "zone: Mars/Base\n", 1, "not a time zone", "不是时区"},
		{"machine's zone", "zone: Local\n", 1, "not a time zone", "不是时区"},
		{"delimiter", "delimiter: '::'\n", 1, "one character", "一个字符"},
		{"quote as delimiter", "delimiter: '\"'\n", 1, "one character", "一个字符"},
		{"encoding", "encoding: latin1\n", 1, `"latin1" is not possible`, "“latin1”"},
		{"rows", "rows: pictures\n", 1, `"pictures" is not possible`, "“pictures”"},
		{"unknown action", base + "activities:\n  w: work\n  d: dance\n", 9, `"dance" is not an action`, "“dance”"},
		{"wait without reason", base + "activities: {w: wait}\n", 7, "wait needs a reason", "wait 需要"},
		{"wait for something else", base + "activities: {w: wait rain}\n", 7, "wait needs a reason", "wait 需要"},
		{"ignore without reason", base + "activities: {w: ignore}\n", 7, "ignore needs a reason", "ignore 需要"},
		{"ignore in company", base + "activities: {w: [work, ignore it]}\n", 7, "stands alone", "单独"},
		{"reason for work", base + "activities: {w: work hard}\n", 7, "takes no reason", "不写原因"},
		{"no action", base + "activities: {w: []}\n", 7, "needs an action", "对应一个动作"},
		{"two actions of a state", base + "rows: snapshots\nactivities:\n  v: work\n  w: [resolve, close]\n", 10, "exactly one action", "一个动作"},
		{"intake of a state", base + "rows: snapshots\nactivities: {w: intake}\n", 8, "exactly one action", "一个动作"},
		{"counter in events", strings.Replace(whole, "time: t", "time: t, reopened: r", 1), 1, "only for snapshots", "只用于快照"},
		{"subject", "ticket: {subject: 'a {b'}\n", 1, "brace", "花括号"},
		{"field of nothing", "ticket: {category: {take: last}}\n", 1, "either a column or a value", "要么"},
		{"field of both", "ticket: {category: {column: a, value: b}}\n", 1, "either a column or a value", "要么"},
		{"values of a value", "ticket: {category: {value: b, values: {c: d}}}\n", 1, "need a column", "一起使用"},
		{"otherwise alone", "ticket: {category: {column: b, otherwise: d}}\n", 1, "otherwise needs values", "values"},
		{"priority as it stands", "ticket: {priority: p}\n", 1, "values are needed", "需要 values"},
		{"unknown priority", "ticket:\n  priority:\n    column: p\n    values:\n      A: sky-high\n", 5, `"sky-high" is not possible`, "“sky-high”"},
		{"unknown channel", "ticket: {channel: {value: fax}}\n", 1, `"fax" is not possible`, "“fax”"},
		{"unknown result", "ticket: {sla: {column: s, values: {a: b}}}\n", 1, `"b" is not possible`, "“b”"},
		{"take", "ticket: {category: {column: a, take: middle}}\n", 1, `"middle" is not possible`, "“middle”"},
		{"reserved attribute", "attributes:\n  place: p\n  sla: s\n", 3, "belongs under ticket", "ticket 下"},
		{"too long", "# " + strings.Repeat("x", maxMapping), 0, "at most", "最多"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := LoadMapping(strings.NewReader(tt.text))
			var e *MappingError
			if !errors.As(err, &e) {
				t.Fatalf("error %v", err)
			}
			if e.Line != tt.line || !strings.Contains(e.Message, tt.en) || !strings.Contains(e.MessageZH, tt.zh) {
				t.Errorf("line %d, want %d: %q, %q", e.Line, tt.line, e.Message, e.MessageZH)
			}
		})
	}
}

func TestDelimiters(t *testing.T) {
	for word, want := range map[string]rune{"tab": '\t', "'\t'": '\t', "';'": ';', "'|'": '|', "'、'": '、'} {
		text := strings.Replace(deskMapping, `delimiter: ";"`, "delimiter: "+word, 1)
		if word == "'\t'" {
			text = strings.Replace(text, word, `"\t"`, 1)
		}
		if got := mapping(t, text).Delimiter; got != want {
			t.Errorf("delimiter %s is %q", word, got)
		}
	}
}

func TestLayouts(t *testing.T) {
	want := time.Date(2026, 3, 9, 15, 4, 5, 0, time.UTC)
	for pattern, value := range map[string]string{
		"YYYY-MM-DDTHH:mm:ss":     "2026-03-09T15:04:05",
		"YYYY-MM-DDTHH:mm:ssZ":    "2026-03-09T17:04:05+02:00",
		"DD.MM.YY HH:mm:ss":       "09.03.26 15:04:05",
		"M/D/YYYY hh:mm:ss A":     "3/9/2026 03:04:05 PM",
		"YYYYMMDDHHmmss":          "20260309150405",
		"YYYY年M月D日 HH时m分s秒":       "2026年3月9日 15时4分5秒",
		"HH:mm:ss, DD/MM/YYYY":    "15:04:05, 09/03/2026",
		"YYYY-MM-DD HH:mm:ss.":    "2026-03-09 15:04:05.",
		"DD-MM-YYYY HH:mm:ss Z":   "09-03-2026 15:04:05 Z",
		"YYYY-M-D HH:mm:ss":       "2026-3-9 15:04:05.000000",
		"YYYY/MM/DD  T HH-mm ss ": "2026/03/09  T 15-04 05 ",
	} {
		layout, complaint := parseLayout(pattern)
		if complaint.en != "" {
			t.Errorf("%s: %s", pattern, complaint.en)
			continue
		}
		if got, complaint := parseTime(value, []string{layout}, time.UTC); !got.at.Equal(want) {
			t.Errorf("%s (%s): %v %s", pattern, layout, got.at, complaint.en)
		}
	}
	for pattern, en := range map[string]string{
		"HH:mm":            "needs a year",
		"YYYY-MM":          "needs a year",
		"YYYYMD":           "need a separator",
		"YYYY-MM-DDMs":     "need a separator",
		"YYYY-MM-DD YY":    "twice",
		"YYYY-MM-DD HH hh": "twice",
		"YYYY-MM-DD hh":    "go together",
		"YYYY-MM-DD HH A":  "go together",
		"2006-01-02":       "not understood",
		"YYYY-MM-DD\nHH":   "not understood",
	} {
		if _, complaint := parseLayout(pattern); !strings.Contains(complaint.en, en) || complaint.zh == "" {
			t.Errorf("%q: %q, want %q", pattern, complaint.en, en)
		}
	}
}
