package ticket

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/uptrace/bun"
	"golang.org/x/text/unicode/norm"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// tagRow is a tag (标签) of a ticket, where filters and suggestions find it.
type tagRow struct {
	bun.BaseModel `bun:"table:ticket_tag"`

	TicketID string `bun:",pk"`
	Tag      string `bun:",pk"`
	At       time.Time
}

const (
	tagsMost     = 20 // on a ticket
	tagRunesMost = 30
)

// Tag adds tags to a ticket and takes others off; what is there already, or is not, makes no difference. It is
// for everyone who takes part in the ticket, also after its end.
func (s *Service) Tag(ctx context.Context, id string, add, remove []string) (*Ticket, error) {
	w, err := s.change(ctx, id, func(w *work) error { return w.retag(add, remove) })
	if err != nil {
		return nil, err
	}
	return w.t, nil
}

func (w *work) retag(add, remove []string) error {
	if err := w.mayTakePart(); err != nil {
		return err
	}
	return w.tag(add, remove)
}

func (w *work) tag(add, remove []string) error {
	tags, added, removed := slices.Clone(w.t.Tags), []string{}, []string{}
	for _, word := range remove {
		if i := slices.Index(tags, spellTag(word)); i >= 0 {
			removed, tags = append(removed, tags[i]), slices.Delete(tags, i, i+1)
		}
	}
	wanted, err := spellTags("add", add)
	if err != nil {
		return err
	}
	for _, tag := range wanted {
		if !slices.Contains(tags, tag) {
			added, tags = append(added, tag), append(tags, tag)
		}
	}
	if len(tags) > tagsMost {
		return tooManyTags("add")
	}
	if len(added)+len(removed) == 0 {
		return nil
	}
	slices.Sort(tags)
	w.t.Tags, w.touched = tags, true
	w.event("tags.changed", Internal, nil, Data{"added": added, "removed": removed})
	return nil
}

// spellTag writes a tag as all do: without spaces around it, in small letters, full-width forms as plain ones.
func spellTag(word string) string {
	word = strings.ToLower(norm.NFKC.String(word))
	return strings.TrimPrefix(strings.Join(strings.Fields(word), " "), "#")
}

// checkTag spells a tag that stands in a field of what was sent.
func checkTag(field, word string) (string, error) {
	tag := spellTag(word)
	switch {
	case tag == "":
		return "", fault.Bad(field, "请填写标签。", "Please write the tag.")
	case len([]rune(tag)) > tagRunesMost:
		return "", fault.Bad(field, "标签最多 %d 个字。", "A tag has %d characters at the most.", tagRunesMost)
	case strings.ContainsFunc(tag, func(r rune) bool { return strings.ContainsRune(",、;", r) || !unicode.IsPrint(r) }):
		return "", fault.Bad(field, "标签里不能有逗号、顿号、分号等分隔符。", "A tag has no commas, semicolons or line breaks.")
	}
	return tag, nil
}

// spellTags spells the tags that stand in a field of what was sent, each once.
func spellTags(field string, words []string) ([]string, error) {
	var tags []string
	for _, word := range words {
		tag, err := checkTag(field, word)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	return tags, nil
}

func tooManyTags(field string) error {
	return fault.Bad(field, "一张工单最多 %d 个标签。", "A ticket has %d tags at the most.", tagsMost)
}

// saveTags brings the tags that filters look for after the ticket's own.
func (w *work) saveTags(tx bun.Tx, batch *store.Batch) {
	var fresh []*tagRow
	var gone []string
	for _, tag := range w.t.Tags {
		if !slices.Contains(w.tags, tag) {
			fresh = append(fresh, &tagRow{TicketID: w.t.ID, Tag: tag, At: w.at})
		}
	}
	for _, tag := range w.tags {
		if !slices.Contains(w.t.Tags, tag) {
			gone = append(gone, tag)
		}
	}
	w.tags = w.t.Tags
	if len(gone) > 0 {
		batch.Add(tx.NewDelete().Model((*tagRow)(nil)).Where("ticket_id = ? AND tag IN (?)", w.t.ID, bun.List(gone)))
	}
	insert(tx, batch, fresh)
}

// applyTags keeps the tickets that have every tag.
func (f *Filter) applyTags(q *bun.SelectQuery) *bun.SelectQuery {
	for word := range strings.SplitSeq(f.Tag, ",") {
		if tag := spellTag(word); tag != "" {
			q = q.Where("ticket.id IN (SELECT g.ticket_id FROM ticket_tag g WHERE g.tag = ?)", tag)
		}
	}
	return q
}

// TagCount is a tag and how often it is in use.
type TagCount struct {
	Tag   string `json:"tag"`
	Count int    `json:"count" doc:"Among the latest uses that I may see."`
}

const (
	tagUses      = 2000 // latest uses that suggestions come from
	tagsProposed = 20
)

// Tags proposes tags that hold some letters, the most used first: of the latest uses on tickets that the acting
// person may see, since a tag may hold what is no business of his. It needs ticket.read.
func (s *Service) Tags(ctx context.Context, letters string) ([]TagCount, error) {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return nil, err
	}
	latest := s.db.Read(ctx).NewSelect().TableExpr("ticket_tag AS g").ColumnExpr("g.tag").OrderExpr("g.at DESC, g.ticket_id, g.tag").Limit(tagUses)
	if scopes := scopesOf(actor); scopes != nil {
		latest = latest.Where("EXISTS (SELECT 1 FROM ticket_reach r WHERE r.ticket_id = g.ticket_id AND r.scope_id IN (?))", bun.List(scopes))
	}
	q := s.db.Read(ctx).NewSelect().TableExpr("(?) AS latest", latest).ColumnExpr("tag, COUNT(*) AS count").GroupExpr("tag").
		OrderExpr("count DESC, tag").Limit(tagsProposed)
	if letters = spellTag(letters); letters != "" {
		q = q.Where(`tag LIKE ? ESCAPE '\'`, "%"+escapeLike(letters)+"%")
	}
	list := []TagCount{}
	return list, q.Scan(ctx, &list)
}
