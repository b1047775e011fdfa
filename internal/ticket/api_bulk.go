package ticket

import (
	"context"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// BulkItemView is a ticket or handoff of a bulk as the API shows it.
type BulkItemView struct {
	TicketID  string       `json:"ticketId"`
	HandoffID *string      `json:"handoffId" doc:"Null: the ticket itself."`
	Number    string       `json:"number"`
	Subject   string       `json:"subject"`
	From      *org.Ref     `json:"from" doc:"Who had it."`
	To        *org.Ref     `json:"to" doc:"Who gets it; null for a handoff: its unit's queue."`
	Changes   []BulkChange `json:"changes" doc:"In a preview: what would be altered of the ticket."`
	State     string       `json:"state" enum:"waiting,done,refused" doc:"In a preview, waiting is what can be done."`
	Why       string       `json:"why" doc:"Why it was refused."`
}

// BulkPreview says what would become of each.
type BulkPreview struct {
	Items  []BulkItemView `json:"items"`
	Can    int            `json:"can"`
	Cannot int            `json:"cannot"`
	More   bool           `json:"more" doc:"There are more than are done at once."`
}

// BulkView is a bulk and how far it is.
type BulkView struct {
	ID        string         `json:"id"`
	Action    string         `json:"action"`
	Waiting   int            `json:"waiting"`
	Done      int            `json:"done"`
	Refused   int            `json:"refused"`
	CreatedAt time.Time      `json:"createdAt"`
	DoneAt    *time.Time     `json:"doneAt"`
	Items     []BulkItemView `json:"items"`
}

func (s *Service) itemViews(ctx context.Context, items []BulkItem) ([]BulkItemView, map[string]int, error) {
	names, err := s.namesOf(ctx, items)
	if err != nil {
		return nil, nil, err
	}
	ref := func(id string) *org.Ref {
		if id == "" {
			return nil
		}
		return &org.Ref{ID: id, Name: names[id]}
	}
	views, counts := make([]BulkItemView, len(items)), map[string]int{}
	for i := range items {
		item := &items[i]
		views[i] = BulkItemView{TicketID: item.TicketID, Number: item.Number, Subject: item.Subject, From: ref(item.FromID), To: ref(item.ToID),
			Changes: changesNamed(item.Changes, names), State: item.State, Why: item.Why.In(lang.Of(ctx))}
		if item.HandoffID != "" {
			views[i].HandoffID = &item.HandoffID
		}
		counts[item.State]++
	}
	return views, counts, nil
}

// changesNamed puts the names of people in the place of their identifiers.
func changesNamed(changes []BulkChange, names map[string]string) []BulkChange {
	named := make([]BulkChange, len(changes))
	for i, c := range changes {
		named[i] = c
		if !c.namesPeople() {
			continue
		}
		name := func(ids []string) []string {
			list := make([]string, len(ids))
			for i, id := range ids {
				list[i] = names[id]
			}
			return list
		}
		named[i].From, named[i].To = name(c.From), name(c.To)
	}
	return named
}

func (s *Service) previewView(ctx context.Context, items []BulkItem, more bool, err error) (BulkPreview, error) {
	if err != nil {
		return BulkPreview{}, err
	}
	views, counts, err := s.itemViews(ctx, items)
	return BulkPreview{views, counts[BulkWaiting], counts[BulkRefused], more}, err
}

func (s *Service) bulkView(ctx context.Context, b *Bulk, err error) (BulkView, error) {
	if err != nil {
		return BulkView{}, err
	}
	views, counts, err := s.itemViews(ctx, b.Items)
	return BulkView{b.ID, b.Action, counts[BulkWaiting], counts[BulkDone], counts[BulkRefused], b.CreatedAt, optional(b.DoneAt), views}, err
}

// OnceKey makes a call safe to repeat.
type OnceKey struct {
	Key string `header:"Idempotency-Key" required:"true" maxLength:"200" doc:"Repeat a call with the same key as often as you like: nothing is done twice."`
}

func (s *Service) registerBulk(api huma.API) {
	httpx.Handle(api, httpx.Post("preview-bulk", "/tickets/bulk/preview", "What an action on many tickets would do, ticket by ticket", "tickets", org.TicketRead),
		func(ctx context.Context, in *struct {
			Filter
			Body BulkOrder
		}) (BulkPreview, error) {
			items, more, err := s.PreviewBulk(ctx, in.Filter, in.Body)
			return s.previewView(ctx, items, more, err)
		})
	httpx.Handle(api, httpx.Post("start-bulk", "/tickets/bulk", "Do one action on many tickets, each by itself, in the background", "tickets", org.TicketRead),
		func(ctx context.Context, in *struct {
			OnceKey
			Filter
			Body BulkOrder
		}) (BulkView, error) {
			b, err := s.StartBulk(ctx, in.Filter, in.Body, in.Key)
			return s.bulkView(ctx, b, err)
		})
	httpx.Handle(api, httpx.Get("get-bulk", "/bulk/{id}", "How far an action on many tickets is", "tickets", org.TicketRead),
		func(ctx context.Context, in *struct {
			ID string `path:"id" format:"uuid"`
		}) (BulkView, error) {
			b, err := s.GetBulk(ctx, in.ID)
			return s.bulkView(ctx, b, err)
		})
	httpx.Handle(api, httpx.Post("preview-share", "/shares/preview", "Who would get what of everything that a person has", "tickets", org.TicketSupervise),
		func(ctx context.Context, in *struct{ Body Share }) (BulkPreview, error) {
			items, more, err := s.PreviewShare(ctx, in.Body)
			return s.previewView(ctx, items, more, err)
		})
	httpx.Handle(api, httpx.Post("start-share", "/shares", "Give everything that a person has to others, in the background", "tickets", org.TicketSupervise),
		func(ctx context.Context, in *struct {
			OnceKey
			Body Share
		}) (BulkView, error) {
			b, err := s.StartShare(ctx, in.Body, in.Key)
			return s.bulkView(ctx, b, err)
		})
}

// LeavingPreview says what a person leaves behind, and who would get what.
type LeavingPreview struct {
	BulkPreview
	Left Leftovers `json:"left"`
}

// LeavingDone is what has come of letting a person leave.
type LeavingDone struct {
	Bulk *BulkView `json:"bulk" doc:"The redistribution, in the background; null where there was nothing."`
}

func (s *Service) registerLeaving(api huma.API) {
	httpx.Handle(api, httpx.Post("preview-leaving", "/staff/{id}/leave/preview", "What a leaver leaves behind, and who would take it over", "organisation", org.OrgManage),
		func(ctx context.Context, in *struct {
			ID   string `path:"id" format:"uuid"`
			Body Leaving
		}) (LeavingPreview, error) {
			items, more, left, err := s.PreviewLeaving(ctx, in.ID, in.Body)
			if err != nil {
				return LeavingPreview{}, err
			}
			v, err := s.previewView(ctx, items, more, nil)
			return LeavingPreview{v, *left}, err
		})
	httpx.Handle(api, httpx.Post("leave", "/staff/{id}/leave", "Let a person leave: end the account and hand everything over, in one act", "organisation", org.OrgManage),
		func(ctx context.Context, in *struct {
			ID string `path:"id" format:"uuid"`
			OnceKey
			Body Leaving
		}) (LeavingDone, error) {
			b, err := s.Leave(ctx, in.ID, in.Body, in.Key)
			if err != nil || b == nil {
				return LeavingDone{}, err
			}
			v, err := s.bulkView(ctx, b, nil)
			return LeavingDone{&v}, err
		})
	httpx.Handle(api, httpx.Get("unit-loads", "/units/{id}/loads", "How much a unit's people carry, and how much they should", "tickets", org.TicketHandle, org.HandoffWork, org.TicketSupervise),
		func(ctx context.Context, in *struct {
			ID string `path:"id" format:"uuid"`
		}) (*UnitLoad, error) {
			return s.UnitLoads(ctx, in.ID)
		})
}

func (s *Service) registerWatch(api huma.API) {
	s.registerLeaving(api)
	httpx.Handle(api, httpx.Get("watch", "/watch", "How my units stand now: at risk, late, disputed, urged", "tickets", org.TicketSupervise),
		func(ctx context.Context, in *struct {
			Unit string `query:"unit" doc:"Only this unit and those below it."`
		}) (*Watch, error) {
			return s.WatchUnits(ctx, in.Unit)
		})
	httpx.Handle(api, httpx.Get("list-loads", "/watch/people", "How much each person of my units has", "tickets", org.TicketSupervise),
		func(ctx context.Context, _ *struct{}) (httpx.Items[PersonWatch], error) {
			people, err := s.Loads(ctx)
			return httpx.List(people), err
		})
}
