package channel

import (
	"context"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/personal"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// OutgoingView is an outgoing message as the API shows it. What it says stays unseen.
type OutgoingView struct {
	ID        string     `json:"id"`
	Via       string     `json:"via" enum:"mail"`
	Recipient string     `json:"recipient"`
	Subject   string     `json:"subject"`
	TicketID  *string    `json:"ticketId"`
	State     State      `json:"state" enum:"waiting,sending,sent,failed,cancelled"`
	Tries     int        `json:"tries"`
	Reason    string     `json:"reason" doc:"Why the last try failed."`
	DueAt     time.Time  `json:"dueAt" doc:"When it is tried next."`
	SentAt    *time.Time `json:"sentAt"`
	CreatedAt time.Time  `json:"createdAt"`

	toStaff bool
}

// Conceal masks the address of a customer; that of somebody of the house is known in the house.
func (v *OutgoingView) Conceal() {
	if !v.toStaff {
		v.Recipient = personal.Mail(v.Recipient)
	}
}

func view(m *Outgoing) OutgoingView {
	v := OutgoingView{ID: m.ID, Via: m.Via, Recipient: m.Recipient, Subject: m.Subject, State: m.State, Tries: m.Tries,
		Reason: m.Reason, DueAt: m.DueAt, CreatedAt: m.CreatedAt, toStaff: m.StaffID != ""}
	if m.TicketID != "" {
		v.TicketID = &m.TicketID
	}
	if !m.SentAt.IsZero() {
		v.SentAt = &m.SentAt
	}
	return v
}

// Filter chooses outgoing messages.
type Filter struct {
	State  string `query:"state" enum:"waiting,sending,sent,failed,cancelled"`
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"50"`
	Cursor string `query:"cursor"`
}

// Register adds the operations to the API.
func (s *Service) Register(api huma.API) {
	httpx.Handle(api, httpx.Get("list-outgoing", "/outgoing", "Messages that leave the house, newest first", "administration", org.OutgoingManage),
		func(ctx context.Context, in *struct{ Filter }) (httpx.Items[OutgoingView], error) {
			return s.List(ctx, in.Filter)
		})
	httpx.Handle(api, httpx.Get("outgoing-health", "/outgoing/health", "Whether messages get out", "administration", org.OutgoingManage),
		func(ctx context.Context, _ *struct{}) (HealthView, error) { return s.HealthOf(ctx) })
	type one struct {
		ID string `path:"id" format:"uuid"`
	}
	for _, op := range []struct {
		id, path, summary string
		do                func(context.Context, string) (*Outgoing, error)
	}{
		{"retry-outgoing", "/outgoing/{id}/retry", "Try a message again", s.Retry},
		{"cancel-outgoing", "/outgoing/{id}/cancel", "Take a waiting message back", s.Cancel},
	} {
		httpx.Handle(api, httpx.Post(op.id, op.path, op.summary, "administration", org.OutgoingManage),
			func(ctx context.Context, in *one) (OutgoingView, error) {
				m, err := op.do(ctx, in.ID)
				if err != nil {
					return OutgoingView{}, err
				}
				return view(m), nil
			})
	}
}

// List reads outgoing messages, newest first. It needs outgoing.manage.
func (s *Service) List(ctx context.Context, f Filter) (httpx.Items[OutgoingView], error) {
	list := httpx.List[OutgoingView](nil)
	if _, err := org.Need(ctx, org.OutgoingManage); err != nil {
		return list, err
	}
	var rows []Outgoing
	q := s.db.Read(ctx).NewSelect().Model(&rows).ExcludeColumn("body").OrderExpr("id DESC").Limit(int64(f.Limit) + 1)
	if f.State != "" {
		q = q.Where("state = ?", f.State)
	}
	after, err := store.ReadCursor(f.Cursor, 1)
	if err != nil {
		return list, err
	}
	if after != nil {
		if err := store.CheckIDs("cursor", after[0]); err != nil {
			return list, err
		}
		q = q.Where("id < ?", after[0])
	}
	if err := q.Scan(ctx); err != nil {
		return list, err
	}
	if len(rows) > f.Limit {
		rows = rows[:f.Limit]
		list.NextCursor = store.Cursor(rows[f.Limit-1].ID)
	}
	for i := range rows {
		list.Items = append(list.Items, view(&rows[i]))
	}
	return list, nil
}
