package portal

import (
	"net/http"

	"github.com/xingfu/xingfu/internal/outage"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/ticket"
)

// trouble is an outage or planned work as customers are told of it.
type trouble struct{ Title, Beams, When, Words string }

type networkPage struct {
	Troubles []trouble
	More     int // how many are left out
}

const (
	troublesMost = 10
	troubleRunes = 600 // of what is said of all together: the page stays small
	beamsMost    = 10
	aroundMost   = 2 // beside a matter
	aroundRunes  = 160
)

// network tells what is interrupted and what is planned, by places. Nothing is asked: where whose terminal is is nobody's
// business, and somebody who looks finds his own place.
func (v *visit) network() {
	list, err := v.p.outages.Public(v.ctx())
	if err != nil {
		v.sorry(err)
		return
	}
	body := networkPage{Troubles: v.troubles(list, troublesMost, troubleRunes)}
	body.More = len(list) - len(body.Troubles)
	v.show(http.StatusOK, "network", v.words("network.title"), problem{}, body)
}

// troubles puts outages into words: what runs, then what is to come, then what is over.
func (v *visit) troubles(list []outage.Bulletin, most, runes int) (all []trouble) {
	runes /= max(1, min(len(list), most))
	for _, state := range []string{outage.Running, outage.Coming, outage.Ended} {
		for _, o := range list {
			if o.State == state && len(all) < most {
				all = append(all, v.trouble(o, runes))
			}
		}
	}
	return all
}

func (v *visit) trouble(o outage.Bulletin, runes int) trouble {
	where, said := o.Area.In(v.lang), o.Words.In(v.lang)
	if v.lang == lang.English && o.Area.En == "" { // what is there only in Chinese would say nothing to him
		where = v.words("network.somewhere")
	}
	if v.lang == lang.English && o.Words.En == "" {
		said = v.words("network.words." + o.Kind)
	}
	if cut := []rune(said); len(cut) > runes {
		said = string(cut[:runes]) + "…"
	}
	t := trouble{Title: v.words("named", v.words("network."+o.Kind), where), When: v.lasting(o), Words: said}
	if beams := o.Ways.Beams; len(beams) > 0 {
		t.Beams = v.words("network.beams", v.listed(beams[:min(len(beams), beamsMost)]))
		if len(beams) > beamsMost {
			t.Beams += " …"
		}
	}
	return t
}

// lasting tells from when to when.
func (v *visit) lasting(o outage.Bulletin) string {
	begins := v.words("network.since", v.when(o.StartsAt))
	if o.State == outage.Coming {
		begins = v.words("network.from", v.when(o.StartsAt))
	}
	switch {
	case o.State == outage.Ended:
		return v.words("network.over", v.when(*o.EndedAt))
	case o.ExpectedEnd == nil:
		return begins + v.words("network.open")
	case o.Over:
		return begins + v.words("network.late", v.when(*o.ExpectedEnd))
	}
	return begins + v.words("network.until", v.when(*o.ExpectedEnd))
}

// around tells of outages that touch the terminal of a matter: those that run or are near while it is open, and those that
// have ended since it was filed.
func (v *visit) around(f *ticket.Followed) ([]trouble, error) {
	t := f.Ticket
	if t.TerminalID == "" || t.Status.Ended() {
		return nil, nil
	}
	list, err := v.p.outages.OfTerminal(v.ctx(), t.TerminalID)
	if err != nil {
		return nil, err
	}
	soon := now.From(v.ctx()).AddDate(0, 0, 3)
	var near []outage.Bulletin
	for _, o := range list {
		if o.State == outage.Running || o.State == outage.Coming && o.StartsAt.Before(soon) || o.State == outage.Ended && o.EndedAt.After(t.CreatedAt) {
			near = append(near, o)
		}
	}
	return v.troubles(near, aroundMost, aroundRunes), nil
}
