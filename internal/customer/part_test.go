package customer_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

func ptr[T any](v T) *T { return &v }

// plan makes a plan that can be subscribed to.
func (h *house) plan(code, product string) {
	h.t.Helper()
	_, err := h.SavePlan(org.AsProgram(h.t.Context()), customer.Plan{Code: code, Zh: code, Product: product, Active: true}, true)
	ok(h.t, err)
}

// Whoever may see or change a customer may see or change his parts, and nobody else.
func TestPartsAreSeenAndChangedLikeTheirCustomer(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		h.plan("月租", "mobile")
		zj, gd := h.add("zj", "浙", "13900000001", "17400010001"), h.add("gd", "粤", "13900000003", "17400010003")
		program := org.AsProgram(t.Context())
		made := map[string][5]string{}
		for _, c := range []*customer.Customer{zj, gd} {
			site, err := h.AddSite(program, c.ID, customer.Site{Name: "站", Area: "sea"})
			ok(t, err)
			sub, err := h.AddSubscription(program, c.ID, customer.Subscription{Plan: "月租"})
			ok(t, err)
			contract, err := h.AddContract(program, c.ID, customer.Contract{Number: "HT-" + c.Name, StartsOn: "2026-01-01"})
			ok(t, err)
			d, err := h.Get(h.as("all"), c.ID)
			ok(t, err)
			made[c.ID] = [5]string{d.Contacts[0].ID, site.ID, d.Terminals[0].ID, sub.ID, contract.ID}
		}
		for who, units := range map[string]map[string][2]bool{ // sees, changes
			"all": {zj.ID: {true, true}, gd.ID: {true, true}}, "zhe": {zj.ID: {true, true}}, "yue": {gd.ID: {true, true}},
			"eng": {}, "audit": {zj.ID: {true, false}, gd.ID: {true, false}},
		} {
			ctx := h.as(who)
			var listed [5][]string
			f, p := customer.PartFilter{}, customer.Paging{Limit: 50}
			contacts, _, err := h.ListContacts(ctx, f, p)
			ok(t, err)
			sites, _, err := h.ListSites(ctx, f, p)
			ok(t, err)
			terminals, _, err := h.ListTerminals(ctx, f, p)
			ok(t, err)
			subs, _, err := h.ListSubscriptions(ctx, f, p)
			ok(t, err)
			contracts, _, err := h.ListContracts(ctx, f, p)
			ok(t, err)
			for _, x := range contacts {
				listed[0] = append(listed[0], x.ID)
			}
			for _, x := range sites {
				listed[1] = append(listed[1], x.ID)
			}
			for _, x := range terminals {
				listed[2] = append(listed[2], x.ID)
			}
			for _, x := range subs {
				listed[3] = append(listed[3], x.ID)
			}
			for _, x := range contracts {
				listed[4] = append(listed[4], x.ID)
			}
			for id, parts := range made {
				sees, changes := units[id][0], units[id][1]
				gets := []error{1: nil, 4: nil}
				_, gets[0] = h.Contact(ctx, parts[0])
				_, gets[1] = h.Site(ctx, parts[1])
				_, gets[2] = h.Terminal(ctx, parts[2])
				_, gets[3] = h.Subscription(ctx, parts[3])
				_, gets[4] = h.Contract(ctx, parts[4])
				version := func() []int64 {
					d, err := h.Get(h.as("all"), id)
					ok(t, err)
					return []int64{d.Contacts[0].Version, d.Sites[0].Version, d.Terminals[0].Version, d.Subscriptions[0].Version, d.Contracts[0].Version}
				}()
				changed := []error{1: nil, 4: nil}
				_, changed[0] = h.ChangeContact(ctx, parts[0], customer.ContactFields{Note: ptr(who)}, version[0])
				_, changed[1] = h.ChangeSite(ctx, parts[1], customer.SiteFields{Access: ptr(who)}, version[1])
				_, changed[2] = h.ChangeTerminal(ctx, parts[2], customer.TerminalFields{Modem: ptr(who)}, version[2])
				_, changed[3] = h.ChangeSubscription(ctx, parts[3], customer.SubscriptionFields{EndsOn: ptr("2027-01-01")}, version[3])
				_, changed[4] = h.ChangeContract(ctx, parts[4], customer.ContractFields{Note: ptr(who)}, version[4])
				for i := range parts {
					if slices.Contains(listed[i], parts[i]) != sees {
						t.Errorf("%s lists part %d: %v", who, i, !sees)
					}
					if (gets[i] == nil) != sees || gets[i] != nil && !fault.Is(gets[i], fault.NotFound) {
						t.Errorf("%s opens part %d: %v", who, i, gets[i])
					}
					if (changed[i] == nil) != changes || changed[i] != nil && !fault.Is(changed[i], fault.NotFound) && !fault.Is(changed[i], fault.Forbidden) {
						t.Errorf("%s changes part %d: %v", who, i, changed[i])
					}
				}
			}
		}
	})
}

func TestAPartIsNotChangedOverAnothersChange(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		c := h.add("zj", "甲", "13900000001", "17400010001")
		terminal := terminalOf(t, h, c.ID)
		_, err := h.ChangeTerminal(h.as("zhe"), terminal, customer.TerminalFields{Modem: ptr("DM-240")}, 0)
		wants(t, err, fault.Invalid, "version")
		_, err = h.ChangeTerminal(h.as("zhe"), terminal, customer.TerminalFields{Modem: ptr("DM-240")}, 1)
		ok(t, err)
		_, err = h.ChangeTerminal(h.as("zhe"), terminal, customer.TerminalFields{Modem: ptr("IM-600")}, 1)
		wants(t, err, fault.Conflict, "")
		got, err := h.Terminal(h.as("zhe"), terminal)
		ok(t, err)
		if got.Modem != "DM-240" || got.Version != 2 {
			t.Errorf("modem %s, version %d", got.Modem, got.Version)
		}
	})
}

func TestThereIsOneMainContact(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		c := h.add("zj", "甲", "13900000001", "")
		second, err := h.AddContact(h.as("zhe"), c.ID, customer.Contact{Name: "乙", Phone: "13900000009", Main: true})
		ok(t, err)
		d, err := h.Get(h.as("zhe"), c.ID)
		ok(t, err)
		if len(d.Contacts) != 2 || !d.Contacts[0].Main || d.Contacts[0].ID != second.ID || d.Contacts[1].Main {
			t.Errorf("%+v", d.Contacts)
		}
		_, err = h.ChangeContact(h.as("zhe"), second.ID, customer.ContactFields{Phone: ptr("13700000000")}, 1)
		ok(t, err)
		for phone, want := range map[string]int{"13900000009": 0, "13700000000": 1} {
			found, err := h.Callers(h.as("zhe"), phone)
			if ok(t, err); len(found) != want {
				t.Errorf("%s finds %d callers", phone, len(found))
			}
		}
		_, err = h.AddContact(h.as("zhe"), c.ID, customer.Contact{Name: "丙", Portal: "view"})
		wants(t, err, fault.Invalid, "portal")
		_, err = h.AddContact(h.as("zhe"), c.ID, customer.Contact{Name: "丙", Duties: []string{"cooking"}})
		wants(t, err, fault.Invalid, "duties")
		_, err = h.AddContact(h.as("zhe"), c.ID, customer.Contact{Name: "丙", Email: "wang@"})
		wants(t, err, fault.Invalid, "email")
	})
}

// A terminal that moves takes its numbers, history and subscriptions with it, and one needs both customers for it.
func TestATerminalMovesAndIsSwapped(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		h.plan("月租", "mobile")
		a, b, other := h.add("zj", "甲", "", "17400010001"), h.add("field", "乙", "", ""), h.add("gd", "丙", "", "")
		id, ctx := terminalOf(t, h, a.ID), h.as("zhe")
		sub, err := h.AddSubscription(ctx, a.ID, customer.Subscription{Plan: "月租", TerminalID: id})
		ok(t, err)
		site, err := h.AddSite(ctx, b.ID, customer.Site{Name: "新站", Area: "rural"})
		ok(t, err)
		_, err = h.MoveTerminal(ctx, id, customer.Move{CustomerID: b.ID, Version: 1})
		wants(t, err, fault.Invalid, "reason")
		_, err = h.MoveTerminal(ctx, id, customer.Move{CustomerID: other.ID, Reason: "过户", Version: 1})
		wants(t, err, fault.Invalid, "customerId")
		_, err = h.MoveTerminal(ctx, id, customer.Move{SiteID: site.ID, Reason: "搬家", Version: 1})
		wants(t, err, fault.Invalid, "siteId")
		moved, err := h.MoveTerminal(ctx, id, customer.Move{CustomerID: b.ID, SiteID: site.ID, Reason: "过户给乙", Version: 1})
		ok(t, err)
		if moved.CustomerID != b.ID || moved.SiteID != site.ID {
			t.Errorf("%+v", moved)
		}
		went, err := h.Subscription(ctx, sub.ID)
		if ok(t, err); went.CustomerID != b.ID {
			t.Error("the subscription stayed")
		}
		found, err := h.Callers(ctx, "17400010001")
		if ok(t, err); len(found) != 1 || found[0].Customer.ID != b.ID {
			t.Errorf("its number finds %+v", found)
		}
		_, err = h.SwapTerminal(ctx, id, customer.Swap{Reason: "进水", Fields: customer.TerminalFields{Firmware: ptr("2.0")}}, 2)
		wants(t, err, fault.Invalid, "serial")
		_, err = h.SwapTerminal(ctx, id, customer.Swap{Reason: "进水", Fields: customer.TerminalFields{Serial: ptr("SN-NEW"), IMEI: ptr("990000")}}, 2)
		ok(t, err)
		list, err := h.TerminalHistory(ctx, id)
		ok(t, err)
		var kinds []string
		for _, c := range list {
			kinds = append(kinds, c.Kind+" "+c.Reason)
		}
		if diff := cmp.Diff([]string{"swapped 进水", "moved 过户给乙", "added "}, kinds); diff != "" {
			t.Error(diff)
		}
		want := []customer.Changed{{Field: "imei", From: "3517400010001", To: "990000"}, {Field: "serial", From: "SN-17400010001", To: "SN-NEW"}}
		if diff := cmp.Diff(want, list[0].Changes); diff != "" {
			t.Error(diff)
		}
		for number, want := range map[string]int{"SN-NEW": 1, "SN-17400010001": 0} {
			found, _, err := h.ListTerminals(ctx, customer.PartFilter{Number: number}, customer.Paging{Limit: 10})
			if ok(t, err); len(found) != want {
				t.Errorf("%s finds %d terminals", number, len(found))
			}
		}
	})
}

// A terminal without a site is found with its new customer too, and its history names both.
func TestATerminalWithoutASiteMoves(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		a, b := h.add("zj", "甲", "", "17400010001"), h.add("field", "乙", "", "")
		id, ctx := terminalOf(t, h, a.ID), h.as("zhe")
		_, err := h.MoveTerminal(ctx, id, customer.Move{CustomerID: b.ID, Reason: "过户", Version: 1})
		ok(t, err)
		found, err := h.Callers(ctx, "17400010001")
		if ok(t, err); len(found) != 1 || found[0].Customer.ID != b.ID {
			t.Errorf("its number finds %+v", found)
		}
		list, err := h.TerminalHistory(ctx, id)
		ok(t, err)
		if diff := cmp.Diff([]customer.Changed{{Field: "customerId", From: a.ID, To: b.ID}}, list[0].Changes); diff != "" {
			t.Error(diff)
		}
	})
}

func TestASubscriptionGoesByStepsWithReasons(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		h.plan("月租", "mobile")
		c := h.add("zj", "甲", "", "17400010001")
		ctx := h.as("zhe")
		_, err := h.AddSubscription(ctx, c.ID, customer.Subscription{Plan: "没有的"})
		wants(t, err, fault.Invalid, "plan")
		_, err = h.AddSubscription(ctx, c.ID, customer.Subscription{Plan: "月租", StartsOn: "2026-05-01", EndsOn: "2026-04-01"})
		wants(t, err, fault.Invalid, "endsOn")
		_, err = h.AddSubscription(ctx, c.ID, customer.Subscription{Plan: "月租", StartsOn: "5月1日"})
		wants(t, err, fault.Invalid, "startsOn")
		sub, err := h.AddSubscription(ctx, c.ID, customer.Subscription{Plan: "月租", StartsOn: "2026-05-01"})
		ok(t, err)
		if sub.Product != "mobile" || sub.State != "active" {
			t.Errorf("%+v", sub)
		}
		_, err = h.StepSubscription(ctx, sub.ID, customer.Step{State: "suspended-arrears", Version: 1})
		wants(t, err, fault.Invalid, "reason")
		_, err = h.StepSubscription(ctx, sub.ID, customer.Step{State: "active", Reason: "x", Version: 1})
		wants(t, err, fault.Conflict, "")
		for i, state := range []string{"suspended-arrears", "active", "ended"} {
			later := now.At(ctx, time.Now().Add(time.Duration(i+1)*time.Minute))
			_, err = h.StepSubscription(later, sub.ID, customer.Step{State: state, Reason: state + "的原因", Version: int64(i) + 1})
			ok(t, err)
		}
		_, err = h.StepSubscription(ctx, sub.ID, customer.Step{State: "active", Reason: "x", Version: 4})
		wants(t, err, fault.Conflict, "")
		_, err = h.ChangeSubscription(ctx, sub.ID, customer.SubscriptionFields{EndsOn: ptr("")}, 4)
		wants(t, err, fault.Conflict, "")
		history, err := h.SubscriptionHistory(ctx, sub.ID)
		ok(t, err)
		var got []string
		for _, s := range history {
			got = append(got, s.ByName+" "+s.State+" "+s.Reason)
		}
		want := []string{"zhe ended ended的原因", "zhe active active的原因", "zhe suspended-arrears suspended-arrears的原因", "zhe active "}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

// A contract gives its tier while it runs, and takes it back after its last day.
func TestAContractGivesItsTierWhileItRuns(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		day := time.Date(2026, 6, 1, 4, 0, 0, 0, time.UTC)
		ctx := now.At(h.as("zhe"), day)
		c, err := h.Add(ctx, customer.NewCustomer{Name: "甲", Tier: "silver"})
		ok(t, err)
		_, err = h.AddContract(ctx, c.ID, customer.Contract{Number: "HT-1", Tier: "gold", StartsOn: "2026-06-10", EndsOn: "2026-06-20"})
		ok(t, err)
		_, err = h.AddContract(ctx, c.ID, customer.Contract{Number: "HT-1", StartsOn: "2026-06-10"})
		wants(t, err, fault.Invalid, "number")
		lower, err := h.AddContract(ctx, c.ID, customer.Contract{Number: "HT-2", Tier: "standard", StartsOn: "2026-01-01"})
		ok(t, err)
		if !lower.Runs {
			t.Error("a contract that has begun does not run")
		}
		for _, step := range []struct{ day, tier string }{{"2026-06-09", "silver"}, {"2026-06-10", "gold"}, {"2026-06-20", "gold"}, {"2026-06-21", "silver"}} {
			at, err := time.Parse(time.DateOnly, step.day)
			ok(t, err)
			ok(t, h.TurnContracts(now.At(t.Context(), at.Add(-8*time.Hour+time.Minute))))
			d, err := h.Get(h.as("zhe"), c.ID)
			if ok(t, err); d.Tier != step.tier || d.BaseTier != "silver" {
				t.Errorf("%s: %s, by himself %s", step.day, d.Tier, d.BaseTier)
			}
		}
	})
}

// What people change stands in the audit log with what it was, and without what is personal.
func TestChangesAreAudited(t *testing.T) {
	h := newHouse(t, "sqlite://"+storetest.SQLitePath(t))
	c := h.add("zj", "甲", "13900000001", "17400010001")
	_, err := h.Change(h.as("zhe"), c.ID, customer.Change{Tier: ptr("gold"), Address: ptr("海边"), Version: 1})
	ok(t, err)
	d, err := h.Get(h.as("zhe"), c.ID)
	ok(t, err)
	_, err = h.ChangeContact(h.as("zhe"), d.Contacts[0].ID, customer.ContactFields{Phone: ptr("13700000000")}, 1)
	ok(t, err)
	entries, _, err := audit.New(h.db).Find(t.Context(), audit.Filter{}, nil, 2)
	ok(t, err)
	var got []string
	for _, e := range entries {
		got = append(got, e.Actor+" "+e.Action+" "+e.Detail)
	}
	want := []string{`zhe contact.changed {"name":"甲","after":{"phone":"＊＊＊"}}`,
		`zhe customer.changed {"name":"甲","before":{"baseTier":"standard","tier":"standard"},"after":{"address":"＊＊＊","baseTier":"gold","tier":"gold"}}`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestCustomersAreListedByWordsAndFilters(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		for _, c := range []struct{ unit, name, tier, kind string }{
			{"zj", "舟山远汐渔业", "gold", "organisation"}, {"field", "舟山港务", "silver", "organisation"}, {"gd", "湛江渔业", "gold", "organisation"}, {"zj", "林渔", "standard", "person"},
		} {
			_, err := h.Add(org.AsProgram(t.Context()), customer.NewCustomer{Name: c.name, Tier: c.tier, Kind: c.kind, UnitID: h.units[c.unit]})
			ok(t, err)
		}
		ok(t, h.Index().Finish(t.Context(), nil))
		for _, x := range []struct {
			who  string
			f    customer.Filter
			want []string
		}{
			{"all", customer.Filter{Q: "渔业"}, []string{"湛江渔业", "舟山远汐渔业"}},
			{"zhe", customer.Filter{Q: "渔业"}, []string{"舟山远汐渔业"}},
			{"all", customer.Filter{Q: "舟山", Tier: "gold"}, []string{"舟山远汐渔业"}},
			{"all", customer.Filter{Tier: "gold"}, []string{"湛江渔业", "舟山远汐渔业"}},
			{"all", customer.Filter{Unit: h.units["zj"]}, []string{"林渔", "舟山港务", "舟山远汐渔业"}},
			{"all", customer.Filter{Kind: "person"}, []string{"林渔"}},
			{"all", customer.Filter{Manager: store.NewID(t.Context())}, nil},
		} {
			rows, _, err := h.List(h.as(x.who), x.f, customer.Paging{Limit: 10})
			ok(t, err)
			var got []string
			for _, c := range rows {
				got = append(got, c.Name)
			}
			slices.Sort(got)
			slices.Sort(x.want)
			if diff := cmp.Diff(x.want, got); diff != "" {
				t.Errorf("%s %+v: %s", x.who, x.f, diff)
			}
		}
	})
}
