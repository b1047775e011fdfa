package ticket

import (
	"context"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/index"
	"github.com/xingfu/xingfu/internal/platform/index/token"
)

// foundFew is up to how many tickets with some words are looked for in other conditions and orders.
const foundFew = 4000

// applyWords narrows a query over tickets to those with the filter's words. Where these are few, they are looked
// up. Where they are many, a list goes on in its own order and looks whether a ticket has them, and a count that
// has no narrower condition goes through those that do.
func (s *Service) applyWords(ctx context.Context, f *Filter, q *bun.SelectQuery, actor *org.Actor, counting bool) (*bun.SelectQuery, error) {
	if f.Q == "" {
		return q, nil
	}
	words := token.Parse(f.Q)
	if len(words.Words) == 0 || len(words.Words) > wordsMost || len(f.Q) > 4*queryMost {
		return q.Where("1 = 0"), nil
	}
	few, err := s.index.Find(ctx, "ticket", words, rights(actor), 0, foundFew+1)
	switch {
	case err != nil:
		return nil, err
	case len(few) == 0:
		return q.Where("1 = 0"), nil
	case len(few) <= foundFew:
		return q.Where("ticket.id IN (?)", bun.List(objectsOf(few))), nil
	}
	where, args := s.index.Holds("ticket", "ticket.id", words)
	if counting && !f.isNarrow() {
		where, args = s.index.Among("ticket", "ticket.id", words)
	}
	return q.Where(where, args...), nil
}

// isNarrow tells whether the filter chooses few tickets already, without its words.
func (f *Filter) isNarrow() bool {
	statuses, err := f.statuses()
	return err == nil && f.onlyActive(statuses) || f.Owner != "" || f.Mine != "" || f.Customer != "" || f.Terminal != ""
}

func objectsOf(hits []index.Hit) []string {
	ids := make([]string, len(hits))
	for i, h := range hits {
		ids[i] = h.ObjectID
	}
	return ids
}
