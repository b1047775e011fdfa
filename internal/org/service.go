package org

import (
	"context"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/live"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/personal"
	"github.com/xingfu/xingfu/internal/platform/provider"
	"github.com/xingfu/xingfu/internal/platform/secret"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Service is what one can do with the organisation.
type Service struct {
	db       *store.DB
	audit    *audit.Log
	bus      *live.Bus
	throttle *Throttle

	settings []UnitSetting // what units may rule for themselves

	secrets  *secret.Keys
	passkeys *webauthn.WebAuthn // nil: not at this address

	publicURL string
	clients   provider.Clients

	// SecretOutside, when set, gives a provider's secret that stands outside of the database; nothing when none does.
	SecretOutside func(providerID string) (string, error)

	// OnBreakGlass, when set, tells the keepers of the house that the account for emergencies is used, in the transaction
	// of its log-in.
	OnBreakGlass func(ctx context.Context, alarm BreakGlassAlarm) error
	// OnReturn, when set, hears that a person is back before his time, in the transaction that notes it.
	OnReturn func(ctx context.Context, a *Absence) error

	mu       sync.Mutex // of what follows
	tree     *Tree
	treeRead time.Time
	law      *Rules
	lawRead  time.Time
}

// New makes the service.
func New(db *store.DB, log *audit.Log, bus *live.Bus) *Service {
	return &Service{db: db, audit: log, bus: bus, throttle: NewThrottle(db)}
}

// treeAge is how long another replica's change of the tree may stay unseen here if its message is lost.
const treeAge = 5 * time.Second

// Tree gives the organisation as it is. Anyone may read it.
func (s *Service) Tree(ctx context.Context) (*Tree, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.tree != nil && time.Since(s.treeRead) < treeAge {
		return s.tree, nil
	}
	tree, err := s.readTree(ctx)
	if err != nil {
		return nil, err
	}
	s.tree, s.treeRead = tree, time.Now()
	return tree, nil
}

// changed drops the remembered tree and rules once the transaction of ctx stands, here and in other replicas.
func (s *Service) changed(ctx context.Context) {
	s.forget() // for the rest of this transaction
	store.Always(ctx, s.forget)
	store.After(ctx, func() { s.bus.Publish(live.Change{Kind: "org"}) })
}

func (s *Service) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tree, s.law = nil, nil
}

// Follow drops the remembered tree and rules when another replica says that it has changed them.
func (s *Service) Follow() (stop func(), err error) {
	return s.bus.Listen(func(c live.Change) {
		if c.Kind == "org" {
			s.forget()
		}
	})
}

// NewUnit is a unit to be made.
type NewUnit struct {
	Name     string   `json:"name"`
	ParentID string   `json:"parentId,omitempty"`
	Kind     UnitKind `json:"kind" enum:"headquarters,province,centre,team,imported"`
	Links    []string `json:"links,omitempty" doc:"The links of the chain that it answers for, for customers served in its parent unit and below."`
}

// AddUnit makes a unit. It needs org.manage for the parent; the program itself may always.
func (s *Service) AddUnit(ctx context.Context, in NewUnit) (*Unit, error) {
	actor, err := NeedOrProgram(ctx, OrgManage)
	if err != nil {
		return nil, err
	}
	if in.Name = strings.TrimSpace(in.Name); in.Name == "" {
		return nil, fault.Bad("name", "请填写单位名称。", "Please give the unit a name.")
	}
	u := &Unit{ID: store.NewID(ctx), ParentID: in.ParentID, Name: in.Name, Kind: in.Kind, Version: 1, CreatedAt: now.From(ctx)}
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		parent, err := s.parentOf(ctx, actor, in.ParentID)
		if err != nil {
			return err
		}
		u.Path = parent + u.ID + "/"
		if _, err := tx.NewInsert().Model(u).Exec(ctx); err != nil {
			if store.IsDuplicate(err) {
				return fault.Bad("name", "上级单位下已有同名单位。", "There is a unit of this name under the same parent.")
			}
			return err
		}
		if err := s.setLinks(ctx, tx, u, in.Links); err != nil {
			return err
		}
		s.changed(ctx)
		return s.audit.Write(ctx, Who(ctx), "unit.added", "unit", u.ID, audit.Change{Name: lang.T(u.Name, ""), After: in})
	})
	return u, err
}

// parentOf gives the path of the unit under which the acting person puts one.
func (s *Service) parentOf(ctx context.Context, actor *Actor, parentID string) (path string, err error) {
	tree, err := s.Tree(ctx)
	if err != nil {
		return "", err
	}
	if parentID == "" {
		if tree.Root() != "" {
			return "", fault.Bad("parentId", "请选择上级单位。", "Please choose the parent unit.")
		}
		return "", nil
	}
	parent := tree.Unit(parentID)
	if parent == nil {
		return "", fault.Bad("parentId", "没有这个上级单位。", "There is no such parent unit.")
	}
	return parent.Path, s.mayManage(ctx, actor, "parentId", parentID)
}

// setLinks makes u answer for links, for customers served in its parent and below.
func (s *Service) setLinks(ctx context.Context, tx bun.Tx, u *Unit, links []string) error {
	if _, err := tx.NewDelete().Model((*Answer)(nil)).Where("unit_id = ?", u.ID).Exec(ctx); err != nil {
		return err
	}
	for _, link := range links {
		served := u.ParentID
		if served == "" {
			served = u.ID
		}
		if err := s.setAnswer(ctx, tx, Answer{Link: link, ForUnitID: served, UnitID: u.ID}); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) setAnswer(ctx context.Context, tx bun.Tx, a Answer) error {
	_, err := tx.NewInsert().Model(&a).On("CONFLICT (link, for_unit_id) DO UPDATE").Set("unit_id = EXCLUDED.unit_id").Exec(ctx)
	return err
}

// SetAnswer says which unit answers for a link, for customers served in a unit and below. It needs org.manage.
func (s *Service) SetAnswer(ctx context.Context, a Answer) error {
	if _, err := NeedOrProgram(ctx, OrgManage); err != nil {
		return err
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		kept, err := s.auditedAnswer(ctx, a)
		if err != nil {
			return err
		}
		if err := s.setAnswer(ctx, tx, a); err != nil {
			return err
		}
		s.changed(ctx)
		return s.audit.Write(ctx, Who(ctx), "answer.set", "unit", a.UnitID, kept)
	})
}

// UnitChange is what may change on a unit; nil leaves it.
type UnitChange struct {
	Name     *string   `json:"name,omitempty"`
	ParentID *string   `json:"parentId,omitempty"`
	Links    *[]string `json:"links,omitempty"`
	Version  int64     `json:"version,omitempty" doc:"The version that was seen; needed unless If-Match names it."`
}

// ChangeUnit renames or moves a unit, with all below it, or says anew for which links it answers.
// It needs org.manage for the unit and its new parent, and nobody moves a unit so that his own rights come to
// reach further. A stale version is a Conflict.
func (s *Service) ChangeUnit(ctx context.Context, id string, in UnitChange) (*Unit, error) {
	actor, err := NeedOrProgram(ctx, OrgManage)
	if err != nil {
		return nil, err
	}
	var u *Unit
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) (err error) {
		if u, err = s.lockUnit(ctx, tx, id, in.Version); err != nil {
			return err
		}
		if err := s.mayManage(ctx, actor, "unitId", id); err != nil {
			return err
		}
		before, err := s.auditedUnit(ctx, u)
		if err != nil {
			return err
		}
		if in.Name != nil {
			if u.Name = strings.TrimSpace(*in.Name); u.Name == "" {
				return fault.Bad("name", "请填写单位名称。", "Please give the unit a name.")
			}
		}
		if err := s.placeUnit(ctx, tx, actor, u, in.ParentID); err != nil {
			return err
		}
		if in.Links != nil {
			if err := s.setLinks(ctx, tx, u, *in.Links); err != nil {
				return err
			}
		}
		s.changed(ctx)
		after, err := s.auditedUnit(ctx, u)
		if err != nil {
			return err
		}
		return s.audit.Write(ctx, Who(ctx), "unit.changed", "unit", id, audit.Change{Name: lang.T(u.Name, ""), Before: before, After: after})
	})
	return u, err
}

// placeUnit saves a unit, under another parent if one is given.
func (s *Service) placeUnit(ctx context.Context, tx bun.Tx, actor *Actor, u *Unit, parentID *string) error {
	u.Version++
	if parentID == nil || *parentID == u.ParentID {
		_, err := tx.NewUpdate().Model(u).WherePK().Exec(ctx)
		return err
	}
	before, err := s.readTree(ctx)
	if err != nil {
		return err
	}
	self, err := s.self(ctx, before)
	if err != nil {
		return err
	}
	if err := s.moveUnit(ctx, tx, actor, u, *parentID); err != nil {
		return err
	}
	after, err := s.readTree(ctx)
	if err != nil {
		return err
	}
	return s.notForOneself(ctx, self, after)
}

func (s *Service) moveUnit(ctx context.Context, tx bun.Tx, actor *Actor, u *Unit, parentID string) error {
	parent, err := s.parentOf(ctx, actor, parentID)
	if err != nil {
		return err
	}
	if strings.HasPrefix(parent, u.Path) {
		return underItself()
	}
	old := u.Path
	u.ParentID, u.Path = parentID, parent+u.ID+"/"
	if _, err := tx.NewUpdate().Model(u).WherePK().Exec(ctx); err != nil {
		return err
	}
	_, err = tx.NewUpdate().Model((*Unit)(nil)).Set("path = ? || substr(path, ?)", u.Path, len(old)+1).
		Where("path LIKE ?", old+"%").Where("id <> ?", u.ID).Exec(ctx)
	return err
}

var loginPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{1,39}$`)

// NeedOrProgram gives the acting person if he has the permission, or nobody without an error when the
// program itself acts.
func NeedOrProgram(ctx context.Context, p Permission) (*Actor, error) {
	if From(ctx) == nil && isProgram(ctx) {
		return nil, nil
	}
	return Need(ctx, p)
}

type programKey struct{}

// AsProgram returns a context in which the program itself acts: commands, the demo, imports, clocks.
// HTTP requests never carry it.
func AsProgram(ctx context.Context) context.Context {
	return context.WithValue(personal.With(ctx, true), programKey{}, true)
}

func isProgram(ctx context.Context) bool {
	is, _ := ctx.Value(programKey{}).(bool)
	return is
}

func whoLogsIn(p *Staff) audit.Who { return audit.Who{ID: p.ID, Name: p.Name} }
