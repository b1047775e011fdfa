package ticket

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// What a unit may rule for itself and all below it.
const (
	ruleCalendar = "calendar"
	ruleHotline  = "hotline"
	ruleAbsent   = "absent"
	ruleSeats    = "seats"
	ruleUnitMost = "unit-seats"
	ruleFull     = "full"
)

// localCalendar is the calendar of promises whose time is that of the unit: a unit's own where it or one above it has
// chosen one, and else the hours that stand in the calendar of this code.
const localCalendar = "local"

// unitNumber is a number by which the loop runs, which a unit may have otherwise.
type unitNumber struct {
	name        string
	text, about lang.Text
	measure     lang.Text
	min, max    int
	of          func(r *Rules) *int
}

var (
	inMinutes = lang.Text{Zh: "分钟", En: "minutes"}
	inTimes   = lang.Text{Zh: "次", En: "times"}
	inItems   = lang.Text{Zh: "件", En: "matters"}
)

var unitNumbers = []unitNumber{
	{"duplicate-days", lang.Text{Zh: "重复提醒的天数", En: "Days for the duplicate warning"}, lang.Text{Zh: "受理时，同一终端或同一客户同类的工单在这些天内办结的也会提醒。", En: "At intake, a like ticket that ended within these days is shown too."},
		lang.Text{Zh: "天", En: "days"}, 1, 365, func(r *Rules) *int { return &r.DuplicateDays }},
	{"callback-tries", lang.Text{Zh: "回访次数", En: "Tries before a call-back ends"}, lang.Text{Zh: "这么多次联系不上客户、每次都有记录，就可以办结。", En: "A customer not reached so often, each try documented, lets the ticket be closed."},
		inTimes, 1, 20, func(r *Rules) *int { return &r.CallbackTries }},
	{"callback-again", lang.Text{Zh: "再次回访的间隔", En: "Time between call-backs"}, lang.Text{Zh: "联系不上客户，过这么久再打。", En: "A customer who was not reached is tried again after this time."},
		inMinutes, 5, 10080, func(r *Rules) *int { return &r.CallbackAgainMinutes }},
	{"urge-minutes", lang.Text{Zh: "催办的间隔", En: "Time between urges"}, lang.Text{Zh: "同一张流转单在这段时间里只能催办一次。", En: "A handoff can be urged once in this time."},
		inMinutes, 1, 1440, func(r *Rules) *int { return &r.UrgeMinutes }},
	{"dispute-returns", lang.Text{Zh: "退回几次算争议", En: "Returns that make a dispute"}, lang.Text{Zh: "同一环节退回这么多次，就由主管裁定。", En: "A link that is returned so often is decided by a supervisor."},
		inTimes, 1, 10, func(r *Rules) *int { return &r.DisputeReturns }},
	{"dispute-hours", lang.Text{Zh: "裁定争议的时间", En: "Hours for a decision"}, lang.Text{Zh: "主管应在这么多小时内裁定争议。", En: "A supervisor decides a dispute within so many hours."},
		lang.Text{Zh: "小时", En: "hours"}, 1, 720, func(r *Rules) *int { return &r.DisputeHours }},
}

// rulesOf gives the numbers by which the loop runs in a unit.
func (b *rulebook) rulesOf(tree *org.Tree, unitID string) Rules {
	rules := b.Rules
	for _, n := range unitNumbers {
		value := n.of(&rules)
		*value = tree.Number(unitID, n.name, *value)
	}
	return rules
}

// rules are the numbers by which the ticket's loop runs: those of its owner's unit.
func (w *work) rules() Rules { return w.book.rulesOf(w.tree, w.t.OwnerUnitID) }

// hotline is what the ticket's customer calls.
func (w *work) hotline() string {
	own, _ := w.tree.Setting(w.servingUnit(), ruleHotline)
	return cmp.Or(own, w.s.Hotline)
}

// calendarFor gives the calendar by which a promise of a policy runs: where it is the local one, that of the unit that
// serves the customer, and of a handoff that of the unit which is asked.
func (w *work) calendarFor(p *Policy, h *Handoff) string {
	if p.Calendar != localCalendar {
		return p.Calendar
	}
	unit := w.servingUnit()
	if h != nil {
		unit = h.UnitID
	}
	code, _ := w.tree.Setting(unit, ruleCalendar)
	if w.book.calendars[code] == nil {
		return localCalendar
	}
	return code
}

// addUnitRules says what units may rule of what this package does.
func (s *Service) addUnitRules() {
	s.org.Rules(org.UnitSetting{Name: ruleCalendar, Kind: org.ChoiceSetting, Text: lang.Text{Zh: "工作日历", En: "Working calendar"},
		About:   lang.Text{Zh: "按「当地工作时间」计算的时限用这个日历，当地的节假日也在日历里。", En: "Promises in local hours run by this calendar, which has the local holidays too."},
		Options: s.calendarNames, Common: always(localCalendar)})
	for _, n := range unitNumbers {
		s.org.Rules(org.UnitSetting{Name: n.name, Kind: org.NumberSetting, Text: n.text, About: n.about, Measure: n.measure, Min: n.min, Max: n.max,
			Common: func(ctx context.Context) (string, error) {
				book, err := s.rulebook(ctx)
				if err != nil {
					return "", err
				}
				rules := book.Rules
				return strconv.Itoa(*n.of(&rules)), nil
			}})
	}
	s.org.Rules(
		org.UnitSetting{Name: ruleHotline, Kind: org.TextSetting, Max: 40, Text: lang.Text{Zh: "服务热线", En: "Service hotline"},
			About:  lang.Text{Zh: "常用语里的 {{热线}} 填这个电话。", En: "What {{hotline}} in phrases stands for."},
			Common: func(context.Context) (string, error) { return s.Hotline, nil }},
		org.UnitSetting{Name: ruleAbsent, Kind: org.ChoiceSetting, Text: lang.Text{Zh: "请假时新工作给谁", En: "New work of who is away"},
			About: lang.Text{Zh: "指派给请假的人的工作，交给他的代理人，还是留给单位。", En: "What is assigned to a person who is away goes to the substitute, or stays with the unit."}, Options: absentOptions, Common: always(toSubstitute)},
		org.UnitSetting{Name: ruleSeats, Kind: org.NumberSetting, Min: 1, Max: 999, Measure: inItems, Text: lang.Text{Zh: "每人同时办理", En: "Open matters a person"},
			About: lang.Text{Zh: "一个人手上未办结的工单和流转单超过这个数就提醒。", En: "Above so many open tickets and handoffs of a person there is a warning."}, Common: always(strconv.Itoa(usualSeats))},
		org.UnitSetting{Name: ruleUnitMost, Kind: org.NumberSetting, Min: 1, Max: 99999, Measure: inItems, Text: lang.Text{Zh: "单位同时办理", En: "Open matters of the unit"},
			About: lang.Text{Zh: "单位所有人手上的合计超过这个数就提醒。", En: "Above so many open matters of all its people there is a warning."}, Common: always(strconv.Itoa(usualUnitMost))},
		org.UnitSetting{Name: ruleFull, Kind: org.ChoiceSetting, Text: lang.Text{Zh: "超过上限时", En: "Above the limit"},
			About: lang.Text{Zh: "指派给已满的人时只提醒，还是不允许。", En: "Assigning to somebody who is full only warns, or is refused."}, Options: fullOptions, Common: always(fullWarn)})
}

// What happens with new work of who is away, and with more work for who is full.
const (
	toSubstitute = "substitute"
	toUnit       = "unit"
	fullWarn     = "warn"
	fullRefuse   = "refuse"
)

func absentOptions(context.Context) ([]org.Named, error) {
	return []org.Named{{Code: toSubstitute, Zh: "给代理人", En: "To the substitute"}, {Code: toUnit, Zh: "留给单位", En: "To the unit"}}, nil
}

func fullOptions(context.Context) ([]org.Named, error) {
	return []org.Named{{Code: fullWarn, Zh: "只提醒", En: "Warn"}, {Code: fullRefuse, Zh: "不允许", En: "Refuse"}}, nil
}

func always(value string) func(context.Context) (string, error) {
	return func(context.Context) (string, error) { return value, nil }
}

func (s *Service) calendarNames(ctx context.Context) ([]org.Named, error) {
	calendars, err := s.Calendars(ctx)
	names := make([]org.Named, len(calendars))
	for i, c := range calendars {
		names[i] = org.Named{Code: c.Code, Zh: c.Zh, En: c.En}
	}
	return names, err
}

// inOrder gives the policies in the order in which they are tried for customers served in a unit: the unit's own, those
// of the units above it from the nearest up, and then those that are for all.
func (b *rulebook) inOrder(above []string) []*Policy {
	rank := func(p *Policy) int {
		if p.UnitID == "" {
			return len(above)
		}
		return slices.Index(above, p.UnitID)
	}
	var list []*Policy
	for i := range b.policies {
		if p := &b.policies[i]; rank(p) >= 0 {
			list = append(list, p)
		}
	}
	slices.SortStableFunc(list, func(a, b *Policy) int { return rank(a) - rank(b) })
	return list
}
