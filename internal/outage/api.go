package outage

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/httpx"
)

// Register adds the operations on outages to the API.
func (s *Service) Register(api huma.API) {
	httpx.Handle(api, httpx.Get("list-outages", "/outages", "Outages and planned work, those that begin last first", "outages", httpx.LoggedIn),
		func(ctx context.Context, in *struct {
			Filter
			customer.Paging
		}) (httpx.Items[Bulletin], error) {
			rows, next, err := s.List(ctx, in.Filter, in.Paging)
			list := httpx.List(rows)
			list.NextCursor = next
			return list, err
		})
	httpx.Handle(api, httpx.Get("get-outage", "/outages/{id}", "An outage with all that was said of it", "outages", httpx.LoggedIn),
		func(ctx context.Context, in *customer.ByID) (*Details, error) { return s.Get(ctx, in.ID) })
	httpx.Handle(api, httpx.Get("list-outage-terminals", "/outages/{id}/terminals", "The terminals that an outage touches", "outages", org.CustomerRead),
		func(ctx context.Context, in *struct {
			customer.ByID
			customer.Paging
		}) (httpx.Items[customer.OnWay], error) {
			rows, next, err := s.ListTerminals(ctx, in.ID, in.Paging)
			list := httpx.List(rows)
			list.NextCursor = next
			return list, err
		})
	httpx.Handle(api, httpx.Get("known-ways", "/ways", "The beams, gateways and satellites that terminals name", "outages", org.OutageManage),
		func(ctx context.Context, _ *struct{}) (customer.Ways, error) { return s.KnownWays(ctx) })
	httpx.Handle(api, httpx.Create("declare-outage", "/outages", "Make an outage or planned work known", "outages", org.OutageManage),
		func(ctx context.Context, in *struct{ Body Input }) (*Details, error) {
			o, err := s.Declare(ctx, in.Body)
			if err != nil {
				return nil, err
			}
			return s.Get(ctx, o.ID)
		})
	httpx.Handle(api, httpx.Put("change-outage", "/outages/{id}", "Say anew what is known of an outage, or that it is over", "outages", org.OutageManage),
		func(ctx context.Context, in *struct {
			customer.ByID
			Body struct {
				Input
				customer.Seen
			}
		}) (*Details, error) {
			if _, err := s.Change(ctx, in.ID, in.Body.Input, in.Body.Version); err != nil {
				return nil, err
			}
			return s.Get(ctx, in.ID)
		})
}
