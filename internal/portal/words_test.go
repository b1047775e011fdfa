package portal

import (
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/ticket"
)

var (
	verb     = regexp.MustCompile(`%[a-z]`)
	inPage   = regexp.MustCompile(`\.T "([^"]+)"`)
	inCode   = regexp.MustCompile(`"([a-z][A-Za-z]*(?:\.[A-Za-z0-9-]+)*\.?)"`)
	inLatin  = regexp.MustCompile(`[A-Za-z]{3,}`)
	speaking = []string{"other"} // named in the language that it leads to
)

func TestTextsAreCompleteInBothLanguages(t *testing.T) {
	for key, text := range texts {
		if text.Zh == "" || text.En == "" {
			t.Errorf("%s is not there in both languages", key)
		}
		if zh, en := verb.FindAllString(text.Zh, -1), verb.FindAllString(text.En, -1); !slices.Equal(zh, en) {
			t.Errorf("%s takes %v in Chinese and %v in English", key, zh, en)
		}
		if strings.ContainsAny(text.Zh+text.En, "!!") {
			t.Errorf("%s shouts", key)
		}
		if slices.Contains(speaking, key) {
			continue
		}
		if strings.ContainsFunc(text.En, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			t.Errorf("%s has Chinese in its English", key)
		}
		if found := inLatin.FindString(text.Zh); found != "" {
			t.Errorf("%s has %q in its Chinese", key, found)
		}
	}
}

// Every text that a page or the code asks for is in the table, and none stands there for nothing.
func TestTextsAreThoseThatAreUsed(t *testing.T) {
	used := map[string]bool{}
	var prefixes []string
	pages := ok(fs.Glob(pageFiles, "pages/*.html"))(t)
	for _, name := range pages {
		for _, found := range inPage.FindAllStringSubmatch(string(ok(fs.ReadFile(pageFiles, name))(t)), -1) {
			used[found[1]] = true
			if !hasWords(found[1]) {
				t.Errorf("%s asks for %q, which is not there", name, found[1])
			}
		}
	}
	for _, name := range ok(fs.Glob(os.DirFS("."), "*.go"))(t) {
		if name == "texts.go" || strings.HasSuffix(name, "_test.go") {
			continue
		}
		for _, found := range inCode.FindAllStringSubmatch(string(ok(os.ReadFile(name))(t)), -1) {
			used[found[1]] = true
			if strings.HasSuffix(found[1], ".") {
				prefixes = append(prefixes, found[1])
			}
		}
	}
	for key := range texts {
		prefixed := slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(key, p) })
		if !used[key] && !prefixed {
			t.Errorf("nothing uses the text %q", key)
		}
	}
	for _, prefix := range []string{"promise", "due", "resolved", "ask", "yes", "no", "receipt.title", "receipt.confirm", "busy", "subject.hint"} {
		for _, kind := range append(slices.Clone(kindOrder), "something new") {
			if key := prefix + "." + group(kind); !hasWords(key) {
				t.Errorf("there is no text %q", key)
			}
		}
	}
}

func ok[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func TestMoments(t *testing.T) {
	from := time.Date(2026, 12, 31, 6, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		after  time.Duration
		zh, en string
	}{
		{3*time.Hour + 40*time.Minute, "北京时间今天（12月31日）17:40", "17:40 Beijing time today, 31 December"},
		{10 * time.Hour, "北京时间明天（2027年1月1日）00:00", "00:00 Beijing time tomorrow, 1 January 2027"},
		{-24 * time.Hour, "北京时间12月30日（周三）14:00", "14:00 Beijing time on Wednesday 30 December"},
		{48 * time.Hour, "北京时间2027年1月2日（周六）14:00", "14:00 Beijing time on Saturday 2 January 2027"},
	} {
		at := from.Add(test.after)
		if zh, en := ticket.SpellMoment(lang.Chinese, at, from), ticket.SpellMoment(lang.English, at, from); zh != test.zh || en != test.en {
			t.Errorf("%s: %q, %q; want %q, %q", at, zh, en, test.zh, test.en)
		}
	}
}
