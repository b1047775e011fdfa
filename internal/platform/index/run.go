package index

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/store"
)

const (
	// tick is how often Run looks whether another replica has left something to do.
	tick = time.Second
	// atOnce is how many documents are written in a transaction.
	atOnce = 200
)

// Progress is told how many documents of a kind have been gone through. It may be nil.
type Progress func(kind string, done int)

// Run keeps the index after the data until ctx ends: first what has changed, then what has never been gone
// through, as after an upgrade. Replicas may all run it; after a crash the next one goes on where it was.
func (x *Index) Run(ctx context.Context) {
	log := buildLog{}
	w := worker{x: x, progress: log.progress}
	defer w.stop()
	for ctx.Err() == nil {
		worked, err := w.step(ctx)
		if err != nil && ctx.Err() == nil && !errors.Is(err, errTaken) {
			slog.Error("the search index could not be written", "error", err)
		}
		if worked && err == nil {
			continue
		}
		select {
		case <-ctx.Done():
		case <-x.woken:
		case <-time.After(tick):
		}
	}
}

// buildLog tells now and then how far the index has come.
type buildLog struct{ last time.Time }

func (l *buildLog) progress(kind string, done int) {
	if time.Since(l.last) > 10*time.Second {
		l.last = time.Now()
		slog.Info("building the search index", "kind", kind, "documents", done)
	}
}

// Finish does all that is to be done now, beside other replicas that may do the same.
func (x *Index) Finish(ctx context.Context, progress Progress) error {
	w := worker{x: x, progress: progress}
	defer w.stop()
	for {
		worked, err := w.step(ctx)
		if errors.Is(err, errTaken) {
			continue
		}
		if err != nil || !worked {
			return err
		}
	}
}

// GoThrough lets all objects be gone through again: those that have no document yet get one. It is for data that
// was written past the program.
func (x *Index) GoThrough(ctx context.Context) error {
	return x.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.NewRaw("DELETE FROM search_build").Exec(ctx)
		return err
	})
}

// worker does one thing after the other. While it writes documents those that come next are read and taken apart.
type worker struct {
	x        *Index
	progress Progress
	ahead    *ahead // nil when nothing is being read
}

func (w *worker) step(ctx context.Context) (worked bool, err error) {
	if worked, err = w.x.followChanges(ctx); worked || err != nil {
		return worked, err
	}
	for _, s := range w.x.sources {
		if worked, err = w.build(ctx, s); worked || err != nil {
			return worked, err
		}
	}
	return false, nil
}

// followChanges does what is due longest. The documents are read before the transaction that writes them, so that
// it is short; it succeeds only if what was due then is still there. So two replicas that read the same object
// before and after a change never leave the older document: the earlier due row is read by both, and taken by one.
func (x *Index) followChanges(ctx context.Context) (bool, error) {
	var list []due
	err := x.db.Read(ctx).NewSelect().Model(&list).OrderExpr("id").Limit(atOnce).Scan(ctx)
	if err != nil || len(list) == 0 {
		return false, err
	}
	ids := make([]int64, len(list))
	objects := map[string][]string{}
	var spreads []due
	for i, d := range list {
		ids[i] = d.ID
		if d.Via != "" {
			spreads = append(spreads, d)
		} else if !slices.Contains(objects[d.Kind], d.ObjectID) {
			objects[d.Kind] = append(objects[d.Kind], d.ObjectID)
		}
	}
	var further []due
	for _, d := range spreads {
		more, err := x.spread(ctx, d)
		if err != nil {
			return false, err
		}
		further = append(further, more...)
	}
	texts, err := x.read(ctx, objects)
	if err != nil {
		return false, err
	}
	return true, x.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := x.take(ctx, tx, ids); err != nil {
			return err
		}
		for kind, ids := range objects {
			if err := x.write(ctx, tx, kind, ids, texts[kind], true); err != nil {
				return err
			}
		}
		if len(further) == 0 {
			return nil
		}
		_, err := tx.NewInsert().Model(&further).ExcludeColumn("id").Exec(ctx)
		return err
	})
}

func (x *Index) read(ctx context.Context, objects map[string][]string) (map[string][]text, error) {
	texts := map[string][]text{}
	for kind, ids := range objects {
		var err error
		if texts[kind], err = x.texts(ctx, kind, ids); err != nil {
			return nil, err
		}
	}
	return texts, nil
}

// take removes what was due; errTaken when another replica has it.
func (x *Index) take(ctx context.Context, tx bun.Tx, ids []int64) error {
	var held []int64
	q := tx.NewSelect().Model((*due)(nil)).Column("id").Where("id IN (?)", bun.List(ids)).OrderExpr("id")
	if err := x.db.SkipLocked(q).Scan(ctx, &held); err != nil {
		return err
	}
	if len(held) < len(ids) {
		return errTaken
	}
	_, err := tx.NewDelete().Model((*due)(nil)).Where("id IN (?)", bun.List(ids)).Exec(ctx)
	return err
}

// spread gives what becomes due because it shows something of another object, and how to go on after it.
func (x *Index) spread(ctx context.Context, d due) ([]due, error) {
	s := x.source(d.Kind)
	if s == nil || s.Shows[d.Via] == "" {
		return nil, nil
	}
	q := x.db.Read(ctx).NewSelect().Table(s.Kind).Column("id").Where("? = ?", bun.Ident(s.Shows[d.Via]), d.ObjectID)
	if d.After != "" {
		q = q.Where("id > ?", d.After)
	}
	var ids []string
	if err := q.OrderExpr("id").Limit(atOnce).Scan(ctx, &ids); err != nil {
		return nil, err
	}
	var more []due
	for _, id := range ids {
		more = append(more, due{Kind: s.Kind, ObjectID: id})
	}
	if len(ids) == atOnce {
		d.After = ids[atOnce-1]
		more = append(more, d)
	}
	return more, nil
}

// building says how far a kind has been gone through.
type building struct {
	bun.BaseModel `bun:"table:search_build"`

	Kind   string `bun:",pk"`
	Before string `bun:",nullzero"`
	Done   bool
}

// stretch is the next part of a kind to be gone through.
type stretch struct {
	from, to  building
	ids       []string // all that there is
	missing   []string // those without a document
	documents []Document
	err       error
}

// stretch reads what comes after a place.
func (x *Index) stretch(ctx context.Context, s Source, from building) stretch {
	next := stretch{from: from, to: from}
	q := x.db.Read(ctx).NewSelect().Table(s.Kind).Column("id").OrderExpr("id DESC").Limit(atOnce)
	if from.Before != "" {
		q = q.Where("id < ?", from.Before)
	}
	if next.err = q.Scan(ctx, &next.ids); next.err != nil {
		return next
	}
	if next.to.Done = len(next.ids) < atOnce; len(next.ids) > 0 {
		next.to.Before = next.ids[len(next.ids)-1]
	}
	if next.missing, next.err = x.missing(ctx, s.Kind, next.ids); next.err == nil {
		next.documents, next.err = x.Documents(ctx, s.Kind, next.missing)
	}
	return next
}

// apart is a stretch whose documents have been taken apart.
type apart struct {
	stretch
	texts []text
}

// ahead reads a kind from one place to its end: each stretch is taken apart while the next one is read.
type ahead struct {
	stretches chan (<-chan apart)
	stop      context.CancelFunc
}

func (x *Index) readAhead(ctx context.Context, s Source, from building) *ahead {
	ctx, stop := context.WithCancel(ctx)
	a := &ahead{make(chan (<-chan apart), 1), stop}
	go func() {
		defer close(a.stretches)
		for {
			next, done := x.stretch(ctx, s, from), make(chan apart, 1)
			go func() { done <- apart{next, textsOf(next.documents)} }()
			select {
			case a.stretches <- done:
			case <-ctx.Done():
				return
			}
			if next.err != nil || next.to.Done {
				return
			}
			from = next.to
		}
	}()
	return a
}

// next gives the stretch after a place: the one that was read ahead, unless another replica has gone on meanwhile.
func (w *worker) next(ctx context.Context, s Source, from building) apart {
	if w.ahead != nil {
		if done, ok := <-w.ahead.stretches; ok {
			if next := <-done; next.err == nil && next.from == from {
				return next
			}
		}
		w.ahead.stop()
	}
	w.ahead = w.x.readAhead(ctx, s, from)
	done, ok := <-w.ahead.stretches
	if !ok {
		return apart{stretch: stretch{err: context.Cause(ctx)}}
	}
	return <-done
}

// stop ends what is being read ahead.
func (w *worker) stop() {
	if w.ahead != nil {
		w.ahead.stop()
	}
}

// build writes the documents of the next objects that have none, from the newest on. A document that is there
// already has been written by a change and is left.
func (w *worker) build(ctx context.Context, s Source) (worked bool, err error) {
	b := building{Kind: s.Kind}
	err = w.x.db.Read(ctx).NewSelect().Model(&b).WherePK().Scan(ctx)
	fresh := store.None(err)
	if err != nil && !fresh || b.Done {
		return false, err
	}
	next := w.next(ctx, s, b)
	if next.err != nil {
		return false, next.err
	}
	err = w.x.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := w.x.advance(ctx, tx, &b, &next.to, fresh); err != nil {
			return err
		}
		return w.x.write(ctx, tx, s.Kind, next.missing, next.texts, false)
	})
	if err == nil && w.progress != nil {
		w.progress(s.Kind, len(next.ids))
	}
	return true, err
}

// advance notes how far a kind has been gone through; errTaken when another replica has.
func (x *Index) advance(ctx context.Context, tx bun.Tx, from, to *building, fresh bool) error {
	if fresh {
		_, err := tx.NewInsert().Model(to).Exec(ctx)
		if store.IsDuplicate(err) {
			return errTaken
		}
		return err
	}
	q := tx.NewUpdate().Model(to).WherePK().Where("done = FALSE")
	if from.Before == "" {
		q = q.Where("before IS NULL")
	} else {
		q = q.Where("before = ?", from.Before)
	}
	result, err := q.Exec(ctx)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, errTaken)
	}
	return nil
}

func (x *Index) missing(ctx context.Context, kind string, ids []string) ([]string, error) {
	there, err := x.numbers(ctx, x.db.Read(ctx), kind, ids)
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { _, ok := there[id]; return ok }), err
}
