package customer

import (
	"context"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/personal"
)

// Contact is a person who speaks for a customer (联系人).
type Contact struct {
	bun.BaseModel `bun:"table:contact"`

	Part
	Name   string   `json:"name" personal:"name"`
	Role   string   `json:"role" doc:"What he is there, in free words."`
	Duties []string `json:"duties" doc:"What he is asked about: technical, billing, emergency, decision."`
	Phone  string   `json:"phone" personal:"phone"`
	Email  string   `json:"email" personal:"mail"`
	Main   bool     `json:"main"`
	Portal string   `json:"portal" enum:"none,view,report,manage" doc:"What he may do for the customer on the web: nothing; see; also report and answer; also keep contacts and see contracts."`
	Note   string   `json:"note"`
}

// Duties are what a contact is asked about.
var Duties = []string{"technical", "billing", "emergency", "decision"}

// PortalRights are what a contact may do for the customer on the web, each including those before it.
var PortalRights = []string{"none", "view", "report", "manage"}

func (*Contact) kind() kind { return kind{"contact", "位联系人", "contact"} }

func (*Contact) refers(context.Context, bun.Tx) error { return nil }

func (c *Contact) valid(context.Context) error {
	c.Name, c.Phone, c.Email = strings.TrimSpace(c.Name), strings.TrimSpace(c.Phone), strings.TrimSpace(c.Email)
	if c.Portal == "" {
		c.Portal = "none"
	}
	if c.Duties == nil {
		c.Duties = []string{}
	}
	switch {
	case c.Name == "":
		return fault.Bad("name", "请填写联系人姓名。", "Please give the contact's name.")
	case !slices.Contains(PortalRights, c.Portal):
		return fault.Bad("portal", "没有 %s 这种网上权限。", "There is no portal right %s.", c.Portal)
	case c.Portal != "none" && c.Email == "" && normal(c.Phone) == "":
		return fault.Bad("portal", "要使用网上服务，联系人需有电话或电子邮件。", "To use the portal a contact needs a phone or a mail address.")
	case personal.IsMasked(c.Phone):
		return errMasked("phone")
	case personal.IsMasked(c.Email):
		return errMasked("email")
	case c.Email != "" && !strings.Contains(strings.Trim(c.Email, "@"), "@"):
		return fault.Bad("email", "电子邮件地址不完整。", "The mail address is not complete.")
	}
	for _, duty := range c.Duties {
		if !slices.Contains(Duties, duty) {
			return fault.Bad("duties", "没有 %s 这种职责。", "There is no duty %s.", duty)
		}
	}
	return nil
}

// errMasked refuses to keep what a mask has left in place of what it hides.
func errMasked(field string) error {
	return fault.Bad(field, "这里是掩码后的内容，不能保存。请填写完整内容，或保持原样不改。",
		"This is masked and cannot be kept. Give it in full, or leave the field unchanged.")
}

// ContactFields are what may be set on a contact; nil leaves it.
type ContactFields struct {
	Name   *string   `json:"name,omitempty"`
	Role   *string   `json:"role,omitempty"`
	Duties *[]string `json:"duties,omitempty" doc:"technical, billing, emergency, decision"`
	Phone  *string   `json:"phone,omitempty"`
	Email  *string   `json:"email,omitempty"`
	Main   *bool     `json:"main,omitempty" doc:"There is one main contact: who becomes it takes the place of another."`
	Portal *string   `json:"portal,omitempty" enum:"none,view,report,manage"`
	Note   *string   `json:"note,omitempty"`
}

func (f ContactFields) apply(c *Contact) {
	put(&c.Name, f.Name)
	put(&c.Role, f.Role)
	put(&c.Duties, f.Duties)
	put(&c.Phone, f.Phone)
	put(&c.Email, f.Email)
	put(&c.Main, f.Main)
	put(&c.Portal, f.Portal)
	put(&c.Note, f.Note)
}

// put sets what was given.
func put[T any](to, from *T) {
	if from != nil {
		*to = *from
	}
}

// AddContact adds a contact. It needs customer.write for the customer's unit.
func (s *Service) AddContact(ctx context.Context, customerID string, in Contact) (*Contact, error) {
	return add(ctx, s, "contact.added", customerID, &in, func(ctx context.Context, tx bun.Tx, _ *Customer) error { return keepContact(ctx, tx, &in) })
}

// ChangeContact changes a contact. It needs customer.write for the customer's unit. A stale version is a Conflict.
func (s *Service) ChangeContact(ctx context.Context, id string, in ContactFields, version int64) (*Contact, error) {
	return change(ctx, s, "contact.changed", id, version, func(c *Contact) error { in.apply(c); return nil },
		func(ctx context.Context, tx bun.Tx, _ *Customer, _, c *Contact) error { return keepContact(ctx, tx, c) })
}

// keepContact lets a contact be found by his phone, and be the only main one if he is.
func keepContact(ctx context.Context, tx bun.Tx, c *Contact) error {
	if c.Main {
		_, err := tx.NewUpdate().Model((*Contact)(nil)).Set("main = FALSE").Set("version = version + 1").
			Where("customer_id = ? AND main AND id <> ?", c.CustomerID, c.ID).Exec(ctx)
		if err != nil {
			return err
		}
	}
	return setIdentifiers(ctx, tx, "contact_id", c.ID, c.numbers()...)
}

func (c *Contact) numbers() []identifier {
	return []identifier{{Value: c.Phone, Kind: "contact", CustomerID: c.CustomerID, ContactID: c.ID}}
}

// setIdentifiers replaces the numbers by which a contact or terminal is found; column says which of both it is.
func setIdentifiers(ctx context.Context, tx bun.Tx, column, id string, list ...identifier) error {
	if _, err := tx.NewDelete().Model((*identifier)(nil)).Where("? = ?", bun.Ident(column), id).Exec(ctx); err != nil {
		return err
	}
	return addIdentifiers(ctx, tx, list)
}

func addIdentifiers(ctx context.Context, tx bun.Tx, list []identifier) error {
	var known []identifier
	for _, i := range list {
		if i.Value = normal(i.Value); i.Value != "" {
			known = append(known, i)
		}
	}
	if len(known) == 0 {
		return nil
	}
	_, err := tx.NewInsert().Model(&known).Exec(ctx)
	return err
}
