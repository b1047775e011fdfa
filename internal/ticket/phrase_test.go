package ticket_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

func TestWhoKeepsPhrasesAndWhoSeesThem(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		add := func(who, scope, unit string) error {
			_, err := d.SavePhrase(d.as(who), "", ticket.PhraseInput{Scope: scope, UnitID: d.units[unit], Name: who + "/" + scope + "/" + unit, Text: "您好"})
			return err
		}
		want := map[string][3]string{ // own, of the unit noc, everyone's
			"lin": {"ok", "forbidden", "forbidden"}, "gao": {"ok", "forbidden", "forbidden"}, "netchief": {"ok", "ok", "forbidden"},
			"provchief": {"ok", "forbidden", "forbidden"}, "chief": {"ok", "ok", "forbidden"}, "admin": {"forbidden", "forbidden", "ok"}, "auditor": {"forbidden", "forbidden", "forbidden"},
		}
		got := map[string][3]string{}
		for who := range want {
			got[who] = [3]string{outcome(add(who, "own", "")), outcome(add(who, "unit", "noc")), outcome(add(who, "all", ""))}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		for who, seen := range map[string][]string{
			"lin":      {"lin/own/", "admin/all/"},
			"gao":      {"gao/own/", "netchief/unit/noc", "chief/unit/noc", "admin/all/"}, // of the unit above
			"netchief": {"netchief/own/", "netchief/unit/noc", "chief/unit/noc", "admin/all/"},
			"fang":     {"admin/all/"},
			"auditor":  {"admin/all/"},
		} {
			list, err := d.Phrases(d.as(who))
			ok(t, err)
			names := map[string]bool{}
			for _, p := range list {
				names[p.Name] = true
			}
			for _, name := range seen {
				if !names[name] {
					t.Errorf("%s does not see %s", who, name)
				}
			}
			if len(names) != len(seen) {
				t.Errorf("%s sees %v, want %v", who, names, seen)
			}
		}
		all, err := d.Phrases(d.as("gao"))
		ok(t, err)
		for _, p := range all {
			change := func(who string) string {
				_, err := d.SavePhrase(d.as(who), p.ID, ticket.PhraseInput{Scope: p.Scope, UnitID: p.UnitID, Name: p.Name, Text: "改过", Version: p.Version})
				return outcome(err)
			}
			unseen := map[string]string{"own": "not_found", "unit": "not_found", "all": "forbidden"}[p.Scope]
			if got := change("lin"); got != unseen {
				t.Errorf("lin changes %s: %s, want %s", p.Name, got, unseen)
			}
			if got := outcome(d.RemovePhrase(d.as("fang"), p.ID)); got != unseen {
				t.Errorf("fang removes %s: %s, want %s", p.Name, got, unseen)
			}
		}
	})
}

func TestPhrasesAreChangedOrderedAndRemoved(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		var ids []string
		for _, name := range []string{"甲", "乙", "丙"} {
			p, err := d.SavePhrase(d.as("lin"), "", ticket.PhraseInput{Scope: "own", Name: name, Text: "您好"})
			ok(t, err)
			ids = append(ids, p.ID)
		}
		names := func() string {
			list, err := d.Phrases(d.as("lin"))
			ok(t, err)
			var all []string
			for _, p := range list {
				all = append(all, p.Name)
			}
			return strings.Join(all, "")
		}
		ok(t, d.OrderPhrases(d.as("lin"), []string{ids[2], ids[0], ids[1]}))
		if got := names(); got != "丙甲乙" {
			t.Errorf("the order is %s", got)
		}
		refused(t, d.OrderPhrases(d.as("zhou"), ids), fault.NotFound)
		_, err := d.SavePhrase(d.as("lin"), ids[0], ticket.PhraseInput{Scope: "own", Name: "甲二", Text: "您好", Version: 1})
		ok(t, err)
		_, err = d.SavePhrase(d.as("lin"), ids[0], ticket.PhraseInput{Scope: "own", Name: "甲三", Text: "您好", Version: 1})
		refused(t, err, fault.Conflict)
		ok(t, d.RemovePhrase(d.as("lin"), ids[1]))
		if got := names(); got != "丙甲二" {
			t.Errorf("the list is %s", got)
		}
	})
}

func TestWhatAPhraseMayNotSay(t *testing.T) {
	d := newDesk(t, "sqlite://"+storetest.SQLitePath(t))
	own := ticket.PhraseInput{Scope: "own", Name: "x", Text: "x"}
	with := func(change func(*ticket.PhraseInput)) ticket.PhraseInput {
		in := own
		change(&in)
		return in
	}
	for field, inputs := range map[string][]ticket.PhraseInput{
		"name": {with(func(in *ticket.PhraseInput) { in.Name = " " }), with(func(in *ticket.PhraseInput) { in.Name = strings.Repeat("长", 41) })},
		"text": {with(func(in *ticket.PhraseInput) { in.Text = "" }), with(func(in *ticket.PhraseInput) { in.Text = "{{天气}}" }),
			with(func(in *ticket.PhraseInput) { in.Text = "您好 {{客户}" }), with(func(in *ticket.PhraseInput) { in.Text = "{{}}" })},
		"writtenAs":        {with(func(in *ticket.PhraseInput) { in.Actions.Resume = true })},
		"actions.priority": {with(func(in *ticket.PhraseInput) { in.WrittenAs, in.Actions.Priority = "note", "now" })},
		"actions.category": {with(func(in *ticket.PhraseInput) { in.WrittenAs, in.Actions.Category = "note", "nonsense" })},
		"actions.pause.reason": {with(func(in *ticket.PhraseInput) {
			in.WrittenAs, in.Actions.Pause = "note", &ticket.PhrasePause{Reason: "confirmation"}
		})},
		"actions.pause.minutes": {with(func(in *ticket.PhraseInput) {
			in.WrittenAs, in.Actions.Pause = "note", &ticket.PhrasePause{Reason: "weather"}
		})},
		"actions.resume": {with(func(in *ticket.PhraseInput) {
			in.WrittenAs, in.Actions = "note", ticket.Actions{Resume: true, Pause: &ticket.PhrasePause{Reason: "customer"}}
		})},
	} {
		for _, in := range inputs {
			_, err := d.SavePhrase(d.as("lin"), "", in)
			refused(t, err, fault.Invalid)
			if got := err.(*fault.Error).Field; got != field {
				t.Errorf("%+v: field %s, want %s", in, got, field)
			}
		}
	}
	_, err := d.SavePhrase(d.as("lin"), "", with(func(in *ticket.PhraseInput) { in.Text = "{{ 客户 }} {{Customer}} {{due}}" }))
	ok(t, err)
}

// ship files a matter of a customer with a terminal.
func (d *desk) ship() string {
	d.t.Helper()
	c, err := d.customers.Add(d.program(), customer.NewCustomer{Name: "远洋渔业", Kind: "organisation", UnitID: d.units["ncc"], Phone: "13800138000", ContactName: "陈船长"})
	ok(d.t, err)
	made, err := d.customers.AddTerminal(d.program(), c.ID, customer.Terminal{Product: "vsat", Number: "174001234567", Serial: "SN-1"})
	ok(d.t, err)
	t, err := d.File(d.as("lin"), ticket.Intake{Kind: "fault", Subject: "接收中断", Description: "没有信号", Channel: "phone", CustomerID: c.ID, TerminalID: made.ID, ContactName: "陈船长"}, "")
	ok(d.t, err)
	return t.ID
}

func TestAPhraseIsFilledFromTheTicket(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		d.Hotline = "400-000-1740"
		id := d.ship()
		text := "{{客户}} {{contact}} {{终端号}} {{owner}} {{单位}} {{me}} {{热线}} {{时限}} | {{due}} {{站点}}"
		p, err := d.SavePhrase(d.as("zhou"), "", ticket.PhraseInput{Scope: "own", Name: "全部", Text: text})
		ok(t, err)
		f, err := d.FillPhrase(d.as("zhou"), id, p.ID)
		ok(t, err)
		want := "远洋渔业 陈船长 174001234567 lin ncc zhou 400-000-1740 北京时间11月25日（周三）10:00 | 10:00 Beijing time on Wednesday 25 November {{站点}}"
		if f.Text != want {
			t.Errorf("it says %q, want %q", f.Text, want)
		}
		if diff := cmp.Diff([]string{"{{站点}}"}, f.Missing); diff != "" {
			t.Error(diff)
		}
		_, err = d.FillPhrase(d.as("lin"), id, p.ID)
		refused(t, err, fault.NotFound)
		_, err = d.FillPhrase(d.as("wu"), id, p.ID)
		refused(t, err, fault.NotFound)
	})
}

// waiting is a macro that tells the customer that one waits for him, makes it urgent, and pauses.
func (d *desk) waiting(by string) *ticket.Phrase {
	d.t.Helper()
	p, err := d.SavePhrase(d.as(by), "", ticket.PhraseInput{Scope: "own", Name: "等客户", Text: "请您把终端重启后告诉我们,工单号 {{工单号}}。", WrittenAs: "reply",
		Actions: ticket.Actions{Priority: "high", Category: "no-receive", Tags: []string{" 待客户", "#待客户"}, Pause: &ticket.PhrasePause{Reason: "customer", Minutes: 120}}})
	ok(d.t, err)
	return p
}

func TestAMacroDoesAllInOneStep(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		id := d.fault("lin")
		p := d.waiting("lin")
		before := len(d.story(id))
		f, err := d.FillPhrase(d.as("lin"), id, p.ID)
		ok(t, err)
		want := []string{"ticket.changed", "tags.changed", "reply", "promise.paused"}
		if diff := cmp.Diff(want, kinds(f.Does, want...)); diff != "" || !f.Lawful.OK {
			t.Errorf("the preview: %s %+v", diff, f.Lawful)
		}
		if now := len(d.story(id)); now != before {
			t.Fatalf("the preview has written %d events", now-before)
		}
		for range 2 { // the second is a repeated call
			ok(t, d.RunMacro(d.as("lin"), id, ticket.MacroRun{PhraseID: p.ID, PhraseVersion: p.Version}, "run-1"))
		}
		story := d.story(id)
		if diff := cmp.Diff(want, kinds(story, want...)); diff != "" {
			t.Error(diff)
		}
		v := d.view(id)
		if v.Priority != "high" || v.Category != "no-receive" || !slices.Equal(v.Tags, []string{"待客户"}) {
			t.Errorf("priority %s, category %s, tags %v", v.Priority, v.Category, v.Tags)
		}
		for _, promise := range v.Promises {
			if promise.Kind == ticket.Resolve && (promise.State != ticket.Paused || !promise.ResumeAt.Equal(d.at.Add(2*time.Hour))) {
				t.Errorf("the clock is %s until %v", promise.State, promise.ResumeAt)
			}
		}
		for _, e := range story {
			if e.Kind == "reply" && e.Data["text"] != "请您把终端重启后告诉我们,工单号 "+v.Number+"。" {
				t.Errorf("the customer reads %v", e.Data["text"])
			}
		}
	})
}

func TestAMacroThatCannotDoAllDoesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		p := d.waiting("lin")
		id := d.fault("lin")
		_, err := d.Pause(d.as("lin"), id, ticket.Break{Reason: "customer"})
		ok(t, err)
		before := d.view(id)
		f, err := d.FillPhrase(d.as("lin"), id, p.ID)
		if ok(t, err); f.Lawful.OK || f.Lawful.Why == "" {
			t.Errorf("the preview says %+v", f.Lawful)
		}
		unchanged := func(why string, code fault.Code, err error) {
			t.Helper()
			refused(t, err, code)
			after := d.view(id)
			if got := kinds(d.story(id), "reply", "ticket.changed"); len(got) > 0 || after.Priority != before.Priority || after.Version != before.Version {
				t.Errorf("%s: it has done %v, priority %s", why, got, after.Priority)
			}
		}
		unchanged("paused already", fault.Conflict, d.RunMacro(d.as("lin"), id, ticket.MacroRun{PhraseID: p.ID}, ""))
		_, err = d.Resume(d.as("lin"), id)
		ok(t, err)
		before = d.view(id)
		unchanged("the macro was changed since", fault.Conflict, d.RunMacro(d.as("lin"), id, ticket.MacroRun{PhraseID: p.ID, PhraseVersion: 7}, ""))
		unchanged("the ticket was changed since", fault.Conflict, d.RunMacro(d.as("lin"), id, ticket.MacroRun{PhraseID: p.ID, Version: 1}, ""))
		unchanged("somebody else's macro", fault.NotFound, d.RunMacro(d.as("zhou"), id, ticket.MacroRun{PhraseID: p.ID}, ""))

		_, err = d.Note(d.as("lin"), id, "二号机柜电源老化,上周就该换掉。")
		ok(t, err)
		leak := ticket.MacroRun{PhraseID: p.ID, Text: "您好,二号机柜电源老化,上周就该换掉。"}
		unchanged("it tells internal text", fault.Conflict, d.RunMacro(d.as("lin"), id, leak, "k"))
		leak.Confirmed = true
		ok(t, d.RunMacro(d.as("lin"), id, leak, "k"))

		blank, err := d.SavePhrase(d.as("lin"), "", ticket.PhraseInput{Scope: "own", Name: "终端", Text: "终端 {{终端号}}", WrittenAs: "reply", Actions: ticket.Actions{Resume: true}})
		ok(t, err)
		err = d.RunMacro(d.as("lin"), id, ticket.MacroRun{PhraseID: blank.ID}, "")
		refused(t, err, fault.Conflict)
		if !strings.Contains(err.(*fault.Error).Text.Zh, "{{终端号}}") {
			t.Errorf("it says %v", err.(*fault.Error).Text)
		}
	})
}

func TestTemplatesOfTheCatalogue(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		list, err := d.Templates(d.as("lin"))
		ok(t, err)
		book, err := d.Catalogue(d.as("lin"))
		ok(t, err)
		has := map[string]ticket.Template{}
		for _, one := range list {
			has[one.Category] = one
		}
		for _, c := range book.Categories {
			one := has[c.Code]
			if one.SubjectZh == "" || one.SubjectEn == "" || strings.Count(one.DescriptionZh, "\n") != strings.Count(one.DescriptionEn, "\n") || one.DescriptionZh == "" {
				t.Errorf("the template of %s: %+v", c.Code, one)
			}
		}
		change := has["slow"]
		change.SubjectZh = "网速慢"
		_, err = d.SaveTemplate(d.as("chief"), change)
		refused(t, err, fault.Forbidden)
		saved, err := d.SaveTemplate(d.as("admin"), change)
		if ok(t, err); saved.Version != 2 {
			t.Errorf("the version is %d", saved.Version)
		}
		_, err = d.SaveTemplate(d.as("admin"), change)
		refused(t, err, fault.Conflict)
		_, err = d.SaveTemplate(d.as("admin"), ticket.Template{Category: "nonsense"})
		refused(t, err, fault.NotFound)
		ok(t, d.Prepare(org.AsProgram(t.Context())))
		again, err := d.Templates(d.as("lin"))
		ok(t, err)
		for _, one := range again {
			if one.Category == "slow" && one.SubjectZh != "网速慢" {
				t.Errorf("a restart has put back %q", one.SubjectZh)
			}
		}
	})
}

// asksOf is what fields of the catalogue's kinds ask, in the words of questions.
var asksOf = map[string][]string{
	"since": {"什么时候开始", "Since when"}, "tried": {"已经试过", "Already tried"}, "by": {"希望开通时间", "希望完成", "Wanted by"},
	"demand": {"诉求", "the customer wants"}, "place": {"位置", "地点", "Position", "Place"}, "phone": {"联系方式", "reach them"},
	"target": {"对方号码", "Number"}, "when": {"时间", "When"},
}

// What a kind has a field for, its templates do not ask once more.
func TestATemplateDoesNotAskWhatAFieldAsks(t *testing.T) {
	d := newDesk(t, "sqlite://"+storetest.SQLitePath(t))
	list, err := d.Templates(d.as("lin"))
	ok(t, err)
	book, err := d.Catalogue(d.as("lin"))
	ok(t, err)
	kinds, fields := map[string]string{}, map[string][]ticket.Field{}
	for _, c := range book.Categories {
		kinds[c.Code] = c.Kind
	}
	for _, k := range book.Kinds {
		fields[k.Code] = k.Fields
	}
	for _, one := range list {
		for _, f := range fields[kinds[one.Category]] {
			for _, words := range append(asksOf[f.Code], f.Zh, f.En) {
				if strings.Contains(one.DescriptionZh, words) || strings.Contains(one.DescriptionEn, words) {
					t.Errorf("the template of %s asks %q, for which there is the field %s", one.Category, words, f.Zh)
				}
			}
		}
	}
}
