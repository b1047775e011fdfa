package outage

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Filter chooses outages for a list.
type Filter struct {
	State    string `query:"state" enum:"now,past" doc:"now: what runs and what is to come; past: what is over."`
	Customer string `query:"customer" format:"uuid" doc:"Only those that touch this customer's terminals: now, to come, and of the last 30 days."`
	Terminal string `query:"terminal" format:"uuid" doc:"Likewise of one terminal."`
}

// recent is how long ago an outage may have ended to be told beside a customer.
const recent = 30 * 24 * time.Hour

// onWay is a condition that a way of an outage leads to a terminal.
const onWay = "(way.sort = 'beam' AND way.value = terminal.beam OR way.sort = 'gateway' AND way.value = terminal.gateway OR " +
	"way.sort = 'satellite' AND way.value = terminal.satellite)"

// Touching narrows a query over tickets to those of terminals that an outage touches.
func Touching(q *bun.SelectQuery, id string) *bun.SelectQuery {
	return q.Where("ticket.terminal_id IN (SELECT terminal.id FROM terminal JOIN outage_way AS way ON "+onWay+" WHERE way.outage_id = ? AND terminal.id = ticket.terminal_id)", id)
}

// List lists outages, those that began or begin last first. Everybody who is logged in may see them; of a customer or a
// terminal whom the acting person may not see it is NotFound.
func (s *Service) List(ctx context.Context, f Filter, p customer.Paging) ([]Bulletin, string, error) {
	at := now.From(ctx)
	if f.Customer+f.Terminal != "" {
		if _, err := s.customers.Choose(ctx, f.Customer, "", f.Terminal, ""); err != nil {
			return nil, "", err
		}
	}
	var rows []Outage
	q := s.db.Read(ctx).NewSelect().Model(&rows).OrderExpr("starts_at DESC, id DESC").Limit(int64(p.Limit) + 1)
	switch f.State {
	case "now":
		q = q.Where("ended_at IS NULL")
	case "past":
		q = q.Where("ended_at IS NOT NULL")
	}
	if f.Customer != "" {
		q = s.of(ctx, q, at, "terminal.customer_id = ? AND "+customer.InUse, f.Customer)
	}
	if f.Terminal != "" {
		q = s.of(ctx, q, at, "terminal.id = ?", f.Terminal)
	}
	after, err := store.ReadCursor(p.Cursor, 2)
	if err != nil {
		return nil, "", err
	}
	if after != nil {
		began, err := time.Parse(time.RFC3339Nano, after[0])
		if err != nil || !store.IsID(after[1]) {
			return nil, "", fault.Bad("cursor", "分页位置无效，请从第一页重新开始。", "This cursor is not valid; start again from the first page.")
		}
		q = q.Where("(starts_at, id) < (?, ?)", began, after[1])
	}
	if err := q.Scan(ctx); err != nil {
		return nil, "", err
	}
	next := ""
	if len(rows) > p.Limit {
		rows = rows[:p.Limit]
		last := rows[p.Limit-1]
		next = store.Cursor(last.StartsAt.UTC().Format(time.RFC3339Nano), last.ID)
	}
	err = s.readWays(ctx, rows)
	return bulletins(rows, at), next, err
}

// of narrows a list to outages of some terminals that are of interest to who speaks with their customer.
func (s *Service) of(ctx context.Context, q *bun.SelectQuery, at time.Time, terminals string, args ...any) *bun.SelectQuery {
	touching := s.db.Read(ctx).NewSelect().TableExpr("terminal").ColumnExpr("way.outage_id").Join("JOIN outage_way AS way ON "+onWay).Where(terminals, args...)
	return q.Where("outage.id IN (?)", touching).Where("(ended_at IS NULL OR ended_at >= ? AND ended_at > starts_at)", at.Add(-recent))
}

// told is how many outages are told beside a customer, a terminal, or on the portal.
const told = 20

// OfCustomer gives the outages that touch a customer's terminals: now, to come, and of the last 30 days, the latest
// first. The caller answers for the permission.
func (s *Service) OfCustomer(ctx context.Context, id string) ([]Bulletin, error) {
	return s.touching(ctx, "terminal.customer_id = ? AND "+customer.InUse, id)
}

// OfTerminal gives the outages that touch a terminal, likewise.
func (s *Service) OfTerminal(ctx context.Context, id string) ([]Bulletin, error) {
	return s.touching(ctx, "terminal.id = ?", id)
}

func (s *Service) touching(ctx context.Context, terminals, id string) ([]Bulletin, error) {
	at, rows := now.From(ctx), []Outage{}
	q := s.db.Read(ctx).NewSelect().Model(&rows).OrderExpr("starts_at DESC, id DESC").Limit(told)
	if err := s.db.Prepared(ctx, s.of(ctx, q, at, terminals, id)).Scan(ctx); err != nil {
		return nil, err
	}
	err := s.readWays(ctx, rows)
	return bulletins(rows, at), err
}

// Public gives what everybody may know: what runs now, and what is planned for the next two weeks, the earliest first.
func (s *Service) Public(ctx context.Context) ([]Bulletin, error) {
	at, rows := now.From(ctx), []Outage{}
	err := s.db.Read(ctx).NewSelect().Model(&rows).Where("ended_at IS NULL AND starts_at < ?", at.AddDate(0, 0, 14)).OrderExpr("starts_at, id").Limit(told).Scan(ctx)
	if err == nil {
		err = s.readWays(ctx, rows)
	}
	return bulletins(rows, at), err
}

// readWays gives outages their ways.
func (s *Service) readWays(ctx context.Context, list []Outage) error {
	if len(list) == 0 {
		return nil
	}
	byID, ids := map[string]*Outage{}, []string{}
	for i := range list {
		list[i].Ways = customer.Ways{Beams: []string{}, Gateways: []string{}, Satellites: []string{}}
		byID[list[i].ID], ids = &list[i], append(ids, list[i].ID)
	}
	var ways []way
	if err := s.db.Read(ctx).NewSelect().Model(&ways).Where("outage_id IN (?)", bun.List(ids)).OrderExpr("sort, value").Scan(ctx); err != nil {
		return err
	}
	for _, w := range ways {
		names := namesIn(&byID[w.OutageID].Ways, w.Sort)
		*names = append(*names, w.Value)
	}
	return nil
}

func namesIn(w *customer.Ways, sort string) *[]string {
	return map[string]*[]string{"beam": &w.Beams, "gateway": &w.Gateways, "satellite": &w.Satellites}[sort]
}

func writeWays(ctx context.Context, tx bun.Tx, o *Outage) error {
	if _, err := tx.NewDelete().Model((*way)(nil)).Where("outage_id = ?", o.ID).Exec(ctx); err != nil {
		return err
	}
	var ways []way
	for _, sort := range []string{"beam", "gateway", "satellite"} {
		for _, name := range *namesIn(&o.Ways, sort) {
			ways = append(ways, way{Sort: sort, Value: name, OutageID: o.ID})
		}
	}
	_, err := tx.NewInsert().Model(&ways).Exec(ctx)
	return err
}
