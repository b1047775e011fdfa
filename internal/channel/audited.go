package channel

import (
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// Audited is what is written into the audit log about messages, in words.
var Audited = []audit.Action{
	{Code: "outgoing.retried", Group: audit.Messages, Name: lang.Text{Zh: "重发消息", En: "Message sent again"}, Says: lang.Text{Zh: "重发了给 {to} 的消息", En: "sent the message to {to} again"}},
	{Code: "outgoing.cancelled", Group: audit.Messages, Name: lang.Text{Zh: "取消消息", En: "Message cancelled"}, Says: lang.Text{Zh: "取消了给 {to} 的消息", En: "cancelled the message to {to}"}},
}
