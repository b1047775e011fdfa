package app_test

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// The audit log says how and from where each act came, and what was before and after it; and the API finds it by that.
func TestTheAuditLogSaysHowItCameAbout(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		h := open(t, database)
		h.person(org.AsProgram(t.Context()), "keeper", "总部", org.Admin, org.ScopeAll)
		admin, auditor := h.seat("keeper"), h.seat("auditor")
		unit := h.units["信关站组"]
		token := admin.want(201, "POST", "/tokens", `{"name":"对接"}`)
		program := &seat{t: t, url: h.url, http: &http.Client{}}
		bearer := []string{"Authorization", "Bearer " + token["token"].(string)}
		program.want(200, "PATCH", "/units/"+unit, `{"name":"信关站一组","version":1}`, bearer...)
		admin.want(200, "PATCH", "/units/"+unit, `{"name":"信关站组","version":2}`)
		admin.want(204, "DELETE", "/session", "")

		type told struct{ Says, Via, Means, Address, Detail any }
		list := func(query string) (all []told) {
			t.Helper()
			for _, l := range items(auditor.want(200, "GET", "/audit?"+query, "")) {
				all = append(all, told{l["says"], l["via"], l["means"], l["address"], l["detail"]})
			}
			return all
		}
		want := []told{
			{"修改了单位信关站组", "session", "", "127.0.0.1", `{"name":"信关站组","before":{"name":"信关站一组"},"after":{"name":"信关站组"}}`},
			{"修改了单位信关站组", "token", "对接", "127.0.0.1", `{"name":"信关站一组","before":{"name":"信关站组"},"after":{"name":"信关站一组"}}`},
		}
		if diff := cmp.Diff(want, list("object=unit&objectId="+unit+"&action=unit.changed")); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(want[1:], list("via=token")); diff != "" {
			t.Error(diff)
		}
		if got := list("action=logout"); len(got) != 1 || got[0].Says != "退出了登录" || got[0].Address != "127.0.0.1" {
			t.Errorf("who left: %v", got)
		}
		if got := list("group=sessions"); len(got) != 3 {
			t.Errorf("who came and left: %v", got)
		}
		auditor.want(200, "GET", "/audit/actions", "")
		if state := auditor.want(200, "GET", "/audit/state", ""); state["check"] != nil {
			t.Errorf("a check that nobody has asked for: %v", state["check"])
		}
		auditor.want(200, "POST", "/audit/verify", `{}`)
		if got := field(t, auditor.want(422, "POST", "/audit/verify", `{"noted":"x"}`)); got != "body.noted" {
			t.Errorf("the wrong field is %s", got)
		}
		h.seat("desk").want(403, "GET", "/audit", "")
	})
}
