package main

import (
	"bufio"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"time"

	"github.com/xingfu/xingfu/internal/app"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/sheet"
)

type auditCommand struct {
	Verify auditVerify `cmd:"" help:"Check whether the log is as it was written. Exit code 0: it is; 1: it is not; 2: it could not be checked."`
	Head   auditHead   `cmd:"" help:"Print where the log ends, SEQ:HASH, to be noted elsewhere."`
	Export auditExport `cmd:"" help:"Write entries to standard output, oldest first. The log has it that they were taken out."`
}

type auditVerify struct {
	Head string `help:"A head noted earlier, as audit head printed it, against which the log is held." placeholder:"SEQ:HASH"`
	JSON bool   `help:"Print the report as JSON." name:"json"`
}

// failure is an error with an exit code of its own.
type failure struct {
	error
	code int
}

// ExitCode is the code with which the program ends.
func (f failure) ExitCode() int { return f.code }

// Unwrap gives the error itself.
func (f failure) Unwrap() error { return f.error }

const (
	auditBroken     = 1
	auditNotChecked = 2
)

// Run reads the whole log and tells every place where it is not as it was written.
func (c *auditVerify) Run(ctx context.Context, config app.Config) error {
	report, err := c.check(ctx, config)
	if err != nil {
		return failure{fmt.Errorf("the audit log could not be checked: %w", err), auditNotChecked}
	}
	report.Say(lang.English)
	if c.JSON {
		printJSON(report)
	} else {
		printProblems(report)
	}
	if !report.OK {
		return failure{errors.New("the audit log is not as it was written"), auditBroken}
	}
	return nil
}

func (c *auditVerify) check(ctx context.Context, config app.Config) (*audit.Report, error) {
	var how audit.Checking
	if c.Head != "" {
		head, err := audit.ParseHead(c.Head)
		if err != nil {
			return nil, err
		}
		how.Noted = &head
	}
	log, done, err := app.OpenAudit(ctx, config)
	if err != nil {
		return nil, err
	}
	defer done()
	bar := progress("entries", -1)
	how.Progress = func(n, all int64) {
		bar.ChangeMax64(all)
		_ = bar.Set64(n)
	}
	report, err := log.Verify(ctx, how)
	_ = bar.Finish()
	return report, err
}

func printProblems(r *audit.Report) {
	for _, p := range r.Problems {
		fmt.Println(p.Detail)
	}
	if r.More {
		fmt.Println("… and more")
	}
	if r.OK {
		fmt.Printf("%d entries are as they were written\n", r.Entries)
	}
	if r.OK && r.Noted != nil {
		fmt.Printf("entry %d is the one that was noted\n", r.Noted.Seq)
	}
	fmt.Printf("head %s\n", r.Head)
}

type auditHead struct {
	JSON bool `help:"Print it as JSON." name:"json"`
}

// Run prints where the log ends.
func (c *auditHead) Run(ctx context.Context, config app.Config) error {
	log, done, err := app.OpenAudit(ctx, config)
	if err != nil {
		return err
	}
	defer done()
	head, err := log.Head(ctx)
	if err != nil {
		return fmt.Errorf("the head of the log cannot be read: %w", err)
	}
	if c.JSON {
		printJSON(head)
		return nil
	}
	fmt.Println(head)
	return nil
}

type auditExport struct {
	From   string `help:"From this day on, or this moment: 2026-11-01 or 2026-11-01T08:00:00+08:00."`
	To     string `help:"Before this day or moment."`
	Format string `help:"csv for a spreadsheet; jsonl has all that is hashed, an entry a line." enum:"csv,jsonl" default:"jsonl"`
}

// Run writes the entries of a time.
func (c *auditExport) Run(ctx context.Context, config app.Config) error {
	var f audit.Filter
	for text, into := range map[string]*time.Time{c.From: &f.From, c.To: &f.To} {
		if text == "" {
			continue
		}
		at, err := momentOf(text)
		if err != nil {
			return err
		}
		*into = at
	}
	log, done, err := app.OpenAudit(ctx, config)
	if err != nil {
		return err
	}
	defer done()
	head, err := log.Head(ctx)
	if err != nil {
		return fmt.Errorf("the head of the log cannot be read: %w", err)
	}
	f.UpTo = head.Seq
	n, err := log.Count(ctx, f, int(head.Seq)+1)
	if err != nil {
		return err
	}
	detail := map[string]any{"entries": n, "format": c.Format, "since": c.From, "until": c.To}
	if err := log.Write(app.ByCommand(ctx), audit.Who{Name: "xingfu"}, "audit.exported", "audit", "", detail); err != nil {
		return err
	}
	out := bufio.NewWriter(os.Stdout)
	if err := c.write(ctx, log, f, int64(n), out); err != nil {
		return err
	}
	return out.Flush()
}

// momentOf reads a day, as clocks here have it, or a moment.
func momentOf(text string) (time.Time, error) {
	if day, err := time.ParseInLocation(time.DateOnly, text, time.Local); err == nil {
		return day, nil
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return at, fmt.Errorf("%s is no day such as 2026-11-01 and no moment such as 2026-11-01T08:00:00+08:00", text)
	}
	return at, nil
}

func (c *auditExport) write(ctx context.Context, log *audit.Log, f audit.Filter, n int64, out io.Writer) error {
	line, end := jsonLines(out), func() error { return nil }
	if c.Format == "csv" {
		line, end = csvLines(out)
	}
	bar, done := progress("entries", n), int64(0)
	err := log.Each(ctx, f, func(e *audit.Entry) error {
		done++
		_ = bar.Set64(done)
		return line(e)
	})
	_ = bar.Finish()
	return errors.Join(err, end())
}

func jsonLines(out io.Writer) func(*audit.Entry) error {
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	return func(e *audit.Entry) error { return lines.Encode(e) }
}

func csvLines(out io.Writer) (line func(*audit.Entry) error, end func() error) {
	table := csv.NewWriter(out)
	_ = table.Write([]string{"seq", "at", "actor_id", "actor", "via", "means", "address", "action", "object", "object_id", "detail", "hash_version", "hash"})
	line = func(e *audit.Entry) error {
		cells := []string{strconv.FormatInt(e.Seq, 10), e.At.UTC().Format(time.RFC3339Nano), e.ActorID, e.Actor, string(e.Via), e.Means, e.Address,
			e.Action, e.Object, e.ObjectID, e.Detail, strconv.Itoa(e.Version), e.Hash}
		for i := range cells {
			cells[i] = sheet.Safe(cells[i])
		}
		return table.Write(cells)
	}
	return line, func() error {
		table.Flush()
		return table.Error()
	}
}
