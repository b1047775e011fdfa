package portal_test

import (
	"testing"
	"time"

	"github.com/xingfu/xingfu/internal/ticket"
)

// merge merges a ticket into another as the clerk.
func (d *desk) merge(number, into string, other bool) {
	d.t.Helper()
	in := ticket.Merging{Into: into, Reply: "我们合在一起处理。", OtherCustomer: other}
	if other {
		in.Reason = "同一个信关站"
	}
	ok(d.tickets.Merge(d.as(d.clerk), number, in))(d.t)
}

func TestWhoReportedTheSameAgainIsToldSo(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		b := d.browser()
		_, first := report(b, nil)
		_, again := report(b, map[string]string{"subject": "又断了"})
		d.merge(again, first, false)
		d.wait(time.Minute)
		ok(d.tickets.Reply(d.as(d.clerk), first, "正在查信关站。"))(t)
		matter := "/portal/m/" + again
		b.get(matter).is(200).says("与工单 "+first+" 是同一件事", "由北京客服中心负责", "恢复", "我们合在一起处理。", "正在查信关站。", "催办").doesNotSay("修好了吗")
		b.submit(b.get(matter), matter+"/urge", nil).is(200).says("已提醒负责的人")
		b.submit(b.get(matter), matter+"/say", map[string]string{"text": "另一条船也断。"}).is(200).says("另一条船也断。")
		b.get(matter + "/photo").is(200).doesNotSay("不能再添加文件")
		d.resolve(d.ticket(first).ID, "信关站换了备机。")
		b.get(matter).is(200).says("已修复：信关站换了备机。", "如果您这里还没好").doesNotSay("催办一下")
		b.get("/portal/?lang=en").is(200)
		b.get(matter).is(200).says("This is the same matter as ticket "+first, "The work is done")
	})
}

func TestOfAnothersMatterNothingIsTold(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		b, stranger := d.browser(), d.browser()
		_, first := report(b, nil)
		_, other := report(stranger, map[string]string{"subject": "我家的也断了", "contactPhone": "13700000000", "terminalNumber": ""})
		d.merge(other, first, true)
		d.wait(time.Minute)
		ok(d.tickets.Reply(d.as(d.clerk), first, "林船长您好,正在查。"))(t)
		matter := "/portal/m/" + other
		stranger.get(matter).is(200).says("与另一件事有关，已合在一起处理。", "正在处理").doesNotSay(first, "林船长", "同一个信关站", "恢复")
		stranger.submit(stranger.get(matter), matter+"/say", map[string]string{"text": "我还在等。"}).is(200).says("我还在等。")
		b.get("/portal/m/"+first).is(200).doesNotSay("我还在等", other)
		d.resolve(d.ticket(first).ID, "林船长的天线修好了。")
		stranger.get(matter).is(200).says("已经处理完毕").doesNotSay("林船长")
		ok(d.tickets.Unmerge(d.as(d.clerk), other, "不是一件事", 0))(t)
		stranger.get(matter).is(200).says("由北京客服中心负责", "重新单独处理").doesNotSay(first, "不是一件事", "已经处理完毕")
	})
}

func TestWhatWasSplitOffSaysWhereFrom(t *testing.T) {
	d := quick(t)
	b := d.browser()
	_, first := report(b, nil)
	matter := "/portal/m/" + first
	b.submit(b.get(matter), matter+"/say", map[string]string{"text": "账单也不对。"}).is(200)
	var said string
	for _, e := range ok(d.tickets.Story(d.as(d.clerk), first, 0))(t) {
		if e.Kind == "message" {
			said = e.ID
		}
	}
	c := ok(d.tickets.Split(d.as(d.clerk), first, ticket.Splitting{Kind: "complaint", Subject: "账单", Description: "核对", Events: []string{said}}, ""))(t)
	other := d.browser()
	page := other.submit(other.get("/portal/follow"), "/portal/follow", map[string]string{"number": c.Number, "code": c.Code}).is(200)
	page.says("从工单 " + first + " 中分出")
}
