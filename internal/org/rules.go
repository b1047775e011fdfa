package org

import (
	"context"
	"encoding/json"
	"net/netip"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Rules say how people of the house log in. There is one document of them; each version stays readable.
type Rules struct {
	Password     PasswordRules           `json:"password"`
	Lock         LockRules               `json:"lock"`
	Sessions     SessionRules            `json:"sessions"`
	Require      map[Role]Requirement    `json:"require" doc:"Which roles need a second factor."`
	Networks     []string                `json:"networks" doc:"From where console and API may be used: addresses and networks such as 10.0.0.0/8. None: from everywhere."`
	RoleNetworks map[Role][]string       `json:"roleNetworks" doc:"From where those who have a role may use them; who has several such roles must be in the networks of each."`
	BreakGlass   string                  `json:"breakGlass" doc:"The account for emergencies: needs no second factor, is bound to no network, is never locked; each use raises an alarm. Empty: none."`
	Version      int64                   `json:"version"`
	allowed      map[Role][]netip.Prefix // as read; under no role: everybody's
}

// PasswordRules say what a password must be.
type PasswordRules struct {
	Least       int  `json:"least" minimum:"10" maximum:"64" doc:"The fewest characters."`
	Unlike      int  `json:"unlike" minimum:"0" maximum:"24" doc:"How many earlier passwords it must differ from."`
	Days        int  `json:"days" minimum:"0" maximum:"3650" doc:"After how many days it must be changed; 0: never."`
	FirstChange bool `json:"firstChange" doc:"Whether one that an administrator has set must be changed at the first log-in."`
}

// LockRules say when an account is locked.
type LockRules struct {
	Failures int `json:"failures" minimum:"0" maximum:"100" doc:"After how many failures; 0: never."`
	Within   int `json:"within" minimum:"1" maximum:"1440" doc:"Within how many minutes."`
	For      int `json:"for" minimum:"1" maximum:"1440" doc:"For how many minutes."`
}

// SessionRules say how long a session holds.
type SessionRules struct {
	Idle  int `json:"idle" minimum:"5" maximum:"1440" doc:"Minutes without use after which it ends."`
	Hours int `json:"hours" minimum:"1" maximum:"720" doc:"Hours after which it ends in any case."`
	Most  int `json:"most" minimum:"0" maximum:"100" doc:"How many a person may have at once, the oldest ending first; 0: any number."`
}

// Requirement is which second factor a role needs.
type Requirement string

// The requirements.
const (
	AnyFactor   Requirement = "any"
	OnlyPasskey Requirement = "passkey"
)

// usualRules hold until others are saved. A session lasts a working day.
func usualRules() Rules {
	return Rules{Password: PasswordRules{Least: PasswordLeast, Unlike: 5, FirstChange: true}, Lock: LockRules{10, 15, 15},
		Sessions: SessionRules{Idle: 4 * 60, Hours: 12}, Require: map[Role]Requirement{}, Networks: []string{},
		RoleNetworks: map[Role][]string{}, Version: 1}
}

type rulesRow struct {
	bun.BaseModel `bun:"table:log_in_rules"`

	Version int64 `bun:",pk"`
	Rules   string
	ByID    string `bun:",nullzero"`
	At      time.Time
}

// rules gives the rules that hold. Every request asks, so they are remembered as the tree is.
func (s *Service) rules(ctx context.Context) (*Rules, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.law != nil && time.Since(s.lawRead) < treeAge {
		return s.law, nil
	}
	var rows []rulesRow
	if err := s.db.Read(ctx).NewSelect().Model(&rows).OrderExpr("version DESC").Limit(1).Scan(ctx); err != nil {
		return nil, err
	}
	law := usualRules()
	if len(rows) > 0 {
		if err := json.Unmarshal([]byte(rows[0].Rules), &law); err != nil {
			return nil, err
		}
		law.Version = rows[0].Version
	}
	if err := law.read(); err != nil {
		return nil, err
	}
	s.law, s.lawRead = &law, time.Now()
	return s.law, nil
}

// LogInRules gives the rules. It needs security.manage.
func (s *Service) LogInRules(ctx context.Context) (*Rules, error) {
	if _, err := NeedOrProgram(ctx, SecurityManage); err != nil {
		return nil, err
	}
	return s.rules(ctx)
}

// SetLogInRules puts other rules in force. It needs security.manage and a fresh proof of who one is. Rules that would
// shut out the person who saves them are Invalid; a stale version is a Conflict.
func (s *Service) SetLogInRules(ctx context.Context, in Rules) (*Rules, error) {
	a, err := NeedOrProgram(ctx, SecurityManage)
	if err != nil {
		return nil, err
	}
	if err := NeedFresh(ctx); err != nil {
		return nil, err
	}
	if err := in.read(); err != nil {
		return nil, err
	}
	if err := s.checkRoles(ctx, &in); err != nil {
		return nil, err
	}
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		s.forget() // what another replica has saved
		before, err := s.rules(ctx)
		if err != nil {
			return err
		}
		if err := httpx.CheckVersion(ctx, before.Version, in.Version, stale()); err != nil {
			return err
		}
		if err := s.checkBreakGlass(ctx, in.BreakGlass); err != nil {
			return err
		}
		if err := s.checkNotShutOut(ctx, a, &in); err != nil {
			return err
		}
		in.Version = before.Version + 1
		text, err := json.Marshal(in)
		if err != nil {
			return err
		}
		row := &rulesRow{Version: in.Version, Rules: string(text), ByID: Who(ctx).ID, At: now.From(ctx)}
		if _, err := tx.NewInsert().Model(row).Exec(ctx); err != nil {
			if store.IsDuplicate(err) { // another replica was quicker
				return stale()
			}
			return err
		}
		s.changed(ctx)
		return s.audit.Write(ctx, Who(ctx), "rules.changed", "rules", "", audit.Change{Before: before, After: in})
	})
	return &in, err
}

// checkRoles refuses rules about roles that there are not. Those of a role that is removed later rule nobody.
func (s *Service) checkRoles(ctx context.Context, in *Rules) error {
	tree, err := s.Tree(ctx)
	if err != nil {
		return err
	}
	for role := range in.Require {
		if tree.Role(role) == nil {
			return fault.Bad("require."+string(role), "没有 %s 这个角色。", "There is no role %s.", string(role))
		}
	}
	for role := range in.RoleNetworks {
		if tree.Role(role) == nil {
			return fault.Bad("roleNetworks."+string(role), "没有 %s 这个角色。", "There is no role %s.", string(role))
		}
	}
	return nil
}

// ranges are the numbers of the rules with their least and most.
func (r *Rules) ranges() map[string][3]int {
	return map[string][3]int{
		"password.least": {r.Password.Least, PasswordLeast, 64}, "password.unlike": {r.Password.Unlike, 0, 24}, "password.days": {r.Password.Days, 0, 3650},
		"lock.failures": {r.Lock.Failures, 0, 100}, "lock.within": {r.Lock.Within, 1, 1440}, "lock.for": {r.Lock.For, 1, 1440},
		"sessions.idle": {r.Sessions.Idle, 5, 1440}, "sessions.hours": {r.Sessions.Hours, 1, 720}, "sessions.most": {r.Sessions.Most, 0, 100},
	}
}

// read checks the rules and takes the networks apart.
func (r *Rules) read() error {
	for field, n := range r.ranges() {
		if n[0] < n[1] || n[0] > n[2] {
			return fault.Bad(field, "应在 %d 到 %d 之间。", "It lies between %d and %d.", n[1], n[2])
		}
	}
	for role, need := range r.Require {
		if need != AnyFactor && need != OnlyPasskey {
			return fault.Bad("require."+string(role), "第二重验证只能是 any 或 passkey。", "A second factor is any or passkey.")
		}
	}
	r.allowed = map[Role][]netip.Prefix{}
	if err := r.allow("networks", "", r.Networks); err != nil {
		return err
	}
	for role, networks := range r.RoleNetworks {
		if err := r.allow("roleNetworks."+string(role), role, networks); err != nil {
			return err
		}
	}
	r.Require, r.RoleNetworks = notNil(r.Require), notNil(r.RoleNetworks)
	if r.Networks == nil {
		r.Networks = []string{}
	}
	return nil
}

func notNil[V any](m map[Role]V) map[Role]V {
	if m == nil {
		return map[Role]V{}
	}
	return m
}

func (r *Rules) allow(field string, role Role, networks []string) error {
	for _, text := range networks {
		network, err := parseNetwork(text)
		if err != nil {
			return fault.Bad(field, "“%s”不是网络地址，应写成 10.0.0.0/8 或 203.0.113.7。", "%q is no network: write 10.0.0.0/8 or 203.0.113.7.", text)
		}
		r.allowed[role] = append(r.allowed[role], network)
	}
	return nil
}

// requires says which second factor somebody with these roles needs; nothing when none.
func (r *Rules) requires(staffID string, roles []Role) Requirement {
	need := Requirement("")
	if r.isBreakGlass(staffID) {
		return need
	}
	for _, role := range roles {
		if one := r.Require[role]; one == OnlyPasskey || need == "" {
			need = one
		}
	}
	return need
}

func (r *Rules) isBreakGlass(staffID string) bool { return staffID != "" && r.BreakGlass == staffID }

// admits refuses an address from which somebody with these roles may not come; it is Forbidden.
func (r *Rules) admits(address, staffID string, roles []Role) error {
	if len(r.allowed) == 0 || r.isBreakGlass(staffID) {
		return nil
	}
	for _, role := range append([]Role{""}, roles...) {
		if networks := r.allowed[role]; len(networks) > 0 && !inAny(networks, address) {
			return fault.New(fault.Forbidden, "不能从您现在的网络（%s）使用，请换到允许的网络，或联系管理员。",
				"Xingfu may not be used from where you are (%s). Use a network that is allowed, or ask the administrator.", address).Because("network")
		}
	}
	return nil
}

func inAny(networks []netip.Prefix, address string) bool {
	at, err := netip.ParseAddr(address)
	return err == nil && slices.ContainsFunc(networks, func(p netip.Prefix) bool { return p.Contains(at.Unmap().WithZone("")) })
}

// parseNetwork reads a network, or one address.
func parseNetwork(text string) (netip.Prefix, error) {
	if at, err := netip.ParseAddr(text); err == nil && at.Zone() == "" {
		at = at.Unmap()
		return netip.PrefixFrom(at, at.BitLen()), nil
	}
	network, err := netip.ParsePrefix(text)
	if err != nil {
		return network, err
	}
	if at := network.Addr(); at.Is4In6() && network.Bits() >= 96 {
		network = netip.PrefixFrom(at.Unmap(), network.Bits()-96)
	}
	return network.Masked(), nil
}

// checkNotShutOut refuses rules under which the person who saves them could not go on.
func (s *Service) checkNotShutOut(ctx context.Context, a *Actor, in *Rules) error {
	if a == nil {
		return nil
	}
	if address := visitOf(ctx).Address; address != "" {
		for _, role := range append([]Role{""}, a.Roles...) {
			if in.admits(address, a.StaffID, []Role{role}) == nil {
				continue
			}
			field := "networks"
			if role != "" {
				field = "roleNetworks." + string(role)
			}
			return fault.Bad(field, "这样设置会把您自己挡在外面：您现在的地址是 %s。", "This would shut you out yourself: you come from %s.", address)
		}
	}
	factors, err := s.factorsOf(ctx, a.StaffID)
	if err != nil {
		return err
	}
	for _, role := range a.Roles {
		if need := in.requires(a.StaffID, []Role{role}); owedFactor(need, strengthOf(factors)) != OwesNothing {
			return fault.Bad("require."+string(role), "您自己还没有所要求的第二重验证，请先在“我的安全”里添加。",
				"You do not have the second factor yourself yet that this requires. Add it under “My security” first.")
		}
	}
	return nil
}
