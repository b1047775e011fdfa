package audit

import (
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// Kind is in what way the log is not as it was written.
type Kind string

// The kinds.
const (
	Changed     Kind = "changed"
	Missing     Kind = "missing"
	Moved       Kind = "order"    // an entry stands at another's place
	Inserted    Kind = "inserted" // outside of what the log says it has
	HeadDiffers Kind = "head"
	NotAsNoted  Kind = "noted" // the head noted elsewhere is no entry of this log
)

// Problem is a place where the log is not as it was written: the entries from Seq to To.
type Problem struct {
	Seq    int64  `json:"seq"`
	To     int64  `json:"to" doc:"The last entry of the place; seq where it is one."`
	Kind   Kind   `json:"kind" enum:"changed,missing,order,inserted,head,noted"`
	Was    int64  `json:"was,omitempty" doc:"Of one out of order: which entry it was."`
	Detail string `json:"detail" doc:"What is wrong, in words."`
}

// joins tells whether q goes on where p ends, with the same.
func (p Problem) joins(q Problem) bool {
	return p.Kind == q.Kind && q.Seq == p.To+1 && p.Was == 0 && q.Was == 0 && p.Kind != HeadDiffers && p.Kind != NotAsNoted
}

var problemWords = map[Kind]lang.Text{
	Changed:  {Zh: "%[1]s被改过，或它前面的一条被改过", En: "%[2]s: changed, or the one before was"},
	Missing:  {Zh: "%[1]s缺失", En: "%[2]s: missing"},
	Inserted: {Zh: "%[1]s在记录应有的范围之外：是后加的，或记录末尾的标记被改过", En: "%[2]s: outside of what the log should have; added later, or the head was changed"},
}

// Text says what is wrong.
func (p Problem) Text() lang.Text {
	switch p.Kind {
	case HeadDiffers:
		if p.Seq == 0 {
			return lang.T("记录末尾的标记不见了", "the head of the log is gone")
		}
		return lang.T("记录末尾的标记与第 %d 条不符", "the head of the log is not that of entry %d", p.Seq)
	case NotAsNoted:
		return lang.T("第 %d 条与事先记下的不符，此前的记录可能被整体改写", "entry %d is not as noted: the log up to there may have been written anew", p.Seq)
	case Moved:
		return lang.T("第 %[1]d 条的位置上是原来的第 %[2]d 条", "at the place of entry %[1]d stands what was entry %[2]d", p.Seq, p.Was)
	}
	which := lang.T("第 %d 条", "entry %d", p.Seq)
	if p.To != p.Seq {
		which = lang.T("第 %d 至 %d 条", "entries %d to %d", p.Seq, p.To)
	}
	words := problemWords[p.Kind]
	return lang.T(words.Zh, words.En, which.Zh, which.En)
}

// Say gives the report with the words of a language.
func (r *Report) Say(in lang.Code) *Report {
	for i := range r.Problems {
		r.Problems[i].Detail = r.Problems[i].Text().In(in)
	}
	return r
}

// suspect is an entry whose hash is not what follows from it and the entry before.
type suspect struct {
	entry  Entry
	before string
}

const suspectsMost = 48 // among as many it is looked whether they were exchanged

// suspect keeps an entry to be judged at the end, when all of them are known.
func (w *walk) suspect(e *Entry) {
	if len(w.suspects) < suspectsMost {
		w.suspects = append(w.suspects, suspect{*e, w.hash})
		return
	}
	w.add(Problem{Seq: e.Seq, To: e.Seq, Kind: Changed})
}

// judge tells entries that stand at each other's places from those that were changed. One that is whole where it
// stands, and only follows upon one that does not belong before it, is no problem of its own.
func (w *walk) judge() {
	for _, s := range w.suspects {
		switch was := w.origin(s.entry); was {
		case s.entry.Seq:
		case 0:
			w.add(Problem{Seq: s.entry.Seq, To: s.entry.Seq, Kind: Changed})
		default:
			w.add(Problem{Seq: s.entry.Seq, To: s.entry.Seq, Kind: Moved, Was: was})
		}
	}
}

// origin finds the place among the suspects' at which an entry would be whole; 0: none.
func (w *walk) origin(e Entry) int64 {
	for _, place := range w.suspects {
		e.Seq = place.entry.Seq
		if e.sum(place.before) == e.Hash {
			return e.Seq
		}
		for _, before := range w.suspects {
			if e.sum(before.entry.Hash) == e.Hash {
				return e.Seq
			}
		}
	}
	return 0
}
