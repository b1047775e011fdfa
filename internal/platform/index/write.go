package index

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/index/token"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// The number of a document is the millisecond in which its object was made, and four bits more: newer objects have
// greater numbers, whenever their documents are written. Objects of one moment lie around it.
const (
	momentBits = 4
	// tries is how many places are tried, each among four times as many as the one before.
	tries = 13
	// since is the beginning of 2000 in milliseconds.
	since = 946_684_800_000
)

// placesFor gives the numbers that a document may have, the best first. They follow from the identifier alone, so that
// it gets the same one on either engine and after a restore, unless others have taken it.
func placesFor(id string) []int64 {
	u := uuid.MustParse(id)
	ms := int64(binary.BigEndian.Uint64(u[:8])>>16) - since
	sum := sha256.Sum256(u[:]) // identifiers that differ in little must not lie close together
	places := make([]int64, tries)
	for i := range places {
		places[i] = max(0, ms)<<momentBits + int64(binary.BigEndian.Uint64(sum[i:])&(1<<(momentBits+2*i)-1)) + 1
	}
	return places
}

// numbers gives the numbers of those documents that are there.
func (x *Index) numbers(ctx context.Context, db bun.IDB, kind string, ids []string) (map[string]int64, error) {
	found := make(map[string]int64, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	var rows []struct {
		ID       int64
		ObjectID string
	}
	err := db.NewSelect().Table("search_"+kind).Column("id", "object_id").Where("object_id IN (?)", bun.List(ids)).Scan(ctx, &rows)
	for _, r := range rows {
		found[r.ObjectID] = r.ID
	}
	return found, err
}

// place finds numbers for new documents.
func (x *Index) place(ctx context.Context, tx bun.Tx, kind string, fresh []string) (map[string]int64, error) {
	placed := make(map[string]int64, len(fresh))
	taken := map[int64]bool{}
	for try := 0; try < tries && len(fresh) > 0; try++ {
		var wanted, there []int64
		for _, id := range fresh {
			wanted = append(wanted, placesFor(id)[try])
		}
		err := tx.NewSelect().Table("search_"+kind).Column("id").Where("id IN (?)", bun.List(wanted)).Scan(ctx, &there)
		if err != nil {
			return nil, err
		}
		for _, n := range there {
			taken[n] = true
		}
		var left []string
		for i, id := range fresh {
			if taken[wanted[i]] {
				left = append(left, id)
				continue
			}
			placed[id], taken[wanted[i]] = wanted[i], true
		}
		fresh = left
	}
	if len(fresh) > 0 {
		return nil, fmt.Errorf("no place for the document of %s %s", kind, fresh[0])
	}
	return placed, nil
}

// text is a document in tokens.
type text struct {
	id     string
	tokens token.Tokens
}

// texts reads documents and takes them apart, which costs more than reading them: not in a transaction.
func (x *Index) texts(ctx context.Context, kind string, ids []string) ([]text, error) {
	documents, err := x.Documents(ctx, kind, ids)
	return textsOf(documents), err
}

func textsOf(documents []Document) []text {
	texts := make([]text, len(documents))
	for i := range documents {
		texts[i] = text{documents[i].ID, token.Of(documents[i].texts(), documents[i].Scopes)}
	}
	return texts
}

// line is a document as it is written.
type line struct {
	text
	number int64
	old    bool
}

// write writes the documents of some objects and removes those of objects that are gone. Unless they are renewed,
// documents that are there already are left.
func (x *Index) write(ctx context.Context, tx bun.Tx, kind string, ids []string, texts []text, renew bool) error {
	if len(ids) == 0 || x.source(kind) == nil {
		return nil
	}
	there, err := x.numbers(ctx, tx, kind, ids)
	if err != nil {
		return err
	}
	var fresh, gone []string
	byID := make(map[string]*text, len(texts))
	for i := range texts {
		byID[texts[i].id] = &texts[i]
	}
	for _, id := range slices.Sorted(slices.Values(ids)) {
		_, old := there[id]
		switch {
		case byID[id] == nil && old:
			gone = append(gone, id)
		case byID[id] != nil && !old:
			fresh = append(fresh, id)
		}
	}
	placed, err := x.place(ctx, tx, kind, fresh)
	if err != nil {
		return err
	}
	var lines []line
	for id, t := range byID {
		number, old := there[id]
		if old && !renew {
			continue
		}
		if !old {
			number = placed[id]
		}
		lines = append(lines, line{*t, number, old})
	}
	slices.SortFunc(lines, func(a, b line) int { return cmp.Compare(a.number, b.number) }) // as FTS5 likes it
	if x.db.Engine == store.Postgres {
		return writePostgres(ctx, tx, kind, lines, gone, renew)
	}
	var remove []int64
	for _, id := range gone {
		remove = append(remove, there[id])
	}
	return writeSQLite(ctx, tx, kind, lines, remove)
}

func writeSQLite(ctx context.Context, tx bun.Tx, kind string, lines []line, remove []int64) error {
	for _, l := range lines {
		if l.old {
			remove = append(remove, l.number)
		}
	}
	slices.Sort(remove)
	for _, number := range remove {
		if _, err := tx.ExecContext(ctx, "DELETE FROM search_"+kind+"_words WHERE rowid = "+strconv.FormatInt(number, 10)); err != nil {
			return err
		}
	}
	if len(remove) > 0 {
		if _, err := tx.NewDelete().Table("search_"+kind).Where("id IN (?)", bun.List(remove)).Exec(ctx); err != nil {
			return err
		}
	}
	for _, l := range lines {
		if _, err := tx.NewRaw("INSERT INTO search_"+kind+" (id, object_id) VALUES (?, ?)", l.number, l.id).Exec(ctx); err != nil {
			return err
		}
		if _, err := tx.Tx.ExecContext(ctx, "INSERT INTO search_"+kind+"_words (rowid, words) VALUES (?, ?)", l.number, flat(l.tokens)); err != nil {
			return err
		}
	}
	return nil
}

// gap stands where no phrase goes over.
const gap = "x0"

// flat writes tokens as FTS5 reads them: one after the other, those without a place at the end.
func flat(t token.Tokens) string {
	var b strings.Builder
	for _, w := range t.Row {
		b.WriteString(cmp.Or(w, gap))
		b.WriteByte(' ')
	}
	for _, w := range t.Bag {
		b.WriteString(w)
		b.WriteByte(' ')
	}
	return b.String()
}

func writePostgres(ctx context.Context, tx bun.Tx, kind string, lines []line, gone []string, renew bool) error {
	if len(gone) > 0 {
		if _, err := tx.NewDelete().Table("search_"+kind).Where("object_id IN (?)", bun.List(gone)).Exec(ctx); err != nil {
			return err
		}
	}
	if len(lines) == 0 {
		return nil
	}
	var query strings.Builder
	query.WriteString("INSERT INTO search_" + kind + " (id, object_id, words) VALUES ")
	args := make([]any, 0, 3*len(lines))
	for i, l := range lines {
		if i > 0 {
			query.WriteString(", ")
		}
		query.WriteString("(?, ?, ?::tsvector)")
		args = append(args, l.number, l.id, vector(l.tokens, l.number))
	}
	if renew {
		query.WriteString(" ON CONFLICT (object_id) DO UPDATE SET words = EXCLUDED.words")
	} else {
		query.WriteString(" ON CONFLICT (object_id) DO NOTHING") // a change has written it meanwhile, and knows more
	}
	_, err := tx.NewRaw(query.String(), args...).Exec(ctx)
	return err
}

// vector writes tokens as PostgreSQL reads a tsvector, with those that say in which periods the document is.
func vector(t token.Tokens, number int64) string {
	places := make(map[string][]byte, len(t.Row))
	for i, w := range t.Row {
		if w == "" {
			continue
		}
		at := places[w]
		if at == nil {
			at = append(at, '\'')
			at = append(append(at, w...), '\'', ':')
		} else {
			at = append(at, ',')
		}
		places[w] = strconv.AppendInt(at, int64(i+1), 10)
	}
	var b strings.Builder
	for _, at := range places {
		b.Write(at)
		b.WriteByte(' ')
	}
	for _, w := range t.Bag {
		b.WriteString("'" + w + "' ")
	}
	for level := range levels {
		b.WriteString("'" + period{level, number >> levels[level]}.token() + "' ")
	}
	return b.String()
}
