package main_test

import (
	"bytes"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// wire stands between the program and a server, and can be slow or silent, or lose the answers to commits.
type wire struct {
	address string
	losing  atomic.Bool

	mu    sync.Mutex
	open  *sync.Cond
	still bool
	slow  time.Duration
}

// newWire makes a wire to the address of a server, for as long as the test lasts.
func newWire(t *testing.T, to string) *wire {
	t.Helper()
	listener := check(net.Listen("tcp", "127.0.0.1:0"))(t)
	w := &wire{address: listener.Addr().String()}
	w.open = sync.NewCond(&w.mu)
	t.Cleanup(func() { _ = listener.Close(); w.goOn() })
	go func() {
		for {
			near, err := listener.Accept()
			if err != nil {
				return
			}
			go w.join(near, to)
		}
	}()
	return w
}

func (w *wire) join(near net.Conn, to string) {
	far, err := net.Dial("tcp", to)
	if err != nil {
		_ = near.Close()
		return
	}
	var committing atomic.Bool
	go w.carry(near, far, func([]byte) bool { return !committing.Load() })
	w.carry(far, near, func(piece []byte) bool {
		committing.Store(w.losing.Load() && bytes.Contains(piece, []byte("commit\x00")))
		return true
	})
}

// carry takes what comes in on one side to the other, and hangs up at a piece that is not to pass.
func (w *wire) carry(to, from net.Conn, passes func(piece []byte) bool) {
	defer to.Close()
	defer from.Close()
	piece := make([]byte, 32<<10)
	for {
		n, err := from.Read(piece)
		if err != nil || !passes(piece[:n]) {
			return
		}
		w.wait()
		if _, err := to.Write(piece[:n]); err != nil {
			return
		}
	}
}

func (w *wire) wait() {
	w.mu.Lock()
	for w.still {
		w.open.Wait()
	}
	slow := w.slow
	w.mu.Unlock()
	time.Sleep(slow)
}

// delay makes whatever is carried arrive later.
func (w *wire) delay(by time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.slow = by
}

// loseCommits lets commits happen, and hangs up before their answer, until it is told not to.
func (w *wire) loseCommits(on bool) { w.losing.Store(on) }

// stall keeps everything back until goOn.
func (w *wire) stall() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.still = true
}

func (w *wire) goOn() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.still = false
	w.open.Broadcast()
}
