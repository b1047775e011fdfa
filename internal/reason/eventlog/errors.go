package eventlog

import "fmt"

// text is one message in both languages.
type text struct{ en, zh string }

// say fills the same arguments into both languages.
func say(en, zh string, args ...any) text {
	return text{fmt.Sprintf(en, args...), fmt.Sprintf(zh, args...)}
}

// MappingError says what is wrong in a mapping, and in which line of it; the
// line is 0 where something is wrong with the whole.
type MappingError struct {
	Line      int
	Message   string
	MessageZH string
}

func (e *MappingError) Error() string {
	if e.Line == 0 {
		return "mapping: " + e.Message
	}
	return fmt.Sprintf("mapping, line %d: %s", e.Line, e.Message)
}

// FileError says why a file cannot be read as a log at all.
type FileError struct {
	Message   string
	MessageZH string
}

func (e *FileError) Error() string { return e.Message }

// RowError says why one row was left out. Line is where the row begins,
// counted from 1 at the header; Column is empty where the row as a whole is
// wrong.
type RowError struct {
	Line      int
	Column    string
	Value     string
	Message   string
	MessageZH string
}

func (e RowError) Error() string {
	if e.Column == "" {
		return fmt.Sprintf("line %d: %s", e.Line, e.Message)
	}
	return fmt.Sprintf("line %d, column %s: %s", e.Line, e.Column, e.Message)
}

func rowError(line int, column, value string, t text) *RowError {
	return &RowError{Line: line, Column: column, Value: value, Message: t.en, MessageZH: t.zh}
}

func fileError(t text) *FileError { return &FileError{Message: t.en, MessageZH: t.zh} }
