package org

import (
	"context"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/provider"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Provider is somebody else by whose word people of the house log in (统一登录): an OpenID provider, or a directory. One
// of the two is said.
type Provider struct {
	ID          string              `json:"id" doc:"A short name of small letters, digits and dashes. It stands in the redirect address and never changes."`
	Zh          string              `json:"zh" doc:"What the log-in page calls it."`
	En          string              `json:"en"`
	Enabled     bool                `json:"enabled"`
	OIDC        *provider.OIDC      `json:"oidc,omitempty"`
	Directory   *provider.Directory `json:"directory,omitempty"`
	LinksByName bool                `json:"linksByName" doc:"Whether an account whose log-in name is that of the provider is linked at the first log-in. Accounts of security officers and auditors never are."`
	MakesStaff  bool                `json:"makesStaff" doc:"Whether who has no account gets one at the first log-in, if a grant gives him a post."`
	Home        string              `json:"home,omitempty" doc:"The unit of accounts that are made so; otherwise that of the first post."`
	Grants      []Grant             `json:"grants" doc:"Which posts are held by the provider's word."`
	Version     int64               `json:"version" doc:"0 makes a new one."`

	Secret    string `json:"secret,omitempty" doc:"The client's secret, or the password of the account that searches. It is never told; left out it stays."`
	HasSecret bool   `json:"hasSecret" readOnly:"true"`
	Outside   bool   `json:"outside" readOnly:"true" doc:"The secret comes from the environment or a file, named XINGFU_PROVIDER_SECRET_ and the id."`
	Redirect  string `json:"redirect,omitempty" readOnly:"true" doc:"The address to be registered at an OpenID provider."`
	People    int    `json:"people" readOnly:"true" doc:"How many accounts are linked."`
}

// Grant says that who is in a group, or has a role, at the provider holds a post here as long as that is so.
type Grant struct {
	Value  string `json:"value" doc:"The group's or role's name as the provider tells it."`
	Role   Role   `json:"role"`
	UnitID string `json:"unitId"`
	Scope  Scope  `json:"scope" enum:"own,unit,subtree,all"`
	By     string `json:"by,omitempty" readOnly:"true" doc:"Who has said so. It gives him nothing himself: nobody gives himself a right."`
}

func (g Grant) post() Post { return Post{Role: g.Role, UnitID: g.UnitID, Scope: g.Scope} }

// same tells whether two grants give the same.
func (g Grant) same(o Grant) bool {
	return g.Value == o.Value && g.Role == o.Role && g.UnitID == o.UnitID && g.Scope == o.Scope
}

// providerRow is a provider as it is kept.
type providerRow struct {
	bun.BaseModel `bun:"table:provider"`

	ID        string `bun:",pk"`
	Rule      string
	Secret    string
	Enabled   bool
	Version   int64
	ChangedAt time.Time
}

// link is who somebody is at a provider.
type link struct {
	bun.BaseModel `bun:"table:provider_link"`

	ProviderID string `bun:",pk"`
	Subject    string `bun:",pk"`
	StaffID    string
	Name       string
	LinkedAt   time.Time
	SeenAt     time.Time `bun:",nullzero"`
}

// Origin is by whose word the person of a session is known; by nobody's when he proved it to us.
type Origin struct {
	ProviderID string
	Strong     bool   // a second factor was shown there
	Hint       string // by which the provider knows whom to log out, sealed
}

var providerPattern = regexp.MustCompile(`^[a-z][a-z0-9-]{1,29}$`)

func (r *providerRow) read() (*Provider, error) {
	p := &Provider{}
	if err := json.Unmarshal([]byte(r.Rule), p); err != nil {
		return nil, err
	}
	p.ID, p.Enabled, p.Version, p.HasSecret, p.Secret = r.ID, r.Enabled, r.Version, r.Secret != "", ""
	return p, nil
}

// Name gives what the provider is called in both languages.
func (p *Provider) Name() lang.Text { return lang.Text{Zh: p.Zh, En: p.En} }

// check refuses what cannot be a provider, whoever says it.
func (p *Provider) check() error {
	p.Zh, p.En = strings.TrimSpace(p.Zh), strings.TrimSpace(p.En)
	switch {
	case !providerPattern.MatchString(p.ID):
		return fault.Bad("id", "代号用 2 至 30 个小写字母、数字和横线，以字母开头。", "An identifier has 2 to 30 small letters, digits and dashes and begins with a letter.")
	case p.Zh == "":
		return fault.Bad("zh", "请填写登录页上显示的名称。", "Say what the log-in page calls it.")
	case (p.OIDC == nil) == (p.Directory == nil):
		return fault.Bad("oidc", "身份提供方和目录请选一种。", "It is either an OpenID provider or a directory.")
	}
	if p.En == "" {
		p.En = p.Zh
	}
	for i := range p.Grants {
		if p.Grants[i].Value = strings.TrimSpace(p.Grants[i].Value); p.Grants[i].Value == "" {
			return fault.Bad("grants", "请填写组或角色的名称。", "Give the name of the group or role.")
		}
	}
	if p.OIDC != nil {
		return p.OIDC.Check()
	}
	return p.Directory.Check()
}

// asks tells where the provider is: what its secret is for, and whose subjects it names.
func (p *Provider) asks() string {
	if p.OIDC != nil {
		return p.OIDC.Issuer + " " + p.OIDC.ClientID
	}
	return p.Directory.Address + " " + p.Directory.BindDN
}

// names tells whose identifiers the subjects of the provider are.
func (p *Provider) names() string {
	if p.OIDC != nil {
		return p.OIDC.Issuer
	}
	return "directory " + p.Directory.Subject
}

// granted gives the posts that somebody in groups holds by the provider's word; of several for a role in a unit the widest.
// What the person has said himself gives him nothing that he has not already.
func (p *Provider) granted(tree *Tree, staffID string, groups []string, held []Post) []Post {
	same := func(a, b string) bool { return a == b }
	if p.Directory != nil {
		same = strings.EqualFold // as directories compare names
	}
	var posts []Post
	for _, grant := range p.Grants {
		post := Post{StaffID: staffID, Role: grant.Role, UnitID: grant.UnitID, Scope: grant.Scope, ProviderID: p.ID}
		in := slices.ContainsFunc(groups, func(group string) bool { return same(group, grant.Value) })
		if !in || tree.Role(post.Role) == nil || tree.Unit(post.UnitID) == nil {
			continue
		}
		if grant.By == staffID && staffID != "" && !slices.ContainsFunc(held, post.is) {
			continue
		}
		at := slices.IndexFunc(posts, func(o Post) bool { return o.Role == post.Role && o.UnitID == post.UnitID })
		if at < 0 {
			posts = append(posts, post)
		} else if wider(post.Scope, posts[at].Scope) {
			posts[at] = post
		}
	}
	return posts
}

// is tells whether two posts are the same, whoever has given them.
func (p Post) is(o Post) bool { return p.Role == o.Role && p.UnitID == o.UnitID && p.Scope == o.Scope }

func wider(a, b Scope) bool {
	order := []Scope{ScopeOwn, ScopeUnit, ScopeSubtree, ScopeAll}
	return slices.Index(order, a) > slices.Index(order, b)
}

// errNoWay says that one cannot log in by a provider.
func errNoWay() error {
	return fault.Bad("provider", "没有这种登录方式，或已停用。", "There is no such way to log in, or it is turned off.").Because("no_provider")
}

// provider gives a provider by which one can log in now; Invalid when there is none.
func (s *Service) provider(ctx context.Context, id string) (*Provider, string, error) {
	row := &providerRow{ID: id}
	err := s.db.Read(ctx).NewSelect().Model(row).WherePK().Scan(ctx)
	if store.None(err) || err == nil && !row.Enabled {
		return nil, "", errNoWay()
	}
	if err != nil {
		return nil, "", err
	}
	p, err := row.read()
	if err != nil {
		return nil, "", err
	}
	secret, _, err := s.secretOf(row)
	return p, secret, err
}

// secretOf gives a provider's secret: the one that is kept, otherwise one from outside.
func (s *Service) secretOf(row *providerRow) (plain string, outside bool, err error) {
	if row.Secret != "" {
		plain, err = s.secrets.Open(row.Secret, "provider/"+row.ID)
		return plain, false, err
	}
	if s.SecretOutside == nil {
		return "", false, nil
	}
	plain, err = s.SecretOutside(row.ID)
	return plain, plain != "", err
}

// redirect is where somebody comes back to from a provider: a page of the console, which hands on what he brings.
func (s *Service) redirect(id string) string { return s.publicURL + "/log-in/" + id }

// WayIn is a provider as the log-in page offers it.
type WayIn struct {
	ID   string    `json:"id"`
	Name lang.Text `json:"name"`
	Kind WayInKind `json:"kind"`
}

// WayInKind says what somebody does who logs in by a provider.
type WayInKind string

// The kinds: he goes to the provider, or gives his password of the directory here.
const (
	ByOIDC      WayInKind = "oidc"
	ByDirectory WayInKind = "directory"
)

func (p *Provider) way() WayIn {
	kind := ByDirectory
	if p.OIDC != nil {
		kind = ByOIDC
	}
	return WayIn{p.ID, p.Name(), kind}
}

// WaysIn lists the providers by which one can log in now. Anyone may read it.
func (s *Service) WaysIn(ctx context.Context) ([]WayIn, error) {
	var rows []providerRow
	err := s.db.Read(ctx).NewSelect().Model(&rows).Where("enabled").OrderExpr("id").Scan(ctx)
	var ways []WayIn
	for i := range rows {
		p, err := rows[i].read()
		if err != nil {
			return nil, err
		}
		ways = append(ways, p.way())
	}
	return ways, err
}

// Providers lists them as they are set, without their secrets. It needs security.manage.
func (s *Service) Providers(ctx context.Context) ([]Provider, error) {
	if _, err := NeedOrProgram(ctx, SecurityManage); err != nil {
		return nil, err
	}
	var rows []providerRow
	if err := s.db.Read(ctx).NewSelect().Model(&rows).OrderExpr("id").Scan(ctx); err != nil {
		return nil, err
	}
	var linked []struct {
		ProviderID string
		People     int
	}
	err := s.db.Read(ctx).NewSelect().Model((*link)(nil)).ColumnExpr("provider_id, count(*) AS people").GroupExpr("provider_id").Scan(ctx, &linked)
	if err != nil {
		return nil, err
	}
	list := make([]Provider, len(rows))
	for i := range rows {
		p, err := rows[i].read()
		if err != nil {
			return nil, err
		}
		s.describe(&rows[i], p)
		for _, l := range linked {
			if l.ProviderID == p.ID {
				p.People = l.People
			}
		}
		list[i] = *p
	}
	return list, nil
}

// describe adds what is told of a provider besides what was set.
func (s *Service) describe(row *providerRow, p *Provider) {
	if p.OIDC != nil {
		p.Redirect = s.redirect(p.ID)
	}
	if row.Secret == "" && s.SecretOutside != nil {
		secret, err := s.SecretOutside(p.ID)
		p.Outside = secret != "" && err == nil
	}
}

// lockProvider reads a provider that is to be changed; an empty one when there is none.
func (s *Service) lockProvider(ctx context.Context, tx bun.Tx, id string, version int64) (*providerRow, error) {
	row := &providerRow{ID: id}
	err := s.db.Lock(tx.NewSelect().Model(row).WherePK()).Scan(ctx)
	if store.None(err) {
		return &providerRow{ID: id}, nil
	}
	if err == nil {
		err = httpx.CheckVersion(ctx, row.Version, version, stale())
	}
	return row, err
}
