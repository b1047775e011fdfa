package house

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/xingfu/xingfu/"

// business lists the packages of the business. Each may import those before it, none after it:
// what must flow back flows as an event.
var business = []string{"org", "auditing", "duty", "customer", "outage", "identity", "channel", "ticket", "flow", "care", "demo"}

// layers go from the ground up. A package may import those of lower layers; packages of one layer
// do not import each other, except in the business, which has its own order.
var layers = [][]string{
	{"sky", "web"},
	{"internal/reason", "internal/platform"},
	{"business"},
	{"internal/portal", "internal/tmf"},
	{"internal/app"},
	{"bench"},
	{"cmd"},
}

const businessLayer = 2

// tools are built from anything and imported by nothing.
var tools = []string{"scripts", "internal/house", "internal/platform/store/storetest", "internal/channel/mailtest", "internal/platform/syslog/syslogtest", "internal/platform/provider/providertest"}

// forbiddenNames say nothing about what is inside.
var forbiddenNames = []string{"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}

// impure are imports that the packages of reason and sky must do without; what begins with an
// entry that ends in a slash is meant too.
var impure = []string{
	"os", "os/", "io/ioutil", "path/filepath", "syscall", "net", "net/http", "net/http/", "net/smtp", "net/rpc",
	"database/", "log", "log/", "crypto/rand",
	"github.com/uptrace/", "github.com/jackc/", "github.com/nats-io/", "github.com/danielgtaylor/", "github.com/pressly/",
	"modernc.org/sqlite", "maragu.dev/",
}

type pkg struct {
	ImportPath, Name, Dir string
	GoFiles, Imports      []string
}

// part returns the entry of layers or the business package to which the package path belongs.
func part(importPath string) (name string, layer int, err error) {
	rel := strings.TrimPrefix(importPath, module)
	for i, names := range layers {
		for _, name := range names {
			if within(rel, name) {
				return name, i, nil
			}
		}
	}
	rest, internal := strings.CutPrefix(rel, "internal/")
	name, _, _ = strings.Cut(rest, "/")
	if internal && slices.Contains(business, name) {
		return name, businessLayer, nil
	}
	return "", 0, fmt.Errorf("%s has no place in the house: a package of the business is entered in the list business of internal/house/house_test.go, after all that it imports", rel)
}

func within(rel, folder string) bool { return rel == folder || strings.HasPrefix(rel, folder+"/") }

func isTool(importPath string) bool {
	return slices.ContainsFunc(tools, func(t string) bool { return within(strings.TrimPrefix(importPath, module), t) })
}

// checkImport tells whether the package from may import the package to.
func checkImport(from, to string) error {
	if !strings.HasPrefix(to, module) || isTool(from) {
		return nil
	}
	short := strings.TrimPrefix(from, module) + " imports " + strings.TrimPrefix(to, module)
	if isTool(to) {
		return fmt.Errorf("%s, which is only for tests and tools: import it in _test.go files", short)
	}
	fromPart, fromLayer, err := part(from)
	if err != nil {
		return err
	}
	toPart, toLayer, err := part(to)
	switch {
	case err != nil:
		return err
	case fromPart == toPart || toLayer < fromLayer:
		return nil
	case fromLayer == businessLayer && toLayer == businessLayer:
		if slices.Index(business, toPart) < slices.Index(business, fromPart) {
			return nil
		}
		return fmt.Errorf("%s, but the business imports in the order %s: let %s publish an event that %s follows, or move the rule to %s",
			short, strings.Join(business, " ← "), fromPart, toPart, toPart)
	default:
		return fmt.Errorf("%s, but imports run cmd → bench → app → portal, tmf → business → reason, platform → sky, and never between neighbours: pass what is needed as an argument, or move the code down",
			short)
	}
}

func isPure(importPath string) bool {
	rel := strings.TrimPrefix(importPath, module)
	return within(rel, "sky") || within(rel, "internal/reason")
}

// checkPure tells whether the pure package from may import to.
func checkPure(from, to string) error {
	for _, bad := range impure {
		if to == bad || strings.HasSuffix(bad, "/") && strings.HasPrefix(to, bad) {
			return fmt.Errorf("%s imports %s, but sky and reason do no input or output: take a value, an io.Reader or an io.Writer as an argument", strings.TrimPrefix(from, module), to)
		}
	}
	return nil
}

func checkName(p pkg) error {
	for _, name := range []string{p.Name, path.Base(p.ImportPath)} {
		if slices.Contains(forbiddenNames, name) {
			return fmt.Errorf("package %s: the name %q does not say what is inside: name it for what it does", p.ImportPath, name)
		}
	}
	return nil
}

// checkClock finds readings of the wall clock in a file of a pure package.
func checkClock(files *token.FileSet, file *ast.File) error {
	var found []error
	ast.Inspect(file, func(n ast.Node) bool {
		selector, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		of, ok := selector.X.(*ast.Ident)
		if ok && of.Name == "time" && slices.Contains([]string{"Now", "Since", "Until", "Sleep", "After", "Tick"}, selector.Sel.Name) {
			found = append(found, fmt.Errorf("%s: time.%s in a pure package: take the time as an argument", files.Position(n.Pos()), selector.Sel.Name))
		}
		return true
	})
	return errors.Join(found...)
}

var resolved = regexp.MustCompile(`"resolved": *"https?:`)

// ofThisMachine finds the folder of this checkout and the home of who works in it.
func ofThisMachine(top, home string) *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[^\w.~-])(` + regexp.QuoteMeta(filepath.ToSlash(top)) + `\b|` + regexp.QuoteMeta(filepath.ToSlash(home)) + `/)`)
}

func checkWords(name string, content []byte, machine *regexp.Regexp) error {
	var found []error
	for i, line := range bytes.Split(content, []byte("\n")) {
		if match := machine.FindSubmatch(line); match != nil {
			found = append(found, fmt.Errorf("%s:%d: the path %s… exists on one machine only: use a path relative to the project", name, i+1, match[1]))
		}
		if path.Base(name) == "package-lock.json" && resolved.Match(line) {
			found = append(found, fmt.Errorf("%s:%d: the lock file names a registry: set omit-lockfile-registry-resolved=true in .npmrc and write it anew", name, i+1))
			break
		}
	}
	return errors.Join(found...)
}

var generated = regexp.MustCompile(`(?m)^// Code generated .* DO NOT EDIT\.$`)

const longFile, tooLongFile = 500, 600 // lines

// checkLength warns of a long Go file and refuses a too long one.
func checkLength(name string, content []byte) (warning string, err error) {
	lines := bytes.Count(content, []byte("\n"))
	switch {
	case path.Ext(name) != ".go" || lines <= longFile || generated.Match(content):
		return "", nil
	case lines > tooLongFile:
		return "", fmt.Errorf("%s has %d lines, more than %d: split it by what people do with it", name, lines, tooLongFile)
	}
	return fmt.Sprintf("%s has %d lines; past %d it is refused", name, lines, tooLongFile), nil
}

func root(t *testing.T) string {
	t.Helper()
	folder, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	return folder
}

func packages(t *testing.T) []pkg {
	t.Helper()
	list := exec.Command("go", "list", "-e", "-json=ImportPath,Name,Dir,GoFiles,Imports", "./...")
	list.Dir = root(t)
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []pkg
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p pkg
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(p.ImportPath, "/node_modules/") { // some npm packages carry Go files
			all = append(all, p)
		}
	}
	if len(all) < 5 {
		t.Fatalf("go list found only %d packages", len(all))
	}
	return all
}

func TestImportsRunOneWay(t *testing.T) {
	for _, p := range packages(t) {
		if !isTool(p.ImportPath) {
			if _, _, err := part(p.ImportPath); err != nil {
				t.Error(err)
				continue
			}
		}
		for _, to := range p.Imports {
			if err := checkImport(p.ImportPath, to); err != nil {
				t.Error(err)
			}
		}
	}
}

func TestPurePackagesTouchNothing(t *testing.T) {
	for _, p := range packages(t) {
		if !isPure(p.ImportPath) {
			continue
		}
		for _, to := range p.Imports {
			if err := checkPure(p.ImportPath, to); err != nil {
				t.Error(err)
			}
		}
		for _, name := range p.GoFiles {
			files := token.NewFileSet()
			file, err := parser.ParseFile(files, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Error(err)
				continue
			}
			if err := checkClock(files, file); err != nil {
				t.Error(err)
			}
		}
	}
}

func TestPackagesAreNamedForWhatTheyDo(t *testing.T) {
	for _, p := range packages(t) {
		if err := checkName(p); err != nil {
			t.Error(err)
		}
	}
}

// notOurs are folders that are installed, built or left by runs.
var notOurs = []string{".git", "node_modules", "dist", "bin", ".make", ".data", "test-results", "playwright-report"}

func TestFilesAreShortAndTellOfNoMachine(t *testing.T) {
	top := root(t)
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	machine := ofThisMachine(top, home)
	err = filepath.WalkDir(top, func(file string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil // a file that another program has removed meanwhile
		case err != nil:
			return err
		case entry.IsDir() && slices.Contains(notOurs, entry.Name()):
			return filepath.SkipDir
		case !entry.Type().IsRegular():
			return nil
		}
		content, err := os.ReadFile(file)
		if err != nil || bytes.IndexByte(content[:min(len(content), 8000)], 0) >= 0 { // not a text
			return nil
		}
		name, err := filepath.Rel(top, file)
		if err != nil {
			return err
		}
		warning, tooLong := checkLength(name, content)
		if warning != "" {
			t.Log(warning)
		}
		for _, broken := range []error{tooLong, checkWords(filepath.ToSlash(name), content, machine)} {
			if broken != nil {
				t.Error(broken)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
