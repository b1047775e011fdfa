package app_test

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/channel"
	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/outage"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
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

// cast are those who call: somebody of each role, everywhere, at home at the front desk.
type cast struct {
	*house
	t       *testing.T
	desk    *seat
	callers map[string]*seat
	may     map[string][]org.Permission
	fixed   map[string]string // what is made once
	counted int
}

const noPost, nobody = "a person without a post", "nobody"

func gather(t *testing.T) *cast {
	t.Helper()
	h := open(t, "sqlite://"+storetest.SQLitePath(t))
	ctx := org.AsProgram(context.Background())
	c := &cast{house: h, t: t, desk: h.seat("desk"), callers: map[string]*seat{}, may: map[string][]org.Permission{}, fixed: map[string]string{}}
	for _, d := range org.BuiltIn() {
		login := "as-" + string(d.Code)
		_, err := h.app.Org.AddStaff(ctx, org.NewStaff{Login: login, Name: login, UnitID: h.units["客服中心"], Password: password,
			Posts: []org.NewPost{{Role: d.Code, UnitID: h.units["总部"], Scope: org.ScopeAll}}})
		if err != nil {
			t.Fatal(err)
		}
		c.callers[string(d.Code)], c.may[string(d.Code)] = h.seat(login), d.Permissions
	}
	if _, err := h.app.Org.AddStaff(ctx, org.NewStaff{Login: "none", Name: "none", UnitID: h.units["客服中心"], Password: password}); err != nil {
		t.Fatal(err)
	}
	c.callers[noPost] = h.seat("none")
	c.callers[nobody] = &seat{t: t, url: h.url, http: &http.Client{}}
	return c
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

var (
	parameter = regexp.MustCompile(`\{(\w+)\}`)
	thing     = regexp.MustCompile(`\$(\w+)`)
)

func (c *cast) call(who, method, path, id, example string) (int, map[string]any) {
	seat := c.callers[who]
	switch {
	case id == "log-in": // not at the seat of who is logged in there
		seat = c.callers[nobody]
	case id == "log-out" && who != nobody:
		seat = c.seat(c.login(who))
	}
	path, body := c.example(path, example)
	kind := strings.Split(path, "/")[1]
	path, body = c.fill(path, kind, who, seat), c.fill(body, kind, who, seat)
	headers := c.headers(id)
	return seat.do(method, path, body, headers...)
}

// example gives the path and body of a call as its example says, with $ before what is to be filled in.
func (c *cast) example(path, example string) (string, string) {
	body := example
	switch {
	case strings.HasPrefix(example, "/"):
		path, body, _ = strings.Cut(example, " ")
	case strings.HasPrefix(example, "?"):
		path, body = path+example, ""
	}
	return parameter.ReplaceAllStringFunc(path, func(p string) string { return "$" + p[1:len(p)-1] }), body
}

// fill puts what a call is about into its path or body; kind is the first word of the path.
func (c *cast) fill(text, kind, who string, seat *seat) string {
	return thing.ReplaceAllStringFunc(text, func(what string) string {
		switch name := what[1:]; name {
		case "id":
			return c.made(kind, who, seat)
		case "code":
			return map[string]string{"calendars": "office", "roles": "engineer"}[kind]
		default:
			return c.made(name, who, seat)
		}
	})
}

func (c *cast) headers(id string) []string {
	headers := []string{"Idempotency-Key", fmt.Sprint("call ", c.count())}
	if id == "add-part" {
		headers = append(headers, "Content-Type", "application/octet-stream")
	}
	return headers
}

// made gives what a call is about, by what it is called in an example, or by the first word of the path for {id}.
// What only its maker may touch is made by who calls where he can.
func (c *cast) made(name, who string, seat *seat) string {
	c.t.Helper()
	switch name {
	case "unit", "units":
		return c.units["信关站组"]
	case "other":
		return c.units["射频组"]
	case "staff", "staffId":
		return c.personOf("chief")
	case "engineer":
		return c.personOf("gateway")
	case "change": // of a person, as the one who asks may make it
		if slices.Contains(c.may[who], org.RightsManage) {
			return `"roles":[]`
		}
		return `"name":""`
	case "customer", "customers":
		return c.customer()
	case "scope":
		return c.scope(who)
	case "start":
		return "0"
	case "category":
		return "no-service"
	case "kind":
		return "note"
	case "thing", "ticket", "tickets":
		return c.id(c.desk, "/tickets", fault)
	}
	if f, ok := things[name]; ok {
		return f(c, seat)
	}
	c.t.Fatalf("nothing is called $%s: let cast.made make it", name)
	return ""
}

// things are made for one call.
var things = map[string]func(c *cast, by *seat) string{
	"offered": func(c *cast, by *seat) string {
		id := c.id(c.desk, "/tickets", fault)
		if by.csrf != "" {
			c.desk.do("POST", "/tickets/"+id+"/offer", fmt.Sprintf(`{"staffId":%q,"reason":"x"}`, by.want(200, "GET", "/session", "")["id"]))
		}
		return id
	},
	"task": func(c *cast, _ *seat) string {
		return c.id(c.desk, "/care-tasks", fmt.Sprintf(`{"customerId":%q,"kind":"need","words":"x"}`, c.customer()))
	},
	"visit": func(c *cast, _ *seat) string {
		return c.id(c.desk, "/visits", fmt.Sprintf(`{"customerId":%q,"purpose":"x"}`, c.customer()))
	},
	"plan": func(c *cast, _ *seat) string {
		c.counted++
		return c.id(c.callers["admin"], "/service-plans", fmt.Sprintf(`{"code":"p%d","zh":"x","active":true}`, c.counted))
	},
	"totp": func(c *cast, by *seat) string {
		if by.csrf == "" {
			return c.personOf("chief")
		}
		return by.want(201, "POST", "/security/totp", `{"name":"x"}`)["id"].(string)
	},
	"factor": func(c *cast, by *seat) string {
		if by.csrf == "" {
			return c.personOf("chief")
		}
		made := by.want(201, "POST", "/security/totp", `{"name":"x"}`)
		by.want(200, "POST", "/security/totp/"+made["id"].(string)+"/confirm", fmt.Sprintf(`{"code":%q}`, code(c.t, made["secret"], 0)))
		return made["id"].(string)
	},
	"outages": func(c *cast, _ *seat) string {
		o, err := c.app.Outages.Declare(org.AsProgram(context.Background()), outage.Input{Kind: outage.Failure, Ways: customer.Ways{Beams: []string{"KU-03"}},
			Area: lang.Text{Zh: "x"}, Words: lang.Text{Zh: "x"}, StartsAt: time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)})
		if err != nil {
			c.t.Fatal(err)
		}
		return o.ID
	},
	"escalated": func(c *cast, _ *seat) string {
		id := c.id(c.desk, "/tickets", fault)
		c.desk.want(200, "POST", "/tickets/"+id+"/escalate", `{"reason":"x"}`)
		return id
	},
	"merged": func(c *cast, _ *seat) string {
		into, id := c.id(c.desk, "/tickets", fault), c.id(c.desk, "/tickets", fault)
		c.desk.want(200, "POST", "/tickets/"+id+"/merge", fmt.Sprintf(`{"into":%q,"otherCustomer":true,"reason":"x"}`, into))
		return id
	},
	"handoffs": func(c *cast, _ *seat) string {
		ticket := c.id(c.desk, "/tickets", fault)
		made := c.desk.want(201, "POST", "/tickets/"+ticket+"/handoffs", fmt.Sprintf(`{"unitIds":[%q],"links":["gateway"],"request":"x","checklist":["x"]}`, c.units["信关站组"]))
		return items(made)[0]["id"].(string)
	},
	"disputes": func(c *cast, _ *seat) string {
		ticket := c.id(c.desk, "/tickets", fault)
		gateway := c.callers[string(org.Engineer)]
		for range 2 {
			made := c.desk.want(201, "POST", "/tickets/"+ticket+"/handoffs", fmt.Sprintf(`{"unitIds":[%q],"links":["gateway"],"request":"x"}`, c.units["信关站组"]))
			gateway.want(200, "POST", "/handoffs/"+items(made)[0]["id"].(string)+"/return", `{"reason":"not-ours","text":"x"}`)
		}
		return items(c.callers[string(org.Supervisor)].want(200, "GET", "/disputes", ""))[0]["id"].(string)
	},
	"promises": func(c *cast, _ *seat) string {
		ticket := c.desk.want(201, "POST", "/tickets", fault)
		return ticket["promises"].([]any)[0].(map[string]any)["id"].(string)
	},
	"handed":    (*cast).handed,
	"swap":      (*cast).swap,
	"note":      (*cast).note,
	"item":      (*cast).item,
	"contacts":  part("contacts", `"name":"x"`),
	"contracts": part("contracts", `"number":"x","startsOn":"2026-01-01"`),
	"sites":     part("sites", `"name":"x","area":"sea","lat":1,"lon":1`),
	"facts": func(c *cast, by *seat) string {
		return c.once("facts", func() string {
			return c.id(c.desk, "/sites/"+part("sites", `"name":"x","area":"sea","lat":1,"lon":1`)(c, by)+"/facts", `{"kind":"mast","words":"x"}`)
		})
	},
	"terminals": part("terminals", `"product":"vsat","serial":"x1"`),
	"stranger":  (*cast).stranger,
	"united": func(c *cast, _ *seat) string {
		id := c.stranger(nil)
		c.desk.want(200, "POST", "/customers/"+id+"/merge", fmt.Sprintf(`{"into":%q,"reason":"x","version":1}`, c.customer()))
		return id
	},
	"subscriptions": func(c *cast, by *seat) string {
		c.once("plan", func() string {
			return fmt.Sprint(c.callers[string(org.Admin)].want(201, "POST", "/plans", `{"code":"matrix","zh":"套餐","product":"vsat","active":true}`)["code"])
		})
		return part("subscriptions", `"plan":"matrix"`)(c, by)
	},
	"attachments": func(c *cast, _ *seat) string {
		return c.once("attachment", func() string {
			id := c.id(c.desk, "/tickets/"+c.id(c.desk, "/tickets", fault)+"/attachments", `{"name":"x.txt","size":1,"audience":"internal"}`)
			c.desk.want(200, "PUT", "/attachments/"+id+"/parts/0", "x", "Content-Type", "application/octet-stream")
			return id
		})
	},
	"begun": func(c *cast, by *seat) string {
		return c.own(by, "/tickets/"+c.handed(by)+"/attachments", `{"name":"x.txt","size":1,"audience":"internal"}`)
	},
	"bulk": func(c *cast, by *seat) string {
		return c.own(by, "/tickets/bulk", `{"action":"tag","ids":["`+c.id(c.desk, "/tickets", fault)+`"],"tags":["x"]}`)
	},
	"absences": func(c *cast, by *seat) string {
		return c.own(by, "/absences", `{"kind":"leave","fromAt":"2099-01-01T00:00:00Z","untilAt":"2099-01-02T00:00:00Z"}`)
	},
	"tokens": func(c *cast, by *seat) string { return c.own(by, "/tokens", `{"name":"x"}`) },
	"views": func(c *cast, by *seat) string {
		return c.own(by, "/views", fmt.Sprintf(`{"name":"x %d","query":"status=open"}`, c.count()))
	},
	"phrases": (*cast).phrase,
	"phrase": func(c *cast, _ *seat) string {
		return c.once("phrase", func() string { return c.phrase(c.callers[string(org.Admin)]) })
	},
	"macro": func(c *cast, by *seat) string {
		return c.own(by, "/phrases", `{"name":"x","scope":"own","text":"x","writtenAs":"note"}`)
	},
	"policies": func(c *cast, _ *seat) string {
		return items(c.callers[string(org.Admin)].want(200, "GET", "/policies", ""))[0]["id"].(string)
	},
	"outgoing": (*cast).message,
	"check": func(c *cast, _ *seat) string {
		return c.once("check", func() string {
			return c.id(c.desk, "/customers/"+c.stranger(nil)+"/identity/tasks", `{"reason":"doubt","note":"x"}`)
		})
	},
	"document": func(c *cast, _ *seat) string {
		return c.once("document", func() string {
			return c.id(c.desk, "/customers/"+c.stranger(nil)+"/identity", `{"role":"holder","kind":"passport","number":"E12345678","holder":"x","purpose":"x","how":"face"}`)
		})
	},
}

// id makes something and gives its identifier.
func (c *cast) id(by *seat, path, body string) string {
	c.t.Helper()
	return by.want(201, "POST", path, body)["id"].(string)
}

func (c *cast) customer() string {
	return c.once("customer", func() string { return c.id(c.desk, "/customers", `{"name":"客户","phone":"13900000009"}`) })
}

// stranger gives a customer whom nobody has asked for yet.
func (c *cast) stranger(*seat) string {
	return c.id(c.desk, "/customers", fmt.Sprintf(`{"name":"客户 %d"}`, c.count()))
}

// part makes a part of the customer, once.
func part(kind, fields string) func(*cast, *seat) string {
	return func(c *cast, _ *seat) string {
		return c.once(kind, func() string {
			return c.id(c.desk, "/"+kind, fmt.Sprintf(`{"customerId":%q,%s}`, c.customer(), fields))
		})
	}
}

// handed gives a ticket that is at a unit.
func (c *cast) handed(*seat) string {
	id := c.id(c.desk, "/tickets", fault)
	c.desk.want(201, "POST", "/tickets/"+id+"/handoffs", fmt.Sprintf(`{"unitIds":[%q],"links":["gateway"],"request":"x"}`, c.units["信关站组"]))
	return id
}

// scope is that of the phrases that somebody writes.
func (c *cast) scope(who string) string {
	if c.may[who] != nil && slices.Contains(c.may[who], org.RulesManage) {
		return "all"
	}
	return "own"
}

func (c *cast) phrase(by *seat) string {
	for who, seat := range c.callers {
		if seat == by {
			return c.own(by, "/phrases", fmt.Sprintf(`{"name":"x","scope":%q,"text":"x"}`, c.scope(who)))
		}
	}
	return ""
}

// note gives a hand-over note of the desk's, with a matter that is open.
func (c *cast) note(*seat) string {
	return c.once("note", func() string {
		return c.id(c.desk, "/duty/handovers", `{"unitId":"","shift":"x","text":"x","items":[{"text":"x"}]}`)
	})
}

func (c *cast) item(by *seat) string {
	note := c.note(by)
	for _, h := range items(c.desk.want(200, "GET", "/duty/handovers", "")) {
		if h["id"] == note {
			return h["items"].([]any)[0].(map[string]any)["id"].(string)
		}
	}
	return ""
}

// swap gives a shift of the desk's that is offered to nobody in particular.
func (c *cast) swap(*seat) string {
	return c.once("swap", func() string {
		chief, unit := c.callers[string(org.Supervisor)], c.units["客服中心"]
		day := time.Now().AddDate(0, 0, 3).Format(time.DateOnly)
		chief.want(200, "PUT", "/duty/rules/"+unit, `{"unitId":"","restHours":0,"nightsMost":0,"approve":true,"version":1,"kinds":[{"name":"x","post":"","hours":"08:00-16:00","colour":"blue","counted":480,"night":false,"minimum":1,"phone":"","retired":false}]}`)
		roster := func() map[string]any {
			return c.desk.want(200, "GET", "/duty/roster?from="+day+"&to="+day, "")
		}
		kind := roster()["kinds"].([]any)[0].(map[string]any)["id"]
		chief.want(200, "PUT", "/duty/day", fmt.Sprintf(`{"unitId":%q,"staffId":%q,"day":%q,"kinds":[%q],"was":[]}`, unit, c.personOf("desk"), day, kind))
		chief.want(200, "POST", "/duty/publish", fmt.Sprintf(`{"unitId":%q,"from":%q,"to":%q,"despite":true}`, unit, day, day))
		return c.id(c.desk, "/duty/swaps", fmt.Sprintf(`{"shiftId":%q,"reason":"x"}`, roster()["shifts"].([]any)[0].(map[string]any)["id"]))
	})
}

// message gives the identifier of a message that leaves the house.
func (c *cast) message(*seat) string {
	return c.once("message", func() string {
		ctx := context.Background()
		m := &channel.Outgoing{ID: store.NewID(ctx), Via: "mail", Recipient: "a@xingfu.example", Subject: "x", Body: "x", State: channel.Waiting, Once: "x", CreatedAt: time.Now(), DueAt: time.Now(), Since: time.Now()}
		err := c.app.DB.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
			_, err := tx.NewInsert().Model(m).Exec(ctx)
			return err
		})
		if err != nil {
			c.t.Fatal(err)
		}
		return m.ID
	})
}

// own makes something that belongs to who makes it; where he may not, the desk makes it.
func (c *cast) own(by *seat, path, body string) string {
	c.t.Helper()
	for _, seat := range []*seat{by, c.desk} {
		if status, out := seat.do("POST", path, body, "Idempotency-Key", fmt.Sprint("key ", c.count())); status == 201 || status == 202 || status == 200 {
			return out["id"].(string)
		}
	}
	c.t.Fatalf("nobody made %s", path)
	return ""
}

// count gives a number that it has not given before.
func (c *cast) count() int { c.counted++; return c.counted }

func (c *cast) once(name string, f func() string) string {
	if c.fixed[name] == "" {
		c.fixed[name] = f()
	}
	return c.fixed[name]
}

func (c *cast) personOf(login string) string {
	return c.once("person "+login, func() string {
		p, err := c.app.Org.StaffByLogin(context.Background(), login)
		if err != nil {
			c.t.Fatal(err)
		}
		return p.ID
	})
}
