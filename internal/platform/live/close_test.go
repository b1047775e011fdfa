package live_test

import (
	"fmt"
	"net"
	"testing"
	"time"

	"github.com/xingfu/xingfu/internal/platform/live"
)

// One seat that does not read must hold up neither the others nor who publishes.
func TestASlowListenerHoldsUpNobody(t *testing.T) {
	b, err := live.Open("")
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	const many = 2000
	release, late := make(chan struct{}), make(chan live.Change, many)
	if _, err := b.Listen(func(c live.Change) { <-release; late <- c }); err != nil {
		t.Fatal(err)
	}
	quick := make(chan live.Change, many)
	if _, err := b.Listen(func(c live.Change) { quick <- c }); err != nil {
		t.Fatal(err)
	}
	for n := range many {
		b.Publish(live.Change{Kind: "org", ID: fmt.Sprint(n)})
	}
	for n := range many {
		if got := next(t, quick).ID; got != fmt.Sprint(n) {
			t.Fatalf("%s came in place of %d", got, n)
		}
	}
	close(release)
	for n := range many {
		if got := next(t, late).ID; got != fmt.Sprint(n) {
			t.Fatalf("late, %s came in place of %d", got, n)
		}
	}
}

func TestAfterItIsClosedNothingIsHeardAndNothingBreaks(t *testing.T) {
	b, err := live.Open("")
	if err != nil {
		t.Fatal(err)
	}
	heard, stop := listen(t, b)
	b.Close()
	b.Publish(live.Change{Kind: "org"})
	if _, err := b.Listen(func(live.Change) {}); err == nil {
		t.Error("one may listen to what is closed")
	}
	stop()
	b.Close()
	if len(heard) != 0 {
		t.Error("something was heard:", <-heard)
	}
}

func TestTwoHousesInOneProgramDoNotHearEachOther(t *testing.T) {
	var buses [2]*live.Bus
	for i := range buses {
		b, err := live.Open("")
		if err != nil {
			t.Fatal(err)
		}
		defer b.Close()
		buses[i] = b
	}
	heard, _ := listen(t, buses[1])
	buses[0].Publish(live.Change{Kind: "org", ID: "theirs"})
	buses[1].Publish(live.Change{Kind: "org", ID: "ours"})
	if got := next(t, heard).ID; got != "ours" {
		t.Error("heard:", got)
	}
}

// Who knows the address of the cluster but not its secret hears nothing and is not heard.
func TestAStrangerDoesNotJoinTheCluster(t *testing.T) {
	addresses := make([]string, 3)
	for i := range addresses {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		addresses[i] = l.Addr().String()
		_ = l.Close()
	}
	join := func(i int, secret string) *live.Bus {
		b, err := live.OpenCluster(live.Cluster{Listen: addresses[i], Peers: addresses[:1], Secret: secret})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(b.Close)
		return b
	}
	member, stranger, friend := join(0, "shared"), join(1, "guessed"), join(2, "shared")
	strange, _ := listen(t, stranger)
	ours, _ := listen(t, member)
	known, _ := listen(t, friend)
	deadline := time.After(20 * time.Second)
	for extra := 0; extra < 10; { // the stranger has tried to join for longer than the friend needed
		member.Publish(live.Change{Kind: "ticket", ID: "ours"})
		stranger.Publish(live.Change{Kind: "ticket", ID: "strange"})
		select {
		case <-known:
			extra++
		case <-time.After(100 * time.Millisecond):
		case <-deadline:
			t.Fatal("the friend hears nothing")
		}
	}
	for len(ours) > 0 {
		if c := <-ours; c.ID != "ours" {
			t.Fatal("the stranger was heard")
		}
	}
	for len(strange) > 0 {
		if c := <-strange; c.ID != "strange" {
			t.Fatal("the stranger hears")
		}
	}
}
