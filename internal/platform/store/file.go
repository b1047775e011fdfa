package store

import (
	"errors"
	"fmt"
	"os"
)

// file is SQLite's database file. A process that has it open goes on writing to it when it has been removed
// or replaced, and everything written then is lost: so it is looked at before each write.
type file struct {
	path string
	was  os.FileInfo
}

// errGone says that the file does not stand where it stood when it was opened.
var errGone = errors.New("the database file was removed or replaced: put it back, or start the program again")

// keep remembers which file stands at path now.
func keep(path string) (*file, error) {
	was, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	return &file{path, was}, nil
}

// check tells whether the file still stands where it stood.
func (f *file) check() error {
	is, err := os.Stat(f.path)
	if err != nil || !os.SameFile(is, f.was) {
		return fmt.Errorf("%s: %w", f.path, errGone)
	}
	return nil
}
