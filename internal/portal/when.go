package portal

import (
	"time"

	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/ticket"
)

// when tells a moment in words, with its date and its zone.
func (v *visit) when(at time.Time) string { return ticket.SpellMoment(v.lang, at, now.From(v.ctx())) }

// short tells a moment of the past, for a list that names its zone once.
func (v *visit) short(at time.Time) string {
	at, from := at.In(now.China), now.From(v.ctx()).In(now.China)
	format := map[lang.Code]string{lang.Chinese: "1月2日 15:04", lang.English: "2 Jan 15:04"}
	if at.Year() != from.Year() {
		format = map[lang.Code]string{lang.Chinese: "2006年1月2日 15:04", lang.English: "2 Jan 2006 15:04"}
	}
	return at.Format(format[v.lang])
}
