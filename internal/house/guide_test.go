package house

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const guide = "docs/guide"

var (
	heading = regexp.MustCompile(`(?m)^#+ `)
	picture = regexp.MustCompile(`!\[[^\]]+\]\(([^)]+)\)`)
	address = regexp.MustCompile(`\]\(([^)#]+)[^)]*\)`)
	bold    = regexp.MustCompile(`\*\*([^*]+)\*\*`)
)

// guidePage is what is checked of a page of the guide. What is exported is the same in both languages.
type guidePage struct {
	Headings  []string // their levels
	Pictures  []string
	addresses []string
	words     []string // that stand on the screen
}

func readGuidePage(text string) guidePage {
	p := guidePage{Headings: heading.FindAllString(text, -1), words: captures(bold, text)}
	for _, name := range captures(picture, text) {
		p.Pictures = append(p.Pictures, path.Base(name))
	}
	p.addresses = captures(address, text)
	return p
}

func captures(of *regexp.Regexp, text string) []string {
	var all []string
	for _, match := range of.FindAllStringSubmatch(text, -1) {
		all = append(all, strings.Join(strings.Fields(match[1]), " ")) // a line may end within
	}
	return all
}

func readGuide(t *testing.T, language string) map[string]guidePage {
	t.Helper()
	pages := map[string]guidePage{}
	for _, file := range glob(t, guide, language, "*.md") {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		pages[filepath.Base(file)] = readGuidePage(string(text))
	}
	return pages
}

func glob(t *testing.T, pattern ...string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(append([]string{root(t)}, pattern...)...))
	if err != nil || len(files) == 0 {
		t.Fatalf("no files %v: %v", pattern, err)
	}
	return files
}

func TestTheGuideSaysTheSameInBothLanguages(t *testing.T) {
	if diff := cmp.Diff(readGuide(t, "zh"), readGuide(t, "en"), cmpopts.IgnoreUnexported(guidePage{})); diff != "" {
		t.Errorf("docs/guide (-zh +en):\n%s", diff)
	}
}

func TestTheGuideLeadsSomewhere(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		var named []string
		for name, page := range readGuide(t, language) {
			named = append(named, page.Pictures...)
			for _, to := range page.addresses {
				if strings.Contains(to, "://") {
					continue
				}
				if _, err := os.Stat(filepath.Join(root(t), guide, language, filepath.FromSlash(to))); err != nil {
					t.Errorf("%s/%s/%s leads to %s, which is not there", guide, language, name, to)
				}
				if strings.Contains(to, "/pictures/") && !strings.HasPrefix(to, "../pictures/"+language+"/") {
					t.Errorf("%s/%s/%s shows a picture of the other language: %s", guide, language, name, to)
				}
			}
		}
		for _, file := range glob(t, guide, "pictures", language, "*") {
			if !slices.Contains(named, filepath.Base(file)) {
				t.Errorf("no page of %s/%s shows %s", guide, language, filepath.Base(file))
			}
		}
	}
}

var (
	quoted = regexp.MustCompile(`'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"`)
	named  = regexp.MustCompile(`\b(?:zh|en): *([^,}\n"]+|"[^"]*")`)
	gap    = regexp.MustCompile(`\\\{\\\{\w+\\\}\\\}|%[sd]`) // as regexp.QuoteMeta leaves them
)

// screenWords finds what the console, the portal and the catalogue say.
func screenWords(t *testing.T) *saying {
	t.Helper()
	said := &saying{whole: map[string]bool{}}
	err := filepath.WalkDir(filepath.Join(root(t), "web", "src"), func(file string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(file, ".ts") && !strings.HasSuffix(file, ".test.ts") {
			said.add(t, file, quoted)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range glob(t, "internal", "portal", "texts.go") {
		said.add(t, file, quoted)
	}
	said.add(t, glob(t, "internal", "ticket", "catalogue.go")[0], quoted)
	said.add(t, glob(t, "internal", "platform", "audit", "action.go")[0], quoted)
	said.add(t, glob(t, "internal", "ticket", "catalogue.yaml")[0], named)
	return said
}

// saying is what stands on the screen: whole texts, and those in which something is filled in.
type saying struct {
	whole map[string]bool
	parts []*regexp.Regexp
}

func (s *saying) add(t *testing.T, file string, texts *regexp.Regexp) {
	t.Helper()
	source, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, match := range texts.FindAllStringSubmatch(string(source), -1) {
		text := strings.Trim(strings.Join(match[1:], ""), ` "`)
		pattern := regexp.QuoteMeta(text)
		if filled := gap.ReplaceAllString(pattern, `.+`); filled != pattern && len(filled) > 2*len(`.+`) {
			s.parts = append(s.parts, regexp.MustCompile(`^`+filled+`$`))
		}
		s.whole[text] = true
	}
}

func (s *saying) says(words string) bool {
	return s.whole[words] || slices.ContainsFunc(s.parts, func(p *regexp.Regexp) bool { return p.MatchString(words) })
}

// What the guide has in bold a reader looks for on the screen.
func TestTheGuideSpeaksTheWordsOfTheScreen(t *testing.T) {
	said := screenWords(t)
	for _, language := range []string{"zh", "en"} {
		pages := readGuide(t, language)
		for _, name := range slices.Sorted(maps.Keys(pages)) {
			for _, words := range pages[name].words {
				if !said.says(words) {
					t.Errorf("%s/%s/%s has **%s** in bold, but nothing on the screen is called so", guide, language, name, words)
				}
			}
		}
	}
}

// The rules must be able to say no.
func TestGuideRules(t *testing.T) {
	page := readGuidePage("# A\n\n## B\n\n![a\nlist](../pictures/en/list.png) [To](b.md#part) **Hand to\nunits** **x**\n")
	want := guidePage{Headings: []string{"# ", "## "}, Pictures: []string{"list.png"}, addresses: []string{"../pictures/en/list.png", "b.md"},
		words: []string{"Hand to units", "x"}}
	if diff := cmp.Diff(want, page, cmp.AllowUnexported(guidePage{})); diff != "" {
		t.Errorf("page (-want +got):\n%s", diff)
	}
	said := screenWords(t)
	for words, are := range map[string]bool{
		"Hand to units": true, "转派单位": true, "催办 15 张工单": true, "提交": true, "信息不全": true, "紧急": true,
		"Hand to unit": false, "执行": true, "催办十五张工单": false, "提 交": false,
	} {
		if said.says(words) != are {
			t.Errorf("the screen says %q: %v", words, !are)
		}
	}
}
