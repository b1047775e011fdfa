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

// spellingsMost is how many ways of reading a name are told; where there are more, it is read as usual.
const spellingsMost = 16

// Spelling is how a name is typed by who does not write its characters: whole and by initials, 高山 as "gaoshan gs".
// Where characters have several readings, each way is there: 长 in a name may be chang or zhang. What has no reading
// stays as it is; a name without characters has no spelling.
func Spelling(name string) string {
	var readings [][]string
	ways, spelled := 1, false
	for _, r := range strings.ToLower(name) {
		of := pinyin.SinglePinyin(r, pinyin.Args{Heteronym: true})
		switch {
		case len(of) > 0:
			spelled = true
		case unicode.IsSpace(r):
			continue
		default:
			of = []string{string(r)}
		}
		readings, ways = append(readings, of), ways*len(of)
	}
	if !spelled {
		return ""
	}
	whole, initials := []string{""}, []string{""}
	for _, of := range readings {
		if ways > spellingsMost {
			of = of[:1]
		}
		whole, initials = follow(whole, of), follow(initials, leadingOf(of))
	}
	return strings.Join(append(whole, initials...), " ")
}

// follow puts each reading behind each beginning, once.
func follow(beginnings, readings []string) []string {
	var all []string
	for _, beginning := range beginnings {
		for _, reading := range readings {
			if word := beginning + reading; !slices.Contains(all, word) {
				all = append(all, word)
			}
		}
	}
	return all
}

func leadingOf(readings []string) []string {
	first := make([]string, len(readings))
	for i, reading := range readings {
		_, size := utf8.DecodeRuneInString(reading)
		first[i] = reading[:size]
	}
	return first
}
