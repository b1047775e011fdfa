package portal_test

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/xingfu/xingfu/internal/ticket"
)

// report files a fault and gives its receipt and number.
func report(b *browser, typed map[string]string) (*screen, string) {
	b.t.Helper()
	values := map[string]string{"subject": "船载站出海后接收中断", "contactPhone": phone, "terminalNumber": terminal}
	for name, value := range typed {
		values[name] = value
	}
	receipt := b.submit(b.get("/portal/new/fault").is(200), "/portal/new/fault", values).is(200)
	number := strings.TrimSuffix(strings.TrimPrefix(receipt.path, "/portal/m/"), "/receipt")
	if number == receipt.path {
		b.t.Fatalf("the report led to %s", receipt.path)
	}
	return receipt, number
}

func TestLoop(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		b := d.browser()
		b.get("/portal/").is(200).says("服务热线 "+hotline, "报告故障", "查询进展", "投诉")

		receipt, number := report(b, map[string]string{"category": "no-receive", "details.since": "2026-11-23T13:30", "contactName": "林船长"})
		made := d.ticket(number)
		receipt.says("已受理您的报障", number, made.Code, "我们会在北京时间今天（11月23日）14:35 前联系您", "预计北京时间明天（11月24日）14:05 前恢复", "北京客服中心负责到底")
		if made.Tier != "gold" || made.TerminalID == "" || made.Category != "no-receive" || made.Channel != "portal" ||
			made.Details["since"] != "2026-11-23T13:30:00+08:00" || made.OwnerID != d.clerk.StaffID {
			t.Errorf("the ticket is %+v", made)
		}
		if again := b.get(receipt.path); again.words() != receipt.words() || d.count() != 1 {
			t.Errorf("the receipt, loaded again, with %d tickets:\n%s", d.count(), again.words())
		}

		other := d.browser()
		follow := other.get("/portal/follow")
		page := other.submit(follow, "/portal/follow", map[string]string{"number": number, "code": strings.ToLower(made.Code)}).is(200)
		page.says("船载站出海后接收中断", "已受理，由北京客服中心负责。", "已受理", "11月23日 14:05").doesNotSay("修好了吗")
		if strings.Contains(page.path, made.Code) {
			t.Errorf("the code stands in the address %s", page.path)
		}

		matter := "/portal/m/" + number
		b.submit(b.get(matter), matter+"/urge", nil).is(200).says("已提醒负责的人", "北京时间今天（11月23日）14:35 后可以再催", "您催办了一次")
		if got := d.ticket(number).CustomerUrges; got != 1 {
			t.Errorf("urged %d times; want 1", got)
		}
		b.submit(b.get(matter), matter+"/say", map[string]string{"text": "雨停了,还是不行。"}).is(200).says("已收到您的补充", "雨停了,还是不行。")

		d.wait(10 * time.Minute)
		open := works(d, made.ID)
		b.get(matter).is(200).says("技术人员正在检查信关站一侧。", "终端、天线射频已排除故障。", "信关站：正在查", "终端：正常", "卫星波束：还没查").
			doesNotSay("我们会在", "终端技术组")
		answers(d, b, made.ID, open, matter)
	})
}

// works lets the staff answer the customer and clear two links. It gives the handoff about the gateway,
// which is still open.
func works(d *desk, id string) string {
	d.t.Helper()
	ok(d.tickets.Reply(d.as(d.clerk), id, "我们正在查信关站。"))(d.t)
	h := d.handOff(id, "终端技术组", "terminal", "antenna")
	d.finish(h, ticket.LinkState{Link: "terminal", State: ticket.Cleared}, ticket.LinkState{Link: "antenna", State: ticket.Cleared})
	return d.handOff(id, "信关站运行室", "gateway")
}

// answers goes on from the open handoff: mended, refused, mended again, confirmed, rated, closed.
func answers(d *desk, b *browser, id, open, matter string) {
	t := d.t
	t.Helper()
	number := strings.TrimPrefix(matter, "/portal/m/")
	d.finish(open, ticket.LinkState{Link: "gateway", State: ticket.Faulty})
	b.get(matter).is(200).says("问题出在信关站。", "北京客服中心回复", "我们正在查信关站。")
	d.resolve(id, "信关站板卡已更换。")
	page := b.get(matter).is(200).says("已修复：信关站板卡已更换。", "修好了吗？", "好了", "还没好")

	b.submit(page, matter+"/answer", map[string]string{"mended": "no", "note": "还是没有信号"}).is(200).
		says("已记下还没好", "您说还没好，我们正在重新处理。", "还是没有信号").doesNotSay("修好了吗？")
	if got := d.ticket(number); got.Status != ticket.Open || got.Reopened != 1 {
		t.Errorf("refused: status %s, reopened %d", got.Status, got.Reopened)
	}
	d.resolve(id, "已重新对准波束。")
	b.submit(page, matter+"/answer", map[string]string{"mended": "no"}).is(200).says("修好了吗？") // the answer to the first repair, once more
	if got := d.ticket(number); got.Status != ticket.Resolved || got.Reopened != 1 {
		t.Errorf("an old answer sent again: status %s, reopened %d", got.Status, got.Reopened)
	}
	page = b.get(matter)
	b.submit(page, matter+"/answer", map[string]string{"mended": "yes"}).is(200).says("您已确认。", "您觉得这次服务怎么样")
	if got := d.ticket(number); got.Status != ticket.Confirmed || got.ConfirmedVia != "portal" {
		t.Errorf("confirmed: status %s via %q", got.Status, got.ConfirmedVia)
	}
	page = b.submit(b.get(matter), matter+"/rate", map[string]string{"score": "4", "comment": "修得快"}).is(200).says("您的评价：4 分", "修得快")
	score := page.one("input", func(n *html.Node) bool { return attr(n, "name") == "score" && has(n, "checked") })
	if got := d.ticket(number); got.Rating != 4 || attr(score, "value") != "4" {
		t.Errorf("rated %d, shown %s; want 4", got.Rating, attr(score, "value"))
	}
	ok(d.tickets.Close(d.as(d.clerk), id, 0))(t)
	b.get(matter).is(200).says("这件事已办结。").doesNotSay("补充说明", "催办 ")
}
