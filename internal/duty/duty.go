// Package duty keeps who is on duty when (值班): rosters of units, their publication, swaps, hand-over notes, and each
// person's shifts as a calendar.
package duty

import (
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/reason/clock"
	"github.com/xingfu/xingfu/internal/reason/roster"
)

// Roster is how a unit arranges its duty.
type Roster struct {
	bun.BaseModel `bun:"table:duty_roster"`

	UnitID     string `bun:",pk" json:"unitId"`
	RestHours  int    `json:"restHours" minimum:"0" maximum:"72" doc:"The least hours between two shifts of a person; 0: no rule."`
	NightsMost int    `json:"nightsMost" minimum:"0" maximum:"31" doc:"The most nights in a row; 0: no rule."`
	Approve    bool   `json:"approve" doc:"A swap holds only when a leader has agreed."`
	Version    int64  `json:"version"`
}

// usual are the rules of a unit that has set none.
func usual(unitID string) *Roster {
	return &Roster{UnitID: unitID, RestHours: 8, NightsMost: 3, Approve: true, Version: 1}
}

func (r *Roster) rules() roster.Rules {
	return roster.Rules{Rest: time.Duration(r.RestHours) * time.Hour, Nights: r.NightsMost}
}

// Kind is a shift that a unit gives out, day after day (班次).
type Kind struct {
	bun.BaseModel `bun:"table:duty_kind"`

	ID      string `bun:",pk" json:"id,omitempty" doc:"Empty: a new one."`
	UnitID  string `json:"unitId,omitempty" readOnly:"true"`
	Name    string `json:"name" maxLength:"20"`
	Post    string `json:"post" maxLength:"30" doc:"The seat that it mans; empty: the unit has one."`
	Hours   string `json:"hours" doc:"08:00-16:00; 20:00-08:00 runs over midnight; 00:00-24:00 is a whole day."`
	Colour  string `json:"colour" enum:"blue,green,amber,violet,red,grey"`
	Counted int    `json:"counted" minimum:"0" maximum:"1440" doc:"Minutes of work that it counts for."`
	Night   bool   `json:"night" doc:"Counts as a night."`
	Minimum int    `json:"minimum" minimum:"0" maximum:"99" doc:"How many people it wants."`
	Phone   string `json:"phone" maxLength:"30" doc:"At which whoever has it is reached; empty for who may not know."`
	Place   int    `json:"-"`
	Retired bool   `json:"retired" doc:"No longer given out; kept for what was."`
}

// kindsMost is how many shifts a unit has at most.
const kindsMost = 30

func (k *Kind) check() error {
	k.Name, k.Post, k.Phone = strings.TrimSpace(k.Name), strings.TrimSpace(k.Post), strings.TrimSpace(k.Phone)
	if k.Name == "" {
		return fault.Bad("kinds", "请填写班次名称。", "Please name the shift.")
	}
	ranges, err := clock.ParseRanges(k.Hours)
	if err != nil || len(ranges) != 1 {
		return fault.Bad("kinds", "班次「%[1]s」的时间「%[2]s」写得不对，应写成 08:00-16:00；跨夜写成 20:00-08:00。",
			"The hours “%[2]s” of the shift %[1]s are not right; write 08:00-16:00, and 20:00-08:00 over midnight.", k.Name, k.Hours)
	}
	k.Hours = ranges[0].String()
	return nil
}

// on says when the shift of a day begins and ends.
func (k *Kind) on(day string) (from, to time.Time) {
	at, _ := time.ParseInLocation(time.DateOnly, day, now.China)
	ranges, _ := clock.ParseRanges(k.Hours)
	if len(ranges) != 1 {
		return at, at
	}
	return at.Add(time.Duration(ranges[0].From) * time.Minute).UTC(), at.Add(time.Duration(ranges[0].To) * time.Minute).UTC()
}

// Shift is one shift of one person.
type Shift struct {
	bun.BaseModel `bun:"table:duty_shift"`

	ID        string `bun:",pk"`
	UnitID    string
	KindID    string
	StaffID   string
	Day       string // on which it begins
	StartsAt  time.Time
	EndsAt    time.Time
	State     State
	Sequence  int // grows with what calendars have to hear
	ChangedAt time.Time
}

// State says how far a shift is told.
type State string

// The states. People see what is Published, and what is Leaving until that is published too.
const (
	Draft     State = "draft"
	Published State = "published"
	Leaving   State = "leaving" // published, to be taken away with the next publication
	Cancelled State = "cancelled"
)

// seenStates are those of shifts that hold for everybody; plannedStates those that will once all is published.
var (
	seenStates    = []State{Published, Leaving}
	plannedStates = []State{Draft, Published}
)

func (s *Shift) slot(kinds map[string]*Kind) roster.Slot {
	night := kinds[s.KindID] != nil && kinds[s.KindID].Night
	return roster.Slot{ID: s.ID, Person: s.StaffID, Kind: s.KindID, Day: s.Day, From: s.StartsAt, To: s.EndsAt, Night: night}
}

// Swap is a shift that a person offers to a colleague, or to whoever can (换班).
type Swap struct {
	bun.BaseModel `bun:"table:duty_swap"`

	ID        string `bun:",pk"`
	UnitID    string
	ShiftID   string
	FromID    string
	ToID      string `bun:",nullzero"` // none: whoever can
	TakenID   string `bun:",nullzero"`
	DecidedID string `bun:",nullzero"`
	GivenID   string `bun:",nullzero"` // the shift that came of it
	Reason    string
	Answer    string
	State     SwapState
	CreatedAt time.Time
	ChangedAt time.Time
}

// SwapState says how far a swap is.
type SwapState string

// The states of swaps. Offered and Taken ones are open.
const (
	Offered   SwapState = "offered"
	Taken     SwapState = "taken" // waits for the leader
	Done      SwapState = "done"
	Declined  SwapState = "declined" // by the colleague
	Refused   SwapState = "refused"  // by the leader
	Withdrawn SwapState = "withdrawn"
	Void      SwapState = "void" // the shift is no longer the person's
)

func (s *Swap) open() bool { return s.State == Offered || s.State == Taken }

// Handover is a note at the end of a shift (交接班记录).
type Handover struct {
	bun.BaseModel `bun:"table:duty_handover"`

	ID         string `bun:",pk"`
	UnitID     string
	Shift      string
	Text       string
	Watch      string
	ByID       string
	At         time.Time
	AcceptedID string    `bun:",nullzero"`
	AcceptedAt time.Time `bun:",nullzero"`
	Once       string
}

// Item is a matter that is open at a hand-over; it goes from note to note until somebody ticks it off.
type Item struct {
	bun.BaseModel `bun:"table:duty_item"`

	ID         string `bun:",pk"`
	UnitID     string
	HandoverID string
	Text       string
	Ticket     string
	At         time.Time
	DoneAt     time.Time `bun:",nullzero"`
	DoneID     string    `bun:",nullzero"`
}

// checkDay refuses what is no day of a sensible time.
func checkDay(field, day string) error {
	if _, err := time.Parse(time.DateOnly, day); err != nil || len(day) != 10 || day < "2000" || day > "2199" {
		return fault.Bad(field, "日期应写成 2026-12-01。", "Write the day as 2026-12-01.")
	}
	return nil
}

// daysMost is how many days are shown or laid at once.
const daysMost = 93

// checkDays refuses what is no stretch of days, and gives how many they are.
func checkDays(from, to string) (int, error) {
	if err := checkDay("from", from); err != nil {
		return 0, err
	}
	if err := checkDay("to", to); err != nil {
		return 0, err
	}
	first, _ := time.Parse(time.DateOnly, from)
	last, _ := time.Parse(time.DateOnly, to)
	days := int(last.Sub(first).Hours()/24) + 1
	if days < 1 || days > daysMost {
		return 0, fault.Bad("to", "最后一天不能早于第一天，一次最多 %d 天。", "The last day is not before the first, and at most %d days are taken at once.", daysMost)
	}
	return days, nil
}

func idsOf[T any](rows []T, id func(T) string) []string {
	var ids []string
	for _, r := range rows {
		if one := id(r); one != "" {
			ids = append(ids, one)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
