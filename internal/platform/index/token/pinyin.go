package token

import (
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/unicode/norm"
)

// initial is the first letter of a character's usual reading, or 0 where it has none.
func initial(r rune) rune {
	reading := pinyin.PinyinDict[int(r)]
	if reading == "" {
		return 0
	}
	first, size := utf8.DecodeRuneInString(reading)
	if first >= utf8.RuneSelf { // a vowel with its tone
		first, _ = utf8.DecodeRuneInString(norm.NFD.String(reading[:size]))
	}
	if first < 'a' || first > 'z' {
		return 0
	}
	return first
}

// initials gives the stretches of a run that can be read, as parts of their initials.
func initials(p part) []part {
	var all []part
	open := false
	for i, r := range p.runes {
		first := initial(r)
		if first == 0 {
			open = false
			continue
		}
		if !open {
			all, open = append(all, part{script: letter}), true
		}
		last := &all[len(all)-1]
		last.runes, last.spans = append(last.runes, first), append(last.spans, p.spans[i])
	}
	return all
}
