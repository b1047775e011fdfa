package token

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Query is what a person looks for: all of its words.
type Query struct{ Words []Word }

// Word is found where one of its phrases is.
type Word struct {
	Any  []Phrase
	ways []way
}

// way is one reading of a word: parts that follow each other, or pinyin initials.
type way struct {
	parts    []part
	initials bool
}

// Phrase is a row of tokens in consecutive places.
type Phrase struct {
	Tokens []string
	Prefix bool // the last token stands for all that begin with it
}

// opening and closing are quotation marks of every kind; any of the closing ones ends a phrase.
const opening, closing = "\"\uff02“”„「『", "\"\uff02“”」』"

// Parse reads what a person typed: words with spaces between them, phrases in quotation marks. A word that mixes
// Chinese and other writing counts as several. It understands everything; a query of which nothing can be looked
// for has no words.
func Parse(text string) Query {
	var q Query
	for quoted, more := false, true; more; quoted = !quoted {
		marks := opening
		if quoted {
			marks = closing
		}
		var before string
		if before, text, more = cutAny(text, marks); quoted {
			q.add(split(before))
		} else {
			q.loose(before)
		}
	}
	return q
}

// cutAny cuts a text at the first of some marks.
func cutAny(text, marks string) (before, after string, found bool) {
	at := strings.IndexAny(text, marks)
	if at < 0 {
		return text, "", false
	}
	_, size := utf8.DecodeRuneInString(text[at:])
	return text[:at], text[at+size:], true
}

// loose adds the words of a text outside of quotation marks.
func (q *Query) loose(text string) {
	parts := split(text)
	for len(parts) > 0 {
		n := 1
		for n < len(parts) && parts[n].joined && parts[n].script != han && parts[0].script != han {
			n++
		}
		q.add(parts[:n])
		parts = parts[n:]
	}
}

// add adds a word of parts that follow each other.
func (q *Query) add(parts []part) {
	if len(parts) == 0 {
		return
	}
	w := Word{ways: []way{{parts: parts}}}
	if whole := join(parts); whole != nil {
		w.ways = append(w.ways, way{parts: []part{*whole}})
	}
	if len(parts) == 1 && len(parts[0].runes) >= initsShort && isLatin(parts[0].runes) {
		w.ways = append(w.ways, way{parts: parts, initials: true})
	}
	for _, by := range w.ways {
		w.Any = append(w.Any, by.phrases()...)
	}
	q.Words = append(q.Words, w)
}

// join makes one number of a number in several parts.
func join(parts []part) *part {
	whole := part{script: digit}
	for _, p := range parts {
		if p.script != digit {
			return nil
		}
		whole.runes = append(whole.runes, p.runes...)
	}
	if len(parts) == 1 {
		return nil
	}
	return &whole
}

func isLatin(runes []rune) bool {
	return !slices.ContainsFunc(runes, func(r rune) bool { return r < 'a' || r > 'z' })
}

func (w way) phrases() []Phrase {
	if len(w.parts) > 1 {
		return following(w.parts)
	}
	p := w.parts[0]
	n := len(p.runes)
	switch {
	case w.initials && n < initsLong:
		return []Phrase{{Tokens: []string{"q" + string(p.runes)}}}
	case w.initials:
		return []Phrase{{Tokens: grams("p", p.runes, initsLong)}}
	case p.script == han && n == 1:
		return []Phrase{{Tokens: []string{"c" + string(p.runes)}}}
	case p.script == han:
		return []Phrase{{Tokens: grams("w", p.runes, 2)}}
	case p.script == letter && n < prefixLeast:
		return []Phrase{{Tokens: []string{"w" + string(p.runes)}}}
	case p.script == letter && n <= prefixMost:
		return []Phrase{{Tokens: []string{"l" + string(p.runes)}}}
	case p.script == letter:
		return []Phrase{{Tokens: []string{"w" + string(p.runes)}, Prefix: true}}
	case n < digitsShort:
		return []Phrase{{Tokens: []string{"n" + string(p.runes)}}}
	case n < digitsLong:
		return []Phrase{{Tokens: []string{"t" + string(p.runes)}}}
	}
	return []Phrase{{Tokens: grams("d", p.runes, digitsLong)}}
}

func grams(marker string, runes []rune, size int) []string {
	var list []string
	for i := 0; i+size <= len(runes); i++ {
		list = append(list, marker+string(runes[i:i+size]))
	}
	return list
}

// following gives the phrases of several parts. The first may be the end of a run or number, the last a beginning.
func following(parts []part) []Phrase {
	var row []string
	last := len(parts) - 1
	for _, p := range parts[:last] {
		switch {
		case p.script == han:
			row = append(append(row, grams("w", p.runes, 2)...), "w"+string(p.runes[len(p.runes)-1:]))
		case p.script == letter:
			row = append(row, "w"+string(p.runes))
		case len(p.runes) < digitsLong:
			row = append(row, "n"+string(p.runes))
		default:
			row = append(append(row, grams("d", p.runes, digitsLong)...), numberEnd)
		}
	}
	p := parts[last]
	with := func(prefix bool, tokens ...string) Phrase {
		return Phrase{append(slices.Clone(row), tokens...), prefix}
	}
	switch {
	case p.script == han && len(p.runes) > 1:
		return []Phrase{with(false, grams("w", p.runes, 2)...)}
	case p.script != digit:
		return []Phrase{with(true, "w"+string(p.runes))}
	case len(p.runes) < digitsLong:
		return []Phrase{with(false, "n"+string(p.runes)), with(true, "d"+string(p.runes))}
	}
	return []Phrase{with(false, grams("d", p.runes, digitsLong)...)}
}
