package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
)

func runGoTests(out io.Writer, _ string) (outcome, error) {
	// go vet has its turn in lint.
	command := exec.Command("go", "run", "./internal/platform/store/storetest/withpostgres",
		"go", "test", "-json", "-vet=off", "-timeout=20m", "./...")
	command.Stderr = os.Stderr
	stdout, err := command.StdoutPipe()
	if err != nil {
		return outcome{}, err
	}
	if err := command.Start(); err != nil {
		return outcome{}, err
	}
	got, unread := readGoTests(stdout, out)
	ended := command.Wait()
	return got, cmp.Or(unread, ended)
}

// goEvent is one line of go test -json, as described by go doc test2json.
type goEvent struct {
	Action, Package, ImportPath, Test, Output string
	Elapsed                                   float64 // seconds
}

type goTest struct{ pkg, name string }

// goRun gathers what one go test -json says. Tests that contain others count only by those, unless
// they fail on their own.
type goRun struct {
	out     io.Writer
	said    map[goTest]*strings.Builder // the output of what has not ended and of the skipped; a package's under the name ""
	ended   map[goTest]string           // pass, fail or skip
	parents map[goTest]bool
}

func readGoTests(events io.Reader, out io.Writer) (outcome, error) {
	run := goRun{out, map[goTest]*strings.Builder{}, map[goTest]string{}, map[goTest]bool{}}
	lines := bufio.NewReader(events)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			var event goEvent
			if json.Unmarshal(line, &event) == nil {
				run.see(event)
			} else {
				fmt.Fprintf(out, "%s", line) // what go itself says beside the events
			}
		}
		if err == io.EOF {
			return run.outcome(), nil
		}
		if err != nil {
			return run.outcome(), err
		}
	}
}

func (r *goRun) see(e goEvent) {
	key := goTest{cmp.Or(e.Package, e.ImportPath), e.Test}
	switch e.Action {
	case "output", "build-output":
		if r.said[key] == nil {
			r.said[key] = &strings.Builder{}
		}
		r.said[key].WriteString(e.Output)
	case "build-fail":
		fmt.Fprint(r.out, r.said[key])
	case "pass", "fail", "skip":
		r.end(key, e)
	}
}

func (r *goRun) end(key goTest, e goEvent) {
	if key.name == "" && e.Action == "fail" {
		r.endCutOff(key.pkg)
	}
	r.ended[key] = e.Action
	if slash := strings.LastIndexByte(key.name, '/'); slash > 0 {
		r.parents[goTest{key.pkg, key.name[:slash]}] = true
	}
	if said := r.said[key]; said != nil && e.Action == "fail" {
		fmt.Fprint(r.out, said)
	}
	if key.name == "" && e.Action != "skip" { // a package without tests ends by "skip"
		fmt.Fprintf(r.out, "%-4s %s %.1fs\n", e.Action, key.pkg, e.Elapsed)
	}
	if e.Action != "skip" {
		delete(r.said, key)
	}
}

// endCutOff fails the tests of a failed package that never ended, because of a time limit or an exit.
func (r *goRun) endCutOff(pkg string) {
	for key := range r.said {
		if key.pkg == pkg && key.name != "" && r.ended[key] == "" {
			r.end(key, goEvent{Action: "fail"})
		}
	}
}

func (r *goRun) outcome() outcome {
	var got outcome
	keys := slices.SortedFunc(maps.Keys(r.ended), func(a, b goTest) int {
		return cmp.Or(cmp.Compare(a.pkg, b.pkg), cmp.Compare(a.name, b.name))
	})
	for _, key := range keys {
		switch action := r.ended[key]; {
		case action == "fail" && !r.failedInside(key):
			got.failed = append(got.failed, strings.TrimSpace(key.pkg+" "+key.name))
		case key.name == "" || r.parents[key]:
		case action == "pass":
			got.passed++
		case action == "skip":
			got.skipped = append(got.skipped, key.pkg+" "+key.name+": "+r.reason(key))
		}
	}
	return got
}

// failedInside tells whether a test inside key, or a test of the package key, has failed.
func (r *goRun) failedInside(key goTest) bool {
	for other, action := range r.ended {
		inside := key.name == "" && other.name != "" || key.name != "" && strings.HasPrefix(other.name, key.name+"/")
		if action == "fail" && other.pkg == key.pkg && inside {
			return true
		}
	}
	return false
}

var logLine = regexp.MustCompile(`(?m)^\s+\S+\.go:\d+: (.*)$`)

// reason returns what the skipped test logged last.
func (r *goRun) reason(key goTest) string {
	if said := r.said[key]; said != nil {
		if lines := logLine.FindAllStringSubmatch(said.String(), -1); lines != nil {
			return lines[len(lines)-1][1]
		}
	}
	return "no reason given"
}
