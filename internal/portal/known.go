package portal

import (
	"net/http"
	"regexp"
	"strings"
)

// pair is what a customer must know to follow a matter.
type pair struct{ number, code string }

var (
	numberPattern = regexp.MustCompile(`^[0-9A-Za-z-]{1,40}$`)
	codePattern   = regexp.MustCompile(`^[0-9A-Za-z]{1,12}$`)
)

func (m pair) wellFormed() bool {
	return numberPattern.MatchString(m.number) && codePattern.MatchString(m.code)
}

// readMatters gives the matters that this browser has proved to know lately, the latest first. They stand
// in a cookie, so that codes never stand in an address, where histories and other servers would see them.
func readMatters(r *http.Request) []pair {
	c, err := r.Cookie(mattersCookie)
	if err != nil {
		return nil
	}
	var list []pair
	for part := range strings.SplitSeq(c.Value, "_") {
		number, code, _ := strings.Cut(part, ".")
		if m := (pair{number, code}); m.wellFormed() && len(list) < mattersMost {
			list = append(list, m)
		}
	}
	return list
}

// codeOf gives the code of a matter that this browser knows, or nothing.
func (v *visit) codeOf(number string) string {
	for _, m := range v.matters {
		if m.number == number {
			return m.code
		}
	}
	return ""
}

// remember puts a matter in front of those that the browser knows.
func (v *visit) remember(m pair) {
	list := []pair{m}
	for _, other := range v.matters {
		if other.number != m.number && len(list) < mattersMost {
			list = append(list, other)
		}
	}
	v.keep(list)
}

// drop takes a matter whose code was wrong from those that the browser knows.
func (v *visit) drop(number string) {
	var list []pair
	for _, m := range v.matters {
		if m.number != number {
			list = append(list, m)
		}
	}
	v.keep(list)
}

func (v *visit) keep(list []pair) {
	v.matters = list
	if len(list) == 0 {
		v.setCookie(mattersCookie, "", -1)
		return
	}
	parts := make([]string, len(list))
	for i, m := range list {
		parts[i] = m.number + "." + m.code
	}
	v.setCookie(mattersCookie, strings.Join(parts, "_"), mattersAge)
}

// forget makes the browser forget all matters, for a computer that others use too.
func (v *visit) forget() {
	v.keep(nil)
	v.redirect("/portal/?ok=forgotten")
}
