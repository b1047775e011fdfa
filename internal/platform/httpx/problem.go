// Package httpx is what every HTTP operation of the program shares: how operations are registered,
// how failures become RFC 9457 problems, and what stands around every request.
package httpx

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Problem is the body of every failed request (RFC 9457).
type Problem struct {
	Type   string         `json:"type"`
	Title  string         `json:"title"`
	Status int            `json:"status"`
	Detail string         `json:"detail" doc:"A sentence that says what is wrong and what to do, in the language asked for."`
	Code   string         `json:"code" doc:"invalid, unauthenticated, forbidden, not_found, conflict, precondition, too_many, unavailable or internal"`
	Reason string         `json:"reason,omitempty" doc:"Where a program has to act on it: reauthenticate (prove who you are, then repeat the call), password, factor or passkey (what is owed before anything else), network, locked, expired."`
	Errors []ProblemField `json:"errors,omitempty" doc:"The fields at fault."`

	retry time.Duration
}

// ProblemField is one field at fault.
type ProblemField struct {
	Location string `json:"location" doc:"Where: body.subject, query.limit, path.id"`
	Message  string `json:"message"`
}

// Error gives the sentence.
func (p *Problem) Error() string { return p.Detail }

// GetStatus gives the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType gives the media type of RFC 9457.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

var statusOf = map[fault.Code]int{
	fault.Invalid: 422, fault.Unauthenticated: 401, fault.Forbidden: 403, fault.NotFound: 404,
	fault.Conflict: 409, fault.Precondition: 412, fault.TooMany: 429, fault.Unavailable: 503,
}

// AsProblem turns any error into what the person may know of it. What is no fault is logged and
// becomes a plain 500, or a 503 when the database does not answer.
func AsProblem(ctx context.Context, err error) *Problem { return asProblem(ctx, err, "body") }

// asProblem names the part of the request in which a field at fault stands.
func asProblem(ctx context.Context, err error, part string) *Problem {
	var already *Problem
	if errors.As(err, &already) {
		return already
	}
	language := lang.Of(ctx)
	var f *fault.Error
	if errors.As(err, &f) {
		p := newProblem(statusOf[f.Code], string(f.Code), f.Text.In(language))
		p.retry, p.Reason = f.Retry, f.Reason
		if f.Field != "" {
			p.Errors = append(p.Errors, ProblemField{part + "." + f.Field, p.Detail})
		}
		for _, field := range f.Fields {
			p.Errors = append(p.Errors, ProblemField{part + "." + field.Name, field.Text.In(language)})
		}
		return p
	}
	if errors.Is(err, context.Canceled) {
		return newProblem(499, "cancelled", "cancelled")
	}
	slog.ErrorContext(ctx, "a request failed", "error", err)
	if trouble := store.TroubleOf(err); trouble != "" {
		p := newProblem(503, string(fault.Unavailable), troubles[trouble].In(language))
		p.retry = retryAfter
		return p
	}
	sentence := lang.T("系统出错了，您的操作没有完成。请稍后重试；如果一直如此，请联系管理员。",
		"Something went wrong and your action was not done. Please try again; if it keeps happening, tell the administrator.")
	return newProblem(500, "internal", sentence.In(language))
}

// retryAfter is when a client may try again what the database could not do.
const retryAfter = 5 * time.Second

// troubles are the sentences about a database that does not do what it is asked to.
var troubles = map[store.Trouble]lang.Text{
	store.Away:     lang.T("数据库暂时连不上，您的操作没有完成。请稍后重试。", "The database cannot be reached and your action was not done. Please try again shortly."),
	store.Slow:     lang.T("数据库没有及时应答，您的操作可能没有完成。请先刷新看一看，再决定是否重试。", "The database did not answer in time and your action may not have been done. Look first, then try again."),
	store.Full:     lang.T("存储空间已满，您的操作没有完成，已保存的内容都在。请联系管理员清理空间，之后重试。", "The disk is full and your action was not done; what was saved is safe. Ask the administrator to free space, then try again."),
	store.ReadOnly: lang.T("数据库目前只能读取，您的操作没有完成。请稍后重试；如果一直如此，请联系管理员。", "The database takes no changes at the moment and your action was not done. Please try again shortly, and tell the administrator if it keeps happening."),
	store.Locked:   lang.T("数据库正被另一个程序占用，您的操作没有完成。请稍后重试。", "Another program keeps the database to itself and your action was not done. Please try again shortly."),
	store.Failing:  lang.T("存储设备出错，您的操作没有完成。请联系管理员，之后重试。", "The storage device answers with errors and your action was not done. Tell the administrator, then try again."),
}

func newProblem(status int, code, detail string) *Problem {
	return &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Code: code, Detail: detail}
}

// GetHeaders gives the headers that go with the problem.
func (p *Problem) GetHeaders() http.Header {
	h := http.Header{}
	p.addHeaders(h)
	return h
}

func (p *Problem) addHeaders(h http.Header) {
	if p.retry > 0 {
		h.Set("Retry-After", strconv.Itoa(int(p.retry.Seconds())+1))
	}
}

// WriteProblem answers a plain net/http request with a problem.
func WriteProblem(w http.ResponseWriter, r *http.Request, err error) {
	p := AsProblem(r.Context(), err)
	w.Header().Set("Content-Type", "application/problem+json")
	p.addHeaders(w.Header())
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p)
}

// fromHuma turns what Huma found wrong with a request's shape into a problem that names the fields.
func fromHuma(ctx huma.Context, status int, message string, errs ...error) huma.StatusError {
	language := lang.Chinese
	if ctx != nil {
		language = lang.FromHeader(ctx.Header("Accept-Language"))
	}
	code := "invalid"
	detail := lang.T("请求不完整或格式不对，请按所指出的项改正。", "The request is incomplete or malformed; please mend what is named.").In(language)
	switch {
	case status >= 500:
		code, detail = "internal", message
	case status == http.StatusNotFound:
		code = "not_found"
	}
	p := newProblem(status, code, detail)
	if len(errs) == 0 && status == http.StatusBadRequest {
		errs = []error{errors.New(message)}
	}
	for _, err := range errs {
		var d huma.ErrorDetailer
		if errors.As(err, &d) {
			p.Errors = append(p.Errors, shapeField(d.ErrorDetail(), language))
		} else if err != nil {
			p.Errors = append(p.Errors, shapeField(&huma.ErrorDetail{Location: "body", Message: err.Error()}, language))
		}
	}
	return p
}

func shapeField(d *huma.ErrorDetail, language lang.Code) ProblemField {
	field := ProblemField{d.Location, d.Message}
	if name, ok := strings.CutPrefix(d.Message, "expected required property "); ok {
		name = strings.TrimSuffix(name, " to be present")
		return ProblemField{d.Location + "." + name, lang.T("这一项必须填写。", "This is required.").In(language)}
	}
	known := "" // the longest beginning that is known
	for prefix := range shapeMessages {
		if strings.HasPrefix(d.Message, prefix) && len(prefix) > len(known) {
			known = prefix
		}
	}
	if known == "" {
		field.Message = lang.T("这一项的格式不对", "This is malformed").In(language)
		return field
	}
	rest := strings.Trim(d.Message[len(known):], ` "`)
	field.Message = strings.Replace(shapeMessages[known].In(language), "…", rest, 1)
	return field
}

// shapeMessages says what Huma and the decoder of JSON find wrong; … stands for what follows in theirs.
var shapeMessages = map[string]lang.Text{
	"unexpected property":                      lang.T("不认识这一项", "There is no such field"),
	"expected string to be RFC 3339 date-time": lang.T("请用 RFC 3339 时间，例如 2026-11-23T08:00:00Z", "Write an RFC 3339 time such as 2026-11-23T08:00:00Z"),
	"invalid date/time":                        lang.T("请用 RFC 3339 时间，例如 2026-11-23T08:00:00Z", "Write an RFC 3339 time such as 2026-11-23T08:00:00Z"),
	"expected string to be RFC 4122 uuid":      lang.T("标识不对，应是一个 UUID", "This is no identifier: a UUID is needed"),
	"expected string to match pattern":         lang.T("格式不对，应符合 …", "This must match …"),
	"invalid integer":                          lang.T("请填整数", "Give a whole number"),
	"invalid boolean":                          lang.T("请填 true 或 false", "Give true or false"),
	"invalid float":                            lang.T("请填数字", "Give a number"),
	"expected boolean":                         lang.T("请填 true 或 false", "Give true or false"),
	"expected number >=":                       lang.T("数值不能小于 …", "At least …"),
	"expected number <=":                       lang.T("数值不能大于 …", "At most …"),
	"expected number":                          lang.T("请填数字", "Give a number"),
	"expected integer":                         lang.T("请填整数", "Give a whole number"),
	"expected string":                          lang.T("请填文字", "Give a text"),
	"expected array length >=":                 lang.T("至少要有 … 项", "At least … of them"),
	"expected array length <=":                 lang.T("最多 … 项", "At most … of them"),
	"expected array items to be unique":        lang.T("不能有重复的项", "None may be there twice"),
	"expected array":                           lang.T("请填列表", "Give a list"),
	"expected object":                          lang.T("请填 JSON 对象", "Give a JSON object"),
	"expected value to be one of":              lang.T("只能是其中之一：…", "One of: …"),
	"expected length >=":                       lang.T("至少 … 个字", "At least … characters"),
	"expected length <=":                       lang.T("最多 … 个字", "At most … characters"),
	"required header parameter is missing":     lang.T("请带上这个标头", "This header is needed"),
	"required query parameter is missing":      lang.T("请填这一项", "This is needed"),
	"request body is required":                 lang.T("请求没有内容", "The request has no body"),
	"unexpected end of JSON input":             lang.T("JSON 没有写完", "The JSON ends too early"),
	"unexpected EOF":                           lang.T("JSON 没有写完", "The JSON ends too early"),
	"invalid character":                        lang.T("这不是有效的 JSON", "This is not valid JSON"),
}
