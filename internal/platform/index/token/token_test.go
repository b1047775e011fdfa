package token

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// finds does what an index does: it looks for the phrases among a document's tokens.
func (t Tokens) finds(q Query) bool {
	for _, w := range q.Words {
		if !slices.ContainsFunc(w.Any, t.has) {
			return false
		}
	}
	return true
}

func (t Tokens) has(p Phrase) bool {
	fits := func(token string, i int) bool {
		return token == p.Tokens[i] || p.Prefix && i == len(p.Tokens)-1 && strings.HasPrefix(token, p.Tokens[i])
	}
	if len(p.Tokens) == 1 && slices.ContainsFunc(t.Bag, func(token string) bool { return fits(token, 0) }) {
		return true
	}
	for at := 0; at+len(p.Tokens) <= len(t.Row); at++ {
		i := 0
		for i < len(p.Tokens) && fits(t.Row[at+i], i) {
			i++
		}
		if i == len(p.Tokens) {
			return true
		}
	}
	return false
}

func TestWhatIsFound(t *testing.T) {
	fields := []Field{
		{Text: "船载站出海后接收中断", Name: true},
		{Text: "客户称 VSAT 天线(C/N 8dB)无信号,重启后仍不锁定。"},
		{Text: "舟山远汐渔业有限公司", Name: true},
		{Text: "+86 139-0000-0421", Number: true},
		{Text: "SN-17400010001", Number: true},
		{Text: "20261123-000042", Number: true},
	}
	tokens := Of(fields, []string{"0193-ab"})
	for query, want := range map[string]bool{
		"站": true, "接收": true, "收中断": true, "收断": false, "中断接收": false, "天线 接收": true, "号重": false,
		"vsat": true, "VS": true, "VSAT": true, "v": false, "sat": false, "天线VSAT": true,
		"zsyx": true, "ZSYX": true, "zs": true, "yxyy": true, "cz": true, "czz": true, "zc": true, "zq": false, "ty": false,
		"0421": true, "421": true, "42": false, "21": false, "13900000421": true, "139-0000-0421": true, "8613900000421": true, "04210": false,
		"sn-1740": true, "sn-17": true, "sn-18": false, "0001": true, "17400010001": true, "n-1740": false,
		"20261123-000042": true, "20261123000042": true, "20261123-00": true, "1123-0000": true, "20261124-000042": false,
		`"无信号,重启"`: true, `"信号 重启后"`: true, `"重启 信号"`: false, `“天线 C/N”`: true, `「接收中断」`: true, `"vsat 天`: true,
		"8": true, "8db": true, "c/n": true, "c/x": false, "db c/n": true, "": true, "  ,。": true, `"`: true,
		"远汐 0421 接收": true, "远汐 0421 发送": false,
	} {
		q := Parse(query)
		if got := tokens.finds(q); got != want {
			t.Errorf("%s: found %v", query, got)
		}
		if got := q.In(fields); got != want {
			t.Errorf("%s without an index: found %v", query, got)
		}
	}
	if !slices.Contains(tokens.Bag, "u0193ab") {
		t.Error("the scope is missing")
	}
}

func TestMarksSayWhereAWordStands(t *testing.T) {
	for _, c := range []struct {
		field Field
		query string
		want  string
	}{
		{Field{Text: "接收中断,接收恢复"}, "接收", "[接收]中断,[接收]恢复"},
		{Field{Text: "信关站站址"}, "站 关站", "信[关站站]址"},
		{Field{Text: "舟山远汐渔业", Name: true}, "syx", "舟[山远汐]渔业"},
		{Field{Text: "舟山远汐渔业"}, "syx", "舟山远汐渔业"},
		{Field{Text: "+86 139-0000-0421", Number: true}, "00421", "+86 139-000[0-0421]"},
		{Field{Text: "iDirect X7 与 idirect"}, "idir", "[iDir]ect X7 与 [idir]ect"},
		{Field{Text: "无信号,重启"}, `"信号 重"`, "无[信号,重]启"},
		{Field{Text: "频点 1 2 3 4"}, "1234", "频点 1 2 3 4"},
	} {
		marks, _ := Parse(c.query).Marks(c.field)
		var got strings.Builder
		at := 0
		for _, m := range marks {
			fmt.Fprintf(&got, "%s[%s]", c.field.Text[at:m.From], c.field.Text[m.From:m.To])
			at = m.To
		}
		if diff := cmp.Diff(c.want, got.String()+c.field.Text[at:]); diff != "" {
			t.Errorf("%s: %s", c.query, diff)
		}
	}
}

func TestInitialsAreThoseOfTheUsualReading(t *testing.T) {
	for text, want := range map[string]string{
		"舟山远汐渔业": "zsyxyy", "湛江港务": "zjgw", "信关站": "xgz", "鄂尔多斯": "eeds", "安庆": "aq", "欧阳": "oy",
		"〇": "l", "卫星电话": "wxdh",
	} {
		got := initials(split(text)[0])
		if len(got) != 1 || string(got[0].runes) != want {
			t.Errorf("%s: %v, not %s", text, got, want)
		}
	}
	if got := initials(part{script: han, runes: []rune("かな"), spans: make([]Span, 2)}); got != nil {
		t.Errorf("kana have initials: %v", got)
	}
}

var alphabet = []rune("站信关天线接收中断号ab cdxyVS0123456789-,。/ -\n")

func texts() *rapid.Generator[string] { return rapid.StringOfN(rapid.SampledFrom(alphabet), 0, 40, -1) }

// With and without an index, the same is found.
func TestTokensFindWhatStandsInTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fields := []Field{{Text: texts().Draw(t, "name"), Name: true}, {Text: texts().Draw(t, "text")}, {Text: texts().Draw(t, "number"), Number: true}}
		query := rapid.OneOf(texts(), rapid.Custom(func(t *rapid.T) string {
			whole := []rune(fields[rapid.IntRange(0, 2).Draw(t, "of")].Text)
			from := rapid.IntRange(0, len(whole)).Draw(t, "from")
			return rapid.SampledFrom([]string{"", `"`}).Draw(t, "quote") + string(whole[from:rapid.IntRange(from, len(whole)).Draw(t, "to")])
		})).Draw(t, "query")
		q := Parse(query)
		if got, want := Of(fields, nil).finds(q), q.In(fields); got != want {
			t.Fatalf("%q in %+v: with tokens %v, without %v", query, fields, got, want)
		}
	})
}

// Every stretch of a run and every three digits of a number are found, and so is every phrase of whole words.
func TestEveryStretchIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := texts().Draw(t, "text")
		tokens := Of([]Field{{Text: text}}, nil)
		parts := split(text)
		for _, p := range parts {
			for from := range p.runes {
				for to := from + 1; to <= len(p.runes); to++ {
					if p.script == han || p.script == digit && to-from >= 3 || p.script == letter && from == 0 && (to >= 2 || to == len(p.runes)) {
						if piece := string(p.runes[from:to]); !tokens.finds(Parse(piece)) {
							t.Fatalf("%q is not found in %q", piece, text)
						}
					}
				}
			}
		}
		if len(parts) > 1 {
			from := rapid.IntRange(0, len(parts)-1).Draw(t, "from")
			to := rapid.IntRange(from, len(parts)-1).Draw(t, "to")
			phrase := text[parts[from].spans[0].From:parts[to].spans[len(parts[to].spans)-1].To]
			if !tokens.finds(Parse(`"` + phrase + `"`)) {
				t.Fatalf("the phrase %q is not found in %q", phrase, text)
			}
		}
	})
}

func TestALongDocumentKeepsWithinWhatEnginesTake(t *testing.T) {
	tokens := Of([]Field{{Text: strings.Repeat("天线 ", 300)}, {Text: strings.Repeat("甲乙丙丁戊", 5000)}, {Text: strings.Repeat("长", 100)}}, nil)
	if len(tokens.Row) > 16000 {
		t.Errorf("%d places", len(tokens.Row))
	}
	often := map[string]int{}
	for _, token := range tokens.Row {
		often[token]++
	}
	delete(often, "")
	for token, n := range often {
		if n > 255 {
			t.Errorf("%s has %d places", token, n)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{`天线 "接收 中断" vsat`, `“`, `"「」"`, "139-0000-0421", "\xff\x00", "fi ½ 㐀", strings.Repeat("é́", 50)} {
		f.Add(seed, seed)
	}
	f.Fuzz(func(t *testing.T, query, text string) {
		q := Parse(query)
		for _, w := range q.Words {
			for _, p := range w.Any {
				for _, token := range p.Tokens {
					if len(token) < 2 || strings.ContainsFunc(token, func(r rune) bool { return scriptOf(r) == none }) {
						t.Fatalf("the token %q", token)
					}
				}
				if len(p.Tokens) == 0 {
					t.Fatal("a phrase without tokens")
				}
			}
		}
		fields := []Field{{Text: text, Name: true, Number: true}}
		marks, _ := q.Marks(fields[0])
		last := 0
		for _, m := range marks {
			if m.From < last || m.To <= m.From || m.To > len(text) {
				t.Fatalf("marks %v in %d bytes", marks, len(text))
			}
			last = m.To
		}
		if len(text) < 2000 && Of(fields, nil).finds(q) != q.In(fields) {
			t.Fatalf("%q in %q", query, text)
		}
	})
}

func TestSpelling(t *testing.T) {
	for name, want := range map[string][]string{
		"高山": {"gaoshan", "gs"}, "金长江": {"jinchangjiang", "jinzhangjiang", "jcj"}, "单田": {"shantian", "dantian", "st", "dt"},
		"吕布": {"lvbu", "lb"}, "高 山2": {"gaoshan2", "gs2"},
	} {
		got := strings.Fields(Spelling(name))
		for _, word := range want {
			if !slices.Contains(got, word) {
				t.Errorf("%s is spelled %v, not %s", name, got, word)
			}
		}
	}
	for _, name := range []string{"Ann Lee", ""} {
		if got := Spelling(name); got != "" {
			t.Errorf("%s is spelled %q", name, got)
		}
	}
	if got := strings.Fields(Spelling(strings.Repeat("长重行", 9))); len(got) != 2 {
		t.Errorf("a name that can be read in many ways is spelled in %d", len(got))
	}
}
