package main

import (
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReportsOfTheConsoleAndTheBrowser(t *testing.T) {
	tests := []struct {
		report string
		read   func([]byte) (outcome, error)
		want   outcome
	}{
		{"vitest.json", readVitest, outcome{
			passed: 1,
			failed: []string{
				"a.test.ts 时钟 fails",
				"b.test.ts Cannot find module './nowhere' imported from /home/xingfu/web/b.test.ts",
			},
			skipped: []string{
				"a.test.ts 时钟 skipped: skipped; vitest reports no reason",
				"a.test.ts 时钟 later: todo; vitest reports no reason",
				"a.test.ts 时钟 skips itself: skipped; vitest reports no reason",
			},
		}},
		{"playwright.json", readPlaywright, outcome{
			passed: 2,
			failed: []string{"a.spec.ts › fails desktop"},
			skipped: []string{
				"a.spec.ts › inner › skips desktop: no radio here",
				"a.spec.ts › inner › broken desktop: did not run, no reason given",
			},
			flaky: []string{"a.spec.ts › flaky desktop"},
		}},
		{"playwright-broken.json", readPlaywright, outcome{failed: []string{"Error: boom"}}},
	}
	for _, test := range tests {
		t.Run(test.report, func(t *testing.T) {
			got, err := readReport(filepath.Join("testdata", test.report), test.read)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got, cmp.AllowUnexported(outcome{})); diff != "" {
				t.Errorf("outcome (-want +got):\n%s", diff)
			}
		})
	}
}

func TestMissingReportIsAnError(t *testing.T) {
	if _, err := readReport(filepath.Join(t.TempDir(), "none.json"), readVitest); err == nil {
		t.Error("a run without a report passed")
	}
}

func TestRunSteps(t *testing.T) {
	gives := func(got outcome, err error) func(io.Writer, string) (outcome, error) {
		return func(io.Writer, string) (outcome, error) { return got, err }
	}
	exit := errors.New("exit status 1")
	tests := []struct {
		name   string
		steps  []step
		failed int
		ends   string
	}{
		{"all well", []step{{"lint", gives(outcome{}, nil)}, {"a", gives(outcome{passed: 2}, nil)}, {"b", gives(outcome{passed: 3}, nil)}},
			0, "\n5 passed, 0 failed\n"},
		{"left out", []step{{"a", gives(outcome{passed: 2, skipped: []string{"t: no data"}}, nil)}},
			0, "\nLeft out:\n  t: no data\n\n2 passed, 0 failed, 1 skipped\n"},
		{"a failed test and its exit code count once", []step{{"a", gives(outcome{passed: 2, failed: []string{"t"}}, exit)}},
			1, "\nFailed:\n  t\n\n2 passed, 1 failed\n"},
		{"a failed lint does not hide the tests", []step{{"lint", gives(outcome{}, exit)}, {"a", gives(outcome{passed: 2}, nil)}},
			1, "\nFailed:\n  lint: exit status 1\n\n2 passed, 1 failed\n"},
		{"a runner that runs nothing has failed", []step{{"a", gives(outcome{}, nil)}},
			1, "\nFailed:\n  a: not one test ran\n\n0 passed, 1 failed\n"},
		{"second try", []step{{"a", gives(outcome{passed: 1, flaky: []string{"t"}}, nil)}},
			0, "\nPassed only at the second try:\n  t\n\n1 passed, 0 failed\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var out strings.Builder
			if failed := runSteps(&out, test.steps, ""); failed != test.failed {
				t.Errorf("failed = %d, want %d", failed, test.failed)
			}
			if !strings.HasSuffix(out.String(), test.ends) {
				t.Errorf("output:\n%s\nwant it to end:\n%s", out.String(), test.ends)
			}
		})
	}
}
