package identity

import (
	"regexp"
	"strings"
	"time"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// document is a kind of document by which somebody says who he is.
type document struct {
	code  string
	name  lang.Text
	form  *regexp.Regexp // of the number
	says  lang.Text      // what the form is, for who got it wrong
	check func(string) bool
}

var (
	eighteen  = lang.T("18 位，最后一位可以是 X", "18 digits, of which the last may be X")
	documents = []document{
		{"resident-id", lang.T("居民身份证", "resident identity card"), regexp.MustCompile(`^\d{17}[\dX]$`), eighteen, IsResidentID},
		{"residence-permit", lang.T("港澳台居民居住证", "residence permit for Hong Kong, Macau and Taiwan residents"), regexp.MustCompile(`^8[123]\d{15}[\dX]$`), eighteen, IsResidentID},
		{"foreign-resident", lang.T("外国人永久居留身份证", "foreign permanent resident card"), regexp.MustCompile(`^9\d{16}[\dX]$`), eighteen, IsResidentID},
		{"passport", lang.T("护照", "passport"), regexp.MustCompile(`^[A-Z0-9]{6,12}$`), lang.T("6 至 12 位字母和数字", "6 to 12 letters and digits"), nil},
		{"hk-macau-permit", lang.T("港澳居民来往内地通行证", "mainland travel permit for Hong Kong and Macau residents"), regexp.MustCompile(`^[HM]\d{8}(\d{2})?$`),
			lang.T("字母 H 或 M，后面 8 位或 10 位数字", "H or M and 8 or 10 digits"), nil},
		{"taiwan-permit", lang.T("台湾居民来往大陆通行证", "mainland travel permit for Taiwan residents"), regexp.MustCompile(`^\d{8}(\d{2})?$`), lang.T("8 位或 10 位数字", "8 or 10 digits"), nil},
		{"military-id", lang.T("军人或武警证件", "military or armed police card"), regexp.MustCompile(`^[\p{Han}A-Z0-9]{5,18}$`), lang.T("5 至 18 个字，含字头", "5 to 18 characters with the leading one"), nil},
		{"business-licence", lang.T("营业执照（统一社会信用代码）", "business licence (unified social credit code)"), regexp.MustCompile(`^[0-9A-HJ-NPQRTUWXY]{18}$`),
			lang.T("18 位统一社会信用代码，不含 I、O、S、V、Z", "18 characters without I, O, S, V and Z"), IsCreditCode},
		{"organisation", lang.T("事业单位法人证书等（统一社会信用代码）", "certificate of a public institution or the like (unified social credit code)"),
			regexp.MustCompile(`^[0-9A-HJ-NPQRTUWXY]{18}$`), lang.T("18 位统一社会信用代码，不含 I、O、S、V、Z", "18 characters without I, O, S, V and Z"), IsCreditCode},
	}
)

func documentOf(code string) *document {
	for i := range documents {
		if documents[i].code == code {
			return &documents[i]
		}
	}
	return nil
}

// ofOrganisation tells whether a document is an organisation's.
func ofOrganisation(kind string) bool { return kind == "business-licence" || kind == "organisation" }

// written gives a number as it is kept: without spaces and hyphens, in capitals, the digits of an input method as plain ones.
func written(number string) string {
	const full = 'Ａ' - 'A'
	return strings.ToUpper(strings.Map(func(r rune) rune {
		if r > ' '+full && r <= '~'+full {
			r -= full
		}
		if r == ' ' || r == '-' || r == '　' {
			return -1
		}
		return r
	}, number))
}

// validate tells whether a number can be one of the document's kind.
func (d *document) validate(number string) error {
	if !d.form.MatchString(number) {
		return fault.Bad("number", "%[1]s的号码应为%[2]s。", "The number of a %[3]s has %[4]s.", d.name.Zh, d.says.Zh, d.name.En, d.says.En)
	}
	if d.check != nil && !d.check(number) {
		return fault.Bad("number", "%[1]s的号码校验不通过，请对照证件核对。", "The check digit of this %[2]s does not fit. Compare the number with the document.", d.name.Zh, d.name.En)
	}
	return nil
}

// IsResidentID tells whether 18 characters are a citizen identification number (公民身份号码): a day of birth that there
// was, and the check character of ISO/IEC 7064, MOD 11-2 (GB 11643-1999).
func IsResidentID(number string) bool {
	if len(number) != 18 {
		return false
	}
	if _, err := time.Parse("20060102", number[6:14]); err != nil {
		return false
	}
	sum := 0
	for i := range 17 {
		d := int(number[i] - '0')
		if d < 0 || d > 9 {
			return false
		}
		sum = (sum + d) * 2 % 11
	}
	return number[17] == "0123456789X"[(12-sum)%11]
}

// creditCharacters are those of a credit code in the order of their values.
const creditCharacters = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// IsCreditCode tells whether 18 characters are a unified social credit code (统一社会信用代码): its check character is that of
// ISO/IEC 7064 MOD 31-3 (GB 32100-2015).
func IsCreditCode(code string) bool {
	if len(code) != 18 {
		return false
	}
	sum, weight := 0, 1
	for i := range 17 {
		value := strings.IndexByte(creditCharacters, code[i])
		if value < 0 {
			return false
		}
		sum += value * weight
		weight = weight * 3 % 31
	}
	return code[17] == creditCharacters[(31-sum%31)%31]
}
