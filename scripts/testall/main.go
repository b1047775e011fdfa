// Testall runs every check of the project, from its root: lint, the Go tests with one private
// PostgreSQL, the console's unit tests and the browser tests. A failed step does not keep the next
// from running. It ends by listing what was left out and why, and with one line of totals.
package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

type step struct {
	name string
	run  func(out io.Writer, reports string) (outcome, error)
}

var steps = []step{
	{"lint", runLint},
	{"Go tests", runGoTests},
	{"console unit tests", runVitest},
	{"browser tests", runPlaywright},
}

func main() {
	reports, err := reportFolder()
	if err != nil {
		fmt.Fprintln(os.Stderr, "testall:", err)
		os.Exit(1)
	}
	if failed := runSteps(os.Stdout, steps, reports); failed > 0 {
		os.Exit(1)
	}
}

// reportFolder returns an empty folder for the runners' reports, so that none of an earlier run counts.
func reportFolder() (string, error) {
	folder, err := filepath.Abs(filepath.Join(".make", "reports"))
	if err != nil {
		return "", err
	}
	if err := os.RemoveAll(folder); err != nil {
		return "", err
	}
	return folder, os.MkdirAll(folder, 0o755)
}

// runSteps runs the steps, writes the summary and returns how much failed.
func runSteps(out io.Writer, steps []step, reports string) int {
	var total outcome
	for _, step := range steps {
		fmt.Fprintf(out, "\n== %s ==\n", step.name)
		start := time.Now()
		got, err := step.run(out, reports)
		if err != nil && len(got.failed) == 0 {
			got.failed = []string{fmt.Sprintf("%s: %v", step.name, err)}
		}
		if err == nil && step.name != "lint" && got.passed+len(got.failed) == 0 {
			got.failed = []string{step.name + ": not one test ran"}
		}
		said := got.String()
		if got.nothing() { // lint has no tests to count
			said = "nothing to complain about"
		}
		fmt.Fprintf(out, "-- %s: %s, %s\n", step.name, said, time.Since(start).Round(100*time.Millisecond))
		total.add(got)
	}
	total.summarise(out)
	return len(total.failed)
}

// outcome is what came of a number of tests.
type outcome struct {
	passed  int
	failed  []string // names
	skipped []string // names with the reason
	flaky   []string // names of those that passed only when tried again; counted in passed
}

func (o outcome) nothing() bool { return o.passed+len(o.failed)+len(o.skipped) == 0 }

func (o *outcome) add(other outcome) {
	o.passed += other.passed
	o.failed = append(o.failed, other.failed...)
	o.skipped = append(o.skipped, other.skipped...)
	o.flaky = append(o.flaky, other.flaky...)
}

// String says the totals in the form that continuous integration reads.
func (o outcome) String() string {
	s := fmt.Sprintf("%d passed, %d failed", o.passed, len(o.failed))
	if len(o.skipped) > 0 {
		s += fmt.Sprintf(", %d skipped", len(o.skipped))
	}
	return s
}

func (o outcome) summarise(out io.Writer) {
	list := func(title string, names []string) {
		if len(names) > 0 {
			fmt.Fprintf(out, "\n%s:\n  %s\n", title, strings.Join(names, "\n  "))
		}
	}
	list("Left out", o.skipped)
	list("Passed only at the second try", o.flaky)
	list("Failed", o.failed)
	fmt.Fprintf(out, "\n%s\n", o)
}
