package httpx

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/xingfu/xingfu/internal/platform/fault"
)

type withinKey struct{}

// Within says within what time operations are answered. It counts from when a request has come in whole, so
// that a slow link is not held against it; what streams, such as a file, is not bound by it.
func Within(d time.Duration, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), withinKey{}, d)))
	})
}

// Bounded gives a context that ends when the time in which an operation is to be answered has passed.
func Bounded(ctx context.Context) (context.Context, context.CancelFunc) {
	d, ok := ctx.Value(withinKey{}).(time.Duration)
	if !ok {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, d)
}

// Late makes an error that came because the time of a bounded context had passed say so: the databases tell
// it in different ways.
func Late(ctx context.Context, err error) error {
	var told *fault.Error
	if err == nil || errors.As(err, &told) || !errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return err
	}
	return fmt.Errorf("%w: %w", context.DeadlineExceeded, err)
}
