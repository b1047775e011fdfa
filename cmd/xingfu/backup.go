package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/xingfu/xingfu/internal/app"
)

type backupCommand struct {
	File string `arg:"" help:"The file to write, such as xingfu-20261123.backup." type:"path"`
	JSON bool   `help:"Print the result as JSON." name:"json"`
}

// Run writes all data, as it stands at one moment, into a file; the server may run meanwhile. The file
// appears under its name only when it is whole.
func (c *backupCommand) Run(ctx context.Context, config app.Config) error {
	if _, err := os.Stat(c.File); err == nil {
		return fmt.Errorf("%s exists already: choose another name", c.File)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	part := c.File + ".part"
	file, err := os.OpenFile(part, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(part) }()
	bar := progress("rows", -1)
	rows, err := app.Backup(app.ByCommand(ctx), config, filepath.Base(c.File), file, func(n int64) { _ = bar.Set64(n) })
	if err := errors.Join(unless(err, app.ErrNotNoted), file.Sync(), file.Close()); err != nil {
		return err
	}
	_ = bar.Finish()
	if err := os.Rename(part, c.File); err != nil {
		return err
	}
	return c.say("backup", rows)
}

// unless gives err, but only says it when it is what a person should know of and nothing more.
func unless(err, small error) error {
	if !errors.Is(err, small) {
		return err
	}
	fmt.Fprintln(os.Stderr, "xingfu:", err)
	return nil
}

func (c *backupCommand) say(what string, rows int64) error {
	if c.JSON {
		printJSON(map[string]any{"file": c.File, "rows": rows})
		return nil
	}
	fmt.Printf("%s: %d rows, %s\n", what, rows, c.File)
	return nil
}

type restoreCommand struct {
	File string `arg:"" help:"A file that backup has written, on either database." type:"existingfile"`
	JSON bool   `help:"Print the result as JSON." name:"json"`
}

// Run reads a backup into an empty database, whichever engine it came from.
func (c *restoreCommand) Run(ctx context.Context, config app.Config) error {
	file, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer file.Close()
	bar := progress("rows", -1)
	rows, err := app.Restore(app.ByCommand(ctx), config, filepath.Base(c.File), file, func(n int64) { _ = bar.Set64(n) })
	if err := unless(err, app.ErrNotNoted); err != nil {
		return err
	}
	_ = bar.Finish()
	return (&backupCommand{c.File, c.JSON}).say("restored", rows)
}
