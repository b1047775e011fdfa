package org

import (
	"cmp"
	"slices"

	"github.com/xingfu/xingfu/internal/platform/lang"
)

// Permission is one thing that a role may do.
type Permission string

// The permissions.
const (
	TicketCreate    Permission = "ticket.create"
	TicketRead      Permission = "ticket.read"
	TicketHandle    Permission = "ticket.handle"    // what the owner does
	HandoffWork     Permission = "handoff.work"     // what a unit does with a handoff
	TicketSupervise Permission = "ticket.supervise" // disputes, acting on tickets of others
	CustomerRead    Permission = "customer.read"
	CustomerWrite   Permission = "customer.write"
	DutyPlan        Permission = "duty.plan"       // who is on duty when
	PersonalRead    Permission = "personal.read"   // phones and the like in the clear
	PersonalReveal  Permission = "personal.reveal" // one at a time, for a reason
	IdentityKeep    Permission = "identity.keep"
	IdentityEnforce Permission = "identity.enforce" // limit, suspend, restore
	IdentityReveal  Permission = "identity.reveal"
	OrgManage       Permission = "org.manage"    // units and accounts
	RightsManage    Permission = "rights.manage" // roles, and who holds which post
	RulesManage     Permission = "rules.manage"
	FlowRead        Permission = "flow.read"
	SecurityManage  Permission = "security.manage" // how one logs in
	AuditRead       Permission = "audit.read"
	OutgoingManage  Permission = "outgoing.manage"
	TokenOwn        Permission = "token.own"
	OutageManage    Permission = "outage.manage"
)

// String gives the code.
func (p Permission) String() string { return string(p) }

// Named is a code with its name in both languages.
type Named struct {
	Code string `json:"code"`
	Zh   string `json:"zh"`
	En   string `json:"en"`
}

// PermissionGroup is what permissions are about, with those that are.
type PermissionGroup struct {
	Named
	Permissions []PermissionText `json:"permissions"`
}

// PermissionText says in plain words what a permission opens.
type PermissionText struct {
	Code      Permission `json:"code"`
	Zh        string     `json:"zh"`
	En        string     `json:"en"`
	About     lang.Text  `json:"about"`
	Extent    Extent     `json:"extent"`
	Sensitive bool       `json:"sensitive" doc:"Whoever has it can open more for himself or others, or looks behind the scenes: give it sparingly."`
}

// Extent says what of a post's unit and scope means for a permission.
type Extent string

// The extents.
const (
	WithinReach Extent = "reach" // the units that the post reaches
	AtHome      Extent = "home"  // those, and always the person's own unit
	OwnUnit     Extent = "own"   // what is the person's own or his unit's, however far the post reaches
	Regardless  Extent = "none"  // no units at all
)

// PermissionGroups has every permission in plain words. A permission that is not here cannot be given.
var PermissionGroups = []PermissionGroup{
	{Named{"ticket", "工单", "Tickets"}, []PermissionText{
		{TicketRead, "查看工单", "Read tickets", lang.Text{Zh: "查看范围内单位的工单，以及与本人有关的工单。",
			En: "See the tickets of the units within reach, and those that concern the person."}, WithinReach, false},
		{TicketCreate, "受理工单", "File tickets", lang.Text{Zh: "受理客户的报障、咨询和投诉，登记为工单。",
			En: "Take in what customers report, ask or complain about as tickets."}, Regardless, false},
		{TicketHandle, "负责工单", "Own tickets", lang.Text{Zh: "作为首问负责人处理工单：回复客户、转派单位、回访和办结。",
			En: "Handle tickets as their owner: answer the customer, hand to units, call back and close."}, OwnUnit, false},
		{HandoffWork, "处理流转单", "Work on handoffs", lang.Text{Zh: "代表单位接收、处理、退回流转单。",
			En: "Accept, work on and return handoffs for the unit."}, WithinReach, false},
		{TicketSupervise, "督导工单", "Supervise tickets", lang.Text{Zh: "裁决争议，处理升级，改派范围内单位的工单，看值班情况。",
			En: "Decide disputes, answer escalations, reassign tickets of the units within reach, and see the watch."}, WithinReach, false},
	}},
	{Named{"customer", "客户", "Customers"}, []PermissionText{
		{CustomerRead, "查看客户", "See customers", lang.Text{Zh: "查看范围内单位的客户，以及本单位经手工单的客户。",
			En: "See the customers of the units within reach, and those on whose tickets the own unit works."}, AtHome, false},
		{CustomerWrite, "维护客户", "Keep customers", lang.Text{Zh: "登记客户，修改资料、联系人、站点和终端。",
			En: "Register customers and change their details, contacts, sites and terminals."}, AtHome, false},
		{PersonalRead, "直接查看联系方式", "See how to reach people", lang.Text{Zh: "电话、电子邮件和个人地址不加掩码；没有这项权限时只看到一部分。",
			En: "Phones, mail addresses and the addresses of persons are shown in full; without this only a part of each."}, Regardless, false},
		{PersonalReveal, "凭理由查看联系方式", "Reveal how to reach people", lang.Text{Zh: "说明理由后逐项查看被掩码的电话、电子邮件和地址，每次都记入审计日志。",
			En: "See a masked phone, mail or postal address for a stated reason, one at a time; each time stands in the audit log."}, Regardless, false},
	}},
	{Named{"identity", "实名", "Real names"}, []PermissionText{
		{IdentityKeep, "登记实名", "Keep real-name records", lang.Text{Zh: "核验并登记范围内单位客户的证件，发起重新核验，通知客户。",
			En: "Check and record documents of the customers within reach, ask for a new check, and give notice."}, AtHome, false},
		{IdentityEnforce, "实名停复机", "Suspend and restore for identity", lang.Text{Zh: "通知期满后限制、停机，核验后恢复。",
			En: "Limit and suspend services when the notice has run out, and restore them."}, AtHome, false},
		{IdentityReveal, "查看证件号码", "Reveal document numbers", lang.Text{Zh: "重新确认身份并说明理由后查看一个证件号码，每次都记入审计日志。",
			En: "See one document number after proving who one is and for a stated reason; each time stands in the audit log."}, AtHome, true},
	}},
	{Named{"duty", "值班", "Duty"}, []PermissionText{
		{DutyPlan, "安排值班", "Plan duty", lang.Text{Zh: "排班、发布值班表，审批换班，规定班次和休息。",
			En: "Lay and publish rosters, agree to swaps, set shifts and rest."}, WithinReach, false},
	}},
	{Named{"network", "网络", "Network"}, []PermissionText{
		{OutageManage, "发布中断公告", "Declare outages", lang.Text{Zh: "发布、更新和结束通信中断与计划作业的公告，客户也会看到。",
			En: "Declare, update and end outages and planned work; customers see them too."}, Regardless, false},
	}},
	{Named{"organisation", "组织与权限", "Organisation and rights"}, []PermissionText{
		{OrgManage, "管理单位和账号", "Manage units and accounts", lang.Text{Zh: "新增和调整单位，开设和停用账号，重设密码；不能授予权限。",
			En: "Make and move units, open and disable accounts, set passwords; it gives nobody a right."}, WithinReach, true},
		{RightsManage, "管理角色和权限", "Manage roles and rights", lang.Text{Zh: "修改角色，决定谁在哪个单位担任什么角色，审查权限。",
			En: "Change roles, decide who holds which role in which unit, and review rights."}, WithinReach, true},
	}},
	{Named{"rules", "规则", "Rules"}, []PermissionText{
		{RulesManage, "管理业务规则", "Manage the rules", lang.Text{Zh: "修改时限、工作时间、受理模板和全公司的常用语。",
			En: "Change promises, working time, intake templates and everybody's phrases."}, Regardless, true},
	}},
	{Named{"analysis", "分析", "Analysis"}, []PermissionText{
		{FlowRead, "查看流程分析", "See how matters flow", lang.Text{Zh: "查看各单位、各环节用了多少时间，退回和往返的情况。",
			En: "See how long units and stages take, and what is returned and goes back and forth."}, Regardless, false},
	}},
	{Named{"security", "安全与审计", "Security and audit"}, []PermissionText{
		{SecurityManage, "管理登录安全", "Manage log-in security", lang.Text{Zh: "规定怎样登录：密码、第二验证、会话。",
			En: "Rule how people log in: passwords, second factors, sessions."}, Regardless, true},
		{AuditRead, "查看审计日志", "Read the audit log", lang.Text{Zh: "查看谁改过账号、权限和规则，审查权限。",
			En: "See who has changed accounts, rights and rules, and review rights."}, Regardless, true},
		{TokenOwn, "使用接口令牌", "Use API tokens", lang.Text{Zh: "创建令牌，让其他程序以本人身份调用接口。",
			En: "Make tokens by which other programs act in the person's name."}, Regardless, false},
	}},
	{Named{"message", "消息", "Messages"}, []PermissionText{
		{OutgoingManage, "管理外发消息", "Manage outgoing messages", lang.Text{Zh: "查看发给员工的邮件是否送达，重发或取消。",
			En: "See whether mails to the staff get out, send them again or cancel them."}, Regardless, false},
	}},
}

// Permissions are all there are, in the order of their groups.
func Permissions() []Permission {
	var all []Permission
	for _, g := range PermissionGroups {
		for _, p := range g.Permissions {
			all = append(all, p.Code)
		}
	}
	return all
}

// textOf gives a permission in plain words; one that only a newer release knows has its code.
func textOf(p Permission) PermissionText {
	for _, g := range PermissionGroups {
		if i := slices.IndexFunc(g.Permissions, func(t PermissionText) bool { return t.Code == p }); i >= 0 {
			return g.Permissions[i]
		}
	}
	return PermissionText{Code: p, Zh: string(p), En: string(p), Extent: WithinReach, Sensitive: true}
}

// ordered gives permissions in the order of their groups, each once; those unknown here, from a newer release,
// come last.
func ordered(list []Permission) []Permission {
	all := Permissions()
	list = slices.Clone(list)
	place := func(p Permission) int {
		if i := slices.Index(all, p); i >= 0 {
			return i
		}
		return len(all)
	}
	slices.SortFunc(list, func(a, b Permission) int {
		return cmp.Or(place(a)-place(b), cmp.Compare(a, b))
	})
	return slices.Compact(list)
}
