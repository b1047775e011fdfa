package ticket_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/reason/eventlog"
	"github.com/xingfu/xingfu/internal/ticket"
)

// audited gives what was written into the audit log since the last time, oldest first: action and detail.
func (d *desk) audited(since *int64) (all []string) {
	d.t.Helper()
	entries, err := audit.New(d.db).Page(d.t.Context(), *since, 100)
	ok(d.t, err)
	for _, e := range entries {
		*since = e.Seq
		all = append(all, e.Action+" "+e.Detail)
	}
	return all
}

// Who changes a rule leaves what it was and what it is, and nothing else.
func TestRulesAreAuditedBeforeAndAfter(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		var since int64
		d.audited(&since)
		policies, err := d.Policies(d.as("admin"))
		ok(t, err)
		p := policies[0]
		name := `"zh":"` + p.Zh + `","en":"` + p.En + `"`
		p.Respond, p.Warn = 7, 51
		_, err = d.SavePolicy(d.as("admin"), p)
		ok(t, err)
		said := d.audited(&since)
		if len(said) != 1 || !strings.HasPrefix(said[0], `policy.saved {`+name+`,"before":{"respond":`) || !strings.HasSuffix(said[0], `"after":{"respond":7,"warn":51}}`) {
			t.Errorf("a policy: %q", said)
		}
		templates, err := d.Templates(d.as("admin"))
		ok(t, err)
		template := templates[0]
		template.SubjectZh = "新的主题"
		_, err = d.SaveTemplate(d.as("admin"), template)
		ok(t, err)
		if said := d.audited(&since); len(said) != 1 || !strings.HasSuffix(said[0], `"after":{"subjectZh":"新的主题"}}`) {
			t.Errorf("a template: %q", said)
		}
		own, err := d.SavePhrase(d.as("lin"), "", ticket.PhraseInput{Scope: "own", Name: "我的", Text: "一"})
		ok(t, err)
		ok(t, d.RemovePhrase(d.as("lin"), own.ID))
		all, err := d.SavePhrase(d.as("admin"), "", ticket.PhraseInput{Scope: "all", Name: "问候", Text: "一"})
		ok(t, err)
		_, err = d.SavePhrase(d.as("admin"), all.ID, ticket.PhraseInput{Scope: "all", Name: "问候", Text: "二", Version: all.Version})
		ok(t, err)
		ok(t, d.OrderPhrases(d.as("admin"), []string{all.ID}))
		ok(t, d.RemovePhrase(d.as("admin"), all.ID))
		want := []string{
			`phrase.saved {"name":"问候","after":{"actions":{},"name":"问候","scope":"all","text":"一"}}`,
			`phrase.saved {"name":"问候","before":{"text":"一"},"after":{"text":"二"}}`,
			`phrases.ordered {"after":{"names":["问候"]}}`,
			`phrase.removed {"name":"问候","before":{"actions":{},"name":"问候","scope":"all","text":"二"}}`,
		}
		if diff := cmp.Diff(want, d.audited(&since)); diff != "" {
			t.Errorf("phrases (one's own are nobody else's matter):\n%s", diff)
		}
		empty := &eventlog.Result{}
		for _, dry := range []bool{true, false} {
			_, err = d.ImportLog(d.program(), empty, ticket.LogImport{Source: "old", Title: "旧系统", DryRun: dry})
			ok(t, err)
		}
		said = d.audited(&since)
		if last := said[len(said)-1]; last != `log.imported {"cases":0,"failed":0,"imported":0,"known":0,"source":"old"}` || strings.Contains(strings.Join(said[:len(said)-1], ""), "log.imported") {
			t.Errorf("an import: %q", said)
		}
	})
}
