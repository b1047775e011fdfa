package sheet_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xingfu/xingfu/internal/platform/sheet"
)

func FuzzSafe(f *testing.F) {
	for _, seed := range []string{"=1+1", "＝1", "\t=1", "文字", "", "-"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := sheet.Safe(text)
		if first, _ := utf8.DecodeRuneInString(got); got != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) {
			t.Fatalf("%q becomes the formula %q", text, got)
		}
		if strings.TrimPrefix(got, "'") != strings.TrimPrefix(text, "'") {
			t.Fatalf("%q becomes another text, %q", text, got)
		}
	})
}
