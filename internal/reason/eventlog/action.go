package eventlog

import (
	"slices"
	"strings"
)

// Action is what a step means to the closed loop.
type Action string

// The actions. Those of a mapping's activities table are these words.
const (
	Intake   Action = "intake"   // first contact: the ticket is opened, the person owns it
	Queue    Action = "queue"    // put into the group's queue: a handoff sent, not accepted
	Accept   Action = "accept"   // the group takes the handoff
	Work     Action = "work"     // work goes on; a changed person or group has been handed the matter
	Wait     Action = "wait"     // the clock pauses for Step.Reason, or stays paused
	Note     Action = "note"     // something was recorded, the state is as before
	Escalate Action = "escalate" // a higher level was called in
	Resolve  Action = "resolve"
	Close    Action = "close"
	Cancel   Action = "cancel"
	Ignore   Action = "ignore" // only in mappings: the row says nothing about the case
)

// The reasons of a Wait.
const (
	WaitCustomer       = "customer"
	WaitSupplier       = "supplier"
	WaitImplementation = "implementation"
	WaitOther          = "other"
)

var (
	actions     = []Action{Intake, Queue, Accept, Work, Wait, Note, Escalate, Resolve, Close, Cancel, Ignore}
	waitReasons = []string{WaitCustomer, WaitSupplier, WaitImplementation, WaitOther}
	priorities  = []string{"urgent", "high", "normal", "low"}
	channels    = []string{"phone", "portal", "mail", "chat", "visit", "api"}
	slaResults  = []string{"met", "missed"}
)

// Do is one action of an activity. The Reason is that of a Wait or an Ignore
// and empty for all others.
type Do struct {
	Action Action
	Reason string
}

// parseDo reads "action" or "action reason". The complaint is empty when the
// text is right.
func parseDo(s string) (do Do, complaint text) {
	word, reason, _ := strings.Cut(strings.TrimSpace(s), " ")
	do = Do{Action: Action(word), Reason: strings.TrimSpace(reason)}
	switch {
	case !slices.Contains(actions, do.Action):
		return do, say("%q is not an action; use one of %s", "“%s”不是可用的动作，请用：%s", word, join(actions))
	case do.Action == Wait && !slices.Contains(waitReasons, do.Reason):
		return do, say("wait needs a reason: one of %s", "wait 需要写明原因：%s", join(waitReasons))
	case do.Action == Ignore && do.Reason == "":
		return do, say("ignore needs a reason", "ignore 需要写明理由")
	case do.Action != Wait && do.Action != Ignore && do.Reason != "":
		return do, say("%s takes no reason", "%s 后面不写原因", word)
	}
	return do, text{}
}

func join[S ~string](words []S) string {
	plain := make([]string, len(words))
	for i, w := range words {
		plain[i] = string(w)
	}
	return strings.Join(plain, ", ")
}
