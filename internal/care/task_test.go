package care_test

import (
	"testing"

	"github.com/xingfu/xingfu/internal/care"
	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

func is[T any](value T) *T { return &value }

// told gives the kinds of what a person was told, the latest first.
func (h *house) told(login string) []string {
	h.t.Helper()
	rows, _, err := h.tickets.Notifications(h.as(login), false, 50)
	ok(h.t, err)
	var list []string
	for _, r := range rows {
		list = append(list, r.Kind)
	}
	return list
}

// owed gives the words of the tasks that a filter finds for a person, in their order.
func (h *house) owed(login string, f care.TaskFilter) []string {
	h.t.Helper()
	var list []string
	for cursor := ""; ; {
		rows, next, err := h.Tasks(h.as(login), f, care.Paging{Limit: 2, Cursor: cursor})
		ok(h.t, err)
		for _, r := range rows {
			list = append(list, r.Words)
		}
		if cursor = next; next == "" {
			return list
		}
	}
}

func same(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %v, want %v", what, got, want)
		return
	}
	for i := range got {
		if got[i] != want[i] {
			t.Errorf("%s: %v, want %v", what, got, want)
			return
		}
	}
}

// A need that is raised in a call is owed an answer by the account manager, who is told; when he has answered, whoever
// recorded it is told.
func TestANeedRaisedInACallIsOwedAnAnswer(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		c := h.client("远汐渔业")
		made, err := h.AddTask(h.as("lin"), care.NewTask{Ticket: h.fault("lin", c.ID).Number, Kind: care.Need, Words: "想给三条船加装宽带"})
		ok(t, err)
		if made.Customer.Name != "远汐渔业" || made.Channel != "phone" || made.Number == "" || made.Owner.Name != "mei" || made.UnitID != h.units["zj"] || made.DueOn != "2026-04-20" || made.Recorder.Name != "lin" {
			t.Errorf("%+v", made)
		}
		same(t, "mei is told", h.told("mei"), "care.owed")
		same(t, "mei owes", h.owed("mei", care.TaskFilter{Who: "mine", State: "open"}), "想给三条船加装宽带")
		h.later(8)
		ok(t, h.Round(h.program()))
		ok(t, h.Round(h.program()))
		same(t, "mei is told of it once it is late", h.told("mei"), "care.late", "care.owed")
		same(t, "overdue", h.owed("tao", care.TaskFilter{Who: "unit", Due: "overdue"}), "想给三条船加装宽带")
		_, err = h.ChangeTask(h.as("mei"), made.ID, care.TaskChange{State: is(care.Done), Version: 1})
		refused(t, err, fault.Invalid, "result")
		_, err = h.ChangeTask(h.as("mei"), made.ID, care.TaskChange{State: is(care.Won), Result: is("好"), Version: 1})
		refused(t, err, fault.Invalid, "state")
		done, err := h.ChangeTask(h.as("mei"), made.ID, care.TaskChange{State: is(care.Done), Result: is("已报价，每条船每月 800 元"), Version: 1})
		ok(t, err)
		if done.DoneOn != "2026-04-21" || done.Overdue || done.DoneBy != h.actors["mei"].StaffID {
			t.Errorf("%+v", done)
		}
		same(t, "lin is told", h.told("lin"), "care.answered")
		_, err = h.ChangeTask(h.as("mei"), made.ID, care.TaskChange{Words: is("x"), Version: 1})
		refused(t, err, fault.Conflict, "")
		got, err := h.Overview(h.as("lin"), c.ID)
		if ok(t, err); len(got.Tasks) != 1 || got.Tasks[0].Result == "" {
			t.Errorf("%+v", got.Tasks)
		}
	})
}

// Who may not see a customer sees nothing that is owed to him, can record nothing for him and is owed nothing by him;
// who only reads records nothing.
func TestWhatIsOwedKeepsToTheCustomersVisibility(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		c := h.client("远汐渔业")
		in := care.NewTask{CustomerID: c.ID, Kind: care.Opportunity, Words: "第二条专线"}
		made, err := h.AddTask(h.as("tao"), in)
		ok(t, err)
		same(t, "lin", h.owed("lin", care.TaskFilter{}), "第二条专线")
		same(t, "wu", h.owed("wu", care.TaskFilter{}))
		_, err = h.AddTask(h.as("wu"), in)
		refused(t, err, fault.Invalid, "customerId")
		_, err = h.ChangeTask(h.as("wu"), made.ID, care.TaskChange{Words: is("x"), Version: 1})
		refused(t, err, fault.NotFound, "")
		_, err = h.AddTask(h.as("auditor"), in)
		refused(t, err, fault.Forbidden, "")
		in.OwnerID = h.actors["wu"].StaffID
		_, err = h.AddTask(h.as("tao"), in)
		refused(t, err, fault.Invalid, "ownerId")
		_, err = h.ChangeTask(h.as("mei"), made.ID, care.TaskChange{State: is(care.Done), Result: is("x"), Version: 1})
		refused(t, err, fault.Invalid, "state")
		won, err := h.ChangeTask(h.as("mei"), made.ID, care.TaskChange{State: is(care.Won), Result: is("签了两年"), Version: 1})
		ok(t, err)
		open, err := h.ChangeTask(h.as("mei"), made.ID, care.TaskChange{State: is(care.Open), OwnerID: is(h.actors["tao"].StaffID), Version: won.Version})
		if ok(t, err); open.Result != "" || open.Owner.Name != "tao" {
			t.Errorf("%+v", open)
		}
		for field, wrong := range map[string]care.NewTask{
			"words": {CustomerID: c.ID, Kind: care.Need}, "kind": {CustomerID: c.ID, Kind: "fun", Words: "x"},
			"dueOn": {CustomerID: c.ID, Kind: care.Need, Words: "x", DueOn: "soon"}, "channel": {CustomerID: c.ID, Kind: care.Need, Words: "x", Channel: "dream"},
			"ticket": {Ticket: "20260101-000001", Kind: care.Need, Words: "x"},
		} {
			_, err := h.AddTask(h.as("lin"), wrong)
			refused(t, err, fault.Invalid, field)
		}
	})
}

// The list goes through all pages in the order of the days, and a merged customer's tasks go with him.
func TestTasksAreListedByTheirDays(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		c, other := h.client("远汐渔业"), h.client("远汐渔业公司", func(in *customer.NewCustomer) { in.Phone = "13900000002" })
		for i, day := range []string{"2026-05-03", "2026-05-01", "2026-05-02"} {
			_, err := h.AddTask(h.as("mei"), care.NewTask{CustomerID: c.ID, Kind: "typhoon", Words: string(rune('a' + i)), DueOn: day})
			ok(t, err)
		}
		same(t, "by days", h.owed("mei", care.TaskFilter{Who: "mine"}), "b", "c", "a")
		same(t, "of another unit", h.owed("lin", care.TaskFilter{Unit: h.units["gd"]}))
		same(t, "of a kind", h.owed("lin", care.TaskFilter{Kind: "typhoon,fishing", Unit: h.units["hq"]}), "b", "c", "a")
		_, err := h.customers.MergeCustomer(h.program(), c.ID, customer.Merging{Into: other.ID, Reason: "同一家", Version: 1})
		ok(t, err)
		same(t, "of the one who goes on", h.owed("mei", care.TaskFilter{Customer: other.ID}), "b", "c", "a")
	})
}

// The operator names kinds of tasks of his own; the program's stay.
func TestTheOperatorNamesKindsOfTasks(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		c := h.client("远汐渔业")
		_, err := h.SaveKind(h.as("admin"), care.Kind{Code: "spring", Zh: "春检", Active: true})
		ok(t, err)
		_, err = h.AddTask(h.as("mei"), care.NewTask{CustomerID: c.ID, Kind: "spring", Words: "春检"})
		ok(t, err)
		_, err = h.SaveKind(h.as("admin"), care.Kind{Code: "spring", Zh: "春检", Active: true})
		refused(t, err, fault.Invalid, "version")
		_, err = h.SaveKind(h.as("admin"), care.Kind{Code: "spring", Zh: "春检", Active: false, Version: 1})
		ok(t, err)
		_, err = h.AddTask(h.as("mei"), care.NewTask{CustomerID: c.ID, Kind: "spring", Words: "春检"})
		refused(t, err, fault.Invalid, "kind")
		_, err = h.SaveKind(h.as("admin"), care.Kind{Code: care.Need, Zh: "x"})
		refused(t, err, fault.Invalid, "code")
		_, err = h.SaveKind(h.as("mei"), care.Kind{Code: "x", Zh: "x"})
		refused(t, err, fault.Forbidden, "")
	})
}

// A visit is planned, made with a result, or cancelled for a reason, and is seen on the customer's screen.
func TestAVisitIsPlannedAndMade(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url)
		c := h.client("远汐渔业")
		site, err := h.customers.AddSite(org.AsProgram(h.as("mei")), c.ID, customer.Site{Name: "沈家门", Area: "sea"})
		ok(t, err)
		v, err := h.AddVisit(h.as("mei"), c.ID, care.VisitFields{SiteID: &site.ID, Day: is("2026-04-15"), Purpose: is("看新船")})
		ok(t, err)
		if v.State != "planned" || v.Site.Name != "沈家门" || v.Staff.Name != "mei" {
			t.Errorf("%+v", v)
		}
		_, err = h.ChangeVisit(h.as("mei"), v.ID, care.VisitFields{State: is("made"), Result: is("去过了")}, 1)
		refused(t, err, fault.Invalid, "day")
		h.later(2)
		_, err = h.ChangeVisit(h.as("mei"), v.ID, care.VisitFields{State: is("made")}, 1)
		refused(t, err, fault.Invalid, "result")
		_, err = h.ChangeVisit(h.as("wu"), v.ID, care.VisitFields{State: is("made"), Result: is("x")}, 1)
		refused(t, err, fault.NotFound, "")
		_, err = h.ChangeVisit(h.as("fang"), v.ID, care.VisitFields{State: is("made"), Result: is("x")}, 1)
		refused(t, err, fault.NotFound, "") // he is of the province, but sees only what his team works on
		_, err = h.ChangeVisit(h.as("mei"), v.ID, care.VisitFields{State: is("made"), Result: is("加装两台")}, 1)
		ok(t, err)
		got, err := h.Overview(h.as("lin"), c.ID)
		if ok(t, err); len(got.Visits) != 1 || got.Visits[0].Result != "加装两台" {
			t.Errorf("%+v", got.Visits)
		}
		list, _, err := h.Visits(h.as("wu"), care.VisitFilter{}, care.Paging{Limit: 10})
		if ok(t, err); len(list) != 0 {
			t.Errorf("wu sees %+v", list)
		}
		other := h.client("别家", func(in *customer.NewCustomer) { in.Phone = "13900000003" })
		_, err = h.AddVisit(h.as("mei"), other.ID, care.VisitFields{SiteID: &site.ID, Purpose: is("x")})
		refused(t, err, fault.Invalid, "siteId")
	})
}
