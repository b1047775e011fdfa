package story

import (
	"fmt"
	"math"
)

// trade is a sort of customer: how they are named, what they use, where.
type trade struct {
	industry string
	pattern  string // %s is the place
	words    []string
	tier     []string
	areas    []string // of the places where they are; any when empty
	products []string
	site     string // of a terminal's site; %s is the place or ship
	ship     bool
	note     string
	weight   int
}

var trades = []trade{
	{"渔业", "%s%s渔业合作社", []string{"远汐", "顺风", "兴海", "丰汛", "同舟", "潮声"}, []string{"silver", "standard", "gold"}, []string{"sea"}, []string{"vsat", "mobile"}, "", true, "", 9},
	{"航运", "%s%s海运有限公司", []string{"恒远", "通洋", "蓝锚", "启航"}, []string{"gold", "silver"}, []string{"sea"}, []string{"vsat", "vsat", "mobile"}, "", true, "", 5},
	{"应急", "%s应急管理局%s", []string{"", "指挥中心"}, []string{"platinum"}, nil, []string{"mobile", "vsat"}, "%s应急指挥点", false, "应急客户:任何故障先报值班长,24 小时可直接联系。", 5},
	{"能源", "%s%s矿业有限公司", []string{"金石", "昆玉", "西岭"}, []string{"gold", "silver"}, []string{"rural"}, []string{"vsat", "mobile"}, "%s矿区调度室", false, "", 4},
	{"能源", "%s%s油气勘探队", []string{"第三", "第七", "先锋"}, []string{"gold"}, []string{"rural"}, []string{"vsat", "mobile", "cband"}, "%s前线营地", false, "", 3},
	{"电力", "%s%s水电站", []string{"龙潭", "青河", "石门"}, []string{"gold", "silver"}, []string{"rural"}, []string{"vsat", "mobile"}, "%s大坝值守点", false, "", 3},
	{"林业", "%s%s林场", []string{"北山", "红松", "云岭"}, []string{"silver", "standard"}, []string{"rural"}, []string{"mobile", "vsat"}, "%s瞭望塔", false, "", 4},
	{"气象水文", "%s%s观测站", []string{"高空", "水文", "地震"}, []string{"silver"}, nil, []string{"vsat"}, "%s观测站", false, "", 4},
	{"广播电视", "%s%s转播台", []string{"广播电视", "新闻"}, []string{"gold"}, nil, []string{"cband", "cband"}, "%s转播机房", false, "直播时段(18:00–22:00)不得中断检修。", 3},
	{"航空", "%s%s通用航空公司", []string{"鹰翼", "云翔"}, []string{"platinum", "gold"}, []string{"urban", "rural"}, []string{"vsat", "mobile"}, "%s运行控制室", false, "", 2},
	{"科考", "%s科学考察站%s", []string{"", "后勤队"}, []string{"platinum"}, []string{"rural"}, []string{"vsat", "cband", "mobile"}, "%s站区", false, "科考客户:现场只有一名通信员,联系请避开当地夜间。", 2},
	{"测控", "%s%s卫星数据应用中心", []string{"遥感", "海洋", "资源"}, []string{"platinum"}, []string{"urban"}, []string{"relay"}, "%s数据接收机房", false, "中继任务按窗口执行,窗口前 30 分钟内的报障按特急处理。", 2},
	{"救援", "%s%s救援队", []string{"蓝盾", "曙光"}, []string{"gold", "silver"}, nil, []string{"mobile"}, "%s备勤点", false, "", 3},
	{"旅游", "%s%s徒步俱乐部", []string{"山野", "行远"}, []string{"standard"}, []string{"rural"}, []string{"mobile"}, "%s营地", false, "", 2},
}

func (t *teller) trade() trade {
	all := 0
	for _, x := range trades {
		all += x.weight
	}
	n := t.random.IntN(all)
	for _, x := range trades {
		if n -= x.weight; n < 0 {
			return x
		}
	}
	return trades[0]
}

// serve invents the customers and gives them terminals.
func (t *teller) serve() {
	used := map[string]bool{}
	left := terminals
	for i := range customers {
		v := provinces[t.random.IntN(len(provinces))]
		var c Customer
		if t.chance(28) {
			c = t.private(v, i)
		} else {
			c = t.organisation(v, used)
		}
		c.Number = fmt.Sprintf("KH%06d", 100001+i)
		c.Unit = v.key
		need := 1
		if remaining := customers - i; left > remaining && c.Kind == "organisation" {
			need = min(t.between(1, 3), left-remaining+1)
		}
		if i == customers-1 {
			need = left
		}
		t.equip(&c, v, need, terminals-left)
		left -= need
		t.plan.Customers = append(t.plan.Customers, c)
	}
}

func (t *teller) private(v province, i int) Customer {
	_, name := t.person(map[string]bool{})
	p := pick(t, v.places)
	job := pick(t, []string{"牧民", "船主", "护林员", "货车司机", "摄影师", "地质队员", "登山者", "驻村干部"})
	c := Customer{Name: name, Kind: "person", Tier: pick(t, []string{"standard", "standard", "standard", "silver"}), Industry: job,
		Contacts: []Contact{{Name: name, Role: "本人", Phone: phone(i), Main: true}}, Sites: []Site{t.siteAt(p, p.name)}}
	if t.chance(20) {
		_, other := t.person(map[string]bool{})
		c.Contacts = append(c.Contacts, Contact{Name: other, Role: "家属", Phone: phone(5000 + i)})
	}
	return c
}

// siteAt puts a site near a place: within some kilometres, so that no two are one.
func (t *teller) siteAt(p place, name string) Site {
	near := func(x float64) float64 { return math.Round((x+(t.random.Float64()-0.5)*0.12)*1e4) / 1e4 }
	return Site{Name: name, Area: p.area, Address: p.name, Lat: near(p.lat), Lon: near(p.lon), HeightM: p.h}
}

func (t *teller) organisation(v province, used map[string]bool) Customer {
	for {
		x := t.trade()
		p := pick(t, v.places)
		if len(x.areas) > 0 && !contains(x.areas, p.area) || x.industry == "科考" && p.lat > 0 && p.lat < 60 {
			continue
		}
		name := fmt.Sprintf(x.pattern, p.name, pick(t, x.words))
		if x.industry == "科考" {
			name = fmt.Sprintf(x.pattern, p.name[:len(p.name)-len("站")], pick(t, x.words))
		}
		if used[name] {
			name += pick(t, []string{"一部", "二部", "三部", "东区", "西区", "南区", "北区"})
		}
		if used[name] {
			continue
		}
		used[name] = true
		c := Customer{Name: name, Kind: "organisation", Tier: pick(t, x.tier), Industry: x.industry, Note: x.note, NoteMust: x.note != ""}
		for j, role := range []string{"联系人", "值班员"} {
			_, who := t.person(map[string]bool{})
			n := 1000 + len(used)*2 + j
			c.Contacts = append(c.Contacts, Contact{Name: who, Role: role, Phone: phone(n), Email: fmt.Sprintf("kh%d@example.com", n), Main: j == 0})
		}
		c.Sites = t.sites(x, p)
		return c
	}
}

var shipNames = []string{"渔", "远", "海丰", "顺达", "振洋", "金鲨", "蓝鲸", "东极"}

func (t *teller) sites(x trade, p place) []Site {
	if !x.ship {
		return []Site{t.siteAt(p, fmt.Sprintf(x.site, p.name))}
	}
	var list []Site
	for range t.between(1, 2) {
		at := p
		at.lat -= t.random.Float64() * 2
		at.lon += t.random.Float64() * 2
		s := t.siteAt(at, fmt.Sprintf("%s%s%05d 船", string([]rune(p.name)[:2]), pick(t, shipNames), t.between(10000, 69999)))
		s.Area, s.Address, s.HeightM = "sea", p.name+"外海", 8
		list = append(list, s)
	}
	return list
}

func contains(list []string, one string) bool {
	for _, x := range list {
		if x == one {
			return true
		}
	}
	return false
}

// kit is equipment of a product on a satellite with its longitude in degrees east.
type kit struct {
	satellite             string
	lon                   float64
	maker, model, antenna string
	plan                  string
	gateway               string
	beams                 int
}

var kits = map[string][]kit{
	"mobile": {{"天通一号01", 101.4, "华星", "HX-S900 卫星电话", "内置折叠天线", "天通畅联 300 分钟", "怀柔信关站", 60}, {"天通一号02", 125.0, "海格力", "ST-20 卫星电话", "内置折叠天线", "天通海洋 600 分钟", "三亚信关站", 40}},
	"vsat": {{"亚太6C", 134.0, "中天宽讯", "KV-120 便携站", "1.2 m 偏馈", "Ku 宽带 10M", "怀柔信关站", 12}, {"中星10R", 110.5, "远洋通", "MK-80 船载站", "0.8 m 动中通", "海上宽带 8M", "三亚信关站", 10},
		{"中星16号", 110.5, "凌宇", "KA-75 高通量站", "0.75 m 偏馈", "Ka 高通量 50M", "怀柔信关站", 26}, {"亚太6D", 134.0, "远洋通", "MK-100 船载站", "1.0 m 动中通", "海上高通量 30M", "三亚信关站", 90}},
	"cband": {{"中星6E", 115.5, "华信天线", "CR-300 接收站", "3.0 m 正馈", "C 波段转播 36M", "怀柔信关站", 1}, {"中星6C", 130.5, "华信天线", "CR-450 收发站", "4.5 m 正馈", "C 波段专线 4M", "怀柔信关站", 1}},
	"relay": {{"天链二号01", 80.1, "中测", "RX-7 数据接收终端", "专线接入", "Ka 单址中继", "怀柔信关站", 1}, {"天链二号02", 171.0, "中测", "RX-7 数据接收终端", "专线接入", "S 单址中继", "怀柔信关站", 1}},
}

func (t *teller) equip(c *Customer, v province, n, first int) {
	products := []string{"mobile"}
	for _, x := range trades {
		if x.industry == c.Industry && c.Kind == "organisation" {
			products = x.products
			break
		}
	}
	for i := range n {
		product := products[i%len(products)]
		k := pick(t, kits[product])
		serial := first + i
		number := fmt.Sprintf("17400%06d", 100000+serial*7)
		if product != "mobile" {
			number = fmt.Sprintf("%s-%s-%04d", map[string]string{"vsat": "VS", "cband": "CB", "relay": "RL"}[product], v.key, 1000+serial)
		}
		site := i % len(c.Sites)
		c.Terminals = append(c.Terminals, Terminal{Number: number, IMEI: fmt.Sprintf("8664200%08d", serial*13), SIM: fmt.Sprintf("8986170%012d", serial*17),
			Serial: fmt.Sprintf("XL%s%06d", map[string]string{"mobile": "M", "vsat": "V", "cband": "C", "relay": "R"}[product], serial), Model: k.model, Maker: k.maker,
			Product: product, Satellite: k.satellite, SatelliteLon: k.lon, Beam: fmt.Sprintf("%s-B%02d", product, t.between(1, k.beams)), Gateway: k.gateway,
			Antenna: k.antenna, Firmware: fmt.Sprintf("%d.%d.%d", t.between(2, 4), t.between(0, 9), t.between(0, 20)), State: "active", Site: site})
		state := "active"
		if t.chance(5) {
			state = "suspended-arrears"
		}
		c.Subscriptions = append(c.Subscriptions, Subscription{Product: product, Plan: k.plan, State: state,
			StartsOn: fmt.Sprintf("%d-%02d-01", t.between(2022, 2025), t.between(1, 12)), Terminal: i})
	}
}
