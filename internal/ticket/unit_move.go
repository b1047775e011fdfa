package ticket

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
)

// MovePreview says what moving a unit with all below it under another parent would bring about. Promises already given
// stay as they are.
type MovePreview struct {
	Unit      org.Ref           `json:"unit"`
	To        org.Ref           `json:"to"`
	Units     int               `json:"units" doc:"How many units move: it and all below it."`
	Gains     []org.Sight       `json:"gains" doc:"Who would come to see tickets of units that move."`
	Loses     []org.Sight       `json:"loses" doc:"Who would see them no longer."`
	Settings  []org.SettingMove `json:"settings" doc:"What would hold otherwise."`
	Rules     []RuleMove        `json:"rules" doc:"Policies, phrases and templates of the units above that would hold or hold no longer."`
	Open      int               `json:"open" doc:"Open tickets that these units own or whose customers they serve."`
	Customers int               `json:"customers" doc:"Customers whom these units serve."`
}

// RuleMove is a rule of a unit above that comes to hold for what moves, or holds no longer.
type RuleMove struct {
	Kind   string  `json:"kind" enum:"policy,phrase,template"`
	Name   string  `json:"name"`
	Unit   org.Ref `json:"unit" doc:"Whose rule it is."`
	Gained bool    `json:"gained"`
}

// PreviewMove says what would come of moving a unit under another parent. Nothing is changed. It needs org.manage for
// both units.
func (s *Service) PreviewMove(ctx context.Context, unitID, parentID string) (*MovePreview, error) {
	m, err := s.org.PreviewMove(ctx, unitID, parentID)
	if err != nil {
		return nil, err
	}
	out := &MovePreview{Unit: org.Ref{ID: m.Unit.ID, Name: m.Unit.Name}, To: *m.Before.Ref(parentID), Units: len(m.Below),
		Gains: m.Gains, Loses: m.Loses, Settings: m.Settings, Rules: []RuleMove{}}
	if err := s.ruleMoves(ctx, m, out); err != nil {
		return nil, err
	}
	served := s.db.Read(ctx).NewSelect().Model((*customer.Customer)(nil)).Column("id").Where("unit_id IN (?)", bun.List(m.Below))
	n, err := served.Clone().Count(ctx)
	if err != nil {
		return nil, err
	}
	out.Customers = int(n)
	n, err = s.db.Read(ctx).NewSelect().Model((*Ticket)(nil)).Where(isActive).
		Where("owner_unit_id IN (?) OR customer_id IN (?)", bun.List(m.Below), served).Count(ctx)
	out.Open = int(n)
	return out, err
}

// ruleMoves finds what the units have ruled under which it stood and will stand, besides settings.
func (s *Service) ruleMoves(ctx context.Context, m *org.Move, out *MovePreview) error {
	before, after := m.Before.Above(m.Unit.ID), m.After.Above(m.Unit.ID)
	note := func(kind, name, unitID string) {
		was, is := slices.Contains(before, unitID), slices.Contains(after, unitID)
		if was != is {
			out.Rules = append(out.Rules, RuleMove{kind, name, *m.Before.Ref(unitID), is})
		}
	}
	book, err := s.rulebook(ctx)
	if err != nil {
		return err
	}
	for _, p := range book.policies {
		if p.UnitID != "" && p.Active {
			note("policy", p.Zh, p.UnitID)
		}
	}
	both := bun.List(slices.Concat(before, after))
	var phrases []Phrase
	if err := s.db.Read(ctx).NewSelect().Model(&phrases).Column("name", "unit_id").Where("scope = ? AND unit_id IN (?)", phraseUnit, both).
		OrderExpr("name, id").Limit(200).Scan(ctx); err != nil {
		return err
	}
	for _, p := range phrases {
		note("phrase", p.Name, p.UnitID)
	}
	var templates []UnitTemplate
	if err := s.db.Read(ctx).NewSelect().Model(&templates).Column("category", "unit_id").Where("unit_id IN (?)", both).OrderExpr("category").Scan(ctx); err != nil {
		return err
	}
	for _, t := range templates {
		c, _ := find(book.Categories, t.Category)
		note("template", c.Zh, t.UnitID)
	}
	return nil
}
