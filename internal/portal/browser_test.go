package portal_test

import (
	"context"
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/net/html"
)

// browser is a customer's browser without script. It counts what comes over the wire.
type browser struct {
	t      testing.TB
	base   string
	client *http.Client
	wire   *atomic.Int64
	accept string // Accept-Language
}

// screen is a page as the browser has it.
type screen struct {
	t      testing.TB
	status int
	path   string
	header http.Header
	raw    string
	root   *html.Node
	wire   int // bytes of the answers, headers and redirects and all
}

type countedConn struct {
	net.Conn
	read *atomic.Int64
}

func (c countedConn) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	c.read.Add(int64(n))
	return n, err
}

func (d *desk) browser() *browser {
	b := &browser{t: d.t, base: d.server.URL, wire: &atomic.Int64{}, accept: "zh-CN,zh;q=0.9"}
	dial := func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := (&net.Dialer{}).DialContext(ctx, network, address)
		return countedConn{conn, b.wire}, err
	}
	transport := &http.Transport{DialContext: dial}
	d.t.Cleanup(transport.CloseIdleConnections)
	b.client = &http.Client{Transport: transport, Jar: ok(cookiejar.New(nil))(d.t)}
	return b
}

func (b *browser) get(path string) *screen {
	b.t.Helper()
	return b.do(ok(http.NewRequest("GET", b.base+path, nil))(b.t))
}

func (b *browser) post(path string, values url.Values) *screen {
	b.t.Helper()
	r := ok(http.NewRequest("POST", b.base+path, strings.NewReader(values.Encode())))(b.t)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.do(r)
}

func (b *browser) do(r *http.Request) *screen {
	b.t.Helper()
	r.Header.Set("Accept-Language", b.accept)
	before := b.wire.Load()
	answer := ok(b.client.Do(r))(b.t)
	defer answer.Body.Close()
	raw := string(ok(io.ReadAll(answer.Body))(b.t))
	if strings.Contains(raw, "%!") {
		b.t.Errorf("%s was put together wrongly:\n%s", r.URL.Path, raw)
	}
	root := ok(html.Parse(strings.NewReader(raw)))(b.t)
	return &screen{t: b.t, status: answer.StatusCode, path: answer.Request.URL.Path, header: answer.Header, raw: raw, root: root,
		wire: int(b.wire.Load() - before)}
}

// fill gives the form with this action, as the browser would send it with these fields typed in. A field
// that the form does not have fails the test.
func (s *screen) fill(action string, typed map[string]string) url.Values {
	s.t.Helper()
	form := s.one("form", func(n *html.Node) bool {
		path, _, _ := strings.Cut(attr(n, "action"), "?")
		return path == action
	})
	values := url.Values{}
	names := map[string]bool{}
	for _, n := range all(form, "input", "select", "textarea", "button") {
		name := attr(n, "name")
		names[name] = true
		switch {
		case name == "" || n.Data == "button":
		case n.Data == "textarea":
			values.Set(name, strings.TrimPrefix(text(n), "\n"))
		case n.Data == "select":
			for _, option := range all(n, "option") {
				if has(option, "selected") {
					values.Set(name, attr(option, "value"))
				}
			}
		case attr(n, "type") == "radio":
			if has(n, "checked") {
				values.Set(name, attr(n, "value"))
			}
		default:
			values.Set(name, attr(n, "value"))
		}
	}
	for name, value := range typed {
		if !names[name] {
			s.t.Fatalf("%s: the form %s has no field %s, only %v", s.path, action, name, slices.Sorted(maps.Keys(names)))
		}
		values.Set(name, value)
	}
	return values
}

// submit fills in a form of the page and sends it.
func (b *browser) submit(s *screen, action string, typed map[string]string) *screen {
	b.t.Helper()
	return b.post(action, s.fill(action, typed))
}

func (s *screen) is(status int) *screen {
	s.t.Helper()
	if s.status != status {
		s.t.Fatalf("%s: status %d; want %d\n%s", s.path, s.status, status, s.words())
	}
	return s
}

func (s *screen) says(wanted ...string) *screen {
	s.t.Helper()
	for _, w := range wanted {
		if !strings.Contains(s.words(), w) {
			s.t.Errorf("%s does not say %q, but:\n%s", s.path, w, s.words())
		}
	}
	return s
}

func (s *screen) doesNotSay(unwanted ...string) *screen {
	s.t.Helper()
	for _, w := range unwanted {
		if strings.Contains(s.words(), w) {
			s.t.Errorf("%s says %q:\n%s", s.path, w, s.words())
		}
	}
	return s
}

// words is what a person reads: the text of the page, with single blanks.
func (s *screen) words() string {
	return strings.Join(strings.Fields(text(s.one("body", nil))), " ")
}

func (s *screen) one(tag string, which func(*html.Node) bool) *html.Node {
	s.t.Helper()
	for _, n := range all(s.root, tag) {
		if which == nil || which(n) {
			return n
		}
	}
	s.t.Fatalf("%s has no such <%s>:\n%s", s.path, tag, s.raw)
	return nil
}

// field gives a form's field by its name.
func (s *screen) field(name string) *html.Node {
	s.t.Helper()
	for _, n := range all(s.root, "input", "select", "textarea") {
		if attr(n, "name") == name {
			return n
		}
	}
	s.t.Fatalf("%s has no field %s", s.path, name)
	return nil
}

func all(root *html.Node, tags ...string) []*html.Node {
	var list []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && slices.Contains(tags, n.Data) {
			list = append(list, n)
		}
	}
	return list
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

func text(root *html.Node) string {
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "style" {
			b.WriteString(n.Data)
		}
	}
	return b.String()
}
