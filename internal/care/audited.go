package care

import (
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// Audited is what is written into the audit log about the care of customers, in words. Object is the customer's name,
// or that of the plan or kind.
var Audited = []audit.Action{
	{Code: "care.added", Group: audit.Customers, Name: lang.T("登记关怀任务", "Care task recorded"), Says: lang.T("为{object}登记了关怀任务", "recorded a care task for {object}")},
	{Code: "care.changed", Group: audit.Customers, Name: lang.T("修改关怀任务", "Care task changed"), Says: lang.T("修改或办结了{object}的关怀任务", "changed or ended a care task for {object}")},
	{Code: "visit.added", Group: audit.Customers, Name: lang.T("登记走访", "Visit recorded"), Says: lang.T("登记了对{object}的走访", "recorded a visit to {object}")},
	{Code: "visit.changed", Group: audit.Customers, Name: lang.T("修改走访", "Visit changed"), Says: lang.T("修改了对{object}的走访", "changed a visit to {object}")},
	{Code: "service.plan.saved", Group: audit.Rules, Name: lang.T("保存服务方案", "Service plan saved"), Says: lang.T("保存了服务方案“{object}”", "saved the service plan “{object}”")},
	{Code: "service.plan.set", Group: audit.Customers, Name: lang.T("指定服务方案", "Service plan set"), Says: lang.T("指定了{object}的服务方案", "set the service plan of {object}")},
	{Code: "care.kind.saved", Group: audit.Rules, Name: lang.T("保存任务种类", "Kind of task saved"), Says: lang.T("保存了任务种类“{object}”", "saved the kind of task “{object}”")},
}
