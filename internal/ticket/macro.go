package ticket

import (
	"context"
	"strings"
	"time"

	"github.com/xingfu/xingfu/internal/org"
)

// Filled is a phrase made ready for a ticket, and what a macro would do there. Nothing has been done.
type Filled struct {
	Phrase  *Phrase
	Text    string
	Missing []string // variables for which the ticket has nothing; they stand in the text as they were
	Does    []Event  // what would happen, as the story would tell it
	Lawful  Lawful   // whether it may be done now
}

// FillPhrase shows a phrase as it would stand on a ticket and, of a macro, what it would do: it is tried by the
// same rules, and not saved. It needs ticket.read; what the acting person does not see is NotFound.
func (s *Service) FillPhrase(ctx context.Context, ticketID, phraseID string) (*Filled, error) {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return nil, err
	}
	p, err := s.phrase(ctx, actor, phraseID)
	if err != nil {
		return nil, err
	}
	w, err := s.load(ctx, ticketID, false)
	if err != nil {
		return nil, err
	}
	f := &Filled{Phrase: p, Lawful: Lawful{OK: true}}
	if f.Text, f.Missing, err = w.fill(p.Text); err != nil || !p.Actions.any() {
		return f, err
	}
	if err := w.fire(); err != nil {
		return nil, err
	}
	n := len(w.events)
	f.Lawful = w.answer(w.runMacro(p, NewReply{Text: f.Text, Confirmed: true}))
	for _, e := range w.events[n:] {
		f.Does = append(f.Does, *e)
	}
	return f, nil
}

// MacroRun says which macro is to be done, and with what text.
type MacroRun struct {
	PhraseID      string  `json:"phraseId"`
	PhraseVersion int64   `json:"phraseVersion,omitempty" doc:"The version of the macro that was shown."`
	Text          string  `json:"text,omitempty" doc:"What is written; left out, the macro's own text with its variables filled."`
	Confirmed     bool    `json:"confirmed,omitempty" doc:"As of a reply: sends what looks internal."`
	Version       Version `json:"version,omitempty"`
}

// RunMacro does all that a macro does in one step: what it may not do, or what the state does not allow, leaves
// the ticket as it was. Each action goes by its own rule and is an event of its own. A variable without a value
// is a Conflict, and so is a macro that has changed since it was shown. A repeated call with the same key does
// nothing more.
func (s *Service) RunMacro(ctx context.Context, id string, in MacroRun, key string) error {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return err
	}
	p, err := s.phrase(ctx, actor, in.PhraseID)
	if err != nil {
		return err
	}
	if in.PhraseVersion != 0 && in.PhraseVersion != p.Version {
		return not("这个宏刚被修改过，请看过最新内容后再用。", "This macro has just been changed. Look at it again before you use it.")
	}
	asked := in
	asked.Version, asked.Confirmed = 0, false // a repeated call may know more
	_, err = s.change(ctx, id, func(w *work) error {
		_, err := w.doOnce(key, asked, func() error {
			if err := in.Version.check(w.t.Version); err != nil {
				return err
			}
			text := in.Text
			if strings.TrimSpace(text) == "" {
				filled, missing, err := w.fill(p.Text)
				if err != nil {
					return err
				}
				if len(missing) > 0 {
					return not("工单上没有%s的内容，请先补上或改写文字。", "The ticket has nothing for %s. Fill it in or write the text yourself.", strings.Join(missing, " "))
				}
				text = filled
			}
			return w.runMacro(p, NewReply{Text: text, Confirmed: in.Confirmed})
		})
		return err
	})
	return err
}

// runMacro does what a macro does, in an order in which each part makes room for the next: what the matter is,
// what is said, and whether its clock runs.
func (w *work) runMacro(p *Phrase, say NewReply) error {
	a := p.Actions
	w.touched = true
	if a.Priority != "" || a.Category != "" {
		if err := w.macroEdit(a); err != nil {
			return err
		}
	}
	if len(a.Tags) > 0 {
		if err := w.retag(a.Tags, nil); err != nil {
			return err
		}
	}
	if p.Text != "" {
		if err := w.macroWrite(p.WrittenAs, say); err != nil {
			return err
		}
	}
	if a.Resume {
		if err := w.canResume(); err != nil {
			return err
		}
		return w.resume(w.promise(Resolve, nil), nil, bySomebody)
	}
	if a.Pause == nil {
		return nil
	}
	stop := Break{Reason: a.Pause.Reason, Text: a.Pause.Text}
	if a.Pause.Minutes > 0 {
		stop.ResumeAt = w.at.Add(time.Duration(a.Pause.Minutes) * time.Minute)
	}
	return w.takeBreak(stop)
}

func (w *work) macroEdit(a Actions) error {
	if err := w.canEdit(); err != nil {
		return err
	}
	e := Edit{}
	if a.Priority != "" {
		e.Priority = &a.Priority
	}
	if a.Category != "" {
		e.Category = &a.Category
	}
	return w.edit(e)
}

func (w *work) macroWrite(as string, say NewReply) error {
	text, err := checkText(say.Text)
	if err != nil {
		return err
	}
	if as == "reply" {
		return w.reply(text, say.Confirmed)
	}
	return w.note(text, nil)
}
