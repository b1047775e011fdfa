package app_test

import (
	"context"
	"fmt"
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
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

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
