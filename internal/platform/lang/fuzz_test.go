package lang

import "testing"

func FuzzFromHeader(f *testing.F) {
	for _, seed := range []string{"zh-CN,zh;q=0.9,en;q=0.8", "en-GB", "", ", ,EN", "fr;q=1,*", "zh\x00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, header string) {
		got := FromHeader(header)
		if got != Chinese && got != English {
			t.Fatalf("%q gives %q", header, got)
		}
		if first := FromHeader("en," + header); first != English {
			t.Fatalf("who asks for English first gets %q", first)
		}
	})
}
