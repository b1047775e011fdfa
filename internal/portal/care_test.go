package portal_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/xingfu/xingfu/internal/ticket"
)

func TestSubmitsAreSafeToRepeat(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		b := d.browser()
		values := b.get("/portal/new/fault").fill("/portal/new/fault", map[string]string{"subject": "没有信号", "contactPhone": phone})
		var sent sync.WaitGroup
		paths := make([]string, 4)
		for i := range paths {
			other := d.browser()
			sent.Go(func() { paths[i] = other.post("/portal/new/fault", values).path })
		}
		sent.Wait()
		receipt := b.post("/portal/new/fault", values).is(200)
		for _, path := range paths {
			if path != receipt.path {
				t.Errorf("the same form led to %s and %s", path, receipt.path)
			}
		}
		if d.count() != 1 {
			t.Errorf("one form, sent 5 times, made %d tickets", d.count())
		}

		values.Set("subject", "没有信号,天线在转")
		page := b.post("/portal/new/fault", values).is(http.StatusConflict).says("您先前已经提交过")
		if kept := text(page.field("text")); !strings.Contains(kept, "没有信号,天线在转") || d.count() != 1 {
			t.Errorf("%d tickets; kept to be added: %q", d.count(), kept)
		}

		matter := strings.TrimSuffix(receipt.path, "/receipt")
		say := b.get(matter).fill(matter+"/say", map[string]string{"text": "请尽快"})
		for range 3 {
			b.post(matter+"/say", say).is(200)
		}
		if n := strings.Count(b.get(matter).words(), "请尽快"); n != 1 {
			t.Errorf("one message, sent three times, stands there %d times", n)
		}
		b.submit(b.get(matter), matter+"/say", map[string]string{"text": "请尽快"}).is(200)
		if n := strings.Count(b.get(matter).words(), "请尽快"); n != 2 {
			t.Errorf("written twice on purpose, it stands there %d times", n)
		}

		urge := b.get(matter).fill(matter+"/urge", nil)
		b.post(matter+"/urge", urge).is(200)
		b.post(matter+"/urge", urge).is(http.StatusConflict).says("您的催办已经收到")
		number := strings.TrimPrefix(matter, "/portal/m/")
		if got := d.ticket(number).CustomerUrges; got != 1 {
			t.Errorf("urged %d times; want 1", got)
		}
		d.wait(31 * time.Minute)
		b.submit(b.get(matter), matter+"/urge", nil).is(200)
		if got := d.ticket(number).CustomerUrges; got != 2 {
			t.Errorf("urged again after the interval: %d times; want 2", got)
		}
	})
}

func TestJudgementsAreSafeToRepeat(t *testing.T) {
	d := quick(t)
	b := d.browser()
	_, number := report(b, nil)
	matter := "/portal/m/" + number
	d.resolve(d.ticket(number).ID, "已恢复。")
	yes := b.get(matter).fill(matter+"/answer", map[string]string{"mended": "yes"})
	for range 2 {
		b.post(matter+"/answer", yes).is(200).says("您已确认。")
	}
	b.submit(b.get(matter), matter+"/rate", nil).is(http.StatusUnprocessableEntity).says("请选择 1 至 5 分。")
	rate := b.get(matter).fill(matter+"/rate", map[string]string{"score": "5"})
	for range 2 {
		b.post(matter+"/rate", rate).is(200)
	}
	page := b.get(matter)
	if confirmed, rated := strings.Count(page.words(), " 您已确认 "), strings.Count(page.words(), "您评了 5 分"); confirmed != 1 || rated != 1 {
		t.Errorf("confirmed %d times and rated %d times; want once each:\n%s", confirmed, rated, page.words())
	}
}

func TestUnreachedCustomerMayStillAnswer(t *testing.T) {
	d := quick(t)
	b := d.browser()
	_, number := report(b, nil)
	made := d.ticket(number)
	d.resolve(made.ID, "已恢复。")
	for range 3 {
		ok(d.tickets.CallBack(d.as(d.clerk), made.ID, ticket.OutcomeUnreached, "拨打登记号码,无人接听", 0))(t)
		d.wait(2 * time.Hour)
	}
	page := b.get("/portal/m/"+number).is(200).says("都没有接通", "修好了吗？").doesNotSay("拨打登记号码")
	b.submit(page, "/portal/m/"+number+"/answer", map[string]string{"mended": "no"}).is(200).says("我们正在重新处理")
}

func TestNothingTypedIsLost(t *testing.T) {
	d := quick(t)
	b := d.browser()
	page := b.submit(b.get("/portal/new/complaint"), "/portal/new/complaint", map[string]string{
		"subject": "收费不对", "category": "charging", "details.about": "账单", "description": "多收了 <b>30</b> 元", "contactPhone": phone})
	page.is(http.StatusUnprocessableEntity).says("已填的内容都还在", "请填写“您希望怎样解决”。")
	wrong := page.field("details.demand")
	if attr(wrong, "aria-invalid") != "true" || !strings.Contains(attr(wrong, "aria-describedby"), "details.demand-wrong") {
		t.Errorf("the field at fault is not marked: %v", wrong.Attr)
	}
	kept := page.fill("/portal/new/complaint", map[string]string{"details.demand": "退还"})
	for name, want := range map[string]string{"subject": "收费不对", "category": "charging", "details.about": "账单", "description": "多收了 <b>30</b> 元", "contactPhone": phone} {
		if got := kept.Get(name); got != want {
			t.Errorf("%s became %q; want %q", name, got, want)
		}
	}
	b.post("/portal/new/complaint", kept).is(200).says("已收到您的来信", "电信用户申诉受理机构")
	if d.count() != 1 {
		t.Errorf("%d tickets; want 1", d.count())
	}

	b.submit(b.get("/portal/new/fault"), "/portal/new/fault", map[string]string{"subject": "坏了"}).
		is(http.StatusUnprocessableEntity).says("请填写“联系电话”。")
	b.submit(b.get("/portal/new/fault"), "/portal/new/fault", map[string]string{"contactPhone": phone}).
		is(http.StatusUnprocessableEntity).says("请填写“一句话说明”。")
	b.submit(b.get("/portal/new/request"), "/portal/new/request", map[string]string{"contactPhone": phone}).
		is(http.StatusUnprocessableEntity).says("请填写“您要办什么”。")
	b.submit(b.get("/portal/new/emergency"), "/portal/new/emergency", map[string]string{"subject": "通信中断", "details.place": "舟山"}).
		is(http.StatusUnprocessableEntity).says("请填写“现场联系电话”。")
	b.submit(b.get("/portal/new/abuse"), "/portal/new/abuse", map[string]string{"subject": "骚扰电话", "details.target": "17400009999"}).
		is(200).says("已收到您的来信")
}

func TestAnotherLookKeepsWhatWasTyped(t *testing.T) {
	d := quick(t)
	b := d.browser()
	form := b.get("/portal/new/fault")
	way := form.one("button", func(n *html.Node) bool { return text(n) == "English" })
	typed := form.fill("/portal/new/fault", map[string]string{"subject": "出海后没有信号", "contactPhone": phone})
	typed.Set(attr(way, "name"), attr(way, "value"))
	page := b.post(attr(way, "formaction"), typed)
	page.is(200).says("Report a fault").doesNotSay("Please fill in")
	kept := page.fill("/portal/new/fault", nil)
	if kept.Get("subject") != "出海后没有信号" || kept.Get("contactPhone") != phone {
		t.Errorf("what was typed became %v", kept)
	}
	if d.count() != 0 {
		t.Error("asking for another look has filed a report")
	}
	b.post("/portal/new/fault", kept).is(200).says("We have your report")
}

func TestEachKindFilesWhatItAsked(t *testing.T) {
	d := quick(t)
	b := d.browser()
	for kind, typed := range map[string]map[string]string{
		"request":   {"details.wanted": "换套餐", "details.by": "2026-12-01T09:00", "contactPhone": phone},
		"consult":   {"subject": "南海有覆盖吗", "contactPhone": phone},
		"emergency": {"subject": "台风后通信中断", "details.place": "舟山", "details.phone": phone, "details.danger": "no"},
		"complaint": {"subject": "收费不对", "details.about": "账单", "details.demand": "退还", "contactPhone": phone},
	} {
		path := "/portal/new/" + kind
		receipt := b.submit(b.get(path), path, typed).is(200)
		got := d.ticket(strings.TrimSuffix(strings.TrimPrefix(receipt.path, "/portal/m/"), "/receipt"))
		if got.Kind != kind || got.ContactPhone != phone || got.CustomerID == "" || got.Subject == "" || got.Description == "" {
			t.Errorf("%s made %+v", kind, got)
		}
		for name, value := range typed {
			field, isDetail := strings.CutPrefix(name, "details.")
			if isDetail && !strings.HasPrefix(got.Details[field], value) {
				t.Errorf("%s: %s is %q; want %q", kind, field, got.Details[field], value)
			}
		}
	}
}

func TestUnknownTerminalNumberReachesTheDesk(t *testing.T) {
	d := quick(t)
	_, number := report(d.browser(), map[string]string{"terminalNumber": "17499990000", "contactPhone": "13900002222"})
	if got := d.ticket(number); !strings.Contains(got.Description, "17499990000") || got.CustomerID != "" {
		t.Errorf("customer %q, description %q", got.CustomerID, got.Description)
	}
}

func TestAMomentInWordsReachesTheDesk(t *testing.T) {
	d := quick(t)
	_, number := report(d.browser(), map[string]string{"details.since": "昨天下午起"})
	if got := d.ticket(number); !strings.Contains(got.Description, "开始时间：昨天下午起") || got.Details["since"] != "" {
		t.Errorf("description %q, since %q", got.Description, got.Details["since"])
	}
	_, number = report(d.browser(), map[string]string{"details.since": "2026-11-23 8:05"})
	if got := d.ticket(number); got.Details["since"] != "2026-11-23T08:05:00+08:00" {
		t.Errorf("since %q", got.Details["since"])
	}
}

func TestGuessingIsThrottled(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		_, number := report(d.browser(), nil)
		code := d.ticket(number).Code
		b := d.browser()
		form := b.get("/portal/follow")
		wrong := b.submit(form, "/portal/follow", map[string]string{"number": number, "code": "0000"}).is(http.StatusNotFound)
		none := b.submit(form, "/portal/follow", map[string]string{"number": "20261123-999999", "code": "0000"}).is(http.StatusNotFound)
		if a, b := strings.ReplaceAll(wrong.words(), number, ""), strings.ReplaceAll(none.words(), "20261123-999999", ""); a != b {
			t.Errorf("a wrong code and a wrong number are told apart:\n%s\n%s", a, b)
		}
		wrong.says("工单号或查询码不对")
		for range 4 {
			b.submit(form, "/portal/follow", map[string]string{"number": number, "code": "0000"})
		}
		page := b.submit(form, "/portal/follow", map[string]string{"number": number, "code": code}).is(http.StatusTooManyRequests)
		if attr(page.field("number"), "value") != number || attr(page.field("code"), "value") != code {
			t.Error("the form has forgotten what was typed")
		}
		d.wait(time.Minute)
		b.submit(form, "/portal/follow", map[string]string{"number": number, "code": code}).is(200).says("船载站出海后接收中断")
	})
}

func TestReportsFromOnePlaceAreLimited(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		b := d.browser()
		var first url.Values
		for i := range 10 {
			values := b.get("/portal/new/suggestion").fill("/portal/new/suggestion", map[string]string{"subject": fmt.Sprintf("第 %d 条建议", i)})
			if i == 0 {
				first = values
			}
			b.post("/portal/new/suggestion", values).is(200)
		}
		page := b.submit(b.get("/portal/new/suggestion"), "/portal/new/suggestion", map[string]string{"subject": "再来一条"}).
			is(http.StatusTooManyRequests).says("过几分钟再提交", hotline)
		if attr(page.field("subject"), "value") != "再来一条" || d.count() != 10 {
			t.Errorf("%d tickets, subject kept: %q", d.count(), attr(page.field("subject"), "value"))
		}
		b.post("/portal/new/suggestion", first).is(200) // one already taken may always be sent again
		d.wait(10 * time.Minute)
		b.post("/portal/new/suggestion", page.fill("/portal/new/suggestion", nil)).is(200)
	})
}

func TestCodesAreNeededAndKeptOutOfAddresses(t *testing.T) {
	d := quick(t)
	b := d.browser()
	receipt, number := report(b, nil)
	code := d.ticket(number).Code
	matter := "/portal/m/" + number

	stranger := d.browser()
	for _, path := range []string{matter, matter + "/receipt", "/portal/m/20261123-999999"} {
		page := stranger.get(path).is(200).says("请填工单号和查询码").doesNotSay("船载站", code)
		if got := attr(page.field("number"), "value"); !strings.Contains(path, got) || got == "" {
			t.Errorf("%s asks for the code of %q", path, got)
		}
	}
	stranger.post(matter+"/urge", nil).is(200).says("请填工单号和查询码")
	if got := d.ticket(number).CustomerUrges; got != 0 {
		t.Errorf("a stranger urged %d times", got)
	}
	for _, n := range all(receipt.root, "a", "form") {
		if strings.Contains(attr(n, "href")+attr(n, "action"), code) {
			t.Errorf("the code stands in %v", n.Attr)
		}
	}
	if got := receipt.header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("a page with a code may be kept: %q", got)
	}

	home := b.get("/portal/").says(number)
	b.submit(home, "/portal/forget", nil).is(200).says("已从这台设备上清除").doesNotSay(number)
	b.get(matter).says("请填工单号和查询码").doesNotSay("船载站")
}

func TestCookiesAreClosed(t *testing.T) {
	d := quick(t)
	b := d.browser()
	b.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	answer := b.submit(b.get("/portal/new/fault?lang=zh"), "/portal/new/fault", map[string]string{"subject": "坏了", "contactPhone": phone}).is(http.StatusSeeOther)
	cookie := ok(http.ParseSetCookie(answer.header.Get("Set-Cookie")))(t)
	if !cookie.HttpOnly || cookie.SameSite != http.SameSiteStrictMode || cookie.Path != "/portal/" || cookie.MaxAge <= 0 || cookie.MaxAge > 24*3600 {
		t.Errorf("the cookie is %v", cookie)
	}
	r := ok(http.NewRequest("POST", d.server.URL+"/portal/new/fault", strings.NewReader("subject=x")))(t)
	r.Header.Set("Origin", "https://elsewhere.example")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	b.do(r).is(http.StatusForbidden)
}

func TestPagesThatAreNotThere(t *testing.T) {
	d := quick(t)
	b := d.browser()
	for _, path := range []string{"/portal/nowhere", "/portal/new/nothing", "/portal/m/a'b", "/portal/m/" + strings.Repeat("1", 50)} {
		b.get(path).is(http.StatusNotFound).says("没有这个页面", hotline)
	}
	b.post("/portal/nowhere", nil).is(http.StatusNotFound)
	b.post("/portal/new/fault", url.Values{"subject": {strings.Repeat("长", 40000)}}).is(http.StatusRequestEntityTooLarge).says("内容太长了")
	b.submit(b.get("/portal/follow"), "/portal/follow", map[string]string{"number": "<script>", "code": "??"}).
		is(http.StatusUnprocessableEntity).says("20261123-000042")
}

func TestWhatPeopleWriteIsOnlyText(t *testing.T) {
	d := quick(t)
	b := d.browser()
	_, number := report(b, map[string]string{"subject": `<script>alert(1)</script>"'`, "description": "</textarea><img src=x>"})
	matter := "/portal/m/" + number
	page := b.submit(b.get(matter), matter+"/say", map[string]string{"text": "<a href=javascript:1>x</a>\n第二行"}).is(200).says("<a href=javascript:1>x</a>")
	if found := all(page.root, "script", "img"); len(found) != 0 {
		t.Errorf("the page has %d elements that somebody typed", len(found))
	}
	for _, n := range all(page.root, "a") {
		if strings.HasPrefix(attr(n, "href"), "javascript") {
			t.Error("a link that somebody typed")
		}
	}
	if title := text(page.one("title", func(*html.Node) bool { return true })); !strings.Contains(title, "<script>") {
		t.Errorf("the title is %q", title)
	}
}

func TestLatePromisesAreOwnedUpTo(t *testing.T) {
	d := quick(t)
	b := d.browser()
	_, number := report(b, nil)
	d.wait(48 * time.Hour)
	b.get("/portal/m/"+number).is(200).says("原定北京时间11月23日（周一）14:35 前联系您，我们没有做到", "原定北京时间11月24日（周二）14:05 前完成，现在已经超时")
	ok(d.tickets.Pause(d.as(d.clerk), d.ticket(number).ID, ticket.Break{Reason: "customer", Text: "等客户"}))(t)
	b.get("/portal/m/" + number).says("正在等您的回复").doesNotSay("等客户")
}
