package customer

import (
	"context"
	"strings"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// Audited is what is written into the audit log about customers, in words. Object is the customer's name.
var Audited = []audit.Action{
	acted("customer.added", "登记客户", "Customer registered", "登记了客户{object}", "registered the customer {object}"),
	acted("customer.changed", "修改客户", "Customer changed", "修改了客户{object}的资料", "changed the customer {object}"),
	acted("customer.merged", "合并客户", "Customers merged", "把客户{object}并入了另一位客户", "merged the customer {object} into another"),
	acted("customer.unmerged", "撤销合并客户", "Merge of customers undone", "撤销了客户{object}的合并", "undid the merge of the customer {object}"),
	acted("contact.added", "新增联系人", "Contact added", "为{object}新增了联系人", "added a contact of {object}"),
	acted("contact.changed", "修改联系人", "Contact changed", "修改了{object}的联系人", "changed a contact of {object}"),
	acted("site.added", "新增站点", "Site added", "为{object}新增了站点", "added a site of {object}"),
	acted("site.changed", "修改站点", "Site changed", "修改了{object}的站点", "changed a site of {object}"),
	acted("fact.added", "记录现场情况", "Fact about a site recorded", "记录了站点{object}的现场情况", "recorded a fact about the site {object}"),
	acted("fact.changed", "更新现场情况", "Fact about a site changed", "更新了站点{object}的现场情况", "changed a fact about the site {object}"),
	acted("terminal.added", "新增终端", "Terminal added", "为{object}新增了终端", "added a terminal of {object}"),
	acted("terminal.changed", "修改终端", "Terminal changed", "修改了{object}的终端", "changed a terminal of {object}"),
	acted("subscription.added", "开通业务", "Subscription opened", "为{object}开通了业务", "opened a subscription of {object}"),
	acted("subscription.changed", "变更业务", "Subscription changed", "变更了{object}的业务", "changed a subscription of {object}"),
	acted("contract.added", "登记合同", "Contract registered", "登记了{object}的合同", "registered a contract of {object}"),
	acted("contract.changed", "修改合同", "Contract changed", "修改了{object}的合同", "changed a contract of {object}"),
	acted("consent.recorded", "记录同意", "Consent recorded", "记录了{object}对一种用途的意愿", "recorded what {object} agrees to"),
	acted("personal.revealed", "查看掩码内容", "Masked data revealed", "查看了{object}的{fieldZh}（{whyZh}）", "looked at the {fieldEn} of {object} ({whyEn})"),
	{Code: "plan.added", Group: audit.Rules, Name: lang.T("新增套餐", "Plan added"), Says: lang.T("新增了套餐{object}", "added the plan {object}")},
	{Code: "plan.changed", Group: audit.Rules, Name: lang.T("修改套餐", "Plan changed"), Says: lang.T("修改了套餐{object}", "changed the plan {object}")},
	{Code: "customers.exported", Group: audit.Exports, Name: lang.T("导出客户", "Customers exported"), Says: lang.T("导出了客户资料", "exported customers")},
	{Code: "customers.imported", Group: audit.Data, Name: lang.T("导入客户", "Customers imported"), Says: lang.T("从 {file} 导入了 {added} 位客户", "imported {added} customers from {file}")},
}

func acted(code, zh, en, saysZh, saysEn string) audit.Action {
	return audit.Action{Code: code, Group: audit.Customers, Name: lang.Text{Zh: zh, En: en}, Says: lang.Text{Zh: saysZh, En: saysEn}}
}

// concealed stands in the log for what is personal.
const concealed = "＊＊＊"

// wrote notes in the audit log what somebody has changed; name is that of the customer. What the program fills in comes
// by an import, which is noted as one act.
func (s *Service) wrote(ctx context.Context, actor *org.Actor, action, id, name string, changes []Changed) error {
	if actor == nil {
		return nil
	}
	object, _, _ := strings.Cut(action, ".")
	before, after := map[string]any{}, map[string]any{}
	for _, c := range changes {
		if c.Personal {
			after[c.Field] = concealed // that it has changed, not to what
			continue
		}
		before[c.Field], after[c.Field] = c.From, c.To
	}
	return s.audit.Write(ctx, org.Who(ctx), action, object, id, audit.Change{Name: lang.Text{Zh: name}, Before: before, After: after})
}

// actedBy gives who acts, for a history; both are empty for the program itself.
func actedBy(ctx context.Context) (id, name string) {
	if actor := org.From(ctx); actor != nil {
		return actor.StaffID, actor.Name
	}
	return "", ""
}
