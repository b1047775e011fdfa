package care

import (
	"github.com/xingfu/xingfu/internal/customer"
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
	tickets   *ticket.Service
	audit     *audit.Log
}

// New makes the service.
func New(db *store.DB, o *org.Service, c *customer.Service, u *outage.Service, t *ticket.Service, log *audit.Log) *Service {
	return &Service{db, o, c, u, t, log}
}
