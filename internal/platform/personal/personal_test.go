package personal_test

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/xingfu/xingfu/internal/platform/personal"
)

func TestMasks(t *testing.T) {
	for _, test := range []struct {
		mask     func(string) string
		in, want string
	}{
		{personal.Number, "13800138000", "138****8000"},
		{personal.Number, "+86 138 0013 8000", "+86 1** **** 8000"},
		{personal.Number, "0898-66668888", "089*-****8888"},
		{personal.Number, "66668888", "****8888"},
		{personal.Number, "10086", "***86"},
		{personal.Number, "11010519491231002X", "110***********002X"},
		{personal.Number, "E12345678", "*****5678"},
		{personal.Number, "", ""},
		{personal.Mail, "lin.hai@example.cn", "l******@example.cn"},
		{personal.Mail, "@example.cn", "@example.cn"},
		{personal.Mail, "unfinished", "u*********"},
		{personal.Address, "海南省三亚市天涯区渔港路 8 号", "海南省三亚市****** * *"},
		{personal.IfNumber, "13800138000", "138****8000"},
		{personal.IfNumber, "灯塔旁 13800138000", "灯塔旁 13800138000"},
		{personal.IfNumber, "12", "12"},
	} {
		if got := test.mask(test.in); got != test.want {
			t.Errorf("%q is shown as %q, not as %q", test.in, got, test.want)
		}
	}
}

// A mask hides something of all that has more than one character, keeps the length, and changes nothing more when it is
// put on twice.
func TestMasksHideAndKeepTheirPlace(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		for _, mask := range []func(string) string{personal.Number, personal.Mail, personal.Address, personal.IfNumber} {
			text := rapid.StringMatching(`[0-9A-Za-z@ 海口市+*-]{0,30}`).Draw(r, "text")
			got := mask(text)
			if utf8.RuneCountInString(got) != utf8.RuneCountInString(text) || mask(got) != got {
				r.Fatalf("%q became %q, then %q", text, got, mask(got))
			}
		}
		digits := rapid.StringMatching(`[0-9]{2,20}`).Draw(r, "digits")
		if got := personal.Number(digits); !personal.IsMasked(got) || strings.Count(got, "*") < len(digits)/3 {
			r.Fatalf("%q is shown as %q", digits, got)
		}
	})
}

type person struct {
	Name    string `personal:"name"`
	Phone   string `personal:"phone"`
	Mail    string `personal:"mail"`
	Friends []*person
	ByID    map[string]person
	Note    *note
	hidden  string
}

type note struct{ Text string }

func (n *note) Conceal() { n.Text = "hidden" }

func sample() person {
	one := person{Name: "林", Phone: "13800138000", Mail: "lin@example.cn", Note: &note{"open"}, hidden: "x"}
	two := one
	two.Note = nil
	one.Friends, one.ByID = []*person{{Phone: "13900139000"}, nil}, map[string]person{"a": two}
	return one
}

func TestWhatIsPersonalIsConcealedWhereverItStands(t *testing.T) {
	ctx := context.Background()
	one := sample()
	personal.Conceal(ctx, &one)
	friend := person{Name: "林", Phone: "138****8000", Mail: "l**@example.cn", hidden: "x"}
	want := person{Name: "林", Phone: "138****8000", Mail: "l**@example.cn", Note: &note{"hidden"}, hidden: "x",
		Friends: []*person{{Phone: "139****9000"}, nil}, ByID: map[string]person{"a": friend}}
	if diff := cmp.Diff(want, one, cmp.AllowUnexported(person{})); diff != "" {
		t.Error(diff)
	}
	open := sample()
	personal.Conceal(personal.With(ctx, true), &open)
	if diff := cmp.Diff(sample(), open, cmp.AllowUnexported(person{})); diff != "" {
		t.Error(diff)
	}
	personal.Conceal(personal.With(personal.With(ctx, true), false), &open)
	if open.Phone != "138****8000" {
		t.Error("who acts next sees what the one before saw")
	}
}
