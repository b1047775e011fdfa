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
}
