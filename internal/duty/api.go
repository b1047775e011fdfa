package duty

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/httpx"
)

// ByID names what an operation is about in its path.
type ByID struct {
	ID string `path:"id" format:"uuid"`
}

// done is the answer of what only changes something: what is to be read anew is known.
type done struct {
	ID string `json:"id"`
}

// Register adds the operations on duty to the API.
func (s *Service) Register(api huma.API) {
	s.registerRoster(api)
	s.registerSwaps(api)
	s.registerHandovers(api)
	s.registerOwn(api)
}

func (s *Service) registerRoster(api huma.API) {
	httpx.Handle(api, httpx.Get("get-roster", "/duty/roster", "A unit's roster of some days", "duty", httpx.LoggedIn),
		func(ctx context.Context, in *struct {
			Unit string `query:"unit" doc:"Empty: one's own."`
			From string `query:"from" required:"true"`
			To   string `query:"to" required:"true"`
		}) (*RosterView, error) {
			return s.Roster(ctx, in.Unit, in.From, in.To)
		})
	httpx.Handle(api, httpx.Put("save-duty-rules", "/duty/rules/{id}", "Save a unit's shifts and duty rules", "duty", org.DutyPlan),
		func(ctx context.Context, in *struct {
			ByID
			Body RulesInput
		}) (done, error) {
			return done{in.ID}, s.SaveRules(ctx, in.ID, in.Body)
		})
	httpx.Handle(api, httpx.Put("set-duty-day", "/duty/day", "Say which shifts a person has on a day", "duty", org.DutyPlan),
		func(ctx context.Context, in *struct{ Body DayInput }) (done, error) {
			return done{in.Body.StaffID}, s.SetDay(ctx, in.Body)
		})
	httpx.Handle(api, httpx.Post("lay-roster", "/duty/lay", "Lay a rotation over days, or see what would come of it", "duty", org.DutyPlan),
		func(ctx context.Context, in *struct{ Body PatternInput }) (*Laid, error) { return s.Lay(ctx, in.Body) })
	httpx.Handle(api, httpx.Post("publish-roster", "/duty/publish", "Let the drafts of some days hold, and tell people", "duty", org.DutyPlan),
		func(ctx context.Context, in *struct{ Body Publication }) (*PublishedResult, error) {
			return s.Publish(ctx, in.Body)
		})
	httpx.Handle(api, httpx.Get("list-on-duty", "/duty/now", "Who is on duty now, by unit", "duty", httpx.LoggedIn),
		func(ctx context.Context, in *struct {
			Units []string `query:"units" doc:"Empty: all."`
		}) (httpx.Items[OnDuty], error) {
			list, err := s.Now(ctx, in.Units)
			return httpx.List(list), err
		})
}

func (s *Service) registerSwaps(api huma.API) {
	httpx.Handle(api, httpx.Create("offer-shift", "/duty/swaps", "Offer a shift of one's own to a colleague, or to whoever can", "duty", httpx.LoggedIn),
		func(ctx context.Context, in *struct{ Body NewSwap }) (done, error) {
			w, err := s.Offer(ctx, in.Body)
			if err != nil {
				return done{}, err
			}
			return done{w.ID}, nil
		})
	httpx.Handle(api, httpx.Post("step-swap", "/duty/swaps/{id}", "Take, decline, withdraw, approve or refuse a swap", "duty", httpx.LoggedIn),
		func(ctx context.Context, in *struct {
			ByID
			Body SwapStep
		}) (done, error) {
			_, err := s.Step(ctx, in.ID, in.Body)
			return done{in.ID}, err
		})
}

func (s *Service) registerHandovers(api huma.API) {
	httpx.Handle(api, httpx.Get("list-handovers", "/duty/handovers", "A unit's hand-over notes, the latest first, and what is open there", "duty", httpx.LoggedIn),
		func(ctx context.Context, in *HandoverFilter) (*Handovers, error) { return s.Handovers(ctx, *in) })
	httpx.Handle(api, httpx.Create("hand-over", "/duty/handovers", "Write a hand-over note", "duty", httpx.LoggedIn),
		func(ctx context.Context, in *struct {
			Key  string `header:"Idempotency-Key" maxLength:"100"`
			Body NewHandover
		}) (done, error) {
			h, err := s.HandOver(ctx, in.Body, in.Key)
			if err != nil {
				return done{}, err
			}
			return done{h.ID}, nil
		})
	httpx.Handle(api, httpx.Post("accept-handover", "/duty/handovers/{id}/accept", "Take over from a note", "duty", httpx.LoggedIn),
		func(ctx context.Context, in *ByID) (done, error) { return done{in.ID}, s.Accept(ctx, in.ID) })
	httpx.Handle(api, httpx.Post("tick-item", "/duty/items/{id}", "Tick an open matter off, or open it again", "duty", httpx.LoggedIn),
		func(ctx context.Context, in *struct {
			ByID
			Body struct {
				Done bool `json:"done"`
			}
		}) (done, error) {
			return done{in.ID}, s.Tick(ctx, in.ID, in.Body.Done)
		})
}

func (s *Service) registerOwn(api huma.API) {
	httpx.Handle(api, httpx.Get("my-duty", "/duty/mine", "My shifts, and the swaps that concern me", "duty", httpx.LoggedIn),
		func(ctx context.Context, _ *struct{}) (*Mine, error) { return s.Mine(ctx) })
	type address struct {
		Path string `json:"path" doc:"The secret address of my calendar, shown only this once; empty when it has none any more."`
	}
	httpx.Handle(api, httpx.Post("renew-duty-calendar", "/duty/calendar", "Give my calendar a new secret address, or none", "duty", httpx.LoggedIn),
		func(ctx context.Context, in *struct {
			Body struct {
				On bool `json:"on"`
			}
		}) (address, error) {
			if !in.Body.On {
				return address{}, s.EndFeed(ctx)
			}
			path, err := s.RenewFeed(ctx)
			return address{path}, err
		})
}
