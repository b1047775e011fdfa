package house

import (
	"go/parser"
	"go/token"
	"strings"
	"testing"
)

// The rules must be able to say no.
func TestImportRules(t *testing.T) {
	tests := []struct {
		from, to string
		allowed  bool
	}{
		{"cmd/xingfu", "internal/app", true},
		{"cmd/xingfu", "sky", true},
		{"internal/app", "cmd/xingfu", false},
		{"cmd/xingfu", "bench", true},
		{"bench", "internal/app", true},
		{"internal/app", "bench", false},
		{"internal/app", "web", true},
		{"internal/app", "internal/portal", true},
		{"internal/portal", "internal/tmf", false},
		{"internal/portal/pages", "internal/portal", true},
		{"internal/portal", "internal/ticket", true},
		{"internal/ticket", "internal/portal", false},
		{"internal/ticket", "internal/customer", true},
		{"internal/customer", "internal/ticket", false},
		{"internal/org", "internal/customer", false},
		{"internal/demo", "internal/demo/story", true},
		{"internal/demo/story", "internal/ticket", true},
		{"internal/ticket", "internal/reason/clock", true},
		{"internal/platform/store", "internal/org", false},
		{"internal/platform/httpx", "internal/platform/fault", true},
		{"internal/platform/httpx", "internal/reason/clock", false},
		{"internal/reason/clock", "internal/platform/store", false},
		{"internal/reason/troubleshoot", "internal/reason/clock", true},
		{"internal/reason/troubleshoot", "sky", true},
		{"sky", "internal/reason/clock", false},
		{"internal/ticket", "internal/platform/store/storetest", false},
		{"internal/platform/store/storetest/withpostgres", "internal/platform/store/storetest", true},
		{"scripts/testall", "internal/app", true},
		{"internal/app", "scripts/testall", false},
		{"internal/unheardof", "internal/org", false},
		{"internal/app", "internal/unheardof", false},
	}
	for _, test := range tests {
		if err := checkImport(module+test.from, module+test.to); (err == nil) != test.allowed {
			t.Errorf("%s → %s: %v; want allowed = %v", test.from, test.to, err, test.allowed)
		}
	}
	if err := checkImport(module+"sky", "math"); err != nil {
		t.Errorf("sky → math: %v", err)
	}
}

func TestPureRules(t *testing.T) {
	for to, allowed := range map[string]bool{
		"time": true, "embed": true, "io": true, "io/fs": true, "math/rand/v2": true, "net/url": true,
		"golang.org/x/text/encoding": true, "go.yaml.in/yaml/v3": true,
		"os": false, "os/exec": false, "net": false, "net/http": false, "net/http/httptest": false,
		"database/sql": false, "log/slog": false, "github.com/uptrace/bun": false, "github.com/jackc/pgx/v5": false,
		"modernc.org/sqlite": false,
	} {
		if err := checkPure(module+"sky", to); (err == nil) != allowed {
			t.Errorf("sky → %s: %v; want allowed = %v", to, err, allowed)
		}
	}
	for source, allowed := range map[string]bool{
		"package sky; import \"time\"; func f() time.Time { return time.Now() }":                         false,
		"package sky; import \"time\"; func f(t time.Time) time.Duration { return time.Since(t) }":       false,
		"package sky; import \"time\"; func f(t time.Time) time.Time { return t.Add(time.Hour) }":        true,
		"package sky; type clock struct{ Now int }; func f(time2 clock) int { return time2.Now }":        true,
		"package sky; import \"time\"; func f(t, u time.Time) bool { return t.After(u) && u.Before(t) }": true,
	} {
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, "f.go", source, 0)
		if err != nil {
			t.Fatal(err)
		}
		if err := checkClock(files, file); (err == nil) != allowed {
			t.Errorf("%s: %v; want allowed = %v", source, err, allowed)
		}
	}
	for importPath, pure := range map[string]bool{"sky": true, "internal/reason/clock": true, "skyline": false, "internal/org": false} {
		if isPure(module+importPath) != pure {
			t.Errorf("isPure(%s) = %v", importPath, !pure)
		}
	}
}

func TestNameRules(t *testing.T) {
	for importPath, allowed := range map[string]bool{
		"internal/ticket": true, "internal/ticket/utils": false, "internal/common": false, "cmd/manager": false, "internal/commonplace": true,
	} {
		name := importPath[strings.LastIndexByte(importPath, '/')+1:]
		if err := checkName(pkg{ImportPath: module + importPath, Name: name}); (err == nil) != allowed {
			t.Errorf("%s: %v; want allowed = %v", importPath, err, allowed)
		}
	}
	if checkName(pkg{ImportPath: module + "internal/ticket/text", Name: "helpers"}) == nil {
		t.Error("a package clause \"helpers\" in a folder of another name passed")
	}
}

func TestFileRules(t *testing.T) {
	machine := "/srv/" + "checkout"
	for content, allowed := range map[string]bool{
		"see " + machine:           false,
		machine:                    false,
		"\"" + machine + "\"":      false,
		"a\nb=/home/" + "ann/x\n":  false,
		"GET /api/v1" + machine:    true,
		"docs" + machine:           true,
		"srv/checkout, /servers/3": true,
	} {
		if err := checkWords("README.md", []byte(content), ofThisMachine(machine, "/home/ann")); (err == nil) != allowed {
			t.Errorf("%q: %v; want allowed = %v", content, err, allowed)
		}
	}
	lock := []byte(`"resolved": "https://registry.example.com/a.tgz"`)
	if checkWords("web/package-lock.json", lock, ofThisMachine(machine, "/home/ann")) == nil {
		t.Error("a lock file that names a registry passed")
	}
	if err := checkWords("README.md", lock, ofThisMachine(machine, "/home/ann")); err != nil {
		t.Error(err)
	}
	for _, test := range []struct {
		name          string
		lines         int
		first         string
		warned, fails bool
	}{
		{"a.go", 500, "", false, false},
		{"a.go", 501, "", true, false},
		{"a.go", 600, "", true, false},
		{"a.go", 601, "", false, true},
		{"a.go", 900, "// Code generated by openapi. DO NOT EDIT.", false, false},
		{"a.csv", 900, "", false, false},
	} {
		content := []byte(test.first + strings.Repeat("\n", test.lines))
		warning, err := checkLength(test.name, content)
		if (warning != "") != test.warned || (err != nil) != test.fails {
			t.Errorf("%s with %d lines: warning %q, error %v; want %v, %v", test.name, test.lines, warning, err, test.warned, test.fails)
		}
	}
}
