package ticket

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/httpx"
)

func (s *Service) registerRelated(api huma.API) {
	httpx.Handle(api, httpx.Get("preview-merge", "/tickets/{id}/merge", "What merging a ticket into another would do", "tickets", org.TicketRead),
		func(ctx context.Context, in *struct {
			ByID
			Into string `query:"into" required:"true" doc:"The identifier or number of the ticket that would go on."`
		}) (*MergePreview, error) {
			return s.PreviewMerge(ctx, in.ID, in.Into)
		})
	httpx.Handle(api, httpx.Post("merge-ticket", "/tickets/{id}/merge", "Let a ticket go on under another that is about the same matter", "tickets", org.TicketHandle),
		func(ctx context.Context, in *struct {
			ByID
			Body Merging
		}) (*View, error) {
			_, err := s.Merge(ctx, in.ID, in.Body)
			return s.viewOf(ctx, in.ID, err)
		})
	httpx.Handle(api, httpx.Post("unmerge-ticket", "/tickets/{id}/unmerge", "Let a merged ticket live again", "tickets", org.TicketHandle),
		func(ctx context.Context, in *struct {
			ByID
			Body struct {
				Reason  string  `json:"reason"`
				Version Version `json:"version,omitempty"`
			}
		}) (*View, error) {
			_, err := s.Unmerge(ctx, in.ID, in.Body.Reason, in.Body.Version)
			return s.viewOf(ctx, in.ID, err)
		})
	httpx.Handle(api, httpx.Create("split-ticket", "/tickets/{id}/split", "Make a ticket of its own of a second matter", "tickets", org.TicketHandle),
		func(ctx context.Context, in *struct {
			ByID
			Key  string `header:"Idempotency-Key" maxLength:"200" doc:"Repeat a call with the same key as often as you like: one ticket is made."`
			Body Splitting
		}) (*View, error) {
			t, err := s.Split(ctx, in.ID, in.Body, in.Key)
			if err != nil {
				return nil, err
			}
			return s.Get(ctx, t.ID)
		})
	s.registerTags(api)
	s.registerWatchers(api)
}

func (s *Service) registerTags(api huma.API) {
	httpx.Handle(api, httpx.Post("tag-ticket", "/tickets/{id}/tags", "Add tags to a ticket and take others off", "tickets", org.TicketHandle, org.HandoffWork),
		func(ctx context.Context, in *struct {
			ByID
			Body struct {
				Add    []string `json:"add,omitempty"`
				Remove []string `json:"remove,omitempty"`
			}
		}) (*View, error) {
			_, err := s.Tag(ctx, in.ID, in.Body.Add, in.Body.Remove)
			return s.viewOf(ctx, in.ID, err)
		})
	httpx.Handle(api, httpx.Get("list-tags", "/tags", "Tags in use on tickets that I may see, the most used first", "tickets", org.TicketRead),
		func(ctx context.Context, in *struct {
			Q string `query:"q" doc:"Letters that a tag holds."`
		}) (httpx.Items[TagCount], error) {
			list, err := s.Tags(ctx, in.Q)
			return httpx.List(list), err
		})
}

func (s *Service) registerWatchers(api huma.API) {
	httpx.Handle(api, httpx.Put("watch-ticket", "/tickets/{id}/watch", "Be told of what is said on a ticket and how it stands", "tickets", org.TicketRead),
		func(ctx context.Context, in *ByID) (*View, error) {
			return s.viewOf(ctx, in.ID, s.WatchTicket(ctx, in.ID))
		})
	httpx.HandleEmpty(api, httpx.Delete("unwatch-ticket", "/tickets/{id}/watch", "Be told no longer", "tickets", org.TicketRead),
		func(ctx context.Context, in *ByID) error { return s.UnwatchTicket(ctx, in.ID) })
	httpx.Handle(api, httpx.Post("add-watcher", "/tickets/{id}/watchers", "Let a colleague who sees a ticket watch it", "tickets", org.TicketHandle),
		func(ctx context.Context, in *struct {
			ByID
			Body struct {
				StaffID string `json:"staffId"`
			}
		}) (*View, error) {
			_, err := s.AddWatcher(ctx, in.ID, in.Body.StaffID)
			return s.viewOf(ctx, in.ID, err)
		})
	httpx.Handle(api, httpx.Delete("remove-watcher", "/tickets/{id}/watchers/{staffId}", "Let a person watch a ticket no longer", "tickets", org.TicketHandle),
		func(ctx context.Context, in *struct {
			ByID
			StaffID string `path:"staffId"`
		}) (*View, error) {
			_, err := s.RemoveWatcher(ctx, in.ID, in.StaffID)
			return s.viewOf(ctx, in.ID, err)
		})
}
