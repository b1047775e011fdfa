package eventlog

import (
	"strings"
	"unicode/utf8"
)

// tokens of a time layout, longest first, and what they are in Go's layouts.
var tokens = []struct{ word, layout string }{
	{"YYYY", "2006"}, {"YY", "06"}, {"MM", "01"}, {"DD", "02"}, {"HH", "15"}, {"hh", "03"},
	{"mm", "04"}, {"ss", "05"}, {"M", "1"}, {"D", "2"}, {"m", "4"}, {"s", "5"}, {"A", "PM"}, {"Z", "Z07:00"},
}

const literals = " -/.:,T年月日时分秒"

// parseLayout turns a pattern such as DD-MM-YYYY HH:mm into a layout of
// package time. It needs a year, a month and a day, each part once, and a
// separator beside parts of one letter, which could not be told apart
// otherwise.
func parseLayout(pattern string) (string, text) {
	var layout strings.Builder
	seen := map[byte]bool{}
	previous := "" // the token just before, if nothing stands between
	for rest := pattern; rest != ""; {
		word, part := cutToken(rest)
		if word == "" {
			r, size := utf8.DecodeRuneInString(rest)
			if !strings.ContainsRune(literals, r) {
				return "", say("%q in the layout %q is not understood", "时间格式中的“%s”无法识别：%s", rest[:size], pattern)
			}
			layout.WriteString(rest[:size])
			rest, previous = rest[size:], ""
			continue
		}
		if previous != "" && word != "Z" && (len(word) == 1 || len(previous) == 1) {
			return "", say("%s and %s need a separator in the layout %q", "时间格式中 %s 与 %s 之间需要分隔符：%s", previous, word, pattern)
		}
		kind := strings.ToUpper(word)[0]
		if word[0] == 'm' {
			kind = 'm'
		}
		if seen[kind] {
			return "", say("%s stands twice in the layout %q", "时间格式中 %s 重复：%s", word, pattern)
		}
		seen[kind] = true
		layout.WriteString(part)
		rest, previous = rest[len(word):], word
	}
	if !seen['Y'] || !seen['M'] || !seen['D'] {
		return "", say("the layout %q needs a year, a month and a day", "时间格式缺少年、月或日：%s", pattern)
	}
	if strings.Contains(pattern, "hh") != strings.Contains(pattern, "A") {
		return "", say("hh and A go together in the layout %q", "时间格式中 hh 与 A 须同时使用：%s", pattern)
	}
	return layout.String(), text{}
}

func cutToken(s string) (word, layout string) {
	for _, t := range tokens {
		if strings.HasPrefix(s, t.word) {
			return t.word, t.layout
		}
	}
	return "", ""
}
