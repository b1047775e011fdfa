package app_test

import (
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// What is personal of the customer whom the test looks for everywhere.
const (
	hisPhone   = "13812345678"
	hisMail    = "wang.haibo@example.cn"
	hisAddress = "海南省三亚市天涯区渔港路 8 号"
	onTicket   = "13987654321"
	inTemplate = "13755556666"
)

var everythingPersonal = []string{hisPhone, hisMail, hisAddress, onTicket, inTemplate}

// Every answer of the API that can be read is read by somebody of each role, with the words by which the customer is found:
// who has no right to see personal data in the clear finds none of it, in no list, search, overview or export.
func TestNothingPersonalIsReadInTheClearWithoutTheRight(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		h := open(t, database)
		ids := h.withPersonalData()
		s, err := description()
		if err != nil {
			t.Fatal(err)
		}
		for _, role := range org.BuiltIn() {
			who := h.everywhere(role.Code)
			seen := map[string]string{}
			for _, path := range readable(s.Paths, ids) {
				body := who.raw(path)
				for _, secret := range everythingPersonal {
					if strings.Contains(body, secret) {
						seen[secret] = path
					}
				}
			}
			switch clear := slices.Contains(role.Permissions, org.PersonalRead); {
			case !clear && len(seen) > 0:
				t.Errorf("%s reads in the clear: %v", role.Code, seen)
			case clear && len(seen) < len(everythingPersonal):
				t.Errorf("%s may see all in the clear, but the test has found only %v: it looks in the wrong places", role.Code, seen)
			}
		}
	})
}

// readable gives the addresses of all that can be read about what ids names, plain and looked for.
func readable(paths map[string]map[string]operation, ids map[string]string) []string {
	var list []string
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		if _, reads := paths[path]["get"]; !reads {
			continue
		}
		path = strings.TrimPrefix(path, "/api/v1")
		path = parameter.ReplaceAllStringFunc(path, func(string) string { return ids[strings.Split(path, "/")[1]] })
		for _, query := range []string{"", "?q=5678", "?q=4321", "?q=6666", "?q=haibo", "?q=三亚", "?number=5678", "?number=" + hisPhone, "?format=csv", "?limit=100&contact=" + hisPhone} {
			list = append(list, path+query)
		}
	}
	return list
}

// withPersonalData registers a person with a ticket, and gives what they are called in paths.
func (h *house) withPersonalData() map[string]string {
	h.t.Helper()
	desk := h.seat("desk")
	c := desk.want(201, "POST", "/customers", fmt.Sprintf(`{"name":"王海波","kind":"person","phone":%q,"address":%q}`, hisPhone, hisAddress))
	contact := c["contacts"].([]any)[0].(map[string]any)
	desk.want(200, "PATCH", "/contacts/"+contact["id"].(string), fmt.Sprintf(`{"email":%q,"version":%v}`, hisMail, contact["version"]))
	desk.want(201, "POST", "/customers", fmt.Sprintf(`{"name":"王海波渔业","kind":"organisation","phone":%q}`, hisPhone))
	ticket := desk.want(201, "POST", "/tickets", fmt.Sprintf(
		`{"kind":"emergency","subject":"求救","description":"在海上","channel":"phone","customerId":%q,"contactName":"船上","contactPhone":"13900001111","details":{"place":"灯塔","phone":%q}}`, c["id"], inTemplate))
	desk.want(200, "PATCH", "/tickets/"+ticket["id"].(string), fmt.Sprintf(`{"contactPhone":%q,"version":%v}`, onTicket, ticket["version"]))
	if err := h.app.Customers.Index().Finish(h.t.Context(), nil); err != nil {
		h.t.Fatal(err)
	}
	return map[string]string{"customers": c["id"].(string), "contacts": contact["id"].(string), "tickets": ticket["id"].(string)}
}

// everywhere seats somebody of a role that reaches everything.
func (h *house) everywhere(role org.Role) *seat {
	h.t.Helper()
	login := "all-" + string(role)
	_, err := h.app.Org.AddStaff(org.AsProgram(context.Background()), org.NewStaff{Login: login, Name: login, UnitID: h.units["客服中心"], Password: password,
		Posts: []org.NewPost{{Role: role, UnitID: h.units["总部"], Scope: org.ScopeAll}}})
	if err != nil {
		h.t.Fatal(err)
	}
	return h.seat(login)
}

// raw gives an answer as it is on the wire.
func (s *seat) raw(path string) string {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, s.url+"/api/v1"+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	answer, err := s.http.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode >= 500 {
		s.t.Fatalf("%s: %d, %v", path, answer.StatusCode, err)
	}
	return string(body)
}

// One field is shown for a reason to who may, and the log has who saw what of whom and why, but not what.
func TestAMaskedFieldIsRevealedForAReason(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		h := open(t, database)
		ids := h.withPersonalData()
		engineer, auditor := h.everywhere(org.Engineer), h.everywhere(org.Auditor)
		contact := engineer.want(200, "GET", "/contacts/"+ids["contacts"], "")
		if contact["phone"] != "138****5678" || contact["email"] != "w*********@example.cn" {
			t.Errorf("an engineer sees %v", contact)
		}
		ask := func(of, id, field string) string {
			return fmt.Sprintf(`{"of":%q,"id":%q,"field":%q,"why":"visit","words":"上门前联系"}`, of, id, field)
		}
		for _, test := range []struct{ of, id, field, want string }{
			{"contact", ids["contacts"], "phone", hisPhone}, {"contact", ids["contacts"], "email", hisMail}, {"customer", ids["customers"], "address", hisAddress},
			{"ticket", ids["tickets"], "contactPhone", onTicket}, {"ticket", ids["tickets"], "details.phone", inTemplate},
		} {
			if got := engineer.want(200, "POST", "/reveal", ask(test.of, test.id, test.field)); got["value"] != test.want {
				t.Errorf("%v is revealed as %v", test, got)
			}
		}
		engineer.want(404, "POST", "/reveal", ask("contact", ids["contacts"], "name"))
		engineer.want(404, "POST", "/reveal", ask("contact", ids["tickets"], "phone"))
		engineer.want(404, "POST", "/reveal", ask("customer", "x", "address"))
		if problem := engineer.want(422, "POST", "/reveal", fmt.Sprintf(`{"of":"contact","id":%q,"field":"phone","why":"visit","words":" "}`, ids["contacts"])); field(t, problem) != "body.words" {
			t.Errorf("without words: %v", problem)
		}
		auditor.want(403, "POST", "/reveal", ask("contact", ids["contacts"], "phone"))
		log := auditor.raw("/audit?action=personal.revealed")
		if strings.Count(log, `"action":"personal.revealed"`) != 5 || !strings.Contains(log, "上门前联系") || !strings.Contains(log, "查看了王海波的联系人电话（上门服务）") {
			t.Errorf("the log says %s", log)
		}
		for _, secret := range everythingPersonal {
			if strings.Contains(log, secret) {
				t.Errorf("the log has %s", secret)
			}
		}
	})
}

// What was shown masked is never kept in place of what it hides.
func TestAMaskIsNotKept(t *testing.T) {
	h := open(t, "sqlite://"+storetest.SQLitePath(t))
	ids := h.withPersonalData()
	admin, desk := h.everywhere(org.Admin), h.seat("desk")
	for path, body := range map[string]string{"/contacts/" + ids["contacts"]: `{"phone":"138****5678","version":2}`, "/customers/" + ids["customers"]: `{"address":"海南省三亚市*","version":1}`} {
		says(t, admin.want(422, "PATCH", path, body), "掩码")
	}
	before := desk.want(200, "GET", "/tickets/"+ids["tickets"], "")
	desk.want(200, "PATCH", "/tickets/"+ids["tickets"], fmt.Sprintf(`{"subject":"求救！","contactPhone":"139****4321","details":{"place":"灯塔","phone":"137****6666"},"version":%v}`, before["version"]))
	after := desk.want(200, "GET", "/tickets/"+ids["tickets"], "")
	if after["contact"].(map[string]any)["phone"] != onTicket || after["details"].(map[string]any)["phone"] != inTemplate {
		t.Errorf("who gives back the mask means what it hides: %v, %v", after["contact"], after["details"])
	}
	says(t, desk.want(422, "PATCH", "/tickets/"+ids["tickets"], fmt.Sprintf(`{"contactPhone":"138****0000","version":%v}`, after["version"])), "掩码")
}
