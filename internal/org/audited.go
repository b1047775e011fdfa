package org

import (
	"context"

	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Audited is what the organisation writes into the audit log, in words.
var Audited = []audit.Action{
	{Code: "login", Group: audit.Sessions, Name: lang.Text{Zh: "登录", En: "Log-in"}, Says: lang.Text{Zh: "登录了系统", En: "logged in"}},
	{Code: "login.failed", Group: audit.Sessions, Name: lang.Text{Zh: "登录失败", En: "Failed log-in"}, Says: lang.Text{Zh: "登录失败", En: "failed to log in"}},
	{Code: "logout", Group: audit.Sessions, Name: lang.Text{Zh: "退出登录", En: "Log-out"}, Says: lang.Text{Zh: "退出了登录", En: "logged out"}},
	{Code: "sessions.ended", Group: audit.Sessions, Name: lang.Text{Zh: "结束会话", En: "Sessions ended"}, Says: lang.Text{Zh: "结束了{object}的 {sessions} 个会话", En: "ended {sessions} sessions of {object}"}},
	{Code: "factor.added", Group: audit.Accounts, Name: lang.Text{Zh: "添加第二重验证", En: "Second factor added"}, Says: lang.Text{Zh: "为{object}添加了第二重验证「{name}」", En: "added the second factor “{name}” for {object}"}},
	{Code: "factor.removed", Group: audit.Accounts, Name: lang.Text{Zh: "去掉第二重验证", En: "Second factor removed"}, Says: lang.Text{Zh: "去掉了{object}的第二重验证「{name}」", En: "removed the second factor “{name}” of {object}"}},
	{Code: "factors.reset", Group: audit.Accounts, Name: lang.Text{Zh: "清除第二重验证", En: "Second factors taken away"}, Says: lang.Text{Zh: "清除了{object}的第二重验证", En: "took away the second factors of {object}"}},
	{Code: "recovery.used", Group: audit.Sessions, Name: lang.Text{Zh: "使用恢复码", En: "Recovery code used"}, Says: lang.Text{Zh: "用恢复码登录，还剩 {left} 个", En: "used a recovery code; {left} are left"}},
	{Code: "recovery.renewed", Group: audit.Accounts, Name: lang.Text{Zh: "更换恢复码", En: "Recovery codes replaced"}, Says: lang.Text{Zh: "更换了恢复码", En: "replaced the recovery codes"}},
	{Code: "password.changed", Group: audit.Accounts, Name: lang.Text{Zh: "修改密码", En: "Password changed"}, Says: lang.Text{Zh: "修改了自己的密码", En: "changed the password"}},
	{Code: "password.reset", Group: audit.Accounts, Name: lang.Text{Zh: "重置密码", En: "Password reset"}, Says: lang.Text{Zh: "重置了{object}的密码", En: "reset the password of {object}"}},
	{Code: "account.locked", Group: audit.Sessions, Name: lang.Text{Zh: "账号锁定", En: "Account locked"}, Says: lang.Text{Zh: "锁定了{object}的账号：{count} 次登录失败", En: "locked the account of {object} after {count} failures"}},
	{Code: "account.unlocked", Group: audit.Sessions, Name: lang.Text{Zh: "账号解锁", En: "Account unlocked"}, Says: lang.Text{Zh: "解锁了{object}的账号", En: "unlocked the account of {object}"}},
	{Code: "rules.changed", Group: audit.Rules, Name: lang.Text{Zh: "修改登录规则", En: "Log-in rules changed"}, Says: lang.Text{Zh: "修改了登录规则", En: "changed the log-in rules"}},
	{Code: "provider.set", Group: audit.Rules, Name: lang.Text{Zh: "设定统一登录", En: "Log-in provider set"}, Says: lang.Text{Zh: "设定了统一登录{object}", En: "set the log-in provider {object}"}},
	{Code: "provider.removed", Group: audit.Rules, Name: lang.Text{Zh: "删除统一登录", En: "Log-in provider removed"}, Says: lang.Text{Zh: "删除了统一登录{object}", En: "removed the log-in provider {object}"}},
	{Code: "provider.linked", Group: audit.Accounts, Name: lang.Text{Zh: "关联统一登录", En: "Account linked"}, Says: lang.Text{Zh: "把{object}的账号关联到统一登录 {provider} 的 {login}", En: "linked the account of {object} with {login} of {provider}"}},
	{Code: "provider.unlinked", Group: audit.Accounts, Name: lang.Text{Zh: "解除统一登录关联", En: "Link of an account undone"}, Says: lang.Text{Zh: "解除了{object}的账号与统一登录 {provider} 的关联", En: "undid the link of the account of {object} with {provider}"}},
	{Code: "provider.refused", Group: audit.Sessions, Name: lang.Text{Zh: "统一登录未通过", En: "Log-in by a provider refused"}, Says: lang.Text{Zh: "没有让 {login} 由统一登录 {provider} 登录", En: "did not let {login} in by {provider}"}},
	{Code: "posts.mapped", Group: audit.Accounts, Name: lang.Text{Zh: "按组调整岗位", En: "Posts set by groups"}, Says: lang.Text{Zh: "按所在的组调整了{object}的岗位", En: "set the posts of {object} by his groups"}},
	{Code: "breakglass.used", Group: audit.Sessions, Name: lang.Text{Zh: "使用应急账号", En: "Account for emergencies used"}, Says: lang.Text{Zh: "用应急账号登录", En: "logged in with the account for emergencies"}},
	{Code: "breakglass.acknowledged", Group: audit.Sessions, Name: lang.Text{Zh: "确认应急账号的使用", En: "Emergency use acknowledged"}, Says: lang.Text{Zh: "确认了应急账号{object}的使用：{reason}", En: "acknowledged the use of the account for emergencies {object}: {reason}"}},
	{Code: "staff.added", Group: audit.Accounts, Name: lang.Text{Zh: "开设账号", En: "Account made"}, Says: lang.Text{Zh: "为{object}开设了账号", En: "gave {object} an account"}},
	{Code: "staff.changed", Group: audit.Accounts, Name: lang.Text{Zh: "修改账号", En: "Account changed"}, Says: lang.Text{Zh: "修改了{object}的账号", En: "changed the account of {object}"}},
	{Code: "staff.left", Group: audit.Accounts, Name: lang.Text{Zh: "离职交接", En: "Leaver"}, Says: lang.Text{Zh: "为{object}办理了离职交接", En: "let {object} leave"}},
	{Code: "skill.saved", Group: audit.Organisation, Name: lang.Text{Zh: "修改技能", En: "Skill saved"}, Says: lang.Text{Zh: "修改了技能{object}", En: "saved the skill {object}"}},
	{Code: "staff.email", Group: audit.Accounts, Name: lang.Text{Zh: "修改邮件地址", En: "Mail address changed"}, Says: lang.Text{Zh: "修改了{object}的邮件地址", En: "changed the mail address of {object}"}},
	{Code: "token.added", Group: audit.Accounts, Name: lang.Text{Zh: "创建令牌", En: "Token made"}, Says: lang.Text{Zh: "为{object}创建了令牌「{name}」", En: "made the token “{name}” for {object}"}},
	{Code: "token.removed", Group: audit.Accounts, Name: lang.Text{Zh: "作废令牌", En: "Token ended"}, Says: lang.Text{Zh: "作废了{object}的令牌「{name}」", En: "ended the token “{name}” of {object}"}},
	{Code: "unit.added", Group: audit.Organisation, Name: lang.Text{Zh: "新增单位", En: "Unit added"}, Says: lang.Text{Zh: "新增了单位{object}", En: "added the unit {object}"}},
	{Code: "unit.changed", Group: audit.Organisation, Name: lang.Text{Zh: "修改单位", En: "Unit changed"}, Says: lang.Text{Zh: "修改了单位{object}", En: "changed the unit {object}"}},
	{Code: "unit.settings", Group: audit.Organisation, Name: lang.Text{Zh: "设定单位规则", En: "Unit's rules set"}, Says: lang.Text{Zh: "设定了单位{object}自己的规则", En: "set the rules of the unit {object}"}},
	{Code: "absence.added", Group: audit.Organisation, Name: lang.Text{Zh: "登记请假", En: "Absence noted"}, Says: lang.Text{Zh: "登记了{object}请假", En: "noted that {object} is away"}},
	{Code: "absence.changed", Group: audit.Organisation, Name: lang.Text{Zh: "修改请假", En: "Absence changed"}, Says: lang.Text{Zh: "修改了{object}的请假", En: "changed when {object} is away"}},
	{Code: "absence.ended", Group: audit.Organisation, Name: lang.Text{Zh: "销假", En: "Absence ended"}, Says: lang.Text{Zh: "登记了{object}已经回来", En: "noted that {object} is back"}},
	{Code: "role.added", Group: audit.Organisation, Name: lang.Text{Zh: "新增角色", En: "Role made"}, Says: lang.Text{Zh: "新增了角色{object}", En: "made the role {object}"}},
	{Code: "role.changed", Group: audit.Organisation, Name: lang.Text{Zh: "修改角色", En: "Role changed"}, Says: lang.Text{Zh: "修改了角色{object}", En: "changed the role {object}"}},
	{Code: "role.removed", Group: audit.Organisation, Name: lang.Text{Zh: "删除角色", En: "Role removed"}, Says: lang.Text{Zh: "删除了角色{object}", En: "removed the role {object}"}},
	{Code: "role.restored", Group: audit.Organisation, Name: lang.Text{Zh: "恢复默认角色", En: "Role restored"}, Says: lang.Text{Zh: "把角色{object}恢复成默认", En: "restored the role {object}"}},
	{Code: "separation.set", Group: audit.Organisation, Name: lang.Text{Zh: "设定职责分离", En: "Separation of duties set"}, Says: lang.Text{Zh: "设定了职责分离", En: "set the separation of duties"}},
	{Code: "answer.set", Group: audit.Organisation, Name: lang.Text{Zh: "指定负责单位", En: "Answering unit set"}, Says: lang.Text{Zh: "指定{object}负责一个环节", En: "let {object} answer for a link"}},
}

// Who says for the audit log who acts in ctx.
func Who(ctx context.Context) audit.Who {
	if a := From(ctx); a != nil {
		return audit.Who{ID: a.StaffID, Name: a.Name}
	}
	return audit.Who{Name: "xingfu"}
}

// auditedUnit is what the log keeps of a unit.
type auditedUnit struct {
	Name     string   `json:"name"`
	ParentID string   `json:"parentId"`
	Links    []string `json:"links"`
}

func (s *Service) auditedUnit(ctx context.Context, u *Unit) (auditedUnit, error) {
	kept := auditedUnit{Name: u.Name, ParentID: u.ParentID, Links: []string{}}
	err := s.db.Read(ctx).NewSelect().Model((*Answer)(nil)).ColumnExpr("DISTINCT link").Where("unit_id = ?", u.ID).OrderExpr("link").Scan(ctx, &kept.Links)
	return kept, err
}

// auditedAnswer is what the log keeps of who answers for a link.
type auditedAnswer struct {
	Link      string          `json:"link"`
	ForUnitID string          `json:"forUnitId"`
	Before    *auditedAnswers `json:"before,omitempty"`
	After     auditedAnswers  `json:"after"`
}

type auditedAnswers struct {
	UnitID string `json:"unitId"`
}

func (s *Service) auditedAnswer(ctx context.Context, a Answer) (auditedAnswer, error) {
	kept := auditedAnswer{Link: a.Link, ForUnitID: a.ForUnitID, After: auditedAnswers{a.UnitID}}
	before := Answer{Link: a.Link, ForUnitID: a.ForUnitID}
	err := s.db.Read(ctx).NewSelect().Model(&before).WherePK().Scan(ctx)
	if store.None(err) {
		return kept, nil
	}
	kept.Before = &auditedAnswers{before.UnitID}
	return kept, err
}

// auditedStaff is what the log keeps of an account. That the password is a new one is kept, not which.
type auditedStaff struct {
	Name        string    `json:"name"`
	UnitID      string    `json:"unitId"`
	Roles       []NewPost `json:"roles"`
	Disabled    bool      `json:"disabled"`
	NewPassword bool      `json:"newPassword"`
	Seats       int       `json:"seats"`

	Skills []StaffSkill `json:"skills"`
}

func (s *Service) auditedStaff(ctx context.Context, p *Staff, newPassword bool) (auditedStaff, error) {
	kept := auditedStaff{Name: p.Name, UnitID: p.UnitID, Roles: []NewPost{}, Disabled: p.Disabled, NewPassword: newPassword, Seats: p.Seats, Skills: []StaffSkill{}}
	var posts []Post
	err := s.db.Read(ctx).NewSelect().Model(&posts).Where("staff_id = ?", p.ID).OrderExpr("role, unit_id").Scan(ctx)
	for _, post := range posts {
		kept.Roles = append(kept.Roles, NewPost{post.Role, post.UnitID, post.Scope})
	}
	if err != nil {
		return kept, err
	}
	err = s.db.Read(ctx).NewSelect().Model(&kept.Skills).Where("staff_id = ?", p.ID).OrderExpr("skill").Scan(ctx)
	return kept, err
}

// auditedRole is what the log keeps of a role.
type auditedRole struct {
	Zh          string       `json:"zh"`
	En          string       `json:"en"`
	AboutZh     string       `json:"aboutZh"`
	AboutEn     string       `json:"aboutEn"`
	Permissions []Permission `json:"permissions"`
}

func auditedRoleOf(d *Definition) auditedRole {
	return auditedRole{d.Zh, d.En, d.About.Zh, d.About.En, d.Permissions}
}
