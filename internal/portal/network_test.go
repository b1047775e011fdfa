package portal_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/outage"
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// declare makes an outage of the terminal's beam known that has just begun.
func (d *desk) declare(words lang.Text, change func(*outage.Input)) *outage.Outage {
	d.t.Helper()
	in := outage.Input{Kind: outage.Failure, Ways: customer.Ways{Beams: []string{"KU-03"}}, Area: lang.Text{Zh: "浙江沿海", En: "the coast of Zhejiang"},
		Words: words, StartsAt: d.time(), Internal: "功放烧毁"}
	if change != nil {
		change(&in)
	}
	return ok(d.outages.Declare(org.AsProgram(d.ctx()), in))(d.t)
}

func TestCustomersSeeWhetherItIsTheNetwork(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		b := d.browser()
		b.get("/portal/").says("是我的问题还是网络的问题？").doesNotSay("处通信中断")
		b.get("/portal/network").says("现在没有大范围的通信中断").says("报告故障")
		_, number := report(b, map[string]string{"terminalNumber": terminal})
		matter := "/portal/m/" + number
		b.get(matter).doesNotSay("您的终端所在的网络")

		d.wait(time.Minute)
		until := d.time().Add(6 * time.Hour)
		o := d.declare(lang.Text{Zh: "信关站设备故障，正在抢修。"}, func(in *outage.Input) { in.ExpectedEnd = &until })
		d.declare(lang.Text{Zh: "更换设备。"}, func(in *outage.Input) {
			in.Kind, in.StartsAt, in.Area, in.Ways.Beams = outage.Planned, d.time().Add(5*24*time.Hour), lang.Text{Zh: "海南"}, []string{"KU-09"}
		})
		b.get("/portal/").says("现在有 1 处通信中断或作业")
		b.get("/portal/network").says("通信中断：浙江沿海", "波束 KU-03", "信关站设备故障，正在抢修。", "预计北京时间今天（11月23日）20:06 前恢复", "计划作业：海南").doesNotSay("功放烧毁")
		b.get(matter).says("您的终端所在的网络", "通信中断：浙江沿海").doesNotSay("海南", "功放烧毁")

		d.wait(7 * time.Hour)
		b.get(matter).says("现在还没有，很抱歉")
		end := d.time()
		in := outage.Input{Kind: o.Kind, Ways: o.Ways, Area: o.Area, Words: o.Words, StartsAt: o.StartsAt, ExpectedEnd: o.ExpectedEnd, EndedAt: &end}
		ok(d.outages.Change(org.AsProgram(d.ctx()), o.ID, in, o.Version))(t)
		b.get(matter).says("如果您那里还是不通，请在下面告诉我们")
		b.get("/portal/network").doesNotSay("浙江沿海")

		b.get("/portal/?lang=en")
		b.get(matter).says("Interruption: the coast of Zhejiang", "We are working on it.")
		b.get("/portal/network").says("Planned work: some places", "The service is interrupted while we work.").doesNotSay("海南", "更换设备")
		if strings.Contains(b.get("/portal/network").raw, d.ticket(number).TerminalID) {
			t.Error("the page knows whose terminal it is")
		}
	})
}

// Much trouble at once, in words that pack badly, still fits through one bar of signal.
func TestTheNetworkPageStaysSmall(t *testing.T) {
	d := quick(t)
	source := rand.New(rand.NewPCG(1, 2))
	write := func(n int) string {
		runes := make([]rune, n)
		for i := range runes {
			runes[i] = rune(0x4e00 + source.IntN(3000))
		}
		return string(runes)
	}
	b := d.browser()
	matter := story(d, b)
	for range 19 {
		d.wait(time.Minute)
		d.declare(lang.Text{Zh: write(1000)}, func(in *outage.Input) { in.Area.Zh = write(30) })
	}
	checkSize(t, "network", b.get("/portal/network").says("还有 9 处没有列出"), furtherMost)
	checkSize(t, "matter", b.get(matter), furtherMost)
	b.get("/portal/?text=1")
	checkSize(t, "network, text", b.get("/portal/network"), textMost)
}
