package providertest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// Slapd is a directory that runs: OpenLDAP's, with people and groups of its own.
type Slapd struct {
	Plain  string // ldap:// on this machine, where StartTLS is known
	Secure string // ldaps://
	CA     string // who vouches for it, in PEM
	stop   func()
}

// The directory's tree, and the account that searches.
const (
	Base     = "dc=example,dc=com"
	Searcher = "cn=searcher,dc=example,dc=com"
)

// slapd gives the server as a copy in dir: where Debian keeps it, AppArmor lets it read its own folders alone.
func slapd(t testing.TB, dir string) string {
	t.Helper()
	for _, place := range []string{"slapd", "/usr/sbin/slapd", "/usr/libexec/slapd", "/usr/lib/openldap/slapd"} {
		found, err := exec.LookPath(place)
		if err != nil {
			continue
		}
		program, err := os.ReadFile(found)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, "slapd")
		if err := os.WriteFile(path, program, 0o700); err != nil {
			t.Fatal(err)
		}
		return path
	}
	t.Fatal("there is no slapd: scripts/need.sh slapd")
	return ""
}

// StartSlapd runs a directory until the test ends. It holds what ldif says below Base.
func StartSlapd(t testing.TB, ldif string) *Slapd {
	t.Helper()
	dir, err := os.MkdirTemp("", "slapd") // short: the socket's path has a limit
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	path := slapd(t, dir)
	d := &Slapd{CA: certify(t, dir)}
	write(t, filepath.Join(dir, "slapd.conf"), config(dir))
	write(t, filepath.Join(dir, "tree.ldif"), tree+ldif)
	if err := os.Mkdir(filepath.Join(dir, "data"), 0o700); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(path, "-Tadd", "-f", filepath.Join(dir, "slapd.conf"), "-l", filepath.Join(dir, "tree.ldif")).CombinedOutput(); err != nil {
		t.Fatalf("fill the directory: %v\n%s", err, out)
	}
	plain, secure := freePort(t), freePort(t)
	d.Plain, d.Secure = fmt.Sprintf("ldap://127.0.0.1:%d", plain), fmt.Sprintf("ldaps://127.0.0.1:%d", secure)
	run := exec.Command(path, "-d", "0", "-f", filepath.Join(dir, "slapd.conf"), "-h", d.Plain+"/ "+d.Secure+"/")
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	d.stop = sync.OnceFunc(func() {
		_ = run.Process.Signal(syscall.SIGTERM)
		_ = run.Wait()
	})
	t.Cleanup(d.stop)
	for _, port := range []int{plain, secure} {
		reach(t, port)
	}
	return d
}

// Stop ends the directory, as one that is away.
func (d *Slapd) Stop() { d.stop() }

// Entry is a person of a directory.
func Entry(login, password, name string) string {
	return fmt.Sprintf("\ndn: uid=%[1]s,ou=people,%[4]s\nobjectClass: inetOrgPerson\nuid: %[1]s\ncn: %[3]s\nsn: %[3]s\nmail: %[1]s@example.com\nuserPassword: %[2]s\n", login, password, name, Base)
}

// Group is a group of a directory.
func Group(name string, logins ...string) string {
	entry := fmt.Sprintf("\ndn: cn=%s,ou=groups,%s\nobjectClass: groupOfNames\ncn: %s\n", name, Base, name)
	for _, login := range logins {
		entry += fmt.Sprintf("member: uid=%s,ou=people,%s\n", login, Base)
	}
	return entry
}

const tree = `dn: dc=example,dc=com
objectClass: dcObject
objectClass: organization
dc: example
o: example

dn: ou=people,dc=example,dc=com
objectClass: organizationalUnit
ou: people

dn: ou=groups,dc=example,dc=com
objectClass: organizationalUnit
ou: groups

dn: cn=searcher,dc=example,dc=com
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: searcher
userPassword: ` + Secret + `

dn: ou=elsewhere,dc=example,dc=com
objectClass: referral
objectClass: extensibleObject
ou: elsewhere
ref: ldap://127.0.0.1:1/dc=elsewhere
`

func config(dir string) string {
	schema := "/etc/ldap/schema"
	if _, err := os.Stat(schema); err != nil {
		schema = "/etc/openldap/schema"
	}
	return fmt.Sprintf(`include %[2]s/core.schema
include %[2]s/cosine.schema
include %[2]s/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile %[1]s/slapd.pid
TLSCACertificateFile %[1]s/ca.pem
TLSCertificateFile %[1]s/server.pem
TLSCertificateKeyFile %[1]s/server.key
allow bind_anon_cred bind_anon_dn
database mdb
directory %[1]s/data
suffix "dc=example,dc=com"
maxsize 10485760
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="cn=searcher,dc=example,dc=com" read by anonymous auth by * none
`, dir, schema)
}

func write(t testing.TB, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// freePort gives a port that nobody listens at.
func freePort(t testing.TB) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}

// reach waits until somebody listens at a port.
func reach(t testing.TB, port int) {
	t.Helper()
	for range 500 {
		conn, err := net.DialTimeout("tcp", fmt.Sprintf("127.0.0.1:%d", port), time.Second)
		if err == nil {
			_ = conn.Close()
			return
		}
		time.Sleep(20 * time.Millisecond) // between looks, not in place of one
	}
	t.Fatal("the directory does not begin")
}

// certify makes an authority and by it the certificate of a server on this machine, and gives the authority's.
func certify(t testing.TB, dir string) string {
	t.Helper()
	authority := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Authority of a test"}, NotBefore: time.Now().Add(-time.Hour),
		NotAfter: time.Now().Add(24 * time.Hour), IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	server := &x509.Certificate{SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "127.0.0.1"}, NotBefore: authority.NotBefore, NotAfter: authority.NotAfter,
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	key, serverKey := newKey(t), newKey(t)
	ca := sign(t, authority, authority, &key.PublicKey, key)
	write(t, filepath.Join(dir, "ca.pem"), ca)
	write(t, filepath.Join(dir, "server.pem"), sign(t, server, authority, &serverKey.PublicKey, key))
	der, err := x509.MarshalPKCS8PrivateKey(serverKey)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "server.key"), string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})))
	return strings.TrimSpace(ca)
}

func newKey(t testing.TB) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func sign(t testing.TB, what, by *x509.Certificate, public *ecdsa.PublicKey, key *ecdsa.PrivateKey) string {
	t.Helper()
	der, err := x509.CreateCertificate(rand.Reader, what, by, public, key)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
}
