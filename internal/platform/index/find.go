package index

import (
	"context"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/index/token"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Rights say what the acting person may see: a condition on doc.object_id, empty where he may see all. Where
// documents name who may see them, Scopes narrow the search in the index itself.
type Rights struct {
	Where  string
	Args   []any
	Scopes []string
	Also   string // one more scope that a document must have
}

// Hit is an object that was found. Number is the place of its document: greater ones are newer.
type Hit struct {
	Number   int64
	ObjectID string
}

// scopesMost is up to how many scopes a search is narrowed by.
const scopesMost = 64

// Find gives the newest objects that the query finds and the rights let see, before a document's number unless
// that is 0.
func (x *Index) Find(ctx context.Context, kind string, q token.Query, r Rights, before int64, limit int) ([]Hit, error) {
	if len(q.Words) == 0 {
		return nil, nil
	}
	if len(r.Scopes) > scopesMost {
		r.Scopes = nil
	}
	if x.db.Engine == store.Postgres {
		return x.findPostgres(ctx, kind, q, r, before, limit)
	}
	where, args := "search_"+kind+"_words MATCH ?", []any{matchOf(q, r)}
	if before > 0 {
		where, args = where+" AND w.rowid < ?", append(args, before)
	}
	if r.Where != "" {
		where, args = where+" AND "+r.Where, append(args, r.Args...)
	}
	var hits []Hit
	err := x.db.Read(ctx).NewRaw("SELECT doc.id AS number, doc.object_id FROM search_"+kind+"_words AS w CROSS JOIN search_"+kind+" AS doc ON doc.id = w.rowid "+
		"WHERE "+where+fmt.Sprintf(" ORDER BY w.rowid DESC LIMIT %d", limit), args...).Scan(ctx, &hits)
	return hits, err
}

// matchOf writes a query as FTS5 reads it.
func matchOf(q token.Query, r Rights) string {
	var all []string
	if r.Also != "" {
		all = append(all, token.Scope(r.Also))
	}
	if len(r.Scopes) > 0 {
		all = append(all, anyOf(r.Scopes, func(id string) string { return `"` + token.Scope(id) + `"` }, " OR "))
	}
	for _, w := range q.Words {
		all = append(all, anyOf(w.Any, func(p token.Phrase) string {
			text := `"` + strings.Join(p.Tokens, " ") + `"`
			if p.Prefix {
				text += "*"
			}
			return text
		}, " OR "))
	}
	return strings.Join(all, " AND ")
}

// tsquery writes a query as PostgreSQL reads it.
func tsquery(q token.Query, r Rights) string {
	var all []string
	if r.Also != "" {
		all = append(all, "'"+token.Scope(r.Also)+"'")
	}
	if len(r.Scopes) > 0 {
		all = append(all, anyOf(r.Scopes, func(id string) string { return "'" + token.Scope(id) + "'" }, " | "))
	}
	for _, w := range q.Words {
		all = append(all, anyOf(w.Any, func(p token.Phrase) string {
			text := "'" + strings.Join(p.Tokens, "' <-> '") + "'"
			if p.Prefix {
				text += ":*"
			}
			return "(" + text + ")"
		}, " | "))
	}
	return strings.Join(all, " & ")
}

func anyOf[T any](list []T, write func(T) string, or string) string {
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i] = write(v)
	}
	return "(" + strings.Join(texts, or) + ")"
}

// Holds is the condition that the document of an object, named by a column, is found by the query: for queries
// that go through objects in another order.
func (x *Index) Holds(kind, column string, q token.Query) (where string, args []any) {
	if x.db.Engine == store.Postgres {
		return "(SELECT doc.words @@ ?::tsquery FROM search_" + kind + " AS doc WHERE doc.object_id = " + column + ")", []any{tsquery(q, Rights{})}
	}
	return "EXISTS (SELECT 1 FROM search_" + kind + "_words AS w WHERE search_" + kind + "_words MATCH ? AND w.rowid = (SELECT doc.id FROM search_" + kind +
		" AS doc WHERE doc.object_id = " + column + "))", []any{matchOf(q, Rights{})}
}

// Among is the condition that an object, named by a column, is one that the query finds: for queries that begin
// with what is found.
func (x *Index) Among(kind, column string, q token.Query) (where string, args []any) {
	if x.db.Engine == store.Postgres {
		return column + " IN (SELECT doc.object_id FROM search_" + kind + " AS doc WHERE doc.words @@ ?::tsquery)", []any{tsquery(q, Rights{})}
	}
	return column + " IN (SELECT doc.object_id FROM search_" + kind + "_words AS w CROSS JOIN search_" + kind + " AS doc ON doc.id = w.rowid WHERE search_" +
		kind + "_words MATCH ?)", []any{matchOf(q, Rights{})}
}

// inTransaction runs f in a reading transaction, so that what it sets holds for its queries only.
func (x *Index) inTransaction(ctx context.Context, f func(tx bun.IDB) error) error {
	if store.Writing(ctx) {
		return f(x.db.Read(ctx))
	}
	return x.db.Read(ctx).RunInTx(ctx, nil, func(_ context.Context, tx bun.Tx) error { return f(tx) })
}
