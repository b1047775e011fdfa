package audit

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/syslog"
)

// Feed sends the log to a syslog collector, each entry once and in order. What waits is the log itself, and the database
// knows how far it has come: a collector that is away, or a restart, loses nothing. Any number of replicas may run a
// feed: one of them sends. Only a process that is killed between sending and noting it sends a few entries again.
type Feed struct {
	log    *Log
	target *syslog.Target
	header syslog.Message // what is the same in all messages
	pen    int
	owner  string // this replica

	conn  *syslog.Conn
	count int64 // how many messages this process has sent
	sent  int64 // the last entry that has left, also where that could not be noted
}

// NewFeed makes a feed to a collector. Without a private enterprise number of the operator's own the messages have only
// the structured data that RFC 5424 itself names: any other would pass for somebody's.
func NewFeed(log *Log, target *syslog.Target, pen int, version string) *Feed {
	host, _ := os.Hostname() // nothing: the collector knows the address
	f := &Feed{log: log, target: target, pen: pen, owner: host + "/" + store.Secret(6)}
	f.header = syslog.Message{Host: host, App: "xingfu", Process: strconv.Itoa(os.Getpid()),
		Data: map[string]map[string]string{"origin": {"software": "xingfu", "swVersion": version}}}
	return f
}

const (
	feedPage  = 100
	feedEvery = time.Second
	feedWaits = time.Minute // the longest pause between tries
	feedLease = 30 * time.Second
	feedSends = 20 * time.Second // a page has left by then, or is given back: well before another replica may send
	// feedStuck is how long an entry may wait before the feed counts as stuck.
	feedStuck = 15 * time.Minute
)

// feedRow is how far the feed has come.
type feedRow struct {
	bun.BaseModel `bun:"table:audit_feed"`

	ID     int `bun:",pk"`
	Seq    int64
	Owner  string
	Until  time.Time
	Error  string
	SentAt time.Time // when the last one has left; before the first, when the feed began
}

// Run sends what there is and what comes, until ctx ends.
func (f *Feed) Run(ctx context.Context) {
	defer f.stop()
	pause := feedEvery
	for {
		n, err := f.Send(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			slog.Warn("the audit log could not be sent to the syslog collector", "collector", f.target.String(), "error", err)
			pause = min(2*pause, feedWaits)
		case n == feedPage:
			pause = 0
		default:
			pause = feedEvery
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
		pause = max(pause, feedEvery)
	}
}

// Send sends some of what waits, and tells how many entries have left: none while another replica sends.
func (f *Feed) Send(ctx context.Context) (int, error) {
	waits, err := f.waits(ctx)
	if err != nil || !waits {
		return 0, err
	}
	began := time.Now()
	row, err := f.claim(ctx)
	if err != nil || row == nil {
		f.hangUp()
		return 0, err
	}
	page, err := f.log.Page(ctx, row.Seq, feedPage)
	if err != nil {
		return 0, err
	}
	n, failure := f.sendAll(ctx, page, began.Add(feedSends))
	if failure != nil {
		f.hangUp()
	}
	if n > 0 {
		f.sent = page[n-1].Seq
	}
	return n, errors.Join(failure, f.note(context.WithoutCancel(ctx), row, f.sent, failure))
}

// waits tells whether there is an entry that has not left, without writing anything.
func (f *Feed) waits(ctx context.Context) (bool, error) {
	s, err := f.State(ctx)
	return s.Waiting > 0, err
}

// claim takes the feed for a while; nil while another replica has it.
func (f *Feed) claim(ctx context.Context) (*feedRow, error) {
	row := &feedRow{ID: 1}
	err := f.log.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		at := now.From(ctx)
		if _, err := tx.NewInsert().Model(&feedRow{ID: 1, Until: at, SentAt: at}).On("CONFLICT (id) DO NOTHING").Exec(ctx); err != nil {
			return err
		}
		if err := f.log.db.Lock(tx.NewSelect().Model(row).WherePK()).Scan(ctx); err != nil {
			return err
		}
		if row.Owner != f.owner && row.Until.After(at) {
			row = nil
			return nil
		}
		if row.Owner != f.owner { // what another has sent since is in the row
			f.sent = 0
		}
		row.Seq, row.Owner, row.Until = max(row.Seq, f.sent), f.owner, at.Add(feedLease)
		_, err := tx.NewUpdate().Model(row).Column("seq", "owner", "until").WherePK().Exec(ctx)
		return err
	})
	return row, err
}

// note keeps how far the feed has come, unless another replica has taken it meanwhile.
func (f *Feed) note(ctx context.Context, row *feedRow, seq int64, failure error) error {
	row.Error = ""
	if failure != nil {
		row.Error = failure.Error()
	}
	if seq > row.Seq {
		row.Seq, row.SentAt = seq, now.From(ctx)
	}
	return f.log.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.NewUpdate().Model(row).Column("seq", "error", "sent_at").WherePK().Where("owner = ?", f.owner).Exec(ctx)
		return err
	})
}

// sendAll sends entries until a moment, and tells how many have left.
func (f *Feed) sendAll(ctx context.Context, page []Entry, until time.Time) (n int, err error) {
	if f.conn == nil {
		if f.conn, err = f.target.Dial(ctx); err != nil {
			return 0, err
		}
	}
	for i := range page {
		if ctx.Err() != nil || time.Now().After(until) {
			return i, nil
		}
		message, err := f.message(&page[i])
		if err != nil {
			return i, err
		}
		if err := f.conn.Send(message, until); err != nil {
			return i, err
		}
		f.count++
	}
	return len(page), nil
}

// message writes an entry for the collector. Its text is the entry as `xingfu audit export` has it, so that the chain can
// be followed there too.
func (f *Feed) message(e *Entry) (string, error) {
	text, err := json.Marshal(e)
	if err != nil {
		return "", err
	}
	if most := f.target.Most(); most > 0 && len(text) > most { // the database has all of it
		short := *e
		short.Detail = ""
		if text, err = json.Marshal(&short); err != nil {
			return "", err
		}
	}
	m := f.header
	m.Priority, m.At, m.ID, m.Text = syslog.AuditNotice, e.At, messageID(e.Action), string(text)
	if strings.HasSuffix(e.Action, ".failed") {
		m.Priority = syslog.AuditWarning
	}
	// The sequence of RFC 5424, 7.3.1, is that of what this process has sent: it begins with 1 and wraps.
	m.Data = map[string]map[string]string{"origin": f.header.Data["origin"], "meta": {"sequenceId": strconv.FormatInt(f.count%2147483647+1, 10)}}
	if f.pen > 0 {
		m.Data["audit@"+strconv.Itoa(f.pen)] = map[string]string{"seq": strconv.FormatInt(e.Seq, 10), "actor": e.Actor, "via": string(e.Via),
			"address": e.Address, "object": e.Object, "objectId": e.ObjectID, "hash": e.Hash}
	}
	return m.Format()
}

// messageID is an action as a header takes it: 32 printable characters at the most.
func messageID(action string) string {
	printable := strings.Map(func(r rune) rune {
		if r <= ' ' || r > '~' {
			return '.'
		}
		return r
	}, action)
	return printable[:min(len(printable), 32)]
}

func (f *Feed) hangUp() {
	if f.conn != nil {
		_ = f.conn.Close()
		f.conn = nil
	}
}

// stop lets another replica send at once.
func (f *Feed) stop() {
	f.hangUp()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	err := f.log.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.NewUpdate().Model((*feedRow)(nil)).Set("until = ?", now.From(ctx)).Where("id = 1 AND owner = ?", f.owner).Exec(ctx)
		return err
	})
	if err != nil { // it passes by itself
		slog.Warn("the feed of the audit log could not be given back", "error", err)
	}
}

// FeedState says how the feed does.
type FeedState struct {
	Waiting int64         // entries that the collector does not have
	Late    time.Duration // for how long the oldest of them waits
	Idle    time.Duration // for how long none has left
	Error   string        // why the last try failed
}

// Stuck tells whether the feed stands still: an entry has waited for longer than it should, and none has left meanwhile.
func (s FeedState) Stuck() bool { return s.Late > feedStuck && s.Idle > feedStuck }

// State looks how the feed does.
func (f *Feed) State(ctx context.Context) (FeedState, error) {
	db, at := f.log.db.Read(ctx), now.From(ctx)
	row := feedRow{SentAt: at}
	if err := db.NewSelect().Model(&row).Where("id = 1").Scan(ctx); err != nil && !store.None(err) {
		return FeedState{}, err
	}
	head, err := f.log.Head(ctx)
	if err != nil || head.Seq <= row.Seq {
		return FeedState{}, err
	}
	s := FeedState{Waiting: head.Seq - row.Seq, Error: row.Error, Idle: at.Sub(row.SentAt)}
	next, err := f.log.Page(ctx, row.Seq, 1)
	if len(next) > 0 {
		s.Late = at.Sub(next[0].At)
	}
	return s, err
}
