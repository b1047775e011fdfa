package ticket

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/httpx"
)

// stayRow is one ended stay, as the measures need it.
type stayRow struct {
	TicketID string
	UnitID   string
	Stage    string
	Seconds  int64
}

// sample gathers stays that are measured together.
type sample struct {
	seconds []int64
	tickets map[string]bool
	sum     int64
}

func (s *sample) add(r stayRow) {
	s.seconds = append(s.seconds, r.Seconds)
	s.tickets[r.TicketID] = true
	s.sum += r.Seconds
}

func (s *sample) visit(all int64) Visit {
	slices.Sort(s.seconds)
	v := Visit{Visits: len(s.seconds), MedianMinutes: quantile(s.seconds, 0.5), P90Minutes: quantile(s.seconds, 0.9),
		MeanMinutes: float64(s.sum) / 60 / float64(len(s.seconds))}
	v.Tickets.Count = len(s.tickets)
	if all > 0 {
		v.Share = float64(s.sum) / float64(all)
	}
	return v
}

// quantile gives a quantile of sorted seconds in minutes, between neighbours by their distance
// (Hyndman and Fan 1996, type 7).
func quantile(sorted []int64, q float64) float64 {
	at := q * float64(len(sorted)-1)
	i := int(at)
	if i+1 >= len(sorted) {
		return float64(sorted[len(sorted)-1]) / 60
	}
	part := at - float64(i)
	return (float64(sorted[i])*(1-part) + float64(sorted[i+1])*part) / 60
}

// visits measures the time per unit (queue, work and wait of handoffs, and the desk) and per stage.
func (m *flowing) visits(out *Flow) error {
	var rows []stayRow
	err := m.s.db.Read(m.ctx).NewSelect().TableExpr("stay").ColumnExpr("stay.ticket_id, stay.unit_id, stay.stage, stay.seconds").
		Where("stay.left_at IS NOT NULL AND stay.entered_at >= ? AND stay.entered_at < ?", m.f.From, m.f.To).
		Where("stay.ticket_id IN (?)", m.tickets((*Ticket)(nil)).Column("ticket.id")).Scan(m.ctx, &rows)
	if err != nil {
		return err
	}
	units, stages, all := map[string]*sample{}, map[string]*sample{}, int64(0)
	for _, r := range rows {
		into(units, r.UnitID).add(r)
		into(stages, r.Stage).add(r)
		all += r.Seconds
	}
	returns, err := m.returns()
	if err != nil {
		return err
	}
	for id, s := range units {
		v := s.visit(all)
		v.Unit, v.Returns = m.tree.Ref(id), returns[id]
		v.Tickets.Query = m.stayed("stayUnit", id)
		out.Units = append(out.Units, v)
	}
	slices.SortFunc(out.Units, func(a, b Visit) int { return cmp.Or(cmp.Compare(b.Share, a.Share), cmp.Compare(a.Unit.ID, b.Unit.ID)) })
	for _, stage := range []string{StageDesk, StageQueue, StageWork, StageWait, StageCallback} {
		if s := stages[stage]; s != nil {
			v := s.visit(all)
			v.Stage = stage
			v.Tickets.Query = m.stayed("stage", stage)
			out.Stages = append(out.Stages, v)
		}
	}
	return nil
}

func into(samples map[string]*sample, key string) *sample {
	if samples[key] == nil {
		samples[key] = &sample{tickets: map[string]bool{}}
	}
	return samples[key]
}

func (m *flowing) stayed(key, value string) string {
	return m.query("stayFrom", stamp(m.f.From), "stayTo", stamp(m.f.To), "stayEnded", "true", key, value)
}

// returns counts how often each unit gave a handoff back.
func (m *flowing) returns() (map[string]int, error) {
	var rows []struct {
		UnitID string
		N      int
	}
	err := m.s.db.Read(m.ctx).NewSelect().TableExpr("move").ColumnExpr("from_unit_id AS unit_id, COUNT(*) AS n").
		Where("kind = 'returned' AND at >= ? AND at < ?", m.f.From, m.f.To).
		Where("ticket_id IN (?)", m.tickets((*Ticket)(nil)).Column("ticket.id")).GroupExpr("from_unit_id").Scan(m.ctx, &rows)
	counts := map[string]int{}
	for _, r := range rows {
		counts[r.UnitID] = r.N
	}
	return counts, err
}

func (m *flowing) bounces(out *Flow) error {
	var rows []struct {
		FromUnitID, ToUnitID string
		Moves, Tickets       int
	}
	err := m.s.db.Read(m.ctx).NewSelect().TableExpr("move").
		ColumnExpr("from_unit_id, to_unit_id, COUNT(*) AS moves, COUNT(DISTINCT ticket_id) AS tickets").
		Where("back AND at >= ? AND at < ?", m.f.From, m.f.To).
		Where("ticket_id IN (?)", m.tickets((*Ticket)(nil)).Column("ticket.id")).
		GroupExpr("from_unit_id, to_unit_id").OrderExpr("moves DESC, from_unit_id, to_unit_id").Limit(50).Scan(m.ctx, &rows)
	for _, r := range rows {
		query := m.query("movedFrom", r.FromUnitID, "movedTo", r.ToUnitID, "stayFrom", stamp(m.f.From), "stayTo", stamp(m.f.To))
		out.Bounces = append(out.Bounces, Bounce{org.Ref{ID: r.FromUnitID, Name: m.tree.Name(r.FromUnitID)},
			org.Ref{ID: r.ToUnitID, Name: m.tree.Name(r.ToUnitID)}, r.Moves, Figure{r.Tickets, query}})
	}
	return err
}

// ageEdges are the days at which open tickets are grouped; the last group has no end.
var ageEdges = []int{0, 1, 3, 7, 14, 30, 90, 365}

func (m *flowing) ages(out *Flow) error {
	for i, from := range ageEdges {
		to := 0
		if i+1 < len(ageEdges) {
			to = ageEdges[i+1]
		}
		f := Filter{Status: "active", AgeFrom: from, AgeTo: to}
		q, err := f.apply(m.ctx, m.tickets((*Ticket)(nil)), m.actor)
		if err != nil {
			return err
		}
		n, err := q.Count(m.ctx)
		if err != nil {
			return err
		}
		pairs := []string{"status", "active", "ageFrom", strconv.Itoa(from)}
		if to > 0 {
			pairs = append(pairs, "ageTo", strconv.Itoa(to))
		}
		out.OpenByAge = append(out.OpenByAge, Age{from, to, Figure{int(n), m.query(pairs...)}})
	}
	return nil
}

func (s *Service) registerFlow(api huma.API) {
	httpx.Handle(api, httpx.Get("measure-flow", "/flow", "How matters flow: volumes, times per unit and stage, returns, ping-pong, open by age", "flow", org.FlowRead),
		func(ctx context.Context, in *FlowFilter) (*Flow, error) { return s.Flow(ctx, *in) })
}
