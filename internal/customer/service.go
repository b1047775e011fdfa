package customer

import (
	"context"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/index"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Service is what one can do with customers.
type Service struct {
	db    *store.DB
	org   *org.Service
	index *index.Index
}

// New makes the service.
func New(db *store.DB, o *org.Service) *Service {
	s := &Service{db, o, index.New(db)}
	s.addSources()
	return s
}

// Tiers are the customer tiers, best first.
var Tiers = []string{"platinum", "gold", "silver", "standard"}

// NewCustomer is a customer to be made. During a call a name and a phone are enough.
type NewCustomer struct {
	Number      string `json:"number,omitempty"`
	Name        string `json:"name"`
	Kind        string `json:"kind,omitempty" enum:"person,organisation"`
	Tier        string `json:"tier,omitempty"`
	Industry    string `json:"industry,omitempty"`
	UnitID      string `json:"unitId,omitempty"`
	Note        string `json:"note,omitempty"`
	NoteMust    bool   `json:"noteMust,omitempty"`
	ContactName string `json:"contactName,omitempty"`
	Phone       string `json:"phone,omitempty"`
}

// Add makes a customer, with a first contact when a phone is given. It needs customer.write, for the
// unit that will serve the customer; without one it is the acting person's own unit.
func (s *Service) Add(ctx context.Context, in NewCustomer) (*Customer, error) {
	actor, err := org.NeedOrProgram(ctx, org.CustomerWrite)
	if err != nil {
		return nil, err
	}
	if in.UnitID == "" && actor != nil {
		in.UnitID = actor.UnitID
	}
	c := &Customer{ID: store.NewID(ctx), Number: in.Number, Name: strings.TrimSpace(in.Name), Kind: in.Kind, Tier: in.Tier,
		Industry: in.Industry, UnitID: in.UnitID, Note: in.Note, NoteMust: in.NoteMust, Version: 1, CreatedAt: now.From(ctx)}
	if c.Kind == "" {
		c.Kind = "person"
	}
	if c.Tier == "" {
		c.Tier = "standard"
	}
	if err := s.check(ctx, actor, c); err != nil {
		return nil, err
	}
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) (err error) {
		if c.Number == "" {
			if c.Number, err = nextNumber(ctx, tx); err != nil {
				return err
			}
		}
		if _, err := tx.NewInsert().Model(c).Exec(ctx); err != nil {
			if store.IsDuplicate(err) {
				return fault.Bad("number", "客户编号 %s 已存在。", "The customer number %s is taken.", c.Number)
			}
			return err
		}
		if err := s.index.Changed(ctx, tx, "customer", c.ID); err != nil || in.Phone == "" {
			return err
		}
		name := in.ContactName
		if name == "" {
			name = c.Name
		}
		return s.addContact(ctx, tx, &Contact{CustomerID: c.ID, Name: name, Phone: in.Phone, Main: true})
	})
	return c, err
}

func (s *Service) check(ctx context.Context, actor *org.Actor, c *Customer) error {
	if c.Name == "" {
		return fault.Bad("name", "请填写客户名称。", "Please give the customer's name.")
	}
	if !slices.Contains(Tiers, c.Tier) {
		return fault.Bad("tier", "没有 %s 这个客户等级。", "There is no tier %s.", c.Tier)
	}
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return err
	}
	if tree.Unit(c.UnitID) == nil {
		return fault.Bad("unitId", "没有这个单位。", "There is no such unit.")
	}
	if actor != nil && c.UnitID != actor.UnitID && !actor.MayIn(org.CustomerWrite, c.UnitID) {
		return fault.New(fault.Forbidden, "您不能为这个单位登记客户。", "You may not register customers for this unit.")
	}
	return nil
}

// Change is what may change on a customer; nil leaves it.
type Change struct {
	Name     *string `json:"name,omitempty"`
	Tier     *string `json:"tier,omitempty"`
	Industry *string `json:"industry,omitempty"`
	UnitID   *string `json:"unitId,omitempty"`
	Note     *string `json:"note,omitempty"`
	NoteMust *bool   `json:"noteMust,omitempty"`
	Version  int64   `json:"version,omitempty" doc:"The version that was seen; needed unless If-Match names it."`
}

// Change changes a customer. It needs customer.write for its unit. A stale version is a Conflict.
func (s *Service) Change(ctx context.Context, id string, in Change) (*Customer, error) {
	var c *Customer
	err := s.edit(ctx, id, func(ctx context.Context, tx bun.Tx, actor *org.Actor, found *Customer) error {
		c = found
		stale := fault.New(fault.Conflict, "客户资料已被别人修改，请刷新后再改。", "Someone has changed this customer meanwhile. Reload and try again.")
		if err := httpx.CheckVersion(ctx, c.Version, in.Version, stale); err != nil {
			return err
		}
		before := c.Name
		set(&c.Name, in.Name)
		set(&c.Tier, in.Tier)
		set(&c.Industry, in.Industry)
		set(&c.UnitID, in.UnitID)
		set(&c.Note, in.Note)
		if in.NoteMust != nil {
			c.NoteMust = *in.NoteMust
		}
		if err := s.check(ctx, actor, c); err != nil {
			return err
		}
		if c.Name != before {
			if err := s.index.Renamed(ctx, tx, "customer", c.ID); err != nil {
				return err
			}
		}
		c.Version++
		_, err := tx.NewUpdate().Model(c).WherePK().Exec(ctx)
		return err
	})
	return c, err
}

func set(to *string, from *string) {
	if from != nil {
		*to = strings.TrimSpace(*from)
	}
}

// edit runs f on a locked customer that the acting person may change.
func (s *Service) edit(ctx context.Context, id string, f func(context.Context, bun.Tx, *org.Actor, *Customer) error) error {
	actor, err := org.NeedOrProgram(ctx, org.CustomerWrite)
	if err != nil {
		return err
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		c := &Customer{ID: id}
		err := s.db.Lock(tx.NewSelect().Model(c).WherePK()).Scan(ctx)
		if store.None(err) || err == nil && actor != nil && !mayWrite(actor, c) {
			return errNone()
		}
		if err != nil {
			return err
		}
		if err := f(ctx, tx, actor, c); err != nil {
			return err
		}
		return s.index.Changed(ctx, tx, "customer", c.ID)
	})
}

func mayWrite(a *org.Actor, c *Customer) bool {
	return c.UnitID == a.UnitID || a.MayIn(org.CustomerWrite, c.UnitID)
}

func errNone() error { return fault.Missing("这位客户", "customer") }

// AddContact adds a contact. It needs customer.write for the customer's unit.
func (s *Service) AddContact(ctx context.Context, customerID string, in Contact) (*Contact, error) {
	if in.Name = strings.TrimSpace(in.Name); in.Name == "" {
		return nil, fault.Bad("name", "请填写联系人姓名。", "Please give the contact's name.")
	}
	in.CustomerID = customerID
	err := s.edit(ctx, customerID, func(ctx context.Context, tx bun.Tx, _ *org.Actor, _ *Customer) error {
		return s.addContact(ctx, tx, &in)
	})
	return &in, err
}

func (s *Service) addContact(ctx context.Context, tx bun.Tx, c *Contact) error {
	c.ID = store.NewID(ctx)
	if _, err := tx.NewInsert().Model(c).Exec(ctx); err != nil {
		return err
	}
	return addIdentifiers(ctx, tx, identifier{Value: c.Phone, Kind: "contact", CustomerID: c.CustomerID, ContactID: c.ID})
}

// AddSite adds a site. It needs customer.write for the customer's unit.
func (s *Service) AddSite(ctx context.Context, customerID string, in Site) (*Site, error) {
	if in.Name = strings.TrimSpace(in.Name); in.Name == "" {
		return nil, fault.Bad("name", "请填写站点名称。", "Please give the site's name.")
	}
	if in.Lat < -90 || in.Lat > 90 {
		return nil, fault.Bad("lat", "纬度应在 -90 至 90 度之间。", "The latitude is between -90 and 90 degrees.")
	}
	if in.Lon < -180 || in.Lon > 180 {
		return nil, fault.Bad("lon", "经度应在 -180 至 180 度之间。", "The longitude is between -180 and 180 degrees.")
	}
	in.CustomerID = customerID
	err := s.edit(ctx, customerID, func(ctx context.Context, tx bun.Tx, _ *org.Actor, _ *Customer) error {
		in.ID = store.NewID(ctx)
		_, err := tx.NewInsert().Model(&in).Exec(ctx)
		return err
	})
	return &in, err
}

// Products are what customers are sold; each has a chain of its own.
var Products = []string{"mobile", "vsat", "cband", "relay"}

// AddTerminal adds a terminal. It needs customer.write for the customer's unit.
func (s *Service) AddTerminal(ctx context.Context, customerID string, in Terminal) (*Terminal, error) {
	if !slices.Contains(Products, in.Product) {
		return nil, fault.Bad("product", "请选择产品:mobile、vsat、cband 或 relay。", "Choose the product: mobile, vsat, cband or relay.")
	}
	if normal(in.Number+in.SIM+in.IMEI+in.Serial) == "" {
		return nil, fault.Bad("number", "请至少填写终端号码、卡号、IMEI 或序列号中的一项。", "Give at least one of number, SIM, IMEI or serial.")
	}
	if in.State == "" {
		in.State = "active"
	}
	in.CustomerID = customerID
	err := s.edit(ctx, customerID, func(ctx context.Context, tx bun.Tx, _ *org.Actor, _ *Customer) error {
		if in.SiteID != "" {
			if err := store.CheckIDs("siteId", in.SiteID); err != nil {
				return err
			}
			known, err := tx.NewSelect().Model((*Site)(nil)).Where("id = ? AND customer_id = ?", in.SiteID, customerID).Exists(ctx)
			if err != nil {
				return err
			}
			if !known {
				return fault.Bad("siteId", "这位客户没有这个站点。", "This customer has no such site.")
			}
		}
		in.ID = store.NewID(ctx)
		if _, err := tx.NewInsert().Model(&in).Exec(ctx); err != nil {
			return err
		}
		if err := s.index.Changed(ctx, tx, "terminal", in.ID); err != nil {
			return err
		}
		of := func(kind, value string) identifier {
			return identifier{Value: value, Kind: kind, CustomerID: customerID, TerminalID: in.ID}
		}
		return addIdentifiers(ctx, tx, of("number", in.Number), of("sim", in.SIM), of("imei", in.IMEI), of("serial", in.Serial))
	})
	return &in, err
}

func addIdentifiers(ctx context.Context, tx bun.Tx, list ...identifier) error {
	for _, i := range list {
		if i.Value = normal(i.Value); i.Value == "" {
			continue
		}
		if _, err := tx.NewInsert().Model(&i).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// AddSubscription adds a subscription. It needs customer.write for the customer's unit.
func (s *Service) AddSubscription(ctx context.Context, customerID string, in Subscription) (*Subscription, error) {
	if in.Plan == "" {
		return nil, fault.Bad("plan", "请填写套餐。", "Please give the plan.")
	}
	if in.State == "" {
		in.State = "active"
	}
	in.CustomerID = customerID
	err := s.edit(ctx, customerID, func(ctx context.Context, tx bun.Tx, _ *org.Actor, _ *Customer) error {
		in.ID = store.NewID(ctx)
		_, err := tx.NewInsert().Model(&in).Exec(ctx)
		return err
	})
	return &in, err
}
