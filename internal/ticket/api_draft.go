package ticket

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/httpx"
)

// DraftPath names one of my drafts.
type DraftPath struct {
	Kind  string `path:"kind" enum:"reply,note,intake"`
	Thing string `path:"thing" maxLength:"64" doc:"The ticket's identifier; of a new ticket the key under which it will be filed."`
}

func (s *Service) registerDrafts(api huma.API) {
	httpx.Handle(api, httpx.Get("list-drafts", "/drafts", "What I have typed and not sent, last changed first", "drafts", org.TicketRead),
		func(ctx context.Context, in *struct {
			Kind string `query:"kind" enum:"reply,note,intake" default:"intake"`
		}) (httpx.Items[Draft], error) {
			list, err := s.Drafts(ctx, in.Kind)
			return httpx.List(list), err
		})
	httpx.Handle(api, httpx.Get("get-draft", "/drafts/{kind}/{thing}", "One of my drafts; version 0 when there is none", "drafts", org.TicketRead),
		func(ctx context.Context, in *DraftPath) (*Draft, error) { return s.Draft(ctx, in.Kind, in.Thing) })
	httpx.Handle(api, httpx.Put("save-draft", "/drafts/{kind}/{thing}", "Keep what I have typed so far", "drafts", org.TicketRead),
		func(ctx context.Context, in *struct {
			DraftPath
			Body struct {
				Data    string `json:"data"`
				Version int64  `json:"version" doc:"The version that was last seen; 0 for none."`
			}
		}) (*Draft, error) {
			return s.SaveDraft(ctx, in.Kind, in.Thing, in.Body.Data, in.Body.Version)
		})
	httpx.HandleEmpty(api, httpx.Delete("drop-draft", "/drafts/{kind}/{thing}", "Forget a draft", "drafts", org.TicketRead),
		func(ctx context.Context, in *DraftPath) error { return s.DropDraft(ctx, in.Kind, in.Thing) })
	httpx.Handle(api, httpx.Post("be-present", "/tickets/{id}/presence", "Say that I have a ticket open, and hear who else has", "tickets", org.TicketRead),
		func(ctx context.Context, in *struct {
			ID   string `path:"id" format:"uuid"`
			Body struct {
				Window string `json:"window" minLength:"1" maxLength:"40" doc:"Tells my windows apart."`
				Doing  string `json:"doing" enum:"view,note,reply,leave"`
			}
		}) (Presence, error) {
			return s.Present(ctx, in.ID, in.Body.Window, in.Body.Doing)
		})
}
