package ticket

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Phrase is a text with variables that is used again and again; with actions it is a macro, which does them in
// the same step as it writes.
type Phrase struct {
	bun.BaseModel `bun:"table:phrase"`

	ID        string `bun:",pk"`
	Scope     string // own, unit (and those below it), all
	OwnerID   string // who made it
	UnitID    string `bun:",nullzero"`
	Name      string
	Text      string
	WrittenAs string // reply, note, or "": as the composer stands
	Actions   Actions
	Position  int
	Version   int64
	CreatedAt time.Time
}

// The scopes of a phrase.
const (
	phraseOwn  = "own"
	phraseUnit = "unit"
	phraseAll  = "all"
)

// Actions is what a macro does besides writing.
type Actions struct {
	Priority string       `json:"priority,omitempty"`
	Category string       `json:"category,omitempty"`
	Pause    *PhrasePause `json:"pause,omitempty" doc:"Pauses the clock of the resolution."`
	Resume   bool         `json:"resume,omitempty" doc:"Lets the clock of the resolution go on."`
	Tags     []string     `json:"tags,omitempty" doc:"Tags that are added."`
}

// PhrasePause is the pause of a macro, which goes on by itself after some time.
type PhrasePause struct {
	Reason  string `json:"reason"`
	Text    string `json:"text,omitempty"`
	Minutes int    `json:"minutes,omitempty" minimum:"0" maximum:"525600" doc:"After how many minutes the clock goes on; 0: when somebody lets it."`
}

func (a Actions) any() bool {
	return a.Priority != "" || a.Category != "" || a.Pause != nil || a.Resume || len(a.Tags) > 0
}

// PhraseInput is a phrase in the body of a request.
type PhraseInput struct {
	Scope     string  `json:"scope" enum:"own,unit,all"`
	UnitID    string  `json:"unitId,omitempty" doc:"Where the scope is unit; mine when it is left out."`
	Name      string  `json:"name"`
	Text      string  `json:"text"`
	WrittenAs string  `json:"writtenAs,omitempty" enum:",reply,note" doc:"What a macro writes; a phrase without it serves for both."`
	Actions   Actions `json:"actions,omitzero"`
	Version   int64   `json:"version,omitempty"`
}

const (
	phrasesMost    = 200
	phraseNameMost = 40
	phraseTextMost = 4000
)

// writes tells whether the acting person writes on tickets, and so has phrases of his own.
func writes(a *org.Actor) bool { return a.May(org.TicketHandle) || a.May(org.HandoffWork) }

// mayKeep tells whether the acting person may make, change and remove phrases of a scope: his own if he writes
// on tickets, a unit's if he supervises it, everyone's if he manages the rules.
func mayKeep(a *org.Actor, p *Phrase) error {
	switch p.Scope {
	case phraseOwn:
		if p.OwnerID == a.StaffID && writes(a) {
			return nil
		}
	case phraseUnit:
		if a.MayIn(org.TicketSupervise, p.UnitID) {
			return nil
		}
	case phraseAll:
		if a.May(org.RulesManage) {
			return nil
		}
	}
	return may("本人的常用语由本人维护，单位的由该单位主管维护，全员的由规则管理员维护。",
		"One keeps one's own phrases; a unit's are kept by its supervisor, everyone's by who manages the rules.")
}

// Phrases gives the phrases that the acting person uses (his own, those of his unit and of the units above it,
// everyone's) and those of the units that he supervises, in the order in which they are offered. It needs
// ticket.read.
func (s *Service) Phrases(ctx context.Context) ([]Phrase, error) {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return nil, err
	}
	q, err := s.phrasesOf(ctx, actor)
	if err != nil {
		return nil, err
	}
	var list []Phrase
	err = q.Model(&list).OrderExpr("CASE scope WHEN 'own' THEN 0 WHEN 'unit' THEN 1 ELSE 2 END, position, name, id").Limit(1000).Scan(ctx)
	return list, err
}

// phrasesOf narrows a query to the phrases that a person sees.
func (s *Service) phrasesOf(ctx context.Context, actor *org.Actor) (*bun.SelectQuery, error) {
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return nil, err
	}
	reach := actor.Reach(org.TicketSupervise)
	units := append(tree.Above(actor.UnitID), reach.Units...)
	q := s.db.Read(ctx).NewSelect()
	return q.Where("(scope = 'all' OR scope = 'own' AND owner_id = ? OR scope = 'unit' AND (? OR unit_id IN (?)))", actor.StaffID, reach.All, bun.List(units)), nil
}

// phrase gives one that the acting person sees.
func (s *Service) phrase(ctx context.Context, actor *org.Actor, id string) (*Phrase, error) {
	q, err := s.phrasesOf(ctx, actor)
	if err != nil {
		return nil, err
	}
	if !store.IsID(id) {
		return nil, errNoPhrase()
	}
	p := &Phrase{}
	if err = q.Model(p).Where("id = ?", id).Scan(ctx); store.None(err) {
		return nil, errNoPhrase()
	}
	return p, err
}

func errNoPhrase() error { return fault.Missing("这条常用语", "phrase") }

// SavePhrase makes a phrase (no id) or changes one. Own ones are for everybody who writes on tickets, a unit's
// for its supervisor, everyone's for who has rules.manage. An unknown variable or action is Invalid, a stale
// version a Conflict.
func (s *Service) SavePhrase(ctx context.Context, id string, in PhraseInput) (*Phrase, error) {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return nil, err
	}
	p := &Phrase{ID: store.NewID(ctx), OwnerID: actor.StaffID, CreatedAt: now.From(ctx)}
	var before *Phrase
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if id != "" {
			if p, err = s.phrase(ctx, actor, id); err != nil {
				return err
			}
			if err := mayKeep(actor, p); err != nil {
				return err
			}
			if err := httpx.CheckVersion(ctx, p.Version, in.Version, errStale()); err != nil {
				return err
			}
			was := *p
			before = &was
		}
		if err := s.takePhrase(ctx, actor, p, in); err != nil {
			return err
		}
		p.Version++
		if err := s.writePhrase(ctx, tx, actor, p, before == nil); err != nil {
			return err
		}
		return s.auditPhrase(ctx, before, p)
	})
	return p, err
}

func (s *Service) writePhrase(ctx context.Context, tx bun.Tx, actor *org.Actor, p *Phrase, fresh bool) (err error) {
	if !fresh {
		_, err = tx.NewUpdate().Model(p).WherePK().Exec(ctx)
		return err
	}
	if p.Position, err = s.phraseFits(ctx, actor); err != nil {
		return err
	}
	_, err = tx.NewInsert().Model(p).Exec(ctx)
	return err
}

// takePhrase takes over what was given, and checks it.
func (s *Service) takePhrase(ctx context.Context, actor *org.Actor, p *Phrase, in PhraseInput) error {
	p.Scope, p.UnitID, p.Name, p.Text, p.WrittenAs, p.Actions = in.Scope, "", strings.TrimSpace(in.Name), strings.TrimSpace(in.Text), in.WrittenAs, in.Actions
	if p.Scope == phraseUnit {
		p.UnitID = in.UnitID
		if p.UnitID == "" {
			p.UnitID = actor.UnitID
		}
		if err := store.CheckIDs("unitId", p.UnitID); err != nil {
			return err
		}
	}
	if p.Scope == phraseOwn {
		p.OwnerID = actor.StaffID
	}
	if err := mayKeep(actor, p); err != nil {
		return err
	}
	book, err := s.rulebook(ctx)
	if err != nil {
		return err
	}
	return book.checkPhrase(p)
}

func (b *rulebook) checkPhrase(p *Phrase) error {
	switch {
	case p.Name == "":
		return fault.Bad("name", "请给常用语起个名字。", "Give the phrase a name.")
	case len([]rune(p.Name)) > phraseNameMost:
		return fault.Bad("name", "名字最多 %d 个字。", "A name has at most %d characters.", phraseNameMost)
	case p.Text == "" && !p.Actions.any():
		return fault.Bad("text", "请填写内容。", "Please write the text.")
	case len([]rune(p.Text)) > phraseTextMost:
		return fault.Bad("text", "最多 %d 个字。", "At most %d characters.", phraseTextMost)
	case !slices.Contains([]string{"", "reply", "note"}, p.WrittenAs):
		return fault.Bad("writtenAs", "只能写成 reply 或 note。", "It is written as reply or note.")
	case p.Text != "" && p.Actions.any() && p.WrittenAs == "":
		return fault.Bad("writtenAs", "请选择宏写的是回复还是备注。", "Choose whether the macro writes a reply or a note.")
	}
	if err := checkVariables(p.Text); err != nil {
		return err
	}
	if err := p.Actions.takeTags(); err != nil {
		return err
	}
	return b.checkActions(p.Actions)
}

// takeTags spells the tags as all do, and refuses what is none.
func (a *Actions) takeTags() (err error) {
	if a.Tags, err = spellTags("actions.tags", a.Tags); err == nil && len(a.Tags) > tagsMost {
		return tooManyTags("actions.tags")
	}
	return err
}

func (b *rulebook) checkActions(a Actions) error {
	if _, ok := find(Priorities, a.Priority); !ok && a.Priority != "" {
		return fault.Bad("actions.priority", "没有优先级 %s。", "There is no priority %s.", a.Priority)
	}
	if _, ok := find(b.Categories, a.Category); !ok && a.Category != "" {
		return fault.Bad("actions.category", "没有类别 %s。", "There is no category %s.", a.Category)
	}
	if a.Pause == nil {
		return nil
	}
	if a.Resume {
		return fault.Bad("actions.resume", "暂停和恢复不能同时做。", "It cannot both pause and resume.")
	}
	reason, ok := find(b.Pauses, a.Pause.Reason)
	switch {
	case !ok || reason.Automatic:
		return fault.Bad("actions.pause.reason", "请选择暂停原因。", "Choose why it pauses.")
	case a.Pause.Minutes < 1 && !reason.Undated:
		return fault.Bad("actions.pause.minutes", "请填写多久以后自动恢复。", "Say after how long the clock goes on by itself.")
	}
	return nil
}

// phraseFits gives the last place in the order, and refuses more than there can be.
func (s *Service) phraseFits(ctx context.Context, actor *org.Actor) (int, error) {
	n, err := s.db.Read(ctx).NewSelect().Model((*Phrase)(nil)).Where("owner_id = ?", actor.StaffID).Count(ctx)
	if err == nil && n >= phrasesMost {
		return 0, not("最多保存 %d 条常用语，请先删除不用的。", "You have made %d phrases, the most there can be. Remove one first.", phrasesMost)
	}
	var last struct{ Position int }
	if err == nil {
		err = s.db.Read(ctx).NewSelect().Model((*Phrase)(nil)).ColumnExpr("COALESCE(MAX(position), 0) AS position").Scan(ctx, &last)
	}
	return last.Position + 1, err
}

// OrderPhrases puts phrases that the acting person keeps into the order of ids; all others keep their places.
func (s *Service) OrderPhrases(ctx context.Context, ids []string) error {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return err
	}
	if len(ids) > phrasesMost {
		return fault.Bad("ids", "一次最多排列 %d 条。", "At most %d are put into an order at once.", phrasesMost)
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		var places []int
		var shared []string
		for _, id := range ids {
			p, err := s.phrase(ctx, actor, id)
			if err != nil {
				return err
			}
			if err := mayKeep(actor, p); err != nil {
				return err
			}
			places = append(places, p.Position)
			if p.Scope != phraseOwn {
				shared = append(shared, p.Name)
			}
		}
		slices.Sort(places)
		for i, id := range ids {
			if _, err := tx.NewUpdate().Model((*Phrase)(nil)).Set("position = ?", places[i]).Where("id = ?", id).Exec(ctx); err != nil {
				return err
			}
		}
		if len(shared) == 0 {
			return nil
		}
		return s.audit.Write(ctx, org.Who(ctx), "phrases.ordered", "phrase", "", audit.Change{After: auditedOrder{shared}})
	})
}

// RemovePhrase removes a phrase that the acting person keeps.
func (s *Service) RemovePhrase(ctx context.Context, id string) error {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return err
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		p, err := s.phrase(ctx, actor, id)
		if err != nil {
			return err
		}
		if err := mayKeep(actor, p); err != nil {
			return err
		}
		if _, err := tx.NewDelete().Model(p).WherePK().Exec(ctx); err != nil {
			return err
		}
		return s.auditPhrase(ctx, p, nil)
	})
}
