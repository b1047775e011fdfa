package provider

import (
	"context"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"net"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/go-ldap/ldap/v3"

	"github.com/xingfu/xingfu/internal/platform/fault"
)

// Directory is how a directory is asked over LDAP: a person is searched for, and his password tried as who was found.
type Directory struct {
	Address     string `json:"address" doc:"ldaps://host, or ldap://host with startTls."`
	StartTLS    bool   `json:"startTls,omitempty"`
	CA          string `json:"ca,omitempty" doc:"Certificates that vouch for it besides the machine's, in PEM."`
	BindDN      string `json:"bindDn,omitempty" doc:"As whom is searched; empty: as nobody, where the directory lets one."`
	Base        string `json:"base" doc:"Below which people are searched."`
	Filter      string `json:"filter,omitempty" doc:"How a person is found, {login} being what he has typed; (uid={login}) when it is not said."`
	Subject     string `json:"subject,omitempty" doc:"The attribute that never changes; entryUUID when it is not said, objectGUID in Active Directory."`
	Login       string `json:"login,omitempty" doc:"The attribute of the log-in name; uid when it is not said."`
	Name        string `json:"name,omitempty" doc:"The attribute of the name; cn when it is not said."`
	Mail        string `json:"mail,omitempty" doc:"The attribute of the mail address; mail when it is not said."`
	Groups      string `json:"groups,omitempty" doc:"The attribute of a person that names his groups, such as memberOf: whole distinguished names."`
	GroupBase   string `json:"groupBase,omitempty" doc:"Below which groups are searched; empty: they are not."`
	GroupFilter string `json:"groupFilter,omitempty" doc:"How a person's groups are found, {dn} being his distinguished name and {login} his log-in name; (member={dn}) when it is not said."`
}

// ErrWrong says that a directory does not know the person or his password is another.
var ErrWrong = errors.New("the directory does not accept log-in name and password")

// Check refuses what cannot be a directory, and one without TLS that is not on this machine.
func (d *Directory) Check() error {
	at, err := checkAddress("directory.address", d.Address, "ldaps", "ldap")
	if err != nil {
		return err
	}
	if at.Scheme == "ldap" && !d.StartTLS && !isLoopback(at.Hostname()) {
		return fault.Bad("directory.address", "密码不能不加密地传送：请用 ldaps:// 地址，或打开 StartTLS。", "Passwords are not sent in the clear: use an ldaps:// address or turn StartTLS on.")
	}
	if at.Scheme == "ldaps" && d.StartTLS {
		return fault.Bad("directory.startTls", "ldaps:// 地址本来就加密，不用再开 StartTLS。", "An ldaps:// address has TLS already: turn StartTLS off.")
	}
	if strings.TrimSpace(d.Base) == "" {
		return fault.Bad("directory.base", "请填写从哪里往下找人（base DN）。", "Give the base DN below which people are searched.")
	}
	if _, err := trust(d.CA); err != nil {
		return fault.Bad("directory.ca", "这不是 PEM 格式的证书，应以 -----BEGIN CERTIFICATE----- 开头。", "This is no certificate in PEM: it begins with -----BEGIN CERTIFICATE-----.")
	}
	filters := map[string]string{"directory.filter": d.filter("x"), "directory.groupFilter": d.groupFilter("cn=x", "x")}
	for field, filter := range filters {
		if _, err := ldap.CompileFilter(filter); err != nil {
			return fault.Bad(field, "查找条件写得不对，应像 (uid={login}) 这样。", "This is no search filter: write it like (uid={login}).")
		}
	}
	if !strings.Contains(or(d.Filter, "{login}"), "{login}") {
		return fault.Bad("directory.filter", "查找条件里要有 {login}。", "The filter needs {login} in it.")
	}
	return nil
}

// filter is how a person is found; what he has typed is escaped, so that it stays a value.
func (d *Directory) filter(login string) string {
	return strings.ReplaceAll(or(d.Filter, "(uid={login})"), "{login}", ldap.EscapeFilter(login))
}

func (d *Directory) groupFilter(dn, login string) string {
	return strings.NewReplacer("{dn}", ldap.EscapeFilter(dn), "{login}", ldap.EscapeFilter(login)).Replace(or(d.GroupFilter, "(member={dn})"))
}

// Identify gives who has a log-in name and a password. It is ErrWrong when they are not somebody's, an empty password
// always, which a directory takes for no password at all; a directory that does not answer is Unavailable.
func (d *Directory) Identify(ctx context.Context, secret, login, password string) (*Identity, error) {
	if password == "" || login == "" {
		return nil, ErrWrong
	}
	conn, err := d.connect(ctx, secret)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	entry, err := d.find(conn, login)
	if err != nil {
		return nil, err
	}
	if err := conn.Bind(entry.DN, password); err != nil {
		if ldap.IsErrorAnyOf(err, ldap.LDAPResultInvalidCredentials, ldap.LDAPResultInappropriateAuthentication, ldap.LDAPResultUnwillingToPerform,
			ldap.LDAPResultInvalidDNSyntax, ldap.LDAPResultConstraintViolation, ldap.LDAPResultInsufficientAccessRights) {
			return nil, ErrWrong
		}
		return nil, errNoDirectory(err)
	}
	return d.identity(conn, secret, entry)
}

// Look gives who has a log-in name, without proof: only to show what the directory says of him.
func (d *Directory) Look(ctx context.Context, secret, login string) (*Identity, error) {
	conn, err := d.connect(ctx, secret)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	entry, err := d.find(conn, login)
	if err != nil {
		return nil, err
	}
	return d.identity(conn, secret, entry)
}

// connect gives a connection that may search. It ends with ctx.
func (d *Directory) connect(ctx context.Context, secret string) (*ldap.Conn, error) {
	if err := d.Check(); err != nil {
		return nil, err
	}
	at, err := url.Parse(d.Address)
	if err != nil {
		return nil, err
	}
	config, err := trust(d.CA)
	if err != nil {
		return nil, err
	}
	config.ServerName = at.Hostname()
	conn, err := dial(ctx, at, config)
	if err != nil {
		return nil, errNoDirectory(err)
	}
	conn.SetTimeout(askTime)
	context.AfterFunc(ctx, func() { _ = conn.Close() })
	if d.StartTLS {
		if err := conn.StartTLS(config); err != nil {
			_ = conn.Close()
			return nil, errNoDirectory(err)
		}
	}
	if err := d.bind(conn, secret); err != nil {
		_ = conn.Close()
		return nil, err
	}
	return conn, nil
}

func dial(ctx context.Context, at *url.URL, config *tls.Config) (*ldap.Conn, error) {
	port := at.Port()
	if port == "" {
		port = map[string]string{"ldap": ldap.DefaultLdapPort, "ldaps": ldap.DefaultLdapsPort}[at.Scheme]
	}
	ctx, cancel := context.WithTimeout(ctx, dialTime)
	defer cancel()
	wire, err := (&net.Dialer{}).DialContext(ctx, "tcp", net.JoinHostPort(at.Hostname(), port))
	if err != nil {
		return nil, err
	}
	if at.Scheme == "ldaps" {
		secured := tls.Client(wire, config)
		if err := secured.HandshakeContext(ctx); err != nil {
			_ = wire.Close()
			return nil, err
		}
		wire = secured
	}
	conn := ldap.NewConn(wire, at.Scheme == "ldaps")
	conn.Start()
	return conn, nil
}

// bind makes the connection that of the account that searches.
func (d *Directory) bind(conn *ldap.Conn, secret string) error {
	var err error
	if d.BindDN == "" {
		err = conn.UnauthenticatedBind("")
	} else {
		err = conn.Bind(d.BindDN, secret)
	}
	if ldap.IsErrorAnyOf(err, ldap.LDAPResultInvalidCredentials, ldap.LDAPResultInvalidDNSyntax, ldap.LDAPResultInappropriateAuthentication, ldap.ErrorEmptyPassword) {
		return fault.New(fault.Unavailable, "目录不认用来查找的账号或它的密码，请联系安全管理员。", "The directory does not accept the account that searches, or its password. Tell the security officer.").Because("client")
	}
	if err != nil {
		return errNoDirectory(err)
	}
	return nil
}

// find gives the one entry of a log-in name. Where the directory points to another, it is not followed.
func (d *Directory) find(conn *ldap.Conn, login string) (*ldap.Entry, error) {
	wanted := []string{d.subject(), d.loginName(), or(d.Name, "cn"), or(d.Mail, "mail")}
	if d.Groups != "" {
		wanted = append(wanted, d.Groups)
	}
	found, err := conn.Search(ldap.NewSearchRequest(d.Base, ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, 2, int(askTime/time.Second), false, d.filter(login), wanted, nil))
	if ldap.IsErrorWithCode(err, ldap.LDAPResultSizeLimitExceeded) || err == nil && len(found.Entries) > 1 {
		return nil, fault.New(fault.Unavailable, "目录里有不止一个人符合这个登录名，请联系安全管理员改查找条件。", "More than one person in the directory has this log-in name. Tell the security officer to change the filter.")
	}
	if ldap.IsErrorWithCode(err, ldap.LDAPResultNoSuchObject) {
		return nil, fault.New(fault.Unavailable, "目录里没有 %[1]s 这个位置，或查找的账号看不到它。", "There is no %[1]s in the directory, or the account that searches does not see it.", d.Base)
	}
	if err != nil {
		return nil, errNoDirectory(err)
	}
	if len(found.Entries) == 0 || found.Entries[0].DN == "" {
		return nil, ErrWrong
	}
	return found.Entries[0], nil
}

func (d *Directory) subject() string   { return or(d.Subject, "entryUUID") }
func (d *Directory) loginName() string { return or(d.Login, "uid") }

func (d *Directory) identity(conn *ldap.Conn, secret string, entry *ldap.Entry) (*Identity, error) {
	who := &Identity{Subject: subjectOf(entry.GetRawAttributeValue(d.subject())), Login: entry.GetAttributeValue(d.loginName()),
		Name: entry.GetAttributeValue(or(d.Name, "cn")), Mail: entry.GetAttributeValue(or(d.Mail, "mail"))}
	if who.Subject == "" {
		return nil, fault.New(fault.Unavailable, "目录没有给出 %[1]s，无法认定是谁，请联系安全管理员。", "The directory does not give %[1]s, so that nobody can be told apart. Tell the security officer.", d.subject())
	}
	if d.Groups != "" {
		who.Groups = entry.GetAttributeValues(d.Groups)
	}
	if d.GroupBase == "" {
		return who, nil
	}
	if err := d.bind(conn, secret); err != nil { // what the person himself may see does not count
		return nil, err
	}
	request := ldap.NewSearchRequest(d.GroupBase, ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, 0, int(askTime/time.Second), false,
		d.groupFilter(entry.DN, who.Login), []string{"cn"}, nil)
	found, err := conn.Search(request)
	if err != nil {
		return nil, errNoDirectory(err)
	}
	for _, group := range found.Entries {
		who.Groups = append(who.Groups, group.DN)
		if name := group.GetAttributeValue("cn"); name != "" {
			who.Groups = append(who.Groups, name)
		}
	}
	return who, nil
}

// subjectOf gives an identifier as text; Active Directory's is bytes.
func subjectOf(raw []byte) string {
	if utf8.Valid(raw) && !strings.ContainsFunc(string(raw), func(r rune) bool { return r < ' ' }) {
		return string(raw)
	}
	return hex.EncodeToString(raw)
}

func errNoDirectory(err error) error {
	if ldap.IsErrorWithCode(err, ldap.LDAPResultReferral) {
		return fault.New(fault.Unavailable, "目录把查询指向了另一台服务器，这里不会跟过去；请填写那台服务器的地址。", "The directory points to another server, which is not followed: give that server's address.")
	}
	var inner *ldap.Error
	if errors.As(err, &inner) && inner.Err != nil {
		err = inner.Err
	}
	reason := why(err)
	return fault.New(fault.Unavailable, "现在连不上公司目录：%[1]s。请稍后再试；有本地密码的账号可以用本地密码登录。",
		"The directory cannot be reached now: %[2]s. Try again later; accounts with a local password can log in with that.", reason.Zh, reason.En).Because("away")
}

// Test tries the way to a directory, and with a log-in name what it says of somebody.
func (d *Directory) Test(ctx context.Context, secret, login string) ([]Finding, *Identity) {
	conn, err := d.connect(ctx, secret)
	if err != nil {
		return []Finding{failure(err)}, nil
	}
	_ = conn.Close()
	findings := []Finding{found("连上了目录，用来查找的账号被接受。", "The directory answers and accepts the account that searches.")}
	if login == "" {
		return findings, nil
	}
	who, err := d.Look(ctx, secret, login)
	if errors.Is(err, ErrWrong) {
		err = fault.New(fault.NotFound, "目录里没有找到“%[1]s”。", "%[1]q was not found in the directory.", login)
	}
	if err != nil {
		return append(findings, failure(err)), nil
	}
	return append(findings, found("找到了%[1]s（%[2]s）。", "It knows %[1]s (%[2]s).", who.Name, who.Login)), who
}
