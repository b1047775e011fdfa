package org

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Absence is a time in which a person is away (请假), and who stands in for him (代理). Standing in gives nobody a right:
// a substitute does what he may do anyway.
type Absence struct {
	bun.BaseModel `bun:"table:absence"`

	ID           string `bun:",pk"`
	StaffID      string
	Kind         string // of AbsenceKinds
	Note         string
	FromAt       time.Time
	UntilAt      time.Time
	SubstituteID string `bun:",nullzero"`
	GiveBack     bool   // what was given over comes back on return
	BulkID       string `bun:",nullzero"` // the redistribution by which it was given over
	CreatedBy    string `bun:",nullzero"`
	CreatedAt    time.Time
	EndedAt      time.Time `bun:",nullzero"`
	Version      int64
}

// AbsenceKinds are why people are away.
var AbsenceKinds = []string{"leave", "sick", "trip", "training", "other"}

const (
	absenceNoteMost = 200
	absenceLongest  = 400 * 24 * time.Hour
)

// Over tells whether the absence has ended by a moment: its time is over, or the person came back before.
func (a *Absence) Over(at time.Time) bool { return !a.EndedAt.IsZero() || !at.Before(a.UntilAt) }

func (a *Absence) holds(at time.Time) bool { return !a.Over(at) && !at.Before(a.FromAt) }

// readAbsences gives what lies in the present or future: few rows, which every replica remembers with the tree.
func (s *Service) readAbsences(ctx context.Context) (list []Absence, err error) {
	err = s.db.Read(ctx).NewSelect().Model(&list).Where("ended_at IS NULL AND until_at > ?", now.From(ctx)).OrderExpr("from_at, id").Scan(ctx)
	return list, err
}

// Away gives the absence of a person at a moment; nil when he is there.
func (t *Tree) Away(staffID string, at time.Time) *Absence {
	list := t.absences[staffID]
	if i := slices.IndexFunc(list, func(a Absence) bool { return a.holds(at) }); i >= 0 {
		return &list[i]
	}
	return nil
}

// Absences gives the absences of a person, of those now and to come, that meet a stretch of time.
func (t *Tree) Absences(staffID string, from, to time.Time) []Absence {
	return slices.DeleteFunc(slices.Clone(t.absences[staffID]), func(a Absence) bool { return !a.FromAt.Before(to) || !from.Before(a.UntilAt) })
}

// StandIn gives who does the work of a person at a moment: himself while he is there, else his substitute, or his
// substitute's while that one is away too. It is empty where nobody does: the work is the unit's.
func (t *Tree) StandIn(staffID string, at time.Time) string {
	for asked := []string{}; staffID != "" && !slices.Contains(asked, staffID); {
		away := t.Away(staffID, at)
		if away == nil {
			return staffID
		}
		asked = append(asked, staffID)
		staffID = away.SubstituteID
	}
	return ""
}

// Present gives those of people who are there at a moment.
func (t *Tree) Present(people []Staff, at time.Time) []Staff {
	return slices.DeleteFunc(slices.Clone(people), func(p Staff) bool { return t.Away(p.ID, at) != nil })
}

// NewAbsence is an absence to be noted.
type NewAbsence struct {
	StaffID      string    `json:"staffId,omitempty" doc:"Left out: I myself."`
	Kind         string    `json:"kind" enum:"leave,sick,trip,training,other"`
	Note         string    `json:"note,omitempty"`
	FromAt       time.Time `json:"fromAt"`
	UntilAt      time.Time `json:"untilAt"`
	SubstituteID string    `json:"substituteId,omitempty" doc:"Who gets what comes meanwhile; left out, it is for the unit."`
	GiveBack     bool      `json:"giveBack,omitempty" doc:"What is given over to others for this time comes back on return."`
}

// AbsenceChange is what may change on an absence; nil leaves it.
type AbsenceChange struct {
	UntilAt      *time.Time `json:"untilAt,omitempty"`
	SubstituteID *string    `json:"substituteId,omitempty" doc:"Empty: nobody."`
	GiveBack     *bool      `json:"giveBack,omitempty"`
	Ended        bool       `json:"ended,omitempty" doc:"The person is back, or does not go."`
	Version      int64      `json:"version,omitempty" doc:"The version that was seen; needed unless If-Match names it."`
}

// AddAbsence notes that a person is away. Everybody does so for himself; for others who supervises their unit or manages
// its accounts. The substitute must be able to do the work: own tickets if the person does, work on the handoffs of his
// unit if he does. Two absences of a person do not overlap.
func (s *Service) AddAbsence(ctx context.Context, in NewAbsence) (*Absence, error) {
	a := &Absence{ID: store.NewID(ctx), StaffID: in.StaffID, Kind: in.Kind, Note: strings.TrimSpace(in.Note), FromAt: in.FromAt.UTC(), UntilAt: in.UntilAt.UTC(),
		SubstituteID: in.SubstituteID, GiveBack: in.GiveBack, CreatedAt: now.From(ctx), Version: 1}
	if self := From(ctx); self != nil {
		a.StaffID, a.CreatedBy = cmp.Or(in.StaffID, self.StaffID), self.StaffID
	}
	p, err := s.mayKeepAbsence(ctx, a.StaffID)
	if err != nil {
		return nil, err
	}
	if err := a.check(now.From(ctx)); err != nil {
		return nil, err
	}
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if _, err := s.lockStaff(ctx, tx, p.ID, p.Version); err != nil { // two at once do not overlap either
			return err
		}
		if err := s.fits(ctx, tx, p, a); err != nil {
			return err
		}
		if _, err := tx.NewInsert().Model(a).Exec(ctx); err != nil {
			return err
		}
		s.changed(ctx)
		return s.audit.Write(ctx, Who(ctx), "absence.added", "staff", p.ID, audit.Change{Name: lang.T(p.Name, ""), After: auditedAbsenceOf(a)})
	})
	return a, err
}

// mayKeepAbsence gives the person, if the acting one may say when he is away.
func (s *Service) mayKeepAbsence(ctx context.Context, staffID string) (*Staff, error) {
	if err := store.CheckIDs("staffId", staffID); err != nil {
		return nil, err
	}
	self := From(ctx)
	if self == nil && !isProgram(ctx) {
		return nil, errNobody()
	}
	p, err := s.Staff(ctx, staffID)
	if err != nil {
		return nil, err
	}
	if self == nil || self.StaffID == p.ID || self.keepsAbsencesOf(p.UnitID) {
		return p, nil
	}
	return nil, fault.New(fault.Forbidden, "%[1]s的请假由他本人、他的主管或管理员登记。", "%[1]s, the supervisor or an administrator notes when %[1]s is away.", p.Name)
}

func (a *Actor) keepsAbsencesOf(unitID string) bool {
	return a.MayIn(TicketSupervise, unitID) || a.MayIn(OrgManage, unitID)
}

func (a *Absence) check(at time.Time) error {
	switch {
	case !slices.Contains(AbsenceKinds, a.Kind):
		return fault.Bad("kind", "请选择请假的类型。", "Choose the kind of absence.")
	case !a.UntilAt.After(a.FromAt):
		return fault.Bad("untilAt", "回来的时间应在离开之后。", "The return lies after the beginning.")
	case !a.UntilAt.After(at):
		return fault.Bad("untilAt", "回来的时间应在现在之后。", "The return lies in the past.")
	case a.UntilAt.Sub(a.FromAt) > absenceLongest:
		return fault.Bad("untilAt", "一次最多 400 天；长期离开请办理离职交接。", "At most 400 days at once; for a leaver there is the handover.")
	case len([]rune(a.Note)) > absenceNoteMost:
		return fault.Bad("note", "最多 %d 个字。", "At most %d characters.", absenceNoteMost)
	}
	return nil
}

// fits refuses an absence that overlaps with another of the person, and a substitute who cannot do the work.
func (s *Service) fits(ctx context.Context, tx bun.Tx, p *Staff, a *Absence) error {
	overlapping := func(staffID string) (bool, error) {
		return tx.NewSelect().Model((*Absence)(nil)).Where("staff_id = ? AND id <> ? AND ended_at IS NULL", staffID, a.ID).
			Where("from_at < ? AND until_at > ?", a.UntilAt, a.FromAt).Exists(ctx)
	}
	if twice, err := overlapping(p.ID); err != nil {
		return err
	} else if twice {
		return fault.Bad("fromAt", "%[1]s这段时间已登记请假，请修改原来的登记。", "%[1]s is noted as away in this time already; change that.", p.Name)
	}
	if a.SubstituteID == "" {
		return nil
	}
	if err := store.CheckIDs("substituteId", a.SubstituteID); err != nil {
		return err
	}
	other, err := s.Actor(ctx, a.SubstituteID)
	if err != nil {
		return err
	}
	person, err := s.Actor(ctx, p.ID)
	if err != nil {
		return err
	}
	switch {
	case other == nil || a.SubstituteID == p.ID:
		return fault.Bad("substituteId", "请选择另一位在职的同事代理。", "Choose a colleague who can log in.")
	case person != nil && !other.canStandIn(person):
		return fault.Bad("substituteId", "%[1]s做不了这份工作：代理人也要能受理工单，或能处理同一单位的流转单。",
			"%[1]s cannot do this work: a substitute must be able to own tickets, or to work on the handoffs of the same unit.", other.Name)
	}
	if away, err := overlapping(a.SubstituteID); err != nil || !away {
		return err
	}
	return fault.Bad("substituteId", "%[1]s这段时间也不在，请选择别人。", "%[1]s is away in this time too; choose somebody else.", other.Name)
}

// canStandIn tells whether the actor may do, by his own rights, what the person does.
func (a *Actor) canStandIn(person *Actor) bool {
	if person.May(TicketHandle) && !a.May(TicketHandle) {
		return false
	}
	return !person.MayIn(HandoffWork, person.UnitID) || person.May(TicketHandle) || a.UnitID == person.UnitID && a.MayIn(HandoffWork, person.UnitID)
}

// ChangeAbsence changes an absence, or ends it: the person is back. It is for whom AddAbsence is for.
func (s *Service) ChangeAbsence(ctx context.Context, id string, in AbsenceChange) (*Absence, error) {
	if From(ctx) == nil && !isProgram(ctx) {
		return nil, errNobody()
	}
	a := &Absence{ID: id}
	err := s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := s.db.Lock(tx.NewSelect().Model(a).WherePK()).Scan(ctx); store.None(err) {
			return errNoAbsence()
		} else if err != nil {
			return err
		}
		p, err := s.mayKeepAbsence(ctx, a.StaffID)
		if err != nil {
			return err
		}
		if err := httpx.CheckVersion(ctx, a.Version, in.Version, stale()); err != nil {
			return err
		}
		before := auditedAbsenceOf(a)
		if err := s.alterAbsence(ctx, tx, p, a, in); err != nil {
			return err
		}
		a.Version++
		if _, err := tx.NewUpdate().Model(a).WherePK().Exec(ctx); err != nil {
			return err
		}
		s.changed(ctx)
		change := audit.Change{Name: lang.T(p.Name, ""), Before: before, After: auditedAbsenceOf(a)}
		if in.Ended {
			return s.audit.Write(ctx, Who(ctx), "absence.ended", "staff", p.ID, change)
		}
		return s.audit.Write(ctx, Who(ctx), "absence.changed", "staff", p.ID, change)
	})
	return a, err
}

func errNoAbsence() error { return fault.Missing("这次请假", "absence") }

func (s *Service) alterAbsence(ctx context.Context, tx bun.Tx, p *Staff, a *Absence, in AbsenceChange) error {
	at := now.From(ctx)
	if a.Over(at) {
		return fault.New(fault.Conflict, "这次请假已经结束。", "This absence is over.")
	}
	if in.Ended {
		a.EndedAt = at
		if s.OnReturn != nil {
			return s.OnReturn(ctx, a)
		}
		return nil
	}
	if in.UntilAt != nil {
		a.UntilAt = in.UntilAt.UTC()
	}
	if in.SubstituteID != nil {
		a.SubstituteID = *in.SubstituteID
	}
	if in.GiveBack != nil {
		a.GiveBack = *in.GiveBack
	}
	if err := a.check(at); err != nil {
		return err
	}
	return s.fits(ctx, tx, p, a)
}

// Absence gives an absence; NotFound when there is none. The caller answers for the permission.
func (s *Service) Absence(ctx context.Context, id string) (*Absence, error) {
	a := &Absence{ID: id}
	err := s.db.Read(ctx).NewSelect().Model(a).WherePK().Scan(ctx)
	if store.None(err) {
		return nil, errNoAbsence()
	}
	return a, err
}

// GaveOver notes by which redistribution the work of an absent person was given over.
func (s *Service) GaveOver(ctx context.Context, absenceID, bulkID string) error {
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.NewUpdate().Model((*Absence)(nil)).Set("bulk_id = ?", bulkID).Where("id = ?", absenceID).Exec(ctx)
		s.changed(ctx)
		return err
	})
}

// Absences gives who is away now or will be, by when it begins; with a person his past ones too, the latest first, 50 at
// most. Anyone who is logged in may read them; why somebody is away is told to himself and to those who keep it.
func (s *Service) Absences(ctx context.Context, staffID string) ([]Absence, error) {
	self := From(ctx)
	if self == nil && !isProgram(ctx) {
		return nil, errNobody()
	}
	if staffID == "" {
		list, err := s.readAbsences(ctx)
		return s.discreet(ctx, list, err)
	}
	if err := store.CheckIDs("staff", staffID); err != nil {
		return nil, err
	}
	var list []Absence
	err := s.db.Read(ctx).NewSelect().Model(&list).Where("staff_id = ?", staffID).OrderExpr("from_at DESC, id").Limit(50).Scan(ctx)
	return s.discreet(ctx, list, err)
}

// discreet takes out of absences why people are away, where that is not the acting person's business.
func (s *Service) discreet(ctx context.Context, list []Absence, err error) ([]Absence, error) {
	self := From(ctx)
	if err != nil || self == nil || len(list) == 0 {
		return list, err
	}
	ids := make([]string, len(list))
	for i := range list {
		ids[i] = list[i].StaffID
	}
	var people []Staff
	if err := s.db.Read(ctx).NewSelect().Model(&people).Column("id", "unit_id").Where("id IN (?)", bun.List(ids)).Scan(ctx); err != nil {
		return nil, err
	}
	kept := map[string]bool{self.StaffID: true}
	for _, p := range people {
		kept[p.ID] = kept[p.ID] || self.keepsAbsencesOf(p.UnitID)
	}
	for i := range list {
		if !kept[list[i].StaffID] {
			list[i].Kind, list[i].Note = "", ""
		}
	}
	return list, nil
}

// auditedAbsence is what the log keeps of an absence.
type auditedAbsence struct {
	FromAt       time.Time `json:"fromAt"`
	UntilAt      time.Time `json:"untilAt"`
	SubstituteID string    `json:"substituteId"`
	GiveBack     bool      `json:"giveBack"`
	Ended        bool      `json:"ended"`
}

func auditedAbsenceOf(a *Absence) auditedAbsence {
	return auditedAbsence{a.FromAt, a.UntilAt, a.SubstituteID, a.GiveBack, !a.EndedAt.IsZero()}
}

// standsInNoMore lets those who are away have no substitute in a person who has left, and ends the absences of his own.
func (s *Service) standsInNoMore(ctx context.Context, tx bun.Tx, staffID string) error {
	at := now.From(ctx)
	_, err := tx.NewUpdate().Model((*Absence)(nil)).Set("substitute_id = NULL, version = version + 1").Where("substitute_id = ? AND ended_at IS NULL AND until_at > ?", staffID, at).Exec(ctx)
	if err != nil {
		return err
	}
	_, err = tx.NewUpdate().Model((*Absence)(nil)).Set("ended_at = ?, version = version + 1", at).Where("staff_id = ? AND ended_at IS NULL AND until_at > ?", staffID, at).Exec(ctx)
	s.changed(ctx)
	return err
}
