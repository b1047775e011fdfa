package ticket

import (
	"context"
	"io"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/sheet"
)

// Register adds the operations on tickets to the API.
func (s *Service) Register(api huma.API) {
	s.registerIntake(api)
	s.registerSearch(api)
	s.registerLists(api)
	s.registerTicket(api)
	s.registerEnd(api)
	s.registerHandoffs(api)
	s.registerRelated(api)
	s.registerDisputes(api)
	s.registerAttachments(api)
	s.registerViews(api)
	s.registerDrafts(api)
	s.registerPhrases(api)
	s.registerBulk(api)
	s.registerWatch(api)
	s.registerNotifications(api)
	s.registerRules(api)
	s.registerFlow(api)
}

// ByID names a ticket in the path.
type ByID struct {
	ID string `path:"id" doc:"The ticket's identifier or number."`
}

// given is a body that may be left out.
func given[T any](body *T) T {
	if body == nil {
		var none T
		return none
	}
	return *body
}

// viewOf answers a change with the ticket as it now is.
func (s *Service) viewOf(ctx context.Context, id string, err error) (*View, error) {
	if err != nil {
		return nil, err
	}
	return s.Get(ctx, id)
}

type fileInput struct {
	Key  string `header:"Idempotency-Key" maxLength:"200" doc:"Repeat a call with the same key as often as you like: one ticket is made."`
	Body Intake
}

func (s *Service) registerIntake(api huma.API) {
	httpx.Handle(api, httpx.Create("file-ticket", "/tickets", "Take in a customer's matter", "tickets", org.TicketCreate),
		func(ctx context.Context, in *fileInput) (*View, error) {
			w, err := s.fileMine(ctx, in.Body, in.Key)
			if err != nil {
				return nil, err
			}
			return w.view()
		})
	httpx.Handle(api, httpx.Get("find-caller", "/callers", "Who calls: by phone, terminal number, SIM, IMEI or serial, a stretch of one, or a name", "tickets", org.CustomerRead),
		func(ctx context.Context, in *struct {
			Number string `query:"number" required:"true" doc:"Three digits at least, or two characters of a name."`
		}) (httpx.Items[CallerView], error) {
			callers, err := s.callers(ctx, in.Number)
			return httpx.List(callers), err
		})
	httpx.Handle(api, httpx.Get("get-catalogue", "/catalogue", "Reference data: links, chains, kinds, categories, causes, reasons", "tickets", httpx.LoggedIn), s.catalogue)
}

// CallerView is a match of a number during a call.
type CallerView struct {
	Customer    customer.View      `json:"customer"`
	Contact     *customer.Contact  `json:"contact"`
	Terminal    *customer.Terminal `json:"terminal"`
	Matched     string             `json:"matched" enum:"contact,number,sim,imei,serial,name"`
	OpenTickets int                `json:"openTickets"`
}

func (s *Service) callers(ctx context.Context, number string) ([]CallerView, error) {
	found, err := s.customers.Callers(ctx, number)
	if err != nil {
		return nil, err
	}
	customers := make([]customer.Customer, len(found))
	for i, c := range found {
		customers[i] = c.Customer
	}
	shown, err := s.customers.Views(ctx, customers...)
	if err != nil {
		return nil, err
	}
	views := make([]CallerView, len(found))
	for i, c := range found {
		open, err := s.openTickets(ctx, c.Customer.ID)
		if err != nil {
			return nil, err
		}
		views[i] = CallerView{shown[i], c.Contact, c.Terminal, c.Matched, open}
	}
	return views, nil
}

// CatalogueView is all reference data, for faces that show it.
type CatalogueView struct {
	Catalogue
	Tiers        []Named `json:"tiers"`
	Priorities   []Named `json:"priorities"`
	Channels     []Named `json:"channels"`
	Areas        []Named `json:"areas"`
	Products     []Named `json:"products"`
	Policies     []Named `json:"policies"`
	Sources      []Named `json:"sources"`
	ServicePlans []Named `json:"servicePlans"`
}

func (s *Service) catalogue(ctx context.Context, _ *struct{}) (*CatalogueView, error) {
	book, err := s.rulebook(ctx)
	if err != nil {
		return nil, err
	}
	v := &CatalogueView{Catalogue: book.Catalogue, Tiers: Tiers, Priorities: Priorities, Channels: Channels, Areas: Areas}
	for _, chain := range book.Chains {
		if chain.Code != "general" {
			v.Products = append(v.Products, chain.Named)
		}
	}
	for _, p := range book.policies {
		v.Policies = append(v.Policies, Named{p.Code, p.Zh, p.En})
	}
	if v.Sources, err = s.sources(ctx); err != nil {
		return nil, err
	}
	v.ServicePlans = []Named{}
	return v, s.db.Read(ctx).NewSelect().Table("service_plan").Column("code", "zh", "en").OrderExpr("position, code").Scan(ctx, &v.ServicePlans)
}

// sources names the desks whose tickets are here: this one, and those whose logs were imported.
func (s *Service) sources(ctx context.Context) ([]Named, error) {
	list := []Named{{"xingfu", "本系统", "This desk"}}
	var imported []string
	err := s.db.Read(ctx).NewSelect().TableExpr("import_source").Column("code").OrderExpr("code").Scan(ctx, &imported)
	for _, code := range imported {
		list = append(list, Named{code, "导入：" + code, "Imported: " + code})
	}
	return list, err
}

func (s *Service) registerLists(api huma.API) {
	httpx.Handle(api, httpx.Get("list-tickets", "/tickets", "Tickets that I may see", "tickets", org.TicketRead),
		func(ctx context.Context, in *struct {
			Filter
			Paging
		}) (httpx.Items[RowView], error) {
			rows, next, err := s.List(ctx, in.Filter, in.Paging)
			if err != nil {
				return httpx.Items[RowView]{}, err
			}
			views, err := s.viewRows(ctx, rows)
			list := httpx.List(views)
			list.NextCursor = next
			return list, err
		})
	type count struct {
		Count  int  `json:"count"`
		Capped bool `json:"capped" doc:"There are more than this."`
	}
	httpx.Handle(api, httpx.Get("count-tickets", "/tickets/count", "How many tickets a filter finds, up to a thousand", "tickets", org.TicketRead),
		func(ctx context.Context, in *struct{ Filter }) (count, error) {
			n, capped, err := s.Count(ctx, in.Filter)
			return count{n, capped}, err
		})
	httpx.Handle(api, httpx.Get("similar-tickets", "/tickets/similar", "Tickets that may be about the matter that I am about to file", "tickets", org.TicketRead),
		func(ctx context.Context, in *struct{ Likeness }) (httpx.Items[SimilarRow], error) {
			rows, err := s.Similar(ctx, in.Likeness)
			return httpx.List(rows), err
		})
	huma.Register(api, httpx.Get("export-tickets", "/tickets/export", "The list as a table, as I see it", "tickets", org.TicketRead),
		func(ctx context.Context, in *struct {
			Filter
			Sort    string       `query:"sort" enum:"due,created,-created,updated,-updated,number,-number" default:"due"`
			Columns string       `query:"columns" doc:"The columns in their order, separated by commas; all when none are named."`
			Format  sheet.Format `query:"format" enum:"xlsx,csv" default:"xlsx"`
			Lang    lang.Code    `query:"lang" enum:"zh,en" doc:"The language of the names; otherwise that of Accept-Language."`
		}) (*huma.StreamResponse, error) {
			if in.Lang != "" {
				ctx = lang.With(ctx, in.Lang)
			}
			var columns []string
			if in.Columns != "" {
				columns = strings.Split(in.Columns, ",")
			}
			e, err := s.Export(ctx, in.Filter, in.Sort, columns...)
			if err != nil {
				return nil, httpx.AsProblem(ctx, err)
			}
			name := "tickets-" + now.From(ctx).In(now.China).Format("20060102-1504") + "." + string(in.Format)
			return httpx.Download(name, in.Format.Type(), func(w io.Writer) error { return e.Write(ctx, w, in.Format) }), nil
		})
	httpx.Handle(api, httpx.Get("home", "/home", "What I should do next, what has changed, what is wrong", "tickets", org.TicketRead),
		func(ctx context.Context, _ *struct{}) (*Home, error) { return s.Home(ctx) })
}

// Keyed is a call that people retry.
type Keyed struct {
	Key string `header:"Idempotency-Key" maxLength:"200" doc:"Repeat a call with the same key as often as you like: it is done once."`
}

func (s *Service) registerTicket(api huma.API) {
	httpx.Handle(api, httpx.Get("get-ticket", "/tickets/{id}", "A ticket with everything on it", "tickets", org.TicketRead),
		func(ctx context.Context, in *ByID) (*View, error) { return s.Get(ctx, in.ID) })
	httpx.Handle(api, httpx.Post("answer-plea", "/tickets/{id}/plea", "Answer the customer who disputes the priority", "tickets", org.TicketHandle),
		func(ctx context.Context, in *struct {
			ByID
			Body struct {
				Priority string `json:"priority" doc:"The new one, or the same."`
				Text     string `json:"text" doc:"What the customer reads."`
			}
		}) (*View, error) {
			_, err := s.AnswerPlea(ctx, in.ID, in.Body.Priority, in.Body.Text)
			return s.viewOf(ctx, in.ID, err)
		})
	httpx.Handle(api, httpx.Post("escalate-ticket", "/tickets/{id}/escalate", "Bring a ticket that is stuck before the supervisors", "tickets", org.TicketHandle, org.HandoffWork),
		func(ctx context.Context, in *struct {
			ByID
			Body struct {
				Reason string `json:"reason"`
			}
		}) (*View, error) {
			_, err := s.Escalate(ctx, in.ID, in.Body.Reason)
			return s.viewOf(ctx, in.ID, err)
		})
	httpx.Handle(api, httpx.Post("answer-escalation", "/tickets/{id}/escalation", "Say what a supervisor has decided on an escalated ticket", "tickets", org.TicketSupervise),
		func(ctx context.Context, in *struct {
			ByID
			Body struct {
				Text string `json:"text"`
			}
		}) (*View, error) {
			_, err := s.AnswerEscalation(ctx, in.ID, in.Body.Text)
			return s.viewOf(ctx, in.ID, err)
		})
	httpx.Handle(api, httpx.Get("list-events", "/tickets/{id}/events", "What has happened on a ticket, in order", "tickets", org.TicketRead),
		func(ctx context.Context, in *struct {
			ByID
			After int `query:"after" minimum:"0" doc:"Only events after this sequence number."`
		}) (httpx.Items[EventView], error) {
			events, err := s.Story(ctx, in.ID, in.After)
			views := make([]EventView, len(events))
			for i := range events {
				views[i] = eventView(&events[i])
			}
			return httpx.List(views), err
		})
	httpx.Handle(api, httpx.Patch("edit-ticket", "/tickets/{id}", "Put a ticket right", "tickets", org.TicketHandle),
		func(ctx context.Context, in *struct {
			ByID
			Body Edit
		}) (*View, error) {
			_, err := s.Edit(ctx, in.ID, in.Body)
			return s.viewOf(ctx, in.ID, err)
		})
	httpx.Handle(api, httpx.Create("reply", "/tickets/{id}/replies", "Write to the customer", "tickets", org.TicketHandle),
		func(ctx context.Context, in *struct {
			ByID
			Keyed
			Body NewReply
		}) (EventView, error) {
			return firstWritten(s.ReplyOnce(ctx, in.ID, in.Body, in.Key))
		})
	httpx.Handle(api, httpx.Create("note", "/tickets/{id}/notes", "Write for colleagues only", "tickets", org.TicketHandle, org.HandoffWork),
		func(ctx context.Context, in *struct {
			ByID
			Keyed
			Body struct {
				Text     string   `json:"text"`
				Mentions []string `json:"mentions,omitempty" doc:"Colleagues who are told of it; they must see the ticket."`
			}
		}) (EventView, error) {
			return firstWritten(s.NoteOnce(ctx, in.ID, in.Body.Text, in.Body.Mentions, in.Key))
		})
	httpx.Handle(api, httpx.Get("list-colleagues", "/tickets/{id}/colleagues", "Who else sees a ticket, and so can be mentioned", "tickets", org.TicketRead),
		func(ctx context.Context, in *ByID) (httpx.Items[Colleague], error) {
			list, err := s.Colleagues(ctx, in.ID)
			return httpx.List(list), err
		})
	s.registerOwner(api)
	s.registerChain(api)
}

func firstWritten(e *Event, err error) (EventView, error) {
	if err != nil {
		return EventView{}, err
	}
	return eventView(e), nil
}

func (s *Service) registerOwner(api huma.API) {
	httpx.Handle(api, httpx.Post("offer-ticket", "/tickets/{id}/offer", "Ask a colleague to own the ticket", "tickets", org.TicketHandle),
		func(ctx context.Context, in *struct {
			ByID
			Body struct {
				StaffID string  `json:"staffId"`
				Reason  string  `json:"reason"`
				Version Version `json:"version,omitempty"`
			}
		}) (*View, error) {
			_, err := s.Offer(ctx, in.ID, in.Body.StaffID, in.Body.Reason, in.Body.Version)
			return s.viewOf(ctx, in.ID, err)
		})
	httpx.Handle(api, httpx.Post("accept-offer", "/tickets/{id}/offer/accept", "Own a ticket that was offered to me", "tickets", org.TicketRead),
		func(ctx context.Context, in *ByID) (*View, error) {
			_, err := s.AcceptOffer(ctx, in.ID)
			return s.viewOf(ctx, in.ID, err)
		})
	httpx.HandleEmpty(api, httpx.Post("decline-offer", "/tickets/{id}/offer/decline", "Leave a ticket with its owner", "tickets", org.TicketRead),
		func(ctx context.Context, in *struct {
			ByID
			Body *struct {
				Reason string `json:"reason,omitempty"`
			}
		}) error {
			_, err := s.DeclineOffer(ctx, in.ID, given(in.Body).Reason)
			return err
		})
	httpx.Handle(api, httpx.Post("pause-ticket", "/tickets/{id}/pause", "Stop the clock of the resolution for a reason", "tickets", org.TicketHandle),
		func(ctx context.Context, in *struct {
			ByID
			Body Break
		}) (*View, error) {
			_, err := s.Pause(ctx, in.ID, in.Body)
			return s.viewOf(ctx, in.ID, err)
		})
	httpx.Handle(api, httpx.Post("resume-ticket", "/tickets/{id}/resume", "Let the clock of the resolution go on", "tickets", org.TicketHandle),
		func(ctx context.Context, in *ByID) (*View, error) {
			_, err := s.Resume(ctx, in.ID)
			return s.viewOf(ctx, in.ID, err)
		})
}

func (s *Service) registerChain(api huma.API) {
	httpx.Handle(api, httpx.Post("set-link", "/tickets/{id}/links", "Say how a link of the chain stands", "tickets", org.TicketHandle, org.HandoffWork),
		func(ctx context.Context, in *struct {
			ByID
			Body struct {
				LinkState
				Evidence string  `json:"evidence,omitempty"`
				Version  Version `json:"version,omitempty"`
			}
		}) (*View, error) {
			_, err := s.SetLink(ctx, in.ID, in.Body.LinkState, in.Body.Evidence, in.Body.Version)
			return s.viewOf(ctx, in.ID, err)
		})
	httpx.Handle(api, httpx.Get("suggest-units", "/tickets/{id}/suggest-units", "Who answers for links, for this customer", "tickets", org.TicketRead),
		func(ctx context.Context, in *struct {
			ByID
			Links string `query:"links" required:"true" doc:"Link codes, separated by commas."`
		}) (httpx.Items[Suggestion], error) {
			list, err := s.SuggestUnits(ctx, in.ID, strings.Split(in.Links, ","))
			return httpx.List(list), err
		})
	httpx.Handle(api, httpx.Get("replay-promise", "/promises/{id}/replay", "Why a promise stands where it does", "tickets", org.TicketRead),
		func(ctx context.Context, in *struct {
			ID string `path:"id" format:"uuid"`
		}) (replayView, error) {
			p, pieces, err := s.Replay(ctx, in.ID)
			if err != nil {
				return replayView{}, err
			}
			return replayView{*p, pieces}, nil
		})
}

type replayView struct {
	Promise PromiseView `json:"promise"`
	Pieces  []Piece     `json:"pieces"`
}

func (s *Service) registerEnd(api huma.API) {
	httpx.Handle(api, httpx.Post("resolve-ticket", "/tickets/{id}/resolve", "Say that the matter is done", "tickets", org.TicketHandle),
		func(ctx context.Context, in *struct {
			ByID
			Body Resolution
		}) (*View, error) {
			_, err := s.Resolve(ctx, in.ID, in.Body)
			return s.viewOf(ctx, in.ID, err)
		})
	httpx.Handle(api, httpx.Post("call-back", "/tickets/{id}/callback", "Note what the customer says to the repair", "tickets", org.TicketHandle),
		func(ctx context.Context, in *struct {
			ByID
			Body struct {
				Outcome string  `json:"outcome" doc:"confirmed, refused or unreached"`
				Note    string  `json:"note,omitempty"`
				Version Version `json:"version,omitempty"`
			}
		}) (*View, error) {
			_, err := s.CallBack(ctx, in.ID, in.Body.Outcome, in.Body.Note, in.Body.Version)
			return s.viewOf(ctx, in.ID, err)
		})
	type versionInput struct {
		ByID
		Body *struct {
			Version Version `json:"version,omitempty"`
		}
	}
	httpx.Handle(api, httpx.Post("close-ticket", "/tickets/{id}/close", "Close a confirmed ticket", "tickets", org.TicketHandle),
		func(ctx context.Context, in *versionInput) (*View, error) {
			_, err := s.Close(ctx, in.ID, given(in.Body).Version)
			return s.viewOf(ctx, in.ID, err)
		})
	httpx.Handle(api, httpx.Post("cancel-ticket", "/tickets/{id}/cancel", "Cancel a ticket filed by mistake", "tickets", org.TicketHandle),
		func(ctx context.Context, in *struct {
			ByID
			Body struct {
				Reason  string  `json:"reason"`
				Version Version `json:"version,omitempty"`
			}
		}) (*View, error) {
			_, err := s.Cancel(ctx, in.ID, in.Body.Reason, in.Body.Version)
			return s.viewOf(ctx, in.ID, err)
		})
}

func (s *Service) registerNotifications(api huma.API) {
	type notice struct {
		ID       string     `json:"id"`
		At       time.Time  `json:"at"`
		Kind     string     `json:"kind"`
		TicketID *string    `json:"ticketId" doc:"None when it concerns the house itself."`
		Number   string     `json:"number" doc:"The ticket's; empty when it concerns the house itself."`
		Subject  string     `json:"subject"`
		Data     Data       `json:"data"`
		ReadAt   *time.Time `json:"readAt"`
	}
	type answer struct {
		Items  []notice `json:"items"`
		Unread int      `json:"unread" doc:"Counted up to 100."`
	}
	httpx.Handle(api, httpx.Get("list-notifications", "/notifications", "What concerns me, newest first", "notifications", httpx.LoggedIn),
		func(ctx context.Context, in *struct {
			Unread bool `query:"unread"`
			Limit  int  `query:"limit" minimum:"1" maximum:"100" default:"30"`
		}) (answer, error) {
			rows, unread, err := s.Notifications(ctx, in.Unread, in.Limit)
			out := answer{Items: []notice{}, Unread: unread}
			for _, r := range rows {
				n := notice{r.ID, r.At, r.Kind, nil, r.Number, r.Subject, r.Data, optional(r.ReadAt)}
				if r.TicketID != "" {
					n.TicketID = &r.TicketID
				}
				out.Items = append(out.Items, n)
			}
			return out, err
		})
	httpx.Handle(api, httpx.Get("my-notices", "/notifications/settings", "How I am told outside the console", "notifications", httpx.LoggedIn),
		func(ctx context.Context, _ *struct{}) (*NoticeView, error) { return s.NoticeSettings(ctx) })
	httpx.Handle(api, httpx.Put("set-my-notices", "/notifications/settings", "Choose how I am told outside the console", "notifications", httpx.LoggedIn),
		func(ctx context.Context, in *struct{ Body NoticeView }) (*NoticeView, error) {
			return s.SetNotices(ctx, in.Body)
		})
	httpx.HandleEmpty(api, httpx.Post("read-notifications", "/notifications/read", "Mark notifications as read", "notifications", httpx.LoggedIn),
		func(ctx context.Context, in *struct {
			Body *struct {
				IDs []string `json:"ids,omitempty" doc:"None: all."`
			}
		}) error {
			return s.ReadNotifications(ctx, given(in.Body).IDs)
		})
}
