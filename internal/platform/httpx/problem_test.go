package httpx_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// try asks an API of one operation that ends as f does.
func try(t *testing.T, request *http.Request, f func(context.Context) error) (*http.Response, httpx.Problem) {
	t.Helper()
	mux := http.NewServeMux()
	api := httpx.NewAPI(mux, "test")
	type input struct {
		N    int `query:"n" minimum:"1" default:"1"`
		Body struct {
			Name string `json:"name"`
			Size int    `json:"size,omitempty" maximum:"9"`
		}
	}
	httpx.HandleEmpty(api, httpx.Post("try", "/try", "Try", "test"), func(ctx context.Context, _ *input) error { return f(ctx) })
	var h http.Handler = httpx.Security(httpx.Recover(httpx.Language(httpx.IfMatch(mux))))
	w := httptest.NewRecorder()
	h.ServeHTTP(w, request)
	var p httpx.Problem
	if w.Code >= 400 {
		if err := json.NewDecoder(w.Body).Decode(&p); err != nil {
			t.Fatal(err)
		}
	}
	return w.Result(), p
}

func post(body, language string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/api/v1/try", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept-Language", language)
	return r
}

func TestFailuresBecomeProblemsInTheLanguageAskedFor(t *testing.T) {
	two := fault.Bad("subject", "请填写标题。", "Give a subject.")
	two.Fields = []fault.Field{{Name: "phone", Text: lang.T("请填写电话。", "Give a phone.")}}
	slow := fault.New(fault.TooMany, "太多了。", "Too many.")
	slow.Retry = 90 * time.Second
	for _, c := range []struct {
		err          error
		status       int
		code, detail string
		fields       []httpx.ProblemField
	}{
		{two, 422, "invalid", "请填写标题。", []httpx.ProblemField{{Location: "body.subject", Message: "请填写标题。"}, {Location: "body.phone", Message: "请填写电话。"}}},
		{fault.New(fault.Unauthenticated, "请先登录。", "x"), 401, "unauthenticated", "请先登录。", nil},
		{fault.New(fault.Forbidden, "不行。", "x"), 403, "forbidden", "不行。", nil},
		{fault.Missing("这张工单", "ticket"), 404, "not_found", "没有找到这张工单，它可能不存在，或您无权查看。", nil},
		{fault.New(fault.Conflict, "已变。", "x"), 409, "conflict", "已变。", nil},
		{fault.New(fault.Precondition, "旧版。", "x"), 412, "precondition", "旧版。", nil},
		{slow, 429, "too_many", "太多了。", nil},
		{errors.New("pq: secret of the house"), 500, "internal", "系统出错了，您的操作没有完成。请稍后重试；如果一直如此，请联系管理员。", nil},
	} {
		response, p := try(t, post(`{"name":"a"}`, "zh-CN"), func(context.Context) error { return c.err })
		want := httpx.Problem{Type: "about:blank", Title: http.StatusText(c.status), Status: c.status, Code: c.code, Detail: c.detail, Errors: c.fields}
		if diff := cmp.Diff(want, p, cmp.AllowUnexported(httpx.Problem{})); diff != "" || response.StatusCode != c.status {
			t.Errorf("%v: status %d %s", c.err, response.StatusCode, diff)
		}
		if got := response.Header.Get("Content-Type"); got != "application/problem+json" {
			t.Error("content type", got)
		}
		if retry := response.Header.Get("Retry-After"); (retry == "91") != (c.status == 429) {
			t.Errorf("%d: Retry-After %q", c.status, retry)
		}
	}
	if _, p := try(t, post(`{"name":"a"}`, "en"), func(context.Context) error { return two }); p.Detail != "Give a subject." {
		t.Error(p.Detail)
	}
}

func TestAMisshapenRequestNamesWhatIsWrong(t *testing.T) {
	for _, c := range []struct {
		body, path string
		status     int
		where      string
		zh         string
	}{
		{`{}`, "", 422, "body.name", "这一项必须填写。"},
		{`{"name":1}`, "", 422, "body.name", "请填文字"},
		{`{"name":"a","size":10}`, "", 422, "body.size", "数值不能大于 9"},
		{`{"name":"a","more":1}`, "", 422, "body.more", "不认识这一项"},
		{`{"name":"a"}`, "?n=0", 422, "query.n", "数值不能小于 1"},
		{`{"name":"a"}`, "?n=x", 422, "query.n", "请填整数"},
		{`{"name":`, "", 400, "body", "JSON 没有写完"},
		{`{"name":x}`, "", 400, "body", "这不是有效的 JSON"},
		{`[]`, "", 422, "body", "请填 JSON 对象"},
		{``, "", 400, "body", "请求没有内容"},
	} {
		r := post(c.body, "zh")
		r.URL.RawQuery = strings.TrimPrefix(c.path, "?")
		response, p := try(t, r, func(context.Context) error { t.Error("it was handled:", c.body); return nil })
		if response.StatusCode != c.status {
			t.Errorf("%s%s: %d %+v", c.body, c.path, response.StatusCode, p)
			continue
		}
		if c.where != "" && (len(p.Errors) == 0 || p.Errors[0].Location != c.where || p.Errors[0].Message != c.zh) {
			t.Errorf("%s%s: %+v", c.body, c.path, p.Errors)
		}
	}
}

func TestAPanicIsAPlainFailure(t *testing.T) {
	response, p := try(t, post(`{"name":"a"}`, "en"), func(context.Context) error { panic("the secret") })
	if response.StatusCode != 500 || p.Code != "internal" || strings.Contains(p.Detail, "secret") {
		t.Errorf("%d %+v", response.StatusCode, p)
	}
	for header, want := range map[string]string{"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin"} {
		if got := response.Header.Get(header); got != want {
			t.Errorf("%s: %q", header, got)
		}
	}
	if csp := response.Header.Get("Content-Security-Policy"); !strings.Contains(csp, "script-src 'self';") || strings.Contains(csp, "unsafe-eval") {
		t.Error(csp)
	}
}

func TestVersionsByBodyOrHeader(t *testing.T) {
	stale := fault.New(fault.Conflict, "旧", "stale")
	for _, c := range []struct {
		header string
		seen   int64
		want   fault.Code
	}{
		{"", 7, ""}, {"", 6, fault.Conflict}, {"", 0, fault.Invalid}, {`"7"`, 0, ""}, {`W/"7"`, 0, ""}, {"7", 0, ""},
		{`"6"`, 0, fault.Precondition}, {`"x"`, 0, fault.Precondition}, {"*", 7, ""}, {"*", 0, fault.Invalid}, {`"7"`, 6, fault.Conflict}, {`"6"`, 7, fault.Precondition},
	} {
		r := post(`{"name":"a"}`, "en")
		r.Header.Set("If-Match", c.header)
		var got error
		try(t, r, func(ctx context.Context) error {
			got = httpx.CheckVersion(ctx, 7, c.seen, stale)
			return nil
		})
		if c.want == "" && got != nil || c.want != "" && !fault.Is(got, c.want) {
			t.Errorf("If-Match %s, seen %d: %v, want %q", c.header, c.seen, got, c.want)
		}
	}
}

var _ huma.StatusError = (*httpx.Problem)(nil)
