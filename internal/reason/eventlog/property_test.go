package eventlog

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// promised checks what the package comment promises of every Result.
func promised(r *Result) error {
	lines := map[int]bool{}
	for _, c := range r.Cases {
		if err := sensible(c.Steps); err != nil {
			return fmt.Errorf("case %s: %w: %v", c.ID, err, brief(c.Steps))
		}
		for _, s := range c.Steps {
			lines[s.Line] = true
		}
	}
	if told := len(lines) + r.Ignored + len(r.Errors); told != r.Rows {
		return fmt.Errorf("%d rows told of %d", told, r.Rows)
	}
	sum := 0
	for _, n := range r.IgnoredFor {
		sum += n
	}
	if sum != r.Ignored {
		return fmt.Errorf("ignored %d, for reasons %d", r.Ignored, sum)
	}
	return nil
}

// sensible follows the steps by the rules, apart from story's own reckoning.
func sensible(steps []Step) error {
	queue, queued, end := "", false, Action("")
	for i, s := range steps {
		switch {
		case (i == 0) != (s.Action == Intake):
			return fmt.Errorf("step %d: intake is not the first and only", i)
		case i > 0 && s.At.Before(steps[i-1].At):
			return fmt.Errorf("step %d: before the one before it", i)
		case s.Action == Accept && (!queued || s.Group != queue):
			return fmt.Errorf("step %d: accepted what was in no queue of the group", i)
		case s.Action == Queue && queued && s.Group == queue:
			return fmt.Errorf("step %d: queued twice", i)
		case queued && (s.Action == Work || s.Action == Resolve || s.Action == Wait && s.Person != ""):
			return fmt.Errorf("step %d: not accepted", i)
		case s.Action == Resolve && end != "", (s.Action == Close || s.Action == Cancel) && (end == Close || end == Cancel):
			return fmt.Errorf("step %d: ended twice", i)
		case s.Reopens && (s.Action == Note || s.Action == Resolve || s.Action == Close || s.Action == Cancel):
			return fmt.Errorf("step %d: %s cannot reopen", i, s.Action)
		case (s.Reason != "") != (s.Action == Wait):
			return fmt.Errorf("step %d: %s with reason %q", i, s.Action, s.Reason)
		}
		switch s.Action {
		case Note:
		case Resolve, Close, Cancel:
			end, queued = s.Action, false
		default:
			if end != "" && !s.Reopens {
				return fmt.Errorf("step %d: after the end", i)
			}
			end = ""
			if s.Action == Queue || s.Action == Accept {
				queue, queued = s.Group, s.Action == Queue
			}
		}
	}
	return nil
}

var wordsOfDesk = []string{"Registered", "Sent on", "Taken", "Accepted", "Caller asked", "Part ordered", "Remark",
	"Raised", "Solved", "Solved on the phone", "Ended", "Withdrawn", "Heartbeat", "Danced"}

func TestAnyEventsMakeSense(t *testing.T) {
	m := mapping(t, deskMapping)
	rapid.Check(t, func(t *rapid.T) {
		var text strings.Builder
		text.WriteString(deskHeader)
		for range rapid.IntRange(0, 30).Draw(t, "rows") {
			fmt.Fprintf(&text, "%s;%s;01-03-2026;%02d:00;%s;%s;;;;;\n",
				rapid.SampledFrom([]string{"A", "B", "?"}).Draw(t, "case"),
				rapid.SampledFrom(wordsOfDesk).Draw(t, "activity"), rapid.IntRange(0, 9).Draw(t, "hour"),
				rapid.SampledFrom([]string{"Lin", "Wu", "?"}).Draw(t, "person"), rapid.SampledFrom([]string{"RF", "Core", "?"}).Draw(t, "group"))
		}
		checkPromised(t, m, text.String())
	})
}

func TestAnySnapshotsMakeSense(t *testing.T) {
	all := strings.Replace(recordMapping, "  New: queue\n", "  New: queue\n  Seen: accept\n  Told: note\n  Lost: cancel\n  Ticking: ignore a machine\n", 1)
	counted := mapping(t, all)
	uncounted := mapping(t, strings.Replace(all, ", reopened: again", "", 1))
	states := []string{"New", "Seen", "Told", "Lost", "Ticking", "Active", "Waiting", "Raised", "Resolved", "Closed"}
	rapid.Check(t, func(t *rapid.T) {
		var text strings.Builder
		text.WriteString("number,by,opened,state,at,named,team,again\n")
		for range rapid.IntRange(0, 30).Draw(t, "rows") {
			fmt.Fprintf(&text, "A,Lin,2026-03-01 05:00,%s,2026-03-01 %02d:00,%s,%s,%s\n",
				rapid.SampledFrom(states).Draw(t, "state"), rapid.IntRange(0, 23).Draw(t, "hour"),
				rapid.SampledFrom([]string{"Lin", "Wu", "?"}).Draw(t, "person"), rapid.SampledFrom([]string{"RF", "Core", "?"}).Draw(t, "group"),
				rapid.SampledFrom([]string{"0", "1", "2", "?"}).Draw(t, "again"))
		}
		checkPromised(t, counted, text.String())
		checkPromised(t, uncounted, text.String())
	})
}

func checkPromised(t *rapid.T, m *Mapping, text string) {
	result, err := Read(m, strings.NewReader(text), 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := promised(result); err != nil {
		t.Fatal(err)
	}
	for _, c := range result.Cases {
		f := Measure(c)
		if f.Duration < f.Waits || f.Waits < 0 || f.PingPong > f.Handovers || f.Handovers > f.PersonChanges+f.GroupChanges {
			t.Fatalf("measures %+v", f)
		}
	}
}
