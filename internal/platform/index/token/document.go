package token

import (
	"maps"
	"slices"
)

// Field is one text of a document.
type Field struct {
	Text   string
	Name   bool // found by its pinyin initials too
	Number bool // found as if nothing stood between its digits too
}

// Tokens are those of a document. The markers with which they begin keep sorts of tokens apart: w and n for
// words and short numbers, d for four digits in a row, p for three initials in a row; c for a character, l for
// the beginning of a word, t for three digits, q for two initials, u for who may see the document.
type Tokens struct {
	Row []string // in their order; an empty one stands for a gap over which no phrase goes
	Bag []string // without a place, each once, sorted
}

const (
	// rowMost is how many places a document has: PostgreSQL knows no more than 16,383.
	rowMost = 16000
	// oftenMost is how often a token has a place: PostgreSQL keeps no more than 255.
	oftenMost = 255

	prefixLeast, prefixMost = 2, 12 // letters of the beginning of a word
	digitsShort, digitsLong = 3, 4
	initsShort, initsLong   = 2, 3

	// numberEnd stands after a number of four digits or more: 1234 2345 is not 12345.
	numberEnd = "e0"
)

// writer collects the tokens of a document.
type writer struct {
	row   []string
	often map[string]int
	bag   map[string]bool
}

// Of gives the tokens of a document. Scopes are the identifiers of those who may see it. A document that is too
// long is found by what fits.
func Of(fields []Field, scopes []string) Tokens {
	w := &writer{often: map[string]int{}, bag: map[string]bool{}}
	for _, f := range fields {
		parts := split(f.Text)
		w.parts(parts)
		if f.Number {
			w.parts(splitNumber(f.Text))
		}
		if f.Name {
			w.initials(parts)
		}
	}
	for _, scope := range scopes {
		w.bag[Scope(scope)] = true
	}
	return Tokens{w.row, slices.Sorted(maps.Keys(w.bag))}
}

func (w *writer) place(token string) {
	if len(w.row) >= rowMost {
		return
	}
	if w.often[token]++; w.often[token] > oftenMost {
		token = ""
	}
	w.row = append(w.row, token)
}

func (w *writer) gap() {
	if n := len(w.row); n > 0 && n < rowMost && w.row[n-1] != "" {
		w.row = append(w.row, "")
	}
}

func (w *writer) full() bool { return len(w.row) >= rowMost }

func (w *writer) parts(parts []part) {
	w.gap()
	for _, p := range parts {
		if w.full() {
			return
		}
		switch p.script {
		case han:
			for i, r := range p.runes {
				w.bag["c"+string(r)] = true
				w.place("w" + string(p.runes[i:min(i+2, len(p.runes))]))
			}
		case letter:
			w.place("w" + string(p.runes))
			for n := prefixLeast; n <= min(prefixMost, len(p.runes)); n++ {
				w.bag["l"+string(p.runes[:n])] = true
			}
		case digit:
			w.grams(p.runes, "d", digitsLong, "t", digitsShort)
			if len(p.runes) < digitsLong {
				w.place("n" + string(p.runes))
			} else {
				w.place(numberEnd)
			}
		}
	}
}

// grams places every long stretch and keeps every short one.
func (w *writer) grams(runes []rune, long string, longSize int, short string, shortSize int) {
	for i := range runes {
		if i+longSize <= len(runes) {
			w.place(long + string(runes[i:i+longSize]))
		}
		if i+shortSize <= len(runes) {
			w.bag[short+string(runes[i:i+shortSize])] = true
		}
	}
}

func (w *writer) initials(parts []part) {
	for _, p := range parts {
		if p.script != han {
			continue
		}
		for _, run := range initials(p) {
			w.gap()
			w.grams(run.runes, "p", initsLong, "q", initsShort)
		}
	}
}

// Scope is the token that says that somebody, or a unit, may see a document.
func Scope(id string) string {
	b := make([]byte, 1, 1+len(id))
	b[0] = 'u'
	for i := range len(id) {
		if id[i] != '-' {
			b = append(b, id[i])
		}
	}
	return string(b)
}
