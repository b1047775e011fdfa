package ticket_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

// rule lets a unit rule something for itself.
func (d *desk) rule(unit, name, value string) {
	d.t.Helper()
	u, err := d.org.Unit(d.program(), d.units[unit])
	ok(d.t, err)
	_, err = d.org.ChangeSettings(d.program(), u.ID, org.SettingsChange{Settings: map[string]*string{name: &value}, Version: u.Version})
	ok(d.t, err)
}

// served files a fault of a customer whom a unit serves.
func (d *desk) served(by, unit string) *ticket.View {
	d.t.Helper()
	c, err := d.customers.Add(d.program(), customer.NewCustomer{Name: "渔船 " + unit, UnitID: d.units[unit]})
	ok(d.t, err)
	made, err := d.File(d.as(by), ticket.Intake{Kind: "fault", Subject: "接收中断", Description: "船载站出海后接收中断", Channel: "phone", CustomerID: c.ID}, "")
	ok(d.t, err)
	v, err := d.Get(d.as("chief"), made.ID)
	ok(d.t, err)
	return v
}

func (d *desk) policy(p ticket.Policy) *ticket.Policy {
	d.t.Helper()
	p.Zh, p.En, p.Respond, p.Accept, p.Finish, p.Warn, p.Active = p.Code, p.Code, 30, 30, 60, 80, true
	saved, err := d.SavePolicy(d.as("admin"), p)
	ok(d.t, err)
	return saved
}

func TestAProvincesPolicyIsTriedBeforeTheCommonOnes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		common := d.served("chief", "field")
		d.policy(ticket.Policy{Code: "zj-fault", When: map[string][]string{"kind": {"fault"}}, Calendar: "always", Resolve: 100, UnitID: d.units["zj"]})
		if after := d.view(common.ID); after.Policy.Code != common.Policy.Code {
			t.Errorf("the policy of a ticket that was there has become %s", after.Policy.Code)
		}
		below := d.served("chief", "field")
		if below.Policy.Code != "zj-fault" || below.Policy.Unit == nil || below.Policy.Unit.Name != "zj" {
			t.Errorf("a customer of the province is served by %+v", below.Policy)
		}
		if elsewhere := d.served("chief", "noc"); elsewhere.Policy.Code != common.Policy.Code || elsewhere.Policy.Unit != nil {
			t.Errorf("a customer elsewhere is served by %+v", elsewhere.Policy)
		}
		d.policy(ticket.Policy{Code: "field-fault", When: map[string][]string{}, Calendar: "always", Resolve: 90, UnitID: d.units["field"]})
		p, _, err := d.TryPolicy(d.as("lin"), ticket.Matter{Kind: "fault"}, d.units["field"])
		ok(t, err)
		if p.Code != "field-fault" {
			t.Errorf("the nearest unit's policy is not first: %s", p.Code)
		}
		if p, _, err = d.TryPolicy(d.as("lin"), ticket.Matter{Kind: "fault"}, d.units["zj"]); err != nil || p.Code != "zj-fault" {
			t.Errorf("in the province %v is tried first (%v)", p, err)
		}
		_, err = d.SavePolicy(d.as("admin"), ticket.Policy{Code: "x", Zh: "x", Calendar: "always", Respond: 1, Resolve: 1, Accept: 1, Finish: 1, Warn: 1, UnitID: "019ac000-0000-7000-8000-000000000000"})
		refused(t, err, fault.Invalid)
	})
}

func TestLocalHoursAreThoseOfTheUnitThatServes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		week := []string{"", "10:00-14:00 16:00-20:00", "10:00-14:00 16:00-20:00", "10:00-14:00 16:00-20:00", "10:00-14:00 16:00-20:00", "10:00-14:00 16:00-20:00", ""}
		_, err := d.SaveCalendar(d.as("admin"), ticket.Calendar{Code: "west", Zh: "西部", Zone: "Asia/Shanghai", Week: week, Days: "2026-11-24,off,当地节日"})
		refused(t, err, fault.Invalid) // local holidays of a calendar that follows no public ones
		_, err = d.SaveCalendar(d.as("admin"), ticket.Calendar{Code: "west", Zh: "西部", Zone: "Asia/Shanghai", Week: week, Holidays: true, Days: "2026-11-24,off,当地节日"})
		ok(t, err)
		d.policy(ticket.Policy{Code: "zj", When: map[string][]string{}, Calendar: "local", Resolve: 8 * 60, UnitID: d.units["zj"]})
		due := func(v *ticket.View) time.Time {
			for _, p := range v.Promises {
				if p.Kind == ticket.Resolve {
					return *p.DueAt
				}
			}
			t.Fatal("nothing is promised")
			return time.Time{}
		}
		// Ten o'clock on Monday in China; office hours end at 17:30 after five and a half hours more of work.
		before := d.served("chief", "zj")
		if want := time.Date(2026, 11, 24, 2, 30, 0, 0, time.UTC); !due(before).Equal(want) {
			t.Errorf("by the common local hours it is due %v, want %v", due(before), want)
		}
		d.rule("zj", "calendar", "west")
		after := d.served("chief", "field")
		if want := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC); !due(after).Equal(want) {
			t.Errorf("by the province's hours it is due %v, want %v", due(after), want)
		}
		d.later(6 * time.Hour)
		if want, got := time.Date(2026, 11, 25, 6, 0, 0, 0, time.UTC), due(d.served("chief", "zj")); !got.Equal(want) {
			t.Errorf("over the local holiday it is due %v, want %v", got, want)
		}
		if !due(d.view(before.ID)).Equal(due(before)) {
			t.Error("a promise already given has moved")
		}
	})
}

func TestTheLoopRunsByTheRulesOfTheOwnersUnit(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		d.rule("ncc", "urge-minutes", "5")
		id := d.fault("lin")
		h := d.hand("lin", id, "gateway", "gateway")
		_, _, err := d.Urge(d.as("lin"), h, "")
		ok(t, err)
		d.later(4 * time.Minute)
		_, _, err = d.Urge(d.as("lin"), h, "")
		refused(t, err, fault.Conflict)
		d.later(2 * time.Minute)
		_, _, err = d.Urge(d.as("lin"), h, "")
		ok(t, err)
	})
}

func TestAUnitsTemplateIsOfferedInPlaceOfTheCommonOne(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		subject := func(who string) string {
			list, err := d.TemplatesIn(d.as(who), "")
			ok(t, err)
			for _, one := range list {
				if one.Category == "no-service" {
					return one.SubjectZh
				}
			}
			return ""
		}
		common := subject("lin")
		_, err := d.SaveUnitTemplate(d.as("admin"), d.units["zj"], ticket.Template{Category: "no-service", SubjectZh: "浙江的主题"}, false)
		ok(t, err)
		if diff := cmp.Diff([]string{common, "浙江的主题"}, []string{subject("lin"), subject("fang")}); diff != "" {
			t.Errorf("at headquarters and below the province (-want +got):\n%s", diff)
		}
		_, err = d.SaveUnitTemplate(d.as("admin"), d.units["zj"], ticket.Template{Category: "no-service"}, true)
		refused(t, err, fault.Invalid)
		_, err = d.SaveUnitTemplate(d.as("admin"), d.units["zj"], ticket.Template{Category: "no-service", Version: 1}, true)
		ok(t, err)
		if subject("fang") != common {
			t.Error("once let go it is still offered")
		}
		_, err = d.SaveUnitTemplate(d.as("lin"), d.units["zj"], ticket.Template{Category: "no-service"}, false)
		refused(t, err, fault.Forbidden)
	})
}

func TestAMoveTellsWhatItTouches(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		d.served("chief", "field")
		d.served("chief", "gateway")
		d.policy(ticket.Policy{Code: "zj-fault", When: map[string][]string{}, Calendar: "always", Resolve: 100, UnitID: d.units["zj"]})
		d.rule("zj", "callback-tries", "5")
		m, err := d.PreviewMove(d.as("admin"), d.units["field"], d.units["noc"])
		ok(t, err)
		if m.Open != 1 || m.Customers != 1 || m.Units != 1 {
			t.Errorf("it touches %d open tickets, %d customers, %d units", m.Open, m.Customers, m.Units)
		}
		if want := []ticket.RuleMove{{Kind: "policy", Name: "zj-fault", Unit: org.Ref{ID: d.units["zj"], Name: "zj"}}}; !cmp.Equal(want, m.Rules) {
			t.Errorf("the rules: %s", cmp.Diff(want, m.Rules))
		}
		if len(m.Settings) != 1 || m.Settings[0].After.Zh != "3" || len(m.Loses) != 2 || len(m.Gains) != 1 {
			t.Errorf("settings %+v, loses %+v, gains %+v", m.Settings, m.Loses, m.Gains)
		}
	})
}
