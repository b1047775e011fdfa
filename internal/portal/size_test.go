package portal_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/xingfu/xingfu/internal/ticket"
)

// What a page may take on the wire, headers and all.
const (
	firstMost   = 14_000
	furtherMost = 6_000
	textMost    = 5_000
)

var formPages = []string{"/portal/new/fault", "/portal/new/emergency", "/portal/new/request", "/portal/new/consult",
	"/portal/new/complaint", "/portal/new/suggestion", "/portal/new/abuse"}

// story makes a matter about which much was written, links were looked at and a repair was refused. What
// is written is drawn at random, so that it packs badly, as people's own words do.
func story(d *desk, b *browser) (matter string) {
	d.t.Helper()
	source := rand.New(rand.NewPCG(1, 2))
	write := func(n int) string {
		runes := make([]rune, n)
		for i := range runes {
			runes[i] = rune(0x4e00 + source.IntN(3000))
		}
		return string(runes)
	}
	_, number := report(b, map[string]string{"subject": write(60), "description": write(1000)})
	matter = "/portal/m/" + number
	id := d.ticket(number).ID
	for range 20 {
		d.wait(time.Minute)
		b.submit(b.get(matter), matter+"/say", map[string]string{"text": write(300)}).is(200)
		ok(d.tickets.Reply(d.as(d.clerk), id, write(300)))(d.t)
	}
	d.finish(works(d, id), ticket.LinkState{Link: "gateway", State: ticket.Faulty})
	d.resolve(id, write(500))
	b.submit(b.get(matter), matter+"/answer", map[string]string{"mended": "no", "note": write(200)}).is(200)
	d.resolve(id, write(500))
	return matter
}

// screens fetches every sort of page as a browser sees it after its first visit.
func screens(d *desk, b *browser) map[string]*screen {
	d.t.Helper()
	matter := story(d, b)
	pages := map[string]*screen{"home": b.get("/portal/"), "follow": b.get("/portal/follow"), "matter": b.get(matter),
		"receipt": b.get(matter + "/receipt"), "nowhere": b.get("/portal/nowhere"), "network": b.get("/portal/network")}
	for _, path := range formPages {
		pages["form "+strings.TrimPrefix(path, "/portal/new/")] = b.get(path).is(200)
	}
	pages["form with faults"] = b.submit(b.get("/portal/new/complaint"), "/portal/new/complaint", map[string]string{"subject": "收费", "contactPhone": phone}).
		is(http.StatusUnprocessableEntity)
	pages["wrong code"] = b.submit(b.get("/portal/follow"), "/portal/follow", map[string]string{"number": "20261123-999999", "code": "0000"}).is(http.StatusNotFound)
	return pages
}

var saidSize = regexp.MustCompile(`(?:本页约|This page: about) ([0-9.]+) kB`)

func TestSizes(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		for version, most := range map[string]int{"0": furtherMost, "1": textMost} {
			t.Run(language+" text="+version, func(t *testing.T) {
				d := quick(t)
				first := d.browser()
				first.accept = language
				arrival := first.get("/portal/").is(200)
				t.Logf("%6d bytes of at most %d  the first page, whole", arrival.wire, firstMost)
				if arrival.wire > firstMost {
					t.Errorf("the first page takes %d bytes; at most %d", arrival.wire, firstMost)
				}
				noFurtherRequests(t, arrival)
				b := d.browser()
				b.get("/portal/?lang=" + language + "&text=" + version).is(200)
				for name, page := range screens(d, b) {
					checkSize(t, name, page, most)
					noFurtherRequests(t, page)
				}
			})
		}
	}
}

func checkSize(t *testing.T, name string, page *screen, most int) {
	t.Helper()
	t.Logf("%6d bytes of at most %d  %s", page.wire, most, name)
	if page.wire > most {
		t.Errorf("%s takes %d bytes; at most %d", name, page.wire, most)
	}
	found := saidSize.FindStringSubmatch(page.words())
	if found == nil {
		t.Fatalf("%s does not say its size", name)
	}
	said := ok(strconv.ParseFloat(found[1], 64))(t) * 1000
	if math.Abs(said-float64(page.wire)) > 250 {
		t.Errorf("%s says that it takes about %.0f bytes, and takes %d", name, said, page.wire)
	}
}

// noFurtherRequests tells of everything for which a browser would ask again on its own.
func noFurtherRequests(t *testing.T, page *screen) {
	t.Helper()
	for _, n := range all(page.root, "script", "img", "iframe", "link", "source") {
		if address := attr(n, "href") + attr(n, "src"); !strings.HasPrefix(address, "data:") {
			t.Errorf("%s asks for %q", page.path, address)
		}
	}
	if strings.Contains(page.raw, "url(") || strings.Contains(page.raw, "@import") {
		t.Errorf("the style of %s asks for more", page.path)
	}
}

func TestTheWholeStoryIsThere(t *testing.T) {
	d := quick(t)
	b := d.browser()
	matter := story(d, b)
	short, whole := b.get(matter).says("看全部内容"), b.get(matter+"?all=1").is(200).doesNotSay("看全部内容")
	entries := func(s *screen) int {
		return len(all(s.one("ol", func(n *html.Node) bool { return attr(n, "class") == "story" }), "li"))
	}
	// Received, 20 messages and as many replies, works' reply, two repairs, one refusal.
	if entries(short) > 12 || entries(whole) != 1+40+1+2+1 {
		t.Errorf("the story has %d entries, the whole of it %d", entries(short), entries(whole))
	}
	summary := d.ticket(strings.TrimPrefix(matter, "/portal/m/")).Summary
	whole.says(summary)
	short.doesNotSay(summary)
}

func TestPagesAreOpenToEveryone(t *testing.T) {
	d := quick(t)
	for _, language := range []string{"zh", "en"} {
		b := d.browser()
		b.get("/portal/?lang=" + language)
		for name, page := range screens(d, b) {
			checkStructure(t, name, page, map[string]string{"zh": "zh-CN", "en": "en"}[language])
		}
	}
}

// checkStructure tells what would stop somebody who hears the page or uses only the keyboard.
func checkStructure(t *testing.T, name string, page *screen, language string) {
	t.Helper()
	if got := attr(page.one("html", nil), "lang"); got != language {
		t.Errorf("%s: lang is %q; want %q", name, got, language)
	}
	for _, tag := range []string{"header", "main", "footer", "h1", "title"} {
		if n := len(all(page.root, tag)); n != 1 {
			t.Errorf("%s has %d <%s>; want 1", name, n, tag)
		}
	}
	if first := text(page.one("header", nil)); !strings.Contains(first, hotline) {
		t.Errorf("%s: the first line has no hotline: %q", name, first)
	}
	ids, labelled := map[string]bool{}, map[string]bool{}
	for n := range page.root.Descendants() {
		if id := attr(n, "id"); id != "" && ids[id] {
			t.Errorf("%s has two elements %q", name, id)
		} else if id != "" {
			ids[id] = true
		}
		if n.Data == "label" {
			labelled[attr(n, "for")] = true
		}
	}
	for _, n := range all(page.root, "input", "select", "textarea") {
		inLabel := n.Parent.Data == "label"
		if attr(n, "type") != "hidden" && !inLabel && !labelled[attr(n, "id")] {
			t.Errorf("%s: %s has no label", name, attr(n, "name"))
		}
	}
	for n := range page.root.Descendants() {
		for id := range strings.FieldsSeq(attr(n, "aria-describedby") + " " + attr(n, "aria-labelledby")) {
			if !ids[id] {
				t.Errorf("%s refers to %q, which is not there", name, id)
			}
		}
	}
}

func TestTextOnly(t *testing.T) {
	d := quick(t)
	b := d.browser()
	link := b.get("/portal/follow").one("a", func(n *html.Node) bool { return text(n) == "纯文字版" })
	plain := b.get(attr(link, "href")).is(200)
	if plain.path != "/portal/follow" || len(all(plain.root, "style", "svg")) != 0 {
		t.Errorf("%s has %d styles and pictures", plain.path, len(all(plain.root, "style", "svg")))
	}
	_, number := report(b, nil)
	page := b.get("/portal/m/" + number).is(200).says("由北京客服中心负责")
	if len(all(page.root, "style", "svg")) != 0 {
		t.Error("the choice of the text-only version is forgotten on the next page")
	}
	back := page.one("a", func(n *html.Node) bool { return text(n) == "普通版" })
	if full := b.get(attr(back, "href")); len(all(full.root, "style")) != 1 || full.path != page.path {
		t.Errorf("the way back leads to %s", full.path)
	}
}

func TestLanguages(t *testing.T) {
	d := quick(t)
	b := d.browser()
	b.accept = "en-GB,en;q=0.8"
	home := b.get("/portal/").is(200).says("Hotline "+hotline, "Report a fault", "Follow a matter")
	receipt, number := report(b, nil)
	receipt.says("We will contact you by 14:35 Beijing time today, 23 November.", "It should work again by 14:05 Beijing time tomorrow, 24 November.")
	works(d, d.ticket(number).ID)
	matter := "/portal/m/" + number
	b.get(matter).says("Technicians are checking: Gateway.", "Found in order: Terminal, Antenna and RF.")
	b.submit(b.get(matter), matter+"/urge", nil)
	b.submit(b.get("/portal/new/fault"), "/portal/new/fault", map[string]string{"subject": "broken"}).is(422).says("Please fill in “Your phone”.")

	link := home.one("a", func(n *html.Node) bool { return attr(n, "hreflang") == "zh-CN" })
	if text(link) != "中文" || attr(link, "lang") != "zh-CN" {
		t.Errorf("the way to Chinese is %q %v", text(link), link.Attr)
	}
	b.get(attr(link, "href")).says("报告故障")
	b.get(matter).says("技术人员正在检查信关站一侧。") // remembered, whatever the browser's language
	for _, language := range []string{"zh", "en"} {
		b.get(fmt.Sprintf("/portal/?lang=%s", language))
		if page := b.get(matter); attr(page.one("html", nil), "lang")[:2] != language {
			t.Errorf("asked for %s, got %v", language, page.one("html", nil).Attr)
		}
	}
}
