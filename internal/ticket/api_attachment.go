package ticket

import (
	"context"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/files"
	"github.com/xingfu/xingfu/internal/platform/httpx"
)

// AttachmentView is an attachment as the API shows it.
type AttachmentView struct {
	ID        string    `json:"id"`
	HandoffID *string   `json:"handoffId"`
	Name      string    `json:"name"`
	Size      int64     `json:"size"`
	Received  int64     `json:"received" doc:"Bytes that have come in: where the next part begins."`
	Whole     bool      `json:"whole"`
	Type      string    `json:"type" doc:"By its content."`
	SHA256    string    `json:"sha256" doc:"In hex, once it is whole."`
	Preview   bool      `json:"preview" doc:"Whether browsers show it safely: ask for the content with inline=true."`
	Audience  string    `json:"audience" enum:"public,internal"`
	By        string    `json:"by"`
	Unit      string    `json:"unit" doc:"Empty: the customer."`
	At        time.Time `json:"at"`
}

func attachmentView(a *Attachment) AttachmentView {
	f := a.File
	v := AttachmentView{ID: a.ID, Name: f.Name, Size: f.Size, Received: f.Received, Whole: f.Whole(), Type: f.Type, SHA256: f.SHA256,
		Preview: files.Previews(f), Audience: a.Audience, By: a.ByName, Unit: a.ByUnit, At: a.CreatedAt}
	if a.HandoffID != "" {
		v.HandoffID = &a.HandoffID
	}
	return v
}

func (s *Service) registerAttachments(api huma.API) {
	httpx.Handle(api, httpx.Create("attach", "/tickets/{id}/attachments", "Begin a file; its content follows part by part", "attachments", org.TicketHandle, org.HandoffWork),
		func(ctx context.Context, in *struct {
			ID   string `path:"id"`
			Body NewAttachment
		}) (AttachmentView, error) {
			a, err := s.Attach(ctx, in.ID, in.Body)
			if err != nil {
				return AttachmentView{}, err
			}
			return attachmentView(a), nil
		})
	part := httpx.Put("add-part", "/attachments/{id}/parts/{start}", "Send a part; the same one again changes nothing", "attachments", org.TicketHandle, org.HandoffWork)
	part.MaxBodyBytes = files.MaxPart
	httpx.Handle(api, part, func(ctx context.Context, in *struct {
		ID      string `path:"id" format:"uuid"`
		Start   int64  `path:"start" minimum:"0" doc:"The byte of the file with which the part begins."`
		RawBody []byte `contentType:"application/octet-stream"`
	}) (AttachmentView, error) {
		a, err := s.AddPart(ctx, in.ID, in.Start, in.RawBody)
		if err != nil {
			return AttachmentView{}, err
		}
		return attachmentView(a), nil
	})
	httpx.Handle(api, httpx.Get("get-attachment", "/attachments/{id}", "What is known of a file, and how much of it has come in", "attachments", org.TicketRead),
		func(ctx context.Context, in *struct {
			ID string `path:"id" format:"uuid"`
		}) (AttachmentView, error) {
			a, err := s.Attachment(ctx, in.ID)
			if err != nil {
				return AttachmentView{}, err
			}
			return attachmentView(a), nil
		})
	huma.Register(api, httpx.Get("get-attachment-content", "/attachments/{id}/content", "The file itself; ranges are served", "attachments", org.TicketRead),
		func(ctx context.Context, in *struct {
			ID     string `path:"id" format:"uuid"`
			Inline bool   `query:"inline" doc:"To be shown, where that is safe, instead of kept."`
		}) (*huma.StreamResponse, error) {
			a, content, err := s.Content(ctx, in.ID)
			if err != nil {
				return nil, httpx.AsProblem(ctx, err)
			}
			return &huma.StreamResponse{Body: func(hc huma.Context) {
				r, w := humago.Unwrap(hc)
				files.Serve(w, r, a.File, content, in.Inline)
			}}, nil
		})
}
