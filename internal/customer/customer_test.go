package customer_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/live"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// house is headquarters with two provinces, a front desk in each, and one that sees all.
type house struct {
	*customer.Service
	t      testing.TB
	db     *store.DB
	units  map[string]string
	actors map[string]*org.Actor
}

func newHouse(t testing.TB, address string) *house {
	t.Helper()
	db, err := store.Open(t.Context(), address)
	ok(t, err)
	t.Cleanup(func() { _ = db.Close() })
	_, err = db.Migrate(t.Context())
	ok(t, err)
	bus, err := live.Open("")
	ok(t, err)
	t.Cleanup(bus.Close)
	log := audit.New(db)
	o := org.New(db, log, bus)
	h := &house{Service: customer.New(db, o, log), t: t, db: db, units: map[string]string{}, actors: map[string]*org.Actor{}}
	ctx := org.AsProgram(t.Context())
	for _, u := range [][3]string{{"hq", "", "headquarters"}, {"zj", "hq", "province"}, {"gd", "hq", "province"}, {"field", "zj", "team"}} {
		made, err := o.AddUnit(ctx, org.NewUnit{Name: u[0], ParentID: h.units[u[1]], Kind: org.UnitKind(u[2])})
		ok(t, err)
		h.units[u[0]] = made.ID
	}
	for login, post := range map[string]org.NewPost{
		"all": {Role: org.FrontDesk, UnitID: h.units["hq"], Scope: org.ScopeAll}, "zhe": {Role: org.FrontDesk, UnitID: h.units["zj"], Scope: org.ScopeSubtree},
		"yue": {Role: org.FrontDesk, UnitID: h.units["gd"], Scope: org.ScopeUnit}, "eng": {Role: org.Engineer, UnitID: h.units["field"], Scope: org.ScopeUnit},
		"audit": {Role: org.Auditor, UnitID: h.units["hq"], Scope: org.ScopeAll},
	} {
		p, err := o.AddStaff(ctx, org.NewStaff{Login: login + "1", Name: login, UnitID: post.UnitID, Posts: []org.NewPost{post}})
		ok(t, err)
		h.actors[login], err = o.Actor(ctx, p.ID)
		ok(t, err)
	}
	return h
}

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (h *house) as(login string) context.Context { return org.With(h.t.Context(), h.actors[login]) }

// add makes a customer of a unit with a phone and a terminal.
func (h *house) add(unit, name, phone, terminal string) *customer.Customer {
	h.t.Helper()
	ctx := org.AsProgram(h.t.Context())
	c, err := h.Add(ctx, customer.NewCustomer{Name: name, UnitID: h.units[unit], Phone: phone})
	ok(h.t, err)
	if terminal != "" {
		_, err = h.AddTerminal(ctx, c.ID, customer.Terminal{Product: "mobile", Number: terminal, SIM: "89860" + terminal, IMEI: "35" + terminal, Serial: "SN-" + terminal})
		ok(h.t, err)
	}
	return c
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

func TestCallersAreFoundByPartOfANumberOrByName(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		h.add("zj", "舟山远汐渔业", "13900004711", "17400010001")
		h.add("gd", "湛江渔港", "13900000815", "17400010003")
		ok(t, h.Index().Finish(t.Context(), nil))
		for text, want := range map[string][]string{
			"4711": {"舟山远汐渔业"}, "0003": {"湛江渔港"}, "000100": {"湛江渔港", "舟山远汐渔业"}, "4712": nil,
			"湛江": {"湛江渔港"}, "zjyg": {"湛江渔港"}, "台州": nil,
		} {
			theirs := slices.DeleteFunc(slices.Clone(want), func(name string) bool { return name == "湛江渔港" })
			for who, want := range map[string][]string{"all": want, "zhe": theirs} {
				found, err := h.Callers(h.as(who), text)
				ok(t, err)
				var got []string
				for _, c := range found {
					if !slices.Contains(got, c.Customer.Name) {
						got = append(got, c.Customer.Name)
					}
				}
				slices.Sort(got)
				if !slices.Equal(want, got) {
					t.Errorf("%s, %s: %v", who, text, got)
				}
			}
		}
		_, err := h.Callers(h.as("all"), "湛")
		wants(t, err, fault.Invalid, "number")
	})
}

func TestCallersAreFoundByAnyOfTheirNumbers(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		h.add("zj", "舟山远汐渔业", "+86 139-0000-0001", "17400010001")
		h.add("zj", "台州海通", "13900000001", "17400010002") // the same phone
		h.add("gd", "湛江渔港", "0086 139 0000 0003", "17400010003")
		for number, want := range map[string][]string{
			"13900000001": {"contact 台州海通", "contact 舟山远汐渔业"}, "+8613900000001": {"contact 台州海通", "contact 舟山远汐渔业"},
			"139 0000 0003": {"contact 湛江渔港"}, "17400010002": {"number 台州海通"}, "8986017400010003": {"sim 湛江渔港"},
			"3517400010001": {"imei 舟山远汐渔业"}, "sn-17400010001": {"serial 舟山远汐渔业"}, "1740001": {"number 台州海通", "number 湛江渔港", "number 舟山远汐渔业"},
			"10086": nil,
		} {
			found, err := h.Callers(h.as("all"), number)
			ok(t, err)
			var got []string
			for _, c := range found {
				got = append(got, c.Matched+" "+c.Customer.Name)
				if (c.Contact == nil) == (c.Terminal == nil) {
					t.Errorf("%s: contact %v, terminal %v", number, c.Contact, c.Terminal)
				}
			}
			slices.Sort(got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: %s", number, diff)
			}
		}
		_, err := h.Callers(h.as("all"), "1 3")
		wants(t, err, fault.Invalid, "number")
	})
}

// A person finds, opens, lists, changes and chooses the customers of his own reach, and no others.
func TestEveryDoorKeepsToTheReach(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		zj, field, gd := h.add("zj", "浙", "13900000001", "17400010001"), h.add("field", "野", "13900000002", ""), h.add("gd", "粤", "13900000003", "17400010003")
		sees := map[string][]string{"all": {zj.ID, field.ID, gd.ID}, "audit": {zj.ID, field.ID, gd.ID}, "zhe": {zj.ID, field.ID}, "yue": {gd.ID}, "eng": {field.ID}}
		writes := map[string][]string{"all": {zj.ID, field.ID, gd.ID}, "zhe": {zj.ID, field.ID}, "yue": {gd.ID}}
		for who, seen := range sees {
			rows, _, err := h.List(h.as(who), customer.Filter{}, customer.Paging{Limit: 10})
			ok(t, err)
			var listed []string
			for _, c := range rows {
				listed = append(listed, c.ID)
			}
			slices.Sort(listed)
			slices.Sort(seen)
			if diff := cmp.Diff(seen, listed); diff != "" {
				t.Errorf("%s lists: %s", who, diff)
			}
			for phone, c := range map[string]*customer.Customer{"13900000001": zj, "13900000002": field, "13900000003": gd} {
				may := slices.Contains(seen, c.ID)
				if _, err := h.Get(h.as(who), c.ID); may != (err == nil) || !may && !fault.Is(err, fault.NotFound) {
					t.Errorf("%s opens %s: %v", who, c.Name, err)
				}
				if found, err := h.Callers(h.as(who), phone); err != nil || may != (len(found) == 1) {
					t.Errorf("%s looks for %s: %v, %v", who, c.Name, found, err)
				}
				if _, err := h.Choose(h.as(who), c.ID, "", "", ""); may != (err == nil) {
					t.Errorf("%s chooses %s: %v", who, c.Name, err)
				}
				fresh, err := h.Get(h.as("all"), c.ID)
				ok(t, err)
				note := who
				_, err = h.Change(h.as(who), c.ID, customer.Change{Note: &note, Version: fresh.Version})
				switch {
				case slices.Contains(writes[who], c.ID) != (err == nil):
					t.Errorf("%s changes %s: %v", who, c.Name, err)
				case writes[who] == nil && !fault.Is(err, fault.Forbidden), writes[who] != nil && err != nil && !fault.Is(err, fault.NotFound):
					t.Errorf("%s may not change %s, but is told %v", who, c.Name, err)
				}
			}
		}
		if _, err := h.Add(h.as("yue"), customer.NewCustomer{Name: "浙的", UnitID: h.units["zj"]}); !fault.Is(err, fault.Forbidden) {
			t.Errorf("a customer for another province: %v", err)
		}
		_, err := h.Choose(h.as("yue"), "", "", terminalOf(t, h, zj.ID), "")
		wants(t, err, fault.Invalid, "terminalId")
	})
}

func terminalOf(t *testing.T, h *house, id string) string {
	t.Helper()
	d, err := h.Get(h.as("all"), id)
	ok(t, err)
	return d.Terminals[0].ID
}

func TestPagesOfEqualNamesLeaveNothingOut(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		for i := range 23 {
			h.add("zj", []string{"同名", "同名", "另名"}[i%3], "", fmt.Sprintf("1740001%04d", i))
		}
		for limit := 1; limit <= 24; limit += 5 {
			seen, cursor := map[string]bool{}, ""
			for {
				rows, next, err := h.List(h.as("zhe"), customer.Filter{}, customer.Paging{Limit: limit, Cursor: cursor})
				ok(t, err)
				for _, c := range rows {
					if seen[c.ID] {
						t.Fatal("a customer comes twice")
					}
					seen[c.ID] = true
				}
				if cursor = next; next == "" {
					break
				}
			}
			if len(seen) != 23 {
				t.Errorf("pages of %d: %d customers", limit, len(seen))
			}
		}
		for _, cursor := range []string{"x", store.Cursor("a"), store.Cursor("a", "b"), "e30"} {
			_, _, err := h.List(h.as("zhe"), customer.Filter{}, customer.Paging{Limit: 5, Cursor: cursor})
			wants(t, err, fault.Invalid, "cursor")
		}
	})
}

func TestWhatCannotBeNamesItsField(t *testing.T) {
	h := newHouse(t, "sqlite://"+storetest.SQLitePath(t))
	c, other := h.add("zj", "甲", "13900000001", "17400010001"), h.add("zj", "乙", "13900000002", "17400010002")
	ctx := h.as("zhe")
	add := func(in customer.NewCustomer) error { _, err := h.Add(ctx, in); return err }
	wants(t, add(customer.NewCustomer{Name: "  "}), fault.Invalid, "name")
	wants(t, add(customer.NewCustomer{Name: "丙", Tier: "diamond"}), fault.Invalid, "tier")
	wants(t, add(customer.NewCustomer{Name: "丙", UnitID: store.NewID(ctx)}), fault.Invalid, "unitId")
	wants(t, add(customer.NewCustomer{Name: "丙", Number: c.Number}), fault.Invalid, "number")
	_, err := h.Change(ctx, c.ID, customer.Change{Version: c.Version + 1})
	wants(t, err, fault.Conflict, "")
	_, err = h.Change(ctx, c.ID, customer.Change{})
	if err == nil {
		t.Error("a change without a version was taken")
	}
	_, err = h.AddContact(ctx, c.ID, customer.Contact{Name: " "})
	wants(t, err, fault.Invalid, "name")
	_, err = h.AddSite(ctx, c.ID, customer.Site{Name: "站", Lat: 91})
	wants(t, err, fault.Invalid, "lat")
	_, err = h.AddSite(ctx, c.ID, customer.Site{Name: "站", Lon: -180.1})
	wants(t, err, fault.Invalid, "lon")
	_, err = h.AddTerminal(ctx, c.ID, customer.Terminal{Product: "fax", Number: "1"})
	wants(t, err, fault.Invalid, "product")
	_, err = h.AddTerminal(ctx, c.ID, customer.Terminal{Product: "vsat", Number: "-"})
	wants(t, err, fault.Invalid, "number")
	site, err := h.AddSite(ctx, other.ID, customer.Site{Name: "站"})
	ok(t, err)
	_, err = h.AddTerminal(ctx, c.ID, customer.Terminal{Product: "vsat", Number: "9", SiteID: site.ID})
	wants(t, err, fault.Invalid, "siteId")
	_, err = h.Place(ctx, c.ID, "", terminalOf(t, h, other.ID), "")
	wants(t, err, fault.Invalid, "terminalId")
	_, err = h.Place(ctx, c.ID, "", "", site.ID)
	wants(t, err, fault.Invalid, "siteId")
	_, err = h.Place(ctx, "nobody", "", "", "")
	wants(t, err, fault.Invalid, "customerId")
}

func TestAReportIsMatchedOnlyWhenItCanBeNobodyElse(t *testing.T) {
	h := newHouse(t, "sqlite://"+storetest.SQLitePath(t))
	a := h.add("zj", "甲", "13900000001", "17400010001")
	b := h.add("gd", "乙", "13900000001", "17400010002")
	for _, c := range []struct{ phone, terminal, want string }{
		{"13900000001", "", ""}, {"13900000001", "17400010002", b.ID}, {"", "17400010001", a.ID}, {"17400010001", "", a.ID},
		{"13800000000", "", ""}, {"", "", ""}, {"+86 139 0000 0001", "8986017400010001", a.ID},
	} {
		p, err := h.Match(t.Context(), c.phone, c.terminal)
		ok(t, err)
		got := ""
		if p.Customer != nil {
			got = p.Customer.ID
		}
		if got != c.want {
			t.Errorf("%s with %s: %q, not %q", c.phone, c.terminal, got, c.want)
		}
	}
}

func TestAQuickCustomerGetsItsOwnNumber(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		given, err := h.Add(h.as("zhe"), customer.NewCustomer{Name: "自带", Number: "KH200002"})
		ok(t, err)
		var numbers []string
		for _, name := range []string{"甲", "乙"} {
			c, err := h.Add(h.as("zhe"), customer.NewCustomer{Name: name, Phone: "13900000001"})
			ok(t, err)
			numbers = append(numbers, c.Number)
			if c.UnitID != h.units["zj"] || c.Kind != "person" || c.Tier != "standard" {
				t.Errorf("%+v", c)
			}
		}
		if diff := cmp.Diff([]string{"KH200001", "KH200003"}, numbers); diff != "" {
			t.Error(diff)
		}
		// A failure takes back all of it, the number too.
		err = h.db.Write(t.Context(), func(ctx context.Context, _ bun.Tx) error {
			ctx = org.With(ctx, h.actors["zhe"])
			if _, err := h.Add(ctx, customer.NewCustomer{Name: "丙"}); err != nil {
				return err
			}
			return context.Canceled
		})
		if err == nil {
			t.Error("no error")
		}
		next, err := h.Add(h.as("zhe"), customer.NewCustomer{Name: "丁"})
		ok(t, err)
		if next.Number != "KH200004" || given.Number != "KH200002" {
			t.Errorf("the next number is %s", next.Number)
		}
	})
}
