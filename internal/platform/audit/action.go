package audit

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"github.com/xingfu/xingfu/internal/platform/lang"
)

// Action is a kind of act that is audited, with the words for it. Each package names its own.
type Action struct {
	Code  string
	Group Group
	Name  lang.Text // 导出工单 · Tickets exported
	Says  lang.Text // what follows upon the person's name; {object} is what it was done to, {tickets} a field of the detail
}

// Group is a sort of acts that one looks for together.
type Group string

// The groups.
const (
	Sessions     Group = "sessions"
	Accounts     Group = "accounts"
	Organisation Group = "organisation"
	Customers    Group = "customers"
	Network      Group = "network"
	Rules        Group = "rules"
	Tickets      Group = "tickets"
	Messages     Group = "messages"
	Exports      Group = "exports"
	Data         Group = "data"
	Review       Group = "review"
)

// GroupNames are the groups with their names, in the order in which they are offered.
var GroupNames = []struct {
	Group Group
	Name  lang.Text
}{
	{Exports, lang.Text{Zh: "导出", En: "Exports"}},
	{Sessions, lang.Text{Zh: "登录与退出", En: "Log-ins and log-outs"}},
	{Accounts, lang.Text{Zh: "账号与权限", En: "Accounts and rights"}},
	{Organisation, lang.Text{Zh: "单位", En: "Units"}},
	{Customers, lang.Text{Zh: "客户资料", En: "Customer data"}},
	{Network, lang.Text{Zh: "网络", En: "Network"}},
	{Rules, lang.Text{Zh: "规则", En: "Rules"}},
	{Tickets, lang.Text{Zh: "批量操作", En: "Actions on many tickets"}},
	{Messages, lang.Text{Zh: "外发消息", En: "Outgoing messages"}},
	{Data, lang.Text{Zh: "备份与导入", En: "Backups and imports"}},
	{Review, lang.Text{Zh: "审计", En: "Audit"}},
}

// Audited are the acts that the log itself, and who looks at it, are audited with.
var Audited = []Action{
	{"audit.verified", Review, lang.Text{Zh: "校验审计记录", En: "Audit log checked"}, lang.Text{Zh: "校验了审计记录", En: "checked the audit log"}},
	{"audit.exported", Exports, lang.Text{Zh: "导出审计记录", En: "Audit log exported"}, lang.Text{Zh: "导出了 {entries} 条审计记录", En: "exported {entries} entries of the audit log"}},
	{"backup.made", Data, lang.Text{Zh: "备份数据", En: "Backup made"}, lang.Text{Zh: "把全部数据备份到文件 {file}", En: "backed all data up to the file {file}"}},
	{"backup.restored", Data, lang.Text{Zh: "恢复数据", En: "Backup restored"}, lang.Text{Zh: "从备份文件 {file} 恢复了 {rows} 行数据", En: "restored {rows} rows from the backup {file}"}},
}

// Actions lists the actions that the log has words for.
func (l *Log) Actions() []Action { return l.actions }

// InGroup gives the codes of a group's actions.
func (l *Log) InGroup(g Group) []string {
	var codes []string
	for _, a := range l.actions {
		if a.Group == g {
			codes = append(codes, a.Code)
		}
	}
	return codes
}

var otherAction = Action{Name: lang.Text{Zh: "其他操作", En: "Another act"}, Says: lang.Text{Zh: "做了其他操作", En: "did something else"}}

// Words gives an action with its words; one without, as of a newer program, has some that say no more than that.
func (l *Log) Words(code string) Action {
	if i := slices.IndexFunc(l.actions, func(a Action) bool { return a.Code == code }); i >= 0 {
		return l.actions[i]
	}
	other := otherAction
	other.Code = code
	return other
}

var gap = regexp.MustCompile(`\{(\w+)\}`)

// Sentence says what an entry tells of its actor: 导出了 128 张工单. Object is the name of what it was done to. Where an
// entry does not have what the sentence wants, it is the action's name.
func (l *Log) Sentence(e *Entry, object string, in lang.Code) string {
	action, whole := l.Words(e.Action), true
	said := gap.ReplaceAllStringFunc(action.Says.In(in), func(of string) string {
		value := object
		if name := strings.Trim(of, "{}"); name != "object" {
			value = e.field(name)
		}
		whole = whole && value != ""
		return value
	})
	if !whole {
		return action.Name.In(in)
	}
	return said
}

// ObjectName gives the name of what an entry was done to, as its detail has it.
func (e *Entry) ObjectName() lang.Text {
	if name := e.field("name"); name != "" {
		return lang.Text{Zh: name}
	}
	return lang.Text{Zh: e.field("zh"), En: e.field("en")}
}

// field gives a text or number of the detail; empty where there is none.
func (e *Entry) field(name string) string {
	var all map[string]json.RawMessage
	if json.Unmarshal([]byte(e.Detail), &all) != nil {
		return ""
	}
	raw := all[name]
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	var number json.Number
	if json.Unmarshal(raw, &number) == nil {
		return number.String()
	}
	return ""
}
