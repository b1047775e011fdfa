package ticket

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Watch is what a supervisor must see now: how much each unit and person has, what is at risk, what is late,
// who was urged. Every number opens its list.
type Watch struct {
	At     time.Time     `json:"at"`
	Total  Load          `json:"total" doc:"Each ticket counted once."`
	Units  []UnitWatch   `json:"units" doc:"In the order of the tree."`
	People []PersonWatch `json:"people" doc:"Whoever works in these units or still has something, most at the top."`
	Urges  []Urged       `json:"urges" doc:"Who was urged and has not reacted yet, latest first."`
}

// Load is how much lies somewhere, and how it stands.
type Load struct {
	Open     Figure `json:"open" doc:"Owned there and not ended."`
	Queue    Figure `json:"queue" doc:"Handed there, not accepted yet."`
	Working  Figure `json:"working" doc:"Accepted there."`
	Warned   Figure `json:"warned" doc:"A promise owed there runs out."`
	Overdue  Figure `json:"overdue" doc:"A promise owed there is broken now."`
	Disputed Figure `json:"disputed" doc:"In an open dispute, owned there or party to it."`
	Urged    Figure `json:"urged" doc:"Urged without a reaction yet."`
}

// UnitWatch is how one unit stands.
type UnitWatch struct {
	Unit  org.Ref `json:"unit"`
	Depth int     `json:"depth" doc:"How far below the topmost unit that is shown."`
	Load
	WaitingSince *time.Time `json:"waitingSince" doc:"Since when the oldest handoff waits to be accepted."`
}

// PersonWatch is how much one person has.
type PersonWatch struct {
	Person   org.Ref `json:"person"`
	Unit     org.Ref `json:"unit"`
	Disabled bool    `json:"disabled" doc:"Has left, and still has something."`
	Owned    Figure  `json:"owned"`
	Working  Figure  `json:"working"`
	Warned   Figure  `json:"warned" doc:"A promise that the person's unit owes on one of his runs out."`
	Overdue  Figure  `json:"overdue" doc:"A promise that the person's unit owes on one of his is broken now."`
	Most     int     `json:"most" doc:"How many open matters the person should have at the most."`
}

// Urged is an urge that waits for a reaction.
type Urged struct {
	TicketID string    `json:"ticketId"`
	Number   string    `json:"number"`
	Subject  string    `json:"subject"`
	Unit     org.Ref   `json:"unit"`
	By       string    `json:"by" enum:"customer,desk,escalated" doc:"Who urged; escalated: it was brought before the supervisors, and none has answered."`
	Times    int       `json:"times"`
	Why      string    `json:"why" doc:"Why it was escalated."`
	At       time.Time `json:"at"`
}

const (
	watchPeople = 300
	watchUrges  = 30
)

// watching is one look at the units.
type watching struct {
	ctx   context.Context
	s     *Service
	actor *org.Actor
	tree  *org.Tree
	at    time.Time
	units []string
	out   *Watch
}

// WatchUnits gives how the units stand over which the acting person is supervisor; with unitID only that one and
// those below it. It needs ticket.supervise; a unit that is not his is Forbidden.
func (s *Service) WatchUnits(ctx context.Context, unitID string) (*Watch, error) {
	m, err := s.watchOver(ctx, unitID)
	if err != nil {
		return nil, err
	}
	m.lay()
	for _, look := range []func() error{m.owned, m.handed, m.pressing, m.disputes, m.urges, m.people} {
		if err := look(); err != nil {
			return nil, err
		}
	}
	m.out.People = m.out.People[:min(len(m.out.People), watchPeople)]
	return m.out, nil
}

// watchOver begins a look at the acting person's units.
func (s *Service) watchOver(ctx context.Context, unitID string) (*watching, error) {
	actor, err := org.Need(ctx, org.TicketSupervise)
	if err != nil {
		return nil, err
	}
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return nil, err
	}
	m := &watching{ctx: ctx, s: s, actor: actor, tree: tree, at: now.From(ctx)}
	m.out = &Watch{At: m.at, Units: []UnitWatch{}, People: []PersonWatch{}, Urges: []Urged{}}
	m.units, err = m.supervised(unitID)
	return m, err
}

// supervised are the units that are shown, in the order of the tree.
func (m *watching) supervised(unitID string) ([]string, error) {
	reach := m.actor.Reach(org.TicketSupervise)
	from := m.tree.Root()
	if unitID != "" {
		if err := store.CheckIDs("unit", unitID); err != nil {
			return nil, err
		}
		if !reach.Covers(unitID) || m.tree.Unit(unitID) == nil {
			return nil, may("您不是这个单位的主管。", "You are not a supervisor over this unit.")
		}
		from = unitID
	}
	units := slices.DeleteFunc(m.tree.Below(from), func(id string) bool { return !reach.Covers(id) })
	slices.SortFunc(units, func(a, b string) int { return slices.Compare(m.path(a), m.path(b)) })
	return units, nil
}

// path names the units from the root to this one: neighbours stand in the order of their names.
func (m *watching) path(id string) []string {
	above := m.tree.Above(id)
	slices.Reverse(above)
	for i, unit := range above {
		above[i] = m.tree.Name(unit)
	}
	return above
}

// lay makes an empty row for every unit, with the filters of its numbers.
func (m *watching) lay() {
	for _, id := range m.units {
		above := m.tree.Above(id)
		depth := 0
		for _, parent := range above[1:] {
			if slices.Contains(m.units, parent) {
				depth++
			}
		}
		m.out.Units = append(m.out.Units, UnitWatch{Unit: *m.tree.Ref(id), Depth: depth, Load: loadOf(id, false)})
	}
	roots, below := m.roots()
	m.out.Total = loadOf(strings.Join(roots, ","), below)
}

// roots name all units that are shown as shortly as they can be named in an address.
func (m *watching) roots() (roots []string, below bool) {
	covered := 0
	for _, id := range m.units {
		if parent := m.tree.Unit(id).ParentID; !slices.Contains(m.units, parent) {
			roots = append(roots, id)
			covered += len(m.tree.Below(id))
		}
	}
	if covered == len(m.units) {
		return roots, true
	}
	return m.units, false
}

// loadOf has the filters of a load's numbers.
func loadOf(units string, below bool) Load {
	figure := func(f Filter) Figure {
		f.Status, f.Below = "active", below
		return Figure{Query: f.query()}
	}
	return Load{
		Open:     figure(Filter{OwnerUnit: units}),
		Queue:    figure(Filter{HandoffUnit: units, Handoff: string(Sent)}),
		Working:  figure(Filter{HandoffUnit: units, Handoff: string(Accepted)}),
		Warned:   figure(Filter{Owes: units, Late: "warned"}),
		Overdue:  figure(Filter{Owes: units, Late: "overdue"}),
		Disputed: figure(Filter{Disputed: units}),
		Urged:    figure(Filter{Urged: units}),
	}
}

// load is a unit's row; the total's when the unit is not named.
func (m *watching) load(unitID string) *Load {
	if unitID == "" {
		return &m.out.Total
	}
	if i := slices.Index(m.units, unitID); i >= 0 {
		return &m.out.Units[i].Load
	}
	return &Load{} // not shown: counted nowhere
}

func (m *watching) read() bun.IDB { return m.s.db.Read(m.ctx) }

func (m *watching) shown() bun.ListValues { return bun.List(m.units) }

func (m *watching) owned() error {
	var rows []struct {
		OwnerUnitID string
		N           int
	}
	err := m.read().NewSelect().Model((*Ticket)(nil)).Column("owner_unit_id").ColumnExpr("COUNT(*) AS n").
		Where(isActive).Where("owner_unit_id IN (?)", m.shown()).GroupExpr("owner_unit_id").Scan(m.ctx, &rows)
	for _, r := range rows {
		m.load(r.OwnerUnitID).Open.Count = r.N
		m.out.Total.Open.Count += r.N
	}
	return err
}

// handed counts the tickets that lie with units; one that lies with several counts once in the total.
func (m *watching) handed() error {
	type row struct {
		UnitID string
		Status HandoffStatus
		N      int
		Since  time.Time
	}
	var each, all []row
	q := func() *bun.SelectQuery {
		return m.read().NewSelect().Model((*Handoff)(nil)).ColumnExpr("handoff.status, COUNT(DISTINCT handoff.ticket_id) AS n").
			Where(isOpenHandoff).Where("handoff.unit_id IN (?)", m.shown()).GroupExpr("handoff.status")
	}
	if err := q().ColumnExpr("handoff.unit_id, MIN(handoff.created_at) AS since").GroupExpr("handoff.unit_id").Scan(m.ctx, &each); err != nil {
		return err
	}
	if err := q().Scan(m.ctx, &all); err != nil {
		return err
	}
	for _, r := range append(each, all...) {
		if r.Status == Accepted {
			m.load(r.UnitID).Working.Count = r.N
			continue
		}
		m.load(r.UnitID).Queue.Count = r.N
		if i := slices.Index(m.units, r.UnitID); i >= 0 {
			m.out.Units[i].WaitingSince = optional(r.Since)
		}
	}
	return nil
}

// pressing counts the tickets on which units owe what runs out or is broken.
func (m *watching) pressing() error {
	type row struct {
		UnitID string
		Late   bool
		N      int
	}
	var each, all []row
	q := func() *bun.SelectQuery {
		return m.read().NewSelect().Model((*Promise)(nil)).ColumnExpr("promise.due_at <= ? AS late, COUNT(DISTINCT promise.ticket_id) AS n", m.at).
			Where(isPressing).Where("promise.unit_id IN (?)", m.shown()).GroupExpr("late")
	}
	if err := q().Column("promise.unit_id").GroupExpr("promise.unit_id").Scan(m.ctx, &each); err != nil {
		return err
	}
	if err := q().Scan(m.ctx, &all); err != nil {
		return err
	}
	for _, r := range append(each, all...) {
		if l := m.load(r.UnitID); r.Late {
			l.Overdue.Count = r.N
		} else {
			l.Warned.Count = r.N
		}
	}
	return nil
}

// tally counts tickets by unit, each once in a unit and once in all.
type tally map[[2]string]bool

func (t tally) add(ticketID, unitID string, in *Load, figure func(*Load) *Figure, total *Load) {
	for key, l := range map[[2]string]*Load{{unitID, ticketID}: in, {"", ticketID}: total} {
		if !t[key] {
			t[key] = true
			figure(l).Count++
		}
	}
}

func (m *watching) disputes() error {
	var rows []struct {
		Dispute     `bun:",extend"`
		OwnerUnitID string `bun:",scanonly"`
	}
	err := m.read().NewSelect().Model(&rows).Column("dispute.ticket_id", "dispute.units").ColumnExpr("ticket.owner_unit_id").
		Join("JOIN ticket ON ticket.id = dispute.ticket_id").Where("dispute.state = 'open'").Where(isActive).Scan(m.ctx)
	seen := tally{}
	for _, d := range rows {
		for _, unit := range append(d.Units, d.OwnerUnitID) {
			if slices.Contains(m.units, unit) {
				seen.add(d.TicketID, unit, m.load(unit), func(l *Load) *Figure { return &l.Disputed }, &m.out.Total)
			}
		}
	}
	return err
}

// urges counts and lists those who were urged, and lists what was escalated. There are never many: an urge ends with
// the first reaction, an escalation with a supervisor's answer.
func (m *watching) urges() error {
	type row struct {
		ID, Number, Subject, UnitID string
		Times                       int
		At                          time.Time
	}
	var desk, customer []row
	err := m.read().NewSelect().TableExpr("handoff").ColumnExpr("ticket.id, ticket.number, ticket.subject, handoff.unit_id, handoff.urges AS times, handoff.last_urged_at AS at").
		Join("JOIN ticket ON ticket.id = handoff.ticket_id").Where("handoff.urged").Where("handoff.unit_id IN (?)", m.shown()).Scan(m.ctx, &desk)
	if err != nil {
		return err
	}
	err = m.read().NewSelect().TableExpr("ticket").ColumnExpr("id, number, subject, owner_unit_id AS unit_id, customer_urges AS times, customer_urged_at AS at").
		Where("urged").Where("owner_unit_id IN (?)", m.shown()).Scan(m.ctx, &customer)
	if err != nil {
		return err
	}
	seen := tally{}
	for i, r := range append(desk, customer...) {
		by := "desk"
		if i >= len(desk) {
			by = "customer"
		}
		seen.add(r.ID, r.UnitID, m.load(r.UnitID), func(l *Load) *Figure { return &l.Urged }, &m.out.Total)
		m.out.Urges = append(m.out.Urges, Urged{r.ID, r.Number, r.Subject, *m.tree.Ref(r.UnitID), by, r.Times, "", r.At})
	}
	if err := m.escalations(); err != nil {
		return err
	}
	slices.SortFunc(m.out.Urges, func(a, b Urged) int { return b.At.Compare(a.At) })
	m.out.Urges = m.out.Urges[:min(len(m.out.Urges), watchUrges)]
	return nil
}

func (m *watching) escalations() error {
	var rows []struct {
		ID, Number, Subject, UnitID, Why string
		At                               time.Time
	}
	here := "owner_unit_id IN (?0) OR EXISTS (SELECT 1 FROM handoff h WHERE h.ticket_id = ticket.id AND h.status IN ('sent', 'accepted') AND h.unit_id IN (?0))"
	err := m.read().NewSelect().TableExpr("ticket").ColumnExpr("id, number, subject, owner_unit_id AS unit_id, escalation AS why, escalated_at AS at").
		Where("escalation <> ''").Where(here, m.shown()).Scan(m.ctx, &rows)
	for _, r := range rows {
		m.out.Urges = append(m.out.Urges, Urged{r.ID, r.Number, r.Subject, *m.tree.Ref(r.UnitID), "escalated", 1, r.Why, r.At})
	}
	return err
}
