package care

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/httpx"
)

// Register adds the operations on the care of customers to the API.
func (s *Service) Register(api huma.API) {
	httpx.Handle(api, httpx.Get("get-customer-overview", "/customers/{id}/overview", "A customer on one screen", "customers", org.CustomerRead),
		func(ctx context.Context, in *customer.ByID) (*Overview, error) { return s.Overview(ctx, in.ID) })
	s.registerTasks(api)
	s.registerVisits(api)
	s.registerPlans(api)
}

// Schema names the values in the API's description.
func (State) Schema(huma.Registry) *huma.Schema { return httpx.OneOf(Open, Done, Won, Lost, Dropped) }

func (s *Service) registerTasks(api huma.API) {
	httpx.Handle(api, httpx.Get("list-care-tasks", "/care-tasks", "What is owed to customers, the first due first", "care", org.CustomerRead),
		func(ctx context.Context, in *struct {
			TaskFilter
			Paging
		}) (httpx.Items[TaskView], error) {
			rows, next, err := s.Tasks(ctx, in.TaskFilter, in.Paging)
			list := httpx.List(rows)
			list.NextCursor = next
			return list, err
		})
	httpx.Handle(api, httpx.Create("add-care-task", "/care-tasks", "Record a need, an opportunity or another task owed to a customer", "care", org.CustomerWrite, org.HandoffWork),
		func(ctx context.Context, in *struct{ Body NewTask }) (*TaskView, error) {
			return s.AddTask(ctx, in.Body)
		})
	httpx.Handle(api, httpx.Patch("change-care-task", "/care-tasks/{id}", "Change a task, give it to another, or end it with a result", "care", org.CustomerWrite, org.HandoffWork),
		func(ctx context.Context, in *struct {
			customer.ByID
			Body TaskChange
		}) (*TaskView, error) {
			return s.ChangeTask(ctx, in.ID, in.Body)
		})
	httpx.Handle(api, httpx.Get("list-care-kinds", "/care-kinds", "Kinds of tasks owed to customers", "care", httpx.LoggedIn),
		func(ctx context.Context, _ *struct{}) (httpx.Items[Kind], error) {
			list, err := s.Kinds(ctx)
			return httpx.List(list), err
		})
	httpx.Handle(api, httpx.Put("save-care-kind", "/care-kinds/{code}", "Name a kind of task, or change one", "care", org.RulesManage),
		func(ctx context.Context, in *struct {
			Code string `path:"code"`
			Body struct {
				Zh     string `json:"zh"`
				En     string `json:"en,omitempty"`
				Active bool   `json:"active"`
				customer.Seen
			}
		}) (*Kind, error) {
			return s.SaveKind(ctx, Kind{Code: in.Code, Zh: in.Body.Zh, En: in.Body.En, Active: in.Body.Active, Version: in.Body.Version})
		})
}

func (s *Service) registerVisits(api huma.API) {
	httpx.Handle(api, httpx.Get("list-visits", "/visits", "Visits to customers, the latest day first", "care", org.CustomerRead),
		func(ctx context.Context, in *struct {
			VisitFilter
			Paging
		}) (httpx.Items[VisitView], error) {
			rows, next, err := s.Visits(ctx, in.VisitFilter, in.Paging)
			list := httpx.List(rows)
			list.NextCursor = next
			return list, err
		})
	httpx.Handle(api, httpx.Create("add-visit", "/visits", "Plan a visit to a customer, or record one", "care", org.CustomerWrite, org.HandoffWork),
		func(ctx context.Context, in *struct {
			Body struct {
				customer.Of
				VisitFields
			}
		}) (*VisitView, error) {
			return s.AddVisit(ctx, in.Body.CustomerID, in.Body.VisitFields)
		})
	httpx.Handle(api, httpx.Patch("change-visit", "/visits/{id}", "Change a visit, say what came of it, or cancel it", "care", org.CustomerWrite, org.HandoffWork),
		func(ctx context.Context, in *struct {
			customer.ByID
			Body struct {
				VisitFields
				customer.Seen
			}
		}) (*VisitView, error) {
			return s.ChangeVisit(ctx, in.ID, in.Body.VisitFields, in.Body.Version)
		})
}

// planBody is a service plan in the body of a request.
type planBody struct {
	Code      string   `json:"code,omitempty" doc:"Of a new plan."`
	Zh        string   `json:"zh"`
	En        string   `json:"en,omitempty"`
	About     string   `json:"about,omitempty"`
	Position  int      `json:"position,omitempty"`
	Segment   *Segment `json:"segment,omitempty"`
	Channels  []string `json:"channels,omitempty"`
	ManagerID string   `json:"managerId,omitempty"`
	Tasks     []Rule   `json:"tasks,omitempty"`
	Active    bool     `json:"active"`
	customer.Seen
}

func (b planBody) plan(id string) ServicePlan {
	return ServicePlan{ID: id, Code: b.Code, Zh: b.Zh, En: b.En, About: b.About, Position: b.Position, Segment: b.Segment, Channels: b.Channels,
		ManagerID: b.ManagerID, Tasks: b.Tasks, Active: b.Active, Version: b.Version}
}

func (s *Service) registerPlans(api huma.API) {
	httpx.Handle(api, httpx.Get("list-service-plans", "/service-plans", "Service plans in the order that is tried", "care", httpx.LoggedIn),
		func(ctx context.Context, _ *struct{}) (httpx.Items[ServicePlan], error) {
			list, err := s.ServicePlans(ctx)
			return httpx.List(list), err
		})
	httpx.Handle(api, httpx.Create("add-service-plan", "/service-plans", "Make a service plan", "care", org.RulesManage),
		func(ctx context.Context, in *struct{ Body planBody }) (*ServicePlan, error) {
			return s.SavePlan(ctx, in.Body.plan(""))
		})
	httpx.Handle(api, httpx.Put("change-service-plan", "/service-plans/{id}", "Change a service plan", "care", org.RulesManage),
		func(ctx context.Context, in *struct {
			customer.ByID
			Body planBody
		}) (*ServicePlan, error) {
			return s.SavePlan(ctx, in.Body.plan(in.ID))
		})
	httpx.Handle(api, httpx.Post("preview-segment", "/service-plans/preview", "Whom a segment would have", "care", org.RulesManage),
		func(ctx context.Context, in *struct{ Body Segment }) (*Preview, error) {
			return s.Preview(ctx, in.Body)
		})
	httpx.Handle(api, httpx.Get("get-service-plan-effect", "/service-plans/{id}/effect", "What has come of a service plan: who has it, what was done, what was kept", "care", org.CustomerRead),
		func(ctx context.Context, in *customer.ByID) (*Effect, error) { return s.Effect(ctx, in.ID) })
	httpx.HandleEmpty(api, httpx.Put("set-service-plan", "/customers/{id}/service-plan", "Give a customer a service plan by hand, or let contract and segment decide", "care", org.CustomerWrite),
		func(ctx context.Context, in *struct {
			customer.ByID
			Body struct {
				Plan string `json:"plan" doc:"Its code; empty: by contract or segment."`
				customer.Seen
			}
		}) error {
			return s.SetPlan(ctx, in.ID, in.Body.Plan, in.Body.Version)
		})
}
