package ticket_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

func TestViewsAreOnesOwnOrSharedDownTheTree(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		made := map[string]string{}
		for _, v := range []struct {
			by, name string
			shared   bool
		}{{"netchief", "网络超时", true}, {"netchief", "我的", false}, {"gao", "信关站", true}, {"provchief", "浙江", true}} {
			saved, err := d.SaveView(d.as(v.by), ticket.NewSavedView{Name: v.name, Query: "status=active&late=overdue&sort=-created", Shared: v.shared})
			ok(t, err)
			made[v.name] = saved.ID
		}
		for who, want := range map[string][]string{
			"netchief": {"我的", "网络超时"}, "gao": {"信关站", "网络超时"}, "su": {"网络超时"}, "lin": nil, "fang": {"浙江"}, "chief": nil,
		} {
			list, err := d.SavedViews(d.as(who))
			ok(t, err)
			var names []string
			for _, v := range list {
				names = append(names, v.Name)
			}
			if diff := cmp.Diff(want, names); diff != "" {
				t.Errorf("%s: %s", who, diff)
			}
		}
		refused(t, d.RemoveView(d.as("gao"), made["网络超时"]), fault.NotFound)
		ok(t, d.RemoveView(d.as("netchief"), made["网络超时"]))
		for field, in := range map[string]ticket.NewSavedView{
			"name": {Name: " ", Query: ""}, "query": {Name: "a", Query: "status=active&where=here"},
		} {
			_, err := d.SaveView(d.as("gao"), in)
			refused(t, err, fault.Invalid)
			if f := err.(*fault.Error).Field; f != field {
				t.Errorf("%+v: field %s", in, f)
			}
		}
		_, err := d.SaveView(d.as("gao"), ticket.NewSavedView{Name: strings.Repeat("长", 41)})
		refused(t, err, fault.Invalid)
		for err = nil; err == nil; {
			_, err = d.SaveView(d.as("gao"), ticket.NewSavedView{Name: "又一个"})
		}
		refused(t, err, fault.Conflict)
	})
}
