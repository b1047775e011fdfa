package ticket_test

import (
	"context"
	"testing"
	"time"

	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// Another part of the house that stands still is told to the same people, once, until it moves.
func TestAnotherPartThatStandsStillIsToldToo(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		stuck, looked := false, make(chan struct{})
		d.AlsoWatch("syslog.stuck", func(context.Context) (bool, int, error) {
			defer func() { looked <- struct{}{} }()
			return stuck, 7, nil
		})
		look := func(told int) {
			t.Helper()
			ctx, cancel := context.WithCancel(d.program())
			ended := make(chan struct{})
			go func() { defer close(ended); d.Watch(ctx) }()
			<-looked
			for range 100 { // the look is noted just after
				if d.told("admin", "syslog.stuck") == told {
					break
				}
				time.Sleep(20 * time.Millisecond)
			}
			cancel()
			<-ended
			if n := d.told("admin", "syslog.stuck"); n != told {
				t.Errorf("the administrator was told %d times, not %d", n, told)
			}
		}
		look(0)
		stuck = true
		look(1)
		look(1)
		if n := d.told("lin", "syslog.stuck"); n != 0 {
			t.Errorf("who cannot mend it was told %d times", n)
		}
	})
}
