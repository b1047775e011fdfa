package duty

import (
	"context"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/reason/roster"
)

// NewSwap offers one of one's own shifts.
type NewSwap struct {
	ShiftID string `json:"shiftId"`
	ToID    string `json:"toId,omitempty" doc:"The colleague; empty: whoever of the unit can."`
	Reason  string `json:"reason" maxLength:"300"`
}

// Offer offers one of the acting person's shifts to a colleague, or to whoever of the unit can. Asked again it gives what
// is offered already; while the shift is offered otherwise it is a Conflict.
func (s *Service) Offer(ctx context.Context, in NewSwap) (*Swap, error) {
	a, err := who(ctx)
	if err != nil {
		return nil, err
	}
	if err := store.CheckIDs("shiftId", in.ShiftID); err != nil {
		return nil, err
	}
	var w *Swap
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		x, err := s.lockShift(ctx, tx, in.ShiftID)
		if err != nil {
			return err
		}
		if x.StaffID != a.StaffID {
			return fault.Missing("您的这个班", "shift of yours")
		}
		at := now.From(ctx)
		if x.State != Published || !x.StartsAt.After(at) {
			return fault.New(fault.Conflict, "这个班已经开始或正在调整，不能再换。", "This shift has begun or is being changed: it cannot be swapped.")
		}
		if err := s.mayBeAsked(ctx, a, x, in.ToID); err != nil {
			return err
		}
		before := &Swap{}
		err = tx.NewSelect().Model(before).Where("shift_id = ? AND state IN (?)", x.ID, bun.List([]SwapState{Offered, Taken})).Scan(ctx)
		if err == nil {
			if before.ToID == in.ToID {
				w = before
				return nil
			}
			return fault.New(fault.Conflict, "这个班已经在换班中。要改请先撤回。", "This shift is offered already. Withdraw that first to offer it otherwise.")
		}
		if !store.None(err) {
			return err
		}
		w = &Swap{ID: store.NewID(ctx), UnitID: x.UnitID, ShiftID: x.ID, FromID: a.StaffID, ToID: in.ToID, Reason: strings.TrimSpace(in.Reason),
			State: Offered, CreatedAt: at, ChangedAt: at}
		if _, err := tx.NewInsert().Model(w).Exec(ctx); err != nil {
			return err
		}
		asked := []string{in.ToID}
		if in.ToID == "" {
			if asked, err = s.colleagues(ctx, x.UnitID); err != nil {
				return err
			}
		}
		return s.tellSwap(ctx, w, x, asked...)
	})
	return w, err
}

func (s *Service) lockShift(ctx context.Context, tx bun.Tx, id string) (*Shift, error) {
	x := &Shift{}
	err := s.db.Lock(tx.NewSelect().Model(x).Where("id = ?", id)).Scan(ctx)
	if store.None(err) {
		return nil, fault.Missing("这个班", "shift")
	}
	return x, err
}

// mayBeAsked refuses a colleague who cannot take the shift.
func (s *Service) mayBeAsked(ctx context.Context, a *org.Actor, x *Shift, toID string) error {
	if toID == "" {
		return nil
	}
	if err := store.CheckIDs("toId", toID); err != nil {
		return err
	}
	if toID == a.StaffID {
		return fault.Bad("toId", "不能换给自己，请选择同事。", "You cannot offer it to yourself. Choose a colleague.")
	}
	people, err := s.org.Actors(ctx, []string{toID})
	if err != nil {
		return err
	}
	if len(people) == 0 || !worksIn(people[0], x.UnitID) {
		return fault.Bad("toId", "这位同事不在本单位，不能接这个班。", "This colleague does not work in the unit and cannot take the shift.")
	}
	return s.fits(ctx, toID, people[0].Name, x)
}

// colleagues gives the people of a unit.
func (s *Service) colleagues(ctx context.Context, unitID string) ([]string, error) {
	people, err := s.peopleOf(ctx, unitID, nil)
	return idsOf(people, func(p org.Staff) string { return p.ID }), err
}

// fits refuses a shift that a person cannot take by the rules.
func (s *Service) fits(ctx context.Context, staffID, name string, x *Shift) error {
	rules, err := s.readRoster(ctx, x.UnitID)
	if err != nil {
		return err
	}
	has, err := s.near(ctx, []string{staffID}, x.Day, x.Day, []State{Draft, Published, Leaving})
	if err != nil {
		return err
	}
	from, to := roster.After(x.Day, -around), roster.After(x.Day, around)
	before, err := s.check(ctx, rules, has, from, to)
	if err != nil {
		return err
	}
	y := *x
	y.StaffID = staffID
	after, err := s.check(ctx, rules, append(has, y), from, to)
	if err != nil {
		return err
	}
	for _, p := range after {
		if !slices.Contains(before, p) {
			words := problemWords[p.Sort]
			return fault.New(fault.Conflict, "%[1]s不能接 %[2]s 的班：%[3]s。", "%[1]s cannot take the shift of %[2]s: %[4]s.", name, x.Day, words[0], words[1]).Because(string(p.Sort))
		}
	}
	return nil
}

var problemWords = map[roster.Sort][2]string{
	roster.Overlap: {"同一时间已有别的班", "there is another shift at that time"},
	roster.Absent:  {"那时不在岗", "he is away then"},
	roster.Rest:    {"两个班之间休息时间不够", "there is too little rest between two shifts"},
	roster.Nights:  {"连续夜班太多", "it makes too many nights in a row"},
}

// SwapStep is what somebody does with a swap.
type SwapStep struct {
	Step string `json:"step" enum:"take,decline,withdraw,approve,refuse"`
	Text string `json:"text,omitempty" maxLength:"300" doc:"Why, to decline or refuse."`
}

// Step takes, declines or withdraws a swap, or lets a leader approve or refuse one that is taken. What is taken is done at
// once where the unit does not want its leader asked. The rules are looked at again whenever the shift would go over. A
// step that the state does not allow is a Conflict; NotFound hides the swaps of others.
func (s *Service) Step(ctx context.Context, id string, in SwapStep) (*Swap, error) {
	a, err := who(ctx)
	if err != nil {
		return nil, err
	}
	w := &Swap{}
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := s.db.Lock(tx.NewSelect().Model(w).Where("id = ?", id)).Scan(ctx); store.None(err) {
			return fault.Missing("这次换班", "swap")
		} else if err != nil {
			return err
		}
		if !w.concerns(a) {
			return fault.Missing("这次换班", "swap")
		}
		if !slices.Contains(w.may(a), in.Step) {
			return fault.New(fault.Conflict, "这次换班现在不能这样处理，请刷新后查看。", "This cannot be done with the swap now. Reload to see where it stands.")
		}
		x, err := s.lockShift(ctx, tx, w.ShiftID)
		if err != nil {
			return err
		}
		w.ChangedAt, w.Answer = now.From(ctx), strings.TrimSpace(in.Text)
		if err := s.step(ctx, tx, a, w, x, in.Step); err != nil {
			return err
		}
		_, err = tx.NewUpdate().Model(w).WherePK().Exec(ctx)
		return err
	})
	return w, err
}

// concerns tells whether a person may know of a swap.
func (w *Swap) concerns(a *org.Actor) bool {
	return w.FromID == a.StaffID || w.ToID == a.StaffID || w.TakenID == a.StaffID || sees(a, w.UnitID)
}

// may says what a person can do with a swap now. It is what Step checks, and what the console offers.
func (w *Swap) may(a *org.Actor) []string {
	steps := []string{}
	party := a.StaffID == w.FromID || a.StaffID == w.TakenID
	if w.State == Offered && a.StaffID != w.FromID && (w.ToID == a.StaffID || w.ToID == "" && worksIn(a, w.UnitID)) {
		steps = append(steps, "take")
	}
	if w.State == Offered && w.ToID == a.StaffID {
		steps = append(steps, "decline")
	}
	if w.State == Taken && !party && a.MayIn(org.DutyPlan, w.UnitID) {
		steps = append(steps, "approve", "refuse")
	}
	if w.open() && w.FromID == a.StaffID {
		steps = append(steps, "withdraw")
	}
	return steps
}

func (s *Service) step(ctx context.Context, tx bun.Tx, a *org.Actor, w *Swap, x *Shift, step string) error {
	switch step {
	case "take":
		w.TakenID = a.StaffID
		rules, err := s.readRoster(ctx, w.UnitID)
		if err != nil {
			return err
		}
		if !rules.Approve {
			return s.complete(ctx, tx, w, x)
		}
		if err := s.stands(ctx, tx, w, x); err != nil {
			return err
		}
		w.State = Taken
		leaders, err := s.org.SupervisorsOf(ctx, w.UnitID)
		if err != nil {
			return err
		}
		return s.tellSwap(ctx, w, x, append(idsOf(leaders, func(p org.Staff) string { return p.ID }), w.FromID)...)
	case "approve":
		w.DecidedID = a.StaffID
		return s.complete(ctx, tx, w, x)
	case "decline":
		w.State = Declined
	case "refuse":
		w.State, w.DecidedID = Refused, a.StaffID
	case "withdraw":
		w.State = Withdrawn
	}
	return s.tellSwap(ctx, w, x, idsOf([]string{w.FromID, w.ToID, w.TakenID}, func(id string) string { return id })...)
}

// stands refuses a swap of what is no longer the person's, has begun, or does not fit who takes it.
func (s *Service) stands(ctx context.Context, tx bun.Tx, w *Swap, x *Shift) error {
	if x.State != Published || x.StaffID != w.FromID || !x.StartsAt.After(now.From(ctx)) {
		return fault.New(fault.Conflict, "这个班已经开始或已被调整，不能再换。", "This shift has begun or was changed: it cannot be swapped any more.")
	}
	if err := s.lockPeople(ctx, tx, []string{w.TakenID}); err != nil {
		return err
	}
	names, err := s.org.Names(ctx, []string{w.TakenID})
	if err != nil {
		return err
	}
	return s.fits(ctx, w.TakenID, names[w.TakenID], x)
}

// complete gives the shift to who has taken it.
func (s *Service) complete(ctx context.Context, tx bun.Tx, w *Swap, x *Shift) error {
	if err := s.stands(ctx, tx, w, x); err != nil {
		return err
	}
	given, err := moved(ctx, tx, x, w.TakenID)
	if err != nil {
		return err
	}
	w.State, w.GivenID = Done, given.ID
	names, err := s.org.Names(ctx, []string{w.FromID, w.TakenID})
	if err != nil {
		return err
	}
	unit, err := s.nameOf(ctx, w.UnitID)
	if err != nil {
		return err
	}
	if err := s.tellSwap(ctx, w, x, w.FromID, w.TakenID); err != nil {
		return err
	}
	return s.audit.Write(ctx, org.Who(ctx), "duty.swapped", "unit", w.UnitID, map[string]string{"name": unit, "day": x.Day, "from": names[w.FromID], "to": names[w.TakenID]})
}

func (s *Service) tellSwap(ctx context.Context, w *Swap, x *Shift, people ...string) error {
	names, err := s.org.Names(ctx, idsOf([]string{w.FromID, w.TakenID}, func(id string) string { return id }))
	if err != nil {
		return err
	}
	var notices []Notice
	for _, id := range idsOf(people, func(id string) string { return id }) {
		notices = append(notices, Notice{id, "duty.swap." + string(w.State), w.ID, map[string]any{"day": x.Day, "name": names[w.FromID], "taker": names[w.TakenID]}})
	}
	s.changed(ctx, w.UnitID, people...)
	return s.tell(ctx, notices)
}
