package portal

import (
	"bytes"
	"compress/gzip"
	"embed"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"strings"

	"github.com/xingfu/xingfu/internal/platform/lang"
)

//go:embed pages
var pageFiles embed.FS

type pageTemplate = *template.Template

// parsePages reads the templates, each with the frame that all pages share.
func parsePages() map[string]pageTemplate {
	pages := map[string]pageTemplate{}
	for _, name := range []string{"home", "report", "receipt", "follow", "matter", "message", "photo", "network"} {
		pages[name] = template.Must(template.ParseFS(pageFiles, "pages/frame.html", "pages/"+name+".html"))
	}
	return pages
}

// style stands in the page itself: at under 1 kB packed it costs less than a second request over a
// link with 600 ms to the satellite and back. The text-only version goes without.
var style = readStyle()

func readStyle() template.CSS {
	text, err := pageFiles.ReadFile("pages/style.css")
	if err != nil {
		panic(err) // the file is part of the program
	}
	return template.CSS(strings.Join(strings.Fields(string(text)), " "))
}

// page is what a template fills in.
type page struct {
	Lang    lang.Code
	Text    bool
	Style   template.CSS
	Hotline string
	Self    string
	Form    bool // it holds a form that somebody fills in
	Title   string
	Top     string // what is wrong, above the page
	Notice  string // what has been done
	Size    string
	Body    any
}

// T gives a text in the page's language.
func (p *page) T(key string, args ...any) (string, error) { return words(p.Lang, key, args...) }

// Tag is the page's language as HTML names it.
func (p *page) Tag() string { return tags[p.Lang] }

// look is another way to see a page.
type look struct {
	Address, Name string
	Tag           string // the language in which Name is, when it is another one
}

// Looks are the other ways to see the page: with or without style, in the other language. On a form they
// are asked for with all that was typed.
func (p *page) Looks() ([]look, error) {
	text, key := "1", "text.on"
	if p.Text {
		text, key = "0", "text.off"
	}
	version, err := p.T(key)
	if err != nil {
		return nil, err
	}
	other, err := p.T("other")
	code := lang.English
	if p.Lang == lang.English {
		code = lang.Chinese
	}
	return []look{{Address: p.Self + "?text=" + text, Name: version}, {p.Self + "?lang=" + string(code), other, tags[code]}}, err
}

var tags = map[lang.Code]string{lang.Chinese: "zh-CN", lang.English: "en"}

// FollowForm is the form that asks for number and code, filled in.
func (p *page) FollowForm(form followBody) struct {
	Page *page
	Form followBody
} {
	return struct {
		Page *page
		Form followBody
	}{p, form}
}

// Dial is the hotline as a telephone link writes it.
func (p *page) Dial() template.URL {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, p.Hotline)
	return template.URL("tel:" + digits)
}

// show answers with a page.
func (v *visit) show(status int, name, title string, found problem, body any) {
	pg := &page{Lang: v.lang, Text: v.text, Style: style, Hotline: v.p.hotline, Self: v.self, Form: name == "report", Title: title, Top: found.text,
		Notice: v.notice(), Size: "0.0", Body: body}
	content, err := v.fill(name, pg)
	if err == nil {
		pg.Size = spellSize(v.wireSize(content))
		content, err = v.fill(name, pg)
	}
	if err != nil {
		slog.ErrorContext(v.ctx(), "portal page", "page", name, "error", err)
		http.Error(v.w, v.words("failed", v.p.hotline), http.StatusInternalServerError)
		return
	}
	h := v.w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	if name == "home" || name == "report" || name == "network" { // nobody's data: going back to it costs nothing
		h.Set("Cache-Control", "private, no-cache")
	}
	h.Add("Vary", "Cookie, Accept-Language")
	v.w.WriteHeader(status)
	_, _ = v.w.Write(content)
}

func (v *visit) fill(name string, pg *page) ([]byte, error) {
	var b bytes.Buffer
	err := v.p.pages[name].ExecuteTemplate(&b, "frame.html", pg)
	return b.Bytes(), err
}

const (
	headerSize = 520  // about what the headers of a page take on the wire
	packedFrom = 1024 // bytes; smaller pages leave the server as they are
)

// wireSize gives about how many bytes the page takes on the wire.
func (v *visit) wireSize(content []byte) int {
	if len(content) < packedFrom || !strings.Contains(v.r.Header.Get("Accept-Encoding"), "gzip") {
		return len(content) + headerSize
	}
	var b bytes.Buffer
	packer := gzip.NewWriter(&b)
	_, _ = packer.Write(content) // a buffer takes everything
	_ = packer.Close()
	return b.Len() + headerSize
}

func spellSize(bytes int) string { return fmt.Sprintf("%.1f", float64(bytes)/1000) }

// notices are the words for what a redirect says has been done.
var notices = map[string]string{
	"urged": "done.urged", "said": "done.said", "mended": "done.mended", "broken": "done.broken", "rated": "done.rated",
	"forgotten": "done.forgotten", "photo": "done.photo", "pleaded": "done.pleaded",
}

func (v *visit) notice() string {
	if v.r.Method == http.MethodPost {
		return ""
	}
	if key := notices[v.r.URL.Query().Get("ok")]; key != "" {
		return v.words(key)
	}
	return ""
}

// message answers with a page that only says something.
func (v *visit) message(status int, title, text string) {
	v.show(status, "message", v.words(title), problem{}, v.words(text, v.p.hotline))
}
