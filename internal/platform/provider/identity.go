// Package provider asks others who somebody is: an OpenID provider, or a directory over LDAP. It knows their protocols
// and nothing of accounts, posts or sessions.
package provider

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// Identity is who somebody is at a provider.
type Identity struct {
	Subject string // it never changes there, and is never given to another
	Login   string
	Name    string
	Mail    string // empty when the provider does not vouch for it
	Groups  []string
	Strong  bool      // he has shown a second factor there, by the provider's word and our rule
	At      time.Time // when he proved it there; zero: not told
	Hint    string    // the ID token, by which the provider knows whom to log out
}

// Finding is what a test of a connection has found at one step.
type Finding struct {
	OK   bool      `json:"ok"`
	Says lang.Text `json:"says"`
}

func found(zh, en string, args ...any) Finding { return Finding{true, lang.T(zh, en, args...)} }

// failure tells an error in plain words.
func failure(err error) Finding {
	var f *fault.Error
	if errors.As(err, &f) {
		return Finding{false, f.Text}
	}
	reason := why(err)
	return Finding{false, lang.T("没有成功：%[1]s。", "It failed: %[2]s.", reason.Zh, reason.En)}
}

const (
	dialTime = 5 * time.Second
	askTime  = 10 * time.Second
	bodyMost = 1 << 20 // bytes of an answer
)

// trust is whom TLS believes: the machine's authorities, and those of a PEM text.
func trust(ca string) (*tls.Config, error) {
	config := &tls.Config{MinVersion: tls.VersionTLS12}
	if ca == "" {
		return config, nil
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM([]byte(ca)) {
		return nil, fault.Bad("ca", "这不是 PEM 格式的证书，应以 -----BEGIN CERTIFICATE----- 开头。", "This is no certificate in PEM: it begins with -----BEGIN CERTIFICATE-----.")
	}
	config.RootCAs = pool
	return config, nil
}

// httpClient asks a provider: not for long, not for much, and not wherever an answer leads.
func httpClient(ca string) (*http.Client, error) {
	config, err := trust(ca)
	if err != nil {
		return nil, err
	}
	transport := &http.Transport{Proxy: http.ProxyFromEnvironment, TLSClientConfig: config, TLSHandshakeTimeout: dialTime,
		DialContext: (&net.Dialer{Timeout: dialTime}).DialContext, MaxIdleConns: 4, IdleConnTimeout: time.Minute, ForceAttemptHTTP2: true}
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &http.Client{Transport: bounded{transport}, Timeout: askTime, CheckRedirect: stay}, nil
}

// bounded cuts answers off that are longer than any of a provider's is.
type bounded struct{ next http.RoundTripper }

// RoundTrip asks and bounds the answer.
func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := b.next.RoundTrip(r)
	if err == nil {
		answer.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(answer.Body, bodyMost), answer.Body}
	}
	return answer, err
}

// isLoopback tells whether a host is this machine, to which one may speak without TLS.
func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// checkAddress refuses an address of another scheme, and one without TLS that is not on this machine.
func checkAddress(field, address, secure, plain string) (*url.URL, error) {
	at, err := url.Parse(address)
	if err != nil || at.Hostname() == "" || at.Scheme != secure && at.Scheme != plain {
		return nil, fault.Bad(field, "请填写以 %[1]s:// 开头的地址。", "Give an address that begins with %[1]s://.", secure)
	}
	if at.User != nil || at.RawQuery != "" || at.Fragment != "" {
		return nil, fault.Bad(field, "地址里不要带用户名、参数或 # 后的部分。", "The address has no user, query or fragment.")
	}
	return at, nil
}

// why says in plain words why a connection has failed.
func why(err error) lang.Text {
	var unknown x509.UnknownAuthorityError
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	var dns *net.DNSError
	var op *net.OpError
	var timeout net.Error
	switch {
	case errors.As(err, &unknown):
		return lang.T("它的证书不是受信任的机构签发的；内部机构的证书请填在“CA 证书”里", "its certificate comes from an authority that is not trusted; give your own authority's under “CA certificate”")
	case errors.As(err, &name):
		return lang.T("它的证书不是这个主机名的", "its certificate is for another host name")
	case errors.As(err, &invalid):
		return lang.T("它的证书已过期或还没有生效", "its certificate has expired or is not valid yet")
	case errors.As(err, &dns):
		return lang.T("找不到主机 %[1]s", "the host %[1]s was not found", dns.Name)
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return lang.T("它很久没有应答", "it has not answered for long")
	case errors.As(err, &op) && op.Op == "dial":
		return lang.T("地址上没有服务在应答", "nothing answers at the address")
	}
	slog.Warn("a provider or directory does not do what it should", "error", err)
	return lang.T("它的应答不是预期的，详情见服务器日志", "its answer is not what it should be; the server's log says more")
}
