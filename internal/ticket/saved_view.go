package ticket

import (
	"context"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// SavedView is a list's filters, columns and order under a name: for who made it or, shared, for his unit and all
// below it. It shows nobody more than he may see.
type SavedView struct {
	bun.BaseModel `bun:"table:saved_view"`

	ID        string `bun:",pk"`
	OwnerID   string
	UnitID    string
	Name      string
	Query     string // as the address of the list has it
	Shared    bool
	CreatedAt time.Time
}

// NewSavedView is a view to be saved.
type NewSavedView struct {
	Name   string `json:"name"`
	Query  string `json:"query" doc:"Filters, columns and order as the address of the list has them: status=active&sort=due&columns=number,subject"`
	Shared bool   `json:"shared,omitempty" doc:"For my unit and those below it too."`
}

const (
	viewsMost     = 50
	viewNameMost  = 40
	viewQueryMost = 2000
)

// SavedViews gives the acting person's own views and those shared with his unit, his own first. It needs
// ticket.read.
func (s *Service) SavedViews(ctx context.Context) ([]SavedView, error) {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return nil, err
	}
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return nil, err
	}
	var list []SavedView
	err = s.db.Read(ctx).NewSelect().Model(&list).Where("owner_id = ? OR shared AND unit_id IN (?)", actor.StaffID, bun.List(tree.Above(actor.UnitID))).
		OrderExpr("CASE WHEN owner_id = ? THEN 0 ELSE 1 END, name, id", actor.StaffID).Limit(4 * viewsMost).Scan(ctx)
	return list, err
}

// SaveView gives a list a name. It needs ticket.read.
func (s *Service) SaveView(ctx context.Context, in NewSavedView) (*SavedView, error) {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return nil, err
	}
	if in.Name = strings.TrimSpace(in.Name); in.Name == "" {
		return nil, fault.Bad("name", "请给视图起个名字。", "Give the view a name.")
	}
	if len([]rune(in.Name)) > viewNameMost {
		return nil, fault.Bad("name", "名字最多 %d 个字。", "A name has at most %d characters.", viewNameMost)
	}
	if err := checkQuery(in.Query); err != nil {
		return nil, err
	}
	v := &SavedView{ID: store.NewID(ctx), OwnerID: actor.StaffID, UnitID: actor.UnitID, Name: in.Name, Query: in.Query, Shared: in.Shared, CreatedAt: now.From(ctx)}
	return v, s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		n, err := tx.NewSelect().Model((*SavedView)(nil)).Where("owner_id = ?", actor.StaffID).Count(ctx)
		if err != nil {
			return err
		}
		if n >= viewsMost {
			return not("最多保存 %d 个视图，请先删除不用的。", "You have %d views, the most there can be. Remove one first.", viewsMost)
		}
		_, err = tx.NewInsert().Model(v).Exec(ctx)
		return err
	})
}

// checkQuery refuses what no list has.
func checkQuery(query string) error {
	values, err := url.ParseQuery(query)
	if err != nil || len(query) > viewQueryMost {
		return fault.Bad("query", "筛选条件读不懂。", "These filters cannot be read.")
	}
	known := []string{"sort", "columns"}
	for field := range reflect.TypeFor[Filter]().Fields() {
		known = append(known, field.Tag.Get("query"))
	}
	for name := range values {
		if !slices.Contains(known, name) {
			return fault.Bad("query", "没有 %s 这个筛选条件。", "There is no filter %s.", name)
		}
	}
	return nil
}

// RemoveView removes one of the acting person's own views. Those of others are NotFound.
func (s *Service) RemoveView(ctx context.Context, id string) error {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return err
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		done, err := tx.NewDelete().Model((*SavedView)(nil)).Where("id = ? AND owner_id = ?", id, actor.StaffID).Exec(ctx)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return fault.Missing("这个视图", "view")
		}
		return nil
	})
}
