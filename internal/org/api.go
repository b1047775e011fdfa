package org

import (
	"context"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/index/token"
)

// Me is the person who is logged in, with what he may do.
type Me struct {
	ID          string       `json:"id"`
	Login       string       `json:"login"`
	Name        string       `json:"name"`
	Unit        Ref          `json:"unit"`
	Roles       []Role       `json:"roles"`
	Permissions []Permission `json:"permissions"`
	SeesAll     bool         `json:"seesAll" doc:"Sees the tickets of all units, not only those that have to do with the own ones."`
	Locale      string       `json:"locale" enum:"zh,en"`
	Owes        Owed         `json:"owes,omitempty" doc:"What the person must do before anything else: all other calls are refused with this reason."`
	CSRFToken   string       `json:"csrfToken" doc:"Send it back as X-CSRF-Token with every change."`
}

func me(a *Actor, csrf string) Me {
	return Me{ID: a.StaffID, Login: a.Login, Name: a.Name, Unit: Ref{a.UnitID, a.UnitName}, Roles: a.Roles,
		Permissions: a.Permissions(), SeesAll: a.Reach(TicketRead).All, Locale: a.Locale, Owes: a.Owes, CSRFToken: csrf}
}

// Register adds the operations of the organisation to the API.
func (s *Service) Register(api huma.API) {
	s.registerSession(api)
	s.registerProof(api)
	s.registerSecurity(api)
	s.registerFactors(api)
	s.registerSafety(api)
	s.registerBreakGlass(api)
	s.registerProviders(api)
	s.registerUnits(api)
	s.registerUnitRules(api)
	s.registerAbsences(api)
	s.registerSkills(api)
	s.registerStaff(api)
	s.registerRoles(api)
	s.registerRights(api)
	s.registerTokens(api)
}

// UnitView is a unit as the API shows it.
type UnitView struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	ParentID *string  `json:"parentId"`
	Kind     UnitKind `json:"kind"`
	Spelling string   `json:"spelling" doc:"How the name is typed in pinyin, whole and by initials."`
	Links    []string `json:"links" doc:"The links of the chain that the unit answers for."`
	Version  int64    `json:"version"`
}

func unitView(u *Unit, tree *Tree) UnitView {
	v := UnitView{ID: u.ID, Name: u.Name, Kind: u.Kind, Spelling: token.Spelling(u.Name), Links: tree.Links(u.ID), Version: u.Version}
	if u.ParentID != "" {
		v.ParentID = &u.ParentID
	}
	if v.Links == nil {
		v.Links = []string{}
	}
	return v
}

func (s *Service) viewUnit(ctx context.Context, u *Unit, err error) (UnitView, error) {
	if err != nil {
		return UnitView{}, err
	}
	tree, err := s.Tree(ctx)
	if err != nil {
		return UnitView{}, err
	}
	return unitView(u, tree), nil
}

func (s *Service) registerUnits(api huma.API) {
	httpx.Handle(api, httpx.Get("list-units", "/units", "All units, parents first", "organisation", httpx.LoggedIn),
		func(ctx context.Context, _ *struct{}) (httpx.Items[UnitView], error) {
			tree, err := s.Tree(ctx)
			if err != nil {
				return httpx.Items[UnitView]{}, err
			}
			var views []UnitView
			for _, u := range tree.Units() {
				views = append(views, unitView(&u, tree))
			}
			return httpx.List(views), nil
		})
	httpx.Handle(api, httpx.Get("get-unit", "/units/{id}", "A unit", "organisation", httpx.LoggedIn),
		func(ctx context.Context, in *struct {
			ID string `path:"id" format:"uuid"`
		}) (UnitView, error) {
			u, err := s.Unit(ctx, in.ID)
			return s.viewUnit(ctx, u, err)
		})
	httpx.Handle(api, httpx.Create("add-unit", "/units", "Make a unit", "organisation", OrgManage),
		func(ctx context.Context, in *struct{ Body NewUnit }) (UnitView, error) {
			u, err := s.AddUnit(ctx, in.Body)
			return s.viewUnit(ctx, u, err)
		})
	httpx.Handle(api, httpx.Patch("change-unit", "/units/{id}", "Rename or move a unit", "organisation", OrgManage),
		func(ctx context.Context, in *struct {
			ID   string `path:"id" format:"uuid"`
			Body UnitChange
		}) (UnitView, error) {
			u, err := s.ChangeUnit(ctx, in.ID, in.Body)
			return s.viewUnit(ctx, u, err)
		})
	httpx.Handle(api, httpx.Get("list-unit-staff", "/units/{id}/staff", "The staff of a unit", "organisation", httpx.LoggedIn),
		func(ctx context.Context, in *struct {
			ID string `path:"id" format:"uuid"`
		}) (httpx.Items[StaffView], error) {
			return s.viewStaff(ctx, StaffFilter{UnitID: in.ID})
		})
}

// StaffView is a person as the API shows him.
type StaffView struct {
	ID       string    `json:"id"`
	Login    string    `json:"login"`
	Name     string    `json:"name"`
	Spelling string    `json:"spelling" doc:"How the name is typed in pinyin, whole and by initials."`
	Unit     Ref       `json:"unit"`
	Roles    []Role    `json:"roles"`
	Posts    []NewPost `json:"posts"`
	Disabled bool      `json:"disabled"`
	Seats    int       `json:"seats" doc:"Open matters at once; 0: as the unit's rules say."`
	Version  int64     `json:"version"`

	Skills []StaffSkill `json:"skills" doc:"What the person can do, the best first."`

	Guard *Guard `json:"guard,omitempty" doc:"How the account is guarded, for those who keep the organisation."`
}

func staffView(row StaffRow, tree *Tree) StaffView {
	v := StaffView{ID: row.ID, Login: row.Login, Name: row.Name, Spelling: token.Spelling(row.Name), Unit: Ref{row.UnitID, tree.Name(row.UnitID)},
		Roles: []Role{}, Posts: []NewPost{}, Disabled: row.Disabled, Seats: row.Seats, Version: row.Version, Skills: []StaffSkill{}}
	for _, p := range row.Posts {
		v.Roles = append(v.Roles, p.Role)
		v.Posts = append(v.Posts, NewPost{p.Role, p.UnitID, p.Scope})
	}
	return v
}

func (s *Service) viewStaff(ctx context.Context, f StaffFilter) (httpx.Items[StaffView], error) {
	rows, err := s.ListStaff(ctx, f)
	if err != nil {
		return httpx.Items[StaffView]{}, err
	}
	tree, err := s.Tree(ctx)
	if err != nil {
		return httpx.Items[StaffView]{}, err
	}
	guards, err := s.guards(ctx, rows)
	if err != nil {
		return httpx.Items[StaffView]{}, err
	}
	ids := make([]string, len(rows))
	for i := range rows {
		ids[i] = rows[i].ID
	}
	skills, err := s.skillsOf(ctx, ids)
	if err != nil {
		return httpx.Items[StaffView]{}, err
	}
	var views []StaffView
	for _, row := range rows {
		view := staffView(row, tree)
		view.Guard, view.Skills = guards[row.ID], append(view.Skills, skills[row.ID]...)
		views = append(views, view)
	}
	return httpx.List(views), nil
}

func (s *Service) viewOne(ctx context.Context, p *Staff, err error) (StaffView, error) {
	if err != nil {
		return StaffView{}, err
	}
	var posts []Post
	if err := s.db.Read(ctx).NewSelect().Model(&posts).Where("staff_id = ?", p.ID).Scan(ctx); err != nil {
		return StaffView{}, err
	}
	tree, err := s.Tree(ctx)
	if err != nil {
		return StaffView{}, err
	}
	skills, err := s.skillsOf(ctx, []string{p.ID})
	view := staffView(StaffRow{Staff: *p, Posts: posts}, tree)
	view.Skills = append(view.Skills, skills[p.ID]...)
	return view, err
}

func (s *Service) registerStaff(api huma.API) {
	httpx.Handle(api, httpx.Get("list-staff", "/staff", "The staff, by unit and name", "organisation", httpx.LoggedIn),
		func(ctx context.Context, in *struct {
			Q    string `query:"q"`
			Unit string `query:"unit"`
			Role Role   `query:"role"`
		}) (httpx.Items[StaffView], error) {
			return s.viewStaff(ctx, StaffFilter{UnitID: in.Unit, Role: in.Role, Query: in.Q})
		})
	httpx.Handle(api, httpx.Get("get-staff", "/staff/{id}", "A person with his posts", "organisation", httpx.LoggedIn),
		func(ctx context.Context, in *struct {
			ID string `path:"id" format:"uuid"`
		}) (StaffView, error) {
			p, err := s.Staff(ctx, in.ID)
			return s.viewOne(ctx, p, err)
		})
	httpx.Handle(api, httpx.Create("add-staff", "/staff", "Give a person an account", "organisation", OrgManage),
		func(ctx context.Context, in *struct{ Body NewStaff }) (StaffView, error) {
			p, err := s.AddStaff(ctx, in.Body)
			return s.viewOne(ctx, p, err)
		})
	httpx.Handle(api, httpx.Patch("change-staff", "/staff/{id}", "Change a person's account", "organisation", OrgManage, RightsManage),
		func(ctx context.Context, in *struct {
			ID   string `path:"id" format:"uuid"`
			Body StaffChange
		}) (StaffView, error) {
			p, err := s.ChangeStaff(ctx, in.ID, in.Body)
			return s.viewOne(ctx, p, err)
		})
}

func (s *Service) registerTokens(api huma.API) {
	httpx.Handle(api, httpx.Get("list-tokens", "/tokens", "My API tokens", "session", TokenOwn),
		func(ctx context.Context, _ *struct{}) (httpx.Items[APIToken], error) {
			rows, err := s.Tokens(ctx)
			return httpx.List(rows), err
		})
	type created struct {
		APIToken
		Secret string `json:"token" doc:"Shown only this once."`
	}
	httpx.Handle(api, httpx.Create("add-token", "/tokens", "Make an API token for myself", "session", TokenOwn),
		func(ctx context.Context, in *struct {
			Body struct {
				Name      string    `json:"name"`
				ExpiresAt time.Time `json:"expiresAt,omitzero"`
			}
		}) (created, error) {
			a, err := Need(ctx, TokenOwn)
			if err != nil {
				return created{}, err
			}
			row, secret, err := s.AddToken(ctx, a.StaffID, in.Body.Name, in.Body.ExpiresAt)
			if err != nil {
				return created{}, err
			}
			return created{*row, secret}, nil
		})
	httpx.HandleEmpty(api, httpx.Delete("remove-token", "/tokens/{id}", "End one of my API tokens", "session", TokenOwn),
		func(ctx context.Context, in *struct {
			ID string `path:"id" format:"uuid"`
		}) error {
			return s.RemoveToken(ctx, in.ID)
		})
}
