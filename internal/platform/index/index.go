// Package index finds objects by words, on either engine and with the same results. It keeps a document for each:
// tokens of package token, under FTS5 on SQLite and under GIN on PostgreSQL. What the documents say is told by
// the packages whose objects they are.
//
// The documents follow the data: a change says in its transaction that an object is due, and Run writes the
// document anew shortly after. They can be made anew at any time.
package index

import (
	"context"
	"errors"
	"slices"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/index/token"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Document is what an object is found by.
type Document struct {
	ID     string
	Fields []Field
	Scopes []string // who may see it, where a search is narrowed by that
}

// Field is one text of a document, with a word for what it is.
type Field struct {
	Where string
	token.Field
	Ref int // which one of several that are the same, as the source counts them
}

func (d *Document) texts() []token.Field {
	list := make([]token.Field, len(d.Fields))
	for i, f := range d.Fields {
		list[i] = f.Field
	}
	return list
}

// Source tells the documents of a kind of object. The kind is the name of its table.
type Source struct {
	Kind string
	// Shows names other kinds of which these documents show something, with the column that refers to them.
	Shows map[string]string
	// Read gives the documents of some objects, with a constant number of queries. What is gone is left out.
	Read func(ctx context.Context, ids []string) ([]Document, error)
}

// Index is the search index.
type Index struct {
	db      *store.DB
	sources []Source
	woken   chan struct{}
}

// New makes the index. The sources are named before it is used.
func New(db *store.DB) *Index { return &Index{db: db, woken: make(chan struct{}, 1)} }

// Add names a source.
func (x *Index) Add(s Source) { x.sources = append(x.sources, s) }

func (x *Index) source(kind string) *Source {
	i := slices.IndexFunc(x.sources, func(s Source) bool { return s.Kind == kind })
	if i < 0 {
		return nil
	}
	return &x.sources[i]
}

// Documents gives what the documents of some objects say when they are written now.
func (x *Index) Documents(ctx context.Context, kind string, ids []string) ([]Document, error) {
	s := x.source(kind)
	if s == nil || len(ids) == 0 {
		return nil, nil
	}
	return s.Read(ctx, ids)
}

// due says that something must be looked at.
type due struct {
	bun.BaseModel `bun:"table:search_due"`

	ID       int64 `bun:",pk,autoincrement"`
	Kind     string
	ObjectID string
	Via      string // the kind of the object, when all that show something of it are meant
	After    string `bun:",nullzero"`
}

// Changed says, in the transaction of ctx, that the document of an object is to be written anew.
func (x *Index) Changed(ctx context.Context, tx bun.IDB, kind, id string) error {
	_, err := x.Change(ctx, tx, kind, id).Exec(ctx)
	return err
}

// Wake has Run look once the transaction of ctx stands, for who has written what is due himself, many at once.
func (x *Index) Wake(ctx context.Context) { store.After(ctx, x.wake) }

// Change is the statement of Changed, for who sends several together.
func (x *Index) Change(ctx context.Context, tx bun.IDB, kind, id string) *bun.RawQuery {
	store.After(ctx, x.wake)
	return tx.NewRaw("INSERT INTO search_due (kind, object_id) VALUES (?, ?)", kind, id)
}

// Renamed says, in the transaction of ctx, that an object has changed in what the documents of others show of it:
// they are written anew, little by little.
func (x *Index) Renamed(ctx context.Context, tx bun.IDB, kind, id string) error {
	for _, s := range x.sources {
		if s.Shows[kind] == "" {
			continue
		}
		if _, err := tx.NewRaw("INSERT INTO search_due (kind, object_id, via) VALUES (?, ?, ?)", s.Kind, id, kind).Exec(ctx); err != nil {
			return err
		}
	}
	store.After(ctx, x.wake)
	return nil
}

func (x *Index) wake() {
	select {
	case x.woken <- struct{}{}:
	default:
	}
}

// errTaken says that another replica has done the same meanwhile.
var errTaken = errors.New("another replica has taken this")
