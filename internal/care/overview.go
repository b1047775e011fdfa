package care

import (
	"context"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/identity"
	"github.com/xingfu/xingfu/internal/outage"
	"github.com/xingfu/xingfu/internal/ticket"
)

// Overview is a customer on one screen: who he is, what he has, what is open, what is owed to him, and how he was served
// in the year before now. Each part is given by the package whose it is.
type Overview struct {
	Customer customer.DetailsView `json:"customer"`
	ticket.Served
	Identity identity.Status   `json:"identity" doc:"How it stands with his real name."`
	Outages  []outage.Bulletin `json:"outages" doc:"Outages and planned work that touch his terminals: now, to come, and of the last 30 days."`
	Plan     *PlanOf           `json:"plan" doc:"The service plan that he has."`
	Tasks    []TaskView        `json:"tasks" doc:"What is owed to him, the open ones by their days, then those last ended."`
	Visits   []VisitView       `json:"visits" doc:"The last and the planned ones, the latest day first."`
}

// Overview gives a customer on one screen, in a constant number of queries. It needs customer.read, and ticket.read for
// what is shown of tickets; NotFound hides the customers of others.
func (s *Service) Overview(ctx context.Context, customerID string) (*Overview, error) {
	o := &Overview{}
	var err error
	if o.Customer, err = s.customers.Details(ctx, customerID); err != nil {
		return nil, err
	}
	served, err := s.tickets.Served(ctx, customerID)
	if err != nil {
		return nil, err
	}
	o.Served = *served
	if o.Identity, err = s.identity.Status(ctx, &o.Customer.Customer); err != nil {
		return nil, err
	}
	if o.Outages, err = s.outages.OfCustomer(ctx, customerID); err != nil {
		return nil, err
	}
	if o.Plan, err = s.planOf(ctx, customerID); err != nil {
		return nil, err
	}
	if o.Tasks, err = s.owed(ctx, customerID); err != nil {
		return nil, err
	}
	o.Visits, err = s.lastVisits(ctx, customerID)
	return o, err
}
