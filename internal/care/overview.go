package care

import (
	"context"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/outage"
	"github.com/xingfu/xingfu/internal/ticket"
)

// Overview is a customer on one screen: who he is, what he has, what is open, and how he was served in the year before
// now. Each part is given by the package whose it is.
type Overview struct {
	Customer customer.DetailsView `json:"customer"`
	ticket.Served
	Outages []outage.Bulletin `json:"outages" doc:"Outages and planned work that touch his terminals: now, to come, and of the last 30 days."`
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
	o.Outages, err = s.outages.OfCustomer(ctx, customerID)
	return o, err
}
