package ticket_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

func (d *desk) tag(by, id string, add []string, remove ...string) []string {
	d.t.Helper()
	t, err := d.Tag(d.as(by), id, add, remove)
	ok(d.t, err)
	return t.Tags
}

// tagged gives the tickets that somebody finds under tags.
func (d *desk) tagged(by, tags string) []string {
	d.t.Helper()
	rows, _, err := d.List(d.as(by), ticket.Filter{Tag: tags}, ticket.Paging{Sort: "created", Limit: 50})
	ok(d.t, err)
	ids := []string{}
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	return ids
}

func TestTagsAreSpelledAlikeAndFound(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		a := d.fault("lin")
		d.later(time.Minute)
		b, far := d.fault("lin"), d.fault("wu")
		if diff := cmp.Diff([]string{"ka 波段", "vip", "渔船"}, d.tag("lin", a, []string{" 渔船 ", "#VIP", "KA  波段", "渔船"})); diff != "" {
			t.Error(diff)
		}
		d.tag("zhou", b, []string{"vip"})
		d.tag("wu", far, []string{"vip", "省里的"})
		for tags, want := range map[string][]string{"vip": {a, b}, "VIP, 渔船": {a}, "省里的": {}, "nothing": {}} {
			if diff := cmp.Diff(want, d.tagged("lin", tags)); diff != "" {
				t.Errorf("%s: %s", tags, diff)
			}
		}
		if n, _, err := d.Count(d.as("lin"), ticket.Filter{Tag: "vip", Status: "active"}); err != nil || n != 2 {
			t.Errorf("%d are counted, %v", n, err)
		}
		proposed := func(by, letters string) string {
			t.Helper()
			list, err := d.Tags(d.as(by), letters)
			ok(t, err)
			var words []string
			for _, c := range list {
				words = append(words, fmt.Sprint(c.Tag, c.Count))
			}
			return strings.Join(words, " ")
		}
		if got := proposed("lin", ""); got != "vip2 ka 波段1 渔船1" {
			t.Errorf("the desk is offered %q", got)
		}
		if got := proposed("chief", "I"); got != "vip3" {
			t.Errorf("the supervisor is offered %q", got)
		}
		if got := proposed("gao", ""); got != "" {
			t.Errorf("who sees no ticket is offered %q", got)
		}
		if diff := cmp.Diff([]string{"vip"}, d.tag("lin", a, nil, "渔船", "Ka 波段", "没有的")); diff != "" {
			t.Error(diff)
		}
		if got := d.tagged("lin", "渔船"); len(got) != 0 {
			t.Errorf("a tag that was taken off finds %v", got)
		}
		d.tag("lin", a, []string{"vip"})
		if got := kinds(d.story(a), "tags.changed"); len(got) != 2 {
			t.Errorf("%d changes are told, want two: the last changed nothing", len(got))
		}
		if v := d.view(a); len(v.Tags) != 1 {
			t.Errorf("the ticket shows %v", v.Tags)
		}
	})
}

func TestTagsHaveTheirBounds(t *testing.T) {
	d := newDesk(t, "sqlite://"+storetest.SQLitePath(t))
	id := d.fault("lin")
	for _, tag := range []string{" # ", strings.Repeat("长", 31), "甲,乙", "甲、乙", "甲\x00乙"} {
		_, err := d.Tag(d.as("lin"), id, []string{tag}, nil)
		refused(t, err, fault.Invalid)
		if f := err.(*fault.Error).Field; f != "add" {
			t.Errorf("%q: field %s", tag, f)
		}
	}
	var many []string
	for i := range 21 {
		many = append(many, fmt.Sprint("标签", i))
	}
	d.tag("lin", id, many[:20])
	_, err := d.Tag(d.as("lin"), id, many[20:], nil)
	says(t, err, fault.Invalid, "20", "20")
	d.tag("lin", id, many[20:], many[0])
	if n := len(d.view(id).Tags); n != 20 {
		t.Errorf("it has %d tags", n)
	}
}
