// Package audit keeps the append-only, hash-chained log of who did what to the system itself:
// log-ins, rights, rules, what was taken out of it. What is done on tickets stands in their own events.
package audit

import (
	"context"
	"encoding/json"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Entry is one line of the log.
type Entry struct {
	bun.BaseModel `bun:"table:audit"`

	Seq      int64     `bun:",pk" json:"seq" doc:"Its number: 1 is the first, and none is left out."`
	At       time.Time `json:"at"`
	ActorID  string    `bun:",nullzero" json:"actorId"`
	Actor    string    `json:"actor"`
	Via      Via       `json:"via" enum:",session,token,command,program,portal" doc:"How it was done; empty in entries of old."`
	Means    string    `json:"means" doc:"The name of the token, or the account on the machine that gave the command."`
	Address  string    `json:"address" doc:"From where the request came."`
	Action   string    `json:"action"`
	Object   string    `json:"object"`
	ObjectID string    `json:"objectId"`
	Detail   string    `json:"detail" doc:"JSON, as it was hashed."`
	Version  int       `bun:"hash_version" json:"hashVersion" doc:"How the hash is made; 1 in entries of old."`
	Hash     string    `json:"hash"`
}

// Log is the audit log in the database.
type Log struct {
	db      *store.DB
	actions []Action
}

// New gives the log in db. The actions are those that it has words for.
func New(db *store.DB, actions ...Action) *Log { return &Log{db, actions} }

// Who is the person that acts; both are empty for the program itself.
type Who struct{ ID, Name string }

// Via is how an act came about.
type Via string

// The ways.
const (
	Session Via = "session"
	Token   Via = "token"   // an API token
	Command Via = "command" // a command on the machine
	Program Via = "program" // the program itself, also for what somebody had asked for before
	Portal  Via = "portal"
)

// Caller is how and from where an act comes. Every entry keeps that of its context.
type Caller struct {
	Via     Via
	Address string
	Means   func(context.Context) (string, error) // names the token or the account; asked only when something is written
}

type callerKey struct{}

// By gives a context in which c calls.
func By(ctx context.Context, c Caller) context.Context { return context.WithValue(ctx, callerKey{}, c) }

// callerOf gives who calls in ctx; where nobody does it is the program.
func callerOf(ctx context.Context) Caller {
	if c, ok := ctx.Value(callerKey{}).(Caller); ok {
		return c
	}
	return Caller{Via: Program}
}

// Write appends an entry in the transaction of ctx, so that it stands exactly when the act stands.
func (l *Log) Write(ctx context.Context, who Who, action, object, objectID string, detail any) error {
	text, err := json.Marshal(detail)
	if err != nil {
		return err
	}
	return l.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		caller, means := callerOf(ctx), ""
		if caller.Means != nil {
			if means, err = caller.Means(ctx); err != nil {
				return err
			}
		}
		head, err := l.Hold(ctx)
		if err != nil {
			return err
		}
		e := Entry{Seq: head.Seq + 1, At: now.From(ctx), ActorID: who.ID, Actor: who.Name, Via: caller.Via, Means: means,
			Address: caller.Address, Action: action, Object: object, ObjectID: objectID, Detail: string(text), Version: hashVersion}
		e.Hash = e.sum(head.Hash)
		if _, err := tx.NewInsert().Model(&e).Exec(ctx); err != nil {
			return err
		}
		_, err = tx.NewUpdate().Table("audit_head").Set("seq = ?", e.Seq).Set("hash = ?", e.Hash).Where("id = 1").Exec(ctx)
		return err
	})
}

// Hold gives where the log ends and lets nobody write into it until the transaction of ctx has ended.
func (l *Log) Hold(ctx context.Context) (Head, error) {
	var head Head
	q := l.db.Read(ctx).NewSelect().Table("audit_head").Column("seq", "hash").Where("id = 1")
	return head, l.db.Lock(q).Scan(ctx, &head)
}
