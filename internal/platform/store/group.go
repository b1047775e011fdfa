package store

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/uptrace/bun"
)

// groupMost is how many transactions share a commit at the most.
const groupMost = 64

// group lets transactions that wait for SQLite's one writer share a commit: each runs by itself, one after
// the other, and is told to have happened only when the commit of all has reached the disk.
type group struct {
	db      *bun.DB
	file    *file
	mu      sync.Mutex
	leading bool
	waiting []*job
}

// job is one transaction of a group.
type job struct {
	ctx    context.Context
	run    func(ctx context.Context, tx bun.Tx) error
	done   chan struct{} // closed when it has ended
	lead   chan struct{} // closed when it is its turn to run the next group
	err    error
	thrown any // what it panicked with
}

// do runs f in a transaction that is committed when f returns nil.
func (g *group) do(ctx context.Context, f func(ctx context.Context, tx bun.Tx) error) error {
	// A statement that is broken off would take the whole group's transaction with it.
	j := &job{ctx: context.WithoutCancel(ctx), run: f, done: make(chan struct{}), lead: make(chan struct{})}
	if err := ctx.Err(); err != nil {
		return err
	}
	g.mu.Lock()
	g.waiting = append(g.waiting, j)
	lead := !g.leading
	g.leading = true
	g.mu.Unlock()
	if lead {
		close(j.lead)
	}
	select {
	case <-j.lead:
		g.runNext()
	case <-j.done:
	}
	if j.thrown != nil {
		panic(j.thrown)
	}
	return j.err
}

// runNext runs those who wait now, of whom the caller is the first, and lets the next one lead.
func (g *group) runNext() {
	g.mu.Lock()
	n := min(len(g.waiting), groupMost)
	jobs := g.waiting[:n:n]
	g.waiting = g.waiting[n:]
	g.mu.Unlock()
	err := errBrokenOff
	defer func() { g.handOver(jobs, err) }()
	err = g.runAll(jobs)
}

// errBrokenOff is told when a goroutine ends in the middle of a group.
var errBrokenOff = errors.New("the group of transactions was broken off")

// handOver tells the jobs that they have ended, all with err unless it is nil, and lets the next lead.
func (g *group) handOver(jobs []*job, err error) {
	for _, j := range jobs {
		if j.err == nil {
			j.err = err
		}
		close(j.done)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.leading = len(g.waiting) > 0; g.leading {
		close(g.waiting[0].lead)
	}
}

// runAll runs jobs in one transaction. Its error is one that undid them all.
func (g *group) runAll(jobs []*job) error {
	ctx := context.WithoutCancel(jobs[0].ctx)
	if err := g.file.check(); err != nil {
		return err
	}
	tx, err := g.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if len(jobs) == 1 {
		if jobs[0].call(tx); jobs[0].failed() {
			return nil
		}
		return tx.Commit()
	}
	for _, j := range jobs {
		if _, err := tx.ExecContext(ctx, "SAVEPOINT job"); err != nil {
			return fmt.Errorf("begin a transaction of a group: %w", err)
		}
		j.call(tx)
		end := "RELEASE job"
		if j.failed() {
			end = "ROLLBACK TO job; RELEASE job"
		}
		if _, err := tx.ExecContext(ctx, end); err != nil { // the engine has undone the whole transaction
			return fmt.Errorf("end a transaction of a group: %w", err)
		}
	}
	return tx.Commit()
}

// call runs the job, and keeps a panic for the goroutine whose it is.
func (j *job) call(tx bun.Tx) {
	defer func() { j.thrown = recover() }()
	j.err = j.run(j.ctx, tx)
}

func (j *job) failed() bool { return j.err != nil || j.thrown != nil }
