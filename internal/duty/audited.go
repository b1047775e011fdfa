package duty

import (
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// Audited are the acts on duty that the audit log has.
var Audited = []audit.Action{
	{Code: "duty.rules", Group: audit.Organisation, Name: lang.Text{Zh: "修改值班规则", En: "Duty rules changed"}, Says: lang.Text{Zh: "修改了{object}的班次和值班规则", En: "changed the shifts and duty rules of {object}"}},
	{Code: "duty.published", Group: audit.Organisation, Name: lang.Text{Zh: "发布值班表", En: "Roster published"}, Says: lang.Text{Zh: "发布了{object} {from} 至 {to} 的值班表", En: "published the roster of {object} from {from} to {to}"}},
	{Code: "duty.swapped", Group: audit.Organisation, Name: lang.Text{Zh: "换班生效", En: "Shift swapped"}, Says: lang.Text{Zh: "{from} 把 {day} 的班换给了 {to}（{object}）", En: "let {to} take the shift of {from} on {day} ({object})"}},
	{Code: "duty.feed", Group: audit.Accounts, Name: lang.Text{Zh: "更换日历地址", En: "Calendar address changed"}, Says: lang.Text{Zh: "更换或停用了自己的值班日历地址", En: "renewed or ended the address of the own duty calendar"}},
}
