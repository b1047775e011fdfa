package ticket

import (
	"fmt"
	"time"

	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/now"
)

var chineseDays = []string{"日", "一", "二", "三", "四", "五", "六"}

// SpellMoment tells a customer a moment in words, with its date and its zone, as seen from another.
func SpellMoment(l lang.Code, at, from time.Time) string {
	at, from = at.In(now.China), from.In(now.China)
	date := func(t time.Time) string { return t.Format(time.DateOnly) }
	var day string
	switch date(at) {
	case date(from):
		day = "today"
	case date(from.AddDate(0, 0, 1)):
		day = "tomorrow"
	}
	if l == lang.English {
		on := at.Format("2 January")
		if at.Year() != from.Year() {
			on = at.Format("2 January 2006")
		}
		if day == "" {
			return fmt.Sprintf("%s Beijing time on %s %s", at.Format("15:04"), at.Weekday(), on)
		}
		return fmt.Sprintf("%s Beijing time %s, %s", at.Format("15:04"), day, on)
	}
	on := at.Format("1月2日")
	if at.Year() != from.Year() {
		on = at.Format("2006年1月2日")
	}
	name := map[string]string{"today": "今天", "tomorrow": "明天"}[day]
	if name == "" {
		return fmt.Sprintf("北京时间%s（周%s）%s", on, chineseDays[at.Weekday()], at.Format("15:04"))
	}
	return fmt.Sprintf("北京时间%s（%s）%s", name, on, at.Format("15:04"))
}
