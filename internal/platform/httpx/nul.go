package httpx

import (
	"bytes"
	"io"
	"net/http"
	"strings"

	"github.com/xingfu/xingfu/internal/platform/fault"
)

// textMost is up to how long a body is looked through. Longer ones are refused by the operations.
const textMost = 2 << 20

// NoNUL refuses requests with the character NUL in their address or in a body of JSON or form fields: no
// database keeps it in a text.
func NoNUL(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		found := strings.ContainsRune(r.URL.Path, 0) || strings.Contains(r.URL.RawQuery, "%00")
		kind := r.Header.Get("Content-Type")
		if json := strings.Contains(kind, "json"); r.Body != nil && (json || strings.HasPrefix(kind, "application/x-www-form-urlencoded")) {
			text, err := io.ReadAll(io.LimitReader(r.Body, textMost))
			if err != nil {
				WriteProblem(w, r, fault.New(fault.Invalid, "请求没有传完，请重试。", "The request did not arrive whole. Please try again."))
				return
			}
			escaped := "%00"
			if json {
				escaped = `\u0000`
			}
			found = found || bytes.IndexByte(text, 0) >= 0 || bytes.Contains(text, []byte(escaped))
			r.Body = struct {
				io.Reader
				io.Closer
			}{io.MultiReader(bytes.NewReader(text), r.Body), r.Body}
		}
		if found {
			WriteProblem(w, r, fault.New(fault.Invalid, "内容里有无法保存的控制字符（NUL），请去掉后再试。", "The text holds the control character NUL, which cannot be kept. Remove it and try again."))
			return
		}
		next.ServeHTTP(w, r)
	})
}
