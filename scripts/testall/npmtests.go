package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func runLint(out io.Writer, _ string) (outcome, error) {
	return outcome{}, execute(out, nil, "make", "--no-print-directory", "lint")
}

func runVitest(out io.Writer, reports string) (outcome, error) {
	report := filepath.Join(reports, "vitest.json")
	ended := execute(out, nil, "npm", "--prefix", "web", "test", "--",
		"--reporter=default", "--reporter=json", "--outputFile.json="+report)
	got, unread := readReport(report, readVitest)
	return got, cmp.Or(unread, ended)
}

func runPlaywright(out io.Writer, reports string) (outcome, error) {
	report := filepath.Join(reports, "playwright.json")
	ended := execute(out, []string{"PLAYWRIGHT_JSON_OUTPUT_NAME=" + report},
		"npm", "--prefix", "e2e", "test", "--", "--reporter=list,json")
	got, unread := readReport(report, readPlaywright)
	return got, cmp.Or(unread, ended)
}

func execute(out io.Writer, env []string, name string, arguments ...string) error {
	command := exec.Command(name, arguments...)
	command.Env = append(os.Environ(), env...)
	command.Stdout, command.Stderr = out, out
	if err := command.Run(); err != nil {
		return fmt.Errorf("%s: %w", strings.Join(command.Args, " "), err)
	}
	return nil
}

func readReport(path string, read func([]byte) (outcome, error)) (outcome, error) {
	report, err := os.ReadFile(path)
	if err != nil {
		return outcome{}, fmt.Errorf("the run left no report: %w", err)
	}
	got, err := read(report)
	if err != nil {
		return got, fmt.Errorf("read %s: %w", path, err)
	}
	return got, nil
}

// readVitest reads the report of vitest --reporter=json.
func readVitest(report []byte) (outcome, error) {
	var files struct {
		TestResults []struct {
			Name, Status, Message string
			AssertionResults      []struct {
				FullName, Status string
			}
		}
	}
	if err := json.Unmarshal(report, &files); err != nil {
		return outcome{}, err
	}
	var got outcome
	for _, file := range files.TestResults {
		name, failed := filepath.Base(file.Name), len(got.failed)
		for _, test := range file.AssertionResults {
			switch test.Status {
			case "passed":
				got.passed++
			case "failed":
				got.failed = append(got.failed, name+" "+test.FullName)
			default: // skipped, pending, todo, disabled
				got.skipped = append(got.skipped, fmt.Sprintf("%s %s: %s; vitest reports no reason", name, test.FullName, test.Status))
			}
		}
		if file.Status == "failed" && len(got.failed) == failed {
			got.failed = append(got.failed, name+" "+cmp.Or(file.Message, "failed outside its tests"))
		}
	}
	return got, nil
}

type playwrightSuite struct {
	Title  string
	Suites []playwrightSuite
	Specs  []struct {
		Title string
		Tests []struct {
			ProjectName, Status string
			Annotations         []struct{ Type, Description string }
		}
	}
}

// readPlaywright reads the report of playwright --reporter=json.
func readPlaywright(report []byte) (outcome, error) {
	var run struct {
		Suites []playwrightSuite
		Errors []struct{ Message string }
	}
	if err := json.Unmarshal(report, &run); err != nil {
		return outcome{}, err
	}
	var got outcome
	for _, suite := range run.Suites {
		got.addSuite(suite, suite.Title)
	}
	for _, failure := range run.Errors { // outside any test
		got.failed = append(got.failed, failure.Message)
	}
	return got, nil
}

func (o *outcome) addSuite(suite playwrightSuite, title string) {
	for _, inner := range suite.Suites {
		o.addSuite(inner, title+" › "+inner.Title)
	}
	for _, spec := range suite.Specs {
		for _, test := range spec.Tests {
			name := strings.TrimSpace(fmt.Sprintf("%s › %s %s", title, spec.Title, test.ProjectName))
			switch test.Status {
			case "expected":
				o.passed++
			case "flaky":
				o.passed++
				o.flaky = append(o.flaky, name)
			case "skipped":
				reason := "did not run, no reason given"
				for _, note := range test.Annotations {
					if note.Type == "skip" || note.Type == "fixme" {
						reason = cmp.Or(note.Description, reason)
					}
				}
				o.skipped = append(o.skipped, name+": "+reason)
			default:
				o.failed = append(o.failed, name)
			}
		}
	}
}
