package ticket

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/httpx"
)

// HandoffByID names a handoff in the path.
type HandoffByID struct {
	ID string `path:"id"`
}

// handoffOf answers a change with the handoff as it now is.
func (s *Service) handoffOf(w *work, h *Handoff, err error) (HandoffView, error) {
	if err != nil {
		return HandoffView{}, err
	}
	names, err := s.org.Names(w.ctx, w.people())
	return w.handoffView(h, names), err
}

func (s *Service) registerHandoffs(api huma.API) {
	httpx.Handle(api, httpx.Create("hand-off", "/tickets/{id}/handoffs", "Ask units, each with its own clock", "handoffs", org.TicketHandle),
		func(ctx context.Context, in *struct {
			ByID
			Body Request
		}) (httpx.Items[HandoffView], error) {
			return s.handOffView(ctx, in.ID, in.Body)
		})
	httpx.Handle(api, httpx.Get("list-handoffs", "/handoffs", "A unit's inbox, by what is left of its clock", "handoffs", org.TicketRead),
		func(ctx context.Context, in *InboxFilter) (httpx.Items[InboxRow], error) {
			rows, next, err := s.Inbox(ctx, *in)
			list := httpx.List(rows)
			list.NextCursor = next
			return list, err
		})
	s.registerHandoffAnswers(api)
	s.registerHandoffWork(api)
}

func (s *Service) handOffView(ctx context.Context, ticketID string, in Request) (httpx.Items[HandoffView], error) {
	made, err := s.HandOff(ctx, ticketID, in)
	if err != nil {
		return httpx.Items[HandoffView]{}, err
	}
	w, err := s.load(ctx, ticketID, false)
	if err != nil {
		return httpx.Items[HandoffView]{}, err
	}
	var views []HandoffView
	for _, h := range made {
		view, err := s.handoffOf(w, w.handoff(h.ID), nil)
		if err != nil {
			return httpx.Items[HandoffView]{}, err
		}
		views = append(views, view)
	}
	return httpx.List(views), nil
}

func (s *Service) registerHandoffAnswers(api huma.API) {
	httpx.Handle(api, httpx.Post("accept-handoff", "/handoffs/{id}/accept", "Take a handoff for my unit", "handoffs", org.HandoffWork),
		func(ctx context.Context, in *struct {
			HandoffByID
			Body *struct {
				Version Version `json:"version,omitempty"`
			}
		}) (HandoffView, error) {
			return s.handoffOf(s.AcceptHandoff(ctx, in.ID, given(in.Body).Version))
		})
	httpx.Handle(api, httpx.Post("return-handoff", "/handoffs/{id}/return", "Give a handoff back with a reason", "handoffs", org.HandoffWork),
		func(ctx context.Context, in *struct {
			HandoffByID
			Body struct {
				Reason  string  `json:"reason" doc:"A code of the catalogue's returns, or plain words."`
				Text    string  `json:"text,omitempty"`
				Version Version `json:"version,omitempty"`
			}
		}) (HandoffView, error) {
			return s.handoffOf(s.Return(ctx, in.ID, in.Body.Reason, in.Body.Text, in.Body.Version))
		})
	httpx.Handle(api, httpx.Post("finish-handoff", "/handoffs/{id}/finish", "Answer a handoff with the result", "handoffs", org.HandoffWork),
		func(ctx context.Context, in *struct {
			HandoffByID
			Body Findings
		}) (HandoffView, error) {
			return s.handoffOf(s.Finish(ctx, in.ID, in.Body))
		})
	httpx.Handle(api, httpx.Post("urge-handoff", "/handoffs/{id}/urge", "Remind the unit", "handoffs", org.TicketHandle),
		func(ctx context.Context, in *struct {
			HandoffByID
			Body *struct {
				Text string `json:"text,omitempty"`
			}
		}) (HandoffView, error) {
			return s.handoffOf(s.Urge(ctx, in.ID, given(in.Body).Text))
		})
	httpx.Handle(api, httpx.Post("withdraw-handoff", "/handoffs/{id}/withdraw", "Take a handoff back", "handoffs", org.TicketHandle),
		func(ctx context.Context, in *struct {
			HandoffByID
			Body struct {
				Reason string `json:"reason"`
			}
		}) (HandoffView, error) {
			return s.handoffOf(s.Withdraw(ctx, in.ID, in.Body.Reason))
		})
}

func (s *Service) registerHandoffWork(api huma.API) {
	httpx.Handle(api, httpx.Create("invite-unit", "/handoffs/{id}/invite", "Ask another unit beside mine", "handoffs", org.HandoffWork),
		func(ctx context.Context, in *struct {
			HandoffByID
			Body struct {
				UnitID  string   `json:"unitId"`
				Links   []string `json:"links,omitempty"`
				Request string   `json:"request"`
			}
		}) (HandoffView, error) {
			return s.handoffOf(s.Invite(ctx, in.ID, Request{UnitIDs: []string{in.Body.UnitID}, Links: in.Body.Links, Request: in.Body.Request}))
		})
	httpx.Handle(api, httpx.Post("assign-handoff", "/handoffs/{id}/assign", "Give a handoff to a colleague of the unit", "handoffs", org.HandoffWork),
		func(ctx context.Context, in *struct {
			HandoffByID
			Body struct {
				StaffID string `json:"staffId"`
			}
		}) (HandoffView, error) {
			return s.handoffOf(s.Assign(ctx, in.ID, in.Body.StaffID))
		})
	httpx.Handle(api, httpx.Post("check-handoff", "/handoffs/{id}/check", "Tick an item of the checklist", "handoffs", org.HandoffWork),
		func(ctx context.Context, in *struct {
			HandoffByID
			Body struct {
				Pos  int  `json:"pos"`
				Done bool `json:"done"`
			}
		}) (HandoffView, error) {
			return s.handoffOf(s.Tick(ctx, in.ID, in.Body.Pos, in.Body.Done))
		})
	httpx.Handle(api, httpx.Post("pause-handoff", "/handoffs/{id}/pause", "Stop the clock of the answer for a reason", "handoffs", org.HandoffWork),
		func(ctx context.Context, in *struct {
			HandoffByID
			Body Break
		}) (HandoffView, error) {
			return s.handoffOf(s.PauseHandoff(ctx, in.ID, in.Body))
		})
	httpx.Handle(api, httpx.Post("resume-handoff", "/handoffs/{id}/resume", "Let the clock of the answer go on", "handoffs", org.HandoffWork),
		func(ctx context.Context, in *HandoffByID) (HandoffView, error) {
			return s.handoffOf(s.ResumeHandoff(ctx, in.ID))
		})
}
