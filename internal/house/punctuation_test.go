package house

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// halfWidth is a comma, colon, semicolon or question mark of the Latin script before a Chinese character or a
// place for a value, and after a Chinese character, a bracket, a quotation mark or nothing.
var halfWidth = regexp.MustCompile(`[\p{Han})”"][,:;?][\p{Han}{%…]`)

// The console holds its own texts to this; here are those of the program and its pages.
func TestChineseTextsHaveChinesePunctuation(t *testing.T) {
	read := 0
	for _, folder := range []string{"../../internal", "../../cmd"} {
		err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !isText(path) {
				return err
			}
			read++
			content, err := os.ReadFile(path)
			for i, line := range strings.Split(string(content), "\n") {
				if found := halfWidth.FindString(line); found != "" && !strings.Contains(line, "regexp.MustCompile") {
					t.Errorf("%s:%d: %s", path, i+1, found)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if read < 200 {
		t.Errorf("only %d files were looked at", read)
	}
}

func isText(path string) bool {
	if strings.HasSuffix(path, "_test.go") || strings.Contains(path, "testdata") {
		return false
	}
	switch filepath.Ext(path) {
	case ".go", ".yaml", ".html":
		return true
	}
	return false
}
