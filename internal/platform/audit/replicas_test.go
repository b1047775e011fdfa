package audit_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

func TestReplicasWriteOneChain(t *testing.T) {
	url := storetest.PostgresURL(t)
	_, first := opened(t, url)
	_, second := opened(t, url)
	var all sync.WaitGroup
	for n := range 60 {
		all.Go(func() {
			log := []*audit.Log{first, second}[n%2]
			if err := log.Write(t.Context(), audit.Who{Name: "管"}, "unit.added", "unit", fmt.Sprint(n), n); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	verify(t, first)
	if entries, next := newest(t, second, nil, 100); len(entries) != 60 || next != nil {
		t.Errorf("%d entries, and more after %v", len(entries), next)
	}
}

// An entry comes back as it was written, and its hash is over what comes back: also after a zone and parts of
// a second that one engine does not keep.
func TestAnEntryComesBackAsItWasWritten(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		_, log := opened(t, url)
		at := time.Date(2026, 11, 23, 23, 30, 0, 123_456_789, time.FixedZone("", 8*3600))
		who := audit.Who{ID: store.NewID(t.Context()), Name: `管 "理" 员`}
		ctx := now.At(t.Context(), at)
		caller := audit.Caller{Via: audit.Token, Address: "10.1.2.3", Means: func(context.Context) (string, error) { return "对接", nil }}
		for range 2 {
			if err := log.Write(audit.By(ctx, caller), who, "staff.changed", "staff", "x", map[string]any{"<&>": []any{1.5, nil, "新\n行"}}); err != nil {
				t.Fatal(err)
			}
		}
		if err := log.Write(ctx, audit.Who{}, "started", "", "", nil); err != nil {
			t.Fatal(err)
		}
		got, _ := newest(t, log, nil, 10)
		when, detail := at.UTC().Truncate(time.Millisecond), `{"\u003c\u0026\u003e":[1.5,null,"新\n行"]}`
		want := []audit.Entry{
			{Seq: 3, At: when, Via: audit.Program, Action: "started", Detail: "null", Version: 2},
			{Seq: 2, At: when, ActorID: who.ID, Actor: who.Name, Via: audit.Token, Means: "对接", Address: "10.1.2.3", Action: "staff.changed", Object: "staff", ObjectID: "x", Detail: detail, Version: 2},
			{Seq: 1, At: when, ActorID: who.ID, Actor: who.Name, Via: audit.Token, Means: "对接", Address: "10.1.2.3", Action: "staff.changed", Object: "staff", ObjectID: "x", Detail: detail, Version: 2},
		}
		if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(audit.Entry{}, "Hash", "BaseModel")); diff != "" {
			t.Error(diff)
		}
		if len(got) == 3 && (got[0].Hash == got[1].Hash || got[1].Hash == got[2].Hash || len(got[0].Hash) != 64) {
			t.Error("equal entries have equal hashes:", got)
		}
		verify(t, log)
		if err := log.Write(ctx, audit.Who{}, "x", "", "", make(chan int)); err == nil {
			t.Error("a detail that cannot be written was taken")
		}
	})
}
