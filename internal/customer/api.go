package customer

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/httpx"
)

// View is a customer as lists show him.
type View struct {
	Customer
	Unit org.Ref `json:"unit"`
}

// DetailsView is everything known of a customer as the API shows it.
type DetailsView struct {
	View
	Contacts      []Contact      `json:"contacts"`
	Sites         []Site         `json:"sites"`
	Terminals     []Terminal     `json:"terminals"`
	Subscriptions []Subscription `json:"subscriptions"`
}

// View names the unit of a customer.
func (s *Service) View(ctx context.Context, c Customer) (View, error) {
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return View{}, err
	}
	return View{c, org.Ref{ID: c.UnitID, Name: tree.Name(c.UnitID)}}, nil
}

func (s *Service) details(ctx context.Context, id string) (DetailsView, error) {
	d, err := s.Get(ctx, id)
	if err != nil {
		return DetailsView{}, err
	}
	view, err := s.View(ctx, d.Customer)
	return DetailsView{view, filled(d.Contacts), filled(d.Sites), filled(d.Terminals), filled(d.Subscriptions)}, err
}

// filled makes a missing list an empty one, so that JSON says [] and not null.
func filled[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

type listInput struct {
	Q      string `query:"q" doc:"Part of the name, or the start of the customer number."`
	Tier   string `query:"tier"`
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"50"`
	Cursor string `query:"cursor"`
}

// ByID names a customer in the path.
type ByID struct {
	ID string `path:"id" format:"uuid"`
}

// Register adds the operations on customers to the API.
func (s *Service) Register(api huma.API) {
	httpx.Handle(api, httpx.Get("list-customers", "/customers", "Customers by name", "customers"), s.list)
	httpx.Handle(api, httpx.Get("get-customer", "/customers/{id}", "Everything known of a customer", "customers"),
		func(ctx context.Context, in *ByID) (DetailsView, error) { return s.details(ctx, in.ID) })
	httpx.Handle(api, httpx.Create("add-customer", "/customers", "Register a customer, also quickly during a call", "customers"),
		func(ctx context.Context, in *struct{ Body NewCustomer }) (DetailsView, error) {
			c, err := s.Add(ctx, in.Body)
			if err != nil {
				return DetailsView{}, err
			}
			return s.details(ctx, c.ID)
		})
	httpx.Handle(api, httpx.Patch("change-customer", "/customers/{id}", "Change a customer", "customers"),
		func(ctx context.Context, in *struct {
			ByID
			Body Change
		}) (DetailsView, error) {
			if _, err := s.Change(ctx, in.ID, in.Body); err != nil {
				return DetailsView{}, err
			}
			return s.details(ctx, in.ID)
		})
	httpx.Handle(api, httpx.Create("add-contact", "/customers/{id}/contacts", "Add a contact", "customers"),
		func(ctx context.Context, in *struct {
			ByID
			Body struct {
				Name  string `json:"name"`
				Role  string `json:"role,omitempty"`
				Phone string `json:"phone,omitempty"`
				Email string `json:"email,omitempty"`
				Main  bool   `json:"main,omitempty"`
			}
		}) (*Contact, error) {
			return s.AddContact(ctx, in.ID, Contact{Name: in.Body.Name, Role: in.Body.Role, Phone: in.Body.Phone, Email: in.Body.Email, Main: in.Body.Main})
		})
	httpx.Handle(api, httpx.Create("add-site", "/customers/{id}/sites", "Add a site", "customers"),
		func(ctx context.Context, in *struct {
			ByID
			Body struct {
				Name    string  `json:"name"`
				Area    string  `json:"area" enum:"urban,rural,sea,air"`
				Address string  `json:"address,omitempty"`
				Lat     float64 `json:"lat"`
				Lon     float64 `json:"lon"`
				HeightM float64 `json:"heightM,omitempty"`
			}
		}) (*Site, error) {
			b := in.Body
			return s.AddSite(ctx, in.ID, Site{Name: b.Name, Area: b.Area, Address: b.Address, Lat: b.Lat, Lon: b.Lon, HeightM: b.HeightM})
		})
	httpx.Handle(api, httpx.Create("add-terminal", "/customers/{id}/terminals", "Add a terminal", "customers"),
		func(ctx context.Context, in *struct {
			ByID
			Body terminalInput
		}) (*Terminal, error) {
			return s.AddTerminal(ctx, in.ID, in.Body.terminal())
		})
}

type terminalInput struct {
	SiteID       string   `json:"siteId,omitempty"`
	Number       string   `json:"number,omitempty"`
	IMEI         string   `json:"imei,omitempty"`
	SIM          string   `json:"sim,omitempty"`
	Serial       string   `json:"serial,omitempty"`
	Product      string   `json:"product" enum:"mobile,vsat,cband,relay"`
	Maker        string   `json:"maker,omitempty"`
	Model        string   `json:"model,omitempty"`
	Satellite    string   `json:"satellite,omitempty"`
	SatelliteLon *float64 `json:"satelliteLon,omitempty" minimum:"-180" maximum:"180"`
	Beam         string   `json:"beam,omitempty"`
	Gateway      string   `json:"gateway,omitempty"`
	Antenna      string   `json:"antenna,omitempty"`
}

func (in terminalInput) terminal() Terminal {
	return Terminal{SiteID: in.SiteID, Number: in.Number, IMEI: in.IMEI, SIM: in.SIM, Serial: in.Serial, Product: in.Product,
		Maker: in.Maker, Model: in.Model, Satellite: in.Satellite, SatelliteLon: in.SatelliteLon, Beam: in.Beam, Gateway: in.Gateway, Antenna: in.Antenna}
}

func (s *Service) list(ctx context.Context, in *listInput) (httpx.Items[View], error) {
	rows, next, err := s.List(ctx, Filter{Query: in.Q, Tier: in.Tier, Cursor: in.Cursor, Limit: in.Limit})
	if err != nil {
		return httpx.Items[View]{}, err
	}
	var views []View
	for _, c := range rows {
		view, err := s.View(ctx, c)
		if err != nil {
			return httpx.Items[View]{}, err
		}
		views = append(views, view)
	}
	list := httpx.List(views)
	list.NextCursor = next
	return list, nil
}
