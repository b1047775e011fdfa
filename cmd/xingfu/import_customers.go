package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"go.yaml.in/yaml/v3"

	"github.com/xingfu/xingfu/internal/app"
	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/platform/sheet"
)

type importCustomers struct {
	File    string `arg:"" help:"The table: CSV (UTF-8, UTF-16 or GB18030) or XLSX, its first row naming the columns." type:"existingfile"`
	Mapping string `help:"A YAML file that says by header which field a column is; an empty field passes a column over." type:"existingfile"`
	DryRun  bool   `help:"Only say what would be done."`
	JSON    bool   `help:"Print the report as JSON." name:"json"`
}

// Run imports the table. It is safe to run again: what is there already is changed only where a row says something else.
func (c *importCustomers) Run(ctx context.Context, config app.Config) error {
	order := customer.ImportOrder{Name: filepath.Base(c.File), DryRun: c.DryRun}
	if err := c.readMapping(&order); err != nil {
		return err
	}
	format, known := sheet.FormatOf(c.File)
	if !known {
		return fmt.Errorf("%s is neither .csv nor .xlsx", c.File)
	}
	file, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	read := &counted{Reader: file}
	bar := progress("importing", info.Size())
	order.Progress = func(int) { _ = bar.Set64(min(read.bytes, info.Size())) }
	rows, err := sheet.Read(read, format)
	if err != nil {
		return err
	}
	defer rows.Close()
	return withApp(ctx, config, func(ctx context.Context, a *app.App) error {
		report, err := a.Customers.Import(ctx, rows, order)
		_ = bar.Finish()
		if err != nil {
			return err
		}
		return c.print(report)
	})
}

func (c *importCustomers) readMapping(order *customer.ImportOrder) error {
	if c.Mapping == "" {
		return nil
	}
	text, err := os.ReadFile(c.Mapping)
	if err != nil {
		return err
	}
	if err := yaml.Unmarshal(text, &order.Mapping); err != nil {
		return fmt.Errorf("%s: write a line “header: field” for each column: %w", c.Mapping, err)
	}
	return nil
}

func (c *importCustomers) print(r *customer.ImportReport) error {
	if c.JSON {
		printJSON(r)
	} else {
		verb := "imported"
		if r.DryRun {
			verb = "would be imported"
		}
		fmt.Printf("%d rows in %.1f s: of the customers %d %s, %d changed, %d as they were; of their parts %d, %d and %d; %d rows left out\n", r.Rows, r.Seconds,
			r.Customers.Added, verb, r.Customers.Changed, r.Customers.Same, r.Parts.Added, r.Parts.Changed, r.Parts.Same, r.Failed)
		for i, p := range r.Problems {
			if i == errorsShown {
				fmt.Printf("… and %d more (--json lists a thousand)\n", r.Failed-i)
				break
			}
			fmt.Printf("line %d %s: %s\n", p.Line, p.Column, p.Message)
		}
	}
	if r.Rows > 0 && r.Failed == r.Rows {
		return errors.New("nothing could be imported")
	}
	return nil
}

// counted counts what has been read.
type counted struct {
	io.Reader
	bytes int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.bytes += int64(n)
	return n, err
}
