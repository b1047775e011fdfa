package token

import (
	"slices"
	"strings"
	"unicode"
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

// Spelling is how a name is typed by who does not write its characters: whole and by initials, 高山 as "gaoshan gs".
// Where the first character has several readings, each is there: a family name is often read the rarer way. What has
// no reading stays as it is; a name without characters is spelled by nothing else.
func Spelling(name string) string {
	var rest, restInitials strings.Builder
	var first []string
	spelled := false
	for i, r := range []rune(strings.ToLower(name)) {
		readings := pinyin.SinglePinyin(r, pinyin.Args{Heteronym: true})
		switch {
		case len(readings) == 0 && unicode.IsSpace(r):
			continue
		case len(readings) == 0:
			readings = []string{string(r)}
		default:
			spelled = true
		}
		if i == 0 {
			first = readings
			continue
		}
		rest.WriteString(readings[0])
		restInitials.WriteString(leading(readings[0]))
	}
	if !spelled {
		return ""
	}
	var all []string
	for _, reading := range first {
		for _, word := range []string{reading + rest.String(), leading(reading) + restInitials.String()} {
			if !slices.Contains(all, word) {
				all = append(all, word)
			}
		}
	}
	return strings.Join(all, " ")
}

func leading(reading string) string {
	_, size := utf8.DecodeRuneInString(reading)
	return reading[:size]
}
