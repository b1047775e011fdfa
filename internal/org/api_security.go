package org

import (
	"context"
	"encoding/json"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xingfu/xingfu/internal/platform/httpx"
)

// StaffPath names a person, or what hangs on him.
type StaffPath struct {
	ID string `path:"id" format:"uuid"`
}

// registerSecurity adds what a person sees and changes of his own: factors, password, sessions.
func (s *Service) registerSecurity(api huma.API) {
	httpx.Handle(api, httpx.Get("my-security", "/security", "How I prove who I am", "session", httpx.LoggedIn),
		func(ctx context.Context, _ *struct{}) (*Protection, error) {
			a, err := needSelf(ctx)
			if err != nil {
				return nil, err
			}
			return s.ProtectionOf(ctx, a.StaffID)
		})
	httpx.HandleEmpty(api, httpx.Put("change-password", "/security/password", "Change my password", "session", httpx.LoggedIn),
		func(ctx context.Context, in *struct {
			Body struct {
				Old      string `json:"old" doc:"The present one."`
				Password string `json:"password"`
			}
		}) error {
			return s.ChangePassword(ctx, in.Body.Old, in.Body.Password)
		})
	httpx.Handle(api, httpx.Get("my-sessions", "/security/sessions", "Where I am logged in", "session", httpx.LoggedIn),
		func(ctx context.Context, _ *struct{}) (httpx.Items[SessionView], error) {
			a, err := needSelf(ctx)
			if err != nil {
				return httpx.Items[SessionView]{}, err
			}
			views, err := s.Sessions(ctx, a.StaffID)
			return httpx.List(views), err
		})
	httpx.HandleEmpty(api, httpx.Delete("end-my-session", "/security/sessions/{session}", "End one of my sessions", "session", httpx.LoggedIn),
		func(ctx context.Context, in *struct {
			Session string `path:"session"`
		}) error {
			return s.endOwn(ctx, in.Session)
		})
	httpx.HandleEmpty(api, httpx.Delete("end-my-sessions", "/security/sessions", "End all my sessions but this one", "session", httpx.LoggedIn),
		func(ctx context.Context, _ *struct{}) error { return s.endOwn(ctx, "") })
}

func (s *Service) endOwn(ctx context.Context, id string) error {
	a, err := needSelf(ctx)
	if err != nil {
		return err
	}
	return s.EndSession(ctx, a.StaffID, id)
}

// Codes are recovery codes, as they are shown once.
type Codes struct {
	RecoveryCodes []string `json:"recoveryCodes"`
}

func (s *Service) registerFactors(api huma.API) {
	type named struct {
		Body struct {
			Name string `json:"name"`
		}
	}
	httpx.Handle(api, httpx.Create("add-totp", "/security/totp", "Begin to set up an authenticator", "session", httpx.LoggedIn),
		func(ctx context.Context, in *named) (*NewTOTP, error) { return s.AddTOTP(ctx, in.Body.Name) })
	httpx.Handle(api, httpx.Post("confirm-totp", "/security/totp/{id}/confirm", "Make an authenticator count, with a code that it shows", "session", httpx.LoggedIn),
		func(ctx context.Context, in *struct {
			StaffPath
			Body struct {
				Code string `json:"code"`
			}
		}) (*AddedFactor, error) {
			return s.ConfirmTOTP(ctx, in.ID, in.Body.Code)
		})
	httpx.Handle(api, httpx.Post("passkey-challenge", "/security/passkeys/challenge", "Begin to add a passkey", "session", httpx.LoggedIn),
		func(ctx context.Context, _ *struct{}) (Asked, error) {
			options, err := s.BeginPasskey(ctx)
			if err != nil {
				return Asked{}, err
			}
			return asked(options.Response)
		})
	httpx.Handle(api, httpx.Create("add-passkey", "/security/passkeys", "Add the passkey that the browser has made", "session", httpx.LoggedIn),
		func(ctx context.Context, in *struct {
			Body struct {
				Name       string          `json:"name"`
				Credential json.RawMessage `json:"credential"`
			}
		}) (*AddedFactor, error) {
			return s.AddPasskey(ctx, in.Body.Name, in.Body.Credential)
		})
	httpx.HandleEmpty(api, httpx.Delete("remove-factor", "/security/factors/{id}", "Remove one of my factors", "session", httpx.LoggedIn),
		func(ctx context.Context, in *StaffPath) error { return s.RemoveFactor(ctx, in.ID) })
	httpx.Handle(api, httpx.Post("new-recovery-codes", "/security/recovery-codes", "Replace my recovery codes", "session", httpx.LoggedIn),
		func(ctx context.Context, _ *struct{}) (Codes, error) {
			codes, err := s.NewRecoveryCodes(ctx)
			return Codes{codes}, err
		})
}

// registerSafety adds what keepers of the organisation do for others, and the rules.
func (s *Service) registerSafety(api huma.API) {
	httpx.Handle(api, httpx.Get("log-in-rules", "/security/rules", "The log-in rules", "administration", SecurityManage),
		func(ctx context.Context, _ *struct{}) (*Rules, error) { return s.LogInRules(ctx) })
	httpx.Handle(api, httpx.Put("set-log-in-rules", "/security/rules", "Put other log-in rules in force", "administration", SecurityManage),
		func(ctx context.Context, in *struct{ Body Rules }) (*Rules, error) {
			return s.SetLogInRules(ctx, in.Body)
		})
	httpx.Handle(api, httpx.Get("staff-security", "/staff/{id}/security", "How a person proves who he is", "organisation", OrgManage),
		func(ctx context.Context, in *StaffPath) (*Protection, error) { return s.ProtectionOf(ctx, in.ID) })
	httpx.Handle(api, httpx.Get("staff-sessions", "/staff/{id}/sessions", "Where a person is logged in", "organisation", OrgManage),
		func(ctx context.Context, in *StaffPath) (httpx.Items[SessionView], error) {
			views, err := s.Sessions(ctx, in.ID)
			return httpx.List(views), err
		})
	httpx.HandleEmpty(api, httpx.Delete("end-staff-sessions", "/staff/{id}/sessions", "Log a person out everywhere", "organisation", OrgManage),
		func(ctx context.Context, in *StaffPath) error { return s.EndSession(ctx, in.ID, "") })
	httpx.HandleEmpty(api, httpx.Delete("end-staff-session", "/staff/{id}/sessions/{session}", "End one session of a person", "organisation", OrgManage),
		func(ctx context.Context, in *struct {
			StaffPath
			Session string `path:"session"`
		}) error {
			return s.EndSession(ctx, in.ID, in.Session)
		})
	httpx.HandleEmpty(api, httpx.Post("unlock-staff", "/staff/{id}/unlock", "Unlock an account", "organisation", OrgManage),
		func(ctx context.Context, in *StaffPath) error { return s.Unlock(ctx, in.ID) })
	httpx.HandleEmpty(api, httpx.Delete("reset-factors", "/staff/{id}/factors", "Take away the second factors of a person who has lost them", "organisation", OrgManage),
		func(ctx context.Context, in *StaffPath) error { return s.ResetFactors(ctx, in.ID) })
	type oneTime struct {
		Password string `json:"password" doc:"Good for one log-in, at which another one must be chosen. Shown only this once."`
	}
	httpx.Handle(api, httpx.Post("reset-password", "/staff/{id}/password", "Give a person a password for one log-in", "organisation", OrgManage),
		func(ctx context.Context, in *StaffPath) (oneTime, error) {
			password, err := s.ResetPassword(ctx, in.ID)
			return oneTime{password}, err
		})
}

func (s *Service) registerBreakGlass(api huma.API) {
	httpx.Handle(api, httpx.Get("break-glass-uses", "/security/break-glass", "Uses of the account for emergencies that nobody has acknowledged", "administration", OrgManage, SecurityManage),
		func(ctx context.Context, _ *struct{}) (httpx.Items[BreakGlassUse], error) {
			uses, err := s.BreakGlassUses(ctx)
			return httpx.List(uses), err
		})
	httpx.HandleEmpty(api, httpx.Post("acknowledge-break-glass", "/security/break-glass/{id}/acknowledge", "Say why the account for emergencies was used", "administration", OrgManage, SecurityManage),
		func(ctx context.Context, in *struct {
			StaffPath
			Body struct {
				Reason string `json:"reason"`
			}
		}) error {
			return s.AcknowledgeBreakGlass(ctx, in.ID, in.Body.Reason)
		})
}
