// Package now says what time it is for a request. Replays of logs and the demo say another time
// than the wall clock, so that they go through the same services as today's work.
package now

import (
	"context"
	"time"
)

type key struct{}

// At returns a context in which it is t.
func At(ctx context.Context, t time.Time) context.Context {
	return context.WithValue(ctx, key{}, t.UTC().Truncate(time.Millisecond))
}

// From gives the time of ctx: the one that was set, or the wall clock; UTC, whole milliseconds.
func From(ctx context.Context) time.Time {
	if t, ok := ctx.Value(key{}).(time.Time); ok {
		return t
	}
	return time.Now().UTC().Truncate(time.Millisecond)
}

// China is the zone by whose clock the operator's days begin and end; it has had no summer time since 1991.
var China = time.FixedZone("Asia/Shanghai", 8*60*60)

// Today gives the day of ctx's time in China: 2026-12-01.
func Today(ctx context.Context) string { return From(ctx).In(China).Format(time.DateOnly) }
