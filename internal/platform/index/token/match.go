package token

import (
	"cmp"
	"slices"
)

// Marks gives where the query's words stand in a field, in order and apart from each other, and how many of the words
// do. It is what an index over the same field finds, said without one.
func (q Query) Marks(f Field) (marks []Span, words int) {
	parts := split(f.Text)
	texts := [][]part{parts}
	if f.Number {
		texts = append(texts, splitNumber(f.Text))
	}
	for _, w := range q.Words {
		before := len(marks)
		for _, by := range w.ways {
			switch {
			case !by.initials:
				for _, text := range texts {
					marks = append(marks, by.find(text)...)
				}
			case f.Name:
				marks = append(marks, by.findInitials(parts)...)
			}
		}
		if len(marks) > before {
			words++
		}
	}
	return merged(marks), words
}

// In tells whether every word stands in one of the fields.
func (q Query) In(fields []Field) bool {
	for _, w := range q.Words {
		one := Query{Words: []Word{w}}
		if !slices.ContainsFunc(fields, func(f Field) bool { _, n := one.Marks(f); return n > 0 }) {
			return false
		}
	}
	return true
}

func merged(marks []Span) []Span {
	slices.SortFunc(marks, func(a, b Span) int { return cmp.Or(a.From-b.From, a.To-b.To) })
	var list []Span
	for _, m := range marks {
		if n := len(list); n > 0 && m.From <= list[n-1].To {
			list[n-1].To = max(list[n-1].To, m.To)
			continue
		}
		list = append(list, m)
	}
	return list
}

func (w way) find(text []part) []Span {
	var found []Span
	if len(w.parts) == 1 {
		for _, p := range text {
			found = append(found, p.find(w.parts[0])...)
		}
		return found
	}
	for i := 0; i+len(w.parts) <= len(text); i++ {
		if span, ok := w.standsAt(text[i : i+len(w.parts)]); ok {
			found = append(found, span)
		}
	}
	return found
}

func (w way) findInitials(text []part) []Span {
	var found []Span
	for _, p := range text {
		if p.script != han {
			continue
		}
		for _, run := range initials(p) {
			found = append(found, run.stretches(w.parts[0].runes)...)
		}
	}
	return found
}

// find gives where a word of one part stands in a part of a text.
func (p part) find(word part) []Span {
	n := len(word.runes)
	switch {
	case p.script != word.script || n > len(p.runes):
		return nil
	case p.script == han, p.script == digit && n >= digitsShort:
		return p.stretches(word.runes)
	case p.script == letter && n >= prefixLeast:
		if slices.Equal(p.runes[:n], word.runes) {
			return []Span{p.span(0, n)}
		}
	case slices.Equal(p.runes, word.runes):
		return []Span{p.span(0, n)}
	}
	return nil
}

func (p part) stretches(runes []rune) []Span {
	var found []Span
	for i := 0; i+len(runes) <= len(p.runes); i++ {
		if slices.Equal(p.runes[i:i+len(runes)], runes) {
			found = append(found, p.span(i, i+len(runes)))
		}
	}
	return found
}

func (p part) span(from, to int) Span { return Span{p.spans[from].From, p.spans[to-1].To} }

// standsAt tells whether parts of a text are the word's, the first from some place on, the last up to one.
func (w way) standsAt(text []part) (Span, bool) {
	last := len(text) - 1
	var span Span
	for i, p := range text {
		wanted := w.parts[i]
		n, have := len(wanted.runes), len(p.runes)
		if p.script != wanted.script || n > have {
			return span, false
		}
		from, to := 0, have
		switch {
		case i == 0 && (p.script == han || p.script == digit && n >= digitsLong):
			from = have - n
		case i == last && (p.script != digit || have >= digitsLong):
			to = n
		}
		if !slices.Equal(p.runes[from:to], wanted.runes) {
			return span, false
		}
		if i == 0 {
			span.From = p.spans[from].From
		}
		if i == last {
			span.To = p.spans[to-1].To
		}
	}
	return span, true
}
