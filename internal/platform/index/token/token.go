// Package token says by what a text is found. It takes texts apart into tokens for an inverted index, and
// what a person types into phrases of such tokens, so that any engine that knows terms, prefixes and
// consecutive positions finds the same.
//
// A text is a row of parts: runs of Chinese, Japanese or Korean characters, words of other letters, and
// numbers. It is found by
//   - any stretch of characters of a run, also a single one,
//   - the beginning of a word, from two letters on, or the whole word,
//   - any stretch of at least three digits of a number, or the whole number,
//   - in names: any stretch of at least two pinyin initials,
//   - a phrase: parts that follow each other, whatever stands between them.
//
// Full-width and half-width forms are the same, and so are capitals and small letters (NFKC).
package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// script is what a part is written in.
type script int

const (
	none   script = iota // between parts
	han                  // written without spaces: Chinese, Japanese, Korean
	letter               // words
	digit
)

// part is a run of one script in a text, in its normal form.
type part struct {
	script script
	runes  []rune
	spans  []Span // of each rune in the text
	joined bool   // follows the part before without a space or a stop
}

// Span is a stretch of a text, in bytes.
type Span struct{ From, To int }

// wordMost is how many letters of a word count.
const wordMost = 40

// joints are what holds parts of one name or number together.
const joints = "-._/@:"

func scriptOf(r rune) script {
	switch {
	case r >= '0' && r <= '9':
		return digit
	case r < utf8.RuneSelf:
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return letter
		}
		return none
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo):
		return han
	case unicode.IsLetter(r), unicode.IsMark(r), unicode.IsNumber(r):
		return letter
	}
	return none
}

// splitter takes a text apart, rune by rune.
type splitter struct {
	parts  []part
	open   bool // the last part may still grow
	loose  bool // a space or a stop stands before the next part
	closed bool // what stands between parts of numbers and letters does not count: they are one number
}

func (s *splitter) rune(r rune, at Span) {
	kind := scriptOf(r)
	if kind == none {
		s.loose = s.loose || !strings.ContainsRune(joints, r)
		s.open = s.open && s.closed
		return
	}
	if n := len(s.parts); n > 0 && s.open && s.parts[n-1].script == kind {
		p := &s.parts[n-1]
		if kind == letter && len(p.runes) == wordMost {
			p.spans[wordMost-1].To = at.To
			return
		}
		p.runes, p.spans = append(p.runes, r), append(p.spans, at)
		return
	}
	s.parts = append(s.parts, part{kind, []rune{r}, []Span{at}, len(s.parts) > 0 && !s.loose})
	s.open, s.loose = true, false
}

func (s *splitter) text(text string) {
	for at := 0; at < len(text); {
		if b := text[at]; b < utf8.RuneSelf && (at+1 == len(text) || text[at+1] < utf8.RuneSelf) {
			s.rune(unicode.ToLower(rune(b)), Span{at, at + 1})
			at++
			continue
		}
		n := norm.NFKC.NextBoundaryInString(text[at:], true)
		span := Span{at, at + n}
		for _, r := range strings.ToLower(norm.NFKC.String(text[at : at+n])) {
			s.rune(r, span)
		}
		at += n
	}
}

// split takes a text apart.
func split(text string) []part {
	s := splitter{}
	s.text(text)
	return s.parts
}

// splitNumber takes apart a number as if nothing stood between its digits; nil when nothing does.
func splitNumber(text string) []part {
	s := splitter{closed: true}
	s.text(text)
	if len(s.parts) == len(split(text)) {
		return nil
	}
	return s.parts
}
