package ticket

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/reason/clock"
)

// CalendarView is a calendar with the years that its holidays are known for.
type CalendarView struct {
	Calendar
	CoveredYears []int `json:"coveredYears"`
}

// Calendars lists the calendars. Anyone who is logged in may read them.
func (s *Service) Calendars(ctx context.Context) ([]CalendarView, error) {
	book, err := s.rulebook(ctx)
	if err != nil {
		return nil, err
	}
	var rows []Calendar
	if err := s.db.Read(ctx).NewSelect().Model(&rows).OrderExpr("code").Scan(ctx); err != nil {
		return nil, err
	}
	views := make([]CalendarView, len(rows))
	for i, c := range rows {
		views[i] = CalendarView{c, []int{}}
		if years := book.holidays.Years(); c.Holidays && years != nil {
			views[i].CoveredYears = years
		}
	}
	return views, nil
}

// SaveCalendar changes a calendar's hours and local holidays, or makes a calendar (version 0). Promises already given keep
// their due times. It needs rules.manage. A stale version is a Conflict.
func (s *Service) SaveCalendar(ctx context.Context, c Calendar) (*Calendar, error) {
	_, err := org.Need(ctx, org.RulesManage)
	if err != nil {
		return nil, err
	}
	if _, err := time.LoadLocation(c.Zone); err != nil || c.Zone == "" {
		return nil, fault.Bad("zone", "没有时区 %s。", "There is no time zone %s.", c.Zone)
	}
	if err := c.checkNew(); err != nil {
		return nil, err
	}
	made, err := c.clock(nil)
	if err != nil {
		return nil, badHours(err)
	}
	if _, err := made.Add(time.Now(), time.Minute); err != nil {
		return nil, fault.Bad("week", "一周里至少要有一段工作时间。", "A week has at least some working time.")
	}
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		store.After(ctx, s.rulesChanged)
		change := audit.Change{Name: lang.Text{Zh: c.Zh, En: c.En}}
		if change.Before, err = s.writeCalendar(ctx, tx, &c); err != nil {
			return err
		}
		change.After = c
		return s.audit.Write(ctx, org.Who(ctx), "calendar.saved", "calendar", c.Code, change)
	})
	return &c, err
}

// writeCalendar gives the calendar as it was; nil where it is a new one.
func (s *Service) writeCalendar(ctx context.Context, tx bun.Tx, c *Calendar) (before any, err error) {
	old := Calendar{Code: c.Code}
	err = s.db.Lock(tx.NewSelect().Model(&old).WherePK()).Scan(ctx)
	if store.None(err) && c.Version == 0 {
		c.Version = 1
		_, err := tx.NewInsert().Model(c).Exec(ctx)
		if store.IsDuplicate(err) {
			return nil, errStale()
		}
		return nil, err
	}
	if store.None(err) {
		return nil, fault.Missing("这个日历", "calendar")
	}
	if err != nil {
		return nil, err
	}
	if c.Version == 0 {
		return nil, fault.Bad("code", "日历编码 %s 已存在。", "The calendar code %s is taken.", c.Code)
	}
	if err := httpx.CheckVersion(ctx, old.Version, c.Version, errStale()); err != nil {
		return nil, err
	}
	c.Version = old.Version + 1
	_, err = tx.NewUpdate().Model(c).WherePK().Exec(ctx)
	return old, err
}

var calendarCode = regexp.MustCompile(`^[a-z][a-z0-9-]{1,31}$`)

const calendarDaysMost = 20000

// checkNew refuses what no calendar can be called, and local holidays that cannot be read or would not count.
func (c *Calendar) checkNew() error {
	c.Zh, c.En, c.Days = strings.TrimSpace(c.Zh), strings.TrimSpace(c.En), strings.TrimSpace(c.Days)
	switch {
	case c.Version == 0 && !calendarCode.MatchString(c.Code):
		return fault.Bad("code", "编码用 2 至 32 个小写字母、数字或横线，以字母开头。", "A code has 2 to 32 lower-case letters, digits or dashes and begins with a letter.")
	case c.Zh == "":
		return fault.Bad("zh", "请填写日历的中文名称。", "Please give the calendar's Chinese name.")
	case c.Days != "" && !c.Holidays:
		return fault.Bad("days", "当地节假日只在遵循法定节假日的日历里有效。", "Local holidays count only in a calendar that follows the public ones.")
	case len(c.Days) > calendarDaysMost:
		return fault.Bad("days", "当地节假日太多，最多 %d 个字符。", "There are too many local holidays; at most %d characters.", calendarDaysMost)
	}
	if _, err := c.local(); err != nil {
		return badDays("days", err)
	}
	return nil
}

// badHours names the piece of the working hours that is wrong.
func badHours(err error) error {
	piece := ""
	var wrong *clock.RangeError
	if errors.As(err, &wrong) {
		piece = wrong.Piece
	}
	return fault.Bad("week", "工作时间「%s」写得不对，应写成 08:30-12:00 13:30-17:30;跨夜写成 20:00-02:00。",
		"The working hours “%s” are not right; write 08:30-12:00 13:30-17:30, and 20:00-02:00 over midnight.", piece)
}

// listWords say in Chinese what is wrong with a line of a holiday list.
var listWords = map[error]string{
	clock.ErrListForm: "应写成 日期,off 或 work,名称", clock.ErrListDate: "日期应写成 2027-01-01", clock.ErrListKind: "类型只能是 off(放假)或 work(上班)",
	clock.ErrListName: "缺少名称", clock.ErrListDouble: "日期重复", clock.ErrListEncoding: "文字不是 UTF-8", clock.ErrListCovers: "年份应写成 covers: 2027",
	clock.ErrListEmpty: "没有任何日期",
}

// badList names the line of a holiday list that is wrong, and why.
func badList(err error) error { return badDays("csv", err) }

func badDays(field string, err error) error {
	line, zh := 1, "内容不对"
	var at *clock.LineError
	if errors.As(err, &at) {
		line, err = at.Line, at.Err
	}
	for known, words := range listWords {
		if errors.Is(err, known) {
			zh = words
		}
	}
	return fault.Bad(field, "第 %[1]d 行：%[2]s。没有保存任何内容。", "Line %[1]d: %[3]s. Nothing was saved.", line, zh, err.Error())
}

// HolidayView is one day that is not as the week says.
type HolidayView struct {
	Date string `json:"date"`
	Kind string `json:"kind" enum:"off,work"`
	Name string `json:"name"`
}

// Holidays lists a year's exceptions and the years that are known.
func (s *Service) Holidays(ctx context.Context, year int) ([]HolidayView, []int, error) {
	book, err := s.rulebook(ctx)
	if err != nil {
		return nil, nil, err
	}
	days := []HolidayView{}
	for _, d := range book.holidays[year].Days {
		days = append(days, HolidayView{d.Date.String(), string(d.Kind), d.Name})
	}
	return days, append([]int{}, book.holidays.Years()...), nil
}

// HolidayImport is what a list of holidays brings and changes.
type HolidayImport struct {
	Years    []int         `json:"years"`
	Days     int           `json:"days"`
	Affected []PromiseMove `json:"affected" doc:"Open promises whose due time moves, at most 200."`
	DryRun   bool          `json:"dryRun"`
}

// PromiseMove is an open promise whose due time moves.
type PromiseMove struct {
	Number string      `json:"number"`
	Kind   PromiseKind `json:"kind"`
	Before time.Time   `json:"dueBefore"`
	After  time.Time   `json:"dueAfter"`
}

const movesShown = 200

// ImportHolidays brings in a list of holidays and make-up days and moves the due times of open promises
// with it; a dry run only shows the effect. It needs rules.manage. A wrong line is an Invalid error that
// names it, and nothing is changed.
func (s *Service) ImportHolidays(ctx context.Context, csv string, dry bool) (*HolidayImport, error) {
	_, err := org.Need(ctx, org.RulesManage)
	if err != nil {
		return nil, err
	}
	list, err := clock.ParseHolidays(strings.NewReader(csv))
	if err != nil {
		return nil, badList(err)
	}
	out := &HolidayImport{Years: list.Years(), DryRun: dry, Affected: []PromiseMove{}}
	for _, y := range list {
		out.Days += len(y.Days)
	}
	book, err := s.rulebook(ctx)
	if err != nil {
		return nil, err
	}
	merged := book.holidays.With(list)
	return out, s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := s.moveDueTimes(ctx, tx, merged, out); err != nil || dry {
			return err
		}
		store.After(ctx, s.rulesChanged)
		if err := saveHolidays(ctx, tx, merged, list); err != nil {
			return err
		}
		return s.audit.Write(ctx, org.Who(ctx), "holidays.imported", "calendar", "", auditedHolidays{out.Years, out.Days, len(out.Affected)})
	})
}

func saveHolidays(ctx context.Context, tx bun.Tx, merged, list clock.Holidays) error {
	for year := range list {
		row := &holidayYear{Year: year, Data: formatYear(merged[year])}
		_, err := tx.NewInsert().Model(row).On("CONFLICT (year) DO UPDATE").Set("data = EXCLUDED.data").Exec(ctx)
		if err != nil {
			return err
		}
	}
	return nil
}

// moveDueTimes computes every open promise on a holiday calendar anew.
func (s *Service) moveDueTimes(ctx context.Context, tx bun.Tx, holidays clock.Holidays, out *HolidayImport) error {
	var rows []struct {
		Promise `bun:",extend"`
		Number  string `bun:",scanonly"`
	}
	err := s.db.Lock(tx.NewSelect().Model(&rows).ColumnExpr("promise.*").
		ColumnExpr("(SELECT number FROM ticket WHERE ticket.id = promise.ticket_id) AS number").
		Where("promise.state = 'running'").
		Where("promise.calendar IN (SELECT code FROM calendar WHERE holidays)")).Scan(ctx)
	if err != nil {
		return err
	}
	var calendars []Calendar
	if err := tx.NewSelect().Model(&calendars).Scan(ctx); err != nil {
		return err
	}
	made := map[string]*clock.Calendar{}
	for i := range calendars {
		if made[calendars[i].Code], err = calendars[i].clock(holidays); err != nil {
			return err
		}
	}
	for i := range rows {
		p := &rows[i].Promise
		before := p.DueAt
		last := p.Log[len(p.Log)-1]
		p.derive(p.clock(made[p.Calendar]), last.At)
		if p.DueAt.Equal(before) {
			continue
		}
		if len(out.Affected) < movesShown {
			out.Affected = append(out.Affected, PromiseMove{rows[i].Number, p.Kind, before, p.DueAt})
		}
		if out.DryRun {
			continue
		}
		if _, err := tx.NewUpdate().Model(p).WherePK().Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}
