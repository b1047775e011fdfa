package ticket

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/httpx"
)

// PhraseView is a phrase as the API shows it.
type PhraseView struct {
	ID        string   `json:"id"`
	Scope     string   `json:"scope" enum:"own,unit,all"`
	Unit      *org.Ref `json:"unit" doc:"Whose it is, where the scope is unit."`
	Name      string   `json:"name"`
	Text      string   `json:"text"`
	WrittenAs string   `json:"writtenAs" enum:",reply,note"`
	Actions   Actions  `json:"actions"`
	Macro     bool     `json:"macro" doc:"It does something besides writing."`
	Version   int64    `json:"version"`
	Usable    bool     `json:"usable" doc:"It is offered where I write; otherwise I only look after it."`
	May       Lawful   `json:"may" doc:"Whether I may change and remove it."`
}

func (s *Service) phraseViews(ctx context.Context, list ...Phrase) ([]PhraseView, error) {
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return nil, err
	}
	actor, views := org.From(ctx), []PhraseView{}
	w := &work{ctx: ctx}
	for i := range list {
		p := &list[i]
		views = append(views, PhraseView{p.ID, p.Scope, tree.Ref(p.UnitID), p.Name, p.Text, p.WrittenAs, p.Actions, p.Actions.any(), p.Version,
			p.usable(actor, tree), w.answer(mayKeep(actor, p))})
	}
	return views, nil
}

func (s *Service) phraseView(ctx context.Context, p *Phrase, err error) (*PhraseView, error) {
	if err != nil {
		return nil, err
	}
	views, err := s.phraseViews(ctx, *p)
	if err != nil {
		return nil, err
	}
	return &views[0], nil
}

// FilledView is a phrase as it would stand on a ticket.
type FilledView struct {
	Text    string      `json:"text"`
	Missing []string    `json:"missing" doc:"Variables for which the ticket has nothing; they stand in the text as they were."`
	Does    []EventView `json:"does" doc:"What a macro would do, as the ticket's story would tell it."`
	May     Lawful      `json:"may" doc:"Whether it may be done now."`
}

func (s *Service) registerPhrases(api huma.API) {
	httpx.Handle(api, httpx.Get("list-templates", "/templates", "What is offered where a matter is taken in, by category", "rules", httpx.LoggedIn),
		func(ctx context.Context, in *struct {
			Unit string `query:"unit" doc:"As they are offered in this unit; mine when it is left out."`
		}) (httpx.Items[TemplateView], error) {
			list, err := s.TemplatesIn(ctx, in.Unit)
			return httpx.List(list), err
		})
	httpx.Handle(api, httpx.Put("change-template", "/templates/{category}", "Change the template of a category, the common one or a unit's own", "rules", org.RulesManage),
		func(ctx context.Context, in *struct {
			Category string `path:"category" maxLength:"60"`
			Body     struct {
				SubjectZh     string `json:"subjectZh"`
				SubjectEn     string `json:"subjectEn"`
				DescriptionZh string `json:"descriptionZh"`
				DescriptionEn string `json:"descriptionEn"`
				UnitID        string `json:"unitId,omitempty" doc:"The unit whose own it is; left out, the common one."`
				LetGo         bool   `json:"letGo,omitempty" doc:"The unit has none of its own any more."`
				Version       int64  `json:"version,omitempty" doc:"The version that was seen; 0 where there was none."`
			}
		}) (*Template, error) {
			b := in.Body
			t := Template{Category: in.Category, SubjectZh: b.SubjectZh, SubjectEn: b.SubjectEn,
				DescriptionZh: b.DescriptionZh, DescriptionEn: b.DescriptionEn, Version: b.Version}
			if b.UnitID != "" {
				return s.SaveUnitTemplate(ctx, b.UnitID, t, b.LetGo)
			}
			return s.SaveTemplate(ctx, t)
		})
	s.registerPhraseKeeping(api)
	httpx.Handle(api, httpx.Get("fill-phrase", "/tickets/{id}/phrases/{phrase}", "A phrase as it would stand on a ticket; of a macro, what it would do", "phrases", org.TicketRead),
		func(ctx context.Context, in *struct {
			ByID
			Phrase string `path:"phrase" format:"uuid"`
		}) (FilledView, error) {
			f, err := s.FillPhrase(ctx, in.ID, in.Phrase)
			if err != nil {
				return FilledView{}, err
			}
			v := FilledView{Text: f.Text, Missing: f.Missing, Does: []EventView{}, May: f.Lawful}
			for i := range f.Does {
				v.Does = append(v.Does, eventView(&f.Does[i]))
			}
			return v, nil
		})
	httpx.Handle(api, httpx.Post("run-macro", "/tickets/{id}/macros", "Do all that a macro does, or nothing", "phrases", org.TicketHandle, org.HandoffWork),
		func(ctx context.Context, in *struct {
			ByID
			Keyed
			Body MacroRun
		}) (*View, error) {
			return s.viewOf(ctx, in.ID, s.RunMacro(ctx, in.ID, in.Body, in.Key))
		})
}

// PhrasePath names a phrase.
type PhrasePath struct {
	ID string `path:"id" format:"uuid"`
}

func (s *Service) registerPhraseKeeping(api huma.API) {
	httpx.Handle(api, httpx.Get("list-phrases", "/phrases", "Phrases and macros that I use or look after, in their order", "phrases", org.TicketRead),
		func(ctx context.Context, _ *struct{}) (httpx.Items[PhraseView], error) {
			list, err := s.Phrases(ctx)
			if err != nil {
				return httpx.Items[PhraseView]{}, err
			}
			views, err := s.phraseViews(ctx, list...)
			return httpx.List(views), err
		})
	httpx.Handle(api, httpx.Get("list-variables", "/phrases/variables", "What a phrase may name", "phrases", httpx.LoggedIn),
		func(context.Context, *struct{}) (httpx.Items[Variable], error) { return httpx.List(Variables), nil })
	httpx.Handle(api, httpx.Create("add-phrase", "/phrases", "Make a phrase or macro", "phrases", org.TicketHandle, org.HandoffWork, org.RulesManage),
		func(ctx context.Context, in *struct{ Body PhraseInput }) (*PhraseView, error) {
			p, err := s.SavePhrase(ctx, "", in.Body)
			return s.phraseView(ctx, p, err)
		})
	httpx.Handle(api, httpx.Put("change-phrase", "/phrases/{id}", "Change a phrase or macro", "phrases", org.TicketHandle, org.HandoffWork, org.RulesManage),
		func(ctx context.Context, in *struct {
			PhrasePath
			Body PhraseInput
		}) (*PhraseView, error) {
			p, err := s.SavePhrase(ctx, in.ID, in.Body)
			return s.phraseView(ctx, p, err)
		})
	httpx.HandleEmpty(api, httpx.Delete("remove-phrase", "/phrases/{id}", "Remove a phrase or macro", "phrases", org.TicketHandle, org.HandoffWork, org.RulesManage),
		func(ctx context.Context, in *PhrasePath) error { return s.RemovePhrase(ctx, in.ID) })
	httpx.HandleEmpty(api, httpx.Post("order-phrases", "/phrases/order", "Put phrases that I look after into an order", "phrases", org.TicketHandle, org.HandoffWork, org.RulesManage),
		func(ctx context.Context, in *struct {
			Body struct {
				IDs []string `json:"ids"`
			}
		}) error {
			return s.OrderPhrases(ctx, in.Body.IDs)
		})
}
