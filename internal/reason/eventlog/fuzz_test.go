package eventlog

import (
	"errors"
	"strings"
	"testing"
)

func FuzzRead(f *testing.F) {
	desk, records := mapping(f, deskMapping), mapping(f, recordMapping)
	f.Add(deskHeader+goodRow+"A;\"Taken\";01-03-2026;10:00;Wu;;;;;;\n;;;\n", false)
	f.Add("\uFEFF"+strings.ReplaceAll(deskHeader+goodRow+"B;Taken;\"x\n", "\n", "\r\n"), false)
	f.Add("number,by,opened,state,at,named,team,again\nA,,,New,2026-03-01 05:00,Wu,RF,0\nA,,,Closed,2026-03-01 06:00,,,1\n", true)
	f.Fuzz(func(t *testing.T, text string, snapshots bool) {
		m := desk
		if snapshots {
			m = records
		}
		result, err := Read(m, strings.NewReader(text), 0, nil)
		if err != nil {
			if e := (*FileError)(nil); !errors.As(err, &e) {
				t.Fatalf("error %v", err)
			}
			return
		}
		if err := promised(result); err != nil {
			t.Fatal(err)
		}
		last := 0
		for _, e := range result.Errors {
			if e.Line <= last || e.Line > strings.Count(text, "\n")+1 {
				t.Fatalf("error in line %d after %d: %v", e.Line, last, e)
			}
			last = e.Line
		}
	})
}

func FuzzLoadMapping(f *testing.F) {
	f.Add(deskMapping)
	f.Add(recordMapping)
	f.Add("name: &a [*a]\n")
	f.Add("activities: {? [a]: b}\n")
	f.Fuzz(func(t *testing.T, text string) {
		m, err := LoadMapping(strings.NewReader(text))
		if err != nil {
			e := (*MappingError)(nil)
			if !errors.As(err, &e) || e.Message == "" || e.MessageZH == "" || e.Line < 0 {
				t.Fatalf("error %v", err)
			}
			return
		}
		// A mapping that was taken can be used.
		header := strings.Join(append([]string{m.Columns.Case, m.Columns.Activity}, m.Columns.Time...), string(m.Delimiter))
		if _, err := Read(m, strings.NewReader(header+"\nA\n"), 0, nil); err != nil {
			if e := (*FileError)(nil); !errors.As(err, &e) {
				t.Fatalf("Read: %v", err)
			}
		}
	})
}
