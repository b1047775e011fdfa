package ticket_test

import (
	"testing"
	"time"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

// isAway notes that somebody is away from now on.
func (d *desk) isAway(who, by string, days int, giveBack bool) *org.Absence {
	d.t.Helper()
	in := org.NewAbsence{StaffID: d.actors[who].StaffID, Kind: "leave", FromAt: d.at, UntilAt: d.at.Add(time.Duration(days) * 24 * time.Hour), GiveBack: giveBack}
	if by != "" {
		in.SubstituteID = d.actors[by].StaffID
	}
	a, err := d.org.AddAbsence(d.program(), in)
	ok(d.t, err)
	return a
}

func TestNewWorkOfWhoIsAwayGoesToTheSubstitute(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		d.person("ge", "gateway", org.Engineer, org.ScopeUnit)
		id := d.fault("lin")
		h := d.hand("lin", id, "gateway", "gateway")
		_, _, err := d.AcceptHandoff(d.as("ge"), h, 0)
		ok(t, err)
		d.isAway("gao", "", 1, false)
		_, _, err = d.Assign(d.as("ge"), h, d.actors["gao"].StaffID)
		says(t, err, fault.Conflict, "gao", "gao")
		d.person("he", "gateway", org.Engineer, org.ScopeUnit)
		d.isAway("he", "ge", 2, false)
		_, got, err := d.Assign(d.as("ge"), h, d.actors["he"].StaffID)
		ok(t, err)
		if got.AssigneeID != d.actors["ge"].StaffID {
			t.Error("what is assigned to one who is away does not go to the substitute")
		}
		story := d.story(id)
		if last := story[len(story)-1]; last.Data["for"] != "he" {
			t.Errorf("the story does not say for whom: %v", last.Data)
		}
		d.rule("gateway", "absent", "unit")
		_, _, err = d.Assign(d.as("ge"), h, d.actors["he"].StaffID)
		refused(t, err, fault.Conflict)
		d.later(49 * time.Hour)
		_, got, err = d.Assign(d.as("ge"), h, d.actors["he"].StaffID)
		ok(t, err)
		if got.AssigneeID != d.actors["he"].StaffID {
			t.Error("who is back gets no work")
		}

		d.isAway("zhou", "wu", 1, false)
		made, err := d.Offer(d.as("lin"), id, d.actors["zhou"].StaffID, "下班", 0)
		ok(t, err)
		if made.OfferedTo != d.actors["wu"].StaffID {
			t.Error("what is offered to one who is away does not go to the substitute")
		}
	})
}

func TestASubstituteIsToldWhatHeMaySee(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		id := d.fault("lin")
		h := d.hand("lin", id, "gateway", "gateway")
		d.isAway("lin", "zhou", 1, false)
		_, _, err := d.AcceptHandoff(d.as("gao"), h, 0)
		ok(t, err)
		if d.told("lin", "handoff.accepted") != 1 || d.told("zhou", "handoff.accepted") != 1 {
			t.Errorf("lin is told %d times, the substitute %d", d.told("lin", "handoff.accepted"), d.told("zhou", "handoff.accepted"))
		}
		other := d.fault("zhou")
		h = d.hand("zhou", other, "gateway", "gateway")
		d.isAway("zhou", "wu", 1, false) // wu sees only the province
		_, _, err = d.AcceptHandoff(d.as("gao"), h, 0)
		ok(t, err)
		if n := d.told("wu", "handoff.accepted"); n != 0 {
			t.Errorf("a substitute who does not see the ticket is told %d times", n)
		}
	})
}

func TestWhatIsGivenOverForAnAbsenceComesBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		kept, done, moved := d.fault("lin"), d.fault("lin"), d.fault("lin")
		a := d.isAway("lin", "zhou", 2, true)
		share := ticket.Share{FromID: d.actors["lin"].StaffID, ToIDs: []string{d.actors["zhou"].StaffID}, AbsenceID: a.ID}
		_, err := d.StartShare(d.as("chief"), ticket.Share{FromID: d.actors["zhou"].StaffID, ToIDs: []string{d.actors["lin"].StaffID}}, "to one who is away")
		refused(t, err, fault.Invalid)
		b, err := d.StartShare(d.as("chief"), share, "away")
		ok(t, err)
		d.carryOn(b)
		if v := d.view(kept); v.Owner.Name != "zhou" {
			t.Fatalf("it was given to %s", v.Owner.Name)
		}
		_, err = d.Cancel(d.as("zhou"), done, "办错了", 0)
		ok(t, err)
		d.person("hu", "ncc", org.FrontDesk, org.ScopeUnit)
		_, err = d.Offer(d.as("zhou"), moved, d.actors["hu"].StaffID, "x", 0)
		ok(t, err)
		_, err = d.AcceptOffer(d.as("hu"), moved)
		ok(t, err)
		ok(t, d.GiveBack(d.program(), a.ID)) // still away
		if v := d.view(kept); v.Owner.Name != "zhou" {
			t.Errorf("while he is away it came back to %s", v.Owner.Name)
		}
		_, err = d.org.ChangeAbsence(d.as("lin"), a.ID, org.AbsenceChange{Ended: true, Version: 1})
		ok(t, err)
		ok(t, d.GiveBack(d.program(), a.ID))
		ok(t, d.GiveBack(d.program(), a.ID))
		var ids []string
		ok(t, d.db.Read(t.Context()).NewSelect().Table("bulk").Column("id").Where("key LIKE 'give-back%'").Scan(t.Context(), &ids))
		if len(ids) != 1 {
			t.Fatalf("it comes back %d times", len(ids))
		}
		ok(t, d.ContinueBulk(d.program(), ids[0]))
		for id, owner := range map[string]string{kept: "lin", done: "zhou", moved: "hu"} {
			if v := d.view(id); v.Owner.Name != owner {
				t.Errorf("%s is owned by %s, want %s", v.Number, v.Owner.Name, owner)
			}
		}
	})
}

func TestALeaverIsHandedOverInOneAct(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		id := d.fault("lin")
		lin := d.actors["lin"].StaffID
		_, err := d.SaveView(d.as("lin"), ticket.NewSavedView{Name: "我们的", Query: "status=open", Shared: true})
		ok(t, err)
		_, err = d.SaveView(d.as("lin"), ticket.NewSavedView{Name: "我的", Query: "status=open"})
		ok(t, err)
		_, err = d.Leave(d.as("admin"), lin, ticket.Leaving{Version: 1}, "leave")
		says(t, err, fault.Conflict, "还有 1 件", "1 matters")
		_, _, _, err = d.PreviewLeaving(d.as("chief"), lin, ticket.Leaving{})
		refused(t, err, fault.Forbidden)
		in := ticket.Leaving{ToIDs: []string{d.actors["zhou"].StaffID}, Version: 1}
		items, _, left, err := d.PreviewLeaving(d.as("admin"), lin, in)
		ok(t, err)
		if len(items) != 1 || items[0].State != ticket.BulkWaiting || left.SharedViews != 1 || left.OwnViews != 1 || len(left.Posts) != 1 {
			t.Errorf("the preview: %+v %+v", items, left)
		}
		_, err = d.StartBulk(d.as("admin"), ticket.Filter{}, ticket.BulkOrder{Action: "leave", IDs: []string{id}}, "x")
		refused(t, err, fault.Invalid) // an administrator passes on nothing else
		b, err := d.Leave(d.as("admin"), lin, in, "leave")
		ok(t, err)
		again, err := d.Leave(d.as("admin"), lin, in, "leave")
		ok(t, err)
		if again.ID != b.ID {
			t.Error("a repeated call begins another one")
		}
		d.carryOn(b)
		if v := d.view(id); v.Owner.Name != "zhou" {
			t.Errorf("the ticket is owned by %s", v.Owner.Name)
		}
		p, err := d.org.Staff(d.program(), lin)
		ok(t, err)
		if !p.Disabled {
			t.Error("the account is open")
		}
		views, err := d.SavedViews(d.as("zhou"))
		ok(t, err)
		if len(views) != 1 || views[0].OwnerID != d.actors["zhou"].StaffID {
			t.Errorf("the views: %+v", views)
		}
	})
}

func TestWhoIsFullIsGivenNothingWhereTheRulesSaySo(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		d.rule("ncc", "seats", "1")
		d.fault("zhou")
		id := d.fault("lin")
		loads, err := d.UnitLoads(d.as("lin"), d.units["ncc"])
		ok(t, err)
		if loads.Open != 2 || loads.People[0].Most != 1 || loads.Refuse {
			t.Errorf("the loads: %+v", loads)
		}
		give := func() *ticket.Bulk {
			b, err := d.StartShare(d.as("chief"), ticket.Share{FromID: d.actors["lin"].StaffID, ToIDs: []string{d.actors["zhou"].StaffID}}, "full "+d.at.String())
			ok(t, err)
			return d.carryOn(b)
		}
		d.rule("ncc", "full", "refuse")
		if b := give(); b.Items[0].State != ticket.BulkRefused {
			t.Errorf("one who is full was given more: %+v", b.Items)
		}
		d.later(time.Minute)
		d.rule("ncc", "full", "warn")
		give()
		if v := d.view(id); v.Owner.Name != "zhou" {
			t.Errorf("with a warning only it stays with %s", v.Owner.Name)
		}
	})
}
