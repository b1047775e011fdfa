package story

// trade is a sort of organisation: how it is named, what it uses, where.
type trade struct {
	industry string
	names    []string // {p} is a place, {c} a county
	tier     []string
	areas    []string // of the places where it is; on land anywhere when empty
	products []string
	site     string // the name of a terminal's site; {p} is the place
	vessel   string // names what sails or flies; %d is its number
	note     string
	weight   int
}

// own is the area of what sails, flies or stands in the ice; other sites have that of their place.
func (x *trade) own() string {
	switch x.industry {
	case "渔业", "航运":
		return "sea"
	case "航空":
		return "air"
	}
	return ""
}

var trades = []trade{
	{"渔业", []string{"{p}远汐渔业合作社", "{p}兴海渔业合作社", "{p}丰汛渔业合作社", "{p}同舟渔业合作社", "{p}潮声水产公司", "{p}顺澜渔业公司"}, []string{"silver", "standard", "gold"},
		[]string{"sea"}, []string{"vsat", "mobile"}, "", "{p}渔%d号", "", 9},
	{"航运", []string{"{p}恒远海运公司", "{p}蓝锚航运公司", "{p}通洋船务公司", "{p}启航轮渡公司"}, []string{"gold", "silver"},
		[]string{"sea"}, []string{"vsat", "vsat", "mobile"}, "", "{p}远洋%d轮", "", 5},
	{"应急", []string{"{c}应急管理局", "{c}防汛抗旱指挥部办公室", "{c}森林消防大队", "{c}地震应急中心"}, []string{"platinum"},
		nil, []string{"mobile", "vsat"}, "{p}应急指挥点", "", "应急客户：任何故障先报值班长，值班电话 24 小时有人接。", 5},
	{"能源", []string{"{p}金石矿业公司", "{p}昆玉矿业公司", "{p}西岭矿业公司"}, []string{"gold", "silver"},
		[]string{"rural"}, []string{"vsat", "mobile"}, "{p}矿区调度室", "", "", 4},
	{"能源", []string{"{p}第三勘探队", "{p}第七勘探队", "{p}先锋测井队"}, []string{"gold"},
		[]string{"rural"}, []string{"vsat", "mobile", "cband"}, "{p}前线营地", "", "", 3},
	{"电力", []string{"{p}龙首水电站", "{p}青河水电站", "{p}石门线路工区"}, []string{"gold", "silver"},
		[]string{"rural"}, []string{"vsat", "mobile"}, "{p}大坝值守点", "", "", 3},
	{"林业", []string{"{p}北山林场", "{p}红松林场", "{p}云岭管护站"}, []string{"silver", "standard"},
		[]string{"rural"}, []string{"mobile", "vsat"}, "{p}瞭望塔", "", "", 4},
	{"气象水文", []string{"{c}高空观测站", "{c}水文站", "{c}地震台"}, []string{"silver"},
		nil, []string{"vsat"}, "{p}观测站", "", "", 4},
	{"广播电视", []string{"{c}广播电视转播台", "{c}融媒体中心"}, []string{"gold"},
		nil, []string{"cband", "cband"}, "{p}转播机房", "", "每天 18:00–22:00 直播，这段时间不安排检修。", 3},
	{"航空", []string{"{p}鹰翼通用航空公司", "{p}云翔航空运行部"}, []string{"platinum", "gold"},
		[]string{"urban", "rural"}, []string{"vsat", "mobile"}, "", "机载%02d号机", "", 2},
	{"测控", []string{"{p}遥感数据中心", "{p}海洋卫星应用中心", "{p}资源数据接收站"}, []string{"platinum"},
		[]string{"urban"}, []string{"relay"}, "{p}数据接收机房", "", "中继任务按窗口执行，窗口前 30 分钟内的报障按特急办。", 2},
	{"救援", []string{"{p}蓝盾救援队", "{p}曙光救援队"}, []string{"gold", "silver"},
		nil, []string{"mobile"}, "{p}备勤点", "", "", 3},
	{"旅游", []string{"{p}山野徒步俱乐部", "{p}行远户外公司"}, []string{"standard"},
		[]string{"rural"}, []string{"mobile"}, "{p}营地", "", "", 2},
	{"科考", []string{"{p}考察队", "{p}后勤保障组"}, []string{"platinum"},
		[]string{"polar"}, []string{"vsat", "cband"}, "{p}通信机房", "", "现场只有一名通信员，联系请避开当地夜间。", 2},
}

// kit is equipment of a product on a satellite with its longitude in degrees east.
type kit struct {
	satellite             string
	lon                   float64
	maker, model, antenna string
	plan, beam            string
	beams                 int
	areas                 []string // where it is used; anywhere when empty
}

var (
	afloat = []string{"sea", "air"}
	ashore = []string{"rural", "urban"}
)

var kits = map[string][]kit{
	"mobile": {
		{"天通一号01", 101.4, "华星", "HX-S900", "折叠天线", "天通畅联 300 分钟", "S1", 60, []string{"rural", "urban"}},
		{"天通一号02", 125.0, "海格力", "ST-20", "折叠天线", "天通海洋 600 分钟", "S2", 40, nil},
		{"天通一号01", 101.4, "星语", "XY-M3", "短鞭天线", "天通畅联 100 分钟", "S1", 60, []string{"rural", "urban"}},
	},
	"vsat": {
		{"亚太6C", 134.0, "中天宽讯", "KV-120", "1.2 m 偏馈", "Ku 宽带 10M", "KU", 12, ashore},
		{"中星12号", 87.5, "中天宽讯", "KV-180", "1.8 m 偏馈", "Ku 专线 4M", "KU", 8, ashore},
		{"中星16号", 110.5, "凌宇", "KA-75", "0.75 m 偏馈", "Ka 高通量 50M", "KA", 26, ashore},
		{"中星26号", 125.0, "凌宇", "KA-90", "0.9 m 偏馈", "Ka 高通量 80M", "KA", 90, ashore},
		{"中星10R", 110.5, "远洋通", "MK-80", "0.8 m 动中通", "动中通宽带 8M", "KU", 10, afloat},
		{"亚太6D", 134.0, "远洋通", "MK-100", "1.0 m 动中通", "动中通高通量 30M", "KU", 90, afloat},
		{"亚太7号", 76.5, "中天宽讯", "KV-300P", "3.0 m 加热型", "极地专线 2M", "KU", 6, []string{"polar"}},
		{"亚太9号", 142.0, "中天宽讯", "KV-300P", "3.0 m 加热型", "极地专线 2M", "KU", 6, []string{"polar"}},
	},
	"cband": {
		{"中星6E", 115.5, "华信天线", "CR-300", "3.0 m 正馈", "C 波段转播 36M", "C", 1, ashore},
		{"中星6C", 130.5, "华信天线", "CR-450", "4.5 m 正馈", "C 波段专线 4M", "C", 1, ashore},
		{"亚太7号", 76.5, "华信天线", "CR-450P", "4.5 m 加热型", "C 波段专线 2M", "C", 1, []string{"polar"}},
		{"亚太9号", 142.0, "华信天线", "CR-450P", "4.5 m 加热型", "C 波段专线 2M", "C", 1, []string{"polar"}},
	},
	"relay": {
		{"天链二号01", 80.1, "中测", "RX-7", "专线接入", "Ka 单址中继", "SKA", 1, nil},
		{"天链二号02", 171.0, "中测", "RX-7", "专线接入", "S 单址中继", "SKA", 1, nil},
	},
}

// lowest is the elevation, in degrees, under which a site cannot use a satellite.
const lowest = 4

// kitFor draws what is used at a site.
func (t *teller) kitFor(product string, site *Site, polar bool) kit {
	area := site.Area
	if polar {
		area = "polar"
	}
	var fit []kit
	for _, k := range kits[product] {
		_, elevation := look(site, k.lon)
		if (len(k.areas) == 0 || contains(k.areas, area)) && (elevation > lowest || product == "relay") {
			fit = append(fit, k)
		}
	}
	return pick(t, fit)
}
