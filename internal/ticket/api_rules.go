package ticket

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/httpx"
)

// PolicyInput is a policy in the body of a request.
type PolicyInput struct {
	Body policyBody
}

type policyBody struct {
	Code     string              `json:"code,omitempty"`
	UnitID   string              `json:"unitId,omitempty" doc:"It is for customers served in this unit and below, and stays so; left out, for all."`
	Zh       string              `json:"zh"`
	En       string              `json:"en,omitempty"`
	When     map[string][]string `json:"when"`
	Calendar string              `json:"calendar"`
	Respond  int                 `json:"respond"`
	Resolve  int                 `json:"resolve"`
	Accept   int                 `json:"accept"`
	Finish   int                 `json:"finish"`
	Warn     int                 `json:"warn"`
	Active   bool                `json:"active"`
	Version  int64               `json:"version,omitempty"`
}

func (b policyBody) policy(id string) Policy {
	return Policy{ID: id, Code: b.Code, UnitID: b.UnitID, Zh: b.Zh, En: b.En, When: b.When, Calendar: b.Calendar, Respond: b.Respond, Resolve: b.Resolve,
		Accept: b.Accept, Finish: b.Finish, Warn: b.Warn, Active: b.Active, Version: b.Version}
}

func (s *Service) registerRules(api huma.API) {
	httpx.Handle(api, httpx.Post("preview-move", "/units/{id}/move/preview", "What moving a unit would change: who sees what, which rules hold", "organisation", org.OrgManage),
		func(ctx context.Context, in *struct {
			ID   string `path:"id" format:"uuid"`
			Body struct {
				ParentID string `json:"parentId" format:"uuid"`
			}
		}) (*MovePreview, error) {
			return s.PreviewMove(ctx, in.ID, in.Body.ParentID)
		})
	s.registerPolicies(api)
	s.registerCalendars(api)
}

func (s *Service) registerPolicies(api huma.API) {
	httpx.Handle(api, httpx.Get("list-policies", "/policies", "What is promised to whom, in the order that is tried", "rules", httpx.LoggedIn),
		func(ctx context.Context, _ *struct{}) (httpx.Items[Policy], error) {
			list, err := s.Policies(ctx)
			return httpx.List(list), err
		})
	httpx.Handle(api, httpx.Create("add-policy", "/policies", "Make a policy, last in the order", "rules", org.RulesManage),
		func(ctx context.Context, in *PolicyInput) (*Policy, error) {
			return s.SavePolicy(ctx, in.Body.policy(""))
		})
	httpx.Handle(api, httpx.Put("change-policy", "/policies/{id}", "Change a policy", "rules", org.RulesManage),
		func(ctx context.Context, in *struct {
			ID string `path:"id" format:"uuid"`
			PolicyInput
		}) (*Policy, error) {
			return s.SavePolicy(ctx, in.Body.policy(in.ID))
		})
	httpx.HandleEmpty(api, httpx.Post("order-policies", "/policies/order", "Put the policies into an order", "rules", org.RulesManage),
		func(ctx context.Context, in *struct {
			Body struct {
				IDs []string `json:"ids"`
			}
		}) error {
			return s.OrderPolicies(ctx, in.Body.IDs)
		})
	type tried struct {
		Policy *Policy     `json:"policy"`
		Why    []Condition `json:"why"`
	}
	httpx.Handle(api, httpx.Post("try-policies", "/policies/try", "Which policy would a matter meet, and why", "rules", httpx.LoggedIn),
		func(ctx context.Context, in *struct {
			Body struct {
				Kind        string `json:"kind,omitempty"`
				Tier        string `json:"tier,omitempty"`
				ServicePlan string `json:"servicePlan,omitempty"`
				Product     string `json:"product,omitempty"`
				Category    string `json:"category,omitempty"`
				Priority    string `json:"priority,omitempty"`
				Area        string `json:"area,omitempty"`
				UnitID      string `json:"unitId,omitempty" doc:"The unit that serves the customer; left out, only what is for all is tried."`
			}
		}) (tried, error) {
			b := in.Body
			p, why, err := s.TryPolicy(ctx, Matter{b.Kind, b.Tier, b.ServicePlan, b.Product, b.Category, b.Priority, b.Area}, b.UnitID)
			return tried{p, why}, err
		})
}

func (s *Service) registerCalendars(api huma.API) {
	httpx.Handle(api, httpx.Get("list-calendars", "/calendars", "Working time", "rules", httpx.LoggedIn),
		func(ctx context.Context, _ *struct{}) (httpx.Items[CalendarView], error) {
			list, err := s.Calendars(ctx)
			return httpx.List(list), err
		})
	httpx.Handle(api, httpx.Put("change-calendar", "/calendars/{code}", "Change working hours and local holidays, or make a calendar; promises already given stay", "rules", org.RulesManage),
		func(ctx context.Context, in *struct {
			Code string `path:"code"`
			Body struct {
				Zh       string   `json:"zh"`
				En       string   `json:"en"`
				Zone     string   `json:"zone"`
				Week     []string `json:"week" minItems:"7" maxItems:"7"`
				Holidays bool     `json:"holidays"`
				Days     string   `json:"days,omitempty" doc:"Local holidays beside the published ones, lines of date,kind,name."`
				Version  int64    `json:"version" doc:"0 makes the calendar."`
			}
		}) (*Calendar, error) {
			b := in.Body
			return s.SaveCalendar(ctx, Calendar{Code: in.Code, Zh: b.Zh, En: b.En, Zone: b.Zone, Week: b.Week, Holidays: b.Holidays, Days: b.Days, Version: b.Version})
		})
	type holidays struct {
		Items []HolidayView `json:"items"`
		Years []int         `json:"years" doc:"The years that have a published list."`
	}
	httpx.Handle(api, httpx.Get("list-holidays", "/holidays", "Public holidays and make-up working days", "rules", httpx.LoggedIn),
		func(ctx context.Context, in *struct {
			Year int `query:"year"`
		}) (holidays, error) {
			days, years, err := s.Holidays(ctx, in.Year)
			return holidays{days, years}, err
		})
	httpx.Handle(api, httpx.Post("import-holidays", "/holidays", "Bring in a year's list; its effect on open promises is shown", "rules", org.RulesManage),
		func(ctx context.Context, in *struct {
			Body struct {
				CSV    string `json:"csv" doc:"Lines of date,kind,name; kind is off or work; lines with # name the source."`
				DryRun bool   `json:"dryRun,omitempty" doc:"Only show the effect."`
			}
		}) (*HolidayImport, error) {
			return s.ImportHolidays(ctx, in.Body.CSV, in.Body.DryRun)
		})
}
