package portal

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/ticket"
)

type followBody struct{ Number, Code, Wrong string }

func (v *visit) followForm() { v.askCode(http.StatusOK, followBody{}) }

func (v *visit) askCode(status int, body followBody) {
	v.show(status, "follow", v.words("follow.title"), problem{text: body.Wrong}, body)
}

// follow takes a number and code. Right ones are remembered by the browser and lead to the matter.
func (v *visit) follow() {
	m := pair{v.posted("number"), strings.ToUpper(v.posted("code"))}
	if !m.wellFormed() {
		v.askCode(http.StatusUnprocessableEntity, followBody{m.number, m.code, v.words("follow.form")})
		return
	}
	if _, err := v.p.tickets.Track(v.ctx(), m.number, m.code, v.address()); err != nil {
		found := v.explain(err)
		v.askCode(found.status, followBody{m.number, m.code, found.text})
		return
	}
	v.remember(m)
	v.redirect("/portal/m/" + m.number)
}

// known gives the matter of the address to a browser that has proved to know its code. Others are asked
// for the code; whether there is such a matter makes no difference.
func (v *visit) known() (*ticket.Followed, bool) {
	number := v.r.PathValue("number")
	if !numberPattern.MatchString(number) {
		v.nowhere()
		return nil, false
	}
	code := v.codeOf(number)
	if code == "" {
		v.self = "/portal/follow"
		v.askCode(http.StatusOK, followBody{Number: number})
		return nil, false
	}
	f, err := v.p.tickets.Track(v.ctx(), number, code, v.address())
	if err != nil {
		if fault.Is(err, fault.NotFound) {
			v.drop(number)
		}
		v.self = "/portal/follow"
		found := v.explain(err)
		v.askCode(found.status, followBody{number, "", found.text})
		return nil, false
	}
	v.self = "/portal/m/" + number
	return f, true
}

// typed is what a customer had written when something was wrong with it.
type typed struct {
	Say, Note, Comment, Why string
	Score                   int
}

type matterPage struct {
	Number, Code, Subject, Kind, Filed  string
	Progress                            progress
	Troubles                            []trouble // that touch the terminal
	Wrong                               map[string]string
	Typed                               typed
	Key                                 string
	Round                               int
	MayAnswer, MayUrge, MaySay, MayRate bool
	Priority                            string // in words, while it can be disputed
	Pleaded                             bool
	UrgeAt                              string
	Rating                              int
	Scores                              []choice
	Events                              []entry
	More                                bool // something is left out of the story
}

func (v *visit) matter() {
	if f, ok := v.known(); ok {
		v.showMatter(f, problem{status: http.StatusOK}, typed{})
	}
}

func (v *visit) showMatter(f *ticket.Followed, found problem, kept typed) {
	t := f.Ticket
	body := matterPage{Number: t.Number, Code: t.Code, Subject: t.Subject, Filed: v.short(t.CreatedAt), Kind: v.kindName(f),
		Progress: v.progress(f), Wrong: found.fields, Typed: kept, Key: v.key(), Round: t.Reopened, Rating: t.Rating}
	unreached := t.Status == ticket.Confirmed && t.CallbackOutcome == ticket.OutcomeUnreached
	body.MayAnswer = t.Status == ticket.Resolved || unreached
	stands := f.Stands()
	body.MaySay = !stands.Ended()
	body.MayRate = t.Status == ticket.Closed || t.Status == ticket.Confirmed && !unreached
	if stands == ticket.Open || stands == ticket.Handed {
		body.MayUrge = f.UrgeAt.IsZero()
		if !body.MayUrge {
			body.UrgeAt = v.when(f.UrgeAt)
		}
	}
	if t.Status == ticket.Open || t.Status == ticket.Handed {
		body.Priority, body.Pleaded = v.words("priority."+t.Priority), t.Plea != ""
		if t.Priority == ticket.Priorities[0].Code {
			body.Priority = ""
		}
	}
	if kept.Score == 0 {
		kept.Score = t.Rating
	}
	for i := 5; i >= 1; i-- {
		body.Scores = append(body.Scores, choice{strconv.Itoa(i), v.words("score." + strconv.Itoa(i)), i == kept.Score})
	}
	var err error
	if body.Troubles, err = v.around(f); err != nil {
		v.sorry(err)
		return
	}
	body.Events, body.More = v.timeline(f.Said, allRunes/2*min(1, len(body.Troubles)))
	body.More = body.More || !v.all() && len([]rune(t.Summary)) > textRunes
	v.show(found.status, "matter", t.Subject, found, body)
}

func (v *visit) kindName(f *ticket.Followed) string {
	for _, k := range f.Names.Kinds {
		if k.Code == f.Ticket.Kind {
			return k.Name(v.lang)
		}
	}
	return f.Ticket.Kind
}

// act does something to the matter of the address and leads back to it. Where it fails, the matter is
// shown as it is, with what is wrong and what was typed.
func (v *visit) act(done string, kept typed, do func(f *ticket.Followed) error) {
	f, ok := v.known()
	if !ok {
		return
	}
	err := do(f)
	if err == nil {
		v.redirect(v.self + "?ok=" + done)
		return
	}
	found := v.explain(err)
	if f, ok = v.known(); ok {
		v.showMatter(f, found, kept)
	}
}

func (v *visit) urge() {
	v.act("urged", typed{}, func(f *ticket.Followed) error {
		_, err := v.p.tickets.Hurry(v.ctx(), f.Ticket.Number, f.Ticket.Code, v.address())
		return err
	})
}

func (v *visit) plead() {
	why := v.posted("why")
	v.act("pleaded", typed{Why: why}, func(f *ticket.Followed) error {
		_, err := v.p.tickets.Plead(v.ctx(), f.Ticket.Number, f.Ticket.Code, v.address(), why)
		return err
	})
}

func (v *visit) say() {
	text := v.posted("text")
	v.act("said", typed{Say: text}, func(f *ticket.Followed) error {
		_, err := v.p.tickets.SayOnce(v.ctx(), f.Ticket.Number, f.Ticket.Code, v.address(), text, v.key())
		return err
	})
}

// answer takes the customer's yes or no to the repair. An answer to a repair that he has answered
// before, such as one sent twice, changes nothing.
func (v *visit) answer() {
	mended, note := v.posted("mended") == "yes", v.posted("note")
	done := "broken"
	if mended {
		done = "mended"
	}
	v.act(done, typed{Note: note}, func(f *ticket.Followed) error {
		t := f.Ticket
		answered := strconv.Itoa(t.Reopened) != v.posted("round") || t.CallbackOutcome == ticket.OutcomeConfirmed
		if answered {
			return nil
		}
		_, err := v.p.tickets.Answer(v.ctx(), t.Number, t.Code, v.address(), mended, note)
		return err
	})
}

// rate takes the customer's judgement; the same one again changes nothing.
func (v *visit) rate() {
	score, _ := strconv.Atoi(v.posted("score"))
	comment := v.posted("comment")
	v.act("rated", typed{Score: score, Comment: comment}, func(f *ticket.Followed) error {
		if t := f.Ticket; t.Rating == score && t.RatingComment == comment && score != 0 {
			return nil
		}
		_, err := v.p.tickets.Rate(v.ctx(), f.Ticket.Number, f.Ticket.Code, v.address(), score, comment)
		return err
	})
}
