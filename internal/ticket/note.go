package ticket

import (
	"context"
	"slices"
	"strings"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/index/token"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Note is NoteOnce without a key.
func (s *Service) Note(ctx context.Context, id, text string, mentions ...string) (*Event, error) {
	return s.NoteOnce(ctx, id, text, mentions, "")
}

// NoteOnce writes for colleagues only, and tells those whom it mentions. It is for everyone who takes part in
// the ticket, also after its end. Whoever cannot see the ticket cannot be mentioned. A repeated call with the
// same key writes nothing more; the same key with other words is a Conflict.
func (s *Service) NoteOnce(ctx context.Context, id, text string, mentions []string, key string) (*Event, error) {
	return s.write(ctx, id, written{"note", text, mentions, key}, func(w *work, text string) error {
		return w.note(text, mentions)
	})
}

func (w *work) note(text string, mentions []string) error {
	if err := w.mayTakePart(); err != nil {
		return err
	}
	names, err := w.mentioned(mentions)
	if err != nil {
		return err
	}
	data := Data{"text": text}
	if len(names) > 0 {
		data["mentions"] = names
	}
	w.event("note", Internal, nil, data)
	for _, id := range mentions {
		w.tell(id, "note.mentioned", w.lastEvent(), Data{})
	}
	return nil
}

// Colleague is somebody who sees a ticket.
type Colleague struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Unit     string `json:"unit"`
	Spelling string `json:"spelling" doc:"How the name is typed in pinyin, whole and by initials."`
}

func colleague(id, name, unit string) Colleague {
	return Colleague{id, name, unit, token.Spelling(name)}
}

// Colleagues gives who else sees a ticket and so can be mentioned on it, by unit and name. It needs ticket.read.
func (s *Service) Colleagues(ctx context.Context, id string) ([]Colleague, error) {
	w, err := s.load(ctx, id, false)
	if err != nil {
		return nil, err
	}
	var reach []string
	err = s.db.Read(ctx).NewSelect().Table("ticket_reach").Column("scope_id").Where("ticket_id = ?", w.t.ID).Scan(ctx, &reach)
	if err != nil {
		return nil, err
	}
	staff, err := s.org.ListStaff(ctx, org.StaffFilter{Limit: colleaguesMost})
	if err != nil {
		return nil, err
	}
	list := []Colleague{}
	for i := range staff {
		p := &staff[i].Staff
		if p.Disabled || w.actor != nil && p.ID == w.actor.StaffID {
			continue
		}
		scopes := scopesOf(org.ActorOf(p, staff[i].Posts, w.tree))
		if scopes == nil || slices.ContainsFunc(scopes, func(scope string) bool { return slices.Contains(reach, scope) }) {
			list = append(list, colleague(p.ID, p.Name, w.tree.Name(p.UnitID)))
		}
	}
	return list, nil
}

const colleaguesMost = 5000

// mentionsMost is how many people one note mentions.
const mentionsMost = 20

// mentioned gives the names of those who are mentioned, all of whom must see the ticket.
func (w *work) mentioned(ids []string) ([]string, error) {
	if len(ids) > mentionsMost {
		return nil, fault.Bad("mentions", "一次最多提到 %d 人。", "At most %d people are mentioned at once.", mentionsMost)
	}
	if err := store.CheckIDs("mentions", ids...); err != nil {
		return nil, err
	}
	var names []string
	for _, id := range ids {
		actor, sees, err := w.sees(id)
		if err != nil {
			return nil, err
		}
		if actor == nil {
			return nil, fault.Bad("mentions", "提到的人不存在或已停用。", "Somebody who is mentioned does not exist or is disabled.")
		}
		if !sees {
			return nil, fault.Bad("mentions", "%s看不到这张工单，不能提到他；需要他处理时请转派他的单位。", "%s cannot see this ticket and so cannot be mentioned; hand it to that unit if it is to help.", actor.Name)
		}
		names = append(names, actor.Name)
	}
	return names, nil
}

// sees finds a person and whether he sees the ticket; nil when there is no such person who can log in.
func (w *work) sees(id string) (*org.Actor, bool, error) {
	actor, err := w.s.org.Actor(w.ctx, id)
	if err != nil || actor == nil {
		return nil, false, err
	}
	q := w.s.db.Read(w.ctx).NewSelect().Model((*Ticket)(nil)).Where("ticket.id = ?", w.t.ID)
	sees, err := visible(q, actor).Exists(w.ctx)
	return actor, sees, err
}

// written is a text on its way to a ticket.
type written struct {
	As       string // reply, note
	Text     string
	Mentions []string
	key      string // makes the call safe to repeat
}

func checkText(text string) (string, error) {
	if text = strings.TrimSpace(text); text == "" {
		return "", fault.Bad("text", "请写点内容。", "Please write something.")
	}
	return text, checkLength("text", text)
}

// write puts a text on a ticket, once per key, and drops the draft of it.
func (s *Service) write(ctx context.Context, id string, in written, f func(w *work, text string) error) (*Event, error) {
	text, err := checkText(in.Text)
	if err != nil {
		return nil, err
	}
	var e *Event
	_, err = s.change(ctx, id, func(w *work) (err error) {
		e, err = w.doOnce(in.key, in, func() error {
			w.t.UpdatedAt = w.at
			if err := f(w, text); err != nil {
				return err
			}
			return w.dropDraft(in.As)
		})
		return err
	})
	return e, err
}
