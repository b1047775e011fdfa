package app_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// officers gives a security officer, an administrator and the path and post of a new person.
func (h *house) officers() (officer, admin *seat) {
	ctx := org.AsProgram(context.Background())
	h.person(ctx, "officer", "总部", org.Security, org.ScopeAll)
	h.person(ctx, "admin", "总部", org.Admin, org.ScopeAll)
	return h.seat("officer"), h.seat("admin")
}

func (h *house) post(role, unit, scope string) string {
	return fmt.Sprintf(`{"role":%q,"unitId":%q,"scope":%q}`, role, h.units[unit], scope)
}

func (h *house) path(login string) string {
	p, err := h.app.Org.StaffByLogin(context.Background(), login)
	if err != nil {
		h.t.Fatal(err)
	}
	return "/staff/" + p.ID
}

func TestARoleOverTheAPI(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		h := open(t, database)
		officer, admin := h.officers()
		for _, group := range items(officer.want(200, "GET", "/permissions", "")) {
			for _, p := range group["permissions"].([]any) {
				if p := p.(map[string]any); p["zh"] == "" || p["en"] == "" || p["about"].(map[string]any)["en"] == "" {
					t.Errorf("%v is not said in both languages", p["code"])
				}
			}
		}
		role := `{"code":"night","zh":"夜班","en":"Night shift","permissions":["ticket.read"]}`
		admin.want(403, "POST", "/roles", role)
		officer.want(201, "POST", "/roles", role)
		if got := field(t, officer.want(422, "POST", "/roles", role)); got != "body.code" {
			t.Errorf("the wrong field is %s", got)
		}
		made := admin.want(201, "POST", "/staff", fmt.Sprintf(`{"login":"ning","name":"ning","unitId":%q,"password":%q}`, h.units["客服中心"], password))
		ning := "/staff/" + made["id"].(string)
		says(t, admin.want(403, "PATCH", ning, `{"roles":[`+h.post("night", "客服中心", "unit")+`],"version":1}`), "管理角色和权限")
		officer.want(403, "PATCH", ning, `{"name":"x","version":1}`)
		officer.want(200, "PATCH", ning, `{"roles":[`+h.post("night", "客服中心", "subtree")+`],"version":1}`)
		officer.want(409, "PATCH", ning, `{"roles":[],"version":1}`)
		officer.want(412, "PATCH", ning, `{"roles":[]}`, "If-Match", `"1"`)

		seat := h.seat("ning")
		seat.want(204, "PUT", "/security/password", fmt.Sprintf(`{"old":%q,"password":"seven-green-herons"}`, password))
		seat.want(200, "GET", "/tickets", "")
		seat.want(403, "POST", "/tickets", fault)
		changed := officer.want(200, "PATCH", "/roles/night", `{"permissions":["ticket.create","ticket.read"],"version":1}`)
		officer.want(409, "PATCH", "/roles/night", `{"permissions":["ticket.read"],"version":1}`)
		officer.want(412, "DELETE", "/roles/night", "", "If-Match", `"1"`)
		seat.want(201, "POST", "/tickets", fault)
		if changed["holders"] != 1.0 || changed["builtIn"] != false {
			t.Errorf("the changed role is %v", changed)
		}
		says(t, officer.want(409, "DELETE", "/roles/night", ""), "夜班", "ning")

		rights := officer.want(200, "GET", ning+"/rights", "")["rights"].([]any)
		read := rights[0].(map[string]any)
		if len(rights) != 2 || read["permission"] != "ticket.read" || read["where"].(map[string]any)["zh"] != "客服中心及下级单位" ||
			read["posts"].([]any)[0].(map[string]any)["role"].(map[string]any)["en"] != "Night shift" {
			t.Errorf("his rights are %v", rights)
		}
		h.seat("auditor").want(200, "GET", ning+"/rights", "")
		seat.want(403, "GET", ning+"/rights", "")
		if got := seat.want(200, "GET", ning, ""); got["name"] != "ning" || len(got["posts"].([]any)) != 1 {
			t.Errorf("the person is %v", got)
		}
		if got := seat.want(200, "GET", "/units/"+h.units["客服中心"], ""); got["name"] != "客服中心" {
			t.Errorf("the unit is %v", got)
		}
		seat.want(404, "GET", "/units/01a2089d-0000-7000-8000-000000000000", "")
		officer.want(200, "PATCH", ning, `{"roles":[],"version":3}`)
		officer.want(204, "DELETE", "/roles/night", "")
		officer.want(404, "GET", "/roles/night", "")

		engineer := officer.want(200, "PATCH", "/roles/engineer", `{"permissions":["ticket.read"],"version":1}`)
		if engineer["changed"] != true || len(engineer["default"].([]any)) != 6 {
			t.Errorf("the changed built-in role is %v", engineer)
		}
		officer.want(204, "DELETE", "/roles/engineer", "")
		if again := officer.want(200, "GET", "/roles/engineer", ""); again["changed"] != false || len(again["permissions"].([]any)) != 6 {
			t.Errorf("the restored one is %v", again)
		}
	})
}

func TestRightsAreNotSeizedOverTheAPI(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		h := open(t, database)
		officer, admin := h.officers()
		me, boss, desk := h.path("officer"), h.path("admin"), h.path("desk")

		says(t, officer.want(403, "PATCH", me, `{"roles":[`+h.post("security", "总部", "all")+`,`+h.post("frontdesk", "总部", "all")+`],"version":1}`), "自己")
		says(t, officer.want(403, "PATCH", "/roles/security", `{"permissions":["rights.manage","security.manage","org.manage"],"version":1}`), "自己")
		admin.want(403, "PATCH", boss, `{"roles":[`+h.post("admin", "总部", "all")+`,`+h.post("security", "总部", "all")+`],"version":1}`)
		admin.want(403, "PATCH", "/roles/admin", `{"permissions":["rights.manage"],"version":1}`)
		says(t, admin.want(403, "PATCH", me, `{"password":"another-password","version":1}`), "officer")
		says(t, admin.want(409, "PATCH", me, `{"disabled":true,"version":1}`), "安全管理员")
		says(t, officer.want(409, "PATCH", me, `{"roles":[],"version":1}`), "安全管理员")

		h.person(org.AsProgram(context.Background()), "local", "客服中心", org.Security, org.ScopeSubtree)
		local := h.seat("local")
		for _, wider := range []string{h.post("frontdesk", "客服中心", "all"), h.post("frontdesk", "总部", "subtree"), h.post("engineer", "射频组", "unit")} {
			says(t, local.want(403, "PATCH", desk, `{"roles":[`+wider+`],"version":1}`), "超出")
		}
		local.want(403, "PATCH", "/roles/frontdesk", `{"permissions":["ticket.read"],"version":1}`)
		local.want(200, "PATCH", desk, `{"roles":[`+h.post("engineer", "客服中心", "unit")+`],"version":1}`)

		both := `{"roles":[` + h.post("admin", "总部", "all") + `,` + h.post("security", "总部", "all") + `],"version":`
		officer.want(200, "PATCH", boss, both+"1}")
		says(t, officer.want(409, "PATCH", boss, `{"roles":[`+h.post("admin", "总部", "all")+`,`+h.post("auditor", "总部", "unit")+`],"version":2}`), "审计员")
		says(t, officer.want(409, "PUT", "/separation", `{"apart":true,"version":1}`), "admin")
		officer.want(200, "PATCH", boss, `{"roles":[`+h.post("admin", "总部", "all")+`],"version":2}`)
		if set := officer.want(200, "PUT", "/separation", `{"apart":true,"version":1}`); set["version"] != 2.0 {
			t.Errorf("the setting is %v", set)
		}
		officer.want(409, "PUT", "/separation", `{"apart":false,"version":1}`)
		says(t, officer.want(409, "PATCH", boss, both+"3}"), "admin")
		if set := h.seat("auditor").want(200, "GET", "/separation", ""); set["apart"] != true {
			t.Errorf("the auditor reads %v", set)
		}
		officer.want(200, "PUT", "/separation", `{"apart":false,"version":2}`)
		officer.want(200, "PATCH", boss, both+"3}")
	})
}
