package clock

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

const dayMinutes = 24 * 60

// Range is a stretch of one day on the wall clock, from From up to but not
// including To, in minutes after midnight. From is 0 to 1439. To is greater
// than From; beyond 1440 it lies in the next day (20:00–02:00 is {1200, 1560}).
// A range is shorter than 24 hours, except the whole day {0, 1440}.
type Range struct{ From, To int }

// What can be wrong with a range. A RangeError wraps one of them.
var (
	ErrRangeForm  = errors.New("not of the form 08:30-12:00")
	ErrRangeHour  = errors.New("not a time between 00:00 and 24:00")
	ErrRangeEmpty = errors.New("begins when it ends; a whole day is 00:00-24:00")
	ErrRangeLimit = errors.New("must begin within its day and end after its beginning, within 24 hours")
)

// RangeError says which piece of a text, or which range, is wrong and why.
type RangeError struct {
	Piece string
	Err   error
}

func (e *RangeError) Error() string { return fmt.Sprintf("working hours %q: %v", e.Piece, e.Err) }

// Unwrap gives ErrRangeForm, ErrRangeHour, ErrRangeEmpty or ErrRangeLimit.
func (e *RangeError) Unwrap() error { return e.Err }

// People type these with a Chinese input method switched on.
var typed = strings.NewReplacer("：", ":", "，", " ", "、", " ", ",", " ", "–", "-", "—", "-", "～", "-", "~", "-")

// ParseRanges reads ranges such as "08:30-12:00 13:30-17:30", parted by
// spaces or commas. An end before the beginning lies in the next day. Empty
// text gives no ranges. The order is kept; ranges may overlap. The error is a
// *RangeError that names the wrong piece.
func ParseRanges(s string) ([]Range, error) {
	var ranges []Range
	for _, piece := range strings.Fields(typed.Replace(s)) {
		r, err := parseRange(piece)
		if err != nil {
			return nil, &RangeError{Piece: piece, Err: err}
		}
		ranges = append(ranges, r)
	}
	return ranges, nil
}

func parseRange(piece string) (Range, error) {
	first, second, found := strings.Cut(piece, "-")
	if !found {
		return Range{}, ErrRangeForm
	}
	from, err := parseMinute(first)
	if err != nil {
		return Range{}, err
	}
	to, err := parseMinute(second)
	if err != nil {
		return Range{}, err
	}
	switch {
	case from == dayMinutes:
		return Range{}, ErrRangeHour
	case to == from:
		return Range{}, ErrRangeEmpty
	case to < from:
		to += dayMinutes
	}
	return Range{From: from, To: to}, nil
}

// parseMinute reads "8:30" or "08:30"; "24:00" is the end of the day.
func parseMinute(s string) (int, error) {
	hours, minutes, found := strings.Cut(s, ":")
	if !found || len(hours) < 1 || len(hours) > 2 || len(minutes) != 2 {
		return 0, ErrRangeForm
	}
	h, errH := strconv.ParseUint(hours, 10, 8)
	m, errM := strconv.ParseUint(minutes, 10, 8)
	if errH != nil || errM != nil {
		return 0, ErrRangeForm
	}
	minute := int(h)*60 + int(m)
	if m > 59 || minute > dayMinutes {
		return 0, ErrRangeHour
	}
	return minute, nil
}

// String gives the range as ParseRanges reads it: "20:00-02:00".
func (r Range) String() string {
	to := r.To
	if to > dayMinutes {
		to -= dayMinutes
	}
	return fmt.Sprintf("%02d:%02d-%02d:%02d", r.From/60, r.From%60, to/60, to%60)
}

// FormatRanges gives ranges as ParseRanges reads them.
func FormatRanges(ranges []Range) string {
	pieces := make([]string, len(ranges))
	for i, r := range ranges {
		pieces[i] = r.String()
	}
	return strings.Join(pieces, " ")
}

func (r Range) validate() error {
	whole := r.From == 0 && r.To == dayMinutes
	if r.From < 0 || r.From >= dayMinutes || r.To <= r.From || (r.To-r.From >= dayMinutes && !whole) {
		return &RangeError{Piece: r.String(), Err: ErrRangeLimit}
	}
	return nil
}

// ordered gives the ranges by their beginning, leaving the argument as it is.
func ordered(ranges []Range) []Range {
	byFrom := func(a, b Range) int { return cmp.Compare(a.From, b.From) }
	if slices.IsSortedFunc(ranges, byFrom) {
		return ranges
	}
	return slices.SortedFunc(slices.Values(ranges), byFrom)
}
