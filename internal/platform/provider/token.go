package provider

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// Identify gives who has come back from a provider, at a time. All that does not fit what was asked is Unauthenticated;
// a provider that does not answer is Unavailable.
func (c *Clients) Identify(ctx context.Context, o *OIDC, secret string, ask Asking, answer Answer, at time.Time) (*Identity, error) {
	client, err := c.discover(ctx, o)
	if err != nil {
		return nil, err
	}
	if answer.Iss != "" && answer.Iss != o.Issuer || answer.Iss == "" && client.said.SaysIss {
		return nil, errUnfit("来自另一个身份提供方", "it comes from another provider")
	}
	if answer.Error != "" {
		return nil, errRefusedThere(answer.Error)
	}
	ctx = oidc.ClientContext(ctx, client.http)
	token, err := client.oauth(o, secret, ask.Redirect).Exchange(ctx, answer.Code, oauth2.VerifierOption(ask.Verifier))
	if err != nil {
		return nil, errExchange(err)
	}
	raw, _ := token.Extra("id_token").(string)
	if raw == "" {
		return nil, errUnfit("其中没有 ID 令牌", "there is no ID token in it")
	}
	claims, idToken, err := client.verify(ctx, o, raw, ask.Nonce, at)
	if err != nil {
		return nil, err
	}
	if err := client.complete(ctx, o, token, idToken.Subject, claims); err != nil {
		return nil, err
	}
	who := claims.identity(o, idToken.Subject)
	who.Hint = raw
	if ask.Afresh && (who.At.IsZero() || at.Sub(who.At) > freshMost) {
		return nil, errUnfit("身份提供方没有要求您重新验证身份", "the provider did not ask you to prove anew who you are")
	}
	return who, nil
}

// freshMost is how long ago a proof may be that was asked for afresh.
const freshMost = 5 * time.Minute

// verify checks an ID token by OpenID Connect Core, 3.1.3.7.
func (c *client) verify(ctx context.Context, o *OIDC, raw, nonce string, at time.Time) (claims, *oidc.IDToken, error) {
	token, err := c.provider.Verifier(&oidc.Config{ClientID: o.ClientID, Now: func() time.Time { return at.Add(-skew) }}).Verify(ctx, raw)
	if err != nil {
		return nil, nil, errToken(err)
	}
	all := claims{}
	if err := token.Claims(&all); err != nil {
		return nil, nil, errToken(err)
	}
	azp, _ := all["azp"].(string)
	switch {
	case nonce == "" || token.Nonce != nonce:
		return nil, nil, errUnfit("它不是对这次登录的回答（nonce 不符）", "it does not answer this log-in (another nonce)")
	case azp != "" && azp != o.ClientID, azp == "" && len(token.Audience) > 1:
		return nil, nil, errUnfit("它是发给另一个程序的（azp 不符）", "it was made out to another program (azp)")
	case token.IssuedAt.After(at.Add(skew)):
		return nil, nil, errUnfit("它的签发时间在将来，两边的时钟相差太多", "it was issued in the future: the clocks differ too much")
	case token.Subject == "":
		return nil, nil, errUnfit("其中没有说是谁（sub）", "it does not say who it is (sub)")
	}
	return all, token, nil
}

// complete adds what stands only in the provider's user information.
func (c *client) complete(ctx context.Context, o *OIDC, token *oauth2.Token, subject string, all claims) error {
	_, groups := all.at(o.groups())
	_, login := all.at(o.login())
	if groups && login || !safe(c.said.UserInfo, o.Issuer) {
		return nil
	}
	info, err := c.provider.UserInfo(ctx, oauth2.StaticTokenSource(token))
	if err != nil {
		return errAway(err)
	}
	if info.Subject != subject {
		return errUnfit("用户信息说的是另一个人", "its user information is about somebody else")
	}
	more := claims{}
	if err := info.Claims(&more); err != nil {
		return errAway(err)
	}
	for name, value := range more {
		if _, there := all[name]; !there {
			all[name] = value
		}
	}
	return nil
}

func (o *OIDC) groups() string { return or(o.GroupsClaim, "groups") }
func (o *OIDC) login() string  { return or(o.LoginClaim, "preferred_username") }

func or(said, usual string) string {
	if said = strings.TrimSpace(said); said != "" {
		return said
	}
	return usual
}

// claims are what a provider says of somebody.
type claims map[string]any

// at finds a claim by its name, or by the names on the way to it with dots between.
func (c claims) at(path string) (any, bool) {
	if value, ok := c[path]; ok {
		return value, true
	}
	first, rest, more := strings.Cut(path, ".")
	inner, ok := c[first].(map[string]any)
	if !more || !ok {
		return nil, false
	}
	return claims(inner).at(rest)
}

func (c claims) text(path string) string {
	value, _ := c.at(path)
	text, _ := value.(string)
	return text
}

// texts gives a claim that is a text or a list of them.
func (c claims) texts(path string) []string {
	value, _ := c.at(path)
	switch value := value.(type) {
	case string:
		return []string{value}
	case []any:
		var list []string
		for _, one := range value {
			if text, ok := one.(string); ok {
				list = append(list, text)
			}
		}
		return list
	}
	return nil
}

func (c claims) identity(o *OIDC, subject string) *Identity {
	who := &Identity{Subject: subject, Login: c.text(o.login()), Name: c.text("name"), Groups: c.texts(o.groups())}
	if verified, _ := c["email_verified"].(bool); verified {
		who.Mail = c.text("email")
	}
	if at, ok := c["auth_time"].(float64); ok {
		who.At = time.Unix(int64(at), 0)
	}
	has := func(value string) bool { return slices.Contains(o.StrongAMR, value) }
	who.Strong = slices.Contains(o.StrongACR, c.text("acr")) || slices.ContainsFunc(c.texts("amr"), has)
	return who
}

func errUnfit(zh, en string) error {
	return fault.New(fault.Unauthenticated, "身份提供方的回答不能用：%[1]s。请重新登录；一再出现时请联系安全管理员。",
		"The provider's answer is no good: %[2]s. Log in again, and tell the security officer if it happens again.", zh, en).Because("provider")
}

func errRefusedThere(code string) error {
	if code == "access_denied" {
		return fault.New(fault.Unauthenticated, "您在身份提供方取消了登录，或它没有让您通过。", "You broke the log-in off at the provider, or it did not let you pass.").Because("provider")
	}
	if !codePattern(code) {
		code = "…"
	}
	return fault.New(fault.Unauthenticated, "身份提供方没有完成登录（%[1]s）。", "The provider did not complete the log-in (%[1]s).", code).Because("provider")
}

// codePattern tells whether an error's code is one that may be shown: what else comes back in an address anybody can make.
func codePattern(code string) bool {
	return len(code) <= 40 && strings.Trim(code, "abcdefghijklmnopqrstuvwxyz_") == ""
}

func errExchange(err error) error {
	var refused *oauth2.RetrieveError
	if !errors.As(err, &refused) || refused.Response.StatusCode >= http.StatusInternalServerError {
		return errAway(err)
	}
	switch refused.ErrorCode {
	case "invalid_client", "unauthorized_client":
		return fault.New(fault.Unavailable, "身份提供方不认这里的客户端标识或密钥，请联系安全管理员。", "The provider does not accept our client ID or secret. Tell the security officer.").Because("client")
	case "invalid_grant":
		return errUnfit("登录码已用过或已失效", "its code was used already or holds no more")
	}
	return errUnfit("它没有给出令牌", "it gives no token")
}

func errToken(err error) error {
	var expired *oidc.TokenExpiredError
	switch text := err.Error(); {
	case errors.As(err, &expired):
		return errUnfit("它已过期，也可能是两边的时钟相差太多", "it has expired, or the clocks differ too much")
	case strings.Contains(text, "audience"):
		return errUnfit("它是发给另一个程序的（aud 不符）", "it was made out to another program (aud)")
	case strings.Contains(text, "issued by a different provider"):
		return errUnfit("来自另一个身份提供方", "it comes from another provider")
	case strings.Contains(text, "fetching keys"):
		return errAway(err)
	case strings.Contains(text, "signature"):
		return errUnfit("签名不对", "its signature is wrong")
	}
	return errUnfit("令牌读不出来", "its token cannot be read")
}

// Test tries the way to a provider as far as it goes without a person.
func (c *Clients) Test(ctx context.Context, o *OIDC, secret, redirect string) []Finding {
	client, err := describe(ctx, o)
	if err != nil {
		return []Finding{failure(err)}
	}
	findings := []Finding{found("找到了身份提供方，它的地址与填写的一致。", "The provider answers, and calls itself by the address that was given.")}
	if len(client.said.Challenges) > 0 && !slices.Contains(client.said.Challenges, "S256") {
		findings = append(findings, Finding{false, lang.T("它不支持 PKCE（S256）。", "It does not know PKCE (S256).")})
	}
	if err := client.fetchKeys(ctx); err != nil {
		return append(findings, failure(errAway(err)))
	}
	findings = append(findings, found("取到了验证签名的公钥。", "It gives the keys by which its signatures are checked."))
	ctx = oidc.ClientContext(ctx, client.http)
	_, err = client.oauth(o, secret, redirect).Exchange(ctx, "xingfu-test", oauth2.VerifierOption(oauth2.GenerateVerifier()))
	var refused *oauth2.RetrieveError
	switch {
	case errors.As(err, &refused) && refused.ErrorCode == "invalid_grant":
		findings = append(findings, found("它没有拒绝客户端标识和密钥；有的身份提供方要到真正登录时才检查，请登录一次试试。", "It does not refuse the client ID and the secret; some providers look only at a real log-in, so try one."))
	case errors.As(err, &refused) && (refused.ErrorCode == "invalid_client" || refused.ErrorCode == "unauthorized_client" || refused.Response.StatusCode == http.StatusUnauthorized):
		findings = append(findings, Finding{false, lang.T("它不认客户端标识或密钥。", "It does not accept the client ID or the secret.")})
	case err != nil && refused == nil:
		return append(findings, failure(errAway(err)))
	default:
		findings = append(findings, found("还不能断定客户端密钥对不对：请登录一次试试。", "Whether the client's secret is right cannot be told yet: try to log in once."))
	}
	return append(findings, found("在身份提供方登记的回跳地址应是 %[1]s", "Register this redirect address at the provider: %[1]s", redirect))
}

func (c *client) fetchKeys(ctx context.Context) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, c.said.Keys, nil)
	if err != nil {
		return err
	}
	answer, err := c.http.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	var set struct {
		Keys []json.RawMessage `json:"keys"`
	}
	if err := json.NewDecoder(answer.Body).Decode(&set); err != nil {
		return err
	}
	if len(set.Keys) == 0 {
		return errors.New("no keys")
	}
	return nil
}
