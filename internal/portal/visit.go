package portal

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"strings"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// visit is one request of a customer, with what his browser remembers.
type visit struct {
	p       *Portal
	w       http.ResponseWriter
	r       *http.Request
	lang    lang.Code
	text    bool   // he wants the text-only version
	self    string // the address under which this page can be fetched again
	matters []pair
}

const (
	lookCookie    = "portal_look"
	mattersCookie = "portal_matters"
	lookAge       = 365 * 24 * 3600
	mattersAge    = 12 * 3600
	mattersMost   = 5
	bodyMost      = 256 << 10
)

// visited makes an HTTP handler of what to do on a visit. A form that is posted has been read by then.
func (p *Portal) visited(serve func(*visit)) http.HandlerFunc {
	return p.visitedRaw(func(v *visit) {
		if v.r.Method != http.MethodPost || v.readForm() {
			ctx, cancel := httpx.Bounded(v.ctx())
			defer cancel()
			v.r = v.r.WithContext(ctx)
			serve(v)
		}
	})
}

// visitedRaw is visited for what is no plain form.
func (p *Portal) visitedRaw(serve func(*visit)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v := &visit{p: p, w: w, r: r, self: r.URL.Path}
		v.look()
		v.matters = readMatters(r)
		serve(v)
	}
}

func (v *visit) ctx() context.Context { return v.r.Context() }

func (v *visit) address() string { return httpx.ClientIP(v.r) }

// look finds out how the customer wants the pages: from ?lang= and ?text=, which are remembered, from
// what was remembered, or from his browser's language.
func (v *visit) look() {
	v.lang = lang.Of(v.ctx())
	if c, err := v.r.Cookie(lookCookie); err == nil {
		code, version, _ := strings.Cut(c.Value, "-")
		v.choose(code, version)
	}
	query := v.r.URL.Query()
	if v.choose(query.Get("lang"), map[string]string{"1": "text", "0": "full"}[query.Get("text")]) {
		version := "full"
		if v.text {
			version = "text"
		}
		v.setCookie(lookCookie, string(v.lang)+"-"+version, lookAge)
	}
}

// choose takes a language and a version if they are known, and tells whether any was.
func (v *visit) choose(code, version string) bool {
	knownCode := code == string(lang.Chinese) || code == string(lang.English)
	if knownCode {
		v.lang = lang.Code(code)
	}
	knownVersion := version == "text" || version == "full"
	if knownVersion {
		v.text = version == "text"
	}
	return knownCode || knownVersion
}

func (v *visit) setCookie(name, value string, age int) {
	http.SetCookie(v.w, &http.Cookie{Name: name, Value: value, Path: "/portal/", MaxAge: age, HttpOnly: true,
		Secure: httpx.Encrypted(v.r), SameSite: http.SameSiteStrictMode})
}

// readForm reads what was posted. When that is too much to be a form of ours it answers and is false.
func (v *visit) readForm() bool {
	v.r.Body = http.MaxBytesReader(v.w, v.r.Body, bodyMost)
	err := v.r.ParseForm()
	var tooLarge *http.MaxBytesError
	switch {
	case err == nil:
		return true
	case errors.As(err, &tooLarge):
		v.message(http.StatusRequestEntityTooLarge, "large.title", "large.text")
	default:
		v.message(http.StatusBadRequest, "broken.title", "broken.text")
	}
	return false
}

// posted gives a field of the form without the blanks around it.
func (v *visit) posted(name string) string { return strings.TrimSpace(v.r.PostForm.Get(name)) }

func (v *visit) redirect(to string) {
	v.w.Header().Set("Cache-Control", "no-store")
	http.Redirect(v.w, v.r, to, http.StatusSeeOther)
}

func (v *visit) nowhere() {
	v.self = "/portal/"
	v.message(http.StatusNotFound, "nowhere.title", "nowhere.text")
}

// words gives a text in the customer's language.
func (v *visit) words(key string, args ...any) string {
	text, err := words(v.lang, key, args...)
	if err != nil {
		slog.ErrorContext(v.ctx(), "portal", "error", err)
	}
	return text
}

// statuses says how a failure is answered.
var statuses = map[fault.Code]int{
	fault.Invalid: http.StatusUnprocessableEntity, fault.NotFound: http.StatusNotFound, fault.Conflict: http.StatusConflict,
	fault.TooMany: http.StatusTooManyRequests, fault.Unavailable: http.StatusServiceUnavailable,
}

// problem is a failure as the customer is told.
type problem struct {
	status int
	text   string            // for the top of the page
	fields map[string]string // beside the fields at fault
}

// explain puts a failure into words. What is not meant for customers is logged, and he is told that it
// was not his doing.
func (v *visit) explain(err error) problem {
	var f *fault.Error
	if !errors.As(err, &f) || statuses[f.Code] == 0 {
		slog.ErrorContext(v.ctx(), "portal", "path", v.r.URL.Path, "error", err)
		status := http.StatusInternalServerError
		if store.Unreachable(err) {
			status = http.StatusServiceUnavailable
		}
		return problem{status: status, text: v.words("failed", v.p.hotline)}
	}
	found := problem{status: statuses[f.Code], text: f.Text.In(v.lang), fields: map[string]string{}}
	if f.Field == "" {
		return found
	}
	found.text = v.words("check")
	for _, wrong := range slices.Concat([]fault.Field{{Name: f.Field, Text: f.Text}}, f.Fields) {
		found.fields[wrong.Name] = wrong.Text.In(v.lang)
	}
	return found
}
