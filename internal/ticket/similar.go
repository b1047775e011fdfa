package ticket

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Likeness is what a matter about to be filed has in common with others.
type Likeness struct {
	Customer string `query:"customer" doc:"The customer; one of customer and terminal is needed."`
	Terminal string `query:"terminal"`
	Category string `query:"category"`
}

// SimilarRow is a ticket that may be about the same matter.
type SimilarRow struct {
	RowView
	Why   []string `json:"why" enum:"terminal,category" doc:"What it has in common besides the customer."`
	Takes bool     `json:"takes" doc:"It goes on, and so what is heard now can be added; an ended one can only be opened."`
}

// similarMost is how many are shown.
const similarMost = 5

// Similar gives tickets that may be about the matter that is about to be filed: of the same terminal, or of
// the same customer and category, open or ended within the days that the rules say, the latest first. It
// needs ticket.read and gives only what the acting person may see.
func (s *Service) Similar(ctx context.Context, like Likeness) ([]SimilarRow, error) {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return nil, err
	}
	if like.Customer == "" && like.Terminal == "" {
		return nil, fault.Bad("customer", "请先选择客户或终端。", "Choose the customer or the terminal first.")
	}
	for field, id := range map[string]string{"customer": like.Customer, "terminal": like.Terminal} {
		if id != "" {
			if err := store.CheckIDs(field, id); err != nil {
				return nil, err
			}
		}
	}
	book, err := s.rulebook(ctx)
	if err != nil {
		return nil, err
	}
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return nil, err
	}
	since := now.From(ctx).Add(-time.Duration(book.rulesOf(tree, actor.UnitID).DuplicateDays) * 24 * time.Hour)
	q := visible(s.db.Read(ctx).NewSelect().Model((*Ticket)(nil)).Column("id"), actor).
		Where("status NOT IN (?)", bun.List([]Status{Cancelled, Merged})).Where("closed_at IS NULL OR closed_at >= ?", since)
	switch {
	case like.Terminal != "" && like.Category != "" && like.Customer != "":
		q = q.Where("terminal_id = ? OR customer_id = ? AND category = ?", like.Terminal, like.Customer, like.Category)
	case like.Terminal != "":
		q = q.Where("terminal_id = ?", like.Terminal)
	case like.Category != "":
		q = q.Where("customer_id = ? AND category = ?", like.Customer, like.Category)
	default:
		return []SimilarRow{}, nil
	}
	var ids []string
	if err := q.OrderExpr("created_at DESC, id").Limit(similarMost).Scan(ctx, &ids); err != nil || len(ids) == 0 {
		return []SimilarRow{}, err
	}
	return s.similarRows(ctx, ids, like)
}

func (s *Service) similarRows(ctx context.Context, ids []string, like Likeness) ([]SimilarRow, error) {
	rows, err := s.rowsOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	views, err := s.viewRows(ctx, rows)
	similar := make([]SimilarRow, len(views))
	for i := range views {
		similar[i] = SimilarRow{views[i], []string{}, !rows[i].Status.Ended()}
		if like.Terminal != "" && rows[i].TerminalID == like.Terminal {
			similar[i].Why = append(similar[i].Why, "terminal")
		}
		if like.Category != "" && rows[i].Category == like.Category {
			similar[i].Why = append(similar[i].Why, "category")
		}
	}
	return similar, err
}
