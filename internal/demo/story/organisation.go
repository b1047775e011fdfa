package story

import "fmt"

// province is one of the operator's provinces with places where its customers are. Counties are
// invented, for the names of offices.
type province struct {
	key, name string
	counties  []string
	places    []place
}

// place is a real place; its coordinates are WGS 84, its height is in metres. Its area is that of a site, or
// polar: out in the ice, where only expeditions are.
type place struct {
	name, area  string
	lat, lon, h float64
}

var provinces = []province{
	{"zj", "浙江", []string{"临屿县", "青峤县", "望舟区"}, []place{{"舟山沈家门", "sea", 29.95, 122.30, 5}, {"嵊泗列岛", "sea", 30.73, 122.45, 20}, {"台州大陈岛", "sea", 28.46, 121.90, 60}, {"温州洞头", "sea", 27.84, 121.16, 30}, {"丽水景宁", "rural", 27.97, 119.64, 420}, {"杭州滨江", "urban", 30.21, 120.21, 10}, {"衢州开化", "rural", 29.14, 118.41, 310}}},
	{"fj", "福建", []string{"屏澳县", "松岚县", "鹭洲区"}, []place{{"福州马尾", "urban", 25.99, 119.46, 10}, {"霞浦三沙", "sea", 26.92, 120.21, 10}, {"平潭岛", "sea", 25.50, 119.79, 20}, {"南平武夷山", "rural", 27.76, 118.03, 560}, {"东山岛", "sea", 23.70, 117.43, 15}, {"龙岩上杭", "rural", 25.05, 116.42, 380}}},
	{"gd", "广东", []string{"海朗县", "云岬县", "南汀区"}, []place{{"湛江硇洲岛", "sea", 20.91, 110.59, 20}, {"阳江闸坡", "sea", 21.58, 111.83, 5}, {"汕尾遮浪", "sea", 22.66, 115.57, 10}, {"珠海万山", "sea", 21.93, 113.72, 40}, {"韶关乳源", "rural", 24.78, 113.28, 520}, {"广州南沙", "urban", 22.80, 113.52, 5}}},
	{"hi", "海南", []string{"潭岬县", "椰湾县", "琼洲区"}, []place{{"三亚崖州", "sea", 18.36, 109.16, 5}, {"文昌清澜", "sea", 19.56, 110.82, 5}, {"儋州白马井", "sea", 19.71, 109.22, 5}, {"琼海潭门", "sea", 19.24, 110.62, 5}, {"五指山", "rural", 18.78, 109.52, 620}, {"海口秀英", "urban", 20.01, 110.29, 10}}},
	{"sc", "四川", []string{"雅措县", "石莲县", "川屏区"}, []place{{"甘孜石渠", "rural", 32.98, 98.10, 4200}, {"凉山木里", "rural", 27.93, 101.28, 2600}, {"阿坝若尔盖", "rural", 33.58, 102.96, 3440}, {"成都双流", "urban", 30.58, 103.92, 490}, {"雅安宝兴", "rural", 30.37, 102.81, 1020}, {"攀枝花盐边", "rural", 26.68, 101.85, 1150}}},
	{"hl", "黑龙江", []string{"北凇县", "呼玛岭县", "龙漠区"}, []place{{"漠河北极村", "rural", 53.48, 122.36, 300}, {"大兴安岭呼中", "rural", 52.03, 123.58, 520}, {"黑河孙吴", "rural", 49.43, 127.34, 240}, {"哈尔滨松北", "urban", 45.82, 126.56, 130}, {"抚远乌苏镇", "rural", 48.27, 134.73, 45}, {"伊春嘉荫", "rural", 48.89, 130.40, 90}}},
	{"xj", "新疆", []string{"昆图县", "阿勒岭县", "瀚泽区"}, []place{{"塔什库尔干", "rural", 37.77, 75.23, 3090}, {"阿勒泰禾木", "rural", 48.57, 87.43, 1120}, {"沙雅哈得", "rural", 40.83, 83.02, 950}, {"若羌依吞布拉克", "rural", 38.28, 90.20, 3160}, {"乌鲁木齐高新区", "urban", 43.87, 87.56, 800}, {"罗布泊镇", "rural", 40.51, 90.86, 800}}},
	{"bj", "北京", []string{"雁西区", "燕岭区"}, []place{{"北京海淀", "urban", 39.98, 116.31, 50}, {"北京怀柔雁栖", "rural", 40.40, 116.68, 90}, {"北京顺义", "urban", 40.07, 116.60, 35}, {"北京延庆", "rural", 40.46, 115.97, 490}, {"北京密云", "rural", 40.38, 116.84, 75}, {"南极中山站", "polar", -69.37, 76.38, 15}, {"南极秦岭站", "polar", -74.93, 163.70, 20}}},
}

func (t *teller) organise() {
	p := t.plan
	p.Units = []Unit{
		{"hq", "", "星联卫星通信公司", "headquarters"},
		{"ncc", "hq", "客户服务中心", "centre"},
		{"noc", "hq", "网络运行中心", "centre"},
		{"space", "noc", "卫星与波束组", "team"},
		{"gwn", "noc", "怀柔信关站", "team"},
		{"gws", "noc", "三亚信关站", "team"},
		{"core", "noc", "核心网组", "team"},
		{"ter", "noc", "地面传输组", "team"},
		{"relay", "noc", "中继运控组", "team"},
		{"plat", "hq", "业务平台部", "centre"},
		{"acct", "hq", "计费账务中心", "centre"},
		{"lab", "hq", "终端技术支持部", "centre"},
	}
	everywhere := [][2]string{{"terminal", "lab"}, {"antenna", "lab"}, {"sim", "acct"}, {"space", "space"}, {"relay", "relay"}, {"gateway", "gwn"},
		{"core", "core"}, {"terrestrial", "ter"}, {"processing", "relay"}, {"platform", "plat"}, {"account", "acct"}}
	for _, a := range everywhere {
		p.Answers = append(p.Answers, Answer{Link: a[0], Unit: a[1]})
	}
	for _, v := range provinces {
		p.Units = append(p.Units, Unit{v.key, "hq", v.name + "分公司", "province"}, Unit{v.key + "-field", v.key, v.name + "终端与射频维护组", "team"})
		p.Answers = append(p.Answers, Answer{"terminal", v.key, v.key + "-field"}, Answer{"antenna", v.key, v.key + "-field"})
		if v.key == "hi" || v.key == "gd" || v.key == "fj" {
			p.Answers = append(p.Answers, Answer{"gateway", v.key, "gws"})
		}
	}
}

// answering gives the unit that answers for a link for customers of a province, as the answers say.
func (t *teller) answering(link, served string) string {
	unit := ""
	for _, a := range t.plan.Answers {
		if a.Link == link && (a.For == served || a.For == "" && unit == "") {
			unit = a.Unit
		}
	}
	return unit
}

// word is a name with its spelling in Latin letters, for log-in names.
type word struct{ zh, latin string }

var surnames = []word{{"林", "lin"}, {"陈", "chen"}, {"周", "zhou"}, {"吴", "wu"}, {"郑", "zheng"}, {"王", "wang"}, {"冯", "feng"}, {"许", "xu"}, {"何", "he"}, {"吕", "lv"},
	{"施", "shi"}, {"张", "zhang"}, {"孔", "kong"}, {"曹", "cao"}, {"严", "yan"}, {"华", "hua"}, {"金", "jin"}, {"魏", "wei"}, {"陶", "tao"}, {"姜", "jiang"},
	{"戚", "qi"}, {"谢", "xie"}, {"邹", "zou"}, {"喻", "yu"}, {"柏", "bai"}, {"水", "shui"}, {"窦", "dou"}, {"章", "zhang"}, {"云", "yun"}, {"苏", "su"},
	{"潘", "pan"}, {"葛", "ge"}, {"范", "fan"}, {"彭", "peng"}, {"郎", "lang"}, {"鲁", "lu"}, {"韦", "wei"}, {"昌", "chang"}, {"马", "ma"}, {"苗", "miao"}}

var givens = []word{{"悦", "yue"}, {"海平", "haiping"}, {"立新", "lixin"}, {"晓岚", "xiaolan"}, {"志远", "zhiyuan"}, {"春燕", "chunyan"}, {"建业", "jianye"}, {"思齐", "siqi"}, {"文静", "wenjing"}, {"国梁", "guoliang"},
	{"雪松", "xuesong"}, {"明月", "mingyue"}, {"子衡", "ziheng"}, {"秀英", "xiuying"}, {"一帆", "yifan"}, {"长江", "changjiang"}, {"若兰", "ruolan"}, {"大勇", "dayong"}, {"晨光", "chenguang"}, {"丽娜", "lina"},
	{"振华", "zhenhua"}, {"小满", "xiaoman"}, {"天佑", "tianyou"}, {"慧敏", "huimin"}, {"学东", "xuedong"}, {"婉清", "wanqing"}, {"少杰", "shaojie"}, {"玉珍", "yuzhen"}, {"浩然", "haoran"}, {"宁远", "ningyuan"}}

// person draws a name; the log-in name is its spelling, with a number where it is taken.
func (t *teller) person(taken map[string]bool) (login, name string) {
	for {
		s, g := pick(t, surnames), pick(t, givens)
		login, name = s.latin+"."+g.latin, s.zh+g.zh
		if !taken[login] {
			taken[login] = true
			return login, name
		}
	}
}

func (t *teller) people() {
	taken := map[string]bool{}
	t.byUnit = map[string][]Staff{}
	add := func(n int, unit, role, roleUnit, scope string) {
		for range n {
			login, name := t.person(taken)
			s := Staff{Login: login, Name: name, Unit: unit, Role: role, RoleUnit: roleUnit, Scope: scope}
			t.plan.Staff = append(t.plan.Staff, s)
			t.byUnit[unit+"/"+role] = append(t.byUnit[unit+"/"+role], s)
		}
	}
	add(6, "ncc", "frontdesk", "", "all")
	add(1, "hq", "supervisor", "", "all")
	add(1, "ncc", "supervisor", "", "subtree")
	add(1, "noc", "supervisor", "", "subtree")
	add(1, "hq", "admin", "", "all")
	add(1, "hq", "auditor", "", "all")
	for _, unit := range []string{"space", "gwn", "gws", "core", "ter", "relay", "plat", "acct", "lab"} {
		add(2, unit, "engineer", "", "unit")
	}
	for _, v := range provinces {
		add(2, v.key, "frontdesk", "", "subtree")
		add(1, v.key, "supervisor", "", "subtree")
		add(2, v.key+"-field", "engineer", "", "unit")
	}
	t.plan.Staff = append(t.plan.Staff,
		Staff{Login: "shen.anning", Name: "沈安宁", Unit: "hq", Role: "security", Scope: "all"},
		Staff{Login: "gu.zhixing", Name: "顾知行", Unit: "zj", Role: "account", Scope: "subtree"},
		Staff{Login: "lu.xiangwan", Name: "陆向晚", Unit: "gd", Role: "account", Scope: "subtree"})
}

// engineer is somebody of a unit who works on handoffs.
func (t *teller) engineer(unit string) string { return pick(t, t.byUnit[unit+"/engineer"]).Login }

// phone gives an invented number, from 13900000001 on.
func phone(n int) string { return fmt.Sprintf("1390000%04d", n+1) }
