package provider

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/xingfu/xingfu/internal/platform/fault"
)

// OIDC is how an OpenID provider is asked.
type OIDC struct {
	Issuer      string   `json:"issuer" doc:"The provider's address, as it calls itself."`
	ClientID    string   `json:"clientId"`
	CA          string   `json:"ca,omitempty" doc:"Certificates that vouch for it besides the machine's, in PEM."`
	Scopes      []string `json:"scopes,omitempty" doc:"What is asked for besides openid, profile and email."`
	LoginClaim  string   `json:"loginClaim,omitempty" doc:"Where the log-in name stands; preferred_username when it is not said."`
	GroupsClaim string   `json:"groupsClaim,omitempty" doc:"Where groups or roles stand, such as groups or realm_access.roles; groups when it is not said."`
	StrongACR   []string `json:"strongAcr,omitempty" doc:"Values of acr that count as a second factor."`
	StrongAMR   []string `json:"strongAmr,omitempty" doc:"Values of amr of which any counts as a second factor."`
}

// Check refuses what cannot be a provider.
func (o *OIDC) Check() error {
	at, err := checkAddress("oidc.issuer", o.Issuer, "https", "http")
	if err != nil {
		return err
	}
	if at.Scheme == "http" && !isLoopback(at.Hostname()) {
		return fault.Bad("oidc.issuer", "身份提供方必须用 https 地址。", "A provider needs an https address.")
	}
	if strings.TrimSpace(o.ClientID) == "" {
		return fault.Bad("oidc.clientId", "请填写客户端标识（client ID）。", "Give the client ID.")
	}
	if _, err := trust(o.CA); err != nil {
		return fault.Bad("oidc.ca", "这不是 PEM 格式的证书，应以 -----BEGIN CERTIFICATE----- 开头。", "This is no certificate in PEM: it begins with -----BEGIN CERTIFICATE-----.")
	}
	return nil
}

// Asking is one way of a person to the provider and back.
type Asking struct {
	Redirect string // where he comes back to
	State    string
	Nonce    string
	Verifier string // PKCE
	Afresh   bool   // he is to prove anew who he is
}

// Answer is what a person comes back with.
type Answer struct {
	Code  string
	Iss   string // RFC 9207, if the provider says it
	Error string
}

// Clients remember what providers say of themselves.
type Clients struct {
	mu    sync.Mutex
	known map[string]*client
}

// client is one provider, as it has described itself.
type client struct {
	provider *oidc.Provider
	http     *http.Client
	said     metadata
	until    time.Time
}

// metadata is what of a provider's description is not the library's business.
type metadata struct {
	EndSession  string   `json:"end_session_endpoint"`
	SaysIss     bool     `json:"authorization_response_iss_parameter_supported"`
	Challenges  []string `json:"code_challenge_methods_supported"`
	AuthMethods []string `json:"token_endpoint_auth_methods_supported"`
	Authorize   string   `json:"authorization_endpoint"`
	Token       string   `json:"token_endpoint"`
	Keys        string   `json:"jwks_uri"`
	UserInfo    string   `json:"userinfo_endpoint"`
}

const (
	describedFor = 10 * time.Minute
	skew         = time.Minute // that the provider's clock may be off
)

// discover gives what a provider says of itself, asking it when that is long ago.
func (c *Clients) discover(ctx context.Context, o *OIDC) (*client, error) {
	key := o.Issuer + "\n" + o.CA
	c.mu.Lock()
	known := c.known[key]
	c.mu.Unlock()
	if known != nil && time.Now().Before(known.until) {
		return known, nil
	}
	fresh, err := describe(ctx, o)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.known == nil {
		c.known = map[string]*client{}
	}
	c.known[key] = fresh
	return fresh, nil
}

func describe(ctx context.Context, o *OIDC) (*client, error) {
	web, err := httpClient(o.CA)
	if err != nil {
		return nil, err
	}
	// The library keeps this context for fetching keys later, when this request is over.
	ctx = oidc.ClientContext(context.WithoutCancel(ctx), web)
	p, err := oidc.NewProvider(ctx, o.Issuer)
	if err != nil {
		return nil, errAway(err)
	}
	c := &client{provider: p, http: web, until: time.Now().Add(describedFor)}
	if err := p.Claims(&c.said); err != nil {
		return nil, errAway(err)
	}
	for _, address := range []string{c.said.Authorize, c.said.Token, c.said.Keys} {
		if !safe(address, o.Issuer) {
			return nil, fault.New(fault.Unavailable, "身份提供方给出的地址 %[1]q 没有用 https，不能使用。", "The provider names the address %[1]q, which is not https and cannot be used.", address)
		}
	}
	return c, nil
}

// safe tells whether an address that a provider names has TLS, or is on this machine as the provider is.
func safe(address, issuer string) bool {
	return strings.HasPrefix(address, "https://") || strings.HasPrefix(issuer, "http://") && strings.HasPrefix(address, "http://")
}

func errAway(err error) error {
	if strings.Contains(err.Error(), "did not match the issuer") {
		return fault.New(fault.Unavailable, "那里的身份提供方自称的地址（issuer）与填写的不同，请照它的说明一字不差地填写。",
			"The provider there calls itself by another address (issuer) than was given: write it exactly as the provider does.")
	}
	reason := why(err)
	return fault.New(fault.Unavailable, "现在连不上身份提供方：%[1]s。请稍后再试，或用本地密码登录。",
		"The provider cannot be reached now: %[2]s. Try again later, or log in with a local password.", reason.Zh, reason.En).Because("away")
}

// oauth is the provider as the library of OAuth has it. The secret goes the one way that the provider knows, so that no
// code is sent twice.
func (c *client) oauth(o *OIDC, secret, redirect string) *oauth2.Config {
	endpoint := c.provider.Endpoint()
	endpoint.AuthStyle = oauth2.AuthStyleInHeader
	methods := c.said.AuthMethods
	if secret == "" || len(methods) > 0 && !slices.Contains(methods, "client_secret_basic") {
		endpoint.AuthStyle = oauth2.AuthStyleInParams
	}
	scopes := append([]string{oidc.ScopeOpenID, "profile", "email"}, o.Scopes...)
	return &oauth2.Config{ClientID: o.ClientID, ClientSecret: secret, Endpoint: endpoint, RedirectURL: redirect, Scopes: scopes}
}

// Address gives the address at the provider to which the person is sent.
func (c *Clients) Address(ctx context.Context, o *OIDC, ask Asking) (string, error) {
	client, err := c.discover(ctx, o)
	if err != nil {
		return "", err
	}
	options := []oauth2.AuthCodeOption{oidc.Nonce(ask.Nonce), oauth2.S256ChallengeOption(ask.Verifier)}
	if ask.Afresh {
		options = append(options, oauth2.SetAuthURLParam("prompt", "login"), oauth2.SetAuthURLParam("max_age", "0"))
	}
	if len(o.StrongACR) > 0 {
		options = append(options, oauth2.SetAuthURLParam("acr_values", strings.Join(o.StrongACR, " ")))
	}
	return client.oauth(o, "", ask.Redirect).AuthCodeURL(ask.State, options...), nil
}

// LogOutAddress gives where the provider ends its own session and sends the person back; nothing when it has no such place.
func (c *Clients) LogOutAddress(ctx context.Context, o *OIDC, hint, back string) (string, error) {
	client, err := c.discover(ctx, o)
	if err != nil || !safe(client.said.EndSession, o.Issuer) {
		return "", err
	}
	at, err := checkAddress("endSession", client.said.EndSession, "https", "http")
	if err != nil {
		return "", nil // one that is none is none
	}
	query := at.Query()
	query.Set("client_id", o.ClientID)
	query.Set("post_logout_redirect_uri", back)
	if hint != "" {
		query.Set("id_token_hint", hint)
	}
	at.RawQuery = query.Encode()
	return at.String(), nil
}
