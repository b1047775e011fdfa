package sheet_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/xingfu/xingfu/internal/platform/sheet"
)

func all(t *testing.T, content []byte, format sheet.Format) (rows [][]string, bad []int) {
	t.Helper()
	r, err := sheet.Read(bytes.NewReader(content), format)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for {
		cells, _, err := r.Next()
		var broken *sheet.BadRow
		switch {
		case errors.Is(err, io.EOF):
			return rows, bad
		case errors.As(err, &broken):
			bad = append(bad, broken.Line)
		case err != nil:
			t.Fatal(err)
		default:
			rows = append(rows, cells)
		}
	}
}

func TestATableIsReadInWhateverItIsWritten(t *testing.T) {
	text := "客户编号,客户名称,备注\nKH1,舟山远汐渔业,\"出海, 常断\"\n\n, ,\nKH2,囍\u3400字,'=1+1\n"
	want := [][]string{{"客户编号", "客户名称", "备注"}, {"KH1", "舟山远汐渔业", "出海, 常断"}, {"KH2", "囍\u3400字", "=1+1"}}
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"UTF-8": text, "with a mark": "\ufeff" + text, "GB18030": gb, "UTF-16": utf16,
		"semicolons": strings.NewReplacer("KH1,", "KH1;", "编号,", "编号;", "名称,", "名称;", "渔业,", "渔业;", ", ,", "; ;", "KH2,", "KH2;", "字,", "字;").Replace(text),
		"line ends":  strings.ReplaceAll(text, "\n", "\r\n")} {
		got, bad := all(t, []byte(content), sheet.CSV)
		if diff := cmp.Diff(want, got); diff != "" || bad != nil {
			t.Errorf("%s: %v %s", name, bad, diff)
		}
	}
}

func TestAWorkbookIsRead(t *testing.T) {
	var file bytes.Buffer
	table, err := sheet.New(&file, sheet.XLSX, "客户", time.UTC, []string{"编号", "电话", "日期"})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range [][]any{{"KH1", 13900000001, "2026-05-01"}, {"", "", ""}, {"KH2", "0580-1", 46143}} {
		if err := table.Row(row...); err != nil {
			t.Fatal(err)
		}
	}
	if err := table.Close(); err != nil {
		t.Fatal(err)
	}
	got, _ := all(t, file.Bytes(), sheet.XLSX)
	if diff := cmp.Diff([][]string{{"编号", "电话", "日期"}, {"KH1", "13900000001", "2026-05-01"}, {"KH2", "0580-1", "46143"}}, got); diff != "" {
		t.Error(diff)
	}
	if _, err := sheet.Read(strings.NewReader("no workbook"), sheet.XLSX); err == nil {
		t.Error("what is no workbook was read")
	}
}

// A row that cannot be read does not take the others with it.
func TestABadRowStandsAlone(t *testing.T) {
	got, bad := all(t, []byte("编号,名称\nKH1,甲\nKH\"2,乙\nKH3,丙\n"), sheet.CSV)
	if diff := cmp.Diff([][]string{{"编号", "名称"}, {"KH1", "甲"}, {"KH3", "丙"}}, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]int{3}, bad); diff != "" {
		t.Error(diff)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("a,b\n1,2\n"))
	f.Add([]byte("\xff\xfea\x00"))
	f.Add([]byte("\xb1\xe0\xba\xc5;x\n\"q"))
	f.Fuzz(func(t *testing.T, content []byte) {
		r, err := sheet.Read(bytes.NewReader(content), sheet.CSV)
		if err != nil {
			t.Fatal(err)
		}
		last := 0
		for range len(content) + 2 {
			_, line, err := r.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			var broken *sheet.BadRow
			if err != nil && !errors.As(err, &broken) {
				t.Fatal(err)
			}
			if line < last {
				t.Fatalf("line %d comes after %d", line, last)
			}
			last = line
		}
		t.Fatal("the table does not end")
	})
}
