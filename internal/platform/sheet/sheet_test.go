package sheet_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"github.com/xingfu/xingfu/internal/platform/sheet"
)

var china = time.FixedZone("CST", 8*3600)

func write(t *testing.T, format sheet.Format) *bytes.Buffer {
	t.Helper()
	var b bytes.Buffer
	table, err := sheet.New(&b, format, "工单", china, []string{"工单号", "主题", "退回", "时间", "完成"})
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 11, 23, 18, 5, 59, 0, time.UTC)
	for _, subject := range []string{"接收中断", "=HYPERLINK(\"http://x\")", "-1+2", "含,逗号\"引号\"\n换行"} {
		if err := table.Row("20261123-000042", subject, 2, at, time.Time{}); err != nil {
			t.Fatal(err)
		}
	}
	if err := table.Close(); err != nil {
		t.Fatal(err)
	}
	return &b
}

func TestACSVHasNoFormulas(t *testing.T) {
	b := write(t, sheet.CSV)
	text, ok := strings.CutPrefix(b.String(), "\ufeff")
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if !ok || err != nil {
		t.Fatal(ok, err)
	}
	want := [][]string{
		{"工单号", "主题", "退回", "时间", "完成"},
		{"20261123-000042", "接收中断", "2", "2026-11-24 02:05", ""},
		{"20261123-000042", "'=HYPERLINK(\"http://x\")", "2", "2026-11-24 02:05", ""},
		{"20261123-000042", "'-1+2", "2", "2026-11-24 02:05", ""},
		{"20261123-000042", "含,逗号\"引号\"\n换行", "2", "2026-11-24 02:05", ""},
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Error(diff)
	}
}

func TestAnXLSXHasTextsNumbersAndMoments(t *testing.T) {
	f, err := excelize.OpenReader(write(t, sheet.XLSX))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows("工单")
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 5 || rows[2][1] != "=HYPERLINK(\"http://x\")" || rows[1][3] != "2026-11-24 02:05" || rows[1][2] != "2" {
		t.Errorf("%q", rows)
	}
	for _, cell := range []string{"B3", "B4"} {
		if formula, err := f.GetCellFormula("工单", cell); err != nil || formula != "" {
			t.Errorf("%s is a formula: %q %v", cell, formula, err)
		}
	}
	if kind, err := f.GetCellType("工单", "C2"); err != nil || kind == excelize.CellTypeInlineString || kind == excelize.CellTypeSharedString {
		t.Errorf("a number is kept as text: %v %v", kind, err)
	}
}

func TestNoTextBeginsAFormula(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		safe := sheet.Safe(text)
		if safe != text && safe != "'"+text || safe != "" && strings.ContainsRune("=+-@\t\r\n", []rune(safe)[0]) {
			t.Errorf("%q becomes %q", text, safe)
		}
	})
	if sheet.Safe("\uff1d1") != "'\uff1d1" { // the wide form counts too
		t.Error(sheet.Safe("\uff1d1"))
	}
}
