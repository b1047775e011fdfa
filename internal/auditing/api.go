package auditing

import (
	"context"
	"fmt"
	"io"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/sheet"
)

// Register adds the operations on the audit log to the API.
func (s *Service) Register(api huma.API) {
	httpx.Handle(api, httpx.Get("list-audit", "/audit", "The audit log, newest first", "administration", org.AuditRead),
		func(ctx context.Context, in *struct {
			Filter
			Cursor string `query:"cursor"`
			Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
		}) (httpx.Items[Line], error) {
			return s.List(ctx, in.Filter, in.Cursor, in.Limit)
		})
	httpx.Handle(api, httpx.Get("list-audit-actions", "/audit/actions", "What is audited, with its words", "administration", org.AuditRead),
		func(ctx context.Context, _ *struct{}) (ActionsView, error) { return s.Actions(ctx) })
	httpx.Handle(api, httpx.Get("audit-state", "/audit/state", "Where the audit log ends, and its last check", "administration", org.AuditRead),
		func(ctx context.Context, _ *struct{}) (*StateView, error) { return s.State(ctx) })
	httpx.Handle(api, httpx.Post("verify-audit", "/audit/verify", "Check whether the audit log is as it was written; runs in the background", "administration", org.AuditRead),
		func(ctx context.Context, in *struct {
			Body struct {
				Noted string `json:"noted,omitempty" doc:"A head noted before, number and hash with a colon between, against which the log is held."`
			}
		}) (*CheckView, error) {
			return s.StartCheck(ctx, in.Body.Noted)
		})
	huma.Register(api, httpx.Get("export-audit", "/audit/export", "Entries of the audit log as a table", "administration", org.AuditRead), s.download)
}

func (s *Service) download(ctx context.Context, in *struct {
	Filter
	Format sheet.Format `query:"format" enum:"xlsx,csv" default:"xlsx"`
	Lang   lang.Code    `query:"lang" enum:"zh,en" doc:"The language of the names; otherwise that of Accept-Language."`
}) (*huma.StreamResponse, error) {
	if in.Lang != "" {
		ctx = lang.With(ctx, in.Lang)
	}
	e, err := s.Export(ctx, in.Filter)
	if err != nil {
		return nil, httpx.AsProblem(ctx, err)
	}
	name := fmt.Sprintf("%s-%s.%s", lang.T("审计记录", "audit").In(lang.Of(ctx)), now.From(ctx).In(e.zone).Format("20060102-1504"), in.Format)
	return httpx.Download(name, in.Format.Type(), func(to io.Writer) error { return e.Write(ctx, to, in.Format) }), nil
}
