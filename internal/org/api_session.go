package org

import (
	"context"
	"encoding/json"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/go-webauthn/webauthn/protocol"

	"github.com/xingfu/xingfu/internal/platform/httpx"
)

// More says that a log-in needs a second factor too.
type More struct {
	Factors []FactorKind `json:"factors" doc:"With which it can be finished. The cookie xingfu_log_in is good for that alone, and for five minutes."`
}

type loginOutput struct {
	Status    int
	SetCookie []http.Cookie `header:"Set-Cookie"`
	Body      any
}

// Secured notes whether a request comes over TLS, so that its cookies stay there.
type Secured struct{ secure bool }

// Resolve looks at the request.
func (in *Secured) Resolve(ctx huma.Context) []error {
	r, _ := humago.Unwrap(ctx)
	in.secure = httpx.Encrypted(r)
	return nil
}

// output answers a step of a log-in: with the person, or with what more is needed. A log-in that was half done, whose secret
// is half, is so no more.
func (in *Secured) output(l *Login, half string) *loginOutput {
	if l.Actor == nil {
		return &loginOutput{http.StatusAccepted, []http.Cookie{halfCookie(l.Half, int(halfLife.Seconds()), in.secure)}, More{l.Factors}}
	}
	cookies := []http.Cookie{cookie(SessionCookie, l.Cookie, "/", int(l.Life.Seconds()), in.secure)}
	if half != "" {
		cookies = append(cookies, halfCookie("", -1, in.secure))
	}
	return &loginOutput{http.StatusOK, cookies, me(l.Actor, l.CSRF)}
}

func cookie(name, value, path string, age int, secure bool) http.Cookie {
	return http.Cookie{Name: name, Value: value, Path: path, MaxAge: age, HttpOnly: true, Secure: secure, SameSite: http.SameSiteStrictMode}
}

func halfCookie(value string, age int, secure bool) http.Cookie {
	return cookie(HalfCookie, value, "/api/v1/session", age, secure)
}

// step registers a step of logging in, which needs nobody to be logged in. Only the first may answer that more is needed.
func step[I any](api huma.API, op huma.Operation, more bool, handler func(context.Context, *I) (*loginOutput, error)) {
	op.Security = []map[string][]string{}
	schemas := api.OpenAPI().Components.Schemas
	body := func(of any, says string) *huma.Response {
		return &huma.Response{Description: says, Content: map[string]*huma.MediaType{"application/json": {Schema: schemas.Schema(reflect.TypeOf(of), true, "")}}}
	}
	op.Responses = map[string]*huma.Response{"200": body(Me{}, "Logged in")}
	if more {
		op.Responses["202"] = body(More{}, "A second factor is needed")
	}
	huma.Register(api, op, func(ctx context.Context, in *I) (*loginOutput, error) {
		ctx, cancel := httpx.Bounded(ctx)
		defer cancel()
		out, err := handler(ctx, in)
		if err != nil {
			return nil, httpx.AsProblem(ctx, httpx.Late(ctx, err))
		}
		return out, nil
	})
}

func (s *Service) registerSession(api huma.API) {
	type password struct {
		Secured
		Body struct {
			Login    string `json:"login"`
			Password string `json:"password"`
			Provider string `json:"provider,omitempty" doc:"The directory whose password it is; left out: it is that of the account here."`
		}
	}
	step(api, httpx.Post("log-in", "/session", "Log in", "session", httpx.Public), true, func(ctx context.Context, in *password) (*loginOutput, error) {
		logIn := s.LogIn
		if in.Body.Provider != "" {
			logIn = func(ctx context.Context, login, password string) (*Login, error) {
				return s.LogInByDirectory(ctx, in.Body.Provider, login, password)
			}
		}
		l, err := logIn(ctx, in.Body.Login, in.Body.Password)
		if err != nil {
			return nil, err
		}
		return in.output(l, ""), nil
	})
	type code struct {
		Secured
		Half string `cookie:"xingfu_log_in"`
		Body struct {
			Code string `json:"code" doc:"What the authenticator shows, or a recovery code."`
		}
	}
	step(api, httpx.Post("log-in-code", "/session/code", "Finish a log-in with a code", "session", httpx.Public), false, func(ctx context.Context, in *code) (*loginOutput, error) {
		l, err := s.FinishWithCode(ctx, in.Half, in.Body.Code)
		if err != nil {
			return nil, err
		}
		return in.output(l, in.Half), nil
	})
	s.registerPasskeySession(api)
	s.registerProviderSession(api)
	httpx.Handle(api, httpx.Get("who-am-i", "/session", "Who is logged in", "session", httpx.LoggedIn),
		func(ctx context.Context, in *struct {
			Cookie string `cookie:"xingfu_session"`
		}) (Me, error) {
			_, csrf, err := s.BySession(ctx, in.Cookie)
			return me(From(ctx), csrf), err
		})
	s.registerLogOut(api)
}

// farther is where a browser goes on to, so that it is logged out at the provider too.
type farther struct {
	Address string `json:"address" doc:"Where the browser goes, to be logged out at the provider too."`
}

func (s *Service) registerLogOut(api huma.API) {
	logout := httpx.Delete("log-out", "/session", "Log out", "session", httpx.LoggedIn)
	logout.DefaultStatus = http.StatusNoContent
	schema := api.OpenAPI().Components.Schemas.Schema(reflect.TypeOf(farther{}), true, "")
	logout.Responses = map[string]*huma.Response{"204": {Description: "Logged out"}, "200": {Description: "Logged out here; the provider has a place for it too",
		Content: map[string]*huma.MediaType{"application/json": {Schema: schema}}}}
	type out struct {
		Status    int
		SetCookie http.Cookie `header:"Set-Cookie"`
		Body      any
	}
	huma.Register(api, logout, func(ctx context.Context, in *struct {
		Cookie string `cookie:"xingfu_session"`
	}) (*out, error) {
		address, err := s.LogOutAt(ctx, in.Cookie)
		if err == nil {
			err = s.LogOut(ctx, in.Cookie)
		}
		if err != nil {
			return nil, httpx.AsProblem(ctx, err)
		}
		ended := cookie(SessionCookie, "", "/", -1, false)
		if address != "" {
			return &out{http.StatusOK, ended, farther{address}}, nil
		}
		return &out{Status: http.StatusNoContent, SetCookie: ended}, nil
	})
}

// Asked is what the browser asks an authenticator with, as navigator.credentials takes it.
type Asked struct {
	PublicKey json.RawMessage `json:"publicKey"`
}

func asked[T protocol.PublicKeyCredentialRequestOptions | protocol.PublicKeyCredentialCreationOptions](options T) (Asked, error) {
	text, err := json.Marshal(options)
	return Asked{text}, err
}

func (s *Service) registerPasskeySession(api huma.API) {
	type ask struct {
		Secured
		Half  string `cookie:"xingfu_log_in"`
		Alone bool   `query:"alone" doc:"To log in with the passkey alone, whatever log-in is half done."`
	}
	type challenge struct {
		SetCookie http.Cookie `header:"Set-Cookie"`
		Body      Asked
	}
	op := httpx.Post("log-in-passkey-challenge", "/session/passkey/challenge", "Ask a passkey, to log in with it alone or as second factor", "session", httpx.Public)
	op.Security = []map[string][]string{}
	huma.Register(api, op, func(ctx context.Context, in *ask) (*challenge, error) {
		if in.Alone {
			in.Half = ""
		}
		options, half, err := s.AskPasskeyToLogIn(ctx, in.Half)
		if err != nil {
			return nil, httpx.AsProblem(ctx, err)
		}
		body, err := asked(options.Response)
		if err != nil {
			return nil, httpx.AsProblem(ctx, err)
		}
		return &challenge{halfCookie(half, int(halfLife.Seconds()), in.secure), body}, nil
	})
	type answer struct {
		Secured
		Half string `cookie:"xingfu_log_in"`
		Body struct {
			Credential json.RawMessage `json:"credential" doc:"What the passkey has answered, as PublicKeyCredential.toJSON() gives it."`
		}
	}
	step(api, httpx.Post("log-in-passkey", "/session/passkey", "Finish a log-in with a passkey", "session", httpx.Public), false, func(ctx context.Context, in *answer) (*loginOutput, error) {
		l, err := s.FinishWithPasskey(ctx, in.Half, in.Body.Credential)
		if err != nil {
			return nil, err
		}
		return in.output(l, in.Half), nil
	})
}

// registerProof adds how somebody who is logged in proves that it is still he.
func (s *Service) registerProof(api huma.API) {
	httpx.HandleEmpty(api, httpx.Post("prove", "/session/proof", "Prove who I am, for the sensitive acts of the next ten minutes", "session", httpx.LoggedIn),
		func(ctx context.Context, in *struct{ Body Proof }) error { return s.Prove(ctx, in.Body) })
	httpx.Handle(api, httpx.Post("prove-challenge", "/session/proof/challenge", "Ask my passkey, to prove who I am", "session", httpx.LoggedIn),
		func(ctx context.Context, _ *struct{}) (Asked, error) {
			options, err := s.AskPasskey(ctx)
			if err != nil {
				return Asked{}, err
			}
			return asked(options.Response)
		})
}
