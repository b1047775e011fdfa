// Package auditing is what an auditor does with the audit log: looks for who did what, takes it out as a table, and has
// it checked whether it is as it was written.
package auditing

import (
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// Line is an entry with the words for it, in the reader's language.
type Line struct {
	audit.Entry

	Says       string `json:"says" doc:"What the actor did, as a sentence goes on after his name."`
	ObjectName string `json:"objectName" doc:"The name of what it was done to; empty where it has none, or none any more."`
}

// Filter chooses entries in the address of a list.
type Filter struct {
	From     time.Time   `query:"from" doc:"From this moment on."`
	To       time.Time   `query:"to" doc:"Before this moment."`
	Actor    string      `query:"actor" doc:"The person who acted."`
	Group    audit.Group `query:"group" enum:"sessions,accounts,organisation,customers,rules,tickets,messages,exports,data,review" doc:"A sort of acts; exports: who took out what."`
	Action   string      `query:"action" doc:"One action or several, separated by commas."`
	Object   string      `query:"object" doc:"The sort of thing it was done to: staff, unit, policy, …"`
	ObjectID string      `query:"objectId"`
	Via      audit.Via   `query:"via" enum:"session,token,command,program,portal"`
	Address  string      `query:"address" doc:"From where the request came, whole."`
	Text     string      `query:"text" maxLength:"200" doc:"Stands in the detail. A page then has what is found within some thousands of entries: it may be short, or empty, and yet not the last."`
}

// ActionView is an action with its words.
type ActionView struct {
	Code  string      `json:"code"`
	Group audit.Group `json:"group"`
	Name  lang.Text   `json:"name"`
	Says  lang.Text   `json:"says"`
}

// GroupView is a group of actions with its name.
type GroupView struct {
	Code audit.Group `json:"code"`
	Name lang.Text   `json:"name"`
}

// ActionsView lists what can be looked for.
type ActionsView struct {
	Groups  []GroupView  `json:"groups"`
	Actions []ActionView `json:"actions"`
}

// check is a check of the log that somebody has asked for.
type check struct {
	bun.BaseModel `bun:"table:audit_check"`

	ID      string `bun:",pk"`
	AskedBy string
	AskedAt time.Time
	Noted   string
	Done    int64
	Of      int64
	EndedAt time.Time `bun:",nullzero"`
	Report  string
}

// CheckView is a check of the log, under way or ended.
type CheckView struct {
	ID      string        `json:"id"`
	By      string        `json:"by" doc:"Who asked for it."`
	AskedAt time.Time     `json:"askedAt"`
	Done    int64         `json:"done" doc:"How many entries have been read so far."`
	Of      int64         `json:"of"`
	EndedAt *time.Time    `json:"endedAt"`
	Report  *audit.Report `json:"report" doc:"What it has found, once it has ended."`
}

// StateView is how the log stands.
type StateView struct {
	Head  audit.Head `json:"head" doc:"Its last entry. Noted elsewhere it tells later whether the log was written anew."`
	Check *CheckView `json:"check" doc:"The last check."`
	Feed  *FeedView  `json:"feed" doc:"How the feed to the syslog collector does; null where none is configured."`
}

// FeedView is how the feed to the syslog collector does.
type FeedView struct {
	Waiting     int64  `json:"waiting" doc:"Entries that the collector does not have."`
	LateMinutes int    `json:"lateMinutes" doc:"For how long the oldest of them waits."`
	Stuck       bool   `json:"stuck"`
	Error       string `json:"error" doc:"Why the last try failed."`
}
