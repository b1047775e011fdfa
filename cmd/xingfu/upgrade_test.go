package main_test

import (
	"context"
	"encoding/json"
	"net/http"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/app"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// Data of every earlier schema is brought up to date, read whole, and worked on.
func TestDataOfEarlierSchemasGoesOn(t *testing.T) {
	files, err := filepath.Glob("testdata/schema-*.backup")
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			storetest.Each(t, func(t *testing.T, url string) {
				o := &operator{t: t, config: app.Config{DatabaseURL: url}}
				if url[0] == 's' {
					o.config = app.Config{Data: t.TempDir()}
				}
				o.run(nil, "restore", file)
				o.inside(func(ctx context.Context, a *app.App) {
					if report := check(a.Audit.Verify(ctx, audit.Checking{}))(t); !report.OK {
						t.Errorf("the audit log is broken: %v", report.Problems)
					}
					if people := check(a.Org.WithPermission(ctx, org.RightsManage))(t); len(people) == 0 {
						t.Error("nobody manages rights any more")
					}
				})
				goOn(t, o.start(freePort(t)))
			})
		})
	}
}

type oldTicket struct {
	ID, Number, Status string
	Subject            string
	Handoffs           []struct{ ID, Unit, Status string }
}

// goOn reads the tickets of an upgraded installation and brings one of each sort a step further.
func goOn(t *testing.T, p *process) {
	t.Helper()
	chief, desk, engineer := p.logIn(t, "chief"), p.logIn(t, "lin"), p.logIn(t, "gao")
	var list struct{ Items []oldTicket }
	get(t, p, chief, "/tickets?sort=number", &list)
	found := map[string]int{}
	for _, row := range list.Items {
		found[row.Status]++
		p.finds(t, chief, row.Subject+" "+row.Number, row.ID)
		var whole oldTicket
		get(t, p, chief, "/tickets/"+row.ID, &whole)
		var story struct{ Items []struct{ Seq int } }
		get(t, p, chief, "/tickets/"+row.ID+"/events", &story)
		for i, e := range story.Items {
			if e.Seq != i+1 {
				t.Errorf("%s: event %d has the number %d", row.Number, i+1, e.Seq)
			}
		}
		if row.Status != "closed" {
			do(t, p, desk, "/tickets/"+row.ID+"/notes", `{"text":"升级之后"}`)
		}
		for _, h := range whole.Handoffs {
			if h.Unit == "信关站组" && (h.Status == "sent" || h.Status == "accepted") {
				do(t, p, engineer, "/handoffs/"+h.ID+"/finish", `{"result":"正常","links":[{"link":"gateway","state":"cleared"}]}`)
			}
		}
		if row.Status == "resolved" {
			do(t, p, desk, "/tickets/"+row.ID+"/callback", `{"outcome":"confirmed","note":"好了"}`)
			do(t, p, desk, "/tickets/"+row.ID+"/close", `{}`)
		}
	}
	if diff := cmp.Diff(map[string]int{"open": 1, "handed": 3, "resolved": 1, "closed": 1}, found); diff != "" {
		t.Error(diff)
	}
	do(t, p, desk, "/tickets", `{"kind":"fault","subject":"新的","description":"升级之后","channel":"phone"}`)
}

func get(t *testing.T, p *process, s *seat, path string, into any) {
	t.Helper()
	status, body, err := p.ask(s, http.MethodGet, path, "", nil)
	if err == nil && status == http.StatusOK {
		err = json.Unmarshal(check(json.Marshal(body))(t), into)
	}
	if err != nil || status != http.StatusOK {
		t.Fatalf("GET %s: %d %v %v", path, status, body, err)
	}
}

func do(t *testing.T, p *process, s *seat, path, body string) {
	t.Helper()
	status, answer, err := p.ask(s, http.MethodPost, path, "", json.RawMessage(body))
	if err != nil || status/100 != 2 {
		t.Errorf("POST %s: %d %v %v", path, status, answer, err)
	}
}
