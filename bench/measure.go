package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"

	"github.com/xingfu/xingfu/internal/demo"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// session is a log-in over HTTP.
type session struct {
	handler http.Handler // the program, to trace a request's queries
	client  *http.Client
	base    string
	cookie  string
	csrf    string
}

func logIn(ctx context.Context, handler http.Handler, base, login string, clients int) (*session, error) {
	// The clients have their share of the two cores; unpacking answers would make it larger.
	transport := &http.Transport{MaxIdleConnsPerHost: clients, DisableCompression: true}
	s := &session{handler: handler, client: &http.Client{Transport: transport}, base: base}
	answer, err := s.do(ctx, s.request(ctx, http.MethodPost, "/api/v1/session", map[string]string{"login": login, "password": demo.Password}))
	if err != nil {
		return nil, err
	}
	var body struct{ CSRFToken string }
	if err := json.Unmarshal(answer, &body); err != nil {
		return nil, err
	}
	s.csrf = body.CSRFToken
	return s, nil
}

func (s *session) request(ctx context.Context, method, path string, body any) *http.Request {
	var content io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			panic(err) // what is sent is made here
		}
		content = bytes.NewReader(text)
	}
	r, err := http.NewRequestWithContext(ctx, method, s.base+path, content)
	if err != nil {
		panic(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-CSRF-Token", s.csrf)
	r.Header.Set("Cookie", s.cookie)
	return r
}

// do sends a request and gives the body of its answer; what is not a success is an error.
func (s *session) do(ctx context.Context, r *http.Request) ([]byte, error) {
	answer, err := s.client.Do(r)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode/100 != 2 {
		return nil, fmt.Errorf("%s %s answers %d: %.300s", r.Method, r.URL.Path, answer.StatusCode, body)
	}
	for _, c := range answer.Cookies() {
		s.cookie = c.Name + "=" + c.Value
	}
	return body, ctx.Err()
}

// queries gives what a reading request asks of the database beyond who is asking.
func (s *session) queries(ctx context.Context, path string) ([]store.Query, error) {
	trace := &store.Trace{}
	r := s.request(trace.With(ctx), http.MethodGet, path, nil)
	answer := httptest.NewRecorder()
	s.handler.ServeHTTP(answer, r)
	if answer.Code != http.StatusOK {
		return nil, fmt.Errorf("%s answers %d: %.300s", path, answer.Code, answer.Body)
	}
	var asked []store.Query
	for _, q := range trace.Queries() {
		if (strings.HasPrefix(q.Text, "SELECT") || strings.HasPrefix(q.Text, "WITH")) && !strings.Contains(q.Text, `"session"`) && !strings.Contains(q.Text, `FROM "post"`) {
			asked = append(asked, q)
		}
	}
	if len(asked) == 0 {
		return nil, errors.New(path + " asks nothing of the database")
	}
	return asked, nil
}

// reading measures requests, one of the paths at a time, and their queries without the program.
func (m *measuring) reading(ctx context.Context, name string, s *session, paths []string) error {
	var asked [][]store.Query
	for _, path := range paths {
		queries, err := s.queries(ctx, path)
		if err != nil {
			return err
		}
		asked = append(asked, queries)
	}
	program, err := press(ctx, m.size.Clients, m.size.For, m.asking(s, paths))
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	alone, err := press(ctx, m.size.Clients, m.size.For, func(ctx context.Context, client, n int) error {
		return m.raw.ask(ctx, asked[(n*m.size.Clients+client)%len(asked)])
	})
	if err != nil {
		return fmt.Errorf("%s, bare: %w", name, err)
	}
	m.add(name, program, alone)
	return nil
}

func (m *measuring) asking(s *session, paths []string) act {
	return func(ctx context.Context, client, n int) error {
		_, err := s.do(ctx, s.request(ctx, http.MethodGet, paths[(n*m.size.Clients+client)%len(paths)], nil))
		return err
	}
}

// daily is how often a second a busy desk of thousands looks at a list; so long does one wait for it then.
const daily = 200

// readingDaily measures requests that come as they do by day, not as many as can be answered.
func (m *measuring) readingDaily(ctx context.Context, name string, s *session, paths []string) error {
	program, err := pace(ctx, m.size.Clients, daily, m.size.For, m.asking(s, paths))
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	m.found = append(m.found, Measure{Name: name, Program: program})
	return nil
}

// measuring is a run of measurements.
type measuring struct {
	raw   *bare
	size  Size
	turn  sync.Mutex
	found []Measure
}

func (m *measuring) add(name string, program, alone Figures) {
	measure := Measure{Name: name, Program: program, Bare: &alone}
	if alone.PerSecond > 0 {
		measure.Ratio = program.PerSecond / alone.PerSecond
	}
	m.found = append(m.found, measure)
}

func measure(ctx context.Context, handler http.Handler, base string, raw *bare, size Size) ([]Measure, error) {
	m := &measuring{raw: raw, size: size}
	login, err := m.text(ctx, "SELECT s.login FROM staff s JOIN post p ON p.staff_id = s.id WHERE p.role = 'frontdesk' AND p.scope = 'all' ORDER BY s.login LIMIT 1")
	if err != nil {
		return nil, err
	}
	s, err := logIn(ctx, handler, base, login[0], size.Clients)
	if err != nil {
		return nil, err
	}
	units, err := m.text(ctx, "SELECT DISTINCT unit_id FROM handoff WHERE status IN ('sent', 'accepted') ORDER BY unit_id LIMIT 16")
	if err != nil {
		return nil, err
	}
	tickets, err := m.some(ctx, 512)
	if err != nil {
		return nil, err
	}
	if err := m.creating(ctx, s); err != nil {
		return nil, err
	}
	lists := each(units, "/api/v1/tickets?status=active&sort=due&limit=50&unit=")
	if err := m.reading(ctx, "list open tickets of a unit", s, lists); err != nil {
		return nil, err
	}
	if err := m.readingDaily(ctx, fmt.Sprintf("the same, %d a second", daily), s, lists); err != nil {
		return nil, err
	}
	if err := m.reading(ctx, "list all open tickets", s, []string{"/api/v1/tickets?status=active&sort=due&limit=50"}); err != nil {
		return nil, err
	}
	if err := m.reading(ctx, "open a ticket", s, each(tickets, "/api/v1/tickets/")); err != nil {
		return nil, err
	}
	if err := m.reading(ctx, "a ticket's events", s, each(tickets, "/api/v1/tickets/", "/events")); err != nil {
		return nil, err
	}
	customers, err := m.text(ctx, "SELECT DISTINCT customer_id FROM ticket WHERE customer_id IS NOT NULL AND id IN ('"+strings.Join(tickets, "', '")+"') ORDER BY customer_id")
	if err != nil {
		return nil, err
	}
	if err := m.reading(ctx, "a customer on one screen", s, each(customers, "/api/v1/customers/", "/overview")); err != nil {
		return nil, err
	}
	return m.found, m.reading(ctx, "search", s, each(searched, "/api/v1/search?limit=20&q="))
}

// searched are what people look for: rare and common words, one character, parts of numbers, pinyin initials, a phrase.
var searched = []string{"卫星电话", "停机保号", "信关站", "渔", "舟山 接收", "000042", "0007", "174001", "天线", "zsyx", "xgz", `"接收中断"`, "塔什库尔干 正常"}

func each(values []string, before string, after ...string) []string {
	paths := make([]string, len(values))
	for i, v := range values {
		paths[i] = before + url.QueryEscape(v) + strings.Join(after, "")
	}
	return paths
}

// text reads the first column of a query.
func (m *measuring) text(ctx context.Context, query string) ([]string, error) {
	rows, err := m.raw.db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	if len(list) == 0 && rows.Err() == nil {
		return nil, errors.New("nothing to measure with: " + query)
	}
	return list, rows.Err()
}

// some chooses tickets from all the years.
func (m *measuring) some(ctx context.Context, n int) ([]string, error) {
	first, err := m.text(ctx, "SELECT id FROM ticket ORDER BY id LIMIT 1")
	if err != nil {
		return nil, err
	}
	last, err := m.text(ctx, "SELECT id FROM ticket ORDER BY id DESC LIMIT 1")
	if err != nil {
		return nil, err
	}
	from, to := born(first[0]).UnixMilli(), born(last[0]).UnixMilli()
	random := rand.New(rand.NewPCG(seed, 1))
	var list []string
	for range n {
		start := fmt.Sprintf("%012x", from+random.Int64N(max(1, to-from)))
		found, err := m.text(ctx, fmt.Sprintf("SELECT id FROM ticket WHERE id >= '%s-%s-7000-8000-000000000000' ORDER BY id LIMIT 1", start[:8], start[8:]))
		if err != nil {
			return nil, err
		}
		list = append(list, found[0])
	}
	return list, nil
}
