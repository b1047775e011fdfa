package demo_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/demo"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/index"
	"github.com/xingfu/xingfu/internal/platform/index/token"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

// queries are of every sort: rare and common, short and long, of all scripts, and some that find nothing.
var queries = []string{"站", "渔", "天", "信关", "信关站", "接收中断", "天线 接收", "卫星 客户 正常", "线天", "号信", "龘",
	"zs", "zsyx", "yy", "xgz", "vsat", "VSAT", "ku", "C/N", "db", "lnb", "x", "qqqq",
	"000042", "0042", "042", "174", "1740", "139", "2026", "KH100001", "kh10", "20261", "00004", "99999999",
	`"天线 接收"`, `"信号,"`, "“接收中断”", `"重启 后"`, "舟山 中断", "舟山 1740", "渔业 zs", "天线 龘", "已恢复", "请", "客户"}

// all pages through everything that a query finds in a group.
func all[T any](t *testing.T, ctx context.Context, s demo.Services, q, group string, limit int, of func(*ticket.Found) ([]T, string)) []T {
	t.Helper()
	var list []T
	for cursor := ""; ; {
		found, err := s.Tickets.Search(ctx, ticket.Search{Q: q, Group: group, Limit: limit, Cursor: cursor})
		ok(t, err)
		items, next := of(found)
		if len(items) > limit || next != "" && len(items) < limit {
			t.Fatalf("%s: a page of %d has %d, then %q", q, limit, len(items), next)
		}
		list = append(list, items...)
		if cursor = next; next == "" {
			return list
		}
	}
}

// everything is what a query finds, as text: identifiers in their order, titles and passages.
func everything(t *testing.T, ctx context.Context, s demo.Services, q string, limit int) []string {
	t.Helper()
	var list []string
	for _, f := range all(t, ctx, s, q, "tickets", limit, func(f *ticket.Found) ([]ticket.FoundTicket, string) { return f.Tickets.Items, f.Tickets.NextCursor }) {
		list = append(list, "ticket "+f.ID+" "+marked(f.Title))
		if f.Passage != nil {
			list = append(list, f.Passage.Where+" "+marked(f.Passage.Text))
		}
	}
	for _, f := range all(t, ctx, s, q, "customers", limit, func(f *ticket.Found) ([]customer.FoundCustomer, string) {
		return f.Customers.Items, f.Customers.NextCursor
	}) {
		list = append(list, "customer "+f.ID+" "+marked(f.Title))
	}
	for _, f := range all(t, ctx, s, q, "terminals", limit, func(f *ticket.Found) ([]customer.FoundTerminal, string) {
		return f.Terminals.Items, f.Terminals.NextCursor
	}) {
		list = append(list, "terminal "+f.ID+" "+marked(f.Title))
	}
	return list
}

func marked(text []index.Segment) string {
	var b strings.Builder
	for _, s := range text {
		if s.Hit {
			fmt.Fprintf(&b, "[%s]", s.Text)
		} else {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

// What is found is the same on both databases, in the same order, and is what a look at every document finds.
func TestSearchFindsTheSameOnBothDatabases(t *testing.T) {
	results := map[string]map[string][]string{}
	storetest.Each(t, func(t *testing.T, address string) {
		s := filled(t, address)
		x := s.Customers.Index()
		ok(t, x.Finish(t.Context(), nil))
		got := map[string][]string{}
		for who, ctx := range map[string]context.Context{"desk": as(t, s, org.FrontDesk, org.ScopeAll), "engineer": as(t, s, org.Engineer, org.ScopeUnit)} {
			for _, q := range queries {
				found := everything(t, ctx, s, q, 50)
				got[who+" "+q] = found
				if len(found) > 60 {
					continue
				}
				if diff := cmp.Diff(found, everything(t, ctx, s, q, 7)); diff != "" {
					t.Errorf("%s by sevens: %s", q, diff)
				}
			}
		}
		results[strings.Split(t.Name(), "/")[1]] = got
		for _, q := range queries {
			compareWithDocuments(t, s, q, got["desk "+q])
		}
	})
	if diff := cmp.Diff(results["sqlite"], results["postgres"]); diff != "" {
		t.Error(diff)
	}
	total := 0
	for _, found := range results["sqlite"] {
		total += len(found)
	}
	t.Logf("%d hits and passages of %d queries", total, len(queries))
}

func foundIn(q token.Query, d index.Document) bool {
	var fields []token.Field
	for _, f := range d.Fields {
		fields = append(fields, f.Field)
	}
	return q.In(fields)
}

func filled(t *testing.T, address string) demo.Services {
	t.Helper()
	s := open(t, address)
	_, err := demo.Fill(now.At(t.Context(), at), s, 1, func(int, int) {})
	ok(t, err)
	return s
}

// as gives the context in which the first person with such a post acts.
func as(t *testing.T, s demo.Services, role org.Role, scope org.Scope) context.Context {
	t.Helper()
	var id string
	ok(t, s.DB.Read(t.Context()).NewSelect().Table("post").Column("staff_id").Where("role = ? AND scope = ?", role, scope).
		OrderExpr("staff_id").Limit(1).Scan(t.Context(), &id))
	actor, err := s.Org.Actor(t.Context(), id)
	ok(t, err)
	return org.With(now.At(t.Context(), at), actor)
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// compareWithDocuments looks at every document.
func compareWithDocuments(t *testing.T, s demo.Services, q string, found []string) {
	t.Helper()
	query := token.Parse(q)
	var want, got []string
	for _, kind := range []string{"ticket", "customer", "terminal"} {
		var ids []string
		ok(t, s.DB.Read(t.Context()).NewSelect().Table(kind).Column("id").Scan(t.Context(), &ids))
		for some := range slices.Chunk(ids, 500) {
			documents, err := s.Customers.Index().Documents(t.Context(), kind, some)
			ok(t, err)
			for _, d := range documents {
				if foundIn(query, d) {
					want = append(want, kind+" "+d.ID)
				}
			}
		}
	}
	for _, line := range found {
		if words := strings.SplitN(line, " ", 3); len(words[1]) == 36 && slices.Contains([]string{"ticket", "customer", "terminal"}, words[0]) {
			got = append(got, words[0]+" "+words[1])
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: %s", q, diff)
	}
}
