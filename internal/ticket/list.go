package ticket

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/outage"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Filter chooses tickets. Every figure of a report is one of these, so that it opens the list behind it.
type Filter struct {
	Status      string    `query:"status" doc:"Statuses, separated by commas: open, handed, resolved, confirmed, closed, cancelled, merged; or active for all that have not ended."`
	Unit        string    `query:"unit" doc:"The unit that owns the ticket or has a handoff of it."`
	Owner       string    `query:"owner"`
	Mine        string    `query:"mine" enum:"owner,offered,unit,handoff,watching" doc:"What I own, what is offered to me, what my unit owns, what is handed to my unit, what I watch."`
	Tag         string    `query:"tag" doc:"Tags, separated by commas; a ticket has all of them."`
	Q           string    `query:"q" doc:"Words, digits or pinyin initials that stand anywhere on the ticket, as in search."`
	Kind        string    `query:"kind"`
	Priority    string    `query:"priority"`
	Tier        string    `query:"tier"`
	Category    string    `query:"category"`
	Product     string    `query:"product"`
	Source      string    `query:"source"`
	Customer    string    `query:"customer"`
	Terminal    string    `query:"terminal"`
	ServicePlan string    `query:"servicePlan" doc:"Filed under this service plan of its customer; with a - before the code: not under it."`
	Member      string    `query:"member" doc:"Its customer has this service plan now; with a - before the code: he has not."`
	Outage      string    `query:"outage" doc:"Of the terminals that this outage touches."`
	Link        string    `query:"link" doc:"The link that was the cause."`
	Late        string    `query:"late" enum:"breached,warned,overdue" doc:"Some promise was or is broken; a running one has warned; a running one is broken now."`
	CreatedFrom time.Time `query:"createdFrom"`
	CreatedTo   time.Time `query:"createdTo"`
	ClosedFrom  time.Time `query:"closedFrom"`
	ClosedTo    time.Time `query:"closedTo"`
	AgeFrom     int       `query:"ageFrom" minimum:"0" doc:"Days since it was filed, at least."`
	AgeTo       int       `query:"ageTo" minimum:"0" doc:"Days since it was filed, less than."`
	Returns     int       `query:"returns" minimum:"0" doc:"Returned at least so often."`
	Bounces     int       `query:"bounces" minimum:"0"`
	Reopened    int       `query:"reopened" minimum:"0"`
	Stage       string    `query:"stage" enum:"desk,queue,work,wait,callback" doc:"Has been in this stage; with stayUnit at that unit, within stayFrom and stayTo."`
	StayUnit    string    `query:"stayUnit"`
	StayFrom    time.Time `query:"stayFrom" doc:"From when on stays and moves count."`
	StayTo      time.Time `query:"stayTo"`
	StayEnded   bool      `query:"stayEnded" doc:"Only stays that have ended."`
	MovedFrom   string    `query:"movedFrom" doc:"Went back from this unit …"`
	MovedTo     string    `query:"movedTo" doc:"… to this one."`
	OwnerUnit   string    `query:"ownerUnit" doc:"The unit that owns the ticket."`
	HandoffUnit string    `query:"handoffUnit" doc:"A unit that has an open handoff of it."`
	Handoff     string    `query:"handoff" enum:"sent,accepted" doc:"With handoffUnit: not accepted yet, or accepted."`
	Assignee    string    `query:"assignee" doc:"Who works on an open handoff of it."`
	Holder      string    `query:"holder" doc:"Who owns it or works on an open handoff of it."`
	Owes        string    `query:"owes" doc:"With late warned or overdue: the unit that owes the promise."`
	Urged       string    `query:"urged" doc:"The unit that was urged, by the desk or the customer, and has not reacted yet; any for whichever."`
	Disputed    string    `query:"disputed" doc:"A unit that owns it while it is disputed, or is party to the open dispute; any for whichever."`
	Below       bool      `query:"below" doc:"ownerUnit, handoffUnit, owes, urged and disputed, each one unit or several with commas between, stand for all below them too."`
}

// Paging says in which order and which part of a list.
type Paging struct {
	Sort   string `query:"sort" enum:"due,created,-created,updated,-updated,number,-number" default:"due"`
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"50"`
	Cursor string `query:"cursor"`
}

func (f *Filter) statuses() ([]string, error) {
	if f.Status == "" {
		return nil, nil
	}
	var list []string
	for status := range strings.SplitSeq(f.Status, ",") {
		switch Status(status) {
		case Open, Handed, Resolved, Confirmed, Closed, Cancelled, Merged:
			list = append(list, status)
		case "active":
			list = append(list, activeStatuses...)
		default:
			return nil, fault.Bad("status", "没有状态 %s。", "There is no status %s.", status)
		}
	}
	return list, nil
}

// checkFilter refuses codes that no ticket can have: a list that is empty for a typing error misleads. It names
// every unit that the filter stands for.
func (s *Service) checkFilter(ctx context.Context, f *Filter) error {
	book, err := s.rulebook(ctx)
	if err != nil {
		return err
	}
	for _, c := range []struct {
		name, values string
		known        []string
	}{{"kind", f.Kind, codes(book.Kinds)}, {"priority", f.Priority, codes(Priorities)}, {"tier", f.Tier, codes(Tiers)}} {
		for value := range strings.SplitSeq(c.values, ",") {
			if value != "" && !slices.Contains(c.known, value) {
				return oneOf(c.name, "筛选条件 "+c.name+" ", "The filter "+c.name, c.known)
			}
		}
	}
	return s.spread(ctx, f)
}

// isActive is written as the index of active tickets has it.
const isActive = "ticket.status IN ('open', 'handed', 'resolved', 'confirmed')"

func (f *Filter) onlyActive(statuses []string) bool {
	for _, status := range activeStatuses {
		if !slices.Contains(statuses, status) {
			return false
		}
	}
	return len(statuses) == len(activeStatuses)
}

// apply adds the filter's conditions to a query over tickets, but for its words.
func (f *Filter) apply(ctx context.Context, q *bun.SelectQuery, actor *org.Actor) (*bun.SelectQuery, error) {
	statuses, err := f.statuses()
	if err != nil {
		return nil, err
	}
	switch {
	case f.onlyActive(statuses):
		q = q.Where(isActive)
	case len(statuses) > 0:
		q = q.Where("ticket.status IN (?)", bun.List(statuses))
	}
	for column, value := range map[string]string{"kind": f.Kind, "priority": f.Priority, "tier": f.Tier, "category": f.Category,
		"product": f.Product, "source": f.Source, "cause_link": f.Link} {
		if value != "" {
			q = q.Where("ticket."+column+" IN (?)", bun.List(strings.Split(value, ",")))
		}
	}
	for name, id := range map[string]string{"owner": f.Owner, "customer": f.Customer, "terminal": f.Terminal} {
		if id == "" {
			continue
		}
		if err := store.CheckIDs(name, id); err != nil {
			return nil, err
		}
		q = q.Where("ticket."+name+"_id = ?", id)
	}
	if f.Outage != "" {
		if err := store.CheckIDs("outage", f.Outage); err != nil {
			return nil, err
		}
		q = outage.Touching(q, f.Outage)
	}
	q = f.applyTimes(ctx, f.applyPlans(q))
	q = f.applyTags(f.applyCounts(q))
	if q, err = f.applyUnits(q); err != nil {
		return nil, err
	}
	if q, err = f.applyNow(ctx, q); err != nil {
		return nil, err
	}
	return f.applyMine(q, actor), nil
}

func (f *Filter) applyPlans(q *bun.SelectQuery) *bun.SelectQuery {
	const member = "EXISTS (SELECT 1 FROM customer m WHERE m.id = ticket.customer_id AND m.service_plan = ?)"
	for condition, code := range map[string]string{"ticket.service_plan = ?": f.ServicePlan, member: f.Member} {
		if but, without := strings.CutPrefix(code, "-"); without {
			q = q.Where("NOT ("+condition+")", but)
		} else if code != "" {
			q = q.Where(condition, code)
		}
	}
	return q
}

func (f *Filter) applyTimes(ctx context.Context, q *bun.SelectQuery) *bun.SelectQuery {
	bound := func(column, op string, t time.Time) {
		if !t.IsZero() {
			q = q.Where("ticket."+column+" "+op+" ?", t)
		}
	}
	bound("created_at", ">=", f.CreatedFrom)
	bound("created_at", "<", f.CreatedTo)
	bound("closed_at", ">=", f.ClosedFrom)
	bound("closed_at", "<", f.ClosedTo)
	at := now.From(ctx)
	if f.AgeFrom > 0 {
		bound("created_at", "<=", at.AddDate(0, 0, -f.AgeFrom))
	}
	if f.AgeTo > 0 {
		bound("created_at", ">", at.AddDate(0, 0, -f.AgeTo))
	}
	switch {
	case f.Owes != "": // said by applyNow
	case f.Late == "breached":
		q = q.Where("ticket.late")
	case f.Late == "warned":
		q = q.Where("ticket.warned AND ticket.due_at > ?", at)
	case f.Late == "overdue":
		q = q.Where("ticket.due_at <= ?", at)
	}
	return q
}

func (f *Filter) applyCounts(q *bun.SelectQuery) *bun.SelectQuery {
	for column, least := range map[string]int{"returns": f.Returns, "bounces": f.Bounces, "reopened": f.Reopened} {
		if least > 0 {
			q = q.Where("ticket."+column+" >= ?", least)
		}
	}
	return q
}

func (f *Filter) applyUnits(q *bun.SelectQuery) (*bun.SelectQuery, error) {
	for name, id := range map[string]string{"unit": f.Unit, "stayUnit": f.StayUnit, "movedFrom": f.MovedFrom, "movedTo": f.MovedTo} {
		if id != "" && !store.IsID(id) {
			return nil, fault.Bad(name, "单位标识不对。", "This is not a unit's identifier.")
		}
	}
	if f.Unit != "" {
		q = q.Where("EXISTS (SELECT 1 FROM ticket_reach u WHERE u.ticket_id = ticket.id AND u.scope_id = ?)", f.Unit)
	}
	if f.Stage != "" || f.StayUnit != "" {
		q = f.applyStay(q)
	}
	if f.MovedFrom != "" || f.MovedTo != "" {
		where, args := "m.back", []any{}
		if f.MovedFrom != "" {
			where, args = where+" AND m.from_unit_id = ?", append(args, f.MovedFrom)
		}
		if f.MovedTo != "" {
			where, args = where+" AND m.to_unit_id = ?", append(args, f.MovedTo)
		}
		if !f.StayFrom.IsZero() {
			where, args = where+" AND m.at >= ?", append(args, f.StayFrom)
		}
		if !f.StayTo.IsZero() {
			where, args = where+" AND m.at < ?", append(args, f.StayTo)
		}
		q = q.Where("ticket.id IN (SELECT m.ticket_id FROM move m WHERE "+where+")", args...)
	}
	return q, nil
}

func (f *Filter) applyStay(q *bun.SelectQuery) *bun.SelectQuery {
	where, args := "TRUE", []any{}
	add := func(condition string, value any) { where, args = where+" AND "+condition, append(args, value) }
	if f.Stage != "" {
		add("s.stage = ?", f.Stage)
	}
	if f.StayUnit != "" {
		add("s.unit_id = ?", f.StayUnit)
	}
	if !f.StayFrom.IsZero() {
		add("s.entered_at >= ?", f.StayFrom)
	}
	if !f.StayTo.IsZero() {
		add("s.entered_at < ?", f.StayTo)
	}
	if f.StayEnded {
		where += " AND s.left_at IS NOT NULL"
	}
	return q.Where("ticket.id IN (SELECT s.ticket_id FROM stay s WHERE "+where+")", args...)
}

func (f *Filter) applyMine(q *bun.SelectQuery, actor *org.Actor) *bun.SelectQuery {
	switch f.Mine {
	case "owner":
		return q.Where("ticket.owner_id = ?", actor.StaffID)
	case "offered":
		return q.Where("ticket.offered_to = ?", actor.StaffID)
	case "unit":
		return q.Where("ticket.owner_unit_id = ?", actor.UnitID)
	case "handoff":
		return q.Where("EXISTS (SELECT 1 FROM handoff h WHERE h.ticket_id = ticket.id AND h.unit_id = ? AND h.status IN ('sent', 'accepted'))", actor.UnitID)
	case "watching":
		return q.Where("ticket.id IN (SELECT w.ticket_id FROM ticket_watch w WHERE w.staff_id = ?)", actor.StaffID)
	}
	return q
}

func escapeLike(s string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(s)
}

// Row is a ticket in a list, with the names that stand in it.
type Row struct {
	Ticket `bun:",extend"`

	CustomerName   string  `bun:",scanonly"`
	TerminalNumber string  `bun:",scanonly"`
	OwnerName      string  `bun:",scanonly"`
	Due            Promise `bun:"embed:due__"` // of no kind when none is open
}

// List lists tickets that the acting person may see. It needs ticket.read; the permission is part of
// the query.
func (s *Service) List(ctx context.Context, f Filter, p Paging) (rows []Row, next string, err error) {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return nil, "", err
	}
	q := s.selectRows(ctx, &rows)
	order := orderOf(p.Sort)
	statuses, err := f.statuses()
	if err != nil {
		return nil, "", err
	}
	if err := s.checkFilter(ctx, &f); err != nil {
		return nil, "", err
	}
	active := f.onlyActive(statuses)
	if order.column == "due_at" && active && store.IsID(f.Unit) { // one index has it all
		q = q.Join("JOIN ticket_reach AS near ON near.ticket_id = ticket.id AND near.active = TRUE AND near.scope_id = ?", f.Unit)
		order = order.near()
		if !slices.Contains(scopesOf(actor), f.Unit) {
			q = visible(q, actor)
		}
		f.Unit, f.Status = "", "" // said by the join: a condition on the ticket would lead SQLite to another index
	} else {
		q = listed(q, actor, active)
	}
	if q, err = f.apply(ctx, q, actor); err != nil {
		return nil, "", err
	}
	if q, err = s.applyWords(ctx, &f, q, actor, false); err != nil {
		return nil, "", err
	}
	if q, err = order.after(q, p.Cursor); err != nil {
		return nil, "", err
	}
	if q = q.Limit(int64(p.Limit) + 1); f.Q == "" {
		q = s.db.Prepared(ctx, q)
	}
	if err := q.Scan(ctx); err != nil {
		return nil, "", err
	}
	if len(rows) > p.Limit {
		rows = rows[:p.Limit]
		last := &rows[p.Limit-1].Ticket
		next = store.Cursor(order.name(), order.key(last), last.ID)
	}
	return rows, next, nil
}

// selectRows reads tickets as lists show them.
func (s *Service) selectRows(ctx context.Context, rows *[]Row) *bun.SelectQuery {
	return s.db.Read(ctx).NewSelect().Model(rows).
		ColumnExpr("ticket.?", bun.Safe(strings.Join(rowColumns, ", ticket."))).
		ColumnExpr("customer.name AS customer_name, terminal.number AS terminal_number, owner.name AS owner_name").
		Join("JOIN staff AS owner ON owner.id = ticket.owner_id").
		Join("LEFT JOIN customer ON customer.id = ticket.customer_id").
		Join("LEFT JOIN terminal ON terminal.id = ticket.terminal_id").
		ColumnExpr(s.db.Columns((*Promise)(nil), "due")).
		Join("LEFT JOIN promise AS due ON due.id = ticket.due_promise_id")
}

// rowsOf reads some tickets, the latest filed first. Who asks has made sure that they may be seen.
func (s *Service) rowsOf(ctx context.Context, ids []string) ([]Row, error) {
	var rows []Row
	q := s.selectRows(ctx, &rows).Where("ticket.id IN (?)", bun.List(ids)).OrderExpr("ticket.created_at DESC, ticket.id")
	err := s.db.Prepared(ctx, q).Scan(ctx)
	return rows, err
}

// rowColumns are those of a ticket's columns that a list needs.
var rowColumns = []string{"id", "number", "source", "kind", "category", "subject", "status", "priority", "tier", "product", "customer_id", "terminal_id",
	"owner_id", "owner_unit_id", "places", "strip", "tags", "due_promise_id", "due_at", "callback_next_at", "returns", "bounces", "reopened", "late",
	"urged", "created_at", "updated_at", "closed_at", "version"}

// order is one way to sort tickets: by a column, then by identifier, both ways alike.
type order struct {
	column     string
	descending bool
	sorted     string // the columns as the query names them
}

func (o order) near() order {
	o.sorted = "near.due_at, near.ticket_id"
	return o
}

func orderOf(sort string) order {
	column, descending := strings.CutPrefix(sort, "-")
	names := map[string]string{"due": "due_at", "created": "created_at", "updated": "updated_at", "number": "number"}
	if names[column] == "" {
		column, descending = "due", false
	}
	return order{names[column], descending, "ticket." + names[column] + ", ticket.id"}
}

// name tells the order apart from others in a cursor.
func (o order) name() string {
	if o.descending {
		return "-" + o.column
	}
	return o.column
}

func (o order) key(t *Ticket) string {
	at := map[string]time.Time{"due_at": t.DueAt, "created_at": t.CreatedAt, "updated_at": t.UpdatedAt}[o.column]
	if o.column == "number" {
		return t.Number
	}
	return at.UTC().Format(time.RFC3339Nano)
}

func (o order) after(q *bun.SelectQuery, cursor string) (*bun.SelectQuery, error) {
	compare, sorted := ">", o.sorted
	if o.descending {
		compare, sorted = "<", strings.ReplaceAll(o.sorted, ",", " DESC,")+" DESC"
	}
	q = q.OrderExpr(sorted)
	after, err := store.ReadCursor(cursor, 3)
	if err != nil || after == nil {
		return q, err
	}
	var key any = after[1]
	if o.column != "number" {
		key, err = time.Parse(time.RFC3339Nano, after[1])
	}
	if err != nil || after[0] != o.name() || !store.IsID(after[2]) {
		return nil, fault.Bad("cursor", "分页位置无效，或属于另一种排序，请从第一页重新开始。", "This cursor is not valid, or of another order; start again from the first page.")
	}
	return q.Where("("+o.sorted+") "+compare+" (?, ?)", key, after[2]), nil
}

// countMost is how far a count goes.
const countMost = 1000

// Count counts tickets that the acting person may see, up to a thousand.
func (s *Service) Count(ctx context.Context, f Filter) (n int, capped bool, err error) {
	n, err = s.countUpTo(ctx, f, countMost+1)
	return min(n, countMost), n > countMost, err
}

// KeptOrNot counts the tickets that a filter finds, and those of them on which a promise was or is broken; each figure
// carries its filter. It needs ticket.read.
func (s *Service) KeptOrNot(ctx context.Context, f Filter) (all, broken Figure, err error) {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return all, broken, err
	}
	q := visible(s.db.Read(ctx).NewSelect().Model((*Ticket)(nil)), actor)
	if q, err = f.apply(ctx, q, actor); err != nil {
		return all, broken, err
	}
	var counts struct{ Tickets, Broken int }
	err = q.ColumnExpr("COUNT(*) AS tickets, COALESCE(SUM(CASE WHEN ticket.late THEN 1 ELSE 0 END), 0) AS broken").Scan(ctx, &counts)
	all = Figure{counts.Tickets, f.query()}
	f.Late = "breached"
	return all, Figure{counts.Broken, f.query()}, err
}

func (s *Service) countUpTo(ctx context.Context, f Filter, most int64) (int, error) {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return 0, err
	}
	statuses, err := f.statuses()
	if err != nil {
		return 0, err
	}
	if err := s.checkFilter(ctx, &f); err != nil {
		return 0, err
	}
	q := listed(s.db.Read(ctx).NewSelect().Model((*Ticket)(nil)).Column("ticket.id"), actor, f.onlyActive(statuses))
	if q, err = f.apply(ctx, q, actor); err != nil {
		return 0, err
	}
	if q, err = s.applyWords(ctx, &f, q, actor, true); err != nil {
		return 0, err
	}
	count, err := s.db.Read(ctx).NewSelect().TableExpr("(?) AS few", q.Limit(most)).Count(ctx)
	return int(count), err
}
