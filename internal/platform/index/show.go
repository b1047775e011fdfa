package index

import (
	"strings"
	"unicode/utf8"

	"github.com/xingfu/xingfu/internal/platform/index/token"
)

// Segment is a piece of a text, and whether it is what was looked for.
type Segment struct {
	Text string `json:"text"`
	Hit  bool   `json:"hit"`
}

// Marked gives a text in pieces.
func Marked(q token.Query, f token.Field) []Segment {
	marks, _ := q.Marks(f)
	return segments(f.Text, marks)
}

func segments(text string, marks []token.Span) []Segment {
	list, at := []Segment{}, 0
	add := func(to int, hit bool) {
		if to > at {
			list = append(list, Segment{text[at:to], hit})
			at = to
		}
	}
	for _, m := range marks {
		add(m.From, false)
		add(m.To, true)
	}
	add(len(text), false)
	return list
}

// Masked puts a mask on a text in pieces; it must keep the length.
func Masked(pieces []Segment, mask func(string) string) []Segment {
	whole := ""
	for _, p := range pieces {
		whole += p.Text
	}
	masked, at := []rune(mask(whole)), 0
	list := make([]Segment, len(pieces))
	for i, p := range pieces {
		n := utf8.RuneCountInString(p.Text)
		list[i] = Segment{string(masked[at : at+n]), p.Hit}
		at += n
	}
	return list
}

const (
	// passageMost is how many characters of a text are shown, before how many of them stand before the first hit.
	passageMost, passageLead = 120, 24
)

// Passage gives the field that says most of what was looked for, cut to what one reads at a glance; nil when the
// title says all of it, or no field anything.
func Passage(q token.Query, title token.Field, fields []Field) (of *Field, text []Segment) {
	if _, all := q.Marks(title); all == len(q.Words) {
		return nil, nil
	}
	most := 0
	var marks []token.Span
	for i, f := range fields {
		if f.Field == title {
			continue
		}
		if found, words := q.Marks(f.Field); words > most {
			of, marks, most = &fields[i], found, words
		}
	}
	if of == nil {
		return nil, nil
	}
	return of, cut(of.Text, marks)
}

// cut takes the surroundings of the first mark out of a text.
func cut(text string, marks []token.Span) []Segment {
	from := marks[0].From
	for n := 0; n < passageLead && from > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(text[:from])
		from -= size
	}
	to := from
	for n := 0; n < passageMost && to < len(text); n++ {
		_, size := utf8.DecodeRuneInString(text[to:])
		to += size
	}
	var inside []token.Span
	for _, m := range marks {
		if m.From < to {
			inside = append(inside, token.Span{From: m.From - from, To: min(m.To, to) - from})
		}
	}
	list := segments(text[from:to], inside)
	for i := range list {
		list[i].Text = strings.Join(strings.FieldsFunc(list[i].Text, func(r rune) bool { return r == '\n' || r == '\r' }), " ")
	}
	if from > 0 {
		list = append([]Segment{{"…", false}}, list...)
	}
	if to < len(text) {
		list = append(list, Segment{"…", false})
	}
	return list
}
