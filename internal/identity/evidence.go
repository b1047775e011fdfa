package identity

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/personal"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// NewEvidence is a document that was checked. It takes the place of the one that stood for the same.
type NewEvidence struct {
	Role       string `json:"role" enum:"holder,responsible,user,agent"`
	Kind       string `json:"kind" enum:"resident-id,residence-permit,foreign-resident,passport,hk-macau-permit,taiwan-permit,military-id,business-licence,organisation"`
	Number     string `json:"number" maxLength:"40"`
	Holder     string `json:"holder" maxLength:"100"`
	Issuer     string `json:"issuer,omitempty" maxLength:"100"`
	ValidUntil string `json:"validUntil,omitempty" doc:"The last day; empty: without end."`
	Purpose    string `json:"purpose" maxLength:"200"`
	How        string `json:"how" enum:"face,video,online,agent"`
	Card       string `json:"card,omitempty" enum:"usual,iot,industry" default:"usual"`
	CardUse    string `json:"cardUse,omitempty" maxLength:"200"`
	Dealer     string `json:"dealer,omitempty" maxLength:"100"`
	TerminalID string `json:"terminalId,omitempty"`
}

func (in *NewEvidence) valid(ctx context.Context) error {
	for _, text := range []*string{&in.Holder, &in.Issuer, &in.Purpose, &in.CardUse, &in.Dealer} {
		*text = strings.TrimSpace(*text)
	}
	in.Number, in.Card = written(in.Number), cmp.Or(in.Card, "usual")
	d := documentOf(in.Kind)
	switch {
	case !slices.Contains([]string{"holder", "responsible", "user", "agent"}, in.Role):
		return fault.Bad("role", "请选择是谁的证件。", "Please say whose document it is.")
	case d == nil:
		return fault.Bad("kind", "请选择证件种类。", "Please choose the kind of document.")
	case in.Role != "holder" && ofOrganisation(in.Kind):
		return fault.Bad("kind", "责任人、使用人和代办人要登记个人证件。", "Who answers for it, who uses it and who acts for another show a person's document.")
	case in.Holder == "":
		return fault.Bad("holder", "请填写证件上的名称。", "Please give the name on the document.")
	case in.Purpose == "":
		return fault.Bad("purpose", "请写明为什么核验，比如新开户。", "Please say for what it was checked, such as a new subscription.")
	case !slices.Contains([]string{"face", "video", "online", "agent"}, in.How):
		return fault.Bad("how", "请选择是怎样核验的。", "Please choose how it was checked.")
	case in.How == "agent" && in.Dealer == "":
		return fault.Bad("dealer", "请写明是哪家代理商登记的。", "Please say which agent registered it.")
	case !slices.Contains([]string{"usual", "iot", "industry"}, in.Card):
		return fault.Bad("card", "请选择卡的种类。", "Please choose the kind of card.")
	case in.Card != "usual" && in.CardUse == "":
		return fault.Bad("cardUse", "物联网卡和行业卡要写明用途。", "Say for what a card for things or of a trade is used.")
	}
	if in.ValidUntil != "" {
		if _, err := time.Parse(time.DateOnly, in.ValidUntil); err != nil {
			return fault.Bad("validUntil", "%s 不是日期，请写成 2026-11-23 这样。", "%s is not a day; write it as 2026-11-23.", in.ValidUntil)
		}
		if in.ValidUntil < now.Today(ctx) {
			return fault.Bad("validUntil", "这份证件已经过期，不能用来核验。", "This document has expired and proves nothing.")
		}
	}
	return d.validate(in.Number)
}

// Record keeps a document that was checked, seals its number, and ends the check that waits for it: what was limited or
// suspended goes on, and the customer is told. It needs identity.keep for the customer's unit. Where too many customers
// have shown the same document, it is a Conflict if the rules refuse that.
func (s *Service) Record(ctx context.Context, customerID string, in NewEvidence) (*Evidence, error) {
	if _, err := org.NeedOrProgram(ctx, org.IdentityKeep); err != nil {
		return nil, err
	}
	if err := in.valid(ctx); err != nil {
		return nil, err
	}
	e := &Evidence{ID: store.NewID(ctx), CustomerID: customerID, TerminalID: in.TerminalID, Role: in.Role, Kind: in.Kind, NumberMask: personal.Number(in.Number),
		Holder: in.Holder, Issuer: in.Issuer, ValidUntil: in.ValidUntil, Purpose: in.Purpose, How: in.How, Card: in.Card, CardUse: in.CardUse,
		Dealer: in.Dealer, CheckedAt: now.From(ctx), Version: 1}
	if err := s.seal(e, in.Number); err != nil {
		return nil, err
	}
	err := s.edit(ctx, customerID, org.IdentityKeep, func(ctx context.Context, tx bun.Tx, c *customer.Customer) error {
		if in.Role == "holder" && (c.Kind == "organisation") != ofOrganisation(in.Kind) {
			return fault.Bad("kind", "单位客户登记单位证件，个人客户登记个人证件；单位里的人请登记为责任人或使用人。",
				"An organisation shows its own document and a person his; people of an organisation are recorded as responsible or as users.")
		}
		e.UnitID = c.UnitID
		if actor := org.From(ctx); actor != nil {
			e.UnitID = actor.UnitID
		}
		e.CheckedBy, e.CheckedByName = actedBy(ctx)
		if err := s.checkTerminal(ctx, tx, e); err != nil {
			return err
		}
		if err := s.checkShared(ctx, tx, in, customerID); err != nil {
			return err
		}
		if err := replace(ctx, tx, e); err != nil {
			return err
		}
		if _, err := tx.NewInsert().Model(e).Exec(ctx); err != nil {
			return err
		}
		if err := s.audit.Write(ctx, org.Who(ctx), "identity.recorded", "evidence", e.ID, map[string]string{"name": c.Name, "role": e.Role, "document": e.Kind,
			"number": e.NumberMask, "checked": e.How, "dealer": e.Dealer, "validUntil": e.ValidUntil}); err != nil {
			return err
		}
		return s.settle(ctx, tx, c)
	})
	if err != nil {
		return nil, err
	}
	return e, nil
}

// seal keeps a number so that it is read again only with the keys, and found by whoever has it.
func (s *Service) seal(e *Evidence, number string) (err error) {
	if e.NumberSealed, err = s.keys.Seal(number, e.about()); err != nil {
		return err
	}
	e.NumberPrint, err = s.keys.Blind(printed(e.Kind, number))
	return err
}

// printed is what is fingerprinted: a credit code is the same on either of an organisation's documents.
func printed(kind, number string) string {
	if ofOrganisation(kind) {
		kind = "organisation"
	}
	return kind + "/" + number
}

func (s *Service) checkTerminal(ctx context.Context, tx bun.Tx, e *Evidence) error {
	if e.TerminalID == "" {
		return nil
	}
	if err := store.CheckIDs("terminalId", e.TerminalID); err != nil {
		return err
	}
	known, err := tx.NewSelect().Model((*customer.Terminal)(nil)).Where("id = ? AND customer_id = ?", e.TerminalID, e.CustomerID).Exists(ctx)
	if err == nil && !known {
		return fault.Bad("terminalId", "这台终端不属于这位客户。", "This terminal does not belong to the customer.")
	}
	return err
}

// checkShared refuses a document with which as many other customers as the rules allow have shown who they are.
func (s *Service) checkShared(ctx context.Context, tx bun.Tx, in NewEvidence, customerID string) error {
	rules, err := s.rules(ctx)
	if err != nil || !rules.Refuse || in.Role != "holder" {
		return err
	}
	prints, err := s.keys.Blinds(printed(in.Kind, in.Number))
	if err != nil {
		return err
	}
	var n int
	err = tx.NewSelect().Model((*Evidence)(nil)).ColumnExpr("COUNT(DISTINCT customer_id)").
		Where("number_print IN (?) AND role = 'holder' AND ended_at IS NULL AND customer_id <> ?", bun.List(prints), customerID).Scan(ctx, &n)
	if err == nil && n+1 > rules.Most {
		return fault.New(fault.Conflict, "已有 %[1]d 位客户用这份证件登记，达到了每份证件 %[2]d 位的上限。请先核对是不是同一位客户。",
			"%[1]d customers are registered with this document already, and %[2]d is the limit. Look first whether they are the same customer.", n, rules.Most)
	}
	return err
}

// replace ends the document that stood for the same person in the same role. Those who acted for others stay.
func replace(ctx context.Context, tx bun.Tx, e *Evidence) error {
	if e.Role == "agent" {
		return nil
	}
	q := tx.NewUpdate().Model((*Evidence)(nil)).Set("ended_at = ?", e.CheckedAt).Set("end_reason = ?", "").Set("version = version + 1").
		Where("customer_id = ? AND role = ? AND ended_at IS NULL", e.CustomerID, e.Role)
	if e.TerminalID == "" {
		q = q.Where("terminal_id IS NULL")
	} else {
		q = q.Where("terminal_id = ?", e.TerminalID)
	}
	_, err := q.Exec(ctx)
	return err
}

// Withdraw ends a document that was recorded wrongly, for a reason; it stays in the history. It needs identity.keep for the
// customer's unit. One that has ended is a Conflict.
func (s *Service) Withdraw(ctx context.Context, id, reason string) (*Evidence, error) {
	if _, err := org.NeedOrProgram(ctx, org.IdentityKeep); err != nil {
		return nil, err
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return nil, fault.Bad("reason", "请写明为什么撤下。", "Please say why it is withdrawn.")
	}
	e, err := s.evidence(ctx, id)
	if err != nil {
		return nil, err
	}
	err = s.edit(ctx, e.CustomerID, org.IdentityKeep, func(ctx context.Context, tx bun.Tx, c *customer.Customer) error {
		if err := tx.NewSelect().Model(e).WherePK().Scan(ctx); err != nil {
			return err
		}
		if !e.EndedAt.IsZero() {
			return fault.New(fault.Conflict, "这份证件已经不再有效。", "This document does not count any more.")
		}
		e.EndedAt, e.EndReason, e.Version = now.From(ctx), reason, e.Version+1
		if _, err := tx.NewUpdate().Model(e).Column("ended_at", "end_reason", "version").WherePK().Exec(ctx); err != nil {
			return err
		}
		return s.audit.Write(ctx, org.Who(ctx), "identity.withdrawn", "evidence", e.ID, map[string]string{"name": c.Name, "number": e.NumberMask, "reason": reason})
	})
	return e, err
}

// evidence reads a document of a customer whom the acting person may see.
func (s *Service) evidence(ctx context.Context, id string) (*Evidence, error) {
	missing := fault.Missing("这份证件", "document")
	if !store.IsID(id) {
		return nil, missing
	}
	e := &Evidence{ID: id}
	if err := s.db.Read(ctx).NewSelect().Model(e).WherePK().Scan(ctx); store.None(err) {
		return nil, missing
	} else if err != nil {
		return nil, err
	}
	if _, err := s.customers.Seen(ctx, e.CustomerID); fault.Is(err, fault.NotFound) {
		return nil, missing
	} else if err != nil {
		return nil, err
	}
	return e, nil
}

// reveal reads the number of a document. It needs identity.reveal for the customer's unit and a fresh proof of who one is.
func (s *Service) reveal(ctx context.Context, id, field string) (*customer.Revealed, error) {
	actor, err := org.Need(ctx, org.IdentityReveal)
	if err != nil {
		return nil, err
	}
	e, err := s.evidence(ctx, id)
	if err != nil {
		return nil, err
	}
	if field != "number" {
		return nil, fault.Missing("这项内容", "field")
	}
	c, err := s.customers.Seen(ctx, e.CustomerID)
	if err != nil {
		return nil, err
	}
	if !actor.Covers(org.IdentityReveal).Covers(c.UnitID) {
		return nil, fault.New(fault.Forbidden, "这位客户由别的单位服务，请交给那里办理。", "Another unit serves this customer: let it be done there.")
	}
	if err := org.NeedFresh(ctx); err != nil {
		return nil, err
	}
	number, err := s.keys.Open(e.NumberSealed, e.about())
	if err != nil {
		return nil, err
	}
	d := documentOf(e.Kind)
	return &customer.Revealed{Value: number, Field: lang.T("%[1]s号码", "number of the %[2]s", d.name.Zh, d.name.En), Name: c.Name}, nil
}
