package customer

import (
	"strings"
	"testing"
)

func FuzzNormal(f *testing.F) {
	for _, seed := range []string{"139 0000 0001", "+86 139-0000-0001", "008613900000001", "１３９０００００００１", "ｉｍｅｉ８６", "8986 0000", "", "٣٤"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		got := normal(typed)
		if strings.Trim(got, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" || len(got) > len(typed) {
			t.Fatalf("%q becomes %q", typed, got)
		}
		if again := normal(" " + got + "-"); again != got && !strings.HasPrefix(got, "0086") {
			t.Fatalf("%q becomes %q, and that %q", typed, got, again)
		}
	})
}
