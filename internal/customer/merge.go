package customer

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// kept are the tables of this package whose rows are a customer's.
var kept = []string{"contact", "site", "terminal", "subscription", "contract", "site_fact"}

// Keeps says that the rows of a table are a customer's by their column customer_id, have a version, and go over to the
// one with whom he is merged. It is said before the service is used.
func (s *Service) Keeps(table string) { s.kept = append(s.kept, table) }

// Merge is a customer who was found to be another.
type Merge struct {
	bun.BaseModel `bun:"table:customer_merge"`

	ID         string              `bun:",pk"`
	CustomerID string              // who was merged
	IntoID     string              // who goes on
	At         time.Time           //
	ByID       string              `bun:",nullzero"`
	ByName     string              //
	Reason     string              //
	Moved      map[string][]string // by table the rows that went over
	UndoneAt   time.Time           `bun:",nullzero"`
}

// Merging says into whom a customer is merged, and why.
type Merging struct {
	Into    string   `json:"into" format:"uuid" doc:"The customer who goes on."`
	Reason  string   `json:"reason"`
	Take    []string `json:"take,omitempty" enum:"name,kind,tier,industry,address,locale,managerId,note" doc:"What the one who goes on takes over from the merged one; all else he keeps as he has it. Undoing the merge leaves it."`
	Version int64    `json:"version,omitempty" doc:"The version of the merged customer that was seen; needed unless If-Match names it."`
}

// MergeCustomer lets a customer go on as another: all that is kept for him goes over, he himself is found no more. It
// needs customer.write for the units of both. A stale version is a Conflict.
func (s *Service) MergeCustomer(ctx context.Context, id string, in Merging) (*Customer, error) {
	if _, err := org.NeedOrProgram(ctx, org.CustomerWrite); err != nil {
		return nil, err
	}
	if in.Reason = strings.TrimSpace(in.Reason); in.Reason == "" {
		return nil, fault.Bad("reason", "请写明为什么是同一位客户。", "Please say why they are the same customer.")
	}
	if id == in.Into {
		return nil, fault.Bad("into", "不能并入自己。", "A customer cannot be merged into himself.")
	}
	var into *Customer
	err := s.both(ctx, id, in.Into, func(ctx context.Context, tx bun.Tx, actor *org.Actor, from, to *Customer) error {
		into = to
		if err := httpx.CheckVersion(ctx, from.Version, in.Version, stale(kind{"customer", "位客户", "customer"})); err != nil {
			return err
		}
		if from.MergedInto != "" || to.MergedInto != "" {
			return fault.New(fault.Conflict, "其中一位已经并入别的客户。", "One of them has been merged into another customer already.")
		}
		if err := s.take(ctx, tx, actor, from, to, in.Take); err != nil {
			return err
		}
		m := &Merge{ID: store.NewID(ctx), CustomerID: id, IntoID: to.ID, At: now.From(ctx), Reason: in.Reason, Moved: map[string][]string{}}
		m.ByID, m.ByName = actedBy(ctx)
		for _, table := range s.kept {
			ids, err := s.takeOver(ctx, tx, table, from.ID, to.ID, nil)
			if err != nil {
				return err
			}
			m.Moved[table] = ids
		}
		if _, err := tx.NewInsert().Model(m).Exec(ctx); err != nil {
			return err
		}
		return s.turned(ctx, tx, actor, "customer.merged", from, to, to.ID, in.Reason)
	})
	return into, err
}

// take gives the one who goes on some fields of the merged one.
func (s *Service) take(ctx context.Context, tx bun.Tx, actor *org.Actor, from, to *Customer, fields []string) error {
	if len(fields) == 0 {
		return nil
	}
	var in Change
	for _, field := range fields {
		switch field {
		case "name":
			in.Name = &from.Name
		case "kind":
			in.Kind = &from.Kind
		case "tier":
			in.Tier = &from.BaseTier
		case "industry":
			in.Industry = &from.Industry
		case "address":
			in.Address = &from.Address
		case "locale":
			in.Locale = &from.Locale
		case "managerId":
			in.ManagerID = &from.ManagerID
		case "note":
			in.Note, in.NoteMust = &from.Note, &from.NoteMust
		default:
			return fault.Bad("take", "没有 %s 这个字段。", "There is no field %s.", field)
		}
	}
	before := *to
	in.apply(to)
	if err := s.check(ctx, actor, to); err != nil {
		return err
	}
	if _, err := tx.NewUpdate().Model(to).WherePK().Exec(ctx); err != nil {
		return err
	}
	return s.wrote(ctx, actor, "customer.changed", to.ID, to.Name, differences(&before, to))
}

// UnmergeCustomer gives a merged customer back what went over with him, as far as it is still where it went. It needs
// customer.write for the units of both.
func (s *Service) UnmergeCustomer(ctx context.Context, id, reason string) (*Customer, error) {
	actor, err := org.NeedOrProgram(ctx, org.CustomerWrite)
	if err != nil {
		return nil, err
	}
	c := &Customer{ID: id}
	err = s.db.Read(ctx).NewSelect().Model(c).WherePK().Scan(ctx)
	if store.None(err) || err == nil && actor != nil && !mayWrite(actor, c) {
		return nil, errNone() // of a customer of others not even that he is merged
	}
	if err != nil {
		return nil, err
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return nil, fault.Bad("reason", "请写明为什么撤销。", "Please say why it is undone.")
	}
	m := &Merge{}
	err = s.db.Read(ctx).NewSelect().Model(m).Where("customer_id = ? AND undone_at IS NULL", id).OrderExpr("at DESC").Limit(1).Scan(ctx)
	if store.None(err) {
		return nil, fault.New(fault.Conflict, "这位客户没有并入别的客户。", "This customer is not merged into another.")
	}
	if err != nil {
		return nil, err
	}
	var back *Customer
	err = s.both(ctx, id, m.IntoID, func(ctx context.Context, tx bun.Tx, actor *org.Actor, from, to *Customer) error {
		back = from
		if from.MergedInto != to.ID {
			return fault.New(fault.Conflict, "合并已经撤销。", "The merge has been undone already.")
		}
		for _, table := range s.kept {
			if len(m.Moved[table]) == 0 {
				continue
			}
			if _, err := s.takeOver(ctx, tx, table, to.ID, from.ID, m.Moved[table]); err != nil {
				return err
			}
		}
		if _, err := tx.NewUpdate().Model(m).Set("undone_at = ?", now.From(ctx)).WherePK().Exec(ctx); err != nil {
			return err
		}
		return s.turned(ctx, tx, actor, "customer.unmerged", from, to, "", reason)
	})
	return back, err
}

// both runs f on two locked customers whom the acting person may change.
func (s *Service) both(ctx context.Context, id, other string, f func(context.Context, bun.Tx, *org.Actor, *Customer, *Customer) error) error {
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		locked := map[string]*Customer{}
		var actor *org.Actor
		ids := []string{id, other}
		slices.Sort(ids) // so that two merges never wait for each other
		for _, one := range ids {
			a, c, err := s.lock(ctx, tx, one)
			if fault.Is(err, fault.NotFound) && one == other {
				return fault.Bad("into", "没有找到所选的客户。", "The chosen customer was not found.")
			}
			if err != nil {
				return err
			}
			actor, locked[one] = a, c
		}
		return f(ctx, tx, actor, locked[id], locked[other])
	})
}

// takeOver gives rows of a table to another customer, all of one's or those of a list that are still his, and tells
// which.
func (s *Service) takeOver(ctx context.Context, tx bun.Tx, table, from, to string, only []string) ([]string, error) {
	ids := []string{}
	q := tx.NewUpdate().Table(table).Set("customer_id = ?", to).Set("version = version + 1").Where("customer_id = ?", from).Returning("id")
	if only != nil {
		q = q.Where("id IN (?)", bun.List(only))
	}
	if err := q.Scan(ctx, &ids); err != nil && !store.None(err) {
		return nil, err
	}
	if table != "contact" && table != "terminal" || len(ids) == 0 {
		return ids, nil
	}
	_, err := tx.NewUpdate().Model((*identifier)(nil)).Set("customer_id = ?", to).Where("? IN (?)", bun.Ident(table+"_id"), bun.List(ids)).Exec(ctx)
	return ids, err
}

// turned writes that a customer goes on as another, or as himself again, and has both found as what they are now.
func (s *Service) turned(ctx context.Context, tx bun.Tx, actor *org.Actor, action string, from, to *Customer, mergedInto, reason string) error {
	at := now.From(ctx)
	from.MergedInto, from.Version, from.UpdatedAt = mergedInto, from.Version+1, at
	to.Version, to.UpdatedAt = to.Version+1, at
	for _, c := range []*Customer{from, to} {
		if _, err := tx.NewUpdate().Model(c).Column("merged_into", "version", "updated_at").WherePK().Exec(ctx); err != nil {
			return err
		}
		if err := s.retier(ctx, tx, c); err != nil {
			return err
		}
		if err := s.index.Renamed(ctx, tx, "customer", c.ID); err != nil {
			return err
		}
		if err := s.index.Changed(ctx, tx, "customer", c.ID); err != nil {
			return err
		}
	}
	return s.wrote(ctx, actor, action, from.ID, from.Name, []Changed{{Field: "into", To: to.Number + " " + to.Name}, {Field: "reason", To: reason}})
}
