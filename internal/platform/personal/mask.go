package personal

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// star stands for a character that is not shown. Every character has its own, so that a text keeps its length and what
// was found in it its place.
const star = '*'

// Number masks a phone number or the number of a document: the last four of its letters and digits are shown, and the
// first three where there are eleven or more; of a short one half. What parts them stays.
func Number(text string) string {
	total := 0
	for _, r := range text {
		if counts(r) {
			total++
		}
	}
	first, last := 0, min(4, total/2)
	if total >= 11 {
		first = 3
	}
	at := 0
	return strings.Map(func(r rune) rune {
		if !counts(r) {
			return r
		}
		at++
		if at <= first || at > total-last {
			return r
		}
		return star
	}, text)
}

func counts(r rune) bool { return r == star || unicode.IsLetter(r) || unicode.IsDigit(r) }

// Mail masks a mail address: its first character and what follows the @ are shown.
func Mail(text string) string {
	at := strings.LastIndexByte(text, '@')
	if at < 0 {
		at = len(text)
	}
	_, first := utf8.DecodeRuneInString(text)
	if first > at {
		return text
	}
	return text[:first] + strings.Repeat(string(star), utf8.RuneCountInString(text[first:at])) + text[at:]
}

// addressShown is how much of an address is shown: the province and, as a rule, the city.
const addressShown = 6

// Address masks a postal address but for its beginning.
func Address(text string) string {
	at := 0
	return strings.Map(func(r rune) rune {
		if at++; at <= addressShown || unicode.IsSpace(r) {
			return r
		}
		return star
	}, text)
}

// IfNumber masks a text that is a phone number and nothing else; another stays as it is.
func IfNumber(text string) string {
	digits := 0
	for _, r := range text {
		switch {
		case unicode.IsDigit(r):
			digits++
		case !strings.ContainsRune("+-() （）转#*", r):
			return text
		}
	}
	if digits < 7 {
		return text
	}
	return Number(text)
}

// Meant gives the number that somebody means who was shown kept masked: kept where he gives back the mask.
func Meant(given, kept string) string {
	if IsMasked(given) && given == Number(kept) {
		return kept
	}
	return given
}

// IsMasked tells whether a text is what a mask has left: it must never be kept in place of what it hides.
func IsMasked(text string) bool { return strings.ContainsRune(text, star) }
