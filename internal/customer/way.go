package customer

import (
	"context"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Ways are beams, gateways and satellites over which terminals work, by the names that terminals carry.
type Ways struct {
	Beams      []string `json:"beams"`
	Gateways   []string `json:"gateways"`
	Satellites []string `json:"satellites"`
}

// Empty tells whether there is no way at all.
func (w Ways) Empty() bool { return len(w.Beams)+len(w.Gateways)+len(w.Satellites) == 0 }

// InUse is a condition on a terminal that is in use: one that is spare or retired misses nothing.
const InUse = "terminal.state IN ('active', 'faulty')"

// where is the condition on terminals in use that one of the ways leads to.
func (w Ways) where() (where string, args []any) {
	var either []string
	for _, way := range []struct {
		column string
		names  []string
	}{{"beam", w.Beams}, {"gateway", w.Gateways}, {"satellite", w.Satellites}} {
		if len(way.names) > 0 {
			either, args = append(either, "terminal."+way.column+" IN (?)"), append(args, bun.List(way.names))
		}
	}
	if len(either) == 0 {
		return "FALSE", nil
	}
	return InUse + " AND (" + strings.Join(either, " OR ") + ")", args
}

// CountOn counts the terminals in use on some ways, and whose they are. The caller answers for the permission.
func (s *Service) CountOn(ctx context.Context, w Ways) (terminals, customers int64, err error) {
	where, args := w.where()
	err = s.db.Read(ctx).NewSelect().Model((*Terminal)(nil)).ColumnExpr("COUNT(*), COUNT(DISTINCT terminal.customer_id)").Where(where, args...).Scan(ctx, &terminals, &customers)
	return terminals, customers, err
}

// OnWay is a terminal with the name of whose it is.
type OnWay struct {
	Terminal `bun:",extend"`

	Customer string `bun:",scanonly" json:"customer"`
	Tier     string `bun:",scanonly" json:"tier"`
}

// ListOn lists the terminals in use on some ways whose customers the acting person may see, the newest first. It needs
// customer.read.
func (s *Service) ListOn(ctx context.Context, w Ways, p Paging) ([]OnWay, string, error) {
	actor, err := org.Need(ctx, org.CustomerRead)
	if err != nil {
		return nil, "", err
	}
	after, err := store.ReadCursor(p.Cursor, 1)
	if err != nil {
		return nil, "", err
	}
	where, args := w.where()
	var rows []OnWay
	q := s.db.Read(ctx).NewSelect().Model(&rows).ColumnExpr("terminal.*, customer.name AS customer, customer.tier AS tier").
		Join("JOIN customer ON customer.id = terminal.customer_id").Where(where, args...).OrderExpr("terminal.id DESC").Limit(int64(p.Limit) + 1)
	if after != nil {
		if err := store.CheckIDs("cursor", after[0]); err != nil {
			return nil, "", err
		}
		q = q.Where("terminal.id < ?", after[0])
	}
	if err := Visible(q, actor).Scan(ctx); err != nil {
		return nil, "", err
	}
	next := ""
	if len(rows) > p.Limit {
		rows = rows[:p.Limit]
		next = store.Cursor(rows[p.Limit-1].ID)
	}
	return rows, next, nil
}

// waysMost is how many names of a sort are offered.
const waysMost = 1000

// KnownWays gives the names that terminals carry, to choose from. The caller answers for the permission.
func (s *Service) KnownWays(ctx context.Context) (w Ways, err error) {
	for column, names := range map[string]*[]string{"beam": &w.Beams, "gateway": &w.Gateways, "satellite": &w.Satellites} {
		if *names, err = s.namesOf(ctx, column); err != nil {
			return w, err
		}
	}
	return w, nil
}

// namesOf goes from one name to the next over the index, instead of through all terminals.
func (s *Service) namesOf(ctx context.Context, column string) ([]string, error) {
	names := []string{}
	err := s.db.Read(ctx).NewRaw("WITH RECURSIVE name(x) AS (SELECT MIN(?0) FROM terminal WHERE ?0 > '' UNION ALL "+
		"SELECT (SELECT MIN(?0) FROM terminal WHERE ?0 > name.x) FROM name WHERE name.x IS NOT NULL) "+
		"SELECT x FROM name WHERE x IS NOT NULL LIMIT ?1", bun.Ident(column), waysMost).Scan(ctx, &names)
	slices.Sort(names)
	return names, err
}
