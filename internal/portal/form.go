package portal

import (
	"regexp"
	"slices"
	"strings"

	"github.com/xingfu/xingfu/internal/ticket"
)

var codeOnly = regexp.MustCompile(`^[0-9a-z]+$`)

// subjectFrom names the fields that say in one line what a matter is about, by kind: where there is one,
// nobody is asked for that line twice.
var subjectFrom = map[string]string{"request": "wanted"}

const (
	lineMost = 200
	textMost = 5000
)

// fields gives the fields of a kind's form: only what is needed for it, with what was typed.
func (v *visit) fields(names *ticket.Catalogue, kind ticket.Kind, found problem) []field {
	phoneAsked := slices.ContainsFunc(kind.Fields, func(f ticket.Field) bool { return f.Type == "phone" })
	anonymous := kind.Code == "abuse" || kind.Code == "suggestion"
	var list []field
	if subjectFrom[kind.Code] == "" {
		list = append(list, field{Name: "subject", Type: "line", Most: lineMost, Required: true, Hint: v.words("subject.hint." + group(kind.Code))})
	}
	if options := v.categories(names, kind.Code); len(options) > 1 {
		list = append(list, field{Name: "category", Type: "choice", Options: options})
	}
	for _, f := range kind.Fields {
		list = append(list, v.kindField(kind.Code, f))
	}
	list = append(list, field{Name: "description", Type: "text", Most: textMost})
	if kind.Code == "fault" || kind.Code == "request" || kind.Code == "complaint" {
		list = append(list, field{Name: "terminalNumber", Type: "line", Most: 40, Hint: v.words("terminalNumber.hint")})
	}
	if !phoneAsked {
		list = append(list, field{Name: "contactPhone", Type: "phone", Most: 30, Required: !anonymous, Auto: "tel"})
	}
	list = append(list, field{Name: "contactName", Type: "line", Most: 60, Auto: "name"})
	for i := range list {
		v.fillIn(&list[i], found)
	}
	return list
}

func (v *visit) kindField(kind string, f ticket.Field) field {
	made := field{Name: "details." + f.Code, Label: f.Name(v.lang), Type: f.Type, Required: f.Required, Most: textMost}
	if key := "field." + kind + "." + f.Code; hasWords(key) { // the catalogue's names are those that staff use
		made.Label = v.words(key)
	}
	switch f.Type {
	case "text":
		made.Type, made.Most = "line", lineMost
		if f.Code == subjectFrom[kind] {
			made.Hint, made.Instead = v.words("subject.hint."+group(kind)), "subject"
		}
	case "phone":
		made.Auto, made.Most, made.Instead = "tel", 30, "contactPhone"
	case "datetime":
		made.Hint = v.words("datetime.hint")
	case "choice":
		made.Options = v.named(f.Options)
	}
	return made
}

func (v *visit) categories(names *ticket.Catalogue, kind string) []choice {
	var list []ticket.Named
	for _, c := range names.Categories {
		if c.Kind == kind {
			list = append(list, c.Named)
		}
	}
	return v.named(list)
}

func (v *visit) named(list []ticket.Named) []choice {
	out := make([]choice, len(list))
	for i, n := range list {
		out[i] = choice{Code: n.Code, Name: n.Name(v.lang)}
	}
	return out
}

// fillIn puts back what was typed, and says beside the field what is wrong with it.
func (v *visit) fillIn(f *field, found problem) {
	if f.Label == "" {
		f.Label = v.words("field." + f.Name)
	}
	f.Value, f.Wrong = v.posted(f.Name), found.fields[f.Name]
	if f.Wrong == "" && f.Instead != "" {
		f.Wrong = found.fields[f.Instead]
	}
	if f.Wrong != "" && f.Required && f.Value == "" {
		f.Wrong = v.words("field.missing", f.Label)
	}
	for i := range f.Options {
		f.Options[i].Chosen = f.Options[i].Code == f.Value
	}
}

// Input is the sort of input that a browser shows for the field.
func (f field) Input() string {
	switch f.Type {
	case "phone":
		return "tel"
	case "datetime":
		return "datetime-local"
	}
	return "text"
}

// About names what is said beside the field, for those who hear the page.
func (f field) About() string {
	var ids []string
	if f.Hint != "" {
		ids = append(ids, f.Name+"-hint")
	}
	if f.Wrong != "" {
		ids = append(ids, f.Name+"-wrong")
	}
	return strings.Join(ids, " ")
}
