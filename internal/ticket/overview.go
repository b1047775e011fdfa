package ticket

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/now"
)

// Served is what tickets tell of a customer: what is open, what was said, and how he was served in the year before now.
// Tickets count as far as the acting person may see them.
type Served struct {
	Since    time.Time       `json:"since" doc:"From when on the figures count."`
	Open     []RowView       `json:"open" doc:"What has not ended, the most pressing first; those beyond the first are in the list."`
	Contacts []Touch         `json:"contacts" doc:"The last words from and to the customer on all channels, the newest first."`
	Figures  CustomerFigures `json:"figures"`
	Rating   *RatingView     `json:"rating" doc:"The customer's last judgement."`
}

// Touch is one word from or to a customer.
type Touch struct {
	Number  string    `json:"number" doc:"Of its ticket."`
	Subject string    `json:"subject"`
	Channel string    `json:"channel" doc:"On which the matter came."`
	Event   EventView `json:"event"`
}

// CustomerFigures count a customer's tickets and promises.
type CustomerFigures struct {
	Open           int      `json:"open" doc:"Tickets that have not ended, whenever they were filed."`
	OpenLate       int      `json:"openLate" doc:"Of these, those with a broken promise."`
	Filed          int      `json:"filed"`
	Complaints     int      `json:"complaints"`
	OpenComplaints int      `json:"openComplaints"`
	Reopened       int      `json:"reopened" doc:"Tickets that the customer had opened again."`
	PromisesKept   int      `json:"promisesKept"`
	PromisesBroken int      `json:"promisesBroken"`
	Ratings        int      `json:"ratings"`
	Score          *float64 `json:"score" doc:"The mean of the ratings, 1 to 5."`
	LateAsOfNow    int      `json:"late" doc:"Tickets of which some promise was or is broken."`
}

// What an overview shows at once; the rest is in the lists.
const (
	overviewOpen   = 10
	overviewTouch  = 12
	overviewLooked = 40 // the customer's latest tickets, among which the last words are looked for
)

// touches are the events that are words from or to the customer.
var touches = []string{"ticket.created", "message", "reply", "customer.urged", "priority.disputed", "callback.tried", "ticket.confirmed", "rating.given"}

// Served gives what tickets tell of a customer, in a constant number of queries. It needs ticket.read; the caller has
// seen to it that the acting person sees the customer.
func (s *Service) Served(ctx context.Context, customerID string) (*Served, error) {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return nil, err
	}
	o := &Served{Since: now.From(ctx).AddDate(-1, 0, 0)}
	rows, _, err := s.List(ctx, Filter{Customer: customerID, Status: "active"}, Paging{Sort: "due", Limit: overviewOpen})
	if err != nil {
		return nil, err
	}
	if o.Open, err = s.viewRows(ctx, rows); err != nil {
		return nil, err
	}
	if o.Contacts, err = s.touches(ctx, actor, customerID); err != nil {
		return nil, err
	}
	if o.Figures, err = s.customerFigures(ctx, actor, customerID, o.Since); err != nil {
		return nil, err
	}
	o.Rating, err = s.lastRating(ctx, actor, customerID)
	return o, err
}

// ofCustomer reads tickets of a customer that the acting person may see.
func (s *Service) ofCustomer(ctx context.Context, actor *org.Actor, model any, customerID string) *bun.SelectQuery {
	return visible(s.db.Read(ctx).NewSelect().Model(model).Where("ticket.customer_id = ?", customerID), actor)
}

type touchRow struct {
	Event `bun:",extend"`

	Number  string `bun:",scanonly"`
	Subject string `bun:",scanonly"`
	Channel string `bun:",scanonly"`
}

func (s *Service) touches(ctx context.Context, actor *org.Actor, customerID string) ([]Touch, error) {
	latest := s.ofCustomer(ctx, actor, (*Ticket)(nil), customerID).Column("ticket.id").OrderExpr("ticket.created_at DESC").Limit(overviewLooked)
	var rows []touchRow
	err := s.db.Read(ctx).NewSelect().Model(&rows).ColumnExpr("event.*, ticket.number, ticket.subject, ticket.channel").
		Join("JOIN ticket ON ticket.id = event.ticket_id").Where("event.ticket_id IN (SELECT few.id FROM (?) AS few)", latest).
		Where("event.kind IN (?)", bun.List(touches)).OrderExpr("event.at DESC, event.seq DESC").Limit(overviewTouch).Scan(ctx)
	list := make([]Touch, len(rows))
	for i := range rows {
		list[i] = Touch{rows[i].Number, rows[i].Subject, rows[i].Channel, eventView(&rows[i].Event)}
	}
	return list, err
}

func (s *Service) customerFigures(ctx context.Context, actor *org.Actor, customerID string, since time.Time) (CustomerFigures, error) {
	var f CustomerFigures
	count := func(q *bun.SelectQuery, condition, as string, args ...any) *bun.SelectQuery {
		return q.ColumnExpr("COALESCE(SUM(CASE WHEN "+condition+" THEN 1 ELSE 0 END), 0) AS "+as, args...)
	}
	q := s.ofCustomer(ctx, actor, (*Ticket)(nil), customerID).Where("(ticket.created_at >= ? OR "+isActive+")", since)
	q = count(count(q, isActive, "open"), isActive+" AND ticket.late", "open_late")
	q = count(q, isActive+" AND ticket.kind = 'complaint'", "open_complaints")
	for as, condition := range map[string]string{"filed": "TRUE", "complaints": "ticket.kind = 'complaint'", "reopened": "ticket.reopened > 0",
		"late": "ticket.late", "ratings": "ticket.rating IS NOT NULL"} {
		q = count(q, "ticket.created_at >= ? AND "+condition, as, since)
	}
	q = q.ColumnExpr("AVG(CASE WHEN ticket.created_at >= ? THEN ticket.rating END) AS score", since)
	if err := q.Scan(ctx, &f); err != nil {
		return f, err
	}
	var promises struct{ PromisesKept, PromisesBroken int }
	own := s.ofCustomer(ctx, actor, (*Ticket)(nil), customerID).Column("ticket.id").Where("ticket.created_at >= ?", since)
	p := s.db.Read(ctx).NewSelect().Table("promise").Where("handoff_id IS NULL AND ticket_id IN (?)", own)
	p = count(count(p, "breached_at IS NULL AND state = 'met'", "promises_kept"), "breached_at IS NOT NULL OR state = 'missed'", "promises_broken")
	err := p.Scan(ctx, &promises)
	f.PromisesKept, f.PromisesBroken = promises.PromisesKept, promises.PromisesBroken
	return f, err
}

func (s *Service) lastRating(ctx context.Context, actor *org.Actor, customerID string) (*RatingView, error) {
	var rows []Ticket
	err := s.ofCustomer(ctx, actor, &rows, customerID).Column("ticket.rating", "ticket.rating_comment", "ticket.rated_at").
		Where("ticket.rated_at IS NOT NULL").OrderExpr("ticket.rated_at DESC").Limit(1).Scan(ctx)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return &RatingView{rows[0].Rating, rows[0].RatingComment, rows[0].RatedAt}, nil
}
