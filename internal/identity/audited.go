package identity

import (
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// Audited is what is written into the audit log about real names, in words. Object is the customer's name.
var Audited = []audit.Action{
	{Code: "identity.recorded", Group: audit.Customers, Name: lang.T("登记证件", "Document recorded"), Says: lang.T("登记了{object}的证件 {number}", "recorded the document {number} of {object}")},
	{Code: "identity.withdrawn", Group: audit.Customers, Name: lang.T("撤下证件", "Document withdrawn"), Says: lang.T("撤下了{object}的证件 {number}：{reason}", "withdrew the document {number} of {object}: {reason}")},
	{Code: "identity.asked", Group: audit.Customers, Name: lang.T("发起实名核验", "Identity check opened"), Says: lang.T("要求{object}在 {dueOn} 前重新核验：{reason}", "asked {object} to be checked by {dueOn}: {reason}")},
	{Code: "identity.stepped", Group: audit.Customers, Name: lang.T("办理实名核验", "Step of an identity check"), Says: lang.T("办理{object}的实名核验——{stepZh}：{reason}", "took a step of the check of {object}, {stepEn}: {reason}")},
	{Code: "identity.rules", Group: audit.Rules, Name: lang.T("修改实名规则", "Real-name rules changed"), Says: lang.T("修改了实名规则", "changed the rules on real names")},
}
