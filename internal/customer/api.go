package customer

import (
	"context"
	"fmt"
	"io"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/sheet"
)

// View is a customer as lists show him.
type View struct {
	Customer
	Unit    org.Ref  `json:"unit"`
	Manager *org.Ref `json:"manager" doc:"The account manager."`
}

// DetailsView is what is known of a customer as the API shows it: up to 200 of each part.
type DetailsView struct {
	View
	Counts        Counts         `json:"counts"`
	Contacts      []Contact      `json:"contacts"`
	Sites         []Site         `json:"sites"`
	Terminals     []Terminal     `json:"terminals"`
	Subscriptions []Subscription `json:"subscriptions"`
	Contracts     []Contract     `json:"contracts"`
}

// Views name the unit and the account manager of customers.
func (s *Service) Views(ctx context.Context, list ...Customer) ([]View, error) {
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return nil, err
	}
	var managers []string
	for _, c := range list {
		if c.ManagerID != "" {
			managers = append(managers, c.ManagerID)
		}
	}
	names, err := s.org.Names(ctx, managers)
	if err != nil {
		return nil, err
	}
	views := make([]View, len(list))
	for i, c := range list {
		views[i] = View{Customer: c, Unit: org.Ref{ID: c.UnitID, Name: tree.Name(c.UnitID)}}
		if c.ManagerID != "" {
			views[i].Manager = &org.Ref{ID: c.ManagerID, Name: names[c.ManagerID]}
		}
	}
	return views, nil
}

// Details gives what is known of a customer as the API shows it. It needs customer.read; NotFound hides those of
// others.
func (s *Service) Details(ctx context.Context, id string) (DetailsView, error) {
	d, err := s.Get(ctx, id)
	if err != nil {
		return DetailsView{}, err
	}
	views, err := s.Views(ctx, d.Customer)
	if err != nil {
		return DetailsView{}, err
	}
	return DetailsView{views[0], d.Counts, filled(d.Contacts), filled(d.Sites), filled(d.Terminals), filled(d.Subscriptions), filled(d.Contracts)}, nil
}

// filled makes a missing list an empty one, so that JSON says [] and not null.
func filled[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// ByID names what an operation is about in its path.
type ByID struct {
	ID string `path:"id" format:"uuid"`
}

// Register adds the operations on customers to the API.
func (s *Service) Register(api huma.API) {
	s.registerCustomers(api)
	s.registerTables(api)
	s.registerMerging(api)
	s.registerReveal(api)
	s.registerPlans(api)
	s.registerConsents(api)
	s.registerParts(api)
	s.registerFacts(api)
	s.registerHistories(api)
}

func (s *Service) registerCustomers(api huma.API) {
	httpx.Handle(api, httpx.Get("list-customers", "/customers", "Customers by name; those that are looked for, the newest first", "customers", org.CustomerRead), s.list)
	httpx.Handle(api, httpx.Get("get-customer", "/customers/{id}", "What is known of a customer: up to 200 of each part", "customers", org.CustomerRead),
		func(ctx context.Context, in *ByID) (DetailsView, error) { return s.Details(ctx, in.ID) })
	httpx.Handle(api, httpx.Create("add-customer", "/customers", "Register a customer, also quickly during a call", "customers", org.CustomerWrite),
		func(ctx context.Context, in *struct{ Body NewCustomer }) (DetailsView, error) {
			c, err := s.Add(ctx, in.Body)
			if err != nil {
				return DetailsView{}, err
			}
			return s.Details(ctx, c.ID)
		})
	httpx.Handle(api, httpx.Patch("change-customer", "/customers/{id}", "Change a customer", "customers", org.CustomerWrite),
		func(ctx context.Context, in *struct {
			ByID
			Body Change
		}) (DetailsView, error) {
			if _, err := s.Change(ctx, in.ID, in.Body); err != nil {
				return DetailsView{}, err
			}
			return s.Details(ctx, in.ID)
		})
	httpx.Handle(api, httpx.Get("customer-viewers", "/customers/{id}/viewers", "Who can see a customer, and why, by name", "customers", org.RightsManage, org.AuditRead),
		func(ctx context.Context, in *struct {
			ID     string `path:"id" doc:"The customer's identifier or number."`
			Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"50"`
			Cursor string `query:"cursor"`
		}) (httpx.Items[Viewer], error) {
			return s.Viewers(ctx, in.ID, in.Cursor, in.Limit)
		})
}

// registerTables adds the table of customers that can be exported.
func (s *Service) registerTables(api huma.API) {
	op := httpx.Get("export-customers", "/customers/export", "The customers of a list with all their parts as a table that can be imported again", "customers", org.CustomerRead)
	huma.Register(api, op, func(ctx context.Context, in *struct {
		Filter
		Format sheet.Format `query:"format" enum:"xlsx,csv" default:"xlsx"`
		Lang   lang.Code    `query:"lang" enum:"zh,en" doc:"The language of the names; otherwise that of Accept-Language."`
	}) (*huma.StreamResponse, error) {
		if in.Lang != "" {
			ctx = lang.With(ctx, in.Lang)
		}
		e, err := s.Export(ctx, in.Filter)
		if err != nil {
			return nil, httpx.AsProblem(ctx, err)
		}
		name := fmt.Sprintf("customers-%s.%s", now.Today(ctx), in.Format)
		return httpx.Download(name, in.Format.Type(), func(w io.Writer) error { return e.Write(ctx, w, in.Format) }), nil
	})
}

func (s *Service) list(ctx context.Context, in *struct {
	Filter
	Paging
}) (httpx.Items[View], error) {
	rows, next, err := s.List(ctx, in.Filter, in.Paging)
	if err != nil {
		return httpx.Items[View]{}, err
	}
	views, err := s.Views(ctx, rows...)
	list := httpx.List(views)
	list.NextCursor = next
	return list, err
}
