package identity_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/identity"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/live"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/secret"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

const (
	card  = "11010519491231002X"
	code  = "91350100M000100Y43"
	other = "440524188001010014"
)

// house is headquarters with two provinces: a front desk in each, a supervisor and an auditor who see all.
type house struct {
	*identity.Service
	customers *customer.Service
	org       *org.Service
	audit     *audit.Log
	t         *testing.T
	db        *store.DB
	at        time.Time
	units     map[string]string
	actors    map[string]*org.Actor
	mails     []string // who was told what
}

func newHouse(t *testing.T, address string) *house {
	t.Helper()
	db, err := store.Open(t.Context(), address)
	ok(t, err)
	t.Cleanup(func() { _ = db.Close() })
	_, err = db.Migrate(t.Context())
	ok(t, err)
	bus, err := live.Open("")
	ok(t, err)
	t.Cleanup(bus.Close)
	keys, err := secret.New(bytes.Repeat([]byte{7}, 32))
	ok(t, err)
	log := audit.New(db, slices.Concat(customer.Audited, identity.Audited)...)
	o := org.New(db, log, bus)
	c := customer.New(db, o, log)
	h := &house{Service: identity.New(db, o, c, log, keys), customers: c, org: o, audit: log, t: t, db: db, at: time.Date(2026, 12, 1, 2, 0, 0, 0, time.UTC),
		units: map[string]string{}, actors: map[string]*org.Actor{}}
	h.Hotline = "400-000-1740"
	var one sync.Mutex
	h.Mail = func(_ context.Context, to, subject, _, _ string) error {
		one.Lock()
		defer one.Unlock()
		h.mails = append(h.mails, to+" "+subject)
		return nil
	}
	for _, u := range [][3]string{{"hq", "", "headquarters"}, {"zj", "hq", "province"}, {"gd", "hq", "province"}} {
		made, err := o.AddUnit(h.program(), org.NewUnit{Name: u[0], ParentID: h.units[u[1]], Kind: org.UnitKind(u[2])})
		ok(t, err)
		h.units[u[0]] = made.ID
	}
	for login, post := range map[string]org.NewPost{
		"zhe": {Role: org.FrontDesk, UnitID: h.units["zj"], Scope: org.ScopeSubtree}, "yue": {Role: org.FrontDesk, UnitID: h.units["gd"], Scope: org.ScopeUnit},
		"chief": {Role: org.Supervisor, UnitID: h.units["hq"], Scope: org.ScopeAll}, "audit": {Role: org.Auditor, UnitID: h.units["hq"], Scope: org.ScopeAll},
		"admin": {Role: org.Admin, UnitID: h.units["hq"], Scope: org.ScopeAll},
	} {
		p, err := o.AddStaff(h.program(), org.NewStaff{Login: login + "1", Name: login, UnitID: post.UnitID, Posts: []org.NewPost{post}})
		ok(t, err)
		h.actors[login], err = o.Actor(h.program(), p.ID)
		ok(t, err)
	}
	_, err = c.SavePlan(h.program(), customer.Plan{Code: "月租", Zh: "月租", Product: "mobile", Active: true}, true)
	ok(t, err)
	return h
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wants(t *testing.T, err error, code fault.Code, field string) {
	t.Helper()
	if !fault.Is(err, code) {
		t.Fatalf("the error is %v, not %s", err, code)
	}
	if f := err.(*fault.Error).Field; f != field {
		t.Errorf("the field is %q, not %q", f, field)
	}
}

func (h *house) program() context.Context { return now.At(org.AsProgram(h.t.Context()), h.at) }

func (h *house) as(login string) context.Context {
	return now.At(org.With(h.t.Context(), h.actors[login]), h.at)
}

// later lets days pass.
func (h *house) later(days int) { h.at = h.at.AddDate(0, 0, days) }

// person makes a customer of a unit with a subscription on a terminal; mail may be missing.
func (h *house) person(unit, name, kind, mail string) (*customer.Customer, *customer.Subscription) {
	h.t.Helper()
	c, err := h.customers.Add(h.program(), customer.NewCustomer{Name: name, Kind: kind, UnitID: h.units[unit]})
	ok(h.t, err)
	_, err = h.customers.AddContact(h.program(), c.ID, customer.Contact{Name: name, Phone: "13812345678", Email: mail, Main: true})
	ok(h.t, err)
	terminal, err := h.customers.AddTerminal(h.program(), c.ID, customer.Terminal{Product: "mobile", Serial: "SN-" + name})
	ok(h.t, err)
	b, err := h.customers.AddSubscription(h.program(), c.ID, customer.Subscription{Plan: "月租", TerminalID: terminal.ID})
	ok(h.t, err)
	return c, b
}

func idCard(number, until string) identity.NewEvidence {
	return identity.NewEvidence{Role: "holder", Kind: "resident-id", Number: number, Holder: "王海波", ValidUntil: until, Purpose: "新开户", How: "face"}
}

func (h *house) record(c *customer.Customer, in identity.NewEvidence) *identity.Evidence {
	h.t.Helper()
	e, err := h.Record(h.as("zhe"), c.ID, in)
	ok(h.t, err)
	return e
}

func (h *house) status(c *customer.Customer) identity.Status {
	h.t.Helper()
	sheet, err := h.Of(h.as("chief"), c.ID)
	ok(h.t, err)
	return sheet.Status
}

func (h *house) task(c *customer.Customer) identity.CheckView {
	h.t.Helper()
	sheet, err := h.Of(h.as("chief"), c.ID)
	ok(h.t, err)
	if len(sheet.Tasks) == 0 {
		h.t.Fatal("there is no check")
	}
	return sheet.Tasks[0]
}

func (h *house) take(login string, t identity.CheckView, step string) error {
	_, err := h.Take(h.as(login), t.ID, identity.NewStep{Step: step, Reason: "证件到期", Via: "phone", Version: h.version(t)})
	return err
}

func (h *house) version(t identity.CheckView) int64 {
	sheet, err := h.Of(h.as("chief"), t.CustomerID)
	ok(h.t, err)
	for _, one := range sheet.Tasks {
		if one.ID == t.ID {
			return one.Version
		}
	}
	return 0
}

func (h *house) subscription(b *customer.Subscription) string {
	h.t.Helper()
	now, err := h.customers.Subscription(h.as("chief"), b.ID)
	ok(h.t, err)
	return now.State
}

func TestADocumentIsCheckedRecordedAndShownMasked(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		c, _ := h.person("zj", "王海波", "person", "")
		if got := h.status(c); got.State != "missing" || !slices.Equal(got.Lacks, []string{"holder"}) {
			t.Errorf("before: %+v", got)
		}
		for field, in := range map[string]func(*identity.NewEvidence){
			"number":     func(in *identity.NewEvidence) { in.Number = "110105194912310021" },
			"kind":       func(in *identity.NewEvidence) { in.Kind, in.Number = "business-licence", code },
			"validUntil": func(in *identity.NewEvidence) { in.ValidUntil = "2026-11-30" },
			"dealer":     func(in *identity.NewEvidence) { in.How = "agent" },
			"cardUse":    func(in *identity.NewEvidence) { in.Card = "iot" },
			"purpose":    func(in *identity.NewEvidence) { in.Purpose = " " },
			"holder":     func(in *identity.NewEvidence) { in.Holder = "" },
			"role":       func(in *identity.NewEvidence) { in.Role = "" },
			"terminalId": func(in *identity.NewEvidence) { in.TerminalID = h.units["zj"] },
		} {
			wrong := idCard(card, "")
			in(&wrong)
			_, err := h.Record(h.as("zhe"), c.ID, wrong)
			wants(t, err, fault.Invalid, field)
		}
		_, err := h.Record(h.as("yue"), c.ID, idCard(card, ""))
		wants(t, err, fault.NotFound, "")
		_, err = h.Record(h.as("audit"), c.ID, idCard(card, ""))
		wants(t, err, fault.Forbidden, "")
		e := h.record(c, idCard("1101 0519 4912 3100 2x", "2030-01-01"))
		if e.NumberMask != "110***********002X" || e.UnitID != h.units["zj"] || e.CheckedByName != "zhe" {
			t.Errorf("recorded is %+v", e)
		}
		want := identity.Status{State: "checked", Lacks: []string{}, Until: "2030-01-01", Checked: "2026-12-01"}
		if diff := cmp.Diff(want, h.status(c)); diff != "" {
			t.Error(diff)
		}
		h.later(1)
		second := h.record(c, idCard(card, "2026-12-20"))
		sheet, err := h.Of(h.as("audit"), c.ID)
		ok(t, err)
		if len(sheet.Evidence) != 2 || sheet.Evidence[0].ID != second.ID || sheet.Evidence[1].EndedAt.IsZero() || sheet.Status.State != "expiring" {
			t.Errorf("the second takes the place of the first: %+v", sheet)
		}
		_, err = h.Withdraw(h.as("zhe"), second.ID, "登记错了客户")
		ok(t, err)
		if got := h.status(c).State; got != "missing" {
			t.Errorf("after withdrawing: %s", got)
		}
		_, err = h.Withdraw(h.as("zhe"), second.ID, "再来")
		wants(t, err, fault.Conflict, "")
	})
}

func TestAnOrganisationShowsItsLicenceAndWhoAnswersForIt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		c, b := h.person("zj", "海波渔业", "organisation", "")
		_, err := h.Record(h.as("zhe"), c.ID, idCard(card, ""))
		wants(t, err, fault.Invalid, "kind")
		h.record(c, identity.NewEvidence{Role: "holder", Kind: "business-licence", Number: code, Holder: "海波渔业", Purpose: "开户", How: "online", Card: "iot", CardUse: "浮标回传"})
		if got := h.status(c); got.State != "missing" || !slices.Equal(got.Lacks, []string{"responsible"}) {
			t.Errorf("without anybody responsible: %+v", got)
		}
		responsible := idCard(card, "")
		responsible.Role = "responsible"
		h.record(c, responsible)
		user := idCard(other, "")
		user.Role, user.TerminalID, user.How, user.Dealer = "user", b.TerminalID, "agent", "舟山渔通代理"
		h.record(c, user)
		if got := h.status(c); got.State != "checked" {
			t.Errorf("with licence and responsible person: %+v", got)
		}
	})
}

// Nobody is limited or suspended without notice, and before the day that he was told.
func TestSuspensionGoesByStepsAndNeverWithoutNotice(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		c, b := h.person("zj", "王海波", "person", "")
		_, err := h.Ask(h.as("zhe"), c.ID, identity.NewTask{Reason: "doubt", Note: "来电人与登记人不符", DueOn: "2026-12-05"})
		wants(t, err, fault.Invalid, "dueOn")
		_, err = h.Ask(h.as("zhe"), c.ID, identity.NewTask{Reason: "doubt", Note: "来电人与登记人不符"})
		ok(t, err)
		_, err = h.Ask(h.as("zhe"), c.ID, identity.NewTask{Reason: "missing", Note: "x"})
		wants(t, err, fault.Conflict, "")
		task := h.task(c)
		for _, step := range []string{"limit", "suspend", "restore"} {
			wants(t, h.take("chief", task, step), fault.Conflict, "")
		}
		_, err = h.Take(h.as("zhe"), task.ID, identity.NewStep{Step: "notice", Reason: "x", Via: "mail", Version: 1})
		wants(t, err, fault.Invalid, "via")
		_, err = h.Take(h.as("zhe"), task.ID, identity.NewStep{Step: "notice", Reason: "x", Version: 1})
		wants(t, err, fault.Invalid, "via")
		_, err = h.Take(h.as("yue"), task.ID, identity.NewStep{Step: "notice", Reason: "x", Via: "phone", Version: 1})
		wants(t, err, fault.NotFound, "")
		ok(t, h.take("zhe", task, "notice"))
		wants(t, h.take("zhe", task, "limit"), fault.Forbidden, "")
		wants(t, h.take("chief", task, "limit"), fault.Conflict, "") // 15 days have not passed
		h.later(15)
		wants(t, h.take("chief", task, "limit"), fault.Conflict, "") // on the last day he may still come
		h.later(1)
		wants(t, h.take("chief", task, "suspend"), fault.Conflict, "")
		ok(t, h.take("chief", task, "limit"))
		if got := h.subscription(b); got != "active" {
			t.Errorf("limited: %s", got)
		}
		wants(t, h.take("chief", task, "suspend"), fault.Conflict, "")
		h.later(15)
		ok(t, h.take("chief", task, "suspend"))
		if got := h.subscription(b); got != "suspended-identity" || h.status(c).State != "suspended" {
			t.Errorf("suspended: %s, %s", got, h.status(c).State)
		}
		_, err = h.customers.StepSubscription(h.as("chief"), b.ID, customer.Step{State: "active", Reason: "x", Version: 2})
		wants(t, err, fault.Conflict, "")
		h.later(1)
		ok(t, h.take("chief", task, "restore"))
		if got := h.subscription(b); got != "active" {
			t.Errorf("restored: %s", got)
		}
		wants(t, h.take("chief", task, "restore"), fault.Conflict, "")
		var told []string
		for _, step := range h.task(c).Steps {
			told = append(told, step.Step+" "+step.ByName+" "+step.Via)
		}
		if want := []string{"open zhe ", "notice zhe phone", "limit chief phone", "suspend chief phone", "restore chief phone"}; !slices.Equal(told, want) {
			t.Errorf("the steps are %v", told)
		}
		history, err := h.customers.SubscriptionHistory(h.as("chief"), b.ID)
		ok(t, err)
		if len(history) != 5 || history[0].Reason != "实名核验·恢复：证件到期" || history[1].State != "suspended-identity" {
			t.Errorf("the subscription's history is %+v", history)
		}
	})
}

// By hand nobody suspends for identity without the steps.
func TestSubscriptionsAreSuspendedForIdentityByTheStepsAlone(t *testing.T) {
	h := newHouse(t, "sqlite://"+storetest.SQLitePath(t))
	_, b := h.person("zj", "王海波", "person", "")
	_, err := h.customers.StepSubscription(h.as("chief"), b.ID, customer.Step{State: "suspended-identity", Reason: "x", Version: 1})
	wants(t, err, fault.Conflict, "")
}

// The rule opens a check before a document expires, and takes each step once when its day has come, telling the customer.
func TestTheRuleTakesEachStepOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		c, b := h.person("zj", "王海波", "person", "wang@example.cn")
		silent, quiet := h.person("zj", "无邮箱", "person", "")
		h.record(c, idCard(card, "2026-12-25"))
		h.record(silent, idCard(other, "2026-12-25"))
		turn := func() {
			t.Helper()
			var all sync.WaitGroup
			for range 3 { // replicas
				all.Go(func() {
					if err := h.Turn(now.At(t.Context(), h.at)); err != nil {
						t.Error(err)
					}
				})
			}
			all.Wait()
		}
		turn()
		if got := h.task(c); got.State != "open" || got.DueOn != "2026-12-25" || got.Reason != "expiry" {
			t.Errorf("the check is %+v", got)
		}
		rules := h.rulesNow()
		rules.Auto = true
		_, err := h.SetRules(h.as("chief"), rules)
		wants(t, err, fault.Forbidden, "")
		_, err = h.SetRules(h.as("admin"), rules)
		ok(t, err)
		for _, days := range []int{0, 24, 1, 14, 1, 30} {
			h.later(days)
			turn()
		}
		if diff := cmp.Diff([]string{"wang@example.cn 请在 2026-12-25 前完成实名核验", "wang@example.cn 您的业务已限制呼出，请完成实名核验", "wang@example.cn 您的业务已停机，核验后马上恢复"}, h.mails); diff != "" {
			t.Error(diff)
		}
		if h.subscription(b) != "suspended-identity" || h.subscription(quiet) != "active" || h.task(silent).State != "open" {
			t.Errorf("who cannot be told is suspended unheard of: %s, %s", h.subscription(quiet), h.task(silent).State)
		}
		h.record(c, idCard(card, "2040-01-01"))
		if h.subscription(b) != "active" || h.status(c).State != "checked" || h.task(c).State != "done" || len(h.mails) != 4 {
			t.Errorf("checked anew: %s, %+v, %v", h.subscription(b), h.task(c), h.mails)
		}
		turn()
		if len(h.mails) != 4 || h.task(c).State != "done" {
			t.Errorf("the rule goes on: %v", h.mails)
		}
	})
}

func (h *house) rulesNow() identity.Rules {
	c, _ := h.person("zj", "规则", "person", "")
	sheet, err := h.Of(h.as("admin"), c.ID)
	ok(h.t, err)
	return sheet.Rules
}

func TestChecksAreAskedAfterMonthsAndAfterATransfer(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		c, b := h.person("zj", "王海波", "person", "")
		to, _ := h.person("zj", "新机主", "person", "")
		h.record(c, idCard(card, ""))
		h.record(to, idCard(other, ""))
		rules := h.rulesNow()
		rules.Months = 6
		_, err := h.SetRules(h.as("admin"), rules)
		ok(t, err)
		_, err = h.SetRules(h.as("admin"), rules)
		wants(t, err, fault.Conflict, "")
		h.later(1)
		_, err = h.customers.MoveTerminal(h.as("zhe"), b.TerminalID, customer.Move{CustomerID: to.ID, Reason: "过户", Version: 1})
		ok(t, err)
		if got := h.task(to); got.Reason != "transfer" || got.TerminalID != b.TerminalID {
			t.Errorf("the check is %+v", got)
		}
		h.record(to, idCard(other, ""))
		if got := h.task(to); got.State != "done" {
			t.Errorf("after the new owner was checked: %+v", got)
		}
		h.later(200)
		ok(t, h.Turn(now.At(t.Context(), h.at)))
		if got := h.task(c); got.Reason != "periodic" || got.State != "open" {
			t.Errorf("the check is %+v", got)
		}
		waiting, _, err := h.List(h.as("zhe"), identity.Filter{}, customer.Paging{Limit: 1})
		ok(t, err)
		if len(waiting) != 1 || waiting[0].Customer.Name == "" || !waiting[0].Ripe {
			t.Errorf("the list is %+v", waiting)
		}
		none, _, err := h.List(h.as("yue"), identity.Filter{}, customer.Paging{Limit: 50})
		ok(t, err)
		if len(none) != 0 {
			t.Errorf("another province sees %+v", none)
		}
	})
}

func TestOneDocumentAtSeveralCustomersIsSeenAndMayBeRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		first, _ := h.person("zj", "一", "person", "")
		second, _ := h.person("zj", "二", "person", "")
		third, _ := h.person("gd", "三", "person", "")
		for _, c := range []*customer.Customer{first, second, third} {
			_, err := h.Record(h.as("chief"), c.ID, idCard(card, ""))
			ok(t, err)
		}
		sheet, err := h.Of(h.as("zhe"), first.ID)
		ok(t, err)
		if sheet.Shared != 2 || len(sheet.Others) != 1 || sheet.Others[0].Name != "二" {
			t.Errorf("others with the document: %d, %+v", sheet.Shared, sheet.Others)
		}
		rules := sheet.Rules
		rules.Most, rules.Refuse = 3, true
		_, err = h.SetRules(h.as("admin"), rules)
		ok(t, err)
		fourth, _ := h.person("zj", "四", "person", "")
		_, err = h.Record(h.as("zhe"), fourth.ID, idCard(card, ""))
		wants(t, err, fault.Conflict, "")
		h.record(fourth, idCard(other, ""))
		_, err = h.Record(h.as("chief"), third.ID, idCard(card, "2030-01-01"))
		ok(t, err) // who has it already may show it again
	})
}

// A number is read only by who may, for a reason; the log has that it was, and no number.
func TestANumberIsRevealedForAReasonAndNeverLogged(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		c, _ := h.person("zj", "王海波", "person", "")
		e := h.record(c, idCard(card, ""))
		ask := customer.Reveal{Of: "evidence", ID: e.ID, Field: "number", Why: "authority", Words: "公函 2026-17"}
		for who, code := range map[string]fault.Code{"zhe": fault.Forbidden, "audit": fault.Forbidden, "admin": fault.Forbidden} {
			_, err := h.customers.Reveal(h.as(who), ask)
			wants(t, err, code, "")
		}
		found, err := h.customers.Reveal(h.as("chief"), ask)
		ok(t, err)
		if found.Value != card {
			t.Errorf("revealed is %s", found.Value)
		}
		entries, _, err := h.audit.Find(t.Context(), audit.Filter{Actions: []string{"personal.revealed", "identity.recorded"}}, nil, 10)
		ok(t, err)
		if len(entries) != 2 {
			t.Fatalf("the log has %d entries", len(entries))
		}
		for _, entry := range entries {
			if strings.Contains(entry.Detail, card) {
				t.Errorf("the log has the number: %s", entry.Detail)
			}
		}
	})
}

// A merged customer's documents and checks go to the one who goes on, where their numbers still open.
func TestDocumentsGoOverWhenCustomersAreMerged(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		c, _ := h.person("zj", "王海波", "person", "")
		into, _ := h.person("zj", "王海波", "person", "")
		e := h.record(c, idCard(card, ""))
		_, err := h.customers.MergeCustomer(h.as("zhe"), c.ID, customer.Merging{Into: into.ID, Reason: "同一人", Version: 1})
		ok(t, err)
		if got := h.status(into); got.State != "checked" {
			t.Errorf("after the merge: %+v", got)
		}
		found, err := h.customers.Reveal(h.as("chief"), customer.Reveal{Of: "evidence", ID: e.ID, Field: "number", Why: "verify", Words: "x"})
		ok(t, err)
		if found.Value != card {
			t.Errorf("revealed is %s", found.Value)
		}
	})
}

// The number of a document stands nowhere in the files of the database.
func TestTheFileHoldsNoNumberInTheClear(t *testing.T) {
	path := storetest.SQLitePath(t)
	h := newHouse(t, "sqlite://"+path)
	c, _ := h.person("zj", "王海波可见的名字", "person", "")
	h.record(c, idCard(card, ""))
	h.record(c, idCard(other, ""))
	ok(t, h.db.Close())
	files, err := filepath.Glob(path + "*")
	ok(t, err)
	found := false
	for _, file := range files {
		content, err := os.ReadFile(file)
		ok(t, err)
		for _, number := range []string{card, other, card[:17], other[:17], card[6:17]} {
			if bytes.Contains(content, []byte(number)) {
				t.Errorf("%s holds %s", filepath.Base(file), number)
			}
		}
		found = found || bytes.Contains(content, []byte("王海波可见的名字"))
	}
	if !found {
		t.Error("the test looks in files that do not hold the data")
	}
}

// Without a key nothing is recorded, and the error says what to do.
func TestWithoutAKeyNoDocumentIsKept(t *testing.T) {
	h := newHouse(t, "sqlite://"+storetest.SQLitePath(t))
	c, _ := h.person("zj", "王海波", "person", "")
	keyless := identity.New(h.db, h.org, h.customers, h.audit, nil)
	_, err := keyless.Record(h.as("zhe"), c.ID, idCard(card, ""))
	wants(t, err, fault.Unavailable, "")
}
