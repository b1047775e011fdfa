package ticket_test

import (
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/reason/eventlog"
	"github.com/xingfu/xingfu/internal/ticket"
)

// filterOf reads a figure's query as the API does: by the query names of Filter's fields.
func filterOf(t *testing.T, query string) ticket.Filter {
	t.Helper()
	values, err := url.ParseQuery(query)
	ok(t, err)
	var f ticket.Filter
	v := reflect.ValueOf(&f).Elem()
	for name := range values {
		field := fieldNamed(v, name)
		if !field.IsValid() {
			t.Fatalf("%s: no filter is called %s", query, name)
		}
		value := values.Get(name)
		switch field.Interface().(type) {
		case string:
			field.SetString(value)
		case int:
			n, err := strconv.Atoi(value)
			ok(t, err)
			field.SetInt(int64(n))
		case bool:
			field.SetBool(value == "true")
		case time.Time:
			at, err := time.Parse(time.RFC3339Nano, value)
			ok(t, err)
			field.Set(reflect.ValueOf(at))
		}
	}
	return f
}

func fieldNamed(v reflect.Value, name string) reflect.Value {
	for i := range v.NumField() {
		if v.Type().Field(i).Tag.Get("query") == name {
			return v.Field(i)
		}
	}
	return reflect.Value{}
}

// figures finds every Figure in a value.
func figures(v reflect.Value) []ticket.Figure {
	if f, ok := v.Interface().(ticket.Figure); ok {
		return []ticket.Figure{f}
	}
	var list []ticket.Figure
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() && v.Type() != reflect.TypeFor[time.Time]() {
				list = append(list, figures(v.Field(i))...)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			list = append(list, figures(v.Index(i))...)
		}
	}
	return list
}

// opens checks that every figure of the flow opens just as many tickets.
func (d *desk) opens(source string) int {
	d.t.Helper()
	flow, err := d.Flow(d.as("chief"), ticket.FlowFilter{Source: source, By: "month"})
	ok(d.t, err)
	list := figures(reflect.ValueOf(*flow))
	for _, f := range list {
		n, capped, err := d.Count(d.as("chief"), filterOf(d.t, f.Query))
		ok(d.t, err)
		if n != f.Count && !capped {
			d.t.Errorf("%d tickets are shown, and %s opens %d", f.Count, f.Query, n)
		}
	}
	return len(list)
}

const smallLog = `case,step,who,team,when
1,Registered,Anna,Desk,2026-03-02T09:00:00
1,Sent on,Anna,Network,2026-03-02T09:10:00
1,Taken,Bo,Network,2026-03-02T09:40:00
1,Waits for the caller,Bo,Network,2026-03-02T10:00:00
1,Taken,Bo,Network,2026-03-03T10:00:00
1,Sent on,Bo,Desk,2026-03-03T11:00:00
1,Taken,Anna,Desk,2026-03-03T11:30:00
1,Sent on,Anna,Network,2026-03-03T12:00:00
1,Taken,Bo,Network,2026-03-03T12:30:00
1,Solved,Bo,Network,2026-03-03T15:00:00
1,Closed,Anna,Desk,2026-03-05T09:00:00
2,Registered,Anna,Desk,2026-03-02T10:00:00
2,Solved,Anna,Desk,2026-03-02T10:20:00
2,Registered again,Anna,Desk,2026-03-04T10:20:00
2,Solved,Anna,Desk,2026-03-04T11:20:00
2,Closed,Anna,Desk,2026-03-06T11:20:00
3,Registered,Anna,Desk,not a time
`

const smallMapping = `name: small
source: typed in for this test
rows: events
zone: Asia/Shanghai
columns: {case: case, activity: step, time: when, person: who, group: team}
layouts: [YYYY-MM-DDTHH:mm:ss]
default_group: Desk
ticket:
  subject: "Case {case}"
activities:
  Registered: intake
  Registered again: work
  Sent on: queue
  Taken: work
  Waits for the caller: wait customer
  Solved: resolve
  Closed: close
`

func readLog(t *testing.T, mapping, log string) *eventlog.Result {
	t.Helper()
	m, err := eventlog.LoadMapping(strings.NewReader(mapping))
	ok(t, err)
	result, err := eventlog.Read(m, strings.NewReader(log), 0, nil)
	ok(t, err)
	return result
}

func TestALogIsReplayedWithItsOwnTimes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		log := readLog(t, smallMapping, smallLog)
		dry, err := d.ImportLog(d.program(), log, ticket.LogImport{Source: "small", Title: "另一个服务台", DryRun: true})
		ok(t, err)
		if n, _, err := d.Count(d.as("chief"), ticket.Filter{Source: "small"}); err != nil || n != 0 {
			t.Errorf("a dry run left %d tickets (%v)", n, err)
		}
		report, err := d.ImportLog(d.program(), log, ticket.LogImport{Source: "small", Title: "另一个服务台"})
		ok(t, err)
		if dry.Imported != report.Imported || dry.Handoffs != report.Handoffs {
			t.Errorf("the dry run foretold %+v, and it became %+v", dry, report)
		}
		if report.Imported != 2 || len(report.Errors) != 1 || report.Errors[0].Line != 18 {
			t.Errorf("the report: %+v", report)
		}
		again, err := d.ImportLog(d.program(), log, ticket.LogImport{Source: "small", Title: "另一个服务台"})
		ok(t, err)
		if again.Imported != 0 || again.Known != 2 || again.Staff != 0 || again.Units != 0 {
			t.Errorf("running again: %+v", again)
		}
		rows, _, err := d.List(d.as("chief"), ticket.Filter{Source: "small"}, ticket.Paging{Sort: "number", Limit: 10})
		ok(t, err)
		first, second := rows[0], rows[1]
		if first.Number != "20260302-000001" || first.Status != ticket.Closed || first.Bounces != 2 || first.Returns != 1 ||
			!first.ClosedAt.Equal(time.Date(2026, 3, 5, 1, 0, 0, 0, time.UTC)) {
			t.Errorf("case 1: %s %s, bounces %d, returns %d, closed %v", first.Number, first.Status, first.Bounces, first.Returns, first.ClosedAt)
		}
		if second.Reopened != 1 || second.Status != ticket.Closed {
			t.Errorf("case 2: %s, reopened %d", second.Status, second.Reopened)
		}
		if n := d.opens("small"); n < 20 {
			t.Errorf("the flow shows only %d figures", n)
		}
	})
}

func TestEveryFigureOfARealLogOpensItsTickets(t *testing.T) {
	folder := os.Getenv("XINGFU_DATA")
	if folder == "" {
		folder = "../../../shared/data"
	}
	file, err := os.Open(filepath.Join(folder, "incidents", "servicenow_incidents.csv"))
	if err != nil {
		t.Skip("left out: the real log servicenow_incidents.csv is not at hand; set XINGFU_DATA to the folder that has incidents/")
	}
	defer file.Close()
	m, err := eventlog.ShippedMapping("servicenow")
	ok(t, err)
	log, err := eventlog.Read(m, file, 0, nil)
	ok(t, err)
	d := newDesk(t, "sqlite://"+storetest.SQLitePath(t))
	report, err := d.ImportLog(d.program(), log, ticket.LogImport{Source: "servicenow", Title: m.DefaultGroup})
	ok(t, err)
	if report.Imported != 890 || len(report.Errors) != 0 {
		t.Errorf("imported %d of 890, errors %v", report.Imported, report.Errors)
	}
	if n := d.opens("servicenow"); n < 100 {
		t.Errorf("the flow shows only %d figures", n)
	}
}
