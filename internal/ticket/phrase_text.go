package ticket

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// Variable is a name in a phrase that stands for something of the ticket: {{客户}} or {{customer}}. What is
// named in Chinese is filled in Chinese.
type Variable struct {
	Zh    string    `json:"zh"`
	En    string    `json:"en"`
	Means lang.Text `json:"means"`

	value func(f *filling) lang.Text
}

// filling is what variables are filled from.
type filling struct {
	w     *work
	place *customer.Place
}

func same(text string) lang.Text { return lang.Text{Zh: text, En: text} }

// Variables are all that a phrase may name.
var Variables = []Variable{
	{"客户", "customer", lang.Text{Zh: "客户名称", En: "the customer's name"}, func(f *filling) lang.Text {
		if f.place.Customer != nil {
			return same(f.place.Customer.Name)
		}
		return same(f.w.t.ContactName)
	}},
	{"联系人", "contact", lang.Text{Zh: "来电的人", En: "who is calling"}, func(f *filling) lang.Text { return same(f.w.t.ContactName) }},
	{"工单号", "number", lang.Text{Zh: "工单号", En: "the ticket's number"}, func(f *filling) lang.Text { return same(f.w.t.Number) }},
	{"查询码", "code", lang.Text{Zh: "客户查询用的四位码", En: "the code to follow the ticket with"}, func(f *filling) lang.Text { return same(f.w.t.Code) }},
	{"主题", "subject", lang.Text{Zh: "工单主题", En: "the ticket's subject"}, func(f *filling) lang.Text { return same(f.w.t.Subject) }},
	{"类别", "category", lang.Text{Zh: "工单类别", En: "the ticket's category"}, func(f *filling) lang.Text {
		c, _ := find(f.w.book.Categories, f.w.t.Category)
		return lang.Text{Zh: c.Zh, En: cmp.Or(c.En, c.Zh)}
	}},
	{"时限", "due", lang.Text{Zh: "答应客户的时间", En: "when it is promised"}, func(f *filling) lang.Text { return f.w.promised() }},
	{"负责人", "owner", lang.Text{Zh: "工单负责人", En: "the ticket's owner"}, func(f *filling) lang.Text { return same(f.w.ownerName()) }},
	{"单位", "unit", lang.Text{Zh: "负责人的单位", En: "the owner's unit"}, func(f *filling) lang.Text { return same(f.w.tree.Name(f.w.t.OwnerUnitID)) }},
	{"我", "me", lang.Text{Zh: "写的人", En: "who writes"}, func(f *filling) lang.Text { return same(f.w.actorName()) }},
	{"热线", "hotline", lang.Text{Zh: "服务热线", En: "the service hotline"}, func(f *filling) lang.Text { return same(f.w.hotline()) }},
	{"终端号", "terminal", lang.Text{Zh: "终端号码，没有则为序列号", En: "the terminal's number, or its serial number"}, func(f *filling) lang.Text {
		if f.place.Terminal == nil {
			return lang.Text{}
		}
		return same(cmp.Or(f.place.Terminal.Number, f.place.Terminal.Serial))
	}},
	{"站点", "site", lang.Text{Zh: "站点名称", En: "the site's name"}, func(f *filling) lang.Text {
		if f.place.Site == nil {
			return lang.Text{}
		}
		return same(f.place.Site.Name)
	}},
}

// promised tells what the customer was promised next: the answer while it is owed, else the solution.
func (w *work) promised() lang.Text {
	for _, kind := range []PromiseKind{Respond, Resolve} {
		if p := w.promise(kind, nil); p != nil && p.State == Running && !p.DueAt.IsZero() {
			return lang.Text{Zh: SpellMoment(lang.Chinese, p.DueAt, w.at), En: SpellMoment(lang.English, p.DueAt, w.at)}
		}
	}
	return lang.Text{}
}

var inBraces = regexp.MustCompile(`\{\{([^{}]*)\}\}`)

func variable(name string) (v *Variable, chinese bool) {
	name = strings.TrimSpace(name)
	for i := range Variables {
		if v = &Variables[i]; v.Zh == name || v.En == strings.ToLower(name) {
			return v, v.Zh == name
		}
	}
	return nil, false
}

// checkVariables refuses a text that names a variable that there is not, or whose braces are not closed.
func checkVariables(text string) error {
	for _, found := range inBraces.FindAllStringSubmatch(text, -1) {
		if v, _ := variable(found[1]); v == nil {
			return fault.Bad("text", "没有变量 {{%[1]s}}。可用的有：%[2]s。", "There is no variable {{%[1]s}}. There are: %[3]s.",
				strings.TrimSpace(found[1]), variableNames(func(v Variable) string { return v.Zh }), variableNames(func(v Variable) string { return v.En }))
		}
	}
	if rest := inBraces.ReplaceAllString(text, ""); strings.Contains(rest, "{{") || strings.Contains(rest, "}}") {
		return fault.Bad("text", "变量要写成 {{客户}},前后各两个花括号。", "A variable is written {{customer}}, with two braces on each side.")
	}
	return nil
}

func variableNames(name func(Variable) string) string {
	var list []string
	for _, v := range Variables {
		list = append(list, "{{"+name(v)+"}}")
	}
	return strings.Join(list, " ")
}

// fill puts what the ticket has in the place of variables. What it has not stays as it is and is named in
// missing.
func (w *work) fill(text string) (filled string, missing []string, err error) {
	missing = []string{}
	if !strings.Contains(text, "{{") {
		return text, missing, nil
	}
	f := &filling{w: w}
	if f.place, err = w.s.customers.Place(w.ctx, w.t.CustomerID, "", w.t.TerminalID, w.t.SiteID); err != nil {
		return "", nil, err
	}
	filled = inBraces.ReplaceAllStringFunc(text, func(whole string) string {
		v, chinese := variable(strings.Trim(whole, "{}"))
		if v == nil {
			return whole
		}
		value := v.value(f)
		words := value.En
		if chinese {
			words = value.Zh
		}
		if words == "" {
			missing = append(missing, whole)
			return whole
		}
		return words
	})
	return filled, missing, nil
}

// usable tells whether the acting person is offered the phrase: his own, his unit's or one of those above it,
// everyone's.
func (p *Phrase) usable(a *org.Actor, tree *org.Tree) bool {
	return p.Scope != phraseUnit || slices.Contains(tree.Above(a.UnitID), p.UnitID)
}
