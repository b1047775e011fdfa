package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
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
	var files []*ast.File
	err := filepath.WalkDir(filepath.Join(root(t), "internal"), func(file string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(file, ".go") && !strings.HasSuffix(file, "_test.go") {
			parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
			if err != nil {
				return err
			}
			files = append(files, parsed)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, f := range files {
		for _, d := range f.Decls {
			fn, is := d.(*ast.FuncDecl)
			if !is {
				continue
			}
			for _, call := range callsOf(fn, "Write", "audit", "Audit", "log") {
				if len(call.Args) != 6 { // another thing's
					continue
				}
				if text, is := literal(call.Args[2]); is {
					found[text] = true
					continue
				}
				given := passedTo(f, fn.Name.Name)
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
		if f, is := call.Fun.(*ast.SelectorExpr); is && f.Sel.Name == method {
			if len(of) == 0 || slices.Contains(of, nameOf(f.X)) {
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

// passedTo gives the texts that a method of a file is called with there.
func passedTo(f *ast.File, method string) []string {
	var texts []string
	for _, call := range callsOf(f, method) {
		for _, arg := range call.Args {
			if text, is := literal(arg); is {
				texts = append(texts, text)
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
