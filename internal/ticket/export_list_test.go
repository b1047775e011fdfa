package ticket_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/sheet"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

func TestAnExportIsTheListThatOneSees(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		mine := d.fault("lin")
		d.hand("lin", mine, "gateway", "gateway")
		for i := range 3 {
			_, err := d.File(d.as("wu"), ticket.Intake{Kind: "consult", Subject: fmt.Sprint("=1+", i), Description: "问", Channel: "phone"}, "")
			ok(t, err)
		}
		for who, want := range map[string]int{"chief": 4, "lin": 1, "gao": 1, "wu": 3, "fang": 0} {
			rows := d.table(who, ticket.Filter{Status: "active"})
			if len(rows)-1 != want {
				t.Errorf("%s exports %d tickets, not %d", who, len(rows)-1, want)
			}
		}
		row := d.table("gao", ticket.Filter{})[1]
		if diff := cmp.Diff([]string{d.view(mine).Number, "流转中", "故障", "", "一般", "接收中断"}, row[:6]); diff != "" {
			t.Error(diff)
		}
		if row[10] != "gateway" || row[13] != "接收" || row[14] != "2026-11-23 11:00" || row[15] != "" {
			t.Errorf("where %q, promise %q due %q late %q", row[10], row[13], row[14], row[15])
		}
		if subject := d.table("wu", ticket.Filter{})[1][5]; subject != "'=1+0" {
			t.Errorf("a formula goes out: %q", subject)
		}
		_, err := d.Export(d.as("chief"), ticket.Filter{Status: "lost"}, "due")
		refused(t, err, fault.Invalid)
		e, err := d.Export(d.as("chief"), ticket.Filter{}, "number")
		ok(t, err)
		var b bytes.Buffer
		ok(t, e.Write(d.as("chief"), &b, sheet.XLSX))
		book, err := excelize.OpenReader(&b)
		ok(t, err)
		if rows, err := book.GetRows("工单"); err != nil || len(rows) != 5 {
			t.Errorf("%d rows: %v", len(rows), err)
		}
		if few, err := d.Export(d.as("chief"), ticket.Filter{}, "-number", "subject", "owner", "number"); err != nil {
			t.Error(err)
		} else {
			b.Reset()
			ok(t, few.Write(d.as("chief"), &b, sheet.CSV))
			if lines := strings.Split(strings.TrimPrefix(b.String(), "\ufeff"), "\n"); strings.TrimSpace(lines[0]) != "主题,负责人,工单号" || !strings.HasPrefix(lines[4], "接收中断,lin,") {
				t.Errorf("the chosen columns: %q", lines)
			}
		}
		_, err = d.Export(d.as("chief"), ticket.Filter{}, "due", "secret")
		refused(t, err, fault.Invalid)
		entries, _, err := audit.New(d.db).Find(t.Context(), audit.Filter{}, nil, 50)
		ok(t, err)
		noted := 0
		for _, entry := range entries {
			if entry.Action == "tickets.exported" {
				if noted++; entry.Seq > 0 && strings.Contains(entry.Detail, "active") && !strings.HasPrefix(entry.Detail, `{"list":"status=active","tickets":`) {
					t.Error(entry.Detail)
				}
			}
		}
		if noted != 9 {
			t.Errorf("%d exports are in the audit log", noted)
		}
	})
}

// table is the exported list as somebody reads it.
func (d *desk) table(who string, f ticket.Filter) [][]string {
	d.t.Helper()
	e, err := d.Export(d.as(who), f, "number")
	ok(d.t, err)
	var b bytes.Buffer
	ok(d.t, e.Write(d.as(who), &b, sheet.CSV))
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff"))).ReadAll()
	ok(d.t, err)
	return rows
}

func TestAnExportSaysWhereTicketsAreInTheWordsOfTheList(t *testing.T) {
	d := newDesk(t, "sqlite://"+storetest.SQLitePath(t))
	d.fault("lin")
	d.hand("lin", d.fault("lin"), "gateway", "gateway")
	_, _, err := d.AcceptHandoff(d.as("gao"), d.hand("lin", d.fault("lin"), "gateway", "gateway"), 0)
	ok(t, err)
	rows := d.table("chief", ticket.Filter{})
	at := slices.Index(rows[0], "目前在")
	for i, want := range []string{"ncc · lin", "gateway", "gateway · gao"} {
		if got := rows[i+1][at]; got != want {
			t.Errorf("ticket %d is at %q, not %q", i+1, got, want)
		}
	}

	console, err := os.ReadFile("../../web/src/features/tickets/locale.ts")
	ok(t, err)
	for i, in := range []lang.Code{lang.Chinese, lang.English} {
		words := regexp.MustCompile(`(?s)\n    column: \{(.*?)\n    \}`).FindAllSubmatch(console, -1)[i][1]
		for _, column := range regexp.MustCompile(`(\w+): '(.*?)'`).FindAllSubmatch(words, -1) {
			e, err := d.Export(d.as("chief"), ticket.Filter{}, "number", string(column[1]))
			ok(t, err)
			var b bytes.Buffer
			ok(t, e.Write(lang.With(d.as("chief"), in), &b, sheet.CSV))
			head, _, _ := strings.Cut(strings.TrimPrefix(b.String(), "\ufeff"), "\n")
			if head = strings.TrimSpace(head); head != string(column[2]) {
				t.Errorf("the column %s is %q in the list and %q in the export", column[1], column[2], head)
			}
		}
	}
}
