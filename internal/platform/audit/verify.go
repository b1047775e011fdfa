package audit

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Head is where the log ended at some time: the number of its last entry, and its hash, which follows from all
// entries before. Noted where nobody who can write the database can change it, it tells later whether what was
// written until then still stands.
type Head struct {
	Seq  int64  `json:"seq"`
	Hash string `json:"hash"`
}

// String gives the head as it is noted: SEQ:HASH.
func (h Head) String() string { return strconv.FormatInt(h.Seq, 10) + ":" + h.Hash }

var hashPattern = regexp.MustCompile(`^[0-9a-f]{64}$`)

// ErrHead says that a text is no head.
var ErrHead = errors.New("a head is written SEQ:HASH, as `xingfu audit head` prints it")

// ParseHead reads a head as it was noted.
func ParseHead(text string) (Head, error) {
	before, hash, _ := strings.Cut(strings.TrimSpace(text), ":")
	seq, err := strconv.ParseInt(before, 10, 64)
	if hash = strings.ToLower(hash); err != nil || seq < 1 || !hashPattern.MatchString(hash) {
		return Head{}, ErrHead
	}
	return Head{seq, hash}, nil
}

// Report is what a check of the log has found.
type Report struct {
	OK       bool      `json:"ok"`
	Entries  int64     `json:"entries" doc:"How many were read."`
	Head     Head      `json:"head" doc:"Where the log says that it ends."`
	Noted    *Head     `json:"noted,omitempty" doc:"The head of before against which it was held."`
	Problems []Problem `json:"problems"`
	More     bool      `json:"more" doc:"There are more problems than are listed."`
}

// Checking is how a check goes about.
type Checking struct {
	Noted    *Head                 // a head noted earlier
	Progress func(done, all int64) // is told now and then how far it is; may be nil
}

const (
	checkPage    = 2000
	problemsMost = 100 // as many are listed
)

// Head gives where the log ends now.
func (l *Log) Head(ctx context.Context) (Head, error) {
	var head Head
	err := l.db.Read(ctx).NewSelect().Table("audit_head").Column("seq", "hash").Where("id = 1").Scan(ctx, &head)
	return head, err
}

// Verify reads the whole log and tells where it is not as it was written. Others may go on writing meanwhile: what
// they add is left out.
//
// Who can write the database can also make a new chain from any entry on, head and all, which nothing in the database
// tells from the true one. Only a head that was noted elsewhere, or the entries themselves elsewhere, do.
func (l *Log) Verify(ctx context.Context, how Checking) (*Report, error) {
	head, last, err := l.ends(ctx)
	if err != nil {
		return nil, err
	}
	w := &walk{report: &Report{Noted: how.Noted, Problems: []Problem{}}, head: head, known: true, all: last.Int64}
	if head != nil {
		w.report.Head, w.all = *head, max(w.all, head.Seq)
	}
	for after := int64(math.MinInt64); last.Valid && after < last.Int64; {
		var page []Entry
		err := l.db.Read(ctx).NewSelect().Model(&page).Where("seq > ?", after).Where("seq <= ?", last.Int64).OrderExpr("seq").Limit(checkPage).Scan(ctx)
		if err != nil {
			return nil, err
		}
		if len(page) == 0 {
			break
		}
		for i := range page {
			w.step(&page[i])
		}
		after = page[len(page)-1].Seq
		if how.Progress != nil {
			how.Progress(w.report.Entries, w.all)
		}
	}
	return w.end(), nil
}

// ends gives the head, nil where it is gone, and the number of the last entry that there is, as both are at one moment.
func (l *Log) ends(ctx context.Context) (*Head, sql.NullInt64, error) {
	var row struct {
		Last, Seq sql.NullInt64
		Hash      sql.NullString
	}
	err := l.db.Read(ctx).NewSelect().ColumnExpr("(SELECT MAX(seq) FROM audit) AS last").
		ColumnExpr("(SELECT seq FROM audit_head WHERE id = 1) AS seq, (SELECT hash FROM audit_head WHERE id = 1) AS hash").Scan(ctx, &row)
	if err != nil || !row.Seq.Valid {
		return nil, row.Last, err
	}
	return &Head{row.Seq.Int64, row.Hash.String}, row.Last, nil
}

// walk is a check under way.
type walk struct {
	report *Report
	head   *Head
	all    int64

	seq   int64  // of the entry before
	hash  string // of the entry before
	known bool   // whether there was one
	ended bool   // the head's entry was seen, and is as the head says
	noted bool   // the same of the noted head

	suspects []suspect
}

// step looks at the next entry.
func (w *walk) step(e *Entry) {
	w.report.Entries++
	if e.Seq < 1 || w.head != nil && e.Seq > w.head.Seq {
		w.add(Problem{Seq: e.Seq, To: e.Seq, Kind: Inserted})
		return
	}
	if e.Seq > w.seq+1 {
		w.add(Problem{Seq: w.seq + 1, To: e.Seq - 1, Kind: Missing})
		w.known = false
	}
	if w.known && e.sum(w.hash) != e.Hash {
		w.suspect(e)
	}
	w.ended = w.ended || w.head != nil && *w.head == Head{e.Seq, e.Hash}
	w.noted = w.noted || w.report.Noted != nil && *w.report.Noted == Head{e.Seq, e.Hash}
	w.seq, w.hash, w.known = e.Seq, e.Hash, true
}

// end compares with the heads, and puts what was found into order.
func (w *walk) end() *Report {
	r := w.report
	switch {
	case w.head == nil:
		w.add(Problem{Kind: HeadDiffers})
	case w.seq < w.head.Seq:
		w.add(Problem{Seq: w.seq + 1, To: w.head.Seq, Kind: Missing})
	case !w.ended && *w.head != Head{}:
		w.add(Problem{Seq: w.head.Seq, To: w.head.Seq, Kind: HeadDiffers})
	}
	if r.Noted != nil && !w.noted {
		w.add(Problem{Seq: r.Noted.Seq, To: r.Noted.Seq, Kind: NotAsNoted})
	}
	w.judge()
	slices.SortStableFunc(r.Problems, func(a, b Problem) int { return cmp.Compare(a.Seq, b.Seq) })
	r.Problems = joined(r.Problems)
	if len(r.Problems) > problemsMost {
		r.Problems, r.More = r.Problems[:problemsMost], true
	}
	r.OK = len(r.Problems) == 0
	return r
}

// add notes a problem. As many ranges are kept as are listed.
func (w *walk) add(p Problem) {
	all := w.report.Problems
	if n := len(all); n > 0 && all[n-1].joins(p) {
		all[n-1].To = p.To
		return
	}
	if len(all) > problemsMost {
		w.report.More = true
		return
	}
	w.report.Problems = append(all, p)
}

// joined makes one of neighbours of the same kind.
func joined(all []Problem) []Problem {
	out := []Problem{}
	for _, p := range all {
		if n := len(out); n > 0 && out[n-1].joins(p) {
			out[n-1].To = p.To
			continue
		}
		out = append(out, p)
	}
	return out
}
