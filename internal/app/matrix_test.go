package app_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/httpx"
)

// examples say how an operation is called so that the call comes as far as the question who may: the query and the
// body. An operation that needs neither is not here. What begins with $ is made for the call (see cast.made), and
// {…} in a path is filled in likewise.
var examples = map[string]string{
	"accept-handover":         `/duty/handovers/$note/accept`,
	"accept-offer":            `/tickets/$offered/offer/accept`,
	"acknowledge-break-glass": `/security/break-glass/$staff/acknowledge {"reason":""}`,
	"add-absence":             `{"kind":"leave","fromAt":"2099-01-02T00:00:00Z","untilAt":"2099-01-01T00:00:00Z"}`,
	"add-care-task":           `{"customerId":"$customer","kind":"need","words":""}`,
	"add-contact":             `{"customerId":"$customer","name":"x"}`,
	"add-contract":            `{"customerId":"$customer"}`,
	"add-customer":            `{"name":"x"}`,
	"add-part":                `/attachments/$begun/parts/0 x`,
	"add-passkey":             `{"name":"","credential":{}}`,
	"add-phrase":              `{"name":"x","scope":"$scope","text":"x"}`,
	"add-plan":                `{"zh":"","product":"vsat","active":true}`,
	"add-policy":              `{"zh":"x","calendar":"always","active":true,"when":{},"respond":0,"resolve":0,"accept":0,"finish":0,"warn":0}`,
	"add-role":                `{"code":"x","zh":"","permissions":[]}`,
	"add-service-plan":        `{"code":"x","zh":"","active":true}`,
	"add-site":                `{"customerId":"$customer","name":"x","area":"sea","lat":1,"lon":1}`,
	"add-site-fact":           `/sites/$sites/facts {"kind":"mast","words":"x"}`,
	"add-staff":               `{"login":"X","name":"x","unitId":"$unit"}`,
	"add-subscription":        `{"customerId":"$customer","plan":"x"}`,
	"add-terminal":            `{"customerId":"$customer","product":"vsat","serial":"x"}`,
	"add-token":               `{"name":"x"}`,
	"add-totp":                `{"name":""}`,
	"add-unit":                `{"name":"","kind":"team","parentId":"$unit"}`,
	"add-visit":               `{"customerId":"$customer","purpose":""}`,
	"add-watcher":             `/tickets/$handed/watchers {"staffId":"$staff"}`,
	"answer-escalation":       `/tickets/$escalated/escalation {"text":"x"}`,
	"answer-plea":             `{"priority":"high","text":"x"}`,
	"ask-identity":            `/customers/$stranger/identity/tasks {"reason":"doubt","note":"x"}`,
	"assign-handoff":          `{"staffId":"$engineer"}`,
	"attach":                  `/tickets/$handed/attachments {"name":"x.txt","size":1,"audience":"internal"}`,
	"be-present":              `{"doing":"view","window":"w"}`,
	"call-back":               `{"outcome":"confirmed"}`,
	"cancel-ticket":           `{"reason":"x"}`,
	"change-absence":          `{"version":99}`,
	"change-calendar":         `{"zh":"x","en":"x","zone":"x","week":["","","","","","",""],"holidays":false,"version":1}`,
	"change-care-task":        `/care-tasks/$task {"words":"","version":99}`,
	"change-contact":          `{"name":"","version":1}`,
	"change-contract":         `{"title":"","version":99}`,
	"change-customer":         `{"name":"","version":1}`,
	"change-outage":           `/outages/$outages {"kind":"outage","ways":{"beams":[],"gateways":[],"satellites":[]},"area":{"zh":"","en":""},"words":{"zh":"","en":""},"startsAt":"2026-11-23T04:00:00Z","version":99}`,
	"change-password":         `{"old":"x","password":"x"}`,
	"change-phrase":           `{"name":"x","scope":"$scope","text":"x","version":1}`,
	"change-plan":             `/plans/x {"zh":"","product":"vsat","active":true,"version":99}`,
	"change-policy":           `{"zh":"x","calendar":"always","active":true,"when":{},"respond":0,"resolve":0,"accept":0,"finish":0,"warn":0,"version":9}`,
	"change-role":             `{"zh":"","version":1}`,
	"change-service-plan":     `/service-plans/$plan {"zh":"","active":true,"version":99}`,
	"change-site":             `{"name":"","version":1}`,
	"change-site-fact":        `/site-facts/$facts {"kind":"mast","words":"x","version":99}`,
	"change-staff":            `{$change,"version":99}`,
	"change-subscription":     `{"plan":"x","version":99}`,
	"change-template":         `{"subjectZh":"","subjectEn":"","descriptionZh":"","descriptionEn":"","version":99}`,
	"change-terminal":         `{"beam":"x","version":99}`,
	"change-unit":             `{"name":"","version":99}`,
	"change-unit-settings":    `{"settings":{},"version":99}`,
	"change-visit":            `/visits/$visit {"purpose":"","version":99}`,
	"check-handoff":           `{"pos":1,"done":true}`,
	"come-back":               `{"provider":"x","state":"x"}`,
	"come-back-as-self":       `{"provider":"x","state":"x"}`,
	"confirm-totp":            `/security/totp/$totp/confirm {"code":"x"}`,
	"decide-dispute":          `{"unitId":"$unit","text":"x"}`,
	"declare-outage":          `{"kind":"outage","ways":{"beams":[],"gateways":[],"satellites":[]},"area":{"zh":"","en":""},"words":{"zh":"","en":""},"startsAt":"2026-11-23T04:00:00Z"}`,
	"decline-offer":           `/tickets/$offered/offer/decline {"reason":"x"}`,
	"edit-ticket":             `{"subject":"y","version":1}`,
	"end-my-session":          `/security/sessions/x`,
	"end-staff-session":       `/staff/$staff/sessions/x`,
	"escalate-ticket":         `/tickets/$handed/escalate {"reason":"x"}`,
	"file-ticket":             fault,
	"find-caller":             `?number=139`,
	"finish-handoff":          `{"result":"x"}`,
	"get-roster":              `?from=2026-12-01&to=2026-12-07`,
	"get-service-plan-effect": `/service-plans/$plan/effect`,
	"hand-off":                `{"unitIds":["$unit"],"links":["gateway"],"request":"x"}`,
	"hand-over":               `{"unitId":"","shift":"x","text":"x"}`,
	"import-holidays":         `{"csv":"x","dryRun":true}`,
	"invite-unit":             `{"unitId":"$other","request":"x"}`,
	"lay-roster":              `{"unitId":"$unit","from":"2026-12-01","to":"2026-12-02","cycle":[""],"teams":[{"people":["$engineer"],"offset":0}],"dryRun":true}`,
	"leave":                   `{"version":99}`,
	"link-me":                 `/security/links/x {"login":"x","password":"x"}`,
	"link-staff":              `/staff/$staff/links/x {"subject":""}`,
	"log-in":                  `{"login":"desk","password":"` + password + `"}`,
	"log-in-code":             `{"code":"x"}`,
	"log-in-passkey":          `{"credential":{}}`,
	"merge-customer":          `{"into":"$stranger","reason":"x","version":99}`,
	"merge-ticket":            `{"into":"$ticket","otherCustomer":true,"reason":"x"}`,
	"move-terminal":           `{"reason":"x","version":99}`,
	"note":                    `/tickets/$handed/notes {"text":"x"}`,
	"offer-shift":             `{"shiftId":"x","reason":"x"}`,
	"offer-ticket":            `{"staffId":"$staff","reason":"x"}`,
	"order-phrases":           `{"ids":["$phrases"]}`,
	"order-policies":          `{"ids":[]}`,
	"pause-handoff":           `{"reason":"x"}`,
	"pause-ticket":            `{"reason":"x"}`,
	"preview-bulk":            `{"action":"tag","ids":["$ticket"],"tags":["x"]}`,
	"preview-leaving":         `{}`,
	"preview-merge":           `?into=$ticket`,
	"preview-move":            `{"parentId":"$other"}`,
	"preview-segment":         `{"tiers":["iron"]}`,
	"preview-share":           `{"fromId":"$staff","queue":true}`,
	"prove":                   `{"password":"x"}`,
	"publish-roster":          `{"unitId":"$unit","from":"2026-12-01","to":"2026-12-02","despite":true}`,
	"record-consent":          `{"given":true,"purpose":"survey","via":"phone","wording":"x"}`,
	"record-identity":         `/customers/$customer/identity {"role":"holder","kind":"passport","number":"E1","holder":"x","purpose":"x","how":"face"}`,
	"remove-factor":           `/security/factors/$factor`,
	"remove-provider":         `/security/providers/x`,
	"remove-role":             `/roles/frontdesk`,
	"remove-watcher":          `/tickets/$handed/watchers/$staff`,
	"renew-duty-calendar":     `{"on":true}`,
	"reply":                   `{"text":"x"}`,
	"resolve-ticket":          `{"cause":"x","link":"antenna","summary":"x"}`,
	"return-handoff":          `{"reason":"x"}`,
	"reveal":                  `{"of":"contact","id":"$contacts","field":"phone","why":"visit","words":"x"}`,
	"run-macro":               `/tickets/$handed/macros {"phraseId":"$macro"}`,
	"save-care-kind":          `/care-kinds/x {"zh":"","active":true}`,
	"save-draft":              `{"data":"x","version":0}`,
	"save-duty-rules":         `/duty/rules/$unit {"unitId":"","restHours":8,"nightsMost":3,"approve":true,"version":99,"kinds":[]}`,
	"save-skill":              `/skills/x {"zh":"","categories":[],"active":true,"version":0}`,
	"save-view":               `{"name":"x","query":"status=open"}`,
	"search":                  `?q=中断`,
	"set-duty-day":            `{"unitId":"$unit","staffId":"$engineer","day":"2026-12-01","kinds":[],"was":[]}`,
	"set-identity-rules":      `{"warnDays":30,"months":0,"transfer":true,"noticeDays":15,"limitDays":15,"auto":false,"most":5,"refuse":false,"version":99}`,
	"set-link":                `/tickets/$handed/links {"link":"antenna","state":"suspect"}`,
	"set-log-in-rules":        `{"version":99,"password":{"least":10,"unlike":0,"days":0,"firstChange":true},"lock":{"failures":0,"within":1,"for":1},"sessions":{"idle":5,"hours":1,"most":0},"require":{},"networks":[],"roleNetworks":{},"breakGlass":""}`,
	"set-my-notices":          `{"canMail":false,"digestAt":"","email":"","mail":"off","quietFrom":"","quietTo":""}`,
	"set-out":                 `{"provider":"x","errand":"log-in"}`,
	"set-out-as-self":         `{"provider":"x","errand":"prove"}`,
	"set-provider":            provided,
	"set-separation":          `{"apart":true,"version":99}`,
	"set-service-plan":        `{"plan":"","version":99}`,
	"similar-tickets":         `?q=x`,
	"split-ticket":            `{"kind":"complaint","subject":"x","description":"x"}`,
	"start-bulk":              `{"action":"tag","ids":["$ticket"],"tags":["x"]}`,
	"start-share":             `{"fromId":"$staff","queue":true}`,
	"step-identity":           `/identity/tasks/$check/steps {"step":"notice","reason":"x","via":"phone","version":99}`,
	"step-subscription":       `{"reason":"x","state":"ended","version":99}`,
	"step-swap":               `/duty/swaps/$swap {"step":"decline"}`,
	"suggest-units":           `?links=gateway`,
	"swap-terminal":           `{"reason":"x","version":99}`,
	"tag-ticket":              `/tickets/$handed/tags {"add":["x"]}`,
	"test-provider":           provided,
	"tick-item":               `/duty/items/$item {"done":true}`,
	"try-policies":            `{}`,
	"unlink-me":               `/security/links/x`,
	"unlink-staff":            `/staff/$staff/links/x`,
	"unmerge-customer":        `/customers/$united/unmerge {"reason":"x"}`,
	"unmerge-ticket":          `/tickets/$merged/unmerge {"reason":"x"}`,
	"verify-audit":            `{}`,
	"withdraw-handoff":        `{"reason":"x"}`,
	"withdraw-identity":       `/identity/evidence/$document/withdraw {"reason":" "}`,
}

// provided is a provider that cannot be one, so that none is made.
const provided = `{"id":"X","zh":"","en":"","enabled":false,"linksByName":false,"makesStaff":false,"grants":[],"version":0}`

// Every operation of the running program is called by somebody of each built-in role, by a person without a post and
// by nobody, and lets in exactly those whom its declaration names.
func TestEveryOperationLetsInWhomItSays(t *testing.T) {
	c := gather(t)
	s, err := description()
	if err != nil {
		t.Fatal(err)
	}
	left := maps.Clone(examples)
	for _, path := range slices.Sorted(maps.Keys(s.Paths)) {
		for _, method := range slices.Sorted(maps.Keys(s.Paths[path])) {
			op := s.Paths[path][method]
			example := left[op.OperationID]
			delete(left, op.OperationID)
			c.check(t, strings.ToUpper(method), strings.TrimPrefix(path, "/api/v1"), op, example)
		}
	}
	for id := range left {
		t.Errorf("there is an example of %s, but no such operation: take its line out of examples", id)
	}
}

func (c *cast) check(t *testing.T, method, path string, op operation, example string) {
	if len(op.Needs) == 0 {
		t.Errorf("%s does not say which permission it needs: name it as the last argument of httpx.%s(…) where it is registered (httpx.LoggedIn or httpx.Public where it needs none), and add a line to examples of matrix_test.go if it needs a body",
			op.OperationID, method[:1]+strings.ToLower(method[1:]))
		return
	}
	for _, need := range op.Needs {
		if !slices.Contains(org.Permissions(), org.Permission(need)) && need != string(httpx.LoggedIn) && need != string(httpx.Public) {
			t.Errorf("%s needs %s, which is no permission", op.OperationID, need)
		}
	}
	for _, who := range slices.Sorted(maps.Keys(c.callers)) {
		want := c.lets(who, op.Needs)
		status, out := c.call(who, method, path, op.OperationID, example)
		refused := status == 401 || status == 403 || status == 404
		if status >= 500 || want == refused {
			t.Errorf("%s needs %s; to %s it answered %d, %v. If the declaration is right, let examples of matrix_test.go call it so that it comes as far as the question who may.",
				op.OperationID, strings.Join(op.Needs, " or "), who, status, out["detail"])
		}
	}
}

// lets tells whether who is let in by a declaration.
func (c *cast) lets(who string, needs []string) bool {
	switch {
	case needs[0] == string(httpx.Public):
		return true
	case needs[0] == string(httpx.LoggedIn):
		return who != nobody
	}
	return slices.ContainsFunc(c.may[who], func(p org.Permission) bool { return slices.Contains(needs, string(p)) })
}

func (c *cast) login(who string) string {
	if who == noPost {
		return "none"
	}
	return "as-" + who
}
