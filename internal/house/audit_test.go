package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xingfu/xingfu/internal/app"
	"github.com/xingfu/xingfu/internal/platform/audit"
)

// auditActions finds what the program writes into the audit log: the action of every audit.Write, and where that
// comes as an argument named action, what the function is called with.
func auditActions(t *testing.T) []string {
	t.Helper()
	packages := map[string][]*ast.File{}
	err := filepath.WalkDir(filepath.Join(root(t), "internal"), func(file string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(file, ".go") && !strings.HasSuffix(file, "_test.go") {
			parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
			if err != nil {
				return err
			}
			packages[filepath.Dir(file)] = append(packages[filepath.Dir(file)], parsed)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, files := range packages {
		for _, fn := range functionsOf(files) {
			for _, call := range callsOf(fn, "Write", "audit", "Audit", "log") {
				if len(call.Args) != 6 { // another thing's
					continue
				}
				if text, is := literal(call.Args[2]); is {
					found[text] = true
					continue
				}
				given := passedTo(files, fn.Name.Name)
				if len(given) == 0 {
					t.Errorf("%s writes into the audit log what this test cannot read", fn.Name.Name)
				}
				for _, text := range given {
					found[text] = true
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// callsOf gives the calls of a method of what is named so: s.audit.Write.
func callsOf(in ast.Node, method string, of ...string) []*ast.CallExpr {
	var calls []*ast.CallExpr
	ast.Inspect(in, func(n ast.Node) bool {
		call, is := n.(*ast.CallExpr)
		if !is {
			return true
		}
		switch f := call.Fun.(type) {
		case *ast.SelectorExpr:
			if f.Sel.Name == method && (len(of) == 0 || slices.Contains(of, nameOf(f.X))) {
				calls = append(calls, call)
			}
		case *ast.Ident:
			if f.Name == method && len(of) == 0 {
				calls = append(calls, call)
			}
		}
		return true
	})
	return calls
}

// nameOf gives the last name of what a method is called on.
func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.Ident:
		return e.Name
	}
	return ""
}

func literal(e ast.Expr) (string, bool) {
	if lit, is := e.(*ast.BasicLit); is && lit.Kind == token.STRING {
		text, err := strconv.Unquote(lit.Value)
		return text, err == nil
	}
	return "", false
}

func functionsOf(files []*ast.File) []*ast.FuncDecl {
	var all []*ast.FuncDecl
	for _, f := range files {
		for _, d := range f.Decls {
			if fn, is := d.(*ast.FuncDecl); is {
				all = append(all, fn)
			}
		}
	}
	return all
}

var actionShaped = regexp.MustCompile(`^[a-z]+(\.[a-z]+)*$`)

// passedTo gives the texts that a function of a package is called with there; where it is called with an argument named
// action, those with which its caller is.
func passedTo(files []*ast.File, function string) []string {
	var texts []string
	for _, fn := range functionsOf(files) {
		for _, call := range callsOf(fn, function) {
			for _, arg := range call.Args {
				if text, is := literal(arg); is && actionShaped.MatchString(text) {
					texts = append(texts, text)
				}
				if nameOf(arg) == "action" && fn.Name.Name != function {
					texts = append(texts, passedTo(files, fn.Name.Name)...)
				}
			}
		}
	}
	return texts
}

// Who reads the audit log reads words, in both languages; and what there are words for is written somewhere.
func TestThereAreWordsForWhatIsAudited(t *testing.T) {
	written, worded := auditActions(t), map[string]bool{}
	if !slices.Contains(written, "template.saved") || !slices.Contains(written, "outgoing.retried") || !slices.Contains(written, "backup.made") {
		t.Errorf("what is audited was not found: %v", written)
	}
	groups := map[audit.Group]bool{}
	for _, g := range audit.GroupNames {
		groups[g.Group] = g.Name.Zh != "" && g.Name.En != ""
	}
	for _, a := range app.Audited() {
		if worded[a.Code] {
			t.Errorf("%s has words twice", a.Code)
		}
		worded[a.Code] = a.Name.Zh != "" && a.Name.En != "" && a.Says.Zh != "" && a.Says.En != "" && groups[a.Group]
		if !slices.Contains(written, a.Code) {
			t.Errorf("there are words for %s, which nothing writes", a.Code)
		}
	}
	for _, action := range written {
		if !worded[action] {
			t.Errorf("%s is written into the audit log, and lacks a name, a sentence or a group: name it in the list Audited of its package", action)
		}
	}
}
