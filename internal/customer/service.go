package customer

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/index"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/personal"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Service is what one can do with customers.
type Service struct {
	// OnTransfer hears, in the same transaction, of a terminal that has gone to another customer.
	OnTransfer func(context.Context, *Terminal) error
	// OnAgreed is told in the same transaction when what was agreed with a customer by contract may have changed.
	OnAgreed func(ctx context.Context, tx bun.Tx, customerID string) error

	db    *store.DB
	org   *org.Service
	audit *audit.Log
	index *index.Index
	kept  []string // the tables whose rows go over when customers are merged

	hidden map[string]func(ctx context.Context, id, field string) (*Revealed, error) // by what has the field
}

// New makes the service.
func New(db *store.DB, o *org.Service, log *audit.Log) *Service {
	s := &Service{db: db, org: o, audit: log, index: index.New(db), kept: slices.Clone(kept), hidden: map[string]func(context.Context, string, string) (*Revealed, error){}}
	s.addSources()
	s.hideOwn()
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
	Address     string `json:"address,omitempty"`
	Locale      string `json:"locale,omitempty" enum:"zh,en"`
	UnitID      string `json:"unitId,omitempty"`
	ManagerID   string `json:"managerId,omitempty"`
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
	at := now.From(ctx)
	c := &Customer{ID: store.NewID(ctx), Number: strings.TrimSpace(in.Number), Name: in.Name, Kind: cmp.Or(in.Kind, "person"),
		BaseTier: cmp.Or(in.Tier, "standard"), Industry: in.Industry, Address: in.Address, Locale: cmp.Or(in.Locale, "zh"), UnitID: in.UnitID,
		ManagerID: in.ManagerID, Note: in.Note, NoteMust: in.NoteMust, Version: 1, CreatedAt: at, UpdatedAt: at}
	c.Tier = c.BaseTier
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
		if err := s.index.Changed(ctx, tx, "customer", c.ID); err != nil {
			return err
		}
		if err := s.wrote(ctx, actor, "customer.added", c.ID, c.Name, differences(&Customer{}, c)); err != nil || in.Phone == "" {
			return err
		}
		_, err = s.AddContact(ctx, c.ID, Contact{Name: cmp.Or(in.ContactName, c.Name), Phone: in.Phone, Main: true})
		return err
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}

func (s *Service) check(ctx context.Context, actor *org.Actor, c *Customer) error {
	if err := c.valid(); err != nil {
		return err
	}
	if err := s.checkManager(ctx, c.ManagerID); err != nil {
		return err
	}
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return err
	}
	if tree.Unit(c.UnitID) == nil {
		return fault.Bad("unitId", "没有这个单位。", "There is no such unit.")
	}
	return maySet(actor, c)
}

// valid puts right what can be, and names what is wrong with the rest.
func (c *Customer) valid() error {
	c.Name = strings.TrimSpace(c.Name)
	switch {
	case c.Name == "":
		return fault.Bad("name", "请填写客户名称。", "Please give the customer's name.")
	case personal.IsMasked(c.Address):
		return errMasked("address")
	case c.Kind != "person" && c.Kind != "organisation":
		return fault.Bad("kind", "客户是个人（person）还是单位（organisation）？", "Is the customer a person or an organisation?")
	case c.Locale != "zh" && c.Locale != "en":
		return fault.Bad("locale", "语言只能是 zh 或 en。", "The language is zh or en.")
	case !slices.Contains(Tiers, c.BaseTier):
		return fault.Bad("tier", "没有 %s 这个客户等级。", "There is no tier %s.", c.BaseTier)
	}
	return nil
}

// maySet tells whether the acting person may keep customers of a customer's unit.
func maySet(actor *org.Actor, c *Customer) error {
	if actor != nil && !mayWrite(actor, c) {
		return fault.New(fault.Forbidden, "您不能为这个单位登记客户。", "You may not register customers for this unit.")
	}
	return nil
}

func (s *Service) checkManager(ctx context.Context, id string) error {
	if id == "" {
		return nil
	}
	unknown := fault.Bad("managerId", "没有这名员工。", "There is no such person.")
	if !store.IsID(id) {
		return unknown
	}
	if _, err := s.org.Staff(ctx, id); fault.Is(err, fault.NotFound) {
		return unknown
	} else if err != nil {
		return err
	}
	return nil
}

// Change is what may change on a customer; nil leaves it.
type Change struct {
	Name      *string `json:"name,omitempty"`
	Kind      *string `json:"kind,omitempty" enum:"person,organisation"`
	Tier      *string `json:"tier,omitempty" doc:"His own tier; a contract may give a better one."`
	Industry  *string `json:"industry,omitempty"`
	Address   *string `json:"address,omitempty"`
	Locale    *string `json:"locale,omitempty" enum:"zh,en"`
	UnitID    *string `json:"unitId,omitempty"`
	ManagerID *string `json:"managerId,omitempty" doc:"Empty: nobody."`
	Note      *string `json:"note,omitempty"`
	NoteMust  *bool   `json:"noteMust,omitempty"`
	Version   int64   `json:"version,omitempty" doc:"The version that was seen; needed unless If-Match names it."`
}

func (in Change) apply(c *Customer) {
	put(&c.Name, in.Name)
	put(&c.Kind, in.Kind)
	put(&c.BaseTier, in.Tier)
	put(&c.Industry, in.Industry)
	put(&c.Address, in.Address)
	put(&c.Locale, in.Locale)
	put(&c.UnitID, in.UnitID)
	put(&c.ManagerID, in.ManagerID)
	put(&c.Note, in.Note)
	put(&c.NoteMust, in.NoteMust)
}

// Change changes a customer. It needs customer.write for its unit. A stale version is a Conflict.
func (s *Service) Change(ctx context.Context, id string, in Change) (*Customer, error) {
	var c *Customer
	err := s.edit(ctx, id, func(ctx context.Context, tx bun.Tx, actor *org.Actor, found *Customer) error {
		c = found
		if err := httpx.CheckVersion(ctx, c.Version, in.Version, stale(kind{"customer", "位客户", "customer"})); err != nil {
			return err
		}
		before := *c
		in.apply(c)
		if err := s.check(ctx, actor, c); err != nil {
			return err
		}
		if c.Name != before.Name {
			if err := s.index.Renamed(ctx, tx, "customer", c.ID); err != nil {
				return err
			}
		}
		c.Version, c.UpdatedAt = c.Version+1, now.From(ctx)
		if _, err := tx.NewUpdate().Model(c).WherePK().Exec(ctx); err != nil {
			return err
		}
		if err := s.retier(ctx, tx, c); err != nil {
			return err
		}
		return s.wrote(ctx, actor, "customer.changed", c.ID, c.Name, differences(&before, c))
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}

// edit runs f on a locked customer that the acting person may change. One who was merged into another is changed no more.
func (s *Service) edit(ctx context.Context, id string, f func(context.Context, bun.Tx, *org.Actor, *Customer) error) error {
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		actor, c, err := s.lock(ctx, tx, id)
		if err != nil {
			return err
		}
		if c.MergedInto != "" {
			return fault.New(fault.Conflict, "这位客户已并入另一位客户，请到那里修改。", "This customer was merged into another. Make the change there.")
		}
		if err := f(ctx, tx, actor, c); err != nil {
			return err
		}
		return s.index.Changed(ctx, tx, "customer", c.ID)
	})
}

// lock reads a customer for a change by the acting person. It needs customer.write for the customer's unit.
func (s *Service) lock(ctx context.Context, tx bun.Tx, id string) (*org.Actor, *Customer, error) {
	actor, err := org.NeedOrProgram(ctx, org.CustomerWrite)
	if err != nil {
		return nil, nil, err
	}
	c := &Customer{ID: id}
	err = s.db.Lock(tx.NewSelect().Model(c).WherePK()).Scan(ctx)
	if store.None(err) || err == nil && actor != nil && !mayWrite(actor, c) {
		return nil, nil, errNone()
	}
	return actor, c, err
}

func mayWrite(a *org.Actor, c *Customer) bool {
	return a.Covers(org.CustomerWrite).Covers(c.UnitID)
}

func errNone() error { return fault.Missing("这位客户", "customer") }
