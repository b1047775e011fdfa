package org

import (
	"slices"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/lang"
)

// Role is the code of what a person is in a unit (角色). What it may do is its definition.
type Role string

// The built-in roles.
const (
	FrontDesk  Role = "frontdesk"
	Engineer   Role = "engineer"
	Supervisor Role = "supervisor"
	Account    Role = "account"
	Admin      Role = "admin"
	Security   Role = "security"
	Auditor    Role = "auditor"
)

// Definition says what a role is called and what it may do. In the database stand those that the operator made,
// and built-in ones that he has changed.
type Definition struct {
	bun.BaseModel `bun:"table:role"`

	Code        Role `bun:",pk"`
	Zh          string
	En          string
	About       lang.Text
	Permissions []Permission
	Version     int64
	CreatedAt   time.Time
	ChangedAt   time.Time
}

// Name gives the role's name in both languages.
func (d *Definition) Name() lang.Text { return lang.Text{Zh: d.Zh, En: d.En} }

// same tells whether two definitions say the same.
func (d *Definition) same(o *Definition) bool {
	return d.Zh == o.Zh && d.En == o.En && d.About == o.About && slices.Equal(d.Permissions, o.Permissions)
}

// untouched is the version of a built-in role that nobody has changed.
const untouched = 1

// BuiltIn gives the roles as the program has them, in their order.
func BuiltIn() []Definition {
	role := func(code Role, zh, en, aboutZh, aboutEn string, permissions ...Permission) Definition {
		return Definition{Code: code, Zh: zh, En: en, About: lang.Text{Zh: aboutZh, En: aboutEn},
			Permissions: ordered(permissions), Version: untouched}
	}
	return []Definition{
		role(FrontDesk, "前台", "Front desk", "首问负责：受理客户的事情，跟到办结。", "Owns what customers bring, from first contact to the end.",
			TicketCreate, TicketRead, TicketHandle, CustomerRead, CustomerWrite, PersonalRead, IdentityKeep, TokenOwn),
		role(Engineer, "单位工程师", "Unit engineer", "处理转派到本单位的流转单。", "Works on what is handed to the unit.",
			TicketRead, HandoffWork, CustomerRead, PersonalReveal, OutageManage, TokenOwn),
		role(Supervisor, "主管", "Supervisor", "督导范围内单位的工单，裁决争议。", "Supervises the tickets of the units within reach and decides disputes.",
			TicketCreate, TicketRead, TicketHandle, HandoffWork, TicketSupervise, CustomerRead, CustomerWrite, PersonalRead,
			IdentityKeep, IdentityEnforce, IdentityReveal, OutageManage, DutyPlan, FlowRead, TokenOwn),
		role(Account, "客户经理", "Account manager", "维护客户资料，替客户受理事情，了解进展。", "Keeps customers' records, files what they bring, and follows it.",
			TicketCreate, TicketRead, CustomerRead, CustomerWrite, PersonalRead, IdentityKeep),
		role(Admin, "管理员", "Administrator", "管理单位、账号和业务规则；不授予权限。", "Manages units, accounts and rules; gives nobody a right.",
			TicketRead, CustomerRead, CustomerWrite, PersonalReveal, OrgManage, RulesManage, FlowRead, OutgoingManage, TokenOwn),
		role(Security, "安全管理员", "Security officer", "管理角色和权限，规定怎样登录。", "Manages roles and rights, and rules how people log in.",
			RightsManage, SecurityManage),
		role(Auditor, "审计员", "Auditor", "查看审计日志，审查权限；不改任何东西。", "Reads the audit log and reviews rights; changes nothing.",
			TicketRead, CustomerRead, FlowRead, AuditRead),
	}
}

// shipped are the built-in roles by their codes. Nobody changes what is in it.
var shipped = func() map[Role]*Definition {
	byCode := map[Role]*Definition{}
	for _, d := range BuiltIn() {
		byCode[d.Code] = &d
	}
	return byCode
}()

// Roles gives all roles as they are now: the built-in ones, then the operator's own.
func (t *Tree) Roles() []Definition {
	all := BuiltIn()
	for i := range all {
		if changed := t.kept[all[i].Code]; changed != nil {
			all[i] = *changed
		}
	}
	for _, d := range t.ownRoles {
		all = append(all, *d)
	}
	return all
}

// Role gives a role as it is now, or nil.
func (t *Tree) Role(code Role) *Definition {
	if d := t.kept[code]; d != nil {
		return d
	}
	return shipped[code]
}

// Grants says what a role may do now; nothing when there is no such role.
func (t *Tree) Grants(code Role) []Permission {
	if d := t.Role(code); d != nil {
		return d.Permissions
	}
	return nil
}

// Granting gives the roles that have a permission and none of others.
func (t *Tree) Granting(p Permission, but ...Permission) []Role {
	var codes []Role
	for _, d := range t.Roles() {
		if slices.Contains(d.Permissions, p) && !slices.ContainsFunc(but, func(q Permission) bool { return slices.Contains(d.Permissions, q) }) {
			codes = append(codes, d.Code)
		}
	}
	return codes
}
