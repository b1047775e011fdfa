package eventlog

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
)

const goodRow = "A;Taken;01-03-2026;09:00;Wu;;;;;;\n"

func TestRowErrors(t *testing.T) {
	tests := []struct {
		name, row     string
		column, value string
		en, zh        string
	}{
		{"too few columns", "A;Taken;01-03-2026\n", "", "", "3 columns", "3 列"},
		{"too many columns", "A;Taken;01-03-2026;09:00;Wu;;;;;;;x\n", "", "", "12 columns", "12 列"},
		{"open quote", "A;Taken;01-03-2026;09:00;\"Wu;;;;;;\n", "", "", "quotes", "引号"},
		{"bare quote", "A;Taken;01-03-2026;09:00;W\"u;;;;;;\n", "", "", "quotes", "引号"},
		{"not text", "A;Taken;01-03-2026;09:00;W\xffu;;;;;;\n", "who", "W\uFFFDu", "encoding", "编码"},
		{"no case", "?;Taken;01-03-2026;09:00;Wu;;;;;;\n", "no", "?", "case is missing", "缺少工单编号"},
		{"no activity", "A;;01-03-2026;09:00;Wu;;;;;;\n", "what", "", "activity is missing", "缺少活动"},
		{"unknown activity", "A;Danced;01-03-2026;09:00;Wu;;;;;;\n", "what", "Danced", `activity "Danced"`, "“Danced”"},
		{"no time", "A;Taken;?;;Wu;;;;;;\n", "day", "?", "time is missing", "缺少时间"},
		{"half a time", "A;Taken;;09:00;Wu;;;;;;\n", "day", "09:00", "none of the layouts", "格式"},
		{"month first", "A;Taken;03-13-2026;09:00;Wu;;;;;;\n", "day", "03-13-2026 09:00", "none of the layouts", "格式"},
		{"no such day", "A;Taken;30-02-2026;09:00;Wu;;;;;;\n", "day", "30-02-2026 09:00", "none of the layouts", "格式"},
		{"filler year", "A;Taken;01-01-1900;00:00;Wu;;;;;;\n", "day", "01-01-1900 00:00", "year 1900", "1900"},
		{"unknown value", "A;Taken;01-03-2026;09:00;Wu;;;;;maybe;\n", "kept", "maybe", `value "maybe"`, "“maybe”"},
		{"bad time of the ticket", "A;Taken;01-03-2026;09:00;Wu;;;;soon;;\n", "opened", "soon", "none of the layouts", "格式"},
	}
	m := mapping(t, deskMapping)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := read(t, m, deskHeader+tt.row+goodRow)
			if len(got.Errors) != 1 {
				t.Fatalf("errors %v, want one", got.Errors)
			}
			e := got.Errors[0]
			if e.Line != 2 || e.Column != tt.column || e.Value != tt.value {
				t.Errorf("line %d, column %q, value %q", e.Line, e.Column, e.Value)
			}
			if !strings.Contains(e.Message, tt.en) || !strings.Contains(e.MessageZH, tt.zh) {
				t.Errorf("messages %q and %q", e.Message, e.MessageZH)
			}
			if len(got.Cases) != 1 || got.Cases[0].Line != 3 || got.Rows != 2 {
				t.Errorf("the good row did not come: %+v", got.Cases)
			}
		})
	}
}

func TestTimeThatDoesNotExist(t *testing.T) {
	m := mapping(t, strings.Replace(deskMapping, "Asia/Shanghai", "Europe/Brussels", 1))
	got := read(t, m, deskHeader+"A;Taken;29-03-2026;02:30;Wu;;;;;;\n")
	if len(got.Errors) != 1 || !strings.Contains(got.Errors[0].Error(), "line 2, column day: this time does not exist in Europe/Brussels") {
		t.Errorf("errors %v", got.Errors)
	}
}

func TestReopeningsMustBeANumber(t *testing.T) {
	text := "number,by,opened,state,at,named,team,again\nA,Lin,?,New,2026-03-01 08:00,?,RF,-1\n"
	got := read(t, mapping(t, recordMapping), text)
	if len(got.Errors) != 1 || got.Errors[0].Column != "again" || len(got.Cases) != 0 {
		t.Errorf("errors %v, cases %v", got.Errors, got.Cases)
	}
}

func TestLinesAreThoseOfTheFile(t *testing.T) {
	text := deskHeader + "\n" + // a blank line has no row
		"A;Remark;01-03-2026;09:00;\"W\nu\";;;;;;\n" + // lines 3 and 4
		"A;Danced;01-03-2026;09:00;;;;;;;\n" +
		"A;Remark;01-03-2026;10:00;\"Wu;;;;;;\n" + // line 6: never closed
		"A;Danced;01-03-2026;10:00;;;;;;;\n" +
		"A;Remark;01-03-2026;11:00;\"Wu\"x;;;;;;\n" +
		"A;Ended;01-03-2026;12:00;Wu;;;;;;;;;;\n" // spreadsheets add empty cells
	for name, text := range map[string]string{"LF": text, "CRLF": strings.ReplaceAll(text, "\n", "\r\n")} {
		got := read(t, mapping(t, deskMapping), text)
		var lines []int
		for _, e := range got.Errors {
			lines = append(lines, e.Line)
		}
		if diff := cmp.Diff([]int{5, 6, 7, 8}, lines); diff != "" {
			t.Errorf("%s: lines of errors (-want +got):\n%s", name, diff)
		}
		steps := got.Cases[0].Steps
		if steps[0].Line != 3 || steps[0].Person != "W\nu" || steps[len(steps)-1].Line != 9 || got.Rows != 6 {
			t.Errorf("%s: rows %d, steps %v", name, got.Rows, steps)
		}
	}
}

func TestEncodings(t *testing.T) {
	text := deskHeader + "甲;Taken;2026年3月1日;09:00;吴;射频组;无信号;;;;\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	explicit := deskMapping + "encoding: gb18030\n"
	for _, tt := range []struct{ name, mapping, file string }{
		{"UTF-8", deskMapping, text},
		{"UTF-8 with mark", deskMapping, "\uFEFF" + text},
		{"UTF-8 by name", deskMapping + "encoding: utf-8\n", text},
		{"GB18030 found out", deskMapping, gb},
		{"GB18030 by name", explicit, gb},
		{"mark against the name", explicit, "\uFEFF" + text},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := read(t, mapping(t, tt.mapping), tt.file)
			if len(got.Errors) != 0 || len(got.Cases) != 1 || got.Cases[0].Subject != "无信号 (甲)" || got.Persons[0] != "吴" {
				t.Errorf("errors %v, cases %+v", got.Errors, got.Cases)
			}
		})
	}
	got := read(t, mapping(t, explicit), gb+"B;Taken;01-03-2026;09:00;W\xff\xff;;;;;;\n")
	if len(got.Errors) != 1 || got.Errors[0].Column != "who" || len(got.Cases) != 1 {
		t.Errorf("a character that is no GB18030: errors %v", got.Errors)
	}
}

func TestFileErrors(t *testing.T) {
	for _, tt := range []struct{ name, file, en, zh string }{
		{"nothing", "", "empty", "空的"},
		{"only blank lines", "\n\n", "empty", "空的"},
		{"other columns", "no;what;day;who;team;topic;urgency;kept;town\n", "no column clock, opened", "clock, opened"},
		{"a column twice", strings.TrimSpace(deskHeader) + ";who\n", "more than one column who", "重复：who"},
		{"broken header", "no;\"what\n", "does not name the columns", "不是列名"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read(mapping(t, deskMapping), strings.NewReader(tt.file), 0, nil)
			var e *FileError
			if !errors.As(err, &e) || !strings.Contains(e.Message, tt.en) || !strings.Contains(e.MessageZH, tt.zh) {
				t.Errorf("error %v", err)
			}
		})
	}
}

type brokenReader struct{ err error }

func (b brokenReader) Read([]byte) (int, error) { return 0, b.err }

func TestErrorsOfTheReaderComeBack(t *testing.T) {
	lost := errors.New("the disk is gone")
	if _, err := Read(mapping(t, deskMapping), brokenReader{lost}, 0, nil); !errors.Is(err, lost) {
		t.Errorf("Read: %v", err)
	}
	if _, err := LoadMapping(brokenReader{lost}); !errors.Is(err, lost) {
		t.Errorf("LoadMapping: %v", err)
	}
}

func TestProgress(t *testing.T) {
	text := deskHeader + strings.Repeat(goodRow, 2500)
	for _, size := range []int64{int64(len(text)), 0} {
		var told []int64
		_, err := Read(mapping(t, deskMapping), strings.NewReader(text), size, func(n int64) { told = append(told, n) })
		if err != nil {
			t.Fatal(err)
		}
		if len(told) != 3 || told[0] <= 0 || told[1] <= told[0] || told[2] != int64(len(text)) || told[1] >= told[2] {
			t.Errorf("size %d: progress %v of %d", size, told, len(text))
		}
	}
}
