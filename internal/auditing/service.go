package auditing

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/jobs"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Service is what one can do with the audit log. All of it needs audit.read.
type Service struct {
	db    *store.DB
	log   *audit.Log
	org   *org.Service
	queue *jobs.Queue
	feed  *audit.Feed
}

// New makes the service. Without a feed the log is sent nowhere.
func New(db *store.DB, log *audit.Log, o *org.Service, q *jobs.Queue, feed *audit.Feed) *Service {
	s := &Service{db: db, log: log, org: o, queue: q, feed: feed}
	jobs.Handle(q, "audit-check", s.runCheck)
	return s
}

// Actions lists what is audited, with its words.
func (s *Service) Actions(ctx context.Context) (ActionsView, error) {
	v := ActionsView{Groups: []GroupView{}, Actions: []ActionView{}}
	if _, err := org.Need(ctx, org.AuditRead); err != nil {
		return v, err
	}
	for _, a := range s.log.Actions() {
		v.Actions = append(v.Actions, ActionView(a))
	}
	for _, g := range audit.GroupNames {
		if len(s.log.InGroup(g.Group)) > 0 {
			v.Groups = append(v.Groups, GroupView{g.Group, g.Name})
		}
	}
	return v, nil
}

// chosen reads the filter of an address.
func (s *Service) chosen(f Filter) (audit.Filter, error) {
	out := audit.Filter{From: f.From, To: f.To, ActorID: f.Actor, Object: f.Object, ObjectID: f.ObjectID, Via: f.Via, Address: strings.TrimSpace(f.Address), Text: strings.TrimSpace(f.Text)}
	if f.Actor != "" {
		if err := store.CheckIDs("actor", f.Actor); err != nil {
			return out, err
		}
	}
	if !f.From.IsZero() && !f.To.IsZero() && !f.From.Before(f.To) {
		return out, fault.Bad("to", "结束时间应在开始时间之后。", "The end lies before the beginning.")
	}
	if f.Action != "" {
		out.Actions = strings.Split(f.Action, ",")
	}
	if f.Group == "" {
		return out, nil
	}
	within := s.log.InGroup(f.Group)
	if len(out.Actions) > 0 {
		within = slices.DeleteFunc(within, func(code string) bool { return !slices.Contains(out.Actions, code) })
	}
	if out.Actions = within; len(within) == 0 {
		return out, fault.Bad("group", "这一类里没有要找的操作。", "No such action is in this group.")
	}
	return out, nil
}

// List gives entries, newest first.
func (s *Service) List(ctx context.Context, f Filter, cursor string, limit int) (httpx.Items[Line], error) {
	list := httpx.List[Line](nil)
	if _, err := org.Need(ctx, org.AuditRead); err != nil {
		return list, err
	}
	chosen, err := s.chosen(f)
	if err != nil {
		return list, err
	}
	after, err := readPlace(cursor)
	if err != nil {
		return list, err
	}
	entries, next, err := s.log.Find(ctx, chosen, after, limit)
	if err != nil {
		return list, err
	}
	if next != nil {
		list.NextCursor = store.Cursor(next.At.UTC().Format(time.RFC3339Nano), strconv.FormatInt(next.Seq, 10))
	}
	list.Items, err = s.lines(ctx, entries)
	return list, err
}

func readPlace(cursor string) (*audit.Place, error) {
	values, err := store.ReadCursor(cursor, 2)
	if err != nil || values == nil {
		return nil, err
	}
	at, wrong := time.Parse(time.RFC3339Nano, values[0])
	seq, odd := strconv.ParseInt(values[1], 10, 64)
	if wrong != nil || odd != nil {
		return nil, fault.Bad("cursor", "分页位置无效，请从第一页重新开始。", "This cursor is not valid; start again from the first page.")
	}
	return &audit.Place{At: at, Seq: seq}, nil
}

// lines puts entries into words. The names of people and units are asked for at once; other things bear theirs in the
// entry.
func (s *Service) lines(ctx context.Context, entries []audit.Entry) ([]Line, error) {
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return nil, err
	}
	var people []string
	for _, e := range entries {
		if e.Object == "staff" && store.IsID(e.ObjectID) {
			people = append(people, e.ObjectID)
		}
	}
	slices.Sort(people)
	names, err := s.org.Names(ctx, slices.Compact(people))
	if err != nil {
		return nil, err
	}
	in := lang.Of(ctx)
	lines := make([]Line, len(entries))
	for i := range entries {
		e := &entries[i]
		name := names[e.ObjectID]
		if e.Object == "unit" {
			name = tree.Name(e.ObjectID)
		}
		if name == "" {
			name = e.ObjectName().In(in)
		}
		lines[i] = Line{Entry: *e, Says: s.log.Sentence(e, name, in), ObjectName: name}
	}
	return lines, nil
}
