package ticket

import (
	"context"
	"net/url"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// FlowFilter says over which tickets and which time the flow is measured.
type FlowFilter struct {
	Source string    `query:"source" default:"xingfu" doc:"This desk, or an imported log."`
	From   time.Time `query:"from" doc:"Default: 60 days before to, or the whole log."`
	To     time.Time `query:"to" doc:"Default: now."`
	Unit   string    `query:"unit" doc:"Only tickets of this unit."`
	By     string    `query:"by" enum:"day,week,month" default:"week"`
}

// Flow is what a service manager asks of how matters flow: every figure carries the ticket filter
// behind it, which finds the same count.
type Flow struct {
	From      time.Time `json:"from"`
	To        time.Time `json:"to"`
	Totals    Totals    `json:"totals"`
	Volumes   []Volume  `json:"volumes"`
	Units     []Visit   `json:"units"`
	Stages    []Visit   `json:"stages"`
	Bounces   []Bounce  `json:"bounces"`
	OpenByAge []Age     `json:"openByAge"`
}

// Figure is a number of tickets and the filter that finds them.
type Figure struct {
	Count int    `json:"count"`
	Query string `json:"query"`
}

// Totals are counts of tickets filed within the time.
type Totals struct {
	Created   Figure `json:"created"`
	Closed    Figure `json:"closed"`
	Cancelled Figure `json:"cancelled"`
	Merged    Figure `json:"merged"`
	Open      Figure `json:"open"`
	Late      Figure `json:"late"`
	Returned  Figure `json:"returned"`
	Bounced   Figure `json:"bounced"`
	Reopened  Figure `json:"reopened"`
}

// Volume is how many tickets came and went in a stretch of time.
type Volume struct {
	Start   time.Time `json:"start"`
	End     time.Time `json:"end"`
	Created Figure    `json:"created"`
	Closed  Figure    `json:"closed"`
}

// Visit measures the stays at a unit, or in a stage: how many, on how many tickets, how long.
type Visit struct {
	Unit          *org.Ref `json:"unit,omitempty"`
	Stage         string   `json:"stage,omitempty"`
	Visits        int      `json:"visits"`
	Tickets       Figure   `json:"tickets"`
	MedianMinutes float64  `json:"medianMinutes"`
	MeanMinutes   float64  `json:"meanMinutes"`
	P90Minutes    float64  `json:"p90Minutes"`
	Share         float64  `json:"share" doc:"Part of all time spent, 0 to 1."`
	Returns       int      `json:"returns"`
}

// Bounce counts how often matters went from a unit to one that had them before.
type Bounce struct {
	From    org.Ref `json:"from"`
	To      org.Ref `json:"to"`
	Moves   int     `json:"moves"`
	Tickets Figure  `json:"tickets"`
}

// Age counts open tickets by the days since they were filed.
type Age struct {
	FromDays int    `json:"fromDays"`
	ToDays   int    `json:"toDays" doc:"0: no end."`
	Tickets  Figure `json:"tickets"`
}

// flowing is one measuring of the flow.
type flowing struct {
	ctx   context.Context
	s     *Service
	actor *org.Actor
	f     FlowFilter
	tree  *org.Tree
}

// Flow measures how matters flow, over tickets that the acting person may see. It needs flow.read.
func (s *Service) Flow(ctx context.Context, f FlowFilter) (*Flow, error) {
	actor, err := org.Need(ctx, org.FlowRead)
	if err != nil {
		return nil, err
	}
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return nil, err
	}
	if f.Unit != "" {
		if err := store.CheckIDs("unit", f.Unit); err != nil {
			return nil, err
		}
	}
	m := &flowing{ctx, s, actor, f, tree}
	if err := m.period(); err != nil {
		return nil, err
	}
	out := &Flow{From: m.f.From, To: m.f.To, Volumes: []Volume{}, Units: []Visit{}, Stages: []Visit{}, Bounces: []Bounce{}, OpenByAge: []Age{}}
	for _, measure := range []func(*Flow) error{m.totals, m.volumes, m.visits, m.bounces, m.ages} {
		if err := measure(out); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// tickets is a query over the tickets of the source (and unit) that the acting person may see.
func (m *flowing) tickets(model any) *bun.SelectQuery {
	q := visible(m.s.db.Read(m.ctx).NewSelect().Model(model), m.actor)
	if m.f.Source != "" {
		q = q.Where("ticket.source = ?", m.f.Source)
	}
	if m.f.Unit != "" {
		q = q.Where("EXISTS (SELECT 1 FROM ticket_reach u WHERE u.ticket_id = ticket.id AND u.scope_id = ?)", m.f.Unit)
	}
	return q
}

func (m *flowing) period() error {
	if m.f.To.IsZero() {
		m.f.To = now.From(m.ctx)
	}
	if m.f.From.IsZero() {
		m.f.From = m.f.To.AddDate(0, 0, -60)
		if m.f.Source != "xingfu" {
			if err := m.wholeLog(); err != nil {
				return err
			}
		}
	}
	if !m.f.From.Before(m.f.To) {
		return fault.Bad("from", "开始时间应早于结束时间。", "The beginning lies after the end.")
	}
	return nil
}

func (m *flowing) wholeLog() error {
	var first, last Ticket
	if err := m.tickets(&first).OrderExpr("created_at").Limit(1).Scan(m.ctx); err != nil {
		return nil // an empty log has no period of its own
	}
	if err := m.tickets(&last).OrderExpr("updated_at DESC").Limit(1).Scan(m.ctx); err != nil {
		return err
	}
	m.f.From, m.f.To = first.CreatedAt, last.UpdatedAt.Add(time.Second)
	return nil
}

// query writes the ticket filter behind a figure.
func (m *flowing) query(pairs ...string) string {
	v := url.Values{}
	if m.f.Source != "" {
		v.Set("source", m.f.Source)
	}
	if m.f.Unit != "" {
		v.Set("unit", m.f.Unit)
	}
	for i := 0; i < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return v.Encode()
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

func (m *flowing) filed(pairs ...string) string {
	return m.query(append([]string{"createdFrom", stamp(m.f.From), "createdTo", stamp(m.f.To)}, pairs...)...)
}

func (m *flowing) totals(out *Flow) error {
	var n struct{ Created, Closed, Cancelled, Merged, Open, Late, Returned, Bounced, Reopened int }
	err := m.tickets((*Ticket)(nil)).ColumnExpr("COUNT(*) AS created").
		ColumnExpr("COALESCE(SUM(CASE WHEN ticket.status = 'closed' THEN 1 ELSE 0 END), 0) AS closed").
		ColumnExpr("COALESCE(SUM(CASE WHEN ticket.status = 'cancelled' THEN 1 ELSE 0 END), 0) AS cancelled").
		ColumnExpr("COALESCE(SUM(CASE WHEN ticket.status = 'merged' THEN 1 ELSE 0 END), 0) AS merged").
		ColumnExpr("COALESCE(SUM(CASE WHEN ticket.status IN ('open','handed','resolved','confirmed') THEN 1 ELSE 0 END), 0) AS open").
		ColumnExpr("COALESCE(SUM(CASE WHEN ticket.late THEN 1 ELSE 0 END), 0) AS late").
		ColumnExpr("COALESCE(SUM(CASE WHEN ticket.returns > 0 THEN 1 ELSE 0 END), 0) AS returned").
		ColumnExpr("COALESCE(SUM(CASE WHEN ticket.bounces > 0 THEN 1 ELSE 0 END), 0) AS bounced").
		ColumnExpr("COALESCE(SUM(CASE WHEN ticket.reopened > 0 THEN 1 ELSE 0 END), 0) AS reopened").
		Where("ticket.created_at >= ? AND ticket.created_at < ?", m.f.From, m.f.To).Scan(m.ctx, &n)
	out.Totals = Totals{
		Created:   Figure{n.Created, m.filed()},
		Closed:    Figure{n.Closed, m.filed("status", "closed")},
		Cancelled: Figure{n.Cancelled, m.filed("status", "cancelled")},
		Merged:    Figure{n.Merged, m.filed("status", "merged")},
		Open:      Figure{n.Open, m.filed("status", "active")},
		Late:      Figure{n.Late, m.filed("late", "breached")},
		Returned:  Figure{n.Returned, m.filed("returns", "1")},
		Bounced:   Figure{n.Bounced, m.filed("bounces", "1")},
		Reopened:  Figure{n.Reopened, m.filed("reopened", "1")},
	}
	return err
}

// steps cuts the time into days, weeks from Monday, or months, in China's zone.
func (m *flowing) steps() []time.Time {
	at := m.f.From.In(now.China)
	at = time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, now.China)
	switch m.f.By {
	case "month":
		at = at.AddDate(0, 0, 1-at.Day())
	case "day":
	default:
		at = at.AddDate(0, 0, -(int(at.Weekday())+6)%7)
	}
	var list []time.Time
	for at.Before(m.f.To) && len(list) < 400 {
		list = append(list, at)
		switch m.f.By {
		case "month":
			at = at.AddDate(0, 1, 0)
		case "day":
			at = at.AddDate(0, 0, 1)
		default:
			at = at.AddDate(0, 0, 7)
		}
	}
	return append(list, at)
}

func (m *flowing) volumes(out *Flow) error {
	edges := m.steps()
	created, err := m.perStep("created_at", edges)
	if err != nil {
		return err
	}
	closed, err := m.perStep("closed_at", edges)
	if err != nil {
		return err
	}
	for i := range len(edges) - 1 {
		from, to := edges[i], edges[i+1]
		out.Volumes = append(out.Volumes, Volume{from.UTC(), to.UTC(),
			Figure{created[i], m.query("createdFrom", stamp(from), "createdTo", stamp(to))},
			Figure{closed[i], m.query("status", "closed", "closedFrom", stamp(from), "closedTo", stamp(to))}})
	}
	return nil
}

// perStep counts tickets by when column lies, in one pass: only the times are read.
func (m *flowing) perStep(column string, edges []time.Time) ([]int, error) {
	var times []time.Time
	q := m.tickets((*Ticket)(nil)).Column("ticket."+column).Where("ticket."+column+" >= ? AND ticket."+column+" < ?", edges[0], edges[len(edges)-1])
	if column == "closed_at" {
		q = q.Where("ticket.status = 'closed'")
	}
	if err := q.Scan(m.ctx, &times); err != nil {
		return nil, err
	}
	counts := make([]int, len(edges)-1)
	for _, t := range times {
		i, found := slices.BinarySearchFunc(edges, t, func(edge, t time.Time) int { return edge.Compare(t) })
		if !found {
			i--
		}
		counts[i]++
	}
	return counts, nil
}
