package httpx

import (
	"net/http"
	"strings"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// Nowhere answers, as a problem, what asks for an address under prefix that mux has no operation for, or
// none by that method.
func Nowhere(mux *http.ServeMux, prefix string) {
	mux.HandleFunc(prefix, func(w http.ResponseWriter, r *http.Request) {
		var allowed []string
		for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
			other := r.Clone(r.Context())
			other.Method = method
			if _, pattern := mux.Handler(other); pattern != prefix {
				allowed = append(allowed, method)
			}
		}
		if len(allowed) == 0 {
			WriteProblem(w, r, fault.New(fault.NotFound, "没有这个接口。", "There is no such operation."))
			return
		}
		w.Header().Set("Allow", strings.Join(allowed, ", "))
		sentence := lang.T("这个地址只接受 %s。", "This address takes only %s.", strings.Join(allowed, ", "))
		WriteProblem(w, r, newProblem(http.StatusMethodNotAllowed, "method", sentence.In(lang.Of(r.Context()))))
	})
}
