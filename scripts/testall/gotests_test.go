package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// trial is a module whose tests end in every way that tests can end.
var trial = map[string]string{
	"go.mod": "module trial\n\ngo 1.26\n",
	"mixed/mixed_test.go": `package mixed

import "testing"

func TestPasses(t *testing.T) {}
func TestFails(t *testing.T)  { t.Error("the number is wrong") }
func TestSkips(t *testing.T)  { t.Skip("no antenna here") }
func TestInside(t *testing.T) {
	t.Run("passes", func(t *testing.T) {})
	t.Run("fails", func(t *testing.T) { t.Fail() })
}
func TestAround(t *testing.T) {
	t.Run("passes", func(t *testing.T) {})
	t.Error("after all of them")
}
`,
	"panics/panics_test.go":  "package panics\n\nimport \"testing\"\n\nfunc TestPanics(t *testing.T) { panic(\"lost the beam\") }\n",
	"exits/exits_test.go":    "package exits\n\nimport (\n\t\"os\"\n\t\"testing\"\n)\n\nfunc TestExits(t *testing.T) { os.Exit(3) }\n",
	"broken/broken_test.go":  "package broken\n\nfunc f() int { return \"no number\" }\n",
	"untested/untested.go":   "package untested\n",
	"lengthy/slow_test.go":   "package lengthy\n\nimport \"testing\"\n\nfunc TestNeverEnds(t *testing.T) { select {} }\n",
	"skipall/mute_test.go":   "package skipall\n\nimport \"testing\"\n\nfunc TestMute(t *testing.T) { t.SkipNow() }\n",
	"passing/passes_test.go": "package passing\n\nimport \"testing\"\n\nfunc TestA(t *testing.T) {}\nfunc TestB(t *testing.T) {}\n",
}

func TestReadGoTests(t *testing.T) {
	module := t.TempDir()
	for name, content := range trial {
		path := filepath.Join(module, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	command := exec.Command("go", "test", "-json", "-timeout=5s", "./...")
	command.Dir = module
	events, err := command.Output()
	if err == nil {
		t.Fatal("go test passed, though tests failed")
	}
	var out strings.Builder
	got, err := readGoTests(strings.NewReader(string(events)), &out)
	if err != nil {
		t.Fatal(err)
	}
	want := outcome{
		passed: 5,
		failed: []string{
			"trial/broken", "trial/exits TestExits", "trial/lengthy TestNeverEnds", "trial/mixed TestAround",
			"trial/mixed TestFails", "trial/mixed TestInside/fails", "trial/panics TestPanics",
		},
		skipped: []string{"trial/mixed TestSkips: no antenna here", "trial/skipall TestMute: no reason given"},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(outcome{})); diff != "" {
		t.Errorf("outcome (-want +got):\n%s\nfrom:\n%s", diff, events)
	}
	for _, shown := range []string{"the number is wrong", "lost the beam", "no number", "timed out", "pass trial/passing"} {
		if !strings.Contains(out.String(), shown) {
			t.Errorf("the output lacks %q:\n%s", shown, out.String())
		}
	}
}
