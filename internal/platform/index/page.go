package index

import (
	"context"
	"slices"
	"strconv"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/index/token"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Page is a part of what is found, as the API asks for it.
type Page struct {
	Words  string // as they were typed
	Query  token.Query
	Limit  int
	Cursor string
}

// Page gives the identifiers of a page, and where the next one begins. What fits exactly, and may be seen, comes first.
func (x *Index) Page(ctx context.Context, kind string, p Page, r Rights, exact []string) (ids []string, next string, err error) {
	after, err := store.ReadCursor(p.Cursor, 2)
	if err != nil {
		return nil, "", err
	}
	before := int64(0)
	if after != nil {
		before, err = strconv.ParseInt(after[1], 10, 64)
		if err != nil || before < 1 || after[0] != kind {
			return nil, "", fault.Bad("cursor", "分页位置无效，请从第一页重新开始。", "This cursor is not valid; start again from the first page.")
		}
	}
	exact = exact[:min(len(exact), p.Limit)]
	hits, err := x.Find(ctx, kind, p.Query, r, before, p.Limit+len(exact)+1)
	if err != nil {
		return nil, "", err
	}
	if after == nil {
		ids = append(ids, exact...)
	}
	for i, h := range hits {
		if slices.Contains(exact, h.ObjectID) {
			continue
		}
		if len(ids) >= p.Limit {
			if i > 0 {
				next = store.Cursor(kind, strconv.FormatInt(hits[i-1].Number, 10))
			} else {
				next = store.Cursor(kind, strconv.FormatInt(h.Number+1, 10))
			}
			break
		}
		ids = append(ids, h.ObjectID)
	}
	return ids, next, nil
}

// ByID gives the fields of documents by the identifiers of their objects.
func ByID(documents []Document) map[string][]Field {
	fields := make(map[string][]Field, len(documents))
	for _, d := range documents {
		fields[d.ID] = d.Fields
	}
	return fields
}
