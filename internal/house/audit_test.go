package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
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
			for _, call := range callsOf(fn, "Write", "audit") {
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
func callsOf(in ast.Node, method, of string) []*ast.CallExpr {
	var calls []*ast.CallExpr
	ast.Inspect(in, func(n ast.Node) bool {
		call, is := n.(*ast.CallExpr)
		if !is {
			return true
		}
		if f, is := call.Fun.(*ast.SelectorExpr); is && f.Sel.Name == method {
			if x, is := f.X.(*ast.SelectorExpr); of == "" || is && x.Sel.Name == of {
				calls = append(calls, call)
			}
		}
		return true
	})
	return calls
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
	for _, call := range callsOf(f, method, "") {
		for _, arg := range call.Args {
			if text, is := literal(arg); is {
				texts = append(texts, text)
			}
		}
	}
	return texts
}

// Who reads the audit log reads words, in both languages.
func TestTheConsoleHasWordsForWhatIsAudited(t *testing.T) {
	source, err := os.ReadFile(filepath.Join(root(t), "web", "src", "features", "audit", "locale.ts"))
	if err != nil {
		t.Fatal(err)
	}
	languages := strings.Split(string(source), "\n    action: {")[1:]
	for i := range languages {
		languages[i], _, _ = strings.Cut(languages[i], "\n    },")
	}
	words := strings.Join(languages, "")
	actions := auditActions(t)
	if !slices.Contains(actions, "template.saved") || !slices.Contains(actions, "outgoing.retried") {
		t.Errorf("what is audited was not found: %v", actions)
	}
	for _, action := range actions {
		key := strings.ReplaceAll(action, ".", "-")
		if n := strings.Count(words, "\n      "+key+": '") + strings.Count(words, "\n      '"+key+"': '"); n != 2 {
			t.Errorf("the console has words for %s in %d languages", action, n)
		}
	}
}
