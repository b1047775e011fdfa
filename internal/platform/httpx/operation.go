package httpx

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"path"
	"reflect"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/xingfu/xingfu/internal/platform/personal"
)

// NewAPI makes the described API on mux: its operations under /api/v1, the description at /api/openapi.json.
func NewAPI(mux *http.ServeMux, version string) huma.API {
	huma.NewErrorWithContext = fromHuma
	huma.NewError = func(status int, message string, errs ...error) huma.StatusError {
		return fromHuma(nil, status, message, errs...)
	}
	huma.DefaultArrayNullable = false
	config := huma.DefaultConfig("Xingfu 星服", version)
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "/api/openapi", "", ""
	config.CreateHooks = nil
	config.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	config.Info.Description = "Customer service and service operations of a satellite operator. " +
		"Log in with POST /api/v1/session and send the csrfToken back as X-CSRF-Token, or use an API token as a bearer."
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"session": {Type: "apiKey", In: "cookie", Name: "xingfu_session"},
		"token":   {Type: "http", Scheme: "bearer"},
	}
	config.Security = []map[string][]string{{"session": {}}, {"token": {}}}
	return humago.New(mux, config)
}

// schemaName names a type in the description after its package too, so that a customer's View and a
// ticket's do not meet.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	pkg := path.Base(t.PkgPath())
	if t.Name() == "" || !strings.Contains(t.PkgPath(), "/internal/") || pkg == "httpx" {
		return name
	}
	prefix := strings.ToUpper(pkg[:1]) + pkg[1:]
	if strings.HasPrefix(name, prefix) {
		return name
	}
	return prefix + name
}

// answer is what Huma is told every operation answers with: it makes some kilobytes of code for each pair of types that
// it sees, and the description has the type itself (describeAnswer).
type answer struct{ Body any }

// Handle registers an operation whose handler gives the body of the answer. What in it is personal is masked, unless
// whoever is answered sees it in the clear.
func Handle[I, T any](api huma.API, op huma.Operation, handler func(context.Context, *I) (T, error)) {
	part := "body"
	if op.Method == http.MethodGet {
		part = "query"
	}
	describeAnswer(api, &op, reflect.TypeFor[T]())
	huma.Register(api, op, func(ctx context.Context, in *I) (*answer, error) {
		ctx, cancel := Bounded(ctx)
		defer cancel()
		out, err := handler(ctx, in)
		if err != nil {
			return nil, asProblem(ctx, Late(ctx, err), part)
		}
		personal.Conceal(ctx, &out)
		return &answer{out}, nil
	})
}

func describeAnswer(api huma.API, op *huma.Operation, body reflect.Type) {
	status := cmp.Or(op.DefaultStatus, http.StatusOK)
	schema := api.OpenAPI().Components.Schemas.Schema(body, true, op.OperationID+"Response")
	op.Responses = map[string]*huma.Response{strconv.Itoa(status): {
		Description: http.StatusText(status),
		Content:     map[string]*huma.MediaType{"application/json": {Schema: schema}},
	}}
}

// HandleEmpty registers an operation that answers 204.
func HandleEmpty[I any](api huma.API, op huma.Operation, handler func(context.Context, *I) error) {
	op.DefaultStatus = http.StatusNoContent
	huma.Register(api, op, func(ctx context.Context, in *I) (*struct{}, error) {
		ctx, cancel := Bounded(ctx)
		defer cancel()
		if err := handler(ctx, in); err != nil {
			return nil, AsProblem(ctx, Late(ctx, err))
		}
		return nil, nil
	})
}

// Download answers with a file that is written as it goes. When it fails half way the connection is broken
// off: half a file must not look like a whole one.
func Download(name, kind string, write func(io.Writer) error) *huma.StreamResponse {
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		ctx.SetHeader("Content-Type", kind)
		ctx.SetHeader("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
		ctx.SetHeader("Cache-Control", "no-store")
		if err := write(ctx.BodyWriter()); err != nil {
			slog.ErrorContext(ctx.Context(), "a download broke off", "name", name, "error", err)
			panic(http.ErrAbortHandler)
		}
	}}
}

// Get describes a reading operation under /api/v1, with the permissions of which it needs one, or an Access.
func Get(id, path, summary, tag string, needs ...fmt.Stringer) huma.Operation {
	return operation(http.MethodGet, id, path, summary, tag, needs)
}

// Post describes a changing operation under /api/v1.
func Post(id, path, summary, tag string, needs ...fmt.Stringer) huma.Operation {
	return operation(http.MethodPost, id, path, summary, tag, needs)
}

// Create describes an operation under /api/v1 that makes something and answers 201.
func Create(id, path, summary, tag string, needs ...fmt.Stringer) huma.Operation {
	op := operation(http.MethodPost, id, path, summary, tag, needs)
	op.DefaultStatus = http.StatusCreated
	return op
}

// Patch describes an operation under /api/v1 that changes some fields.
func Patch(id, path, summary, tag string, needs ...fmt.Stringer) huma.Operation {
	return operation(http.MethodPatch, id, path, summary, tag, needs)
}

// Put describes an operation under /api/v1 that replaces something.
func Put(id, path, summary, tag string, needs ...fmt.Stringer) huma.Operation {
	return operation(http.MethodPut, id, path, summary, tag, needs)
}

// Delete describes an operation under /api/v1 that removes something.
func Delete(id, path, summary, tag string, needs ...fmt.Stringer) huma.Operation {
	return operation(http.MethodDelete, id, path, summary, tag, needs)
}

// Access is what an operation needs when no permission says it.
type Access string

// Who may call what needs no permission.
const (
	Public   Access = "public"    // anybody
	LoggedIn Access = "logged-in" // whoever is logged in
)

// String gives the code.
func (a Access) String() string { return string(a) }

// NeedsKey is where the description says what an operation needs: a list of permissions of which one is enough, or
// one Access. It tells callers; the rule itself is the service's, and a test compares the two.
const NeedsKey = "x-permission"

func describeNeeds(op *huma.Operation, needs []fmt.Stringer) {
	if len(needs) == 0 {
		return
	}
	codes := make([]string, len(needs))
	for i, n := range needs {
		codes[i] = n.String()
	}
	op.Extensions = map[string]any{NeedsKey: codes}
	switch needs[0] {
	case Public:
		op.Description = "For anybody."
	case LoggedIn:
		op.Description = "For whoever is logged in."
	default:
		op.Description = "Needs the permission " + strings.Join(codes, " or ") + "."
	}
}

func operation(method, id, path, summary, tag string, needs []fmt.Stringer) huma.Operation {
	// Huma's own limit, five seconds, would break off a part of a file on a slow link, and with a body that has been
	// read already it ends the connection under what is being done.
	const forEver = -1
	op := huma.Operation{Method: method, OperationID: id, Path: "/api/v1" + path, Summary: summary, Tags: []string{tag},
		Errors: failures(method), BodyReadTimeout: forEver}
	describeNeeds(&op, needs)
	return op
}

// Items is the body of every list.
type Items[T any] struct {
	Items      []T    `json:"items"`
	NextCursor string `json:"nextCursor" doc:"Give it as cursor to get the next page; empty at the end."`
}

// List makes the body of a list that has no further page.
func List[T any](items []T) Items[T] {
	if items == nil {
		items = []T{}
	}
	return Items[T]{Items: items}
}

// failures are the statuses with which an operation may fail.
func failures(method string) []int {
	if method == http.MethodGet {
		return []int{401, 403, 404, 422, 500, 503}
	}
	return []int{400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 500, 503}
}
