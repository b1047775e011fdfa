package live_test

import (
	"fmt"
	"net"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/platform/live"
)

func listen(t *testing.T, b *live.Bus) (heard chan live.Change, stop func()) {
	t.Helper()
	heard = make(chan live.Change, 100)
	stop, err := b.Listen(func(c live.Change) { heard <- c })
	if err != nil {
		t.Fatal(err)
	}
	return heard, stop
}

func next(t *testing.T, heard chan live.Change) live.Change {
	t.Helper()
	select {
	case c := <-heard:
		return c
	case <-time.After(10 * time.Second):
		t.Fatal("nothing was heard")
		return live.Change{}
	}
}

func TestEveryListenerHearsEveryChangeInOrder(t *testing.T) {
	b, err := live.Open("")
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	one, stop := listen(t, b)
	other, _ := listen(t, b)
	sent := live.Change{Kind: "ticket", TicketID: "t", ID: "h", ActorID: "a", Units: []string{"u"}, Staff: []string{"s"}}
	b.Publish(sent)
	for _, heard := range []chan live.Change{one, other} {
		if diff := cmp.Diff(sent, next(t, heard)); diff != "" {
			t.Error(diff)
		}
	}
	for n := range 50 {
		b.Publish(live.Change{Kind: "org", ID: fmt.Sprint(n)})
	}
	for n := range 50 {
		if got := next(t, one).ID; got != fmt.Sprint(n) {
			t.Fatalf("%s came in place of %d", got, n)
		}
	}
	stop()
	b.Publish(live.Change{Kind: "org", ID: "last"})
	for next(t, other).ID != "last" {
	}
	if len(one) != 0 {
		t.Error("who has stopped listening still hears")
	}
}

func TestReplicasHearEachOtherAndStrangersDoNot(t *testing.T) {
	addresses := make([]string, 2)
	for i := range addresses {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		addresses[i] = l.Addr().String()
		_ = l.Close()
	}
	join := func(i int, secret string) *live.Bus {
		b, err := live.OpenCluster(live.Cluster{Listen: addresses[i], Peers: []string{addresses[1-i]}, Secret: secret})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(b.Close)
		return b
	}
	a, b := join(0, "shared"), join(1, "shared")
	heard, _ := listen(t, b)
	deadline := time.After(20 * time.Second)
	for {
		a.Publish(live.Change{Kind: "ticket", ID: "x"})
		select {
		case <-heard:
			return
		case <-deadline:
			t.Fatal("the other replica hears nothing")
		case <-time.After(200 * time.Millisecond):
		}
	}
}

func TestAClusterNeedsItsSecretAndAnAddress(t *testing.T) {
	for _, c := range []live.Cluster{{Listen: "127.0.0.1:1"}, {Listen: "nowhere", Secret: "s"}, {Listen: "127.0.0.1:none", Secret: "s"}} {
		if b, err := live.OpenCluster(c); err == nil {
			b.Close()
			t.Errorf("%+v was opened", c)
		}
	}
	if b, err := live.Open("nats://127.0.0.1:1"); err == nil {
		b.Close()
		t.Error("a NATS that is not there was reached")
	}
}
