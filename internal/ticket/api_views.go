package ticket

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/httpx"
)

// SavedViewView is a saved view as the API shows it.
type SavedViewView struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Query  string `json:"query"`
	Shared bool   `json:"shared"`
	Mine   bool   `json:"mine" doc:"Only who made it removes it."`
}

func savedViewView(ctx context.Context, v *SavedView) SavedViewView {
	actor := org.From(ctx)
	return SavedViewView{v.ID, v.Name, v.Query, v.Shared, actor != nil && actor.StaffID == v.OwnerID}
}

func (s *Service) registerViews(api huma.API) {
	httpx.Handle(api, httpx.Get("list-views", "/views", "My saved views and those shared with my unit", "tickets", org.TicketRead),
		func(ctx context.Context, _ *struct{}) (httpx.Items[SavedViewView], error) {
			list, err := s.SavedViews(ctx)
			var views []SavedViewView
			for i := range list {
				views = append(views, savedViewView(ctx, &list[i]))
			}
			return httpx.List(views), err
		})
	httpx.Handle(api, httpx.Create("save-view", "/views", "Give a list's filters and order a name", "tickets", org.TicketRead),
		func(ctx context.Context, in *struct{ Body NewSavedView }) (SavedViewView, error) {
			v, err := s.SaveView(ctx, in.Body)
			if err != nil {
				return SavedViewView{}, err
			}
			return savedViewView(ctx, v), nil
		})
	httpx.HandleEmpty(api, httpx.Delete("remove-view", "/views/{id}", "Remove one of my views", "tickets", org.TicketRead),
		func(ctx context.Context, in *struct {
			ID string `path:"id" format:"uuid"`
		}) error {
			return s.RemoveView(ctx, in.ID)
		})
}
