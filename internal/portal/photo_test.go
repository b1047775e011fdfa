package portal_test

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

const jpeg = "\xff\xd8\xff\xe0\x00\x10JFIF\x00"

// send posts a file as a browser without script does.
func (b *browser) send(path, name, content string) *screen {
	b.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	_, _ = io.WriteString(ok(form.CreateFormFile("file", name))(b.t), content)
	_ = form.Close()
	r := ok(http.NewRequest("POST", b.base+path, &body))(b.t)
	r.Header.Set("Content-Type", form.FormDataContentType())
	return b.do(r)
}

// part is what the script asks for, and the state or the sentence that it is told.
func (b *browser) part(method, path, body string) (status int, state struct {
	ID       string
	Received int
	Whole    bool
}, says string) {
	b.t.Helper()
	r := ok(http.NewRequest(method, b.base+path, strings.NewReader(body)))(b.t)
	answer := ok(b.client.Do(r))(b.t)
	defer answer.Body.Close()
	raw := ok(io.ReadAll(answer.Body))(b.t)
	if answer.StatusCode == 200 {
		if err := json.Unmarshal(raw, &state); err != nil {
			b.t.Fatal(err)
		}
	}
	return answer.StatusCode, state, string(raw)
}

func TestAFileWithoutScript(t *testing.T) {
	d := quick(t)
	b := d.browser()
	receipt, number := report(b, nil)
	photo := "/portal/m/" + number + "/photo"
	receipt.one("a", func(n *html.Node) bool { return attr(n, "href") == photo })
	b.get(photo).is(200).says("发送照片或文件")
	sent := b.send(photo, "站点 1.jpg", jpeg+strings.Repeat("x", 2<<20)).is(200).says("已收到您的文件。", "站点 1.jpg", "2097.2 kB · 您")
	link := sent.one("a", func(n *html.Node) bool { return text(n) == "站点 1.jpg" })
	got := b.get(attr(link, "href"))
	if got.header.Get("Content-Type") != "image/jpeg" || !strings.HasPrefix(got.header.Get("Content-Disposition"), "inline") ||
		got.header.Get("Content-Security-Policy") != "sandbox; default-src 'none'" || len(got.raw) != len(jpeg)+2<<20 {
		t.Errorf("%d bytes, %v", len(got.raw), got.header)
	}
	b.get("/portal/m/" + number).says("您发来了 站点 1.jpg")
	b.send(photo, "page.html", "<html><script>alert(1)</script>").is(200)
	page := b.get(attr(b.get(photo).one("a", func(n *html.Node) bool { return text(n) == "page.html" }), "href"))
	if strings.Contains(page.header.Get("Content-Type"), "html") || !strings.HasPrefix(page.header.Get("Content-Disposition"), "attachment") {
		t.Errorf("a page of somebody's is served as %v", page.header)
	}
	b.send(photo, "empty.jpg", "").is(422).says("文件是空的。")
	b.post(photo, nil).is(422).says("请先选择")
	b.send(photo, "large.jpg", strings.Repeat("x", 22<<20)).is(413).says("文件太大了")
	d.browser().send(photo, "a.jpg", jpeg).says("请填工单号和查询码")
}

func TestAFileInPartsGoesOnWhereItStopped(t *testing.T) {
	d := quick(t)
	b := d.browser()
	_, number := report(b, nil)
	base := "/portal/m/" + number + "/files"
	content := jpeg + strings.Repeat("y", 40_000)
	status, state, _ := b.part("POST", base, `{"name":"站.jpg","size":`+strconv.Itoa(len(content))+`}`)
	if status != 200 || state.Received != 0 || state.Whole {
		t.Fatal(status, state)
	}
	id := state.ID
	var told []int
	for _, p := range [][2]int{{0, 16_000}, {0, 16_000}, {32_000, 40_000}, {16_000, 32_000}, {32_000, len(content)}, {32_000, len(content)}} {
		status, state, says := b.part("PUT", base+"/"+id+"/"+strconv.Itoa(p[0]), content[p[0]:p[1]])
		if status != 200 {
			t.Fatal(status, says)
		}
		told = append(told, state.Received)
	}
	if diff := cmp.Diff([]int{16_000, 16_000, 16_000, 32_000, len(content), len(content)}, told); diff != "" {
		t.Error(diff)
	}
	if got := b.get(base + "/" + id).is(200); got.raw != content {
		t.Errorf("%d bytes, not %d", len(got.raw), len(content))
	}
	other := d.browser()
	_, another := report(other, nil)
	for _, path := range []string{base + "/" + id + "/0", "/portal/m/" + another + "/files/" + id + "/0"} {
		if status, _, _ := other.part("PUT", path, "x"); status != 404 {
			t.Errorf("%s: %d for somebody else", path, status)
		}
	}
	for path, want := range map[string]int{base + "/" + id + "/-1": 422, base + "/" + id + "/x": 422, base + "/nothing/0": 404} {
		if status, _, says := b.part("PUT", path, "x"); status != want || says == "" {
			t.Errorf("%s: %d %s", path, status, says)
		}
	}
	for body, want := range map[string]int{`{"name":"a","size":0}`: 422, `{"name":"a","size":99999999}`: 422, `{"name":"","size":1}`: 422, `no`: 422} {
		if status, _, says := b.part("POST", base, body); status != want || says == "" {
			t.Errorf("%s: %d %s", body, status, says)
		}
	}
}

// The page with its script, which comes once, is within what a page may take; the text-only one has no script.
func TestThePhotoPageIsSmall(t *testing.T) {
	d := quick(t)
	b := d.browser()
	_, number := report(b, nil)
	page := b.get("/portal/m/" + number + "/photo").is(200)
	address := attr(page.one("script", nil), "src")
	script := b.get(address).is(200)
	t.Logf("%d and %d bytes of at most %d", page.wire, script.wire, furtherMost)
	if page.wire+script.wire > furtherMost {
		t.Errorf("the page takes %d bytes, its script %d", page.wire, script.wire)
	}
	if cache := script.header.Get("Cache-Control"); !strings.Contains(cache, "immutable") {
		t.Error("the script is not kept:", cache)
	}
	checkStructure(t, "photo", page, "zh-CN")
	b.get("/portal/?text=1")
	plain := b.get("/portal/m/" + number + "/photo").is(200)
	if len(all(plain.root, "script")) != 0 || plain.wire > textMost {
		t.Errorf("the text-only page takes %d bytes and has %d scripts", plain.wire, len(all(plain.root, "script")))
	}
}
