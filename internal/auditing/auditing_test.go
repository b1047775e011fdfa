package auditing_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/auditing"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/jobs"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/live"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/sheet"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// house is an operator with people, whose audit log holds what they did.
type house struct {
	*auditing.Service
	t      *testing.T
	db     *store.DB
	log    *audit.Log
	org    *org.Service
	queue  *jobs.Queue
	actors map[string]*org.Actor
	asked  int // how often somebody has asked for something: each time a second later
}

var monday = time.Date(2026, 11, 23, 9, 0, 0, 0, time.FixedZone("", 8*3600))

// said are actions as a package of the business names its own.
var said = []audit.Action{
	{Code: "tickets.exported", Group: audit.Exports, Name: lang.Text{Zh: "导出工单", En: "Tickets exported"}, Says: lang.Text{Zh: "导出了 {tickets} 张工单", En: "exported {tickets} tickets"}},
	{Code: "policy.saved", Group: audit.Rules, Name: lang.Text{Zh: "保存时限策略", En: "Policy saved"}, Says: lang.Text{Zh: "保存了时限策略「{object}」", En: "saved the policy “{object}”"}},
}

func newHouse(t *testing.T, url string) *house {
	t.Helper()
	db, err := store.Open(t.Context(), url)
	ok(t, err)
	t.Cleanup(func() { _ = db.Close() })
	_, err = db.Migrate(t.Context())
	ok(t, err)
	bus, err := live.Open("")
	ok(t, err)
	t.Cleanup(bus.Close)
	log := audit.New(db, slices.Concat(audit.Audited, org.Audited, said)...)
	h := &house{t: t, db: db, log: log, org: org.New(db, log, bus), queue: jobs.New(db), actors: map[string]*org.Actor{}}
	h.Service = auditing.New(db, log, h.org, h.queue, nil)
	ctx := org.AsProgram(now.At(t.Context(), monday.Add(-24*time.Hour)))
	root, err := h.org.AddUnit(ctx, org.NewUnit{Name: "总部", Kind: org.Headquarters})
	ok(t, err)
	for name, role := range map[string]org.Role{"王敏": org.FrontDesk, "林": org.Admin, "审": org.Auditor} {
		p, err := h.org.AddStaff(ctx, org.NewStaff{Login: "u" + string(role), Name: name, UnitID: root.ID, Posts: []org.NewPost{{Role: role, UnitID: root.ID, Scope: org.ScopeAll}}})
		ok(t, err)
		h.actors[name], err = h.org.Actor(ctx, p.ID)
		ok(t, err)
	}
	return h
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (h *house) as(name string) context.Context {
	h.asked++
	at := monday.Add(time.Hour + time.Duration(h.asked)*time.Second)
	return lang.With(org.With(now.At(h.t.Context(), at), h.actors[name]), lang.Chinese)
}

// did writes an entry: so many minutes after Monday nine o'clock.
func (h *house) did(minute int, name string, caller audit.Caller, action, object, id string, detail any) {
	h.t.Helper()
	ctx := audit.By(now.At(h.t.Context(), monday.Add(time.Duration(minute)*time.Minute)), caller)
	ok(h.t, h.log.Write(ctx, audit.Who{ID: h.actors[name].StaffID, Name: name}, action, object, id, detail))
}

var (
	bySession = audit.Caller{Via: audit.Session, Address: "10.1.2.3"}
	byToken   = audit.Caller{Via: audit.Token, Address: "10.9.9.9", Means: func(context.Context) (string, error) { return "报表", nil }}
)

// sentences reads all pages of a list.
func (h *house) sentences(f auditing.Filter, limit int) []string {
	h.t.Helper()
	var all []string
	for cursor := ""; ; {
		page, err := h.List(h.as("审"), f, cursor, limit)
		ok(h.t, err)
		if len(page.Items) > limit {
			h.t.Fatalf("%d lines on a page of %d", len(page.Items), limit)
		}
		for _, l := range page.Items {
			all = append(all, l.Actor+l.Says)
		}
		if cursor = page.NextCursor; cursor == "" {
			return all
		}
	}
}

func TestWhoDidWhatIsFound(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		wang := h.actors["王敏"]
		h.did(0, "王敏", bySession, "login", "staff", wang.StaffID, struct{}{})
		h.did(1, "王敏", bySession, "tickets.exported", "tickets", "", map[string]any{"tickets": 128, "list": "status=active"})
		h.did(2, "林", byToken, "tickets.exported", "tickets", "", map[string]any{"tickets": 7, "list": `q="100%"`})
		h.did(2, "林", bySession, "policy.saved", "policy", "p1", audit.Change{Name: lang.Text{Zh: "海上", En: "At sea"}, Before: map[string]int{"respond": 15, "finish": 1}, After: map[string]int{"respond": 30, "finish": 1}})
		h.did(3, "林", bySession, "staff.changed", "staff", wang.StaffID, struct{}{})
		h.did(4, "王敏", bySession, "new.kind", "thing", "x", struct{}{})
		all := []string{"王敏做了其他操作", "林修改了王敏的账号", "林保存了时限策略「海上」", "林导出了 7 张工单", "王敏导出了 128 张工单", "王敏登录了系统"}
		since := auditing.Filter{From: monday}
		for name, c := range map[string]struct {
			f    func(*auditing.Filter)
			want []string
		}{
			"all":                    {func(*auditing.Filter) {}, all},
			"a person":               {func(f *auditing.Filter) { f.Actor = wang.StaffID }, []string{all[0], all[4], all[5]}},
			"who exported what":      {func(f *auditing.Filter) { f.Group = audit.Exports }, []string{all[3], all[4]}},
			"one action":             {func(f *auditing.Filter) { f.Action = "login" }, all[5:]},
			"several actions":        {func(f *auditing.Filter) { f.Action = "login,policy.saved,staff.changed" }, []string{all[1], all[2], all[5]}},
			"several of a person":    {func(f *auditing.Filter) { f.Action, f.Actor = "login,tickets.exported", wang.StaffID }, []string{all[4], all[5]}},
			"an action of a group":   {func(f *auditing.Filter) { f.Group, f.Action = audit.Sessions, "login,policy.saved" }, all[5:]},
			"what was done to whom":  {func(f *auditing.Filter) { f.Object, f.ObjectID = "staff", wang.StaffID }, []string{all[1], all[5]}},
			"a sort of thing":        {func(f *auditing.Filter) { f.Object = "policy" }, all[2:3]},
			"by tokens":              {func(f *auditing.Filter) { f.Via = audit.Token }, all[3:4]},
			"from an address":        {func(f *auditing.Filter) { f.Address = " 10.9.9.9 " }, all[3:4]},
			"a text":                 {func(f *auditing.Filter) { f.Text = "STATUS=active" }, all[4:5]},
			"a text with a quote":    {func(f *auditing.Filter) { f.Text = `q="100%"` }, all[3:4]},
			"a text that is nowhere": {func(f *auditing.Filter) { f.Text = "100_" }, nil},
			"Chinese":                {func(f *auditing.Filter) { f.Text = "海上" }, all[2:3]},
			"a time":                 {func(f *auditing.Filter) { f.From, f.To = monday.Add(time.Minute), monday.Add(3*time.Minute) }, all[2:5]},
			"all at once": {func(f *auditing.Filter) {
				f.Group, f.Via, f.Text, f.To = audit.Exports, audit.Session, "128", monday.Add(time.Hour)
			}, all[4:5]},
		} {
			f := since
			c.f(&f)
			for _, limit := range []int{1, 2, 50} {
				if diff := cmp.Diff(c.want, h.sentences(f, limit)); diff != "" {
					t.Errorf("%s, %d a page (-want +got):\n%s", name, limit, diff)
				}
			}
		}
		page, err := h.List(lang.With(h.as("审"), lang.English), since, "", 4)
		ok(t, err)
		got := page.Items[2]
		want := auditing.Line{Entry: audit.Entry{Seq: got.Seq, At: monday.Add(2 * time.Minute).UTC(), ActorID: h.actors["林"].StaffID, Actor: "林", Via: audit.Session, Address: "10.1.2.3",
			Action: "policy.saved", Object: "policy", ObjectID: "p1", Detail: `{"zh":"海上","en":"At sea","before":{"respond":15},"after":{"respond":30}}`, Version: 2, Hash: got.Hash},
			Says: "saved the policy “At sea”", ObjectName: "At sea"}
		if diff := cmp.Diff(want, got, cmp.FilterPath(func(p cmp.Path) bool { return strings.HasSuffix(p.String(), "BaseModel") }, cmp.Ignore())); diff != "" {
			t.Error(diff)
		}
		if means := page.Items[3].Means; means != "报表" {
			t.Errorf("by the token %q", means)
		}
	})
}

func TestOnlyAuditorsSeeTheLog(t *testing.T) {
	h := newHouse(t, "sqlite://"+storetest.SQLitePath(t))
	for name, want := range map[string]fault.Code{"审": "", "林": fault.Forbidden, "王敏": fault.Forbidden} {
		ctx := h.as(name)
		_, list := h.List(ctx, auditing.Filter{}, "", 10)
		_, export := h.Export(ctx, auditing.Filter{})
		_, check := h.StartCheck(ctx, "")
		_, state := h.State(ctx)
		_, actions := h.Actions(ctx)
		for what, err := range map[string]error{"list": list, "export": export, "check": check, "state": state, "actions": actions} {
			if want == "" && err != nil || want != "" && !fault.Is(err, want) {
				t.Errorf("%s, %s: %v", name, what, err)
			}
		}
	}
}

func TestAWrongFilterIsRefused(t *testing.T) {
	h := newHouse(t, "sqlite://"+storetest.SQLitePath(t))
	for field, f := range map[string]auditing.Filter{
		"actor": {Actor: "x"}, "to": {From: monday, To: monday}, "group": {Group: audit.Exports, Action: "login"},
	} {
		_, err := h.List(h.as("审"), f, "", 10)
		var wrong *fault.Error
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", field, err)
			continue
		}
		if wrong, _ = err.(*fault.Error); wrong.Field != field {
			t.Errorf("%s is called %s", field, wrong.Field)
		}
	}
	for _, cursor := range []string{"x", store.Cursor("a"), store.Cursor("a", "b"), store.Cursor("2026-11-23T00:00:00Z", "b")} {
		if _, err := h.List(h.as("审"), auditing.Filter{}, cursor, 10); !fault.Is(err, fault.Invalid) {
			t.Errorf("cursor %s: %v", cursor, err)
		}
	}
	if _, err := h.StartCheck(h.as("审"), "12"); !fault.Is(err, fault.Invalid) {
		t.Error(err)
	}
}

func TestTheLogIsTakenOutAsATable(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		h.did(1, "王敏", bySession, "tickets.exported", "tickets", "", map[string]any{"tickets": 128, "list": "=1+1"})
		h.did(2, "王敏", bySession, "policy.saved", "policy", "p1", audit.Change{Name: lang.Text{Zh: "=HYPERLINK(1)"}})
		e, err := h.Export(h.as("审"), auditing.Filter{From: monday, Actor: h.actors["王敏"].StaffID})
		ok(t, err)
		var b bytes.Buffer
		ok(t, e.Write(h.as("审"), &b, sheet.CSV))
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff"))).ReadAll()
		ok(t, err)
		if len(rows) != 3 || rows[1][5] != "'=HYPERLINK(1)" || rows[2][4] != "导出了 128 张工单" || rows[2][1] != "2026-11-23 09:01" || rows[2][6] != "会话" {
			t.Errorf("the table: %q", rows)
		}
		b.Reset()
		ok(t, e.Write(lang.With(h.as("审"), lang.English), &b, sheet.XLSX))
		if b.Len() < 1000 {
			t.Error("no workbook")
		}
		newest, err := h.List(h.as("审"), auditing.Filter{Group: audit.Exports}, "", 1)
		ok(t, err)
		if got := newest.Items[0]; got.Says != "导出了 2 条审计记录" || !strings.Contains(got.Detail, "from=2026-11-23T01") {
			t.Errorf("that it was taken out is noted as %s %s", got.Says, got.Detail)
		}
	})
}

func TestACheckRunsInTheBackground(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		state, err := h.State(h.as("审"))
		ok(t, err)
		if state.Check != nil || state.Head.Seq != 4 {
			t.Errorf("before: %+v", state)
		}
		noted := state.Head
		asked, err := h.StartCheck(h.as("审"), noted.String())
		ok(t, err)
		again, err := h.StartCheck(h.as("审"), "")
		ok(t, err)
		if asked.ID != again.ID || asked.EndedAt != nil || asked.By != "审" {
			t.Errorf("asked for %+v, and again %+v", asked, again)
		}
		ended := h.checked()
		want := &audit.Report{OK: true, Entries: 5, Head: ended.Report.Head, Noted: &noted, Problems: []audit.Problem{}}
		if diff := cmp.Diff(want, ended.Report); diff != "" || ended.Done != 5 || ended.Of != 5 {
			t.Errorf("%d of %d: %s", ended.Done, ended.Of, diff)
		}
		h.forge("UPDATE audit SET actor = 'x' WHERE seq = 3")
		_, err = h.StartCheck(h.as("审"), "")
		ok(t, err)
		report := h.checked().Report
		if report.OK || len(report.Problems) != 1 || report.Problems[0].Seq != 3 || !strings.Contains(report.Problems[0].Detail, "第 3 条") {
			t.Errorf("a changed entry: %+v", report)
		}
	})
}

// checked lets the queue work until the last check has ended.
func (h *house) checked() *auditing.CheckView {
	h.t.Helper()
	ctx, cancel := context.WithCancel(h.t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); h.queue.Run(ctx) }()
	defer func() { cancel(); <-ended }()
	for range 300 {
		state, err := h.State(h.as("审"))
		ok(h.t, err)
		if state.Check != nil && state.Check.EndedAt != nil {
			return state.Check
		}
		time.Sleep(50 * time.Millisecond)
	}
	h.t.Fatal("the check does not end")
	return nil
}

// forge changes the log as one with all rights on the database could.
func (h *house) forge(change string) {
	h.t.Helper()
	drops := []string{"DROP TRIGGER audit_not_changed", "DROP TRIGGER audit_not_removed"}
	if h.db.Engine == store.Postgres {
		drops = []string{"DROP TRIGGER audit_append_only ON audit"}
	}
	for _, statement := range append(drops, change) {
		ok(h.t, h.db.Write(h.t.Context(), func(ctx context.Context, tx bun.Tx) error {
			_, err := tx.NewRaw(statement).Exec(ctx)
			return err
		}))
	}
}

func TestEveryActionHasItsWords(t *testing.T) {
	h := newHouse(t, "sqlite://"+storetest.SQLitePath(t))
	v, err := h.Actions(h.as("审"))
	ok(t, err)
	if len(v.Actions) != len(audit.Audited)+len(org.Audited)+2 || len(v.Groups) == 0 || v.Groups[0].Code != audit.Exports {
		t.Errorf("%d actions in %v", len(v.Actions), v.Groups)
	}
}
