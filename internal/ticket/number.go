package ticket

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

func numberOf(day string, n int64) string { return fmt.Sprintf("%s-%06d", day, n) }

// nextNumber takes the next ticket number of the day, such as 20261123-000042, in a transaction.
func nextNumber(ctx context.Context, tx bun.Tx, at time.Time) (string, error) {
	day := at.In(now.China).Format("20060102")
	last, err := takeNumbers(ctx, tx, day, 1)
	return numberOf(day, last), err
}

func takeNumbers(ctx context.Context, tx bun.Tx, day string, n int64) (last int64, err error) {
	err = tx.NewRaw("INSERT INTO number_day (day, last) VALUES (?, ?) ON CONFLICT (day) DO UPDATE SET last = number_day.last + EXCLUDED.last RETURNING last",
		day, n).Scan(ctx, &last)
	return last, err
}

// numberBlock is how many numbers a replica takes at a time.
const numberBlock = 20

// numbers are ticket numbers of a day that were taken beforehand. On PostgreSQL a number taken in the
// ticket's own transaction would keep every other ticket waiting for that transaction's commit.
type numbers struct {
	mu   sync.Mutex
	day  string
	free []int64 // in ascending order
}

// take gives a number for a ticket that is filed now, or none where one is to be taken in the ticket's
// transaction: on SQLite, whose transactions follow each other anyway, and within a larger transaction.
func (n *numbers) take(ctx context.Context, db *store.DB) (string, error) {
	if db.Engine == store.SQLite || store.Writing(ctx) {
		return "", nil
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	day := now.From(ctx).In(now.China).Format("20060102")
	if n.day != day {
		n.day, n.free = day, nil
	}
	if len(n.free) == 0 {
		var last int64
		err := db.Write(ctx, func(ctx context.Context, tx bun.Tx) (err error) {
			last, err = takeNumbers(ctx, tx, day, numberBlock)
			return err
		})
		if err != nil {
			return "", err
		}
		for i := last - numberBlock + 1; i <= last; i++ {
			n.free = append(n.free, i)
		}
	}
	number := numberOf(day, n.free[0])
	n.free = n.free[1:]
	return number, nil
}

// giveBack returns a number that was not used.
func (n *numbers) giveBack(number string) {
	var day string
	var i int64
	if _, err := fmt.Sscanf(number, "%8s-%d", &day, &i); err != nil {
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if at, found := slices.BinarySearch(n.free, i); n.day == day && !found {
		n.free = slices.Insert(n.free, at, i)
	}
}
