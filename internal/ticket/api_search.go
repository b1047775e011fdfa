package ticket

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/httpx"
)

func (s *Service) registerSearch(api huma.API) {
	httpx.Handle(api, httpx.Get("search", "/search", "Tickets by all that is written on them, customers and terminals by names and numbers", "search", org.TicketRead, org.CustomerRead),
		func(ctx context.Context, in *Search) (*Found, error) { return s.Search(ctx, *in) })
}
