package audit

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/store"
)

// Filter chooses entries; what is empty chooses nothing.
type Filter struct {
	From, To time.Time // from the one on, and before the other
	ActorID  string
	Actions  []string
	Object   string
	ObjectID string
	Via      Via
	Address  string
	Text     string // stands in the detail
	UpTo     int64  // no entry written after this one
}

// Place is where an entry stands in the order of a list: by time, and among those of one time by number.
type Place struct {
	At  time.Time
	Seq int64
}

// textLook is how many entries one call reads for a text: the log has no index of what details say.
var textLook int64 = 20_000

// Find gives up to limit entries, newest first, that are older than the place given, and the place after which there
// may be more; nil: there are none. Where a text is looked for, a call gives what it finds within some thousands of
// entries, which may be nothing.
func (l *Log) Find(ctx context.Context, f Filter, after *Place, limit int) ([]Entry, *Place, error) {
	var page []Entry
	edge, err := l.edge(ctx, f, after)
	if err != nil {
		return nil, nil, err
	}
	q := l.narrowed(ctx, f, after, limit+1).Model(&page)
	if edge != nil {
		q = notOlder(q, *edge)
	}
	if err := q.Scan(ctx); err != nil {
		return nil, nil, err
	}
	if len(page) > limit {
		page = page[:limit]
		return page, &Place{page[limit-1].At, page[limit-1].Seq}, nil
	}
	return page, edge, nil
}

// edge gives the oldest entry that a call for a text looks at; nil when it looks at all.
func (l *Log) edge(ctx context.Context, f Filter, after *Place) (*Place, error) {
	if f.Text == "" {
		return nil, nil
	}
	f.Text = ""
	var at Place
	err := l.narrowed(ctx, f, after, 1).TableExpr("audit").Column("at", "seq").Offset(textLook-1).Scan(ctx, &at)
	if store.None(err) {
		return nil, nil
	}
	return &at, err
}

// narrowed is the query for the first entries of a filter after a place. Entries of several actions are taken from each
// action's own first ones: no index has them in the order of time together.
func (l *Log) narrowed(ctx context.Context, f Filter, after *Place, limit int) *bun.SelectQuery {
	db := l.db.Read(ctx)
	if len(f.Actions) < 2 || f.ActorID != "" || f.ObjectID != "" || f.Address != "" || f.Text != "" || limit == 1 {
		return f.first(db.NewSelect(), after, limit)
	}
	each, firsts := make([]string, len(f.Actions)), make([]any, len(f.Actions))
	for i, action := range f.Actions {
		one := f
		one.Actions = []string{action}
		each[i] = fmt.Sprintf("SELECT seq FROM (?) AS a%d", i)
		firsts[i] = one.first(db.NewSelect().Table("audit").Column("seq"), after, limit)
	}
	return db.NewSelect().Where("seq IN ("+strings.Join(each, " UNION ALL ")+")", firsts...).OrderExpr("at DESC, seq DESC").Limit(int64(limit))
}

// first gives the newest of a filter after a place.
func (f Filter) first(q *bun.SelectQuery, after *Place, limit int) *bun.SelectQuery {
	q = f.chosen(q)
	if after != nil {
		q = q.Where("at <= ?", after.At).Where("(at < ? OR seq < ?)", after.At, after.Seq)
	}
	return q.OrderExpr("at DESC, seq DESC").Limit(int64(limit))
}

// chosen puts the filter into a query.
func (f Filter) chosen(q *bun.SelectQuery) *bun.SelectQuery {
	if !f.From.IsZero() {
		q = q.Where("at >= ?", f.From)
	}
	if !f.To.IsZero() {
		q = q.Where("at < ?", f.To)
	}
	if len(f.Actions) > 0 {
		q = q.Where("action IN (?)", bun.List(f.Actions))
	}
	for _, is := range [][2]string{{"actor_id", f.ActorID}, {"object", f.Object}, {"object_id", f.ObjectID}, {"via", string(f.Via)}, {"address", f.Address}} {
		if is[1] != "" {
			q = q.Where("? = ?", bun.Ident(is[0]), is[1])
		}
	}
	if f.UpTo > 0 {
		q = q.Where("seq <= ?", f.UpTo)
	}
	if f.Text != "" {
		q = q.Where("lower(detail) LIKE ? ESCAPE '!'", likeDetail(f.Text))
	}
	return q
}

func notOlder(q *bun.SelectQuery, than Place) *bun.SelectQuery {
	return q.Where("at >= ?", than.At).Where("(at > ? OR seq >= ?)", than.At, than.Seq)
}

// likeDetail is the pattern for a text as a detail has it: JSON writes quotation marks and some others differently.
func likeDetail(text string) string {
	raw, err := json.Marshal(strings.ToLower(text))
	if err != nil || len(raw) < 2 {
		return "%"
	}
	inside := string(raw[1 : len(raw)-1])
	return "%" + strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(inside) + "%"
}

// Count tells how many entries a filter finds, up to a limit.
func (l *Log) Count(ctx context.Context, f Filter, most int) (int, error) {
	var n int
	found := f.chosen(l.db.Read(ctx).NewSelect().Table("audit").ColumnExpr("1")).Limit(int64(most))
	err := l.db.Read(ctx).NewSelect().TableExpr("(?) AS found", found).ColumnExpr("COUNT(*)").Scan(ctx, &n)
	return n, err
}

// Page gives entries in the order in which they were written, after a number.
func (l *Log) Page(ctx context.Context, after int64, limit int) ([]Entry, error) {
	var page []Entry
	err := l.db.Read(ctx).NewSelect().Model(&page).Where("seq > ?", after).OrderExpr("seq").Limit(int64(limit)).Scan(ctx)
	return page, err
}

// Each goes through the entries of a filter in the order in which they were written.
func (l *Log) Each(ctx context.Context, f Filter, do func(*Entry) error) error {
	for after := int64(0); ; {
		var page []Entry
		q := f.chosen(l.db.Read(ctx).NewSelect().Model(&page)).Where("seq > ?", after).OrderExpr("seq").Limit(checkPage)
		if err := q.Scan(ctx); err != nil || len(page) == 0 {
			return err
		}
		for i := range page {
			if err := do(&page[i]); err != nil {
				return err
			}
		}
		after = page[len(page)-1].Seq
	}
}
