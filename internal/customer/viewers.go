package customer

import (
	"context"
	"strings"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Viewer is a person who can see a customer, and why.
type Viewer struct {
	ID    string   `json:"id"`
	Login string   `json:"login"`
	Name  string   `json:"name"`
	Unit  org.Ref  `json:"unit"`
	Why   []Reason `json:"why"`
}

// Reason is one reason why a person sees a customer.
type Reason struct {
	Kind   string         `json:"kind" enum:"all,unit,ticket" doc:"all: he sees every customer. unit: the unit that serves the customer is within his reach. ticket: a unit within his reach owns a ticket of the customer or works on one."`
	Unit   *org.Ref       `json:"unit,omitempty"`
	Ticket string         `json:"ticket,omitempty" doc:"The number of the unit's latest such ticket."`
	Posts  []org.PostView `json:"posts" doc:"The posts by which he reaches the unit; none when it is his own unit."`
	Text   lang.Text      `json:"text"`
}

// concern is a unit that has to do with a customer, with its latest ticket of his.
type concern struct {
	UnitID string
	Number string // empty: the unit serves him
}

// Viewers says who can see a customer and why, a page at a time by name: it is the rule of seen, asked from the
// customer's side. id is the customer's identifier or number. It needs rights.manage or audit.read.
func (s *Service) Viewers(ctx context.Context, id, cursor string, limit int) (httpx.Items[Viewer], error) {
	list := httpx.List[Viewer](nil)
	if _, err := org.NeedAny(ctx, org.RightsManage, org.AuditRead); err != nil {
		return list, err
	}
	concerns, err := s.concerns(ctx, id)
	if err != nil {
		return list, err
	}
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return list, err
	}
	units := make([]string, len(concerns))
	for i, c := range concerns {
		units[i] = c.UnitID
	}
	page, next, err := s.org.Reaching(ctx, org.CustomerRead, units, cursor, limit)
	if err != nil {
		return list, err
	}
	for _, p := range page {
		list.Items = append(list.Items, Viewer{p.StaffID, p.Login, p.Name, org.Ref{ID: p.UnitID, Name: p.UnitName}, why(tree, &p, concerns)})
	}
	list.NextCursor = next
	return list, nil
}

// concerns gives the units through which a customer is seen: the one that serves him first, then those of his
// tickets, as seen has it.
func (s *Service) concerns(ctx context.Context, id string) ([]concern, error) {
	db := s.db.Read(ctx)
	c := &Customer{}
	q := db.NewSelect().Model(c).Column("id", "unit_id")
	if store.IsID(id) {
		q = q.Where("id = ?", id)
	} else {
		q = q.Where("number = ?", id)
	}
	if err := q.Scan(ctx); store.None(err) {
		return nil, errNone()
	} else if err != nil {
		return nil, err
	}
	list := []concern{{UnitID: c.UnitID}}
	const tickets = "SELECT t.owner_unit_id AS unit_id, t.number FROM ticket t WHERE t.customer_id = ? UNION ALL " +
		"SELECT h.unit_id, t.number FROM ticket t JOIN handoff h ON h.ticket_id = t.id WHERE t.customer_id = ?"
	var worked []concern
	err := db.NewSelect().TableExpr("("+tickets+") AS w", c.ID, c.ID).ColumnExpr("unit_id, MAX(number) AS number").
		GroupExpr("unit_id").OrderExpr("MAX(number) DESC, unit_id").Scan(ctx, &worked)
	return append(list, worked...), err
}

func why(tree *org.Tree, p *org.Holder, concerns []concern) []Reason {
	reach := p.Covers(org.CustomerRead)
	if reach.All {
		posts := p.ByAll(tree)
		return []Reason{{Kind: "all", Posts: posts, Text: lang.T("在全部单位查看客户（%[1]s）", "Sees the customers of all units (%[2]s)", byPosts(posts).Zh, byPosts(posts).En)}}
	}
	var reasons []Reason
	for _, c := range concerns {
		if !reach.Covers(c.UnitID) {
			continue
		}
		r := Reason{Kind: "unit", Unit: tree.Ref(c.UnitID), Posts: p.By(tree, c.UnitID), Ticket: c.Number}
		by := byPosts(r.Posts)
		name := tree.Name(c.UnitID)
		if r.Text = lang.T("%[1]s服务这位客户（%[2]s）", "%[1]s serves this customer (%[3]s)", name, by.Zh, by.En); c.Number != "" {
			r.Kind = "ticket"
			r.Text = lang.T("%[1]s负责或处理这位客户的工单 %[2]s（%[3]s）", "%[1]s owns or works on ticket %[2]s of this customer (%[4]s)", name, c.Number, by.Zh, by.En)
		}
		reasons = append(reasons, r)
	}
	return reasons
}

// byPosts puts posts into words; without any it is the person's own unit.
func byPosts(posts []org.PostView) lang.Text {
	if len(posts) == 0 {
		return lang.Text{Zh: "本人所在单位", En: "the person's own unit"}
	}
	var zh, en []string
	for _, p := range posts {
		zh, en = append(zh, p.Unit.Name+p.Role.Zh), append(en, p.Role.En+", "+p.Unit.Name)
	}
	return lang.Text{Zh: strings.Join(zh, "、"), En: strings.Join(en, "; ")}
}
