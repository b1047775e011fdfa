package story_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/demo/story"
)

var now = time.Date(2026, 11, 23, 9, 30, 0, 0, time.UTC)

func TestTheSameSeedTellsTheSameStory(t *testing.T) {
	if diff := cmp.Diff(story.Tell(7, now), story.Tell(7, now)); diff != "" {
		t.Error(diff)
	}
	if cmp.Equal(story.Tell(7, now), story.Tell(8, now)) {
		t.Error("another seed tells the same story")
	}
}

func TestTheOperatorIsAsLargeAsPromised(t *testing.T) {
	p := story.Tell(1, now)
	terminals, provinces := 0, 0
	for _, c := range p.Customers {
		terminals += len(c.Terminals)
	}
	for _, u := range p.Units {
		if u.Kind == "province" {
			provinces++
		}
	}
	got := [5]int{provinces, len(p.Customers), terminals, len(p.Tickets), len(p.Staff)}
	if got[0] != 8 || got[1] != 400 || got[2] != 600 || got[3] != 1200 || got[4] < 55 {
		t.Errorf("provinces, customers, terminals, tickets, staff: %v", got)
	}
}

func TestNothingIsLeftUntold(t *testing.T) {
	p := story.Tell(1, now)
	subjects := map[string]int{}
	for _, k := range p.Tickets {
		texts := []string{k.Subject, k.Description}
		for _, d := range k.Details {
			texts = append(texts, d)
		}
		last := k.At
		for _, s := range k.Steps {
			texts = append(texts, s.Text)
			if s.At.Before(last) || s.At.After(now) {
				t.Fatalf("%s: step %s at %v, after %v", k.Subject, s.Do, s.At, last)
			}
			last = s.At
		}
		for _, text := range texts {
			if strings.ContainsAny(text, "{}") {
				t.Fatalf("a word was not put in: %s", text)
			}
		}
		subjects[k.Subject]++
		if k.At.After(now) || now.Sub(k.At) > 61*24*time.Hour {
			t.Errorf("%s lies at %v", k.Subject, k.At)
		}
	}
	for subject, n := range subjects {
		if n > 40 {
			t.Errorf("%q is told %d times", subject, n)
		}
	}
}
