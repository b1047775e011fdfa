package customer

import (
	"math"
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// words are codes with what people write for them in tables.
type words []struct {
	code string
	name lang.Text
	also []string
}

var (
	kindWords = words{{"person", lang.T("个人", "Person"), nil}, {"organisation", lang.T("单位", "Organisation"), []string{"企业", "公司", "政企", "organization"}}}
	tierWords = words{{"platinum", lang.T("白金", "Platinum"), []string{"白金级", "钻石"}}, {"gold", lang.T("金牌", "Gold"), []string{"金", "金级"}},
		{"silver", lang.T("银牌", "Silver"), []string{"银", "银级"}}, {"standard", lang.T("普通", "Standard"), []string{"标准", "一般"}}}
	localeWords = words{{"zh", lang.T("中文", "Chinese"), nil}, {"en", lang.T("英文", "English"), []string{"英语"}}}
	portalWords = words{{"none", lang.T("无", "None"), nil}, {"view", lang.T("查看", "View"), nil}, {"report", lang.T("报障", "Report"), nil}, {"manage", lang.T("管理", "Manage"), nil}}
	areaWords   = words{{"urban", lang.T("城市", "Urban"), []string{"城镇"}}, {"rural", lang.T("农村", "Rural"), []string{"乡村"}},
		{"sea", lang.T("海上", "Sea"), []string{"海洋"}}, {"air", lang.T("空中", "Air"), []string{"航空"}}}
	productWords = words{{"mobile", lang.T("卫星电话", "Satellite phone"), []string{"手机", "天通", "移动"}}, {"vsat", lang.T("VSAT", "VSAT"), []string{"ku/ka vsat", "宽带"}},
		{"cband", lang.T("C 波段", "C-band"), []string{"c波段"}}, {"relay", lang.T("数据中继", "Data relay"), []string{"中继"}}}
	terminalWords = words{{"active", lang.T("在用", "In use"), nil}, {"spare", lang.T("备用", "Spare"), nil}, {"faulty", lang.T("故障", "Faulty"), nil}, {"retired", lang.T("停用", "Retired"), []string{"报废"}}}

	subscriptionWords = words{{"active", lang.T("正常", "Active"), []string{"开机", "在网"}}, {"suspended-arrears", lang.T("欠费停机", "Suspended: unpaid"), []string{"欠费"}},
		{"suspended-identity", lang.T("实名待核停机", "Suspended: identity check"), []string{"实名停机"}}, {"ended", lang.T("已终止", "Ended"), []string{"销户", "已到期"}}}
)

// code finds the code that a text stands for.
func (w words) code(text string) (string, error) {
	folded := strings.ToLower(text)
	var known []string
	for _, one := range w {
		for _, name := range append([]string{one.code, one.name.Zh, one.name.En}, one.also...) {
			if strings.ToLower(name) == folded {
				return one.code, nil
			}
		}
		known = append(known, one.name.Zh)
	}
	return "", fault.Bad("", "不认识“%[1]s”，可以写：%[2]s。", "“%[1]s” is not known; write one of: %[3]s.", text, strings.Join(known, "、"), w.english())
}

func (w words) english() string {
	var known []string
	for _, one := range w {
		known = append(known, one.name.En)
	}
	return strings.Join(known, ", ")
}

func asIs(value string) (string, error) { return value, nil }

var scientific = regexp.MustCompile(`^\d(\.\d+)?[eE]\+?\d+$`)

// digits reads a number by which something is known. A spreadsheet may have made 1.39E+10 of it: that is undone where
// no digit is lost.
func digits(value string) (string, error) {
	if !scientific.MatchString(value) {
		return value, nil
	}
	f, _, err := big.ParseFloat(value, 10, 200, big.ToNearestEven)
	mantissa, power, _ := strings.Cut(strings.ToLower(value), "e")
	exponent, _ := strconv.Atoi(strings.TrimPrefix(power, "+"))
	if err != nil || exponent > 18 || len(mantissa)-2 < exponent {
		return "", fault.Bad("", "号码 %s 被表格软件改成了科学计数，末位已丢失；请把这一列设为文本后重新填写。",
			"The spreadsheet has turned a number into %s and lost its last digits; format the column as text and enter it again.", value)
	}
	whole, _ := f.Int(nil)
	return whole.String(), nil
}

func decimal(value string) (float64, error) {
	f, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		return 0, fault.Bad("", "“%s”不是数字，请写成 30.25 这样。", "“%s” is not a number; write it as 30.25.", value)
	}
	return f, nil
}

func truth(value string) (bool, error) {
	switch strings.ToLower(value) {
	case "是", "y", "yes", "true", "1", "√", "对":
		return true, nil
	case "否", "n", "no", "false", "0", "×", "不":
		return false, nil
	}
	return false, fault.Bad("", "“%s”请写成 是 或 否。", "Write yes or no instead of “%s”.", value)
}

// layouts are how days are written in tables.
var layouts = []string{time.DateOnly, "2006/1/2", "2006.1.2", "2006-1-2", "2006年1月2日", "20060102", "2006-01-02 15:04:05", "2006/1/2 15:04", "2006/1/2 15:04:05"}

// day reads a day. Workbooks keep days as numbers, counted from the last day of 1899.
func day(value string) (string, error) {
	if n, err := strconv.ParseFloat(value, 64); err == nil && n > 10000 && n < 100000 {
		return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(n)).Format(time.DateOnly), nil
	}
	for _, layout := range layouts {
		if t, err := time.Parse(layout, value); err == nil {
			return t.Format(time.DateOnly), nil
		}
	}
	return "", fault.Bad("", "“%s”不是日期，请写成 2026-11-23 这样。", "“%s” is not a day; write it as 2026-11-23.", value)
}
