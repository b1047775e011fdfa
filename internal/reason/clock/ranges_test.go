package clock

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseRanges(t *testing.T) {
	for text, want := range map[string][]Range{
		"":                        nil,
		"  \t":                    nil,
		"08:30-12:00 13:30-17:30": {{510, 720}, {810, 1050}},
		"8:30-12:00,13:30-17:30":  {{510, 720}, {810, 1050}},
		"8：30—12：00，13：30～17：30":  {{510, 720}, {810, 1050}},
		"13:30-17:30 08:30-12:00": {{810, 1050}, {510, 720}},
		"20:00-02:00":             {{1200, 1560}},
		"20:00-00:00":             {{1200, 1440}},
		"20:00-24:00":             {{1200, 1440}},
		"00:00-24:00":             {{0, 1440}},
		"09:00-13:00 12:00-14:00": {{540, 780}, {720, 840}},
	} {
		got, err := ParseRanges(text)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("ParseRanges(%q): %v (-want +got):\n%s", text, err, diff)
		}
	}
}

func TestParseRangesNamesTheWrongPiece(t *testing.T) {
	cases := []struct {
		text, piece string
		want        error
	}{
		{"08:30-12:00 noon", "noon", ErrRangeForm},
		{"08:30 - 12:00", "08:30", ErrRangeForm},
		{"0830-1200", "0830-1200", ErrRangeForm},
		{"08:30-12", "08:30-12", ErrRangeForm},
		{"008:30-12:00", "008:30-12:00", ErrRangeForm},
		{"+8:30-12:00", "+8:30-12:00", ErrRangeForm},
		{"08:30-12:00-14:00", "08:30-12:00-14:00", ErrRangeForm},
		{"08:30-25:00", "08:30-25:00", ErrRangeHour},
		{"08:60-12:00", "08:60-12:00", ErrRangeHour},
		{"24:00-08:00", "24:00-08:00", ErrRangeHour},
		{"08:30-24:01", "08:30-24:01", ErrRangeHour},
		{"08:30-08:30", "08:30-08:30", ErrRangeEmpty},
		{"00:00-00:00", "00:00-00:00", ErrRangeEmpty},
	}
	for _, c := range cases {
		_, err := ParseRanges(c.text)
		var wrong *RangeError
		if !errors.As(err, &wrong) || wrong.Piece != c.piece || !errors.Is(err, c.want) {
			t.Errorf("ParseRanges(%q) = %v, want %q: %v", c.text, err, c.piece, c.want)
		} else if !strings.Contains(err.Error(), c.piece) {
			t.Errorf("%q does not name %q", err, c.piece)
		}
	}
}

func FuzzParseRanges(f *testing.F) {
	for _, text := range []string{"", "08:30-12:00 13:30-17:30", "20:00-02:00", "00:00-24:00", "8：30～12：00", "1:00-1:00", "25:61-", "-"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := ParseRanges(text)
		if err != nil {
			var wrong *RangeError
			if !errors.As(err, &wrong) || got != nil {
				t.Fatalf("ParseRanges(%q) = %v, %v", text, got, err)
			}
			return
		}
		if err := validateRanges(got); err != nil {
			t.Fatalf("ParseRanges(%q) = %v, which is not valid: %v", text, got, err)
		}
		again, err := ParseRanges(FormatRanges(got))
		if diff := cmp.Diff(got, again); err != nil || diff != "" {
			t.Fatalf("%q comes back as %v, %v", FormatRanges(got), again, err)
		}
	})
}
