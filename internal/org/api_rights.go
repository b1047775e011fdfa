package org

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// RoleView is a role as the API shows it.
type RoleView struct {
	Code        Role         `json:"code"`
	Zh          string       `json:"zh"`
	En          string       `json:"en"`
	About       lang.Text    `json:"about"`
	Permissions []Permission `json:"permissions"`
	BuiltIn     bool         `json:"builtIn" doc:"It comes with the program: it can be changed and restored, not removed."`
	Changed     bool         `json:"changed" doc:"A built-in role that is not as the program has it."`
	Default     []Permission `json:"default" doc:"What a built-in role may do as the program has it."`
	Holders     int          `json:"holders"`
	Version     int64        `json:"version"`
}

func roleView(d *Definition, holders int) RoleView {
	v := RoleView{Code: d.Code, Zh: d.Zh, En: d.En, About: d.About, Permissions: d.Permissions, Default: []Permission{}, Holders: holders, Version: d.Version}
	if same := shipped[d.Code]; same != nil {
		v.BuiltIn, v.Changed, v.Default = true, !same.same(d), same.Permissions
	}
	return v
}

// Roles gives all roles with how many hold each. Anyone who is logged in may read them.
func (s *Service) viewRoles(ctx context.Context) (httpx.Items[RoleView], error) {
	tree, err := s.Tree(ctx)
	if err != nil {
		return httpx.Items[RoleView]{}, err
	}
	holders, err := s.roleHolders(ctx)
	if err != nil {
		return httpx.Items[RoleView]{}, err
	}
	var views []RoleView
	for _, d := range tree.Roles() {
		views = append(views, roleView(&d, holders[d.Code]))
	}
	return httpx.List(views), nil
}

func (s *Service) viewRole(ctx context.Context, d *Definition, err error) (RoleView, error) {
	if err != nil {
		return RoleView{}, err
	}
	holders, err := s.roleHolders(ctx)
	return roleView(d, holders[d.Code]), err
}

// ByCode names a role in the path.
type ByCode struct {
	Code Role `path:"code"`
}

func (s *Service) registerRoles(api huma.API) {
	httpx.Handle(api, httpx.Get("list-permissions", "/permissions", "What can be permitted, in plain words", "organisation", httpx.LoggedIn),
		func(context.Context, *struct{}) (httpx.Items[PermissionGroup], error) {
			return httpx.List(PermissionGroups), nil
		})
	httpx.Handle(api, httpx.Get("list-roles", "/roles", "The roles, with how many hold each", "organisation", httpx.LoggedIn),
		func(ctx context.Context, _ *struct{}) (httpx.Items[RoleView], error) { return s.viewRoles(ctx) })
	httpx.Handle(api, httpx.Get("get-role", "/roles/{code}", "A role", "organisation", httpx.LoggedIn),
		func(ctx context.Context, in *ByCode) (RoleView, error) {
			d, err := s.Role(ctx, in.Code)
			return s.viewRole(ctx, d, err)
		})
	httpx.Handle(api, httpx.Create("add-role", "/roles", "Make a role", "organisation", RightsManage),
		func(ctx context.Context, in *struct{ Body NewRole }) (RoleView, error) {
			d, err := s.AddRole(ctx, in.Body)
			return s.viewRole(ctx, d, err)
		})
	httpx.Handle(api, httpx.Patch("change-role", "/roles/{code}", "Change what a role is called and may do", "organisation", RightsManage),
		func(ctx context.Context, in *struct {
			ByCode
			Body RoleChange
		}) (RoleView, error) {
			d, err := s.ChangeRole(ctx, in.Code, in.Body)
			return s.viewRole(ctx, d, err)
		})
	httpx.HandleEmpty(api, httpx.Delete("remove-role", "/roles/{code}", "Remove a role that nobody holds, or restore a built-in one", "organisation", RightsManage),
		func(ctx context.Context, in *ByCode) error { return s.RemoveRole(ctx, in.Code) })
}

func (s *Service) registerRights(api huma.API) {
	httpx.Handle(api, httpx.Get("staff-rights", "/staff/{id}/rights", "What a person may do, where, and by which posts", "organisation", RightsManage, AuditRead),
		func(ctx context.Context, in *struct {
			ID string `path:"id" format:"uuid"`
		}) (*Rights, error) {
			return s.RightsOf(ctx, in.ID)
		})
	httpx.Handle(api, httpx.Get("get-separation", "/separation", "Which duties different people have", "organisation", RightsManage, AuditRead),
		func(ctx context.Context, _ *struct{}) (*Separation, error) { return s.Separation(ctx) })
	httpx.Handle(api, httpx.Put("set-separation", "/separation", "Say which duties different people must have", "organisation", RightsManage),
		func(ctx context.Context, in *struct {
			Body struct {
				Apart   bool  `json:"apart" doc:"Administrators and security officers are different people."`
				Version int64 `json:"version,omitempty" doc:"The version that was seen; needed unless If-Match names it."`
			}
		}) (*Separation, error) {
			return s.SetSeparation(ctx, Separation{in.Body.Apart, in.Body.Version})
		})
}
