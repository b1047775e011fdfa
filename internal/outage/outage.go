// Package outage tells what is interrupted in the network and what is planned to be (通信中断), by the beams, gateways and
// satellites that terminals name: whose terminals are touched follows from these. Staff, customers' tickets and the
// portal are told the same.
package outage

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// The kinds.
const (
	Failure = "outage"  // something is broken
	Planned = "planned" // work that interrupts
)

// The states, which follow from the times.
const (
	Coming    = "coming"
	Running   = "running"
	Ended     = "ended"
	Withdrawn = "withdrawn" // was called off before it began
)

// Outage is an interruption, or planned work that makes one.
type Outage struct {
	bun.BaseModel `bun:"table:outage"`

	ID          string        `bun:",pk" json:"id"`
	Kind        string        `json:"kind" enum:"outage,planned"`
	Area        lang.Text     `json:"area" doc:"Where, as customers say it."`
	Words       lang.Text     `json:"words" doc:"What customers are told now."`
	Internal    string        `json:"internal" doc:"What only the staff are told."`
	StartsAt    time.Time     `json:"startsAt"`
	ExpectedEnd *time.Time    `json:"expectedEnd" doc:"Null: nobody knows yet."`
	EndedAt     *time.Time    `json:"endedAt" doc:"Null: it goes on. Not after it began: it was withdrawn."`
	Terminals   int64         `json:"terminals" doc:"How many terminals in use are touched, as counted at the last change."`
	Customers   int64         `json:"customers" doc:"Whose they are."`
	Version     int64         `json:"version"`
	CreatedAt   time.Time     `json:"createdAt"`
	UpdatedAt   time.Time     `json:"updatedAt"`
	Ways        customer.Ways `bun:"-" json:"ways"`
}

// way is one beam, gateway or satellite of an outage.
type way struct {
	bun.BaseModel `bun:"table:outage_way"`

	Sort     string // beam, gateway, satellite
	Value    string
	OutageID string
}

// Entry is one thing that was said of an outage.
type Entry struct {
	bun.BaseModel `bun:"table:outage_entry"`

	ID       string    `bun:",pk" json:"id"`
	OutageID string    `json:"-"`
	At       time.Time `json:"at"`
	ByID     string    `bun:",nullzero" json:"-"`
	ByName   string    `json:"by" doc:"Empty: the program."`
	Kind     string    `json:"kind" enum:"declared,updated,ended,withdrawn,reopened"`
	Words    lang.Text `json:"words" doc:"What customers were told from then on."`
	Internal string    `json:"internal"`
	Changes  []Changed `json:"changes" doc:"What else was changed."`
}

// Changed says what a fact about an outage was and what it is.
type Changed struct {
	Field string `json:"field" enum:"kind,area,ways,startsAt,expectedEnd,endedAt"`
	From  any    `json:"from,omitempty"`
	To    any    `json:"to,omitempty"`
}

// Input is all that is said of an outage; what is said replaces what was.
type Input struct {
	Kind        string        `json:"kind" enum:"outage,planned"`
	Ways        customer.Ways `json:"ways"`
	Area        lang.Text     `json:"area" doc:"Where, as customers say it: English may be missing."`
	Words       lang.Text     `json:"words" doc:"What customers are told: English may be missing."`
	Internal    string        `json:"internal,omitempty"`
	StartsAt    time.Time     `json:"startsAt"`
	ExpectedEnd *time.Time    `json:"expectedEnd,omitempty"`
	EndedAt     *time.Time    `json:"endedAt,omitempty" doc:"Not after startsAt: it is withdrawn. Missing: it goes on, or goes on after all."`
}

// State says how an outage stands at a moment.
func (o *Outage) State(at time.Time) string {
	switch {
	case o.EndedAt != nil && !o.EndedAt.After(o.StartsAt):
		return Withdrawn
	case o.EndedAt != nil:
		return Ended
	case o.StartsAt.After(at):
		return Coming
	}
	return Running
}

const (
	waysMost  = 200
	nameMost  = 100
	areaMost  = 100
	wordsMost = 1000
)

// valid puts right what can be, and names what is wrong with the rest.
func (in *Input) valid(at time.Time) error {
	for _, text := range []*string{&in.Area.Zh, &in.Area.En, &in.Words.Zh, &in.Words.En, &in.Internal} {
		*text = strings.TrimSpace(*text)
	}
	for _, names := range []*[]string{&in.Ways.Beams, &in.Ways.Gateways, &in.Ways.Satellites} {
		*names = tidy(*names)
	}
	long := func(most int, texts ...string) bool {
		return slices.ContainsFunc(texts, func(text string) bool { return utf8.RuneCountInString(text) > most })
	}
	all := slices.Concat(in.Ways.Beams, in.Ways.Gateways, in.Ways.Satellites)
	switch {
	case in.Kind != Failure && in.Kind != Planned:
		return fault.Bad("kind", "是故障中断（outage）还是计划作业（planned）？", "Is it an outage or planned work?")
	case len(all) == 0:
		return fault.Bad("ways.beams", "请至少填写一个波束、信关站或卫星。", "Give at least one beam, gateway or satellite.")
	case len(all) > waysMost:
		return fault.Bad("ways.beams", "最多 %d 个波束、信关站和卫星。", "At most %d beams, gateways and satellites.", waysMost)
	case long(nameMost, all...):
		return fault.Bad("ways.beams", "名称最长 %d 个字。", "A name has at most %d letters.", nameMost)
	case in.Area.Zh == "":
		return fault.Bad("area.zh", "请写明影响哪里，用客户听得懂的说法。", "Say where it is, as customers would.")
	case long(areaMost, in.Area.Zh, in.Area.En):
		return fault.Bad("area.zh", "影响范围最长 %d 个字。", "The place has at most %d letters.", areaMost)
	case in.Words.Zh == "":
		return fault.Bad("words.zh", "请写明怎样告诉客户。", "Say what customers are told.")
	case long(wordsMost, in.Words.Zh, in.Words.En, in.Internal):
		return fault.Bad("words.zh", "说明最长 %d 个字。", "A text has at most %d letters.", wordsMost)
	}
	return in.timely(at)
}

func (in *Input) timely(at time.Time) error {
	switch {
	case in.StartsAt.IsZero():
		return fault.Bad("startsAt", "请填写从什么时候开始。", "Say from when on.")
	case in.Kind == Failure && in.StartsAt.After(at):
		return fault.Bad("startsAt", "还没有开始的，请登记为计划作业。", "What has not begun yet is planned work.")
	case in.ExpectedEnd != nil && !in.ExpectedEnd.After(in.StartsAt):
		return fault.Bad("expectedEnd", "预计恢复时间应在开始之后。", "It is expected to end after it begins.")
	case in.EndedAt != nil && in.EndedAt.After(at):
		return fault.Bad("endedAt", "结束时间不能在将来；还没有结束的，请改预计恢复时间。", "The end cannot lie ahead: change when it is expected instead.")
	}
	return nil
}

// tidy gives names without blanks around them, each once.
func tidy(names []string) []string {
	list := []string{}
	for _, name := range names {
		if name = strings.TrimSpace(name); name != "" && !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return list
}

// apply puts what is said on an outage and tells what has changed beside the words.
func (in Input) apply(o *Outage) []Changed {
	list := []Changed{}
	note := func(field string, same bool, from, to any) {
		if !same {
			list = append(list, Changed{field, from, to})
		}
	}
	note("kind", o.Kind == in.Kind, o.Kind, in.Kind)
	note("area", o.Area == in.Area, o.Area, in.Area)
	note("ways", sameWays(o.Ways, in.Ways), o.Ways, in.Ways)
	note("startsAt", o.StartsAt.Equal(in.StartsAt), o.StartsAt, in.StartsAt)
	note("expectedEnd", sameMoment(o.ExpectedEnd, in.ExpectedEnd), o.ExpectedEnd, in.ExpectedEnd)
	note("endedAt", sameMoment(o.EndedAt, in.EndedAt), o.EndedAt, in.EndedAt)
	o.Kind, o.Ways, o.Area, o.Words, o.Internal = in.Kind, in.Ways, in.Area, in.Words, in.Internal
	o.StartsAt, o.ExpectedEnd, o.EndedAt = in.StartsAt.UTC(), utc(in.ExpectedEnd), utc(in.EndedAt)
	return list
}

func sameWays(a, b customer.Ways) bool {
	same := func(a, b []string) bool {
		return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
	}
	return same(a.Beams, b.Beams) && same(a.Gateways, b.Gateways) && same(a.Satellites, b.Satellites)
}

func sameMoment(a, b *time.Time) bool {
	return a == nil && b == nil || a != nil && b != nil && a.Equal(*b)
}

func utc(at *time.Time) *time.Time {
	if at == nil {
		return nil
	}
	there := at.UTC()
	return &there
}
