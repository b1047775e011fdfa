package org

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xingfu/xingfu/internal/platform/httpx"
)

// Schema names the values in the API's description.
func (WayInKind) Schema(huma.Registry) *huma.Schema { return httpx.OneOf(ByOIDC, ByDirectory) }

// Schema names the values in the API's description.
func (Errand) Schema(huma.Registry) *huma.Schema { return httpx.OneOf(ToLogIn, ToProve, ToLink) }

// registerProviderSession adds the way to an OpenID provider and back.
func (s *Service) registerProviderSession(api huma.API) {
	httpx.Handle(api, httpx.Get("ways-in", "/session/providers", "By which providers one can log in", "session", httpx.Public),
		func(ctx context.Context, _ *struct{}) (httpx.Items[WayIn], error) {
			ways, err := s.WaysIn(ctx)
			return httpx.List(ways), err
		})
	setOut(api, httpx.Post("set-out", "/session/provider", "Begin a log-in by an OpenID provider", "session", httpx.Public), s)
	setOut(api, httpx.Post("set-out-as-self", "/session/proof/provider", "Go to an OpenID provider to prove who I am, or to link my account", "session", httpx.LoggedIn), s)
	type back struct {
		Secured
		Half string `cookie:"xingfu_log_in"`
		Body Back
	}
	step(api, httpx.Post("come-back", "/session/provider/return", "Finish a log-in by an OpenID provider with what came back", "session", httpx.Public), true, func(ctx context.Context, in *back) (*loginOutput, error) {
		l, err := s.ComeBack(ctx, in.Half, in.Body)
		if err != nil {
			return nil, err
		}
		return in.output(l, in.Half), nil
	})
	httpx.HandleEmpty(api, httpx.Post("come-back-as-self", "/session/proof/provider/return", "Finish a proof or a link with what came back from an OpenID provider", "session", httpx.LoggedIn),
		func(ctx context.Context, in *struct {
			Half string `cookie:"xingfu_log_in"`
			Body Back
		}) error {
			return s.ComeBackAsSelf(ctx, in.Half, in.Body)
		})
}

// setOut registers an operation that sends a browser to a provider.
func setOut(api huma.API, op huma.Operation, s *Service) {
	type ask struct {
		Secured
		Body struct {
			Provider string `json:"provider"`
			Errand   Errand `json:"errand"`
		}
	}
	type way struct {
		SetCookie http.Cookie `header:"Set-Cookie"`
		Body      struct {
			Address string `json:"address" doc:"Where the browser goes."`
		}
	}
	public := op.Path == "/api/v1/session/provider"
	if public {
		op.Security = []map[string][]string{}
	}
	huma.Register(api, op, func(ctx context.Context, in *ask) (*way, error) {
		ctx, cancel := httpx.Bounded(ctx)
		defer cancel()
		if public {
			in.Body.Errand = ToLogIn
		}
		address, half, err := s.SetOut(ctx, in.Body.Provider, in.Body.Errand)
		if err != nil {
			return nil, httpx.AsProblem(ctx, httpx.Late(ctx, err))
		}
		out := &way{SetCookie: halfCookie(half, int(halfLife.Seconds()), in.secure)}
		out.Body.Address = address
		return out, nil
	})
}

// registerProviders adds what the security officer sets about providers, and the links of accounts.
func (s *Service) registerProviders(api huma.API) {
	httpx.Handle(api, httpx.Get("list-providers", "/security/providers", "The log-in providers as they are set", "administration", SecurityManage),
		func(ctx context.Context, _ *struct{}) (httpx.Items[Provider], error) {
			list, err := s.Providers(ctx)
			return httpx.List(list), err
		})
	httpx.Handle(api, httpx.Put("set-provider", "/security/providers", "Make or change a log-in provider", "administration", SecurityManage),
		func(ctx context.Context, in *struct{ Body Provider }) (*Provider, error) {
			return s.SetProvider(ctx, in.Body)
		})
	httpx.Handle(api, httpx.Post("test-provider", "/security/providers/test", "Try the connection to a log-in provider", "administration", SecurityManage),
		func(ctx context.Context, in *struct {
			Login string `query:"login" doc:"Somebody about whom a directory is asked."`
			Body  Provider
		}) (*ProviderTest, error) {
			return s.TestProvider(ctx, in.Body, in.Login)
		})
	httpx.HandleEmpty(api, httpx.Delete("remove-provider", "/security/providers/{provider}", "Remove a log-in provider", "administration", SecurityManage),
		func(ctx context.Context, in *struct {
			Provider string `path:"provider"`
		}) error {
			return s.RemoveProvider(ctx, in.Provider)
		})
	s.registerLinks(api)
}

// registerLinks adds how accounts are linked: mine by me, others' by the security officer.
func (s *Service) registerLinks(api huma.API) {
	httpx.HandleEmpty(api, httpx.Put("link-me", "/security/links/{provider}", "Link my account with a directory, by my password there", "session", httpx.LoggedIn),
		func(ctx context.Context, in *struct {
			Provider string `path:"provider"`
			Body     struct {
				Login    string `json:"login"`
				Password string `json:"password"`
			}
		}) error {
			return s.LinkToDirectory(ctx, in.Provider, in.Body.Login, in.Body.Password)
		})
	httpx.HandleEmpty(api, httpx.Delete("unlink-me", "/security/links/{provider}", "Undo the link of my account", "session", httpx.LoggedIn),
		func(ctx context.Context, in *struct {
			Provider string `path:"provider"`
		}) error {
			a, err := needSelf(ctx)
			if err != nil {
				return err
			}
			return s.Unlink(ctx, a.StaffID, in.Provider)
		})
	httpx.HandleEmpty(api, httpx.Put("link-staff", "/staff/{id}/links/{provider}", "Link an account with an identifier at a provider", "organisation", SecurityManage),
		func(ctx context.Context, in *struct {
			StaffPath
			Provider string `path:"provider"`
			Body     struct {
				Subject string `json:"subject" doc:"The provider's identifier of the person."`
			}
		}) error {
			return s.LinkStaff(ctx, in.ID, in.Provider, in.Body.Subject)
		})
	httpx.HandleEmpty(api, httpx.Delete("unlink-staff", "/staff/{id}/links/{provider}", "Undo the link of an account", "organisation", SecurityManage),
		func(ctx context.Context, in *struct {
			StaffPath
			Provider string `path:"provider"`
		}) error {
			return s.Unlink(ctx, in.ID, in.Provider)
		})
}
