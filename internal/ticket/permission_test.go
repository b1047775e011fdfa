package ticket_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

// outcome names what an operation answered.
func outcome(err error) string {
	var f *fault.Error
	switch {
	case err == nil:
		return "ok"
	case errors.As(err, &f):
		return string(f.Code)
	}
	return err.Error()
}

func TestWhoMayDoWhat(t *testing.T) {
	d := newDesk(t, "sqlite://"+storetest.SQLitePath(t))
	urgent := d.everyonesMacro()
	operations := map[string]func(ctx context.Context, id, h string) error{
		"read":  func(ctx context.Context, id, _ string) error { _, err := d.Get(ctx, id); return err },
		"note":  func(ctx context.Context, id, _ string) error { _, err := d.Note(ctx, id, "x"); return err },
		"reply": func(ctx context.Context, id, _ string) error { _, err := d.Reply(ctx, id, "x"); return err },
		"run a macro": func(ctx context.Context, id, _ string) error {
			return d.RunMacro(ctx, id, ticket.MacroRun{PhraseID: urgent}, "")
		},
		"be present": func(ctx context.Context, id, _ string) error { _, err := d.Present(ctx, id, "w", "view"); return err },
		"keep a draft": func(ctx context.Context, id, _ string) error {
			_, err := d.SaveDraft(ctx, "note", id, "x", 0)
			return err
		},
		"template": func(ctx context.Context, _, _ string) error {
			_, err := d.SaveTemplate(ctx, ticket.Template{Category: "nonsense"})
			if fault.Is(err, fault.NotFound) {
				return nil // let in; there is no such category
			}
			return err
		},
		"hand off": func(ctx context.Context, id, _ string) error {
			_, err := d.HandOff(ctx, id, ticket.Request{UnitIDs: []string{d.units["space"]}, Links: []string{"space"}, Request: "x"})
			return err
		},
		"accept": func(ctx context.Context, _, h string) error { _, _, err := d.AcceptHandoff(ctx, h, 0); return err },
		"urge":   func(ctx context.Context, _, h string) error { _, _, err := d.Urge(ctx, h, ""); return err },
		"file": func(ctx context.Context, _, _ string) error {
			_, err := d.File(ctx, ticket.Intake{Kind: "fault", Subject: "x", Description: "x", Channel: "phone"}, "")
			return err
		},
		"rules": func(ctx context.Context, _, _ string) error {
			_, err := d.SaveCalendar(ctx, ticket.Calendar{Code: "office"})
			if fault.Is(err, fault.Invalid) {
				return nil // let in; the calendar itself is wrong
			}
			return err
		},
		"merge": func(ctx context.Context, id, _ string) error {
			_, err := d.Merge(ctx, d.fault("lin"), ticket.Merging{Into: id, OtherCustomer: true, Reason: "x"})
			return err
		},
		"unmerge": func(ctx context.Context, id, _ string) error {
			merged := d.fault("lin")
			_, err := d.Merge(d.as("lin"), merged, ticket.Merging{Into: id, OtherCustomer: true, Reason: "x"})
			ok(t, err)
			_, err = d.Unmerge(ctx, merged, "x", 0)
			return err
		},
		"split": func(ctx context.Context, id, _ string) error {
			_, err := d.Split(ctx, id, ticket.Splitting{Kind: "fault", Subject: "x", Description: "x"}, "")
			return err
		},
		"tag": func(ctx context.Context, id, _ string) error {
			_, err := d.Tag(ctx, id, []string{"x"}, nil)
			return err
		},
		"watch a ticket": func(ctx context.Context, id, _ string) error { return d.WatchTicket(ctx, id) },
		"add watcher": func(ctx context.Context, id, _ string) error {
			_, err := d.AddWatcher(ctx, id, d.actors["zhou"].StaffID)
			return err
		},
		"remove watcher": func(ctx context.Context, id, _ string) error {
			_, err := d.RemoveWatcher(ctx, id, d.actors["zhou"].StaffID)
			return err
		},
		"flow": func(ctx context.Context, _, _ string) error {
			_, err := d.Flow(ctx, ticket.FlowFilter{Source: "xingfu"})
			return err
		},
		"watch": func(ctx context.Context, _, _ string) error { _, err := d.WatchUnits(ctx, ""); return err },
		"share": func(ctx context.Context, _, _ string) error {
			_, _, err := d.PreviewShare(ctx, ticket.Share{FromID: d.actors["lin"].StaffID})
			return err
		},
		"bulk": func(ctx context.Context, id, _ string) error {
			_, _, err := d.PreviewBulk(ctx, ticket.Filter{}, ticket.BulkOrder{Action: "note", IDs: []string{id}, Text: "x"})
			return err
		},
	}
	want := map[string]map[string]string{
		"lin":       {"read": "ok", "note": "ok", "reply": "ok", "hand off": "ok", "accept": "forbidden", "urge": "ok", "file": "ok", "rules": "forbidden", "flow": "forbidden", "run a macro": "ok", "be present": "ok", "keep a draft": "ok", "template": "forbidden", "watch": "forbidden", "share": "forbidden", "bulk": "ok", "merge": "ok", "unmerge": "ok", "split": "ok", "tag": "ok", "add watcher": "ok", "remove watcher": "ok", "watch a ticket": "ok"},
		"zhou":      {"read": "ok", "note": "ok", "reply": "ok", "hand off": "ok", "accept": "forbidden", "urge": "ok", "file": "ok", "rules": "forbidden", "flow": "forbidden", "run a macro": "ok", "be present": "ok", "keep a draft": "ok", "template": "forbidden", "watch": "forbidden", "share": "forbidden", "bulk": "ok", "merge": "ok", "unmerge": "ok", "split": "ok", "tag": "ok", "add watcher": "ok", "remove watcher": "ok", "watch a ticket": "ok"},
		"wu":        {"read": "not_found", "note": "not_found", "reply": "not_found", "hand off": "not_found", "accept": "not_found", "urge": "not_found", "file": "ok", "rules": "forbidden", "flow": "forbidden", "run a macro": "not_found", "be present": "not_found", "keep a draft": "not_found", "template": "forbidden", "watch": "forbidden", "share": "forbidden", "bulk": "ok", "merge": "not_found", "unmerge": "not_found", "split": "not_found", "tag": "not_found", "add watcher": "not_found", "remove watcher": "not_found", "watch a ticket": "not_found"},
		"gao":       {"read": "ok", "note": "ok", "reply": "forbidden", "hand off": "forbidden", "accept": "ok", "urge": "forbidden", "file": "forbidden", "rules": "forbidden", "flow": "forbidden", "run a macro": "forbidden", "be present": "ok", "keep a draft": "ok", "template": "forbidden", "watch": "forbidden", "share": "forbidden", "bulk": "ok", "merge": "not_found", "unmerge": "not_found", "split": "forbidden", "tag": "ok", "add watcher": "forbidden", "remove watcher": "forbidden", "watch a ticket": "ok"},
		"su":        {"read": "not_found", "note": "not_found", "reply": "not_found", "hand off": "not_found", "accept": "not_found", "urge": "not_found", "file": "forbidden", "rules": "forbidden", "flow": "forbidden", "run a macro": "not_found", "be present": "not_found", "keep a draft": "not_found", "template": "forbidden", "watch": "forbidden", "share": "forbidden", "bulk": "ok", "merge": "not_found", "unmerge": "not_found", "split": "not_found", "tag": "not_found", "add watcher": "not_found", "remove watcher": "not_found", "watch a ticket": "not_found"},
		"netchief":  {"read": "ok", "note": "ok", "reply": "forbidden", "hand off": "forbidden", "accept": "ok", "urge": "forbidden", "file": "ok", "rules": "forbidden", "flow": "ok", "run a macro": "forbidden", "be present": "ok", "keep a draft": "ok", "template": "forbidden", "watch": "ok", "share": "ok", "bulk": "ok", "merge": "not_found", "unmerge": "not_found", "split": "forbidden", "tag": "ok", "add watcher": "forbidden", "remove watcher": "forbidden", "watch a ticket": "ok"},
		"provchief": {"read": "not_found", "note": "not_found", "reply": "not_found", "hand off": "not_found", "accept": "not_found", "urge": "not_found", "file": "ok", "rules": "forbidden", "flow": "ok", "run a macro": "not_found", "be present": "not_found", "keep a draft": "not_found", "template": "forbidden", "watch": "ok", "share": "ok", "bulk": "ok", "merge": "not_found", "unmerge": "not_found", "split": "not_found", "tag": "not_found", "add watcher": "not_found", "remove watcher": "not_found", "watch a ticket": "not_found"},
		"chief":     {"read": "ok", "note": "ok", "reply": "ok", "hand off": "ok", "accept": "ok", "urge": "ok", "file": "ok", "rules": "forbidden", "flow": "ok", "run a macro": "ok", "be present": "ok", "keep a draft": "ok", "template": "forbidden", "watch": "ok", "share": "ok", "bulk": "ok", "merge": "ok", "unmerge": "ok", "split": "ok", "tag": "ok", "add watcher": "ok", "remove watcher": "ok", "watch a ticket": "ok"},
		"admin":     {"read": "ok", "note": "forbidden", "reply": "forbidden", "hand off": "forbidden", "accept": "forbidden", "urge": "forbidden", "file": "forbidden", "rules": "ok", "flow": "ok", "run a macro": "forbidden", "be present": "ok", "keep a draft": "ok", "template": "ok", "watch": "forbidden", "share": "forbidden", "bulk": "ok", "merge": "forbidden", "unmerge": "forbidden", "split": "forbidden", "tag": "forbidden", "add watcher": "forbidden", "remove watcher": "forbidden", "watch a ticket": "ok"},
		"auditor":   {"read": "ok", "note": "forbidden", "reply": "forbidden", "hand off": "forbidden", "accept": "forbidden", "urge": "forbidden", "file": "forbidden", "rules": "forbidden", "flow": "ok", "run a macro": "forbidden", "be present": "ok", "keep a draft": "ok", "template": "forbidden", "watch": "forbidden", "share": "forbidden", "bulk": "ok", "merge": "forbidden", "unmerge": "forbidden", "split": "forbidden", "tag": "forbidden", "add watcher": "forbidden", "remove watcher": "forbidden", "watch a ticket": "ok"},
	}
	got := map[string]map[string]string{}
	for who := range want {
		got[who] = map[string]string{}
		for name, do := range operations {
			id := d.fault("lin")
			h := d.hand("lin", id, "gateway", "gateway")
			got[who][name] = outcome(do(d.as(who), id, h))
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// everyonesMacro is a macro that all are offered: it makes a matter urgent.
func (d *desk) everyonesMacro() string {
	d.t.Helper()
	p, err := d.SavePhrase(d.as("admin"), "", ticket.PhraseInput{Scope: "all", Name: "加急", Actions: ticket.Actions{Priority: "urgent"}})
	ok(d.t, err)
	return p.ID
}

// somewhere files tickets that different people may see, in several states.
func (d *desk) somewhere() []string {
	d.t.Helper()
	var all []string
	for i := range 4 {
		for _, by := range []string{"lin", "wu"} {
			id := d.fault(by)
			all = append(all, id)
			d.later(7 * time.Minute)
			for j, unit := range []string{"gateway", "space", "field"} {
				if (i+j)%3 == 0 {
					d.hand(by, id, unit, map[string]string{"gateway": "gateway", "space": "space", "field": "antenna"}[unit])
				}
			}
		}
	}
	_, err := d.Offer(d.as("lin"), all[0], d.actors["wu"].StaffID, "x", 0)
	ok(d.t, err)
	return all
}

func TestListsShowExactlyWhatOneMayOpen(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		all := d.somewhere()
		for who := range d.actors {
			if who == "" {
				continue
			}
			var may []string
			for _, id := range all {
				if _, err := d.Get(d.as(who), id); err == nil {
					may = append(may, id)
				}
			}
			slices.Sort(may)
			for _, sort := range []string{"due", "created", "-created", "updated", "-updated", "number", "-number"} {
				for _, limit := range []int{1, 3, 50} {
					if diff := cmp.Diff(may, d.walk(who, sort, limit)); diff != "" {
						t.Errorf("%s by %s, %d a page: %s", who, sort, limit, diff)
					}
				}
			}
			n, _, err := d.Count(d.as(who), ticket.Filter{})
			if ok(t, err); n != len(may) {
				t.Errorf("%s counts %d tickets and may open %d", who, n, len(may))
			}
		}
	})
}

// walk pages through a person's whole list and gives the tickets, sorted by identifier. None comes twice.
func (d *desk) walk(who, sort string, limit int) []string {
	d.t.Helper()
	var seen []string
	for cursor := ""; ; {
		rows, next, err := d.List(d.as(who), ticket.Filter{}, ticket.Paging{Sort: sort, Limit: limit, Cursor: cursor})
		ok(d.t, err)
		for _, r := range rows {
			seen = append(seen, r.ID)
		}
		if cursor = next; cursor == "" {
			slices.Sort(seen)
			return seen
		}
	}
}

func TestAnInboxShowsOnlyItsUnits(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		d.somewhere()
		want := map[string][]string{"gao": {"gateway"}, "su": {"space"}, "netchief": {"gateway", "space"}, "fang": {"field"}, "provchief": {"field"}}
		for who, units := range want {
			seen, due := map[string]bool{}, time.Time{}
			for cursor := ""; ; {
				rows, next, err := d.Inbox(d.as(who), ticket.InboxFilter{Status: "sent,accepted", Limit: 2, Cursor: cursor})
				ok(t, err)
				for _, r := range rows {
					seen[r.Unit] = true
					if r.Accept.DueAt.Before(due) {
						t.Errorf("%s: %v comes after %v", who, r.Accept.DueAt, due)
					}
					due = *r.Accept.DueAt
				}
				if cursor = next; cursor == "" {
					break
				}
			}
			if diff := cmp.Diff(units, slices.Sorted(maps.Keys(seen))); diff != "" {
				t.Errorf("%s: %s", who, diff)
			}
		}
	})
}
