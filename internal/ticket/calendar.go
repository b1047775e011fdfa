package ticket

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/reason/clock"
)

// Calendar is working time as the database keeps it.
type Calendar struct {
	bun.BaseModel `bun:"table:calendar"`

	Code     string   `bun:",pk" json:"code"`
	Zh       string   `json:"zh"`
	En       string   `json:"en"`
	Zone     string   `json:"zone"`
	Week     []string `json:"week" doc:"Working hours of each day, Sunday first, as 08:30-12:00 13:30-17:30; 20:00-02:00 runs over midnight."`
	Holidays bool     `json:"holidays" doc:"Whether public holidays are off and make-up days are worked."`
	Days     string   `json:"days" doc:"Local holidays beside the published ones, lines of date,kind,name."`
	Version  int64    `json:"version"`
}

type holidayYear struct {
	bun.BaseModel `bun:"table:holiday_year"`

	Year int `bun:",pk"`
	Data string
}

func readHolidays(ctx context.Context, db bun.IDB) (clock.Holidays, error) {
	var years []holidayYear
	if err := db.NewSelect().Model(&years).OrderExpr("year").Scan(ctx); err != nil {
		return nil, err
	}
	all := clock.Holidays{}
	for _, y := range years {
		one, err := clock.ParseHolidays(strings.NewReader(y.Data))
		if err != nil {
			return nil, fmt.Errorf("holidays of %d: %w", y.Year, err)
		}
		all = all.With(one)
	}
	return all, nil
}

// seedHolidays writes China's published years, one list a year.
func seedHolidays(ctx context.Context, tx bun.Tx) error {
	china := clock.China()
	for _, year := range china.Years() {
		row := &holidayYear{Year: year, Data: formatYear(china[year])}
		if _, err := tx.NewInsert().Model(row).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

func formatYear(y clock.Year) string {
	var b strings.Builder
	b.WriteString("date,kind,name\n")
	if y.Source != "" {
		b.WriteString("# " + y.Source + "\n")
	}
	for _, d := range y.Days {
		fmt.Fprintf(&b, "%v,%s,%s\n", d.Date, d.Kind, d.Name)
	}
	return b.String()
}

// clock makes the working calendar that reasons about time.
func (c *Calendar) clock(holidays clock.Holidays) (*clock.Calendar, error) {
	zone, err := time.LoadLocation(c.Zone)
	if err != nil {
		return nil, fmt.Errorf("calendar %s: %w", c.Code, err)
	}
	if len(c.Week) != 7 {
		return nil, fmt.Errorf("calendar %s: %d days in the week", c.Code, len(c.Week))
	}
	made := &clock.Calendar{Name: c.Code, Zone: zone}
	for day, text := range c.Week {
		if made.Week[day], err = clock.ParseRanges(text); err != nil {
			return nil, fmt.Errorf("calendar %s, day %d: %w", c.Code, day, err)
		}
	}
	if c.Holidays {
		local, err := c.local()
		if err != nil {
			return nil, fmt.Errorf("calendar %s: %w", c.Code, err)
		}
		made.Days = holidays.With(local)
	}
	return made, made.Validate()
}

// local gives the calendar's own holidays. They publish no year's list.
func (c *Calendar) local() (clock.Holidays, error) {
	if strings.TrimSpace(c.Days) == "" {
		return nil, nil
	}
	days, err := clock.ParseHolidays(strings.NewReader(c.Days))
	for number, year := range days {
		year.Covered = false
		days[number] = year
	}
	return days, err
}
