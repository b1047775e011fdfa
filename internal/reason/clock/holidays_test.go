package clock

import (
	"bufio"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func parse(t *testing.T, lines ...string) Holidays {
	t.Helper()
	h, err := ParseHolidays(strings.NewReader(strings.Join(lines, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// The sums are those of the notices: 28 days off and 5 made up in 2025, 33 off
// and 6 made up in 2026.
func TestChina(t *testing.T) {
	h := China()
	if diff := cmp.Diff([]int{2025, 2026}, h.Years()); diff != "" {
		t.Errorf("years (-want +got):\n%s", diff)
	}
	for number, want := range map[int]map[DayKind]int{2025: {DayOff: 28, DayWork: 5}, 2026: {DayOff: 33, DayWork: 6}} {
		count := map[DayKind]int{}
		for _, day := range h[number].Days {
			count[day.Kind]++
			weekday := time.Date(day.Date.Year, day.Date.Month, day.Date.Day, 0, 0, 0, 0, time.UTC).Weekday()
			if weekend := weekday == time.Saturday || weekday == time.Sunday; day.Kind == DayWork && !weekend {
				t.Errorf("%v is made up on a %v", day.Date, weekday)
			}
		}
		if diff := cmp.Diff(want, count); diff != "" {
			t.Errorf("%d (-want +got):\n%s", number, diff)
		}
	}
	for number, source := range map[int]string{2025: "国办发明电〔2024〕12号", 2026: "国办发明电〔2025〕7号"} {
		if !strings.Contains(h[number].Source, source) {
			t.Errorf("the source of %d is %q", number, h[number].Source)
		}
	}
	calendar := office()
	calendar.Days = h
	if err := calendar.Validate(); err != nil {
		t.Error(err)
	}
	if day, found := h.On(Date{2026, time.February, 14}); !found || day.Kind != DayWork || day.Name != "春节" {
		t.Errorf("14 Feb 2026: %v, %v", day, found)
	}
	if day, found := h.On(Date{2026, time.February, 13}); found {
		t.Errorf("13 Feb 2026: %v", day)
	}
}

func TestParseHolidays(t *testing.T) {
	got := parse(t,
		"\ufeffdate,kind,name\r",
		"# notice of 2026",
		"",
		"2026-05-09,work,劳动节\r",
		`2026-05-01 , off , "Labour Day, first day"`,
		"# notice of 2027",
		"# corrected",
		"2027-01-01,off,元旦",
	)
	want := Holidays{
		2026: {Covered: true, Source: "notice of 2026", Days: []Day{
			{Date: Date{2026, 5, 1}, Kind: DayOff, Name: "Labour Day, first day"},
			{Date: Date{2026, 5, 9}, Kind: DayWork, Name: "劳动节"},
		}},
		2027: {Covered: true, Source: "notice of 2027\ncorrected", Days: []Day{
			{Date: Date{2027, 1, 1}, Kind: DayOff, Name: "元旦"},
		}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestParseHolidaysNamesTheWrongLine(t *testing.T) {
	cases := []struct {
		name, text string
		line       int
		want       error
	}{
		{"too few fields", "2026-05-01,off,劳动节\n2026-05-02,off", 2, ErrListForm},
		{"too many fields", "2026-05-01,off,劳动节,x", 1, ErrListForm},
		{"a stray quote", `2026-05-01,off,"劳动节`, 1, ErrListForm},
		{"a day that is none", "# source\n\n2026-02-29,off,春节", 3, ErrListDate},
		{"another date form", "2026/05/01,off,劳动节", 1, ErrListDate},
		{"an unknown kind", "2026-05-01,休,劳动节", 1, ErrListKind},
		{"no name", "2026-05-01,off,", 1, ErrListName},
		{"a double date", "2026-05-01,off,劳动节\n2026-05-02,off,劳动节\n2026-05-01,work,劳动节", 3, ErrListDouble},
		{"another encoding", "2026-05-01,off,\xc0\xcd\xb6\xaf\xbd\xda", 1, ErrListEncoding},
		{"an unknown year", "# covers: 2026 next", 1, ErrListCovers},
		{"the heading twice", "date,kind,name\n2026-05-01,off,劳动节\ndate,kind,name", 3, ErrListDate},
		{"an endless line", "2026-05-01,off,劳动节\n" + strings.Repeat("x", 1<<17), 2, bufio.ErrTooLong},
	}
	for _, c := range cases {
		h, err := ParseHolidays(strings.NewReader(c.text))
		var wrong *LineError
		if !errors.As(err, &wrong) || wrong.Line != c.line || !errors.Is(err, c.want) || h != nil {
			t.Errorf("%s: %v, want line %d: %v", c.name, err, c.line, c.want)
		}
	}
	for _, text := range []string{"", "# only a source\n", "date,kind,name\n", "# covers: 2026"} {
		if _, err := ParseHolidays(strings.NewReader(text)); !errors.Is(err, ErrListEmpty) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// The list of 2023 reaches back into the last day of 2022.
func TestListReachesIntoAnotherYear(t *testing.T) {
	h := parse(t, "# covers: 2023", "2022-12-31,off,元旦", "2023-01-01,off,元旦", "2023-01-02,off,元旦")
	if diff := cmp.Diff([]int{2023}, h.Years()); diff != "" {
		t.Errorf("years (-want +got):\n%s", diff)
	}
	if _, found := h.On(Date{2022, 12, 31}); !found {
		t.Error("31 Dec 2022 is missing")
	}
}

func TestWithANewerList(t *testing.T) {
	lines := []string{"# old 2029", "2029-01-01,off,元旦", "2029-05-01,off,劳动节", "2029-12-30,off,元旦", "2029-12-31,work,元旦"}
	old, before := parse(t, lines...), parse(t, lines...)
	newer := parse(t, "# covers: 2030", "# new 2030", "2029-12-30,work,元旦", "2029-12-31,off,元旦", "2030-01-01,off,元旦")
	corrected := parse(t, "# corrected 2029", "2029-01-01,off,元旦", "2029-05-02,off,劳动节")

	joined := old.With(newer)
	want := Holidays{
		2029: {Covered: true, Source: "old 2029", Days: []Day{
			{Date{2029, 1, 1}, DayOff, "元旦"}, {Date{2029, 5, 1}, DayOff, "劳动节"},
			{Date{2029, 12, 30}, DayWork, "元旦"}, {Date{2029, 12, 31}, DayOff, "元旦"},
		}},
		2030: {Covered: true, Source: "new 2030", Days: []Day{{Date{2030, 1, 1}, DayOff, "元旦"}}},
	}
	if diff := cmp.Diff(want, joined); diff != "" {
		t.Errorf("joined (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(before, old); diff != "" {
		t.Errorf("the old list has changed (-before +after):\n%s", diff)
	}
	if diff := cmp.Diff(corrected, old.With(corrected)); diff != "" {
		t.Errorf("corrected (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(newer, Holidays(nil).With(newer)); diff != "" {
		t.Errorf("laid over nothing (-want +got):\n%s", diff)
	}
}

func FuzzParseHolidays(f *testing.F) {
	f.Add(china)
	f.Add("\ufeffdate,kind,name\r\n# covers: 2023\n2022-12-31,off,元旦\n")
	f.Add("2026-05-01,off,\"a\"\"b\"\n2026-05-01,work,x")
	f.Add("2026-02-30,off,\xff")
	f.Fuzz(func(t *testing.T, text string) {
		h, err := ParseHolidays(strings.NewReader(text))
		if err != nil {
			var wrong *LineError
			if h != nil || !errors.As(err, &wrong) && !errors.Is(err, ErrListEmpty) {
				t.Fatalf("ParseHolidays = %v, %v", h, err)
			}
			return
		}
		if err := h.validate(); err != nil {
			t.Fatal(err)
		}
		for _, year := range h {
			for _, day := range year.Days {
				if got, found := h.On(day.Date); !found || got != day {
					t.Fatalf("On(%v) = %v, %v, want %v", day.Date, got, found, day)
				}
			}
		}
	})
}
