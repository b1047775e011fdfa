package index

import (
	"context"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/index/token"
)

// A GIN index gives all that match, in no order: for a word that is everywhere they would all have to be sorted.
// So documents also have tokens for the periods in which they lie, and a search goes through the periods from
// the newest on. A period in which too much is found is gone through by shorter ones.

// levels are the lengths of periods, in bits of a document's number: 4 minutes, 70 minutes, 19 hours, 12 days, 199
// days. The shortest are for what an import has brought in at once.
var levels = []int{18 + momentBits, 22 + momentBits, 26 + momentBits, 30 + momentBits, 34 + momentBits}

// usual is the level of the periods with which a search begins.
const usual = 2

// period is one period of a level.
type period struct {
	level int
	at    int64
}

func (p period) token() string { return fmt.Sprintf("b%d%x", p.level, p.at) }

func (p period) first() int64 { return p.at << levels[p.level] }

// around gives the period in which a number lies.
func around(number int64, level int) period { return period{level, number >> levels[level]} }

// foundMost is how much may be found in a period before it is gone through by shorter ones.
const foundMost = 2000

// postgresSearch is one search under way.
type postgresSearch struct {
	tx     bun.IDB
	kind   string
	q      token.Query
	r      Rights
	limit  int
	before int64 // what is found must come before it
	hits   []Hit
}

func (x *Index) findPostgres(ctx context.Context, kind string, q token.Query, r Rights, before int64, limit int) ([]Hit, error) {
	s := &postgresSearch{kind: kind, q: q, r: r, limit: limit, before: before}
	return s.hits, x.inTransaction(ctx, func(tx bun.IDB) error {
		s.tx = tx
		// Reading all documents seems cheap to the planner, which does not know how large they are.
		if _, err := tx.NewRaw("SET LOCAL enable_seqscan = off").Exec(ctx); err != nil {
			return err
		}
		return s.run(ctx)
	})
}

func (s *postgresSearch) run(ctx context.Context) error {
	var ends struct{ First, Last int64 }
	err := s.tx.NewRaw("SELECT COALESCE(MIN(id), 0) AS first, COALESCE(MAX(id), -1) AS last FROM search_"+s.kind).Scan(ctx, &ends)
	if err != nil {
		return err
	}
	if s.before == 0 || s.before > ends.Last+1 {
		s.before = ends.Last + 1
	}
	// The newest short period, what is left of the longer ones around it, then one long period after the other.
	for level := usual; s.before > ends.First && len(s.hits) < s.limit; {
		if err := s.within(ctx, around(s.before-1, level)); err != nil {
			return err
		}
		level = min(level+1, len(levels)-1)
	}
	return nil
}

// within looks through a period, up to before, and moves that to the period's beginning.
func (s *postgresSearch) within(ctx context.Context, p period) error {
	many, err := s.look(ctx, p, p.level > 0)
	if err != nil || !many {
		s.before = p.first()
		return err
	}
	for s.before > p.first() && len(s.hits) < s.limit {
		if err := s.within(ctx, around(s.before-1, p.level-1)); err != nil {
			return err
		}
	}
	return nil
}

// look takes what a period has, unless that is too much.
func (s *postgresSearch) look(ctx context.Context, p period, bounded bool) (many bool, err error) {
	var b strings.Builder
	fmt.Fprintf(&b, "WITH found AS MATERIALIZED (SELECT id, object_id FROM search_%s WHERE words @@ ?::tsquery)", s.kind)
	args := []any{tsquery(s.q, s.r) + " & '" + p.token() + "'"}
	if bounded {
		fmt.Fprintf(&b, ", few AS MATERIALIZED (SELECT * FROM found LIMIT %d)", foundMost+1)
	} else {
		b.WriteString(", few AS MATERIALIZED (SELECT * FROM found)")
	}
	// Sorted before the rights are looked at: that is dear, and ends once there are enough.
	b.WriteString(" SELECT total.n, doc.id AS number, doc.object_id FROM (SELECT COUNT(*) AS n FROM few) AS total LEFT JOIN (" +
		"SELECT doc.id, doc.object_id FROM (SELECT * FROM few WHERE id < ? ORDER BY id DESC OFFSET 0) AS doc")
	args = append(args, s.before)
	if s.r.Where != "" {
		b.WriteString(" WHERE " + s.r.Where)
		args = append(args, s.r.Args...)
	}
	fmt.Fprintf(&b, " ORDER BY doc.id DESC LIMIT %d) AS doc ON TRUE ORDER BY doc.id DESC", s.limit-len(s.hits))
	var rows []struct {
		N        int
		Number   *int64
		ObjectID *string
	}
	if err := s.tx.NewRaw(b.String(), args...).Scan(ctx, &rows); err != nil {
		return false, err
	}
	if bounded && len(rows) > 0 && rows[0].N > foundMost {
		return true, nil
	}
	for _, r := range rows {
		if r.Number != nil {
			s.hits = append(s.hits, Hit{*r.Number, *r.ObjectID})
		}
	}
	return false, nil
}
