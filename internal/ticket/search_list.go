package ticket

import (
	"context"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/index"
	"github.com/xingfu/xingfu/internal/platform/index/token"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// foundFew is up to how many tickets with some words are looked for in other conditions and orders.
const foundFew = 4000

// activeScope stands in the documents of tickets that have not ended.
const activeScope = "active"

// applyWords narrows a query over tickets to those with the filter's words. Where these are few, they are looked
// up; of a list of active tickets only those count. Where they are many, a list goes on in its own order and looks
// whether a ticket has them, and a count goes through those that do. To look is dear on SQLite: a list that is
// short already goes through them too.
func (s *Service) applyWords(ctx context.Context, f *Filter, q *bun.SelectQuery, actor *org.Actor, counting bool) (*bun.SelectQuery, error) {
	if f.Q == "" {
		return q, nil
	}
	words := token.Parse(f.Q)
	if len(words.Words) == 0 || len(words.Words) > wordsMost || len(f.Q) > 4*queryMost {
		return q.Where("1 = 0"), nil
	}
	statuses, err := f.statuses()
	if err != nil {
		return nil, err
	}
	r := rights(actor)
	if f.onlyActive(statuses) {
		r.Also = activeScope
	}
	few, err := s.index.Find(ctx, "ticket", words, r, 0, foundFew+1)
	switch {
	case err != nil:
		return nil, err
	case len(few) == 0:
		return q.Where("1 = 0"), nil
	case len(few) <= foundFew:
		return q.Where("ticket.id IN (?)", bun.List(objectsOf(few))), nil
	}
	where, args := s.index.Holds("ticket", "ticket.id", words)
	narrow := f.Owner != "" || f.Mine != "" || f.Customer != "" || f.Terminal != ""
	if counting && !narrow || narrow && s.db.Engine == store.SQLite {
		where, args = s.index.Among("ticket", "ticket.id", words)
	}
	return q.Where(where, args...), nil
}

func objectsOf(hits []index.Hit) []string {
	ids := make([]string, len(hits))
	for i, h := range hits {
		ids[i] = h.ObjectID
	}
	return ids
}
