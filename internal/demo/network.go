package demo

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/demo/story"
	"github.com/xingfu/xingfu/internal/outage"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/now"
)

// told is an outage of the demo, with what is said of it later.
type told struct {
	outage.Input
	began time.Duration // before now; negative: ahead
	after []later
}

// later is what is said of an outage some time after it was declared.
type later struct {
	after time.Duration
	words lang.Text
	end   time.Duration // from its begin to when it is expected to end; zero: as before
	over  bool
}

// addOutages lets the network's supervisor tell of a beam that is out now, work to come, and what has passed.
func (p *player) addOutages(ctx context.Context) error {
	by := p.plan.Staff[slices.IndexFunc(p.plan.Staff, func(s story.Staff) bool { return s.Unit == "noc" && s.Role == "supervisor" })].Login
	for _, x := range p.network() {
		if err := p.declare(p.as(ctx, by), x); err != nil {
			return fmt.Errorf("outage %s: %w", x.Area.Zh, err)
		}
	}
	return nil
}

func (p *player) declare(ctx context.Context, x told) error {
	at := now.From(ctx).Add(-x.began).Truncate(time.Minute)
	in := x.Input
	in.StartsAt = at
	if in.ExpectedEnd != nil {
		end := at.Add(in.ExpectedEnd.Sub(time.Time{}))
		in.ExpectedEnd = &end
	}
	declared := at.Add(4 * time.Minute)
	if x.Kind == outage.Planned {
		declared = at.Add(-6 * 24 * time.Hour)
	}
	made, err := p.Outages.Declare(now.At(ctx, declared), in)
	if err != nil {
		return err
	}
	version := made.Version
	for _, l := range x.after {
		moment := at.Add(l.after)
		in.Words = l.words
		if l.end > 0 {
			end := at.Add(l.end)
			in.ExpectedEnd = &end
		}
		if l.over {
			in.EndedAt = &moment
		}
		changed, err := p.Outages.Change(now.At(ctx, moment), made.ID, in, version)
		if err != nil {
			return err
		}
		version = changed.Version
	}
	return nil
}

// within is a moment as far from the beginning of time as an outage is expected to last.
func within(d time.Duration) *time.Time {
	at := time.Time{}.Add(d)
	return &at
}

func (p *player) network() []told {
	ku, ka := p.busiest("Ku"), p.busiest("Ka")
	return []told{
		{outage.Input{Kind: outage.Failure, Ways: customer.Ways{Gateways: []string{"怀柔信关站"}}, Area: lang.Text{Zh: "经怀柔信关站通信的各地", En: "Wherever services go through the Huairou gateway"},
			Words:    lang.Text{Zh: "怀柔信关站供电故障，经该站的业务中断，正在切换备用电源。", En: "A power failure at the Huairou gateway interrupts services through it. We are switching to backup power."},
			Internal: "UPS 2 号柜故障，油机已启动。"}, 18 * 24 * time.Hour, []later{
			{95 * time.Minute, lang.Text{Zh: "备用电源已投入，业务正在逐步恢复。", En: "Backup power is on; services are coming back."}, 150 * time.Minute, false},
			{150 * time.Minute, lang.Text{Zh: "业务已全部恢复。如仍不通，请把终端断电重启一次。", En: "All services are back. If yours is not, switch the terminal off and on once."}, 0, true}}},
		{outage.Input{Kind: outage.Planned, Ways: customer.Ways{Gateways: []string{"三亚信关站"}}, Area: lang.Text{Zh: "经三亚信关站通信的各地", En: "Wherever services go through the Sanya gateway"},
			Words:    lang.Text{Zh: "三亚信关站升级软件，其间通信会中断两次，每次不超过 10 分钟。", En: "Software of the Sanya gateway is updated; the service is interrupted twice, for no more than 10 minutes each."},
			Internal: "变更单 CHG-1207，回退窗口 4:30。", ExpectedEnd: within(3 * time.Hour)}, -70 * time.Hour, nil},
		{outage.Input{Kind: outage.Planned, Ways: customer.Ways{Beams: []string{ka}}, Area: lang.Text{Zh: ka + " 波束覆盖的地区", En: "Where beam " + ka + " serves"},
			Words: lang.Text{Zh: "调整波束功率，凌晨短时中断。", En: "The power of the beam is adjusted, with short interruptions at night."}, ExpectedEnd: within(2 * time.Hour)}, 5 * 24 * time.Hour, []later{
			{110 * time.Minute, lang.Text{Zh: "调整已完成，业务正常。", En: "The work is done; services are normal."}, 0, true}}},
		{outage.Input{Kind: outage.Failure, Ways: customer.Ways{Beams: []string{ku}}, Area: lang.Text{Zh: ku + " 波束覆盖的地区", En: "Where beam " + ku + " serves"},
			Words:    lang.Text{Zh: "这个波束的下行信号偏弱，部分终端掉线，正在排查。", En: "The signal of this beam is weak and some terminals lose it. We are looking into it."},
			Internal: "转发器输出功率下降 3 dB，卫星测控已介入。"}, 130 * time.Minute, []later{
			{45 * time.Minute, lang.Text{Zh: "已定位为转发器功率下降，正在切换备份转发器，其间可能短时中断。", En: "A transponder has lost power. We are switching to its backup; short interruptions are possible."}, 5 * time.Hour, false}}},
	}
}

// busiest is the beam of a band with the most terminals.
func (p *player) busiest(band string) string {
	count := map[string]int{}
	for _, c := range p.plan.Customers {
		for _, x := range c.Terminals {
			if strings.HasPrefix(strings.ToLower(x.Beam), strings.ToLower(band)) && x.State == "active" {
				count[x.Beam]++
			}
		}
	}
	return slices.MaxFunc(slices.Sorted(maps.Keys(count)), func(a, b string) int { return cmp.Compare(count[a], count[b]) })
}

// found is what engineers note at sites, by the area: mast, power and so on.
var found = []struct{ kind, area, words string }{
	{"access", "sea", "靠港才能上船，先与船长约潮水时间；舷梯窄，设备箱要分开搬。"},
	{"mast", "sea", "天线装在驾驶台顶罗经甲板，抱箍有锈，下次靠港时更换。"},
	{"sight", "sea", "左舷后方被吊杆遮挡，航向 200–230 度时信号会掉。"},
	{"access", "rural", "从县道下来最后 4 公里是土路，雨后要四驱车；钥匙在值班室。"},
	{"power", "rural", "市电不稳，晚上常停电两三个小时；有 2 kVA 不间断电源，电池 2024 年换过。"},
	{"lightning", "rural", "接地电阻实测 8 Ω，偏高；馈线避雷器已换。"},
	{"sight", "rural", "南偏西 10 度方向有一排杨树，夏天枝叶会挡到天线下沿。"},
	{"access", "urban", "大楼 18:00 后锁门，上楼顶要提前一天向物业登记。"},
	{"contact", "urban", "机房值守两班倒，白班先找设备主管，夜班按门铃。"},
	{"mast", "urban", "楼顶女儿墙内混凝土墩，天线底座牢固，2025 年紧过螺栓。"},
}

// addFacts lets the engineers of the provinces note what they found at sites.
func (p *player) addFacts(ctx context.Context) error {
	for i, c := range p.plan.Customers {
		by := slices.IndexFunc(p.plan.Staff, func(s story.Staff) bool { return s.Unit == c.Unit && s.Role == "supervisor" })
		if i%2 == 1 || by < 0 || c.Kind == "person" {
			continue
		}
		for j, site := range c.Sites {
			for k, f := range found {
				if f.area != site.Area || (i/2+j+k)%3 == 0 {
					continue
				}
				at := now.From(ctx).AddDate(0, 0, -20-(i*7+j*31+k*53)%300)
				fact := customer.FactFields{Kind: f.kind, Words: f.words, SeenOn: at.Format(time.DateOnly)}
				if f.kind == "mast" || f.kind == "power" {
					fact.ValidUntil = at.AddDate(1, 0, 0).Format(time.DateOnly)
				}
				if _, err := p.Customers.AddFact(p.as(now.At(ctx, at), p.plan.Staff[by].Login), p.customers[i].sites[j], fact); err != nil {
					return fmt.Errorf("site %s: %w", site.Name, err)
				}
			}
		}
	}
	return nil
}
