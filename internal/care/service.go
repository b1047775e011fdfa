package care

import (
	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/identity"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/outage"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/ticket"
)

// Service is what one can do for customers beside their tickets.
type Service struct {
	db        *store.DB
	org       *org.Service
	customers *customer.Service
	outages   *outage.Service
	identity  *identity.Service
	tickets   *ticket.Service
	audit     *audit.Log
}

// New makes the service. From then on customers have the service plans that follow from their contracts.
func New(db *store.DB, o *org.Service, c *customer.Service, out *outage.Service, i *identity.Service, t *ticket.Service, log *audit.Log) *Service {
	s := &Service{db, o, c, out, i, t, log}
	c.Keeps("care_task")
	c.Keeps("visit")
	c.OnAgreed = s.Settle
	return s
}
