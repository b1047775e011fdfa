package files

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/xingfu/xingfu/internal/platform/fault"
)

func FuzzCleanName(f *testing.F) {
	for _, seed := range []string{"天线照片.jpg", `C:\fakepath\a.png`, "../../etc/passwd", "a\u202egpj.exe", "\xff\xfe", " . ", strings.Repeat("长", 300) + ".tar.gz"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		clean, err := cleanName(name)
		if err != nil {
			if !fault.Is(err, fault.Invalid) || err.(*fault.Error).Field != "name" {
				t.Fatal(err)
			}
			return
		}
		if clean == "" || clean == "." || clean == ".." || strings.ContainsAny(clean, `/\`) || !utf8.ValidString(clean) ||
			strings.ContainsFunc(clean, unicode.IsControl) || len([]rune(clean)) > nameMost {
			t.Fatalf("%q becomes %q", name, clean)
		}
		if again, err := cleanName(clean); err != nil || again != clean {
			t.Fatalf("%q becomes %q, and that %q, %v", name, clean, again, err)
		}
	})
}
