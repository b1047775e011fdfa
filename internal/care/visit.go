package care

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// VisitFields are what may be set on a visit; nil leaves it.
type VisitFields struct {
	SiteID  *string `json:"siteId,omitempty" doc:"Empty: at none of his sites."`
	Ticket  *string `json:"ticket,omitempty" doc:"Identifier or number of the ticket that it is for; empty: for none."`
	StaffID *string `json:"staffId,omitempty" doc:"Who visits him; otherwise whoever records it."`
	Day     *string `json:"day,omitempty"`
	State   *string `json:"state,omitempty" enum:"planned,made,cancelled"`
	Purpose *string `json:"purpose,omitempty"`
	Result  *string `json:"result,omitempty" doc:"What came of it, or why it was cancelled: needed for both."`
}

// VisitView is a visit with the names of whom it concerns.
type VisitView struct {
	Visit
	Customer org.Ref  `json:"customer"`
	Site     *org.Ref `json:"site"`
	Staff    org.Ref  `json:"staff"`
	Number   string   `json:"ticketNumber"`
}

// AddVisit plans a visit to a customer, or records one that was made. It needs customer.write or handoff.work, and that
// the acting person sees the customer.
func (s *Service) AddVisit(ctx context.Context, customerID string, in VisitFields) (*VisitView, error) {
	actor, err := need(ctx)
	if err != nil {
		return nil, err
	}
	v := &Visit{CustomerID: customerID, State: "planned", Day: now.Today(ctx)}
	if actor != nil {
		v.StaffID, v.CreatedBy = actor.StaffID, actor.StaffID
	}
	if err := s.forTicket(ctx, v, in.Ticket); err != nil {
		return nil, err
	}
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		c, err := s.served(ctx, tx, actor, customerID)
		if err != nil {
			return err
		}
		if err := s.setVisit(ctx, tx, v, in); err != nil {
			return err
		}
		at := now.From(ctx)
		v.ID, v.CreatedAt, v.UpdatedAt, v.Version = store.NewID(ctx), at, at, 1
		if _, err := tx.NewInsert().Model(v).Exec(ctx); err != nil {
			return err
		}
		return s.wrote(ctx, actor, "visit.added", v.ID, c, nil, v)
	})
	if err != nil {
		return nil, err
	}
	return s.visitView(ctx, v.ID)
}

// ChangeVisit changes a visit, says that it was made and what came of it, or cancels it. It needs customer.write or
// handoff.work, and that the acting person sees the customer. A stale version is a Conflict.
func (s *Service) ChangeVisit(ctx context.Context, id string, in VisitFields, version int64) (*VisitView, error) {
	actor, err := need(ctx)
	if err != nil {
		return nil, err
	}
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		v := &Visit{ID: id}
		if err := s.db.Lock(tx.NewSelect().Model(v).WherePK()).Scan(ctx); store.None(err) {
			return errNoVisit()
		} else if err != nil {
			return err
		}
		c, err := s.served(ctx, tx, actor, v.CustomerID)
		if fault.Is(err, fault.Invalid) {
			return errNoVisit()
		}
		if err != nil {
			return err
		}
		if err := httpx.CheckVersion(ctx, v.Version, version, errStale()); err != nil {
			return err
		}
		before := *v
		if err := s.forTicket(ctx, v, in.Ticket); err != nil {
			return err
		}
		if err := s.setVisit(ctx, tx, v, in); err != nil {
			return err
		}
		v.Version, v.UpdatedAt = v.Version+1, now.From(ctx)
		if _, err := tx.NewUpdate().Model(v).WherePK().Exec(ctx); err != nil {
			return err
		}
		return s.wrote(ctx, actor, "visit.changed", v.ID, c, &before, v)
	})
	if err != nil {
		return nil, err
	}
	return s.visitView(ctx, id)
}

// forTicket finds the ticket that a visit is for. The acting person must see it, and it must be the customer's.
func (s *Service) forTicket(ctx context.Context, v *Visit, id *string) error {
	if id == nil || *id == "" {
		if id != nil {
			v.TicketID = ""
		}
		return nil
	}
	of, err := s.tickets.Get(ctx, *id)
	if fault.Is(err, fault.NotFound) || err == nil && (of.CustomerDetail == nil || of.CustomerDetail.ID != v.CustomerID) {
		return fault.Bad("ticket", "没有找到这位客户的这张工单。", "This ticket of the customer was not found.")
	}
	if err == nil {
		v.TicketID = of.ID
	}
	return err
}

func (s *Service) setVisit(ctx context.Context, tx bun.Tx, v *Visit, in VisitFields) (err error) {
	put(&v.SiteID, in.SiteID)
	put(&v.StaffID, in.StaffID)
	put(&v.Day, in.Day)
	put(&v.State, in.State)
	put(&v.Purpose, in.Purpose)
	put(&v.Result, in.Result)
	if !slices.Contains([]string{"planned", "made", "cancelled"}, v.State) {
		return fault.Bad("state", "走访只能是计划、已走访或已取消。", "A visit is planned, made or cancelled.")
	}
	if err := checkDay("day", v.Day); err != nil {
		return err
	}
	if v.State == "made" && v.Day > now.Today(ctx) {
		return fault.Bad("day", "已走访的日期不能晚于今天。", "A visit that was made is not in the future.")
	}
	if v.Purpose, err = text("purpose", v.Purpose, fault.Bad("purpose", "请写明走访的目的。", "Please say what the visit is for.")); err != nil {
		return err
	}
	var needed error
	if v.State != "planned" {
		needed = fault.Bad("result", "请写明走访的结果，或取消的原因。", "Please say what came of it, or why it was cancelled.")
	}
	if v.Result, err = text("result", v.Result, needed); err != nil {
		return err
	}
	if v.SiteID != "" {
		if _, err := s.customers.Place(ctx, v.CustomerID, "", "", v.SiteID); err != nil {
			return err
		}
	}
	if !store.IsID(v.StaffID) {
		return fault.Bad("staffId", "请选择谁去走访。", "Choose who visits the customer.")
	}
	known, err := tx.NewSelect().Table("staff").Where("id = ? AND NOT disabled", v.StaffID).Exists(ctx)
	if err == nil && !known && in.StaffID != nil {
		return fault.Bad("staffId", "没有这名员工，或账号已停用。", "There is no such person, or the account is disabled.")
	}
	return err
}

type visitRow struct {
	Visit `bun:",extend"`

	CustomerName string `bun:",scanonly"`
	SiteName     string `bun:",scanonly"`
	StaffName    string `bun:",scanonly"`
	Number       string `bun:",scanonly"`
}

func (s *Service) visitRows(ctx context.Context, actor *org.Actor, rows *[]visitRow) *bun.SelectQuery {
	q := s.db.Read(ctx).NewSelect().Model(rows).ColumnExpr("visit.*, customer.name AS customer_name, staff.name AS staff_name").
		ColumnExpr("(SELECT name FROM site WHERE site.id = visit.site_id) AS site_name").
		ColumnExpr("(SELECT number FROM ticket WHERE ticket.id = visit.ticket_id) AS number").
		Join("JOIN customer ON customer.id = visit.customer_id").Join("JOIN staff ON staff.id = visit.staff_id")
	if actor == nil {
		return q
	}
	return customer.Visible(q, actor)
}

func visitViews(rows []visitRow) []VisitView {
	list := make([]VisitView, len(rows))
	for i, r := range rows {
		list[i] = VisitView{r.Visit, org.Ref{ID: r.CustomerID, Name: r.CustomerName}, ref(r.SiteID, r.SiteName), org.Ref{ID: r.StaffID, Name: r.StaffName}, r.Number}
	}
	return list
}

func (s *Service) visitView(ctx context.Context, id string) (*VisitView, error) {
	var rows []visitRow
	if err := s.visitRows(ctx, nil, &rows).Where("visit.id = ?", id).Scan(ctx); err != nil || len(rows) == 0 {
		return nil, err
	}
	return &visitViews(rows)[0], nil
}

// VisitFilter chooses visits for a list.
type VisitFilter struct {
	Customer string `query:"customer" format:"uuid"`
	Staff    string `query:"staff" format:"uuid"`
	State    string `query:"state" enum:"planned,made,cancelled"`
}

// Visits lists visits to customers whom the acting person may see, the latest day first. It needs customer.read.
func (s *Service) Visits(ctx context.Context, f VisitFilter, p Paging) ([]VisitView, string, error) {
	actor, err := org.Need(ctx, org.CustomerRead)
	if err != nil {
		return nil, "", err
	}
	after, err := store.ReadCursor(p.Cursor, 2)
	if err != nil {
		return nil, "", err
	}
	var rows []visitRow
	q := s.visitRows(ctx, actor, &rows)
	for column, value := range map[string]string{"customer_id": f.Customer, "staff_id": f.Staff, "state": f.State} {
		if value != "" {
			q = q.Where("visit."+column+" = ?", value)
		}
	}
	if after != nil {
		if err := store.CheckIDs("cursor", after[1]); err != nil {
			return nil, "", err
		}
		q = q.Where("(visit.day, visit.id) < (?, ?)", after[0], after[1])
	}
	limit := p.Limit
	if err := q.OrderExpr("visit.day DESC, visit.id DESC").Limit(int64(limit) + 1).Scan(ctx); err != nil {
		return nil, "", err
	}
	next := ""
	if len(rows) > limit {
		rows = rows[:limit]
		next = store.Cursor(rows[limit-1].Day, rows[limit-1].ID)
	}
	return visitViews(rows), next, nil
}

// lastVisits gives the visits of a customer for his screen: those planned and the last ones.
func (s *Service) lastVisits(ctx context.Context, customerID string) ([]VisitView, error) {
	var rows []visitRow
	err := s.visitRows(ctx, nil, &rows).Where("visit.customer_id = ?", customerID).OrderExpr("visit.day DESC, visit.id DESC").Limit(overviewTasks / 2).Scan(ctx)
	return visitViews(rows), err
}
