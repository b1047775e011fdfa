package duty

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/live"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/reason/roster"
)

// Service is what one can do with duty.
type Service struct {
	db    *store.DB
	org   *org.Service
	audit *audit.Log
	bus   *live.Bus

	// OnNotice, when set, tells people what changes for them, in the transaction of the change.
	OnNotice func(ctx context.Context, notices []Notice) error
}

// Notice tells one person of one thing, once.
type Notice struct {
	StaffID string
	Kind    string // duty.published, duty.swap, duty.handover
	Once    string
	Data    map[string]any
}

// New makes the service.
func New(db *store.DB, o *org.Service, log *audit.Log, bus *live.Bus) *Service {
	return &Service{db: db, org: o, audit: log, bus: bus}
}

// away says who is away when, of some people.
func (s *Service) away(ctx context.Context, staff []string, from, to time.Time) ([]roster.Away, error) {
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return nil, err
	}
	var list []roster.Away
	for _, id := range staff {
		for _, a := range tree.Absences(id, from, to) {
			list = append(list, roster.Away{Person: id, From: a.FromAt, To: a.UntilAt})
		}
	}
	return list, nil
}

// who gives the acting person.
func who(ctx context.Context) (*org.Actor, error) {
	if a := org.From(ctx); a != nil {
		return a, nil
	}
	return nil, fault.New(fault.Unauthenticated, "请先登录。", "Please log in first.")
}

// sees tells where a person sees the roster: in his own unit, where he has work to do, and where he plans.
func sees(a *org.Actor, unitID string) bool {
	return a.UnitID == unitID || a.MayIn(org.DutyPlan, unitID) || a.MayIn(org.TicketRead, unitID)
}

// worksIn tells whether a person hands over and takes over in a unit.
func worksIn(a *org.Actor, unitID string) bool {
	return a.UnitID == unitID || a.MayIn(org.DutyPlan, unitID) || a.MayIn(org.HandoffWork, unitID)
}

// seeUnit gives the acting person and a unit whose roster he sees; without an identifier his own. NotFound hides others.
func (s *Service) seeUnit(ctx context.Context, unitID string) (*org.Actor, *org.Unit, error) {
	a, err := who(ctx)
	if err != nil {
		return nil, nil, err
	}
	if unitID == "" {
		unitID = a.UnitID
	}
	u, err := s.org.Unit(ctx, unitID)
	if err == nil && !sees(a, unitID) {
		err = fault.Missing("这个单位的值班表", "roster")
	}
	return a, u, err
}

// planUnit refuses who may not plan a unit's duty; the program may always.
func (s *Service) planUnit(ctx context.Context, unitID string) (*org.Actor, error) {
	a, err := org.NeedOrProgram(ctx, org.DutyPlan)
	if err != nil {
		return nil, err
	}
	if _, err := s.org.Unit(ctx, unitID); err != nil {
		return nil, err
	}
	if a != nil && !a.MayIn(org.DutyPlan, unitID) {
		return nil, fault.New(fault.Forbidden, "您只能安排自己范围内单位的值班。", "You may only plan the duty of units within your reach.")
	}
	return a, nil
}

// lock holds a unit's roster until the transaction ends, and gives its rules.
func (s *Service) lock(ctx context.Context, tx bun.Tx, unitID string) (*Roster, error) {
	r := usual(unitID)
	_, err := tx.NewInsert().Model(r).On("CONFLICT (unit_id) DO UPDATE").Set("unit_id = EXCLUDED.unit_id").Returning("*").Exec(ctx)
	return r, err
}

// lockPeople holds people's rows until the transaction ends: nobody gets two shifts at once from two units.
func (s *Service) lockPeople(ctx context.Context, tx bun.Tx, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	var held []string
	return s.db.Lock(tx.NewSelect().Table("staff").Column("id").Where("id IN (?)", bun.List(ids)).OrderExpr("id")).Scan(ctx, &held)
}

// changed tells browsers, once the transaction stands, that a unit's duty is no longer as it was.
func (s *Service) changed(ctx context.Context, unitID string, staff ...string) {
	store.After(ctx, func() { s.bus.Publish(live.Change{Kind: "duty", ID: unitID, Units: []string{unitID}, Staff: staff}) })
}

func (s *Service) tell(ctx context.Context, notices []Notice) error {
	a := org.From(ctx)
	var told []Notice
	for _, n := range notices {
		if a != nil {
			if n.StaffID == a.StaffID {
				continue
			}
			n.Data["by"] = a.Name
		}
		told = append(told, n)
	}
	if s.OnNotice == nil || len(told) == 0 {
		return nil
	}
	return s.OnNotice(ctx, told)
}
